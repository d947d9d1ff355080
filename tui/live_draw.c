/* SPDX-License-Identifier: MIT */
/* Painting the live screen, from what is there; only the parts that changed.
 * What does not fit is left out in the order of what an observer can do
 * without: first site and body, then the pinned codes, the quorum, the
 * elapsed time; the text line, the saved mark and the clock stay longest. */
#include "tui/live_draw.h"
#include "core/clock.h"
#include "core/text.h"
#include "tui/battery.h"
#include "tui/live_room.h"
#include "tui/said.h"
#include <curses.h>
#include <stdio.h>
#include <string.h>

/* --- where everything stands ----------------------------------------------------- */

/* How many rows the line takes, with a cell for the cursor behind it. */
static int rows_of_text(const struct live *live, int columns, int most)
{
    const struct str *text = &live->line.text;
    size_t at = 0;

    for (int rows = 1; rows < most; rows++) {
        size_t next = draw_next_row(str_text(text), text->len, at, columns);

        if (next >= text->len
            && (int)text_width(str_text(text) + at, next - at) < (columns > 0 ? columns : 1))
            return rows;
        at = next;
    }
    return most;
}

/* What the persistent speaker takes in front of the line. */
static int speaker_columns(const struct live *live)
{
    struct str label = STR_INIT;
    int width;

    if (COLS < 40 || live->editing != NULL)
        return 0;
    live_persistent_label(&label, live);
    width = (int)text_width(str_text(&label), label.len);
    str_release(&label);
    return width < COLS / 3 ? width : COLS / 3;
}

static struct live_layout layout(const struct live *live)
{
    struct live_layout at = { .top = -1, .log = -1, .states = -1, .reading = -1, .status = -1 };
    int y = LINES;

    at.text_x = (COLS >= 24 ? LIVE_TIME_COLUMNS : 0) + speaker_columns(live);
    at.text_rows = rows_of_text(live, COLS - at.text_x, LINES >= 12 ? LIVE_TEXT_ROWS : 1);
    if (LINES >= 3)
        at.status = --y;
    y -= at.text_rows;
    at.text = y;
    if (LINES >= 4)
        at.reading = --y;
    if (LINES >= 6) {
        at.states_rows = LINES >= 20 && COLS >= 60 ? 2 : 1;
        y -= at.states_rows;
        at.states = y;
    }
    if (LINES >= 2)
        at.top = 0;
    if (LINES >= 5) {
        at.log = 1;
        at.log_rows = y - 1;
    }
    return at;
}

/* --- the top line ------------------------------------------------------------------- */

static void add_piece(struct styled *left, int *room, enum role role, const char *text)
{
    int width = (int)text_width(text, strlen(text)) + (left->text.len > 0 ? 2 : 0);

    if (text[0] == '\0' || width > *room)
        return;
    styled_add(left, ROLE_BAR, left->text.len > 0 ? "  " : "");
    styled_add(left, role, text);
    *room -= width;
}

static void item_text(const struct room *room, char *text, size_t size)
{
    const struct agenda_item *item =
        room->current_item < room->item_count ? &room->items[room->current_item] : NULL;

    text[0] = '\0';
    if (item != NULL)
        text_print(text, size, "%d. %s", item->number, item->title);
}

static void place_text(const struct meeting *meeting, char *text, size_t size)
{
    const char *body = meeting->body[0] != '\0' ? meeting->body : meeting->function_name;

    text_print(text, size, "%s%s%s%s", meeting->site[0] != '\0' ? "site " : "", meeting->site,
               meeting->site[0] != '\0' && body[0] != '\0' ? ", " : "", body);
}

/* The clock and the saved mark, and how long the meeting has been sitting
 * without its breaks; of one that has ended, how long it sat. */
