/* SPDX-License-Identifier: MIT */
/* One person's words at the meeting that is live, taken back and given back. */
#ifndef TUI_LIVE_RETRACT_H
#define TUI_LIVE_RETRACT_H

#include "core/change.h"
#include <stdbool.h>

struct app;
struct live;

/* Takes back what the person said in the live meeting that lies under the top
 * screen, or is it; lets it stand again where it was taken back. Says what was
 * done, or why not. For lists of people. */
void live_retract(struct app *app, const struct id *person);

/* Whether one of those who speak in it has taken back their words. */
bool live_is_retracted(const struct live *live, const struct change_entry *entry);

#endif
