/* SPDX-License-Identifier: MIT */
/* The trie's edges; those in the table: open addressing, at most half full. */
#include "export/trie.h"
#include "core/mem.h"
#include <stdlib.h>

static size_t place(const struct trie *trie, uint64_t key)
{
    uint64_t mixed = key * 0x9E3779B97F4A7C15u; /* the node stands in the upper half */
    size_t at = (size_t)(mixed ^ mixed >> 32) & (trie->room - 1);

    while (trie->keys[at] != 0 && trie->keys[at] != key)
        at = (at + 1) & (trie->room - 1);
    return at;
}

static void make_room(struct trie *trie, size_t room)
{
    struct trie old = *trie;

    trie->room = room;
    trie->keys = mem_alloc(room, sizeof *trie->keys);
    trie->children = mem_alloc(room, sizeof *trie->children);
    for (size_t i = 0; i < old.room; i++)
        if (old.keys[i] != 0) {
            size_t at = place(trie, old.keys[i]);

            trie->keys[at] = old.keys[i];
            trie->children[at] = old.children[i];
        }
    free(old.keys);
    free(old.children);
}

static uint32_t add_node(struct trie *trie)
{
    uint32_t node = ++trie->nodes;

    while (trie->on_room <= node)
        trie->on = mem_grow(trie->on, trie->on_room, &trie->on_room, sizeof *trie->on);
    trie->on[node] = 0;
    return node;
}

void trie_init(struct trie *trie)
{
    *trie = (struct trie){ .nodes = 0 };
    make_room(trie, 1024);
    (void)add_node(trie); /* the root */
}

void trie_release(struct trie *trie)
{
    free(trie->on);
    free(trie->keys);
    free(trie->children);
}

uint32_t trie_child(const struct trie *trie, uint32_t node, uint32_t symbol)
{
    uint32_t on = trie->on[node];

    if ((on & ~(uint32_t)TRIE_MORE) == symbol)
        return node + 1;
    return on & TRIE_MORE ? trie->children[place(trie, (uint64_t)node << 32 | symbol)] : 0;
}

uint32_t trie_grow(struct trie *trie, uint32_t node, uint32_t symbol)
{
    uint64_t key = (uint64_t)node << 32 | symbol;
    uint32_t child = trie_child(trie, node, symbol);
    size_t at;

    if (child != 0)
        return child;
    child = add_node(trie);
    if (child == node + 1) {
        trie->on[node] = symbol;
        return child;
    }
    trie->on[node] |= TRIE_MORE;
    if (trie->count + 1 > trie->room / 2)
        make_room(trie, trie->room * 2);
    at = place(trie, key);
    trie->keys[at] = key;
    trie->children[at] = child;
    trie->count++;
    return child;
}
