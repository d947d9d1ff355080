/* SPDX-License-Identifier: MIT */
/* Finding entries over the study. A search goes on in steps of the caller's
 * choosing, newest meeting first, so that the first of what it finds is there
 * at once and nobody waits for the last. */
#ifndef STORAGE_FIND_H
#define STORAGE_FIND_H

#include "core/entry.h"
#include "core/str.h"
#include "storage/study.h"

/* NULL, false or 0: any. What a speaker took back is never found. */
struct find_filter {
    const char *words; /* all of them, in any order; "word*" a beginning; "two words" in quotes a
                          phrase; accents and case ignored; Han words as phrases of characters */
    bool beginning;    /* the last word may be one that is being typed: a beginning, too */
    const char *code;  /* key or name */
    const char
        *person; /* spoke: a study id, or the label of a voice; "?" somebody who is not known */
    const char *role;      /* role group key: spoke */
    const char *site;      /* code */
    const char *body;      /* local name */
    const char *function;  /* key or name */
    const char *kind;      /* key of an entry kind: "note", "comment", ... */
    const char *from, *to; /* the meeting's date, both included: YYYY-MM-DD, YYYY-MM or YYYY */
    bool only_public;      /* nothing of private parts */
    size_t limit;          /* 0: no limit */
};

/* A search under way. It reads the study whenever it is gone on with. */
struct find;
/* What makes one quicker where somebody types: each NULL or not. Both outlive
 * the search; the worker serves one at a time. */
struct find_worker;
struct find_recent;
struct find_help {
    struct find_worker *worker; /* reads the index meanwhile (find_worker.h) */
    struct find_recent *recent; /* knows the newest meetings (find_recent.h) */
};

/* Begins one; the strings of the filter are not needed afterwards. The caller
 * ends *out with find_end(). STATUS_INPUT: the words or a filter cannot be
 * used, and why; STATUS_NOT_FOUND: no such code, person, ... */
NODISCARD enum status find_begin(struct find **out, struct study *study,
                                 const struct find_filter *filter, struct error *err);
/* The same with help. */
NODISCARD enum status find_begin_helped(struct find **out, struct study *study,
                                        const struct find_filter *filter,
                                        const struct find_help *help, struct error *err);
/* Looks further for about `milliseconds` (-1: to the end). With a worker it
 * comes back at once where there is nothing to do but wait for it: find_waits(). */
NODISCARD enum status find_go_on(struct find *find, int milliseconds, struct error *err);
/* Makes sure that the first `count` of what is found can be told by
 * find_place(), for about `milliseconds` (-1: as long as it takes); *reached
 * tells whether they can, or there are not so many. */
NODISCARD enum status find_reach(struct find *find, size_t count, int milliseconds, bool *reached,
                                 struct error *err);
/* How many entries were found so far, and whether that is all. */
size_t find_count(const struct find *find);
/* How many of them find_place() can tell by now. */
size_t find_reached(const struct find *find);
bool find_waits(const struct find *find);
bool find_is_done(const struct find *find);
void find_end(struct find *find);

/* Where a found entry stands. Found entries are by meeting and sequence,
 * newest meeting first; `index` is below find_count(). `where`, unless NULL,
 * gets the meeting in words appended: "Governing Body, site 3, March meeting".
 * STATUS_NOT_FOUND: it is gone since. */
struct found {
    struct id entry, meeting_id;
    int meeting;           /* number */
    int64_t sequence;      /* its place there */
    char date[CLOCK_DATE]; /* "2026-03-04"; "" unknown */
};
NODISCARD enum status find_place(struct find *find, size_t index, struct found *found,
                                 struct str *where, struct error *err);

/* Calls `each` for every entry that fits, in that order; strings are borrowed
 * for the call. `each` returns false to stop. Failures are those of
 * find_begin(). */
NODISCARD enum status find_entries(struct study *study, const struct find_filter *filter,
                                   bool (*each)(void *data, int meeting, const struct entry *entry),
                                   void *data, struct error *err);

/* The words of a filter in one text: appends the stretches that they match,
 * in order and apart from each other, to *spans (grown as mem_grow() does);
 * returns how many there are. */
size_t find_marks(const char *words, bool beginning, const char *text, struct span **spans,
                  size_t *room);

#endif
