/* SPDX-License-Identifier: MIT */
/* The terminal: curses started and ended, signals caught, waiting. */
#ifndef TUI_TERMINAL_H
#define TUI_TERMINAL_H

#include "core/error.h"
#include "tui/keys.h"
#include <stdbool.h>

struct looks;

enum caught { CAUGHT_RESIZE = 1, CAUGHT_END = 2, CAUGHT_STOP = 4, CAUGHT_CONTINUE = 8 };
NODISCARD enum status terminal_start(struct keys *keys, const struct looks *looks,
                                     struct error *err);
/* The terminal as it was; may be called twice. */
void terminal_end(void);
/* Waits until there is input from the terminal, `fd` (unless -1) is readable, a signal came or
 * `timeout` milliseconds passed (-1: no limit). Returns the signals as bits
 * of enum caught; *input and *news tell what is readable. */
unsigned terminal_wait(int fd, int timeout, bool *input, bool *news);
/* Takes the size that the terminal has now. */
void terminal_resize(void);
/* Stops the program as C-z does; returns when it goes on. */
void terminal_suspend(void);
/* Reads what the terminal has sent into *keys; false when it is gone. *more:
 * it was so much that there may be more. */
bool terminal_read(struct keys *keys, bool *more);

#endif
