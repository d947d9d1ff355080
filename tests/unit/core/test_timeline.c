/* SPDX-License-Identifier: MIT */
/* The layout of a timeline: its axis, its scales, its rows and the cursor. */
#include "core/clock.h"
#include "core/timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { START = 1000 * 60000 }; /* on a full minute */

static void add(struct timeline *timeline, int64_t at)
{
    struct id id = { { (unsigned char)(timeline->entry_count + 1) } };

    timeline_add(timeline, &id, (int64_t)timeline->entry_count * 10, at, false);
}

/* Ten entries, one a minute; 7 speaks three times, 9 once but more. */
static struct timeline ten_minutes(void)
{
    struct timeline timeline = { 0 };

    for (int i = 0; i < 10; i++) {
        add(&timeline, START + i * 60000);
        if (i % 3 == 0 && i > 0)
            timeline_mark(&timeline, TIMELINE_SPEAKER, 7, 10, 0);
        if (i == 4)
            timeline_mark(&timeline, TIMELINE_SPEAKER, 9, 100, 0);
        if (i == 5 || i == 6)
            timeline_mark(&timeline, TIMELINE_CODE, 1, 1, 0);
        if (i == 2)
            timeline_open_state(&timeline, 3);
        if (i == 8)
            timeline_close_state(&timeline, 3);
        if (i == 0 || i == 5)
            timeline_item(&timeline, i);
    }
    return timeline;
}

static void rows_stand_by_kind_and_speakers_by_the_amount_of_talk(void **state)
{
    static const struct {
        enum timeline_kind kind;
        int key;
    } wanted[] = { { TIMELINE_SPEAKER, 9 },
                   { TIMELINE_SPEAKER, 7 },
                   { TIMELINE_STATE, 3 },
                   { TIMELINE_CODE, 1 } };
    struct timeline timeline = ten_minutes();

    (void)state;
    timeline_finish(&timeline);
    assert_int_equal(timeline.row_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(timeline.row[i].kind, wanted[i].kind);
        assert_int_equal(timeline.row[i].key, wanted[i].key);
    }
    assert_true(timeline.by_time);
    assert_int_equal(timeline.to - timeline.from, 9 * 60000);
    timeline_release(&timeline);
}

static void the_finest_scale_that_fits_is_taken(void **state)
{
    struct timeline timeline = ten_minutes();

    (void)state;
    timeline_finish(&timeline);
    assert_int_equal(timeline_step(&timeline, timeline_fit(&timeline, 1000)), 1000);
    assert_int_equal(timeline_step(&timeline, timeline_fit(&timeline, 60)), 10000);
    assert_int_equal(timeline_step(&timeline, timeline_fit(&timeline, 10)), 60000);
    assert_int_equal(timeline_step(&timeline, timeline_fit(&timeline, 9)), 120000);
    assert_true(timeline_fit(&timeline, 1) < timeline_scales(&timeline));
    timeline_release(&timeline);
}

static void cells_hold_what_falls_into_them(void **state)
{
    struct timeline timeline = ten_minutes();
    struct timeline_cell cell[10];
    size_t minute;

    (void)state;
    timeline_finish(&timeline);
    minute = timeline_fit(&timeline, 10);
    timeline_row_cells(&timeline, &timeline.row[1], minute, timeline.from, cell, 10);
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(cell[i].count, i == 3 || i == 6 || i == 9);
    timeline_row_cells(&timeline, &timeline.row[2], minute, timeline.from, cell, 10);
    for (size_t i = 0; i < 10; i++) {
        assert_int_equal(cell[i].inside, i >= 2 && i <= 8);
        assert_int_equal(cell[i].begins, i == 2);
        assert_int_equal(cell[i].ends, i == 8);
    }
    /* two minutes a column, from the fourth on */
    timeline_row_cells(&timeline, &timeline.row[3], minute + 1, START + 4 * 60000, cell, 3);
    assert_int_equal(cell[0].count, 1);
    assert_int_equal(cell[1].count, 1);
    assert_int_equal(cell[2].count, 0);
    timeline_band_cells(&timeline, timeline.item, timeline.item_count, minute, timeline.from, cell,
                        10);
    assert_int_equal(cell[4].key, 0);
    assert_int_equal(cell[5].key, 5);
    assert_true(cell[5].begins);
    assert_int_equal(cell[9].key, 5);
    timeline_release(&timeline);
}

static void what_is_open_lasts_to_the_end(void **state)
{
    struct timeline timeline = { 0 };
    struct timeline_cell cell[4];

    (void)state;
    add(&timeline, START);
    add(&timeline, START + 60000);
    timeline_open_state(&timeline, 1);
    timeline_part(&timeline, PART_PRIVATE);
    add(&timeline, START + 3 * 60000);
    timeline_finish(&timeline);
    timeline_row_cells(&timeline, &timeline.row[0], timeline_fit(&timeline, 4), timeline.from, cell,
                       4);
    assert_false(cell[0].inside);
    assert_true(cell[1].inside && cell[2].inside && cell[3].inside);
    assert_false(cell[3].ends);
    timeline_band_cells(&timeline, timeline.part, timeline.part_count, timeline_fit(&timeline, 4),
                        timeline.from, cell, 4);
    assert_int_equal(cell[0].key, -1);
    assert_int_equal(cell[2].key, PART_PRIVATE);
    timeline_release(&timeline);
}

