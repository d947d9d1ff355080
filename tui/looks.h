/* SPDX-License-Identifier: MIT */
/* How each role looks: the table, and what the config makes of it. Without
 * curses, so that it can be read, printed and tested without a terminal. */
#ifndef TUI_LOOKS_H
#define TUI_LOOKS_H

#include "core/config.h"
#include "tui/draw.h"
#include <stdbool.h>

enum look_attribute {
    LOOK_BOLD = 1,
    LOOK_DIM = 2,
    LOOK_UNDERLINE = 4,
    LOOK_REVERSE = 8,
    LOOK_ITALIC = 16
};

/* A colour: LOOK_OWN, a number of the terminal's palette from 0 to 255, or
 * LOOK_RGB with 0xRRGGBB added. */
enum { LOOK_OWN = -1, LOOK_RGB = 1 << 24 };

struct look {
    int color, behind;
    unsigned attributes; /* of enum look_attribute */
};

struct looks {
    struct look color[ROLES]; /* where there are colours */
    struct look mono[ROLES];  /* where there are none: attributes alone */
    bool color_changed[ROLES], mono_changed[ROLES];
};

/* The names of the roles in the config. */
const char *looks_role_name(enum role role);

/* The looks of a config (NULL: none). What its [colors] and [mono] parts have
 * wrong is noted in it. */
void looks_make(struct looks *out, struct config *config);

/* Reads "blue bold", "#3366CC on 235 underline", "default"; without colours
 * `mono`. False: it is none. */
NODISCARD bool look_read(struct look *out, const char *text, bool mono);
/* Appends it as look_read() reads it. */
void look_print(struct str *out, const struct look *look);

/* "#3366CC" as a colour; LOOK_OWN for anything else. */
int look_hex(const char *text);
/* The number among the 256 of xterm's palette that comes nearest to it. */
int look_nearest(int color);

#endif
