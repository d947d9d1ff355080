/* SPDX-License-Identifier: MIT */
/* A program in a pty of 80x24, read through a terminal emulator, with the
 * moment at which each change of its screen arrived. */
#ifndef BENCH_SCREEN_H
#define BENCH_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <vterm.h>

enum { SCREEN_ROWS = 24, SCREEN_COLUMNS = 80 };

struct screen {
    int fd;
    pid_t pid;
    VTerm *vterm;
    VTermScreen *cells;
    double last;     /* when the last output arrived, bench_now() */
    size_t bytes;    /* output so far */
};

/* Starts `argv` and waits for nothing. */
void screen_start(struct screen *screen, char *const *argv);
/* Takes what comes for `wait` microseconds, or until `until` returns true (may
 * be NULL); tells whether it did. */
bool screen_read(struct screen *screen, double wait, bool (*until)(const struct screen *, void *),
                 void *data);
void screen_type(struct screen *screen, const char *keys, size_t len);
/* The first character of a cell, and the cursor's place. */
unsigned screen_cell(const struct screen *screen, int row, int column);
void screen_cursor(const struct screen *screen, int *row, int *column);
/* Whether some row holds the (ASCII) text. */
bool screen_shows(const struct screen *screen, const char *text);
/* Ends the program with a signal and frees. */
void screen_end(struct screen *screen);

#endif
