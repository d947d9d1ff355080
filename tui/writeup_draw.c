/* SPDX-License-Identifier: MIT */
/* Painting the write-up: the bar, what wants attention, the notes, and what
 * the selected entry carries. */
#include "core/clock.h"
#include "core/text.h"
#include "tui/said.h"
#include "tui/writeup.h"
#include <curses.h>
#include <stdio.h>
#include <string.h>

enum { DETAILS = 5 };
static const char writeup_hint[] = "Enter edit  v mark  # code  n next  ? help  q leave",
                  closed_hint[] = "O takes the meeting up once more  ? help  q leave";

/* At most `limit` bytes of a text, none of a character in part. */
static int fitting(const char *text, size_t limit)
{
    size_t len = strlen(text);

    return (int)(len <= limit ? len : text_valid_until(text, limit));
}

static void draw_bar(const struct writeup *writeup)
{
    const struct meeting *meeting = writeup->meeting;
    char left[64], timer[64];
    int x, end = COLS - 1;

    snprintf(left, sizeof left, "M%d %s  ", writeup->number,
             meeting->status == MEETING_CLOSED ? "closed" : "write-up");
    draw_blank(0, 0, ROLE_BAR);
    x = 1 + draw_cell(0, 1, COLS - 1, ROLE_BAR, left);
    writeup_timer(writeup, timer, sizeof timer);
    if (writeup->reason != NULL)
        snprintf(timer, sizeof timer, "changed: %.*s", fitting(writeup->reason, 40),
                 writeup->reason);
    if (timer[0] != '\0' && x + 12 + (int)text_width(timer, strlen(timer)) < COLS) {
        end -= (int)text_width(timer, strlen(timer)) + 1;
        (void)draw_cell(0, end + 1, COLS, ROLE_BAR, timer);
    }
    (void)draw_cell(0, x, end - x, ROLE_BAR, meeting->title);
}

/* --- the selected entry ------------------------------------------------------- */

static void add_where(struct styled *out, const struct writeup *writeup)
{
    const struct entry *now = writeup->now;
    int item = room_find_item(&writeup->room, &now->item);

    if (item >= 0)
        styled_add_format(out, ROLE_BAND, "%d. %.*s  ", writeup->room.items[item].number,
                          fitting(writeup->room.items[item].title, 60),
                          writeup->room.items[item].title);
    if (now->part == PART_PRIVATE)
        styled_add(out, ROLE_STATE, "private  ");
    styled_add_format(out, ROLE_QUIET, "%s by %s", entry_kind_words[now->kind].name, now->observer);
    if (now->revised)
        styled_add(out, ROLE_QUIET, ", changed (h shows how)");
}

/* Which words a coding is on now; *gone when an edit has taken them. */
static void add_coded_words(struct styled *out, const struct writeup *writeup, size_t i)
{
    const struct coding *coding = &writeup->now->codings[i];
    const char *text = writeup->now->text;
    struct span words = coding->words;

    if (coding->whole) {
        if (coding->lost[0] != '\0')
            styled_add_format(out, ROLE_WARNING, " its words are gone: \"%.*s\"",
                              fitting(coding->lost, 60), coding->lost);
        return;
    }
    if (writeup->editing != NULL) {
        const struct editor_stretch *now = &writeup->editing->stretch[writeup->followed[i]];

        if (now->lost) {
            styled_add(out, ROLE_WARNING, " its words are gone: it will be on the whole entry");
            return;
        }
        text = editor_text(writeup->editing);
        words = now->at;
    }
    styled_add_format(out, ROLE_NORMAL, " on \"%.*s\"", (int)words.len, text + words.start);
}

static void draw_coding(const struct writeup *writeup, int y, int columns, size_t i)
{
    const struct coding *coding = &writeup->now->codings[i];
    struct str name = STR_INIT;
    struct styled line = { 0 };

    writeup_name_coding(&name, &writeup->room, coding);
    styled_add_format(&line, ROLE_QUIET, "%zu ", i + 1);
    styled_add(&line, coding->action == CODING_POINT ? ROLE_CODE : ROLE_STATE, str_text(&name));
    add_coded_words(&line, writeup, i);
    styled_add_format(&line, ROLE_QUIET, "  %s", coding->observer);
    draw_blank(y, 0, ROLE_NORMAL);
    (void)draw_styled(y, 1, columns - 1, 1, &line, ROLE_NORMAL);
    styled_release(&line);
    str_release(&name);
}

/* The rows that the details of the selected entry take. */
static int detail_rows(const struct writeup *writeup)
{
    int rows;

    if (LINES < 12 || writeup->now == NULL)
        return 0;
    rows = 1 + (writeup->now->retracted ? 0 : (int)writeup->now->coding_count);
    return rows > DETAILS ? DETAILS : rows;
}

static void draw_details(const struct writeup *writeup, int y, int rows)
{
    struct styled where = { 0 };

    if (rows == 0)
        return;
    add_where(&where, writeup);
    draw_blank(y, 0, ROLE_NORMAL);
    (void)draw_styled(y, 1, COLS - 1, 1, &where, ROLE_NORMAL);
    styled_release(&where);
    for (int i = 1; i < rows; i++)
        draw_coding(writeup, y + i, COLS, (size_t)i - 1);
    if (!writeup->now->retracted && (size_t)rows - 1 < writeup->now->coding_count)
        (void)draw_cell(y + rows - 1, COLS - 4, 4, ROLE_QUIET, " ...");
}

