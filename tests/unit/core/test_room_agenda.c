/* SPDX-License-Identifier: MIT */
/* What the screen of the agenda does to the room. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/room_change.h"
#include "tests/unit/core/room_table.h"

static struct change *anew(struct table *table)
{
    change_release(&table->change);
    change_init(&table->change, &table->room.meeting, table->now);
    table->now += 1000;
    return &table->change;
}

/* The titles with their numbers, and which is on. */
static void assert_agenda(const struct table *table, const char *expected)
{
    struct str shown = STR_INIT;

    for (size_t i = 0; i < table->room.item_count; i++)
        str_add_format(&shown, "%d.%s%s%s ", table->room.items[i].number,
                       table->room.items[i].title, table->room.items[i].skipped ? "-" : "",
                       i == table->room.current_item ? "*" : "");
    assert_string_equal(str_text(&shown), expected);
    str_release(&shown);
}

static void items_are_put_in_anywhere_and_the_current_one_stays(void **state)
{
    struct table *table = *state;
    struct change *change;

    type(table, ">");
    change = anew(table);
    room_insert_item(&table->room, 0, "Silence", "", PURPOSE_NONE, change);
    assert_false(change->items[0].revises || change->items[0].reached);
    assert_int_equal(change->items[0].number, 1);
    assert_agenda(table, "1.Silence 2.Welcome* 3.Finance report ");
    room_insert_item(&table->room, 3, "Close", "GB/9", PURPOSE_NOTE, anew(table));
    assert_agenda(table, "1.Silence 2.Welcome* 3.Finance report 4.Close ");
    assert_string_equal(table->change.items[0].paper, "GB/9");
    assert_int_equal(table->change.entry_count, 0);
}

static void an_item_changes_places_with_its_neighbour(void **state)
{
    struct table *table = *state;
    struct change *change;

    type(table, ">");
    change = anew(table);
    assert_true(room_shift_item(&table->room, 0, false, change));
    assert_agenda(table, "1.Finance report 2.Welcome* ");
    assert_int_equal(change->item_count, 2);
    assert_true(change->items[0].moves && change->items[1].moves);
    assert_int_equal(change->items[0].number, 1);
    assert_string_equal(change->items[0].title, "Finance report");
    assert_true(room_shift_item(&table->room, 1, true, anew(table)));
    assert_agenda(table, "1.Welcome* 2.Finance report ");
    assert_false(room_shift_item(&table->room, 0, true, anew(table)));
    assert_false(room_shift_item(&table->room, 1, false, &table->change));
    assert_true(change_is_empty(&table->change));
}

static void an_item_is_edited_only_where_something_is_new(void **state)
{
    struct table *table = *state;
    struct change *change = anew(table);

    room_edit_item(&table->room, 0, "Welcome", "", PURPOSE_NONE, change);
    assert_true(change_is_empty(change));
    room_edit_item(&table->room, 0, "Welcome, everybody", "GB/1", PURPOSE_NOTE, change);
    assert_true(change->items[0].revises);
    assert_false(change->items[0].moves);
    assert_string_equal(change->items[0].title, "Welcome, everybody");
    assert_int_equal(table->room.items[0].purpose, PURPOSE_NOTE);
}

static void what_is_skipped_is_passed_over_until_it_begins(void **state)
{
    struct table *table = *state;
    const struct change *change;

    room_skip_item(&table->room, 0, anew(table));
    assert_true(table->change.items[0].skipped);
    type(table, ">");
    assert_agenda(table, "1.Welcome- 2.Finance report* ");
    change = type(table, "> wel");
    assert_agenda(table, "1.Welcome* 2.Finance report ");
    assert_int_equal(change->item_count, 1);
    assert_false(change->items[0].skipped);
    assert_true(change->items[0].reached);
}

static void going_back_is_a_further_line_and_no_new_beginning(void **state)
{
    struct table *table = *state;
    int64_t began;

    type(table, ">");
    began = table->room.items[0].began;
    type(table, ">");
    room_begin_item(&table->room, 0, table->now, anew(table), &table->said);
    assert_int_equal(table->change.entry_count, 1);
    assert_int_equal(table->change.item_count, 0);
    assert_int_equal(table->room.items[0].began, began);
    room_begin_item(&table->room, 0, table->now, anew(table), &table->said);
    assert_true(change_is_empty(&table->change));
    assert_string_equal(table->said.text, "item 1 is the current one");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROOM(items_are_put_in_anywhere_and_the_current_one_stays),
        IN_A_ROOM(an_item_changes_places_with_its_neighbour),
        IN_A_ROOM(an_item_is_edited_only_where_something_is_new),
        IN_A_ROOM(what_is_skipped_is_passed_over_until_it_begins),
        IN_A_ROOM(going_back_is_a_further_line_and_no_new_beginning),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
