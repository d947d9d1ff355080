/* SPDX-License-Identifier: MIT */
/* The editor of a text of several rows: wrapping, selecting, undo, and the
 * stretches that follow their words. */
#include "core/text.h"
#include "tui/editor.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct editor editor;

static int setup(void **state)
{
    (void)state;
    (void)setlocale(LC_CTYPE, "C.UTF-8");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    editor_release(&editor);
    return 0;
}

static void type(const char *text)
{
    for (size_t at = 0, len = strlen(text); at < len;) {
        size_t next = text_next(text, len, at);

        assert_true(editor_insert(&editor, text + at, next - at));
        at = next;
    }
}

static void put_cursor(const char *before)
{
    const char *found = strstr(editor_text(&editor), before);

    assert_non_null(found);
    editor_first(&editor);
    editor.line.cursor = (size_t)(found - editor_text(&editor));
}

static size_t follow_words(const char *words)
{
    const char *found = strstr(editor_text(&editor), words);

    assert_non_null(found);
    return editor_follow(&editor, (size_t)(found - editor_text(&editor)), strlen(words));
}

static void expect_words(size_t stretch, const char *words)
{
    const struct editor_stretch *is = &editor.stretch[stretch];
    char text[200] = "";

    assert_false(is->lost);
    assert_true(is->at.len < sizeof text);
    memcpy(text, editor_text(&editor) + is->at.start, is->at.len);
    assert_string_equal(text, words);
}

static void expect_row(size_t row, const char *words)
{
    size_t start, end;
    char text[200] = "";

    assert_true(row < editor.row_count);
    editor_row(&editor, row, &start, &end);
    memcpy(text, editor_text(&editor) + start, end - start);
    assert_string_equal(text, words);
}

static void a_text_wraps_by_words_and_at_its_line_ends(void **state)
{
    (void)state;
    editor_open(&editor, "one two three\nfour\n");
    assert_int_equal(editor_wrap(&editor, 8), 4);
    expect_row(0, "one two ");
    expect_row(1, "three");
    expect_row(2, "four");
    expect_row(3, "");
    assert_int_equal(editor_row_of(&editor, strlen("one two three\nfour\n")), 3);
}

static void wide_letters_wrap_by_the_columns_they_fill(void **state)
{
    (void)state;
    editor_open(&editor, "委员会决定");
    assert_int_equal(editor_wrap(&editor, 5), 3);
    expect_row(0, "委员");
    expect_row(2, "定");
}

static void up_and_down_keep_to_their_column_over_short_rows(void **state)
{
    (void)state;
    editor_open(&editor, "abcdefgh\nxy\nijklmnop");
    (void)editor_wrap(&editor, 20);
    put_cursor("gh");
    assert_true(editor_move_rows(&editor, 1, false));
    assert_int_equal(editor.line.cursor, strlen("abcdefgh\nxy"));
    assert_true(editor_move_rows(&editor, 1, false));
    assert_string_equal(editor_text(&editor) + editor.line.cursor, "op");
    assert_false(editor_move_rows(&editor, 1, false));
}

static void down_through_a_wrapped_text_meets_every_row(void **state)
{
    size_t seen = 0;

    (void)state;
    editor_open(&editor, "the clinical lead asked what the plan would be if the date slipped");
    (void)editor_wrap(&editor, 12);
    editor_first(&editor);
    editor_do(&editor, line_end);
    do {
        assert_int_equal(editor_row_of(&editor, editor.line.cursor), seen);
        seen++;
    } while (editor_move_rows(&editor, 1, false));
    assert_int_equal(seen, editor.row_count);
}

static void typed_words_are_undone_and_redone(void **state)
{
    (void)state;
    editor_open(&editor, "plan");
    type(" slips");
    editor_do(&editor, line_cut_word_left);
    assert_string_equal(editor_text(&editor), "plan ");
    assert_true(editor_undo(&editor));
    assert_string_equal(editor_text(&editor), "plan slips");
    while (editor_undo(&editor))
        ;
    assert_string_equal(editor_text(&editor), "plan");
    assert_false(editor_changed(&editor));
    while (editor_redo(&editor))
        ;
    assert_string_equal(editor_text(&editor), "plan ");
}

static void a_stretch_follows_its_words(void **state)
{
    size_t plan;

    (void)state;
    editor_open(&editor, "what is the plan if it slips");
    plan = follow_words("the plan");
    put_cursor("what");
    type("He asks: ");
    put_cursor("the plan");
    type("the "); /* in front of it, though it reads the same */
    expect_words(plan, "the plan");
    put_cursor("plan if");
    type("new ");
    expect_words(plan, "the new plan");
    put_cursor(" if");
    type("s");
    expect_words(plan, "the new plan");
}

static void a_stretch_whose_words_are_gone_is_lost_and_undo_brings_it_back(void **state)
{
    size_t plan;

    (void)state;
    editor_open(&editor, "what is the plan if it slips");
    plan = follow_words("the plan");
    put_cursor("is the");
    editor_mark(&editor);
    put_cursor("it slips");
    editor.marked = true;
    editor_do(&editor, line_delete_left);
    assert_string_equal(editor_text(&editor), "what it slips");
    assert_true(editor.stretch[plan].lost);
    assert_true(editor_undo(&editor));
    expect_words(plan, "the plan");
}

static void a_deletion_over_its_edge_leaves_the_words_that_are_left(void **state)
{
    size_t plan;

    (void)state;
    editor_open(&editor, "what is the plan if it slips");
    plan = follow_words("the plan");
    put_cursor("is the");
    editor_do(&editor, line_cut_word_right);
    editor_do(&editor, line_cut_word_right);
    expect_words(plan, " plan");
}

