/* SPDX-License-Identifier: MIT */
/* Memory: it allocates or ends the program. Below cli/ nothing else ends it. */
#include "core/mem.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/attr.h"

/* The one thing that must happen on an end that nobody above can arrange. */
static void (*exhaustion_act)(void);

void mem_on_exhaustion(void (*last_act)(void))
{
    exhaustion_act = last_act;
}

static NORETURN void exhausted(void)
{
    void (*act)(void) = exhaustion_act;

    exhaustion_act = NULL; /* it may need memory itself */
    if (act != NULL)
        act();
    fputs("moot: out of memory: what was saved is safe, close other programs and start again\n",
          stderr);
    /* Not exit(): what it clears away another thread may be using. */
    (void)fflush(stdout);
    _exit(EXIT_FAILURE);
}

void mem_expect(size_t size)
{
    enum { BELOW = 127 * 1024 }; /* what malloc() takes from the heap (mallopt(3)) */
    char *volatile block, *before, *after;

    (void)mallopt(M_TRIM_THRESHOLD, 2 * (int)size); /* what is freed at the top stays */
    (void)mallopt(M_TOP_PAD, (int)size);
    before = sbrk(0);
    block = malloc(BELOW);
    after = sbrk(0);
    if (after > before)
        (void)madvise(before, (size_t)(after - before), MADV_POPULATE_WRITE);
    free(block);
}

void *mem_alloc(size_t count, size_t size)
{
    void *block = calloc(count != 0 ? count : 1, size != 0 ? size : 1);

    if (block == NULL)
        exhausted();
    return block;
}

void *mem_resize(void *old, size_t count, size_t size)
{
    void *block;

    if (size != 0 && count > SIZE_MAX / size)
        exhausted();
    block = realloc(old, count * size != 0 ? count * size : 1);
    if (block == NULL)
        exhausted();
    return block;
}

char *mem_copy(const char *text)
{
    return text != NULL ? mem_copy_len(text, strlen(text)) : NULL;
}

char *mem_copy_len(const char *text, size_t len)
{
    char *copy;

    if (len == SIZE_MAX)
        exhausted();
    copy = mem_resize(NULL, len + 1, 1);
    if (len > 0)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

void *mem_grow(void *array, size_t count, size_t *room, size_t size)
{
    if (array != NULL && count < *room)
        return array;
    if (count > SIZE_MAX / 2 - 4)
        exhausted();
    *room = count < 4 ? 8 : count * 2;
    return mem_resize(array, *room, size);
}
