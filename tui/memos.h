/* SPDX-License-Identifier: MIT */
/* Memos: longer reflections on the study, a meeting, an entry or a code. */
#ifndef TUI_MEMOS_H
#define TUI_MEMOS_H

#include "core/room.h"
#include "tui/internal.h"

/* The memos on meeting `number`, its entries, the codes and the study; a new
 * one can be on any of these, and on `entry` (NULL: none is selected). `room`
 * is borrowed as long as the screen is open. */
void memos_open(struct app *app, const struct room *room, const struct id *meeting, int number,
                const struct id *entry);

#endif
