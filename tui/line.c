/* SPDX-License-Identifier: MIT */
/* Line editing as arithmetic on bytes, cut by graphemes. Everything that
 * changes the text goes through splice(), which keeps it NFC. */
#include "tui/line.h"
#include "core/text.h"
#include <stdint.h>
#include <string.h>

void line_release(struct line *line)
{
    str_release(&line->text);
    str_release(&line->kill);
    line->cursor = 0;
}

/* The row of a cursor: from after the line end before it to the next one. */
static size_t row_start(const struct line *line, size_t at)
{
    while (at > 0 && line->text.text[at - 1] != '\n')
        at--;
    return at;
}

static size_t row_end(const struct line *line, size_t at)
{
    while (at < line->text.len && line->text.text[at] != '\n')
        at++;
    return at;
}

/* A combining mark joins what stands before it, and a letter put in front of
 * one joins what follows: composes all again, and puts the cursor where what
 * stood before `end` ends now, never inside a grapheme. */
static void compose(struct line *line, size_t end)
{
    struct str clean = STR_INIT;
    size_t before;

    text_clean(&clean, line->text.text, end);
    line->cursor = clean.len;
    str_clear(&clean);
    text_clean(&clean, line->text.text, line->text.len);
    str_clear(&line->text);
    str_add_len(&line->text, str_text(&clean), clean.len);
    str_release(&clean);
    if (line->cursor > line->text.len)
        line->cursor = line->text.len;
    before = text_previous(line->text.text, line->text.len, line->cursor);
    if (line->cursor > 0)
        line->cursor = text_next(line->text.text, line->text.len, before);
}

static bool is_ascii(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

static void splice(struct line *line, size_t start, size_t len, const char *with, size_t with_len)
{
    size_t end = start + with_len;

    str_splice(&line->text, start, len, with, with_len);
    line->cursor = end;
    line->killing = false;
    if (!is_ascii(with, with_len)
        || (end < line->text.len && (unsigned char)line->text.text[end] >= 0x80))
        compose(line, end);
}

void line_insert(struct line *line, const char *text, size_t len)
{
    struct str clean = STR_INIT;

    text_clean(&clean, text, len);
    for (size_t i = 0; i < clean.len; i++)
        if (clean.text[i] == '\t' || (clean.text[i] == '\n' && !line->rows))
            clean.text[i] = ' ';
    if (clean.len > 0)
        splice(line, line->cursor, 0, clean.text, clean.len);
    str_release(&clean);
}

void line_set(struct line *line, const char *text)
{
    str_clear(&line->text);
    str_add(&line->text, text);
    line->cursor = line->text.len;
    line->killing = false;
}

void line_replace(struct line *line, size_t start, size_t len, const char *text)
{
    splice(line, start, len, text, strlen(text));
}

void line_append(struct line *line, const char *text)
{
    size_t cursor = line->cursor;

    splice(line, line->text.len, 0, text, strlen(text));
    line->cursor = cursor;
}

void line_left(struct line *line)
{
    line->cursor = text_previous(str_text(&line->text), line->text.len, line->cursor);
    line->killing = false;
}

void line_right(struct line *line)
{
    line->cursor = text_next(str_text(&line->text), line->text.len, line->cursor);
    line->killing = false;
}

void line_word_left(struct line *line)
{
    line->cursor = text_previous_word(str_text(&line->text), line->text.len, line->cursor);
    line->killing = false;
}

void line_word_right(struct line *line)
{
    line->cursor = text_next_word(str_text(&line->text), line->text.len, line->cursor);
    line->killing = false;
}

void line_start(struct line *line)
{
    line->cursor = row_start(line, line->cursor);
    line->killing = false;
}

void line_end(struct line *line)
{
    line->cursor = row_end(line, line->cursor);
    line->killing = false;
}

/* The byte of the row from `start` to `end` that stands in a column. */
static size_t at_column(const struct line *line, size_t start, size_t end, size_t column)
{
    return start + text_fit(line->text.text + start, end - start, column, NULL);
}

static size_t column_of(const struct line *line, size_t start)
{
    return text_width(str_text(&line->text) + start, line->cursor - start);
}

bool line_up(struct line *line)
{
    size_t start = row_start(line, line->cursor);
    size_t column = column_of(line, start);

    line->killing = false;
    if (start == 0)
        return false;
    line->cursor = at_column(line, row_start(line, start - 1), start - 1, column);
    return true;
}

bool line_down(struct line *line)
{
    size_t end = row_end(line, line->cursor);
    size_t column = column_of(line, row_start(line, line->cursor));

    line->killing = false;
    if (end == line->text.len)
        return false;
    line->cursor = at_column(line, end + 1, row_end(line, end + 1), column);
    return true;
}

void line_delete_left(struct line *line)
{
    size_t start = text_previous(str_text(&line->text), line->text.len, line->cursor);

    splice(line, start, line->cursor - start, "", 0);
}

void line_delete_right(struct line *line)
{
    size_t end = text_next(str_text(&line->text), line->text.len, line->cursor);

    splice(line, line->cursor, end - line->cursor, "", 0);
}

/* Cuts a range that begins or ends at the cursor. What is cut to the left of
 * what was cut before goes in front of it, as in readline. */
static void cut(struct line *line, size_t start, size_t end)
{
    bool left = start < line->cursor;

    if (start == end)
        return;
    if (!line->killing)
        str_clear(&line->kill);
    str_splice(&line->kill, left ? 0 : line->kill.len, 0, line->text.text + start, end - start);
    splice(line, start, end - start, "", 0);
    line->killing = true;
}

void line_cut_blank_word(struct line *line)
{
    const char *text = str_text(&line->text);

    cut(line, text_previous_blank_word(text, line->text.len, line->cursor), line->cursor);
}

void line_cut_word_left(struct line *line)
{
    cut(line, text_previous_word(str_text(&line->text), line->text.len, line->cursor),
        line->cursor);
}

void line_cut_word_right(struct line *line)
{
    cut(line, line->cursor,
        text_next_word(str_text(&line->text), line->text.len, line->cursor));
}

void line_cut_to_end(struct line *line)
{
    size_t end = row_end(line, line->cursor);

    /* At a row's end, the line end itself. */
    if (end == line->cursor && end < line->text.len)
        end++;
    cut(line, line->cursor, end);
}

void line_cut_all(struct line *line)
{
    size_t start = row_start(line, line->cursor), end = row_end(line, line->cursor);

    line->cursor = end;
    cut(line, start, end);
}

void line_yank(struct line *line)
{
    struct str copy = STR_INIT;

    str_add_len(&copy, str_text(&line->kill), line->kill.len);
    line_insert(line, str_text(&copy), copy.len);
    str_release(&copy);
}

void line_transpose(struct line *line)
{
    const char *text = str_text(&line->text);
    size_t len = line->text.len, middle, start, end;
    struct str swapped = STR_INIT;

    if (line->cursor == len)
        line_left(line);
    middle = line->cursor;
    start = text_previous(text, len, middle);
    end = text_next(text, len, middle);
    if (start == middle || end == middle)
        return;
    str_add_len(&swapped, text + middle, end - middle);
    str_add_len(&swapped, text + start, middle - start);
    splice(line, start, end - start, swapped.text, swapped.len);
    str_release(&swapped);
}
