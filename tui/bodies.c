/* SPDX-License-Identifier: MIT */
/* The bodies of the study as a list. The form of one is body.c. */
#include "core/mem.h"
#include "tui/body.h"
#include "tui/confirm.h"
#include "tui/rows.h"
#include "tui/said.h"
#include "tui/screens.h"
#include <stdlib.h>

struct bodies_screen {
    struct rows rows;
    struct bodies bodies;
};

static enum status bodies_read(struct app *app, struct rows *rows, struct error *err)
{
    struct bodies_screen *screen = rows->data;

    bodies_release(&screen->bodies);
    if (bodies_load(&screen->bodies, app->study, err))
        return err->status;
    rows->count = screen->bodies.count;
    return STATUS_OK;
}

/* Meetings are counted once the list is seen. */
static void bodies_settle(struct app *app, struct rows *rows)
{
    struct bodies_screen *screen = rows->data;
    struct error err = ERROR_INIT;

    if (bodies_count_meetings(&screen->bodies, app->study, &err))
        app_say_error(app, &err);
    app->repaint = true;
}

static void bodies_cell(const struct rows *rows, size_t row, size_t column, struct str *out)
{
    const struct bodies_screen *screen = rows->data;
    const struct body_row *body = &screen->bodies.body[row];

    switch (column) {
    case 0:
        str_add(out, body->site[0] != '\0' ? body->site : "-");
        break;
    case 1:
        str_add(out, body->name);
        break;
    case 2:
        str_add(out, body->function_name);
        break;
    case 3:
        if (body->quorum > 0)
            str_add_format(out, "%d", body->quorum);
        break;
    case 4:
        str_add_format(out, "%zu", body->people);
        break;
    default:
        if (screen->bodies.counted)
            str_add_format(out, "%zu", body->meetings);
    }
}

static void bodies_key(const struct rows *rows, size_t row, struct str *out)
{
    const struct bodies_screen *screen = rows->data;
    char text[ID_TEXT];

    id_print(&screen->bodies.body[row].id, text);
    str_add(out, text);
}

static void bodies_open_row(struct app *app, struct rows *rows, size_t row)
{
    struct bodies_screen *screen = rows->data;

    if (study_is_read_only(app->study))
        app_say(app, ROLE_WARNING, "%s is read-only", app->path);
    else
        body_open(app, rows, &screen->bodies.body[row]);
}

static void bodies_add(struct app *app, struct rows *rows)
{
    body_open(app, rows, NULL);
}

static void remove_selected(struct app *app)
{
    struct rows *rows = app->view->data;
    struct bodies_screen *screen = rows->data;
    struct error err = ERROR_INIT;
    size_t row;

    if (!rows_selected(rows, &row))
        return;
    if (bodies_delete(app->study, &screen->bodies.body[row].id, &err))
        app_say_error(app, &err);
    else
        app_say(app, ROLE_GOOD, "taken out: %s", screen->bodies.body[row].name);
    rows_reload(app, rows);
}

static void bodies_remove(struct app *app, struct rows *rows, size_t row)
{
    struct bodies_screen *screen = rows->data;
    const struct body_row *body = &screen->bodies.body[row];

    if (body->meetings > 0)
        app_say(app, ROLE_WARNING, "%s has meetings and stays; Enter renames it", body->name);
    else
        app_confirm(app, remove_selected, "take out %s with its people and agenda?", body->name);
}

static void bodies_closed(struct app *app, struct rows *rows)
{
    struct bodies_screen *screen = rows->data;

    (void)app;
    bodies_release(&screen->bodies);
    rows_release(rows);
    free(screen);
}

static const struct rows_column columns[] = { { "Site", 6, false },      { "Body", 0, false },
                                              { "Function", 24, false }, { "Quorum", 8, true },
                                              { "People", 8, true },     { "Meetings", 10, true } };
static const struct rows_ops bodies_ops = {
    .title = "Bodies",
    .least = 20,
    .hint = "Enter edit  n new  d take out  / filter  q back",
    .empty = "No body yet.\n\nn makes one: its local name, what it is for, its quorum,\n"
             "who usually sits in it, and its usual agenda.\nA meeting of it begins with all that.",
    .many = "bodies",
    .one = "body",
    .column = columns,
    .column_count = 6,
    .unsought = 1, /* numbers that come later */
    .load = bodies_read,
    .settle = bodies_settle,
    .cell = bodies_cell,
    .key = bodies_key,
    .open = bodies_open_row,
    .add = bodies_add,
    .remove = bodies_remove,
    .close = bodies_closed,
};

void bodies_open(struct app *app)
{
    struct bodies_screen *screen = mem_alloc(1, sizeof *screen);

    rows_init(&screen->rows, &bodies_ops, screen);
    rows_open(app, &screen->rows, "moot: bodies");
}
