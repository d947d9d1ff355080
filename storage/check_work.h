/* SPDX-License-Identifier: MIT */
/* An examination of a study, as the files that do it share it. */
#ifndef STORAGE_CHECK_WORK_H
#define STORAGE_CHECK_WORK_H

#include "storage/internal.h"
#include <stdarg.h>

struct checking {
    struct study *study;
    void (*found)(void *data, const char *line);
    void *data;
    size_t count;
};

/* Tells of one thing that is wrong. */
void check_found(struct checking *checking, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Ends a statement; that it failed is a finding. */
void check_ended(struct checking *checking, struct stmt *st, struct error *err);

/* Compares the full-text index with the texts; false where they differ.
 * (check_index.c) */
NODISCARD bool check_index(struct checking *checking);
/* It holds nothing of its own, so it is made anew on the spot, where the study
 * can be written. */
void check_mend_index(struct checking *checking);
/* Makes it anew of the texts as they are. */
NODISCARD enum status check_make_index(struct study *study, struct error *err);

#endif
