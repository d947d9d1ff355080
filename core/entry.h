/* SPDX-License-Identifier: MIT */
/* Entries and codings as they are read from a study: the current revision,
 * with everything that belongs to it. Strings and arrays are borrowed from
 * the cursor that filled the struct, until its next step. */
#ifndef CORE_ENTRY_H
#define CORE_ENTRY_H

#include "core/change.h"
#include "core/clock.h"
#include "core/id.h"
#include "core/person.h"
#include "core/pool.h"
#include "core/words.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct coding_value {
    struct id modifier;
    const char *value;
};

/* One code put on one entry, or on part of its text, by one observer. */
struct coding {
    struct id id;
    struct id code;
    const char *observer;       /* initials */
    struct id observer_id;
    int64_t recorded;           /* UTC milliseconds */
    enum coding_action action;
    bool whole;                 /* on the whole entry; else on `words` of its text */
    struct span words;          /* bytes of the text */
    bool by_end;                /* closed by the end of the meeting */
    struct id closes;           /* the coding that opened the state; none */
    const char *lost;           /* the words it was on and that are gone: it is on the whole entry
                                 * until somebody has looked; "" none */
    const struct coding_value *values;
    size_t value_count;
};

struct entry {
    struct id id;
    int64_t sequence;           /* its place: the order in the meeting */
    enum entry_kind kind;
    int64_t at;                 /* UTC milliseconds; TIME_UNKNOWN */
    int32_t offset;             /* seconds east */
    int64_t recorded;           /* UTC milliseconds */
    const char *observer;       /* initials */
    struct id observer_id;
    struct id item;             /* agenda item; none */
    struct id about;            /* comment: the entry it is on; none: the meeting */
    enum part part;
    bool removed;               /* undone or taken out: only shown to those who ask */
    bool retracted;             /* its speaker took it back */
    bool revised;               /* it has an earlier revision */
    bool continues;
    const char *text;
    const struct voice *speakers;
    size_t speaker_count;
    const struct voice *addressees;
    size_t addressee_count;
    const struct span *verbatim;
    size_t verbatim_count;
    const struct coding *codings;
    size_t coding_count;
    /* ENTRY_ATTENDANCE: the movements it holds */
    const struct change_movement *movements;
    size_t movement_count;
};

/* A change_entry that revises `entry`, with everything as it is now: to be
 * altered and given to room_revise() or a change. The caller releases it with
 * change_entry_release(). */
struct change_entry entry_to_revise(const struct entry *entry);

/* A copy of `entry` that owns all it holds; entry_free() frees it, NULL is
 * allowed. */
struct entry *entry_copy(const struct entry *entry);
void entry_free(struct entry *entry);
/* A copy that goes with `pool`, with all it holds. */
const struct entry *entry_keep(struct pool *pool, const struct entry *entry);

/* Frees what one change_entry owns. */
void change_entry_release(struct change_entry *entry);

/* A deep copy, the caller's to release. */
struct change_entry change_entry_copy(const struct change_entry *entry);

#endif
