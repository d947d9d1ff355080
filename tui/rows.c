/* SPDX-License-Identifier: MIT */
/* What a list does with keys: selecting, filtering, and handing the selected
 * row to the screen. Painting is in rows_draw.c. */
#include "tui/rows.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/command.h"
#include "tui/said.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void rows_init(struct rows *rows, const struct rows_ops *ops, void *data)
{
    *rows = (struct rows){ .ops = ops, .data = data };
}

void rows_release(struct rows *rows)
{
    free(rows->shown);
    line_release(&rows->filter);
    str_release(&rows->wanted);
    *rows = (struct rows){ 0 };
}

bool rows_selected(const struct rows *rows, size_t *row)
{
    if (rows->list.selected >= rows->list.count)
        return false;
    *row = rows->shown[rows->list.selected];
    return rows->ops->heading == NULL || !rows->ops->heading(rows, *row);
}

void rows_want(struct rows *rows, const char *key)
{
    str_clear(&rows->wanted);
    str_add(&rows->wanted, key);
}

static void add_key(const struct rows *rows, size_t row, struct str *out)
{
    if (rows->ops->key != NULL)
        rows->ops->key(rows, row, out);
    else
        rows->ops->cell(rows, row, 0, out);
}

/* --- the filter ---------------------------------------------------------------- */

/* Whether the cells of a row hold every word of `words` (folded). */
static bool fits(const struct rows *rows, size_t row, const char *words, struct str *cells,
                 struct str *folded)
{
    str_clear(cells);
    str_clear(folded);
    for (size_t i = 0; i < rows->ops->column_count - rows->ops->unsought; i++) {
        rows->ops->cell(rows, row, i, cells);
        str_add(cells, "\n");
    }
    text_fold(folded, str_text(cells), cells->len);
    while (*words != '\0') {
        char word[64];
        size_t len = strcspn(words, " ");

        snprintf(word, sizeof word, "%.*s", (int)len, words);
        if (strstr(str_text(folded), word) == NULL)
            return false;
        words += len;
        words += strspn(words, " ");
    }
    return true;
}

void rows_refilter(struct rows *rows)
{
    struct str words = STR_INIT, cells = STR_INIT, folded = STR_INIT;
    size_t count = 0;

    text_fold(&words, str_text(&rows->filter.text), rows->filter.text.len);
    for (size_t i = 0; i < rows->count; i++) {
        bool heading = rows->ops->heading != NULL && rows->ops->heading(rows, i);
        const char *sought = str_text(&words) + strspn(str_text(&words), " ");

        if (*sought != '\0' && (heading || !fits(rows, i, sought, &cells, &folded)))
            continue;
        rows->shown = mem_grow(rows->shown, count, &rows->room, sizeof *rows->shown);
        rows->shown[count++] = i;
    }
    list_resize(&rows->list, count, rows->list.height);
    rows->widest = 0;
    str_release(&words);
    str_release(&cells);
    str_release(&folded);
}

/* --- the selection ------------------------------------------------------------- */

/* Moves by rows, then off a heading in the same direction, or back. */
static void step(struct rows *rows, long by)
{
    size_t row;

    list_move(&rows->list, by);
    if (!rows_selected(rows, &row))
        list_move(&rows->list, by < 0 ? -1 : 1);
    if (!rows_selected(rows, &row))
        list_move(&rows->list, by < 0 ? 1 : -1);
}

/* Remembers which row is selected, unless another one is wanted. */
static void remember(struct rows *rows)
{
    size_t row;

    if (rows->wanted.len == 0 && rows_selected(rows, &row))
        add_key(rows, row, &rows->wanted);
}

/* Selects the row that is wanted; where it is not shown, the place stays. */
static void select_wanted(struct rows *rows)
{
    struct str key = STR_INIT;

    for (size_t i = 0; rows->wanted.len > 0 && i < rows->list.count; i++) {
        str_clear(&key);
        add_key(rows, rows->shown[i], &key);
        if (strcmp(str_text(&key), rows->wanted.text) == 0) {
            list_select(&rows->list, i);
            break;
        }
    }
    str_clear(&rows->wanted);
    str_release(&key);
    step(rows, 0);
}

static enum status rows_load(struct app *app, void *data, struct error *err)
{
    struct rows *rows = data;
    enum status status;

    if (app->view->data == rows) /* else it is loaded anew when it is on top */
        app->view->settled = false;
    remember(rows);
    rows->whole = rows->whole || rows->wanted.len > 0; /* that one may be anywhere */
    rows->count = rows->left = 0;
    status = rows->ops->load(app, rows, err);
    if (status)
        rows->count = rows->left = 0;
    rows_refilter(rows);
    select_wanted(rows);
    return status;
}

size_t rows_wanted(const struct rows *rows)
{
    return rows->whole ? SIZE_MAX : rows_seen();
}

void rows_reload(struct app *app, struct rows *rows)
{
    struct error err = ERROR_INIT;

    if (rows_load(app, rows, &err))
        app_say_error(app, &err);
    app->repaint = true;
}

