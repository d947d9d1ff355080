/* SPDX-License-Identifier: MIT */
/* Attendance: everybody of the meeting, where they are and since when; one key
 * marks the selected one. A number that is typed selects. */
#include "core/clock.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/command.h"
#include "tui/live_room.h"
#include "tui/rows.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include "tui/screens.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIND_COLUMNS = 9999 }; /* wider than any screen: only the filter sees it */

struct attendance {
    struct rows rows; /* first, for the list's functions */
    struct live *live;
    int *person; /* beside the rows: indexes into the room's people */
    size_t room;
    char digits[12]; /* of a number that is being typed */
};

static struct attendance *of(const struct rows *rows)
{
    return rows->data;
}

static void add_row(struct attendance *attendance, size_t person)
{
    struct rows *rows = &attendance->rows;

    attendance->person =
        mem_grow(attendance->person, rows->count, &attendance->room, sizeof *attendance->person);
    attendance->person[rows->count++] = (int)person;
}

static void make_bar(struct attendance *attendance)
{
    const struct live *live = attendance->live;
    struct rows *rows = &attendance->rows;
    struct styled quorum = { 0 };

    live_add_quorum(&quorum, &live->room, (int)sizeof rows->bar);
    text_print(rows->bar, sizeof rows->bar, "M%d  attendance  %s%s", live->number,
               str_text(&quorum.text), room_is_setting_up(&live->room) ? "  (set-up)" : "");
    styled_release(&quorum);
}

/* Who is expected first, both by number, as the room has them. */
static enum status attendance_load(struct app *app, struct rows *rows, struct error *err)
{
    struct attendance *attendance = of(rows);
    const struct room *room = &attendance->live->room;

    (void)app;
    (void)err;
    rows->count = 0;
    for (int expected = 1; expected >= 0; expected--)
        for (size_t i = 0; i < room->person_count; i++)
            if (room->people[i].here && room->people[i].voice == NULL
                && room->presence[i].expected == (expected == 1))
                add_row(attendance, i);
    make_bar(attendance);
    return STATUS_OK;
}

static void add_state(const struct presence *presence, struct str *out)
{
    static const char *const away[MOVEMENTS] = { [MOVE_LEFT] = "left",
                                                 [MOVE_WITHDREW] = "withdrawn",
                                                 [MOVE_APOLOGIES] = "apologies",
                                                 [MOVE_ABSENT] = "absent",
                                                 [MOVE_LATE] = "not here yet" };

    if (!presence->known)
        str_add(out, presence->expected || presence->spoke ? "here" : "not here");
    else if (presence->last == MOVE_ARRIVED)
        str_add(out, presence->mode == MODE_ROOM ? "here" : mode_words[presence->mode].name);
    else if (presence->last == MOVE_WITHDREW && presence->over)
        str_add(out, "here (withdrew)");
    else
        str_add(out, away[presence->last]);
}

/* Short forms are sought and never shown. */
static void add_names(const struct person *person, struct str *out)
{
    if (person->initials != NULL)
        str_add_format(out, "%s ", person->initials);
    for (size_t i = 0; i < person->alias_count; i++)
        str_add_format(out, "%s ", person->aliases[i]);
}

static void attendance_cell(const struct rows *rows, size_t row, size_t column, struct str *out)
{
    const struct attendance *attendance = rows->data;
    const struct room *room = &attendance->live->room;
    int at = attendance->person[row];
    const struct person *person = &room->people[at];
    const struct presence *presence = &room->presence[at];

    switch (column) {
    case 0:
        str_add_format(out, "%d", person->number);
        break;
    case 1:
        add_state(presence, out);
        break;
    case 2:
        live_add_minute(attendance->live, presence->since, out);
        break;
    case 3:
        if (person->role_group >= 0)
            str_add(out, room->groups[person->role_group].name);
        break;
    case 4:
        str_add(out, !presence->expected && presence->capacity == CAPACITY_ATTENDING
                         ? "visitor"
                         : capacity_words[presence->capacity].name);
        break;
    default:
        add_names(person, out);
    }
}

static enum role attendance_role(const struct rows *rows, size_t row)
{
    const struct attendance *attendance = rows->data;
    const struct presence *presence = &attendance->live->room.presence[attendance->person[row]];

    if (presence_is_withdrawn(presence))
        return ROLE_STATE;
    return presence_is_here(presence) ? ROLE_NORMAL : ROLE_QUIET;
}

/* --- marking ------------------------------------------------------------------- */

