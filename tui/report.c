/* SPDX-License-Identifier: MIT */
/* The report as a screen, painted with what a moment brings, of most studies
 * every meeting; the rest as it is reckoned between keys. Nothing is selected: what moves is the
 * top row. */
#include "storage/report.h"
#include "core/list.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/command.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include <curses.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLICE = 0, SLICE = 25, NAME_LEAST = 18, NUMBER = 10 }; /* milliseconds, columns */

struct report_view {
    struct reporting *reporting;
    struct styled *row;
    size_t count, room;
    struct list list;
    int columns; /* for which the rows were made */
    bool done;   /* they hold everything */
};

/* --- rows ------------------------------------------------------------------------------ */

static struct styled *add_row(struct report_view *view)
{
    view->row = mem_grow(view->row, view->count, &view->room, sizeof *view->row);
    view->row[view->count] = (struct styled){ 0 };
    return &view->row[view->count++];
}

static void free_rows(struct report_view *view)
{
    for (size_t i = 0; i < view->count; i++)
        styled_release(&view->row[i]);
    view->count = 0;
}

/* `text` in exactly `columns` columns, on the left or on the right of them. */
static void add_cell(struct styled *row, enum role role, const char *text, int columns, bool right)
{
    size_t len = strlen(text), used;
    size_t fits = text_fit(text, len, (size_t)columns, &used);
    char *cut = mem_copy_len(text, fits);
    int blank;

    if (fits < len && columns > 1) {
        free(cut);
        fits = text_fit(text, len, (size_t)columns - 1, &used);
        cut = mem_copy_len(text, fits);
        used++;
    }
    blank = columns - (int)used;
    if (right)
        styled_add_format(row, ROLE_NORMAL, "%*s", blank, "");
    styled_add(row, role, cut);
    if (fits < len && columns > 1)
        styled_add(row, ROLE_QUIET, "…");
    if (!right)
        styled_add_format(row, ROLE_NORMAL, "%*s", blank, "");
    free(cut);
}

static void add_number_in(struct styled *row, size_t number, int columns)
{
    char text[24];

    snprintf(text, sizeof text, "%zu", number);
    add_cell(row, number > 0 ? ROLE_NORMAL : ROLE_QUIET, text, columns, true);
}

static void add_number(struct styled *row, size_t number)
{
    add_number_in(row, number, NUMBER);
}

static void add_hours(struct styled *row, const struct report_sum *sum)
{
    char text[32];

    if (sum->meetings == sum->without_hours)
        snprintf(text, sizeof text, "-");
    else
        snprintf(text, sizeof text, "%.1f%s", (double)sum->sitting / 3600000,
                 sum->without_hours > 0 ? "+" : "");
    add_cell(row, ROLE_NORMAL, text, NUMBER, true);
}

/* Columns for the name in front of `numbers` columns of numbers. */
static int name_columns(const struct report_view *view, int numbers)
{
    int columns = view->columns - 2 - numbers;

    return columns < NAME_LEAST ? NAME_LEAST : columns > 48 ? 48 : columns;
}

static void add_title(struct report_view *view, const char *title, const char *const *columns,
                      size_t count, int width)
{
    struct styled *row;

    (void)add_row(view);
    row = add_row(view);
    add_cell(row, ROLE_TITLE, title, name_columns(view, (int)count * width), false);
    for (size_t i = 0; i < count; i++) {
        styled_add(row, ROLE_NORMAL, " ");
        add_cell(row, ROLE_QUIET, columns[i], width - 1, true);
    }
}

static void add_sum(struct report_view *view, enum role role, const char *name,
                    const struct report_sum *sum)
{
    struct styled *row = add_row(view);

    add_cell(row, role, name, name_columns(view, 3 * NUMBER), false);
    add_number(row, sum->meetings);
    add_hours(row, sum);
    add_number(row, sum->entries);
}

static void add_meetings(struct report_view *view, const char *title,
                         const struct report_rows *rows, const struct report_sum *total)
{
    static const char *const columns[] = { "meetings", "hours", "entries" };

    add_title(view, title, columns, 3, NUMBER);
    for (size_t i = 0; i < rows->count; i++) {
        const struct report_row *from = &rows->row[i];
        struct str name = STR_INIT;

        str_add(&name, from->name[0] != '\0' ? from->name : "no site");
        if (from->function[0] != '\0')
            str_add_format(&name, ", %s", from->function);
        add_sum(view, ROLE_NORMAL, name.text, &from->sum);
        str_release(&name);
    }
    if (total != NULL)
        add_sum(view, ROLE_TITLE, "all", total);
}

