/* SPDX-License-Identifier: MIT */
/* A list of people as it is typed where a meeting is set up:
 *
 *   283 gp ab, 60 nm, 101 chair
 *
 * Between commas (or line ends) stand a study id and, in any order, the key
 * of a role group, a capacity ("member", "chair", "attending") and one short
 * form that will be typed for that person in lines. All but the number may be
 * left out. The set-up form and `moot new --people` both read it so. Pure. */
#ifndef CORE_PEOPLE_LIST_H
#define CORE_PEOPLE_LIST_H

#include "core/error.h"
#include "core/person.h"
#include "core/str.h"
#include <stddef.h>

struct listed_person {
    int number;             /* the study id, from 1 */
    int role_group;         /* index into the groups given; -1 not said */
    enum capacity capacity; /* CAPACITY_MEMBER unless said */
    char *alias;            /* NFC; NULL not said; owned */
};

struct people_list {
    struct listed_person *person; /* in the order typed */
    size_t count, room;
};

enum { PEOPLE_LIST_LIMIT = 1000, PEOPLE_NUMBER_LIMIT = 999999 };

/* Reads `text` (valid UTF-8) into *out, which must be zeroed; the caller ends
 * it with people_list_release(). A blank text gives an empty list. Case does
 * not matter. STATUS_INPUT: a part that has no number first, a number twice,
 * two short forms for one person, one short form for two, a short form that a
 * line could not hold, more than PEOPLE_LIST_LIMIT people; the text names the
 * part, and *out is empty. */
NODISCARD enum status people_list_read(struct people_list *out, const char *text,
                                       const struct role_group *groups, size_t group_count,
                                       struct error *err);

/* Reads one person as they are added in passing: "283 gp ab", or without a
 * number, "gp ab": then out->number is 0. The alias is the caller's to
 * free(). STATUS_INPUT also for a blank text and for several people. */
NODISCARD enum status people_list_read_one(struct listed_person *out, const char *text,
                                           const struct role_group *groups, size_t group_count,
                                           struct error *err);

/* Appends a person as the list is typed: ", 283 chair". */
void people_list_add(struct str *out, int number, enum capacity capacity);

/* Whether a short form could be typed before a colon: it begins with a letter,
 * so that it is never taken for an id, and holds letters, marks, digits, "-",
 * "_" and "'" alone. */
bool people_alias_fits(const char *word, size_t len);
/* Short forms of up to three letters are kept in capitals: the identity filter
 * takes them only as they are written, and "is" is a word. Lines are read
 * without case. */
void people_raise_initials(struct str *form);

/* The role group that some words mean: by key, name or label, else by a
 * beginning of four letters or more that is only one's; -1 none or several. */
int people_group_find(const struct role_group *groups, size_t count, const char *word, size_t len);

void people_list_release(struct people_list *list);

#endif
