/* SPDX-License-Identifier: MIT */
/* Marking words of the selected entry, to code them or to split the entry
 * there. The cursor moves in the text, which stays as it is: letters are
 * commands. */
#include "core/mem.h"
#include "core/text.h"
#include "tui/said.h"
#include "tui/writeup.h"
#include "tui/writeup_commands.h"
#include <stdlib.h>

struct marking {
    struct writeup *writeup;
    struct editor editor;
    size_t *followed;
};

static enum status marking_load(struct app *app, void *data, struct error *err)
{
    struct marking *marking = data;

    (void)app;
    (void)err;
    marking->writeup->editing = &marking->editor;
    marking->writeup->followed = marking->followed;
    return STATUS_OK;
}

static void marking_draw(struct app *app, void *data)
{
    writeup_draw(app, ((struct marking *)data)->writeup);
}

static struct editor *marking_editor(struct app *app, void *data)
{
    (void)app;
    return &((struct marking *)data)->editor;
}

static void marking_key(struct app *app, void *data, const struct press *press)
{
    (void)data;
    if (press->kind != PRESS_PASTE)
        app_say(app, ROLE_QUIET, "%s does nothing here: move, v marks, # codes, Escape leaves",
                press->name);
}

static void marking_close(struct app *app, void *data)
{
    struct marking *marking = data;

    (void)app;
    marking->writeup->editing = NULL;
    marking->writeup->followed = NULL;
    marking->writeup->hint = NULL;
    editor_release(&marking->editor);
    free(marking->followed);
    free(marking);
}

static const struct view_ops marking_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_MARKING,
    .title = "Marking words",
    .load = marking_load,
    .draw = marking_draw,
    .key = marking_key,
    .editor = marking_editor,
    .close = marking_close,
};

void writeup_mark(struct writeup *writeup, size_t at)
{
    struct marking *marking;

    if (writeup->now->text[0] == '\0') {
        app_say(writeup->app, ROLE_QUIET, "this entry has no words; # codes it as it is");
        return;
    }
    marking = mem_alloc(1, sizeof *marking);
    marking->writeup = writeup;
    editor_open(&marking->editor, writeup->now->text);
    marking->editor.reading = true;
    marking->editor.line.cursor = at < marking->editor.line.text.len ? at : 0;
    marking->followed = writeup_follow(writeup->now, &marking->editor);
    writeup->hint = "w b h l move  v marks  # codes it  S splits  Escape leaves";
    app_open(writeup->app, &marking_ops, marking);
}

void cmd_writeup_mark(struct app *app)
{
    struct writeup *writeup = app->view->data;

    if (writeup_may_touch(writeup, cmd_writeup_mark))
        writeup_mark(writeup, 0);
}

/* --- commands ---------------------------------------------------------------- */

static struct editor *editor_of(struct app *app)
{
    return &((struct marking *)app->view->data)->editor;
}

void cmd_marking_left(struct app *app)
{
    editor_do(editor_of(app), line_left);
}

void cmd_marking_right(struct app *app)
{
    editor_do(editor_of(app), line_right);
}

void cmd_marking_word_left(struct app *app)
{
    editor_do(editor_of(app), line_word_left);
}

/* To the start of the next word: what is marked then begins with a letter. */
void cmd_marking_word_right(struct app *app)
{
    struct editor *editor = editor_of(app);
    const char *text = editor_text(editor);
    size_t len = editor->line.text.len, at = editor->line.cursor, bytes;

    if (editor->marked) { /* the end of the word, so that no blank is marked */
        editor_do(editor, line_word_right);
        return;
    }
    if (at < len && text_is_word(text_code_point(text + at, &bytes)))
        at = text_next_word(text, len, at);
    while (at < len && !text_is_word(text_code_point(text + at, &bytes)))
        at = text_next(text, len, at);
    editor->line.cursor = at;
    editor->goal = -1;
}

void cmd_marking_start(struct app *app)
{
    editor_do(editor_of(app), line_start);
}

void cmd_marking_end(struct app *app)
{
    editor_do(editor_of(app), line_end);
}

void cmd_marking_up(struct app *app)
{
    (void)editor_move_rows(editor_of(app), -1, false);
}

void cmd_marking_down(struct app *app)
{
    (void)editor_move_rows(editor_of(app), 1, false);
}

void cmd_marking_first(struct app *app)
{
    editor_first(editor_of(app));
}

void cmd_marking_last(struct app *app)
{
    editor_last(editor_of(app));
}

void cmd_marking_mark(struct app *app)
{
    editor_mark(editor_of(app));
}

/* What is marked; else the word at the cursor. */
static bool marked_words(const struct editor *editor, struct span *words)
{
    const char *text = editor_text(editor);
    size_t len = editor->line.text.len, at = editor->line.cursor, bytes, start, end;

    if (editor_selection(editor, &start, &end)) {
        *words = (struct span){ start, end - start };
        return true;
    }
    if (at >= len || !text_is_word(text_code_point(text + at, &bytes)))
        return false;
    end = text_next_word(text, len, at);
    start = text_previous_word(text, len, end);
    *words = (struct span){ start, end - start };
    return true;
}

void cmd_marking_code(struct app *app)
{
    struct marking *marking = app->view->data;
    struct writeup *writeup = marking->writeup;
    struct span words;

    if (!marked_words(&marking->editor, &words)) {
        app_say(app, ROLE_QUIET, "mark words first: v begins, then move");
        return;
    }
    app_close(app);
    writeup_code(writeup, &words);
}

void cmd_marking_split(struct app *app)
{
    struct marking *marking = app->view->data;
    struct writeup *writeup = marking->writeup;
    size_t at = marking->editor.line.cursor;

    app_close(app);
    writeup_split(writeup, at);
}

void cmd_marking_leave(struct app *app)
{
    struct editor *editor = editor_of(app);

    if (editor->marked)
        editor->marked = false;
    else
        app_close(app);
}
