/* SPDX-License-Identifier: MIT */
/* What every test with the real program starts from: a folder of its own
 * with a study in it, the program in a terminal, and the same program run
 * without one, to see what the study holds. Teardown ends what still runs.
 *
 * The clock stands at STAGE_CLOCK when a program starts. */
#ifndef TESTS_TERMINAL_STAGE_H
#define TESTS_TERMINAL_STAGE_H

#include "core/attr.h"
#include "tests/terminal/term.h"
#include <jansson.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

#define STAGE_CLOCK "1772632800000" /* 2026-03-04 14:00:00 UTC */

enum { STAGE_TERMS = 2 };

struct stage {
    char folder[512];               /* its own, empty at first */
    char study[600];                /* "study.moot" in it; MOOT_STUDY says so */
    struct term *term[STAGE_TERMS]; /* those that run */
    char *out, *err;                /* what the last stage_moot() printed */
    int status;                     /* and its exit status */
    json_t *json;                   /* what stage_entries() lent */
    const void *row;                /* a test made from a table: its row */
};

/* cmocka's setup and teardown: *state is the struct stage. */
int stage_setup(void **state);
int stage_teardown(void **state);

/* Runs $MOOT with these arguments (up to a NULL) and `input` as its standard
 * input (NULL: none), to its end. Returns its exit status; what it printed is
 * in stage->out and ->err until the next call. */
int stage_moot(struct stage *stage, const char *input, ...);
/* Likewise, and fails the test unless the exit status is 0. */
void stage_must(struct stage *stage, const char *input, ...);

/* All entries of a meeting as an array of objects, as `moot list entries M
 * --json` prints them; borrowed until the next call. */
const json_t *stage_entries(struct stage *stage, const char *meeting);
/* Waits (an entry is saved behind the screen) until the meeting has `count`
 * entries, and returns them likewise; fails the test after five seconds. */
const json_t *stage_expect_entries(struct stage *stage, const char *meeting, size_t count);

/* Likewise until entry `index` is marked as revised. */
void stage_expect_revised(struct stage *stage, const char *meeting, size_t index);

/* Makes a study with meeting M1, "March meeting", which expects people 101
 * (GP, typed as dq), 102 (NHS manager, tm) and 103 (lay member, birdw) and has
 * three agenda items. */
void stage_meeting(struct stage *stage);

/* The study, opened with SQLite beside the program, sealed or not; the caller
 * closes it. */
#define STAGE_PASSPHRASE "a long walk by the sea"
sqlite3 *stage_database(const struct stage *stage);
/* With MOOT_SEALED: none of the words (the last NULL) stands in a file of the
 * study, its log or what else is called after it. */
void stage_expect_sealed(const struct stage *stage, const char *const *words);

/* Starts the program in terminal `which`, 24x80, with these arguments up to a
 * NULL; it is ended with stage_finish(). */
struct term *stage_start(struct stage *stage, int which, const char *const *args);
/* Likewise with everything said; the stage's own environment is added. */
struct term *stage_start_as(struct stage *stage, int which, const struct term_setup *setup);
/* `moot live M1`, waiting until the screen stands. */
struct term *stage_live(struct stage *stage);
/* The exit status; see term_finish(). */
int stage_finish(struct stage *stage, int which);
/* kill -9. */
void stage_kill(struct stage *stage, int which);

#endif
