/* SPDX-License-Identifier: MIT */
/* What a filter replaced in a text, so that spans of the text can be moved
 * along. For the files of this folder. */
#ifndef EXPORT_EDITS_H
#define EXPORT_EDITS_H

#include "core/change.h"
#include <stddef.h>

/* `len` bytes at `at` of the old text became `to_len` bytes at `to` of the new
 * one. */
struct edit {
    size_t at, len;
    size_t to, to_len;
};

/* In the order of the text, not overlapping. */
struct edits {
    struct edit *edit;
    size_t count, room;
};
#define EDITS_INIT { NULL, 0, 0 }

void edits_add(struct edits *edits, size_t at, size_t len, size_t to, size_t to_len);

/* Moves spans of the old text to the new one. One that begins or ends inside
 * an edit grows to hold all that stands there now. */
void edits_move(const struct edits *edits, struct span *spans, size_t count);

void edits_release(struct edits *edits);

#endif
