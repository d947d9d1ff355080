/* SPDX-License-Identifier: MIT */
/* A line asked for at the bottom of a screen, which stays in view above it:
 * Enter takes it, Escape leaves. */
#ifndef TUI_PROMPT_H
#define TUI_PROMPT_H

#include "tui/internal.h"

struct prompt_ops {
    const char *title; /* of its help */
    const char *label; /* before the line */
    /* Takes the line. True: it is done, and the prompt closes; else it has
     * said why not. */
    bool (*answer)(struct app *app, void *owner, const char *text);
    /* Appends what the line means as it stands, or what can be typed; NULL. */
    void (*show)(struct app *app, void *owner, const char *text, struct styled *out);
    /* Tab: what can stand at the cursor; NULL. */
    void (*complete)(struct app *app, void *owner, struct line *line);
    /* Left by Escape; NULL. */
    void (*left)(struct app *app, void *owner, const char *text);
};

/* Asks on the screen that is on top. `owner` is handed on; `text` stands in
 * the line at first. An answer that opens another screen closes this one
 * before, by app_close(), and returns false. */
void prompt_open(struct app *app, const struct prompt_ops *ops, void *owner, const char *text);

#endif
