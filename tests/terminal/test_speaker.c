/* SPDX-License-Identifier: MIT */
/* Who speaks: the persistent speaker, the last speaker by one key, several
 * speakers, addressees and unknown ones with and without it. */
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

static void expect_entry(struct stage *stage, size_t count, const char *const *wants)
{
    const json_t *entries = stage_expect_entries(stage, "M1", count);
    char *json = json_dumps(json_array_get(entries, count - 1), JSON_COMPACT);

    for (; *wants != NULL; wants++) {
        bool not = (*wants)[0] == '!';

        if ((strstr(json, *wants + not ) != NULL) == not )
            fail_msg("\"%s\": %s", *wants, json);
    }
    free(json);
}

#define EXPECT(stage, count, ...) \
    expect_entry(stage, count, (const char *const[]){ __VA_ARGS__, NULL })

static void a_persistent_speaker_has_every_note_without_its_own(void **state)
{
    struct stage *stage = *state;

    stage_meeting(stage);
    for (int size = 0; size < 2; size++) {
        struct term *term = live_at(stage, size);
        size_t n = 10 * (size_t)size;

        term_type(term, "101: first");
        term_type(term, "\033."); /* M-. */
        term_type(term, "\r");
        term_expect_row(term, -2, "> 101:");
        term_type(term, "second");
        term_expect(term, "GP ID 101");
        term_expect_row(term, -2, "101: second");
        term_type(term, "\r");
        EXPECT(stage, n + 2, "\"person\":101", "\"text\":\"second\"");
        term_type(term, ": the room is cold\r");
        EXPECT(stage, n + 3, "\"speakers\":[]", "\"text\":\"the room is cold\"");
        term_type(term, "102>all, ?lay: no\r");
        EXPECT(stage, n + 4, "\"person\":102", "!\"person\":101", "\"all\":true",
               "\"role_group\":\"lay\"");
        term_type(term, "?: from the back\r");
        EXPECT(stage, n + 5, "!\"person\":101", "!\"speakers\":[]");
        term_type(term, "// odd\r");
        EXPECT(stage, n + 6, "\"kind\":\"comment\"", "\"speakers\":[]");
        term_type(term, "\033c"); /* a bare event */
        EXPECT(stage, n + 7, "\"kind\":\"event\"", "\"speakers\":[]");
        term_paste(term, "one\ntwo\n", 8);
        EXPECT(stage, n + 9, "\"text\":\"two\"", "\"speakers\":[]");
        term_type(term, "and on");
        term_expect_row(term, -2, "101: and on");
        term_type(term, "\030v"); /* C-x v */
        term_expect(term, "no longer speaks");
        term_type(term, "\r");
        EXPECT(stage, n + 10, "\"speakers\":[]", "\"text\":\"and on\"");
        leave(stage);
    }
}

static void it_ends_with_the_item_at_a_break_and_when_the_person_leaves(void **state)
{
    static const char *const ends[] = { ">\r", "=break\r", "-101\r" };
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = live_at(stage, 0);
    for (size_t i = 0; i < 3; i++) {
        if (i == 2)
            term_type(term, "=resume\r");
        term_type(term, "101: words\r\033.");
        term_expect_row(term, -2, "> 101:");
        term_type(term, ends[i]);
        term_expect(term, "101 no longer speaks");
        term_expect_gone(term, "> 101:");
    }
    leave(stage);
}

static void after_a_crash_a_half_typed_line_keeps_its_persistent_speaker(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = live_at(stage, 0);
    term_type(term, "101: words\r\033.");
    term_expect_row(term, -2, "> 101:");
    term_type(term, "half a li");
    for (int i = 0; i < 12; i++)
        term_settle(term);
    stage_kill(stage, 0);
    term = live_at(stage, 0);
    term_expect(term, "101: half a li");
    term_type(term, "ne\r");
    EXPECT(stage, 2, "\"person\":101", "\"text\":\"half a line\"");
    leave(stage);
}

static void one_key_puts_the_last_speaker_and_again_the_one_before(void **state)
{
    struct stage *stage = *state;

    stage_meeting(stage);
    for (int size = 0; size < 2; size++) {
        struct term *term = live_at(stage, size);

        term_type(term, "101, 103: both\r102: one\r");
        term_type(term, "\033;");
        term_expect_row(term, -2, "102:");
        term_type(term, "yes\033;"); /* M-; in the middle of the line */
        term_expect_row(term, -2, "101,103: yes");
        term_type(term, "\030;"); /* C-x ; goes round */
        term_expect_row(term, -2, "102: yes");
        term_type(term, " we do\r");
        EXPECT(stage, 3 * (size_t)size + 3, "\"person\":102", "\"text\":\"yes we do\"");
        leave(stage);
    }
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(a_persistent_speaker_has_every_note_without_its_own),
        STAGED(it_ends_with_the_item_at_a_break_and_when_the_person_leaves),
        STAGED(after_a_crash_a_half_typed_line_keeps_its_persistent_speaker),
        STAGED(one_key_puts_the_last_speaker_and_again_the_one_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
