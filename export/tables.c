/* SPDX-License-Identifier: MIT */
/* The rows of the tables, out of the documents of the meetings. */
#include "export/tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "export/applied.h"

/* clang-format off */
const struct table_info tables[TABLES] = {
    [TABLE_MEETINGS] = { "meetings",
        { "meeting", "id", "date", "site", "body", "body_function", "status", "minutes", "entries",
          "observers", "document" } },
    [TABLE_ENTRIES] = { "entries",
        { "meeting", "place", "id", "kind", "date", "time", "seconds", "speakers", "roles",
          "addressees", "item", "item_title", "part", "comment_on", "observer", "codes", "text" } },
    [TABLE_CODINGS] = { "codings",
        { "meeting", "id", "code", "key", "action", "entry", "last_entry", "whole", "modifiers",
          "observer", "words" } },
    [TABLE_ATTENDANCE] = { "attendance",
        { "meeting", "person", "role", "capacity", "expected", "movement", "mode", "time",
          "entry" } },
    [TABLE_PEOPLE] = { "people",
        { "person", "number", "role", "to_identify", "meetings", "entries" } },
};

static const char *const attendance_present = "present";
static const char *const points[] = { "point", "state" };
/* clang-format on */

/* What is known of a person over all meetings of the export. */
struct seen {
    size_t meetings, entries;
};

struct table_work {
    struct export_job *job;
    const struct table_sink *sink;
    const char *const *column; /* of the row at hand: its next one */
    enum table table;
    int meeting;
    struct seen *seen;   /* beside the labels */
    struct str text;     /* scratch */
    struct error failed; /* the first failure of a cell */
};

/* --- cells -------------------------------------------------------------------------- */

static void begin(struct table_work *work, enum table table)
{
    work->table = table;
    work->column = tables[table].column;
    work->sink->begin(work->sink->data, table);
}

static void end(struct table_work *work)
{
    work->sink->end(work->sink->data, work->table);
}

static void put_number(struct table_work *work, int64_t value)
{
    work->sink->number(work->sink->data, *work->column++, value);
}

/* A word of moot's own, what is made of names that each passed the gate, or
 * nothing. */
static void put_own(struct table_work *work, const char *value)
{
    work->sink->text(work->sink->data, *work->column++, value);
}

/* Words from the study, which have passed the gate: searched once more. */
static void put(struct table_work *work, const char *value)
{
    struct str what = STR_INIT;

    if (!work->failed.status && value != NULL) {
        str_add_format(&what, "column %s of %s (M%d)", *work->column, tables[work->table].name,
                       work->meeting);
        (void)!job_check(work->job, what.text, value, strlen(value), &work->failed);
        str_release(&what);
    }
    work->sink->text(work->sink->data, *work->column++,
                     value != NULL && value[0] != '\0' ? value : NULL);
}

static void put_meeting(struct table_work *work)
{
    char text[16];

    snprintf(text, sizeof text, "M%d", work->meeting);
    put_own(work, text);
}

static void put_id(struct table_work *work, const char *kind, const struct id *id)
{
    struct id guid = labels_guid(&work->job->labels, kind, id, "");
    char text[ID_TEXT];

    id_print(&guid, text);
    put_own(work, text);
}

/* "14:05:12"; the date stands in a column of its own, as the study allows. */
static void put_time(struct table_work *work, int64_t at, int32_t offset)
{
    char text[CLOCK_TIME];

    clock_time(text, at, offset);
    put_own(work, at != TIME_UNKNOWN ? text : NULL);
}

static void put_date(struct table_work *work, const struct meeting *meeting)
{
    char text[DOCUMENT_DATE];

    document_date(text, meeting, &work->job->labels.shows);
    put_own(work, strcmp(text, "undated") != 0 ? text : NULL);
}

/* --- meetings ------------------------------------------------------------------------ */

static void put_observers(struct table_work *work, const struct document *document)
{
    str_clear(&work->text);
    for (size_t i = 0; i < document->observer_count; i++)
        str_add_format(&work->text, "%s%s", i > 0 ? "; " : "",
                       work->job->labels.observer[document->observer[i]].name);
    put(work, str_text(&work->text));
}

static void meeting_row(struct table_work *work, const struct document *document)
{
    const struct meeting *meeting = document->meeting;
    const struct body_name *body = body_names_find(&work->job->bodies, meeting);
    char *site = gate_again(&work->job->gate, meeting->site);
    char *function = gate_again(&work->job->gate, meeting->function_name);

    begin(work, TABLE_MEETINGS);
    put_meeting(work);
    put_id(work, "document", &meeting->id);
    put_date(work, meeting);
    put(work, site);
    put(work, body != NULL ? body->name : NULL);
    put(work, function);
    put_own(work, meeting_status_words[meeting->status].key);
    if (meeting->began != TIME_UNKNOWN && meeting->ended != TIME_UNKNOWN)
        put_number(work, (meeting->ended - meeting->began) / 60000);
    else
        put_own(work, NULL);
    put_number(work, (int64_t)document->count);
    put_observers(work, document);
    put(work, document->name);
    end(work);
    free(site);
    free(function);
}

