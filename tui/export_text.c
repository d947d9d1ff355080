/* SPDX-License-Identifier: MIT */
/* A preview of an export: the text of a meeting as it would leave, names
 * replaced, to be read before it does. */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/list.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/command.h"
#include "tui/export.h"
#include "tui/export_work.h"
#include "tui/said.h"
#include "tui/screen_commands.h"

enum { LOOK_EVERY = 50 }; /* milliseconds */

struct preview {
    struct exporting *exporting;
    struct export_work *work; /* NULL: none runs */
    int *meeting;             /* those that leave */
    size_t count, at;
    char *text;  /* of meeting[at]; NULL: it is being made */
    char *word;  /* looked for */
    size_t *row; /* bytes at which rows begin */
    size_t rows, room, top;
    int columns; /* for which the rows were made */
    size_t want; /* the byte to be brought into view; SIZE_MAX none */
};

static void begin(struct app *app, struct preview *preview)
{
    struct export_request request;
    struct error err = ERROR_INIT;

    export_work_end(preview->work);
    preview->work = NULL;
    free(preview->text);
    preview->text = NULL;
    preview->rows = preview->top = 0;
    if (!export_request_make(app, preview->exporting, &request))
        return;
    request.meetings = &preview->meeting[preview->at];
    request.meeting_count = 1;
    request.audio = NULL;
    preview->work = export_work_begin(app, &request, true, &err);
    if (preview->work == NULL)
        app_say_error(app, &err);
}

/* The first place of the word, whole or not, in any case. */
static size_t find_word(const struct preview *preview)
{
    size_t len = strlen(preview->text), word = strlen(preview->word);

    for (size_t i = 0; word > 0 && i + word <= len; i++)
        if (text_begins(preview->text + i, len - i, preview->word, word))
            return i;
    return SIZE_MAX;
}

static void make_rows(struct preview *preview)
{
    size_t len = strlen(preview->text);

    preview->columns = COLS;
    preview->rows = 0;
    for (size_t at = 0; at < len;) {
        const char *end = strchr(preview->text + at, '\n');
        size_t line = end != NULL ? (size_t)(end - preview->text) : len;
        size_t next =
            line > at
                ? at + text_wrap(preview->text + at, line - at, (size_t)(COLS > 2 ? COLS - 2 : 1))
                : at;

        preview->row = mem_grow(preview->row, preview->rows, &preview->room, sizeof *preview->row);
        preview->row[preview->rows++] = at;
        at = next >= line ? line + 1 : next;
    }
}

static size_t height(void)
{
    return LINES > 2 ? (size_t)LINES - 2 : 1;
}

static void scroll_to(struct preview *preview, long top)
{
    size_t most = preview->rows > height() ? preview->rows - height() : 0;

    preview->top = top < 0 ? 0 : (size_t)top > most ? most : (size_t)top;
}

static void bring_into_view(struct preview *preview)
{
    size_t row = 0;

    if (preview->want == SIZE_MAX)
        return;
    while (row + 1 < preview->rows && preview->row[row + 1] <= preview->want)
        row++;
    scroll_to(preview, (long)row - (long)height() / 2);
    preview->want = SIZE_MAX;
}

/* --- the screen ---------------------------------------------------------------------------- */

static enum status text_load(struct app *app, void *data, struct error *err)
{
    struct preview *preview = data;

    (void)err;
    if (preview->work == NULL && preview->text == NULL)
        begin(app, preview);
    return STATUS_OK;
}

static void text_tick(struct app *app, void *data)
{
    struct preview *preview = data;
    size_t done, all;

    if (preview->work == NULL || !export_work_look(preview->work, &done, &all))
        return;
    if (export_work_error(preview->work)->status)
        app_say_error(app, export_work_error(preview->work));
    preview->text = mem_copy(export_work_preview(preview->work));
    export_work_end(preview->work);
    preview->work = NULL;
    preview->columns = 0;
    preview->want = find_word(preview);
    app->repaint = true;
}

static int text_wait(struct app *app, void *data)
{
    (void)app;
    return ((struct preview *)data)->work != NULL ? LOOK_EVERY : -1;
}

