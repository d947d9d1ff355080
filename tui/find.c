/* SPDX-License-Identifier: MIT */
/* Find: a line with words and filters, and what they find while it is typed.
 * A worker reads the index; what it found is gone on with between keys, a few
 * milliseconds at a time, so that typing never waits for it; the count grows as
 * it goes. */
#include "tui/find.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/command.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include "tui/visit.h"
#include <curses.h>
#include <stdlib.h>
#include <string.h>

enum {
    SLICE = 6,
    RECENT_SLICE = 4,
    COUNT_PACE = 60,
    DETAIL_FROM = 18,
    DETAIL_ROWS = 4,
    PROMPT = 6
}; /* milliseconds; rows; columns */

/* --- searching --------------------------------------------------------------------- */

/* Rows for what was found, and for the words of the selected one. */
static int detail_rows(void)
{
    return LINES >= DETAIL_FROM ? DETAIL_ROWS : LINES >= 10 ? 1 : 0;
}

static size_t list_rows(void)
{
    int rows = LINES - 3 - detail_rows();

    return rows > 0 ? (size_t)rows : 1;
}

static struct find_filter filter_of(const struct find_line *read)
{
    const struct str *value = read->value;

    return (struct find_filter){
        .words = str_text(&read->words),
        .beginning = read->open,
        .code = str_text(&value[FIELD_CODE]),
        .person = str_text(&value[FIELD_PERSON]),
        .role = str_text(&value[FIELD_ROLE]),
        .site = str_text(&value[FIELD_SITE]),
        .body = str_text(&value[FIELD_BODY]),
        .function = str_text(&value[FIELD_FUNCTION]),
        .kind = str_text(&value[FIELD_KIND]),
        .from = str_text(&value[FIELD_FROM]),
        .to = str_text(&value[FIELD_TO]),
    };
}

/* Begins the search that the line asks for. */
static void search(struct finder *finder)
{
    struct find_filter filter;

    finder->stale = false;
    finder->rows_stale = true;
    find_end(finder->find);
    finder->find = NULL;
    finder->why = (struct error)ERROR_INIT;
    find_line_release(&finder->read);
    find_line_read(&finder->read, str_text(&finder->line.text));
    filter = filter_of(&finder->read);
    if (find_line_asks(&finder->read)
        && find_begin_helped(&finder->find, finder->study, &filter,
                             &(struct find_help){ finder->worker, finder->recent }, &finder->why))
        finder->find = NULL;
}

/* A search that failed ends, and why stands in its place. */
static void check(struct finder *finder, enum status status)
{
    if (!status)
        return;
    find_end(finder->find);
    finder->find = NULL;
}

/* All is found and the list has all of it: reading the rows may have found more. */
static bool is_counted(const struct finder *finder)
{
    return find_is_done(finder->find) && find_count(finder->find) == finder->list.count;
}

/* The count is painted as it grows, but not for each few. */
static void show(struct finder *finder, size_t rows_before)
{
    int64_t now = clock_boot();

    if (finder->find != NULL && !is_counted(finder) && finder->row_count == rows_before
        && now - finder->counted < COUNT_PACE)
        return;
    finder->counted = now;
    finder->app->repaint = true;
}

static void go_on(struct finder *finder)
{
    size_t before = finder->list.count, rows_before = finder->row_count;
    bool was_done = finder->find == NULL || find_is_done(finder->find);

    if (!was_done)
        check(finder, find_go_on(finder->find, SLICE, &finder->why));
    list_resize(&finder->list, finder->find != NULL ? find_count(finder->find) : 0, list_rows());
    if (finder->back_to != SIZE_MAX && finder->find != NULL) {
        list_select(&finder->list, finder->back_to);
        if (finder->list.count > finder->back_to || find_is_done(finder->find))
            finder->back_to = SIZE_MAX;
    }
    if (finder->find != NULL)
        check(finder, find_read_rows(finder, list_rows(), &finder->why));
    if (finder->find == NULL) {
        list_resize(&finder->list, 0, list_rows());
        find_rows_release(finder);
    }
    if (finder->list.count != before || finder->row_count != rows_before || !was_done)
        show(finder, rows_before);
}

static bool is_looking(const struct finder *finder)
{
    return finder->find != NULL && (!is_counted(finder) || finder->rows_missing);
}

