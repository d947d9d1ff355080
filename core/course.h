/* SPDX-License-Identifier: MIT */
/* The course of a meeting: how long it sat, how long it was observed, and when
 * each agenda item was on. Pure arithmetic over the lines of the record that
 * begin something; storage/course.h loads it.
 *
 * A meeting sits from its beginning to its end, without its breaks and without
 * the time between an end and going on after all. */
#ifndef CORE_COURSE_H
#define CORE_COURSE_H

#include "core/id.h"
#include "core/words.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A line that begins something, in the order of the record. */
struct course_mark {
    enum entry_kind kind; /* ENTRY_AGENDA or ENTRY_PART */
    enum part part;       /* ENTRY_PART: what begins; ENTRY_AGENDA: where it stands */
    struct id item;       /* ENTRY_AGENDA: which; none: unknown */
    int64_t at;           /* UTC milliseconds; TIME_UNKNOWN */
};

struct interval {
    int64_t from, to; /* UTC milliseconds; to is not in it */
};

/* One time that an item was on. */
struct stretch {
    struct id item;
    int64_t began, ended; /* TIME_UNKNOWN where that is not known */
    int64_t length;       /* milliseconds without breaks; TIME_UNKNOWN */
};

/* All times that an item was on, together. */
struct item_course {
    struct id item;
    int64_t began, ended;
    int64_t length;       /* the sum; TIME_UNKNOWN where one stretch is not known */
    size_t stretches;
};

struct course {
    int64_t began, ended;       /* of the meeting; ended is "now" while it runs; TIME_UNKNOWN */
    int64_t sat;                /* milliseconds; TIME_UNKNOWN */
    int64_t observed;           /* of them, with an observer there; TIME_UNKNOWN */
    int64_t in_private;         /* of them, in private parts; 0 where nothing is known */
    struct stretch *stretch;    /* in the order of the record */
    size_t stretch_count;
    struct item_course *item;   /* in the order in which they first began */
    size_t item_count;
};

/* What a course is made of. Unknown times are TIME_UNKNOWN. */
struct course_facts {
    int64_t began, ended;
    const struct course_mark *marks;
    size_t mark_count;
    const struct interval *away; /* between an end and going on */
    size_t away_count;
    const struct interval *openings; /* when an observer was there */
    size_t opening_count;
};

/* Fills *out, which the caller ends with course_release(). */
void course_make(struct course *out, const struct course_facts *facts);
void course_release(struct course *course);

/* The course of one item; NULL: it was never on. */
const struct item_course *course_item(const struct course *course, const struct id *item);

#endif
