/* SPDX-License-Identifier: MIT */
/* The agenda: its items, when each was on and how long, and which is on. What
 * is typed as ">" can be done here with an eye on the list, and the list can
 * be changed: before the meeting and in it. */
#include "tui/agenda.h"
#include "core/clock.h"
#include "core/course.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/course.h"
#include "tui/command.h"
#include "tui/rows.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COURSE_WAIT = 300 }; /* milliseconds for the disk, so that what was just begun counts */

struct agenda_screen {
    struct rows rows; /* first, for the list's functions; a row is an item */
    struct live *live;
    struct course course;
};

static struct agenda_screen *of(const struct rows *rows)
{
    return rows->data;
}

static void make_bar(struct agenda_screen *screen)
{
    const struct live *live = screen->live;
    struct rows *rows = &screen->rows;
    char sat[32] = "", observed[32] = "";

    if (screen->course.sat != TIME_UNKNOWN)
        clock_length(sat, sizeof sat, screen->course.sat);
    if (screen->course.observed != TIME_UNKNOWN)
        clock_length(observed, sizeof observed, screen->course.observed);
    snprintf(rows->bar, sizeof rows->bar, "M%d  agenda%s%s%s%s%s", live->number,
             sat[0] != '\0' ? "  sat " : "", sat, observed[0] != '\0' ? ", observed " : "",
             observed, live->room.on_break ? "  BREAK" : "");
}

static enum status agenda_load_rows(struct app *app, struct rows *rows, struct error *err)
{
    struct agenda_screen *screen = of(rows);
    struct live *live = screen->live;

    (void)live_flush(live, COURSE_WAIT);
    course_release(&screen->course);
    if (course_load(&screen->course, app->study, &live->meeting->id,
                    live->reading ? TIME_UNKNOWN : live_now(live), err))
        return err->status;
    rows->count = live->room.item_count;
    make_bar(screen);
    return STATUS_OK;
}

/* "12 min" of one that was on; "+" where it was so more than once. */
static void add_length(struct str *out, const struct item_course *course)
{
    char length[32];

    if (course == NULL || course->length == TIME_UNKNOWN)
        return;
    clock_length(length, sizeof length, course->length);
    str_add_format(out, "%s%s", length, course->stretches > 1 ? "+" : "");
}

static void add_title(const struct room *room, size_t row, struct str *out)
{
    const struct agenda_item *item = &room->items[row];

    str_add_format(out, "%s%s%s%s%s", row == room->current_item ? "> " : "", item->title,
                   item->paper[0] != '\0' ? " (" : "", item->paper,
                   item->paper[0] != '\0' ? ")" : "");
}

static const char *outcome_of(const struct agenda_screen *screen, const struct agenda_item *item)
{
    bool over = screen->live->meeting->status != MEETING_LIVE
                && screen->live->meeting->status != MEETING_PLANNED && screen->live->reading;

    return item->skipped                   ? "skipped"
           : !item->reached && over        ? "not reached"
           : item->purpose != PURPOSE_NONE ? purpose_words[item->purpose].name
                                           : "";
}

static void agenda_cell(const struct rows *rows, size_t row, size_t column, struct str *out)
{
    const struct agenda_screen *screen = rows->data;
    const struct room *room = &screen->live->room;
    const struct agenda_item *item = &room->items[row];
    const struct item_course *course = course_item(&screen->course, &item->id);
    bool on = row == room->current_item && !screen->live->reading;

    switch (column) {
    case 0:
        str_add_format(out, "%d", item->number);
        break;
    case 1:
        add_title(room, row, out);
        break;
    case 2:
        live_add_minute(screen->live, course != NULL ? course->began : item->began, out);
        break;
    case 3:
        add_length(out, course);
        break;
    case 4:
        str_add(out, outcome_of(screen, item));
        break;
    default:
        if (course != NULL && !on)
            live_add_minute(screen->live, course->ended, out);
    }
}

static void agenda_row_key(const struct rows *rows, size_t row, struct str *out)
{
    char id[ID_TEXT];

    id_print(&of(rows)->live->room.items[row].id, id);
    str_add(out, id);
}

static enum role agenda_role(const struct rows *rows, size_t row)
{
    const struct room *room = &of(rows)->live->room;

    if (row == room->current_item)
        return ROLE_BAND;
    return room->items[row].skipped ? ROLE_QUIET : ROLE_NORMAL;
}

/* --- what is on ------------------------------------------------------------------- */

static void want_item(struct rows *rows, size_t item)
{
    struct str key = STR_INIT;

    if (item < of(rows)->live->room.item_count) {
        agenda_row_key(rows, item, &key);
        rows_want(rows, str_text(&key));
    }
    str_release(&key);
}

static void begin(struct app *app, struct rows *rows, size_t item)
{
    struct live *live = of(rows)->live;
    struct room_said said = { "" };
    struct change change;
    int number;

    if (!live_begin(live, &change))
        return;
    room_begin_item(&live->room, item, live_now(live), &change, &said);
    number = live->room.items[item].number;
    live_finish(live, &change, &said);
    if (said.text[0] == '\0')
        app_say(app, ROLE_GOOD, "item %d is on", number);
    want_item(rows, item);
    rows_reload(app, rows);
}

