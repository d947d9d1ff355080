/* SPDX-License-Identifier: MIT */
/* Any size at any moment: storms of resizes while one types, the smallest
 * windows, no colours where none are wanted. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *text_of(const json_t *entries, size_t index)
{
    const char *text = json_string_value(json_object_get(json_array_get(entries, index), "text"));

    return text != NULL ? text : "";
}

static void leave(struct stage *stage)
{
    term_type(stage->term[0], "\003");
    term_settle(stage->term[0]);
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static struct term *live_in(struct stage *stage, int rows, int columns)
{
    static const char *const args[] = { "live", "M1", NULL };
    const struct term_setup setup = { .rows = rows, .columns = columns, .args = args };

    return stage_start_as(stage, 0, &setup);
}

static void a_storm_of_resizes_loses_no_key(void **state)
{
    static const int sizes[][2] = { { 50, 200 }, { 8, 40 }, { 1, 1 },   { 24, 80 }, { 100, 300 },
                                    { 2, 500 },  { 60, 3 }, { 16, 60 }, { 1, 80 },  { 24, 1 } };
    struct stage *stage = *state;
    struct term *term;
    char want[256] = "";

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: ");
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
            char key[2] = { (char)('a' + i), '\0' };

            term_resize(term, sizes[i][0], sizes[i][1]);
            term_type(term, key);
            strcat(want, key);
        }
    }
    term_resize(term, 24, 80);
    term_expect(term, want);
    term_type(term, "\r");
    assert_string_equal(text_of(stage_expect_entries(stage, "M1", 1), 0), want);
    leave(stage);
}

static void each_size_is_drawn_before_the_next(void **state)
{
    static const int sizes[][2] = { { 50, 200 }, { 8, 40 }, { 1, 1 }, { 24, 80 } };
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: words to keep in view\r");
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        term_resize(term, sizes[i][0], sizes[i][1]);
        term_settle(term);
        if (sizes[i][0] >= 8)
            term_expect(term, "words to keep in view");
    }
    leave(stage);
}

static void the_smallest_window_still_logs_and_shows_the_clock(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = live_in(stage, 8, 40);
    term_expect(term, "14:00:");
    term_type(term, "101: in a small window");
    term_expect(term, "in a small window");
    term_type(term, "\r");
    assert_string_equal(text_of(stage_expect_entries(stage, "M1", 1), 0), "in a small window");
    leave(stage);
}

static void a_window_of_one_cell_still_logs(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = live_in(stage, 1, 1);
    term_type(term, "101: unseen\r");
    assert_string_equal(text_of(stage_expect_entries(stage, "M1", 1), 0), "unseen");
    leave(stage);
}

static void the_text_line_stays_in_view_while_it_grows(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = live_in(stage, 16, 60);
    for (int i = 0; i < 40; i++)
        term_type(term, "words upon words ");
    term_type(term, "the end");
    term_expect(term, "the end");
    leave(stage);
}

static void a_large_window_uses_its_rows(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    char lines[80 * 32] = "";

    for (int i = 0; i < 80; i++)
        sprintf(lines + strlen(lines), "101: line number %d\n", i);
    stage_meeting(stage);
    stage_must(stage, lines, "log", "M1", NULL);
    term = live_in(stage, 100, 300);
    term_expect(term, "line number 0");
    term_expect(term, "line number 79");
    leave(stage);
}

static void no_color_means_none(void **state)
{
    static const char *const args[] = { "live", "M1", NULL };
    static const char *const env[] = { "NO_COLOR=1", NULL };
    const struct term_setup setup = { .args = args, .env = env };
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_start_as(stage, 0, &setup);
    term_expect(term, "Governing Body");
    term_type(term,
              "101>102: why \"so\" late #ch(diagnostic) #zz\r// comment\r> fin\r-103!\r#tn+\r");
    stage_expect_entries(stage, "M1", 5);
    term_settle(term);
    assert_false(term_used_colour(term));
    leave(stage);
}

static void a_monochrome_terminal_is_enough(void **state)
{
    static const char *const args[] = { "live", "M1", NULL };
    static const char *const env[] = { "TERM=vt100", NULL };
    const struct term_setup setup = { .args = args, .env = env };
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_start_as(stage, 0, &setup);
    term_expect(term, "Governing Body");
    term_type(term, "101: words #ch\r");
    term_expect(term, "words [ch]");
    assert_false(term_used_colour(term));
    leave(stage);
}

static void colours_are_there_where_they_are_wanted(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: words #ch\r");
    term_expect(term, "words [ch]");
    assert_true(term_used_colour(term)); /* so that the two tests above can fail */
    leave(stage);
}

static void a_c_locale_still_shows_every_script(void **state)
{
    static const char *const args[] = { "live", "M1", NULL };
    static const char *const env[] = { "LC_ALL=C", NULL };
    const struct term_setup setup = { .args = args, .env = env };
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_start_as(stage, 0, &setup);
    term_expect(term, "Governing Body");
    term_type(term, "101: naïve 我們\r");
    term_expect(term, "naïve 我們");
    assert_string_equal(text_of(stage_expect_entries(stage, "M1", 1), 0), "naïve 我們");
    leave(stage);
}

static void an_unknown_terminal_is_said_in_one_line(void **state)
{
    struct stage *stage = *state;

    stage_meeting(stage);
    setenv("TERM", "no-such-terminal", 1);
    assert_int_equal(stage_moot(stage, NULL, "live", "M1", NULL), 1);
    setenv("TERM", "xterm-256color", 1);
    assert_non_null(strstr(stage->err, "moot: "));
    assert_ptr_equal(strchr(stage->err, '\n'), stage->err + strlen(stage->err) - 1);
}

/* A start reads what the window shows; a window that grows shows what stood before it. */
static void a_window_that_grows_shows_earlier_entries(void **state)
{
    struct stage *stage = *state;
    char lines[2000] = "";
    struct term *term;

    stage_meeting(stage);
    for (int i = 1; i <= 60; i++)
        snprintf(lines + strlen(lines), sizeof lines - strlen(lines), "101: entry %d;\n", i);
    stage_must(stage, lines, "log", "M1", NULL);
    term = live_in(stage, 16, 80);
    term_expect(term, "entry 60;");
    assert_false(term_shows(term, "entry 40;"));
    term_resize(term, 60, 80);
    term_expect(term, "entry 60;");
    term_expect(term, "entry 40;");
    term_expect(term, "entry 10;");
    leave(stage);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(a_storm_of_resizes_loses_no_key),
        STAGED(each_size_is_drawn_before_the_next),
        STAGED(the_smallest_window_still_logs_and_shows_the_clock),
        STAGED(a_window_of_one_cell_still_logs),
        STAGED(the_text_line_stays_in_view_while_it_grows),
        STAGED(a_large_window_uses_its_rows),
        STAGED(a_window_that_grows_shows_earlier_entries),
        STAGED(no_color_means_none),
        STAGED(a_monochrome_terminal_is_enough),
        STAGED(colours_are_there_where_they_are_wanted),
        STAGED(a_c_locale_still_shows_every_script),
        STAGED(an_unknown_terminal_is_said_in_one_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
