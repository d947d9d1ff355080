/* SPDX-License-Identifier: MIT */
/* Lists what a study holds, or one meeting of it. Nothing here shows who
 * people are. */
#include "cli/internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/show.h"
#include "cli/table.h"
#include "core/clock.h"
#include "core/room.h"
#include "storage/entries.h"
#include "storage/record.h"

struct lister {
    struct study *study;
    struct meeting_rows rows; /* all meetings, or the one that was named */
    bool one;
    bool as_json;
    struct json_writer json;
};

/* --- meetings --------------------------------------------------------------------- */

static const char *or_null(const char *text)
{
    return text != NULL && text[0] != '\0' ? text : NULL;
}

static void put_stamp(struct json_writer *json, const char *key, int64_t at)
{
    char stamp[CLOCK_STAMP];

    clock_stamp(stamp, at);
    json_writer_text(json, key, at != TIME_UNKNOWN ? stamp : NULL);
}

static void put_meeting(struct json_writer *json, const struct meeting_row *row)
{
    const struct meeting *meeting = &row->meeting;
    char number[16], id[ID_TEXT];

    (void)snprintf(number, sizeof number, "M%d", meeting->number);
    id_print(&meeting->id, id);
    json_writer_object(json, NULL);
    json_writer_text(json, "meeting", number);
    json_writer_text(json, "id", id);
    json_writer_text(json, "status", meeting_status_words[meeting->status].key);
    json_writer_text(json, "title", meeting->title);
    json_writer_text(json, "site", or_null(meeting->site));
    json_writer_text(json, "body", or_null(meeting->body));
    json_writer_text(json, "function", meeting->function);
    json_writer_text(json, "venue", or_null(meeting->venue));
    json_writer_text(json, "date", or_null(meeting->date));
    put_stamp(json, "began", meeting->began);
    put_stamp(json, "ended", meeting->ended);
    json_writer_int(json, "entries", (int64_t)row->entries);
    json_writer_int(json, "people", (int64_t)row->people);
    json_writer_end_object(json);
}

static enum status list_meetings(struct lister *list, struct error *err)
{
    static const char *const headings[] = { "", "status", "date", "site", "function", "entries",
                                            "title", NULL };
    struct table table;

    (void)err;
    if (list->as_json) {
        for (size_t i = 0; i < list->rows.count; i++)
            put_meeting(&list->json, &list->rows.row[i]);
        return STATUS_OK;
    }
    table_begin(&table, headings);
    for (size_t i = 0; i < list->rows.count; i++) {
        const struct meeting *meeting = &list->rows.row[i].meeting;
        char number[16];

        (void)snprintf(number, sizeof number, "M%d", meeting->number);
        table_cell(&table, number);
        table_cell(&table, meeting_status_words[meeting->status].name);
        table_cell(&table, meeting->date);
        table_cell(&table, meeting->site);
        table_cell(&table, meeting->function_name);
        table_cell_int(&table, (long long)list->rows.row[i].entries);
        table_cell(&table, meeting->title);
    }
    table_end(&table);
    return STATUS_OK;
}

/* --- people ------------------------------------------------------------------------ */

static void put_person(struct json_writer *json, const struct person *person,
                       const struct role_group *group)
{
    char id[ID_TEXT];

    id_print(&person->id, id);
    json_writer_object(json, NULL);
    if (person->voice == NULL)
        json_writer_int(json, "person", person->number);
    else
        json_writer_text(json, "voice", person->voice);
    json_writer_text(json, "id", id);
    json_writer_text(json, "role_group", group != NULL ? group->key : NULL);
    json_writer_text(json, "role", group != NULL ? group->name : NULL);
    json_writer_bool(json, "to_identify", person->to_identify);
    json_writer_end_object(json);
}

