/* SPDX-License-Identifier: MIT */
/* Painting the live screen: where its parts stand, and what its files share. */
#ifndef TUI_LIVE_DRAW_H
#define TUI_LIVE_DRAW_H

#include "tui/draw.h"
#include <stdbool.h>

struct app;
struct live;

/* The most rows that the line takes, and the columns of the time in front of it. */
enum { LIVE_TEXT_ROWS = 3, LIVE_TIME_COLUMNS = 9 };

void live_draw(struct app *app, void *data);
/* Paints a character that is about to be typed, if it only comes behind the others: it is seen
 * before the line is read anew. False: it is seen with all that it changes (live_text.c). */
bool live_echo(struct app *app, void *data, char character);
/* The rows of each part of the screen; y -1: there is no room for it. */
struct live_layout {
    int top;                   /* y of the top line */
    int log, log_rows;
    int states, states_rows;
    int reading;
    int text, text_rows, text_x;
    int status;
};
/* The line with what stands in front of it; tells where the cursor stands (live_text.c). */
void live_draw_text(struct live *live, const struct live_layout *at, int *cursor_y, int *cursor_x);
void live_draw_log(struct live *live, const struct live_layout *at);
/* Appends how the line is read; how one entry's voices, codes, notes stand. */
void live_show_reading(struct styled *out, struct live *live);
/* What can be typed, in items, where nothing is typed; else NULL. */
const char *live_show_grammar(const struct live *live);

#endif
