/* SPDX-License-Identifier: MIT */
/* What the files that revise entries share. */
#ifndef CORE_REVISE_WORK_H
#define CORE_REVISE_WORK_H

#include "core/revise.h"

/* The row of a coding in the change; NULL none. */
struct change_coding *revise_find_coding(struct change *change, const struct id *coding);
/* A row that revises `coding` of `entry`, with everything as it is. */
struct change_coding *revise_add_coding(struct change *change, const struct entry *entry,
                                        const struct coding *coding);
/* Copies modifiers into a row, in the place of those it has. */
void revise_set_values(struct change_coding *row, const struct coding_value *values, size_t count);
/* Copies voices into a list, in the place of those it has. */
void revise_set_voices(struct voice **list, size_t *count, const struct voice *voices,
                       size_t voice_count);
/* A note has words, an event has none. */
void revise_settle_kind(struct change_entry *row);

#endif
