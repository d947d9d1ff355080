/* SPDX-License-Identifier: MIT */
/* What was observed, in numbers: the tables that methods sections print.
 * Meetings that have begun or hold entries count; of a meeting whose beginning
 * or end is unknown the hours are, and it is counted as such. It is reckoned
 * in steps, as a search is. */
#ifndef STORAGE_REPORT_H
#define STORAGE_REPORT_H

#include "core/str.h"
#include "storage/study.h"
#include <stddef.h>
#include <stdint.h>

/* Meetings of one kind. */
struct report_sum {
    size_t meetings, without_hours, entries;
    int64_t sitting;        /* milliseconds: the hours known, without breaks */
    char first[8], last[8]; /* months, "2026-03"; "" none is known */
};

/* A site, a function, or a site with a function. */
struct report_row {
    const char *name;     /* "" for meetings without a site; a function by its name */
    const char *function; /* of a site with a function; else "" */
    struct report_sum sum;
};
struct report_rows {
    struct report_row *row;
    size_t count;
};

struct report_role {
    const char *key, *name; /* "" unknown */
    size_t people;          /* seen in one meeting or more */
};

struct report_code {
    const char *key, *name;
    size_t *uses; /* beside the functions of the report */
    size_t total;
};

struct report_observer {
    const char *initials;
    size_t meetings, entries;
};

struct report {
    struct report_sum total;
    size_t months;                                /* different ones that are known */
    struct report_rows sites, functions, crossed; /* those that have meetings */
    struct report_role *roles;                    /* those somebody was seen of */
    size_t role_count;
    size_t people;             /* all that were seen */
    struct report_code *codes; /* those that were used, in the order in which they were made */
    size_t code_count;
    struct report_observer *observers;
    size_t observer_count;
};

struct reporting;

/* Begins to reckon. The caller ends *out with report_end(). */
NODISCARD enum status report_begin(struct reporting **out, struct study *study, struct error *err);
/* Reckons for about `milliseconds` (-1: to the end). */
NODISCARD enum status report_go_on(struct reporting *reporting, int milliseconds,
                                   struct error *err);
bool report_is_done(const struct reporting *reporting);
/* What is known so far: sites, functions, roles, codes and observers by name from the beginning
 * on, their numbers as they are reckoned, meetings first. Borrowed until the next call. */
const struct report *report_so_far(struct reporting *reporting);
void report_end(struct reporting *reporting);

/* Appends the sentence that such tables stand under: "146 meetings, about 439
 * hours, 52,000 entries, January 2012 to June 2013". */
void report_headline(struct str *out, const struct report *report);

#endif
