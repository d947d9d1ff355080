/* SPDX-License-Identifier: MIT */
/* Reading the record of a meeting. Entries and what belongs to them come from
 * six statements in the same order, read side by side: for each entry, the
 * others are stepped until they stand behind it. So a meeting takes six
 * statements, not six for each entry, and little memory. */
#include "storage/entries.h"

#include "core/mem.h"
#include "storage/entries_work.h"
#include "storage/internal.h"
#include <string.h>

/* Compares the place of a row with the entry's, in the order of reading. */
static int compare(const struct entries *entries, struct stmt *st)
{
    int64_t sequence = stmt_int(st, 1), observer = stmt_int(st, 2);
    int order = (sequence > entries->sequence) - (sequence < entries->sequence);

    if (order == 0)
        order = (observer > entries->observer) - (observer < entries->observer);
    return entries->order == ENTRIES_FORWARD ? order : -order;
}

/* Whether the next row of a part belongs to the entry; rows of entries that
 * were passed over (removed) are skipped. */
static bool next_of(struct entries *entries, struct stream *stream)
{
    if (!stream->begun) {
        stream->begun = true;
        stream->waiting = stmt_row(&stream->st);
    }
    while (stream->waiting) {
        int order = compare(entries, &stream->st);

        if (order == 0)
            return true;
        if (order > 0)
            return false;
        stream->waiting = stmt_row(&stream->st);
    }
    return false;
}

static void step(struct stream *stream)
{
    stream->waiting = stmt_row(&stream->st);
}

/* Rows came last first: turns `count` elements of `size` bytes around. */
static void turn(const struct entries *entries, void *array, size_t count, size_t size)
{
    char *bytes = array, kept;

    if (entries->order == ENTRIES_FORWARD || count < 2)
        return;
    for (size_t i = 0; i < count / 2; i++)
        for (size_t b = 0; b < size; b++) {
            char *low = bytes + i * size + b, *high = bytes + (count - 1 - i) * size + b;

            kept = *low;
            *low = *high;
            *high = kept;
        }
}

enum voice_kind entries_voice_kind(const char *word)
{
    if (strcmp(word, "person") == 0)
        return VOICE_PERSON;
    if (strcmp(word, "role") == 0)
        return VOICE_ROLE;
    return strcmp(word, "all") == 0 ? VOICE_ALL : VOICE_UNKNOWN;
}

static void read_voices(struct entries *entries)
{
    struct stream *stream = &entries->stream[STREAM_VOICES];
    struct entry *entry = &entries->entry;

    while (next_of(entries, stream)) {
        bool speaks = strcmp(stmt_text(&stream->st, 3), "speaker") == 0;
        struct voices *list = speaks ? &entries->speakers : &entries->addressees;
        struct voice *voice;

        list->voice = mem_grow(list->voice, list->count, &list->room, sizeof *list->voice);
        voice = &list->voice[list->count++];
        voice->kind = entries_voice_kind(stmt_text(&stream->st, 4));
        voice->id = voice->kind == VOICE_PERSON ? stmt_id(&stream->st, 5)
                    : voice->kind == VOICE_ROLE ? stmt_id(&stream->st, 6)
                                                : (struct id){ { 0 } };
        step(stream);
    }
    turn(entries, entries->speakers.voice, entries->speakers.count, sizeof(struct voice));
    turn(entries, entries->addressees.voice, entries->addressees.count, sizeof(struct voice));
    entry->speakers = entries->speakers.voice;
    entry->speaker_count = entries->speakers.count;
    entry->addressees = entries->addressees.voice;
    entry->addressee_count = entries->addressees.count;
}

/* A span of a damaged study may reach beyond the text: it is cut to it. */
struct span entries_span(const char *text, int64_t start, int64_t length)
{
    size_t len = strlen(text);
    struct span span = { start < 0 ? 0 : (size_t)start, length < 0 ? 0 : (size_t)length };

