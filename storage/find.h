/* SPDX-License-Identifier: MIT */
/* Finding entries over the study. */
#ifndef STORAGE_FIND_H
#define STORAGE_FIND_H

#include "core/entry.h"
#include "storage/study.h"

/* NULL or 0: any. */
struct find_filter {
    const char *words;    /* all of them, in any order; "word*" a beginning; "two words" in quotes a phrase;
                             accents and case ignored; Han words as phrases of characters */
    const char *code;     /* key or name */
    int person;           /* study id: spoke */
    const char *role;     /* role group key: spoke */
    const char *site;     /* code */
    const char *body;     /* local name */
    const char *function; /* key or name */
    const char *from, *to; /* YYYY-MM-DD, the meeting's date, both included */
    size_t limit;         /* 0: no limit */
};

/* Calls `each` for every entry that fits, by meeting and sequence, newest
 * meeting first; strings are borrowed for the call. `each` returns false to
 * stop. STATUS_INPUT: the words or a filter cannot be used, and why;
 * STATUS_NOT_FOUND: no such code, person, ... */
NODISCARD enum status find_entries(struct study *study, const struct find_filter *filter,
                                   bool (*each)(void *data, int meeting,
                                                const struct entry *entry),
                                   void *data, struct error *err);

#endif
