/* SPDX-License-Identifier: MIT */
/* The roll: who is in the room while a meeting is read from its record, for
 * the quorum that stands beside each movement. Only for bodies that have a
 * rule. */
#ifndef EXPORT_ROLL_H
#define EXPORT_ROLL_H

#include "core/room.h"
#include "storage/study.h"

struct roll {
    const struct room *room;   /* borrowed: people and rule */
    struct presence *presence; /* beside room->people; NULL: the body has no rule */
};

/* Who was there at the beginning: those expected but for whom the set-up says
 * otherwise or whose first movement is their arrival. `room` is the meeting's
 * room as its record ends. The caller ends *out with roll_release(). */
NODISCARD enum status roll_open(struct roll *out, struct study *study, const struct room *room,
                                struct error *err);
void roll_release(struct roll *roll);

void roll_move(struct roll *roll, const struct change_movement *movement);
/* The next item begins: who withdrew for the last one is back. */
void roll_next_item(struct roll *roll);
/* Appends "; quorate 9 of 8"; nothing without a rule. */
void roll_say(const struct roll *roll, struct str *out);

#endif