static void find_tick(struct app *app, void *data)
{
    struct finder *finder = data;
    struct error ignored = ERROR_INIT;

    if (app->view->data != finder || finder->study == NULL)
        return;
    if (finder->stale)
        search(finder);
    go_on(finder);
    if (!is_looking(finder) && find_recent_go_on(finder->recent, RECENT_SLICE, &ignored)) {
        find_recent_free(finder->recent); /* it is only slower without */
        finder->recent = find_recent_new(finder->study);
    }
}

/* Only the worker has something to say. */
static bool waits(const struct finder *finder)
{
    return is_looking(finder) && !finder->stale && find_waits(finder->find);
}

static int find_fd(struct app *app, void *data)
{
    const struct finder *finder = data;

    return app->view->data == finder && waits(finder) ? find_worker_fd(finder->worker) : -1;
}

static int find_wait(struct app *app, void *data)
{
    const struct finder *finder = data;

    if (app->view->data != finder || waits(finder))
        return -1;
    if (is_looking(finder))
        return 0;
    return finder->stale || !find_recent_is_ready(finder->recent) ? 0 : -1;
}

static enum status find_load(struct app *app, void *data, struct error *err)
{
    struct finder *finder = data;

    (void)app;
    (void)err;
    if (finder->recent != NULL)
        find_recent_clear(finder->recent);
    finder->stale = true; /* a screen that lay on it may have changed what there is */
    finder->back_to = finder->list.selected;
    return STATUS_OK;
}

/* Nothing of the study is shown before something is typed. */
static void find_settle(struct app *app, void *data)
{
    struct finder *finder = data;
    struct error err = ERROR_INIT;

    if (study_open(&finder->study, app->path, STUDY_READ, &err)
        || people_load(&finder->people, finder->study, false, &err)
        || codebook_load(&finder->codebook, finder->study, &err)
        || find_worker_start(&finder->worker, app->path, &err)) {
        app_close(app);
        app_say_error(app, &err);
        return;
    }
    finder->recent = find_recent_new(finder->study);
    find_recent_clear(finder->recent);
}

static void find_edited(struct app *app, void *data, bool changed)
{
    struct finder *finder = data;

    (void)app;
    find_offers_release(finder);
    if (!changed)
        return;
    finder->stale = true;
    finder->back_to = SIZE_MAX;
    list_select(&finder->list, 0);
}

/* --- painting ------------------------------------------------------------------------ */

static void draw_bar(const struct finder *finder)
{
    char count[64] = "";

    if (finder->find != NULL)
        snprintf(count, sizeof count, "%zu found%s", finder->list.count,
                 is_counted(finder) ? "" : ", looking on");
    draw_blank(0, 0, ROLE_BAR);
    (void)draw_cell(0, 1, COLS - 3 - (int)strlen(count), ROLE_BAR, "Find in the study");
    (void)draw_cell(0, COLS - 1 - (int)strlen(count), 64, ROLE_BAR, count);
}

/* The line, moved so that the cursor is in view; returns the cursor's column. */
static int draw_line(const struct finder *finder, int y)
{
    const char *text = str_text(&finder->line.text);
    size_t cursor = finder->line.cursor, start = 0;
    int columns = COLS - PROMPT - 1;

    draw_blank(y, 0, ROLE_NORMAL);
    (void)draw_cell(y, 0, PROMPT, ROLE_TITLE, "Find:");
    while (columns > 1 && text_width(text + start, cursor - start) >= (size_t)columns)
        start = text_next(text, finder->line.text.len, start);
    (void)draw_cell(y, PROMPT, columns + 1, ROLE_NORMAL, text + start);
    return PROMPT + (int)text_width(text + start, cursor - start);
}

/* Words are those of entries: the titles of an agenda are not among them. */
static void draw_nothing(int y, int last)
{
    (void)draw_cell(y, 2, COLS - 2, ROLE_QUIET, "nothing found");
    if (y + 2 < last)
        (void)draw_cell(y + 2, 2, COLS - 2, ROLE_QUIET,
                        "words of entries only; kind:agenda lists items begun");
}

/* What can be asked, while nothing is. */
static void draw_fields(int y, int last)
{
    (void)draw_cell(y++, 2, COLS - 2, ROLE_NORMAL,
                    "Words, and any of these between them; Tab completes:");
    for (int i = 0; i < FIND_FIELDS && y < last; i++, y++) {
        char name[16];

        snprintf(name, sizeof name, "%s:", find_fields[i].name);
        (void)draw_cell(y, 2, 10, ROLE_CODE, name);
        (void)draw_cell(y, 12, COLS - 12, ROLE_QUIET, find_fields[i].means);
    }
    if (y + 1 < last)
        (void)draw_cell(y + 1, 2, COLS - 2, ROLE_QUIET,
                        "budget code:ch from:2026   \"two words\"   begin*");
}

