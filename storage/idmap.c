/* SPDX-License-Identifier: MIT */
/* A hash table from ids to rows, open addressing, at most half full. Ids are
 * random, so their own bytes are the hash. */
#include "storage/idmap.h"

#include "core/mem.h"
#include <stdlib.h>
#include <string.h>

static struct idmap_slot *find(const struct idmap *map, int kind, const struct id *id)
{
    size_t at;

    memcpy(&at, id->byte, sizeof at);
    for (at += (size_t)kind;; at++) {
        struct idmap_slot *slot = &map->slot[at & (map->size - 1)];

        if (slot->row == 0 || (slot->kind == kind && id_equal(&slot->id, id)))
            return slot;
    }
}

int64_t idmap_get(const struct idmap *map, int kind, const struct id *id)
{
    return map->size == 0 ? 0 : find(map, kind, id)->row;
}

static void grow(struct idmap *map)
{
    struct idmap bigger = { .size = map->size == 0 ? 16 : map->size * 2 };

    bigger.slot = mem_alloc(bigger.size, sizeof *bigger.slot);
    for (size_t i = 0; i < map->size; i++)
        if (map->slot[i].row != 0)
            *find(&bigger, map->slot[i].kind, &map->slot[i].id) = map->slot[i];
    bigger.count = map->count;
    free(map->slot);
    *map = bigger;
}

void idmap_put(struct idmap *map, int kind, const struct id *id, int64_t row)
{
    struct idmap_slot *slot;

    if (map->count * 2 >= map->size)
        grow(map);
    slot = find(map, kind, id);
    if (slot->row == 0)
        map->count++;
    *slot = (struct idmap_slot){ .id = *id, .kind = kind, .row = row };
}

void idmap_release(struct idmap *map)
{
    free(map->slot);
    *map = (struct idmap){ 0 };
}
