/* SPDX-License-Identifier: MIT */
/* The line of find: what is a filter, what are words, what Tab completes. */
#include "core/find_line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void words_and_filters_stand_in_any_order(void **state)
{
    struct find_line line = { 0 };

    (void)state;
    find_line_read(&line, "  plan code:ch  \"what if\" PERSON:283 body:\"Governing Body\" b*");
    assert_string_equal(str_text(&line.words), "plan \"what if\" b*");
    assert_string_equal(str_text(&line.value[FIELD_CODE]), "ch");
    assert_string_equal(str_text(&line.value[FIELD_PERSON]), "283");
    assert_string_equal(str_text(&line.value[FIELD_BODY]), "Governing Body");
    assert_false(line.given[FIELD_SITE]);
    assert_true(line.open);
    assert_true(find_line_asks(&line));
    find_line_release(&line);
}

static void what_is_no_filter_is_words(void **state)
{
    static const char *const texts[] = { "cod:ch",  "code :ch", "http://x", "\"code:ch\"",
                                         "xcode:1", ":",        "code",     "קוד:1" };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct find_line line = { 0 };

        find_line_read(&line, texts[i]);
        assert_string_equal(str_text(&line.words), texts[i]);
        find_line_release(&line);
    }
}

static void a_filter_without_a_value_asks_for_nothing(void **state)
{
    struct find_line line = { 0 };

    (void)state;
    find_line_read(&line, "code: to:\"\"");
    assert_true(line.given[FIELD_CODE]);
    assert_true(line.given[FIELD_TO]);
    assert_false(find_line_asks(&line));
    assert_false(line.open);
    find_line_release(&line);
}

static void the_last_word_may_be_half_typed_unless_it_is_a_phrase(void **state)
{
    static const struct {
        const char *text;
        bool open;
    } cases[] = { { "bud", true },         { "bud ", true },
                  { "bud code:ch", true }, { "code:ch bud", true },
                  { "", false },           { "code:ch", false },
                  { "\"the bud", true },   { "\"the bud\"", false },
                  { "\"a\" b", true },     { "b \"a\" code:ch", false } };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct find_line line = { 0 };

        find_line_read(&line, cases[i].text);
        if (line.open != cases[i].open)
            fail_msg("%s", cases[i].text);
        find_line_release(&line);
    }
}

static void what_can_be_completed_is_found_at_the_cursor(void **state)
{
    static const struct {
        const char *text;
        size_t cursor;
        bool any;
        enum find_field field;
        size_t start, len;
    } cases[] = {
        { "", 0, true, FIND_FIELDS, 0, 0 },          { "co", 2, true, FIND_FIELDS, 0, 2 },
        { "plan co", 7, true, FIND_FIELDS, 5, 2 },   { "plan ", 5, true, FIND_FIELDS, 5, 0 },
        { "code:", 5, true, FIELD_CODE, 5, 0 },      { "code:ch x", 7, true, FIELD_CODE, 5, 2 },
        { "body:\"Gov", 9, true, FIELD_BODY, 5, 4 }, { "code:ch", 3, false, FIND_FIELDS, 0, 0 },
        { "\"co", 3, false, FIND_FIELDS, 0, 0 },     { "co", 99, true, FIND_FIELDS, 0, 2 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        enum find_field field;
        struct span typed;
        bool any = find_line_at(cases[i].text, cases[i].cursor, &field, &typed);

        if (any != cases[i].any
            || (any
                && (field != cases[i].field || typed.start != cases[i].start
                    || typed.len != cases[i].len)))
            fail_msg("\"%s\" at %zu", cases[i].text, cases[i].cursor);
    }
}

static void a_value_with_a_blank_is_quoted(void **state)
{
    struct str out = STR_INIT;

    (void)state;
    find_line_add_value(&out, "Senate");
    assert_string_equal(out.text, "Senate");
    find_line_add_value(&out, "two words");
    assert_string_equal(out.text, "Senate\"two words\"");
    str_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_filters_stand_in_any_order),
        cmocka_unit_test(what_is_no_filter_is_words),
        cmocka_unit_test(a_filter_without_a_value_asks_for_nothing),
        cmocka_unit_test(the_last_word_may_be_half_typed_unless_it_is_a_phrase),
        cmocka_unit_test(what_can_be_completed_is_found_at_the_cursor),
        cmocka_unit_test(a_value_with_a_blank_is_quoted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
