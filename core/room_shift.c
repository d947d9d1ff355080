/* SPDX-License-Identifier: MIT */
/* Entries moved in time: their times change, their order never does. What
 * began with an entry, an agenda item or a state, moves with it. */
#include "core/room_work.h"

#include "core/clock.h"
#include "core/entry.h"
#include "core/mem.h"

static void move_item(struct room *room, const struct change_entry *entry, int64_t at,
                      struct change *change)
{
    int index = room_find_item(room, &entry->item);
    struct agenda_item *item = index >= 0 ? &room->items[index] : NULL;
    struct change_item *row;

    if (entry->kind != ENTRY_AGENDA || item == NULL || item->began != entry->at)
        return;
    item->began = at;
    row = change_add_item(change);
    row->id = item->id;
    row->revises = true;
    row->number = item->number;
    row->title = mem_copy(item->title);
    row->paper = mem_copy(item->paper);
    row->purpose = item->purpose;
    row->reached = item->reached;
    row->skipped = item->skipped;
    row->began = at;
    row->entry = entry->id;
}

/* A break that begins later is shorter, one that ends later is longer. */
static void move_part(struct room *room, const struct change_entry *entry, int64_t by)
{
    if (entry->kind != ENTRY_PART || (entry->part != PART_BREAK && entry->part != PART_RESUME))
        return;
    if (entry->part == PART_BREAK && room->break_since == entry->at)
        room->break_since += by;
    else
        room->away += entry->part == PART_BREAK ? -by : by;
    if (room->away < 0)
        room->away = 0;
}

static void move_people(struct room *room, const struct change_entry *entry, int64_t at)
{
    for (size_t i = 0; entry->kind == ENTRY_ATTENDANCE && i < room->person_count; i++)
        if (room->presence[i].since == entry->at)
            room->presence[i].since = at;
}

void room_shift(struct room *room, const struct change_entry *entry, int64_t by,
                struct change *change)
{
    struct change_entry *row;
    int64_t at = entry->at + by;

    if (entry->at == TIME_UNKNOWN)
        return;
    move_item(room, entry, at, change);
    move_part(room, entry, by);
    move_people(room, entry, at);
    for (size_t i = 0; i < room->state_count; i++)
        if (room->states[i].since == entry->at)
            room->states[i].since = at;
    row = change_add_entry(change);
    *row = change_entry_copy(entry);
    row->revises = true;
    row->at = at;
    if (!id_equal(&room->last_entry, &row->id))
        return;
    room->last_at = at;
    if (room->last != NULL)
        room->last->at = at;
}
