/* SPDX-License-Identifier: MIT */
/* Find: what is typed is looked for as it is typed; filters, Tab, opening an
 * entry where it stands and coming back, at two sizes and from the live
 * screen. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void fill(struct stage *stage)
{
    stage_meeting(stage);
    stage_must(stage,
               "101: the budget slips by two months #ch(diagnostic)\n"
               "102: the budget holds\n"
               "// said looking at the chair\n"
               "101: 今天的會議討論預算調整\n"
               "103: \"Gärten\" instead of budgets\n",
               "log", "M1", NULL);
    stage_must(stage, NULL, "new", "--title", "April meeting", "--date", "2026-04-01", NULL);
    stage_must(stage, "101: april and its budget\n", "log", "M2", NULL);
}

static struct term *find_at(struct stage *stage, int rows, int columns)
{
    struct term_setup setup = { .rows = rows, .columns = columns };
    struct term *term = stage_start_as(stage, 0, &setup);

    term_expect(term, "March meeting");
    term_type(term, "/");
    term_expect_row(term, 0, "Find in the study");
    term_expect_row(term, 1, "Find:");
    return term;
}

static void leave(struct stage *stage, struct term *term)
{
    term_type(term, "\033");
    term_expect_gone(term, "Find in the study");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void words_are_found_while_they_are_typed(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    fill(stage);
    term = find_at(stage, 0, 0);
    term_expect(term, "code:"); /* what can be asked */
    term_type(term, "bud");
    term_expect_row(term, 0, "4 found");
    term_expect_row(term, 2, "M2");
    term_expect_row(term, 2, "april and its budget");
    term_expect_row(term, 3, "M1");
    term_expect_row(term, 3, "101: the budget slips");
    term_expect_row(term, 3, "[ch]");
    term_type(term, "gets");
    term_expect_row(term, 0, "1 found");
    term_expect(term, "instead of budgets");
    term_type(term, "\025garten"); /* C-u */
    term_expect_row(term, 2, "instead");
    term_type(term, "\025預算");
    term_expect_row(term, 0, "1 found");
    term_type(term, "\025zebra");
    term_expect(term, "nothing found");
    leave(stage, term);
}

static void what_can_be_asked_is_whole_and_the_record_has_its_name(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    fill(stage);
    stage_must(stage, NULL, "import", "tests/fixtures/council.jsonl", NULL);
    term = find_at(stage, 16, 60);
    term_expect(term, "note, event, agenda, attendance, comment, part");
    term_type(term, "library");
    term_expect_row(term, 0, "1 found");
    term_expect_row(term, 2, " Record: The meeting began in the");
    term_type(term, "\025minutes"); /* the title of an item */
    term_expect(term, "nothing found");
    term_expect(term, "kind:agenda lists items begun");
    leave(stage, term);
}

static void filters_stand_between_the_words(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    fill(stage);
    term = find_at(stage, 16, 60);
    term_type(term, "budget code:ch");
    term_expect_row(term, 0, "1 found");
    term_expect(term, "slips");
    term_type(term, "\025budget person:102");
    term_expect_row(term, 0, "1 found");
    term_expect(term, "holds");
    term_type(term, "\025kind:comment");
    term_expect(term, "// said looking");
    term_type(term, "\025from:2026-04 budget");
    term_expect(term, "april");
    term_expect_row(term, 0, "1 found");
    term_type(term, "\025code:nothing");
    term_expect(term, "no code \"nothing\"");
    leave(stage, term);
}

static void tab_completes_names_and_values(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    fill(stage);
    term = find_at(stage, 0, 0);
    term_type(term, "ro\t");
    term_expect_row(term, 1, "role:");
    term_type(term, "NHS\t");
    term_expect_row(term, 1, "role:nm");
    term_expect_row(term, -1, "NHS manager");
    term_expect_row(term, 0, "1 found");
    term_type(term, "\025body:\t");
    term_expect_row(term, 1, "body:\"Governing Body\"");
    term_expect_row(term, 0, "5 found");
    term_type(term, "\025person:\t\t");
    term_expect_row(term, 1, "person:102");
    term_type(term, "\033[Z"); /* S-Tab */
    term_expect_row(term, 1, "person:101");
    assert_false(term_shows(term, "dq")); /* nobody's initials */
    leave(stage, term);
}

