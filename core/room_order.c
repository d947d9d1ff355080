/* SPDX-License-Identifier: MIT */
/* Where the meeting stands: its lines, its parts and its breaks. */
#include "core/room_work.h"

#include "core/clock.h"
#include "core/id.h"
#include "core/mem.h"

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

/* --- parts -------------------------------------------------------------------------- */

static void end_break(struct room *room, int64_t at)
{
    if (room->break_since != TIME_UNKNOWN && at > room->break_since)
        room->away += at - room->break_since;
    room->break_since = TIME_UNKNOWN;
}

int64_t room_sat(const struct room *room, int64_t now)
{
    int64_t began = room->convened != TIME_UNKNOWN ? room->convened : room->opened;
    int64_t until =
        room->break_since != TIME_UNKNOWN && room->break_since < now ? room->break_since : now;

    if (began == TIME_UNKNOWN || now == TIME_UNKNOWN)
        return TIME_UNKNOWN;
    return until - began > room->away ? until - began - room->away : 0;
}

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
        if (part == PART_BREAK)
            room->break_since = reading->at;
        else
            end_break(room, reading->at);
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
    room_note_quorum(room, reading->at, change);
}
