/* SPDX-License-Identifier: MIT */
/* Who takes back consent: all their words at the meeting are hidden and left
 * out of finds and exports, until they are given back. */
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

/* Whether a find for a word prints it. */
static bool is_found(struct stage *stage, const char *word)
{
    (void)stage_moot(stage, NULL, "find", word, NULL);
    return strstr(stage->out, word) != NULL;
}

static void what_somebody_said_is_hidden_and_given_back(void **state)
{
    struct stage *stage = *state;

    stage_meeting(stage);
    stage_must(stage, "101: walrus\n102: penguin\n101, 103: otter\n", "log", "M1", NULL);
    for (int size = 0; size < 2; size++) {
        struct term *term = live_at(stage, size);
        size_t n = (size_t)size + 3;

        term_expect(term, "101: walrus");
        term_type(term, "\030k"); /* C-x k */
        term_expect(term, "Whose words");
        term_type(term, "nobody at all\r");
        term_expect(term, "one person of the study");
        term_type(term, "\025dq\r"); /* by initials */
        term_expect_gone(term, "walrus");
        term_expect_gone(term, "otter");
        term_expect(term, "101: (taken back)");
        term_expect(term, "102: penguin");
        assert_false(is_found(stage, "walrus"));
        assert_false(is_found(stage, "otter"));
        assert_true(is_found(stage, "penguin"));
        term_type(term, "101: gannet\r"); /* what comes later, too */
        term_expect(term, "kept, and hidden");
        stage_expect_entries(stage, "M1", n + 1);
        term_expect_gone(term, "gannet");
        assert_false(is_found(stage, "gannet"));
        term_type(term, "\020"); /* C-p: it is not to be edited */
        term_expect(term, "has taken it back");
        term_type(term, "\030k");
        term_expect(term, "Whose words");
        term_type(term, "101\r");
        term_expect(term, "101: walrus");
        term_expect(term, "101: gannet");
        assert_true(is_found(stage, "walrus"));
        assert_true(is_found(stage, "gannet"));
        leave(stage);
    }
}

static void it_can_be_undone_and_outlives_the_program(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    stage_must(stage, "101: walrus\n102: penguin\n", "log", "M1", NULL);
    term = live_at(stage, 0);
    term_type(term, "\030k");
    term_expect(term, "Whose words");
    term_type(term, "101\r");
    term_expect_gone(term, "walrus");
    term_type(term, "\037"); /* C-_ */
    term_expect(term, "101: walrus");
    term_type(term, "\036"); /* C-^ */
    term_expect_gone(term, "walrus");
    leave(stage);
    term = live_at(stage, 1);
    term_expect(term, "101: (taken back)");
    assert_false(term_shows(term, "walrus"));
    leave(stage);
}

/* Consent is mostly taken back later: when it is written up, or closed. */
static void in_the_write_up_too_also_of_a_closed_meeting(void **state)
{
    struct stage *stage = *state;

    stage_meeting(stage);
    stage_must(stage, "101: walrus #ch\n102: penguin\n", "log", "M1", NULL);
    stage_must(stage, NULL, "end", "M1", NULL);
    for (int size = 0; size < 2; size++) {
        const struct term_setup setup = { .rows = sizes[size][0], .columns = sizes[size][1] };
        struct term *term = stage_start_as(stage, 0, &setup);

        term_expect(term, "March meeting");
        term_type(term, "w");
        term_expect(term, "101: walrus");
        term_type(term, "gK");
        if (size == 1) { /* it is closed by now */
            term_expect(term, "Why");
            term_type(term, "she wrote a letter\r");
        }
        term_expect(term, "Whose words");
        term_type(term, "999\r");
        term_expect(term, "one person of the study");
        term_type(term, "\025dq\r");
        term_expect(term, "what 101 said here is hidden");
        term_expect(term, "101: (taken back)");
        term_expect_gone(term, "walrus");
        assert_false(term_shows(term, "Challenge"));
        assert_false(is_found(stage, "walrus"));
        for (const char *key = "evxmys#"; *key != '\0'; key++) { /* nothing shows or changes it */
            const char typed[] = { *key, '\0' };

            term_type(term, "j"); /* what was said goes */
            term_expect_gone(term, "K gives it back");
            term_type(term, "k");
            term_type(term, typed);
            term_expect(term, "K gives it back");
        }
        term_type(term, "jk");
        term_expect_gone(term, "K gives it back");
        term_type(term, "K101\r");
        term_expect(term, "stands again");
        term_expect(term, "101: walrus");
        assert_true(is_found(stage, "walrus"));
        if (size == 0) {
            term_type(term, "W");
            term_expect(term, "y, else no");
            term_type(term, "y");
            term_expect(term, "closed");
        }
        term_type(term, "q");
        term_expect(term, "n new");
        term_type(term, "q");
        assert_int_equal(stage_finish(stage, 0), 0);
        stage_must(stage, NULL, "check", NULL);
    }
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(what_somebody_said_is_hidden_and_given_back),
        STAGED(it_can_be_undone_and_outlives_the_program),
        STAGED(in_the_write_up_too_also_of_a_closed_meeting),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
