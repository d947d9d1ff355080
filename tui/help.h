/* SPDX-License-Identifier: MIT */
/* The tables of help, which `moot keys` prints too. */
#ifndef TUI_HELP_H
#define TUI_HELP_H

#include <stddef.h>

/* What can be typed in the live screen. */
struct help_typed {
    const char *typed, *means;
};
extern const struct help_typed help_grammar[];
extern const size_t help_grammar_count;

/* The parts of the key map, in the order in which they are shown. */
struct help_part {
    unsigned context; /* of enum context */
    const char *title;
};
extern const struct help_part help_parts[];
extern const size_t help_part_count;

#endif