/* Where the body begins on its row: so that the first hit is in view. */
static size_t body_start(const struct find_row *row, int columns)
{
    const char *text = str_text(&row->body.text);
    size_t start = row->first_hit;

    if (columns < 12 || text_width(text, start) + 10 <= (size_t)columns)
        return 0;
    while (start > 0 && text_width(text + start, row->first_hit - start) < (size_t)columns / 3)
        start = text_previous_word(text, row->body.text.len, start);
    return start;
}

static void draw_row(int y, const struct find_row *row, bool selected)
{
    enum role over = selected ? ROLE_SELECTED : ROLE_NORMAL;
    int x = styled_width(&row->head), columns;
    size_t start, len = row->body.text.len, fits;

    if (selected)
        draw_blank(y, 0, ROLE_SELECTED);
    if (!row->there) {
        (void)draw_cell(y, 0, COLS, selected ? over : ROLE_QUIET, "(gone)");
        return;
    }
    (void)draw_styled(y, 0, COLS, 1, &row->head, over);
    columns = COLS - x;
    start = body_start(row, columns);
    if (columns < 2 || len == 0)
        return;
    if (start > 0) {
        (void)draw_cell(y, x, 1, selected ? over : ROLE_QUIET, "…");
        x++;
        columns--;
    }
    fits = text_fit(row->body.text.text + start, len - start, (size_t)columns, NULL);
    if (start + fits < len) {
        fits = text_fit(row->body.text.text + start, len - start, (size_t)columns - 1, NULL);
        (void)draw_cell(y, COLS - 1, 1, selected ? over : ROLE_QUIET, "…");
    }
    draw_range(y, x, &row->body, start, start + fits, over);
}

static void draw_detail(const struct finder *finder, int y, int rows)
{
    const struct find_row *row = &finder->row[finder->list.selected - finder->row_top];
    size_t start = body_start(row, (COLS - 2) * (rows - 1));
    struct styled where = { 0 };

    styled_add_format(&where, ROLE_QUIET, "M%d  %s", row->found.meeting, str_text(&row->where));
    (void)draw_styled(y, 0, COLS, 1, &where, ROLE_NORMAL);
    styled_release(&where);
    if (rows > 1 && start == 0)
        (void)draw_styled(y + 1, 2, COLS - 2, rows - 1, &row->body, ROLE_NORMAL);
    for (int i = 1; i < rows && start > 0 && start < row->body.text.len; i++) {
        const char *text = row->body.text.text;
        size_t next = start + text_wrap(text + start, row->body.text.len - start, (size_t)COLS - 2);

        draw_range(y + i, 2, &row->body, start, next, ROLE_NORMAL);
        start = next;
    }
}

static void draw_found(const struct finder *finder, int y, int rows)
{
    const struct list *list = &finder->list;

    for (size_t i = 0; i < finder->row_count && (int)i < rows; i++)
        draw_row(y + (int)i, &finder->row[i], finder->row_top + i == list->selected);
    if (list->selected >= finder->row_top && list->selected - finder->row_top < finder->row_count
        && detail_rows() > 0)
        draw_detail(finder, LINES - 1 - detail_rows(), detail_rows());
}

static void find_draw(struct app *app, void *data)
{
    struct finder *finder = data;
    int rows = (int)list_rows(), cursor;

    erase();
    if (LINES > 2)
        draw_bar(finder);
    cursor = draw_line(finder, LINES > 2 ? 1 : 0);
    if (finder->why.status && LINES > 3)
        (void)draw_cell(2, 2, COLS - 2,
                        finder->why.status == STATUS_NOT_FOUND ? ROLE_QUIET : ROLE_WARNING,
                        finder->why.text);
    else if (finder->find == NULL && LINES > 4)
        draw_fields(3, LINES - 1);
    else if (finder->list.count == 0 && finder->find != NULL && is_counted(finder))
        draw_nothing(2, LINES - 1);
    else if (LINES > 3)
        draw_found(finder, 2, rows);
    if (LINES > 2)
        app_draw_said(app, LINES - 1, "Up, Down select  Enter opens  Tab completes  Escape leaves");
    move(LINES > 2 ? 1 : 0, cursor < COLS ? cursor : COLS - 1);
}

