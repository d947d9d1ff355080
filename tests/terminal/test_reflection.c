/* SPDX-License-Identifier: MIT */
/* Looking back at what was written: the history of an entry, from which old
 * words are taken back, and memos. */
#include "tests/terminal/stage.h"

#include <poll.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct term *open_writeup(struct stage *stage, int rows, int columns)
{
    struct term_setup setup = { .rows = rows, .columns = columns };
    struct term *term;

    stage_meeting(stage);
    stage_must(stage, "101: good mornig\n102: שלום לכולם\n", "log", "M1", NULL);
    stage_must(stage, NULL, "end", "M1", NULL);
    term = stage_start_as(stage, 0, &setup);
    term_expect(term, "March meeting");
    term_type(term, "w");
    term_expect(term, "M1 write-up");
    return term;
}

/* From the write-up out of the program. */
static void leave(struct stage *stage, struct term *term)
{
    term_type(term, "q");
    term_expect(term, "w write up");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

/* From a screen above to the write-up. */
static void back(struct term *term)
{
    term_type(term, "\033");
    term_expect(term, "? help  q leave");
}

static const char *text_of(struct stage *stage, size_t index)
{
    const json_t *entry = json_array_get(stage_entries(stage, "M1"), index);

    return json_string_value(json_object_get(entry, "text"));
}

/* Waits until a query of the study gives this text. */
static void expect_sql(struct stage *stage, const char *sql, const char *wanted)
{
    char found[200] = "";

    for (int tries = 0; tries < 100; tries++) {
        sqlite3_stmt *st = NULL;
        sqlite3 *db = NULL;

        assert_int_equal(sqlite3_open_v2(stage->study, &db, SQLITE_OPEN_READWRITE, NULL), 0);
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), 0);
        found[0] = '\0';
        if (sqlite3_step(st) == SQLITE_ROW)
            snprintf(found, sizeof found, "%s", (const char *)sqlite3_column_text(st, 0));
        sqlite3_finalize(st);
        sqlite3_close(db);
        if (strcmp(found, wanted) == 0)
            return;
        poll(NULL, 0, 50);
    }
    fail_msg("%s gives %s and not %s", sql, found, wanted);
}

/* --- history ------------------------------------------------------------------------------ */

static void old_words_stand_beside_new_ones(struct stage *stage, int rows, int columns)
{
    struct term *term = open_writeup(stage, rows, columns);

    term_type(term, "\r\010\010ing\r"); /* mornig: morning */
    term_expect(term, "saved");
    term_type(term, "s\025102\r");
    term_expect(term, "102: good morning");
    term_type(term, "h");
    term_expect(term, "History of an entry");
    term_expect(term, "who speaks");
    term_expect(term, "written");
    term_expect(term, "before");
    term_type(term, "j"); /* the words */
    term_expect(term, "good mornig");
    term_expect(term, "good morning");
    term_type(term, "\r");
    term_expect(term, "these are the words that it has now");
    term_type(term, "j");
    term_expect(term, "it was not there");
    term_type(term, "\r");
    term_expect(term, "these words stand again");
    assert_string_equal(text_of(stage, 0), "good mornig");
    back(term);
    term_expect(term, "102: good mornig"); /* who spoke stays as it was changed */
    term_type(term, "u");
    term_expect(term, "102: good morning");
    leave(stage, term);
}

static void old_words_stand_beside_new_ones_at_80x24(void **state)
{
    old_words_stand_beside_new_ones(*state, 24, 80);
}

static void old_words_stand_beside_new_ones_at_60x16(void **state)
{
    old_words_stand_beside_new_ones(*state, 16, 60);
}

static void old_words_stand_beside_new_ones_at_200x50(void **state)
{
    old_words_stand_beside_new_ones(*state, 50, 200);
}

static void a_closed_meeting_tells_why_it_was_changed(void **state)
{
    struct stage *stage = *state;
    struct term *term = open_writeup(stage, 24, 80);

    term_type(term, "\r\010\010ing\r");
    term_expect(term, "saved");
    term_type(term, "Wy");
    term_expect(term, "M1 closed");
    term_type(term, "hj\r");
    term_expect(term, "the meeting is closed");
    term_type(term, "\033");
    term_expect_gone(term, "History of an entry");
    term_type(term, "R");
    term_expect(term, "Why is it changed?");
    term_type(term, "the speaker asked\r");
    term_expect(term, "changed: the speaker asked");
    term_type(term, "hj\r");
    term_expect(term, "these words stand again");
    term_expect(term, "(the speaker asked)");
    back(term);
    leave(stage, term);
}

