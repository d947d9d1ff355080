/* SPDX-License-Identifier: MIT */
/* Text expansion: the list, the form, and what becomes of a line. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const int sizes[][2] = { { 24, 80 }, { 16, 60 } };

static struct term *live_at(struct stage *stage, int size)
{
    static const char *const args[] = { "live", "M1", NULL };
    struct term_setup setup = { .rows = sizes[size][0], .columns = sizes[size][1], .args = args };
    struct term *term = stage_start_as(stage, 0, &setup);

    term_expect(term, "M1");
    return term;
}

static void leave(struct stage *stage)
{
    term_type(stage->term[0], "\025\003");
    term_expect(stage->term[0], "stays live");
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
    stage_must(stage, NULL, "check", NULL);
}

/* From the live screen: makes one, and goes back. */
static void make(struct term *term, const char *brief, const char *full)
{
    term_type(term, "\030n"); /* C-x n */
    term_expect(term, "text expansions");
    term_type(term, "n");
    term_expect(term, "Becomes");
    term_type(term, brief);
    term_type(term, "\t");
    term_type(term, full);
    term_type(term, "\030s"); /* C-x s */
    term_expect_gone(term, "Becomes ");
    term_expect(term, full);
    term_type(term, "q");
    term_expect(term, "M1");
}

static const char *text_of(struct stage *stage, size_t count)
{
    const json_t *entries = stage_expect_entries(stage, "M1", count);

    return json_string_value(json_object_get(json_array_get(entries, count - 1), "text"));
}

static void an_abbreviation_stands_long_and_backspace_takes_it_back(void **state)
{
    struct stage *stage = *state;

    stage_meeting(stage);
    for (int size = 0; size < 2; size++) {
        struct term *term = live_at(stage, size);
        size_t n = 4 * (size_t)size;

        if (size == 0)
            make(term, "ne", "NHS England");
        term_type(term, "101: we asked ne, and ne. So");
        term_expect_row(term, -2, "we asked NHS England, and NHS England. So");
        term_type(term, "\r");
        assert_string_equal(text_of(stage, n + 1), "we asked NHS England, and NHS England. So");
        term_type(term, "the ne ");
        term_expect_row(term, -2, "the NHS England");
        term_type(term, "\177"); /* Backspace */
        term_expect_row(term, -1, "ne stays");
        term_type(term, "wind\r");
        assert_string_equal(text_of(stage, n + 2), "the ne wind");
        term_type(term, "ne ");
        term_expect_row(term, -2, "NHS England");
        term_type(term, "x\177\177\177"); /* later, Backspace is Backspace */
        term_expect_row(term, -2, "NHS Englan");
        term_type(term, "d said ne\r"); /* Enter ends a word, too */
        assert_string_equal(text_of(stage, n + 3), "NHS England said NHS England");
        term_paste(term, "pasted ne ", 10);
        term_expect_row(term, -2, "pasted ne");
        term_type(term, "#ne \\ ne\r");
        assert_non_null(strstr(text_of(stage, n + 4), "pasted ne #ne"));
        leave(stage);
    }
}

static void the_list_suggests_warns_and_takes_out(void **state)
{
    struct stage *stage = *state;

    stage_meeting(stage);
    stage_must(stage, "so it is\nas ever so\n", "log", "M1", NULL);
    for (int size = 0; size < 2; size++) {
        struct term *term = live_at(stage, size);

        term_type(term, "half a line\030n");
        term_expect(term, "suggested");
        term_expect(term, "Finance report"); /* an item: fr */
        term_expect(term, "Governing Body"); /* a body, with what that means */
        term_expect(term, "site 3");         /* a site, by its code */
        assert_false(term_shows(term, "Northtown"));
        term_type(term, "n");
        term_expect(term, "Becomes");
        term_type(term, "so\t");
        term_expect_row(term, -1, "\"so\" is a word in 2 entries");
        term_type(term, "something\030s");
        term_expect_gone(term, "Becomes ");
        term_expect(term, "something");
        term_type(term, "gd");
        term_expect_row(term, -1, "take out \"so\"?");
        term_type(term, "y");
        term_expect_gone(term, "something");
        term_type(term, "\033");
        term_expect_row(term, -2, "half a line");
        leave(stage);
    }
}

static void it_opens_from_home(void **state)
{
    static const char *const none[] = { NULL };
    struct stage *stage = *state;

    stage_meeting(stage);
    for (int size = 0; size < 2; size++) {
        struct term_setup setup = { .rows = sizes[size][0],
                                    .columns = sizes[size][1],
                                    .args = none };
        struct term *term = stage_start_as(stage, 0, &setup);

        term_expect(term, "March meeting");
        term_type(term, "x");
        term_expect(term, "text expansions");
        term_type(term, "\r"); /* the suggestion, into the form */
        term_expect(term, "Becomes");
        term_expect(term, "Governing Body");
        term_type(term, "\033");
        term_expect_gone(term, "Becomes ");
        term_type(term, "q");
        term_expect(term, "March meeting");
        term_type(term, "q");
        assert_int_equal(stage_finish(stage, 0), 0);
    }
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(an_abbreviation_stands_long_and_backspace_takes_it_back),
        STAGED(the_list_suggests_warns_and_takes_out),
        STAGED(it_opens_from_home),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
