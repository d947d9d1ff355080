/* SPDX-License-Identifier: MIT */
/* The commands of the live screen. */
#include "core/mem.h"
#include "tui/command.h"
#include "tui/live_room.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include "tui/screens.h"
#include <stdlib.h>
#include <string.h>

enum { UNDO_WAIT = 2000, END_WAIT = 5000, TIMELINE_WAIT = 300 }; /* milliseconds for the disk */

static struct live *of(struct app *app)
{
    struct live *live = app->view->data;

    live->confirming = CONFIRM_NOTHING;
    live->paint |= PAINT_LINE | PAINT_STATUS;
    return live;
}

static void report(struct app *app, enum status status, const struct error *err)
{
    if (status)
        app_say_error(app, err);
}

/* --- the line ------------------------------------------------------------------ */

void cmd_live_enter(struct app *app)
{
    struct live *live = of(app);

    completions_release(&live->offered);
    live->hot_key = 0;
    if (live->line.text.len == 0 && live->editing == NULL && !live->log.selecting
        && offer_enter(live))
        return;
    if (live->line.text.len > 0) {
        if (live_writes(live))
            live_take(live);
    } else if (live->editing != NULL) {
        live_edit_leave(live);
        app_say(app, ROLE_QUIET, "an empty line changes nothing: the entry is as it was");
    } else if (live->log.selecting && live->log.selected < live->log.count) {
        live_edit(live, &live->log.row[live->log.selected].id);
    }
}

void cmd_live_clear(struct app *app)
{
    struct live *live = of(app);

    completions_release(&live->offered);
    live->hot_key = 0;
    if (live->line.text.len > 0)
        live_clear(live);
}

/* Puts candidate `at` where the one before stands, and shows what it is. */
static void put_completion(struct live *live, size_t at)
{
    struct completions offered = live->offered;
    const struct completion *item = &offered.item[at];

    live->offered = (struct completions){ 0 };
    line_replace(&live->line, live->offered_span.start, live->offered_span.len, item->with);
    live->offered_span.len = strlen(item->with);
    live_edited(live->app, live, true);
    app_say(live->app, ROLE_QUIET, "%zu of %zu  %s%s%s", at + 1, offered.count, item->shows,
            item->explains[0] != '\0' ? ": " : "", item->explains);
    live->offered = offered;
    live->offered_at = at;
    live->tabbed = true;
    if (offered.count == 1) /* the next Tab completes what comes after it */
        completions_release(&live->offered);
}

static void offer_at_cursor(struct live *live)
{
    struct known known =
        room_known(&live->room, live->line_at == TIME_UNKNOWN ? live_now(live) : live->line_at);

    grammar_complete(&live->offered, str_text(&live->line.text), live->line.text.len,
                     live->line.cursor, &known);
}

static void complete(struct live *live, size_t step)
{
    size_t count = live->offered.count;

    if (!live_writes(live) || (count == 0 && offer_take(live, step == 1 ? 1 : -1)))
        return;
    if (count > 0)
        put_completion(live, (live->offered_at + step) % count);
    else
        live_complete_here(live);
}

void live_complete_here(struct live *live)
{
    offer_at_cursor(live);
    if (live->offered.count == 0) {
        app_say(live->app, ROLE_QUIET, "nothing to complete: a person first, #code, > item");
        return;
    }
    live->offered_span = live->offered.item[0].replaces;
    put_completion(live, 0);
}

void cmd_live_complete(struct app *app)
{
    complete(of(app), 1);
}

void cmd_live_complete_back(struct app *app)
{
    struct live *live = of(app);

    complete(live, live->offered.count > 0 ? live->offered.count - 1 : 0);
}

/* --- the log --------------------------------------------------------------------- */

static void move_selection(struct app *app, long by)
{
    struct live *live = of(app);
    struct error err = ERROR_INIT;

    offer_drop(live);
    report(app, log_select(live, by, &err), &err);
    if (live->log.selecting)
        app_say(app, ROLE_QUIET,
                live->line.text.len > 0 ? "Escape goes back to the newest entry"
                                        : "Enter edits the selected entry; Escape goes back");
}

static long page(const struct app *app)
{
    const struct live *live = app->view->data;
    long shown = (long)live->log.bottom - (long)live->log.top;

    return shown > 1 ? shown : 1;
}

void cmd_live_up(struct app *app)
{
    move_selection(app, -1);
}

void cmd_live_down(struct app *app)
{
    move_selection(app, 1);
}

void cmd_live_page_up(struct app *app)
{
    move_selection(app, -page(app));
}

void cmd_live_page_down(struct app *app)
{
    move_selection(app, page(app));
}

void cmd_live_first(struct app *app)
{
    struct live *live = of(app);
    struct error err = ERROR_INIT;

    report(app, log_select_first(live, &err), &err);
}

void cmd_live_last(struct app *app)
{
    struct live *live = of(app);
    struct error err = ERROR_INIT;

    report(app, log_select_none(live, &err), &err);
}

/* The last entry that has words of its own: agenda, attendance and parts are
 * passed over. */
