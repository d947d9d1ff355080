/* SPDX-License-Identifier: MIT */
/* Seats: the lines that say how the quorum stands, conflicts of interest, and
 * what the screen of attendance marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/clock.h"
#include "core/room_change.h"
#include "tests/unit/core/room_table.h"

enum { CM = EVENING + 1, QU };

static void add_field(struct room *room, int code, const char *name, const char *const *words,
                      size_t count)
{
    struct code *of = &room->codes[code];
    struct modifier *fields = room_keep_array(room, of->modifier_count + 1, sizeof *fields);

    for (size_t i = 0; i < of->modifier_count; i++)
        fields[i] = of->modifiers[i];
    fields[of->modifier_count++] = (struct modifier){
        .id = id_new(), .name = name, .choices = words, .choice_count = count
    };
    of->modifiers = fields;
}

static int set_up_codes(void **state)
{
    static const char *const handling[] = { "silent", "leaves-room" };
    static const char *const kept[] = { "kept", "lost" }, *const met[] = { "met", "lost" };
    struct room *room;

    (void)set_up(state);
    room = &((struct table *)*state)->room;
    add_code(room, "cm", true, "");
    add_code(room, "qu", false, "");
    add_field(room, CM, "handling", handling, 2);
    add_field(room, CM, "quorum", kept, 2);
    add_field(room, QU, "state", met, 2);
    add_field(room, QU, "cause", NULL, 0);
    return 0;
}

#define WITH_CODES(test) cmocka_unit_test_setup_teardown(test, set_up_codes, tear_down)

/* The screen marks somebody, a second after what was before. */
static const struct change *mark(struct table *table, int person, enum movement movement,
                                 enum attendance_mode mode)
{
    struct read_movement read = { person, movement, mode };

    change_release(&table->change);
    change_init(&table->change, &table->room.meeting, table->now);
    table->now += 1000;
    room_mark(&table->room, &read, table->now, &table->change, &table->said);
    return &table->change;
}

static const struct change *seat(struct table *table, int person, enum capacity capacity)
{
    change_release(&table->change);
    change_init(&table->change, &table->room.meeting, table->now);
    table->now += 1000;
    room_seat(&table->room, person, capacity, table->now, &table->change, &table->said);
    return &table->change;
}

static const char *value(const struct change_coding *coding, size_t index)
{
    assert_true(index < coding->value_count);
    return coding->values[index].value;
}

/* The line about the quorum that a change must hold, as its last one. */
static void assert_says(const struct change *change, const char *text)
{
    const struct change_entry *entry;

    assert_true(change->entry_count > 0);
    entry = &change->entries[change->entry_count - 1];
    assert_int_equal(entry->kind, ENTRY_ATTENDANCE);
    assert_string_equal(entry->text, text);
    for (size_t i = 0; i < change->movement_count; i++)
        assert_false(id_equal(&change->movements[i].entry, &entry->id));
}

static void losing_the_quorum_and_having_it_again_are_lines_of_their_own(void **state)
{
    struct table *table = *state;
    const struct change *change;

    assert_int_equal(type(table, "283: good afternoon")->entry_count, 1);
    change = type(table, "-60");
    assert_int_equal(change->entry_count, 2);
    assert_says(change, "quorum lost: 2 of 3 voting");
    assert_int_equal(change->entries[1].at, change->entries[0].at);
    assert_int_equal(change->coding_count, 1);
    assert_same(&change->codings[0].entry, &change->entries[1].id);
    assert_same(&change->codings[0].code, &table->room.codes[QU].id);
    assert_string_equal(value(&change->codings[0], 0), "lost");
    assert_string_equal(value(&change->codings[0], 1), "departure");
    assert_same(&table->room.last_entry, &change->entries[0].id); /* what is corrected */
    assert_int_equal(type(table, "283: we go on all the same")->entry_count, 1);
    assert_int_equal(type(table, "-283")->entry_count, 1); /* it is lost already */
    assert_int_equal(type(table, "+283")->entry_count, 1);
    change = type(table, "+60 phone");
    assert_says(change, "quorum met again: 3 of 3 voting");
    assert_string_equal(value(&change->codings[0], 0), "met");
    assert_string_equal(value(&change->codings[0], 1), "arrival");
}

