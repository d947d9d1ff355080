/* SPDX-License-Identifier: MIT */
/* Looking at entries, what still wants attention, and calling the meeting
 * written up. What was looked at is noted behind the selection, many at once,
 * so that stepping never waits for the disk. */
#include "core/clock.h"
#include "core/mem.h"
#include "storage/record.h"
#include "tui/confirm.h"
#include "tui/said.h"
#include "tui/writeup.h"
#include "tui/writeup_commands.h"
#include <stdio.h>
#include <string.h>

enum { REST = 1500, IDLE = 1000 }; /* milliseconds */

void writeup_want(struct writeup *writeup, int milliseconds)
{
    writeup->wants_due = clock_boot() + milliseconds;
}

static enum status note_looked(struct writeup *writeup, struct error *err)
{
    struct study *study = writeup->app->study;

    if (study_begin(study, err))
        return err->status;
    for (size_t i = 0; i < writeup->looked_count; i++)
        if (attention_see(study, &writeup->looked[i], true, err)) {
            study_rollback(study);
            return err->status;
        }
    return study_commit(study, err);
}

void writeup_note_looked(struct writeup *writeup)
{
    struct error err = ERROR_INIT;

    if (writeup->looked_count == 0)
        return;
    if (note_looked(writeup, &err))
        app_say_error(writeup->app, &err);
    writeup->looked_count = 0;
}

/* Whether it is to be looked at another time: where in the list; its count not. */
static size_t find_later(const struct writeup *writeup, const struct id *id)
{
    size_t at = 0;

    while (at < writeup->later_count && !id_equal(&writeup->later[at], id))
        at++;
    return at;
}

void writeup_look(struct writeup *writeup, const struct id *id, int64_t sequence)
{
    if (writeup->reading || !writeup->wants_known || writeup->meeting->status == MEETING_LIVE
        || wants_is_looked(&writeup->wants, sequence)
        || find_later(writeup, id) < writeup->later_count)
        return;
    wants_looked(&writeup->wants, sequence);
    writeup->looked[writeup->looked_count++] = *id;
    if (writeup->looked_count == WRITEUP_LOOKED)
        writeup_note_looked(writeup);
}

static void sooner(int *least, int64_t due)
{
    int64_t left = due - clock_boot();

    if (left < 0)
        left = 0;
    if (*least < 0 || left < *least)
        *least = (int)left;
}

int writeup_wait(struct app *app, void *data)
{
    struct writeup *writeup = data;
    const struct writeup_row *row = writeup_selected(writeup);
    int least = -1;

    if (writeup->wants_due != 0)
        sooner(&least, writeup->wants_due);
    if (writeup->looked_count > 0)
        sooner(&least, writeup->rested + IDLE);
    if (app->view->data == writeup && row != NULL && writeup->wants_known
        && !wants_is_looked(&writeup->wants, row->sequence) && !writeup->reading
        && find_later(writeup, &row->id) == writeup->later_count
        && writeup->meeting->status != MEETING_LIVE)
        sooner(&least, writeup->rested + REST);
    return least;
}

static void read_wants(struct writeup *writeup)
{
    struct error err = ERROR_INIT;

    writeup_note_looked(writeup);
    writeup->wants_due = 0;
    writeup->wants_known = true;
    if (wants_load(&writeup->wants, writeup->app->study, &writeup->meeting->id, &err))
        app_say_error(writeup->app, &err);
    if (writeup->wants.count[writeup->wanted] == 0)
        writeup->wanted = wants_first(&writeup->wants, writeup->wanted);
    if (writeup->wanted == WANTS)
        writeup->wanted = 0;
    writeup->app->repaint = true;
}

void writeup_tick(struct app *app, void *data)
{
    struct writeup *writeup = data;
    const struct writeup_row *row = writeup_selected(writeup);
    int64_t now = clock_boot();

    if (writeup->wants_due != 0 && now >= writeup->wants_due)
        read_wants(writeup);
    if (row != NULL && app->view->data == writeup && now >= writeup->rested + REST
        && writeup->wants_known && !wants_is_looked(&writeup->wants, row->sequence)) {
        writeup_look(writeup, &row->id, row->sequence);
        app->repaint = true;
    }
    if (now >= writeup->rested + IDLE)
        writeup_note_looked(writeup);
}

void writeup_timer(const struct writeup *writeup, char *text, size_t size)
{
    int64_t left = attention_left(writeup->meeting->ended, clock_wall());
    long long minutes = (left < 0 ? -left : left) / 60000;
    char amount[32];

    text[0] = '\0';
    if (writeup->meeting->status != MEETING_TO_WRITE_UP || writeup->meeting->ended == TIME_UNKNOWN)
        return;
    if (minutes >= 48 * 60)
        snprintf(amount, sizeof amount, "%lld days", minutes / (24 * 60));
    else if (minutes >= 60)
        snprintf(amount, sizeof amount, "%lld h", minutes / 60);
    else
        snprintf(amount, sizeof amount, "%lld min", minutes);
    snprintf(text, size, left < 0 ? "overdue %s" : "within 24 h: %s left", amount);
}

