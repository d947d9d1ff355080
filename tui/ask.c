/* SPDX-License-Identifier: MIT */
/* One question over the screen on which it is asked, which stays in view; or on
 * a screen of its own, the observer's initials on the first run. */
#include "core/mem.h"
#include "core/text.h"
#include "tui/command.h"
#include "tui/said.h"
#include "tui/screens.h"
#include <curses.h>
#include <stdlib.h>

struct ask {
    const char *question, *hint;
    struct line line;
    bool (*answer)(struct app *app, const char *text);
    void (*left)(struct app *app);
};

static enum status ask_load(struct app *app, void *data, struct error *err)
{
    (void)app;
    (void)data;
    (void)err;
    return STATUS_OK;
}

/* The screen on which it is asked stays in view above; that of the first run was not read yet. */
static int draw_what_is_below(struct app *app, const char *hint)
{
    struct view *below = app->view->below;
    int rows = LINES > 1 ? app_said_rows(app, hint) : 0, y = LINES - rows - 1;
    bool all = app->repaint_all;

    erase();
    if (below == NULL || !below->loaded)
        return LINES > 6 ? LINES / 3 + 1 : LINES > 2;
    app->repaint_all = true;
    below->ops->draw(app, below->data);
    app->repaint_all = all;
    if (y > 0)
        draw_blank(y - 1, 0, ROLE_NORMAL);
    draw_blank(y, 0, ROLE_NORMAL);
    return y;
}

static void ask_draw(struct app *app, void *data)
{
    struct ask *ask = data;
    int y = draw_what_is_below(app, ask->hint);
    size_t cursor = ask->line.cursor;

    if (y > 0)
        draw_cell(y - 1, 1, COLS - 1, ROLE_TITLE, ask->question);
    draw_cell(y, 1, COLS - 1, ROLE_NORMAL, str_text(&ask->line.text));
    if (LINES > 1)
        app_draw_said(app, LINES - 1, ask->hint);
    move(y, 1 + (int)text_width(str_text(&ask->line.text), cursor));
}

static struct line *ask_line(struct app *app, void *data)
{
    struct ask *ask = data;

    (void)app;
    return &ask->line;
}

static void ask_close(struct app *app, void *data)
{
    struct ask *ask = data;

    (void)app;
    line_release(&ask->line);
    free(ask);
}

static const struct view_ops ask_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_LINE | CONTEXT_ASK,
    .title = "A question",
    .load = ask_load,
    .draw = ask_draw,
    .line = ask_line,
    .close = ask_close,
};

void ask_open(struct app *app, const char *question, const char *hint,
              bool (*answer)(struct app *app, const char *text), void (*left)(struct app *app))
{
    struct ask *ask = mem_alloc(1, sizeof *ask);

    ask->question = question;
    ask->hint = hint;
    ask->answer = answer;
    ask->left = left;
    app_open(app, &ask_ops, ask);
}

void cmd_ask_answer(struct app *app)
{
    struct ask *ask = app->view->data;
    struct str clean = STR_INIT;

    text_clean_line(&clean, str_text(&ask->line.text), ask->line.text.len);
    (void)ask->answer(app, str_text(&clean));
    str_release(&clean);
}

void cmd_ask_clear(struct app *app)
{
    struct ask *ask = app->view->data;

    line_cut_all(&ask->line);
}

void cmd_ask_leave(struct app *app)
{
    struct ask *ask = app->view->data;

    ask->left(app);
}
