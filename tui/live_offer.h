/* SPDX-License-Identifier: MIT */
/* What the text line itself makes offers of. */
#ifndef TUI_LIVE_OFFER_H
#define TUI_LIVE_OFFER_H

#include "core/change.h"
#include "core/code.h"
#include <stdbool.h>

struct live;

/* What a change made that moot has something to offer for; kept, since the
 * change itself goes to the writer. */
struct live_made {
    struct change_person person; /* somebody new; .revises: nobody */
    bool has_coding;
    struct change_coding coding; /* the last code set without modifiers */
};
struct live_made live_made(const struct change *change);
/* Offers it, after the change was given. */
void live_offer(struct live *live, const struct live_made *made);
/* Offers the modifiers of a code that a hot key put on the line. */
void live_offer_bracket(struct live *live, const struct code *code);

#endif
