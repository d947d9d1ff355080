/* SPDX-License-Identifier: MIT */
/* Painting the live screen: where its parts stand, and what its files share. */
#ifndef TUI_LIVE_DRAW_H
#define TUI_LIVE_DRAW_H

#include "tui/draw.h"

struct app;
struct live;

void live_draw(struct app *app, void *data);
/* The rows of each part of the screen; y -1: there is no room for it. */
struct live_layout {
    int top;                   /* y of the top line */
    int log, log_rows;
    int states, states_rows;
    int reading;
    int text, text_rows, text_x;
    int status;
};
void live_draw_log(struct live *live, const struct live_layout *at);
/* Appends how the line is read; how one entry's voices, codes, notes stand. */
void live_show_reading(struct styled *out, struct live *live);
/* What can be typed, in items, where nothing is typed; else NULL. */
const char *live_show_grammar(const struct live *live);

#endif
