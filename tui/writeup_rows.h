/* SPDX-License-Identifier: MIT */
/* The notes as the write-up lists them: a window on the entries of a meeting,
 * each as rows of the screen. */
#ifndef TUI_WRITEUP_ROWS_H
#define TUI_WRITEUP_ROWS_H

#include "core/entry.h"
#include "core/room.h"
#include "tui/draw.h"

enum { WRITEUP_INDENT = 11 }; /* columns before the words: a mark and the time */

struct app;

/* A code on part of an entry's words, as the list shows it: a bar under them. */
struct writeup_bar {
    struct span at; /* bytes of the words */
    char *label;    /* "ch"; owned */
    enum role role;
};

/* One entry as the list shows it. */
struct writeup_row {
    struct id id;
    int64_t sequence;
    int64_t at;     /* UTC milliseconds, TIME_UNKNOWN */
    int32_t offset; /* seconds east */
    enum entry_kind kind;
    bool seen;          /* looked at since the meeting */
    struct styled body; /* who, words, chips */
    size_t words;       /* where in it the words begin */
    struct writeup_bar *bar;
    size_t bar_count, bar_room;
    int columns, height; /* rows that it takes in that many columns; 0: not known */
};

/* A window on the entries of the meeting, however many it has. */
struct writeup_window {
    struct writeup_row *row;
    size_t count, room;
    bool from_start, to_end; /* nothing stands before, after it */
    size_t selected;
    size_t top; /* the row shown first */
};

void writeup_row_fill(struct writeup_row *row, const struct room *room, const struct entry *entry);
void writeup_row_release(struct writeup_row *row);
/* The rows it takes in `columns`. */
int writeup_row_height(struct writeup_row *row, int columns);
/* Paints it from (y, 0), leaving out `skip` rows and what does not fit in
 * `rows`. */
void writeup_row_draw(const struct app *app, struct writeup_row *row, int y, int skip, int rows,
                      int columns, bool selected);
/* "ch Challenge from members (diagnostic)". */
void writeup_name_coding(struct str *out, const struct room *room, const struct coding *coding);

#endif
