/* SPDX-License-Identifier: MIT */
/* Who may attend: people and role groups as plain structs. Strings are
 * borrowed from whoever filled the struct. */
#ifndef CORE_PERSON_H
#define CORE_PERSON_H

#include "core/attr.h"
#include "core/id.h"
#include "core/str.h"
#include "core/words.h"
#include <stdbool.h>
#include <stddef.h>

enum { PERSON_FIRST_NUMBER = 101 }; /* study ids of people start here */

struct role_group {
    struct id id;
    const char *key;   /* "gp" */
    const char *name;  /* "GP" */
    const char *label; /* "GP" in "GP ID 283" */
};

struct person {
    struct id id;
    int number;              /* the study id, 283; 0 for a voice that is no person */
    const char *voice;       /* such a voice: "_record", "interj-1"; NULL for people */
    int role_group;          /* index into the study's role groups; -1 unknown */
    bool to_identify;        /* made by "@smith: ", not yet known */
    bool here;               /* of this meeting: expected, or has taken part */
    enum capacity capacity;  /* at this meeting, where `here` */
    /* identity: in memory for the reading of lines, never shown unasked */
    const char *name;        /* real name; NULL unknown */
    const char *initials;    /* "AB"; NULL none */
    const char *const *aliases; /* short forms that are typed; may be NULL */
    size_t alias_count;
};

/* How one voice of an entry is known: as a person, by role group alone, or
 * (addressees only) everybody. */
enum voice_kind { VOICE_PERSON, VOICE_ROLE, VOICE_ALL, VOICE_UNKNOWN };
struct voice {
    enum voice_kind kind;
    struct id id; /* the person's or the role group's; none for all, unknown */
};

/* Appends the label of a person, "GP ID 283"; "ID 283" without a role group;
 * "Record" for the voice "_record", any other voice by its own label.
 * `groups` is what person->role_group points into. */
void person_label(struct str *out, const struct person *person, const struct role_group *groups);

#endif
