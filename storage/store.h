/* SPDX-License-Identifier: MIT */
/* Memory of what was loaded at once: many small strings and arrays that are
 * freed together. */
#ifndef STORAGE_STORE_H
#define STORAGE_STORE_H

#include "storage/statement.h"
#include <stddef.h>

struct store_block;
struct store {
    struct store_block *first; /* the one being filled; NULL: nothing kept yet */
};

/* `size` zeroed bytes, aligned for anything, that live as long as the store. */
void *store_alloc(struct store *store, size_t count, size_t size);
/* A copy of `text`, cleaned as text_clean() does: a study may have been
 * written by other hands than ours. */
const char *store_text(struct store *store, const char *text);
/* The text of a column, so kept; "" for NULL. */
const char *store_column(struct store *store, struct stmt *st, int column);
void store_release(struct store *store);

/* Whether text can be used as it is; else text_clean() makes it usable. */
bool store_text_is_clean(const char *text, size_t len);

#endif