static void without_times_the_order_is_the_axis(void **state)
{
    struct timeline timeline = { 0 };
    struct timeline_cell cell[5];

    (void)state;
    for (int i = 0; i < 100; i++) {
        add(&timeline, i < 11 ? TIME_UNKNOWN : START + i * 60000);
        timeline_mark(&timeline, TIMELINE_SPEAKER, 1, 1, 0);
    }
    timeline_finish(&timeline);
    assert_false(timeline.by_time);
    assert_int_equal(timeline.untimed, 11);
    assert_int_equal(timeline.to, 99);
    assert_int_equal(timeline_step(&timeline, timeline_fit(&timeline, 5)), 20);
    timeline_row_cells(&timeline, &timeline.row[0], timeline_fit(&timeline, 5), 0, cell, 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(cell[i].count, 20);
    timeline_release(&timeline);
}

static void a_few_entries_without_times_stand_where_the_one_before_does(void **state)
{
    struct timeline timeline = { 0 };

    (void)state;
    for (int i = 0; i < 20; i++)
        add(&timeline, i == 0 || i == 10 ? TIME_UNKNOWN : START + i * 60000);
    timeline_finish(&timeline);
    assert_true(timeline.by_time);
    assert_int_equal(timeline.entry[0].position, START + 60000);
    assert_int_equal(timeline.entry[10].position, START + 9 * 60000);
    timeline_release(&timeline);
}

static void a_backdated_entry_stands_at_its_time(void **state)
{
    struct timeline timeline = { 0 };

    (void)state;
    add(&timeline, START);
    add(&timeline, START + 600000);
    add(&timeline, START - 60000);
    timeline_finish(&timeline);
    assert_int_equal(timeline.from, START - 60000);
    assert_int_equal(timeline.to, START + 600000);
    timeline_release(&timeline);
}

static void the_cursor_shows_the_entry_under_it_or_the_last_before(void **state)
{
    struct timeline timeline = ten_minutes();
    const struct timeline_row *nine, *seven;
    size_t minute;
    bool inside;

    (void)state;
    timeline_finish(&timeline);
    nine = &timeline.row[0];
    seven = &timeline.row[1];
    minute = timeline_fit(&timeline, 10);
    assert_int_equal(timeline_entry_at(&timeline, NULL, minute, START + 30000, &inside), 0);
    assert_true(inside);
    assert_int_equal(timeline_entry_at(&timeline, nine, minute, START + 4 * 60000, &inside), 4);
    assert_true(inside);
    assert_int_equal(timeline_entry_at(&timeline, nine, minute, START + 7 * 60000, &inside), 4);
    assert_false(inside);
    assert_int_equal(timeline_entry_at(&timeline, nine, minute, START, &inside),
                     timeline.entry_count);
    assert_int_equal(timeline_next(&timeline, seven, minute, START + 3 * 60000, true),
                     START + 6 * 60000);
    assert_int_equal(timeline_next(&timeline, seven, minute, START + 9 * 60000, true),
                     START + 9 * 60000);
    assert_int_equal(timeline_next(&timeline, seven, minute, START + 9 * 60000, false),
                     START + 6 * 60000);
    timeline_release(&timeline);
}

static void movements_of_different_kinds_in_one_column_are_told(void **state)
{
    struct timeline timeline = { 0 };
    struct timeline_cell cell[2];

    (void)state;
    add(&timeline, START);
    timeline_mark(&timeline, TIMELINE_ATTENDANCE, 0, 1, '+');
    timeline_mark(&timeline, TIMELINE_ATTENDANCE, 0, 1, '-');
    add(&timeline, START + 1000);
    timeline_mark(&timeline, TIMELINE_ATTENDANCE, 0, 1, '!');
    timeline_finish(&timeline);
    timeline_row_cells(&timeline, &timeline.row[0], 0, START, cell, 2);
    assert_int_equal(cell[0].sign, '*');
    assert_int_equal(cell[1].sign, '!');
    timeline_release(&timeline);
}

static void a_meeting_without_entries_has_a_timeline(void **state)
{
    struct timeline timeline = { 0 };
    struct timeline_cell cell[3];
    bool inside;

    (void)state;
    timeline_finish(&timeline);
    assert_int_equal(timeline_fit(&timeline, 80), 0);
    assert_int_equal(timeline_entry_at(&timeline, NULL, 0, 0, &inside), 0);
    timeline_band_cells(&timeline, timeline.item, 0, 0, 0, cell, 3);
    assert_int_equal(cell[2].key, -1);
    timeline_release(&timeline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stand_by_kind_and_speakers_by_the_amount_of_talk),
        cmocka_unit_test(the_finest_scale_that_fits_is_taken),
        cmocka_unit_test(cells_hold_what_falls_into_them),
        cmocka_unit_test(what_is_open_lasts_to_the_end),
        cmocka_unit_test(without_times_the_order_is_the_axis),
        cmocka_unit_test(a_few_entries_without_times_stand_where_the_one_before_does),
        cmocka_unit_test(a_backdated_entry_stands_at_its_time),
        cmocka_unit_test(the_cursor_shows_the_entry_under_it_or_the_last_before),
        cmocka_unit_test(movements_of_different_kinds_in_one_column_are_told),
        cmocka_unit_test(a_meeting_without_entries_has_a_timeline),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
