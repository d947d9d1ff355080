/* SPDX-License-Identifier: MIT */
/* The Bloom filter of beginnings: one bit for each, since a wrong yes costs
 * only a walk through the trie. */
#include "export/beginnings.h"

enum { END_OF_WORD = ' ' };

/* The bit of a beginning, whose symbols are packed into `key`. */
static uint32_t bit_of(uint32_t key)
{
    return (key * 0x9E3779B1u) >> 15 & (BEGINNINGS_BITS - 1);
}

static void add(struct beginnings *beginnings, uint32_t key)
{
    uint32_t bit = bit_of(key);

    beginnings->bits[bit / 64] |= (uint64_t)1 << bit % 64;
}

void beginnings_add(struct beginnings *beginnings, const uint32_t *symbol, size_t count)
{
    uint32_t key = 0;
    size_t i = 0;

    for (; i < count && symbol[i] < 128 && beginnings_is_word((char)symbol[i]); i++) {
        key = key << 8 | symbol[i];
        add(beginnings, key);
    }
    if (i < BEGINNINGS_LONGEST)
        add(beginnings, key << 8 | END_OF_WORD);
}

/* After fewer than four letters comes the end of the word, unless it is a sign
 * that folding may ignore or take for a letter. */
bool beginnings_pass(const struct beginnings *beginnings, const char *text, size_t len)
{
    uint32_t key = 0, bit;
    size_t count = 0;

    while (count < BEGINNINGS_LONGEST && count < len && beginnings_is_word(text[count])) {
        unsigned char c = (unsigned char)text[count++];

        key = key << 8 | (c >= 'A' ? c | 0x20u : c);
    }
    if (count < 2)
        return false;
    if (count < BEGINNINGS_LONGEST
        && (count == len || ((unsigned char)text[count] < 0x80 && text[count] != '\''
                             && text[count] != '`')))
        key = key << 8 | END_OF_WORD;
    bit = bit_of(key);
    return (beginnings->bits[bit / 64] >> bit % 64 & 1) == 0;
}