    if (span.start > len)
        span.start = len;
    if (span.len > len - span.start)
        span.len = len - span.start;
    return span;
}

static void read_verbatim(struct entries *entries)
{
    struct stream *stream = &entries->stream[STREAM_VERBATIM];
    struct entry *entry = &entries->entry;
    size_t count = 0;

    while (next_of(entries, stream)) {
        struct span span =
            entries_span(entry->text, stmt_int(&stream->st, 3), stmt_int(&stream->st, 4));

        entries->verbatim =
            mem_grow(entries->verbatim, count, &entries->verbatim_room, sizeof span);
        entries->verbatim[count++] = span;
        step(stream);
    }
    turn(entries, entries->verbatim, count, sizeof *entries->verbatim);
    entry->verbatim = entries->verbatim;
    entry->verbatim_count = count;
}

/* The values of one coding, whose row is `coding`; where they begin in the
 * array of all values of the entry is noted, for the array may move. */
static void read_values(struct entries *entries, int64_t coding, size_t *first, size_t *count)
{
    struct stream *stream = &entries->stream[STREAM_VALUES];

    *first = entries->value_count;
    while (next_of(entries, stream)) {
        int64_t of = stmt_int(&stream->st, 3);
        bool passed = entries->order == ENTRIES_FORWARD ? of > coding : of < coding;

        if (passed)
            break;
        if (of == coding) {
            struct coding_value *value;

            entries->values = mem_grow(entries->values, entries->value_count, &entries->value_room,
                                       sizeof *entries->values);
            value = &entries->values[entries->value_count++];
            value->modifier = stmt_id(&stream->st, 4);
            value->value = store_column(&entries->strings, &stream->st, 5);
        }
        step(stream);
    }
    *count = entries->value_count - *first;
    if (*count > 0)
        turn(entries, entries->values + *first, *count, sizeof *entries->values);
}

static void read_coding(struct entries *entries, struct stmt *st, struct coding *coding)
{
    *coding = (struct coding){
        .id = stmt_id(st, 4),
        .code = stmt_id(st, 5),
        .observer = store_column(&entries->strings, st, 6),
        .observer_id = stmt_id(st, 7),
        .recorded = stmt_int(st, 8),
        .action = (enum coding_action)word_or(coding_action_words, CODING_ACTIONS, stmt_text(st, 9),
                                              CODING_POINT),
        .whole = stmt_is_null(st, 10),
        .by_end = stmt_int(st, 12) != 0,
        .closes = stmt_id(st, 13),
        .lost = store_column(&entries->strings, st, 14),
    };
    if (!coding->whole)
        coding->words = entries_span(entries->entry.text, stmt_int(st, 10), stmt_int(st, 11));
}

static void read_codings(struct entries *entries)
{
    struct stream *stream = &entries->stream[STREAM_CODINGS];
    struct entry *entry = &entries->entry;
    size_t count = 0;

    entries->value_count = 0;
    while (next_of(entries, stream)) {
        size_t room = entries->coding_room;

        entries->codings = mem_grow(entries->codings, count, &room, sizeof *entries->codings);
        if (room != entries->coding_room)
            entries->firsts = mem_resize(entries->firsts, room, sizeof *entries->firsts);
        entries->coding_room = room;
        read_coding(entries, &stream->st, &entries->codings[count]);
        read_values(entries, stmt_int(&stream->st, 3), &entries->firsts[count],
                    &entries->codings[count].value_count);
        count++;
        step(stream);
    }
    for (size_t i = 0; i < count; i++)
        entries->codings[i].values = entries->values + (entries->values ? entries->firsts[i] : 0);
    turn(entries, entries->codings, count, sizeof *entries->codings);
    entry->codings = entries->codings;
    entry->coding_count = count;
}

