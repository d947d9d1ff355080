/* SPDX-License-Identifier: MIT */
/* Entries on their way from what is read to what is written: a change_entry
 * owns its strings and arrays, an entry borrows them. */
#include "core/entry.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/pool.h"

/* A copy of an array, NULL for an empty one. */
static void *copy_array(const void *array, size_t count, size_t size)
{
    void *copy;

    if (count == 0)
        return NULL;
    copy = mem_alloc(count, size);
    memcpy(copy, array, count * size);
    return copy;
}

struct change_entry change_entry_copy(const struct change_entry *entry)
{
    struct change_entry copy = *entry;

    copy.text = mem_copy(entry->text);
    copy.speakers = copy_array(entry->speakers, entry->speaker_count, sizeof *entry->speakers);
    copy.addressees =
        copy_array(entry->addressees, entry->addressee_count, sizeof *entry->addressees);
    copy.verbatim = copy_array(entry->verbatim, entry->verbatim_count, sizeof *entry->verbatim);
    return copy;
}

struct change_entry entry_to_revise(const struct entry *entry)
{
    struct change_entry revised = {
        .id = entry->id,
        .revises = true,
        .removed = entry->removed,
        .retracted = entry->retracted,
        .kind = entry->kind,
        .at = entry->at,
        .offset = entry->offset,
        .item = entry->item,
        .about = entry->about,
        .part = entry->part,
        .text = mem_copy(entry->text != NULL ? entry->text : ""),
        .continues = entry->continues,
        .speaker_count = entry->speaker_count,
        .addressee_count = entry->addressee_count,
        .verbatim_count = entry->verbatim_count,
    };

    revised.speakers = copy_array(entry->speakers, entry->speaker_count, sizeof *entry->speakers);
    revised.addressees =
        copy_array(entry->addressees, entry->addressee_count, sizeof *entry->addressees);
    revised.verbatim = copy_array(entry->verbatim, entry->verbatim_count, sizeof *entry->verbatim);
    return revised;
}

void change_entry_release(struct change_entry *entry)
{
    free(entry->text);
    free(entry->speakers);
    free(entry->addressees);
    free(entry->verbatim);
    *entry = (struct change_entry){ 0 };
}

/* A copy with its pool behind it. */
struct owned {
    struct entry entry; /* first: what is handed out */
    struct pool *pool;
};

static const char *keep(struct pool *pool, const char *text)
{
    return pool_copy(pool, text == NULL ? "" : text);
}

static void *keep_array(struct pool *pool, const void *array, size_t count, size_t size)
{
    void *copy;

    if (count == 0)
        return NULL;
    copy = pool_take(pool, count, size);
    memcpy(copy, array, count * size);
    return copy;
}

static const struct coding *keep_codings(struct pool *pool, const struct entry *entry)
{
    struct coding *codings =
        keep_array(pool, entry->codings, entry->coding_count, sizeof *entry->codings);

    for (size_t i = 0; i < entry->coding_count; i++) {
        struct coding *coding = &codings[i];
        struct coding_value *values =
            keep_array(pool, coding->values, coding->value_count, sizeof *coding->values);

        for (size_t j = 0; j < coding->value_count; j++)
            values[j].value = keep(pool, values[j].value);
        coding->values = values;
        coding->observer = keep(pool, coding->observer);
        coding->lost = keep(pool, coding->lost);
    }
    return codings;
}

const struct entry *entry_keep(struct pool *pool, const struct entry *entry)
{
    struct entry *copy = pool_take(pool, 1, sizeof *copy);

    *copy = *entry;
    copy->observer = keep(pool, entry->observer);
    copy->text = keep(pool, entry->text);
    copy->speakers =
        keep_array(pool, entry->speakers, entry->speaker_count, sizeof *entry->speakers);
    copy->addressees =
        keep_array(pool, entry->addressees, entry->addressee_count, sizeof *entry->addressees);
    copy->verbatim =
        keep_array(pool, entry->verbatim, entry->verbatim_count, sizeof *entry->verbatim);
    copy->codings = keep_codings(pool, entry);
    copy->movements =
        keep_array(pool, entry->movements, entry->movement_count, sizeof *entry->movements);
    return copy;
}

struct entry *entry_copy(const struct entry *entry)
{
    struct owned *owned = mem_alloc(1, sizeof *owned);

    owned->pool = pool_new();
    owned->entry = *entry_keep(owned->pool, entry);
    return &owned->entry;
}

void entry_free(struct entry *entry)
{
    struct owned *owned = (struct owned *)(void *)entry;

    if (owned == NULL)
        return;
    pool_free(owned->pool);
    free(owned);
}
