/* SPDX-License-Identifier: MIT */
/* The terminal interface, as the commands see it. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "core/attr.h"
#include "core/error.h"
#include <stdio.h>

struct tui_options {
    const char *study;    /* path of the study file, made if absent */
    const char *observer; /* initials; NULL: asked for on the screen */
    int meeting;          /* number of the meeting to open live; 0: home */
};

/* Runs the terminal interface until the observer leaves. The terminal is as
 * it was on every way out. */
NODISCARD enum status tui_run(const struct tui_options *options, struct error *err);

/* Prints the key map, made from the table of commands. */
void tui_print_keys(FILE *out);

#endif
