/* SPDX-License-Identifier: MIT */
/* Roles to colours, and text to cells. Colours are quiet and stand on the
 * terminal's own background; without colours attributes alone tell the same. */
#include "tui/draw.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/looks.h"
#include <curses.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How the roles look on this terminal: set once, as curses' own pairs are. */
static attr_t look_of[ROLES];

static bool with_colors(void)
{
    return COLORS > 0 && COLOR_PAIRS > ROLES; /* 0 where start_color() was not called */
}

static attr_t attributes_of(const struct look *look)
{
    return (look->attributes & LOOK_BOLD ? A_BOLD : A_NORMAL)
           | (look->attributes & LOOK_DIM ? A_DIM : A_NORMAL)
           | (look->attributes & LOOK_UNDERLINE ? A_UNDERLINE : A_NORMAL)
           | (look->attributes & LOOK_REVERSE ? A_REVERSE : A_NORMAL)
           | (look->attributes & LOOK_ITALIC ? A_ITALIC : A_NORMAL);
}

/* A colour as this terminal numbers it; -2: it has it not. */
static int color_of(int color)
{
    if (color < LOOK_RGB)
        return color < COLORS ? color : -2;
    if (COLORS >= LOOK_RGB) /* its numbers are the colours, but for the first eight */
        return (color & 0xFFFFFF) < 8 ? 0 : color & 0xFFFFFF;
    return COLORS >= 256 ? look_nearest(color) : -2;
}

void draw_start(const struct looks *looks)
{
    const char *no_color = getenv("NO_COLOR");
    struct looks plain;

    if ((no_color == NULL || no_color[0] == '\0') && has_colors()) {
        start_color();
        use_default_colors();
    }
    looks_make(&plain, NULL);
    for (int role = 0; role < ROLES; role++) {
        const struct look *look = with_colors() ? &looks->color[role] : &looks->mono[role];

        if (with_colors() && (color_of(look->color) == -2 || color_of(look->behind) == -2))
            look = &plain.color[role];
        look_of[role] = attributes_of(look);
        if (with_colors() && role > 0)
            init_extended_pair(role, color_of(look->color), color_of(look->behind));
    }
}

/* The colour pair of a role has its number; pair 0, that of ROLE_NORMAL, is
 * the terminal's own. */
static void use_role(enum role role)
{
    attr_set(look_of[role], with_colors() ? (short)role : 0, NULL);
}

bool draw_swatch(int y, int x, const char *color)
{
    int wanted = look_hex(color), pair;

    if (!with_colors() || wanted == LOOK_OWN || color_of(wanted) == -2 || y < 0 || y >= LINES
        || x < 0 || x + 2 > COLS)
        return false;
    pair = alloc_pair(-1, color_of(wanted));
    if (pair <= 0)
        return false;
    attr_set(A_NORMAL, 0, &pair);
    mvaddstr(y, x, "  ");
    attr_set(A_NORMAL, 0, NULL);
    return true;
}

static bool is_plain(char c)
{
    return c >= ' ' && c <= '~';
}

/* How much of the text curses need not look into: characters of ASCII, but for the last one before
 * others, to which a mark may be joined. */
static size_t finished_run(const char *text, size_t len)
{
    size_t run = 0;

    while (run < len && is_plain(text[run]))
        run++;
    return run > 0 && run < len && (unsigned char)text[run] >= 0x80 ? run - 1 : run;
}

/* Puts that as finished cells: of text, curses would ask for each letter what it is. */
static void put_plain(int y, int x, enum role role, const char *text, size_t len)
{
    chtype look = look_of[role] | (with_colors() ? COLOR_PAIR((int)role) : 0), cell[128];

    while (len > 0) {
        size_t part = len < sizeof cell / sizeof cell[0] ? len : sizeof cell / sizeof cell[0];

        for (size_t i = 0; i < part; i++)
            cell[i] = (chtype)text[i] | look;
        mvaddchnstr(y, x, cell, (int)part);
        x += (int)part;
        text += part;
        len -= part;
    }
}

/* Puts what comes before the next plain run: a line end or tab as a blank. Returns its bytes. */
static size_t put_other(int y, int x, enum role role, const char *text, size_t len)
{
    size_t size = 1;

    use_role(role);
    if (text[0] == '\n' || text[0] == '\t') {
        mvaddch(y, x, ' ');
    } else {
        while (size < len && (unsigned char)text[size] >= 0x80)
            size++;
        mvaddnstr(y, x, text, (int)size);
    }
    attr_set(A_NORMAL, 0, NULL);
    return size;
}

/* Puts clean text on the screen at (y, x). */
static void put(int y, int x, enum role role, const char *text, size_t len)
{
    if (y < 0 || y >= LINES || x < 0)
        return;
    for (size_t at = 0; at < len && x < COLS;) {
        size_t size = finished_run(text + at, len - at);

        if (size > 0)
            put_plain(y, x, role, text + at, size);
        else
            size = put_other(y, x, role, text + at, len - at);
        x += (int)text_width(text + at, size);
        at += size;
    }
}

