/* SPDX-License-Identifier: MIT */
/* The status line: what was said, a question that waits, or else a hint. What
 * somebody must read is never cut where a second row can be had. */
#include "tui/said.h"
#include "core/text.h"
#include "tui/confirm.h"
#include "tui/internal.h"
#include <curses.h>
#include <stdarg.h>
#include <string.h>

enum { FURTHER_ROWS = 10, ROWS_MOST = 3 }; /* a lower window has one row for it */

void app_say(struct app *app, enum role role, const char *fmt, ...)
{
    char text[sizeof app->said];
    va_list args;

    va_start(args, fmt);
    text_print_args(text, sizeof text, fmt, args);
    va_end(args);
    memcpy(app->said, text, sizeof text);
    app->said_role = role;
    app->repaint = true;
}

void app_say_error(struct app *app, const struct error *err)
{
    app_say(app, ROLE_WARNING, "%s", err->text);
}

/* Keys named with two blanks between are left out where they do not fit. */
static bool is_items(const struct app *app, const char *hint)
{
    return !confirm_waits(app) && app->said[0] == '\0' && strstr(hint, "  ") != NULL;
}

void app_compose_said(const struct app *app, const char *hint, struct styled *out)
{
    if (confirm_waits(app))
        confirm_show(app, out);
    else if (app->said[0] != '\0')
        styled_add(out, app->said_role, app->said);
    else
        styled_add(out, ROLE_QUIET, hint);
}

int said_rows(const struct styled *said)
{
    return LINES >= FURTHER_ROWS && styled_width(said) > COLS ? styled_rows(said, COLS) : 1;
}

int app_said_rows(const struct app *app, const char *hint)
{
    struct styled said = { 0 };
    int rows = 1;

    app_compose_said(app, hint, &said);
    if (!is_items(app, hint))
        rows = said_rows(&said);
    styled_release(&said);
    if (rows > ROWS_MOST) /* of a question, what can be answered must stay in view */
        return confirm_waits(app) ? 1 : ROWS_MOST;
    return rows;
}

void app_draw_said(const struct app *app, int y, const char *hint)
{
    struct styled said = { 0 };
    int rows = app_said_rows(app, hint);

    if (rows == 1) {
        app_draw_said_in_row(app, y, hint);
        return;
    }
    app_compose_said(app, hint, &said);
    for (int row = y - rows + 1; row <= y; row++)
        draw_blank(row, 0, ROLE_NORMAL);
    (void)draw_styled(y - rows + 1, 0, COLS, rows, &said, ROLE_NORMAL);
    styled_release(&said);
}

void app_draw_said_in_row(const struct app *app, int y, const char *hint)
{
    struct styled said = { 0 };

    draw_blank(y, 0, ROLE_NORMAL);
    if (confirm_waits(app)) {
        confirm_draw(app, y);
    } else if (is_items(app, hint)) {
        (void)draw_items(y, 0, COLS, ROLE_QUIET, hint);
    } else {
        app_compose_said(app, hint, &said);
        (void)draw_styled(y, 0, COLS, 1, &said, ROLE_NORMAL);
        styled_release(&said);
    }
}
