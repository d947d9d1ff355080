/* SPDX-License-Identifier: MIT */
/* The header of a document. What could tell where or when a meeting was is
 * written only as far as the study allows. */
#include "export/header.h"

#include <stdio.h>
#include <string.h>


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

void header_name(struct document *document, const struct labels *labels)
{
    const struct meeting *meeting = document->meeting;
    struct str name = STR_INIT, function = STR_INIT;
    char date[DOCUMENT_DATE];

    document_date(date, meeting, &labels->shows);
    memcpy(document->year, date, 4);
    if (strcmp(date, "undated") == 0)
        document->year[0] = '\0';
    gate_line(labels->gate, &function, meeting->function_name, strlen(meeting->function_name),
              NULL, 0);
    str_add_format(&name, "%s M%03d %s", date, meeting->number, str_text(&function));
    document->name = gate_name(labels->gate, name.text);
    str_clear(&name);
    str_add_format(&name, "%s_M%d_", date, meeting->number);
    add_file_word(&name, str_text(&function));
    document->stem = str_take(&name);
    str_release(&name);
    str_release(&function);
}

/* --- lines -------------------------------------------------------------------- */

static void add_line(struct str *out, const char *heading, const char *text)
{
    if (text[0] != '\0')
        str_add_format(out, "%s: %s\n", heading, text);
}

static void add_gated(struct str *out, const char *heading, const char *text,
                      const struct labels *labels)
{
    struct str line = STR_INIT;

    gate_line(labels->gate, &line, text, strlen(text), NULL, 0);
    add_line(out, heading, str_text(&line));
    str_release(&line);
}

static void add_observers(struct str *out, const struct document *document,
                          const struct labels *labels)
{
    struct str names = STR_INIT;

    for (size_t i = 0; i < document->observer_count; i++)
        str_add_format(&names, "%s%s", i > 0 ? ", " : "",
                       labels->observer[document->observer[i]].name);
    add_line(out, document->observer_count == 1 ? "Observer" : "Observers", str_text(&names));
    str_release(&names);
}

/* --- people ---------------------------------------------------------------------- */

/* The lists of minutes, in their order. */
enum list { LIST_PRESENT, LIST_ATTENDING, LIST_APOLOGIES, LIST_ABSENT, LISTS };

static enum list list_of(const struct person *person, const struct presence *presence)
{
    if (presence->known && presence->last == MOVE_APOLOGIES)
        return LIST_APOLOGIES;
    if (presence->known && presence->last == MOVE_ABSENT)
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
    size_t label = labels_find(labels, &person->id);
    bool any = false;

    str_add(out, out->len > 0 ? ", " : "");
    str_add(out, label == LABEL_NONE ? "unknown" : labels->label[label].spoken);
    if (person->capacity == CAPACITY_CHAIR)
        add_remark(out, "chair", &any);
    if (presence->known && presence->mode != MODE_ROOM)
        add_remark(out, mode_words[presence->mode].name, &any);
    if (presence->known && presence->last == MOVE_LEFT)
        add_remark(out, "left before the end", &any);
    if (presence->known && presence->last == MOVE_WITHDREW)
        add_remark(out, "withdrew", &any);
    str_add(out, any ? ")" : "");
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
        add_line(out, headings[list], str_text(&names));
        str_release(&names);
    }
}

/* --- agenda ------------------------------------------------------------------------ */

static void add_agenda(struct str *out, const struct room *room, const bool *hidden,
                       const struct labels *labels)
{
    for (size_t i = 0; i < room->item_count; i++) {
        const struct agenda_item *item = &room->items[i];
        struct str text = STR_INIT;
        char heading[32];

        snprintf(heading, sizeof heading, "Item %d", item->number);
        str_add(&text, hidden[i] ? "(private)" : item->title);
        if (!hidden[i] && item->paper[0] != '\0')
            str_add_format(&text, " (%s)", item->paper);
        if (item->purpose != PURPOSE_NONE)
            str_add_format(&text, ", to %s", purpose_words[item->purpose].name);
        add_gated(out, heading, text.text, labels);
        str_release(&text);
    }
}

void header_write(struct str *out, const struct document *document, const struct room *room,
                  const bool *hidden, const struct body_names *bodies,
                  const struct labels *labels)
{
    const struct meeting *meeting = document->meeting;
    const struct body_name *body = body_names_find(bodies, meeting);
    char date[DOCUMENT_DATE];

    str_add_format(out, "Meeting M%d\n", meeting->number);
    if (labels->identifiable)
        str_add(out, "This export shows real names\n");
    if (labels->shows.bodies)
        add_gated(out, "Title", meeting->title, labels);
    add_gated(out, "Function", meeting->function_name, labels);
    add_gated(out, "Site", meeting->site, labels);
    if (body != NULL)
        add_line(out, "Body", body->name);
    if (labels->shows.venues)
        add_gated(out, "Venue", meeting->venue, labels);
    document_date(date, meeting, &labels->shows);
    add_line(out, "Date", strcmp(date, "undated") == 0 ? "unknown" : date);
    add_observers(out, document, labels);
    add_people(out, room, labels);
    add_agenda(out, room, hidden, labels);
    if (document->left_out > 0)
        str_add_format(out, "Left out: %zu %s of private parts or taken back\n", document->left_out,
                       document->left_out == 1 ? "entry" : "entries");
}
