/* SPDX-License-Identifier: MIT */
/* Every screen in the smallest window and in the largest, in colours, in a
 * terminal that has none, and where none are wanted; also while its window
 * changes. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What opens a screen, what stands on it, and what leads back. */
struct opening {
    const char *keys, *shows, *leave;
};

#define TEN_TABS "\t\t\t\t\t\t\t\t\t\t"

/* clang-format off */
static const struct opening of_home[] = {
    { "?",          "moot: help",             "q" },
    { "o",          "moot: the study",        "\003" },
    { "o\t\t\t\t\t\r", "moot: observers",     "q\003" },
    { "o\t\t\t\t\t\r\r", "letters, digits, - or _", "\003q\003" },
    { "o\t\t\t\t\t\t\r", "moot: role groups", "q\003" },
    { "o\t\t\t\t\t\t\rn", "moot: a role group", "\003q\003" },
    { "o\t\t\t\t\t\t\t\r", "moot: functions", "q\003" },
    { "s",          "moot: sites",            "q" },
    { "sn",         "moot: a new site",        "\003q" },
    { "b",          "moot: bodies",           "q" },
    { "b\r",        "moot: a body",                  "\003q" },
    { "p",          "moot: people",           "q" },
    { "p\r",        "moot: a person",         "\003q" },
    { "pi",         "Organisation",           "\003q" },
    { "pn",         "Who is new?",            "\003q" },
    { "p=",         "Who is 101?",            "\003q" },
    { "c",          "moot: codebook",         "q" },
    { "c\r",        "Codebook: change a code", "\003q" },
    { "x",          "moot: text expansions",  "q" },
    { "xn",         "moot: a text expansion",                "\003q" },
    { "/",          "Find",                   "\003" },
    { "/morning",   "1 found",                "\003" },
    { "r",          "Report on the study",    "q" },
    { "t",          "Timeline of M1",         "q" },
    { "X",          "moot: export",           "\003" },
    { "X\t\r",      "Enter marks",            "q\003" },
    { "X" TEN_TABS "\r", "moot: identity check", "q\003" },
    { "X" TEN_TABS "\t\r", "what would leave of M1", "q\003" },
    { "m",          "the set-up of M1",                 "\003" },
    { "n",          "moot: a new meeting",          "\003" },
    { "w",          "M1 write-up",            "q" },
};
static const struct opening of_live[] = {
    { "\030h",      "moot: help",             "q" },
    { "\017",       "attendance",             "\030q" },
    { "\017?",      "Attendance",             "q\030q" }, /* its own keys first */
    { "\017n",      "Who comes?",             "\003\030q" },
    { "\030g",      "agenda",                 "\030q" },
    { "\030ge",     "An agenda item",                "\003\030q" },
    { "\030m",      "notes on the meeting",   "\030q" },
    { "\030b",      "Move the last entries",  "\003" },
    { "\030k",      "Whose words",            "\003" },
    { "\030n",      "moot: text expansions",  "\030q" },
    { "\030p",      "moot: people",           "q" },
    { "\030c",      "moot: codebook",         "q" },
    { "\030f",      "Find",                   "\003" },
    { "\030t",      "Timeline of M1",         "q" },
    { "\030X",      "moot: export",           "\003" },
    { "\030y",      "History of an entry",    "q" },
    { "\030j",      "Memos: M1",              "q" },
    { "\030jn",     "On what?",               "\003\030q" },
    { "\030jn\r",   "the first row is its title", "\003q" },
    { "\030w",      "M1 write-up",            "q" },
    { "\030w?",     "moot: help",             "qq" },
    { "\030w#",     "Code #",                 "\003q" },
    { "\030wv",     "v marks",                "\003q" },
    { "\030w\r",    "Enter saves",            "\003q" },
    { "\030wa",     "Add: @14",                 "\003q" },
    { "\030ws",     "speak",                  "\003q" },
    { "\030wt",     "When",                   "\003q" },
    { "\030wc",     "omment",                 "\003q" },
    { "\030w/",     "Find",                   "\003q" },
    { "\030wi",     "Go to item:",                  "\003q" },
    { "\030wK",     "Whose words",            "\003q" },
    { "\030wh",     "History of an entry",    "qq" },
    { "\030wM",     "Memos: M1",              "qq" },
};
/* clang-format on */