static void clock_text(const struct live *live, char *text, size_t size, bool elapsed)
{
    char now[CLOCK_TIME], since[32] = "";
    const char *mark = live->news.saved < live->news.given ? "·" : "✓";
    int64_t until = live->meeting->status == MEETING_LIVE || !live->reading ? live_now(live)
                                                                            : live->meeting->ended;

    app_time(live->app, now, live_now(live), live->clock.offset);
    if (elapsed && room_sat(&live->room, until) != TIME_UNKNOWN)
        clock_length(since, sizeof since, room_sat(&live->room, until));
    snprintf(text, size, "%s%s%s", since, since[0] != '\0' ? "  " : "", now);
    if (!live->reading)
        snprintf(text + strlen(text), size - strlen(text), " %s", mark);
}

/* What stands before the clock: a battery that runs down, and that times are
 * set back by the time to react. Returns its columns. */
static int draw_warnings(const struct live *live, int y, int right)
{
    struct styled row = { 0 };
    bool low = live->battery >= 0 && live->battery < BATTERY_LOW;
    int reaction = (int)settings_number(&live->app->settings, SETTING_OFFSET);
    int width;

    if (low)
        styled_add_format(&row, live->battery < BATTERY_VERY_LOW ? ROLE_WARNING : ROLE_BAR,
                          " battery %d %% ", live->battery);
    if (reaction > 0)
        styled_add_format(&row, ROLE_BAR, " -%d.%d s ", reaction / 1000, reaction % 1000 / 100);
    width = styled_width(&row);
    if (width == 0 || width > right - 8)
        width = 0;
    else
        (void)draw_styled(y, right - width, width, 1, &row, ROLE_NORMAL);
    styled_release(&row);
    return width;
}

static void draw_top(const struct live *live, int y)
{
    struct styled left = { 0 };
    char clock[80], item[160], place[160], number[16];
    const char *part = live->room.on_break               ? " BREAK "
                       : live->room.part == PART_PRIVATE ? " PRIVATE "
                                                         : "";
    enum role part_role = live->room.part == PART_PRIVATE ? ROLE_PRIVATE : ROLE_STATE;
    int room, width, kept;
    bool elapsed = COLS >= 40;

    clock_text(live, clock, sizeof clock, elapsed);
    width = (int)text_width(clock, strlen(clock));
    item_text(&live->room, item, sizeof item);
    place_text(live->meeting, place, sizeof place);
    snprintf(number, sizeof number, "M%d", live->number);
    draw_blank(y, 0, ROLE_BAR);
    room = COLS - width - 3;
    room -= draw_warnings(live, y, COLS - width - 1);
    kept = (item[0] != '\0' ? (int)text_width(item, strlen(item)) + 2 : 0)
           + (part[0] != '\0' ? (int)strlen(part) + 2 : 0);
    if (room > 0 && kept > room + 2) { /* the item goes before all the rest */
        styled_add(&left, part_role, part);
        styled_add_format(&left, ROLE_BAR, "%s%s", part[0] != '\0' ? "  " : "", item);
        (void)draw_styled(y, 1, room, 1, &left, ROLE_NORMAL);
    } else {
        /* What is important takes its room first; on screen, it stands where
         * one looks for it. */
        int spare = room - kept;

        add_piece(&left, &spare, ROLE_BAR, number);
        add_piece(&left, &spare, ROLE_BAR, place);
        spare += kept;
        add_piece(&left, &spare, ROLE_BAR, item);
        add_piece(&left, &spare, part_role, part);
        (void)draw_styled(y, 1, room > 0 ? room : 0, 1, &left, ROLE_NORMAL);
    }
    (void)draw_cell(y, COLS - width - 1 > 0 ? COLS - width - 1 : 0, width, ROLE_BAR, clock);
    styled_release(&left);
}

/* --- states, presence, pinned codes ---------------------------------------------------- */