static void print_people(struct lister *list, const struct person *people, size_t count,
                         const struct role_group *groups)
{
    static const char *const headings[] = { "id", "role", "", NULL };
    struct table table;

    if (!list->as_json)
        table_begin(&table, headings);
    for (size_t i = 0; i < count; i++) {
        const struct role_group *group = people[i].role_group >= 0 ? &groups[people[i].role_group]
                                                                   : NULL;

        if (list->one && !people[i].here)
            continue;
        if (list->as_json) {
            put_person(&list->json, &people[i], group);
            continue;
        }
        if (people[i].voice != NULL)
            table_cell(&table, people[i].voice);
        else
            table_cell_int(&table, people[i].number);
        table_cell(&table, group != NULL ? group->name : "");
        table_cell(&table, people[i].to_identify ? "to identify" : "");
    }
    if (!list->as_json)
        table_end(&table);
}

static enum status list_people(struct lister *list, struct error *err)
{
    struct people people = { 0 };
    enum status status = people_load(&people, list->study, false, err);

    if (!status)
        print_people(list, people.people, people.person_count, people.groups);
    people_release(&people);
    return status;
}

/* --- codes -------------------------------------------------------------------------- */

static void put_code(struct json_writer *json, const struct code *codes, const struct code *code)
{
    json_writer_object(json, NULL);
    json_writer_text(json, "key", or_null(code->key));
    json_writer_text(json, "name", code->name);
    json_writer_text(json, "parent", code->parent >= 0 ? codes[code->parent].name : NULL);
    json_writer_bool(json, "state", code->state);
    json_writer_text(json, "group", or_null(code->group));
    json_writer_text(json, "definition", code->definition);
    json_writer_text(json, "use_when", code->use_when);
    json_writer_text(json, "not_when", code->not_when);
    json_writer_bool(json, "retired", code->retired);
    json_writer_list(json, "modifiers");
    for (size_t i = 0; i < code->modifier_count; i++) {
        json_writer_object(json, NULL);
        json_writer_text(json, "name", code->modifiers[i].name);
        json_writer_list(json, "choices");
        for (size_t c = 0; c < code->modifiers[i].choice_count; c++)
            json_writer_text(json, NULL, code->modifiers[i].choices[c]);
        json_writer_end_list(json);
        json_writer_end_object(json);
    }
    json_writer_end_list(json);
    json_writer_end_object(json);
}

/* `uses`: how often each was used in the meeting that was named; NULL: none was. */
static void print_codes(struct lister *list, const struct code *codes, const size_t *uses,
                        size_t count)
{
    static const char *const headings[] = { "key", "kind", "parent", "name", "definition", NULL };
    struct table table;

    if (!list->as_json)
        table_begin(&table, headings);
    for (size_t i = 0; i < count; i++) {
        if ((uses != NULL && uses[i] == 0) || !id_is_none(&codes[i].merged))
            continue;
        if (list->as_json) {
            put_code(&list->json, codes, &codes[i]);
            continue;
        }
        table_cell(&table, codes[i].key);
        table_cell(&table, codes[i].state ? "state" : "point");
        table_cell(&table, codes[i].parent >= 0 ? codes[codes[i].parent].name : "");
        table_cell(&table, codes[i].name);
        table_cell(&table, codes[i].definition);
    }
    if (!list->as_json)
        table_end(&table);
}

static enum status list_codes(struct lister *list, struct error *err)
{
    struct codebook codebook = { 0 };
    enum status status = codebook_load(&codebook, list->study, err);

    if (!status)
        print_codes(list, codebook.codes, NULL, codebook.count);
    codebook_release(&codebook);
    return status;
}

/* People and codes of one meeting stand in its room. */
static enum status list_room(struct lister *list, bool codes, struct error *err)
{
    const struct id *meeting = &list->rows.row[0].meeting.id;
    struct room room;
    enum status status;

    room_init(&room, meeting);
    status = record_load_own_room(list->study, meeting, &room, err);
    if (!status && codes)
        print_codes(list, room.codes, room.code_uses, room.code_count);
    else if (!status)
        print_people(list, room.people, room.person_count, room.groups);
    room_release(&room);
    return status;
}

/* --- entries ------------------------------------------------------------------------- */

