/* SPDX-License-Identifier: MIT */
/* Texts of entries that this observer is changing and has not saved, kept so
 * that the end of the program, however it comes, loses none. The half-typed
 * line of a live meeting stands elsewhere (storage/record.h). */
#ifndef STORAGE_DRAFTS_H
#define STORAGE_DRAFTS_H

#include "core/id.h"
#include "storage/study.h"
#include <stddef.h>
#include <stdint.h>

/* Keeps `text` (clean) as the half-changed text of an entry, in place of the
 * one before; NULL: there is none any more. */
NODISCARD enum status drafts_keep(struct study *study, const struct id *entry, const char *text,
                                  struct error *err);

/* The half-changed text, the caller's to free(); NULL when there is none. */
NODISCARD enum status drafts_load(struct study *study, const struct id *entry, char **text,
                                  struct error *err);

/* The places of the entries of a meeting that have one, ascending: *sequences,
 * the caller's to free(). */
NODISCARD enum status drafts_load_all(struct study *study, const struct id *meeting,
                                      int64_t **sequences, size_t *count, struct error *err);

#endif
