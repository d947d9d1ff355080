/* SPDX-License-Identifier: MIT */
/* Somebody who was found to be somebody else: "@smith" is 283. The row stays,
 * and points at the other: everywhere they are shown, found and exported as
 * that person, and what was typed for them means that person from now on. */
#ifndef STORAGE_PEOPLE_MERGE_H
#define STORAGE_PEOPLE_MERGE_H

#include "core/id.h"
#include "storage/study.h"
#include <stddef.h>

/* Makes `person` one with `into`, who takes over the places on lists of
 * meetings and bodies; those who were one with `person` go along. Noted in the
 * study's history. STATUS_INPUT: the two are one already. */
NODISCARD enum status people_merge(struct study *study, const struct id *person,
                                   const struct id *into, struct error *err);

/* Takes that back for one person; the places on lists stay. STATUS_INPUT: they
 * are one with nobody. */
NODISCARD enum status people_part(struct study *study, const struct id *person, struct error *err);

/* Everybody who was found to be somebody else. */
struct merged_person {
    struct id person, into;
    int number; /* study id of `person` */
};
struct merged_people {
    struct merged_person *row; /* by number */
    size_t count;
};
NODISCARD enum status people_merged_load(struct merged_people *out, struct study *study,
                                         struct error *err);
void people_merged_release(struct merged_people *people);

/* Puts `person` in the place of a voice known only by `role_group`, as speaker
 * and addressee, in the entries given, or with `count` 0 in all of the meeting:
 * one change, that undo takes back. A closed meeting needs a reason, else NULL
 * will do. *named, when not NULL: how many entries were changed. */
NODISCARD enum status people_name_voice(struct study *study, const struct id *meeting,
                                        const struct id *role_group, const struct id *person,
                                        const struct id *entries, size_t count, const char *reason,
                                        size_t *named, struct error *err);

#endif
