/* SPDX-License-Identifier: MIT */
/* The screens: what opens each of them. */
#ifndef TUI_SCREENS_H
#define TUI_SCREENS_H

#include "core/error.h"
#include "storage/lists.h"
#include <stdbool.h>

struct app;
struct setup;

void home_open(struct app *app);
void setup_open(struct app *app);
void setup_free(struct setup *setup);
/* The form again, for a meeting that was not closed. */
void setup_edit(struct app *app, int number);
void study_screen_open(struct app *app);
void lists_open(struct app *app, enum list_kind kind);
void observers_open(struct app *app);
void sites_open(struct app *app);
void bodies_open(struct app *app);
void people_open(struct app *app);
/* Opens meeting `number`; `reading`: only to read it. */
void live_open(struct app *app, int number, bool reading);
/* Ends a meeting that no screen has open: closes its states, sets it to be
 * written up. STATUS_BUSY: another program writes it. STATUS_INPUT: a line of
 * it is half typed. */
NODISCARD enum status home_end_meeting(struct app *app, int number, struct error *err);
/* The timeline of meeting `number`; `at_end`: the cursor begins at its end. */
void timeline_open(struct app *app, int number, bool at_end);
/* Opens meeting `number` to be written up; `borrowed`: the live screen below
 * has its lock. */
void writeup_open(struct app *app, int number, bool borrowed);
/* What leaves, how and where to; of meeting `number` at first, 0 of all. An
 * export that is being written is shown instead. */
void export_open(struct app *app, int number);
void help_open(struct app *app);
/* Asks one question on a line of its own. `answer` gets clean text; while it
 * returns false (having said why) the question stays. `left`: Escape. */
void ask_open(struct app *app, const char *question, const char *hint,
              bool (*answer)(struct app *app, const char *text), void (*left)(struct app *app));

#endif
