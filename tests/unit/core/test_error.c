/* SPDX-License-Identifier: MIT */
/* Tests of core/error.c: the one line that reaches the observer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/error.h"
#include "core/text.h"

static void a_failing_branch_is_one_statement(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(error_set(&err, STATUS_IO, "cannot open %s: %d", "a.moot", 7), STATUS_IO);
    assert_int_equal(err.status, STATUS_IO);
    assert_string_equal(err.text, "cannot open a.moot: 7");
}

static void a_later_failure_takes_the_place_of_the_first(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    (void)error_set(&err, STATUS_IO, "a long first line");
    (void)error_set(&err, STATUS_FULL, "second");
    assert_int_equal(err.status, STATUS_FULL);
    assert_string_equal(err.text, "second");
}

static void a_context_stands_in_front(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    (void)error_set(&err, STATUS_FULL, "the disk is full");
    assert_int_equal(error_context(&err, "saving entry %d", 4), STATUS_FULL);
    assert_string_equal(err.text, "saving entry 4: the disk is full");
    assert_int_equal(err.status, STATUS_FULL);
}

static void the_text_may_quote_itself(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    (void)error_set(&err, STATUS_IO, "inner");
    (void)error_set(&err, STATUS_INPUT, "outer (%s)", err.text);
    assert_string_equal(err.text, "outer (inner)");
    (void)error_context(&err, "%s", err.text);
    assert_string_equal(err.text, "outer (inner): outer (inner)");
}

static void what_would_drive_a_terminal_becomes_a_blank(void **state)
{
    static const struct {
        const char *given, *expected;
    } rows[] = {
        { "a\x1B[2Jb", "a [2Jb" },
        { "two\nlines\r\n", "two lines  " },
        { "\t\x07\x7F", "   " },
        { "a\xC2\x9B" "31mb", "a 31mb" },
        { "a\xC2\x85" "b\xE2\x80\xA8" "c\xE2\x80\xA9" "d", "a b c d" },
        { "\xE2\x80\xAE" "gpj.exe\xE2\x80\xAC", " gpj.exe " },
        { "a\xFF" "b\xC3(", "a?b?(" },
        { "\xED\xA0\x80", "???" },
        { "Gärtner 会议", "Gärtner 会议" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error err = ERROR_INIT;

        (void)error_set(&err, STATUS_INPUT, "%s", rows[i].given);
        assert_string_equal(err.text, rows[i].expected);
    }
}

static void a_long_line_is_cut_at_the_end_of_a_character(void **state)
{
    static const char *const characters[] = { "x", "é", "会", "𐍈" };

    (void)state;
    for (size_t c = 0; c < sizeof characters / sizeof *characters; c++) {
        for (size_t before = 0; before < 5; before++) {
            size_t size = strlen(characters[c]), fit = sizeof ((struct error *)NULL)->text - 1;
            struct error err = ERROR_INIT;
            struct str line = STR_INIT;

            str_add_len(&line, "aaaaa", before);
            while (line.len < 2000)
                str_add(&line, characters[c]);
            (void)error_set(&err, STATUS_INPUT, "%s", line.text);
            assert_int_equal(strlen(err.text), before + (fit - before) / size * size);
            assert_memory_equal(err.text, line.text, strlen(err.text));
            assert_true(text_valid(err.text, strlen(err.text)));
            str_release(&line);
        }
    }
}

static void a_line_that_just_fits_is_not_cut(void **state)
{
    struct error err = ERROR_INIT;
    struct str line = STR_INIT;

    (void)state;
    while (line.len < sizeof err.text - 3)
        str_add_char(&line, 'a');
    str_add(&line, "é");
    (void)error_set(&err, STATUS_INPUT, "%s", line.text);
    assert_string_equal(err.text, line.text);
    str_release(&line);
}

static void bytes_that_are_not_utf8_are_not_mistaken_for_a_cut(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    (void)error_set(&err, STATUS_INPUT, "name \xE4\xBC");
    assert_string_equal(err.text, "name ??");
}

static void a_long_context_leaves_a_valid_line(void **state)
{
    struct error err = ERROR_INIT;
    struct str context = STR_INIT;

    (void)state;
    (void)error_set(&err, STATUS_IO, "reason");
    for (int i = 0; i < 400; i++)
        str_add(&context, "会");
    (void)error_context(&err, "%s", context.text);
    assert_int_equal(err.status, STATUS_IO);
    assert_int_equal(strlen(err.text), 510);
    assert_true(text_valid(err.text, strlen(err.text)));
    str_release(&context);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failing_branch_is_one_statement),
        cmocka_unit_test(a_later_failure_takes_the_place_of_the_first),
        cmocka_unit_test(a_context_stands_in_front),
        cmocka_unit_test(the_text_may_quote_itself),
        cmocka_unit_test(what_would_drive_a_terminal_becomes_a_blank),
        cmocka_unit_test(a_long_line_is_cut_at_the_end_of_a_character),
        cmocka_unit_test(a_line_that_just_fits_is_not_cut),
        cmocka_unit_test(bytes_that_are_not_utf8_are_not_mistaken_for_a_cut),
        cmocka_unit_test(a_long_context_leaves_a_valid_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
