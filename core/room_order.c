/* SPDX-License-Identifier: MIT */
/* The order of business in the room: who comes and goes, which item is on,
 * what is public. */
#include "core/room_work.h"

#include "core/clock.h"
#include "core/id.h"
#include "core/mem.h"
#include <string.h>

static struct id current_item_id(const struct room *room)
{
    if (room->current_item < room->item_count)
        return room->items[room->current_item].id;
    return (struct id){ { 0 } };
}

struct change_entry *room_add_entry(struct room *room, struct change *change, enum entry_kind kind,
                                    int64_t at)
{
    struct change_entry *entry = change_add_entry(change);

    entry->kind = kind;
    entry->at = at;
    entry->offset = room->offset;
    entry->item = current_item_id(room);
    entry->part = room->part;
    entry->text = mem_copy("");
    return entry;
}

/* --- attendance ------------------------------------------------------------------ */

static void move_person(struct room *room, const struct read_movement *read, struct change *change,
                        const struct id *entry)
{
    struct change_movement *movement = change_add_movement(change);
    struct presence *presence = &room->presence[read->person];

    movement->entry = *entry;
    movement->person = room->people[read->person].id;
    movement->movement = read->movement;
    movement->mode = read->mode;
    if (read->movement == MOVE_WITHDREW)
        movement->item = current_item_id(room);
    presence->known = true;
    presence->last = read->movement;
    presence->mode = read->mode;
    room->people[read->person].here = true;
}

static void say_quorum(const struct room *room, bool was_met, struct room_said *said)
{
    struct quorum quorum = room_quorum(room);

    if (quorum.met != was_met)
        room_say(said, quorum.met ? "quorate: %d of %d" : "not quorate: %d of %d", quorum.voting,
                 quorum.needed);
    else
        room_say(said, "%d present", quorum.present);
}

void room_take_attendance(struct room *room, const struct reading *reading, struct change *change,
                          struct room_said *said)
{
    struct change_entry *entry = room_add_entry(room, change, ENTRY_ATTENDANCE, reading->at);
    bool was_met = room_quorum(room).met;

    for (size_t i = 0; i < reading->movement_count; i++)
        move_person(room, &reading->movements[i], change, &entry->id);
    room_remember(room, entry);
    say_quorum(room, was_met, said);
}

/* --- agenda ----------------------------------------------------------------------- */

/* Who withdrew did so for the item that is over. */
static int end_withdrawals(struct room *room)
{
    int back = 0;

    for (size_t i = 0; i < room->person_count; i++) {
        if (room->presence[i].known && room->presence[i].last == MOVE_WITHDREW) {
            room->presence[i].last = MOVE_ARRIVED;
            back++;
        }
    }
    return back;
}

/* Puts a new item behind the current one, in front of all before the first,
 * and returns its index. */
static size_t insert_item(struct room *room, const char *title)
{
    size_t at = room->current_item < room->item_count ? room->current_item + 1 : 0;
    int number = at > 0 ? room->items[at - 1].number + 1 : 1;
    struct agenda_item item;

    item = *room_add_item(room);
    item.id = id_new();
    item.number = number;
    item.title = room_keep(room, title);
    memmove(room->items + at + 1, room->items + at,
            (room->item_count - at - 1) * sizeof *room->items);
    room->items[at] = item;
    for (size_t i = 0; i < room->item_count; i++)
        if (i != at && room->items[i].number >= number)
            room->items[i].number++;
    return at;
}

static struct change_item *write_item(struct change *change, const struct agenda_item *item,
                                      bool revises, const struct id *entry)
{
    struct change_item *row = change_add_item(change);

    row->id = item->id;
    row->revises = revises;
    row->number = item->number;
    row->title = mem_copy(item->title);
    row->paper = mem_copy(item->paper);
    row->purpose = item->purpose;
    row->reached = item->reached;
    row->began = item->began;
    row->entry = *entry;
    return row;
}

static void begin_item(struct room *room, size_t index, bool is_new, int64_t at,
                       struct change *change, struct room_said *said)
{
    struct agenda_item *item = &room->items[index];
    bool first_time = !item->reached;
    struct change_entry *entry;
    int back;

    room->current_item = index;
    entry = room_add_entry(room, change, ENTRY_AGENDA, at);
    if (first_time) {
        item->reached = true;
        item->began = at;
        (void)write_item(change, item, !is_new, &entry->id);
    }
    room_forget_speakers(room);
    room_remember(room, entry);
    back = end_withdrawals(room);
    if (back > 0)
        room_say(said, "item %d; %d who withdrew %s back", item->number, back,
                 back == 1 ? "is" : "are");
}

void room_take_agenda(struct room *room, const struct reading *reading, struct change *change,
                      struct room_said *said)
{
    size_t index;

    switch (reading->step) {
    case AGENDA_END:
        room_say(said, "%s",
                 room->item_count ? "that was the last item" : "the agenda has no items");
        return;
    case AGENDA_NEW:
        index = insert_item(room, str_text(&reading->text));
        begin_item(room, index, true, reading->at, change, said);
        return;
    case AGENDA_NEXT:
    case AGENDA_ITEM:
        index = (size_t)reading->item;
        if (index == room->current_item)
            room_say(said, "item %d is the current one", room->items[index].number);
        else
            begin_item(room, index, false, reading->at, change, said);
        return;
    }
}

void room_move_item(struct room *room, int64_t at, struct change *change)
{
    int index = room_find_item(room, &room->last->item);

    if (room->last_kind != ENTRY_AGENDA || index < 0 || room->items[index].began != room->last_at)
        return;
    room->items[index].began = at;
    (void)write_item(change, &room->items[index], true, &room->last_entry);
}

/* --- parts -------------------------------------------------------------------------- */

void room_take_part(struct room *room, const struct reading *reading, struct change *change,
                    struct room_said *said)
{
    static const char *const needless[PARTS] = {
        [PART_PUBLIC] = "the meeting is public already",
        [PART_PRIVATE] = "the meeting is private already",
        [PART_BREAK] = "there is a break already",
        [PART_RESUME] = "there is no break to end",
    };
    enum part part = reading->part;
    struct change_entry *entry;

    if (part == PART_BREAK || part == PART_RESUME) {
        if (room->on_break == (part == PART_BREAK)) {
            room_say(said, "%s", needless[part]);
            return;
        }
        room->on_break = part == PART_BREAK;
    } else {
        if (room->part == part) {
            room_say(said, "%s", needless[part]);
            return;
        }
        room->part = part;
    }
    entry = room_add_entry(room, change, ENTRY_PART, reading->at);
    entry->part = part;
    room_remember(room, entry);
}
