/* SPDX-License-Identifier: MIT */
/* What a line means becomes a change for storage, and the room follows. */
#include "core/room_work.h"

#include "core/entry.h"
#include "core/follow.h"
#include "core/internal.h"
#include "core/mem.h"
#include "core/text.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void room_say(struct room_said *said, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    text_print_args(said->text, sizeof said->text, fmt, args);
    va_end(args);
}

/* --- the last entry ------------------------------------------------------------------ */

void room_forget_speakers(struct room *room)
{
    free(room->last_speakers);
    room->last_speakers = NULL;
    room->last_speaker_count = 0;
}

static struct voice *copy_voices(const struct voice *voices, size_t count)
{
    struct voice *copy;

    if (count == 0)
        return NULL;
    copy = mem_alloc(count, sizeof *copy);
    memcpy(copy, voices, count * sizeof *copy);
    return copy;
}

void room_remember(struct room *room, const struct change_entry *entry)
{
    struct change_entry copy = change_entry_copy(entry);

    if (room->last == NULL)
        room->last = mem_alloc(1, sizeof *room->last);
    else
        change_entry_release(room->last);
    *room->last = copy;
    free(room->last_text);
    room->last_text = mem_copy(copy.text);
    room->last_entry = copy.id;
    room->last_at = copy.at;
    room->last_kind = copy.kind;
    if (copy.speaker_count > 0) {
        free(room->last_speakers);
        room->last_speakers = copy_voices(copy.speakers, copy.speaker_count);
        room->last_speaker_count = copy.speaker_count;
    }
}

/* --- voices --------------------------------------------------------------------------- */

static bool is_taken(const struct room *room, int number)
{
    for (size_t i = 0; i < room->person_count; i++)
        if (room->people[i].number == number)
            return true;
    return false;
}

/* The number that the next new person is likely to get; "@305" may have taken
 * the one that was next. */
int room_take_number(struct room *room)
{
    while (is_taken(room, room->next_number))
        room->next_number++;
    return room->next_number++;
}

int room_add_newcomer(struct room *room, const struct change_person *row, int group)
{
    struct person *person = room_add_person(room);
    struct presence *presence = &room->presence[room->person_count - 1];
    const char **aliases;

    person->id = row->id;
    person->number = row->number;
    person->role_group = presence->role_group = group;
    person->to_identify = row->to_identify;
    person->here = true;
    person->capacity = presence->capacity = presence->listed = CAPACITY_ATTENDING;
    presence->spoke = true;
    if (row->alias != NULL) {
        aliases = room_keep_array(room, 1, sizeof *aliases);
        aliases[0] = room_keep(room, row->alias);
        person->aliases = aliases;
        person->alias_count = 1;
    }
    return (int)room->person_count - 1;
}

static bool is_person(const struct change_person *person, int number, const char *name, size_t len)
{
    if (person->alias == NULL)
        return number > 0 && person->number == number;
    return text_same(person->alias, strlen(person->alias), name, len);
}

/* The person of the letters or of the study id after an "@": one whom this
 * line has made already, else a new one. */
static struct id new_person(struct room *room, struct change *change, const char *name, size_t len)
{
    struct change_person *row;
    int number = study_number(name, len);

    for (size_t i = 0; i < change->person_count; i++)
        if (is_person(&change->persons[i], number, name, len))
            return change->persons[i].id;
    row = change_add_person(change);
    row->number = number > 0 ? number : room_take_number(room);
    row->to_identify = true;
    if (number == 0)
        row->alias = mem_copy_len(name, len);
    (void)room_add_newcomer(room, row, -1);
    return row->id;
}

void room_set_role_group(struct room *room, int person, int group, struct change *change)
{
    struct change_person *row = change_add_person(change);

    row->id = room->people[person].id;
    row->revises = true;
    row->number = room->people[person].number;
    if (group >= 0)
        row->role_group = room->groups[group].id;
    room->people[person].role_group = group;
    room->presence[person].role_group = group;
}

