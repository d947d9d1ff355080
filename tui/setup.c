/* SPDX-License-Identifier: MIT */
/* The form in which a meeting is set up. Its rows are those of the fields,
 * one each, the agenda as many as it has; what does not fit is scrolled. */
#include "tui/setup.h"
#include "core/clock.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/command.h"
#include <curses.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_COLUMNS = 10, AGENDA_ROWS = 4 };

/* clang-format off */
static const struct { const char *label, *hint; } fields[FIELDS] = {
    [FIELD_TITLE]    = { "Title",    "what it is called; empty: made of function and date" },
    [FIELD_SITE]     = { "Site",     "the code of the site, as 3 or A; Tab completes" },
    [FIELD_BODY]     = { "Body",     "its local name; a known one brings site, function, people" },
    [FIELD_FUNCTION] = { "Function", "Left and Right go through them, a letter finds one" },
    [FIELD_DATE]     = { "Date",     "as 2026-03-04; C-u empties the field" },
    [FIELD_VENUE]    = { "Venue",    "where it meets" },
    [FIELD_PEOPLE]   = { "People",   "283 gp ab, 60 nm, 101: id, role group, short form" },
    [FIELD_AGENDA]   = { "Agenda",   "one item a row, or paste it; F9 or C-x s makes the meeting" },
    [FIELD_SAVE]     = { "",         "Enter makes the meeting" },
};
/* clang-format on */

void setup_free(struct setup *setup)
{
    if (setup == NULL)
        return;
    for (int i = 0; i < FIELD_SAVE; i++)
        line_release(&setup->line[i]);
    str_release(&setup->sought);
    names_release(&setup->sites);
    names_release(&setup->bodies);
    names_release(&setup->functions);
    free(setup);
}

static enum status setup_load(struct app *app, void *data, struct error *err)
{
    struct setup *setup = data;

    names_release(&setup->sites);
    names_release(&setup->bodies);
    names_release(&setup->functions);
    if (meetings_sites(&setup->sites, app->study, err)
        || meetings_bodies(&setup->bodies, app->study, err)
        || meetings_functions(&setup->functions, app->study, err))
        return err->status;
    return STATUS_OK;
}

/* --- painting ---------------------------------------------------------------- */

static int rows_of(const struct setup *setup, enum field field)
{
    int rows = 1;

    if (field != FIELD_AGENDA)
        return 1;
    for (size_t i = 0; i < setup->line[field].text.len; i++)
        rows += setup->line[field].text.text[i] == '\n';
    return rows < AGENDA_ROWS ? AGENDA_ROWS : rows;
}

static int row_of_field(const struct setup *setup, enum field field)
{
    int row = 0;

    for (enum field i = FIELD_TITLE; i < field; i++)
        row += rows_of(setup, i);
    return row;
}

/* The row of the form in which the cursor stands, and where its row of text
 * starts. */
static int cursor_row(const struct setup *setup, size_t *start)
{
    int row = row_of_field(setup, setup->at);

    *start = 0;
    if (setup->at == FIELD_SAVE)
        return row;
    for (size_t i = 0; i < setup->line[setup->at].cursor; i++)
        if (setup->line[setup->at].text.text[i] == '\n') {
            row++;
            *start = i + 1;
        }
    return row;
}

/* Paints one row of a field's text; a long one is shown from where the cursor
 * is in view. Returns the column of the cursor, -1 if it is elsewhere. */
static int draw_text(int y, int x, const char *text, size_t len, size_t cursor)
{
    int columns = COLS - x - 1, at = -1;
    size_t from = 0;
    char *part;

    if (columns < 1)
        return -1;
    if (cursor <= len) {
        while (from < cursor && text_width(text + from, cursor - from) >= (size_t)columns)
            from = text_next(text, len, from);
        at = x + (int)text_width(text + from, cursor - from);
    }
    part = mem_copy_len(text + from, len - from);
    (void)draw_cell(y, x, columns, ROLE_NORMAL, part);
    free(part);
    return at;
}

