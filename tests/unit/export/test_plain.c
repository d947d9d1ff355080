/* SPDX-License-Identifier: MIT */
/* What names and texts need for ATLAS.ti. */
#include "export/plain.h"
#include "core/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct {
    const char *text, *plain;
    size_t replaced;
} texts[] = {
    { "", "", 0 },
    { "caf\u00e9 \u2014 \u201cyes\u201d\tand\nno", "caf\u00e9 \u2014 \u201cyes\u201d\tand\nno", 0 },
    { "good \U0001F44D!", "good [thumbs up]!", 1 },
    { "\U00020BB7\u91ce", "[U+20BB7]\u91ce", 1 },
    { "\uFEFFa\x01" "b\x1b[31mc\xc2\x9b" "d\uFFFEe\x7f", "ab[31mcde", 6 },
    { "\uFFFD\u00a0", "\uFFFD\u00a0", 0 },
};

static void characters_above_the_basic_plane_become_bracketed_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct str out = STR_INIT;

        str_add(&out, "before ");
        assert_int_equal(plain_text(&out, texts[i].text, strlen(texts[i].text), NULL, 0),
                         texts[i].replaced);
        assert_string_equal(str_text(&out) + 7, texts[i].plain);
        str_release(&out);
    }
}

static void spans_move_with_what_is_replaced(void **state)
{
    const char *text = "a \U0001F44D b \U0001F525";
    struct span spans[] = { { 0, 1 }, { 2, 4 }, { 7, 1 }, { 0, strlen(text) }, { 9, 4 }, { 3, 0 } };
    struct str out = STR_INIT;

    (void)state;
    str_add(&out, "xyz"); /* spans count from where the text begins */
    plain_text(&out, text, strlen(text), spans, 6);
    assert_string_equal(out.text + 3, "a [thumbs up] b [fire]");
    assert_memory_equal(out.text + 3 + spans[0].start, "a", spans[0].len);
    assert_int_equal(spans[1].start, 2);
    assert_int_equal(spans[1].len, strlen("[thumbs up]"));
    assert_memory_equal(out.text + 3 + spans[2].start, "b", spans[2].len);
    assert_int_equal(spans[3].len, out.len - 3);
    assert_memory_equal(out.text + 3 + spans[4].start, "[fire]", 6);
    assert_int_equal(spans[4].len, 6);
    assert_int_equal(spans[5].start, 2);
    assert_int_equal(spans[5].len, 0);
    str_release(&out);
}

static const struct {
    const char *wanted, *name;
} names[] = {
    { "Challenge: diagnostic", "Challenge: diagnostic" },
    { "a::b:::c", "a:b:c" },
    { " \t@<!lead\nof  a\u00a0name \r\n", "lead of a name" },
    { "#1 priority", "1 priority" },
    { "say \"yes\" \u00abnow\u00bb", "say yes now" },
    { "members' view, don't", "members view, don\u2019t" },
    { "\u05d4\u05ea\u05e9\u05e2\"\u05d2-2012", "\u05d4\u05ea\u05e9\u05e2\u05f4\u05d2-2012" },
    { ":\":x", "x" },
    { "x:\":y", "x:y" },
    { "", "no name" },
    { "\"::@\"", "no name" },
    { "fine \U0001F44D", "fine [thumbs up]" },
};

static void names_lose_what_other_readers_stumble_over(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str out = STR_INIT;

        plain_name(&out, names[i].wanted);
        assert_string_equal(out.text, names[i].name);
        assert_true(plain_name_is_good(out.text, out.len));
        assert_int_equal(plain_name_is_good(names[i].wanted, strlen(names[i].wanted)),
                         strcmp(names[i].wanted, names[i].name) == 0);
        str_release(&out);
    }
}

static void a_long_name_is_cut_between_graphemes_and_stays_good(void **state)
{
    struct str wanted = STR_INIT, out = STR_INIT;

    (void)state;
    for (int i = 0; i < 300; i++)
        str_add(&wanted, "e\u0323");
    plain_name(&out, wanted.text);
    assert_int_equal(text_count(out.text, out.len), PLAIN_NAME);
    assert_true(plain_name_is_good(out.text, out.len));
    assert_false(plain_name_is_good(wanted.text, wanted.len));
    str_clear(&wanted);
    str_clear(&out);
    for (int i = 0; i < 199; i++)
        str_add_char(&wanted, 'a');
    str_add(&wanted, "'aa");
    plain_name(&out, wanted.text);
    assert_int_equal(out.len, 199);
    str_release(&wanted);
    str_release(&out);
}

static void a_name_given_twice_gets_a_number(void **state)
{
    struct plain_names given = PLAIN_NAMES_INIT;
    struct str out = STR_INIT;

    (void)state;
    plain_unique(&given, &out, "Board");
    str_add(&out, "|");
    plain_unique(&given, &out, "BOARD ");
    str_add(&out, "|");
    plain_unique(&given, &out, "bo ard");
    str_add(&out, "|");
    plain_unique(&given, &out, "Board (2)");
    assert_string_equal(out.text, "Board|BOARD (2)|bo ard (3)|Board (2) (2)");
    for (int i = 0; i < 1000; i++) {
        char name[32];

        snprintf(name, sizeof name, "name %d", i);
        assert_true(plain_names_take(&given, name, strlen(name)));
    }
    assert_false(plain_names_take(&given, "NAME 77", 7));
    plain_names_release(&given);
    str_release(&out);
}

static void the_name_of_a_quotation_is_its_beginning(void **state)
{
    struct str out = STR_INIT, text = STR_INIT;

    (void)state;
    plain_quote(&out, "two\nlines\tand a tab", 19);
    assert_string_equal(out.text, "two lines and a tab");
    for (int i = 0; i < PLAIN_QUOTE; i++)
        str_add(&text, "\u00e9");
    str_clear(&out);
    plain_quote(&out, text.text, text.len);
    assert_string_equal(out.text, text.text);
    str_add(&text, "x");
    str_clear(&out);
    plain_quote(&out, text.text, text.len);
    assert_int_equal(text_count(out.text, out.len), PLAIN_QUOTE + 1);
    assert_string_equal(out.text + out.len - 3, "\u2026");
    str_clear(&text);
    for (int i = 0; i < 10; i++)
        str_add(&text, "some words ");
    str_clear(&out); /* the hundredth character stands in the last "some" */
    plain_quote(&out, text.text, text.len);
    assert_int_equal(out.len, 98 + 3);
    assert_string_equal(out.text + 88, "some words\u2026");
    str_release(&out);
    str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_above_the_basic_plane_become_bracketed_names),
        cmocka_unit_test(spans_move_with_what_is_replaced),
        cmocka_unit_test(names_lose_what_other_readers_stumble_over),
        cmocka_unit_test(a_long_name_is_cut_between_graphemes_and_stays_good),
        cmocka_unit_test(a_name_given_twice_gets_a_number),
        cmocka_unit_test(the_name_of_a_quotation_is_its_beginning),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
