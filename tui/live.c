/* SPDX-License-Identifier: MIT */
/* The live screen as a screen: opened, ticking, closed. It is painted before
 * anything is written: the opening is recorded and the writer started once
 * the observer sees the meeting. */
#include "core/clock.h"
#include "core/mem.h"
#include "tui/battery.h"
#include "tui/command.h"
#include "tui/live_draw.h"
#include "tui/live_room.h"
#include "tui/said.h"
#include "tui/screens.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FOLLOW_EVERY = 1000, LEAVE_WAIT = 3000, HANG_UP_WAIT = 5000 }; /* milliseconds */

static void read_only(struct live *live, const char *why)
{
    live->reading = true;
    snprintf(live->why, sizeof live->why, "%s", why);
}

/* Whether this program may write the meeting. */
static enum status find_mode(struct live *live, struct error *err)
{
    enum meeting_status status = live->meeting->status;

    if (!id_is_none(&live->visited))
        read_only(live, "read-only: Escape goes back to where you came from");
    else if (status == MEETING_CLOSED)
        read_only(live, "read-only: the meeting is closed");
    else if (live->reading)
        read_only(live, "read-only: the meeting has ended; l at home goes on with it");
    else if (study_is_read_only(live->app->study))
        read_only(live, "read-only: the study cannot be written");
    else if (lock_take(&live->lock, live->app->path, live->meeting->number, err)) {
        if (err->status != STATUS_BUSY)
            return err->status;
        read_only(live, "read-only: another moot writes this meeting");
        live->follows = true;
    }
    if (live->reading)
        app_say(live->app, ROLE_STATE, "%s", live->why);
    return STATUS_OK;
}

/* Whom the room has. */
enum whom {
    WHOM_SEEN, /* the people of the meeting, as the screen shows them: without their names */
    WHOM_OWN,  /* the people of the meeting */
    WHOM_ALL   /* everybody of the study, who may be typed */
};

static enum status read_room(struct live *live, const struct id *meeting, enum whom whom,
                             struct error *err)
{
    struct study *study = live->app->study;

    switch (whom) {
    case WHOM_SEEN:
        return record_load_shown_room(study, meeting, &live->room, err);
    case WHOM_OWN:
        return record_load_own_room(study, meeting, &live->room, err);
    default:
        return record_load_room(study, meeting, &live->room, err);
    }
}

static enum status load_room(struct live *live, enum whom whom, struct error *err)
{
    struct id meeting = live->room.meeting;

    offer_drop(live); /* it may borrow from the room */
    room_release(&live->room);
    room_init(&live->room, &meeting);
    live->stale = true;
    live->paint = PAINT_ALL;
    live->app->repaint = true;
    if (read_room(live, &meeting, whom, err))
        return err->status;
    if (live->room.opened == TIME_UNKNOWN && !live->reading)
        live->room.opened = live->clock.wall;
    if (!live->reading)
        live->room.offset = live->clock.offset;
    retracted_people_release(&live->retracted);
    if (whom != WHOM_SEEN && retraction_load(&live->retracted, live->app->study, &meeting, err))
        return err->status;
    if (live->heard_count == 0)
        live_heard(live, live->room.last_speakers, live->room.last_speaker_count);
    live_check_persistent(live);
    live_offer_return(live, !live->reading); /* also what another opening left */
    return STATUS_OK;
}

enum status live_reload(struct live *live, struct error *err)
{
    enum whom whom = live->reading && !live->follows ? WHOM_OWN : WHOM_ALL;

    return load_room(live, whom, err) ? err->status : log_load(live, err);
}

static enum status live_load(struct app *app, void *data, struct error *err)
{
    struct live *live = data;

    live->paint = PAINT_ALL;
    live->expanded.brief = NULL;
    if (live->meeting != NULL) { /* a screen that lay on it went away */
        if (live_load_expansions(live, err) || !live->outdated)
            return err->status;
        live->outdated = false;
        return live_reload(live, err);
    }
    clock_open(&live->clock);
    if (meetings_find(&live->rows, app->study, live->number, err))
        return err->status;
    live->meeting = &live->rows.row[0].meeting;
    room_init(&live->room, &live->meeting->id);
    if (find_mode(live, err) || load_room(live, live->reading ? WHOM_OWN : WHOM_SEEN, err))
        return err->status;
    if (!id_is_none(&live->visited))
        return log_select_entry(live, &live->visited, live->visited_sequence, err);
    if (log_load_seen(live, err))
        return err->status;
    if (live->reading)
        return STATUS_OK;
    if (live_recover(live, err))
        return err->status;
    return live->line.text.len > 0 ? load_room(live, WHOM_OWN, err) : STATUS_OK; /* it is read */
}

/* What is written at an opening, if it can be: else the meeting is read. And
 * what only keys need: earlier entries, and what may be typed from the first key on,
 * everybody else of the study and what stands for more. */
