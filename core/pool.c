/* SPDX-License-Identifier: MIT */
/* The pool: blocks in a chain, the newest in front and being filled. */
#include "core/pool.h"

#include "core/mem.h"
#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 16 * 1024 };

struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

struct pool {
    struct block *newest;
};

struct pool *pool_new(void)
{
    return mem_alloc(1, sizeof(struct pool));
}

void pool_free(struct pool *pool)
{
    if (pool == NULL)
        return;
    for (struct block *block = pool->newest; block != NULL;) {
        struct block *next = block->next;

        free(block);
        block = next;
    }
    free(pool);
}

static void *take(struct pool *pool, size_t size, size_t align)
{
    struct block *block = pool->newest;
    size_t at = block != NULL ? (block->used + align - 1) / align * align : 0;

    if (block == NULL || at > block->size || block->size - at < size) {
        size_t room = size > BLOCK / 4 ? size : BLOCK; /* what is large has its own */

        block = mem_alloc(1, sizeof *block + room);
        block->size = room;
        block->next = pool->newest;
        pool->newest = block;
        at = 0;
    }
    block->used = at + size;
    return block->bytes + at;
}

void *pool_take(struct pool *pool, size_t count, size_t size)
{
    assert(size == 0 || count <= SIZE_MAX / 2 / size);
    return take(pool, count * size, alignof(max_align_t));
}

const char *pool_copy(struct pool *pool, const char *text)
{
    size_t len;
    char *copy;

    if (text == NULL)
        return NULL;
    len = strlen(text) + 1;
    copy = take(pool, len, 1);
    memcpy(copy, text, len);
    return copy;
}
