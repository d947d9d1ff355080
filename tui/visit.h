/* SPDX-License-Identifier: MIT */
/* Opening an entry where it stands. */
#ifndef TUI_VISIT_H
#define TUI_VISIT_H

#include "core/id.h"
#include "tui/internal.h"

/* Opens meeting `number` to read with the entry selected, whose place is
 * `sequence`; Escape comes back to the screen that is on top now. What opens
 * entries (find, the timeline) does it here alone. */
void visit_entry(struct app *app, int number, const struct id *entry, int64_t sequence);

#endif
