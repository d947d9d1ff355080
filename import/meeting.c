/* SPDX-License-Identifier: MIT */
/* What becomes of an imported meeting: its people with the study's next ids,
 * its agenda in the order in which the items first appear, its turns as notes
 * and its events as codes. All of it is one transaction; the turns go to the
 * record in changes of a thousand, so that memory does not grow with the
 * file. Nothing in the texts is read for grammar.
 *
 * Times: a file gives seconds from the start and no wall clock. Stored is the
 * date's midnight, UTC, and the seconds, so that HH:MM:SS shows the time since
 * the start; without a date, the seconds alone. What a file lacks stays
 * unknown. */
#include "import/internal.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/change.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/codebook.h"
#include "storage/record.h"

enum {
    TURNS_A_CHANGE = 1000,
    NAMES_LIMIT = 10000   /* of different speakers, items, events: more is no meeting */
};

/* Names of the file and the ids they have in the study. jansson's objects
 * find a name at once however many there are. */
struct known_names {
    json_t *index;
    struct id *ids;
    size_t count, room;
};

struct importer {
    struct study *study;
    struct source *source;
    struct import_report *report;
    struct jsonl_meeting meeting;
    struct jsonl_turn turn;
    struct people people;        /* of the study before the import: its role groups */
    struct codebook codebook;    /* likewise */
    struct known_names speakers, items, events;
    struct id imported;          /* the parent of new codes; none: not needed yet */
    struct id id;                /* the meeting's */
    int64_t start;               /* midnight of its date, UTC milliseconds; 0 unknown */
    struct change change;
    size_t pending;              /* turns in it */
};

/* --- names ------------------------------------------------------------------ */

static const struct id *names_find(const struct known_names *names, const char *name)
{
    const json_t *at = json_object_get(names->index, name);

    return at != NULL ? &names->ids[json_integer_value(at)] : NULL;
}

/* Adds a name that is not there. */
static enum status names_put(struct importer *in, struct known_names *names, const char *what,
                             const char *name, const struct id *id, struct error *err)
{
    if (names->count == NAMES_LIMIT)
        return source_wrong(in->source, err, "more than %d different %ss: this is no meeting",
                            NAMES_LIMIT, what);
    if (json_object_set_new(names->index, name, json_integer((json_int_t)names->count)) != 0)
        return source_wrong(in->source, err, "this %s cannot be kept", what);
    names->ids = mem_grow(names->ids, names->count, &names->room, sizeof *names->ids);
    names->ids[names->count++] = *id;
    return STATUS_OK;
}

static void names_release_all(struct known_names *names)
{
    json_decref(names->index);
    free(names->ids);
}

/* --- people ----------------------------------------------------------------- */

/* Makes a participant, or a speaker who is not among them, a person or a
 * voice. The record's own name, "[record]", is nobody's. */
static enum status add_speaker(struct importer *in, const char *id, const char *name,
                               const char *role, struct id *person, struct error *err)
{
    bool voice = terms_is_voice(id);
    bool record = strcmp(id, "_record") == 0;
    struct new_person one = {
        .voice = voice ? id : NULL,
        .role_group = voice ? NULL : terms_role_group(&in->people, role),
        .name = record ? NULL : name,
        .source = voice ? NULL : id,
    };

    if (people_add(in->study, &one, person, NULL, err))
        return err->status;
    in->report->people += !voice;
    return names_put(in, &in->speakers, "speaker", id, person, err);
}

/* The people who are expected, and how they sit there: owned arrays. */
struct expected {
    struct id *people;
    enum capacity *capacities;
    size_t count;
};

static enum status add_participants(struct importer *in, struct expected *expected,
                                    struct error *err)
{
    size_t count = in->meeting.participant_count;

    expected->people = mem_alloc(count, sizeof *expected->people);
    expected->capacities = mem_alloc(count, sizeof *expected->capacities);
    for (size_t i = 0; i < count; i++) {
        const struct jsonl_participant *one = &in->meeting.participants[i];
        struct id person;

        if (names_find(&in->speakers, one->id) != NULL)
            return source_wrong(in->source, err, "participant \"%s\" is listed twice", one->id);
        if (add_speaker(in, one->id, one->name, one->role, &person, err))
            return err->status;
        if (terms_is_voice(one->id))
            continue;
        expected->people[expected->count] = person;
        expected->capacities[expected->count++] = terms_capacity(one->role);
    }
    return STATUS_OK;
}

