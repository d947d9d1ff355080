/* SPDX-License-Identifier: MIT */
/* What stands in the columns of a timeline, and where a cursor goes. */
#include "core/timeline.h"

#include <string.h>

/* The columns that are asked for. */
struct window {
    const struct timeline *timeline;
    int64_t from, step;
    size_t columns;
};

static struct window window_of(const struct timeline *timeline, size_t scale, int64_t position,
                               struct timeline_cell *cell, size_t columns)
{
    for (size_t i = 0; i < columns; i++)
        cell[i] = (struct timeline_cell){ .key = -1 };
    return (struct window){ timeline, timeline_column(timeline, scale, position),
                            timeline_step(timeline, scale), columns };
}

/* The column of an entry: -1 before the window, `columns` behind it. */
static int64_t column_of(const struct window *window, size_t entry)
{
    int64_t position = window->timeline->entry[entry].position;

    if (position < window->from)
        return -1;
    position = (position - window->from) / window->step;
    return position < (int64_t)window->columns ? position : (int64_t)window->columns;
}

/* The column of the end of the axis. */
static int64_t last_column(const struct window *window)
{
    int64_t column;

    if (window->timeline->to < window->from)
        return -1;
    column = (window->timeline->to - window->from) / window->step;
    return column < (int64_t)window->columns ? column : (int64_t)window->columns;
}

static void fill_span(const struct window *window, const struct timeline_span *span,
                      struct timeline_cell *cell)
{
    int64_t from = column_of(window, span->from);
    int64_t to = span->to_end ? last_column(window) : column_of(window, span->to);

    for (int64_t i = from < 0 ? 0 : from; i <= to && i < (int64_t)window->columns; i++) {
        cell[i].inside = true;
        cell[i].key = span->key;
    }
    if (from >= 0 && from < (int64_t)window->columns)
        cell[from].begins = true;
    if (to >= 0 && to < (int64_t)window->columns && !span->to_end)
        cell[to].ends = true;
}

void timeline_row_cells(const struct timeline *timeline, const struct timeline_row *row,
                        size_t scale, int64_t position, struct timeline_cell *cell, size_t columns)
{
    struct window window = window_of(timeline, scale, position, cell, columns);

    for (size_t i = 0; i < row->span_count; i++)
        fill_span(&window, &row->span[i], cell);
    for (size_t i = 0; i < row->mark_count; i++) {
        const struct timeline_mark *mark = &row->mark[i];
        int64_t column = column_of(&window, mark->entry);

        if (column < 0 || column >= (int64_t)columns)
            continue;
        cell[column].count++;
        cell[column].weight += mark->weight;
        if (cell[column].sign == 0)
            cell[column].sign = mark->sign;
        else if (cell[column].sign != mark->sign)
            cell[column].sign = '*';
    }
}

void timeline_band_cells(const struct timeline *timeline, const struct timeline_span *span,
                         size_t count, size_t scale, int64_t position, struct timeline_cell *cell,
                         size_t columns)
{
    struct window window = window_of(timeline, scale, position, cell, columns);

    for (size_t i = 0; i < count; i++)
        fill_span(&window, &span[i], cell);
}

/* --- the cursor ------------------------------------------------------------------------------ */

static size_t mark_count(const struct timeline *timeline, const struct timeline_row *row)
{
    return row != NULL ? row->mark_count : timeline->entry_count;
}

static size_t marked(const struct timeline_row *row, size_t at)
{
    return row != NULL ? row->mark[at].entry : at;
}

size_t timeline_entry_at(const struct timeline *timeline, const struct timeline_row *row,
                         size_t scale, int64_t position, bool *inside)
{
    int64_t from = timeline_column(timeline, scale, position);
    int64_t to = from + timeline_step(timeline, scale), best = INT64_MIN;
    size_t before = timeline->entry_count;

    *inside = false;
    for (size_t i = 0; i < mark_count(timeline, row); i++) {
        size_t entry = marked(row, i);
        int64_t at = timeline->entry[entry].position;

        if (at >= from && at < to) {
            *inside = true;
            return entry;
        }
        if (at < from && at >= best) {
            best = at;
            before = entry;
        }
    }
    return before;
}

int64_t timeline_next(const struct timeline *timeline, const struct timeline_row *row, size_t scale,
                      int64_t position, bool forward)
{
    int64_t from = timeline_column(timeline, scale, position);
    int64_t to = from + timeline_step(timeline, scale), best = position;
    bool any = false;

    for (size_t i = 0; i < mark_count(timeline, row); i++) {
        int64_t at = timeline->entry[marked(row, i)].position;
        bool fits = forward ? at >= to : at < from;

        if (fits && (!any || (forward ? at < best : at > best))) {
            best = at;
            any = true;
        }
    }
    return best;
}