#define VT100 "TERM=vt100"

static const int storm[][2] = { { 2, 10 }, { 100, 300 }, { 1, 1 }, { 5, 20 } };

/* Opens each screen of a table from the one that `here` stands on, and comes
 * back; in between the window becomes other sizes. */
static void go_through(struct term *term, const struct opening *opening, size_t count,
                       const char *here, const struct term_setup *setup)
{
    /* libvterm fails by itself where the regions that a vt100 scrolls come late */
    bool storms = setup->env == NULL || strcmp(setup->env[0], VT100) != 0;

    for (size_t i = 0; i < count; i++) {
        term_type(term, opening[i].keys);
        term_expect(term, opening[i].shows);
        for (size_t size = 0; storms && size < sizeof storm / sizeof storm[0]; size++)
            term_resize(term, storm[size][0], storm[size][1]);
        term_resize(term, setup->rows, setup->columns);
        term_expect(term, opening[i].shows);
        term_type(term, opening[i].leave);
        term_expect(term, here);
        term_expect_gone(term, opening[i].shows);
    }
}

static void every_screen(struct stage *stage, int rows, int columns, const char *const *env,
                         bool colour)
{
    struct term_setup setup = { .rows = rows, .columns = columns, .env = env };
    struct term *term;

    stage_meeting(stage);
    stage_must(stage, "101: good morning #ch\n102>101: what is the plan #tn+\n>\n-103\n", "log",
               "M1", NULL);
    term = stage_start_as(stage, 0, &setup);
    term_expect(term, "March meeting");
    go_through(term, of_home, sizeof of_home / sizeof of_home[0], "March meeting", &setup);
    term_type(term, "\r");
    term_expect(term, "F2 help");
    term_type(term, "half a line");
    go_through(term, of_live, sizeof of_live / sizeof of_live[0], "half a line", &setup);
    term_type(term, "\025\003");
    term_expect(term, "March meeting");
    term_type(term, "q");
    if (!colour)
        assert_false(term_used_colour(term));
    assert_int_equal(stage_finish(stage, 0), 0);
    stage_must(stage, NULL, "check", NULL);
}

static void every_screen_fits_60x16(void **state)
{
    every_screen(*state, 16, 60, NULL, true);
}

static void every_screen_fits_80x24(void **state)
{
    every_screen(*state, 24, 80, NULL, true);
}

static void every_screen_fits_300x100(void **state)
{
    every_screen(*state, 100, 300, NULL, true);
}

static void every_screen_does_without_colours_where_none_are_wanted(void **state)
{
    static const char *const env[] = { "NO_COLOR=1", NULL };

    every_screen(*state, 24, 80, env, false);
}

static void every_screen_does_without_colours_where_there_are_none(void **state)
{
    static const char *const env[] = { VT100, NULL };

    every_screen(*state, 16, 60, env, false);
}

/* --- what does not fit --------------------------------------------------------- */

static void what_is_said_has_a_second_row_where_one_is_too_short(void **state)
{
    const struct term_setup setup = { .rows = 16, .columns = 60 };
    struct term *term;

    stage_meeting(*state);
    stage_must(*state, "101: \"so be it\"\n#de\n#tn+\n", "log", "M1", NULL);
    stage_must(*state, NULL, "end", "M1", NULL);
    term = stage_start_as(*state, 0, &setup);
    term_type(term, "cd");
    term_expect_row(term, -2, "Retire ch? Its 0 codings stay; it is no longer offered.");
    term_expect_row(term, -1, "else no");
    term_type(term, "nq");
    term_expect(term, "March meeting");
    term_type(term, "wW"); /* a question of three rows is asked whole */
    term_expect_row(term, -1, "y, else no");
    term_type(term, "nq");
    term_expect(term, "March meeting");
    term_type(term, "pn");
    term_expect(term, "Who is new?");
    term_expect_row(term, -2, "a number in front is their study id, as 283 gp ab");
    term_expect_row(term, -1, "the next");
    term_expect(term, "    101 GP"); /* the list stays in view */
    term_type(term, "\003qq");
    assert_int_equal(stage_finish(*state, 0), 0);
}

