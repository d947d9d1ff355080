/* SPDX-License-Identifier: MIT */
/* What the screens of attendance and agenda do to the room. Each call fills
 * *change (change_init() done) with one command of the observer, and leaves it
 * empty where there is nothing to change. */
#ifndef CORE_ROOM_CHANGE_H
#define CORE_ROOM_CHANGE_H

#include "core/room.h"

/* Whether the meeting has no entry of this observer yet: what is marked is
 * set-up, and makes no line in the record. */
bool room_is_setting_up(const struct room *room);

/* What one person does. The line it makes is of `at`; there is none in the
 * set-up, nor where it only says how the meeting began: somebody who was taken
 * to be there is absent, sent apologies, comes later, or is on the phone. */
void room_mark(struct room *room, const struct read_movement *movement, int64_t at,
               struct change *change, struct room_said *said);
/* In which capacity a person sits from now on. */
void room_seat(struct room *room, int person, enum capacity capacity, int64_t at,
               struct change *change, struct room_said *said);
/* Whether somebody withdrew for an item that is over, and nobody has noted
 * the return. */
bool room_may_bring_back(const struct room *room);
/* Who withdrew for an item that is over is back: notes it for all of them, and
 * closes the state that the withdrawal opened. */
void room_bring_back(struct room *room, int64_t at, struct change *change,
                     struct room_said *said);
/* Somebody comes who is not in the study: makes a person of a role group
 * (index; -1 unknown) with initials or an alias (NULL none), who arrives. */
void room_new_visitor(struct room *room, int group, const char *alias, int64_t at,
                      struct change *change, struct room_said *said);

/* Item `index` begins, for the first time or again. */
void room_begin_item(struct room *room, size_t index, int64_t at, struct change *change,
                     struct room_said *said);
/* Puts an item in front of item `place` (item_count: at the end). */
void room_insert_item(struct room *room, size_t place, const char *title, const char *paper,
                      enum purpose purpose, struct change *change);
void room_edit_item(struct room *room, size_t index, const char *title, const char *paper,
                    enum purpose purpose, struct change *change);
/* Moves an item one place up or down; false at the ends. */
bool room_shift_item(struct room *room, size_t index, bool up, struct change *change);
/* The meeting passes over an item, or no longer does. */
void room_skip_item(struct room *room, size_t index, struct change *change);

#endif
