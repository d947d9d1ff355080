/* SPDX-License-Identifier: MIT */
/* A question in the status line before what cannot be taken back: y does it,
 * every other press leaves everything as it was. It belongs to the screen on
 * which it was asked, and goes when that screen goes. */
#include "tui/confirm.h"
#include "core/text.h"
#include "tui/internal.h"
#include "tui/said.h"
#include <curses.h>
#include <stdarg.h>
#include <string.h>

void app_confirm(struct app *app, void (*yes)(struct app *app), const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    text_print_args(app->question, sizeof app->question, fmt, args);
    va_end(args);
    app->confirmed = yes;
    app->asked_on = app->view;
    app->repaint = true;
}

bool confirm_waits(const struct app *app)
{
    return app->confirmed != NULL && app->asked_on == app->view;
}

void confirm_press(struct app *app, const struct press *press)
{
    void (*yes)(struct app * app) = app->confirmed;

    app->confirmed = NULL;
    if (press->kind == PRESS_TEXT
        && (strcmp(press->name, "y") == 0 || strcmp(press->name, "Y") == 0))
        yes(app);
    else
        app_say(app, ROLE_QUIET, "left as it was");
}

static const char answers[] = "  y, else no";

void confirm_show(const struct app *app, struct styled *out)
{
    styled_add(out, ROLE_WARNING, app->question);
    styled_add(out, ROLE_TITLE, answers);
}

void confirm_draw(const struct app *app, int y)
{
    int columns = COLS - (int)sizeof answers + 1;
    int used;

    draw_blank(y, 0, ROLE_NORMAL);
    used = draw_cell(y, 0, columns > 0 ? columns : 1, ROLE_WARNING, app->question);
    (void)draw_cell(y, used, (int)sizeof answers, ROLE_TITLE, answers);
}
