/* SPDX-License-Identifier: MIT */
/* A question in the status line before what cannot be taken back. */
#ifndef TUI_CONFIRM_H
#define TUI_CONFIRM_H

#include "core/attr.h"
#include <stdbool.h>

struct app;
struct press;
struct styled;

/* Asks in the status line before what cannot be taken back ("retire code hu?"):
 * y runs `yes` with the same screen on top, any other press leaves everything
 * as it was. */
void app_confirm(struct app *app, void (*yes)(struct app *app), const char *fmt, ...)
    PRINTF_LIKE(3, 4);
/* For the loop and the status line: whether a question waits on
 * the top screen; the press that answers it; what it says; painting it into row y. */
bool confirm_waits(const struct app *app);
void confirm_press(struct app *app, const struct press *press);
void confirm_show(const struct app *app, struct styled *out);
void confirm_draw(const struct app *app, int y);

#endif