static void agenda_begin(struct app *app, struct rows *rows, size_t row)
{
    begin(app, rows, row);
}

void cmd_agenda_next(struct app *app)
{
    struct rows *rows = app->view->data;
    const struct room *room = &of(rows)->live->room;
    size_t next = room->current_item < room->item_count ? room->current_item + 1 : 0;

    while (next < room->item_count && room->items[next].skipped)
        next++;
    if (next < room->item_count)
        begin(app, rows, next);
    else
        app_say(app, ROLE_QUIET, "that was the last item");
}

void cmd_agenda_previous(struct app *app)
{
    struct rows *rows = app->view->data;
    const struct room *room = &of(rows)->live->room;
    size_t before = room->current_item;

    while (before > 0 && before < room->item_count && room->items[before - 1].skipped)
        before--;
    if (before > 0 && before < room->item_count)
        begin(app, rows, before - 1);
    else
        app_say(app, ROLE_QUIET, "there is no item before");
}

/* --- the list itself -------------------------------------------------------------- */

static void shift(struct app *app, bool up)
{
    struct rows *rows = app->view->data;
    struct live *live = of(rows)->live;
    struct change change;
    size_t row;

    if (!rows_selected(rows, &row) || !live_begin(live, &change))
        return;
    want_item(rows, row);
    if (!room_shift_item(&live->room, row, up, &change))
        app_say(app, ROLE_QUIET, "it is the %s item already", up ? "first" : "last");
    live_finish(live, &change, NULL);
    rows_reload(app, rows);
}

void cmd_agenda_earlier(struct app *app)
{
    shift(app, true);
}

void cmd_agenda_later(struct app *app)
{
    shift(app, false);
}

void cmd_agenda_skip(struct app *app)
{
    struct rows *rows = app->view->data;
    struct live *live = of(rows)->live;
    struct change change;
    size_t row;

    if (!rows_selected(rows, &row))
        return;
    if (row == live->room.current_item) {
        app_say(app, ROLE_QUIET, "it is on: begin another one first");
        return;
    }
    if (!live_begin(live, &change))
        return;
    room_skip_item(&live->room, row, &change);
    live_finish(live, &change, NULL);
    rows_reload(app, rows);
}

void cmd_agenda_edit(struct app *app)
{
    struct rows *rows = app->view->data;
    size_t row;

    if (rows_selected(rows, &row) && live_writes(of(rows)->live))
        agenda_item_open(app, of(rows)->live, &of(rows)->live->room.items[row].id, 0);
}

/* Behind the selected one, where an agenda grows while it is gone through. */
static void agenda_add(struct app *app, struct rows *rows)
{
    struct live *live = of(rows)->live;
    size_t row;

    if (live_writes(live))
        agenda_item_open(app, live, NULL,
                         rows_selected(rows, &row) ? row + 1 : live->room.item_count);
}

void cmd_agenda_insert(struct app *app)
{
    struct rows *rows = app->view->data;
    size_t row;

    if (live_writes(of(rows)->live))
        agenda_item_open(app, of(rows)->live, NULL, rows_selected(rows, &row) ? row : 0);
}

static void step(struct app *app, bool back)
{
    struct rows *rows = app->view->data;

    live_step(of(rows)->live, back);
    rows_reload(app, rows);
}

void cmd_agenda_undo(struct app *app)
{
    step(app, true);
}

void cmd_agenda_redo(struct app *app)
{
    step(app, false);
}

static void agenda_close(struct app *app, struct rows *rows)
{
    struct agenda_screen *screen = of(rows);

    (void)app;
    course_release(&screen->course);
    rows_release(rows);
    free(screen);
}

static const struct rows_column columns[] = {
    { "No", 4, true },     { "Item", 0, false },     { "Began", 8, false },
    { "Length", 9, true }, { "Purpose", 12, false }, { "Ended", 8, false },
};

static const struct rows_ops agenda_ops = {
    .title = "The agenda",
    .least = 24,
    .hint = "Enter begins  > next  < back  n new  e edit  x skip  ? help",
    .empty = "There is no agenda.\n\nn adds the first item.",
    .many = "items",
    .contexts = CONTEXT_AGENDA,
    .column = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .load = agenda_load_rows,
    .cell = agenda_cell,
    .key = agenda_row_key,
    .role = agenda_role,
    .open = agenda_begin,
    .add = agenda_add,
    .close = agenda_close,
};

void agenda_open(struct app *app, struct live *live)
{
    struct agenda_screen *screen = mem_alloc(1, sizeof *screen);

    screen->live = live;
    rows_init(&screen->rows, &agenda_ops, screen);
    want_item(&screen->rows, live->room.current_item);
    rows_open(app, &screen->rows, "Agenda");
}
