/* SPDX-License-Identifier: MIT */
/* Times that were wrong: a nudge of the line being typed or of an entry, and a
 * whole block of entries shifted. Nothing is ever moved past now, and the
 * order of the record never changes. */
#include "core/clock.h"
#include "core/mem.h"
#include "core/shift.h"
#include "storage/entries.h"
#include "tui/command.h"
#include "tui/live.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include "tui/screens.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUDGE = 5000, FLUSH_WAIT = 2000 }; /* milliseconds */

/* --- the line -------------------------------------------------------------------------- */

int64_t live_stamp(const struct live *live)
{
    int64_t now = live_now(live);
    int64_t at = now - settings_number(&live->app->settings, SETTING_OFFSET);

    if (live->room.opened != TIME_UNKNOWN && at < live->room.opened)
        return live->room.opened < now ? live->room.opened : now;
    return at;
}

/* Moves *at; false when it stays, having come to now or to the opening. */
static bool nudge(const struct live *live, int64_t *at, int64_t by)
{
    int64_t now = live_now(live), to = *at + by, opened = live->room.opened;

    if (by > 0 && to > now)
        to = now > *at ? now : *at;
    if (by < 0 && opened != TIME_UNKNOWN && to < opened)
        to = opened < *at ? opened : *at;
    if (to == *at)
        return false;
    *at = to;
    return true;
}

static void say_limit(struct live *live, int64_t by)
{
    app_say(live->app, ROLE_QUIET,
            by > 0 ? "nothing is moved past now" : "nothing is moved before the meeting's opening");
}

static void nudge_line(struct live *live, int64_t by)
{
    int64_t *at = live->editing != NULL ? &live->editing->at : &live->line_at;
    char time[CLOCK_TIME];

    if (live_read(live)->has_time) {
        app_say(live->app, ROLE_QUIET, "the line says its time itself");
        return;
    }
    if (*at == TIME_UNKNOWN || !nudge(live, at, by)) {
        say_limit(live, by);
        return;
    }
    if (live->editing != NULL)
        live->line_at = *at;
    live->stale = true;
    live->paint |= PAINT_LINE;
    if (live->draft_due == 0)
        live->draft_due = clock_boot();
    clock_time(time, *at, live->room.offset);
    app_say(live->app, ROLE_TIME, "%s", time);
}

/* --- an entry ----------------------------------------------------------------------------- */

/* An entry that is being nudged: it is written when it has come to rest. */
struct nudging {
    struct change_entry entry; /* as it is in the record; owned */
    int64_t at;                /* where it shall be */
};

static void release_nudging(void *data)
{
    struct nudging *nudging = data;

    change_entry_release(&nudging->entry);
    free(nudging);
}

static bool step_nudge(struct live *live, struct offer *offer, int64_t by)
{
    struct nudging *nudging = offer->data;
    char time[CLOCK_TIME], moved[32];
    int64_t away;

    if (!nudge(live, &nudging->at, by))
        say_limit(live, by);
    away = nudging->at - nudging->entry.at;
    clock_time(time, nudging->at, nudging->entry.offset);
    clock_length(moved, sizeof moved, away < 0 ? -away : away);
    snprintf(offer->text, sizeof offer->text, "the entry at %s, %s%s   Tab: 5 s more", time,
             away < 0 ? "-" : "+", moved);
    for (size_t i = 0; i < live->log.count; i++)
        if (id_equal(&live->log.row[i].id, &nudging->entry.id))
            live->log.row[i].at = nudging->at;
    live->paint |= PAINT_LOG;
    return true;
}

static bool take_nudge(struct live *live, struct offer *offer, int step)
{
    return step_nudge(live, offer, step > 0 ? -NUDGE : NUDGE);
}

static void settle_nudge(struct live *live, struct offer *offer)
{
    struct nudging *nudging = offer->data;
    int64_t by = nudging->at - nudging->entry.at;
    struct change change;

    if (by == 0)
        return;
    change_init(&change, &live->meeting->id, clock_wall());
    room_shift(&live->room, &nudging->entry, by, &change);
    nudging->entry.at = nudging->at;
    live_give(live, &change);
}

/* A copy of the selected entry, of the last one without a selection. */
static bool find_entry(struct live *live, struct change_entry *found)
{
    struct error err = ERROR_INIT;
    const struct entry *entry = NULL;
    struct entries *entries;
    enum status status;

    if (!live->log.selecting) {
        if (live->room.last == NULL) {
            app_say(live->app, ROLE_QUIET, "there is no entry to move yet");
            return false;
        }
        *found = change_entry_copy(live->room.last);
        return true;
    }
    if (live->log.selected >= live->log.count || !live_flush(live, FLUSH_WAIT))
        return false;
    status =
        entries_open_one(&entries, live->app->study, &live->log.row[live->log.selected].id, &err);
    if (!status) {
        status = entries_next(entries, &entry, &err);
        if (!status && entry != NULL)
            *found = entry_to_revise(entry);
        entries_close(entries);
    }
    if (status)
        app_say_error(live->app, &err);
    return !status && entry != NULL;
}

