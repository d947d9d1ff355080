/* SPDX-License-Identifier: MIT */
/* A text in rows: wrapped by words, moved in by rows, painted. */
#include "core/mem.h"
#include "core/text.h"
#include "tui/editor.h"
#include <stdlib.h>
#include <string.h>

static void add_row(struct editor *editor, size_t start)
{
    editor->row = mem_grow(editor->row, editor->row_count, &editor->row_room, sizeof *editor->row);
    editor->row[editor->row_count++] = start;
}

size_t editor_wrap(struct editor *editor, int columns)
{
    const char *text = editor_text(editor);
    size_t len = editor->line.text.len, at = 0;

    if (columns < 1)
        columns = 1;
    if (editor->columns == columns)
        return editor->row_count;
    editor->columns = columns;
    editor->row_count = 0;
    for (;;) { /* a paragraph each time */
        const char *line_end = memchr(text + at, '\n', len - at);
        size_t end = line_end != NULL ? (size_t)(line_end - text) : len;

        do {
            add_row(editor, at);
            at += text_wrap(text + at, end - at, (size_t)columns);
        } while (at < end);
        if (line_end == NULL)
            break;
        at = end + 1;
    }
    return editor->row_count;
}

void editor_row(const struct editor *editor, size_t row, size_t *start, size_t *end)
{
    *start = editor->row[row];
    *end = row + 1 < editor->row_count ? editor->row[row + 1] : editor->line.text.len;
    if (*end > *start && editor->line.text.text[*end - 1] == '\n' && row + 1 < editor->row_count)
        --*end;
}

size_t editor_row_of(const struct editor *editor, size_t at)
{
    size_t low = 0, high = editor->row_count;

    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;

        if (editor->row[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

bool editor_move_rows(struct editor *editor, long by, bool shift)
{
    const char *text = editor_text(editor);
    size_t row, start, end, used;
    long target, last;

    if (editor->columns == 0)
        (void)editor_wrap(editor, 80);
    if (shift && !editor->marked) {
        editor->marked = true;
        editor->mark = editor->line.cursor;
    } else if (!shift && editor->shifted) {
        editor->marked = false;
    }
    editor->shifted = shift;
    editor->merging = editor->line.killing = false;
    row = editor_row_of(editor, editor->line.cursor);
    editor_row(editor, row, &start, &end);
    if (editor->goal < 0)
        editor->goal = (long)text_width(text + start, editor->line.cursor - start);
    last = (long)editor->row_count - 1;
    target = (long)row + by;
    target = target < 0 ? 0 : target > last ? last : target;
    if (target == (long)row)
        return false;
    editor_row(editor, (size_t)target, &start, &end);
    used = text_fit(text + start, end - start, (size_t)editor->goal, NULL);
    /* Behind the blank at which a row breaks stands the next row already. */
    if (start + used == end && target < last && editor->row[target + 1] == end && used > 0)
        used = text_previous(text, editor->line.text.len, end) - start;
    editor->line.cursor = start + used;
    return true;
}

void editor_first(struct editor *editor)
{
    editor->line.cursor = 0;
    editor->goal = -1;
    editor->merging = editor->line.killing = false;
    if (editor->shifted)
        editor->marked = editor->shifted = false;
}

void editor_last(struct editor *editor)
{
    editor_first(editor);
    editor->line.cursor = editor->line.text.len;
}

/* --- painting ------------------------------------------------------------------- */

static void add_stretch(struct styled *out, const char *text, size_t start, size_t end,
                        enum role role)
{
    char *piece;

    if (start >= end)
        return;
    piece = mem_copy_len(text + start, end - start);
    styled_add(out, role, piece);
    free(piece);
}

/* One byte's role: selected, carrying codes, or plain. */
static enum role role_at(const struct editor *editor, size_t at, size_t *until)
{
    size_t start, end, coded = 0;

    if (editor_selection(editor, &start, &end)) {
        if (at >= start && at < end) {
            *until = end < *until ? end : *until;
            return ROLE_SELECTED;
        }
        if (at < start && start < *until)
            *until = start;
    }
    for (size_t i = 0; i < editor->stretch_count; i++) {
        const struct editor_stretch *stretch = &editor->stretch[i];
        size_t from = stretch->at.start, to = from + stretch->at.len;

        if (stretch->lost || to <= at)
            continue;
        if (from <= at) {
            coded++;
            *until = to < *until ? to : *until;
        } else if (from < *until) {
            *until = from;
        }
    }
    return coded > 1 ? ROLE_CODED_TWICE : coded == 1 ? ROLE_CODED : ROLE_NORMAL;
}

static void draw_row(const struct editor *editor, int y, int x, int columns, size_t row)
{
    struct styled styled = { 0 };
    size_t start, end;

    editor_row(editor, row, &start, &end);
    end = start + text_fit(editor_text(editor) + start, end - start, (size_t)columns, NULL);
    while (start < end) {
        size_t until = end;
        enum role role = role_at(editor, start, &until);

        add_stretch(&styled, editor_text(editor), start, until, role);
        start = until;
    }
    draw_range(y, x, &styled, 0, styled.text.len, ROLE_NORMAL);
    styled_release(&styled);
}

void editor_draw(struct editor *editor, int y, int x, int rows, int columns, int *cursor_y,
                 int *cursor_x)
{
    size_t count = editor_wrap(editor, columns), at, start, end, used;

    rows = rows > 0 ? rows : 1;
    at = editor_row_of(editor, editor->line.cursor);
    if (editor->top > at)
        editor->top = at;
    if (at >= editor->top + (size_t)rows)
        editor->top = at + 1 - (size_t)rows;
    if (editor->top > 0 && editor->top + (size_t)rows > count)
        editor->top = count > (size_t)rows ? count - (size_t)rows : 0;
    editor->height = rows;
    for (int i = 0; i < rows && editor->top + (size_t)i < count; i++)
        draw_row(editor, y + i, x, columns, editor->top + (size_t)i);
    editor_row(editor, at, &start, &end);
    used = text_width(editor_text(editor) + start, editor->line.cursor - start);
    *cursor_y = y + (int)(at - editor->top);
    *cursor_x = x + ((int)used < columns ? (int)used : columns - 1);
}
