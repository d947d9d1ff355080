/* SPDX-License-Identifier: MIT */
/* The order of business in the room: who comes and goes, the agenda, what is
 * private. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/core/room_table.h"

/* --- attendance ------------------------------------------------------------------ */

static void coming_and_going_counts_for_the_quorum(void **state)
{
    struct table *table = *state;
    const struct change *change;

    assert_int_equal(room_quorum(&table->room).voting, 3);
    assert_true(room_quorum(&table->room).met);
    change = type(table, "-60 apologies, +290 phone");
    assert_int_equal(change->entries[0].kind, ENTRY_ATTENDANCE);
    assert_int_equal(change->movement_count, 2);
    assert_same(&change->movements[0].entry, &change->entries[0].id);
    assert_same(&change->movements[0].person, &person(table, TOM)->id);
    assert_int_equal(change->movements[0].movement, MOVE_APOLOGIES);
    assert_int_equal(change->movements[1].mode, MODE_PHONE);
    assert_string_equal(table->said.text, "not quorate: 2 of 3");
    assert_true(person(table, GUEST)->here);
    type(table, "+60");
    assert_string_equal(table->said.text, "quorate: 3 of 3");
    type(table, "-290");
    assert_string_equal(table->said.text, "3 present");
}

static void who_withdraws_counts_again_with_the_next_item(void **state)
{
    struct table *table = *state;
    const struct change *change;

    type(table, ">");
    change = type(table, "-283!");
    assert_int_equal(change->movements[0].movement, MOVE_WITHDREW);
    assert_same(&change->movements[0].item, &table->room.items[0].id);
    assert_false(room_quorum(&table->room).met);
    assert_int_equal(room_quorum(&table->room).withdrawn, 1);
    type(table, ">");
    assert_true(room_quorum(&table->room).met);
    assert_string_equal(table->said.text, "item 2; 283 counts as back");
}

/* --- agenda and parts -------------------------------------------------------------- */

static void the_agenda_goes_on_item_by_item(void **state)
{
    struct table *table = *state;
    const struct change *change = type(table, "before the first");

    assert_true(id_is_none(&change->entries[0].item));
    change = type(table, ">");
    assert_int_equal(change->entries[0].kind, ENTRY_AGENDA);
    assert_same(&change->entries[0].item, &table->room.items[0].id);
    assert_int_equal(change->item_count, 1);
    assert_true(change->items[0].revises && change->items[0].reached);
    assert_int_equal(change->items[0].began, start + 2000);
    assert_same(&change->items[0].entry, &change->entries[0].id);
    change = type(table, "283: under the first");
    assert_same(&change->entries[0].item, &table->room.items[0].id);
    type(table, "> fin");
    assert_int_equal(table->room.current_item, 1);
    assert_true(change_is_empty(type(table, ">")));
    assert_string_equal(table->said.text, "that was the last item");
    assert_true(change_is_empty(type(table, "> fin")));
    assert_string_equal(table->said.text, "item 2 is the current one");
    change = type(table, "> welc"); /* again: it began when it first did */
    assert_int_equal(change->item_count, 0);
    assert_int_equal(change->entry_count, 1);
    assert_int_equal(table->room.current_item, 0);
}

static void a_new_item_stands_after_the_current_one(void **state)
{
    struct table *table = *state;
    const struct change *change;

    type(table, ">");
    change = type(table, "> Car parking");
    assert_false(change->items[0].revises);
    assert_int_equal(change->items[0].number, 2);
    assert_string_equal(change->items[0].title, "Car parking");
    assert_int_equal(table->room.item_count, 3);
    assert_int_equal(table->room.current_item, 1);
    assert_string_equal(table->room.items[2].title, "Finance report");
    assert_int_equal(table->room.items[2].number, 3);
    assert_same(&change->items[0].id, &table->room.items[1].id);
    type(table, ">");
    change = type(table, "> Any other business");
    assert_int_equal(change->items[0].number, 4);
    assert_int_equal(table->room.current_item, 3);
}

static void a_new_item_before_the_first_stands_in_front(void **state)
{
    struct table *table = *state;
    const struct change *change = type(table, "> Patient story");

    assert_int_equal(change->items[0].number, 1);
    assert_string_equal(table->room.items[1].title, "Welcome");
    assert_int_equal(table->room.items[1].number, 2);
    assert_int_equal(table->room.current_item, 0);
}

static void a_private_part_lasts_until_it_is_public_again(void **state)
{
    struct table *table = *state;
    const struct change *change = type(table, "=private");

    assert_int_equal(change->entries[0].kind, ENTRY_PART);
    assert_int_equal(change->entries[0].part, PART_PRIVATE);
    assert_int_equal(type(table, "secret")->entries[0].part, PART_PRIVATE);
    assert_true(change_is_empty(type(table, "=private")));
    assert_string_equal(table->said.text, "the meeting is private already");
    change = type(table, "=break");
    assert_int_equal(change->entries[0].part, PART_BREAK);
    assert_true(table->room.on_break);
    assert_true(change_is_empty(type(table, "=break")));
    type(table, "=resume");
    assert_true(change_is_empty(type(table, "=resume")));
    assert_string_equal(table->said.text, "there is no break to end");
    assert_int_equal(type(table, "still secret")->entries[0].part, PART_PRIVATE);
    type(table, "=public");
    assert_int_equal(type(table, "open")->entries[0].part, PART_PUBLIC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROOM(coming_and_going_counts_for_the_quorum),
        IN_A_ROOM(who_withdraws_counts_again_with_the_next_item),
        IN_A_ROOM(the_agenda_goes_on_item_by_item),
        IN_A_ROOM(a_new_item_stands_after_the_current_one),
        IN_A_ROOM(a_new_item_before_the_first_stands_in_front),
        IN_A_ROOM(a_private_part_lasts_until_it_is_public_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