static void words_selected_with_shift_give_way_to_what_is_typed(void **state)
{
    (void)state;
    editor_open(&editor, "the plan slips");
    put_cursor("plan");
    editor_shift(&editor, line_word_right);
    type("date");
    assert_string_equal(editor_text(&editor), "the date slips");
    assert_true(editor_undo(&editor));
    assert_true(editor_undo(&editor));
    assert_string_equal(editor_text(&editor), "the plan slips");
}

static void marked_words_are_cut_and_put_back_elsewhere(void **state)
{
    (void)state;
    editor_open(&editor, "the plan slips");
    put_cursor("plan");
    editor_mark(&editor);
    editor_do(&editor, line_word_right);
    editor_do(&editor, line_cut_blank_word);
    assert_string_equal(editor_text(&editor), "the  slips");
    editor_last(&editor);
    editor_do(&editor, line_yank);
    assert_string_equal(editor_text(&editor), "the  slipsplan");
}

static void a_reading_editor_changes_nothing(void **state)
{
    (void)state;
    editor_open(&editor, "the plan");
    editor.reading = true;
    assert_false(editor_insert(&editor, "x", 1));
    editor_do(&editor, line_delete_left);
    editor_do(&editor, line_yank);
    editor_do(&editor, line_transpose);
    assert_string_equal(editor_text(&editor), "the plan");
}

static void a_mark_that_joins_a_letter_is_one_edit(void **state)
{
    size_t rest;

    (void)state;
    editor_open(&editor, "cafe opens");
    rest = follow_words("opens");
    put_cursor(" opens");
    assert_true(editor_insert(&editor, "\xCC\x81", 2)); /* an accent: the letter becomes é */
    assert_string_equal(editor_text(&editor), "caf\xC3\xA9 opens");
    expect_words(rest, "opens");
    assert_true(editor_undo(&editor));
    assert_string_equal(editor_text(&editor), "cafe opens");
}

static void a_long_paste_is_taken_and_a_too_long_one_refused(void **state)
{
    char *text = malloc(EDITOR_LIMIT + 1);

    (void)state;
    memset(text, 'x', EDITOR_LIMIT + 1);
    editor_open(&editor, "");
    assert_true(editor_insert(&editor, text, 100000));
    assert_int_equal(editor.line.text.len, 100000);
    assert_false(editor_insert(&editor, text, EDITOR_LIMIT));
    assert_int_equal(editor.line.text.len, 100000);
    assert_true(editor_undo(&editor));
    assert_int_equal(editor.line.text.len, 0);
    free(text);
}

/* Random edits against a model in which every letter knows whether it is of
 * the stretch. What the two agree on is that the words of the stretch that
 * were there at first, and are still there, are inside; and that nothing else
 * that was there at first is. */
static void no_random_edit_moves_a_stretch_off_its_words(void **state)
{
    unsigned seed = 7;

    (void)state;
    for (int round = 0; round < 400; round++) {
        size_t it;

        editor_release(&editor);
        editor_open(&editor, "aaaaaaaaBBBBBBBBcccccccc");
        it = follow_words("BBBBBBBB");
        for (int i = 0; i < 12; i++) {
            size_t len = editor.line.text.len, at, many;

            seed = seed * 1103515245U + 12345U;
            at = len > 0 ? (seed >> 16) % (len + 1) : 0;
            seed = seed * 1103515245U + 12345U;
            many = (seed >> 16) % 6;
            editor_first(&editor);
            editor.line.cursor = at;
            if ((seed >> 20) % 2 == 0)
                type(many > 2 ? "xyz" : "z");
            else
                for (size_t j = 0; j < many; j++)
                    editor_do(&editor, (seed >> 22) % 2 ? line_delete_left : line_delete_right);
            if ((seed >> 24) % 5 == 0)
                (void)editor_undo(&editor);
        }
        for (size_t i = 0; i < editor.line.text.len; i++) {
            const struct editor_stretch *is = &editor.stretch[it];
            bool inside = !is->lost && i >= is->at.start && i < is->at.start + is->at.len;
            char c = editor_text(&editor)[i];

            if (c == 'B')
                assert_true(inside);
            if (c == 'a' || c == 'c')
                assert_false(inside);
        }
    }
}

int main(void)
{
#define EDITED(test) cmocka_unit_test_teardown(test, teardown)
    const struct CMUnitTest tests[] = {
        EDITED(a_text_wraps_by_words_and_at_its_line_ends),
        EDITED(wide_letters_wrap_by_the_columns_they_fill),
        EDITED(up_and_down_keep_to_their_column_over_short_rows),
        EDITED(down_through_a_wrapped_text_meets_every_row),
        EDITED(typed_words_are_undone_and_redone),
        EDITED(a_stretch_follows_its_words),
        EDITED(a_stretch_whose_words_are_gone_is_lost_and_undo_brings_it_back),
        EDITED(a_deletion_over_its_edge_leaves_the_words_that_are_left),
        EDITED(words_selected_with_shift_give_way_to_what_is_typed),
        EDITED(marked_words_are_cut_and_put_back_elsewhere),
        EDITED(a_reading_editor_changes_nothing),
        EDITED(a_mark_that_joins_a_letter_is_one_edit),
        EDITED(a_long_paste_is_taken_and_a_too_long_one_refused),
        EDITED(no_random_edit_moves_a_stretch_off_its_words),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