/* The states from `first` on; how many are left out stands in front. */
static void add_states_from(struct styled *out, const struct live *live, size_t first, bool times)
{
    const struct room *room = &live->room;

    styled_clear(out);
    styled_add(out, ROLE_QUIET, "open: ");
    if (first > 0)
        styled_add_format(out, ROLE_STATE, "+%zu  ", first);
    for (size_t i = first; i < room->state_count; i++) {
        const struct open_state *state = &room->states[i];
        char since[CLOCK_TIME];

        app_time(live->app, since, state->since, room->offset);
        styled_add_format(out, ROLE_STATE, "%s%s", i > first ? "  " : "",
                          live_code_label(&room->codes[state->code]));
        if (times)
            styled_add_format(out, ROLE_QUIET, " %.5s", since);
    }
}

/* All of them with their times; where `columns` are too few for that, without;
 * else the ones opened first become a number. */
static void add_states(struct styled *out, const struct live *live, int columns)
{
    const struct room *room = &live->room;

    if (room->state_count == 0) {
        styled_add(out, ROLE_QUIET, "no open states");
        return;
    }
    add_states_from(out, live, 0, true);
    for (size_t first = 0; first < room->state_count && styled_width(out) > columns; first++)
        add_states_from(out, live, first, false);
}

/* The pinned codes in their order, as far as there is room. */
static void add_pins(struct styled *out, const struct room *room, int columns)
{
    for (int place = 1; place <= (int)room->code_count; place++)
        for (size_t i = 0; i < room->code_count; i++) {
            const struct code *code = &room->codes[i];
            char key[PRESS_NAME], pin[80];

            if (code->pinned != place || code->retired)
                continue;
            live_name_key(code, key);
            snprintf(pin, sizeof pin, "%s%s%s", key, key[0] != '\0' ? " " : "",
                     live_code_label(code));
            if (room->code_uses[i] > 0)
                snprintf(pin + strlen(pin), sizeof pin - strlen(pin), " %zu", room->code_uses[i]);
            if (styled_width(out) + 3 + (int)text_width(pin, strlen(pin)) > columns)
                return;
            styled_add(out, ROLE_NORMAL, out->text.len > 0 ? "   " : "");
            styled_add(out, room->open[i] ? ROLE_STATE : ROLE_QUIET, pin);
        }
}

static void draw_states(const struct live *live, const struct live_layout *at)
{
    struct styled row = { 0 }, presence = { 0 };
    int rule = live_rule_width(&live->room);

    for (int y = 0; y < at->states_rows; y++)
        draw_blank(at->states + y, 0, ROLE_NORMAL);
    add_states(&row, live, rule > 0 ? COLS - rule - 3 : COLS); /* the rule stays in view */
    live_add_quorum(&presence, &live->room, COLS - styled_width(&row) - 3);
    if (presence.text.len > 0) {
        styled_add(&row, ROLE_NORMAL, "   ");
        styled_join(&row, &presence);
    }
    if (at->states_rows == 1)
        add_pins(&row, &live->room, COLS);
    (void)draw_styled(at->states, 0, COLS, 1, &row, ROLE_NORMAL);
    if (at->states_rows > 1) {
        styled_clear(&row);
        add_pins(&row, &live->room, COLS);
        (void)draw_styled(at->states + 1, 0, COLS, 1, &row, ROLE_NORMAL);
    }
    styled_release(&row);
    styled_release(&presence);
}

/* --- what stands around the line ------------------------------------------------------------ */

static void draw_only_clock(const struct live *live, const struct live_layout *at, int cursor_x)
{
    char clock[80];
    int width;

    clock_text(live, clock, sizeof clock, false);
    width = (int)text_width(clock, strlen(clock));
    if (cursor_x + 1 < COLS - width)
        (void)draw_cell(at->text, COLS - width, width, ROLE_QUIET, clock);
}

/* Whether a row shows that already; if not, it is noted that it does now, and `row` is what it
 * showed before. Most keys change nothing but the text line. */
static bool stands(const struct live *live, struct styled *shown, struct styled *row)
{
    struct styled before = *shown;

    if (live->paint != PAINT_ALL && styled_same(shown, row))
        return true;
    *shown = *row;
    *row = before;
    return false;
}

