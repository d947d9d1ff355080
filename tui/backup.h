/* SPDX-License-Identifier: MIT */
/* Backups while one types: a program of its own makes them ("moot backup"), so
 * that a slow stick holds up neither the keys nor the writer, and one that
 * hangs hangs alone. */
#ifndef TUI_BACKUP_H
#define TUI_BACKUP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct app;

enum { BACKUP_EVERY = 3600000 }; /* milliseconds, while a meeting is live */

struct backup {
    pid_t child;    /* 0: none runs */
    int fd;         /* what it says */
    bool asked;     /* the observer waits for its answer */
    bool failed;    /* the last one did; it was said once */
    bool elsewhere; /* the last one stands beside the study, not where the config says */
    int64_t last;   /* boot clock: when one was last begun; 0 never */
    char said[600];
    size_t said_len;
};

/* Begins one, unless one runs. `asked`: by the observer, who is told when it
 * is there; else only that it could not be made, once until one can. */
void backup_start(struct app *app, bool asked);
/* Milliseconds until backup_tick() wants to be called; -1: none runs. */
int backup_wait(const struct app *app);
void backup_tick(struct app *app);
/* While a meeting is live: begins one when an hour has passed since `opened`
 * or the last one; after a failure every minute. */
void backup_hourly(struct app *app, int64_t opened);
/* The program ends: waits a moment for one that runs; a slow one goes on
 * alone. */
void backup_leave(struct app *app);

#endif
