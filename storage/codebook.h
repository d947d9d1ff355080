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

NODISCARD enum status codebook_load(struct codebook *out, struct study *study,
                                    struct error *err);
void codebook_release(struct codebook *codebook);

/* Adds a code under `parent` (none: the first level), last among its
 * siblings; key NULL for none. Gives the code's id; a code of that name
 * (folded) under that parent is given instead of made a second time.
 * STATUS_EXISTS: another code has that key. */
NODISCARD enum status codebook_add(struct study *study, const struct id *parent, const char *key,
                                   const char *name, bool state, struct id *id,
                                   struct error *err);

#endif
