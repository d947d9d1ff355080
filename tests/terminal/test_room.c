/* SPDX-License-Identifier: MIT */
/* The screens over the live one: who is here, the agenda, the notes on the
 * meeting; the quorum, and a conflict of interest. Each at two sizes. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ATTENDANCE "\017" /* C-o */
#define AGENDA "\030g"    /* C-x g */
#define NOTES "\030m"     /* C-x m */
#define BACK "\030q"      /* C-x q: Escape alone is told from Alt by time */
#define SAVE "\033[20~"   /* F9 */
#define DOWN "\033[B"

/* The sizes that every test runs at. */
static const int sizes[][2] = { { 24, 80 }, { 16, 60 } };
enum { SIZES = sizeof sizes / sizeof sizes[0] };

static struct term *start(struct stage *stage, int which, int size, const char *const *args)
{
    struct term_setup setup = { .rows = sizes[size][0], .columns = sizes[size][1], .args = args };

    return stage_start_as(stage, which, &setup);
}

static struct term *live_at(struct stage *stage, int size)
{
    static const char *const args[] = { "live", "M1", NULL };
    struct term *term = start(stage, 0, size, args);

    term_expect(term, "M-c ch");
    return term;
}

static void leave(struct stage *stage)
{
    term_type(stage->term[0], "\003"); /* home */
    term_expect(stage->term[0], "stays live");
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
    stage_must(stage, NULL, "check", NULL);
}

