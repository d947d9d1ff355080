/* SPDX-License-Identifier: MIT */
/* Opening an entry where it stands: in the log of its meeting, to read. */
#include "tui/visit.h"
#include "tui/live.h"
#include "tui/screens.h"

void visit_entry(struct app *app, int number, const struct id *entry, int64_t sequence)
{
    live_open(app, number, true);
    live_select(app->view->data, entry, sequence);
}