/* The voices of a reading by their ids; who speaks is here. */
static struct voice *take_voices(struct room *room, struct change *change,
                                 const struct read_voice *read, size_t count, const char *line)
{
    struct voice *voices;

    if (count == 0)
        return NULL;
    voices = mem_alloc(count, sizeof *voices);
    for (size_t i = 0; i < count; i++) {
        voices[i].kind = read[i].kind;
        if (read[i].kind == VOICE_ROLE) {
            voices[i].id = room->groups[read[i].index].id;
        } else if (read[i].kind == VOICE_PERSON && read[i].index < 0) {
            voices[i].id = new_person(room, change, line + read[i].name.start, read[i].name.len);
        } else if (read[i].kind == VOICE_PERSON) {
            voices[i].id = room->people[read[i].index].id;
            room->people[read[i].index].here = true;
            room->presence[read[i].index].spoke = !room->presence[read[i].index].expected;
        }
    }
    return voices;
}

static void set_voices(struct room *room, struct change *change, struct change_entry *entry,
                       const struct reading *reading, const char *line)
{
    free(entry->addressees);
    entry->continues = reading->continues;
    if (!reading->continues) {
        free(entry->speakers);
        entry->speakers =
            take_voices(room, change, reading->speakers, reading->speaker_count, line);
        entry->speaker_count = reading->speaker_count;
    }
    entry->addressees =
        take_voices(room, change, reading->addressees, reading->addressee_count, line);
    entry->addressee_count = reading->addressee_count;
}

/* --- words ------------------------------------------------------------------------------ */

static void set_text(struct change_entry *entry, const struct str *text,
                     const struct span *verbatim, size_t verbatim_count)
{
    free(entry->text);
    entry->text = mem_copy(str_text(text));
    free(entry->verbatim);
    entry->verbatim = NULL;
    entry->verbatim_count = verbatim_count;
    if (verbatim_count > 0) {
        entry->verbatim = mem_alloc(verbatim_count, sizeof *verbatim);
        memcpy(entry->verbatim, verbatim, verbatim_count * sizeof *verbatim);
    }
}

/* What a reading found needless is said, also beside what it changed. */
static void say_needless(const struct reading *reading, struct room_said *said)
{
    for (size_t i = 0; i < reading->note_count; i++) {
        if (reading->notes[i].severity == NOTE_NEEDLESS) {
            room_say(said, "%s", reading->notes[i].text);
            return;
        }
    }
}

static bool changes_nothing(const struct reading *reading)
{
    if (reading->text.len > 0 || reading->speaker_count > 0)
        return false;
    for (size_t i = 0; i < reading->code_count; i++)
        if (!reading->codes[i].needless)
            return false;
    return true;
}

static void take_words(struct room *room, const struct reading *reading, const char *line,
                       struct change *change, struct room_said *said)
{
    enum entry_kind kind = reading->kind == READ_EVENT ? ENTRY_EVENT : ENTRY_NOTE;
    struct change_entry *entry;

    say_needless(reading, said);
    if (changes_nothing(reading)) {
        if (said->text[0] == '\0')
            room_say(said, "there are no words to log");
        return;
    }
    entry = room_add_entry(room, change, kind, reading->at);
    if (reading->continues) {
        entry->speakers = copy_voices(room->last_speakers, room->last_speaker_count);
        entry->speaker_count = room->last_speaker_count;
    }
    set_voices(room, change, entry, reading, line);
    set_text(entry, &reading->text, reading->verbatim, reading->verbatim_count);
    room_put_codes(room, change, entry, reading);
    if (said->text[0] == '\0')
        room_say_closed(room, change, 0, said);
    room_remember(room, entry);
    room_note_quorum(room, reading->at, change);
}

static void take_comment(struct room *room, const struct reading *reading, struct change *change,
                         struct room_said *said)
{
    struct change_entry *entry;
    struct id about = room->last_entry;

    if (reading->text.len == 0) {
        room_say(said, "there are no words to log");
        return;
    }
    if (room->last != NULL && room->last->kind == ENTRY_COMMENT)
        about = room->last->about; /* a second comment is on the same words */
    entry = room_add_entry(room, change, ENTRY_COMMENT, reading->at);
    entry->about = about;
    set_text(entry, &reading->text, NULL, 0);
    room_remember(room, entry);
    room_note_quorum(room, reading->at, change);
}