/* --- the screen ------------------------------------------------------------------ */

/* First the rows that were left out; those painted, what may wait until then. */
static void rows_settle(struct app *app, void *data)
{
    struct rows *rows = data;
    struct error err = ERROR_INIT;

    rows->whole = true;
    if (rows->left > 0) {
        app->repaint = true;
        if (rows_load(app, rows, &err)) {
            app_close(app); /* some of them alone would look as if they were all */
            app_say_error(app, &err);
        }
    } else if (rows->ops->settle != NULL) {
        rows->ops->settle(app, rows);
    }
}

static struct line *rows_line(struct app *app, void *data)
{
    struct rows *rows = data;

    (void)app;
    return rows->filtering ? &rows->filter : NULL;
}

static void rows_edited(struct app *app, void *data, bool changed)
{
    struct rows *rows = data;

    (void)app;
    if (!changed)
        return;
    remember(rows);
    rows_refilter(rows);
    list_select(&rows->list, 0); /* unless the selected one still fits */
    select_wanted(rows);
}

static void rows_close(struct app *app, void *data)
{
    struct rows *rows = data;

    rows->ops->close(app, rows);
}

/* What the keys mean: those of the list, or those of its filter. */
static void set_contexts(struct rows *rows)
{
    rows->view.contexts = CONTEXT_ANY
                          | (rows->filtering ? (unsigned)CONTEXT_LINE | CONTEXT_FILTER
                                             : CONTEXT_ROWS | rows->ops->contexts);
}

/* Enter, n and d, where the list is not for them. */
static bool rows_idle(const void *data, void (*run)(struct app *app))
{
    const struct rows_ops *ops = ((const struct rows *)data)->ops;

    return (run == cmd_rows_open && ops->open == NULL) || (run == cmd_rows_add && ops->add == NULL)
           || (run == cmd_rows_remove && ops->remove == NULL);
}

void rows_open(struct app *app, struct rows *rows, const char *bar)
{
    text_print(rows->bar, sizeof rows->bar, "%s", bar);
    rows->view = (struct view_ops){
        .title = rows->ops->title,
        .load = rows_load,
        .settle = rows_settle,
        .draw = rows_draw,
        .line = rows_line,
        .edited = rows_edited,
        .idle = rows_idle,
        .close = rows_close,
    };
    set_contexts(rows);
    app_open(app, &rows->view, rows);
}

/* --- commands --------------------------------------------------------------------- */

void cmd_rows_up(struct app *app)
{
    step(app->view->data, -1);
}

void cmd_rows_down(struct app *app)
{
    step(app->view->data, 1);
}

static long page(const struct rows *rows)
{
    return rows->list.height > 1 ? (long)rows->list.height - 1 : 1;
}

void cmd_rows_page_up(struct app *app)
{
    step(app->view->data, -page(app->view->data));
}

void cmd_rows_page_down(struct app *app)
{
    step(app->view->data, page(app->view->data));
}

void cmd_rows_first(struct app *app)
{
    struct rows *rows = app->view->data;

    step(rows, -(long)rows->list.count);
}

void cmd_rows_last(struct app *app)
{
    struct rows *rows = app->view->data;

    step(rows, (long)rows->list.count);
}

void cmd_rows_open(struct app *app)
{
    struct rows *rows = app->view->data;
    size_t row;

    if (rows_selected(rows, &row))
        rows->ops->open(app, rows, row);
}

void cmd_rows_add(struct app *app)
{
    struct rows *rows = app->view->data;

    if (study_is_read_only(app->study))
        app_say(app, ROLE_WARNING, "%s is read-only: nothing can be added", app->path);
    else
        rows->ops->add(app, rows);
}

void cmd_rows_remove(struct app *app)
{
    struct rows *rows = app->view->data;
    size_t row;

    if (!rows_selected(rows, &row))
        return;
    if (study_is_read_only(app->study))
        app_say(app, ROLE_WARNING, "%s is read-only: nothing can be taken out", app->path);
    else
        rows->ops->remove(app, rows, row);
}

void cmd_rows_filter(struct app *app)
{
    struct rows *rows = app->view->data;

    rows->filtering = true;
    set_contexts(rows);
}

void cmd_rows_filter_keep(struct app *app)
{
    struct rows *rows = app->view->data;

    rows->filtering = false;
    set_contexts(rows);
}

void cmd_rows_filter_leave(struct app *app)
{
    struct rows *rows = app->view->data;

    line_set(&rows->filter, "");
    rows_edited(app, rows, true);
    cmd_rows_filter_keep(app);
}

void cmd_rows_filter_clear(struct app *app)
{
    struct rows *rows = app->view->data;

    line_cut_all(&rows->filter);
    rows_edited(app, rows, true);
}

void cmd_rows_leave(struct app *app)
{
    app_close(app);
}

/* Escape takes a filter away first. */
void cmd_rows_escape(struct app *app)
{
    struct rows *rows = app->view->data;

    if (rows->filter.text.len > 0)
        cmd_rows_filter_leave(app);
    else
        app_close(app);
}
