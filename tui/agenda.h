/* SPDX-License-Identifier: MIT */
/* The form of one agenda item, which lies on the list of them. */
#ifndef TUI_AGENDA_H
#define TUI_AGENDA_H

#include "tui/live_room.h"

/* Edits the item with `id`; NULL: a new one, in front of item `place`. */
void agenda_item_open(struct app *app, struct live *live, const struct id *id, size_t place);

#endif
