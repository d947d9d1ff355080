/* SPDX-License-Identifier: MIT */
/* Home: the meetings of the study by status. What is selected is a line of
 * the screen; headings are lines, too, and are stepped over. Only the meetings
 * near those in view are in memory: where a line stands among them all follows
 * from how many there are of each status. */
#include "core/clock.h"
#include "core/list.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/lock.h"
#include "storage/meetings.h"
#include "storage/record.h"
#include "tui/command.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include "tui/screens.h"
#include <curses.h>
#include <stdlib.h>
#include <string.h>

/* Meetings that are read on both sides of those in view, once these are seen. */
enum { AROUND = 10 };

struct home {
    char *title;
    struct meeting_counts counts;
    int64_t seen;             /* study_seen() when they were counted */
    struct meeting_rows rows; /* of the places from `from` on */
    size_t from;
    struct list list; /* over lines */
    int ending;       /* the meeting that a second "e" ends; 0 none */
};

/* Lines are the meetings in their places, and above the first of each status
 * its heading. Returns whether a meeting stands on the line, and which status
 * and place it has; of a heading those of the meeting below it. */
static bool line_at(const struct home *home, size_t line, enum meeting_status *status,
                    size_t *place)
{
    size_t headings = 0, first;

    for (*place = 0; *place < home->counts.all; *place = first + home->counts.of[*status]) {
        *status = meetings_status_at(&home->counts, *place, &first);
        headings++;
        if (line < first + headings + home->counts.of[*status]) {
            bool heading = line < first + headings;

            *place = heading ? first : line - headings;
            return !heading;
        }
    }
    return false;
}

static size_t line_of(const struct home *home, size_t place)
{
    size_t headings = 0, first;

    for (size_t at = 0; at <= place && at < home->counts.all;) {
        enum meeting_status status = meetings_status_at(&home->counts, at, &first);

        headings++;
        at = first + home->counts.of[status];
    }
    return place + headings;
}

static size_t line_count(const struct home *home)
{
    return home->counts.all == 0 ? 0 : line_of(home, home->counts.all - 1) + 1;
}

/* The meeting on a line; NULL where there is none, or it was not read. */
static const struct meeting_row *row_at(const struct home *home, size_t line)
{
    enum meeting_status status = MEETING_LIVE;
    size_t place;

    if (!line_at(home, line, &status, &place) || place < home->from
        || place - home->from >= home->rows.count)
        return NULL;
    return &home->rows.row[place - home->from];
}

static const struct meeting_row *selected(const struct home *home)
{
    return row_at(home, home->list.selected);
}

/* 0 where none is. */
static int selected_number(const struct home *home)
{
    const struct meeting_row *row = selected(home);

    return row != NULL ? row->meeting.number : 0;
}

static size_t rows_in_view(void)
{
    int rows = LINES - (LINES > 3) - (LINES > 1);

    return rows > 0 ? (size_t)rows : 1;
}

static bool on_heading(const struct home *home)
{
    enum meeting_status status = MEETING_LIVE;
    size_t place;

    return !line_at(home, home->list.selected, &status, &place);
}

static enum status count(struct app *app, struct home *home, struct error *err)
{
    if (study_seen(app->study, &home->seen, err))
        return err->status;
    return meetings_count(&home->counts, app->study, err);
}

/* Counts anew where another window has opened or ended a meeting meanwhile: places are those of
 * the counts, and a meeting whose status changed would stand nowhere. */
static enum status keep_counts(struct app *app, struct home *home, struct error *err)
{
    int64_t seen;

    if (study_seen(app->study, &seen, err))
        return err->status;
    if (seen == home->seen)
        return STATUS_OK;
    if (count(app, home, err))
        return err->status;
    list_resize(&home->list, line_count(home), rows_in_view());
    if (on_heading(home))
        list_move(&home->list, 1);
    return STATUS_OK;
}

/* The place of the first meeting in view. */
static size_t first_in_view(const struct home *home)
{
    enum meeting_status status = MEETING_LIVE;
    size_t first = 0;

    (void)line_at(home, home->list.top, &status, &first);
    return first;
}

/* Reads those in view, and `around` more on both sides; the study is held. */
static enum status read_held(struct app *app, struct home *home, size_t around, struct error *err)
{
    struct meeting_rows rows;
    size_t place, from;

