/* SPDX-License-Identifier: MIT */
/* Entries moved in time: what is typed for it, and what moves along. */
#include "core/entry.h"
#include "core/shift.h"
#include "tests/unit/core/room_table.h"

static void what_is_typed_is_a_number_a_sign_and_a_time(void **state)
{
    static const struct {
        const char *text;
        size_t count;
        int64_t by; /* 0: it is none */
    } rows[] = {
        { "-20s", 0, -20000 },
        { "+1m30", 0, 90000 },
        { "+1m30s", 0, 90000 },
        { "-1h", 0, -3600000 },
        { "-1h2m3s", 0, -3723000 },
        { "-1h5", 0, -3900000 },
        { "-90", 0, -90000 },
        { "5 -20s", 5, -20000 },
        { "  12   +5  ", 12, 5000 },
        { "+24h", 0, 86400000 },
        { "", 0, 0 },
        { "20s", 0, 0 },
        { "5", 0, 0 },
        { "5 20s", 0, 0 },
        { "0 -20s", 0, 0 },
        { "-0s", 0, 0 },
        { "-", 0, 0 },
        { "-s", 0, 0 },
        { "-20x", 0, 0 },
        { "-1m2h", 0, 0 },
        { "-20s x", 0, 0 },
        { "+25h", 0, 0 },
        { "-99999999999s", 0, 0 },
        { "-20s5", 0, 0 },
        { "99999999 -1s", 0, 0 },
        { "+1m30 -20s", 0, 0 },
        { "-1 m", 0, 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct shift shift = { 0 };

        if (shift_read(rows[i].text, &shift) != (rows[i].by != 0))
            fail_msg("\"%s\"", rows[i].text);
        if (rows[i].by != 0 && (shift.count != rows[i].count || shift.by != rows[i].by))
            fail_msg("\"%s\": %zu, %lld", rows[i].text, shift.count, (long long)shift.by);
    }
}

static void an_entry_moves_with_its_item_and_its_state(void **state)
{
    struct table *table = *state;
    struct room *room = &table->room;
    struct change change;
    int64_t before;

    type(table, ">");
    before = room->last_at;
    assert_true(room->items[0].began == before);
    change_init(&change, &room->meeting, start);
    room_shift(room, room->last, -20000, &change);
    assert_int_equal(change.entry_count, 1);
    assert_true(change.entries[0].revises);
    assert_true(change.entries[0].at == before - 20000);
    assert_int_equal(change.item_count, 1);
    assert_true(change.items[0].began == before - 20000);
    assert_true(room->items[0].began == before - 20000);
    assert_true(room->last_at == before - 20000);
    change_release(&change);

    type(table, "loud #tn+");
    before = room->last_at;
    change_init(&change, &room->meeting, start);
    room_shift(room, room->last, 5000, &change);
    assert_true(room->states[0].since == before + 5000);
    assert_int_equal(change.item_count, 0);
    change_release(&change);
}

static void an_earlier_entry_moves_and_the_last_one_stays(void **state)
{
    struct table *table = *state;
    struct room *room = &table->room;
    struct change_entry first;
    struct change change;
    int64_t last;

    type(table, "one");
    first = change_entry_copy(room->last);
    type(table, "two");
    last = room->last_at;
    change_init(&change, &room->meeting, start);
    room_shift(room, &first, 60000, &change); /* past the second: the order is stored */
    assert_true(change.entries[0].at == first.at + 60000);
    assert_string_equal(change.entries[0].text, "one");
    assert_true(room->last_at == last);
    first.at = TIME_UNKNOWN;
    room_shift(room, &first, 60000, &change);
    assert_int_equal(change.entry_count, 1);
    change_release(&change);
    change_entry_release(&first);
}

static void a_state_that_closes_another_says_so(void **state)
{
    struct table *table = *state;
    struct room_said said;
    struct change change;

    type(table, "#mo+");
    assert_string_equal(table->said.text, "");
    type(table, "#af+");
    assert_string_equal(table->said.text, "mo is closed by af");
    change_init(&change, &table->room.meeting, start);
    room_take_code(&table->room, EVENING, start + 9000, &change, &said);
    assert_string_equal(said.text, "af is closed by ev");
    change_release(&change);
    change_init(&change, &table->room.meeting, start);
    room_take_code(&table->room, EVENING, start + 19000, &change, &said);
    assert_string_equal(said.text, ""); /* closed by itself */
    change_release(&change);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_is_a_number_a_sign_and_a_time),
        IN_A_ROOM(an_entry_moves_with_its_item_and_its_state),
        IN_A_ROOM(an_earlier_entry_moves_and_the_last_one_stays),
        IN_A_ROOM(a_state_that_closes_another_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
