/* SPDX-License-Identifier: MIT */
/* Pasting: each line becomes an entry, unread, of any size and any script;
 * escape sequences in it are never executed. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *text_of(const json_t *entries, size_t index)
{
    const char *text = json_string_value(json_object_get(json_array_get(entries, index), "text"));

    return text != NULL ? text : "";
}

static void leave(struct stage *stage)
{
    term_type(stage->term[0], "\003");
    term_settle(stage->term[0]);
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void each_line_becomes_an_entry_unread(void **state)
{
    struct stage *stage = *state;
    static const char lines[] = "101: not a speaker #ch\n> no item\n\n// no comment\r\n+101\r"
                                "s/speaker/x/\n";
    struct term *term;
    const json_t *entries;

    stage_meeting(stage);
    term = stage_live(stage);
    term_paste(term, lines, strlen(lines));
    entries = stage_expect_entries(stage, "M1", 5);
    assert_string_equal(text_of(entries, 0), "101: not a speaker #ch");
    assert_string_equal(text_of(entries, 1), "> no item");
    assert_string_equal(text_of(entries, 2), "// no comment");
    assert_string_equal(text_of(entries, 3), "+101");
    assert_string_equal(text_of(entries, 4), "s/speaker/x/");
    for (size_t i = 0; i < 5; i++) {
        const json_t *entry = json_array_get(entries, i);

        assert_string_equal(json_string_value(json_object_get(entry, "kind")), "note");
        assert_int_equal(json_array_size(json_object_get(entry, "codes")), 0);
        assert_int_equal(json_array_size(json_object_get(entry, "speakers")), 0);
    }
    leave(stage);
}

static void words_pasted_into_a_line_stay_in_the_line(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    const json_t *entries;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: they said ");
    term_paste(term, "these words", 11);
    term_type(term, " again\r");
    entries = stage_expect_entries(stage, "M1", 1);
    assert_string_equal(text_of(entries, 0), "they said these words again");
    leave(stage);
}

static void a_hundred_kilobytes_in_one_line_are_kept_whole(void **state)
{
    struct stage *stage = *state;
    enum { SIZE = 100 * 1024 };
    char *big = malloc(SIZE + 2);
    struct term *term;
    const json_t *entries;

    for (size_t i = 0; i < SIZE; i++)
        big[i] = i % 7 == 6 ? ' ' : (char)('a' + i % 26);
    big[SIZE - 1] = 'z';
    big[SIZE] = '\n';
    big[SIZE + 1] = '\0';
    stage_meeting(stage);
    term = stage_live(stage);
    term_paste(term, big, SIZE + 1);
    entries = stage_expect_entries(stage, "M1", 1);
    assert_int_equal(strlen(text_of(entries, 0)), SIZE);
    assert_memory_equal(text_of(entries, 0), big, SIZE);
    free(big);
    term_type(term, "101: and it goes on\r");
    stage_expect_entries(stage, "M1", 2);
    leave(stage);
}

static void a_thousand_lines_are_a_thousand_entries_in_order(void **state)
{
    struct stage *stage = *state;
    enum { LINES = 1000 };
    char *lines = calloc(LINES, 40), want[40];
    size_t len = 0;
    struct term *term;
    const json_t *entries;

    for (int i = 0; i < LINES; i++)
        len += (size_t)sprintf(lines + len, "pasted line number %d\n", i);
    stage_meeting(stage);
    term = stage_live(stage);
    term_paste(term, lines, len);
    free(lines);
    term_expect(term, "pasted line number 999");
    entries = stage_expect_entries(stage, "M1", LINES);
    for (size_t i = 0; i < LINES; i++) {
        sprintf(want, "pasted line number %zu", i);
        assert_string_equal(text_of(entries, i), want);
    }
    leave(stage);
}

static void escape_sequences_in_a_paste_are_harmless(void **state)
{
    struct stage *stage = *state;
    static const char lines[] = "red \033[31malert\033[0m \033]0;owned\007 \302\2332J end\n";
    struct term *term;
    const json_t *entries;
    const char *text;

    stage_meeting(stage);
    term = stage_live(stage);
    term_paste(term, lines, strlen(lines));
    entries = stage_expect_entries(stage, "M1", 1);
    text = text_of(entries, 0);
    assert_non_null(strstr(text, "alert"));
    for (const char *at = text; *at != '\0'; at++)
        assert_true((unsigned char)*at >= 0x20 && *at != 0x7F);
    assert_null(strstr(text, "\302\233"));
    assert_false(term_sent(term, "\033]0;owned"));
    leave(stage);
}

static void any_script_is_pasted_whole(void **state)
{
    struct stage *stage = *state;
    static const char *const texts[] = { "שלום לכולם, מה שלומכם", "我們會分成兩個部分",
                                         "family 👨‍👩‍👧 and flag 🇬🇧 and é",
                                         "مرحبا بالعالم", "naïve Ärger" };
    enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };
    struct term *term;
    const json_t *entries;

    stage_meeting(stage);
    term = stage_live(stage);
    for (size_t i = 0; i < TEXTS; i++) {
        char line[256];

        snprintf(line, sizeof(line), "%s\n", texts[i]);
        term_paste(term, line, strlen(line));
    }
    entries = stage_expect_entries(stage, "M1", TEXTS);
    for (size_t i = 0; i < TEXTS; i++)
        assert_string_equal(text_of(entries, i), texts[i]);
    term_expect(term, "兩個部分");
    leave(stage);
}

static void bytes_that_are_no_text_do_not_end_the_program(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    char bytes[255];

    for (int i = 0; i < 255; i++)
        bytes[i] = (char)(i + 1);
    stage_meeting(stage);
    term = stage_live(stage);
    term_paste(term, bytes, sizeof(bytes));
    term_settle(term);
    term_type(term, "\025");
    term_type(term, "101: still here\r");
    term_expect(term, "still here");
    leave(stage);
    stage_must(stage, NULL, "check", NULL);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(each_line_becomes_an_entry_unread),
        STAGED(words_pasted_into_a_line_stay_in_the_line),
        STAGED(a_hundred_kilobytes_in_one_line_are_kept_whole),
        STAGED(a_thousand_lines_are_a_thousand_entries_in_order),
        STAGED(escape_sequences_in_a_paste_are_harmless),
        STAGED(any_script_is_pasted_whole),
        STAGED(bytes_that_are_no_text_do_not_end_the_program),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
