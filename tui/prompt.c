/* SPDX-License-Identifier: MIT */
/* A line asked for at the bottom of a screen. */
#include "tui/prompt.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/said.h"
#include "tui/writeup_commands.h"
#include <curses.h>
#include <stdlib.h>

enum { ROWS_MOST = 2 }; /* for what the line means */

struct prompt {
    const struct prompt_ops *ops;
    void *owner;
    struct line line;
    struct view_ops view; /* with the title of this one's help */
};

static enum status prompt_load(struct app *app, void *data, struct error *err)
{
    (void)app;
    (void)data;
    (void)err;
    return STATUS_OK;
}

/* Where the line is painted from, so that the cursor is in view. */
static size_t first_shown(const struct line *line, int columns)
{
    const char *text = str_text(&line->text);
    size_t start = 0;

    while (start < line->cursor && (int)text_width(text + start, line->cursor - start) >= columns)
        start = text_next(text, line->text.len, start);
    return start;
}

/* What was said, or what the line means, above it: in two rows where one is too short. */
static void draw_shown(struct app *app, const struct prompt *prompt, int below)
{
    struct styled shown = { 0 };
    int rows;

    if (app->said[0] != '\0')
        styled_add(&shown, app->said_role, app->said);
    else if (prompt->ops->show != NULL)
        prompt->ops->show(app, prompt->owner, str_text(&prompt->line.text), &shown);
    rows = said_rows(&shown);
    if (rows > ROWS_MOST)
        rows = ROWS_MOST;
    for (int y = below - rows; y < below; y++)
        draw_blank(y, 0, ROLE_NORMAL);
    (void)draw_styled(below - rows, 0, COLS, rows, &shown, ROLE_NORMAL);
    styled_release(&shown);
}

static void prompt_draw(struct app *app, void *data)
{
    const struct prompt *prompt = data;
    const char *text = str_text(&prompt->line.text);
    struct view *below = app->view->below;
    int y = LINES - 1, x;
    size_t start;

    below->ops->draw(app, below->data);
    if (LINES > 2)
        draw_shown(app, prompt, y);
    draw_blank(y, 0, ROLE_NORMAL);
    x = draw_cell(y, 0, COLS / 2, ROLE_TITLE, prompt->ops->label) + 1;
    start = first_shown(&prompt->line, COLS - x - 1);
    (void)draw_cell(y, x, COLS - x, ROLE_NORMAL, text + start);
    move(y, x + (int)text_width(text + start, prompt->line.cursor - start));
}

static struct line *prompt_line(struct app *app, void *data)
{
    struct prompt *prompt = data;

    (void)app;
    return &prompt->line;
}

static void prompt_edited(struct app *app, void *data, bool changed)
{
    (void)data;
    if (changed)
        app_say(app, ROLE_NORMAL, "%s", "");
}

static void prompt_close(struct app *app, void *data)
{
    struct prompt *prompt = data;

    (void)app;
    line_release(&prompt->line);
    free(prompt);
}

void prompt_open(struct app *app, const struct prompt_ops *ops, void *owner, const char *text)
{
    struct prompt *prompt = mem_alloc(1, sizeof *prompt);

    prompt->ops = ops;
    prompt->owner = owner;
    prompt->view = (struct view_ops){
        .contexts = CONTEXT_ANY | CONTEXT_LINE | CONTEXT_PROMPT,
        .title = ops->title,
        .load = prompt_load,
        .draw = prompt_draw,
        .line = prompt_line,
        .edited = prompt_edited,
        .close = prompt_close,
    };
    line_set(&prompt->line, text);
    app_open(app, &prompt->view, prompt);
}

void cmd_prompt_answer(struct app *app)
{
    struct prompt *prompt = app->view->data;
    struct str clean = STR_INIT;
    struct view *view = app->view;

    text_clean_line(&clean, str_text(&prompt->line.text), prompt->line.text.len);
    if (prompt->ops->answer(app, prompt->owner, str_text(&clean)) && app->view == view)
        app_close(app);
    str_release(&clean);
}

void cmd_prompt_complete(struct app *app)
{
    struct prompt *prompt = app->view->data;

    if (prompt->ops->complete != NULL)
        prompt->ops->complete(app, prompt->owner, &prompt->line);
}

void cmd_prompt_clear(struct app *app)
{
    struct prompt *prompt = app->view->data;

    line_cut_all(&prompt->line);
}

void cmd_prompt_leave(struct app *app)
{
    struct prompt *prompt = app->view->data;
    const struct prompt_ops *ops = prompt->ops;
    void *owner = prompt->owner;
    char *text = mem_copy(str_text(&prompt->line.text));

    app_close(app);
    if (ops->left != NULL)
        ops->left(app, owner, text);
    free(text);
}