/* The body of M1 needs `quorum` from now on, as the set-up form takes it. */
static void need(struct stage *stage, const char *quorum)
{
    struct term *term = start(stage, 0, 0, NULL);

    term_expect(term, "March meeting");
    term_type(term, "m");
    term_expect(term, "Quorum");
    term_type(term, DOWN DOWN DOWN DOWN DOWN DOWN "\025");
    term_type(term, quorum);
    term_type(term, SAVE);
    term_expect_gone(term, "Quorum");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static const char *text_of(const json_t *entries, size_t index, const char *key)
{
    const char *text = json_string_value(json_object_get(json_array_get(entries, index), key));

    return text != NULL ? text : "";
}

/* Each size begins with a study of its own. */
static void anew(struct stage *stage)
{
    (void)remove(stage->study);
    stage_meeting(stage);
}

/* --- attendance ------------------------------------------------------------------- */

static void mark_before_the_first_entry(struct term *term)
{
    term_type(term, "half a line" ATTENDANCE);
    term_expect_row(term, 0, "attendance");
    term_expect_row(term, 0, "3 of 3 present");
    term_expect_row(term, 0, "(set-up)");
    term_type(term, "102a");
    term_expect(term, "absent");
    term_expect_row(term, 0, "2 of 3 present");
    term_type(term, "103l");
    term_expect(term, "not here yet");
    term_expect_row(term, 0, "1 of 3 present");
    term_type(term, "p");
    term_expect_gone(term, "not here yet");
    term_type(term, "102s");
    term_expect(term, "apologies");
    term_type(term, "101o");
    term_expect(term, "online");
    term_type(term, "u");
    term_expect_gone(term, "online");
}

static void find_and_add(struct term *term)
{
    term_type(term, "/birdw");
    term_expect_gone(term, "101");
    term_expect(term, "103");
    term_type(term, "\025\r");
    term_expect(term, "101");
    term_type(term, "n");
    term_expect(term, "Who comes?");
    term_type(term, "nobody\r");
    term_expect(term, "no study id and no role group");
    term_type(term, "\025gp kw\r");
    term_expect(term, "104 is new and here");
    term_expect_row(term, 0, "+1");
    term_expect(term, "visitor");
    term_type(term, "c");
    term_expect_gone(term, "visitor");
}

static void everybody_is_marked_by_one_key(void **state)
{
    struct stage *stage = *state;

    for (int size = 0; size < SIZES; size++) {
        const json_t *entries;
        struct term *term;

        anew(stage);
        term = live_at(stage, size);
        mark_before_the_first_entry(term);
        find_and_add(term);
        stage_expect_entries(stage, "M1", 0); /* all of it is set-up */
        term_type(term, BACK);
        term_expect(term, "half a line"); /* as it was */
        term_type(term, "\r" ATTENDANCE "101x");
        term_expect(term, "left");
        term_type(term, "t");
        term_expect(term, "phone");
        term_type(term, "102p");
        term_expect_row(term, 0, "3 of 3 present +1");
        term_type(term, BACK);
        term_expect(term, "101 leaves");
        term_expect(term, "102 arrives");
        entries = stage_expect_entries(stage, "M1", 4);
        assert_string_equal(text_of(entries, 1, "kind"), "attendance");
        leave(stage);
    }
}

static void sixty_people_are_as_easy_as_six(void **state)
{
    struct stage *stage = *state;
    char people[60 * 8] = "";

    for (int i = 0; i < 60; i++)
        snprintf(people + strlen(people), sizeof people - strlen(people), "%s%d", i > 0 ? "," : "",
                 101 + i);
    stage_must(stage, NULL, "new", "--title", "Assembly", "--people", people, NULL);
    for (int size = 0; size < SIZES; size++) {
        struct term *term = live_at(stage, size);

        term_type(term, ATTENDANCE);
        term_expect_row(term, 0, size == 0 ? "60 of 60 present" : "59 of 60 present");
        term_type(term, size == 0 ? "158a" : "159s");
        term_expect(term, size == 0 ? "158 absent" : "159 apologies");
        term_expect_row(term, 0, size == 0 ? "59 of 60 present" : "58 of 60 present");
        term_type(term, BACK);
        leave(stage);
    }
}

/* --- quorum and conflict ------------------------------------------------------------ */

static void a_conflict_of_interest_is_declared_and_managed(void **state)
{
    struct stage *stage = *state;

    for (int size = 0; size < SIZES; size++) {
        const json_t *entries;
        struct term *term;

        anew(stage);
        need(stage, "3");
        term = live_at(stage, size);
        term_expect(term, "quorate 3 of 3");
        term_type(term, ">\r-101!\r");
        term_expect(term, "NOT quorate 2 of 3");
        term_expect(term, "quorum lost: 2 of 3 voting");
        term_type(term, ">\r");
        term_expect_row(term, -1, "Tab: note that 101 is back");
        term_expect(term, "quorum met again: 3 of 3 voting");
        term_type(term, "x"); /* typing on ignores it, */
        term_expect_gone(term, "Tab: note");
        term_type(term, "\025"); /* and it is not lost */
        term_expect_row(term, -1, "Tab: note that 101 is back");
        term_type(term, "\t");
        term_expect(term, "101 is back");
        term_expect(term, "no open states");
        term_expect_gone(term, "Tab: note");
        entries = stage_expect_entries(stage, "M1", 6);
        assert_string_equal(text_of(entries, 2, "text"), "quorum lost: 2 of 3 voting");
        assert_string_equal(text_of(entries, 4, "text"), "quorum met again: 3 of 3 voting");
        term_type(term, "\037"); /* C-_ */
        term_expect_gone(term, "no open states");
        stage_expect_entries(stage, "M1", 5);
        leave(stage);
    }
}

static void who_withdrew_before_the_meeting_was_opened_again_is_offered(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    anew(stage);
    stage_must(stage, ">\n-101!\n>\n", "log", "M1", NULL);
    term = live_at(stage, 0);
    term_expect_row(term, -1, "Tab: note that 101 is back");
    term_type(term, "\t");
    term_expect(term, "101 is back");
    term_expect_gone(term, "Tab: note");
    leave(stage);
}

static void the_quorum_stays_in_view_however_many_states_are_open(void **state)
{
    struct stage *stage = *state;

    for (int size = 0; size < SIZES; size++) {
        struct term *term;

        anew(stage);
        need(stage, "3, gp 1");
        term = live_at(stage, size);
        term_type(term, "it begins #tn+ #ph+ #cm+\r");
        term_expect(term, "open: ");
        term_expect(term, "quorate 3 of 3");
        term_type(term, ATTENDANCE);
        term_expect_row(term, 0, "quorate 3 of 3");
        term_type(term, "101x");
        term_expect_row(term, 0, "NOT quorate 2 of 3");
        term_type(term, BACK);
        term_expect(term, "NOT quorate 2 of 3");
        term_resize(term, 12, 36);
        term_expect(term, "open: +2");
        term_expect(term, "NOT quorate 2 of 3");
        leave(stage);
    }
}

/* --- agenda ------------------------------------------------------------------------- */

static void the_agenda_is_run_and_changed(void **state)
{
    struct stage *stage = *state;

    for (int size = 0; size < SIZES; size++) {
        const json_t *entries;
        struct term *term;

        anew(stage);
        term = live_at(stage, size);
        term_type(term, AGENDA);
        term_expect_row(term, 0, "agenda");
        term_expect(term, "Finance report");
        term_type(term, ">");
        term_expect(term, "item 1 is on");
        term_expect(term, "> Minutes");
        term_type(term, "G\r");
        term_expect(term, "> Any other");
        term_type(term, "<");
        term_expect(term, "> Finance");
        term_type(term, "nAudit (A/1) for decision" SAVE);
        term_expect(term, "Audit (A/1)");
        term_expect(term, "4 items");
        term_type(term, "e"); /* the new one is selected */
        term_expect(term, "Title    Audit");
        term_type(term, BACK);
        term_type(term, "GKx"); /* the last one, up, passed over */
        term_expect(term, "skipped");
        term_type(term, "u");
        term_expect_gone(term, "skipped");
        term_type(term, "geThe minutes" SAVE); /* at the end of the title */
        term_expect(term, "1 MinutesThe");
        term_type(term, "u");
        term_expect(term, "1 Minutes  ");
        term_type(term, BACK ">\r");
        entries = stage_expect_entries(stage, "M1", 4);
        assert_string_equal(text_of(entries, 3, "kind"), "agenda");
        term_expect(term, "3. Any other business");
        leave(stage);
    }
}

static void forty_items_are_as_easy_as_six(void **state)
{
    struct stage *stage = *state;
    char path[700];
    FILE *file;

    snprintf(path, sizeof path, "%s/forty.txt", stage->folder);
    file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 1; i <= 40; i++)
        fprintf(file, "%d. Matter %c%d\n", i, 'A' + i % 26, i);
    fclose(file);
    stage_must(stage, NULL, "new", "--title", "Long", "--agenda", path, NULL);
    for (int size = 0; size < SIZES; size++) {
        struct term *term = live_at(stage, size);

        term_type(term, AGENDA);
        term_expect_row(term, 0, "40 items");
        term_type(term, size == 0 ? "/l37\r\r" : "/m38\r\r");
        term_expect(term, size == 0 ? "item 37 is on" : "item 38 is on");
        term_type(term, BACK);
        leave(stage);
    }
}

