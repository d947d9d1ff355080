/* SPDX-License-Identifier: MIT */
/* The integrity of a study, in full. */
#ifndef STORAGE_CHECK_H
#define STORAGE_CHECK_H

#include "storage/study.h"
#include <stdbool.h>
#include <stddef.h>

/* Examines pages, foreign keys, the full-text index against the texts,
 * histories (current is the greatest version, every thing has a revision),
 * versions, sequences, positions of codings and verbatim spans (inside the
 * text, at character ends), text (UTF-8, NFC, no control characters), states.
 * Calls `found` once for each thing that is wrong, with one line that says
 * what, where and how to mend it. *count is how many. The full-text index
 * holds nothing of its own: where it differs it is made anew, if the study is
 * open to be written. Only a study that could not be examined at all is a
 * failure. */
NODISCARD enum status check_study(struct study *study, void (*found)(void *data, const char *line),
                                  void *data, size_t *count, struct error *err);

/* Makes the full-text index anew where that is all that is wrong: it holds
 * nothing of its own. In a study that is damaged otherwise nothing is written. */
NODISCARD enum status check_mend(struct study *study, bool *mended, struct error *err);

/* What a copy is trusted by: pages, foreign keys, and that every thing has its
 * revision. STATUS_DAMAGED with the first thing that is wrong. */
NODISCARD enum status check_quickly(struct study *study, struct error *err);

#endif
