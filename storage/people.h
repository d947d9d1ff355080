/* SPDX-License-Identifier: MIT */
/* People, role groups and identity of a study. */
#ifndef STORAGE_PEOPLE_H
#define STORAGE_PEOPLE_H

#include "core/person.h"
#include "storage/study.h"

/* All people and role groups of a study, loaded at once. It owns its strings. */
struct people {
    struct role_group *groups;
    size_t group_count;
    struct person *people;   /* by number, voices that are no person last */
    size_t person_count;
    struct people_store *store;
};

/* Loads them; identity too if `with_identity`, else names, initials and
 * aliases are absent. The caller ends *out with people_release(). */
NODISCARD enum status people_load(struct people *out, struct study *study, bool with_identity,
                                  struct error *err);
/* Loads those who are people, without identity, as a list shows them: who is to
 * be identified first, then by number; the first `most` (SIZE_MAX: all). *all:
 * how many there are. */
NODISCARD enum status people_load_listed(struct people *out, struct study *study, size_t most,
                                        size_t *all, struct error *err);
void people_release(struct people *people);

/* What is known of somebody new. NULL or "" strings are unknown. */
struct new_person {
    int number;             /* 0: the next free one, from 101 */
    const char *voice;      /* no person: "_record", "interj-1"; number must be 0 */
    const char *role_group; /* key of a role group */
    bool to_identify;
    const char *name, *organisation, *initials; /* identity */
    const char *source;     /* identity: the id in an imported file */
    const char *alias;      /* identity: one alias that is typed */
};

/* Adds a person; *id and *number (may be NULL) tell which. STATUS_EXISTS: the
 * number is taken. STATUS_NOT_FOUND: no such role group. */
NODISCARD enum status people_add(struct study *study, const struct new_person *person,
                                 struct id *id, int *number, struct error *err);

/* Gives a person a role group, by its key; "" none. Who has one is no longer
 * to be identified only by a typed name; that stays as it is. */
NODISCARD enum status people_set_group(struct study *study, const struct id *person,
                                       const char *role_group, struct error *err);

/* Where a person usually sits. */
struct seat {
    struct id person;
    const char *body, *site; /* site "" none */
    enum capacity capacity;
};
struct seats {
    struct seat *seat; /* by the bytes of the person's id, then by site and body */
    size_t count;
    struct seats_store *store;
};
NODISCARD enum status people_seats(struct seats *out, struct study *study, struct error *err);
void people_seats_release(struct seats *seats);

/* Who one person is: read only where it was asked for. Strings are owned. */
struct identity_card {
    char *name, *organisation, *initials; /* "" unknown */
    bool replace_organisation;
    char **alias;
    size_t aliases;
};
NODISCARD enum status people_identity(struct identity_card *out, struct study *study,
                                      const struct id *person, struct error *err);
/* Makes it what the card says. STATUS_EXISTS: another person is called by
 * these initials or that alias. */
NODISCARD enum status people_set_identity(struct study *study, const struct id *person,
                                          const struct identity_card *card, struct error *err);
void identity_card_release(struct identity_card *card);

/* The id of the person with study id `number`; STATUS_NOT_FOUND. */
NODISCARD enum status people_find(struct study *study, int number, struct id *id,
                                  struct error *err);

/* Everything that identifies somebody: for the identity filter alone. */
struct identity {
    struct id person;
    const char *name;
    const char *organisation;
    bool replace_organisation;
};
/* Calls `each` with every string of identity in the study: one call for a
 * person's identity row and one for each alias (kind "alias", "initials",
 * "source"; name and organisation NULL then). Strings are borrowed for the
 * call. */
struct identity_alias {
    struct id person;
    const char *kind, *text;
};
NODISCARD enum status people_each_identity(struct study *study,
                                           void (*each)(void *data, const struct identity *identity,
                                                        const struct identity_alias *alias),
                                           void *data, struct error *err);

#endif
