/* SPDX-License-Identifier: MIT */
/* The terminal interface, as the commands see it. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "core/attr.h"
#include "core/config.h"
#include "core/error.h"
#include <stdio.h>

struct tui_options {
    const char *study;    /* path of the study file, made if absent */
    const char *observer; /* initials; NULL: the config's, else asked for on the screen */
    struct config *config; /* as it was read; its mistakes are added to */
    int meeting;          /* number of the meeting to open live; 0: home */
};

/* Runs the terminal interface until the observer leaves. The terminal is as
 * it was on every way out. */
NODISCARD enum status tui_run(const struct tui_options *options, struct error *err);

/* Prints the key map, the settings and the looks: what holds with this config,
 * marked "*" where the config made it so. Mistakes are added to it. */
void tui_print_keys(FILE *out, struct config *config);

#endif
