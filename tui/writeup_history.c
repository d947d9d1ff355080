/* SPDX-License-Identifier: MIT */
/* The history of an entry and memos, opened from the write-up and from the
 * live screen. */
#include "storage/record.h"
#include "tui/history.h"
#include "tui/live.h"
#include "tui/memos.h"
#include "tui/said.h"
#include "tui/writeup.h"
#include "tui/writeup_commands.h"

static bool apply_in_writeup(struct app *app, void *owner, struct change *change)
{
    struct writeup *writeup = owner;

    (void)app;
    change_set_reason(change, writeup->reason);
    return writeup_apply(writeup, change, NULL);
}

void cmd_writeup_history(struct app *app)
{
    struct writeup *writeup = app->view->data;
    struct history_setup setup = { .room = &writeup->room, .owner = writeup };

    if (writeup->now == NULL)
        return;
    setup.meeting = writeup->meeting->id;
    setup.entry = writeup->now->id;
    if (writeup->reading)
        setup.why = writeup->why;
    else if (writeup->meeting->status == MEETING_CLOSED && writeup->reason == NULL)
        setup.why = "the meeting is closed: leave, press R and say why, then take it back";
    else
        setup.apply = apply_in_writeup;
    history_open(app, &setup);
}

static bool apply_in_live(struct app *app, void *owner, struct change *change)
{
    struct live *live = owner;
    struct error err = ERROR_INIT;
    enum status status;

    if (!live_writes(live) || !live_flush(live, 2000)) {
        change_release(change);
        return false;
    }
    status = record_change(app->study, change, &err);
    change_release(change);
    if (status)
        app_say_error(app, &err);
    else
        live_is_outdated(app);
    return !status;
}

/* Of the selected entry, else of the last one. */
void cmd_live_history(struct app *app)
{
    struct live *live = app->view->data;
    const struct log *log = &live->log;
    struct history_setup setup = { .room = &live->room, .owner = live };

    if (log->count == 0) {
        app_say(app, ROLE_QUIET, "nothing was logged yet");
    } else if (live->editing != NULL) {
        app_say(app, ROLE_WARNING, "an entry is being edited: save it (Enter) or leave it first");
    } else if (live_flush(live, 2000)) {
        setup.meeting = live->room.meeting;
        setup.entry = log->row[log->selecting ? log->selected : log->count - 1].id;
        setup.why = "the meeting is only read here";
        if (!live->reading)
            setup.apply = apply_in_live;
        history_open(app, &setup);
    }
}

/* Likewise, when there is one. */
void cmd_live_memos(struct app *app)
{
    struct live *live = app->view->data;
    const struct log *log = &live->log;
    const struct log_row *row = NULL;

    if (live->editing != NULL) {
        app_say(app, ROLE_WARNING, "an entry is being edited: save it (Enter) or leave it first");
        return;
    }
    if (!live_flush(live, 2000))
        return;
    live_save_draft(live, true);
    if (log->count > 0)
        row = &log->row[log->selecting ? log->selected : log->count - 1];
    memos_open(app, &live->room, &live->room.meeting, live->number, row != NULL ? &row->id : NULL);
}

void cmd_writeup_memos(struct app *app)
{
    struct writeup *writeup = app->view->data;

    memos_open(app, &writeup->room, &writeup->meeting->id, writeup->number,
               writeup->now != NULL ? &writeup->now->id : NULL);
}
