/* SPDX-License-Identifier: MIT */
/* Attendance in the room: who comes and goes, who sits how, and the conflict
 * of interest for which somebody withdraws. */
#include "core/room_change.h"
#include "core/room_work.h"

#include "core/clock.h"
#include "core/mem.h"
#include <stdlib.h>

bool room_is_setting_up(const struct room *room)
{
    return room->last == NULL;
}

static struct id current_item_id(const struct room *room)
{
    if (room->current_item < room->item_count)
        return room->items[room->current_item].id;
    return (struct id){ { 0 } };
}

/* Who is expected counts as there from the beginning; whose first movement is
 * an arrival was not. */
static enum arrival arrival_of(const struct room *room, const struct presence *presence)
{
    if (room_is_setting_up(room))
        return ARRIVAL_PLAIN;
    if (!presence->known)
        return presence->expected ? ARRIVAL_LATE : ARRIVAL_PLAIN;
    switch (presence->last) {
    case MOVE_LEFT:
    case MOVE_WITHDREW:
        return ARRIVAL_BACK;
    case MOVE_APOLOGIES:
    case MOVE_ABSENT:
    case MOVE_LATE:
        return ARRIVAL_LATE;
    default:
        return ARRIVAL_PLAIN;
    }
}

/* `entry`: the line that says so; NULL: set-up. */
static void move_person(struct room *room, const struct read_movement *read, struct change *change,
                        const struct change_entry *entry)
{
    struct change_movement *movement = change_add_movement(change);
    struct presence *presence = &room->presence[read->person];

    if (entry != NULL)
        movement->entry = entry->id;
    movement->person = room->people[read->person].id;
    movement->movement = read->movement;
    movement->mode = read->mode;
    if (read->movement == MOVE_WITHDREW)
        movement->item = current_item_id(room);
    if (read->movement == MOVE_ARRIVED)
        movement->arrival = arrival_of(room, presence);
    presence->known = true;
    presence->last = read->movement;
    presence->over = false;
    presence->mode = read->mode;
    presence->since = entry != NULL ? entry->at : TIME_UNKNOWN;
    room->people[read->person].here = true;
}

/* --- conflicts of interest ------------------------------------------------------ */

static bool anybody_withdrew(const struct room *room)
{
    for (size_t i = 0; i < room->person_count; i++)
        if (room->presence[i].known && room->presence[i].last == MOVE_WITHDREW)
            return true;
    return false;
}

/* The conflict is managed from the first withdrawal until the last who
 * withdrew is noted as back. */
static void code_conflict(struct room *room, struct change *change,
                          const struct change_entry *entry, bool was_met)
{
    int code = room_find_key(room, "cm");
    struct change_coding *coding;
    struct quorum quorum;

    if (code < 0)
        return;
    coding = room_put_code(room, change, entry, code,
                           room->codes[code].state ? CODING_OPEN : CODING_POINT);
    if (coding == NULL)
        return;
    if (room->codes[code].state)
        room->states[room->state_count - 1].by_withdrawal = true;
    quorum = room_quorum(room);
    room_add_value(room, coding, code, "handling", "leaves-room");
    if (quorum.known && was_met)
        room_add_value(room, coding, code, "quorum", quorum.met ? "kept" : "lost");
}

static void end_conflict(struct room *room, struct change *change, const struct change_entry *entry)
{
    if (anybody_withdrew(room))
        return;
    for (size_t i = 0; i < room->state_count; i++)
        if (room->states[i].by_withdrawal) {
            (void)room_put_code(room, change, entry, room->states[i].code, CODING_CLOSE);
            return;
        }
}

/* --- a line of attendance ------------------------------------------------------- */

static void say_quorum(const struct room *room, bool was_met, struct room_said *said)
{
    struct quorum quorum = room_quorum(room);
    struct str count = STR_INIT;

    room_quorum_count(room, &quorum, &count);
    if (quorum.met != was_met)
        room_say(said, "%s: %s", quorum.met ? "quorate" : "not quorate", str_text(&count));
    else
        room_say(said, "%d present", quorum.present);
    str_release(&count);
}

