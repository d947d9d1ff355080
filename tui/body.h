/* SPDX-License-Identifier: MIT */
/* The form of one body. */
#ifndef TUI_BODY_H
#define TUI_BODY_H

#include "storage/bodies.h"
#include "tui/rows.h"

/* Opens it for a body (borrowed), or for a new one (NULL). What was saved is
 * selected in `rows`, the list below. */
void body_open(struct app *app, struct rows *rows, const struct body_row *from);

#endif
