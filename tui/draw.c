/* SPDX-License-Identifier: MIT */
/* Roles to colours, and text to cells. Colours are quiet and stand on the
 * terminal's own background; without colours attributes alone tell the same. */
#include "tui/draw.h"
#include "core/mem.h"
#include "core/text.h"
#include <curses.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
static const struct { short color; attr_t with_color, mono; } looks[ROLES] = {
    [ROLE_NORMAL]   = { -1,            A_NORMAL,    A_NORMAL },
    [ROLE_QUIET]    = { -1,            A_DIM,       A_DIM },
    [ROLE_TITLE]    = { -1,            A_BOLD,      A_BOLD },
    [ROLE_BAR]      = { -1,            A_REVERSE,   A_REVERSE },
    [ROLE_TIME]     = { COLOR_CYAN,    A_NORMAL,    A_BOLD },
    [ROLE_SPEAKER]  = { COLOR_BLUE,    A_BOLD,      A_BOLD },
    [ROLE_CODE]     = { COLOR_MAGENTA, A_NORMAL,    A_UNDERLINE },
    [ROLE_STATE]    = { COLOR_YELLOW,  A_NORMAL,    A_BOLD },
    [ROLE_COMMENT]  = { COLOR_GREEN,   A_NORMAL,    A_DIM },
    [ROLE_BAND]     = { -1,            A_BOLD,      A_BOLD },
    [ROLE_VERBATIM] = { COLOR_CYAN,    A_NORMAL,    A_UNDERLINE },
    [ROLE_ESCAPE]   = { -1,            A_DIM,       A_DIM },
    [ROLE_GOOD]     = { COLOR_GREEN,   A_NORMAL,    A_NORMAL },
    [ROLE_WARNING]  = { COLOR_RED,     A_BOLD,      A_REVERSE },
    [ROLE_SELECTED] = { -1,            A_REVERSE,   A_REVERSE },
    [ROLE_HIT]      = { COLOR_YELLOW,  A_BOLD,      A_BOLD | A_UNDERLINE },
};
/* clang-format on */

void draw_start(void)
{
    const char *no_color = getenv("NO_COLOR");

    if ((no_color != NULL && no_color[0] != '\0') || !has_colors())
        return;
    start_color();
    use_default_colors();
    for (short role = 1; role < ROLES && COLOR_PAIRS > ROLES; role++)
        init_pair(role, looks[role].color, -1);
}

/* The colour pair of a role has its number; pair 0, that of ROLE_NORMAL, is
 * the terminal's own. Where start_color() was not called, COLORS is 0. */
static void use_role(enum role role)
{
    if (COLORS > 0 && COLOR_PAIRS > ROLES)
        attr_set(looks[role].with_color, (short)role, NULL);
    else
        attr_set(looks[role].mono, 0, NULL);
}

/* Puts clean text on the screen at (y, x). */
static void put(int y, int x, enum role role, const char *text, size_t len)
{
    if (y < 0 || y >= LINES || x < 0 || x >= COLS || len == 0)
        return;
    use_role(role);
    for (size_t at = 0; at < len;) {
        size_t stretch = 0;

        while (at + stretch < len && text[at + stretch] != '\n' && text[at + stretch] != '\t')
            stretch++;
        mvaddnstr(y, x, text + at, (int)stretch);
        x += (int)text_width(text + at, stretch);
        at += stretch;
        if (at < len) {
            mvaddch(y, x++, ' ');
            at++;
        }
    }
    attr_set(A_NORMAL, 0, NULL);
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
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    /* A character that was cut in two is left out. */
    text[text_valid_until(text, strlen(text))] = '\0';
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
        if (row == rows - 1 && next < len)
            fits = text_fit(text + at, next - at, (size_t)columns - 1, &used);
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
