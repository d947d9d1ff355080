/* SPDX-License-Identifier: MIT */
/* What the benchmarks share: a clock, medians, the table that is printed, and
 * the study that is measured. Every figure stands beside a floor or a peer
 * that was measured in the same run; the ratio is what counts. */
#ifndef BENCH_H
#define BENCH_H

#include "core/attr.h"
#include <stddef.h>
#include <stdint.h>

/* Where things are: read from the environment by main(). */
struct bench {
    const char *program;  /* the moot that is measured */
    const char *folder;   /* a folder for studies and exports, on a real disk */
    const char *meetings; /* folder of the eight meetings, NULL when absent */
    size_t keys;          /* keys of one run */
    size_t runs;          /* interleaved runs */
};

/* Microseconds of CLOCK_MONOTONIC. */
double bench_now(void);

/* Sorts `values` and gives the value at `part` (0.5 the median). */
double bench_quantile(double *values, size_t count, double part);

/* Prints one row: what is measured, moot's figure and the floor's, both with
 * their spread over the runs (smallest to greatest), and their ratio beside
 * what it must be. A `floor` of 0: the figure itself must be at most `limit`. */
struct bench_figure {
    double value, least, most;
};
struct bench_figure bench_figure_of(double *values, size_t count, double part);
void bench_row(const char *what, const char *unit, struct bench_figure moot,
               struct bench_figure floor, double limit);

/* Ends the program with a line when `ok` is false. */
void bench_need(int ok, const char *what);

/* A path in the bench's folder; the caller's to free(). */
char *bench_path(const struct bench *bench, const char *name);

/* Makes a study at `path` of `meetings` meetings with `entries` entries each
 * (every fourth coded, every third with a speaker), one person for 200 of
 * them; most are closed, some wait to be written up, the last two are planned.
 * The same words each time. Kept if it is there already. */
void bench_make_study(const char *path, int meetings, int entries);
/* Removes one, with what SQLite and moot keep beside it. */
void bench_remove_study(const char *path);

/* The groups of rows. */
void bench_keys(const struct bench *bench);
void bench_start(const struct bench *bench);
void bench_idle(const struct bench *bench);
void bench_commit(const struct bench *bench);
void bench_import(const struct bench *bench);
void bench_export(const struct bench *bench);
void bench_screens(const struct bench *bench);

#endif
