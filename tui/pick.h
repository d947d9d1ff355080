/* SPDX-License-Identifier: MIT */
/* Choosing a code: typed to be found by key or any word of its name, recent
 * ones first, its definition in view; then its modifiers, each of which can
 * be skipped. */
#ifndef TUI_PICK_H
#define TUI_PICK_H

#include "core/change.h"
#include "core/room.h"
#include "tui/internal.h"

/* What a state code is to do where it is put. */
enum pick_state { PICK_HERE, PICK_OPENS, PICK_CLOSES };

struct picked {
    int code;                    /* index into the room's codes */
    enum pick_state state;       /* of a state code */
    struct change_value *values; /* owned */
    size_t value_count;
};
void picked_release(struct picked *picked);

struct pick_setup {
    const struct room *room; /* borrowed as long as the screen is open */
    const char *on;          /* what the code will be on; copied */
    const struct id *recent; /* codes used last, the last first; borrowed */
    size_t recent_count;
    int code;                          /* only the modifiers of this one are asked; -1: any code */
    const struct change_value *values; /* what they are now; copied */
    size_t value_count;
    void *owner; /* handed to `taken` */
    /* The choice; the screen is closed already. */
    void (*taken)(struct app *app, void *owner, const struct picked *picked);
};
void pick_open(struct app *app, const struct pick_setup *setup);

#endif