static struct line *find_line(struct app *app, void *data)
{
    struct finder *finder = data;

    (void)app;
    return &finder->line;
}

static void find_explain(void *data, void (*add)(void *to, const char *key, const char *means),
                         void *to)
{
    (void)data;
    for (int i = 0; i < FIND_FIELDS; i++) {
        char name[16];

        snprintf(name, sizeof name, "%s:", find_fields[i].name);
        add(to, name, find_fields[i].means);
    }
    add(to, "\"two words\"", "a phrase");
    add(to, "begin*", "a beginning, as is a word while it is typed");
}

static void find_close(struct app *app, void *data)
{
    struct finder *finder = data;

    (void)app;
    find_end(finder->find);
    find_worker_end(finder->worker);
    find_recent_free(finder->recent);
    find_rows_release(finder);
    free(finder->row);
    find_offers_release(finder);
    find_line_release(&finder->read);
    line_release(&finder->line);
    people_release(&finder->people);
    codebook_release(&finder->codebook);
    agenda_release(&finder->agenda);
    study_close(finder->study);
    free(finder);
}

static const struct view_ops find_ops = {
    .contexts = CONTEXT_ANY | CONTEXT_LINE | CONTEXT_FIND,
    .title = "Find",
    .load = find_load,
    .settle = find_settle,
    .draw = find_draw,
    .line = find_line,
    .edited = find_edited,
    .wait = find_wait,
    .fd = find_fd,
    .tick = find_tick,
    .explain = find_explain,
    .close = find_close,
};

/* --- commands --------------------------------------------------------------------------- */

void cmd_find(struct app *app)
{
    struct finder *finder = mem_alloc(1, sizeof *finder);

    finder->app = app;
    app_open(app, &find_ops, finder);
}

static void step(struct app *app, long by)
{
    struct finder *finder = app->view->data;

    finder->back_to = SIZE_MAX;
    list_move(&finder->list, by);
}

/* A page moves what is in view, and the selection with it. */
static void page(struct app *app, bool down)
{
    struct finder *finder = app->view->data;
    struct list *list = &finder->list;
    size_t rows = list->height > 1 ? list->height - 1 : 1;

    finder->back_to = SIZE_MAX;
    list->top = down ? list->top + rows : list->top > rows ? list->top - rows : 0;
    list->selected = down                    ? list->selected + rows
                     : list->selected > rows ? list->selected - rows
                                             : 0;
    list_move(list, 0);
}

void cmd_find_up(struct app *app)
{
    step(app, -1);
}

void cmd_find_down(struct app *app)
{
    step(app, 1);
}

void cmd_find_page_up(struct app *app)
{
    page(app, false);
}

void cmd_find_page_down(struct app *app)
{
    page(app, true);
}

void cmd_find_first(struct app *app)
{
    struct finder *finder = app->view->data;

    list_select(&finder->list, 0);
}

void cmd_find_last(struct app *app)
{
    struct finder *finder = app->view->data;

    list_select(&finder->list, finder->list.count);
}

void cmd_find_complete(struct app *app)
{
    find_complete(app->view->data, 1);
}

void cmd_find_complete_back(struct app *app)
{
    find_complete(app->view->data, -1);
}

void cmd_find_clear(struct app *app)
{
    struct finder *finder = app->view->data;

    line_cut_all(&finder->line);
    find_edited(app, finder, true);
}

/* What was typed last may not have been looked for yet. */
void cmd_find_open(struct app *app)
{
    struct finder *finder = app->view->data;
    const struct find_row *row;
    bool reached;
    size_t at;

    find_tick(app, finder);
    if (finder->find != NULL
        && find_reach(finder->find, finder->list.selected + 1, -1, &reached, &finder->why))
        finder->why = (struct error)ERROR_INIT; /* the next look at it tells */
    go_on(finder);
    at = finder->list.selected - finder->row_top;
    if (finder->find == NULL || finder->list.count == 0 || at >= finder->row_count) {
        app_say(app, ROLE_QUIET, "nothing is selected: type what to look for");
        return;
    }
    row = &finder->row[at];
    if (!row->there)
        return;
    find_end(finder->find); /* no reading is left open; it is looked for anew afterwards */
    finder->find = NULL;
    visit_entry(app, row->found.meeting, &row->found.entry, row->found.sequence);
}

void cmd_find_leave(struct app *app)
{
    app_close(app);
}
