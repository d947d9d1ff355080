/* SPDX-License-Identifier: MIT */
/* The timeline of a meeting: its entries along an axis, and rows on which they
 * make marks. Pure: who fills it knows the study, who paints it the screen. An
 * entry costs a few dozen bytes, and none of its words.
 *
 * The axis is time, where nearly all entries have one; an entry without one
 * stands where the entry before it does. Else the axis is the order of the
 * entries: the first is at 0, the next at 1. */
#ifndef CORE_TIMELINE_H
#define CORE_TIMELINE_H

#include "core/id.h"
#include "core/words.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum timeline_kind {
    TIMELINE_SPEAKER, /* by amount of talk */
    TIMELINE_STATE,   /* from opening to closing */
    TIMELINE_CODE,
    TIMELINE_ATTENDANCE, /* one row */
    TIMELINE_COMMENT     /* one row */
};

struct timeline_entry {
    struct id id;
    int64_t sequence;
    int64_t at;       /* UTC milliseconds; TIME_UNKNOWN */
    int64_t position; /* on the axis */
    bool in_private;
};

/* What one entry is on one row: so much talk, a code, arriving ('+'). */
struct timeline_mark {
    size_t entry;
    size_t weight;
    char sign; /* TIMELINE_ATTENDANCE: '+', '-' or '!'; else 0 */
};

/* From one entry to another; to the end of the meeting with to_end. */
struct timeline_span {
    size_t from, to; /* entries */
    bool to_end;
    int key; /* of a band: the item, or enum part; -1 none */
};

struct timeline_row {
    enum timeline_kind kind;
    int key;                    /* the caller's: whose row it is */
    size_t weight;              /* of all its marks */
    struct timeline_mark *mark; /* in the order of the record */
    size_t mark_count, mark_room;
    struct timeline_span *span; /* TIMELINE_STATE */
    size_t span_count, span_room;
};

struct timeline {
    struct timeline_entry *entry;
    size_t entry_count, entry_room;
    size_t untimed;           /* entries without a time */
    bool by_time;             /* the axis */
    int64_t from, to;         /* of the axis: the first and the last position */
    struct timeline_row *row; /* after timeline_finish(): by kind, speakers by weight */
    size_t row_count, row_room;
    struct timeline_span *item, *part; /* agenda bands; private parts and breaks */
    size_t item_count, item_room, part_count, part_room;
};

/* --- filling, in the order of the record ------------------------------------------- */

void timeline_add(struct timeline *timeline, const struct id *id, int64_t sequence, int64_t at,
                  bool in_private);
/* Each is about the entry that was added last. */
void timeline_mark(struct timeline *timeline, enum timeline_kind kind, int key, size_t weight,
                   char sign);
void timeline_open_state(struct timeline *timeline, int key);
void timeline_close_state(struct timeline *timeline, int key);
void timeline_item(struct timeline *timeline, int key);
/* A part begins: PART_PRIVATE, PART_BREAK; PART_PUBLIC and PART_RESUME end one. */
void timeline_part(struct timeline *timeline, enum part part);
/* Chooses the axis and orders the rows. */
void timeline_finish(struct timeline *timeline);
void timeline_release(struct timeline *timeline);

/* --- scales -------------------------------------------------------------------------- */

/* What a column stands for: milliseconds, or entries. Scales are numbers from 0,
 * the finest, to timeline_scales() - 1. */
size_t timeline_scales(const struct timeline *timeline);
int64_t timeline_step(const struct timeline *timeline, size_t scale);
/* The finest scale at which the whole meeting fits into `columns`. */
size_t timeline_fit(const struct timeline *timeline, size_t columns);
/* The first position of the column in which `position` lies; columns are
 * counted from the start of a minute, an hour, or the first entry. */
int64_t timeline_column(const struct timeline *timeline, size_t scale, int64_t position);

/* --- what stands where ------------------------------------------------------------------ */

/* A column of a row. */
struct timeline_cell {
    size_t count, weight;      /* marks in it */
    char sign;                 /* of its marks; '*' for different ones; 0 none */
    bool inside, begins, ends; /* a state, a band */
    int key;                   /* of the band that is on last in it; -1 none */
};

/* Fills `columns` cells from the column of `position` on: a row, or the bands
 * of the agenda or of parts. */
void timeline_row_cells(const struct timeline *timeline, const struct timeline_row *row,
                        size_t scale, int64_t position, struct timeline_cell *cell, size_t columns);
void timeline_band_cells(const struct timeline *timeline, const struct timeline_span *span,
                         size_t count, size_t scale, int64_t position, struct timeline_cell *cell,
                         size_t columns);

/* The entry that a cursor on `row` (NULL: on the agenda, all entries count) in
 * the column of `position` shows: the first one there; else the last one before
 * it. `entry_count` when there is none. *inside: it is in that column. */
size_t timeline_entry_at(const struct timeline *timeline, const struct timeline_row *row,
                         size_t scale, int64_t position, bool *inside);
/* The position of the nearest entry of that row in a column after (or before)
 * that of `position`; `position` when there is none. */
int64_t timeline_next(const struct timeline *timeline, const struct timeline_row *row, size_t scale,
                      int64_t position, bool forward);

#endif
