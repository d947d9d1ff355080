/* SPDX-License-Identifier: MIT */
/* Offers of the live screen: one status line, taken with Tab, ignored by
 * typing on. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The sizes that every test runs at. */
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
    term_type(stage->term[0], "\025\003"); /* C-u, C-c: home */
    term_expect(stage->term[0], "stays live");
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
    stage_must(stage, NULL, "check", NULL);
}

/* Waits until the record of entry `index` holds `wanted`. */
static void expect_in(struct stage *stage, size_t count, size_t index, const char *wanted)
{
    char *json = NULL;

    for (int i = 0; i < 100; i++) {
        free(json);
        json = json_dumps(json_array_get(stage_expect_entries(stage, "M1", count), index),
                          JSON_COMPACT);
        if (strstr(json, wanted) != NULL) {
            free(json);
            return;
        }
        term_settle(stage->term[0]);
    }
    fail_msg("\"%s\" is not in %s", wanted, json);
}

static void tab_goes_through_the_modifiers_of_a_bare_event(void **state)
{
    struct stage *stage = *state;

    stage_meeting(stage);
    for (int size = 0; size < 2; size++) {
        struct term *term = live_at(stage, size);
        size_t count = (size_t)size + 1;

        term_type(term, "\033c"); /* Alt-C: a challenge */
        term_expect_row(term, -1, "Tab: ch kind supportive, lesson-seeking");
        term_type(term, "\t\t\t");
        term_expect_row(term, -1, "ch: kind diagnostic");
        term_type(term, "\033[Z"); /* S-Tab */
        term_expect_row(term, -1, "ch: kind lesson-seeking");
        term_type(term, "\r");
        term_expect_row(term, -1, "Tab: ch response answered");
        term_type(term, "\t");
        term_expect_row(term, -1, "ch: response answered");
        term_expect(term, "[ch lesson-seeking, answered]"); /* a second after the last Tab */
        expect_in(stage, count, count - 1, "lesson-seeking");
        expect_in(stage, count, count - 1, "answered");
        leave(stage);
    }
}

static void going_through_choices_is_one_undo(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = live_at(stage, 0);
    term_type(term, "\033c\t\t\t");
    term_expect_row(term, -1, "ch: kind diagnostic");
    term_type(term, "\037"); /* C-_ */
    term_expect(term, "undid: Challenge from members");
    term_expect(term, "[ch]");
    term_type(term, "\037");
    term_expect_gone(term, "[ch");
    stage_expect_entries(stage, "M1", 0);
    leave(stage);
}

static void typing_on_ignores_an_offer_and_keeps_what_was_chosen(void **state)
{
    struct stage *stage = *state;

    stage_meeting(stage);
    for (int size = 0; size < 2; size++) {
        struct term *term = live_at(stage, size);
        size_t count = 2 * (size_t)size + 2;

        term_type(term, "\033c");
        term_expect_row(term, -1, "Tab: ch kind");
        term_type(term, "1");
        term_expect_gone(term, "Tab: ch kind");
        term_type(term, "\t"); /* completes as ever */
        term_expect(term, "101: ");
        term_type(term, "yes #ch\r");
        term_expect_row(term, -1, "Tab: ch kind"); /* of a code that was typed, too */
        term_type(term, "\t");
        term_expect_row(term, -1, "ch: kind supportive");
        term_type(term, "x\025");
        expect_in(stage, count, count - 1, "supportive");
        expect_in(stage, count, count - 2, "\"modifiers\":{}");
        leave(stage);
    }
}

static void escape_refuses_an_offer(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = live_at(stage, 0);
    term_type(term, "\033c");
    term_expect_row(term, -1, "Tab: ch kind");
    term_type(term, "\033");
    term_expect_gone(term, "Tab: ch kind");
    leave(stage);
}

static void somebody_new_is_given_a_role_group(void **state)
{
    struct stage *stage = *state;

    stage_meeting(stage);
    for (int size = 0; size < 2; size++) {
        struct term *term = live_at(stage, size);

        term_type(term, size == 0 ? "@smith: hello\r" : "@jones: hello\r");
        term_expect_row(term, -1, "Tab: GP, NHS manager");
        term_type(term, "\t\t");
        term_expect_row(term, -1, size == 0 ? "104: NHS manager" : "105: NHS manager");
        term_type(term, size == 0 ? "smith: again" : "jones: again");
        term_expect(term, size == 0 ? "Manager ID 104" : "Manager ID 105");
        leave(stage);
        stage_must(stage, NULL, "list", "people", "--json", NULL);
        assert_non_null(strstr(stage->out, "manager"));
    }
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(tab_goes_through_the_modifiers_of_a_bare_event),
        STAGED(going_through_choices_is_one_undo),
        STAGED(typing_on_ignores_an_offer_and_keeps_what_was_chosen),
        STAGED(escape_refuses_an_offer),
        STAGED(somebody_new_is_given_a_role_group),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
