/* SPDX-License-Identifier: MIT */
/* Changing the meeting from the write-up: each command is one change, durable
 * before the screen shows it. A closed meeting asks why, once a sitting. */
#include "core/clock.h"
#include "core/mem.h"
#include "storage/record.h"
#include "tui/prompt.h"
#include "tui/said.h"
#include "tui/writeup.h"
#include "tui/writeup_commands.h"
#include <stdlib.h>
#include <string.h>

/* --- why ---------------------------------------------------------------------- */

static bool take_reason(struct app *app, void *owner, const char *text)
{
    struct writeup *writeup = owner;

    if (text[0] == '\0') {
        app_say(app, ROLE_WARNING, "a closed meeting takes no change without a reason");
        return false;
    }
    free(writeup->reason);
    writeup->reason = mem_copy(text);
    app_close(app);
    if (writeup->again != NULL)
        writeup->again(app);
    return false;
}

static void show_reason(struct app *app, void *owner, const char *text, struct styled *out)
{
    (void)app;
    (void)text;
    styled_add_format(out, ROLE_STATE,
                      "M%d is closed: the reason is kept with every change of this sitting",
                      ((const struct writeup *)owner)->number);
}

static void left_reason(struct app *app, void *owner, const char *text)
{
    (void)owner;
    (void)text;
    app_say(app, ROLE_QUIET, "nothing was changed");
}

static const struct prompt_ops reason_ops = {
    .title = "Why a closed meeting is changed",
    .label = "Why is it changed?",
    .answer = take_reason,
    .show = show_reason,
    .left = left_reason,
};

void writeup_ask_reason(struct writeup *writeup, void (*again)(struct app *app))
{
    writeup->again = again;
    prompt_open(writeup->app, &reason_ops, writeup, writeup->reason != NULL ? writeup->reason : "");
}

bool writeup_may_change(struct writeup *writeup, void (*again)(struct app *app))
{
    if (writeup->reading) {
        app_say(writeup->app, ROLE_WARNING, "%s", writeup->why);
        return false;
    }
    if (writeup->meeting->status != MEETING_CLOSED || writeup->reason != NULL)
        return true;
    writeup_ask_reason(writeup, again);
    return false;
}

bool writeup_may_touch(struct writeup *writeup, void (*again)(struct app *app))
{
    if (writeup->now == NULL)
        return false;
    if (writeup->now->retracted) {
        app_say(writeup->app, ROLE_QUIET, "taken back by who said it; K gives it back");
        return false;
    }
    return writeup_may_change(writeup, again);
}

void cmd_writeup_reason(struct app *app)
{
    struct writeup *writeup = app->view->data;

    if (writeup->meeting->status != MEETING_CLOSED)
        app_say(app, ROLE_QUIET, "only a closed meeting asks for a reason");
    else if (writeup->reading)
        app_say(app, ROLE_WARNING, "%s", writeup->why);
    else
        writeup_ask_reason(writeup, NULL);
}

/* --- taken up once more ------------------------------------------------------------ */

static bool take_reopen(struct app *app, void *owner, const char *text)
{
    struct writeup *writeup = owner;
    struct error err = ERROR_INIT;

    if (text[0] == '\0') {
        app_say(app, ROLE_WARNING, "a closed meeting is not taken up once more without a reason");
        return false;
    }
    if (record_reopen(app->study, &writeup->meeting->id, text, &err)
        || writeup_reload(writeup, &err)) {
        app_say_error(app, &err);
        return false;
    }
    free(writeup->reason);
    writeup->reason = NULL;
    writeup->changed = true;
    writeup_want(writeup, 250);
    app_say(app, ROLE_GOOD, "M%d is to be written up once more; W closes it again",
            writeup->number);
    return true;
}

static void show_reopen(struct app *app, void *owner, const char *text, struct styled *out)
{
    (void)app;
    (void)text;
    styled_add_format(out, ROLE_STATE, "M%d is closed: the reason is kept in the study's history",
                      ((const struct writeup *)owner)->number);
}

static const struct prompt_ops reopen_ops = {
    .title = "Why a closed meeting is taken up once more",
    .label = "Why is it taken up?",
    .answer = take_reopen,
    .show = show_reopen,
    .left = left_reason,
};

void cmd_writeup_reopen(struct app *app)
{
    struct writeup *writeup = app->view->data;

    if (writeup->meeting->status != MEETING_CLOSED)
        app_say(app, ROLE_QUIET, "the meeting is not closed");
    else if (writeup->reading)
        app_say(app, ROLE_WARNING, "%s", writeup->why);
    else
        prompt_open(app, &reopen_ops, writeup, "");
}

/* --- making a change ------------------------------------------------------------- */

void writeup_begin(const struct writeup *writeup, struct change *change)
{
    change_init(change, &writeup->meeting->id, clock_wall());
    change_set_reason(change, writeup->reason);
}

struct change_entry *writeup_revise(const struct writeup *writeup, struct change *change)
{
    struct change_entry *entry = change_add_entry(change);

    *entry = entry_to_revise(writeup->now);
    return entry;
}

bool writeup_apply(struct writeup *writeup, struct change *change, const struct id *select)
{
    struct app *app = writeup->app;
    struct id id = select != NULL ? *select : (struct id){ { 0 } };
    struct error err = ERROR_INIT;
    enum status status = record_change(app->study, change, &err);

    change_release(change);
    if (status) {
        app_say(app, ROLE_WARNING, "not saved: %s", err.text);
        return false;
    }
    writeup->changed = true;
    writeup_want(writeup, 250);
    if (writeup_reload(writeup, &err) || (!id_is_none(&id) && writeup_select(writeup, &id, &err)))
        app_say_error(app, &err);
    return true;
}

/* --- entries ------------------------------------------------------------------------ */

void cmd_writeup_take_out(struct app *app)
{
    struct writeup *writeup = app->view->data;
    struct change change;

    if (writeup->now == NULL || !writeup_may_change(writeup, cmd_writeup_take_out))
        return;
    writeup_begin(writeup, &change);
    writeup_revise(writeup, &change)->removed = true;
    for (size_t i = 0; i < writeup->now->coding_count; i++)
        writeup_remove_end(writeup, &change, &writeup->now->codings[i]);
    if (writeup_apply(writeup, &change, NULL))
        app_say(app, ROLE_GOOD, "taken out; u brings it back");
}

static void undo(struct app *app, bool redo)
{
    struct writeup *writeup = app->view->data;
    const struct id *meeting = &writeup->meeting->id;
    struct error err = ERROR_INIT;
    char *what = NULL;
    enum status status;

    if (!writeup_may_change(writeup, redo ? cmd_writeup_redo : cmd_writeup_undo))
        return;
    status = (redo ? record_redo_because : record_undo_because)(app->study, meeting,
                                                                writeup->reason, &what, &err);
    if (!status)
        status = writeup_reload(writeup, &err);
    writeup->changed = true;
    writeup_want(writeup, 250);
    if (status)
        app_say_error(app, &err);
    else if (what == NULL)
        app_say(app, ROLE_QUIET, "there is nothing to %s", redo ? "redo" : "undo");
    else
        app_say(app, ROLE_GOOD, "%s", what);
    free(what);
}

void cmd_writeup_undo(struct app *app)
{
    undo(app, false);
}

void cmd_writeup_redo(struct app *app)
{
    undo(app, true);
}
