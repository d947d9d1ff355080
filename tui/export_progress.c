/* SPDX-License-Identifier: MIT */
/* An export being written: how far it is, and then where it went and what was
 * done to it. It goes on behind other screens. */
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "tui/command.h"
#include "tui/export.h"
#include "tui/export_work.h"
#include "tui/said.h"
#include "tui/screen_commands.h"

enum { LOOK_EVERY = 100 }; /* milliseconds */

struct progress {
    size_t done, all;
    bool over;
};

/* --- what there is to say ------------------------------------------------------------------ */

/* "12 words could be names, 1 name is also a word"; "" nothing. */
static void add_check(struct str *out, const struct export_report *report)
{
    const struct {
        size_t count;
        const char *one, *many;
    } found[] = {
        { report->possible_names, "word could be a name", "words could be names" },
        { report->doubtful_names, "name is also a word", "names are also words" },
        { report->rare_people, "person is rare by role group and site",
          "people are rare by role group and site" },
        { report->unchecked, "thing cannot be checked", "things cannot be checked" },
    };

    for (size_t i = 0; i < sizeof found / sizeof found[0]; i++)
        if (found[i].count > 0)
            str_add_format(out, "%s%zu %s", out->len > 0 ? ", " : "", found[i].count,
                           found[i].count == 1 ? found[i].one : found[i].many);
}

static int put_line(int y, enum role role, const char *text)
{
    struct styled line = { 0 };
    int rows = 0;

    if (y < LINES - 1) {
        styled_add(&line, role, text);
        rows = draw_styled(y, 2, COLS - 4 > 0 ? COLS - 4 : 1, LINES - 1 - y, &line, ROLE_NORMAL);
    }
    styled_release(&line);
    return y + rows;
}

static void draw_report(int y, const struct export_work *work)
{
    const struct export_report *report = export_work_report(work);
    const struct export_request *request = export_work_request(work);
    struct str line = STR_INIT;

    y = put_line(y, ROLE_GOOD, "It is written:");
    y = put_line(y, ROLE_TITLE, request->out) + (LINES > 14);
    str_add_format(&line, "%zu %s, %zu entries, %zu quotations", report->meetings,
                   report->meetings == 1 ? "meeting" : "meetings", report->entries,
                   report->quotations);
    y = put_line(y, ROLE_NORMAL, line.text);
    str_clear(&line);
    str_add_format(&line, "%zu names replaced, %zu characters replaced, %zu entries left out",
                   report->names_replaced, report->characters_replaced, report->left_out);
    y = put_line(y, ROLE_NORMAL, line.text);
    str_clear(&line);
    if (!request->identifiable) {
        add_check(&line, report);
        str_splice(&line, 0, 0, "identity check: ", 16);
        if (line.len == 16)
            str_add(&line, "nothing to look at");
    } else {
        str_add(&line, "real names are in it, and the study's history says so");
    }
    (void)put_line(y, request->identifiable ? ROLE_WARNING : ROLE_NORMAL, line.text);
    str_release(&line);
}

static void draw_bar(int y, const struct progress *progress)
{
    int columns = COLS - 12 > 0 ? COLS - 12 : 0, full;
    size_t percent = progress->all > 0 ? progress->done * 100 / progress->all : 0;
    struct str bar = STR_INIT;

    full = (int)((size_t)columns * percent / 100);
    for (int i = 0; i < columns; i++)
        str_add(&bar, i < full ? "#" : ".");
    str_add_format(&bar, " %3zu%%", percent);
    (void)put_line(y, ROLE_NORMAL, bar.text);
    str_release(&bar);
}

/* --- the screen ---------------------------------------------------------------------------- */

static enum status progress_load(struct app *app, void *data, struct error *err)
{
    (void)app;
    (void)data;
    (void)err;
    return STATUS_OK;
}

static void progress_draw(struct app *app, void *data)
{
    const struct progress *progress = data;
    int y = LINES > 6 ? 2 : 1;

    erase();
    draw_blank(0, 0, ROLE_BAR);
    (void)draw_cell(0, 1, COLS - 2, ROLE_BAR, "moot: export");
    if (app->writing == NULL) {
        (void)put_line(y, ROLE_NORMAL, "Nothing is being written.");
    } else if (!progress->over) {
        y = put_line(y, ROLE_NORMAL, "Writing, after a check of what is written:");
        y = put_line(y, ROLE_TITLE, export_work_request(app->writing)->out) + (LINES > 10);
        draw_bar(y, progress);
    } else if (export_work_error(app->writing)->status == STATUS_STOPPED) {
        (void)put_line(y, ROLE_NORMAL, "Stopped: nothing was written.");
    } else if (export_work_error(app->writing)->status) {
        y = put_line(y, ROLE_WARNING, "Nothing was written:");
        (void)put_line(y, ROLE_WARNING, export_work_error(app->writing)->text);
    } else {
        draw_report(y, app->writing);
    }
    if (LINES > 1)
        app_draw_said(app, LINES - 1,
                      progress->over ? "Enter or Escape goes back"
                                     : "s stops it  Escape goes back, and it goes on");
    move(LINES - 1, 0);
}

static void progress_close(struct app *app, void *data)
{
    struct progress *progress = data;

    if (progress->over) {
        export_work_end(app->writing);
        app->writing = NULL;
    }
    free(progress);
}

static const struct view_ops progress_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_EXPORT_WORK,
    .title = "An export being written",
    .load = progress_load,
    .draw = progress_draw,
    .close = progress_close,
};

void export_progress_open(struct app *app)
{
    app_open(app, &progress_ops, mem_alloc(1, sizeof(struct progress)));
}

void export_begin(struct app *app, const struct export_request *request)
{
    struct error err = ERROR_INIT;

    if (app->writing != NULL) {
        export_progress_open(app);
        return;
    }
    app->writing = export_work_begin(app, request, false, &err);
    if (app->writing == NULL)
        app_say_error(app, &err);
    else
        export_progress_open(app);
}

/* --- behind other screens -------------------------------------------------------------------- */

/* The screen that shows it; NULL: it is behind another one. */
static struct progress *shown(const struct app *app)
{
    return app->view != NULL && app->view->ops == &progress_ops ? app->view->data : NULL;
}

int export_wait(const struct app *app)
{
    const struct progress *progress = shown(app);

    return app->writing != NULL && (progress == NULL || !progress->over) ? LOOK_EVERY : -1;
}

static void tell(struct app *app)
{
    const struct error *err = export_work_error(app->writing);

    if (err->status)
        app_say(app, ROLE_WARNING, "the export was not written: %s", err->text);
    else
        app_say(app, ROLE_GOOD, "the export is written: %s",
                export_work_request(app->writing)->out);
    export_work_end(app->writing);
    app->writing = NULL;
}

void export_tick(struct app *app)
{
    struct progress *progress = shown(app);
    size_t done, all;
    bool over;

    if (app->writing == NULL)
        return;
    over = export_work_look(app->writing, &done, &all);
    if (progress != NULL && (over != progress->over || done != progress->done)) {
        *progress = (struct progress){ done, all, over };
        app->repaint = true;
    } else if (progress == NULL && over && app->view != NULL) {
        tell(app);
    }
}

void cmd_export_stop(struct app *app)
{
    const struct progress *progress = app->view->data;

    if (app->writing == NULL || progress->over)
        return;
    export_work_stop(app->writing);
    app_say(app, ROLE_QUIET, "stopping ...");
}

void cmd_export_work_leave(struct app *app)
{
    app_close(app);
}
