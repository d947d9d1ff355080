/* SPDX-License-Identifier: MIT */
/* How names begin, as a Bloom filter that lets the matcher pass most words
 * over. For the matcher. */
#ifndef EXPORT_BEGINNINGS_H
#define EXPORT_BEGINNINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    BEGINNINGS_BITS = 1 << 17, /* 16 KiB, to stay in the fastest cache */
    BEGINNINGS_LONGEST = 4     /* symbols looked at */
};

/* The first two, three and four symbols of all names where they are ASCII
 * letters or digits, and first words of two or three with a mark after them. */
struct beginnings {
    uint64_t bits[BEGINNINGS_BITS / 64];
};

/* Whether `c` is an ASCII letter or digit. */
static inline bool beginnings_is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Notes how a name begins; `count` symbols at most BEGINNINGS_LONGEST. */
void beginnings_add(struct beginnings *beginnings, const uint32_t *symbol, size_t count);

/* Whether no name begins like the word at `text`. */
bool beginnings_pass(const struct beginnings *beginnings, const char *text, size_t len);

#endif
