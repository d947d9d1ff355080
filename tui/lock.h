/* SPDX-License-Identifier: MIT */
/* Locking a sealed study: at once by a key, or after idle time. What is typed
 * goes to the disk, everything is closed, and the program ends, to be started
 * anew by who called tui_run(): memory that is given back holds no key and no
 * word. */
#ifndef TUI_LOCK_H
#define TUI_LOCK_H

#include "core/attr.h"

struct app;

/* Milliseconds until the study is to be locked for idleness; -1: never. */
int lock_wait(const struct app *app);
/* Locks it when that time has come. */
void lock_tick(struct app *app);

#endif