static void add_people(struct report_view *view, const struct report *report)
{
    static const char *const columns[] = { "people" };

    add_title(view, "People seen", columns, 1, NUMBER);
    for (size_t i = 0; i < report->role_count; i++) {
        struct styled *row = add_row(view);

        add_cell(row, ROLE_NORMAL,
                 report->roles[i].name[0] != '\0' ? report->roles[i].name : "role not known",
                 name_columns(view, 1 * NUMBER), false);
        add_number(row, report->roles[i].people);
    }
    add_cell(add_row(view), ROLE_TITLE, "all", name_columns(view, 1 * NUMBER), false);
    add_number(&view->row[view->count - 1], report->people);
}

/* Where the functions do not fit side by side, they stand behind each other. */
static void add_codes_as_lines(struct report_view *view, const struct report *report)
{
    static const char *const columns[] = { "uses" };

    add_title(view, "Codes", columns, 1, NUMBER);
    for (size_t i = 0; i < report->code_count; i++) {
        const struct report_code *code = &report->codes[i];
        struct styled *row = add_row(view);

        add_cell(row, ROLE_NORMAL, code->name, name_columns(view, 1 * NUMBER), false);
        add_number(row, code->total);
        for (size_t f = 0; f < report->functions.count; f++)
            if (code->uses[f] > 0)
                styled_add_format(add_row(view), ROLE_QUIET, "    %zu in: %s", code->uses[f],
                                  report->functions.row[f].name);
    }
}

static void add_codes(struct report_view *view, const struct report *report)
{
    size_t across = report->functions.count + 1;
    const char **columns;
    int width = (view->columns - 32) / (int)across;

    width = width < NUMBER ? NUMBER : width > 2 * NUMBER ? 2 * NUMBER : width;
    if (view->columns < NAME_LEAST + 2 + (int)across * NUMBER) {
        add_codes_as_lines(view, report);
        return;
    }
    columns = mem_alloc(across, sizeof *columns);
    for (size_t f = 0; f < report->functions.count; f++)
        columns[f] = report->functions.row[f].name;
    columns[across - 1] = "all";
    add_title(view, "Codes", columns, across, width);
    free(columns);
    for (size_t i = 0; i < report->code_count; i++) {
        struct styled *row = add_row(view);

        add_cell(row, ROLE_NORMAL, report->codes[i].name, name_columns(view, (int)across * width),
                 false);
        for (size_t f = 0; f < report->functions.count; f++)
            add_number_in(row, report->codes[i].uses[f], width);
        add_number_in(row, report->codes[i].total, width);
    }
}

static void add_observers(struct report_view *view, const struct report *report)
{
    static const char *const columns[] = { "meetings", "entries" };

    add_title(view, "Observers", columns, 2, NUMBER);
    for (size_t i = 0; i < report->observer_count; i++) {
        struct styled *row = add_row(view);

        add_cell(row, ROLE_NORMAL, report->observers[i].initials, name_columns(view, 2 * NUMBER),
                 false);
        add_number(row, report->observers[i].meetings);
        add_number(row, report->observers[i].entries);
    }
}

/* The sentence on top, wrapped. */
static void add_headline(struct report_view *view, const struct report *report)
{
    struct str line = STR_INIT;

    report_headline(&line, report);
    for (size_t at = 0; at < line.len;) {
        size_t next = at + text_wrap(line.text + at, line.len - at, (size_t)view->columns);
        char *piece = mem_copy_len(line.text + at, next - at);

        styled_add(add_row(view), ROLE_NORMAL, piece);
        free(piece);
        at = next;
    }
    str_release(&line);
}

