/* SPDX-License-Identifier: MIT */
/* The quorum in the record: losing it and having it again is a line by itself,
 * in the change that brought it about. */
#include "core/room_work.h"

#include "core/mem.h"
#include <stdlib.h>
#include <string.h>

int room_find_key(const struct room *room, const char *key)
{
    for (size_t i = 0; i < room->code_count; i++)
        if (!room->codes[i].retired && strcmp(room->codes[i].key, key) == 0)
            return (int)i;
    return -1;
}

static bool takes(const struct modifier *modifier, const char *value)
{
    for (size_t i = 0; i < modifier->choice_count; i++)
        if (strcmp(modifier->choices[i], value) == 0)
            return true;
    return modifier->choice_count == 0;
}

void room_add_value(const struct room *room, struct change_coding *coding, int code,
                    const char *name, const char *value)
{
    const struct code *of = &room->codes[code];

    for (size_t i = 0; i < of->modifier_count; i++) {
        struct change_value *added;

        if (strcmp(of->modifiers[i].name, name) != 0 || !takes(&of->modifiers[i], value))
            continue;
        coding->values =
            mem_resize(coding->values, coding->value_count + 1, sizeof *coding->values);
        added = &coding->values[coding->value_count++];
        *added = (struct change_value){ of->modifiers[i].id, mem_copy(value) };
    }
}

void room_quorum_count(const struct room *room, const struct quorum *quorum, struct str *out)
{
    if (quorum->voting >= quorum->needed && quorum->short_of >= 0) {
        const struct quorum_need *need = &room->needs[quorum->short_of];

        str_add_format(out, "%d of %d %s", quorum->short_voting, need->number,
                       room->groups[need->role_group].name);
    } else if (quorum->needed > 0) {
        str_add_format(out, "%d of %d", quorum->voting, quorum->needed);
    } else {
        str_add_format(out, "%d", quorum->voting);
    }
}

/* What brought it about, in a word for the codebook's field. */
static const char *cause_of(const struct room *room, const struct change *change, bool first)
{
    if (first)
        return "beginning";
    for (size_t i = 0; i < change->movement_count; i++)
        if (change->movements[i].movement == MOVE_WITHDREW)
            return "conflict of interest";
    if (change->movement_count > 0)
        return room->quorum_said == QUORUM_MET ? "arrival" : "departure";
    return "next item";
}

static void code_quorum(struct room *room, struct change *change, const struct change_entry *entry,
                        const char *cause)
{
    bool met = room->quorum_said == QUORUM_MET;
    int code = room_find_key(room, "qu");
    struct change_coding *coding;

    if (code < 0)
        return;
    coding = room_put_code(room, change, entry, code,
                           !room->codes[code].state ? CODING_POINT
                           : met                    ? CODING_CLOSE
                                                    : CODING_OPEN);
    if (coding == NULL || coding->action == CODING_CLOSE)
        return;
    room_add_value(room, coding, code, "state", met ? "met" : "lost");
    room_add_value(room, coding, code, "cause", cause);
}

void room_note_quorum(struct room *room, int64_t at, struct change *change)
{
    struct quorum quorum = room_quorum(room);
    bool first = room->quorum_said == QUORUM_UNSAID;
    enum quorum_said now = quorum.met ? QUORUM_MET : QUORUM_LOST;
    struct str text = STR_INIT;
    struct change_entry *entry;

    if (!quorum.known || now == room->quorum_said)
        return;
    room->quorum_said = now;
    if (first && quorum.met)
        return;
    entry = room_add_entry(room, change, ENTRY_ATTENDANCE, at);
    str_add(&text, first        ? "no quorum at the beginning: "
                   : quorum.met ? "quorum met again: "
                                : "quorum lost: ");
    room_quorum_count(room, &quorum, &text);
    str_add(&text, " voting");
    free(entry->text);
    entry->text = str_take(&text);
    code_quorum(room, change, entry, cause_of(room, change, first));
}
