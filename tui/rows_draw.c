/* SPDX-License-Identifier: MIT */
/* Painting a list: top line, headings, the rows that fit, status line. Which
 * columns are there follows from the width of the window alone. */
#include "core/text.h"
#include "tui/rows.h"
#include "tui/said.h"
#include <curses.h>
#include <stdio.h>
#include <string.h>

enum { INDENT = 2, REST_LEAST = 12, COLUMNS_MOST = 16, GAP = 2 };

/* The width of each column that fits, 0 for one that is left out. */
struct layout {
    int width[COLUMNS_MOST];
};

static int width_of(const struct rows_ops *ops, const struct rows_column *column)
{
    if (column->width > 0)
        return column->width;
    return ops->least > 0 ? ops->least : REST_LEAST;
}

/* The columns that the widest cell wants, of the column of width 0: in a wide window what stands
 * behind it then stays beside it. At `room` it looks no further; what took all rows to know is kept
 * until others are shown. */
static int wide_rest(struct rows *rows, size_t rest, int room)
{
    const struct rows_ops *ops = rows->ops;
    struct str cell = STR_INIT;
    int most = (int)strlen(ops->column[rest].heading) + GAP;

    if (rows->widest > 0)
        return rows->widest;
    for (size_t i = 0; i < rows->list.count && most < room; i++) {
        int width;

        if (ops->heading != NULL && ops->heading(rows, rows->shown[i]))
            continue;
        str_clear(&cell);
        ops->cell(rows, rows->shown[i], rest, &cell);
        width = (int)text_width(str_text(&cell), cell.len) + GAP;
        most = width > most ? width : most;
    }
    if (most < room)
        rows->widest = most;
    str_release(&cell);
    return most;
}

static struct layout lay_out(struct rows *rows)
{
    const struct rows_ops *ops = rows->ops;
    struct layout layout = { { 0 } };
    int left = COLS - INDENT;
    size_t rest = COLUMNS_MOST;

    for (size_t i = 0; i < ops->column_count && i < COLUMNS_MOST; i++) {
        layout.width[i] = width_of(ops, &ops->column[i]);
        left -= layout.width[i];
        if (ops->column[i].width == 0)
            rest = i;
    }
    for (size_t i = ops->column_count; i-- > 1 && left < 0;) {
        if (i == rest || i >= COLUMNS_MOST)
            continue;
        left += layout.width[i];
        layout.width[i] = 0;
    }
    if (rest >= COLUMNS_MOST)
        return layout;
    layout.width[rest] += left;
    if (left > 0 && rest + 1 < ops->column_count) {
        int wide = wide_rest(rows, rest, layout.width[rest]);

        if (wide < width_of(ops, &ops->column[rest]))
            wide = width_of(ops, &ops->column[rest]);
        layout.width[rest] = layout.width[rest] < wide ? layout.width[rest] : wide;
    }
    return layout;
}

static void draw_text(int y, int x, int width, const struct rows_column *column, enum role role,
                      const char *text)
{
    int columns = width - 1, wide = (int)text_width(text, strlen(text));

    if (column->right && wide < columns)
        x += columns - wide;
    (void)draw_cell(y, x, columns, role, text);
}

static void draw_columns(const struct rows *rows, const struct layout *layout, int y)
{
    int x = INDENT;

    for (size_t i = 0; i < rows->ops->column_count && i < COLUMNS_MOST; i++) {
        if (layout->width[i] > 0)
            draw_text(y, x, layout->width[i], &rows->ops->column[i], ROLE_QUIET,
                      rows->ops->column[i].heading);
        x += layout->width[i];
    }
}

/* How far a cell may reach: one that does not fit, over those behind it that are empty. */
static int reach(const struct rows *rows, const struct layout *layout, size_t row, size_t column,
                 const struct str *text)
{
    const struct rows_ops *ops = rows->ops;
    int width = layout->width[column], wide = (int)text_width(str_text(text), text->len);
    struct str next = STR_INIT;

    for (size_t i = column + 1; wide >= width && i < ops->column_count && i < COLUMNS_MOST; i++) {
        if (ops->column[column].right)
            break;
        ops->cell(rows, row, i, &next);
        if (next.len > 0)
            break;
        width += layout->width[i];
    }
    str_release(&next);
    return width;
}

