/* SPDX-License-Identifier: MIT */
/* A line being typed, edited as readline does it. Pure: no terminal, no
 * clock. The text is NFC after every call, the cursor stands between two
 * graphemes. */
#ifndef TUI_LINE_H
#define TUI_LINE_H

#include "core/str.h"
#include <stdbool.h>
#include <stddef.h>

struct line {
    struct str text;
    size_t cursor;   /* byte of the text, 0 to text.len */
    bool rows;       /* it may hold line ends: the agenda field */
    struct str kill; /* what was cut last, for C-y */
    bool killing;    /* the last call cut something: the next cut adds to it */
};

void line_release(struct line *line);

/* Puts `len` bytes of anything at the cursor, cleaned (text_clean); line ends
 * and tabs become blanks unless the line may hold them. */
void line_insert(struct line *line, const char *text, size_t len);
/* Replaces all of it by clean `text`, cursor at the end. What is in the kill
 * buffer stays. */
void line_set(struct line *line, const char *text);
/* Replaces a range of bytes by clean text and stands behind it. */
void line_replace(struct line *line, size_t start, size_t len, const char *text);
/* Adds clean `text` at the end; the cursor stays. */
void line_append(struct line *line, const char *text);

/* Moving: by grapheme, by word, to both ends (of the row, where there are
 * rows). line_up and line_down move a row and tell whether there was one. */
void line_left(struct line *line);
void line_right(struct line *line);
void line_word_left(struct line *line);
void line_word_right(struct line *line);
void line_start(struct line *line);
void line_end(struct line *line);
bool line_up(struct line *line);
bool line_down(struct line *line);

/* Deleting one grapheme. */
void line_delete_left(struct line *line);
void line_delete_right(struct line *line);

/* Cutting, into the kill buffer: the word to the left as blanks end it (C-w)
 * or as letters and digits make it (M-Backspace), the word to the right, to
 * the end, the whole line. */
void line_cut_blank_word(struct line *line);
void line_cut_word_left(struct line *line);
void line_cut_word_right(struct line *line);
void line_cut_to_end(struct line *line);
void line_cut_all(struct line *line);
/* Puts back what was cut last. */
void line_yank(struct line *line);
/* Exchanges the two graphemes around the cursor (C-t). */
void line_transpose(struct line *line);

#endif