static void a_beginning_without_quorum_is_noted_once(void **state)
{
    struct table *table = *state;
    const struct change *change;

    assert_int_equal(mark(table, TOM, MOVE_APOLOGIES, MODE_ROOM)->entry_count, 0);
    change = type(table, "101: welcome");
    assert_int_equal(change->entry_count, 2);
    assert_says(change, "no quorum at the beginning: 2 of 3 voting");
    assert_string_equal(value(&change->codings[0], 1), "beginning");
    assert_int_equal(type(table, "101: apologies from Tom")->entry_count, 1);
    change = type(table, "+60");
    assert_int_equal(change->movements[0].arrival, ARRIVAL_LATE);
    assert_says(change, "quorum met again: 3 of 3 voting");
}

static void a_quorum_that_is_there_from_the_beginning_is_not_a_line(void **state)
{
    struct table *table = *state;

    assert_int_equal(type(table, ">")->entry_count, 1);
    assert_int_equal(type(table, "// calm")->entry_count, 1);
    assert_int_equal(table->room.quorum_said, QUORUM_MET);
}

static void a_role_group_that_is_short_is_named(void **state)
{
    static struct quorum_need needs[] = { { 0, 2 } };
    struct table *table = *state;

    table->room.needs = mem_alloc(1, sizeof *needs);
    table->room.needs[0] = needs[0];
    table->room.rule = (struct quorum_rule){ 2, table->room.needs, 1 };
    type(table, "101: welcome");
    assert_says(type(table, "-283"), "quorum lost: 1 of 2 GP voting");
    assert_string_equal(table->said.text, "not quorate: 1 of 2 GP");
}

static void without_a_rule_or_anybody_to_count_nothing_is_said(void **state)
{
    struct table *table = *state;

    table->room.rule.number = 0;
    type(table, "101: welcome");
    assert_int_equal(type(table, "-283, -60, -101")->entry_count, 1);
    table->room.rule.number = 3;
    for (size_t i = 0; i < table->room.person_count; i++) {
        table->room.presence[i].capacity = CAPACITY_ATTENDING;
        table->room.presence[i].expected = false;
    }
    assert_int_equal(type(table, "words")->entry_count, 1);
}

/* --- conflicts of interest ---------------------------------------------------------- */

static void who_withdraws_opens_a_conflict_that_is_managed(void **state)
{
    struct table *table = *state;
    const struct change *change;
    struct id opened;

    type(table, ">");
    change = type(table, "-283!, -60!");
    assert_int_equal(change->entry_count, 2);
    assert_int_equal(change->movement_count, 2);
    assert_same(&change->movements[1].item, &table->room.items[0].id);
    assert_int_equal(change->coding_count, 2);
    assert_same(&change->codings[0].entry, &change->entries[0].id);
    assert_same(&change->codings[0].code, &table->room.codes[CM].id);
    assert_int_equal(change->codings[0].action, CODING_OPEN);
    assert_string_equal(value(&change->codings[0], 0), "leaves-room");
    assert_string_equal(value(&change->codings[0], 1), "lost");
    assert_string_equal(value(&change->codings[1], 1), "conflict of interest");
    opened = change->codings[0].id;
    change = type(table, "+283"); /* one of two */
    assert_int_equal(change->movements[0].arrival, ARRIVAL_BACK);
    assert_true(table->room.open[CM]);
    change = type(table, "+60");
    assert_false(table->room.open[CM]);
    assert_int_equal(change->codings[0].action, CODING_CLOSE);
    assert_same(&change->codings[0].closes, &opened);
}

