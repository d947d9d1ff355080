/* SPDX-License-Identifier: MIT */
/* A thread that reads the full-text index for a search, with a connection of
 * its own: a step of FTS5 that gathers all words with one beginning can take a
 * tenth of a second, and nobody who types is to wait for it. One search at a
 * time; the next one takes the place of the one before. */
#ifndef STORAGE_FIND_WORKER_H
#define STORAGE_FIND_WORKER_H

#include "core/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct find_worker;

/* Starts the thread, which opens the study at `path`, or tries to with each
 * search; NULL and *err where the system has no thread or descriptor left. */
NODISCARD enum status find_worker_start(struct find_worker **out, const char *path,
                                        struct error *err);
/* Ends it once the step that it is in is over; NULL is allowed. */
void find_worker_end(struct find_worker *worker);

/* Asks for the rows of the entries that an FTS5 expression finds, greatest
 * first; NULL: for nothing any more. What was asked before is dropped. */
void find_worker_ask(struct find_worker *worker, const char *expression);

/* Rows that were found, in an array that grows as mem_grow() does. */
struct find_rows {
    int64_t *row;
    size_t count, room;
    bool last; /* there are no further ones */
};
/* Takes what was found since the last call in place of what *rows held,
 * waiting for it at most `milliseconds` (-1: as long as it takes). */
NODISCARD enum status find_worker_take(struct find_worker *worker, int milliseconds,
                                       struct find_rows *rows, struct error *err);
/* A descriptor that is readable once there is something to take, for who waits for other things as
 * well; the worker's own. */
int find_worker_fd(const struct find_worker *worker);

#endif
