/* SPDX-License-Identifier: MIT */
/* The text line: editing as readline does it. In these tests "|" stands for
 * the cursor. */
#include "tui/line.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* A line from a text with one "|" in it. */
static struct line line_of(const char *text)
{
    struct line line = { 0 };
    const char *bar = strchr(text, '|');

    line_insert(&line, text, (size_t)(bar - text));
    line_append(&line, bar + 1);
    return line;
}

/* Compares, and ends the line. */
static void expect(struct line *line, const char *wanted)
{
    struct str shown = STR_INIT;

    str_add(&shown, str_text(&line->text));
    str_splice(&shown, line->cursor, 0, "|", 1);
    assert_string_equal(shown.text, wanted);
    str_release(&shown);
    line_release(line);
}

static void check(const char *before, void (*edit)(struct line *line), const char *after)
{
    struct line line = line_of(before);

    edit(&line);
    expect(&line, after);
}

static void moving_goes_by_grapheme_and_stops_at_both_ends(void **state)
{
    (void)state;
    check("|ab", line_left, "|ab");
    check("ab|", line_right, "ab|");
    check("a👩‍👩‍👧|b", line_left, "a|👩‍👩‍👧b");
    check("|e\xCC\xA3\xCC\x82x", line_right, "ệ|x");
    check("a|bc", line_start, "|abc");
    check("a|bc", line_end, "abc|");
}

static void moving_by_word_skips_what_is_no_letter(void **state)
{
    (void)state;
    check("283: the plan|", line_word_left, "283: the |plan");
    check("283: |the", line_word_left, "|283: the");
    check("|283: the", line_word_right, "283|: the");
    check("283|: the plan", line_word_right, "283: the| plan");
}

static void deleting_takes_a_whole_grapheme(void **state)
{
    (void)state;
    check("a👍🏽|b", line_delete_left, "a|b");
    check("a|👍🏽b", line_delete_right, "a|b");
    check("|a", line_delete_left, "|a");
    check("a|", line_delete_right, "a|");
}

static void cutting_a_word_to_the_left_ends_at_a_blank_or_at_punctuation(void **state)
{
    (void)state;
    check("ask 283>60: |x", line_cut_blank_word, "ask |x");
    check("ask 283>60|x", line_cut_word_left, "ask 283>|x");
    check("|x", line_cut_blank_word, "|x");
}

static void what_was_cut_comes_back(void **state)
{
    struct line line = line_of("the plan|, then");

    (void)state;
    line_cut_to_end(&line);
    line_start(&line);
    line_yank(&line);
    expect(&line, ", then|the plan");
}

static void cuts_in_a_row_come_back_as_one(void **state)
{
    struct line line = line_of("one two three| four");

    (void)state;
    line_cut_blank_word(&line);
    line_cut_blank_word(&line);
    line_cut_word_right(&line);
    line_start(&line);
    line_yank(&line);
    expect(&line, "two three four|one ");
}

static void a_cut_after_typing_starts_anew(void **state)
{
    struct line line = line_of("one two|");

    (void)state;
    line_cut_blank_word(&line);
    line_insert(&line, "x", 1);
    line_cut_all(&line);
    line_yank(&line);
    expect(&line, "one x|");
}

static void cutting_all_empties_the_line_wherever_the_cursor_is(void **state)
{
    (void)state;
    check("one| two", line_cut_all, "|");
}

static void transposing_exchanges_two_graphemes(void **state)
{
    (void)state;
    check("ab|", line_transpose, "ba|");
    check("a|bc", line_transpose, "ba|c");
    check("|ab", line_transpose, "|ab");
    check("\xCC\x86|O", line_transpose, "\xC5\x8E|"); /* the mark joins the letter */
}

static void a_combining_mark_joins_the_letter_before_it(void **state)
{
    struct line line = line_of("cafe| au lait");

    (void)state;
    line_insert(&line, "\xCC\x81", 2);
    expect(&line, "café| au lait");
}

static void control_characters_and_escapes_are_left_out(void **state)
{
    struct line line = { 0 };

    (void)state;
    line_insert(&line, "a\033[31m\tb\r\nc\x7F", 12);
    expect(&line, "a[31m b c|");
}

static void appending_leaves_the_cursor_where_it_was(void **state)
{
    struct line line = line_of("what |plan");

    (void)state;
    line_append(&line, " #ch");
    expect(&line, "what |plan #ch");
}

static void replacing_ends_behind_the_new_text(void **state)
{
    struct line line = line_of("x #c|, y");

    (void)state;
    line_replace(&line, 2, 2, "#ch");
    expect(&line, "x #ch|, y");
}

static void rows_are_moved_in_by_column(void **state)
{
    struct line line = { .rows = true };

    (void)state;
    line_insert(&line, "Minutes\nFinance\nAny", 19);
    assert_true(line_up(&line));
    assert_int_equal(line.cursor, 8 + 3);
    assert_true(line_up(&line));
    assert_false(line_up(&line));
    line_end(&line);
    assert_int_equal(line.cursor, 7);
    assert_true(line_down(&line));
    assert_true(line_down(&line));
    assert_int_equal(line.cursor, 19);
    assert_false(line_down(&line));
    line_release(&line);
}

static void cutting_in_rows_stays_in_the_row(void **state)
{
    struct line line = { .rows = true };

    (void)state;
    line_insert(&line, "one\ntwo\nthree", 13);
    (void)line_up(&line);
    line_cut_all(&line);
    expect(&line, "one\n|\nthree");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moving_goes_by_grapheme_and_stops_at_both_ends),
        cmocka_unit_test(moving_by_word_skips_what_is_no_letter),
        cmocka_unit_test(deleting_takes_a_whole_grapheme),
        cmocka_unit_test(cutting_a_word_to_the_left_ends_at_a_blank_or_at_punctuation),
        cmocka_unit_test(what_was_cut_comes_back),
        cmocka_unit_test(cuts_in_a_row_come_back_as_one),
        cmocka_unit_test(a_cut_after_typing_starts_anew),
        cmocka_unit_test(cutting_all_empties_the_line_wherever_the_cursor_is),
        cmocka_unit_test(transposing_exchanges_two_graphemes),
        cmocka_unit_test(a_combining_mark_joins_the_letter_before_it),
        cmocka_unit_test(control_characters_and_escapes_are_left_out),
        cmocka_unit_test(appending_leaves_the_cursor_where_it_was),
        cmocka_unit_test(replacing_ends_behind_the_new_text),
        cmocka_unit_test(rows_are_moved_in_by_column),
        cmocka_unit_test(cutting_in_rows_stays_in_the_row),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