static void the_next_item_lets_them_count_and_offers_to_note_it(void **state)
{
    struct table *table = *state;
    const struct change *change;

    type(table, ">");
    type(table, "-283!, -60!");
    assert_false(room_may_bring_back(&table->room));
    change = type(table, ">");
    assert_string_equal(table->said.text, "item 2; 283, 60 count as back");
    assert_says(change, "quorum met again: 3 of 3 voting");
    assert_string_equal(value(&change->codings[0], 1), "next item");
    assert_true(table->room.open[CM]); /* until somebody says that they are back */
    assert_true(room_may_bring_back(&table->room));
    change_release(&table->change);
    change_init(&table->change, &table->room.meeting, table->now);
    room_bring_back(&table->room, table->now, &table->change, &table->said);
    assert_int_equal(table->change.entry_count, 1);
    assert_int_equal(table->change.movement_count, 2);
    assert_int_equal(table->change.movements[1].arrival, ARRIVAL_BACK);
    assert_false(table->room.open[CM]);
    assert_false(room_may_bring_back(&table->room));
}

static void who_does_not_come_back_is_lost_again(void **state)
{
    struct table *table = *state;

    type(table, ">");
    type(table, "-283!");
    type(table, ">");
    assert_says(type(table, "-283"), "quorum lost: 2 of 3 voting");
    assert_false(table->room.open[CM]);
}

static void withdrawing_before_the_first_item_lasts_until_it(void **state)
{
    struct table *table = *state;
    const struct change *change = type(table, "-283!");

    assert_true(id_is_none(&change->movements[0].item));
    assert_true(presence_is_withdrawn(&table->room.presence[JANE]));
    type(table, ">");
    assert_false(presence_is_withdrawn(&table->room.presence[JANE]));
}

/* --- the screen ------------------------------------------------------------------------ */

static void marks_before_the_first_line_are_set_up(void **state)
{
    struct table *table = *state;
    const struct change *change = mark(table, JANE, MOVE_ABSENT, MODE_ROOM);

    assert_true(room_is_setting_up(&table->room));
    assert_int_equal(change->entry_count, 0);
    assert_int_equal(change->movement_count, 1);
    assert_true(id_is_none(&change->movements[0].entry));
    assert_int_equal(table->room.presence[JANE].since, TIME_UNKNOWN);
    change = mark(table, JANE, MOVE_ARRIVED, MODE_ROOM); /* a slip, mended */
    assert_int_equal(change->entry_count, 0);
    assert_int_equal(change->movements[0].arrival, ARRIVAL_PLAIN);
    assert_int_equal(seat(table, TOM, CAPACITY_CHAIR)->entry_count, 0);
    assert_int_equal(mark(table, TOM, MOVE_WITHDREW, MODE_ROOM)->entry_count, 2);
    assert_says(&table->change, "no quorum at the beginning: 2 of 3 voting");
}

static void how_it_began_is_no_line_later_either(void **state)
{
    struct table *table = *state;
    const struct change *change;

    type(table, "101: welcome");
    change = mark(table, JANE, MOVE_LATE, MODE_ROOM);
    assert_int_equal(change->entry_count, 1); /* only what it does to the quorum */
    assert_says(change, "quorum lost: 2 of 3 voting");
    assert_true(id_is_none(&change->movements[0].entry));
    assert_int_equal(mark(table, ANNA, MOVE_ARRIVED, MODE_PHONE)->entry_count, 0);
    change = mark(table, JANE, MOVE_ARRIVED, MODE_ROOM);
    assert_int_equal(change->entry_count, 2);
    assert_int_equal(change->movements[0].arrival, ARRIVAL_LATE);
    assert_int_equal(table->room.presence[JANE].since, table->now);
    change = mark(table, JANE, MOVE_LEFT, MODE_ROOM);
    assert_same(&change->movements[0].entry, &change->entries[0].id);
    change = mark(table, JANE, MOVE_ARRIVED, MODE_ONLINE);
    assert_int_equal(change->movements[0].arrival, ARRIVAL_BACK);
    assert_true(change_is_empty(mark(table, JANE, MOVE_ARRIVED, MODE_ONLINE)));
    assert_string_equal(table->said.text, "283: that is so already");
}

