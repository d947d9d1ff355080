/* SPDX-License-Identifier: MIT */
/* The screens that lie over the live one and change its room: attendance,
 * agenda, and the notes on the meeting. Each gives its changes to the live
 * screen below, which shows and saves them as if they had been typed. */
#ifndef TUI_LIVE_ROOM_H
#define TUI_LIVE_ROOM_H

#include "core/room_change.h"
#include "tui/live.h"

/* Begins a change at this moment, if the meeting is written here; else says
 * why it is not and returns false. */
NODISCARD bool live_begin(struct live *live, struct change *change);
/* Gives it, and says what the room has to say, if anything. */
void live_finish(struct live *live, struct change *change, const struct room_said *said);
/* Offers to note that who withdrew is back, where that may be; `begins`: an
 * item has just begun. Takes the offer away where nobody is to be brought
 * back. */
void live_offer_return(struct live *live, bool begins);
/* Undo and redo, as the live screen has them. */
void live_step(struct live *live, bool back);

/* "quorate 9 of 8, 12 of 14 present +2"; of that what `columns` of the screen
 * have room for, the rule of the body first. */
void live_add_quorum(struct styled *out, const struct room *room, int columns);
/* The columns that "quorate 9 of 8" takes; 0 where there is no rule. */
int live_rule_width(const struct room *room);

/* Appends a time of day in a column: "14:05" or "2:05pm"; nothing if unknown. */
void live_add_minute(const struct live *live, int64_t at, struct str *out);

/* The screens; what lies below is `live`. */
void attendance_open(struct app *app, struct live *live);
void agenda_open(struct app *app, struct live *live);
void notes_open(struct app *app, struct live *live);

#endif
