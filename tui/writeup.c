/* SPDX-License-Identifier: MIT */
/* The write-up as a screen: opened from home or from the live screen, its
 * meeting loaded, moved through, left. */
#include "tui/writeup.h"
#include "core/clock.h"
#include "core/mem.h"
#include "tui/command.h"
#include "tui/live.h"
#include "tui/said.h"
#include "tui/screens.h"
#include "tui/writeup_commands.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void read_only(struct writeup *writeup, const char *why)
{
    writeup->reading = true;
    snprintf(writeup->why, sizeof writeup->why, "%s", why);
}

/* Whether this program may write the meeting. */
static enum status find_mode(struct writeup *writeup, struct error *err)
{
    struct app *app = writeup->app;

    if (study_is_read_only(app->study))
        read_only(writeup, "read-only: the study cannot be written");
    else if (!writeup->borrowed && lock_take(&writeup->lock, app->path, writeup->number, err)) {
        if (err->status != STATUS_BUSY)
            return err->status;
        read_only(writeup, "read-only: another moot writes this meeting");
    }
    if (writeup->reading)
        app_say(app, ROLE_STATE, "%s", writeup->why);
    return STATUS_OK;
}

enum status writeup_load_room(struct writeup *writeup, struct error *err)
{
    struct id meeting = writeup->meeting->id;

    room_release(&writeup->room);
    room_init(&writeup->room, &meeting);
    return writeup->whole
               ? record_load_room(writeup->app->study, &meeting, &writeup->room, err)
               : record_load_own_room(writeup->app->study, &meeting, &writeup->room, err);
}

/* What is shown needs the people of the meeting; what is typed, everybody. */
static void writeup_settle(struct app *app, void *data)
{
    struct writeup *writeup = data;
    struct error err = ERROR_INIT;

    writeup->whole = true;
    if (writeup_load_room(writeup, &err)) {
        app_close(app); /* with half the people it would show the wrong ones */
        app_say_error(app, &err);
    }
}

static enum status load_meeting(struct writeup *writeup, struct error *err)
{
    writeup->meeting = NULL;
    meetings_release(&writeup->rows);
    if (meetings_find(&writeup->rows, writeup->app->study, writeup->number, err))
        return err->status;
    writeup->meeting = &writeup->rows.row[0].meeting;
    return STATUS_OK;
}

enum status writeup_reload(struct writeup *writeup, struct error *err)
{
    const struct writeup_row *row = writeup_selected(writeup);
    int64_t sequence = row != NULL ? row->sequence : INT64_MIN;
    size_t above = writeup->window.selected - writeup->window.top;

    if (load_meeting(writeup, err) || writeup_load_room(writeup, err)
        || writeup_load_at(writeup, sequence, err))
        return err->status;
    if (above < writeup->window.selected)
        writeup->window.top = writeup->window.selected - above;
    return STATUS_OK;
}

static enum status writeup_load(struct app *app, void *data, struct error *err)
{
    struct writeup *writeup = data;
    bool first = writeup->meeting == NULL;

    (void)app;
    if (first && (load_meeting(writeup, err) || find_mode(writeup, err)))
        return err->status;
    writeup_want(writeup, first ? 0 : 250);
    writeup->rested = clock_boot();
    return writeup_reload(writeup, err);
}

static void writeup_hang_up(struct app *app, void *data)
{
    (void)app;
    writeup_note_looked(data);
}

static void writeup_close(struct app *app, void *data)
{
    struct writeup *writeup = data;

    if (writeup->now != NULL)
        writeup_look(writeup, &writeup->now->id, writeup->now->sequence);
    writeup_note_looked(writeup);
    wants_release(&writeup->wants);
    if (writeup->changed)
        live_is_outdated(app);
    lock_release(&writeup->lock);
    writeup_window_release(&writeup->window);
    entry_free(writeup->now);
    free(writeup->reason);
    free(writeup->sought);
    free(writeup->later);
    room_release(&writeup->room);
    meetings_release(&writeup->rows);
    free(writeup);
}

static const struct view_ops writeup_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_WRITEUP,
    .title = "Write-up",
    .load = writeup_load,
    .settle = writeup_settle,
    .draw = writeup_draw,
    .wait = writeup_wait,
    .tick = writeup_tick,
    .hang_up = writeup_hang_up,
    .close = writeup_close,
};

void writeup_open(struct app *app, int number, bool borrowed)
{
    struct writeup *writeup = mem_alloc(1, sizeof *writeup);

    writeup->app = app;
    writeup->number = number;
    writeup->borrowed = borrowed;
    writeup->lock = (struct lock)LOCK_INIT;
    app_open(app, &writeup_ops, writeup);
}

/* --- moving ------------------------------------------------------------------ */

static void move_by(struct app *app, long by)
{
    struct writeup *writeup = app->view->data;
    struct error err = ERROR_INIT;

    if (writeup_move(writeup, by, &err))
        app_say_error(app, &err);
}

void cmd_writeup_up(struct app *app)
{
    move_by(app, -1);
}

void cmd_writeup_down(struct app *app)
{
    move_by(app, 1);
}

/* As many entries as the screen shows, less one. */
static long page(const struct writeup *writeup, int direction)
{
    const struct writeup_window *window = &writeup->window;
    size_t at = window->selected;
    int height = 0;
    long count = 0;

    while (at < window->count && height < writeup->list_rows) {
        height += writeup_row_height(&window->row[at], writeup->list_columns);
        if (height < writeup->list_rows)
            count++;
        if (direction < 0 && at == 0)
            break;
        at = direction < 0 ? at - 1 : at + 1;
    }
    return count > 1 ? count - 1 : 1;
}

/* What a page passes was on the screen. */
static void turn(struct app *app, int direction)
{
    struct writeup *writeup = app->view->data;
    const struct writeup_window *window = &writeup->window;
    long by = page(writeup, direction);

    for (long i = 0; i < by; i++) {
        size_t at = window->selected + (size_t)(direction * i);

        if (at < window->count)
            writeup_look(writeup, &window->row[at].id, window->row[at].sequence);
    }
    move_by(app, direction * by);
}

void cmd_writeup_page_up(struct app *app)
{
    turn(app, -1);
}

void cmd_writeup_page_down(struct app *app)
{
    turn(app, 1);
}

static void go_to(struct app *app, int64_t sequence)
{
    struct error err = ERROR_INIT;

    if (writeup_load_at(app->view->data, sequence, &err))
        app_say_error(app, &err);
}

void cmd_writeup_first(struct app *app)
{
    go_to(app, INT64_MIN);
}

void cmd_writeup_last(struct app *app)
{
    go_to(app, INT64_MAX);
}

void cmd_writeup_leave(struct app *app)
{
    app->select = ((const struct writeup *)app->view->data)->number;
    app_close(app);
}
