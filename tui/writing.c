/* SPDX-License-Identifier: MIT */
/* Writing a text of several rows: the keys of the editor, and keeping what is
 * half written within half a second. */
#include "tui/writing.h"
#include "core/clock.h"
#include "core/mem.h"
#include "tui/said.h"
#include "tui/writeup_commands.h"
#include <stdlib.h>

enum { KEEP_AFTER = 400 }; /* milliseconds after the last key */

static enum status writing_load(struct app *app, void *data, struct error *err)
{
    (void)app;
    (void)data;
    (void)err;
    return STATUS_OK;
}

static void writing_draw(struct app *app, void *data)
{
    struct writing *writing = data;

    writing->ops->draw(app, writing);
}

static struct line *writing_line(struct app *app, void *data)
{
    (void)app;
    return &((struct writing *)data)->editor.line;
}

static struct editor *writing_editor(struct app *app, void *data)
{
    (void)app;
    return &((struct writing *)data)->editor;
}

static void writing_edited(struct app *app, void *data, bool changed)
{
    struct writing *writing = data;

    if (changed)
        writing->due = clock_boot() + KEEP_AFTER;
    app->repaint = true;
}

static void keep(struct app *app, struct writing *writing)
{
    writing->due = 0;
    if (writing->ops->keep != NULL)
        writing->ops->keep(app, writing);
}

static int writing_wait(struct app *app, void *data)
{
    struct writing *writing = data;
    int64_t left = writing->due - clock_boot();

    (void)app;
    return writing->due == 0 ? -1 : left > 0 ? (int)left : 0;
}

static void writing_tick(struct app *app, void *data)
{
    struct writing *writing = data;

    if (writing->due != 0 && clock_boot() >= writing->due)
        keep(app, writing);
}

static void writing_hang_up(struct app *app, void *data)
{
    struct writing *writing = data;

    if (writing->due != 0)
        keep(app, writing);
}

static void writing_key(struct app *app, void *data, const struct press *press)
{
    struct writing *writing = data;

    if (press->kind == PRESS_PASTE) {
        if (!editor_insert(&writing->editor, press->paste, press->paste_len))
            app_say(app, ROLE_WARNING, "the text would become too long: nothing was pasted");
        writing_edited(app, writing, true);
    } else {
        app_say(app, ROLE_QUIET, "%s does nothing here; F2 or C-x h lists the keys", press->name);
    }
}

static void writing_close(struct app *app, void *data)
{
    struct writing *writing = data;

    writing->ops->close(app, writing);
    editor_release(&writing->editor);
    free(writing);
}

struct writing *writing_open(struct app *app, const struct writing_ops *ops, void *owner,
                             const char *text)
{
    struct writing *writing = mem_alloc(1, sizeof *writing);

    writing->ops = ops;
    writing->owner = owner;
    writing->view = (struct view_ops){
        .contexts = CONTEXT_ANY | CONTEXT_LINE | CONTEXT_WRITING,
        .title = ops->title,
        .load = writing_load,
        .draw = writing_draw,
        .key = writing_key,
        .line = writing_line,
        .editor = writing_editor,
        .edited = writing_edited,
        .wait = writing_wait,
        .tick = writing_tick,
        .hang_up = writing_hang_up,
        .close = writing_close,
    };
    editor_open(&writing->editor, text);
    app_open(app, &writing->view, writing);
    return writing;
}

/* --- commands ---------------------------------------------------------------- */

static struct editor *editor_of(struct app *app)
{
    return &((struct writing *)app->view->data)->editor;
}

static void edited(struct app *app)
{
    writing_edited(app, app->view->data, true);
}

static void save(struct app *app)
{
    struct writing *writing = app->view->data;
    struct view *view = app->view;

    if (writing->ops->save(app, writing) && app->view == view)
        app_close(app);
}

void cmd_writing_save(struct app *app)
{
    save(app);
}

void cmd_writing_row(struct app *app)
{
    if (!editor_insert(editor_of(app), "\n", 1))
        app_say(app, ROLE_WARNING, "the text would become too long");
    edited(app);
}

void cmd_writing_enter(struct app *app)
{
    if (((const struct writing *)app->view->data)->ops->enter_saves)
        save(app);
    else
        cmd_writing_row(app);
}

void cmd_writing_leave(struct app *app)
{
    struct writing *writing = app->view->data;

    if (writing->editor.marked) {
        writing->editor.marked = false;
        return;
    }
    if (editor_changed(&writing->editor)) {
        keep(app, writing);
        if (writing->ops->left != NULL)
            writing->ops->left(app, writing);
    }
    app_close(app);
}

void cmd_writing_discard(struct app *app)
{
    struct writing *writing = app->view->data;

    editor_set(&writing->editor, str_text(&writing->editor.original));
    keep(app, writing);
    app_say(app, ROLE_STATE, "as it was; C-_ brings back what was typed, Escape leaves");
}

void cmd_writing_undo(struct app *app)
{
    if (!editor_undo(editor_of(app)))
        app_say(app, ROLE_QUIET, "nothing was typed before that");
    edited(app);
}

void cmd_writing_redo(struct app *app)
{
    if (!editor_redo(editor_of(app)))
        app_say(app, ROLE_QUIET, "there is nothing to redo");
    edited(app);
}

void cmd_writing_mark(struct app *app)
{
    editor_mark(editor_of(app));
    app_say(app, ROLE_QUIET,
            editor_of(app)->marked ? "marking: move, then C-w cuts, M-w copies"
                                   : "nothing is marked");
}

void cmd_writing_copy(struct app *app)
{
    editor_copy(editor_of(app));
    editor_of(app)->marked = false;
}

void cmd_writing_up(struct app *app)
{
    (void)editor_move_rows(editor_of(app), -1, false);
}

void cmd_writing_down(struct app *app)
{
    (void)editor_move_rows(editor_of(app), 1, false);
}

static long page(const struct editor *editor)
{
    return editor->height > 1 ? editor->height - 1 : 1;
}

void cmd_writing_page_up(struct app *app)
{
    (void)editor_move_rows(editor_of(app), -page(editor_of(app)), false);
}

void cmd_writing_page_down(struct app *app)
{
    (void)editor_move_rows(editor_of(app), page(editor_of(app)), false);
}

void cmd_writing_first(struct app *app)
{
    editor_first(editor_of(app));
}

void cmd_writing_last(struct app *app)
{
    editor_last(editor_of(app));
}

void cmd_writing_mark_left(struct app *app)
{
    editor_shift(app_editor(app), line_left);
}

void cmd_writing_mark_right(struct app *app)
{
    editor_shift(app_editor(app), line_right);
}

void cmd_writing_mark_word_left(struct app *app)
{
    editor_shift(app_editor(app), line_word_left);
}

void cmd_writing_mark_word_right(struct app *app)
{
    editor_shift(app_editor(app), line_word_right);
}

void cmd_writing_mark_up(struct app *app)
{
    (void)editor_move_rows(app_editor(app), -1, true);
}

void cmd_writing_mark_down(struct app *app)
{
    (void)editor_move_rows(app_editor(app), 1, true);
}

void cmd_writing_mark_start(struct app *app)
{
    editor_shift(app_editor(app), line_start);
}

void cmd_writing_mark_end(struct app *app)
{
    editor_shift(app_editor(app), line_end);
}