static void nudge_entry(struct live *live, int64_t by)
{
    struct offer offer = { .priority = OFFER_RETURN, /* it was asked for by a key */
                           .take = take_nudge,
                           .settle = settle_nudge,
                           .release = release_nudging };
    struct change_entry entry;
    struct nudging *nudging;

    if (live->offers.moment.take == take_nudge) {
        (void)offer_take(live, by < 0 ? 1 : -1);
        return;
    }
    if (!find_entry(live, &entry))
        return;
    if (entry.at == TIME_UNKNOWN) {
        change_entry_release(&entry);
        app_say(live->app, ROLE_QUIET, "this entry has no time to move");
        return;
    }
    nudging = mem_alloc(1, sizeof *nudging);
    nudging->entry = entry;
    nudging->at = entry.at;
    offer.data = nudging;
    offer_make(live, &offer);
    (void)offer_take(live, by < 0 ? 1 : -1);
}

static void nudge_by(struct app *app, int64_t by)
{
    struct live *live = app->view->data;

    if (!live_writes(live))
        return;
    live->confirming = CONFIRM_NOTHING;
    live->paint |= PAINT_LINE | PAINT_STATUS;
    if (live->line.text.len > 0)
        nudge_line(live, by);
    else
        nudge_entry(live, by);
}

void cmd_live_earlier(struct app *app)
{
    nudge_by(app, -NUDGE);
}

void cmd_live_later(struct app *app)
{
    nudge_by(app, NUDGE);
}

/* --- a block of entries ----------------------------------------------------------------------- */

struct block {
    struct change change;
    size_t moved;
    int64_t latest; /* where the last of them would come to be */
};

/* Moves the observer's entries of a cursor; those of others in a merged
 * meeting are theirs. */
static enum status shift_each(struct live *live, struct entries *entries, const struct shift *shift,
                              struct block *block, struct error *err)
{
    const char *observer = study_observer(live->app->study);
    const struct entry *entry;

    while ((shift->count == 0 || block->moved < shift->count)
           && entries_next(entries, &entry, err) == STATUS_OK && entry != NULL) {
        struct change_entry copy;

        if (entry->at == TIME_UNKNOWN || observer == NULL || strcmp(entry->observer, observer) != 0)
            continue;
        copy = entry_to_revise(entry);
        room_shift(&live->room, &copy, shift->by, &block->change);
        change_entry_release(&copy);
        if (entry->at + shift->by > block->latest || block->moved == 0)
            block->latest = entry->at + shift->by;
        block->moved++;
    }
    return err->status;
}

static enum status shift_block(struct live *live, const struct shift *shift, struct block *block,
                               struct error *err)
{
    const struct log *log = &live->log;
    bool last = shift->count > 0;
    int64_t after = last ? INT64_MAX : log->row[log->selected].sequence - 1;
    struct entries *entries;
    enum status status = entries_open(&entries, live->app->study, &live->meeting->id,
                                      last ? ENTRIES_BACKWARD : ENTRIES_FORWARD, after, 0, err);

    if (status)
        return status;
    status = shift_each(live, entries, shift, block, err);
    entries_close(entries);
    return status;
}

static void shift_entries(struct live *live, const struct shift *shift)
{
    struct error err = ERROR_INIT;
    struct block block = { .moved = 0 };

    if (!live_flush(live, FLUSH_WAIT))
        return;
    change_init(&block.change, &live->meeting->id, clock_wall());
    if (shift_block(live, shift, &block, &err)) {
        app_say_error(live->app, &err);
    } else if (block.moved > 0 && block.latest > live_now(live)) {
        app_say(live->app, ROLE_WARNING, "nothing was moved: the last entry would come after now");
    } else if (block.moved > 0) {
        live_give(live, &block.change);
        app_say(live->app, ROLE_GOOD, "%zu %s moved by %lld s; C-_ takes it back", block.moved,
                block.moved == 1 ? "entry" : "entries", (long long)(shift->by / 1000));
        return;
    } else {
        app_say(live->app, ROLE_QUIET, "there is no entry of yours to move");
    }
    change_release(&block.change);
    if (live_reload(live, &err)) /* the room had moved already */
        app_say_error(live->app, &err);
}

static bool answer_shift(struct app *app, const char *text)
{
    struct live *live;
    struct shift shift;

    if (!shift_read(text, &shift)) {
        app_say(app, ROLE_WARNING, "a number of entries and a time: 5 -20s, +1m30, -1h");
        return false;
    }
    live = app->view->below->data;
    if (shift.count == 0 && !live->log.selecting) {
        app_say(app, ROLE_WARNING, "how many entries? 5 -20s; or select the first one before");
        return false;
    }
    app_close(app);
    shift_entries(live, &shift);
    return true;
}

void cmd_live_shift(struct app *app)
{
    struct live *live = app->view->data;

    if (!live_writes(live))
        return;
    if (live->log.count == 0) {
        app_say(app, ROLE_QUIET, "there is no entry to move yet");
        return;
    }
    offer_drop(live);
    live_save_draft(live, true);
    ask_open(
        app,
        live->log.selecting ? "Move the entries from the selected one to the last: by how much?"
                            : "Move the last entries: how many, and by how much?",
        live->log.selecting ? "-20s, +1m30, -1h; with a number in front: the last so many"
                            : "5 -20s: the last five, 20 s earlier; +1m30, -1h; Escape goes back",
        answer_shift, app_close);
}
