/* SPDX-License-Identifier: MIT */
/* What the files of a search share: what is wanted, as rows. */
#ifndef STORAGE_FIND_WORK_H
#define STORAGE_FIND_WORK_H

#include "core/clock.h"
#include "storage/find.h"
#include "storage/internal.h"

/* The filter as rows; NULL, "" or 0: any. */
struct wanted {
    struct str words; /* an FTS5 expression */
    char *codes;      /* rows of the code and of those merged with it, as a JSON array */
    char *persons;    /* likewise of the person */
    bool unknown;     /* said by somebody who is not known */
    int64_t role, site, function;
    char *body;       /* local name */
    const char *kind; /* a constant */
    char from[CLOCK_DATE], to[CLOCK_DATE];
    bool only_public;
};

NODISCARD enum status wanted_look_up(struct wanted *wanted, struct study *study,
                                     const struct find_filter *filter, struct error *err);
void wanted_release(struct wanted *wanted);
/* Whether words are asked for and nothing else. */
bool wanted_is_words(const struct wanted *wanted);
/* Binds what FIND_MEETING and what FIND_ENTRY ask for. */
void wanted_bind_meeting(struct stmt *st, const struct wanted *wanted);
void wanted_bind_entry(struct stmt *st, const struct wanted *wanted);

#endif
