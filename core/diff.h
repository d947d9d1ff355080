/* SPDX-License-Identifier: MIT */
/* Which pieces of one text stand in another, in the same order: the words
 * first, then, where a stretch of words was replaced by a similar one, its
 * graphemes. The cost is bounded whatever the texts are; what would cost more
 * counts as replaced. */
#ifndef CORE_DIFF_H
#define CORE_DIFF_H

#include <stddef.h>

/* One place at which the texts differ: `removed` bytes of the old text at `at`
 * gave way to `inserted` bytes of the new one. */
struct text_edit {
    size_t at; /* bytes of the old text */
    size_t removed, inserted;
};

struct text_edits {
    struct text_edit *edit; /* ascending; between two there is text that stayed */
    size_t count, room;
};

/* Appends what makes `text` of `old`; both are UTF-8, and no edit cuts a
 * grapheme of either. The caller ends it with text_edits_release(). */
void text_diff(struct text_edits *out, const char *old, size_t old_len, const char *text,
               size_t len);
void text_edits_release(struct text_edits *edits);

#endif
