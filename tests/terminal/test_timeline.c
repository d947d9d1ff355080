/* SPDX-License-Identifier: MIT */
/* The timeline: bands, speakers, states and marks along the time or the order,
 * scales, the cursor and what it opens; and the report, at two sizes. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Forty minutes: two items, a break, a state, codes, somebody who leaves. */
static void fill(struct stage *stage)
{
    stage_meeting(stage);
    stage_must(stage,
               "2026-03-04T14:00:00Z > min\n"
               "2026-03-04T14:01:00Z 101: the minutes are long and nobody has read them\n"
               "2026-03-04T14:05:00Z 102: short #ch\n"
               "2026-03-04T14:10:00Z > fin\n"
               "2026-03-04T14:11:00Z 101: money #tn+\n"
               "2026-03-04T14:15:00Z -103\n"
               "2026-03-04T14:20:00Z 101: less money #ch #tn-\n"
               "2026-03-04T14:25:00Z =break\n"
               "2026-03-04T14:35:00Z =resume\n"
               "2026-03-04T14:36:00Z =private\n"
               "2026-03-04T14:37:00Z 102: the secret plan\n"
               "2026-03-04T14:38:00Z =public\n"
               "2026-03-04T14:39:00Z // the room was cold\n"
               "2026-03-04T14:40:00Z 102: goodbye\n",
               "log", "M1", NULL);
}

static struct term *timeline_at(struct stage *stage, int rows, int columns)
{
    struct term_setup setup = { .rows = rows, .columns = columns };
    struct term *term = stage_start_as(stage, 0, &setup);

    term_expect(term, "March meeting");
    term_type(term, "t");
    term_expect(term, "Timeline of M1");
    return term;
}

