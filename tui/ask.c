/* SPDX-License-Identifier: MIT */
/* One question on a screen of its own, before there is anything to look at:
 * the observer's initials on the first run. */
#include "core/mem.h"
#include "core/text.h"
#include "tui/command.h"
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

static void ask_draw(struct app *app, void *data)
{
    struct ask *ask = data;
    int y = LINES > 6 ? LINES / 3 : 0;
    size_t cursor = ask->line.cursor;

    erase();
    if (LINES > 2)
        draw_cell(y, 1, COLS - 1, ROLE_TITLE, ask->question);
    if (LINES > 2)
        y += 1;
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
