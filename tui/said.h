/* SPDX-License-Identifier: MIT */
/* The status line: what a screen or a command says to the observer, and where
 * it is painted. A question that waits (tui/confirm.h) comes before it. */
#ifndef TUI_SAID_H
#define TUI_SAID_H

#include "core/attr.h"
#include "tui/draw.h"

struct app;
struct error;

/* Says a line, which stands until something else is said or a command begins;
 * "" empties the status line. */
void app_say(struct app *app, enum role role, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Says why something failed. */
void app_say_error(struct app *app, const struct error *err);

/* The status line at row y: a question that waits, what was said, or else
 * `hint`. What is longer than a row has up to three, the last one at y; of a
 * hint that names keys ("n new  q quit"), as many are left out as do not fit. */
void app_draw_said(const struct app *app, int y, const char *hint);
/* The rows it takes, 1 to 3: for screens that keep what they show above it. */
int app_said_rows(const struct app *app, const char *hint);
/* The same in one row, cut between words; and what stands there, appended. */
void app_draw_said_in_row(const struct app *app, int y, const char *hint);
void app_compose_said(const struct app *app, const char *hint, struct styled *out);

/* The rows that what is said takes across the window, however many they are;
 * a low window has one for it. */
int said_rows(const struct styled *said);

#endif
