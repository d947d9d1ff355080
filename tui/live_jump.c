/* SPDX-License-Identifier: MIT */
/* The clocks while a meeting is live: that the laptop slept, or that somebody
 * set its clock, is said and noted in the history of the study. The times of
 * entries do not follow the clock that was set: they go on from the opening. */
#include "tui/live.h"

#include "core/clock.h"
#include "tui/said.h"
#include <stdio.h>

enum { WORTH_SAYING = 2000 }; /* milliseconds */

static void note(struct live *live, const char *what, const char *detail)
{
    app_say(live->app, ROLE_STATE, "%s: %s", what, detail);
    if (live->writer != NULL)
        writer_give_note(live->writer, what, detail);
    live->paint |= PAINT_STATUS;
}

void live_watch_clock(struct live *live)
{
    int64_t slept = clock_slept(), drift = clock_drift(&live->clock);
    int64_t more = slept - live->slept, moved = drift - live->drift;
    char detail[120], length[32];

    if (!live->watching) {
        live->watching = true;
        more = moved = 0;
        live->slept = slept;
        live->drift = drift;
    }
    if (more >= WORTH_SAYING) {
        clock_length(length, sizeof length, more);
        snprintf(detail, sizeof detail, "for %s, in M%d; times go on rightly", length,
                 live->number);
        note(live, "the laptop slept", detail);
        live->slept = slept;
    }
    if (moved >= WORTH_SAYING || moved <= -WORTH_SAYING) {
        clock_length(length, sizeof length, moved < 0 ? -moved : moved);
        snprintf(detail, sizeof detail, "%s by %s, in M%d; times go on from the opening",
                 moved < 0 ? "back" : "forward", length, live->number);
        note(live, "the clock was set", detail);
        live->drift = drift;
    }
}
