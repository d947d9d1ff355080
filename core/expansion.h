/* SPDX-License-Identifier: MIT */
/* Text expansion: what is typed short ("ne") and stands long ("NHS England").
 * Where it is done in a line, and what a new abbreviation could be mixed up
 * with. Pure. */
#ifndef CORE_EXPANSION_H
#define CORE_EXPANSION_H

#include "core/attr.h"
#include "core/grammar.h"
#include "core/str.h"
#include <stdbool.h>
#include <stddef.h>

struct expansion {
    const char *brief; /* as it is typed, in this very spelling */
    const char *full;  /* what it becomes */
};

enum { EXPANSION_BRIEF = 24, EXPANSION_FULL = 400 }; /* bytes at most */

/* Whether a text can be an abbreviation: a letter or digit, then letters,
 * digits, "&", "-", "." and "'" inside. */
NODISCARD bool expansion_brief_fits(const char *text);

/* The expansion of the word that ends at byte `cursor` of the line, now that
 * `next` follows it: a blank, a sign, or 0 for the end of the line. -1: none.
 * *start is the word's first byte. Only whole words of prose are expanded:
 * no speakers, codes, brackets of codes, no plain notes, no attendance, agenda
 * and corrections. `known` is what the line is read with. */
NODISCARD int expansion_at(const struct expansion *list, size_t count, const char *line, size_t len,
                           size_t cursor, char next, const struct known *known, size_t *start);

/* Appends the first letters of the words of a title, "Finance and
 * performance" as "fap", in lower case; nothing for a single word or for
 * scripts that have no words. */
void expansion_initials(struct str *out, const char *title);

/* The expansion that a new abbreviation could be mixed up with: the same but
 * for case and accents, or one letter apart where both have three or more;
 * -1 none. One that is spelt the same is itself and not meant. */
NODISCARD int expansion_like(const struct expansion *list, size_t count, const char *brief);

#endif
