/* SPDX-License-Identifier: MIT */
/* Nothing that was typed is lost: after a kill in mid-line the line stands
 * again with its first time, and the screen says so. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Waits until the draft is saved: within a second of the last change. */
static void wait_for_draft(struct term *term)
{
    for (int i = 0; i < 15; i++)
        term_settle(term);
}

static void type_and_kill(struct stage *stage)
{
    struct term *term = stage_live(stage);

    term_type(term, "101: a whole entry\r");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "102: half a senten");
    term_expect(term, "half a senten");
    wait_for_draft(term);
    stage_kill(stage, 0);
}

static void leave(struct stage *stage)
{
    term_type(stage->term[0], "\003");
    term_settle(stage->term[0]);
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void the_half_typed_line_comes_back_with_its_time(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    const json_t *entries, *entry;

    stage_meeting(stage);
    type_and_kill(stage);
    setenv("MOOT_CLOCK", "1772633400000", 1); /* ten minutes later: 14:10 */
    term = stage_live(stage);
    term_expect(term, "half a senten");
    term_expect(term, "a whole entry");
    term_expect(term, "ecovered");
    term_type(term, "ce\r");
    entries = stage_expect_entries(stage, "M1", 2);
    entry = json_array_get(entries, 1);
    assert_string_equal(json_string_value(json_object_get(entry, "text")), "half a sentence");
    assert_memory_equal(json_string_value(json_object_get(entry, "time")), "14:00:", 6);
    leave(stage);
    stage_must(stage, NULL, "check", NULL);
}

/* Lines that came in one burst have one time; the half-typed one at its end is
 * a line of its own all the same, not an edit of the first of them. */
static void the_end_of_a_burst_comes_back_as_a_line_of_its_own(void **state)
{
    static const char *const want[] = { "one", "two", "three", "four" };
    struct stage *stage = *state;
    struct term *term;
    const json_t *entries;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: one\r101: two\r101: three\r102: half a senten");
    term_expect(term, "half a senten");
    stage_expect_entries(stage, "M1", 3);
    wait_for_draft(term);
    stage_kill(stage, 0);
    term = stage_live(stage);
    term_expect(term, "half a senten");
    term_type(term, "\025101: four\r");
    entries = stage_expect_entries(stage, "M1", 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(json_string_value(json_object_get(json_array_get(entries, i), "text")),
                            want[i]);
    leave(stage);
}

static void a_recovered_line_is_discarded_by_one_key(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    type_and_kill(stage);
    term = stage_live(stage);
    term_expect(term, "half a senten");
    term_type(term, "\025"); /* C-u */
    term_expect_gone(term, "half a senten");
    term_type(term, "103: something else\r");
    stage_expect_entries(stage, "M1", 2);
    leave(stage);
    term = stage_live(stage);
    term_expect(term, "something else");
    assert_false(term_shows(term, "half a senten"));
    leave(stage);
}

static void a_recovered_line_is_there_after_a_second_kill(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    type_and_kill(stage);
    term = stage_live(stage);
    term_expect(term, "half a senten");
    stage_kill(stage, 0);
    term = stage_live(stage);
    term_expect(term, "half a senten");
    leave(stage);
}

static void every_saved_entry_survives_a_kill_while_typing_fast(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    const json_t *entries;
    size_t count;
    char line[64];

    stage_meeting(stage);
    term = stage_live(stage);
    for (int i = 0; i < 50; i++) {
        snprintf(line, sizeof(line), "101: line %02d #ch\r", i);
        term_type(term, line);
    }
    stage_kill(stage, 0);
    stage_must(stage, NULL, "check", NULL);
    entries = stage_entries(stage, "M1");
    count = json_array_size(entries);
    for (size_t i = 0; i < count; i++) { /* in order, none between missing */
        snprintf(line, sizeof(line), "line %02zu", i);
        assert_string_equal(json_string_value(json_object_get(json_array_get(entries, i), "text")),
                            line);
    }
    term = stage_live(stage);
    term_type(term, "it goes on\r");
    stage_expect_entries(stage, "M1", count + 1);
    leave(stage);
}

/* SIGHUP, SIGTERM and a closed window: the draft is kept, the end is orderly. */
static void ends_by(struct stage *stage, int signal)
{
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "102: half a senten");
    term_expect(term, "half a senten");
    term_signal(term, signal);
    stage_finish(stage, 0); /* looks at the terminal, which is as it was */
    term = stage_live(stage);
    term_expect(term, "half a senten");
    leave(stage);
}

static void sigterm_keeps_the_line_and_restores_the_terminal(void **state)
{
    ends_by(*state, SIGTERM);
}

static void sighup_keeps_the_line_and_restores_the_terminal(void **state)
{
    ends_by(*state, SIGHUP);
}

static void a_closed_window_keeps_the_line(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "102: half a senten");
    term_expect(term, "half a senten");
    term_hang_up(term);
    stage->term[0] = NULL;
    term = stage_live(stage);
    term_expect(term, "half a senten");
    leave(stage);
}

static void leaving_in_mid_line_keeps_the_line(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "102: half a senten");
    leave(stage);
    term = stage_live(stage);
    term_expect(term, "half a senten");
    leave(stage);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(the_half_typed_line_comes_back_with_its_time),
        STAGED(the_end_of_a_burst_comes_back_as_a_line_of_its_own),
        STAGED(a_recovered_line_is_discarded_by_one_key),
        STAGED(a_recovered_line_is_there_after_a_second_kill),
        STAGED(every_saved_entry_survives_a_kill_while_typing_fast),
        STAGED(sigterm_keeps_the_line_and_restores_the_terminal),
        STAGED(sighup_keeps_the_line_and_restores_the_terminal),
        STAGED(a_closed_window_keeps_the_line),
        STAGED(leaving_in_mid_line_keeps_the_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
