/* SPDX-License-Identifier: MIT */
/* What names and texts need so that ATLAS.ti and the other readers of its
 * formats all take them the same way. The identity filter comes first, this
 * after it. */
#ifndef EXPORT_PLAIN_H
#define EXPORT_PLAIN_H

#include "core/attr.h"
#include "core/change.h"
#include "core/str.h"
#include <stdbool.h>
#include <stddef.h>

/* Appends `text` (valid UTF-8, NFC) to *out with every character above U+FFFF
 * as a bracketed name ("[U+1F600]", common ones by their name: "[thumbs up]")
 * and characters that XML 1.0 forbids and U+FEFF left out. Spans are moved
 * along as identity_filter_apply() does. Returns how many characters were
 * replaced or left out. */
size_t plain_text(struct str *out, const char *text, size_t len, struct span *spans,
                  size_t span_count);

/* Appends `text` as the name of a code, group or document: one line, blanks
 * single and none at the ends, no "::", no quotes (an apostrophe inside a word
 * becomes U+2019), none of ! ^ & < . : # @ in front, nothing above U+FFFF, at
 * most PLAIN_NAME characters. What leaves nothing becomes "no name". */
enum { PLAIN_NAME = 200 };
void plain_name(struct str *out, const char *text);

/* Whether `text` is such a name already; of at most 254 characters, so that a
 * number for uniqueness has room. For the check of our own files. */
bool plain_name_is_good(const char *text, size_t len);

/* Appends the name of a quotation: the first PLAIN_QUOTE characters (code
 * points) of its words, line ends and tabs as blanks, then "…" if there are
 * more. A word is not cut unless it is very long: half a word can be a name. */
enum { PLAIN_QUOTE = 100 };
void plain_quote(struct str *out, const char *text, size_t len);

/* Names given so far, compared without regard to case, accents and blanks. */
struct plain_names {
    char **folded;      /* owned, open addressing; NULL free */
    size_t count, room; /* room is a power of two, or 0 */
};
#define PLAIN_NAMES_INIT { NULL, 0, 0 }

/* Appends plain_name(`wanted`), or the first of "NAME (2)", "NAME (3)", ...
 * that was not given yet, and remembers it. Not for names already in *out:
 * what stood there before is left alone. */
void plain_unique(struct plain_names *names, struct str *out, const char *wanted);

/* Remembers a name as it is; false when it was given before. */
NODISCARD bool plain_names_take(struct plain_names *names, const char *name, size_t len);
void plain_names_release(struct plain_names *names);

#endif
