/* SPDX-License-Identifier: MIT */
/* Marks on a text (codings, words heard exactly so) follow their words when
 * the text changes.
 *
 * What is put in between words of a mark is part of it; what is put at either
 * edge stays out of it, but for letters that make its first or last word
 * longer. What is taken out makes a mark shorter. A mark whose words are all
 * gone is lost: that is for the caller to tell, and never silent. Words that
 * were replaced by similar ones (a typing mistake) have stayed. */
#ifndef CORE_FOLLOW_H
#define CORE_FOLLOW_H

#include "core/attr.h"
#include "core/change.h"
#include "core/diff.h"
#include <stdbool.h>

/* For an editor that knows what was typed: moves *span over one edit, exactly.
 * Replaced bytes count as part of the mark where all of them were and others
 * remain. False: none of its bytes are left, and *span is empty, where they
 * were. */
NODISCARD bool span_edit(struct span *span, const struct text_edit *edit);

/* How one text became another; both are borrowed until follow_release(). */
struct follow {
    const char *old, *text;
    size_t old_len, len;
    struct text_edits edits;
};
void follow_begin(struct follow *follow, const char *old, const char *text);
void follow_release(struct follow *follow);

/* Moves *span, bytes of the old text, to where its words stand in the new one:
 * never empty, never through a grapheme, blanks at its edges left out where it
 * had none. False: its words are gone, and *span is as it was. */
NODISCARD bool follow_span(const struct follow *follow, struct span *span);

/* The words of the new text that were heard exactly so: those that were and
 * are there, and those that stand in quotation marks now and did not before;
 * what stands without its marks now is exact no more. Ascending, not
 * overlapping; the result, with *count, is the caller's to free(). */
NODISCARD struct span *follow_verbatim(const struct follow *follow, const struct span *verbatim,
                                       size_t verbatim_count, size_t *count);

#endif