/* The mark of the selected entry, by hand. */
void cmd_writeup_again(struct app *app)
{
    struct writeup *writeup = app->view->data;
    const struct writeup_row *row = writeup_selected(writeup);
    struct error err = ERROR_INIT;
    bool seen = false;
    size_t at;

    if (row == NULL)
        return;
    if (writeup->reading) {
        app_say(app, ROLE_WARNING, "%s", writeup->why);
        return;
    }
    writeup_note_looked(writeup);
    if (attention_is_seen(app->study, &row->id, &seen, &err)
        || attention_see(app->study, &row->id, !seen, &err)) {
        app_say_error(app, &err);
        return;
    }
    at = find_later(writeup, &row->id);
    if (seen && at == writeup->later_count) {
        writeup->later = mem_grow(writeup->later, writeup->later_count, &writeup->later_room,
                                  sizeof *writeup->later);
        writeup->later[writeup->later_count++] = row->id;
    } else if (!seen && at < writeup->later_count) {
        writeup->later[at] = writeup->later[--writeup->later_count];
    }
    read_wants(writeup);
    app_say(app, ROLE_GOOD, seen ? "to be looked at again" : "looked at");
}

/* --- stepping ------------------------------------------------------------------------ */

static void step(struct app *app, bool back)
{
    struct writeup *writeup = app->view->data;
    const struct writeup_row *row = writeup_selected(writeup);
    struct error err = ERROR_INIT;
    struct str what = STR_INIT;
    int64_t found;

    if (!writeup->wants_known || writeup->wants_due != 0)
        read_wants(writeup);
    if (row == NULL || writeup->wants.count[writeup->wanted] == 0) {
        app_say(app, ROLE_GOOD, "nothing wants attention; W: the meeting is written up");
        return;
    }
    found = wants_next(&writeup->wants, writeup->wanted, row->sequence, back);
    if (found == 0)
        found = wants_next(&writeup->wants, writeup->wanted, back ? INT64_MAX : INT64_MIN, back);
    wants_say(&what, writeup->wanted, writeup->wants.count[writeup->wanted]);
    if (found != 0 && writeup_load_at(writeup, found, &err))
        app_say_error(app, &err);
    else
        app_say(app, ROLE_QUIET, "%s; Tab: what else wants attention", str_text(&what));
    str_release(&what);
}

void cmd_writeup_next(struct app *app)
{
    step(app, false);
}

void cmd_writeup_previous(struct app *app)
{
    step(app, true);
}

/* Chooses what n and p go through: the next kind that there is something of. */
static void choose(struct app *app, int by)
{
    struct writeup *writeup = app->view->data;
    struct str what = STR_INIT;

    if (!writeup->wants_known)
        read_wants(writeup);
    for (int i = 0; i < WANTS; i++) {
        writeup->wanted = (writeup->wanted + by + WANTS) % WANTS;
        if (writeup->wants.count[writeup->wanted] > 0)
            break;
    }
    if (writeup->wants.count[writeup->wanted] == 0) {
        app_say(app, ROLE_GOOD, "nothing wants attention; W: the meeting is written up");
        return;
    }
    wants_say(&what, writeup->wanted, writeup->wants.count[writeup->wanted]);
    app_say(app, ROLE_QUIET, "%s: n goes to the next, p to the one before", str_text(&what));
    str_release(&what);
}

void cmd_writeup_want_next(struct app *app)
{
    choose(app, 1);
}

void cmd_writeup_want_previous(struct app *app)
{
    choose(app, -1);
}

/* --- written up ----------------------------------------------------------------------- */

static void close_meeting(struct app *app)
{
    struct writeup *writeup = app->view->data;
    struct error err = ERROR_INIT;

    if (record_close(app->study, &writeup->meeting->id, clock_wall(), &err)
        || writeup_reload(writeup, &err))
        app_say_error(app, &err);
    else
        app_say(app, ROLE_GOOD, "M%d is written up and closed; a change asks for a reason now",
                writeup->number);
}

/* Says what is still open, and asks. */
void cmd_writeup_done(struct app *app)
{
    struct writeup *writeup = app->view->data;
    struct str open = STR_INIT;

    if (writeup->reading) {
        app_say(app, ROLE_WARNING, "%s", writeup->why);
        return;
    }
    if (writeup->meeting->status != MEETING_TO_WRITE_UP) {
        app_say(app, ROLE_QUIET,
                writeup->meeting->status == MEETING_CLOSED
                    ? "the meeting is closed already; O takes it up once more"
                    : "the meeting has not ended: e at home ends it");
        return;
    }
    read_wants(writeup);
    for (int want = 0; want < WANTS; want++)
        if (writeup->wants.count[want] > 0) {
            str_add(&open, open.len > 0 ? ", " : "");
            wants_say(&open, want, writeup->wants.count[want]);
        }
    app_confirm(app, close_meeting, "M%d is written up?%s%s", writeup->number,
                open.len > 0 ? " Still " : "", str_text(&open));
    str_release(&open);
}
