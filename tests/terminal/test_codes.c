/* SPDX-License-Identifier: MIT */
/* The codebook on the screen: made, changed, moved, retired and merged, at two
 * sizes, and taken over by a meeting that is live. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SAVE "\033[20~" /* F9 */
#define ESCAPE "\030q"  /* C-x q: Escape alone is told from Alt by time */

static struct term *start_in(struct stage *stage, int rows, int columns)
{
    const struct term_setup setup = { .rows = rows, .columns = columns };

    return stage_start_as(stage, 0, &setup);
}

static void leave(struct stage *stage)
{
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

/* What `moot codebook export` writes. */
static const char *codebook(struct stage *stage)
{
    char path[700];

    strcpy(path, stage->folder);
    strcat(path, "/codes.csv");
    stage_must(stage, NULL, "codebook", "export", path, NULL);
    stage_must(stage, NULL, "list", "codes", NULL);
    return stage->out;
}

static void changing(struct stage *stage, int rows, int columns)
{
    struct term *term;

    stage_meeting(stage);
    term = start_in(stage, rows, columns);
    term_expect(term, "March meeting");
    term_type(term, "c");
    term_expect(term, "moot: codebook");
    term_expect(term, "22 codes");
    term_expect(term, "Challenge from members");
    term_type(term, "nzq\tTension!\t");
    term_expect(term, "careful: tn (Tension) has the same name");
    term_type(term, SAVE);
    term_expect(term, "zq is saved; careful: tn");
    term_expect(term, "23 codes");
    term_type(term, "\r");
    term_expect(term, "change a code");
    term_type(term, "\t\025Loud room\tstate" SAVE); /* a letter finds a choice */
    term_expect(term, "zq is saved");
    term_expect_row(term, -1, "zq is saved");
    term_expect(term, "Loud room");
    term_type(term, "J");
    term_expect(term, "moved");
    term_type(term, ">");
    term_expect(term, "  Loud room");
    term_type(term, "<");
    term_expect(term, "moved");
    term_type(term, "d");
    term_expect(term, "Retire zq?");
    term_type(term, "n");
    term_expect(term, "left as it was");
    term_type(term, "dy");
    term_expect(term, "retired; v shows it");
    term_expect_gone(term, "Loud room");
    term_type(term, "v");
    term_expect(term, "Loud room (retired)");
    term_type(term, "q");
    term_expect(term, "March meeting");
    leave(stage);
    assert_non_null(strstr(codebook(stage), "Loud room"));
}

static void a_code_is_made_changed_moved_and_retired(void **state)
{
    changing(*state, 24, 80);
}

static void a_code_is_made_changed_moved_and_retired_in_a_small_window(void **state)
{
    changing(*state, 16, 60);
}

static void merging(struct stage *stage, int rows, int columns)
{
    struct term *term;

    stage_meeting(stage);
    stage_must(stage, "101: one #ch\n102: two #ac\n", "log", "M1", NULL);
    term = start_in(stage, rows, columns);
    term_expect(term, "March meeting");
    term_type(term, "c");
    term_expect(term, "Challenge from members");
    term_type(term, "jm");
    term_expect(term, "merge ac into which?");
    term_type(term, "km");
    term_expect(term, "Merge ac into ch?");
    term_type(term, "y");
    term_expect(term, "merged;");
    term_expect(term, "21 codes");
    term_type(term, "v");
    term_expect(term, "(merged into ch)");
    term_type(term, "q");
    term_expect(term, "March meeting");
    leave(stage);
    stage_must(stage, NULL, "find", "--code", "ch", NULL);
    assert_non_null(strstr(stage->out, "one"));
    assert_non_null(strstr(stage->out, "two [ch]"));
}

static void a_code_is_merged_into_another(void **state)
{
    merging(*state, 24, 80);
}

static void a_code_is_merged_into_another_in_a_small_window(void **state)
{
    merging(*state, 16, 60);
}

static void a_live_meeting_takes_the_codebook_over_and_keeps_its_line(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: one #ch\r");
    (void)stage_expect_entries(stage, "M1", 1);
    term_type(term, "dq: half a line");
    term_expect(term, "half a line");
    term_type(term, "\030c");
    term_expect(term, "moot: codebook");
    term_type(term, "nzz\tSilence" SAVE);
    term_expect(term, "zz is saved");
    term_type(term, "q");
    term_expect(term, "half a line");
    term_type(term, " #zz");
    term_expect(term, "[zz]");
    term_type(term, "\r");
    (void)stage_expect_entries(stage, "M1", 2);
    term_type(term, "\030q");
    term_expect(term, "March meeting");
    leave(stage);
    stage_must(stage, NULL, "find", "--code", "zz", NULL);
    assert_non_null(strstr(stage->out, "half a line [zz]"));
}

static void what_does_not_fit_stays_in_the_form(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_must(stage, NULL, "init", NULL);
    term = start_in(stage, 24, 80);
    term_type(term, "c");
    term_expect(term, "Challenge from members");
    term_type(term, "nch\tSilence" SAVE);
    term_expect(term, "another code has the key \"ch\"");
    term_type(term, ESCAPE);
    term_expect(term, "y, else no");
    term_type(term, "y");
    term_expect(term, "22 codes");
    term_type(term, "q");
    term_settle(term);
    leave(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_code_is_made_changed_moved_and_retired, stage_setup,
                                        stage_teardown),
        cmocka_unit_test_setup_teardown(a_code_is_made_changed_moved_and_retired_in_a_small_window,
                                        stage_setup, stage_teardown),
        cmocka_unit_test_setup_teardown(a_code_is_merged_into_another, stage_setup, stage_teardown),
        cmocka_unit_test_setup_teardown(a_code_is_merged_into_another_in_a_small_window,
                                        stage_setup, stage_teardown),
        cmocka_unit_test_setup_teardown(a_live_meeting_takes_the_codebook_over_and_keeps_its_line,
                                        stage_setup, stage_teardown),
        cmocka_unit_test_setup_teardown(what_does_not_fit_stays_in_the_form, stage_setup,
                                        stage_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
