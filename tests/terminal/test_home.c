/* SPDX-License-Identifier: MIT */
/* Home and set-up: the study's meetings by status, a new one made without a
 * mouse, opened, ended; leaving restores the terminal. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void home_lists_the_meetings_by_status(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    stage_must(stage, NULL, "new", "--title", "April meeting", NULL);
    stage_must(stage, "101: words\n", "log", "M2", NULL);
    stage_must(stage, NULL, "end", "M2", NULL);
    term = stage_start(stage, 0, NULL);
    term_expect(term, "March meeting");
    term_expect(term, "April meeting");
    term_expect(term, "lanned");
    term_expect(term, "o write up");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void enter_opens_a_meeting_live_and_home_comes_back(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_start(stage, 0, NULL);
    term_expect(term, "March meeting");
    term_type(term, "\r");
    term_settle(term);
    term_type(term, "101: words from home\r");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "\003");
    term_expect_gone(term, "words from home");
    term_expect(term, "March meeting");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void a_meeting_is_set_up_on_the_screen(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    term = stage_start(stage, 0, NULL);
    term_expect(term, "a new study");
    term_type(term, "\r");
    term_expect(term, "No meeting yet");
    term_type(term, "n");
    term_expect(term, "itle");
    term_type(term, "Locality group, May\033[20~"); /* F9: make the meeting */
    term_settle(term);
    stage_must(stage, NULL, "list", "meetings", "--json", NULL);
    assert_non_null(strstr(stage->out, "Locality group, May"));
    term_type(term, "\003");
    term_settle(term);
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void a_meeting_is_ended_by_a_key_pressed_twice(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    stage_must(stage, "101: words\n", "log", "M1", NULL);
    term = stage_start(stage, 0, NULL);
    term_expect(term, "March meeting");
    term_type(term, "e");
    term_settle(term);
    stage_must(stage, NULL, "list", "meetings", "--json", NULL);
    assert_null(strstr(stage->out, "write"));
    term_type(term, "e");
    term_expect(term, "o write up");
    term_settle(term);
    stage_must(stage, NULL, "list", "meetings", "--json", NULL);
    assert_non_null(strstr(stage->out, "write"));
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

/* M1 of fifty is opened elsewhere: it moves from the end of the planned ones to
 * the top, while a window has counted them and has not read so far down. */
static void what_another_window_has_opened_is_where_it_belongs(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    for (int i = 2; i <= 50; i++)
        stage_must(stage, NULL, "new", "--title", "Another meeting", NULL);
    term = stage_start(stage, 0, NULL);
    term_expect_row(term, 1, "planned");
    term_settle(term);
    stage_must(stage, "101: words\n", "log", "M1", NULL);
    term_type(term, "\033[F"); /* End */
    term_expect_row(term, 22, "M2 ");
    assert_false(term_shows(term, "March meeting"));
    term_type(term, "\033[H"); /* Home */
    term_expect_row(term, 1, "live");
    term_expect_row(term, 2, "March meeting");
    term_expect_row(term, 3, "planned");
    term_expect_row(term, 4, "M50 ");
    term_settle(term);
    stage_must(stage, NULL, "end", "M1", NULL);
    term_type(term, "\033[B"); /* any key */
    term_expect_row(term, 1, "to write up");
    term_expect_row(term, 2, "March meeting");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

/* The first key after it is already about what the meeting has become. */
static void what_another_window_has_ended_is_read_by_enter(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    stage_must(stage, "101: words\n", "log", "M1", NULL);
    term = stage_start(stage, 0, NULL);
    term_expect_row(term, 1, "live");
    term_settle(term);
    stage_must(stage, NULL, "end", "M1", NULL);
    term_type(term, "\r");
    term_expect(term, "read-only");
    stage_must(stage, NULL, "list", "meetings", "--json", NULL);
    assert_non_null(strstr(stage->out, "to-write-up"));
    term_type(term, "\030q");
    term_expect_row(term, 1, "to write up");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

/* A table that is not there stands for a file that cannot be read: what was shown stays, and
 * each key says why, until it can be read again. */
static void what_cannot_be_read_leaves_what_was_shown(void **state)
{
    static const char *const tables[] = { "study", "meeting", "site" };
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    stage_must(stage, NULL, "new", "--title", "April meeting", NULL);
    term = stage_start(stage, 0, NULL);
    term_expect(term, "April meeting");
    term_settle(term);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        sqlite3 *db = stage_database(stage);
        char sql[120];

        snprintf(sql, sizeof sql, "PRAGMA legacy_alter_table = ON; ALTER TABLE %s RENAME TO away",
                 tables[i]);
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
        term_type(term, "\033[B");
        term_expect(term, "table:"); /* one word: the line wraps where a long path lets it */
        term_expect(term, "April meeting");
        term_expect(term, "March meeting");
        snprintf(sql, sizeof sql, "ALTER TABLE away RENAME TO %s", tables[i]);
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);
        term_type(term, "\033[A");
        term_expect_gone(term, "table:");
        term_expect(term, "April meeting");
    }
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void remove_config(void)
{
    char path[600];

    snprintf(path, sizeof path, "%s/moot/config", getenv("XDG_CONFIG_HOME"));
    assert_int_equal(unlink(path), 0);
}

static void the_first_run_asks_for_the_observer(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    unsetenv("MOOT_OBSERVER");
    term = stage_start(stage, 0, NULL);
    term_expect(term, "a new study");
    term_type(term, "\r");
    term_expect(term, "nitials");
    term_type(term, "EF\r");
    term_expect_gone(term, "nitials");
    term_settle(term);
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
    stage_must(stage, NULL, "keys", NULL); /* the config keeps it, and the next run does not ask */
    assert_non_null(strstr(stage->out, "* observer           EF"));
    term = stage_start(stage, 0, NULL);
    term_expect(term, "No meeting yet");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
    remove_config();
}

static void every_signal_that_ends_it_restores_the_terminal(void **state)
{
    static const int signals[] = { SIGTERM, SIGHUP, SIGINT };
    struct stage *stage = *state;

    stage_meeting(stage);
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
        struct term *term = stage_start(stage, 0, NULL);

        term_expect(term, "March meeting");
        term_signal(term, signals[i]);
        stage_finish(stage, 0); /* it fails where the terminal is not restored */
    }
}

static void stopping_and_going_on_restores_both_ways(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "half a li");
    term_signal(term, SIGTSTP);
    term_settle(term);
    term_signal(term, SIGCONT);
    term_type(term, "\014ne"); /* C-l */
    term_expect(term, "half a line");
    term_type(term, "\r");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "\003");
    term_settle(term);
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void the_keys_named_below_are_never_cut(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_start(stage, 0, NULL);
    term_resize(term, 50, 200);
    term_expect(term, "q quit  e end  m set-up  X export  / find  r report");
    term_expect_row(term, 49, "B backup");
    term_resize(term, 16, 60);
    term_expect_gone(term, "m set");
    term_expect_row(term, 15, "q quit  e end");
    assert_null(strstr(term_row(term, 15), "\xe2\x80\xa6")); /* the mark of what is cut */
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(home_lists_the_meetings_by_status),
        STAGED(enter_opens_a_meeting_live_and_home_comes_back),
        STAGED(a_meeting_is_set_up_on_the_screen),
        STAGED(a_meeting_is_ended_by_a_key_pressed_twice),
        STAGED(what_another_window_has_opened_is_where_it_belongs),
        STAGED(what_another_window_has_ended_is_read_by_enter),
        STAGED(what_cannot_be_read_leaves_what_was_shown),
        STAGED(the_first_run_asks_for_the_observer),
        STAGED(every_signal_that_ends_it_restores_the_terminal),
        STAGED(the_keys_named_below_are_never_cut),
        STAGED(stopping_and_going_on_restores_both_ways),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
