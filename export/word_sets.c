/* SPDX-License-Identifier: MIT */
/* Words as sets of open addressing, half full at most. */
#include "export/word_sets.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

void word_sets_release(struct word_sets *sets)
{
    for (size_t i = 0; i < sets->capital_room; i++) {
        free(sets->capital[i].word);
        free(sets->capital[i].folded);
    }
    free(sets->small);
    free(sets->capital);
    *sets = (struct word_sets){ 0 };
}

uint64_t word_hash(const char *text, size_t len)
{
    uint64_t hash = WORD_HASH_START;

    for (size_t i = 0; i < len; i++)
        hash = word_hash_on(hash, text[i]);
    return word_hash_end(hash);
}

static size_t small_place(const uint64_t *set, size_t room, uint64_t hash)
{
    size_t at = (size_t)hash & (room - 1);

    while (set[at] != 0 && set[at] != hash)
        at = (at + 1) & (room - 1);
    return at;
}

static void grow_small(struct word_sets *sets)
{
    size_t room = sets->small_room > 0 ? sets->small_room * 2 : 4096;
    uint64_t *set = mem_alloc(room, sizeof *set);

    for (size_t i = 0; i < sets->small_room; i++) {
        if (sets->small[i] != 0)
            set[small_place(set, room, sets->small[i])] = sets->small[i];
    }
    free(sets->small);
    sets->small = set;
    sets->small_room = room;
}

/* Most words have just been there. */
void word_sets_add_small(struct word_sets *sets, uint64_t hash)
{
    uint64_t *recent = &sets->recent[hash & (WORDS_RECENT - 1)];
    size_t at;

    if (*recent == hash)
        return;
    *recent = hash;
    if (sets->small_count * 2 >= sets->small_room)
        grow_small(sets);
    at = small_place(sets->small, sets->small_room, hash);
    sets->small_count += sets->small[at] == 0;
    sets->small[at] = hash;
}

bool word_sets_has_small(const struct word_sets *sets, const char *folded)
{
    uint64_t hash = word_hash(folded, strlen(folded));

    return sets->small_room > 0
           && sets->small[small_place(sets->small, sets->small_room, hash)] != 0;
}

static size_t capital_place(const struct capital *set, size_t room, const char *folded,
                            uint64_t hash)
{
    size_t at = (size_t)hash & (room - 1);

    while (set[at].word != NULL && strcmp(set[at].folded, folded) != 0)
        at = (at + 1) & (room - 1);
    return at;
}

static void grow_capitals(struct word_sets *sets)
{
    size_t room = sets->capital_room > 0 ? sets->capital_room * 2 : 1024;
    struct capital *set = mem_alloc(room, sizeof *set);

    for (size_t i = 0; i < sets->capital_room; i++) {
        const struct capital *old = &sets->capital[i];

        if (old->word != NULL)
            set[capital_place(set, room, old->folded,
                              word_hash(old->folded, strlen(old->folded)))] = *old;
    }
    free(sets->capital);
    sets->capital = set;
    sets->capital_room = room;
}

void word_sets_add_capital(struct word_sets *sets, const char *word, size_t len, const char *folded,
                           uint64_t hash, bool inside, int meeting)
{
    struct capital *at;

    if (sets->capital_count * 2 >= sets->capital_room)
        grow_capitals(sets);
    at = &sets->capital[capital_place(sets->capital, sets->capital_room, folded, hash)];
    if (at->word == NULL) {
        *at = (struct capital){ .word = mem_copy_len(word, len),
                                .folded = mem_copy(folded),
                                .meeting = meeting };
        sets->capital_count++;
    }
    *(inside ? &at->inside : &at->first) += 1;
}
