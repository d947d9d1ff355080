/* SPDX-License-Identifier: MIT */
/* A room as the record has it. What is open, present and current follows from
 * codings, attendance and agenda entries; of the entries themselves only the
 * last ones are read. */
#include "core/clock.h"
#include "core/entry.h"
#include "core/mem.h"
#include "storage/codebook.h"
#include "storage/entries.h"
#include "storage/internal.h"
#include "storage/meetings.h"
#include "storage/record.h"
#include <stdlib.h>
#include <string.h>

struct loading {
    struct study *study;
    struct room *room;
    int64_t meeting, body; /* rows */
    bool people_of_study;  /* all of them, else those of the meeting */
    bool people_alone;     /* and the agenda: without codes and the last entries */
    bool shown_alone;      /* what a screen shows: without identity and the last entries */
    int64_t last_agenda;   /* sequence of this observer's last agenda entry; INT64_MIN none */
};

static const char *const *keep_texts(struct room *room, const char *const *texts, size_t count)
{
    const char **kept;

    if (count == 0)
        return NULL;
    kept = room_keep_array(room, count, sizeof *kept);
    for (size_t i = 0; i < count; i++)
        kept[i] = room_keep(room, texts[i]);
    return kept;
}

static enum status load_meeting(struct loading *loading, struct error *err)
{
    struct stmt st = stmt_begin(loading->study, QUERY_ROOM_MEETING);
    struct room *room = loading->room;

    stmt_bind_id(&st, ":uuid", &room->meeting);
    if (stmt_row(&st)) {
        loading->meeting = stmt_int(&st, 0);
        room->opened = stmt_int_or(&st, 1, TIME_UNKNOWN);
        room->offset = (int32_t)stmt_int(&st, 2);
        loading->body = stmt_int_or(&st, 3, 0);
        room->rule.number = stmt_number(&st, 4);
        room->convened = stmt_int_or(&st, 5, TIME_UNKNOWN);
        room->away = stmt_int(&st, 6);
    }
    if (stmt_end(&st, err))
        return err->status;
    if (loading->meeting == 0)
        return error_set(err, STATUS_NOT_FOUND, "%s has no such meeting", loading->study->path);
    return STATUS_OK;
}

static void keep_people(struct room *room, const struct people *people)
{
    for (size_t i = 0; i < people->group_count; i++) {
        struct role_group *group = room_add_group(room);

        group->id = people->groups[i].id;
        group->key = room_keep(room, people->groups[i].key);
        group->name = room_keep(room, people->groups[i].name);
        group->label = room_keep(room, people->groups[i].label);
    }
    for (size_t i = 0; i < people->person_count; i++) {
        const struct person *from = &people->people[i];
        struct person *person = room_add_person(room);
        struct presence *presence = &room->presence[room->person_count - 1];

        *person = *from;
        person->voice = room_keep(room, from->voice);
        person->name = room_keep(room, from->name);
        person->initials = room_keep(room, from->initials);
        person->aliases = keep_texts(room, from->aliases, from->alias_count);
        person->capacity = CAPACITY_ATTENDING; /* who is not on the list has no vote */
        presence->role_group = person->role_group;
        presence->capacity = presence->listed = person->capacity;
        if (person->number >= room->next_number)
            room->next_number = person->number + 1;
    }
}

/* Finds people by id in a list that is sorted by id: the study may have
 * thousands. */
struct by_id {
    struct id id;
    size_t index;
};

static int compare_ids(const void *a, const void *b)
{
    return memcmp(((const struct by_id *)a)->id.byte, ((const struct by_id *)b)->id.byte,
                  sizeof(struct id));
}

static struct by_id *sort_people(const struct room *room)
{
    struct by_id *sorted = mem_alloc(room->person_count + 1, sizeof *sorted);

    for (size_t i = 0; i < room->person_count; i++)
        sorted[i] = (struct by_id){ room->people[i].id, i };
    qsort(sorted, room->person_count, sizeof *sorted, compare_ids);
    return sorted;
}

static int find_person(const struct room *room, const struct by_id *sorted, struct id id)
{
    const struct by_id key = { id, 0 };
    const struct by_id *found =
        bsearch(&key, sorted, room->person_count, sizeof *sorted, compare_ids);

    return found == NULL ? -1 : (int)found->index;
}

static enum status load_list(struct loading *loading, const struct by_id *sorted, struct error *err)
{
    struct stmt st = stmt_begin(loading->study, QUERY_ROOM_PEOPLE);
    struct room *room = loading->room;