static void print_entry(const struct legend *legend, int meeting, const struct entry *entry)
{
    struct str text = STR_INIT;
    struct table table;
    static const char *const headings[] = { "", "", "", "", "", "", NULL };
    char cell[CLOCK_TIME > 16 ? CLOCK_TIME : 16];

    if (isatty(STDOUT_FILENO)) {
        show_line(legend, &text, meeting, entry);
        puts(str_text(&text));
        str_release(&text);
        return;
    }
    table_begin(&table, headings);
    (void)snprintf(cell, sizeof cell, "M%d", meeting);
    table_cell(&table, cell);
    clock_time(cell, entry->at, entry->offset);
    table_cell(&table, cell);
    table_cell(&table, entry_kind_words[entry->kind].key);
    show_voices(legend, &text, entry);
    table_cell(&table, str_text(&text));
    str_clear(&text);
    show_words(legend, &text, entry);
    table_cell(&table, str_text(&text));
    str_clear(&text);
    show_codes(legend, &text, entry);
    table_cell(&table, str_text(&text));
    table_end(&table);
    str_release(&text);
}

static enum status list_entries_of(struct lister *list, struct legend *legend,
                                   const struct meeting *meeting, struct error *err)
{
    struct entries *entries = NULL;
    const struct entry *entry = NULL;
    enum status status = legend_turn_to(legend, meeting->number, err);

    if (!status)
        status = entries_open(&entries, list->study, &meeting->id, ENTRIES_FORWARD, INT64_MIN, 0,
                              err);
    while (!status && !ferror(stdout)) {
        status = entries_next(entries, &entry, err);
        if (status || entry == NULL)
            break;
        if (list->as_json)
            show_json(legend, &list->json, meeting->number, entry);
        else
            print_entry(legend, meeting->number, entry);
    }
    entries_close(entries);
    return status;
}

static int by_number(const void *a, const void *b)
{
    const struct meeting_row *one = a, *other = b;

    return (one->meeting.number > other->meeting.number)
           - (one->meeting.number < other->meeting.number);
}

static enum status list_entries(struct lister *list, struct error *err)
{
    struct legend legend;
    enum status status = legend_load(&legend, list->study, err);

    qsort(list->rows.row, list->rows.count, sizeof *list->rows.row, by_number);
    for (size_t i = 0; !status && i < list->rows.count; i++)
        status = list_entries_of(list, &legend, &list->rows.row[i].meeting, err);
    legend_release(&legend);
    return status;
}

/* --- the command ----------------------------------------------------------------------- */

/* What can be listed. */
enum what { WHAT_MEETINGS, WHAT_PEOPLE, WHAT_CODES, WHAT_ENTRIES, WHATS };
static const char *const what_words[WHATS] = { "meetings", "people", "codes", "entries" };

static enum status print_list(struct lister *list, enum what what, struct error *err)
{
    switch (what) {
    case WHAT_MEETINGS:
        return list_meetings(list, err);
    case WHAT_PEOPLE:
        return list->one ? list_room(list, false, err) : list_people(list, err);
    case WHAT_CODES:
        return list->one ? list_room(list, true, err) : list_codes(list, err);
    default:
        return list_entries(list, err);
    }
}

static enum status open_list(struct invocation *in, struct lister *list, int number,
                             struct error *err)
{
    if (open_study(in, STUDY_READ, &list->study, err) || study_hold(list->study, err))
        return err->status;
    return list->one ? meetings_load_one(&list->rows, list->study, number, err)
                     : meetings_load(&list->rows, list->study, err);
}

enum status cli_list(struct invocation *in, struct error *err)
{
    struct lister list = { .one = in->operand_count > 1, .as_json = in->value[LIST_JSON] != NULL };
    int what = 0, number = 0;
    enum status status = STATUS_OK;

    while (what < WHATS && strcmp(what_words[what], in->operands[0]) != 0)
        what++;
    if (what == WHATS)
        return options_wrong(in, err, "there is no list of \"%s\"", in->operands[0]);
    if (list.one && options_meeting(in, in->operands[1], &number, err))
        return err->status;
    status = open_list(in, &list, number, err);
    if (!status) {
        json_writer_begin(&list.json, stdout);
        if (list.as_json)
            json_writer_list(&list.json, NULL);
        status = print_list(&list, (enum what)what, err);
        if (list.as_json && !status)
            json_writer_end_list(&list.json);
    }
    meetings_release(&list.rows);
    study_close(list.study);
    return status;
}
