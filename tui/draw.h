/* SPDX-License-Identifier: MIT */
/* Painting on the screen: roles instead of colours, text cut at graphemes,
 * text of several roles wrapped. Nothing here reads or changes anything else.
 * All of it paints on stdscr; what lies outside is left out. */
#ifndef TUI_DRAW_H
#define TUI_DRAW_H

#include "core/attr.h"
#include "core/change.h"
#include "core/str.h"
#include <stdbool.h>
#include <stddef.h>

enum role {
    ROLE_NORMAL,
    ROLE_QUIET,    /* hints, times of the log */
    ROLE_TITLE,
    ROLE_BAR,      /* the top line */
    ROLE_TIME,     /* the frozen time */
    ROLE_SPEAKER,
    ROLE_CODE,     /* chips */
    ROLE_STATE,    /* open states */
    ROLE_COMMENT,
    ROLE_BAND,     /* agenda lines */
    ROLE_VERBATIM,
    ROLE_ESCAPE,
    ROLE_GOOD,
    ROLE_WARNING,
    ROLE_SELECTED,
    ROLE_PRIVATE,  /* in the top line: nothing of this leaves */
    ROLE_HIT,      /* what was looked for */
    ROLE_CODED,       /* words that carry a code */
    ROLE_CODED_TWICE, /* words that carry several */
    ROLES
};

struct looks;

/* Chooses colours by what the terminal can do and NO_COLOR; after curses has
 * started. A colour that this terminal has not is the default's. */
void draw_start(const struct looks *looks);

/* Paints two columns in a colour of the codebook, "#3366CC"; false where the
 * terminal cannot show it: nothing is painted then. */
bool draw_swatch(int y, int x, const char *color);

/* Paints what fits of `text` into `columns` columns from (y, x), cut at a
 * grapheme's end and with "…" where something is missing. Returns the columns
 * it filled. Line ends and tabs are painted as blanks. */
int draw_cell(int y, int x, int columns, enum role role, const char *text);

/* The same of items with two blanks or more between them ("n new  q quit"): as
 * many as fit, and none by half; where not even one fits, it is cut as above. */
int draw_items(int y, int x, int columns, enum role role, const char *items);

/* Empties a row in a role from column x to the right edge. */
void draw_blank(int y, int x, enum role role);

/* Text in pieces of one role each. */
struct run {
    struct span at;
    enum role role;
};
struct styled {
    struct str text;
    struct run *run;
    size_t count, room;
};
void styled_add(struct styled *styled, enum role role, const char *text);
void styled_add_format(struct styled *styled, enum role role, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
/* Gives a role to bytes that were put into `text` already, behind those of the
 * last piece. */
void styled_add_run(struct styled *styled, struct run run);
/* Adds all of `more`. */
void styled_join(struct styled *styled, const struct styled *more);
void styled_clear(struct styled *styled);
void styled_release(struct styled *styled);
/* Whether both have the same text in the same pieces. */
bool styled_same(const struct styled *a, const struct styled *b);
/* Screen columns of all of it. */
int styled_width(const struct styled *styled);
/* How many rows it takes, wrapped into `columns`; at least 1. */
int styled_rows(const struct styled *styled, int columns);
/* Paints it wrapped into `columns` from (y, x), at most `rows` rows, with "…"
 * at the end where something is missing. Every role becomes `over` unless
 * that is ROLE_NORMAL. Returns the rows painted. */
int draw_styled(int y, int x, int columns, int rows, const struct styled *styled,
                enum role over);

/* Paints the bytes from `start` to `end` of it from (y, x), as they are. */
void draw_range(int y, int x, const struct styled *styled, size_t start, size_t end,
                enum role over);

/* The byte at which the row after `start` begins when `text` is cut into rows
 * of `columns` columns, by graphemes and without regard to words: what the
 * text line does. */
size_t draw_next_row(const char *text, size_t len, size_t start, int columns);

#endif
