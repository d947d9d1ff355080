/* SPDX-License-Identifier: MIT */
/* The live screen where it is hard: windows that are too small, scripts that
 * run the other way, pastes that are too large, a meeting that is only read. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct term *live_in(struct stage *stage, int which, int rows, int columns)
{
    static const char *const args[] = { "live", "M1", NULL };
    struct term_setup setup = { .rows = rows, .columns = columns, .args = args };

    return stage_start_as(stage, which, &setup);
}

static void leave(struct stage *stage, int which)
{
    term_type(stage->term[which], "\025\003");
    term_settle(stage->term[which]);
    term_type(stage->term[which], "q");
    assert_int_equal(stage_finish(stage, which), 0);
}

static void expect_text(struct stage *stage, size_t count, const char *text, int person)
{
    const json_t *entry = json_array_get(stage_expect_entries(stage, "M1", count), count - 1);
    const json_t *speaker = json_array_get(json_object_get(entry, "speakers"), 0);

    assert_string_equal(json_string_value(json_object_get(entry, "text")), text);
    assert_int_equal(json_integer_value(json_object_get(speaker, "person")), person);
}

static void every_key_works_in_a_window_of_any_size(void **state)
{
    static const int sizes[][2] = { { 16, 60 }, { 12, 44 }, { 8, 30 }, { 6, 20 },
                                    { 3, 60 },  { 2, 24 },  { 1, 40 }, { 16, 12 } };
    struct stage *stage = *state;
    size_t n = 0;

    stage_meeting(stage);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct term *term = live_in(stage, 0, sizes[i][0], sizes[i][1]);

        term_settle(term);
        term_type(term, "101: one\r\033.two\033,\r"); /* M-., M-, */
        expect_text(stage, n += 2, "two", 101);
        term_type(term, "\033;: x\025");  /* M-; */
        term_type(term, "\033c\t\t\r\t"); /* an event and two modifiers */
        term_type(term, ": three\r");
        expect_text(stage, n += 2, "three", 0);
        term_type(term, "\033,\033,\030+"); /* the entry, nudged */
        term_type(term, "\030b2 -5\r");
        term_settle(term);
        term_type(term, "\030v"); /* off */
        term_type(term, "four\r");
        expect_text(stage, n += 1, "four", 0);
        leave(stage, 0);
    }
    stage_must(stage, NULL, "check", NULL);
}

static void words_that_run_the_other_way_are_kept_in_their_order(void **state)
{
    static const int sizes[][2] = { { 24, 80 }, { 16, 60 } };
    struct stage *stage = *state;

    stage_meeting(stage);
    for (int i = 0; i < 2; i++) {
        struct term *term = live_in(stage, 0, sizes[i][0], sizes[i][1]);
        size_t n = 3 * (size_t)i;

        if (i == 0) {
            term_type(term, "\030nn");
            term_expect(term, "Becomes");
            term_type(term, "מש\tמשרד הבריאות\030s");
            term_expect(term, "משרד");
            term_type(term, "q");
        }
        term_expect(term, "M1");
        term_type(term, "101: שלום מש ו\033.\r");
        expect_text(stage, n + 1, "שלום משרד הבריאות ו", 101);
        term_type(term, "עוד 王小明 \"כך\" #ch\r");
        expect_text(stage, n + 2, "עוד 王小明 \"כך\"", 101);
        term_type(term, "מש \177מ\r"); /* taken back */
        expect_text(stage, n + 3, "מש מ", 101);
        leave(stage, 0);
    }
    stage_must(stage, NULL, "check", NULL);
}

static void a_paste_of_100_kilobytes_is_nobodys_words_and_nothing_is_expanded(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    char *text = malloc(100 * 1024 + 64);
    size_t len = 0, lines = 0;
    char last[64];

    assert_non_null(text);
    while (len < 100 * 1024) {
        len += (size_t)sprintf(text + len, "101: line %zu with #ch and ne said\n", lines);
        lines++;
    }
    stage_meeting(stage);
    term = live_in(stage, 0, 16, 60);
    term_expect(term, "M1");
    term_type(term, "101: first\r\033.");
    stage_expect_entries(stage, "M1", 1);
    term_paste(term, text, len);
    snprintf(last, sizeof last, "101: line %zu with #ch and ne said", lines - 1);
    expect_text(stage, lines + 1, last, 0);
    term_type(term, "after\r");
    expect_text(stage, lines + 2, "after", 101);
    free(text);
    leave(stage, 0);
    stage_must(stage, NULL, "check", NULL);
}

static void a_follower_changes_nothing_and_says_why(void **state)
{
    static const char *const keys[] = {
        "\033.", "\033;", "\033,", "\030+", "\030b", "\033c", "\t"
    };
    struct stage *stage = *state;
    struct term *writer, *reader;

    stage_meeting(stage);
    writer = live_in(stage, 0, 24, 80);
    term_type(writer, "101: one\r");
    stage_expect_entries(stage, "M1", 1);
    reader = live_in(stage, 1, 16, 60);
    term_expect(reader, "read-only");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        term_type(reader, keys[i]);
        term_expect_row(reader, -1, "read-only");
    }
    term_type(writer, "102: two\r");
    term_expect(reader, "102: two"); /* and sees what is written */
    stage_expect_entries(stage, "M1", 2);
    leave(stage, 1);
    leave(stage, 0);
    stage_must(stage, NULL, "check", NULL);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(every_key_works_in_a_window_of_any_size),
        STAGED(words_that_run_the_other_way_are_kept_in_their_order),
        STAGED(a_paste_of_100_kilobytes_is_nobodys_words_and_nothing_is_expanded),
        STAGED(a_follower_changes_nothing_and_says_why),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
