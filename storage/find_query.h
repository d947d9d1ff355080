/* SPDX-License-Identifier: MIT */
/* What somebody looks for, as terms and as a question to FTS5. */
#ifndef STORAGE_FIND_QUERY_H
#define STORAGE_FIND_QUERY_H

#include "core/str.h"
#include <stdbool.h>

/* A word, or a phrase between double quotes. */
struct find_term {
    const char *text; /* of the words, borrowed; holds a letter or digit */
    size_t len;
    bool begins; /* its last word is a beginning */
};

/* Steps through the terms of `words`: *at is 0 at first. `beginning`: the last
 * word, when nothing stands behind it and it has two letters or more, is one
 * that is being typed. False after the last. */
bool find_next_term(const char *words, bool beginning, size_t *at, struct find_term *term);

/* Appends the FTS5 expression for `words`: each term becomes a quoted string,
 * so that nothing typed is ever FTS5 syntax; a "*" right behind a word makes it
 * a beginning. Appends nothing where there is no letter or digit to look for. */
void find_query(struct str *out, const char *words, bool beginning);

#endif
