/* SPDX-License-Identifier: MIT */
/* The laptop sleeps, its clock is set, the program is stopped, two programs
 * write at once: nothing is lost, order is kept, and the jump is noted. */
#include "tests/faults/torture.h"
#include "tests/terminal/stage.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

static const int64_t hour = 3600000;

/* How far the clocks were moved by now; the program reads it at each look. */
static void move_clocks(const struct stage *stage, int64_t wall, int64_t boot)
{
    char path[700], beside[720];
    FILE *file;

    snprintf(path, sizeof(path), "%s/moves", stage->folder);
    snprintf(beside, sizeof(beside), "%s.new", path);
    file = fopen(beside, "w");
    assert_non_null(file);
    fprintf(file, "%lld %lld\n", (long long)wall, (long long)boot);
    fclose(file);
    assert_int_equal(rename(beside, path), 0);
}

static void follow_moves(const struct stage *stage)
{
    char clock[800];

    snprintf(clock, sizeof(clock), "%s@%s/moves", STAGE_CLOCK, stage->folder);
    setenv("MOOT_CLOCK", clock, 1);
}

static int64_t at_of(const json_t *entries, size_t i)
{
    return json_integer_value(json_object_get(json_array_get(entries, i), "at"));
}

static void expect_history(const struct stage *stage, const char *what, int count)
{
    sqlite3 *db;
    sqlite3_stmt *statement;

    db = stage_database(stage);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM history WHERE what = ?1", -1,
                                        &statement, NULL),
                     SQLITE_OK);
    sqlite3_bind_text(statement, 1, what, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(statement, 0), count);
    sqlite3_finalize(statement);
    sqlite3_close(db);
}

static void leave(struct stage *stage)
{
    term_type(stage->term[0], "\003");
    term_expect(stage->term[0], "March meeting");
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

/* How long the jump is that the screen tells behind `told`, in seconds. */
static long jump_on(struct term *term, const char *told)
{
    const char *at = strstr(term_screen(term), told);
    long h = 0, m = 0, s = 0;

    if (at == NULL)
        return 0;
    switch (sscanf(at + strlen(told), " %ld:%ld:%ld", &h, &m, &s)) {
    case 3:
        return 3600 * h + 60 * m + s;
    case 2:
        return 60 * h + m;
    default:
        return 0;
    }
}

/* The jump is told, as long as it was, but for what passes until it is seen. */
static void expect_jump(struct term *term, const char *told, long seconds)
{
    for (int i = 0; i < 1000 && labs(jump_on(term, told) - seconds) > 30; i++)
        term_settle(term);
    assert_in_range(jump_on(term, told), seconds - 30, seconds + 30);
}

static void sleep_and_a_clock_that_is_set_keep_the_order_and_are_noted(void **state)
{
    struct stage *stage = *state;
    const json_t *entries;
    struct term *term;

    move_clocks(stage, 0, 0);
    stage_meeting(stage);
    follow_moves(stage);
    term = stage_live(stage);
    term_type(term, "101: before\r");
    stage_expect_entries(stage, "M1", 1);
    move_clocks(stage, hour, hour); /* suspended: both clocks went on */
    expect_jump(term, "the laptop slept: for", 3600);
    term_type(term, "101: after sleep\r");
    stage_expect_entries(stage, "M1", 2);
    move_clocks(stage, 0, hour); /* the wall clock set back an hour */
    expect_jump(term, "the clock was set: back by", 3600);
    term_type(term, "101: after an hour back\r");
    stage_expect_entries(stage, "M1", 3);
    move_clocks(stage, -365 * 24 * hour, hour); /* and a year */
    expect_jump(term, "the clock was set: back by", 365L * 24 * 3600);
    term_type(term, "101: after a year back\r");
    entries = stage_expect_entries(stage, "M1", 4);
    assert_true(at_of(entries, 1) - at_of(entries, 0) >= hour);
    assert_true(at_of(entries, 2) >= at_of(entries, 1));
    assert_true(at_of(entries, 2) - at_of(entries, 1) < hour / 2);
    assert_true(at_of(entries, 3) >= at_of(entries, 2));
    assert_true(at_of(entries, 3) - at_of(entries, 2) < hour / 2);
    leave(stage);
    expect_history(stage, "the laptop slept", 1);
    expect_history(stage, "the clock was set", 2);
    stage_must(stage, NULL, "check", NULL);
}

/* What is written after the clock was set back a year stays the newest. */
static void a_change_after_the_clock_was_set_back_is_the_current_one(void **state)
{
    struct stage *stage = *state;
    const json_t *entries;

    stage_meeting(stage);
    stage_must(stage, "101: first words\n", "log", "M1", NULL);
    setenv("MOOT_CLOCK", "1741096800000", 1); /* a year before */
    stage_must(stage, "s/first/second/\n101: another\n", "log", "M1", NULL);
    entries = stage_entries(stage, "M1");
    assert_int_equal(json_array_size(entries), 2);
    assert_string_equal(json_string_value(json_object_get(json_array_get(entries, 0), "text")),
                        "second words");
    assert_string_equal(json_string_value(json_object_get(json_array_get(entries, 1), "text")),
                        "another");
    stage_must(stage, NULL, "check", NULL);
}

static void a_stopped_program_keeps_its_meeting_and_goes_on(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    stage_must(stage, NULL, "new", "--title", "Second meeting", NULL);
    term = stage_live(stage);
    term_type(term, "101: before\r");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "102: half a li");
    term_expect(term, "half a li");
    term_signal(term, SIGSTOP);
    assert_int_equal(stage_moot(stage, "101: x\n", "log", "M1", NULL), 1); /* it is still its */
    stage_must(stage, "101: other\n", "log", "M2", NULL);                  /* others go on */
    term_type(term, "ne and more\r");
    (void)poll(NULL, 0, torture() ? 60000 : 300);
    term_signal(term, SIGCONT);
    stage_expect_entries(stage, "M1", 2);
    assert_non_null(strstr(stage->out, "half a line and more"));
    leave(stage);
    stage_must(stage, NULL, "check", NULL);
}

static void two_programs_write_two_meetings_of_one_study(void **state)
{
    static const char *const second[] = { "live", "M2", NULL };
    struct stage *stage = *state;
    struct term *one, *two;
    size_t rounds = torture_rounds(20, 500);
    char line[64];

    stage_meeting(stage);
    stage_must(stage, NULL, "new", "--title", "Second meeting", NULL);
    one = stage_live(stage);
    two = stage_start(stage, 1, second);
    term_expect(two, "M2");
    term_settle(two);
    for (size_t i = 1; i <= rounds; i++) {
        snprintf(line, sizeof(line), "101: line %zu\r", i);
        term_type(one, line);
        term_type(two, line);
        if (i % 7 == 0)
            stage_must(stage, NULL, "list", "meetings", NULL);
    }
    for (int m = 1; m <= 2; m++) {
        const json_t *entries = stage_expect_entries(stage, m == 1 ? "M1" : "M2", rounds);

        for (size_t i = 0; i < rounds; i++) {
            snprintf(line, sizeof(line), "line %zu", i + 1);
            assert_string_equal(
                json_string_value(json_object_get(json_array_get(entries, i), "text")), line);
        }
    }
    stage_must(stage, NULL, "check", NULL);
    torture_count("lines typed by two programs at once", 2 * rounds);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(sleep_and_a_clock_that_is_set_keep_the_order_and_are_noted),
        STAGED(a_change_after_the_clock_was_set_back_is_the_current_one),
        STAGED(a_stopped_program_keeps_its_meeting_and_goes_on),
        STAGED(two_programs_write_two_meetings_of_one_study),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
