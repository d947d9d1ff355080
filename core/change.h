/* SPDX-License-Identifier: MIT */
/* A change: everything that one command of the observer adds to the record,
 * as one value that storage writes in one transaction and undo takes back as
 * one. It owns all its strings, so it can cross from the screen to the
 * writer. Rows refer to each other and to the study by id alone. */
#ifndef CORE_CHANGE_H
#define CORE_CHANGE_H

#include "core/change_rows.h"
#include "core/id.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct change {
    struct id id;
    struct id meeting;
    int64_t recorded; /* wall clock, UTC milliseconds */
    struct change_person *persons;
    size_t person_count, person_room;
    struct change_item *items;
    size_t item_count, item_room;
    struct change_entry *entries;
    size_t entry_count, entry_room;
    struct change_coding *codings;
    size_t coding_count, coding_room;
    struct change_movement *movements;
    size_t movement_count, movement_room;
    struct change_retraction *retractions;
    size_t retraction_count, retraction_room;
    char *reason;     /* why; a closed meeting is not changed without one; NULL none */
    bool drops_draft; /* the half-typed line that is saved became this change */
};

/* Starts an empty change with a new id. */
void change_init(struct change *change, const struct id *meeting, int64_t recorded);
/* Each appends a zeroed row with a new id and returns it, valid until the
 * next row of its kind is added. */
struct change_entry *change_add_entry(struct change *change);
struct change_coding *change_add_coding(struct change *change);
struct change_movement *change_add_movement(struct change *change);
struct change_item *change_add_item(struct change *change);
struct change_person *change_add_person(struct change *change);
/* Likewise, without an id. */
struct change_retraction *change_add_retraction(struct change *change);
/* Sets why the meeting is changed; copies it, NULL and "" take it away. */
void change_set_reason(struct change *change, const char *reason);
bool change_is_empty(const struct change *change);
/* Frees what the change owns; it is as after = {0}. */
void change_release(struct change *change);

#endif
