/* SPDX-License-Identifier: MIT */
/* The config on the screen: keys, the clock, colours, and what is wrong with
 * it said once. */
#include "tests/terminal/stage.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

/* Writes it where this stage's program looks: a folder of the stage. */
static void write_config(struct stage *stage, const char *text)
{
    char path[700];
    FILE *file;

    snprintf(path, sizeof path, "%s/config", stage->folder);
    (void)mkdir(path, 0700);
    setenv("XDG_CONFIG_HOME", path, 1);
    snprintf(path, sizeof path, "%s/config/moot", stage->folder);
    (void)mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/config/moot/config", stage->folder);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static struct term *live_of(struct stage *stage, int rows, int columns)
{
    static const char *const args[] = { "live", "M1", NULL };
    struct term_setup setup = { .rows = rows, .columns = columns, .args = args };

    return stage_start_as(stage, 0, &setup);
}

static void leave(struct stage *stage, struct term *term)
{
    term_settle(term);
    term_type(term, "\003");
    term_settle(term);
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

/* A page further, waited for: another one behind it would leave what is looked for
 * unseen. At the end nothing changes. */
static void page_down(struct term *term)
{
    char *before = strdup(term_screen(term));

    assert_non_null(before);
    term_type(term, "\033[6~");
    for (int i = 0; i < 50 && strcmp(term_screen(term), before) == 0; i++)
        term_settle(term);
    free(before);
}

static void keys_of_the_config_hold_and_those_of_the_table_do_not(void **state)
{
    static const int sizes[][2] = { { 24, 80 }, { 16, 60 } };
    struct stage *stage = *state;

    stage_meeting(stage);
    write_config(stage, "[keys]\nundo = M-!, C-x @\nclear =\n");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct term *term = live_of(stage, sizes[i][0], sizes[i][1]);

        term_expect(term, "283: words");
        term_type(term, "101: so be it\r");
        stage_expect_entries(stage, "M1", 1);
        term_type(term, "\030u"); /* C-x u */
        term_expect(term, "C-x u does nothing here");
        term_type(term, "\033!");
        term_expect(term, "undid");
        stage_expect_entries(stage, "M1", 0);
        term_type(term, "half\025"); /* C-u */
        term_expect(term, "C-u does nothing here");
        term_type(term, "\033OQ"); /* F2 */
        term_expect(term, "q or Escape goes back"); /* the last row: all is painted */
        for (int page = 0; !term_shows(term, "M-!, C-x @") && page < 20; page++)
            page_down(term);
        term_expect(term, "M-!, C-x @");
        term_type(term, "q");
        term_expect(term, "half");
        term_type(term, "\001\013"); /* C-a C-k */
        leave(stage, term);
    }
}

static void mistakes_are_said_once_and_the_line_is_the_default(void **state)
{
    static const int sizes[][2] = { { 24, 80 }, { 16, 60 } };
    struct stage *stage = *state;

    stage_meeting(stage);
    write_config(stage, "clock = 13h\n[keys]\nundo = C-k\n");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct term_setup setup = { .rows = sizes[i][0], .columns = sizes[i][1] };
        struct term *term = stage_start_as(stage, 0, &setup);

        term_expect_row(term, -2, "config:1 (and 1 more, see \"moot keys\")");
        term_type(term, "\033[B");
        term_expect_row(term, -1, "n new  Enter open");
        term_type(term, "q");
        assert_int_equal(stage_finish(stage, 0), 0);
    }
    stage_must(stage, NULL, "keys", NULL);
    assert_non_null(strstr(stage->err, "/moot/config:1: clock wants one of"));
    assert_non_null(strstr(stage->err, "/moot/config:3: undo: C-k belongs to cut-to-end"));
}

static void times_are_shown_as_the_config_wants_them(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    write_config(stage, "clock = 24h\n[observer AB]\nclock = 12h\n");
    term = live_of(stage, 24, 80);
    term_expect_row(term, 0, " 2:00 pm");
    term_type(term, "101: so be it\r");
    stage_expect_entries(stage, "M1", 1);
    term_expect(term, " 2:00 pm 101");
    leave(stage, term);
    stage_must(stage, "2026-03-04T14:21:00Z 101: later\n2026-03-04T14:40:00Z 101: goodbye\n", "log",
               "M1", NULL);
    term = live_of(stage, 16, 60);
    term_type(term, "\030t"); /* C-x t: the timeline */
    term_expect_row(term, 1, "2:10 pm");
    term_type(term, "+++++++++");
    term_expect_row(term, 0, "1 s a column");
    term_expect_row(term, 1, "2:39:50");
    term_type(term, "q");
    leave(stage, term);
}

static void colours_of_the_config_are_sent(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    write_config(stage, "[colors]\nspeaker = #3366CC\n[mono]\nspeaker = italic\n");
    term = live_of(stage, 24, 80);
    term_expect(term, "283: words");
    assert_false(term_sent(term, "38;5;62"));
    term_type(term, "101: so be it\r");
    stage_expect_entries(stage, "M1", 1);
    term_settle(term);
    assert_true(term_sent(term, "38;5;62"));
    leave(stage, term);
    setenv("NO_COLOR", "1", 1);
    term = live_of(stage, 24, 80);
    term_expect(term, "so be it");
    assert_false(term_used_colour(term));
    assert_true(term_sent(term, "\033[3m"));
    leave(stage, term);
    unsetenv("NO_COLOR");
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(keys_of_the_config_hold_and_those_of_the_table_do_not),
        STAGED(mistakes_are_said_once_and_the_line_is_the_default),
        STAGED(times_are_shown_as_the_config_wants_them),
        STAGED(colours_of_the_config_are_sent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