    if (keep_counts(app, home, err))
        return err->status;
    place = first_in_view(home);
    from = place > around ? place - around : 0;
    if (meetings_load_page(&rows, app->study, &home->counts, from, rows_in_view() + 2 * around,
                           err))
        return err->status;
    meetings_release(&home->rows);
    home->rows = rows;
    home->from = from;
    return STATUS_OK;
}

static enum status read_page(struct app *app, struct home *home, size_t around, struct error *err)
{
    enum status status = study_hold(app->study, err);

    if (!status)
        status = read_held(app, home, around, err);
    study_let_go(app->study);
    return status;
}

/* Reads what is in view, unless it is there, and `around` with it. */
static enum status read_view(struct app *app, struct home *home, size_t around, struct error *err)
{
    size_t first, last;

    list_resize(&home->list, line_count(home), rows_in_view());
    if (home->counts.all == 0)
        return STATUS_OK;
    first = first_in_view(home);
    last = first + rows_in_view() < home->counts.all ? first + rows_in_view() : home->counts.all;
    if (first >= home->from && last <= home->from + home->rows.count)
        return STATUS_OK;
    return read_page(app, home, around, err);
}

/* Selects a meeting, or the first one, and reads it with those in view. */
static enum status select_meeting(struct app *app, struct home *home, int number, struct error *err)
{
    struct error gone = ERROR_INIT;
    size_t place = 0;

    if (number > 0 && meetings_place(app->study, &home->counts, number, &place, &gone)
        && gone.status != STATUS_NOT_FOUND)
        return error_set(err, gone.status, "%s", gone.text);
    list_resize(&home->list, line_count(home), rows_in_view());
    list_select(&home->list, line_of(home, place));
    return home->counts.all == 0 ? STATUS_OK : read_held(app, home, 0, err);
}

/* All of one moment, whatever another window writes meanwhile. */
static enum status read_all(struct app *app, struct home *home, int number, struct error *err)
{
    enum status status = study_hold(app->study, err);

    free(home->title);
    home->title = NULL;
    meetings_release(&home->rows);
    home->from = 0;
    if (!status)
        status = study_title(app->study, &home->title, err);
    if (!status)
        status = count(app, home, err);
    if (!status)
        status = select_meeting(app, home, number, err);
    study_let_go(app->study);
    return status;
}

static enum status home_load(struct app *app, void *data, struct error *err)
{
    struct home *home = data;
    int number = app->select > 0 ? app->select : selected_number(home);

    app->view->settled = false; /* each time anew */
    app->select = 0;
    home->ending = 0;
    return read_all(app, home, number, err);
}

/* Shows what another window has written. */
static enum status follow(struct app *app, struct home *home, struct error *err)
{
    int64_t seen;

    if (study_seen(app->study, &seen, err) || seen == home->seen)
        return err->status;
    app->repaint = true;
    return read_all(app, home, selected_number(home), err);
}

/* The window may have changed, or the study. */
static void home_tick(struct app *app, void *data)
{
    struct home *home = data;
    struct error err = ERROR_INIT;

    if (app->view->data == home && (follow(app, home, &err) || read_view(app, home, AROUND, &err)))
        app_say_error(app, &err);
}

/* So that steps further need no reading. */
static void home_settle(struct app *app, void *data)
{
    struct home *home = data;
    struct error err = ERROR_INIT;

    if (home->rows.count < home->counts.all && read_page(app, home, AROUND, &err))
        app_say_error(app, &err);
}

/* --- painting ---------------------------------------------------------------- */

static int cell(int y, int x, int columns, enum role role, const char *text)
{
    (void)draw_cell(y, x, columns - 1, role, text);
    return x + columns;
}

static void draw_meeting(int y, const struct meeting_row *row, bool is_selected)
{
    const struct meeting *meeting = &row->meeting;
    enum role role = is_selected ? ROLE_SELECTED : ROLE_NORMAL;
    const char *body = meeting->body[0] != '\0' ? meeting->body : meeting->function_name;
    char number[16], entries[32];
    int width = COLS, x = 2, end = width;

    snprintf(number, sizeof number, "M%d", meeting->number);
    snprintf(entries, sizeof entries, "%zu", row->entries);
    if (is_selected)
        draw_blank(y, 0, ROLE_SELECTED);
    x = cell(y, x, 7, role, number);
    if (width >= 40)
        x = cell(y, x, 12, role, meeting->date[0] != '\0' ? meeting->date : "no date");
    if (width >= 60)
        x = cell(y, x, 7, role, meeting->site);
    if (width >= 76)
        x = cell(y, x, 22, role, body);
    if (width >= 50) {
        end = width - 8;
        (void)draw_cell(y, width - 1 - (int)strlen(entries), 8, role, entries);
    }
    (void)draw_cell(y, x, end - x - 1, role, meeting->title);
}

