/* SPDX-License-Identifier: MIT */
/* The words of the newest meetings in a small full-text index in memory, so
 * that the first of what is found is there at once however long the large
 * index takes. */
#ifndef STORAGE_FIND_RECENT_H
#define STORAGE_FIND_RECENT_H

#include "storage/study.h"
#include <stddef.h>

struct find_recent;

/* Made with nothing in it. It stands on the connection of `study`, which must
 * not be closed before it is freed. */
struct find_recent *find_recent_new(struct study *study);
void find_recent_free(struct find_recent *recent);

/* Forgets what it holds: the study was changed. */
void find_recent_clear(struct find_recent *recent);
/* Reads a little more for about `milliseconds`. */
NODISCARD enum status find_recent_go_on(struct find_recent *recent, int milliseconds,
                                        struct error *err);
/* Whether it holds all that it will; until then it is not asked. */
bool find_recent_is_ready(const struct find_recent *recent);

/* For the search: whether it holds all entries of a meeting, by row; and
 * `take` with the row of each entry that an FTS5 expression finds in it. */
bool find_recent_holds(const struct find_recent *recent, int64_t meeting);
NODISCARD enum status find_recent_look(struct find_recent *recent, const char *expression,
                                       void (*take)(void *data, int64_t entry), void *data,
                                       struct error *err);

#endif