/* Moves everybody in one line, or without one. */
static void move_all(struct room *room, const struct read_movement *movements, size_t count,
                     int64_t at, bool in_record, struct change *change, struct room_said *said)
{
    struct change_entry *entry =
        in_record ? room_add_entry(room, change, ENTRY_ATTENDANCE, at) : NULL;
    bool was_met = room_quorum(room).met, withdraws = false;

    for (size_t i = 0; i < count; i++) {
        move_person(room, &movements[i], change, entry);
        withdraws |= movements[i].movement == MOVE_WITHDREW;
    }
    if (entry != NULL) {
        if (withdraws)
            code_conflict(room, change, entry, was_met);
        else
            end_conflict(room, change, entry);
        room_remember(room, entry);
    }
    say_quorum(room, was_met, said);
    if (!room_is_setting_up(room))
        room_note_quorum(room, at, change);
}

void room_take_attendance(struct room *room, const struct reading *reading, struct change *change,
                          struct room_said *said)
{
    move_all(room, reading->movements, reading->movement_count, reading->at, true, change, said);
}

/* --- what the screen does --------------------------------------------------------- */

/* Whether it only says how the meeting began for somebody who was taken to be
 * there. */
static bool is_about_beginning(const struct presence *presence,
                               const struct read_movement *movement)
{
    if (presence->known || !presence->expected)
        return false;
    return movement->movement == MOVE_ABSENT || movement->movement == MOVE_APOLOGIES
           || movement->movement == MOVE_LATE || movement->movement == MOVE_ARRIVED;
}

static bool is_so_already(const struct presence *presence, const struct read_movement *movement)
{
    if (!presence->known)
        return presence->expected && movement->movement == MOVE_ARRIVED
               && movement->mode == MODE_ROOM;
    return presence->last == movement->movement && !presence->over
           && presence->mode == movement->mode;
}

void room_mark(struct room *room, const struct read_movement *movement, int64_t at,
               struct change *change, struct room_said *said)
{
    const struct presence *presence = &room->presence[movement->person];
    bool in_record = movement->movement == MOVE_WITHDREW
                     || !(room_is_setting_up(room) || is_about_beginning(presence, movement));

    said->text[0] = '\0';
    if (is_so_already(presence, movement))
        room_say(said, "%d: that is so already", room->people[movement->person].number);
    else
        move_all(room, movement, 1, at, in_record, change, said);
}

void room_seat(struct room *room, int person, enum capacity capacity, int64_t at,
               struct change *change, struct room_said *said)
{
    const struct read_movement arrives = { person, MOVE_ARRIVED, MODE_ROOM };
    const struct presence *presence = &room->presence[person];
    struct change_movement *movement;
    struct change_entry *entry = NULL;
    bool was_met = room_quorum(room).met;

    said->text[0] = '\0';
    if (presence->capacity == capacity)
        return;
    if (!room_is_setting_up(room))
        entry = room_add_entry(room, change, ENTRY_ATTENDANCE, at);
    if (!presence->known && !presence->expected) /* who sits is there */
        move_person(room, &arrives, change, entry);
    movement = change_add_movement(change);
    movement->person = room->people[person].id;
    movement->movement = MOVE_SITS;
    movement->capacity = capacity;
    room->presence[person].capacity = room->people[person].capacity = capacity;
    room->people[person].here = true;
    if (entry != NULL) {
        movement->entry = entry->id;
        room_remember(room, entry);
    }
    say_quorum(room, was_met, said);
    if (!room_is_setting_up(room))
        room_note_quorum(room, at, change);
}

bool room_may_bring_back(const struct room *room)
{
    for (size_t i = 0; i < room->person_count; i++)
        if (room->presence[i].known && room->presence[i].last == MOVE_WITHDREW
            && room->presence[i].over)
            return true;
    return false;
}

void room_bring_back(struct room *room, int64_t at, struct change *change, struct room_said *said)
{
    struct read_movement *back = mem_alloc(room->person_count + 1, sizeof *back);
    size_t count = 0;

    said->text[0] = '\0';
    for (size_t i = 0; i < room->person_count; i++) {
        const struct presence *presence = &room->presence[i];

        if (presence->known && presence->last == MOVE_WITHDREW && presence->over)
            back[count++] = (struct read_movement){ (int)i, MOVE_ARRIVED, presence->mode };
    }
    if (count > 0)
        move_all(room, back, count, at, true, change, said);
    free(back);
}

void room_new_visitor(struct room *room, int group, const char *alias, int64_t at,
                      struct change *change, struct room_said *said)
{
    struct change_person *row = change_add_person(change);
    struct read_movement arrives = { .movement = MOVE_ARRIVED };

    row->number = room_take_number(room);
    if (group >= 0)
        row->role_group = room->groups[group].id;
    row->alias = alias != NULL ? mem_copy(alias) : NULL;
    arrives.person = room_add_newcomer(room, row, group);
    room_mark(room, &arrives, at, change, said);
}