/* --- changing the last entry ---------------------------------------------------------------- */

static void take_revision(struct room *room, const struct reading *reading, struct change *change,
                          struct room_said *said)
{
    struct change_entry *entry;
    struct follow follow;
    struct span *verbatim;
    size_t count;

    if (room->last == NULL) {
        room_say(said, "there is no entry to change yet");
        return;
    }
    if (reading->has_time && room->last_at != TIME_UNKNOWN) {
        room_shift(room, room->last, reading->at - room->last_at, change);
        entry = &change->entries[change->entry_count - 1];
    } else {
        entry = change_add_entry(change);
        *entry = change_entry_copy(room->last);
        entry->revises = true;
    }
    if (reading->has_time)
        entry->at = reading->at;
    if (reading->kind == READ_CORRECTION) {
        follow_begin(&follow, entry->text, str_text(&reading->text));
        verbatim = follow_verbatim(&follow, entry->verbatim, entry->verbatim_count, &count);
        if (entry->kind == ENTRY_COMMENT)
            count = 0;
        set_text(entry, &reading->text, verbatim, count);
        free(verbatim);
        follow_release(&follow);
    }
    room_remember(room, entry);
}

void room_take(struct room *room, const struct reading *reading, const char *line,
               struct change *change, struct room_said *said)
{
    said->text[0] = '\0';
    switch (reading->kind) {
    case READ_NOTHING:
        break;
    case READ_PLAIN:
    case READ_NOTE:
    case READ_EVENT:
        take_words(room, reading, line, change, said);
        break;
    case READ_ATTENDANCE:
        room_take_attendance(room, reading, change, said);
        break;
    case READ_AGENDA:
        room_take_agenda(room, reading, change, said);
        break;
    case READ_PART:
        room_take_part(room, reading, change, said);
        break;
    case READ_COMMENT:
        take_comment(room, reading, change, said);
        break;
    case READ_CORRECTION:
    case READ_TIME:
        take_revision(room, reading, change, said);
        break;
    }
}

/* --- changing an earlier entry --------------------------------------------------------------- */

/* Whether a line that edits an entry of this kind is taken as it was read;
 * else all of it is words. */
static bool fits_kind(enum entry_kind kind, enum reading_kind read)
{
    if (kind == ENTRY_COMMENT)
        return read == READ_COMMENT;
    return (kind == ENTRY_NOTE || kind == ENTRY_EVENT)
           && (read == READ_NOTE || read == READ_EVENT || read == READ_PLAIN);
}

static void set_plain(struct change_entry *entry, const char *line)
{
    struct str text = STR_INIT;

    (void)text_clean_line(&text, line, strlen(line));
    set_text(entry, &text, NULL, 0);
    str_release(&text);
    if (entry->kind != ENTRY_NOTE && entry->kind != ENTRY_EVENT)
        return;
    free(entry->speakers);
    free(entry->addressees);
    entry->speakers = entry->addressees = NULL;
    entry->speaker_count = entry->addressee_count = 0;
    entry->continues = false;
}

void room_revise(struct room *room, const struct change_entry *entry, const struct reading *reading,
                 const char *line, struct change *change, struct room_said *said)
{
    struct change_entry *revised = change_add_entry(change);

    said->text[0] = '\0';
    *revised = change_entry_copy(entry);
    revised->revises = true;
    if (fits_kind(entry->kind, reading->kind)) {
        if (reading->has_time)
            revised->at = reading->at;
        set_text(revised, &reading->text, reading->verbatim, reading->verbatim_count);
        if (entry->kind != ENTRY_COMMENT)
            set_voices(room, change, revised, reading, line);
        room_put_codes(room, change, revised, reading);
        say_needless(reading, said);
    } else {
        set_plain(revised, line);
    }
    if (revised->kind == ENTRY_NOTE || revised->kind == ENTRY_EVENT)
        revised->kind = revised->text[0] != '\0' ? ENTRY_NOTE : ENTRY_EVENT;
    if (id_equal(&room->last_entry, &revised->id))
        room_remember(room, revised);
}