/* --- notes ---------------------------------------------------------------------------- */

static void the_meeting_has_notes_of_its_own(void **state)
{
    struct stage *stage = *state;

    for (int size = 0; size < SIZES; size++) {
        struct term *term;

        anew(stage);
        term = live_at(stage, size);
        term_type(term, "kept" NOTES);
        term_expect(term, "Convened");
        term_type(term, "two" SAVE);
        term_expect(term, "a time is written as 14:05");
        term_type(term, "\02513:50" SAVE);
        term_expect(term, "notes on the meeting are saved");
        term_expect(term, "kept");
        term_expect_row(term, 0, "10:0"); /* sitting since then */
        term_type(term, NOTES);
        term_expect(term, "13:50:00");
        term_type(term, BACK "\r");
        term_expect_gone(term, "Convened");
        stage_expect_entries(stage, "M1", 1);
        leave(stage);
    }
}

/* --- what goes on below ------------------------------------------------------------------ */

static void what_is_half_typed_is_saved_under_a_screen(void **state)
{
    struct stage *stage = *state;

    for (int size = 0; size < SIZES; size++) {
        struct term *term;

        anew(stage);
        term = live_at(stage, size);
        term_type(term, "logged\r");
        term_expect_row(term, 1, "logged");
        term_type(term, "half of it" ATTENDANCE);
        term_expect_row(term, 0, "attendance");
        stage_expect_entries(stage, "M1", 1);
        term_type(term, BACK);
        term_expect_row(term, 1, "✓");
        term_type(term, AGENDA);
        term_expect_row(term, 0, "agenda");
        stage_kill(stage, 0);
        term = live_at(stage, size);
        term_expect_row(term, -1, "recovered");
        term_expect(term, "half of it");
        term_type(term, "\r");
        stage_expect_entries(stage, "M1", 2);
        leave(stage);
    }
}

static void a_meeting_that_is_read_is_not_marked(void **state)
{
    static const char *const args[] = { "live", "M1", NULL };
    struct stage *stage = *state;

    stage_meeting(stage);
    (void)live_at(stage, 0);
    for (int size = 0; size < SIZES; size++) {
        struct term *term = start(stage, 1, size, args);

        term_expect(term, "read-only");
        term_type(term, ATTENDANCE);
        term_expect_row(term, 0, "attendance");
        term_type(term, "a");
        term_expect(term, "read-only");
        term_type(term, BACK AGENDA ">");
        term_expect(term, "read-only");
        term_expect_row(term, 0, "agenda");
        term_type(term, BACK "\003");
        term_expect(term, "March meeting");
        term_type(term, "q");
        assert_int_equal(stage_finish(stage, 1), 0);
    }
    leave(stage);
    stage_expect_entries(stage, "M1", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(everybody_is_marked_by_one_key, stage_setup,
                                        stage_teardown),
        cmocka_unit_test_setup_teardown(sixty_people_are_as_easy_as_six, stage_setup,
                                        stage_teardown),
        cmocka_unit_test_setup_teardown(
            who_withdrew_before_the_meeting_was_opened_again_is_offered, stage_setup,
            stage_teardown),
        cmocka_unit_test_setup_teardown(a_conflict_of_interest_is_declared_and_managed, stage_setup,
                                        stage_teardown),
        cmocka_unit_test_setup_teardown(the_quorum_stays_in_view_however_many_states_are_open,
                                        stage_setup, stage_teardown),
        cmocka_unit_test_setup_teardown(the_agenda_is_run_and_changed, stage_setup, stage_teardown),
        cmocka_unit_test_setup_teardown(forty_items_are_as_easy_as_six, stage_setup,
                                        stage_teardown),
        cmocka_unit_test_setup_teardown(the_meeting_has_notes_of_its_own, stage_setup,
                                        stage_teardown),
        cmocka_unit_test_setup_teardown(what_is_half_typed_is_saved_under_a_screen, stage_setup,
                                        stage_teardown),
        cmocka_unit_test_setup_teardown(a_meeting_that_is_read_is_not_marked, stage_setup,
                                        stage_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