static void no_key_is_named_by_half(void **state)
{
    struct term_setup setup = { .rows = 16, .columns = 60 };
    struct term *term;

    stage_meeting(*state);
    for (setup.columns = 60; setup.columns < 84; setup.columns += 6) {
        term = stage_start_as(*state, 0, &setup);
        term_expect_row(term, -1, "n new  Enter open  w write up");
        assert_null(strstr(term_row(term, -1), "…"));
        term_type(term, "\r");
        term_expect_row(term, -3, "283: words #code   // comment   > next item");
        assert_null(strstr(term_row(term, -3), "…"));
        term_type(term, "\003q");
        assert_int_equal(stage_finish(*state, 0), 0);
    }
}

static void what_stands_in_a_row_stays_together_in_a_wide_window(void **state)
{
    const struct term_setup setup = { .rows = 24, .columns = 200 };
    struct term *term;
    const char *row; /* of one call: the next one may give another place */

    stage_meeting(*state);
    term = stage_start_as(*state, 0, &setup);
    term_type(term, "\r");
    term_expect(term, "F2 help");
    term_type(term, "\030g");
    term_expect(term, "Began");
    row = term_row(term, 1);
    assert_in_range(strstr(row, "Began") - strstr(row, "Item"), 5, 80);
    term_type(term, "\030q\017");
    term_expect(term, "Today");
    row = term_row(term, 1);
    assert_in_range(strstr(row, "Today") - strstr(row, "Role group"), 12, 30);
    term_type(term, "\030q\003q");
    assert_int_equal(stage_finish(*state, 0), 0);
}

static void help_names_no_key_that_does_nothing(void **state)
{
    const struct term_setup setup = { .rows = 100, .columns = 80 };
    struct term *term;

    stage_meeting(*state);
    stage_must(*state, "101: good morning\n", "log", "M1", NULL);
    term = stage_start_as(*state, 0, &setup);
    term_type(term, "s?");
    term_expect(term, "Take out what is selected");
    term_expect(term, "Add a new one");
    term_type(term, "qqX\t\r");
    term_expect(term, "Enter marks");
    term_type(term, "?");
    term_expect(term, "Open what is selected");
    assert_false(term_shows(term, "Take out what is selected"));
    assert_false(term_shows(term, "Add a new one"));
    term_type(term, "q");
    term_expect(term, "Enter marks");
    term_type(term, "d");
    term_expect_row(term, -1, "does nothing here");
    term_type(term, "q\003q");
    assert_int_equal(stage_finish(*state, 0), 0);
}

static void what_is_asked_leaves_the_log_in_view(void **state)
{
    static const int sizes[][2] = { { 24, 80 }, { 16, 60 } };
    struct term *term;

    stage_meeting(*state);
    stage_must(*state, "101: good morning\n", "log", "M1", NULL);
    for (size_t i = 0; i < 2; i++) {
        const struct term_setup setup = { .rows = sizes[i][0], .columns = sizes[i][1] };

        term = stage_start_as(*state, 0, &setup);
        term_type(term, "\r");
        term_expect(term, "F2 help");
        term_type(term, "\030b");
        term_expect(term, "Move the last entries: how many, and by how much?");
        assert_true(term_shows(term, "101: good morning"));
        term_type(term, "1 -20s");
        term_expect(term, "1 -20s");
        assert_true(term_shows(term, "101: good morning"));
        term_type(term, "\003\003q");
        assert_int_equal(stage_finish(*state, 0), 0);
    }
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(every_screen_fits_60x16),
        STAGED(every_screen_fits_80x24),
        STAGED(every_screen_fits_300x100),
        STAGED(every_screen_does_without_colours_where_none_are_wanted),
        STAGED(every_screen_does_without_colours_where_there_are_none),
        STAGED(what_is_said_has_a_second_row_where_one_is_too_short),
        STAGED(no_key_is_named_by_half),
        STAGED(what_stands_in_a_row_stays_together_in_a_wide_window),
        STAGED(help_names_no_key_that_does_nothing),
        STAGED(what_is_asked_leaves_the_log_in_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
