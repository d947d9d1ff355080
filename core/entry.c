/* SPDX-License-Identifier: MIT */
/* Entries on their way from what is read to what is written: a change_entry
 * owns its strings and arrays, an entry borrows them. */
#include "core/entry.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

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