static void enter_opens_the_entry_where_it_stands_and_escape_comes_back(void **state)
{
    static const int sizes[][2] = { { 24, 80 }, { 16, 60 } };
    struct stage *stage = *state;

    fill(stage);
    for (size_t i = 0; i < 2; i++) {
        struct term *term = find_at(stage, sizes[i][0], sizes[i][1]);

        term_type(term, "budget");
        term_expect_row(term, 0, "4 found");
        term_type(term, "\033[B\033[B"); /* Down: the third */
        term_type(term, "\r");
        term_expect_gone(term, "Find in the study");
        term_expect(term, "the budget holds");
        term_expect(term, "the budget slips"); /* what stands around it */
        term_expect(term, "Escape goes back");
        term_type(term, "nothing is typed here\r");
        term_type(term, "\033");
        term_expect_row(term, 1, "Find: budget");
        term_expect_row(term, 0, "4 found");
        leave(stage, term);
    }
    assert_int_equal(json_array_size(stage_entries(stage, "M1")), 5);
}

static void pages_go_both_ways(void **state)
{
    struct stage *stage = *state;
    struct str_of {
        char text[6000];
    } lines = { "" };
    struct term *term;
    size_t at = 0;

    stage_meeting(stage);
    for (int i = 1; i <= 100; i++)
        at +=
            (size_t)snprintf(lines.text + at, sizeof lines.text - at, "101: line number %d.\n", i);
    stage_must(stage, lines.text, "log", "M1", NULL);
    term = find_at(stage, 16, 60);
    term_type(term, "line");
    term_expect_row(term, 0, "100 found");
    term_expect(term, "number 1.");
    term_type(term, "\033[6~"); /* PgDn */
    term_expect(term, "number 20.");
    term_expect_gone(term, "number 1.");
    term_type(term, "\033[1;5F"); /* C-End */
    term_expect(term, "number 100.");
    term_type(term, "\033[5~");
    term_expect(term, "number 85.");
    term_type(term, "\033[1;5H");
    term_expect(term, "number 1.");
    leave(stage, term);
}

static void the_live_screen_keeps_its_line_meanwhile(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    fill(stage);
    term = stage_live(stage);
    term_type(term, "101: half a li");
    term_type(term, "\022"); /* C-r */
    term_expect_row(term, 0, "Find in the study");
    term_type(term, "holds");
    term_expect_row(term, 0, "1 found");
    term_type(term, "\r");
    term_expect(term, "Escape goes back");
    term_type(term, "\033");
    term_expect_row(term, 1, "Find: holds");
    term_type(term, "\033");
    term_expect(term, "half a li");
    term_type(term, "ne\r");
    stage_expect_entries(stage, "M1", 6);
    term_type(term, "\003");
    term_settle(term);
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void what_was_found_stands_out_without_colours(void **state)
{
    static const char *const env[] = { "NO_COLOR=1", NULL };
    struct stage *stage = *state;
    struct term_setup setup = { .env = env };
    struct term *term;

    fill(stage);
    term = stage_start_as(stage, 0, &setup);
    term_expect(term, "March meeting");
    term_type(term, "f");
    term_type(term, "budget\033[B");
    term_expect_row(term, 0, "4 found");
    assert_false(term_used_colour(term));
    leave(stage, term);
}

static void a_small_window_still_finds(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    fill(stage);
    term = find_at(stage, 0, 0);
    term_type(term, "holds");
    term_expect_row(term, 0, "1 found");
    term_resize(term, 5, 30);
    term_expect(term, "holds");
    term_resize(term, 2, 20);
    term_expect(term, "Find: holds");
    term_resize(term, 100, 300);
    term_expect(term, "102: the budget holds");
    term_resize(term, 24, 80);
    term_expect_row(term, 23, "Up, Down select"); /* or Escape and q come in one piece */
    leave(stage, term);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(words_are_found_while_they_are_typed),
        STAGED(what_can_be_asked_is_whole_and_the_record_has_its_name),
        STAGED(filters_stand_between_the_words),
        STAGED(tab_completes_names_and_values),
        STAGED(enter_opens_the_entry_where_it_stands_and_escape_comes_back),
        STAGED(pages_go_both_ways),
        STAGED(the_live_screen_keeps_its_line_meanwhile),
        STAGED(what_was_found_stands_out_without_colours),
        STAGED(a_small_window_still_finds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
