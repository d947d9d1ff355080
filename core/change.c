/* SPDX-License-Identifier: MIT */
/* Changes: arrays that grow by zeroed rows, and what frees them. */
#include "core/change.h"

#include <stdlib.h>
#include <string.h>

#include "core/entry.h"
#include "core/mem.h"

/* Makes room for one more row and returns the array; its new row is zeroed. */
static void *grow(void *rows, size_t count, size_t *room, size_t size)
{
    char *grown = mem_grow(rows, count, room, size);

    memset(grown + count * size, 0, size);
    return grown;
}

void change_init(struct change *change, const struct id *meeting, int64_t recorded)
{
    *change = (struct change){ .id = id_new(), .meeting = *meeting, .recorded = recorded };
}

struct change_entry *change_add_entry(struct change *change)
{
    struct change_entry *entry;

    change->entries =
        grow(change->entries, change->entry_count, &change->entry_room, sizeof *change->entries);
    entry = &change->entries[change->entry_count++];
    entry->id = id_new();
    return entry;
}

struct change_coding *change_add_coding(struct change *change)
{
    struct change_coding *coding;

    change->codings =
        grow(change->codings, change->coding_count, &change->coding_room, sizeof *change->codings);
    coding = &change->codings[change->coding_count++];
    coding->id = id_new();
    return coding;
}

struct change_movement *change_add_movement(struct change *change)
{
    struct change_movement *movement;

    change->movements = grow(change->movements, change->movement_count, &change->movement_room,
                             sizeof *change->movements);
    movement = &change->movements[change->movement_count++];
    movement->id = id_new();
    return movement;
}

struct change_item *change_add_item(struct change *change)
{
    struct change_item *item;

    change->items =
        grow(change->items, change->item_count, &change->item_room, sizeof *change->items);
    item = &change->items[change->item_count++];
    item->id = id_new();
    return item;
}

struct change_person *change_add_person(struct change *change)
{
    struct change_person *person;

    change->persons =
        grow(change->persons, change->person_count, &change->person_room, sizeof *change->persons);
    person = &change->persons[change->person_count++];
    person->id = id_new();
    return person;
}

struct change_retraction *change_add_retraction(struct change *change)
{
    change->retractions = grow(change->retractions, change->retraction_count,
                               &change->retraction_room, sizeof *change->retractions);
    return &change->retractions[change->retraction_count++];
}

void change_set_reason(struct change *change, const char *reason)
{
    free(change->reason);
    change->reason = reason == NULL || reason[0] == '\0' ? NULL : mem_copy(reason);
}

bool change_is_empty(const struct change *change)
{
    return change->person_count == 0 && change->item_count == 0 && change->entry_count == 0
           && change->coding_count == 0 && change->movement_count == 0
           && change->retraction_count == 0;
}

static void release_coding(struct change_coding *coding)
{
    for (size_t i = 0; i < coding->value_count; i++)
        free(coding->values[i].value);
    free(coding->values);
    free(coding->lost);
}

void change_release(struct change *change)
{
    for (size_t i = 0; i < change->person_count; i++)
        free(change->persons[i].alias);
    for (size_t i = 0; i < change->item_count; i++) {
        free(change->items[i].title);
        free(change->items[i].paper);
    }
    for (size_t i = 0; i < change->entry_count; i++)
        change_entry_release(&change->entries[i]);
    for (size_t i = 0; i < change->coding_count; i++)
        release_coding(&change->codings[i]);
    free(change->persons);
    free(change->items);
    free(change->entries);
    free(change->codings);
    free(change->movements);
    free(change->retractions);
    free(change->reason);
    *change = (struct change){ 0 };
}
