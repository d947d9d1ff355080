/* SPDX-License-Identifier: MIT */
/* Selecting and scrolling in a list, as arithmetic: no terminal, no rows. */
#ifndef CORE_LIST_H
#define CORE_LIST_H

#include <stddef.h>

/* Invariant after every call: with count > 0, selected < count, and
 * top <= selected < top + height (height taken as 1 when 0). */
struct list {
    size_t count;    /* rows in all */
    size_t selected; /* the row under the cursor */
    size_t top;      /* the first row shown */
    size_t height;   /* rows that fit */
};

/* Moves the selection by `by` rows and stops at both ends. */
void list_move(struct list *list, long by);
/* Selects one row, or the last one if there are fewer. */
void list_select(struct list *list, size_t row);
/* Takes a new number of rows, or of rows that fit, and keeps the invariant. */
void list_resize(struct list *list, size_t count, size_t height);

#endif