static void leave(struct stage *stage, struct term *term)
{
    term_type(term, "\033");
    term_expect_gone(term, "Timeline of M1");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

/* The row that begins with `name`; -1 when there is none. */
static int row_of(struct term *term, const char *name)
{
    for (int row = 0; row < 24; row++)
        if (strncmp(term_row(term, row), name, strlen(name)) == 0)
            return row;
    return -1;
}

static void a_meeting_stands_along_its_time(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    fill(stage);
    term = timeline_at(stage, 0, 0);
    term_expect_row(term, 0, "1 min a column");
    term_expect_row(term, 1, "14:10");
    term_expect_row(term, 2, "1. Minut");
    term_expect_row(term, 2, "2. Finance");
    term_expect(term, "101 GP");
    term_expect(term, "102 Manager");
    term_settle(term);
    assert_true(row_of(term, "101 GP") < row_of(term, "102 Manager")); /* who says more */
    term_expect_row(term, row_of(term, "Tension"), "[========]");
    term_expect(term, "Challenge fro");
    term_expect_row(term, row_of(term, "comes, goes"), "-");
    term_expect_row(term, row_of(term, "// comments"), "1");
    term_expect_row(term, row_of(term, "part"), "break");
    leave(stage, term);
}

static void it_is_whole_before_a_key_is_pressed(void **state)
{
    static const int sizes[][2] = { { 24, 80 }, { 16, 60 } };
    struct stage *stage = *state;
    struct term *term;

    fill(stage);
    for (size_t i = 0; i < 2; i++) {
        const struct term_setup setup = { .rows = sizes[i][0], .columns = sizes[i][1] };

        term = stage_start_as(stage, 0, &setup);
        term_expect(term, "March meeting");
        term_type(term, "g");
        term_settle(term);
        term_type(term, "t");
        term_expect(term, "Timeline of M1");
        term_expect_row(term, 1, "14:10");
        term_expect(term, "14:00:00 1. Minutes");
        term_type(term, "j");
        term_settle(term);
        leave(stage, term);
    }
}

static void scales_go_from_seconds_to_the_whole_meeting(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    fill(stage);
    term = timeline_at(stage, 16, 60);
    term_expect_row(term, 0, "1 min a column");
    term_type(term, "+");
    term_expect_row(term, 0, "30 s a column");
    term_type(term, "++++++++");
    term_expect_row(term, 0, "1 s a column");
    term_expect_row(term, 1, "14:00:10");
    term_type(term, "G");
    term_expect_row(term, 1, "14:39:50");
    term_type(term, "-");
    term_expect_row(term, 0, "2 s a column");
    term_type(term, "0");
    term_expect_row(term, 0, "1 min a column");
    term_type(term, "-");
    term_expect_row(term, -1, "whole meeting");
    leave(stage, term);
}

static void the_cursor_shows_and_opens_the_entry_under_it(void **state)
{
    static const int sizes[][2] = { { 24, 80 }, { 16, 60 } };
    struct stage *stage = *state;

    fill(stage);
    for (size_t i = 0; i < 2; i++) {
        struct term *term = timeline_at(stage, sizes[i][0], sizes[i][1]);

        term_type(term, "\033[C"); /* Right: the next minute */
        term_expect(term, "14:01:00 101: the minutes");
        term_type(term, "j\t"); /* the first row, which is 101, and on */
        term_expect(term, "14:11:00 101: money");
        term_type(term, "\t");
        term_expect(term, "14:20:00 101: less money");
        term_type(term, "\t");
        term_expect_row(term, -1, "there is none after it");
        term_type(term, "\r");
        term_expect_gone(term, "Timeline of M1");
        term_expect(term, "Escape goes back");
        term_expect(term, "less money");
        term_type(term, "\033");
        term_expect(term, "Timeline of M1");
        term_expect(term, "14:20:00 101: less money");
        leave(stage, term);
    }
}

static void a_private_entry_is_marked(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    fill(stage);
    term = timeline_at(stage, 0, 0);
    term_type(term, "G");
    term_expect(term, "102: goodbye");
    term_type(term, "\033[D\033[D\033[D");
    term_expect(term, "(private) 102: the secret plan");
    leave(stage, term);
}

static void without_times_the_order_is_the_axis_and_that_is_said(void **state)
{
    struct stage *stage = *state;
    FILE *file;
    char path[700];
    struct term *term;

    stage_meeting(stage);
    snprintf(path, sizeof path, "%s/talk.jsonl", stage->folder);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs("{\"meeting\": {\"title\": \"Old talk\", \"date\": \"2020-01-01\", \"participants\": "
          "[{\"id\": \"a\", \"name\": \"Anna Quorn\", \"role\": null}]}}\n",
          file);
    for (int i = 0; i < 30; i++)
        fprintf(file,
                "{\"t\": null, \"speaker\": \"a\", \"text\": \"turn number %d\", \"item\": null, "
                "\"event\": null}\n",
                i);
    fclose(file);
    stage_must(stage, NULL, "import", path, NULL);
    term = stage_start(stage, 0, NULL);
    term_expect(term, "Old talk");
    term_type(term, "Gt");
    term_expect(term, "Timeline of M2");
    term_expect_row(term, 0, "1 entry a column");
    term_expect_row(term, -1, "by order: 30 of 30 entries have no time");
    term_type(term, "\033[C\033[C");
    term_expect(term, "turn number 2");
    assert_false(term_shows(term, "Quorn"));
    term_type(term, "qq");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void the_live_screen_has_it_too(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    stage_must(stage, "2026-03-04T13:30:00Z 101: words\n", "log", "M1", NULL);
    term = stage_live(stage);
    term_type(term, "101: typed just now\r101: half");
    term_type(term, "\033[24~"); /* F12 */
    term_expect(term, "Timeline of M1");
    term_expect(term, "101: typed just now"); /* the cursor is at the end */
    term_type(term, "\033");
    term_expect(term, "101: half");
    term_type(term, "\030t"); /* C-x t */
    term_expect(term, "Timeline of M1");
    term_type(term, "q");
    term_expect(term, "101: half");
    term_type(term, "\025\003");
    term_settle(term);
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void any_window_shows_it_also_without_colours(void **state)
{
    static const char *const env[] = { "NO_COLOR=1", NULL };
    static const int sizes[][2] = { { 100, 300 }, { 16, 60 }, { 5, 20 }, { 2, 10 }, { 24, 80 } };
    struct stage *stage = *state;
    struct term_setup setup = { .env = env };
    struct term *term;

    fill(stage);
    term = stage_start_as(stage, 0, &setup);
    term_expect(term, "March meeting");
    term_type(term, "t");
    term_expect(term, "Timeline of M1");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        term_resize(term, sizes[i][0], sizes[i][1]);
        term_settle(term);
        term_type(term, "\033[C+\033[B0");
        term_settle(term);
    }
    term_expect(term, "[========]");
    assert_false(term_used_colour(term));
    leave(stage, term);
}

static void a_meeting_without_entries_opens(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = timeline_at(stage, 0, 0);
    term_expect(term, "no entry here");
    term_type(term, "\033[C+-0\t\r");
    term_expect(term, "there is no entry under the cursor");
    leave(stage, term);
}

static void the_report_shows_meetings_people_and_codes(void **state)
{
    static const int sizes[][2] = { { 24, 80 }, { 16, 60 }, { 100, 300 } };
    struct stage *stage = *state;

    fill(stage);
    stage_must(stage, NULL, "end", "M1", NULL);
    for (size_t i = 0; i < 3; i++) {
        struct term_setup setup = { .rows = sizes[i][0], .columns = sizes[i][1] };
        struct term *term = stage_start_as(stage, 0, &setup);

        term_expect(term, "March meeting");
        term_type(term, "r");
        term_expect(term, "Report on the study");
        term_expect(term, "1 meeting");
        term_expect(term, "Body function");
        term_expect_gone(term, "reckoning");
        term_type(term, "G");
        term_expect(term, "Challenge from members");
        term_expect(term, "Observers");
        term_type(term, "g");
        term_expect(term, "1 meeting");
        term_type(term, "\033");
        term_expect_gone(term, "Report on the study");
        term_type(term, "q");
        assert_int_equal(stage_finish(stage, 0), 0);
    }
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(a_meeting_stands_along_its_time),
        STAGED(it_is_whole_before_a_key_is_pressed),
        STAGED(scales_go_from_seconds_to_the_whole_meeting),
        STAGED(the_cursor_shows_and_opens_the_entry_under_it),
        STAGED(a_private_entry_is_marked),
        STAGED(without_times_the_order_is_the_axis_and_that_is_said),
        STAGED(the_live_screen_has_it_too),
        STAGED(any_window_shows_it_also_without_colours),
        STAGED(a_meeting_without_entries_opens),
        STAGED(the_report_shows_meetings_people_and_codes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
