/* SPDX-License-Identifier: MIT */
/* Painting the text line of the live screen, its time and its speaker; and a
 * letter alone, before anything else is known of it. */
#include "core/clock.h"
#include "core/text.h"
#include "tui/live_draw.h"
#include "tui/live_room.h"
#include <curses.h>
#include <string.h>

static enum role role_of(enum segment_kind kind)
{
    switch (kind) {
    case SEGMENT_PLAIN:
    case SEGMENT_ESCAPE:
        return ROLE_ESCAPE;
    case SEGMENT_TIME:
        return ROLE_TIME;
    case SEGMENT_SPEAKER:
    case SEGMENT_ADDRESSEE:
    case SEGMENT_CONTINUES:
    case SEGMENT_ATTENDANCE:
        return ROLE_SPEAKER;
    case SEGMENT_CODE:
    case SEGMENT_MODIFIERS:
        return ROLE_CODE;
    case SEGMENT_COMMENT:
        return ROLE_COMMENT;
    case SEGMENT_CORRECTION:
        return ROLE_STATE;
    case SEGMENT_AGENDA:
    case SEGMENT_PART:
        return ROLE_BAND;
    case SEGMENT_VERBATIM:
        return ROLE_VERBATIM;
    }
    return ROLE_NORMAL;
}

/* The line in pieces, as its segments are read. */
static void style_line(struct styled *out, struct live *live)
{
    const struct reading *read = live_read(live);
    const char *text = str_text(&live->line.text);
    size_t at = 0;

    str_add_len(&out->text, text, live->line.text.len);
    for (size_t i = 0; i <= read->segment_count; i++) {
        bool last = i == read->segment_count;
        size_t start = last ? live->line.text.len : read->segments[i].at.start;
        struct run plain = { { at, start - at }, ROLE_NORMAL };

        if (start > at)
            styled_add_run(out, plain);
        if (last)
            break;
        styled_add_run(out, (struct run){ read->segments[i].at, role_of(read->segments[i].kind) });
        at = start + read->segments[i].at.len;
    }
}

/* Where each of the painted rows starts, so that the cursor's is among them;
 * returns the cursor's row. One row alone is moved on by halves, so that there
 * is always something to see in front of the cursor. */
static int place_rows(const struct live *live, int rows, int columns, size_t starts[LIVE_TEXT_ROWS])
{
    const char *text = str_text(&live->line.text);
    size_t len = live->line.text.len, cursor = live->line.cursor, start = 0;
    int row = 0, column;

    if (rows == 1) {
        int step = columns / 2 > 0 ? columns / 2 : 1;

        column = (int)text_width(text, cursor);
        if (column >= columns)
            start = text_fit(text, len, (size_t)(((column - columns) / step + 1) * step), NULL);
        starts[0] = start;
        return 0;
    }
    for (;;) {
        size_t next = draw_next_row(text, len, start, columns);
        bool full = (int)text_width(text + start, next - start) >= columns;

        if (start >= len || cursor < next || (cursor == next && next == len && !full))
            return row;
        start = next;
        if (row + 1 == rows)
            memmove(starts, starts + 1, (size_t)row * sizeof *starts);
        else
            row++;
        starts[row] = start;
    }
}

/* Paints the rows around the cursor; tells where the cursor stands. */
static void draw_rows(struct live *live, const struct live_layout *at, int *cursor_y, int *cursor_x)
{
    struct styled line = { 0 };
    const struct str *text = &live->line.text;
    int columns = COLS - at->text_x > 0 ? COLS - at->text_x : 1;
    size_t starts[LIVE_TEXT_ROWS] = { 0 }, start;
    int row = place_rows(live, at->text_rows, columns, starts);

    style_line(&line, live);
    *cursor_y = at->text + row;
    *cursor_x =
        at->text_x + (int)text_width(str_text(text) + starts[row], live->line.cursor - starts[row]);
    if (*cursor_x >= COLS)
        *cursor_x = COLS - 1;
    start = starts[0];
    for (int i = 0; i < at->text_rows; i++) {
        size_t next =
            start < text->len ? draw_next_row(str_text(text), text->len, start, columns) : start;

        draw_blank(at->text + i, 0, ROLE_NORMAL);
        draw_range(at->text + i, at->text_x, &line, start, next, ROLE_NORMAL);
        start = next;
    }
    styled_release(&line);
}

/* What stands in front of the line: its time, or in the place of both lines
 * where there is no other room, the clock behind it. */
static void draw_prefix(const struct live *live, const struct live_layout *at)
{
    char time[CLOCK_TIME];
    int64_t shown = live->editing != NULL ? live->editing->at : live->line_at;

    if (at->text_x > 0 && (shown != TIME_UNKNOWN || live->editing != NULL)) {
        app_time(live->app, time, shown, live->room.offset);
        (void)draw_cell(at->text, 0, LIVE_TIME_COLUMNS,
                        live->editing != NULL ? ROLE_STATE : ROLE_TIME, time);
    } else if (at->text_x > 0) {
        (void)draw_cell(at->text, LIVE_TIME_COLUMNS - 2, 1, ROLE_QUIET, ">");
    }
}

/* The persistent speaker, unless the line does without. */
static void draw_speaker(struct live *live, const struct live_layout *at)
{
    struct str label = STR_INIT;

    if (at->text_x <= LIVE_TIME_COLUMNS || (live->line.text.len > 0 && !live_read(live)->persists))
        return;
    live_persistent_label(&label, live);
    (void)draw_cell(at->text, LIVE_TIME_COLUMNS, at->text_x - LIVE_TIME_COLUMNS, ROLE_SPEAKER,
                    str_text(&label));
    str_release(&label);
}

void live_draw_text(struct live *live, const struct live_layout *at, int *cursor_y, int *cursor_x)
{
    draw_rows(live, at, cursor_y, cursor_x);
    draw_prefix(live, at);
    draw_speaker(live, at);
}

/* --- a letter alone ------------------------------------------------------------------- */

/* Whether an ASCII character that is typed now changes nothing in the line: it comes behind all
 * others, in the row of the cursor, and takes the place of none. */
static bool only_adds(const struct live *live, char character)
{
    const struct line *line = &live->line;
    bool expands = character == ' ' && live->expansions.count > 0;

    return live->writer != NULL && !live->reading && live->paint == 0 && !live->stale
           && line->text.len > 0 && line->cursor == line->text.len && getcurx(stdscr) + 1 < COLS
           && LINES > 1 && !live->tabbed && live->comma == 0 && !expands
           && (character == ' ' || text_is_word((unsigned char)character));
}

bool live_echo(struct app *app, void *data, char character)
{
    const struct live *live = data;
    const struct reading *read = &live->read;
    const struct segment *last =
        read->segment_count > 0 ? &read->segments[read->segment_count - 1] : NULL;
    enum role role = ROLE_NORMAL;
    char text[2] = { character, '\0' };
    int y, x;

    (void)app;
    if (!only_adds(live, character))
        return false;
    if (last != NULL && last->at.start + last->at.len == live->line.text.len)
        role = role_of(last->kind);
    getyx(stdscr, y, x);
    (void)draw_cell(y, x, 1, role, text);
    move(y, x + 1);
    return true;
}
