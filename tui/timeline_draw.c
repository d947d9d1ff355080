/* SPDX-License-Identifier: MIT */
/* Painting a timeline: what the row is in each column, told by signs as well
 * as by colours. */
#include "core/clock.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/said.h"
#include "tui/timeline.h"
#include <curses.h>
#include <stdio.h>
#include <string.h>

enum { TICK = 10, DETAIL_FROM = 20, KEY_UNKNOWN = 1000000, KEY_GROUP = 2000000 };

struct timeline_layout timeline_layout(const struct timeline_view *view)
{
    struct timeline_layout at = {
        .ruler = -1, .agenda = -1, .part = -1, .detail = -1, .status = LINES - 1
    };
    int y = LINES > 3;

    at.label = COLS / 5 < 8 ? COLS / 5 : COLS / 5 > 26 ? 26 : COLS >= 70 ? COLS / 5 : 12;
    at.columns = COLS - at.label > 1 ? COLS - at.label : 1;
    if (LINES > 4)
        at.ruler = y++;
    if (LINES > 2)
        at.agenda = y++;
    if (LINES > 7 && view->timeline.part_count > 0)
        at.part = y++;
    at.first = y;
    at.detail_rows = LINES >= DETAIL_FROM ? 3 : LINES > 5 ? 1 : 0;
    at.rows = LINES - 1 - at.detail_rows - y;
    if (at.rows < 0)
        at.rows = 0;
    at.detail = LINES - 1 - at.detail_rows;
    return at;
}

/* --- names --------------------------------------------------------------------------------- */

static void add_speaker(struct str *out, const struct room *room, int key)
{
    if (key >= KEY_GROUP) {
        str_add_format(out, "?%s", room->groups[key - KEY_GROUP].key);
    } else if (key >= KEY_UNKNOWN) {
        str_add(out, "?");
    } else {
        const struct person *person = &room->people[key];

        if (person->voice != NULL)
            str_add(out, person->voice);
        else
            str_add_format(out, "%d %s", person->number,
                           person->role_group >= 0 ? room->groups[person->role_group].label : "");
    }
}

static void name_of(const struct timeline_view *view, const struct timeline_row *row,
                    struct str *out)
{
    switch (row->kind) {
    case TIMELINE_SPEAKER:
        add_speaker(out, &view->room, row->key);
        break;
    case TIMELINE_STATE:
    case TIMELINE_CODE:
        str_add(out, view->room.codes[row->key].name);
        break;
    case TIMELINE_ATTENDANCE:
        str_add(out, "comes, goes");
        break;
    case TIMELINE_COMMENT:
        str_add(out, "// comments");
        break;
    }
}

/* --- cells ---------------------------------------------------------------------------------- */

static size_t most_talk(const struct timeline_cell *cell, int columns)
{
    size_t most = 1;

    for (int i = 0; i < columns; i++)
        most = cell[i].weight > most ? cell[i].weight : most;
    return most;
}