int draw_cell(int y, int x, int columns, enum role role, const char *text)
{
    size_t len = strlen(text), used, fits;

    if (x + columns > COLS)
        columns = COLS - x;
    if (columns <= 0)
        return 0;
    fits = text_fit(text, len, (size_t)columns, &used);
    if (fits < len) {
        fits = text_fit(text, len, (size_t)columns - 1, &used);
        put(y, x + (int)used, role, "…", strlen("…"));
        put(y, x, role, text, fits);
        return (int)used + 1;
    }
    put(y, x, role, text, fits);
    return (int)used;
}

int draw_items(int y, int x, int columns, enum role role, const char *items)
{
    char line[256];
    size_t len = strlen(items), next;

    if (len < sizeof line && (int)text_width(items, len) > columns) {
        for (next = len; next > 0; next--) {
            if (strncmp(items + next, "  ", 2) == 0 && (int)text_width(items, next) <= columns)
                break;
        }
        while (next > 0 && items[next - 1] == ' ')
            next--;
        if (next > 0) {
            snprintf(line, sizeof line, "%.*s", (int)next, items);
            items = line;
        }
    }
    return draw_cell(y, x, columns, role, items);
}

void draw_blank(int y, int x, enum role role)
{
    if (y < 0 || y >= LINES || x < 0 || x >= COLS)
        return;
    use_role(role);
    mvhline(y, x, ' ', COLS - x);
    attr_set(A_NORMAL, 0, NULL);
}

/* --- text of several roles ------------------------------------------------- */

void styled_add_run(struct styled *styled, struct run run)
{
    styled->run = mem_grow(styled->run, styled->count, &styled->room, sizeof *styled->run);
    styled->run[styled->count++] = run;
}

void styled_add(struct styled *styled, enum role role, const char *text)
{
    size_t start = styled->text.len;

    if (text[0] == '\0')
        return;
    str_add(&styled->text, text);
    styled_add_run(styled, (struct run){ { start, styled->text.len - start }, role });
}

void styled_add_format(struct styled *styled, enum role role, const char *fmt, ...)
{
    char text[1024];
    va_list args;

    va_start(args, fmt);
    text_print_args(text, sizeof text, fmt, args);
    va_end(args);
    styled_add(styled, role, text);
}

void styled_join(struct styled *styled, const struct styled *more)
{
    size_t shift = styled->text.len;

    str_add_len(&styled->text, str_text(&more->text), more->text.len);
    for (size_t i = 0; i < more->count; i++) {
        struct run run = more->run[i];

        run.at.start += shift;
        styled_add_run(styled, run);
    }
}

void styled_clear(struct styled *styled)
{
    str_clear(&styled->text);
    styled->count = 0;
}

void styled_release(struct styled *styled)
{
    str_release(&styled->text);
    free(styled->run);
    *styled = (struct styled){ 0 };
}

bool styled_same(const struct styled *a, const struct styled *b)
{
    if (a->text.len != b->text.len || a->count != b->count
        || memcmp(str_text(&a->text), str_text(&b->text), a->text.len) != 0)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->run[i].role != b->run[i].role || a->run[i].at.start != b->run[i].at.start
            || a->run[i].at.len != b->run[i].at.len)
            return false;
    return true;
}

int styled_width(const struct styled *styled)
{
    return (int)text_width(str_text(&styled->text), styled->text.len);
}

int styled_rows(const struct styled *styled, int columns)
{
    const char *text = str_text(&styled->text);
    size_t at = 0;
    int rows = 0;

    do {
        at += text_wrap(text + at, styled->text.len - at, (size_t)(columns > 0 ? columns : 1));
        rows++;
    } while (at < styled->text.len);
    return rows;
}

void draw_range(int y, int x, const struct styled *styled, size_t start, size_t end,
                enum role over)
{
    for (size_t i = 0; i < styled->count; i++) {
        size_t from = styled->run[i].at.start, to = from + styled->run[i].at.len;

        if (to <= start || from >= end)
            continue;
        from = from < start ? start : from;
        to = to > end ? end : to;
        put(y, x, over != ROLE_NORMAL ? over : styled->run[i].role, styled->text.text + from,
            to - from);
        x += (int)text_width(styled->text.text + from, to - from);
    }
}

int draw_styled(int y, int x, int columns, int rows, const struct styled *styled, enum role over)
{
    const char *text = str_text(&styled->text);
    size_t len = styled->text.len, at = 0;
    int row = 0;

    if (x + columns > COLS)
        columns = COLS - x;
    if (columns <= 0)
        return 0;
    while (row < rows && (at < len || row == 0)) {
        size_t next = at + text_wrap(text + at, len - at, (size_t)columns), used = 0, fits;

        fits = text_fit(text + at, next - at, (size_t)columns, &used);
        if (row == rows - 1 && next < len) { /* cut between words, with room for the sign */
            next = at + text_wrap(text + at, len - at, (size_t)columns - 1);
            fits = text_fit(text + at, next - at, (size_t)columns - 1, &used);
        }
        draw_range(y + row, x, styled, at, at + fits, over);
        if (row == rows - 1 && next < len)
            put(y + row, x + (int)used, over != ROLE_NORMAL ? over : ROLE_QUIET, "…",
                strlen("…"));
        at = next;
        row++;
    }
    return row;
}

size_t draw_next_row(const char *text, size_t len, size_t start, int columns)
{
    size_t fits = text_fit(text + start, len - start, (size_t)(columns > 0 ? columns : 1), NULL);

    return fits > 0 ? start + fits : text_next(text, len, start);
}
