/* SPDX-License-Identifier: MIT */
/* A trie over symbols (code points). Most nodes have one child, which is the
 * node after them, so that a walk goes through memory in order; other edges are
 * in one hash table, so that it stays small with any alphabet. For the files of
 * this folder. */
#ifndef EXPORT_TRIE_H
#define EXPORT_TRIE_H

#include <stddef.h>
#include <stdint.h>

struct trie {
    uint32_t *on;         /* by node: the symbol that leads to the node after it, 0 none; and
                             TRIE_MORE when it has other children */
    size_t on_room;
    uint64_t *keys;       /* of the others: node << 32 | symbol; 0 free (the root is node 1) */
    uint32_t *children;   /* beside keys */
    size_t count, room;   /* of the others; room a power of two */
    uint32_t nodes;       /* the last node's number */
};

enum { TRIE_ROOT = 1, TRIE_MORE = 1 << 30 };

void trie_init(struct trie *trie);
void trie_release(struct trie *trie);

/* The child of `node` by `symbol`, which is not 0; 0 when there is none. */
uint32_t trie_child(const struct trie *trie, uint32_t node, uint32_t symbol);
/* The same, made if it is absent. */
uint32_t trie_grow(struct trie *trie, uint32_t node, uint32_t symbol);

#endif
