/* SPDX-License-Identifier: MIT */
/* A meeting from the live screen to "written up" and back: who writes it, what
 * is said of changes to it, memos. */
#include "tests/terminal/evening.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void a_meeting_is_written_up_and_closed_then_asks_why(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    evening_meeting(stage);
    term = evening_open(stage, 24, 80);
    term_expect(term, "bare events 1");
    term_type(term, "W");
    term_expect(term, "M1 is written up? Still 1 event without words");
    term_type(term, "n");
    term_expect(term, "left as it was");
    term_type(term, "Wy");
    term_expect(term, "M1 closed");
    evening_expect_sql(stage, "SELECT status FROM meeting", "closed");
    term_type(term, "\r");
    term_expect(term, "Why is it changed?");
    term_type(term, "a slip of the pen\r");
    term_expect(term, "Enter saves");
    term_type(term, "!\r");
    term_expect(term, "changed: a slip of the pen");
    term_type(term, "d"); /* it does not ask again */
    term_expect(term, "taken out");
    term_type(term, "u");
    term_expect(term, "undid");
    evening_expect_sql(stage, "SELECT count(*) FROM change WHERE reason = 'a slip of the pen'",
                       "3");
    evening_leave(stage, term);
}

static void reopen(struct stage *stage, int rows, int columns)
{
    struct term *term;

    evening_meeting(stage);
    term = evening_open(stage, rows, columns);
    term_type(term, "O");
    term_expect(term, "the meeting is not closed");
    term_type(term, "Wy");
    term_expect(term, "written up and closed");
    term_type(term, "O\r");
    term_expect(term, "not taken up once more without a reason");
    term_type(term, "the chair sent corrections\r");
    term_expect(term, "is to be written up once more");
    evening_expect_sql(stage, "SELECT status FROM meeting", "to-write-up");
    evening_expect_sql(stage, "SELECT detail FROM history WHERE what = 'reopened'",
                       "M1: the chair sent corrections");
    term_type(term, "\r!\r"); /* asks for no reason */
    term_expect(term, "saved");
    term_type(term, "Wy");
    term_expect(term, "written up and closed");
    evening_leave(stage, term);
}

static void a_closed_meeting_is_taken_up_once_more_at_80x24(void **state)
{
    reopen(*state, 24, 80);
}

static void a_closed_meeting_is_taken_up_once_more_at_60x16(void **state)
{
    reopen(*state, 16, 60);
}

/* --- from the live screen ------------------------------------------------------------- */

static void a_memo_is_written_while_the_meeting_runs(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: good morning\r");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "half a li\030j"); /* C-x j */
    term_expect(term, "Memos: M1");
    term_type(term, "n");
    term_expect(term, "a memo on entry 14:");
    term_type(term, "\r");
    term_type(term, "The chair is late again");
    evening_expect_sql(stage, "SELECT text || (entry IS NOT NULL) FROM memo",
                       "The chair is late again1");
    term_type(term, "\030q"); /* C-x q: the memo, then the list of them */
    term_expect(term, "Memos: M1");
    term_type(term, "q");
    term_expect(term, "half a li");
    term_type(term, "ne\r");
    stage_expect_entries(stage, "M1", 2);
    term_type(term, "\003"); /* home */
    term_expect(term, "stays live");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

/* Editing, or "s/old/new/", may take out the words that a code is on. */
static void lost_words(struct stage *stage, int rows, int columns, const char *before,
                       const char *keys)
{
    const struct term_setup setup = { .rows = rows,
                                      .columns = columns,
                                      .args = (const char *const[]){ "live", "M1", NULL } };
    struct term *term;

    stage_meeting(stage);
    if (before[0] != '\0')
        stage_must(stage, before, "log", "M1", NULL);
    stage_must(stage, "101: what is the plan then\n", "log", "M1", NULL);
    term = stage_start_as(stage, 0, &setup);
    term_expect(term, "what is the plan");
    term_type(term, "\030w"); /* C-x w */
    term_expect(term, "M1 write-up");
    term_type(term, "Gvwwwv\033f#ow\r\t"); /* "plan" of the last entry */
    term_expect(term, "Ownership is on the words marked");
    term_type(term, "q");
    term_expect_gone(term, "M1 write-up");
    term_type(term, keys);
    term_expect(term, "coded words are gone");
    evening_expect_sql(
        stage, "SELECT lost FROM coding_revision WHERE lost IS NOT NULL AND lost <> ''", "plan");
    term_type(term, "\003"); /* home */
    term_expect(term, "stays live");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void an_edit_says_which_coded_words_are_gone_at_80x24(void **state)
{
    lost_words(*state, 24, 80, "", "\020\033b\033b\033d\r"); /* C-p, "plan" is cut */
}

static void a_correction_says_which_coded_words_are_gone_at_60x16(void **state)
{
    lost_words(*state, 16, 60, "", "s/plan/idea/\r");
}

/* While the beginning of the meeting is looked at, the entry is not loaded. */
static void a_correction_far_from_what_is_shown_says_so_too(void **state)
{
    enum { LINES_BEFORE = 300 };
    char before[LINES_BEFORE * 12 + 1];
    size_t len = 0;

    for (int i = 0; i < LINES_BEFORE; i++)
        len += (size_t)snprintf(before + len, sizeof before - len, "line %d\n", i);
    lost_words(*state, 24, 80, before, "\030<s/plan/idea/\r"); /* C-x < */
}

static void a_second_program_only_reads(void **state)
{
    struct stage *stage = *state;
    struct term *term, *other;

    evening_meeting(stage);
    term = evening_open(stage, 24, 80);
    other = stage_start(stage, 1, NULL);
    term_expect(other, "March meeting");
    term_type(other, "w");
    term_expect(other, "another moot writes this meeting");
    term_type(other, "\r");
    term_expect(other, "another moot writes this meeting");
    term_type(other, "q");
    term_expect(other, "w write up");
    term_type(other, "q");
    assert_int_equal(stage_finish(stage, 1), 0);
    evening_leave(stage, term);
}

static void from_the_live_screen_and_back(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: good mornig\r");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "half a li\030w"); /* C-x w */
    term_expect(term, "M1 write-up");
    term_type(term, "\r");
    term_expect(term, "Enter saves");
    term_type(term, "\010\010ing\r");
    term_expect(term, "saved");
    term_type(term, "\033");
    term_expect(term, "good morning");
    term_expect(term, "half a li");
    term_type(term, "ne\r");
    stage_expect_entries(stage, "M1", 2);
    assert_string_equal(
        json_string_value(json_object_get(json_array_get(stage_entries(stage, "M1"), 1), "text")),
        "half a line");
    term_type(term, "\030e\030e"); /* ends it */
    term_expect(term, "waits to be written up");
    term_type(term, "w");
    term_expect(term, "M1 write-up");
    evening_leave(stage, term);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(a_meeting_is_written_up_and_closed_then_asks_why),
        STAGED(a_closed_meeting_is_taken_up_once_more_at_80x24),
        STAGED(a_closed_meeting_is_taken_up_once_more_at_60x16),
        STAGED(a_memo_is_written_while_the_meeting_runs),
        STAGED(an_edit_says_which_coded_words_are_gone_at_80x24),
        STAGED(a_correction_says_which_coded_words_are_gone_at_60x16),
        STAGED(a_correction_far_from_what_is_shown_says_so_too),
        STAGED(a_second_program_only_reads),
        STAGED(from_the_live_screen_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
