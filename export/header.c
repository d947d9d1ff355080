/* SPDX-License-Identifier: MIT */
/* The header of a document. What could tell where or when a meeting was is
 * written only as far as the study allows. */
#include "export/header.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/own_words.h"

/* --- names ------------------------------------------------------------------- */

void document_date(char text[DOCUMENT_DATE], const struct meeting *meeting,
                   const struct study_shows *shows)
{
    char date[CLOCK_DATE] = "";

    if (strlen(meeting->date) == 10)
        memcpy(date, meeting->date, 11);
    else if (meeting->began != TIME_UNKNOWN)
        clock_date(date, meeting->began, meeting->offset);
    if (!shows->dates)
        date[7 < strlen(date) ? 7 : 0] = '\0';
    strcpy(text, date[0] != '\0' ? date : "undated");
}

/* Letters and digits of ASCII as they are, one "-" for each run of others. */
static void add_file_word(struct str *out, const char *text)
{
    bool gap = false;

    for (; *text != '\0'; text++) {
        bool plain = (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z')
                  || (*text >= '0' && *text <= '9');

        if (plain && gap)
            str_add_char(out, '-');
        if (plain)
            str_add_char(out, *text);
        gap = !plain;
    }
}

static void put_name(struct str *out, const struct meeting *meeting, const char *date,
                     const char *function)
{
    str_add_format(out, "%s M%03d %s", date, meeting->number, function);
}

enum { FIRST_LINE = 32 };

static void first_line(char line[FIRST_LINE], const struct meeting *meeting)
{
    snprintf(line, FIRST_LINE, "Meeting M%d\n", meeting->number);
}

void header_keep(const struct meeting *meeting, const struct labels *labels)
{
    const char *function = meeting->function_name;
    char line[FIRST_LINE], date[DOCUMENT_DATE];
    struct str name = STR_INIT;

    first_line(line, meeting);
    gate_own(labels->gate, line, strlen(line));
    if (identity_filter_search(labels->gate->filter, function, strlen(function), NULL) == 0) {
        document_date(date, meeting, &labels->shows);
        put_name(&name, meeting, date, function);
        identity_filter_keep(labels->gate->filter, name.text);
    }
    str_release(&name);
}

void header_name(struct document *document, const struct labels *labels)
{
    const struct meeting *meeting = document->meeting;
    struct str name = STR_INIT;
    char date[DOCUMENT_DATE], *function;

    document_date(date, meeting, &labels->shows);
    memcpy(document->year, date, 4);
    if (strcmp(date, "undated") == 0)
        document->year[0] = '\0';
    function = gate_text(labels->gate, meeting->function_name);
    put_name(&name, meeting, date, function);
    identity_filter_keep(labels->gate->filter, name.text);
    document->name = gate_name(labels->gate, name.text);
    str_clear(&name);
    str_add_format(&name, "%s_M%d_", date, meeting->number);
    add_file_word(&name, function);
    document->stem = str_take(&name);
    str_release(&name);
    free(function);
}

/* --- lines -------------------------------------------------------------------- */

/* Adds what moot itself says, with the line end before it where it is a heading. */
static void add_own(struct str *out, const char *words, const struct labels *labels)
{
    size_t start = out->len > 0 && out->text[out->len - 1] == '\n' ? out->len - 1 : out->len;

    str_add(out, words);
    gate_own(labels->gate, out->text + start, out->len - start);
}

static void add_heading(struct str *out, const char *heading, const struct labels *labels)
{
    struct str words = STR_INIT;

    str_add_format(&words, "%s: ", heading);
    add_own(out, words.text, labels);
    str_release(&words);
}

/* Adds a line whose text is made of labels, or has passed the gate. */
static void add_line(struct str *out, const char *heading, const char *text,
                     const struct labels *labels)
{
    if (text[0] == '\0')
        return;
    add_heading(out, heading, labels);
    str_add(out, text);
    str_add_char(out, '\n');
}

static void add_gated(struct str *out, const char *heading, const char *text,
                      const struct labels *labels)
{
    struct str line = STR_INIT;

    gate_line(labels->gate, &line, text, strlen(text), NULL, 0);
    add_line(out, heading, str_text(&line), labels);
    str_release(&line);
}

static void add_function(struct str *out, const char *name, const struct labels *labels)
{
    struct str line = STR_INIT;

    if (own_function(name)) {
        str_add_format(&line, "Function: %s\n", name);
        add_own(out, line.text, labels);
        str_release(&line);
    } else {
        add_gated(out, "Function", name, labels);
    }
}

static void add_observers(struct str *out, const struct document *document,
                          const struct labels *labels)
{
    struct str names = STR_INIT;

    for (size_t i = 0; i < document->observer_count; i++)
        str_add_format(&names, "%s%s", i > 0 ? ", " : "",
                       labels->observer[document->observer[i]].name);
    add_line(out, document->observer_count == 1 ? "Observer" : "Observers", str_text(&names),
             labels);
    str_release(&names);
}

/* --- people ---------------------------------------------------------------------- */

/* The lists of minutes, in their order. */
enum list { LIST_PRESENT, LIST_ATTENDING, LIST_APOLOGIES, LIST_ABSENT, LISTS };

static enum list list_of(const struct person *person, const struct presence *presence)
{
    if (presence->known && presence->last == MOVE_APOLOGIES)
        return LIST_APOLOGIES;
    if (presence->known && (presence->last == MOVE_ABSENT || presence->last == MOVE_LATE))
        return LIST_ABSENT;
    return person->capacity == CAPACITY_ATTENDING ? LIST_ATTENDING : LIST_PRESENT;
}

static void add_remark(struct str *out, const char *remark, bool *any)
{
    str_add(out, *any ? ", " : " (");
    str_add(out, remark);
    *any = true;
}

static void add_person(struct str *out, const struct person *person,
                       const struct presence *presence, const struct labels *labels)
{
    size_t label = labels_find(labels, &person->id), remarks;
    bool any = false;

    str_add(out, out->len > 0 ? ", " : "");
    str_add(out, label == LABEL_NONE ? "unknown" : labels->label[label].spoken);
    remarks = out->len;
    if (person->capacity == CAPACITY_CHAIR)
        add_remark(out, "chair", &any);
    if (presence->known && presence->mode != MODE_ROOM)
        add_remark(out, mode_words[presence->mode].name, &any);
    if (presence->known && presence->last == MOVE_LEFT)
        add_remark(out, "left before the end", &any);
    if (presence->known && presence->last == MOVE_WITHDREW)
        add_remark(out, "withdrew", &any);
    if (presence->known && presence->last == MOVE_LATE)
        add_remark(out, "expected late", &any);
    if (any) {
        str_add_char(out, ')');
        gate_own(labels->gate, out->text + remarks, out->len - remarks);
    }
}

static void add_people(struct str *out, const struct room *room, const struct labels *labels)
{
    static const char *const headings[LISTS] = { "Present", "In attendance", "Apologies",
                                                 "Absent" };

    for (int list = 0; list < LISTS; list++) {
        struct str names = STR_INIT;

        for (size_t i = 0; i < room->person_count; i++) {
            const struct person *person = &room->people[i];

            if (person->here && person->voice == NULL
                && (int)list_of(person, &room->presence[i]) == list)
                add_person(&names, person, &room->presence[i], labels);
        }
        add_line(out, headings[list], str_text(&names), labels);
        str_release(&names);
    }
}

/* --- agenda ------------------------------------------------------------------------ */

static void add_item(struct str *out, const struct agenda_item *item, bool hidden,
                     const struct labels *labels)
{
    struct str text = STR_INIT;
    char words[32];

    snprintf(words, sizeof words, "Item %d", item->number);
    add_heading(out, words, labels);
    if (hidden) {
        add_own(out, "(private)", labels);
    } else {
        str_add(&text, item->title);
        if (item->paper[0] != '\0')
            str_add_format(&text, " (%s)", item->paper);
        gate_line(labels->gate, out, str_text(&text), text.len, NULL, 0);
    }
    if (item->purpose != PURPOSE_NONE) {
        snprintf(words, sizeof words, ", to %s\n", purpose_words[item->purpose].name);
        add_own(out, words, labels);
    } else {
        str_add_char(out, '\n');
    }
    str_release(&text);
}

static void add_left_out(struct str *out, size_t count, const struct labels *labels)
{
    struct str words = STR_INIT;

    str_add_format(&words, "Left out: %zu %s of private parts or taken back\n", count,
                   count == 1 ? "entry" : "entries");
    add_own(out, words.text, labels);
    str_release(&words);
}

void header_write(struct str *out, const struct document *document, const struct room *room,
                  const bool *hidden, const struct body_names *bodies,
                  const struct labels *labels)
{
    const struct meeting *meeting = document->meeting;
    const struct body_name *body = body_names_find(bodies, meeting);
    char date[DOCUMENT_DATE], first[FIRST_LINE];

    first_line(first, meeting);
    add_own(out, first, labels);
    if (labels->identifiable)
        str_add(out, "This export shows real names\n");
    if (labels->shows.bodies)
        add_gated(out, "Title", meeting->title, labels);
    add_function(out, meeting->function_name, labels);
    add_gated(out, "Site", meeting->site, labels);
    if (body != NULL)
        add_line(out, "Body", body->name, labels);
    if (labels->shows.venues)
        add_gated(out, "Venue", meeting->venue, labels);
    document_date(date, meeting, &labels->shows);
    if (strcmp(date, "undated") == 0)
        add_own(out, "Date: unknown\n", labels);
    else
        add_line(out, "Date", date, labels);
    add_observers(out, document, labels);
    add_people(out, room, labels);
    for (size_t i = 0; i < room->item_count; i++)
        add_item(out, &room->items[i], hidden[i], labels);
    if (document->left_out > 0)
        add_left_out(out, document->left_out, labels);
}