static struct attendance *here(struct app *app)
{
    struct rows *rows = app->view->data;

    of(rows)->digits[0] = '\0';
    return of(rows);
}

static void mark(struct app *app, enum movement movement, enum attendance_mode mode)
{
    struct attendance *attendance = here(app);
    struct live *live = attendance->live;
    struct room_said said = { "" };
    struct read_movement read = { -1, movement, mode };
    struct change change;
    size_t row;

    if (!rows_selected(&attendance->rows, &row) || !live_begin(live, &change))
        return;
    read.person = attendance->person[row];
    room_mark(&live->room, &read, live_now(live), &change, &said);
    live_finish(live, &change, &said);
    rows_reload(app, &attendance->rows);
}

void cmd_attendance_here(struct app *app)
{
    mark(app, MOVE_ARRIVED, MODE_ROOM);
}

void cmd_attendance_phone(struct app *app)
{
    mark(app, MOVE_ARRIVED, MODE_PHONE);
}

void cmd_attendance_online(struct app *app)
{
    mark(app, MOVE_ARRIVED, MODE_ONLINE);
}

void cmd_attendance_absent(struct app *app)
{
    mark(app, MOVE_ABSENT, MODE_ROOM);
}

void cmd_attendance_apologies(struct app *app)
{
    mark(app, MOVE_APOLOGIES, MODE_ROOM);
}

void cmd_attendance_late(struct app *app)
{
    mark(app, MOVE_LATE, MODE_ROOM);
}

void cmd_attendance_left(struct app *app)
{
    mark(app, MOVE_LEFT, MODE_ROOM);
}

void cmd_attendance_withdrew(struct app *app)
{
    mark(app, MOVE_WITHDREW, MODE_ROOM);
}

void cmd_attendance_capacity(struct app *app)
{
    struct attendance *attendance = here(app);
    struct live *live = attendance->live;
    struct room_said said = { "" };
    struct change change;
    size_t row;
    int person;

    if (!rows_selected(&attendance->rows, &row) || !live_begin(live, &change))
        return;
    person = attendance->person[row];
    room_seat(&live->room, person,
              (enum capacity)((live->room.presence[person].capacity + 1) % CAPACITIES),
              live_now(live), &change, &said);
    live_finish(live, &change, NULL);
    app_say(app, ROLE_STATE, "%d %s today; %s", live->room.people[person].number,
            movement_does(MOVE_SITS, ARRIVAL_PLAIN, live->room.presence[person].capacity),
            said.text);
    rows_reload(app, &attendance->rows);
}

static void step(struct app *app, bool back)
{
    struct attendance *attendance = here(app);

    live_step(attendance->live, back);
    rows_reload(app, &attendance->rows);
}

void cmd_attendance_undo(struct app *app)
{
    step(app, true);
}

void cmd_attendance_redo(struct app *app)
{
    step(app, false);
}

static void attendance_enter(struct app *app, struct rows *rows, size_t row)
{
    (void)rows;
    (void)row;
    cmd_attendance_here(app);
}

/* --- visitors ---------------------------------------------------------------------- */

static void select_person(struct attendance *attendance, int number)
{
    char key[16];

    snprintf(key, sizeof key, "%d", number);
    line_set(&attendance->rows.filter, "");
    rows_want(&attendance->rows, key);
}

/* Somebody whose study id is known; false, having said why, if nobody has it. */
static bool known_visitor(struct attendance *attendance, int number)
{
    struct live *live = attendance->live;
    struct read_movement arrives = { -1, MOVE_ARRIVED, MODE_ROOM };
    struct room_said said = { "" };
    struct change change;

    for (size_t i = 0; i < live->room.person_count; i++)
        if (live->room.people[i].number == number)
            arrives.person = (int)i;
    if (arrives.person < 0) {
        app_say(live->app, ROLE_WARNING, "nobody has id %d: give a role group and initials",
                number);
        return false;
    }
    if (!live_begin(live, &change))
        return false;
    room_mark(&live->room, &arrives, live_now(live), &change, &said);
    live_finish(live, &change, &said);
    select_person(attendance, number);
    return true;
}

static int find_group(const struct room *room, const char *word, size_t len)
{
    for (size_t i = 0; i < room->group_count; i++)
        if (text_same(room->groups[i].key, strlen(room->groups[i].key), word, len)
            || text_same(room->groups[i].name, strlen(room->groups[i].name), word, len))
            return (int)i;
    return -1;
}

