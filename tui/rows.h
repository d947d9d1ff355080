/* SPDX-License-Identifier: MIT */
/* A list on a screen: rows of columns, one of them selected. A screen that is
 * a list names its columns in a table, puts a struct rows at the start of its
 * own struct, and gives the few functions of struct rows_ops; selecting,
 * scrolling, filtering and painting are the list's (CONTEXT_ROWS and
 * CONTEXT_FILTER of tui/command.c). Keys of its own are commands in a context
 * of its own, named in `contexts`. */
#ifndef TUI_ROWS_H
#define TUI_ROWS_H

#include "core/list.h"
#include "tui/internal.h"

/* Where the window is too narrow, columns are left out from the right, but
 * never the first nor the one of width 0. */
struct rows_column {
    const char *heading;
    int width;  /* columns of the screen with a blank behind; 0: what is left, for one column */
    bool right; /* aligned to the right */
};

struct rows;
struct rows_ops {
    const char *title; /* of its help */
    const char *hint;  /* the status line */
    const char *empty; /* what stands where there is no row, lines with LF between */
    const char *many;  /* what rows are, for their count at the top: "people", */
    const char *one;   /* and one of them, "person"; NULL: as many */
    unsigned contexts; /* beside those of a list; 0 none */
    const struct rows_column *column;
    size_t column_count;
    size_t unsought; /* of the columns, the last so many that the filter does not look into */
    int least; /* columns of the screen that the one of width 0 keeps before others are left out;
                * 0: 12 */
    /* Reads the rows, and sets rows->count; what was read before it frees. Of a long list it may
     * read those that can be seen first, as many as rows_wanted() says, and tell in rows->left how
     * many it left out: they are asked for once these are painted, or a key comes. */
    enum status (*load)(struct app *app, struct rows *rows, struct error *err);
    /* What may wait until the loaded rows were painted once, or a key comes for them; NULL:
     * nothing. */
    void (*settle)(struct app *app, struct rows *rows);
    /* Appends what stands in a cell. */
    void (*cell)(const struct rows *rows, size_t row, size_t column, struct str *out);
    /* Appends what tells a row from all others, so that it stays selected when
     * rows come and go. NULL: its first cell does. */
    void (*key)(const struct rows *rows, size_t row, struct str *out);
    /* How a row looks; NULL: plain. */
    enum role (*role)(const struct rows *rows, size_t row);
    /* Whether a row is a heading: its first cell, across the screen, never
     * selected. NULL: none is. */
    bool (*heading)(const struct rows *rows, size_t row);
    /* Enter, n, d; NULL: that key does nothing here, and its command is never run. */
    void (*open)(struct app *app, struct rows *rows, size_t row);
    void (*add)(struct app *app, struct rows *rows);
    void (*remove)(struct app *app, struct rows *rows, size_t row);
    /* The screen went away: ends the list by rows_release() and frees what it
     * is part of. */
    void (*close)(struct app *app, struct rows *rows);
};

struct rows {
    const struct rows_ops *ops;
    void *data;           /* the screen's own */
    char bar[160];        /* the top line; load() may change it */
    size_t count;         /* rows in all, set by load(), */
    size_t left;          /* but for those that it left out, */
    bool whole;           /* which it may not any more */
    struct list list;     /* over what is shown */
    size_t *shown, room;  /* which rows those are */
    int widest;           /* columns that the widest shown cell wants; 0 not measured */
    struct line filter;   /* what they must hold */
    bool filtering;       /* it is being typed */
    struct str wanted;    /* the key of the row to be selected after loading */
    struct view_ops view; /* made by rows_open() */
};

/* An empty list; `ops` is borrowed as long. */
void rows_init(struct rows *rows, const struct rows_ops *ops, void *data);
void rows_release(struct rows *rows);
/* Puts it on top; `bar` is the top line. The view's data is the list. */
void rows_open(struct app *app, struct rows *rows, const char *bar);

/* Loads anew and keeps the selection: after a change that no other screen
 * made. A failure is said. */
void rows_reload(struct app *app, struct rows *rows);
/* How many rows load() is to read from the first on: SIZE_MAX all. */
size_t rows_wanted(const struct rows *rows);
/* Selects the row with this key after the next loading. */
void rows_want(struct rows *rows, const char *key);
/* The selected row; false where there is none. */
NODISCARD bool rows_selected(const struct rows *rows, size_t *row);
/* Takes the rows that fit the filter, after a change of either. */
void rows_refilter(struct rows *rows);

/* rows_draw.c: the rows that a window can show. */
size_t rows_seen(void);
void rows_draw(struct app *app, void *data);

#endif