static void draw_reading(struct live *live, int y)
{
    const char *grammar = live_show_grammar(live);
    struct styled row = { 0 }, *shown = &live->shown_reading;
    bool same;
    int x;

    live_show_reading(&row, live);
    x = styled_width(&row);
    same = stands(live, shown, &row) && live->shown_grammar == grammar;
    live->shown_grammar = grammar;
    if (!same) {
        draw_blank(y, 0, ROLE_NORMAL);
        (void)draw_styled(y, 0, COLS, 1, shown, ROLE_NORMAL);
        if (grammar != NULL && x < COLS)
            (void)draw_items(y, x, COLS - x, ROLE_QUIET, grammar);
    }
    styled_release(&row);
}

/* What is offered, and what was said: before it, where it is news, or where it would be cut and
 * is short: it goes with the next key, and the offer stays. */
static void add_offer(struct styled *row, const struct live *live, const struct offer *offer)
{
    const char *said = live->app->said;
    enum role said_role = live->app->said_role;
    int wide = (int)text_width(said, strlen(said));
    bool cut = (int)text_width(offer->text, strlen(offer->text)) + 3 + wide > COLS;
    bool first =
        said[0] != '\0'
        && (said_role == ROLE_WARNING || said_role == ROLE_STATE || (cut && wide <= COLS / 2));

    if (first)
        styled_add_format(row, said_role, "%s   ", said);
    styled_add(row, ROLE_STATE, offer->text);
    if (said[0] != '\0' && !first)
        styled_add_format(row, said_role, "   %s", said);
}

static void add_failing(struct styled *row, const struct live *live)
{
    uint64_t waiting = live->news.given - live->news.saved;

    styled_add_format(row, ROLE_WARNING, "not saved: %llu %s, typing goes on; %s",
                      (unsigned long long)waiting, waiting == 1 ? "change waits" : "changes wait",
                      live->news.text);
}

static void draw_status(struct live *live, int y)
{
    static const char hint[] = "F2 help   C-_ undo   C-x e end   C-c home";
    const struct offer *offer = offer_shown(live);
    bool asks = live->confirming != CONFIRM_NOTHING || live->app->prefix[0] != '\0';
    bool says = !live->news.failing && (offer == NULL || asks);
    struct styled row = { 0 }, *shown = &live->shown_status;

    if (live->news.failing)
        add_failing(&row, live);
    else if (says)
        app_compose_said(live->app, hint, &row);
    else
        add_offer(&row, live, offer);
    if (!stands(live, shown, &row)) {
        draw_blank(y, 0, ROLE_NORMAL);
        if (says)
            app_draw_said_in_row(live->app, y, hint);
        else
            (void)draw_styled(y, 0, COLS, 1, shown, ROLE_NORMAL);
    }
    styled_release(&row);
}

void live_draw(struct app *app, void *data)
{
    struct live *live = data;
    struct live_layout at = layout(live);
    int cursor_y, cursor_x;

    if (app->repaint_all || at.text_rows != live->rows_text)
        live->paint = PAINT_ALL;
    live->rows_text = at.text_rows;
    if (at.top >= 0 && (live->paint & PAINT_TOP))
        draw_top(live, at.top);
    if (at.log >= 0 && (live->paint & PAINT_LOG))
        live_draw_log(live, &at);
    if (at.states >= 0 && (live->paint & PAINT_STATES))
        draw_states(live, &at);
    if (at.reading >= 0 && (live->paint & PAINT_LINE))
        draw_reading(live, at.reading);
    live_draw_text(live, &at, &cursor_y, &cursor_x);
    if (at.top < 0)
        draw_only_clock(live, &at, cursor_x);
    if (at.status >= 0)
        draw_status(live, at.status);
    live->paint = 0;
    move(cursor_y, cursor_x);
}