static void draw_empty(int rows)
{
    static const char *const lines[] = {
        "No meeting yet.",
        "",
        "Press n to set up the first one: a title, who is expected,",
        "the agenda pasted as lines. Then Enter opens it live.",
        "Press ? for help, q to leave.",
    };

    for (int i = 0; i < 5 && i + 1 < rows; i++)
        (void)draw_cell(i + 2, 2, COLS - 2, i == 0 ? ROLE_TITLE : ROLE_NORMAL, lines[i]);
}

static void draw_heading(int y, enum meeting_status status)
{
    struct styled styled = { 0 };

    styled_add(&styled, ROLE_TITLE, meeting_status_words[status].name);
    if (status == MEETING_TO_WRITE_UP)
        styled_add(&styled, ROLE_QUIET, "  (w writes up, Enter reads, l goes on live)");
    (void)draw_styled(y, 0, COLS, 1, &styled, ROLE_NORMAL);
    styled_release(&styled);
}

/* The keys most wanted first: as many are named as the row holds. */
static const char hints[] =
    "n new  Enter open  w write up  ? help  q quit  e end  m set-up  X export  / find  r report  "
    "t timeline  c codebook  p people  b bodies  s sites  o settings  B backup";

static void home_draw(struct app *app, void *data)
{
    struct home *home = data;
    int top = LINES > 3, rows = LINES - top - (LINES > 1);
    char count[40];

    erase();
    if (top) {
        draw_blank(0, 0, ROLE_BAR);
        snprintf(count, sizeof count, "%zu meeting%s", home->counts.all,
                 home->counts.all == 1 ? "" : "s");
        (void)draw_cell(0, COLS - 1 - (int)strlen(count), 40, ROLE_BAR, count);
        (void)draw_cell(0, 1, COLS - 3 - (int)strlen(count), ROLE_BAR, home->title);
    }
    if (home->list.selected == 1 && rows > 1)
        home->list.top = 0; /* the heading above the first meeting */
    if (home->counts.all == 0)
        draw_empty(rows);
    for (int y = 0; y < rows && home->list.top + (size_t)y < home->list.count; y++) {
        size_t i = home->list.top + (size_t)y, place;
        const struct meeting_row *row = row_at(home, i);
        enum meeting_status status = MEETING_LIVE;

        if (row != NULL)
            draw_meeting(y + top, row, i == home->list.selected);
        else if (!line_at(home, i, &status, &place))
            draw_heading(y + top, status);
    }
    if (LINES > 1)
        app_draw_said(app, LINES - 1, hints);
    move(LINES - 1, 0);
}

static void home_close(struct app *app, void *data)
{
    struct home *home = data;

    (void)app;
    meetings_release(&home->rows);
    free(home->title);
    free(home);
}

static const struct view_ops home_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_HOME,
    .title = "Home",
    .load = home_load,
    .settle = home_settle,
    .draw = home_draw,
    .tick = home_tick,
    .close = home_close,
};

void home_open(struct app *app)
{
    app_open(app, &home_ops, mem_alloc(1, sizeof(struct home)));
}

/* --- commands ---------------------------------------------------------------- */

/* Moves by lines, then off a heading in the same direction, or back. */
static void step(struct app *app, long by)
{
    struct home *home = app->view->data;
    struct error err = ERROR_INIT;

    home->ending = 0;
    if (follow(app, home, &err))
        app_say_error(app, &err);
    list_move(&home->list, by);
    if (on_heading(home))
        list_move(&home->list, by < 0 ? -1 : 1);
    if (on_heading(home))
        list_move(&home->list, by < 0 ? 1 : -1);
    /* The next press may be about the meeting under the cursor. */
    if (!err.status && read_view(app, home, AROUND, &err))
        app_say_error(app, &err);
}

void cmd_home_up(struct app *app)
{
    step(app, -1);
}

void cmd_home_down(struct app *app)
{
    step(app, 1);
}

void cmd_home_page_up(struct app *app)
{
    struct home *home = app->view->data;

    step(app, -(long)home->list.height);
}

void cmd_home_page_down(struct app *app)
{
    struct home *home = app->view->data;

    step(app, (long)home->list.height);
}