    stmt_bind_int(&st, ":meeting", loading->meeting);
    while (stmt_row(&st)) {
        int at = find_person(room, sorted, stmt_id(&st, 0));

        if (at < 0)
            continue;
        room->people[at].here = true;
        room->people[at].capacity = (enum capacity)word_or(capacity_words, CAPACITIES,
                                                           stmt_text(&st, 1), CAPACITY_ATTENDING);
        room->presence[at].capacity = room->presence[at].listed = room->people[at].capacity;
        room->presence[at].expected = stmt_int(&st, 2) != 0;
        room->presence[at].spoke = stmt_int(&st, 3) != 0;
    }
    return stmt_end(&st, err);
}

/* The row of a movement, as the one before it left the person. */
static void load_movement(struct loading *loading, struct stmt *st, size_t at)
{
    struct room *room = loading->room;
    struct presence *presence = &room->presence[at];
    enum movement movement =
        (enum movement)word_or(movement_words, MOVEMENTS, stmt_text(st, 1), MOVE_ARRIVED);

    room->people[at].here = true;
    if (movement == MOVE_SITS) {
        presence->capacity = (enum capacity)word_or(capacity_words, CAPACITIES, stmt_text(st, 4),
                                                    CAPACITY_ATTENDING);
        room->people[at].capacity = presence->capacity;
        return;
    }
    presence->known = true;
    presence->last = movement;
    presence->mode = (enum attendance_mode)word_or(mode_words, MODES, stmt_text(st, 2), MODE_ROOM);
    presence->over = movement == MOVE_WITHDREW && stmt_int(st, 3) < loading->last_agenda;
    presence->since = stmt_int_or(st, 5, TIME_UNKNOWN);
}

static enum status load_movements(struct loading *loading, const struct by_id *sorted,
                                  struct error *err)
{
    struct stmt st = stmt_begin(loading->study, QUERY_ROOM_MOVEMENTS);

    stmt_bind_int(&st, ":meeting", loading->meeting);
    while (stmt_row(&st)) {
        int at = find_person(loading->room, sorted, stmt_id(&st, 0));

        if (at >= 0)
            load_movement(loading, &st, (size_t)at);
    }
    return stmt_end(&st, err);
}

static enum status load_people(struct loading *loading, struct error *err)
{
    struct people people;
    struct by_id *sorted;
    enum status status;

    if (loading->people_of_study
            ? people_load(&people, loading->study, true, err)
            : people_load_of(&people, loading->study, loading->meeting,
                             !loading->people_alone && !loading->shown_alone, err))
        return err->status;
    keep_people(loading->room, &people);
    people_release(&people);
    sorted = sort_people(loading->room);
    status = load_list(loading, sorted, err);
    if (!status)
        status = load_movements(loading, sorted, err);
    free(sorted);
    return status;
}

static enum status load_needs(struct loading *loading, struct error *err)
{
    struct stmt st = stmt_begin(loading->study, QUERY_ROOM_NEEDS);
    struct room *room = loading->room;
    size_t count = 0, needs_room = 0;

    stmt_bind_int(&st, ":body", loading->body);
    while (stmt_row(&st)) {
        struct id group = stmt_id(&st, 0);
        int index = room_find_group(room, &group);

        if (index < 0)
            continue;
        room->needs = mem_grow(room->needs, count, &needs_room, sizeof *room->needs);
        room->needs[count++] = (struct quorum_need){ index, stmt_number(&st, 1) };
    }
    room->rule.needs = room->needs;
    room->rule.need_count = count;
    return stmt_end(&st, err);
}

static void keep_code(struct room *room, const struct code *from)
{
    struct code *code = room_add_code(room);
    struct modifier *modifiers = NULL;

    *code = *from;
    code->key = room_keep(room, from->key);
    code->name = room_keep(room, from->name);
    code->group = room_keep(room, from->group);
    code->definition = room_keep(room, from->definition);
    code->use_when = room_keep(room, from->use_when);
    code->not_when = room_keep(room, from->not_when);
    code->color = room_keep(room, from->color);
    if (from->modifier_count > 0)
        modifiers = room_keep_array(room, from->modifier_count, sizeof *modifiers);
    for (size_t i = 0; i < from->modifier_count; i++) {
        modifiers[i] = from->modifiers[i];
        modifiers[i].name = room_keep(room, from->modifiers[i].name);
        modifiers[i].choices =
            keep_texts(room, from->modifiers[i].choices, from->modifiers[i].choice_count);
    }
    code->modifiers = modifiers;
}

