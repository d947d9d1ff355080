/* SPDX-License-Identifier: MIT */
/* The programs that are measured in a pty, and what their screens show. */
#ifndef BENCH_PROGRAMS_H
#define BENCH_PROGRAMS_H

#include "tests/bench/bench.h"
#include "tests/bench/screen.h"

enum { PROGRAM_ARGUMENTS = 12 };
struct program {
    char *argv[PROGRAM_ARGUMENTS]; /* owned */
    const char *ready;             /* what its first full screen shows */
    const char *first;             /* typed before all else; "" nothing */
};

/* moot on a study: home, or meeting `number` live. */
struct program program_home(const struct bench *bench, const char *study);
struct program program_live(const struct bench *bench, const char *study, int number);
/* moot with a command of its own: words up to NULL. */
struct program program_moot(const struct bench *bench, const char *study, const char *const *words);
/* Editors on an empty file, and the bare loop. */
struct program program_nano(const struct bench *bench);
/* Without the settings that the system has for it. */
struct program program_bare_nano(const struct bench *bench);
struct program program_vim(const struct bench *bench);
struct program program_loop(const struct bench *bench);
/* The bare loop with the statements that a trace has of a span of time. */
struct program program_rows(const struct bench *bench, const char *study, const char *trace,
                            double from, double until);
void program_release(struct program *program);

/* Starts it and waits for its first full screen, and what it types first. */
void program_start(const struct program *program, struct screen *screen);

/* Waits until a text is shown, or is shown no more; ends the bench when it
 * does not come within ten seconds. */
void screen_await(struct screen *screen, const char *text);
void screen_await_gone(struct screen *screen, const char *text);
/* Reads until nothing has come for `quiet` microseconds. */
void screen_settle(struct screen *screen, double quiet);
/* Everything that the screen shows, on standard error. */
void screen_print(const struct screen *screen);

/* Keys typed into the live screen of a program: microseconds until each of
 * them stands there, in run number `run` (keys.c). */
enum { KEYS_RUNS = 9 };
struct keys_measured {
    double median[KEYS_RUNS], slow[KEYS_RUNS]; /* of each run: median, 95th percentile */
};
void keys_measure(const struct program *program, size_t keys, double pause, size_t run,
                  struct keys_measured *out);

/* Milliseconds from its start to the last byte of its first full screen. */
double start_time(const struct program *program);

#endif
