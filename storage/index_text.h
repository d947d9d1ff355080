/* SPDX-License-Identifier: MIT */
/* How a text enters the full-text index. FTS5's unicode61 takes a run of
 * letters as one word, and Han, Kana and Hangul are written without blanks:
 * each of their characters is set apart by blanks, so that words of any
 * length are found as phrases. Texts and questions pass the same way. */
#ifndef STORAGE_INDEX_TEXT_H
#define STORAGE_INDEX_TEXT_H

#include "core/str.h"
#include "storage/internal.h"

/* The text for the index: `text` itself where it needs nothing, else built in
 * *space, which the caller clears and releases. */
const char *index_text(struct str *space, const char *text, size_t len, size_t *out_len);

/* Adds the text of an entry to the index, or takes it out again; texts that
 * are empty are in no index. */
NODISCARD enum status index_add(struct study *study, int64_t entry, const char *text, size_t len,
                                struct error *err);
NODISCARD enum status index_remove(struct study *study, int64_t entry, const char *text, size_t len,
                                   struct error *err);

#endif
