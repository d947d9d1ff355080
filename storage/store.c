/* SPDX-License-Identifier: MIT */
/* Strings and arrays that are freed together, in blocks that are filled from
 * their start. */
#include "storage/store.h"

#include "core/mem.h"
#include "core/text.h"
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 4000 };

struct store_block {
    struct store_block *next;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

void *store_alloc(struct store *store, size_t count, size_t size)
{
    size_t align = alignof(max_align_t);
    size_t wanted = (count * size + align - 1) / align * align;
    struct store_block *block = store->first;
    void *found;

    if (block == NULL || block->size - block->used < wanted) {
        size_t room = wanted > BLOCK_SIZE ? wanted : BLOCK_SIZE;

        block = mem_alloc(1, sizeof *block + room);
        block->size = room;
        block->next = store->first;
        store->first = block;
    }
    found = block->bytes + block->used;
    block->used += wanted;
    return found;
}

/* Characters above ASCII that text_clean() takes out, by their UTF-8 bytes:
 * C1 controls, line separators, bidirectional overrides, U+FEFF. */
static bool is_unwanted(const unsigned char *c)
{
    if (c[0] == 0xC2)
        return c[1] < 0xA0;
    if (c[0] == 0xE2 && c[1] == 0x80)
        return c[2] >= 0xA8 && c[2] <= 0xAE;
    if (c[0] == 0xE2 && c[1] == 0x81)
        return c[2] >= 0xA6 && c[2] <= 0xA9;
    return c[0] == 0xEF && c[1] == 0xBB && c[2] == 0xBF;
}

bool store_text_is_clean(const char *text, size_t len)
{
    const unsigned char *c = (const unsigned char *)text;
    bool ascii = true;

    for (size_t i = 0; i < len; i++) {
        if ((c[i] < 0x20 && c[i] != '\n' && c[i] != '\t') || c[i] == 0x7F)
            return false;
        ascii = ascii && c[i] < 0x80;
    }
    if (ascii)
        return true;
    if (!text_valid(text, len))
        return false;
    for (size_t i = 0; i < len; i++)
        if (c[i] >= 0xC2 && is_unwanted(c + i)) /* valid: what follows is there */
            return false;
    return true;
}

const char *store_text(struct store *store, const char *text)
{
    size_t len = strlen(text);
    struct str clean = STR_INIT;
    char *kept;

    if (!store_text_is_clean(text, len)) {
        text_clean(&clean, text, len);
        text = str_text(&clean);
        len = clean.len;
    }
    if (len == 0) {
        str_release(&clean);
        return "";
    }
    kept = store_alloc(store, len + 1, 1);
    memcpy(kept, text, len + 1);
    str_release(&clean);
    return kept;
}

const char *store_column(struct store *store, struct stmt *st, int column)
{
    return store_text(store, stmt_text(st, column));
}

void store_release(struct store *store)
{
    while (store->first != NULL) {
        struct store_block *next = store->first->next;

        free(store->first);
        store->first = next;
    }
}