/* The sign of a cell. */
static const char *sign_of(const struct timeline_row *row, const struct timeline_cell *cell,
                           size_t most)
{
    static const char *const talk[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
    static const char *const counts[] = { " ", "1", "2", "3", "4", "5", "6", "7", "8", "9", "+" };

    switch (row->kind) {
    case TIMELINE_SPEAKER:
        return cell->count == 0 ? " " : talk[cell->weight >= most ? 7 : cell->weight * 8 / most];
    case TIMELINE_STATE:
        return cell->begins && cell->ends ? "#"
               : cell->begins             ? "["
               : cell->ends               ? "]"
               : cell->inside             ? "="
                                          : " ";
    case TIMELINE_ATTENDANCE:
        return cell->sign == '+'   ? "+"
               : cell->sign == '-' ? "-"
               : cell->sign == '!' ? "!"
               : cell->sign == 0   ? " "
                                   : "*";
    default:
        return counts[cell->count < 10 ? cell->count : 10];
    }
}

static enum role role_of(const struct timeline_row *row)
{
    static const enum role roles[] = {
        [TIMELINE_SPEAKER] = ROLE_SPEAKER, [TIMELINE_STATE] = ROLE_STATE,
        [TIMELINE_CODE] = ROLE_CODE,       [TIMELINE_ATTENDANCE] = ROLE_BAND,
        [TIMELINE_COMMENT] = ROLE_COMMENT,
    };

    return roles[row->kind];
}

static void draw_label(int y, const struct timeline_layout *at, bool selected, enum role role,
                       const char *name)
{
    for (int x = 0; selected && x < at->label - 1; x++)
        (void)draw_cell(y, x, 1, ROLE_SELECTED, " ");
    (void)draw_cell(y, 0, at->label - 1, selected ? ROLE_SELECTED : role, name);
}

/* The column of the cursor. */
static int cursor_column(const struct timeline_view *view)
{
    int64_t column = timeline_column(&view->timeline, view->scale, view->cursor);

    return (int)((column - view->left) / timeline_step(&view->timeline, view->scale));
}

static void draw_row(const struct timeline_view *view, const struct timeline_layout *at, int y,
                     size_t index, size_t most)
{
    const struct timeline_row *row = &view->timeline.row[index];
    bool selected = view->selected == index + 1;
    struct str name = STR_INIT;
    int cursor = cursor_column(view);

    name_of(view, row, &name);
    draw_label(y, at, selected, ROLE_QUIET, str_text(&name));
    str_release(&name);
    timeline_row_cells(&view->timeline, row, view->scale, view->left, view->cell,
                       (size_t)at->columns);
    for (int i = 0; i < at->columns; i++) {
        const char *sign = sign_of(row, &view->cell[i], most);

        if (sign[0] != ' ' || (selected && i == cursor))
            (void)draw_cell(y, at->label + i, 1,
                            selected && i == cursor ? ROLE_SELECTED : role_of(row), sign);
    }
}

/* The most that anybody in view says in one column: all speakers are measured
 * by it. */
static size_t loudest(const struct timeline_view *view, const struct timeline_layout *at)
{
    size_t most = 1;

    for (size_t i = 0; i < view->timeline.row_count; i++) {
        size_t talk;

        if (view->timeline.row[i].kind != TIMELINE_SPEAKER)
            break;
        timeline_row_cells(&view->timeline, &view->timeline.row[i], view->scale, view->left,
                           view->cell, (size_t)at->columns);
        talk = most_talk(view->cell, at->columns);
        most = talk > most ? talk : most;
    }
    return most;
}

/* --- bands ------------------------------------------------------------------------------------ */

static void name_band(const struct timeline_view *view, struct str *out, bool parts, int key)
{
    if (parts)
        str_add(out, part_words[key].name);
    else if (key >= 0 && (size_t)key < view->room.item_count)
        str_add_format(out, "%d. %s", view->room.items[key].number, view->room.items[key].title);
    else
        str_add(out, "item");
}

static void draw_bands(const struct timeline_view *view, const struct timeline_layout *at, int y,
                       bool parts)
{
    const struct timeline *timeline = &view->timeline;
    int cursor = cursor_column(view);

    timeline_band_cells(timeline, parts ? timeline->part : timeline->item,
                        parts ? timeline->part_count : timeline->item_count, view->scale,
                        view->left, view->cell, (size_t)at->columns);
    for (int i = 0; i < at->columns;) {
        struct str name = STR_INIT;
        int end = i + 1, key = view->cell[i].key;

        while (end < at->columns && view->cell[end].key == key && !view->cell[end].begins)
            end++;
        if (key >= 0) {
            if (view->cell[i].begins)
                (void)draw_cell(y, at->label + i, 1, ROLE_BAND, "|");
            for (int x = i + view->cell[i].begins; x < end; x++)
                (void)draw_cell(y, at->label + x, 1, ROLE_QUIET, parts ? "=" : "·");
            name_band(view, &name, parts, key);
            (void)draw_cell(y, at->label + i + view->cell[i].begins, end - i - view->cell[i].begins,
                            parts ? ROLE_STATE : ROLE_BAND, str_text(&name));
        }
        str_release(&name);
        i = end;
    }
    if (!parts && view->selected == 0)
        mvchgat(y, at->label + cursor, 1, A_REVERSE, 0, NULL);
}

/* "14:10", "2:10 pm", "14:10:30", or the number of an entry. */
static void tick_text(const struct timeline_view *view, int64_t position, char text[32])
{
    char time[CLOCK_TIME], seconds[CLOCK_TIME];

    if (!view->timeline.by_time) {
        snprintf(text, 32, "%lld", (long long)position + 1);
        return;
    }
    app_time(view->app, time, position, view->offset);
    clock_time(seconds, position, view->offset);
    if (timeline_step(&view->timeline, view->scale) < 6000) /* no room for "pm" as well */
        snprintf(time + 5, sizeof time - 5, "%s", seconds + 5);
    else if (time[5] == ':')
        time[5] = '\0';
    snprintf(text, 32, "%s", time + (time[0] == ' '));
}

static void draw_ruler(const struct timeline_view *view, const struct timeline_layout *at)
{
    int64_t step = timeline_step(&view->timeline, view->scale);
    int cursor = cursor_column(view);
    char text[32];

    draw_label(at->ruler, at, false, ROLE_QUIET, view->timeline.by_time ? "time" : "entry");
    for (int i = 0; i < at->columns; i++) {
        int64_t position = view->left + step * i;

        if (position / step % TICK != 0 || position > view->timeline.to)
            continue;
        tick_text(view, position, text);
        if (i + (int)strlen(text) <= at->columns)
            (void)draw_cell(at->ruler, at->label + i, 9, ROLE_TIME, text);
    }
    mvchgat(at->ruler, at->label + cursor, 1, A_REVERSE, 0, NULL);
}

/* --- the rest -----------------------------------------------------------------------------------
 */

/* "1 min a column", "5 entries a column". */
static void scale_text(const struct timeline_view *view, char *text, size_t size)
{
    long long step = (long long)timeline_step(&view->timeline, view->scale);

    if (!view->timeline.by_time)
        snprintf(text, size, "%lld entr%s a column", step, step == 1 ? "y" : "ies");
    else if (step < 60000)
        snprintf(text, size, "%lld s a column", step / 1000);
    else if (step < 3600000)
        snprintf(text, size, "%lld min a column", step / 60000);
    else
        snprintf(text, size, "%lld h a column", step / 3600000);
}

static void draw_bar(const struct timeline_view *view)
{
    char scale[40];
    struct str title = STR_INIT;

    scale_text(view, scale, sizeof scale);
    str_add_format(&title, "Timeline of M%d  %s", view->number, view->meeting->title);
    draw_blank(0, 0, ROLE_BAR);
    (void)draw_cell(0, COLS - 1 - (int)strlen(scale), 40, ROLE_BAR, scale);
    (void)draw_cell(0, 1, COLS - 4 - (int)strlen(scale), ROLE_BAR, title.text);
    str_release(&title);
}

static void draw_detail(const struct timeline_view *view, const struct timeline_layout *at)
{
    struct styled line = { 0 };
    char time[CLOCK_TIME];

    if (view->shown_entry < view->timeline.entry_count) {
        app_time(view->app, time, view->shown.at, view->shown.offset);
        styled_add_format(&line, view->inside ? ROLE_TIME : ROLE_QUIET, "%s%s ",
                          view->inside ? "" : "before: ", time);
        if (view->timeline.entry[view->shown_entry].in_private)
            styled_add(&line, ROLE_STATE, "(private) ");
        styled_join(&line, &view->shown.body);
    } else {
        styled_add(&line, ROLE_QUIET, "no entry here");
    }
    (void)draw_styled(at->detail, 0, COLS, at->detail_rows, &line, ROLE_NORMAL);
    styled_release(&line);
}

static void draw_status(const struct timeline_view *view, int y)
{
    char hint[160] = "Left, Right  +, - scale  Tab next on the row  Enter opens";

    if (!view->timeline.by_time && view->timeline.entry_count > 0)
        snprintf(hint, sizeof hint, "by order: %zu of %zu entries have no time  +, - scale",
                 view->timeline.untimed, view->timeline.entry_count);
    app_draw_said(view->app, y, hint);
}

void timeline_draw(struct app *app, void *data)
{
    struct timeline_view *view = data;
    struct timeline_layout at = timeline_layout(view);
    size_t most;

    (void)app;
    erase();
    view->cell = mem_grow(view->cell, (size_t)at.columns, &view->cell_room, sizeof *view->cell);
    if (LINES > 3)
        draw_bar(view);
    if (at.ruler >= 0)
        draw_ruler(view, &at);
    if (at.agenda >= 0) {
        draw_label(at.agenda, &at, view->selected == 0, ROLE_QUIET, "agenda");
        draw_bands(view, &at, at.agenda, false);
    }
    if (at.part >= 0) {
        draw_label(at.part, &at, false, ROLE_QUIET, "part");
        draw_bands(view, &at, at.part, true);
    }
    most = loudest(view, &at);
    for (int i = 0; i < at.rows && view->top + (size_t)i < view->timeline.row_count; i++)
        draw_row(view, &at, at.first + i, view->top + (size_t)i, most);
    if (at.detail_rows > 0)
        draw_detail(view, &at);
    draw_status(view, at.status);
    move(LINES - 1, 0);
}