void cmd_home_first(struct app *app)
{
    struct home *home = app->view->data;

    step(app, -(long)home->list.count);
}

void cmd_home_last(struct app *app)
{
    struct home *home = app->view->data;

    step(app, (long)home->list.count);
}

/* The selected meeting, or NULL having said that there is none. */
static const struct meeting *take_selected(struct app *app)
{
    struct home *home = app->view->data;
    const struct meeting_row *row = selected(home);

    if (row == NULL) {
        app_say(app, ROLE_QUIET, "no meeting is selected: n sets up a new one");
        return NULL;
    }
    return &row->meeting;
}

void cmd_home_open(struct app *app)
{
    const struct meeting *meeting = take_selected(app);

    if (meeting != NULL)
        live_open(app, meeting->number,
                  meeting->status == MEETING_TO_WRITE_UP || meeting->status == MEETING_CLOSED);
}

void cmd_home_live(struct app *app)
{
    const struct meeting *meeting = take_selected(app);

    if (meeting == NULL)
        return;
    if (meeting->status == MEETING_CLOSED)
        app_say(app, ROLE_QUIET, "M%d is closed; Enter reads it, w and O take it up once more",
                meeting->number);
    else
        live_open(app, meeting->number, false);
}

void cmd_home_timeline(struct app *app)
{
    const struct meeting *meeting = take_selected(app);

    if (meeting != NULL)
        timeline_open(app, meeting->number, false);
}

void cmd_home_write_up(struct app *app)
{
    const struct meeting *meeting = take_selected(app);

    if (meeting == NULL)
        return;
    if (meeting->status == MEETING_PLANNED)
        app_say(app, ROLE_QUIET, "M%d has not been held yet; Enter opens it live", meeting->number);
    else
        writeup_open(app, meeting->number, false);
}

void cmd_home_export(struct app *app)
{
    export_open(app, selected_number(app->view->data));
}

void cmd_home_new(struct app *app)
{
    struct home *home = app->view->data;

    home->ending = 0;
    if (study_is_read_only(app->study))
        app_say(app, ROLE_WARNING, "%s is read-only: no meeting can be made in it", app->path);
    else
        setup_open(app);
}

enum status home_end_meeting(struct app *app, int number, struct error *err)
{
    struct meeting_rows rows = { 0 };
    struct lock lock = LOCK_INIT;
    enum status status = meetings_find(&rows, app->study, number, err);

    if (!status)
        status = lock_take(&lock, app->path, number, err);
    if (!status)
        status = record_end(app->study, &rows.row[0].meeting, clock_wall(), false, err);
    lock_release(&lock);
    meetings_release(&rows);
    return status;
}

void cmd_home_end(struct app *app)
{
    struct home *home = app->view->data;
    const struct meeting *meeting = take_selected(app);
    struct error err = ERROR_INIT;
    int number;

    if (meeting == NULL)
        return;
    number = meeting->number;
    if (meeting->status != MEETING_LIVE && meeting->status != MEETING_PLANNED) {
        app_say(app, ROLE_QUIET, "M%d has ended already", number);
    } else if (home->ending != number) {
        home->ending = number;
        app_say(app, ROLE_STATE, "e again ends M%d; any other key leaves it as it is", number);
    } else if (home_end_meeting(app, number, &err) || home_load(app, home, &err)) {
        app_say_error(app, &err);
    } else {
        app_say(app, ROLE_GOOD, "M%d has ended and waits to be written up", number);
        backup_start(app, false);
    }
}

void cmd_home_setup(struct app *app)
{
    const struct meeting *meeting = take_selected(app);

    if (meeting == NULL)
        return;
    if (study_is_read_only(app->study))
        app_say(app, ROLE_WARNING, "%s is read-only: no meeting can be changed in it", app->path);
    else if (meeting->status == MEETING_CLOSED)
        app_say(app, ROLE_QUIET, "M%d is closed: its set-up stays as it is", meeting->number);
    else
        setup_edit(app, meeting->number);
}

void cmd_home_study(struct app *app)
{
    study_screen_open(app);
}

void cmd_home_sites(struct app *app)
{
    sites_open(app);
}

void cmd_home_bodies(struct app *app)
{
    bodies_open(app);
}

void cmd_home_people(struct app *app)
{
    people_open(app);
}

void cmd_home_quit(struct app *app)
{
    while (app->view != NULL)
        app_close(app);
}
