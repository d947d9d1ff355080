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
