/* SPDX-License-Identifier: MIT */
/* The lists that a study words as it likes: role groups of people, functions
 * of bodies. What is in use is renamed and never taken out; keys stay. */
#ifndef STORAGE_LISTS_H
#define STORAGE_LISTS_H

#include "storage/study.h"
#include <stddef.h>

enum list_kind { LIST_ROLE_GROUPS, LIST_FUNCTIONS };

struct list_word {
    struct id id;      /* none: a new one */
    const char *key;   /* "gp", "governing-body" */
    const char *name;  /* "NHS manager" */
    const char *label; /* role groups: before "ID 60" in exports; "" as the name */
    size_t uses;       /* role groups: people who have it; functions: bodies and meetings */
};
struct list_words {
    struct list_word *word; /* in the study's order */
    size_t count;
    struct list_store *store;
};

NODISCARD enum status lists_load(struct list_words *out, struct study *study, enum list_kind kind,
                                 struct error *err);
void lists_release(struct list_words *words);

/* Adds a word at the end, or renames one; the key of one that is there is not
 * changed. A key that is not given is made of the name. Gives its id.
 * STATUS_INPUT: no name, a key that could not be typed. STATUS_EXISTS: another
 * one has that name or key. */
NODISCARD enum status lists_save(struct study *study, enum list_kind kind,
                                 const struct list_word *word, struct id *id, struct error *err);
/* Moves one up (-1) or down (1); at the end of the list nothing happens. */
NODISCARD enum status lists_move(struct study *study, enum list_kind kind, const struct id *id,
                                 int by, struct error *err);
/* Takes one out. STATUS_INPUT: it is in use. */
NODISCARD enum status lists_delete(struct study *study, enum list_kind kind, const struct id *id,
                                   struct error *err);

#endif
