/* SPDX-License-Identifier: MIT */
/* The agenda in the room: which item is on, and how its screen changes what is
 * to come. room->items stands in the order of the numbers. */
#include "core/room_change.h"
#include "core/room_work.h"

#include "core/clock.h"
#include "core/mem.h"
#include <string.h>

/* Who withdrew did so for the item that is over, and counts again. Says who
 * they are. */
static size_t end_withdrawals(struct room *room, struct str *who)
{
    size_t back = 0;

    for (size_t i = 0; i < room->person_count; i++) {
        if (!presence_is_withdrawn(&room->presence[i]))
            continue;
        room->presence[i].over = true;
        str_add_format(who, "%s%d", back++ > 0 ? ", " : "", room->people[i].number);
    }
    return back;
}

static struct change_item *write_item(struct change *change, const struct agenda_item *item,
                                      bool revises)
{
    struct change_item *row = change_add_item(change);

    row->id = item->id;
    row->revises = revises;
    row->number = item->number;
    row->title = mem_copy(item->title);
    row->paper = mem_copy(item->paper);
    row->purpose = item->purpose;
    row->reached = item->reached;
    row->skipped = item->skipped;
    row->began = item->began;
    return row;
}

/* Puts a new item in front of `place` and returns it; those from there on get
 * the next number. */
static struct agenda_item *insert_item(struct room *room, size_t place, const char *title,
                                       const char *paper, enum purpose purpose)
{
    int number = place > 0 ? room->items[place - 1].number + 1 : 1;
    struct agenda_item item;
    bool begun = room->current_item < room->item_count;

    item = *room_add_item(room);
    item.id = id_new();
    item.number = number;
    item.title = room_keep(room, title);
    item.paper = room_keep(room, paper);
    item.purpose = purpose;
    memmove(room->items + place + 1, room->items + place,
            (room->item_count - place - 1) * sizeof *room->items);
    room->items[place] = item;
    for (size_t i = 0; i < room->item_count; i++)
        if (i != place && room->items[i].number >= number)
            room->items[i].number++;
    if (begun && room->current_item >= place)
        room->current_item++;
    return &room->items[place];
}

/* An item begins: `is_new` in the change already. */
static void begin_item(struct room *room, size_t index, bool is_new, int64_t at,
                       struct change *change, struct room_said *said)
{
    struct agenda_item *item = &room->items[index];
    bool revises = !item->reached || item->skipped;
    struct change_entry *entry;
    struct str who = STR_INIT;
    size_t back;

    room->current_item = index;
    entry = room_add_entry(room, change, ENTRY_AGENDA, at);
    if (!item->reached)
        item->began = at;
    item->reached = true;
    item->skipped = false;
    if (is_new || revises)
        write_item(change, item, !is_new)->entry = entry->id;
    room_forget_speakers(room);
    room_remember(room, entry);
    back = end_withdrawals(room, &who);
    if (back > 0)
        room_say(said, "item %d; %s count%s as back", item->number, who.text, back == 1 ? "s" : "");
    str_release(&who);
    room_note_quorum(room, at, change);
}

void room_begin_item(struct room *room, size_t index, int64_t at, struct change *change,
                     struct room_said *said)
{
    said->text[0] = '\0';
    if (index == room->current_item)
        room_say(said, "item %d is the current one", room->items[index].number);
    else
        begin_item(room, index, false, at, change, said);
}

void room_take_agenda(struct room *room, const struct reading *reading, struct change *change,
                      struct room_said *said)
{
    size_t place = room->current_item < room->item_count ? room->current_item + 1 : 0;

    switch (reading->step) {
    case AGENDA_END:
        room_say(said, "%s",
                 room->item_count ? "that was the last item" : "the agenda has no items");
        return;
    case AGENDA_NEW:
        (void)insert_item(room, place, str_text(&reading->text), "", PURPOSE_NONE);
        begin_item(room, place, true, reading->at, change, said);
        return;
    case AGENDA_NEXT:
    case AGENDA_ITEM:
        room_begin_item(room, (size_t)reading->item, reading->at, change, said);
        return;
    }
}

/* --- what the screen does ---------------------------------------------------------- */

void room_insert_item(struct room *room, size_t place, const char *title, const char *paper,
                      enum purpose purpose, struct change *change)
{
    (void)write_item(change, insert_item(room, place, title, paper, purpose), false);
}

void room_edit_item(struct room *room, size_t index, const char *title, const char *paper,
                    enum purpose purpose, struct change *change)
{
    struct agenda_item *item = &room->items[index];

    if (strcmp(item->title, title) == 0 && strcmp(item->paper, paper) == 0
        && item->purpose == purpose)
        return;
    item->title = room_keep(room, title);
    item->paper = room_keep(room, paper);
    item->purpose = purpose;
    (void)write_item(change, item, true);
}

bool room_shift_item(struct room *room, size_t index, bool up, struct change *change)
{
    size_t first = up ? index - 1 : index; /* of the two that change places */
    struct agenda_item above, below;

    if (index >= room->item_count || (up ? index == 0 : index + 1 == room->item_count))
        return false;
    above = room->items[first + 1];
    below = room->items[first];
    above.number = room->items[first].number;
    below.number = room->items[first + 1].number;
    room->items[first] = above;
    room->items[first + 1] = below;
    if (room->current_item == first)
        room->current_item = first + 1;
    else if (room->current_item == first + 1)
        room->current_item = first;
    write_item(change, &above, true)->moves = true;
    write_item(change, &below, true)->moves = true;
    return true;
}

void room_skip_item(struct room *room, size_t index, struct change *change)
{
    room->items[index].skipped = !room->items[index].skipped;
    (void)write_item(change, &room->items[index], true);
}