/* --- entries -------------------------------------------------------------------------- */

static void put_voices(struct table_work *work, const struct voice *voices, size_t count)
{
    const struct labels *labels = &work->job->labels;

    str_clear(&work->text);
    for (size_t i = 0; i < count; i++) {
        str_add(&work->text, i > 0 ? "; " : "");
        paragraph_voices(&work->text, labels, &voices[i], 1);
    }
    put(work, str_text(&work->text));
}

/* The role groups of the speakers, each once. */
static void put_roles(struct table_work *work, const struct voice *voices, size_t count)
{
    const char *last = "";

    str_clear(&work->text);
    for (size_t i = 0; i < count; i++) {
        const char *role = labels_role_name(&work->job->labels, &voices[i]);

        if (role == NULL || strcmp(role, last) == 0)
            continue;
        str_add_format(&work->text, "%s%s", work->text.len > 0 ? "; " : "", role);
        last = role;
    }
    put(work, str_text(&work->text));
}

static void count_speakers(struct table_work *work, const struct voice *voices, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t label = voices[i].kind == VOICE_PERSON
                           ? labels_find(&work->job->labels, &voices[i].id)
                           : LABEL_NONE;

        if (label != LABEL_NONE)
            work->seen[label].entries++;
    }
}

static void put_item(struct table_work *work, const struct document *document,
                     const struct paragraph *paragraph)
{
    const struct document_item *item =
        paragraph->item < document->item_count ? &document->item[paragraph->item] : NULL;

    if (item != NULL)
        put_number(work, item->number);
    else
        put_own(work, NULL);
    put(work, item != NULL ? item->title : NULL);
}

static void entry_row(struct table_work *work, const struct document *document,
                      const struct applied_list *applied, size_t index, int64_t first)
{
    const struct paragraph *paragraph = &document->paragraph[index];
    const struct voice *voices = document->voice + paragraph->first_voice;
    char *words = mem_copy_len(document->text.text + paragraph->words, paragraph->len);

    begin(work, TABLE_ENTRIES);
    put_meeting(work);
    put_number(work, (int64_t)index + 1);
    put_id(work, "entry", &paragraph->entry);
    put_own(work, entry_kind_words[paragraph->kind].key);
    put_date(work, document->meeting);
    put_time(work, paragraph->at, paragraph->offset);
    if (paragraph->at != TIME_UNKNOWN && first != TIME_UNKNOWN)
        put_number(work, (paragraph->at - first) / 1000);
    else
        put_own(work, NULL);
    put_voices(work, voices, paragraph->speaker_count);
    put_roles(work, voices, paragraph->speaker_count);
    put_voices(work, voices + paragraph->speaker_count, paragraph->addressee_count);
    put_item(work, document, paragraph);
    put_own(work, part_words[paragraph->part].key);
    if (paragraph->about != SIZE_MAX)
        put_id(work, "entry", &document->paragraph[paragraph->about].entry);
    else
        put_own(work, NULL);
    put(work, work->job->labels.observer[paragraph->observer].name);
    str_clear(&work->text);
    (void)applied_say(applied, &work->text, index, &work->job->labels);
    put_own(work, work->text.len > 0 ? work->text.text : NULL);
    put(work, words);
    end(work);
    count_speakers(work, voices, paragraph->speaker_count);
    free(words);
}

/* --- codings --------------------------------------------------------------------------- */

static const char *code_key(const struct labels *labels, const struct id *id)
{
    for (size_t i = 0; i < labels->codebook.count; i++) {
        if (id_equal(&labels->codebook.codes[i].id, id))
            return labels->codebook.codes[i].key;
    }
    return "";
}

static void coding_row(struct table_work *work, const struct document *document,
                       const struct applied *row)
{
    const struct labels *labels = &work->job->labels;
    const struct label *label = &labels->label[row->mark->label];
    const struct paragraph *first = &document->paragraph[row->first];
    char *words =
        row->state ? NULL : mem_copy_len(document->text.text + row->mark->at, row->mark->len);

    begin(work, TABLE_CODINGS);
    put_meeting(work);
    put_id(work, "coding", &row->mark->source);
    put(work, label->name);
    put(work, code_key(labels, &label->id));
    put_own(work, points[row->state]);
    put_id(work, "entry", &first->entry);
    put_id(work, "entry", &document->paragraph[row->last].entry);
    put_number(work, row->whole);
    put(work, row->values);
    put(work, labels->observer[row->mark->observer].name);
    put(work, words);
    end(work);
    free(words);
}

