/* SPDX-License-Identifier: MIT */
/* Home: the meetings of the study by status, as a screen. What is selected is a
 * line of it; headings are lines, too, and are stepped over. */
#include "core/clock.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/lock.h"
#include "storage/meetings.h"
#include "storage/record.h"
#include "tui/command.h"
#include "tui/home_page.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include "tui/screens.h"
#include <curses.h>
#include <stdlib.h>
#include <string.h>

/* Meetings that are read on both sides of those in view, once these are seen. */
enum { AROUND = 10 };

struct home {
    struct home_page page;
    int ending; /* the meeting that a second "e" ends; 0 none */
};

static size_t rows_in_view(void)
{
    int rows = LINES - (LINES > 3) - (LINES > 1);

    return rows > 0 ? (size_t)rows : 1;
}

/* Reads what is in view, for `all` anyhow with what is around it, and what another window has
 * written: nothing wakes home for that, so it is seen at the next key, before that does
 * anything. False: it could not be read, which was said. */
static bool read_view(struct app *app, struct home *home, bool all)
{
    struct error err = ERROR_INIT;
    bool anew;

    if (home_page_view(&home->page, app->study, rows_in_view(), AROUND, all, &anew, &err))
        app_say_error(app, &err);
    if (anew) {
        app->view->settled = false;
        app->repaint = true;
    }
    return err.status == STATUS_OK;
}

static enum status home_load(struct app *app, void *data, struct error *err)
{
    struct home *home = data;
    int number = app->select > 0 ? app->select : home_page_number(&home->page);

    app->view->settled = false; /* each time anew */
    app->select = 0;
    home->ending = 0;
    return home_page_read(&home->page, app->study, number, rows_in_view(), err);
}

/* The window may have changed, or the study. */
static void home_tick(struct app *app, void *data)
{
    struct home *home = data;

    if (app->view->data == home)
        (void)read_view(app, home, false);
}

/* So that steps further need no reading. */
static void home_settle(struct app *app, void *data)
{
    struct home *home = data;

    if (home->page.rows.count < home->page.counts.all)
        (void)read_view(app, home, true);
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
    struct home_page *page = &((struct home *)data)->page;
    int top = LINES > 3, rows = LINES - top - (LINES > 1);
    char count[40];

    erase();
    if (top) {
        draw_blank(0, 0, ROLE_BAR);
        snprintf(count, sizeof count, "%zu meeting%s", page->counts.all,
                 page->counts.all == 1 ? "" : "s");
        (void)draw_cell(0, COLS - 1 - (int)strlen(count), 40, ROLE_BAR, count);
        (void)draw_cell(0, 1, COLS - 3 - (int)strlen(count), ROLE_BAR, page->title);
    }
    if (page->list.selected == 1 && rows > 1)
        page->list.top = 0; /* the heading above the first meeting */
    if (page->counts.all == 0)
        draw_empty(rows);
    for (int y = 0; y < rows && page->list.top + (size_t)y < page->list.count; y++) {
        size_t i = page->list.top + (size_t)y, place;
        const struct meeting_row *row = home_page_row(page, i);
        enum meeting_status status = MEETING_LIVE;

        if (row != NULL)
            draw_meeting(y + top, row, i == page->list.selected);
        else if (!home_page_line(page, i, &status, &place))
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
    home_page_release(&home->page);
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

static void step(struct app *app, long by)
{
    struct home *home = app->view->data;
    bool read = read_view(app, home, false);

    home->ending = 0;
    home_page_step(&home->page, by);
    if (read)
        (void)read_view(app, home, false); /* the next press may be about what is selected now */
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

    step(app, -(long)home->page.list.height);
}

void cmd_home_page_down(struct app *app)
{
    struct home *home = app->view->data;

    step(app, (long)home->page.list.height);
}

void cmd_home_first(struct app *app)
{
    struct home *home = app->view->data;

    step(app, -(long)home->page.list.count);
}

void cmd_home_last(struct app *app)
{
    struct home *home = app->view->data;

    step(app, (long)home->page.list.count);
}

/* The selected meeting, or NULL having said that there is none. */
static const struct meeting *take_selected(struct app *app)
{
    struct home *home = app->view->data;
    int number = home_page_number(&home->page);
    const struct meeting_row *row;

    if (!read_view(app, home, false))
        return NULL;
    row = home_page_selected(&home->page);
    if (row == NULL || number == 0) {
        app_say(app, ROLE_QUIET, "no meeting is selected: n sets up a new one");
        return NULL;
    }
    if (row->meeting.number != number) {
        app_say(app, ROLE_WARNING, "M%d is there no longer", number);
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
    const struct home *home = app->view->data;

    export_open(app, home_page_number(&home->page));
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
