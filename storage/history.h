/* SPDX-License-Identifier: MIT */
/* The history of one entry: what it was after each change that touched it or
 * its codings, so that two states can stand beside each other. */
#ifndef STORAGE_HISTORY_H
#define STORAGE_HISTORY_H

#include "core/entry.h"
#include "storage/study.h"

struct history_row {
    struct id change;
    int64_t recorded;     /* UTC milliseconds */
    const char *kind;     /* "record", "setup", "undo", "redo" */
    const char *observer; /* initials of who made the change */
    const char *reason;   /* why a closed meeting was changed; "" none */
    struct entry entry;   /* as it was after it, with codings, without movements; .observer is
                           * who wrote this text */
};

struct history_store;
struct entry_history {
    struct history_row *row; /* oldest first; strings and arrays are the history's */
    size_t count;
    struct history_store *store;
};

/* Loads it; the caller ends *out with history_release(). */
NODISCARD enum status history_load(struct entry_history *out, struct study *study,
                                   const struct id *entry, struct error *err);
void history_release(struct entry_history *history);

#endif