static void live_settle(struct app *app, void *data)
{
    struct live *live = data;
    struct error err = ERROR_INIT, missed = ERROR_INIT;

    if (log_fill(live, &missed) || (!live->reading && live_load_expansions(live, &missed)))
        app_say_error(app, &missed);
    if (live->reading)
        return;
    if (load_room(live, WHOM_ALL, &err)) {
        read_only(live, err.text);
        app_say_error(app, &err);
        return;
    }
    if (meetings_open_live(app->study, &live->meeting->id, &live->clock, &live->opening, &err)
        || writer_start(&live->writer, app->path, study_observer(app->study), &live->meeting->id,
                        &err)) {
        read_only(live, err.text);
        app_say_error(app, &err);
    }
}

/* --- time and the writer ------------------------------------------------------- */

static int live_wait(struct app *app, void *data)
{
    struct live *live = data;
    int64_t now = clock_now(&live->clock);
    int wait = (int)(1000 - now % 1000), settle = offer_wait(live);

    (void)app;
    if (settle >= 0 && settle < wait)
        wait = settle;
    if (live->draft_due != 0) {
        int64_t left = live->draft_due - clock_boot();

        if (left < wait)
            wait = left > 0 ? (int)left : 0;
    }
    return wait;
}

static int live_fd(struct app *app, void *data)
{
    struct live *live = data;

    (void)app;
    return live->writer != NULL ? writer_fd(live->writer) : -1;
}

static void take_news(struct live *live)
{
    struct writer_news news = writer_news(live->writer);
    struct error err = ERROR_INIT;

    if (news.saved != live->news.saved) {
        live->paint |= PAINT_TOP | PAINT_LOG;
        if (log_saved(live, news.saved, &err))
            app_say_error(live->app, &err);
    }
    if (news.failing || live->news.failing)
        live->paint |= PAINT_STATUS | PAINT_TOP;
    live->news = news;
}

/* The other program has ended, perhaps it is what the observer left a moment
 * ago: this one goes on, unless the meeting was ended there. */
static enum status take_over(struct live *live, struct error *err)
{
    struct meeting_rows rows = { 0 };
    enum meeting_status status;

    if (meetings_find(&rows, live->app->study, live->number, err))
        return err->status;
    status = rows.row[0].meeting.status;
    meetings_release(&rows);
    live->follows = false;
    live->paint = PAINT_ALL;
    if (status != MEETING_LIVE && status != MEETING_PLANNED) {
        read_only(live, "read-only: the meeting has ended; l at home goes on with it");
        lock_release(&live->lock);
        return live_reload(live, err);
    }
    live->reading = false;
    app_say(live->app, ROLE_GOOD, "the other moot has left the meeting: it is written here now");
    if (live_reload(live, err) || live_recover(live, err))
        return err->status;
    live_settle(live->app, live);
    return STATUS_OK;
}

/* What another program writes is looked at every second. */
static void follow(struct live *live)
{
    struct error err = ERROR_INIT;
    enum status status;

    if (!live->follows || clock_boot() - live->followed < FOLLOW_EVERY)
        return;
    live->followed = clock_boot();
    if (lock_take(&live->lock, live->app->path, live->number, &err) == STATUS_OK)
        status = take_over(live, &err);
    else
        status = log_follow(live, &err);
    if (status)
        app_say_error(live->app, &err);
}

/* Looked at when the clock goes on anyhow, at most once a minute. */
static void look_at_battery(struct live *live)
{
    int64_t now = clock_boot();

    if (live->battery_read != 0 && now - live->battery_read < BATTERY_EVERY)
        return;
    live->battery_read = now;
    live->battery = battery_read(getenv("MOOT_POWER_SUPPLY"));
}

/* Another screen added people or reworded a list: the room is loaded anew as
 * soon as everything that was typed is on disk. */
static void take_note(struct live *live)
{
    struct error err = ERROR_INIT;

    if (!live->app->stale || live->app->view->data != live)
        return;
    if (live->writer != NULL) {
        offer_settle(live, true);
        take_news(live);
        if (live->news.saved != live->news.given)
            return;
    }
    live->app->stale = false;
    if (live_reload(live, &err))
        app_say_error(live->app, &err);
}

static void live_tick(struct app *app, void *data)
{
    struct live *live = data;
    int64_t now = live_now(live);

    if (live->writer != NULL) {
        take_news(live);
        live_save_draft(live, false);
        offer_settle(live, false);
        backup_hourly(app, live->clock.boot);
    }
    take_note(live);
    follow(live);
    live_watch_clock(live);
    if (now / 1000 != live->second) {
        live->second = now / 1000;
        look_at_battery(live);
        live->paint |= PAINT_TOP;
    }
    if (live->paint != 0 && app->view->data == live)
        app->repaint = true;
}

bool live_writes(struct live *live)
{
    if (!live->reading && live->writer != NULL)
        return true;
    app_say(live->app, ROLE_WARNING, "%s",
            live->reading ? live->why : "one moment: the meeting is being opened");
    return false;
}

