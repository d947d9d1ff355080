/* SPDX-License-Identifier: MIT */
/* What the forms of bodies and meetings have in common: people, an agenda and
 * a quorum as they are typed, to what storage wants, and back. */
#ifndef TUI_FIELDS_H
#define TUI_FIELDS_H

#include "core/quorum_text.h"
#include "storage/bodies.h"

struct field_people {
    struct id *id;
    enum capacity *capacity; /* beside id */
    size_t count;
};
/* Reads "283 chair ab, 60 nm" and adds those to the study who are new: to be
 * called inside study_begin(). *kept (may be cut) gets the ids of those who
 * were known before and whose role group or short form in the text was
 * therefore not used; "" none. */
NODISCARD enum status fields_people(struct field_people *out, struct study *study, const char *text,
                                    char *kept, size_t kept_size, struct error *err);
void fields_people_release(struct field_people *people);
/* People as text, without anything that says who they are. */
void fields_people_text(struct str *out, const struct sitter *sitter, size_t count);

struct field_agenda {
    struct new_agenda_item *item;
    size_t count, room;
};
/* Reads one item a line. */
void fields_agenda(struct field_agenda *out, const char *text);
void fields_agenda_release(struct field_agenda *agenda);
/* Appends an item as a line that reads as it. */
void fields_agenda_text(struct str *out, const char *title, const char *paper,
                        enum purpose purpose);

struct field_quorum {
    int number;
    struct body_need need[QUORUM_NEEDS_MOST];
    size_t needs;
    struct people people; /* whose role groups' keys `need` borrows */
};
NODISCARD enum status fields_quorum(struct field_quorum *out, struct study *study, const char *text,
                                    struct error *err);
void fields_quorum_release(struct field_quorum *quorum);
void fields_quorum_text(struct str *out, int number, const struct body_usual *usual);

#endif