static bool last_words(const struct live *live, struct id *last)
{
    const struct log *log = &live->log;

    *last = live->room.last_entry;
    for (size_t i = log->to_end ? log->count : 0; i-- > 0;)
        if (log->row[i].kind == ENTRY_NOTE || log->row[i].kind == ENTRY_EVENT
            || log->row[i].kind == ENTRY_COMMENT) {
            *last = log->row[i].id;
            break;
        }
    return !id_is_none(last);
}

void cmd_live_edit_last(struct app *app)
{
    struct live *live = of(app);
    struct id last;

    if (live->editing != NULL || live->line.text.len > 0)
        app_say(app, ROLE_QUIET, "first log the line (Enter) or discard it (C-u)");
    else if (last_words(live, &last))
        live_edit(live, &last);
    else
        app_say(app, ROLE_QUIET, "there is no entry to edit yet");
}

void cmd_live_escape(struct app *app)
{
    struct live *live = of(app);
    struct error err = ERROR_INIT;

    completions_release(&live->offered);
    if (!id_is_none(&live->visited)) {
        cmd_live_home(app);
    } else if (live->editing != NULL) {
        live_edit_leave(live);
        app_say(app, ROLE_QUIET, "the entry is as it was");
    } else if (live->log.selecting || !offer_refuse(live)) {
        report(app, log_select_none(live, &err), &err);
    }
}

/* --- undo and redo ------------------------------------------------------------------ */

typedef enum status record_step(struct study *study, const struct id *meeting, char **what,
                                struct error *err);

/* Takes a step in the history of the record and shows what is there now. What
 * is being typed stays. */
static void step_record(struct live *live, record_step *step, const char *nothing)
{
    struct app *app = live->app;
    struct error err = ERROR_INIT;
    char *what = NULL;

    if (!live_writes(live))
        return;
    if (live->editing != NULL) {
        app_say(app, ROLE_QUIET, "an entry is being edited: Enter saves, Escape leaves");
        return;
    }
    offer_drop(live);
    if (!live_flush(live, UNDO_WAIT))
        return;
    if (step(app->study, &live->meeting->id, &what, &err) || live_reload(live, &err))
        app_say_error(app, &err);
    else
        app_say(app, what != NULL ? ROLE_GOOD : ROLE_QUIET, "%s", what != NULL ? what : nothing);
    free(what);
}

void live_step(struct live *live, bool back)
{
    if (back)
        step_record(live, record_undo, "nothing to undo in this meeting");
    else
        step_record(live, record_redo, "nothing to redo");
}

void cmd_live_undo(struct app *app)
{
    live_step(of(app), true);
}

void cmd_live_redo(struct app *app)
{
    live_step(of(app), false);
}

/* --- leaving -------------------------------------------------------------------------- */

/* Closes the states and sets the meeting to be written up; it is on disk
 * before the screen goes. */
static bool end_meeting(struct live *live)
{
    int64_t now = live_now(live);
    struct error err = ERROR_INIT;
    struct change change;

    change_init(&change, &live->meeting->id, now);
    room_end(&live->room, now, &change);
    live_give(live, &change);
    if (!live_flush(live, END_WAIT))
        return false;
    if (meetings_end(live->app->study, &live->meeting->id, now, &err)) {
        app_say_error(live->app, &err);
        return false;
    }
    return true;
}

void cmd_live_end(struct app *app)
{
    struct live *live = app->view->data;
    bool sure = live->confirming == CONFIRM_END;
    int number = live->number;

    (void)of(app);
    if (!live_writes(live))
        return;
    if (live->line.text.len > 0) {
        app_say(app, ROLE_WARNING, "a line is half typed: Enter logs it, C-u discards it");
    } else if (!sure) {
        live->confirming = CONFIRM_END;
        app_say(app, ROLE_STATE, "C-x e again ends M%d and its states; any other key does not",
                number);
    } else if (end_meeting(live)) {
        app->select = number;
        app_close(app);
        app_say(app, ROLE_GOOD, "M%d has ended and waits to be written up", number);
        backup_start(app, false);
    }
}

void cmd_live_home(struct app *app)
{
    struct live *live = app->view->data;
    bool sure = live->confirming == CONFIRM_LEAVE, was_reading = live->reading;
    int number = live->number;

    (void)of(app);
    live_save_draft(live, true);
    if (!sure && !live_flush(live, UNDO_WAIT)) {
        live->confirming = CONFIRM_LEAVE;
        app_say(app, ROLE_WARNING, "not saved yet; the same key again leaves and loses it");
        return;
    }
    app->select = number;
    app_close(app);
    if (!was_reading && app->said[0] == '\0')
        app_say(app, ROLE_QUIET, "M%d stays live", number);
}

/* What was typed last stands in it, too. */
void cmd_live_timeline(struct app *app)
{
    struct live *live = of(app);

    (void)live_flush(live, TIMELINE_WAIT);
    timeline_open(app, live->number, true);
}

/* The write-up of a meeting that runs: its lock is this screen's, and all that
 * was typed must be in the study. */
void cmd_live_write_up(struct app *app)
{
    struct live *live = of(app);

    if (live->editing != NULL)
        app_say(app, ROLE_WARNING, "an entry is being edited: first Enter saves, Escape leaves");
    else if (live_flush(live, UNDO_WAIT))
        writeup_open(app, live->number, !live->reading);
}