/* --- the meeting ------------------------------------------------------------- */

/* The next line that is not blank: some programs end a file with such. */
static enum status next_line(struct importer *in, struct str *line, bool *more, struct error *err)
{
    enum status status;

    do {
        status = source_next(in->source, line, more, err);
    } while (!status && *more && strspn(str_text(line), " \t\r") == line->len);
    return status;
}

static enum status add_meeting(struct importer *in, const struct expected *expected,
                               struct error *err)
{
    struct names functions = { 0 };
    struct new_meeting meeting = {
        .title = in->meeting.title,
        .body = in->meeting.body,
        .date = in->meeting.date,
        .people = expected->people,
        .capacities = expected->capacities,
        .person_count = expected->count,
        .closed = true,
        .source = in->meeting.origin,
        .licence = in->meeting.licence,
        .language = in->meeting.language,
        .digest = in->source->digest,
    };
    enum status status = meetings_functions(&functions, in->study, err);

    if (!status) {
        meeting.function = terms_function(&functions, in->meeting.type);
        status = meetings_add(in->study, &meeting, &in->id, &in->report->meeting, err);
    }
    names_release(&functions);
    return status;
}

static enum status begin_meeting(struct importer *in, struct error *err)
{
    struct expected expected = { 0 };
    struct str line = STR_INIT;
    bool more;
    enum status status = next_line(in, &line, &more, err);

    if (!status)
        status = jsonl_read_meeting(in->source, &line, &in->meeting, &in->report->cleaned, err);
    if (!status && in->meeting.date[0] != '\0'
        && !clock_parse_date(in->meeting.date, &in->start))
        in->start = 0;
    if (!status)
        status = add_participants(in, &expected, err);
    if (!status)
        status = add_meeting(in, &expected, err);
    free(expected.people);
    free(expected.capacities);
    str_release(&line);
    return status;
}

/* --- events ------------------------------------------------------------------ */

/* The code of the study that an event means: a point code of that name. */
static const struct code *code_named(const struct codebook *codebook, const char *name)
{
    for (size_t i = 0; i < codebook->count; i++) {
        const struct code *code = &codebook->codes[i];

        if (!code->state && !code->retired
            && text_same(code->name, strlen(code->name), name, strlen(name)))
            return code;
    }
    return NULL;
}

static enum status add_event(struct importer *in, const char *event, struct id *id,
                             struct error *err)
{
    const struct code *code = code_named(&in->codebook, event);

    if (code != NULL) {
        *id = code->id;
        return names_put(in, &in->events, "event", event, id, err);
    }
    if (id_is_none(&in->imported)
        && codebook_add(in->study, NULL, NULL, "Imported", false, &in->imported, err))
        return err->status;
    if (codebook_add(in->study, &in->imported, NULL, event, false, id, err))
        return err->status;
    in->report->codes++;
    return names_put(in, &in->events, "event", event, id, err);
}

static enum status put_event(struct importer *in, const char *event, const struct id *entry,
                             struct error *err)
{
    const struct id *known = names_find(&in->events, event);
    struct change_coding *coding;
    struct id id;

    if (known != NULL)
        id = *known;
    else if (add_event(in, event, &id, err))
        return err->status;
    coding = change_add_coding(&in->change);
    coding->entry = *entry;
    coding->code = id;
    coding->action = CODING_POINT;
    coding->whole = true;
    return STATUS_OK;
}

/* --- turns -------------------------------------------------------------------- */

/* A new item, and the entry that begins it. */
static enum status put_item(struct importer *in, int64_t at, struct id *id, struct error *err)
{
    struct change_item *item = change_add_item(&in->change);
    struct change_entry *entry = change_add_entry(&in->change);

    *id = item->id;
    item->number = (int)in->items.count + 1;
    item->title = mem_copy(str_text(&in->turn.item));
    item->paper = mem_copy("");
    item->reached = true;
    item->began = at;
    item->entry = entry->id;
    entry->kind = ENTRY_AGENDA;
    entry->at = at;
    entry->item = *id;
    entry->text = mem_copy("");
    in->report->items++;
    return names_put(in, &in->items, "item", item->title, id, err);
}

