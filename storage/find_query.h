/* SPDX-License-Identifier: MIT */
/* What somebody looks for, as a question to FTS5. */
#ifndef STORAGE_FIND_QUERY_H
#define STORAGE_FIND_QUERY_H

#include "core/str.h"

/* Appends the FTS5 expression for `words`: each word, and each phrase between
 * double quotes, becomes a quoted string, so that nothing typed is ever FTS5
 * syntax; a "*" right behind a word makes it a beginning. Appends nothing
 * where there is no letter or digit to look for. */
void find_query(struct str *out, const char *words);

#endif
