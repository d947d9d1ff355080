/* SPDX-License-Identifier: MIT */
/* The history of one entry on a screen of its own. */
#ifndef TUI_HISTORY_H
#define TUI_HISTORY_H

#include "core/change.h"
#include "core/room.h"
#include "tui/internal.h"

struct history_setup {
    const struct room *room; /* borrowed as long as the screen is open */
    struct id meeting, entry;
    void *owner;
    /* Makes a change durable that takes an old text back; false, having said
     * why not. It takes the change over. NULL: the history is only read, and
     * `why` says so. */
    bool (*apply)(struct app *app, void *owner, struct change *change);
    const char *why; /* borrowed as long as the screen is open */
};
void history_open(struct app *app, const struct history_setup *setup);

#endif
