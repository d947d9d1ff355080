/* SPDX-License-Identifier: MIT */
/* Reading the record of a meeting, one entry at a time. */
#ifndef STORAGE_ENTRIES_H
#define STORAGE_ENTRIES_H

#include "core/entry.h"
#include "storage/study.h"

struct entries;

enum entries_order { ENTRIES_FORWARD, ENTRIES_BACKWARD };

/* A cursor over the entries of `meeting` that are not removed, with voices,
 * verbatim spans, codings (not removed) and movements. Forward: those with a
 * sequence greater than `after` (INT64_MIN: all); backward: smaller
 * (INT64_MAX: all), the last first. `limit` 0: no limit. The caller ends it
 * with entries_close(). */
NODISCARD enum status entries_open(struct entries **out, struct study *study,
                                   const struct id *meeting, enum entries_order order,
                                   int64_t after, size_t limit, struct error *err);
/* The next entry, borrowed until the next call, in *entry; NULL at the end. */
NODISCARD enum status entries_next(struct entries *entries, const struct entry **entry,
                                   struct error *err);
void entries_close(struct entries *entries);

/* How many entries the meeting has (not removed). */
NODISCARD enum status entries_count(struct study *study, const struct id *meeting, size_t *count,
                                    struct error *err);

/* One entry by id; a cursor with one row. */
NODISCARD enum status entries_open_one(struct entries **out, struct study *study,
                                       const struct id *entry, struct error *err);

#endif
