/* SPDX-License-Identifier: MIT */
/* The terminal interface, as the commands see it. */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "core/attr.h"
#include "core/config.h"
#include "core/error.h"
#include "core/exporting.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct study;

/* Exports, which the screens do not know. */
struct tui_exports {
    const struct export_format_help *formats;
    /* As export_write() of the exports. */
    enum status (*write)(struct study *study, const struct export_request *request,
                         struct export_report *report, struct error *err);
};
/* Fills *out, loading what exports need. */
typedef enum status tui_exports_get(struct tui_exports *out, struct error *err);

/* The study was locked: the program is to be started anew, in this meeting. */
struct tui_locked {
    bool locked;
    char observer[32]; /* initials; "" not known */
    int meeting;       /* that was open live; 0 none */
    int64_t begun;     /* when it would have begun, its breaks left out; 0 unknown */
};

struct tui_options {
    const char *study;    /* path of the study file, made if absent */
    const char *observer; /* initials; NULL: the config's, else asked for on the screen */
    struct config *config; /* as it was read; its mistakes are added to */
    tui_exports_get *exports;
    int meeting;          /* number of the meeting to open live; 0: home */
    struct tui_locked *locked; /* filled */
};

/* Runs the terminal interface until the observer leaves. The terminal is as
 * it was on every way out. */
NODISCARD enum status tui_run(const struct tui_options *options, struct error *err);

/* Prints the key map, the settings and the looks: what holds with this config,
 * marked "*" where the config made it so. Mistakes are added to it. */
void tui_print_keys(FILE *out, struct config *config);

#endif