static void another_chair_is_a_line_of_the_record(void **state)
{
    struct table *table = *state;
    const struct change *change;

    type(table, "101: welcome");
    change = seat(table, GUEST, CAPACITY_CHAIR);
    assert_int_equal(change->entry_count, 1);
    assert_int_equal(change->movements[0].movement, MOVE_ARRIVED); /* who sits is there */
    assert_int_equal(change->movements[1].movement, MOVE_SITS);
    assert_int_equal(change->movements[1].capacity, CAPACITY_CHAIR);
    assert_int_equal(room_quorum(&table->room).voting, 4);
    assert_int_equal(person(table, GUEST)->capacity, CAPACITY_CHAIR);
    assert_true(change_is_empty(seat(table, GUEST, CAPACITY_CHAIR)));
    seat(table, TOM, CAPACITY_ATTENDING);
    change = seat(table, JANE, CAPACITY_ATTENDING);
    assert_says(change, "quorum lost: 2 of 3 voting");
}

static void a_visitor_becomes_a_person_and_arrives(void **state)
{
    struct table *table = *state;

    type(table, "101: welcome");
    change_release(&table->change);
    change_init(&table->change, &table->room.meeting, table->now);
    room_new_visitor(&table->room, 0, "kw", table->now, &table->change, &table->said);
    assert_int_equal(table->change.person_count, 1);
    assert_int_equal(table->change.persons[0].number, 305);
    assert_same(&table->change.persons[0].role_group, &table->room.groups[0].id);
    assert_string_equal(table->change.persons[0].alias, "kw");
    assert_int_equal(table->change.entry_count, 1);
    assert_int_equal(table->change.movements[0].arrival, ARRIVAL_PLAIN);
    assert_same(&table->change.movements[0].person, &table->change.persons[0].id);
    assert_int_equal(room_quorum(&table->room).voting, 3); /* a visitor has no vote */
    assert_int_equal(room_quorum(&table->room).guests, 1);
    assert_int_equal(type(table, "kw: thank you")->entries[0].speaker_count, 1);
}

static void breaks_are_not_sitting_time(void **state)
{
    struct table *table = *state;
    struct room *room = &table->room;

    assert_int_equal(room_sat(room, start), 60000);
    type(table, "=break"); /* at start + 1 s */
    assert_int_equal(room_sat(room, start + 100000), 61000);
    table->now = start + 100000;
    type(table, "=resume");
    assert_int_equal(room->away, 100000);
    assert_int_equal(room_sat(room, start + 200000), 160000);
    type(table, "@-10s"); /* it went on ten seconds earlier */
    assert_int_equal(room->away, 91000);
    room->convened = start + 30000;
    assert_int_equal(room_sat(room, start + 200000), 79000);
    room->opened = room->convened = TIME_UNKNOWN;
    assert_int_equal(room_sat(room, start), TIME_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_CODES(losing_the_quorum_and_having_it_again_are_lines_of_their_own),
        WITH_CODES(a_beginning_without_quorum_is_noted_once),
        WITH_CODES(a_quorum_that_is_there_from_the_beginning_is_not_a_line),
        IN_A_ROOM(a_role_group_that_is_short_is_named),
        IN_A_ROOM(without_a_rule_or_anybody_to_count_nothing_is_said),
        WITH_CODES(who_withdraws_opens_a_conflict_that_is_managed),
        WITH_CODES(the_next_item_lets_them_count_and_offers_to_note_it),
        WITH_CODES(who_does_not_come_back_is_lost_again),
        IN_A_ROOM(withdrawing_before_the_first_item_lasts_until_it),
        IN_A_ROOM(marks_before_the_first_line_are_set_up),
        IN_A_ROOM(how_it_began_is_no_line_later_either),
        IN_A_ROOM(another_chair_is_a_line_of_the_record),
        IN_A_ROOM(a_visitor_becomes_a_person_and_arrives),
        IN_A_ROOM(breaks_are_not_sitting_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
