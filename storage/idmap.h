/* SPDX-License-Identifier: MIT */
/* Rows found by id, remembered while one change is written: a meeting of a
 * thousand entries names the same thirty people. */
#ifndef STORAGE_IDMAP_H
#define STORAGE_IDMAP_H

#include "core/id.h"
#include <stddef.h>
#include <stdint.h>

struct idmap_slot {
    struct id id;
    int kind;    /* which table */
    int64_t row; /* 0: the slot is free */
};
struct idmap {
    struct idmap_slot *slot; /* `size` of them, a power of two */
    size_t count, size;
};

/* The row, 0 when none is remembered. */
int64_t idmap_get(const struct idmap *map, int kind, const struct id *id);
/* Remembers a row (not 0). */
void idmap_put(struct idmap *map, int kind, const struct id *id, int64_t row);
void idmap_release(struct idmap *map);

#endif
