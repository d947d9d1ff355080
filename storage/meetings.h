/* SPDX-License-Identifier: MIT */
/* Meetings, their bodies, sites, agenda and people. */
#ifndef STORAGE_MEETINGS_H
#define STORAGE_MEETINGS_H

#include "core/meeting.h"
#include "core/person.h"
#include "storage/study.h"
#include <stddef.h>

/* A meeting as lists show it. */
struct meeting_row {
    struct meeting meeting; /* strings owned by the rows */
    size_t entries;         /* how many entries it has */
    size_t people;          /* how many people are expected or took part */
};
struct meeting_rows {
    struct meeting_row *row;
    size_t count;
    struct meeting_store *store;
};

/* Loads all meetings, live first, then to write up, planned, closed; newest
 * number first in each. */
NODISCARD enum status meetings_load(struct meeting_rows *out, struct study *study,
                                    struct error *err);
/* Loads all meetings by number, without counting: people are 0, and of those that have begun
 * entries are, too. */
NODISCARD enum status meetings_load_uncounted(struct meeting_rows *out, struct study *study,
                                              struct error *err);
/* Loads those that have begun or hold entries, the first `most` by number; what is
 * counted, entries and people, is 0: meetings_load_one() has it. And how many they are. */
NODISCARD enum status meetings_load_begun(struct meeting_rows *out, struct study *study,
                                          size_t most, struct error *err);
NODISCARD enum status meetings_count_begun(struct study *study, size_t *count, struct error *err);
/* How many there are of each status, and the place that a meeting has in that
 * order, from 0; STATUS_NOT_FOUND: it is not there. */
struct meeting_counts {
    size_t of[MEETING_STATUSES], all;
};
NODISCARD enum status meetings_count(struct meeting_counts *out, struct study *study,
                                     struct error *err);
NODISCARD enum status meetings_place(struct study *study, const struct meeting_counts *counts,
                                     int number, size_t *place, struct error *err);
/* Which status stands at a place, and where the first of that status is. */
enum meeting_status meetings_status_at(const struct meeting_counts *counts, size_t place,
                                       size_t *first);
/* Loads `count` of them from a place on, or as many as there are; `people` is 0. Places are
 * those of `counts`: should a meeting have come or gone since, a page may
 * repeat one or lack one. */
NODISCARD enum status meetings_load_page(struct meeting_rows *out, struct study *study,
                                         const struct meeting_counts *counts, size_t from,
                                         size_t count, struct error *err);
/* Loads one, by number. STATUS_NOT_FOUND: "no meeting M7: ...". */
NODISCARD enum status meetings_load_one(struct meeting_rows *out, struct study *study, int number,
                                        struct error *err);
/* Likewise, without counting: entries and people are 0. */
NODISCARD enum status meetings_find(struct meeting_rows *out, struct study *study, int number,
                                    struct error *err);
void meetings_release(struct meeting_rows *rows);

struct new_agenda_item {
    const char *title, *paper; /* paper may be NULL */
    enum purpose purpose;
    bool reached;              /* it has begun, at an unknown time: imported meetings */
};

/* What a new meeting is made of. NULL or "" strings are unknown. Site, body
 * and function are found or made: a body is known by its name at that site;
 * a body that is known brings its function and site and, where they are
 * missing, its usual people and agenda, else those of its last meeting, and
 * that one's venue. */
struct new_meeting {
    const char *title;
    const char *site;      /* the site's code */
    const char *body;      /* local name */
    const char *function;  /* a function's key or name; unknown: STATUS_NOT_FOUND names those there are */
    const char *date;      /* YYYY-MM-DD, valid */
    const char *venue;
    const struct id *people;          /* expected */
    const enum capacity *capacities;  /* beside people; NULL: all members */
    size_t person_count;
    const struct new_agenda_item *agenda;
    size_t item_count;
    bool as_given; /* nothing is taken from the body but its function and site where they are missing */
    /* an imported meeting; its record goes in before the study_commit() of the
     * transaction that makes it, for a closed meeting takes none afterwards */
    bool closed;
    const char *source, *licence, *language, *digest;
};

/* Makes a meeting with the next number. *id, *number: which. With a digest
 * that is there already: STATUS_EXISTS, and the text names the meeting. */
NODISCARD enum status meetings_add(struct study *study, const struct new_meeting *meeting,
                                   struct id *id, int *number, struct error *err);

/* Makes a meeting what *meeting says, as it is meant to be: title, site, body,
 * function, date, venue, who is expected, and the agenda as far as it was not
 * reached: what was stays in front. Who is no longer expected and has taken
 * part stays, as a guest. STATUS_INPUT: it is closed, or has no title. */
NODISCARD enum status meetings_update(struct study *study, const struct id *id,
                                      const struct new_meeting *meeting, struct error *err);

/* Who is expected at a meeting, or usually sits in a body, by study id. */
struct sitter {
    int number;
    enum capacity capacity;
};
struct sitters {
    struct sitter *sitter;
    size_t count;
};
NODISCARD enum status meetings_expected(struct sitters *out, struct study *study,
                                        const struct id *meeting, struct error *err);
void sitters_release(struct sitters *sitters);

/* The last meeting of a body, by the body's id: its number, 0 none. */
NODISCARD enum status meetings_last(struct study *study, const struct id *body, int *number,
                                    struct error *err);
/* The last meeting of a body, for set-up: its number, 0 none. */
NODISCARD enum status meetings_last_of_body(struct study *study, const char *body, int *number,
                                            struct error *err);

/* The agenda in order; strings owned by *items, ended with agenda_release(). */
struct agenda {
    struct agenda_item *item;
    size_t count;
    struct agenda_store *store;
};
NODISCARD enum status agenda_load(struct agenda *out, struct study *study,
                                  const struct id *meeting, struct error *err);
void agenda_release(struct agenda *agenda);

/* Begins to observe: writes an opening with the clock's anchor, sets the
 * meeting live (also one to write up, which goes on; a closed one:
 * STATUS_INPUT) and its beginning if it is the first. *opening is its id. */
NODISCARD enum status meetings_open_live(struct study *study, const struct id *meeting,
                                         const struct opening_clock *clock, struct id *opening,
                                         struct error *err);
/* Notes when the opening was left. */
NODISCARD enum status meetings_leave(struct study *study, const struct id *opening, int64_t at,
                                     struct error *err);
/* Sets a live or planned meeting to be written up, ended at `at`; not before it
 * began, where the clock was set back since. */
NODISCARD enum status meetings_end(struct study *study, const struct id *meeting, int64_t at,
                                   struct error *err);

#endif