/* --- attendance --------------------------------------------------------------------------- */

/* The role group of a speaker's label; NULL none. */
static const char *label_role(const struct labels *labels, size_t label)
{
    struct voice voice = { .kind = VOICE_PERSON };

    if (label == LABEL_NONE)
        return NULL;
    voice.id = labels->label[label].id;
    return labels_role_name(labels, &voice);
}

static void person_cells(struct table_work *work, const struct document *document, size_t label)
{
    const struct labels *labels = &work->job->labels;
    const struct document_person *person = NULL;

    for (size_t i = 0; i < document->person_count && person == NULL; i++)
        person = document->person[i].label == label ? &document->person[i] : NULL;
    put_meeting(work);
    put(work, label != LABEL_NONE ? labels->label[label].spoken : NULL);
    put(work, label_role(labels, label));
    put_own(work, person != NULL ? capacity_words[person->capacity].key : NULL);
    put_number(work, person != NULL && person->expected);
}

static void move_row(struct table_work *work, const struct document *document,
                     const struct document_move *move)
{
    const struct paragraph *paragraph = &document->paragraph[move->paragraph];

    begin(work, TABLE_ATTENDANCE);
    person_cells(work, document, move->label);
    put_own(work, movement_words[move->movement].key);
    put_own(work, mode_words[move->mode].key);
    put_time(work, paragraph->at, paragraph->offset);
    put_id(work, "entry", &paragraph->entry);
    end(work);
}

/* Who moved nowhere was there all the time, or not, as the set-up says. */
static void still_row(struct table_work *work, const struct document *document,
                      const struct document_person *person)
{
    for (size_t i = 0; i < document->move_count; i++) {
        if (document->move[i].label == person->label)
            return;
    }
    begin(work, TABLE_ATTENDANCE);
    person_cells(work, document, person->label);
    put_own(work, person->known ? movement_words[person->last].key : attendance_present);
    put_own(work, mode_words[person->mode].key);
    put_own(work, NULL);
    put_own(work, NULL);
    end(work);
}

/* --- the whole -------------------------------------------------------------------------- */

static int64_t first_time(const struct document *document)
{
    for (size_t i = 0; i < document->count; i++) {
        if (document->paragraph[i].at != TIME_UNKNOWN)
            return document->paragraph[i].at;
    }
    return TIME_UNKNOWN;
}

static enum status take_document(void *data, const struct document *document, struct error *err)
{
    struct table_work *work = data;
    struct applied_list applied;

    work->meeting = document->meeting->number;
    meeting_row(work, document);
    applied_load(&applied, document, &work->job->labels);
    for (size_t i = 0; i < document->count; i++)
        entry_row(work, document, &applied, i, first_time(document));
    for (size_t i = 0; i < applied.count; i++)
        coding_row(work, document, &applied.row[i]);
    applied_release(&applied);
    for (size_t i = 0; i < document->person_count; i++) {
        still_row(work, document, &document->person[i]);
        work->seen[document->person[i].label].meetings++;
    }
    for (size_t i = 0; i < document->move_count; i++)
        move_row(work, document, &document->move[i]);
    if (work->failed.status)
        *err = work->failed;
    return work->failed.status;
}

static const struct person *person_of(const struct people *people, const struct id *id)
{
    for (size_t i = 0; i < people->person_count; i++) {
        if (id_equal(&people->people[i].id, id))
            return &people->people[i];
    }
    return NULL;
}

static void people_rows(struct table_work *work)
{
    const struct labels *labels = &work->job->labels;

    for (size_t i = 0; i < labels->count; i++) {
        const struct label *label = &labels->label[i];
        const struct person *person;

        if (label->kind != LABEL_SPEAKER
            || (work->seen[i].meetings == 0 && work->seen[i].entries == 0))
            continue;
        person = person_of(&labels->people, &label->id);
        begin(work, TABLE_PEOPLE);
        put(work, label->spoken);
        if (person != NULL && person->number > 0)
            put_number(work, person->number);
        else
            put_own(work, NULL);
        put(work, label_role(labels, i));
        put_number(work, person != NULL && person->to_identify);
        put_number(work, (int64_t)work->seen[i].meetings);
        put_number(work, (int64_t)work->seen[i].entries);
        end(work);
    }
}

enum status tables_each(struct export_job *job, const struct table_sink *sink, struct error *err)
{
    struct table_work work = { .job = job, .sink = sink };
    enum status status;

    work.seen = mem_alloc(job->labels.count + 1, sizeof *work.seen);
    status = job_each(job, take_document, &work, err);
    if (!status) {
        people_rows(&work);
        status = work.failed.status;
        if (status)
            *err = work.failed;
    }
    free(work.seen);
    str_release(&work.text);
    return status;
}
