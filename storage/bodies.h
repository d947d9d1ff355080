/* SPDX-License-Identifier: MIT */
/* The bodies of a study: where each meets and what it is for, its rule of
 * quorum, and what its meetings usually begin with. */
#ifndef STORAGE_BODIES_H
#define STORAGE_BODIES_H

#include "core/quorum.h"
#include "storage/meetings.h"
#include "storage/people.h"

/* A body as lists show it. */
struct body_row {
    struct id id;
    const char *name;     /* its local name */
    const char *site;     /* code; "" none */
    const char *function; /* key */
    const char *function_name;
    int quorum; /* voting members needed; 0: no rule */
    size_t people;
    size_t meetings; /* once they are counted */
};
struct bodies {
    struct body_row *body; /* by site, then name */
    size_t count;
    bool counted;
    struct body_store *store;
};
NODISCARD enum status bodies_load(struct bodies *out, struct study *study, struct error *err);
/* Counts the meetings of each: a step for every meeting of the study. */
NODISCARD enum status bodies_count_meetings(struct bodies *bodies, struct study *study,
                                            struct error *err);
void bodies_release(struct bodies *bodies);

/* The body that is meant by a name and a site ("" or NULL: whichever); none
 * where there is none or several. */
NODISCARD enum status bodies_find(struct study *study, const char *name, const char *site,
                                  struct id *id, struct error *err);

/* What belongs to one body. */
struct body_need {
    const char *role_group; /* key */
    int number;
};
struct body_usual {
    struct body_need *need; /* of its quorum, by role group */
    size_t needs;
    struct sitter *person; /* by study id */
    size_t people;
    struct new_agenda_item *item; /* in order */
    size_t items;
    struct body_store *store;
};
NODISCARD enum status bodies_usual(struct body_usual *out, struct study *study,
                                   const struct id *body, struct error *err);
void bodies_usual_release(struct body_usual *usual);

/* What a body is to be. */
struct new_body {
    struct id id; /* none: a new one */
    const char *name;
    const char *site;     /* code, made if new; "" none */
    const char *function; /* key or name; "": other */
    int quorum;
    const struct body_need *need;
    size_t needs;
    const struct id *people;
    const enum capacity *capacities; /* beside people */
    size_t person_count;
    const struct new_agenda_item *agenda;
    size_t item_count;
};
/* Adds a body, or makes one that is there what *body says; meetings that were
 * made stay as they are. Gives its id. STATUS_INPUT: no name. STATUS_EXISTS:
 * another body of that site has that name. */
NODISCARD enum status bodies_save(struct study *study, const struct new_body *body, struct id *id,
                                  struct error *err);
/* Gives a person a seat in a body, or another capacity in it; *changed tells
 * whether anything was. */
NODISCARD enum status bodies_seat(struct study *study, const struct id *body,
                                  const struct id *person, enum capacity capacity, bool *changed,
                                  struct error *err);
/* Only its rule of quorum. */
NODISCARD enum status bodies_set_quorum(struct study *study, const struct id *body, int quorum,
                                        const struct body_need *need, size_t needs,
                                        struct error *err);
/* Takes a body out. STATUS_INPUT: it has meetings. */
NODISCARD enum status bodies_delete(struct study *study, const struct id *id, struct error *err);

#endif
