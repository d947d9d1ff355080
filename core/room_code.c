/* SPDX-License-Identifier: MIT */
/* Codes in the room: points are counted, states open and close, and a state
 * of an exclusive group closes the one before it. */
#include "core/room_work.h"

#include "core/mem.h"
#include <string.h>

static struct change_coding *add_coding(struct room *room, struct change *change,
                                        const struct id *entry, int code, enum coding_action action)
{
    struct change_coding *coding = change_add_coding(change);

    coding->entry = *entry;
    coding->code = room->codes[code].id;
    coding->action = action;
    coding->whole = true;
    if (action != CODING_CLOSE)
        room->code_uses[code]++;
    return coding;
}

static void close_state(struct room *room, struct change *change, const struct id *entry,
                        size_t state, bool by_end)
{
    struct open_state *states = room->states;
    struct change_coding *coding =
        add_coding(room, change, entry, states[state].code, CODING_CLOSE);

    coding->closes = states[state].coding;
    coding->by_end = by_end;
    room->open[states[state].code] = false;
    memmove(states + state, states + state + 1, (room->state_count - state - 1) * sizeof *states);
    room->state_count--;
}

static bool same_group(const struct code *a, const struct code *b)
{
    return a->group != NULL && b->group != NULL && a->group[0] != '\0'
           && strcmp(a->group, b->group) == 0;
}

static struct change_coding *open_state(struct room *room, struct change *change,
                                        const struct id *entry, int code, int64_t at)
{
    struct change_coding *coding;

    for (size_t i = room->state_count; i-- > 0;)
        if (same_group(&room->codes[room->states[i].code], &room->codes[code]))
            close_state(room, change, entry, i, false);
    coding = add_coding(room, change, entry, code, CODING_OPEN);
    room->states =
        mem_grow(room->states, room->state_count, &room->state_room, sizeof *room->states);
    room->states[room->state_count++] =
        (struct open_state){ .code = code, .coding = coding->id, .since = at };
    room->open[code] = true;
    return coding;
}

struct change_coding *room_put_code(struct room *room, struct change *change,
                                    const struct change_entry *entry, int code,
                                    enum coding_action action)
{
    if (action == CODING_POINT)
        return add_coding(room, change, &entry->id, code, CODING_POINT);
    if (action == CODING_OPEN)
        return room->open[code] ? NULL : open_state(room, change, &entry->id, code, entry->at);
    for (size_t i = 0; i < room->state_count; i++) {
        if (room->states[i].code == code) {
            close_state(room, change, &entry->id, i, false);
            return &change->codings[change->coding_count - 1];
        }
    }
    return NULL;
}

void room_put_codes(struct room *room, struct change *change, const struct change_entry *entry,
                    const struct reading *reading)
{
    for (size_t i = 0; i < reading->code_count; i++) {
        const struct read_code *read = &reading->codes[i];
        struct change_coding *coding = NULL;

        if (!read->needless)
            coding = room_put_code(room, change, entry, read->code, read->action);
        if (coding == NULL || read->value_count == 0)
            continue;
        coding->values = mem_alloc(read->value_count, sizeof *coding->values);
        coding->value_count = read->value_count;
        for (size_t j = 0; j < read->value_count; j++) {
            coding->values[j].modifier =
                room->codes[read->code].modifiers[read->values[j].modifier].id;
            coding->values[j].value = mem_copy(read->values[j].value);
        }
    }
}

void room_say_closed(const struct room *room, const struct change *change, size_t first,
                     struct room_said *said)
{
    for (size_t i = first; i + 1 < change->coding_count; i++) {
        int closed = room_find_code(room, &change->codings[i].code), opened = -1;
        size_t next = i + 1;

        while (next + 1 < change->coding_count && change->codings[next].action == CODING_CLOSE)
            next++;
        opened = room_find_code(room, &change->codings[next].code);
        if (change->codings[i].action != CODING_CLOSE || closed < 0 || opened < 0
            || change->codings[next].action != CODING_OPEN
            || !same_group(&room->codes[closed], &room->codes[opened]))
            continue;
        room_say(said, "%s is closed by %s", room->codes[closed].name, room->codes[opened].name);
        return;
    }
}

void room_take_code(struct room *room, int code, int64_t at, struct change *change,
                    struct room_said *said)
{
    struct change_entry *entry = room_add_entry(room, change, ENTRY_EVENT, at);
    enum coding_action action = !room->codes[code].state ? CODING_POINT
                                : room->open[code]       ? CODING_CLOSE
                                                         : CODING_OPEN;

    said->text[0] = '\0';
    (void)room_put_code(room, change, entry, code, action);
    room_say_closed(room, change, 0, said);
    room_remember(room, entry);
    room_note_quorum(room, at, change);
}

void room_set_values(const struct room *room, const struct change_coding *coding,
                     const char *const *values, struct change *change)
{
    struct change_coding *revised = change_add_coding(change);
    int index = room_find_code(room, &coding->code);
    size_t count = index >= 0 ? room->codes[index].modifier_count : 0;

    *revised = *coding;
    revised->revises = true;
    revised->lost = NULL;
    revised->values = count > 0 ? mem_alloc(count, sizeof *revised->values) : NULL;
    revised->value_count = 0;
    for (size_t i = 0; i < count; i++)
        if (values[i] != NULL)
            revised->values[revised->value_count++] = (struct change_value){
                .modifier = room->codes[index].modifiers[i].id, .value = mem_copy(values[i])
            };
}

void room_end(struct room *room, int64_t at, struct change *change)
{
    struct change_entry *entry;

    if (room->state_count == 0)
        return;
    entry = room_add_entry(room, change, ENTRY_EVENT, at);
    while (room->state_count > 0)
        close_state(room, change, &entry->id, 0, true);
    room_remember(room, entry);
}