static void draw_field(const struct setup *setup, enum field field, int y, int last, int *cursor_x)
{
    int x = COLS >= 30 ? LABEL_COLUMNS : 0, row = 0;
    const char *text, *end;
    size_t cursor, start;
    bool here = field == setup->at;
    int at_row = cursor_row(setup, &start) - row_of_field(setup, field);

    if (field == FIELD_SAVE) {
        if (y >= 1 && y <= last)
            (void)draw_cell(y, x, COLS - x, here ? ROLE_SELECTED : ROLE_TITLE,
                            "[ Make the meeting ]");
        return;
    }
    text = str_text(&setup->line[field].text);
    cursor = setup->line[field].cursor - (here ? start : 0);
    if (x > 0 && y >= 1 && y <= last)
        (void)draw_cell(y, 1, x - 1, here ? ROLE_TITLE : ROLE_QUIET, fields[field].label);
    for (; text != NULL; text = end != NULL ? end + 1 : NULL, row++) {
        size_t len;
        int at;

        end = setup->line[field].rows ? strchr(text, '\n') : NULL;
        len = end != NULL ? (size_t)(end - text) : strlen(text);
        if (y + row < 1 || y + row > last)
            continue;
        at = draw_text(y + row, x, text, len,
                       here && row == at_row ? cursor : len + 1);
        if (at >= 0)
            *cursor_x = at;
    }
}

static void setup_draw(struct app *app, void *data)
{
    struct setup *setup = data;
    int rows = LINES - 1 - (LINES > 2), last = LINES - 1 - (LINES > 2), cursor_x = 0;
    size_t start;
    int at = cursor_row(setup, &start);

    erase();
    if (rows < 1)
        rows = 1;
    if (setup->top > at)
        setup->top = at;
    if (setup->top <= at - rows)
        setup->top = at - rows + 1;
    for (enum field field = FIELD_TITLE; field < FIELDS; field++)
        draw_field(setup, field, row_of_field(setup, field) - setup->top + 1, last, &cursor_x);
    draw_blank(0, 0, ROLE_BAR);
    (void)draw_cell(0, 1, COLS - 1, ROLE_BAR, "moot: a new meeting");
    if (LINES > 2)
        app_draw_said(app, LINES - 1, fields[setup->at].hint);
    if (setup->at == FIELD_SAVE)
        cursor_x = COLS >= 30 ? LABEL_COLUMNS : 0;
    move(at - setup->top + 1, cursor_x);
}

static struct line *setup_line(struct app *app, void *data)
{
    struct setup *setup = data;

    (void)app;
    return setup->at < FIELD_SAVE && setup->at != FIELD_FUNCTION ? &setup->line[setup->at] : NULL;
}

static void setup_edited(struct app *app, void *data, bool changed)
{
    struct setup *setup = data;

    (void)app;
    if (changed && setup->at == FIELD_BODY)
        setup->reused = 0;
}

/* Which function is chosen; -1 none. */
static int chosen_function(const struct setup *setup)
{
    const char *text = str_text(&setup->line[FIELD_FUNCTION].text);

    for (size_t i = 0; i < setup->functions.count; i++)
        if (strcmp(setup->functions.name[i], text) == 0)
            return (int)i;
    return -1;
}

static void choose_function(struct setup *setup, int choice)
{
    int count = (int)setup->functions.count;

    if (count > 0)
        line_set(&setup->line[FIELD_FUNCTION],
                 setup->functions.name[(choice % count + count) % count]);
}

/* The first function that begins with what was typed; a letter that no longer
 * fits begins anew, with the next one. */
static void seek_function(struct setup *setup, const char *letter)
{
    int chosen = chosen_function(setup), count = (int)setup->functions.count;

    str_add(&setup->sought, letter);
    for (int again = 0; again < 2; again++) {
        for (int i = again; i < count + again; i++) {
            int at = (chosen < 0 ? i : chosen + i) % count;
            const char *name = setup->functions.name[at];

            if (text_begins(name, strlen(name), setup->sought.text, setup->sought.len)) {
                choose_function(setup, at);
                return;
            }
        }
        str_clear(&setup->sought);
        str_add(&setup->sought, letter);
    }
    str_clear(&setup->sought);
}

/* The function is chosen, not typed: arrows go through the list, letters find
 * the one that begins with them. */
static void setup_key(struct app *app, void *data, const struct press *press)
{
    struct setup *setup = data;
    int chosen = chosen_function(setup);

    if (press->kind == PRESS_PASTE) {
        struct line *line = setup_line(app, data);

        if (line != NULL)
            line_insert(line, press->paste, press->paste_len);
        setup_edited(app, data, true);
    }
    if (setup->at != FIELD_FUNCTION)
        return;
    if (press->kind == PRESS_TEXT && strcmp(press->name, " ") != 0) {
        seek_function(setup, press->name);
        return;
    }
    str_clear(&setup->sought);
    if (strcmp(press->name, "Right") == 0 || strcmp(press->name, " ") == 0)
        choose_function(setup, chosen + 1);
    else if (strcmp(press->name, "Left") == 0)
        choose_function(setup, chosen < 0 ? -1 : chosen - 1);
    else if (strcmp(press->name, "Backspace") == 0 || strcmp(press->name, "C-h") == 0)
        line_set(&setup->line[FIELD_FUNCTION], "");
}