/* "gp kw": a role group and initials; either may be left out. */
static bool new_visitor(struct attendance *attendance, const char *text)
{
    struct live *live = attendance->live;
    const char *last = strrchr(text, ' '), *alias = last != NULL ? last + 1 : "";
    int group = find_group(&live->room, text, strlen(text));
    struct room_said said = { "" };
    struct change change;
    int number;

    if (group >= 0)
        alias = "";
    else if (last != NULL)
        group = find_group(&live->room, text, (size_t)(last - text));
    if (group < 0) {
        app_say(live->app, ROLE_WARNING, "\"%s\" is no study id and no role group of this study",
                text);
        return false;
    }
    if (!live_begin(live, &change))
        return false;
    room_new_visitor(&live->room, group, alias[0] != '\0' ? alias : NULL, live_now(live), &change,
                     &said);
    number = change.persons[0].number;
    live_finish(live, &change, NULL);
    select_person(attendance, number);
    app_say(live->app, ROLE_GOOD, "%d is new and here, in attendance; c gives a vote", number);
    return true;
}

/* The question lies on the list. */
static bool take_visitor(struct app *app, const char *text)
{
    struct attendance *attendance = of(app->view->below->data);
    size_t digits = strspn(text, "0123456789");
    bool taken;

    if (text[0] == '\0')
        taken = true;
    else if (digits < 10 && text[digits] == '\0')
        taken = known_visitor(attendance, atoi(text));
    else
        taken = new_visitor(attendance, text);
    if (taken)
        app_close(app);
    return taken;
}

static void leave_visitor(struct app *app)
{
    app_close(app);
}

static void attendance_add(struct app *app, struct rows *rows)
{
    if (live_writes(of(rows)->live))
        ask_open(app, "Who comes? A study id, or a role group and initials: gp kw",
                 "Enter adds the visitor  Escape goes back", take_visitor, leave_visitor);
}

/* --- a number that is typed ------------------------------------------------------------ */

static bool select_number(struct rows *rows, const char *digits)
{
    const struct attendance *attendance = of(rows);
    char number[16];

    for (size_t i = 0; i < rows->list.count; i++) {
        int person = attendance->person[rows->shown[i]];

        snprintf(number, sizeof number, "%d", attendance->live->room.people[person].number);
        if (strncmp(number, digits, strlen(digits)) == 0) {
            list_select(&rows->list, i);
            return true;
        }
    }
    return false;
}

/* A digit goes on with the number, or begins another one. */
static void attendance_key(struct app *app, void *data, const struct press *press)
{
    struct rows *rows = data;
    struct attendance *attendance = of(rows);
    size_t len = strlen(attendance->digits);

    if (press->kind != PRESS_TEXT || !isdigit((unsigned char)press->name[0])) {
        attendance->digits[0] = '\0';
        return;
    }
    if (len + 2 > sizeof attendance->digits)
        len = 0;
    attendance->digits[len] = press->name[0];
    attendance->digits[len + 1] = '\0';
    if (!select_number(rows, attendance->digits)) {
        attendance->digits[0] = press->name[0];
        attendance->digits[1] = '\0';
        if (!select_number(rows, attendance->digits))
            attendance->digits[0] = '\0';
    }
    app_say(app, ROLE_QUIET, "%s", attendance->digits);
}

static void attendance_close(struct app *app, struct rows *rows)
{
    struct attendance *attendance = of(rows);

    (void)app;
    free(attendance->person);
    rows_release(rows);
    free(attendance);
}

static const struct rows_column columns[] = {
    { "Id", 6, true },          { "State", 16, false }, { "Since", 8, false },
    { "Role group", 0, false }, { "Today", 15, false }, { "", FIND_COLUMNS, false },
};

static const struct rows_ops attendance_ops = {
    .title = "Attendance",
    .hint = "p here a absent l late x left w withdraws  n visitor  ? help",
    .empty = "Nobody is expected, and nobody has come.\n\nn adds who is here.",
    .many = "people",
    .contexts = CONTEXT_ATTENDANCE,
    .column = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .load = attendance_load,
    .cell = attendance_cell,
    .role = attendance_role,
    .open = attendance_enter,
    .add = attendance_add,
    .close = attendance_close,
};

void attendance_open(struct app *app, struct live *live)
{
    struct attendance *attendance = mem_alloc(1, sizeof *attendance);

    attendance->live = live;
    rows_init(&attendance->rows, &attendance_ops, attendance);
    rows_open(app, &attendance->rows, "Attendance");
    attendance->rows.view.key = attendance_key;
}