static void make_rows(struct report_view *view)
{
    const struct report *report = report_so_far(view->reporting);

    free_rows(view);
    view->columns = COLS;
    view->done = report_is_done(view->reporting);
    add_headline(view, report);
    add_meetings(view, "Site", &report->sites, &report->total);
    add_meetings(view, "Body function", &report->functions, &report->total);
    if (report->crossed.count > report->functions.count)
        add_meetings(view, "Site and function", &report->crossed, NULL);
    if (report->total.without_hours > 0 && report->total.without_hours < report->total.meetings)
        styled_add(add_row(view), ROLE_QUIET, "+ and meetings whose hours are not known");
    if (report->people > 0)
        add_people(view, report);
    if (report->code_count > 0)
        add_codes(view, report);
    if (report->observer_count > 0)
        add_observers(view, report);
}

/* --- the screen ---------------------------------------------------------------------------- */

static enum status report_load(struct app *app, void *data, struct error *err)
{
    struct report_view *view = data;

    report_end(view->reporting);
    view->reporting = NULL;
    view->done = false;
    if (report_begin(&view->reporting, app->study, err)
        || report_go_on(view->reporting, FIRST_SLICE, err))
        return err->status;
    make_rows(view);
    return STATUS_OK;
}

static void report_tick(struct app *app, void *data)
{
    struct report_view *view = data;
    struct error err = ERROR_INIT;

    if (app->view->data != view || view->reporting == NULL || (view->done && view->columns == COLS))
        return;
    if (report_go_on(view->reporting, SLICE, &err)) {
        app_say_error(app, &err);
        report_end(view->reporting);
        view->reporting = NULL;
        return;
    }
    make_rows(view);
    app->repaint = true;
}

static int report_wait(struct app *app, void *data)
{
    const struct report_view *view = data;

    return app->view->data == view && view->reporting != NULL && !view->done ? 0 : -1;
}

/* Moves the top row, within what there is. */
static void scroll_rows(struct app *app, long by)
{
    struct report_view *view = app->view->data;
    size_t most = view->count > view->list.height ? view->count - view->list.height : 0;
    long top = (long)view->list.top + by;

    view->list.top = top < 0 ? 0 : (size_t)top > most ? most : (size_t)top;
}

static void report_draw(struct app *app, void *data)
{
    struct report_view *view = data;
    int top = LINES > 2, rows = LINES > 2 ? LINES - 2 : LINES;
    const char *state = view->done ? "" : "reckoning";

    erase();
    view->list.height = (size_t)rows;
    scroll_rows(app, 0);
    if (top) {
        draw_blank(0, 0, ROLE_BAR);
        (void)draw_cell(0, 1, COLS - 12, ROLE_BAR, "Report on the study");
        (void)draw_cell(0, COLS - 1 - (int)strlen(state), 10, ROLE_BAR, state);
        app_draw_said(app, LINES - 1, "Up, Down, PgUp, PgDn scroll; q or Escape goes back");
    }
    for (int y = 0; y < rows && view->list.top + (size_t)y < view->count; y++)
        (void)draw_styled(y + top, 0, COLS, 1, &view->row[view->list.top + (size_t)y], ROLE_NORMAL);
    move(LINES - 1, 0);
}

static void report_close(struct app *app, void *data)
{
    struct report_view *view = data;

    (void)app;
    report_end(view->reporting);
    free_rows(view);
    free(view->row);
    free(view);
}

static const struct view_ops report_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_REPORT,
    .title = "Report",
    .load = report_load,
    .draw = report_draw,
    .wait = report_wait,
    .tick = report_tick,
    .close = report_close,
};

void cmd_report(struct app *app)
{
    app_open(app, &report_ops, mem_alloc(1, sizeof(struct report_view)));
}

static long page(const struct app *app)
{
    const struct report_view *view = app->view->data;

    return view->list.height > 1 ? (long)view->list.height - 1 : 1;
}

void cmd_report_up(struct app *app)
{
    scroll_rows(app, -1);
}

void cmd_report_down(struct app *app)
{
    scroll_rows(app, 1);
}

void cmd_report_page_up(struct app *app)
{
    scroll_rows(app, -page(app));
}

void cmd_report_page_down(struct app *app)
{
    scroll_rows(app, page(app));
}

void cmd_report_first(struct app *app)
{
    scroll_rows(app, -1000000);
}

void cmd_report_last(struct app *app)
{
    scroll_rows(app, 1000000);
}

void cmd_report_leave(struct app *app)
{
    app_close(app);
}