/* --- the notes ---------------------------------------------------------------- */

/* Who speaks stands on a row of its own above a text that is worked on. */
static bool has_head(const struct writeup *writeup)
{
    return writeup->now->speaker_count + writeup->now->addressee_count > 0
           && writeup->list_rows > 3;
}

static int row_height(struct writeup *writeup, size_t i)
{
    int rows, columns = writeup->list_columns - WRITEUP_INDENT;

    if (i != writeup->window.selected || writeup->editing == NULL)
        return writeup_row_height(&writeup->window.row[i], writeup->list_columns);
    rows = (int)editor_wrap(writeup->editing, columns > 4 ? columns : 4) + has_head(writeup);
    return rows < writeup->list_rows ? rows : writeup->list_rows;
}

/* The selected entry is in view, and no row stays empty that could be filled. */
static void keep_in_view(struct writeup *writeup)
{
    struct writeup_window *window = &writeup->window;
    int height = 0;
    size_t last;

    if (window->top > window->selected)
        window->top = window->selected;
    for (size_t i = window->top; i <= window->selected && i < window->count; i++)
        height += row_height(writeup, i);
    while (height > writeup->list_rows && window->top < window->selected)
        height -= row_height(writeup, window->top++);
    for (last = window->selected + 1; last < window->count && height < writeup->list_rows; last++)
        height += row_height(writeup, last);
    while (window->top > 0 && last == window->count
           && height + row_height(writeup, window->top - 1) <= writeup->list_rows)
        height += row_height(writeup, --window->top);
}

/* The text that is worked on, in its place; where the cursor is. */
static void draw_editing(struct writeup *writeup, int y, int rows, int *cursor_y, int *cursor_x)
{
    int columns = writeup->list_columns - WRITEUP_INDENT, head = has_head(writeup);
    struct str who = STR_INIT;
    char time[CLOCK_TIME];

    app_time(writeup->app, time, writeup->now->at, writeup->now->offset);
    for (int i = 0; i < rows; i++)
        draw_blank(y + i, 0, ROLE_NORMAL);
    (void)draw_cell(y, 0, 1, ROLE_STATE, ">");
    (void)draw_cell(y, 1, CLOCK_TIME, ROLE_STATE, time);
    room_voices(&writeup->room, &who, writeup->now->speakers, writeup->now->speaker_count,
                writeup->now->addressees, writeup->now->addressee_count);
    if (head > 0)
        (void)draw_cell(y, WRITEUP_INDENT, columns, ROLE_SPEAKER, str_text(&who));
    str_release(&who);
    editor_draw(writeup->editing, y + head, WRITEUP_INDENT, rows - head, columns > 4 ? columns : 4,
                cursor_y, cursor_x);
}

/* What wants attention, in at most two rows; how many it takes. */
static int draw_wants(const struct writeup *writeup, int y, int rows)
{
    struct styled shown = { 0 };
    int used;

    if (rows <= 0)
        return 0;
    if (writeup->wants_known)
        wants_show(&writeup->wants, writeup->wanted, &shown);
    used = draw_styled(y, 0, COLS, rows, &shown, ROLE_NORMAL);
    styled_release(&shown);
    return used;
}

static void draw_list(struct writeup *writeup, int top, int *cursor_y, int *cursor_x)
{
    struct writeup_window *window = &writeup->window;
    int y = 0;

    if (window->count == 0)
        (void)draw_cell(top, 2, COLS - 2, ROLE_QUIET, "nothing was noted in this meeting");
    keep_in_view(writeup);
    for (size_t i = window->top; i < window->count && y < writeup->list_rows; i++) {
        int height = row_height(writeup, i), room = writeup->list_rows - y;

        window->row[i].seen =
            !writeup->wants_known || wants_is_looked(&writeup->wants, window->row[i].sequence);
        if (i == window->selected && writeup->editing != NULL)
            draw_editing(writeup, top + y, height < room ? height : room, cursor_y, cursor_x);
        else
            writeup_row_draw(writeup->app, &window->row[i], top + y, 0, room, writeup->list_columns,
                             i == window->selected);
        y += height;
    }
}

void writeup_draw(struct app *app, void *data)
{
    struct writeup *writeup = data;
    int top = LINES > 3, details = detail_rows(writeup), bottom = LINES - (LINES > 1);
    int cursor_y = LINES - 1, cursor_x = 0;

    erase();
    if (top)
        top += draw_wants(writeup, top, LINES >= 20 ? 2 : LINES >= 10);
    writeup->list_columns = COLS;
    writeup->list_rows = bottom - top - details > 0 ? bottom - top - details : 1;
    draw_list(writeup, top, &cursor_y, &cursor_x);
    if (LINES > 3)
        draw_bar(writeup);
    draw_details(writeup, bottom - details, details);
    if (LINES > 1)
        app_draw_said(app, LINES - 1,
                      writeup->hint != NULL                        ? writeup->hint
                      : writeup->reading                           ? writeup->why
                      : writeup->meeting->status == MEETING_CLOSED ? closed_hint
                                                                   : writeup_hint);
    move(cursor_y, cursor_x);
}
