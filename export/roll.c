/* SPDX-License-Identifier: MIT */
/* The roll of a meeting, called again from its record. */
#include "export/roll.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "storage/entries.h"

static void take_first(struct roll *roll, const struct change_movement *movement, bool *moved)
{
    int person = room_find_person(roll->room, &movement->person);
    struct presence *presence;

    if (person < 0 || moved[person] || movement->movement == MOVE_SITS)
        return;
    moved[person] = true;
    presence = &roll->presence[person];
    presence->over = false;
    presence->known = movement->movement == MOVE_ARRIVED; /* who arrives was not there */
    presence->last = MOVE_ABSENT;
}

enum status roll_open(struct roll *out, struct study *study, const struct room *room,
                      struct error *err)
{
    struct entries *entries;
    const struct entry *entry;
    bool *moved;
    enum status status;

    *out = (struct roll){ .room = room };
    if (room->rule.number == 0 && room->rule.need_count == 0)
        return STATUS_OK;
    status = entries_open(&entries, study, &room->meeting, ENTRIES_FORWARD, INT64_MIN, 0, err);
    if (status)
        return status;
    out->presence = mem_alloc(room->person_count + 1, sizeof *out->presence);
    if (room->person_count > 0)
        memcpy(out->presence, room->presence, room->person_count * sizeof *out->presence);
    for (size_t i = 0; i < room->person_count; i++)
        out->presence[i].capacity = room->presence[i].listed;
    moved = mem_alloc(room->person_count + 1, sizeof *moved);
    while ((status = entries_next(entries, &entry, err)) == STATUS_OK && entry != NULL) {
        for (size_t i = 0; i < entry->movement_count; i++)
            take_first(out, &entry->movements[i], moved);
    }
    free(moved);
    entries_close(entries);
    return status;
}

void roll_release(struct roll *roll)
{
    free(roll->presence);
    roll->presence = NULL;
}

void roll_move(struct roll *roll, const struct change_movement *movement)
{
    int person = room_find_person(roll->room, &movement->person);

    if (roll->presence == NULL || person < 0)
        return;
    if (movement->movement == MOVE_SITS) {
        roll->presence[person].capacity = movement->capacity;
        return;
    }
    roll->presence[person].known = true;
    roll->presence[person].over = false;
    roll->presence[person].last = movement->movement;
    roll->presence[person].mode = movement->mode;
}

void roll_next_item(struct roll *roll)
{
    for (size_t i = 0; roll->presence != NULL && i < roll->room->person_count; i++) {
        roll->presence[i].over = true; /* it counts for who withdrew */
    }
}

void roll_say(const struct roll *roll, struct str *out)
{
    struct quorum quorum;

    if (roll->presence == NULL)
        return;
    quorum = quorum_count(roll->presence, roll->room->person_count, &roll->room->rule);
    if (!quorum.known)
        return;
    str_add_format(out, "; %squorate", quorum.met ? "" : "not ");
    if (quorum.needed > 0)
        str_add_format(out, " %d of %d", quorum.voting, quorum.needed);
    if (quorum.short_of >= 0) {
        const struct quorum_need *need = &roll->room->rule.needs[quorum.short_of];

        str_add_format(out, ", fewer than %d of role group %s", need->number,
                       roll->room->groups[need->role_group].name);
    }
}