static void setup_close(struct app *app, void *data)
{
    (void)app;
    (void)data; /* kept in app->setup */
}

static const struct view_ops setup_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_LINE | CONTEXT_SETUP,
    .title = "A new meeting",
    .load = setup_load,
    .draw = setup_draw,
    .key = setup_key,
    .line = setup_line,
    .edited = setup_edited,
    .close = setup_close,
};

void setup_open(struct app *app)
{
    if (app->setup == NULL) {
        char date[CLOCK_DATE];
        int64_t now = clock_wall();

        app->setup = mem_alloc(1, sizeof *app->setup);
        app->setup->line[FIELD_AGENDA].rows = true;
        clock_date(date, now, clock_offset(now));
        line_set(&app->setup->line[FIELD_DATE], date);
    }
    app_open(app, &setup_ops, app->setup);
}

/* --- commands ---------------------------------------------------------------- */

static void go(struct app *app, int by)
{
    struct setup *setup = app->view->data;
    struct error err = ERROR_INIT;
    int to = (int)setup->at + by;

    if (setup->at == FIELD_BODY) {
        if (setup_reuse(app->study, setup, &err))
            app_say_error(app, &err);
        else if (setup->reused > 0)
            app_say(app, ROLE_QUIET, "as at M%d, the last meeting of this body", setup->reused);
    }
    str_clear(&setup->sought);
    if (to >= 0 && to < FIELDS)
        setup->at = (enum field)to;
}

static const struct names *choices(const struct setup *setup)
{
    switch (setup->at) {
    case FIELD_SITE:
        return &setup->sites;
    case FIELD_BODY:
        return &setup->bodies;
    default:
        return NULL;
    }
}

/* Completes the name of a site or body, unless it stands there already. */
static bool complete(struct setup *setup)
{
    const struct names *names = choices(setup);
    struct line *line;
    size_t found = 0;

    if (names == NULL)
        return false;
    line = &setup->line[setup->at];
    if (line->text.len == 0)
        return false;
    for (size_t i = names->count; i-- > 0;) {
        const char *name = names->name[i];

        if (text_same(name, strlen(name), str_text(&line->text), line->text.len))
            return false;
        if (text_begins(name, strlen(name), str_text(&line->text), line->text.len))
            found = i + 1;
    }
    if (found == 0)
        return false;
    line_set(line, names->name[found - 1]);
    return true;
}

void cmd_setup_next(struct app *app)
{
    if (!complete(app->view->data))
        go(app, 1);
}

void cmd_setup_previous(struct app *app)
{
    go(app, -1);
}

void cmd_setup_up(struct app *app)
{
    struct setup *setup = app->view->data;

    if (setup_line(app, setup) == NULL || !line_up(&setup->line[setup->at]))
        go(app, -1);
}

void cmd_setup_down(struct app *app)
{
    struct setup *setup = app->view->data;

    if (setup_line(app, setup) == NULL || !line_down(&setup->line[setup->at]))
        go(app, 1);
}

void cmd_setup_enter(struct app *app)
{
    struct setup *setup = app->view->data;

    if (setup->at == FIELD_SAVE)
        cmd_setup_save(app);
    else if (setup->at == FIELD_AGENDA)
        line_insert(&setup->line[FIELD_AGENDA], "\n", 1);
    else
        go(app, 1);
}

void cmd_setup_clear(struct app *app)
{
    struct setup *setup = app->view->data;

    if (setup->at < FIELD_SAVE)
        line_cut_all(&setup->line[setup->at]);
    setup_edited(app, setup, true);
}

void cmd_setup_save(struct app *app)
{
    struct setup *setup = app->view->data;
    struct error err = ERROR_INIT;
    char kept[80];
    int number;

    if (setup_reuse(app->study, setup, &err)
        || setup_save(app->study, setup, &number, kept, sizeof kept, &err)) {
        app_say_error(app, &err);
        return;
    }
    app->select = number;
    app_close(app);
    setup_free(app->setup);
    app->setup = NULL;
    if (kept[0] != '\0')
        app_say(app, ROLE_STATE, "M%d is made; known before and kept as they were: %s", number,
                kept);
    else
        app_say(app, ROLE_GOOD, "M%d is made; Enter opens it live", number);
}

void cmd_setup_leave(struct app *app)
{
    app_close(app);
    app_say(app, ROLE_QUIET, "what was typed is kept: n goes on with it");
}