static enum status load_uses(struct loading *loading, struct error *err)
{
    struct stmt st = stmt_begin(loading->study, QUERY_ROOM_CODE_USES);

    stmt_bind_int(&st, ":meeting", loading->meeting);
    stmt_bind_int(&st, ":observer", loading->study->observer_row);
    while (stmt_row(&st)) {
        struct id id = stmt_id(&st, 0);
        int code = room_find_code(loading->room, &id);

        if (code >= 0)
            loading->room->code_uses[code] = (size_t)stmt_int(&st, 1);
    }
    return stmt_end(&st, err);
}

static void close_state(struct room *room, int code, const struct id *closes)
{
    for (size_t i = 0; i < room->state_count; i++) {
        struct open_state *state = &room->states[i];

        if (id_is_none(closes) ? state->code != code : !id_equal(&state->coding, closes))
            continue;
        room->open[state->code] = false;
        memmove(state, state + 1, (room->state_count - i - 1) * sizeof *state);
        room->state_count--;
        return;
    }
}

static enum status load_states(struct loading *loading, struct error *err)
{
    struct stmt st = stmt_begin(loading->study, QUERY_ROOM_STATES);
    struct room *room = loading->room;

    stmt_bind_int(&st, ":meeting", loading->meeting);
    stmt_bind_int(&st, ":observer", loading->study->observer_row);
    while (stmt_row(&st)) {
        struct id code_id = stmt_id(&st, 1), closes = stmt_id(&st, 3);
        int code = room_find_code(room, &code_id);

        if (code < 0)
            continue;
        if (strcmp(stmt_text(&st, 2), coding_action_words[CODING_CLOSE].key) == 0) {
            close_state(room, code, &closes);
        } else if (!room->open[code]) {
            room->states =
                mem_grow(room->states, room->state_count, &room->state_room, sizeof *room->states);
            room->states[room->state_count++] =
                (struct open_state){ .code = code,
                                     .coding = stmt_id(&st, 0),
                                     .since = stmt_int_or(&st, 4, TIME_UNKNOWN),
                                     .by_withdrawal = stmt_int(&st, 5) != 0 };
            room->open[code] = true;
        }
    }
    return stmt_end(&st, err);
}

static enum status load_codes(struct loading *loading, struct error *err)
{
    struct codebook codebook;

    if (codebook_load(&codebook, loading->study, err))
        return err->status;
    for (size_t i = 0; i < codebook.count; i++)
        keep_code(loading->room, &codebook.codes[i]);
    codebook_release(&codebook);
    if (load_uses(loading, err))
        return err->status;
    return load_states(loading, err);
}

static enum status load_items(struct loading *loading, struct error *err)
{
    struct room *room = loading->room;
    struct id current = { { 0 } };
    struct agenda agenda;
    struct stmt st;
    int index;

    if (agenda_load(&agenda, loading->study, &room->meeting, err))
        return err->status;
    for (size_t i = 0; i < agenda.count; i++) {
        struct agenda_item *item = room_add_item(room);

        *item = agenda.item[i];
        item->title = room_keep(room, agenda.item[i].title);
        item->paper = room_keep(room, agenda.item[i].paper);
    }
    agenda_release(&agenda);
    st = stmt_begin(loading->study, QUERY_ROOM_LAST_AGENDA);
    stmt_bind_int(&st, ":meeting", loading->meeting);
    stmt_bind_int(&st, ":observer", loading->study->observer_row);
    if (stmt_row(&st)) {
        loading->last_agenda = stmt_int(&st, 0);
        current = stmt_id(&st, 1);
    }
    index = room_find_item(room, &current);
    room->current_item = index < 0 ? room->item_count : (size_t)index;
    return stmt_end(&st, err);
}

static enum status load_parts(struct loading *loading, struct error *err)
{
    struct stmt st = stmt_begin(loading->study, QUERY_ROOM_PARTS);
    struct room *room = loading->room;

