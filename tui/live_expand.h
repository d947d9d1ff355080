/* SPDX-License-Identifier: MIT */
/* Text expansion while one types. */
#ifndef TUI_LIVE_EXPAND_H
#define TUI_LIVE_EXPAND_H

#include "storage/expansions.h"
#include <stddef.h>

struct live;

/* What was expanded just now. */
struct expanded {
    const char *brief;       /* borrowed from the study's expansions; NULL: nothing */
    size_t start, len;       /* of what stands in its place */
    size_t cursor, line_len; /* after the sign that followed, */
    char next;               /* and that sign */
};

NODISCARD enum status live_load_expansions(struct live *live, struct error *err);
/* `next` is about to follow the cursor, 0: the line ends there. */
void live_expand(struct live *live, char next);
/* The line was changed: if that was Backspace right after an expansion, what
 * was typed stands again. */
void live_take_back(struct live *live);

#endif