/* The speaker of the turn, made a person where the first line forgot them. */
static enum status find_speaker(struct importer *in, struct id *id, struct error *err)
{
    const char *speaker = str_text(&in->turn.speaker);
    const struct id *known = names_find(&in->speakers, speaker);

    if (known == NULL)
        return add_speaker(in, speaker, "", "", id, err);
    *id = *known;
    return STATUS_OK;
}

static enum status put_turn(struct importer *in, struct error *err)
{
    struct jsonl_turn *turn = &in->turn;
    int64_t at = turn->t == TIME_UNKNOWN ? TIME_UNKNOWN : in->start + turn->t;
    struct id speaker, item = { { 0 } };
    struct change_entry *entry;

    if (turn->text.len == 0 && turn->event.len == 0) {
        in->report->empty++;
        return STATUS_OK;
    }
    if (find_speaker(in, &speaker, err))
        return err->status;
    if (turn->item.len > 0) {
        const struct id *known = names_find(&in->items, str_text(&turn->item));

        if (known != NULL)
            item = *known;
        else if (put_item(in, at, &item, err))
            return err->status;
    }
    entry = change_add_entry(&in->change);
    entry->kind = turn->text.len > 0 ? ENTRY_NOTE : ENTRY_EVENT;
    entry->at = at;
    entry->item = item;
    entry->text = mem_copy(str_text(&turn->text));
    entry->speakers = mem_alloc(1, sizeof *entry->speakers);
    entry->speakers[0] = (struct voice){ .kind = VOICE_PERSON, .id = speaker };
    entry->speaker_count = 1;
    in->report->entries++;
    in->pending++;
    return turn->event.len > 0 ? put_event(in, str_text(&turn->event), &entry->id, err)
                               : STATUS_OK;
}

/* Writes the change that has gathered, and starts the next one. */
static enum status flush(struct importer *in, struct error *err)
{
    enum status status = STATUS_OK;

    if (!change_is_empty(&in->change))
        status = record_change(in->study, &in->change, err);
    change_release(&in->change);
    change_init(&in->change, &in->id, clock_wall());
    in->pending = 0;
    return status;
}

static enum status put_turns(struct importer *in, struct error *err)
{
    struct str line = STR_INIT;
    bool more = true;
    enum status status = STATUS_OK;

    change_init(&in->change, &in->id, clock_wall());
    while (!status && more) {
        status = next_line(in, &line, &more, err);
        if (status || !more)
            break;
        status = jsonl_read_turn(in->source, &line, &in->turn, &in->report->cleaned, err);
        if (!status)
            status = put_turn(in, err);
        if (!status && in->pending == TURNS_A_CHANGE)
            status = flush(in, err);
    }
    if (!status && in->report->entries == 0)
        status = error_set(err, STATUS_INPUT, "%s line 1: no turn follows the meeting: the file "
                           "is truncated, fetch it again", in->source->path);
    if (!status)
        status = flush(in, err);
    str_release(&line);
    return status;
}

static enum status import_all(struct importer *in, struct error *err)
{
    char detail[64];

    if (people_load(&in->people, in->study, false, err)
        || codebook_load(&in->codebook, in->study, err) || begin_meeting(in, err)
        || put_turns(in, err))
        return err->status;
    snprintf(detail, sizeof detail, "M%d: %zu entries", in->report->meeting,
             in->report->entries);
    return study_note_history(in->study, "imported", detail, err);
}

enum status meeting_import(struct study *study, struct source *source,
                           struct import_report *report, struct error *err)
{
    struct importer in = { .study = study, .source = source, .report = report };
    enum status status;

    in.speakers.index = json_object();
    in.items.index = json_object();
    in.events.index = json_object();
    status = study_begin(study, err);
    if (!status) {
        status = import_all(&in, err);
        if (!status)
            status = study_commit(study, err);
        if (status)
            study_rollback(study);
    }
    change_release(&in.change);
    names_release_all(&in.speakers);
    names_release_all(&in.items);
    names_release_all(&in.events);
    codebook_release(&in.codebook);
    people_release(&in.people);
    jsonl_meeting_release(&in.meeting);
    jsonl_turn_release(&in.turn);
    return status;
}
