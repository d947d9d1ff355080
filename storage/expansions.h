/* SPDX-License-Identifier: MIT */
/* The text expansions of a study. */
#ifndef STORAGE_EXPANSIONS_H
#define STORAGE_EXPANSIONS_H

#include "core/expansion.h"
#include "storage/study.h"

/* All of them, by abbreviation. It owns its strings. */
struct expansions {
    struct expansion *item;
    size_t count;
    struct expansions_store *store;
};

NODISCARD enum status expansions_load(struct expansions *out, struct study *study,
                                      struct error *err);
/* Frees it; it is as after = {0}. */
void expansions_release(struct expansions *expansions);

/* Adds one, or changes what it becomes. STATUS_INPUT: the abbreviation or the
 * text cannot be one, and *err says why. */
NODISCARD enum status expansions_set(struct study *study, const char *brief, const char *full,
                                     struct error *err);
/* Takes one out; the study keeps its row, marked removed, so that a merge does
 * not bring it back. One that is not there is no failure. */
NODISCARD enum status expansions_remove(struct study *study, const char *brief, struct error *err);

/* The local names of all bodies, each once; the array and its `count` strings
 * are the caller's to free(). */
NODISCARD enum status expansions_bodies(struct study *study, char ***names, size_t *count,
                                        struct error *err);

/* In how many entries `word` stands as a word, case and accents ignored;
 * EXPANSIONS_MANY: in that many or more. */
enum { EXPANSIONS_MANY = 100 };
NODISCARD enum status expansions_uses(struct study *study, const char *word, size_t *count,
                                      struct error *err);

#endif
