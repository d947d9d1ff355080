/* SPDX-License-Identifier: MIT */
/* The room as a container: what it owns, what it knows, and how it is looked
 * at. What a line does to it stands in core/room_take.c. */
#include "core/room.h"

#include "core/clock.h"
#include "core/entry.h"
#include "core/mem.h"
#include "core/pool.h"
#include <stdlib.h>
#include <string.h>

void room_init(struct room *room, const struct id *meeting)
{
    *room = (struct room){
        .meeting = *meeting,
        .pool = pool_new(),
        .next_number = PERSON_FIRST_NUMBER,
        .last_at = TIME_UNKNOWN,
        .opened = TIME_UNKNOWN,
        .convened = TIME_UNKNOWN,
        .break_since = TIME_UNKNOWN,
    };
}

void room_release(struct room *room)
{
    if (room->last != NULL)
        change_entry_release(room->last);
    free(room->last);
    free(room->last_text);
    free(room->last_speakers);
    free(room->groups);
    free(room->people);
    free(room->presence);
    free(room->codes);
    free(room->code_uses);
    free(room->open);
    free(room->items);
    free(room->states);
    free(room->needs);
    pool_free(room->pool);
    *room = (struct room){ 0 };
}

const char *room_keep(struct room *room, const char *text)
{
    return pool_copy(room->pool, text);
}

void *room_keep_array(struct room *room, size_t count, size_t size)
{
    return pool_take(room->pool, count, size);
}

struct role_group *room_add_group(struct room *room)
{
    struct role_group *group;

    room->groups =
        mem_grow(room->groups, room->group_count, &room->group_room, sizeof *room->groups);
    group = &room->groups[room->group_count++];
    *group = (struct role_group){ .key = "", .name = "", .label = "" };
    return group;
}

struct person *room_add_person(struct room *room)
{
    size_t room_before = room->person_room, at = room->person_count;

    room->people = mem_grow(room->people, at, &room->person_room, sizeof *room->people);
    if (room->person_room != room_before)
        room->presence = mem_resize(room->presence, room->person_room, sizeof *room->presence);
    room->people[at] = (struct person){ .role_group = -1 };
    room->presence[at] = (struct presence){ .role_group = -1, .since = TIME_UNKNOWN };
    room->person_count++;
    return &room->people[at];
}

struct code *room_add_code(struct room *room)
{
    size_t room_before = room->code_room, at = room->code_count;

    room->codes = mem_grow(room->codes, at, &room->code_room, sizeof *room->codes);
    if (room->code_room != room_before) {
        room->code_uses = mem_resize(room->code_uses, room->code_room, sizeof *room->code_uses);
        room->open = mem_resize(room->open, room->code_room, sizeof *room->open);
    }
    room->codes[at] = (struct code){ .parent = -1, .key = "", .name = "", .group = "" };
    room->code_uses[at] = 0;
    room->open[at] = false;
    room->code_count++;
    return &room->codes[at];
}

struct agenda_item *room_add_item(struct room *room)
{
    struct agenda_item *item;
    bool before_first = room->current_item >= room->item_count;

    room->items = mem_grow(room->items, room->item_count, &room->item_room, sizeof *room->items);
    item = &room->items[room->item_count++];
    *item = (struct agenda_item){ .title = "", .paper = "", .began = TIME_UNKNOWN };
    if (before_first)
        room->current_item = room->item_count;
    return item;
}

struct known room_known(const struct room *room, int64_t now)
{
    return (struct known){
        .groups = room->groups,
        .group_count = room->group_count,
        .people = room->people,
        .person_count = room->person_count,
        .codes = room->codes,
        .code_count = room->code_count,
        .items = room->items,
        .item_count = room->item_count,
        .current_item = room->current_item,
        .last_text = room->last_text,
        .can_continue = room->last_speaker_count > 0,
        .open = room->open,
        .now = now,
        .opened = room->opened,
        .offset = room->offset,
    };
}

struct quorum room_quorum(const struct room *room)
{
    return quorum_count(room->presence, room->person_count, &room->rule);
}

int room_find_person(const struct room *room, const struct id *id)
{
    for (size_t i = 0; i < room->person_count; i++)
        if (id_equal(&room->people[i].id, id))
            return (int)i;
    return -1;
}

int room_find_group(const struct room *room, const struct id *id)
{
    for (size_t i = 0; i < room->group_count; i++)
        if (id_equal(&room->groups[i].id, id))
            return (int)i;
    return -1;
}

int room_find_code(const struct room *room, const struct id *id)
{
    for (size_t i = 0; i < room->code_count; i++)
        if (id_equal(&room->codes[i].id, id))
            return (int)i;
    return -1;
}

int room_find_item(const struct room *room, const struct id *id)
{
    for (size_t i = 0; i < room->item_count; i++)
        if (id_equal(&room->items[i].id, id))
            return (int)i;
    return -1;
}

static void add_voice(const struct room *room, struct str *out, const struct voice *voice)
{
    int index;

    switch (voice->kind) {
    case VOICE_PERSON:
        index = room_find_person(room, &voice->id);
        if (index >= 0 && room->people[index].voice == NULL)
            str_add_format(out, "%d", room->people[index].number);
        else if (index >= 0)
            person_label(out, &room->people[index], room->groups);
        else
            str_add(out, "?");
        break;
    case VOICE_ROLE:
        index = room_find_group(room, &voice->id);
        str_add_format(out, "?%s", index >= 0 ? room->groups[index].key : "");
        break;
    case VOICE_ALL:
        str_add(out, "all");
        break;
    case VOICE_UNKNOWN:
        str_add(out, "?");
        break;
    }
}

void room_voices(const struct room *room, struct str *out, const struct voice *speakers,
                 size_t speaker_count, const struct voice *addressees, size_t addressee_count)
{
    for (size_t i = 0; i < speaker_count; i++) {
        if (i > 0)
            str_add(out, ", ");
        add_voice(room, out, &speakers[i]);
    }
    for (size_t i = 0; i < addressee_count; i++) {
        str_add(out, i > 0 ? ", " : " > ");
        add_voice(room, out, &addressees[i]);
    }
}
