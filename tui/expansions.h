/* SPDX-License-Identifier: MIT */
/* The screens of text expansion. */
#ifndef TUI_EXPANSIONS_H
#define TUI_EXPANSIONS_H

struct app;
struct room;

/* The list of them; with suggestions from the agenda of `room`, if not NULL. */
void expansions_open(struct app *app, const struct room *room);

#endif