static void read_movements(struct entries *entries)
{
    struct stream *stream = &entries->stream[STREAM_MOVEMENTS];
    struct entry *entry = &entries->entry;
    size_t count = 0;

    while (next_of(entries, stream)) {
        struct change_movement *movement;

        entries->movements =
            mem_grow(entries->movements, count, &entries->movement_room, sizeof *movement);
        movement = &entries->movements[count++];
        *movement = (struct change_movement){
            .id = stmt_id(&stream->st, 3),
            .entry = entry->id,
            .person = stmt_id(&stream->st, 4),
            .movement = (enum movement)word_or(movement_words, MOVEMENTS, stmt_text(&stream->st, 5),
                                               MOVE_ARRIVED),
            .mode = (enum attendance_mode)word_or(mode_words, MODES, stmt_text(&stream->st, 6),
                                                  MODE_ROOM),
            .item = stmt_id(&stream->st, 7),
            .arrival = (enum arrival)word_or(arrival_words, ARRIVALS, stmt_text(&stream->st, 8),
                                             ARRIVAL_PLAIN),
            .capacity = (enum capacity)word_or(capacity_words, CAPACITIES,
                                               stmt_text(&stream->st, 9), CAPACITY_ATTENDING),
        };
        step(stream);
    }
    turn(entries, entries->movements, count, sizeof *entries->movements);
    entry->movements = entries->movements;
    entry->movement_count = count;
}

static void read_entry(struct entries *entries, struct stmt *st)
{
    entries->sequence = stmt_int(st, 1);
    entries->observer = stmt_int(st, 2);
    entries->entry = (struct entry){
        .id = stmt_id(st, 3),
        .sequence = entries->sequence,
        .kind =
            (enum entry_kind)word_or(entry_kind_words, ENTRY_KINDS, stmt_text(st, 4), ENTRY_NOTE),
        .at = stmt_int_or(st, 5, TIME_UNKNOWN),
        .offset = (int32_t)stmt_int(st, 6),
        .recorded = stmt_int(st, 7),
        .observer = store_column(&entries->strings, st, 8),
        .observer_id = stmt_id(st, 9),
        .item = stmt_id(st, 10),
        .about = stmt_id(st, 11),
        .part = (enum part)word_or(part_words, PARTS, stmt_text(st, 12), PART_PUBLIC),
        .removed = stmt_int(st, 13) != 0,
        .retracted = stmt_int(st, 14) != 0,
        .revised = stmt_int(st, 15) != 0,
        .continues = stmt_int(st, 16) != 0,
        .text = store_column(&entries->strings, st, 17),
    };
    entries->speakers.count = entries->addressees.count = 0;
}

/* Steps to the next entry that is to be given. */
static bool next_row(struct entries *entries)
{
    struct stream *stream = &entries->stream[STREAM_ENTRIES];

    if (entries->limit > 0 && entries->given == entries->limit)
        return false;
    while (stmt_row(&stream->st)) {
        if (entries->only != 0 && stmt_int(&stream->st, 0) == entries->only)
            return true;
        if (entries->only == 0 && stmt_int(&stream->st, 13) == 0)
            return true;
    }
    return false;
}

static enum status first_failure(struct entries *entries, struct error *err)
{
    for (int i = 0; i < STREAM_COUNT; i++)
        if (entries->stream[i].st.rc != SQLITE_OK)
            return sql_fail(entries->study, entries->stream[i].st.rc, err);
    return STATUS_OK;
}

enum status entries_next(struct entries *entries, const struct entry **entry, struct error *err)
{
    *entry = NULL;
    store_release(&entries->strings);
    if (next_row(entries)) {
        entries->given++;
        read_entry(entries, &entries->stream[STREAM_ENTRIES].st);
        read_voices(entries);
        read_verbatim(entries);
        read_codings(entries);
        read_movements(entries);
        *entry = &entries->entry;
    }
    if (first_failure(entries, err)) {
        *entry = NULL;
        return error_context(err, "reading the record");
    }
    return STATUS_OK;
}
