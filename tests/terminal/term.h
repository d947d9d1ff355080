/* SPDX-License-Identifier: MIT */
/* A terminal for tests: the real program in a pseudo-terminal of a fixed
 * size, and what it draws read back through libvterm. A test types keys and
 * waits for text with a deadline; it never sleeps. What does not come fails
 * the test and prints the screen.
 *
 * Every end is looked at: term_finish() fails unless the program left the
 * alternate screen, showed the cursor, and gave the terminal its modes back. */
#ifndef TESTS_TERMINAL_TERM_H
#define TESTS_TERMINAL_TERM_H

#include "core/attr.h"
#include <stdbool.h>
#include <stddef.h>

struct term;

struct term_setup {
    int rows, columns;       /* 0, 0: 24 and 80 */
    const char *const *args; /* what follows the program's name, up to a NULL */
    const char *const *env;  /* "NAME=value" beside the test's own environment; NULL none */
    long file_limit;         /* bytes that a file of the program may grow to; 0: any */
};

/* Starts $MOOT and waits until it has taken the terminal. The caller ends it with term_finish() or
 * term_kill(). */
NODISCARD struct term *term_start(const struct term_setup *setup);

/* Sends keys, as a terminal would: "\r" is Enter, "\033x" Alt-x. Reads what
 * the program draws meanwhile, so keys of any number get through. */
void term_type(struct term *term, const char *keys);
/* Sends `len` bytes between the marks of a bracketed paste. */
void term_paste(struct term *term, const char *text, size_t len);

/* Waits until `text` stands on the screen, within one row; fails the test
 * after the deadline of five seconds (longer where the build is slower). */
void term_expect(struct term *term, const char *text);
/* Waits until `text` stands nowhere on the screen. */
void term_expect_gone(struct term *term, const char *text);
/* Waits for `text` in one row, counted from 0, from the bottom if negative. */
void term_expect_row(struct term *term, int row, const char *text);
/* Waits until the program has drawn nothing for a tenth of a second. */
void term_settle(struct term *term);
/* Whether `text` stands on the screen as it was last read. */
bool term_shows(const struct term *term, const char *text);

/* The text of one row without the blanks at its end, borrowed until the next
 * call of any function here. */
const char *term_row(struct term *term, int row);
/* The whole screen, rows ended by line ends, borrowed likewise. */
const char *term_screen(struct term *term);
void term_cursor(const struct term *term, int *row, int *column);

/* Changes the size, as a window manager does. */
void term_resize(struct term *term, int rows, int columns);
void term_signal(struct term *term, int signal);
int term_pid(const struct term *term);

/* Whether the program ever sent a sequence that sets a colour. */
bool term_used_colour(const struct term *term);
/* Whether `bytes` were ever sent by the program. */
bool term_sent(const struct term *term, const char *bytes);

/* Waits for the program's end and reads what it still draws; term_finish() or
 * term_kill() follows. */
void term_wait_end(struct term *term);
/* Waits for the program's end, checks that the terminal is as it was, frees
 * it all. The exit status; 128 and the signal's number after a signal. */
int term_finish(struct term *term);
/* The window is closed: the program sees a hang-up. Waits for its end and
 * frees it all; the exit status as term_finish() has it. */
int term_hang_up(struct term *term);
/* kill -9, and frees it all. NULL is allowed. */
void term_kill(struct term *term);

#endif