bool live_flush(struct live *live, int timeout)
{
    struct error err = ERROR_INIT;

    if (live->writer == NULL)
        return true;
    offer_settle(live, true);
    if (writer_flush(live->writer, timeout, &err)) {
        app_say(live->app, ROLE_WARNING, "not saved yet: %s", err.text);
        return false;
    }
    take_news(live);
    return true;
}

/* --- the end ----------------------------------------------------------------------- */

/* Gives the writer what it does not have and waits for the disk. */
static void finish(struct live *live, int timeout)
{
    struct error err = ERROR_INIT;

    if (live->writer == NULL)
        return;
    offer_settle(live, true);
    live_save_draft(live, true);
    if (writer_finish(live->writer, timeout, &err))
        app_say_error(live->app, &err);
    live->writer = NULL;
    if (!id_is_none(&live->opening)
        && meetings_leave(live->app->study, &live->opening, live_now(live), &err))
        app_say_error(live->app, &err);
}

static void live_hang_up(struct app *app, void *data)
{
    (void)app;
    finish(data, HANG_UP_WAIT);
}

static void live_close(struct app *app, void *data)
{
    struct live *live = data;

    (void)app;
    finish(live, LEAVE_WAIT);
    lock_release(&live->lock);
    if (live->editing != NULL)
        change_entry_release(live->editing);
    free(live->editing);
    completions_release(&live->offered);
    offers_release(&live->offers);
    retracted_people_release(&live->retracted);
    expansions_release(&live->expansions);
    reading_release(&live->read);
    styled_release(&live->shown_reading);
    styled_release(&live->shown_status);
    line_release(&live->line);
    log_release(&live->log);
    if (live->meeting != NULL)
        room_release(&live->room);
    meetings_release(&live->rows);
    free(live);
}

static struct line *live_line(struct app *app, void *data)
{
    struct live *live = data;

    (void)app;
    return &live->line;
}

static void live_key(struct app *app, void *data, const struct press *press)
{
    struct live *live = data;

    live->confirming = CONFIRM_NOTHING;
    if (press->kind == PRESS_PASTE)
        live_paste(live, press->paste, press->paste_len);
    else if (!live_hot_key(live, press->name))
        app_say(app, ROLE_QUIET, "%s does nothing here; F2 or C-x h lists the keys", press->name);
    live->paint |= PAINT_STATUS;
}

/* The codes with their hot keys, as the codebook defines them. */
static void live_explain(void *data, void (*add)(void *to, const char *key, const char *means),
                         void *to)
{
    const struct live *live = data;

    for (size_t i = 0; i < live->room.code_count; i++) {
        const struct code *code = &live->room.codes[i];
        char key[PRESS_NAME];
        struct str typed = STR_INIT, means = STR_INIT;

        if (code->retired)
            continue;
        live_name_key(code, key);
        str_add_format(&typed, "#%s%s%s%s", live_code_label(code), code->state ? "+-" : "",
                       key[0] != '\0' ? "  " : "", key);
        str_add_format(&means, "%s: %s", code->name,
                       code->definition != NULL ? code->definition : "");
        for (size_t j = 0; j < code->modifier_count; j++) {
            const struct modifier *modifier = &code->modifiers[j];

            str_add_format(&means, " %s%s", modifier->name, modifier->choice_count > 0 ? ":" : ".");
            for (size_t k = 0; k < modifier->choice_count; k++)
                str_add_format(&means, " %s%s", modifier->choices[k],
                               k + 1 < modifier->choice_count ? "," : ".");
        }
        add(to, typed.text, means.text);
        str_release(&typed);
        str_release(&means);
    }
}

static const struct view_ops live_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_LINE | CONTEXT_LIVE,
    .title = "The live screen",
    .load = live_load,
    .settle = live_settle,
    .draw = live_draw,
    .key = live_key,
    .line = live_line,
    .echo = live_echo,
    .typing = live_typing,
    .edited = live_edited,
    .wait = live_wait,
    .fd = live_fd,
    .tick = live_tick,
    .explain = live_explain,
    .hang_up = live_hang_up,
    .close = live_close,
};

struct live *live_under(struct app *app)
{
    for (struct view *view = app->view; view != NULL; view = view->below)
        if (view->ops == &live_ops)
            return view->data;
    return NULL;
}

void live_is_outdated(struct app *app)
{
    struct live *live = live_under(app);

    if (live != NULL)
        live->outdated = true;
}

void live_open(struct app *app, int number, bool reading)
{
    struct live *live = mem_alloc(1, sizeof *live);

    live->app = app;
    live->lock = (struct lock)LOCK_INIT;
    live->line_at = TIME_UNKNOWN;
    live->battery = -1;
    live->stale = true;
    live->reading = reading;
    live->number = number;
    app_open(app, &live_ops, live);
}

void live_select(struct live *live, const struct id *entry, int64_t sequence)
{
    live->visited = *entry;
    live->visited_sequence = sequence;
}
