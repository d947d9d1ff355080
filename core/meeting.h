/* SPDX-License-Identifier: MIT */
/* Meetings and their agenda, as plain structs with borrowed strings. */
#ifndef CORE_MEETING_H
#define CORE_MEETING_H

#include "core/clock.h"
#include "core/id.h"
#include "core/words.h"

struct meeting {
    struct id id;
    int number;               /* 12 in M12 */
    enum meeting_status status;
    const char *title;
    const char *site;         /* the site's code, "3"; "" none */
    const char *body;         /* local name; "" none */
    const char *function;     /* function key, "governing-body" */
    const char *function_name; /* "governing body" */
    const char *venue;        /* "" unknown */
    const char *date;         /* "2026-03-04"; "" unknown */
    int64_t began, ended;     /* UTC milliseconds; TIME_UNKNOWN */
    int32_t offset;           /* seconds east, of the first opening */
};

struct agenda_item {
    struct id id;
    int number;            /* place on the agenda, from 1 */
    const char *title;
    const char *paper;     /* "GB/26/14"; "" none */
    enum purpose purpose;
    int64_t began;         /* TIME_UNKNOWN until it begins */
    bool reached;          /* it has begun, at a time that may be unknown */
    bool skipped;          /* the meeting passes over it */
};

/* Reads one pasted line of an agenda: "3. Finance report (GB/26/14) for
 * decision" gives title "Finance report", paper "GB/26/14", PURPOSE_DECIDE.
 * The number in front is dropped, since the order is that of the lines, and so
 * are times and who presents ("14:00-14:20", "10 mins", "Lead: AB"): a name has
 * no place in a title. title and
 * paper are the caller's to free(). False for a line of blanks. */
NODISCARD bool agenda_read_line(const char *line, char **title, char **paper,
                                enum purpose *purpose);

/* Reads "M12", "m12" or "12"; 0 if it is none. */
int meeting_number(const char *text);

#endif
