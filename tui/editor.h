/* SPDX-License-Identifier: MIT */
/* A text of several rows being written: an entry or a memo. It is a text line
 * (tui/line.h) that wraps by words, with a selection, undo within the field,
 * and stretches that follow their words through every edit: the codings.
 * Pure but for editor_draw(). */
#ifndef TUI_EDITOR_H
#define TUI_EDITOR_H

#include "core/change.h"
#include "core/str.h"
#include "tui/draw.h"
#include "tui/line.h"
#include <stdbool.h>
#include <stddef.h>

/* A stretch of the text that is followed; `lost` when its words are gone. */
struct editor_stretch {
    struct span at; /* bytes of the text */
    bool lost;
};

struct editor_step; /* one step of undo */

struct editor {
    struct line line; /* the text, its cursor, what was cut last */
    bool reading;     /* the text stays as it is; the cursor moves */
    bool marked;      /* there is a selection, from mark to cursor */
    bool shifted;     /* made with Shift: the next plain move ends it */
    size_t mark;      /* byte of the text */
    struct editor_stretch *stretch;
    size_t stretch_count, stretch_room;
    struct str original; /* the text as it was opened */
    struct str before;   /* the text as the last call left it */
    struct editor_step *step;
    size_t step_count, step_room;
    size_t done;  /* steps that are not undone */
    bool merging; /* the next character typed joins the last step */
    size_t *row;  /* the byte at which each row begins, as wrapped last */
    size_t row_count, row_room;
    int columns; /* for which; 0: the rows are not known */
    size_t top;  /* the row shown first */
    int height;  /* rows shown last */
    long goal;   /* the column that up and down keep to; -1: that of the cursor */
};

enum { EDITOR_LIMIT = 1024 * 1024 }; /* bytes of a text; what would go beyond is not taken */

/* Begins with clean `text`, the cursor at its end; *editor is zeroed or
 * released. What was cut before stays. */
void editor_open(struct editor *editor, const char *text);
void editor_release(struct editor *editor);

/* Follows `len` bytes at `start` from now on; its index. */
size_t editor_follow(struct editor *editor, size_t start, size_t len);

const char *editor_text(const struct editor *editor);
/* Whether the text differs from what it was opened with. */
bool editor_changed(const struct editor *editor);

/* Carries out a command of the text line. Where it deletes and there is a
 * selection, that is what goes; C-w cuts it. Moves end a selection made with
 * Shift. */
void editor_do(struct editor *editor, void (*how)(struct line *line));
/* The same with Shift: the selection grows from where the cursor was. */
void editor_shift(struct editor *editor, void (*how)(struct line *line));
/* Puts text at the cursor, in place of a selection made with Shift. False:
 * it would become too long, and nothing was done. */
NODISCARD bool editor_insert(struct editor *editor, const char *text, size_t len);
/* Puts the text of another time in the place of all of it: what differs is
 * one edit, that undo takes back. */
void editor_set(struct editor *editor, const char *text);

/* Moves by rows as they are shown; false where there is none. */
bool editor_move_rows(struct editor *editor, long by, bool shift);
void editor_first(struct editor *editor);
void editor_last(struct editor *editor);

/* Begins a selection at the cursor, or drops the one there is. */
void editor_mark(struct editor *editor);
/* The selection; false where it is none or empty. */
NODISCARD bool editor_selection(const struct editor *editor, size_t *start, size_t *end);
void editor_copy(struct editor *editor);

/* Takes back the last step of typing, or does it again; false: there is none. */
bool editor_undo(struct editor *editor);
bool editor_redo(struct editor *editor);

/* Wraps the text into `columns`; the rows it takes. */
size_t editor_wrap(struct editor *editor, int columns);
/* The bytes of a row, without the line end behind it. */
void editor_row(const struct editor *editor, size_t row, size_t *start, size_t *end);
size_t editor_row_of(const struct editor *editor, size_t at);

/* Paints it, at most `rows` rows from (y, x), scrolled so that the cursor is
 * in view, and tells where that is. */
void editor_draw(struct editor *editor, int y, int x, int rows, int columns, int *cursor_y,
                 int *cursor_x);

#endif