    stmt_bind_int(&st, ":meeting", loading->meeting);
    stmt_bind_int(&st, ":observer", loading->study->observer_row);
    while (stmt_row(&st)) {
        int part = word_or(part_words, PARTS, stmt_text(&st, 0), PART_PUBLIC);

        int64_t at = stmt_int_or(&st, 1, TIME_UNKNOWN);

        if (part == PART_BREAK || part == PART_RESUME) {
            if (part == PART_RESUME && room->break_since != TIME_UNKNOWN && at > room->break_since)
                room->away += at - room->break_since;
            room->break_since = part == PART_BREAK ? at : TIME_UNKNOWN;
            room->on_break = part == PART_BREAK;
        } else {
            room->part = (enum part)part;
        }
    }
    return stmt_end(&st, err);
}

/* Copies the one entry that `query` names, if it names one. */
static enum status load_entry(struct loading *loading, enum query query, int64_t after,
                              struct change_entry *copy, bool *found, struct error *err)
{
    struct stmt st = stmt_begin(loading->study, query);
    const struct entry *entry = NULL;
    struct entries *entries = NULL;
    struct id id = { { 0 } };
    enum status status;

    stmt_bind_int(&st, ":meeting", loading->meeting);
    stmt_bind_int(&st, ":observer", loading->study->observer_row);
    stmt_bind_int(&st, ":after", after);
    if (stmt_row(&st))
        id = stmt_id(&st, 0);
    status = stmt_end(&st, err);
    if (!status && !id_is_none(&id))
        status = entries_open_one(&entries, loading->study, &id, err);
    if (!status && entries != NULL)
        status = entries_next(entries, &entry, err);
    *found = entry != NULL;
    if (*found)
        *copy = entry_to_revise(entry);
    entries_close(entries);
    return status;
}

static enum status load_last(struct loading *loading, struct error *err)
{
    struct room *room = loading->room;
    struct change_entry entry;
    bool found;

    if (load_entry(loading, QUERY_ROOM_LAST_ENTRY, INT64_MIN, &entry, &found, err))
        return err->status;
    if (found) {
        room->last = mem_alloc(1, sizeof *room->last);
        *room->last = entry;
        room->last_entry = entry.id;
        room->last_text = mem_copy(entry.text);
        room->last_at = entry.at;
        room->last_kind = entry.kind;
    }
    if (found && room_quorum(room).known)
        room->quorum_said = room_quorum(room).met ? QUORUM_MET : QUORUM_LOST;
    if (load_entry(loading, QUERY_ROOM_LAST_SPOKEN, loading->last_agenda, &entry, &found, err))
        return err->status;
    if (found) {
        room->last_speakers = entry.speakers;
        room->last_speaker_count = entry.speaker_count;
        entry.speakers = NULL;
        entry.speaker_count = 0;
        change_entry_release(&entry);
    }
    return STATUS_OK;
}

/* What this observer's record has made of the meeting so far. */
static enum status load_doings(struct loading *loading, struct error *err)
{
    enum status status = load_codes(loading, err);

    if (!status)
        status = load_parts(loading, err);
    if (!status && !loading->shown_alone)
        status = load_last(loading, err);
    return status;
}

static enum status load_room(struct loading *loading, const struct id *meeting, struct error *err)
{
    struct study *study = loading->study;
    struct work view;
    enum status status;

    loading->room->meeting = *meeting;
    loading->last_agenda = INT64_MIN;
    status = view_begin(&view, study, err);
    if (status)
        return status;
    status = load_meeting(loading, err);
    if (!status)
        status = load_items(loading, err);
    if (!status)
        status = load_people(loading, err);
    if (!status)
        status = load_needs(loading, err);
    if (!status && !loading->people_alone)
        status = load_doings(loading, err);
    view_finish(&view, study);
    return status ? error_context(err, "reading the meeting") : STATUS_OK;
}

enum status record_load_room(struct study *study, const struct id *meeting, struct room *room,
                             struct error *err)
{
    struct loading loading = { .study = study, .room = room, .people_of_study = true };

    return load_room(&loading, meeting, err);
}

enum status record_load_own_room(struct study *study, const struct id *meeting, struct room *room,
                                 struct error *err)
{
    struct loading loading = { .study = study, .room = room };

    return load_room(&loading, meeting, err);
}

enum status record_load_shown_room(struct study *study, const struct id *meeting, struct room *room,
                                   struct error *err)
{
    struct loading loading = { .study = study, .room = room, .shown_alone = true };

    return load_room(&loading, meeting, err);
}

enum status record_load_seats(struct study *study, const struct id *meeting, struct room *room,
                              struct error *err)
{
    struct loading loading = { .study = study, .room = room, .people_alone = true };

    return load_room(&loading, meeting, err);
}
