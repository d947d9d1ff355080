/* SPDX-License-Identifier: MIT */
/* The commands of a text line, on whatever line the top screen has. They are
 * live only while it has one. */
#include "tui/command.h"
#include "tui/editor.h"

static void edit(struct app *app, void (*how)(struct line *line), bool changes)
{
    struct view *view = app->view;
    struct line *line = view->ops->line(app, view->data);
    struct editor *editor = app_editor(app);

    if (editor != NULL)
        editor_do(editor, how);
    else
        how(line);
    if (view->ops->edited != NULL)
        view->ops->edited(app, view->data, changes);
}

void cmd_line_start(struct app *app)
{
    edit(app, line_start, false);
}

void cmd_line_end(struct app *app)
{
    edit(app, line_end, false);
}

void cmd_line_left(struct app *app)
{
    edit(app, line_left, false);
}

void cmd_line_right(struct app *app)
{
    edit(app, line_right, false);
}

void cmd_line_word_left(struct app *app)
{
    edit(app, line_word_left, false);
}

void cmd_line_word_right(struct app *app)
{
    edit(app, line_word_right, false);
}

void cmd_line_delete_left(struct app *app)
{
    edit(app, line_delete_left, true);
}

void cmd_line_delete_right(struct app *app)
{
    edit(app, line_delete_right, true);
}

void cmd_line_cut_blank_word(struct app *app)
{
    edit(app, line_cut_blank_word, true);
}

void cmd_line_cut_word_left(struct app *app)
{
    edit(app, line_cut_word_left, true);
}

void cmd_line_cut_word_right(struct app *app)
{
    edit(app, line_cut_word_right, true);
}

void cmd_line_cut_to_end(struct app *app)
{
    edit(app, line_cut_to_end, true);
}

void cmd_line_yank(struct app *app)
{
    edit(app, line_yank, true);
}

void cmd_line_transpose(struct app *app)
{
    edit(app, line_transpose, true);
}