static void draw_one(const struct rows *rows, const struct layout *layout, size_t at, int y)
{
    const struct rows_ops *ops = rows->ops;
    size_t row = rows->shown[at];
    enum role role = ops->role != NULL ? ops->role(rows, row) : ROLE_NORMAL;
    struct str text = STR_INIT;
    int x = INDENT;

    if (ops->heading != NULL && ops->heading(rows, row)) {
        ops->cell(rows, row, 0, &text);
        (void)draw_cell(y, 0, COLS, ROLE_TITLE, str_text(&text));
        str_release(&text);
        return;
    }
    if (at == rows->list.selected) {
        role = ROLE_SELECTED;
        draw_blank(y, 0, role);
    }
    for (size_t i = 0; i < ops->column_count && i < COLUMNS_MOST; i++) {
        str_clear(&text);
        if (layout->width[i] > 0) {
            ops->cell(rows, row, i, &text);
            draw_text(y, x, reach(rows, layout, row, i, &text), &ops->column[i], role,
                      str_text(&text));
        }
        x += layout->width[i];
    }
    str_release(&text);
}

static void draw_empty(const struct rows *rows, int y, int last)
{
    const char *line =
        rows->count > 0 ? "Nothing fits: Escape takes the filter away." : rows->ops->empty;

    for (const char *end = line; end != NULL && y <= last; line = end + 1, y++) {
        char part[200];

        end = strchr(line, '\n');
        snprintf(part, sizeof part, "%.*s", end != NULL ? (int)(end - line) : (int)strlen(line),
                 line);
        (void)draw_cell(y, INDENT, COLS - INDENT, ROLE_NORMAL, part);
    }
}

static size_t headings(const struct rows *rows)
{
    size_t count = 0;

    for (size_t i = 0; rows->ops->heading != NULL && i < rows->count; i++)
        count += rows->ops->heading(rows, i);
    return count;
}

static void draw_bar(const struct rows *rows)
{
    char count[80];
    size_t all = rows->count + rows->left - headings(rows);
    int width;

    if (rows->filter.text.len > 0)
        snprintf(count, sizeof count, "%zu of %zu %s", rows->list.count, all, rows->ops->many);
    else
        snprintf(count, sizeof count, "%zu %s", all,
                 all == 1 && rows->ops->one != NULL ? rows->ops->one : rows->ops->many);
    width = (int)text_width(count, strlen(count));
    draw_blank(0, 0, ROLE_BAR);
    (void)draw_cell(0, 1, COLS - width - 4, ROLE_BAR, rows->bar);
    if (COLS > width + 12)
        (void)draw_cell(0, COLS - width - 1, width, ROLE_BAR, count);
}

/* What stands in the status line: the filter, else the keys. */
static void compose_status(const struct rows *rows, char out[200])
{
    const char *filter = str_text(&rows->filter.text);

    if (filter[0] != '\0' || rows->filtering)
        text_print(out, 200, "/%s", filter);
    else
        text_print(out, 200, "%s", rows->ops->hint);
}

/* Returns the column of the cursor, -1 for none. */
static int draw_status(struct app *app, const struct rows *rows, const char *status)
{
    if (rows->filtering) {
        draw_blank(LINES - 1, 0, ROLE_NORMAL);
        (void)draw_cell(LINES - 1, 0, COLS, ROLE_NORMAL, status);
        return 1 + (int)text_width(str_text(&rows->filter.text), rows->filter.cursor);
    }
    app_draw_said(app, LINES - 1, status);
    return -1;
}

size_t rows_seen(void)
{
    return LINES > 0 ? (size_t)LINES : 1;
}

void rows_draw(struct app *app, void *data)
{
    struct rows *rows = data;
    int bar = LINES > 3, heads = LINES > 5 && rows->count > 0, status = 0, cursor = -1;
    int top = bar + heads, height;
    struct layout layout = lay_out(rows);
    char below[200];

    compose_status(rows, below);
    if (LINES > 1)
        status = rows->filtering ? 1 : app_said_rows(app, below);
    height = LINES - top - status;
    erase();
    list_resize(&rows->list, rows->list.count, height > 0 ? (size_t)height : 1);
    if (rows->list.count == 0)
        draw_empty(rows, top + (LINES > 8), LINES - 1 - status);
    for (int y = 0; y < height && rows->list.top + (size_t)y < rows->list.count; y++)
        draw_one(rows, &layout, rows->list.top + (size_t)y, top + y);
    if (heads)
        draw_columns(rows, &layout, bar);
    if (bar)
        draw_bar(rows);
    if (status > 0)
        cursor = draw_status(app, rows, below);
    if (cursor >= 0)
        move(LINES - 1, cursor < COLS ? cursor : COLS - 1);
    else
        move(rows->list.count > 0 ? top + (int)(rows->list.selected - rows->list.top) : LINES - 1,
             0);
}
