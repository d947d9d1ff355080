/* SPDX-License-Identifier: MIT */
/* The codebook of a study. */
#ifndef STORAGE_CODEBOOK_H
#define STORAGE_CODEBOOK_H

#include "core/code.h"
#include "storage/study.h"

/* All codes, parents before children, siblings in their order. It owns its
 * strings and arrays. */
struct codebook {
    struct code *codes;
    size_t count;
    struct codebook_store *store;
};

NODISCARD enum status codebook_load(struct codebook *out, struct study *study, struct error *err);
void codebook_release(struct codebook *codebook);

/* Adds a code under `parent` (none: the first level), last among its
 * siblings; key NULL for none. Gives the code's id; a code of that name
 * (folded) under that parent is given instead of made a second time.
 * STATUS_EXISTS: another code has that key. */
NODISCARD enum status codebook_add(struct study *study, const struct id *parent, const char *key,
                                   const char *name, bool state, struct id *id, struct error *err);

/* Adds a code of the first level without a key, last there, whatever others are called. */
NODISCARD enum status codebook_add_new(struct study *study, const char *name, bool state,
                                       struct id *id, struct error *err);

enum { PINNED_LAST = -1 };
/* What an observer may change of a code (codebook_change.c); texts are clean. */
struct code_fields {
    const char *key; /* "" none */
    const char *name;
    const char *color; /* "" none */
    const char *definition, *use_when, *not_when;
    const char *group;     /* exclusive group; "" none */
    const char *modifiers; /* as typed_modifiers_read() reads them */
    bool state;
    int pinned;   /* its place among those always in view; 0 not; PINNED_LAST: the last of them,
                   * unless it has a place */
    char hot_key; /* 0 none */
};

/* Sets all of them. Modifiers and choices are known again by their names; one
 * in the place of one that is gone is that one renamed, in old codings too.
 * STATUS_INPUT: a value does not fit; a code that was used would change
 * between point and state; a modifier or choice that was used would go.
 * STATUS_EXISTS: another code has the key, or offers the hot key; it is named. */
NODISCARD enum status codebook_set(struct study *study, const struct id *code,
                                   const struct code_fields *fields, struct error *err);

/* Puts a code under `parent` (none: the first level), behind its sibling
 * `after` (none: first). STATUS_INPUT: under itself. */
NODISCARD enum status codebook_place(struct study *study, const struct id *code,
                                     const struct id *parent, const struct id *after,
                                     struct error *err);

/* Retires a code: it is kept in what was coded, and not offered. Or brings it
 * back: as a code of its own, if it was merged, and without its hot key, if
 * another code has that by now. */
NODISCARD enum status codebook_retire(struct study *study, const struct id *code, bool retired,
                                      struct error *err);

/* From now on, what was coded with `code` counts and reads as coded with
 * `into`, which gets the modifiers and choices that it lacks. STATUS_INPUT:
 * the same code, a point and a state, a retired one, or `into` lies under `code`. */
NODISCARD enum status codebook_merge(struct study *study, const struct id *code,
                                     const struct id *into, struct error *err);

/* How many codings there are of each code of *codebook, merged ones counted
 * where they read: uses[] beside codebook->codes. Counted a code at a time for
 * about `milliseconds` (-1: to the end), since there may be many codings: *at
 * is 0 at first, and uses[] holds once *at is greater than codebook->count. */
NODISCARD enum status codebook_uses(struct study *study, const struct codebook *codebook,
                                    int milliseconds, int64_t *uses, size_t *at,
                                    struct error *err);

#endif
