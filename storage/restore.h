/* SPDX-License-Identifier: MIT */
/* Restoring a study from a backup. The study that stood in its place is kept
 * aside under another name, whatever it was. */
#ifndef STORAGE_RESTORE_H
#define STORAGE_RESTORE_H

#include "core/attr.h"
#include "core/error.h"
#include <stdbool.h>

/* How what is restored stands to what is there. */
enum restore_kind {
    RESTORE_NOTHING_THERE, /* no study stands in the place */
    RESTORE_AHEAD,         /* the backup has all that the study has, or more */
    RESTORE_BEHIND,        /* the study has what the backup lacks: ask first */
    RESTORE_OTHER,         /* they are two different studies: ask first */
    RESTORE_UNREADABLE     /* the study is too damaged to be compared */
};

/* One of the two, as it is told to the observer. */
struct restore_side {
    bool read;
    char title[120];
    long long meetings, entries;
    char changed[32]; /* "2026-03-04 14:05:12" UTC, when it was last changed; "" never */
};

struct restore_plan {
    enum restore_kind kind;
    struct restore_side backup, study;
};

/* Examines the backup at `from` (STATUS_DAMAGED: it is damaged itself) and
 * compares it with the study at `path`. */
NODISCARD enum status restore_look(struct restore_plan *plan, const char *from, const char *path,
                                   struct error *err);

/* Puts a copy of `from` in the place of the study at `path`: it is made and
 * checked beside it, what stood there is renamed to *aside (the caller's to
 * free(); NULL: nothing stood there), and the history of the restored study
 * says so. STATUS_BUSY: another program has the study open. */
NODISCARD enum status restore_do(const char *from, const char *path, char **aside,
                                 struct error *err);

#endif
