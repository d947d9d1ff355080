/* SPDX-License-Identifier: MIT */
/* The identity check: what a person should look at before an export leaves.
 * It reads the documents as they are written, after the filter, and finds
 *
 *   - words that could be names: written with a capital and never without one,
 *     rarest first;
 *   - names that are also words, and were replaced in small letters;
 *   - names in scripts without capitals, where each may be part of a word;
 *   - people whom role group and site make rare;
 *   - what it cannot check: scripts without capitals, and meetings in a
 *     language that writes nouns with them. */
#ifndef EXPORT_NAME_CHECK_H
#define EXPORT_NAME_CHECK_H

#include "core/exporting.h"
#include "export/model.h"

enum { NAME_CHECK_WORDS = 200 }; /* how many words are told, at most */

struct name_check;

/* The caller ends it with name_check_free(). */
struct name_check *name_check_new(const struct labels *labels);
void name_check_free(struct name_check *check);

/* Looks at one document. */
void name_check_take(struct name_check *check, const struct document *document);

/* No document comes any more. Gives all findings in the order of their kinds; FINDING_WORD at most
 * NAME_CHECK_WORDS times. Returns how many words could be names, told or not.
 * `filter` is what the documents went through. */
size_t name_check_each(struct name_check *check, const struct identity_filter *filter,
                       void (*each)(void *data, const struct finding *finding), void *data);

#endif
