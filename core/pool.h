/* SPDX-License-Identifier: MIT */
/* A pool: memory that is taken piece by piece and given back all at once, for
 * the many small strings of a meeting that runs. */
#ifndef CORE_POOL_H
#define CORE_POOL_H

#include <stddef.h>

struct pool;

/* An empty pool; pool_free() ends it with all that was taken from it. */
struct pool *pool_new(void);
void pool_free(struct pool *pool);

/* `count` times `size` zeroed bytes, aligned for anything; never NULL. */
void *pool_take(struct pool *pool, size_t count, size_t size);

/* A copy of `text`; NULL gives NULL. */
const char *pool_copy(struct pool *pool, const char *text);

#endif