static void the_live_screen_shows_the_history_of_its_last_entry(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: good mornig\r");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "s/mornig/morning/\r");
    stage_expect_revised(stage, "M1", 0);
    term_type(term, "half\030y");
    term_expect(term, "History of an entry");
    term_expect(term, "good mornig");
    term_type(term, "j\r");
    term_expect(term, "these words stand again");
    term_type(term, "\033");
    term_expect(term, "101: good mornig");
    term_expect(term, "half");
    term_type(term, " a line\r");
    stage_expect_entries(stage, "M1", 2);
    assert_string_equal(text_of(stage, 0), "good mornig");
    assert_string_equal(text_of(stage, 1), "half a line");
    term_type(term, "\003");
    term_expect(term, "M1 stays live");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

/* --- memos -------------------------------------------------------------------------------- */

static void memos_are_written_on_everything(struct stage *stage, int rows, int columns)
{
    struct term *term = open_writeup(stage, rows, columns);

    term_type(term, "M");
    term_expect(term, "No memo yet");
    term_type(term, "n");
    term_expect(term, "On what?");
    term_type(term, "x\r");
    term_expect(term, "or the key of a code");
    term_type(term, "\025e\r"); /* C-u */
    term_expect(term, "Memo on entry 14:00:00");
    term_type(term, "Greeting\rThe chair waited for quiet.");
    term_type(term, "\033");
    term_expect(term, "Greeting: The");
    expect_sql(stage, "SELECT about || ' ' || title || '/' || text FROM memos",
               "entry Greeting/The chair waited for quiet.");
    term_type(term, "nm\r");
    term_expect(term, "Memo on M1");
    term_type(term, "Room\rCold.\033");
    term_expect_gone(term, "Memo on M1");
    term_expect(term, "Room: Cold.");
    term_type(term, "now\r");
    term_expect(term, "Memo on code ow");
    term_type(term, "Whose?\r\033");
    term_expect_gone(term, "Memo on code");
    term_type(term, "ns\r");
    term_expect(term, "Memo on the study");
    term_type(term, "Sampling\rFirst sites.\030s"); /* C-x s */
    term_expect(term, "the memo is saved");
    expect_sql(stage,
               "SELECT group_concat(about, ' ') FROM (SELECT about FROM memos ORDER BY about)",
               "code entry meeting study");
    term_type(term, "gd");
    term_expect(term, "Take the memo on M1 away?");
    term_type(term, "y");
    term_expect_gone(term, "Room: Cold.");
    expect_sql(stage, "SELECT count(*) FROM memos", "3");
    back(term);
    leave(stage, term);
}

static void memos_are_written_on_everything_at_80x24(void **state)
{
    memos_are_written_on_everything(*state, 24, 80);
}

static void memos_are_written_on_everything_at_60x16(void **state)
{
    memos_are_written_on_everything(*state, 16, 60);
}

static void a_memo_that_is_half_written_outlives_a_kill(void **state)
{
    struct stage *stage = *state;
    struct term *term = open_writeup(stage, 24, 80);

    term_type(term, "Mnm\r");
    term_expect(term, "Memo on M1");
    term_type(term, "Half a tho");
    expect_sql(stage, "SELECT text FROM memos", "Half a tho");
    stage_kill(stage, 0);
    expect_sql(stage, "SELECT text FROM memos", "Half a tho");
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(old_words_stand_beside_new_ones_at_80x24),
        STAGED(old_words_stand_beside_new_ones_at_60x16),
        STAGED(old_words_stand_beside_new_ones_at_200x50),
        STAGED(a_closed_meeting_tells_why_it_was_changed),
        STAGED(the_live_screen_shows_the_history_of_its_last_entry),
        STAGED(memos_are_written_on_everything_at_80x24),
        STAGED(memos_are_written_on_everything_at_60x16),
        STAGED(a_memo_that_is_half_written_outlives_a_kill),
    };

    return cmocka_run_group_tests_name("reflection", tests, NULL, NULL);
}