static void draw_row(const struct preview *preview, int y, size_t index)
{
    const char *text = preview->text != NULL ? preview->text : "";
    size_t at = preview->row[index], word = strlen(preview->word), from = at;
    size_t end = index + 1 < preview->rows ? preview->row[index + 1] : strlen(text);
    struct styled row = { 0 };

    while (end > at && text[end - 1] == '\n')
        end--;
    for (size_t i = at; word > 0 && i + word <= end; i++) {
        if (!text_begins(text + i, end - i, preview->word, word))
            continue;
        styled_add_format(&row, ROLE_NORMAL, "%.*s", (int)(i - from), text + from);
        styled_add_format(&row, ROLE_HIT, "%.*s", (int)word, text + i);
        from = i + word;
        i = from - 1;
    }
    styled_add_format(&row, ROLE_NORMAL, "%.*s", (int)(end - from), text + from);
    (void)draw_styled(y, 1, COLS - 1, 1, &row, ROLE_NORMAL);
    styled_release(&row);
}

static void text_draw(struct app *app, void *data)
{
    struct preview *preview = data;
    char bar[80];

    erase();
    if (preview->text != NULL && preview->columns != COLS)
        make_rows(preview);
    bring_into_view(preview);
    scroll_to(preview, (long)preview->top);
    snprintf(bar, sizeof bar, "moot: what would leave of M%d (%zu of %zu)",
             preview->meeting[preview->at], preview->at + 1, preview->count);
    draw_blank(0, 0, ROLE_BAR);
    (void)draw_cell(0, 1, COLS - 2, ROLE_BAR, bar);
    if (preview->text == NULL)
        (void)draw_cell(2, 2, COLS - 4, ROLE_QUIET, preview->work != NULL ? "reading ..." : "");
    for (size_t y = 0; y < height() && preview->top + y < preview->rows; y++)
        draw_row(preview, (int)y + 1, preview->top + y);
    if (LINES > 1)
        app_draw_said(app, LINES - 1,
                      "Up, Down, PgUp, PgDn  n next meeting  p one before  q back");
    move(LINES - 1, 0);
}

static void text_close(struct app *app, void *data)
{
    struct preview *preview = data;

    (void)app;
    export_work_end(preview->work);
    free(preview->meeting);
    free(preview->text);
    free(preview->word);
    free(preview->row);
    free(preview);
}

static const struct view_ops text_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_EXPORT_TEXT,
    .title = "Preview of an export",
    .load = text_load,
    .draw = text_draw,
    .wait = text_wait,
    .tick = text_tick,
    .close = text_close,
};

void export_text_open(struct app *app, struct exporting *exporting, int meeting, const char *word)
{
    struct export_request request;
    struct preview *preview;

    if (!export_request_make(app, exporting, &request))
        return;
    preview = mem_alloc(1, sizeof *preview);
    preview->exporting = exporting;
    preview->count = request.meeting_count;
    preview->meeting = mem_alloc(preview->count, sizeof *preview->meeting);
    preview->want = SIZE_MAX;
    for (size_t i = 0; i < preview->count; i++) {
        preview->meeting[i] = request.meetings[i];
        if (request.meetings[i] == meeting)
            preview->at = i;
    }
    preview->word = mem_copy(word);
    app_open(app, &text_ops, preview);
}

/* --- commands -------------------------------------------------------------------------------- */

static void go(struct app *app, long by)
{
    struct preview *preview = app->view->data;

    scroll_to(preview, (long)preview->top + by);
}

void cmd_export_text_up(struct app *app)
{
    go(app, -1);
}

void cmd_export_text_down(struct app *app)
{
    go(app, 1);
}

void cmd_export_text_page_up(struct app *app)
{
    go(app, -(long)height() + 1);
}

void cmd_export_text_page_down(struct app *app)
{
    go(app, (long)height() - 1);
}

void cmd_export_text_first(struct app *app)
{
    scroll_to(app->view->data, 0);
}

void cmd_export_text_last(struct app *app)
{
    struct preview *preview = app->view->data;

    scroll_to(preview, (long)preview->rows);
}

void cmd_export_text_next(struct app *app)
{
    struct preview *preview = app->view->data;

    if (preview->at + 1 >= preview->count) {
        app_say(app, ROLE_QUIET, "this is the last meeting that would leave");
        return;
    }
    preview->at++;
    begin(app, preview);
}

void cmd_export_text_previous(struct app *app)
{
    struct preview *preview = app->view->data;

    if (preview->at == 0) {
        app_say(app, ROLE_QUIET, "this is the first meeting that would leave");
        return;
    }
    preview->at--;
    begin(app, preview);
}

void cmd_export_text_leave(struct app *app)
{
    app_close(app);
}
