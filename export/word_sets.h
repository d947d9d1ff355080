/* SPDX-License-Identifier: MIT */
/* The words of an export: those in small letters by their hash alone, since there
 * are many and nobody asks for them, those with a capital by themselves. */
#ifndef EXPORT_WORD_SETS_H
#define EXPORT_WORD_SETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WORDS_RECENT = 4096 }; /* words; a power of two */

/* A word with a capital. */
struct capital {
    char *word; /* as it stood first; NULL: the place is free */
    char *folded;
    size_t inside, first; /* inside a sentence; as its first word */
    int meeting;          /* where it stood first */
};

/* They begin as {0}. */
struct word_sets {
    uint64_t *small; /* 0 free */
    size_t small_count, small_room;
    uint64_t recent[WORDS_RECENT]; /* of them, each at its place */
    struct capital *capital;
    size_t capital_count, capital_room;
};

void word_sets_release(struct word_sets *sets);

/* FNV-1a byte by byte, and what makes it a place in a set: never 0. */
#define WORD_HASH_START UINT64_C(0xCBF29CE484222325)
static inline uint64_t word_hash_on(uint64_t hash, char c)
{
    return (hash ^ (unsigned char)c) * 0x100000001B3;
}
static inline uint64_t word_hash_end(uint64_t hash)
{
    hash ^= hash >> 29;
    return hash != 0 ? hash : 1;
}
uint64_t word_hash(const char *text, size_t len);

/* A word in small letters, by the hash of what it folds to. */
void word_sets_add_small(struct word_sets *sets, uint64_t hash);
bool word_sets_has_small(const struct word_sets *sets, const char *folded);
/* A word with a capital, and whether it stands inside a sentence; both texts are copied. */
void word_sets_add_capital(struct word_sets *sets, const char *word, size_t len, const char *folded,
                           uint64_t hash, bool inside, int meeting);

#endif
