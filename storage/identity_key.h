/* SPDX-License-Identifier: MIT */
/* The key that links study ids to names, in a file of its own: real names,
 * organisations, aliases, initials, names of sites. A study whose key was moved
 * away works as before but for exports, which cannot be checked without it.
 *
 * The file is a small SQLite database (mode 0600). People and sites stand in
 * it by UUID, so that it fits every copy of the study. */
#ifndef STORAGE_IDENTITY_KEY_H
#define STORAGE_IDENTITY_KEY_H

#include "storage/people.h"
#include "storage/study.h"
#include <stddef.h>

enum { KEY_APPLICATION_ID = 0x6D6B6579 }; /* "mkey" */

struct key_report {
    size_t people, aliases, sites; /* how many names were written or taken */
};

/* Writes the identity of the study into the file at `path`, reads it back, and
 * only then takes it out of the study, whose free pages are wiped. A key of the
 * same study that is there already gets what is new. STATUS_INPUT: `path` is
 * something else, or the key of another study. */
NODISCARD enum status key_export(struct study *study, const char *path,
                                 struct key_report *report, struct error *err);

/* Takes the key back into the study; the file stays. What the study has newer
 * is kept. STATUS_INPUT: no key, or of another study. */
NODISCARD enum status key_import(struct study *study, const char *path,
                                 struct key_report *report, struct error *err);

/* Whether the key was moved away. */
NODISCARD enum status key_is_moved(struct study *study, bool *moved, struct error *err);

/* As people_each_identity(), out of the key at `path`. */
NODISCARD enum status key_each_identity(struct study *study, const char *path,
                                        void (*each)(void *data, const struct identity *identity,
                                                     const struct identity_alias *alias),
                                        void *data, struct error *err);

#endif
