/* SPDX-License-Identifier: MIT */
/* A report while it is reckoned: what its two files share. */
#ifndef STORAGE_REPORT_WORK_H
#define STORAGE_REPORT_WORK_H

#include "storage/internal.h"
#include "storage/report.h"

enum report_stage {
    STAGE_MEETINGS,
    STAGE_ENTRIES,
    STAGE_REMOVED,
    STAGE_SITTING,
    STAGE_PEOPLE,
    STAGE_CODES,
    STAGES
};

struct report_meeting {
    int64_t row;
    struct id id;
    int64_t site, function; /* rows; 0 none */
    int64_t sitting;        /* milliseconds; TIME_UNKNOWN */
    size_t entries;
    bool counts;   /* it has begun, or holds entries */
    char month[8]; /* "2026-03"; "" unknown */
};

struct report_name {
    int64_t row;
    const char *key, *name;
    int64_t into; /* the row it was merged into; 0 none */
};
struct report_names {
    struct report_name *name; /* by row */
    size_t count;
};

struct report_person {
    int64_t row, role, into; /* rows; 0 none */
    bool seen;
};

/* What an observer has written. */
struct report_written {
    size_t meetings, entries;
    int64_t last; /* the meeting that was counted last */
};

struct reporting {
    struct study *study;
    enum report_stage stage;
    size_t at;     /* the next meeting, where the stage goes by meetings */
    int64_t after; /* the last row, where it goes by rows */
    struct store strings;
    struct report_meeting *meeting; /* by row */
    size_t meeting_count, meeting_room;
    struct report_meeting *last; /* found last */
    struct report_names sites, functions, roles, observers, codes;
    struct report_person *person; /* by row */
    size_t person_count;
    size_t *use;                    /* codes by functions */
    struct report_written *written; /* beside the observers */
    struct report report;           /* made of all that when it is asked for */
};

/* The index of the row; `count` when it is not there. */
size_t report_names_find(const struct report_names *names, int64_t row);
void report_tables_release(struct report *report);

#endif
