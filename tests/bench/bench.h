/* SPDX-License-Identifier: MIT */
/* What the benchmarks share: a clock, medians, the table that is printed, and
 * the study that is measured. Every figure stands beside a floor or a peer
 * that was measured in the same run; the ratio is what counts. */
#ifndef BENCH_H
#define BENCH_H

#include "core/attr.h"
#include "storage/study.h"
#include <stddef.h>
#include <stdint.h>

/* Where things are: read from the environment by main(). */
struct bench {
    const char *program;  /* the moot that is measured */
    const char *folder;   /* a folder for studies and exports, on a real disk */
    const char *meetings; /* folder of the eight meetings, NULL when absent */
    size_t keys;          /* keys of one run */
    size_t runs;          /* interleaved runs */
    int scale;            /* entries of the large study */
    const char *loop;     /* the program of the bare loop (floor/floor.c) */
    const char *trace;    /* what tells of statements, to be preloaded (trace/trace.c) */
};

/* Microseconds of CLOCK_MONOTONIC. */
double bench_now(void);

/* Sorts `values` and gives the value at `part` (0.5 the median). */
double bench_quantile(double *values, size_t count, double part);

/* A figure over the runs: the median, or the value at another part, with the
 * smallest and the greatest. `value` 0: there is none. */
struct bench_figure {
    double value, least, most;
};
struct bench_figure bench_figure_of(double *values, size_t count, double part);
/* One that was measured once. */
struct bench_figure bench_once(double value);

/* A row of the table: what is measured, moot's figure, what the machine allows
 * at the same work, what another program takes, and the ratio of moot's figure
 * to the one that counts, beside what it must be. */
enum bench_against { AGAINST_FLOOR, AGAINST_PEER, AGAINST_NOTHING };
struct bench_line {
    const char *what, *unit;
    struct bench_figure moot;
    const char *floor_is; /* "one bare INSERT" */
    struct bench_figure floor;
    const char *peer_is; /* "nano" */
    struct bench_figure peer;
    const char *other_is; /* a further peer, told and not compared; NULL none */
    struct bench_figure other;
    enum bench_against against; /* AGAINST_NOTHING: the figure itself must be at most `limit` */
    double limit;               /* of a ratio; 0: it has none, and explains the row above */
};
void bench_print(const struct bench_line *line);
/* The short form: against a floor, or nothing when that is 0. */
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
/* A study or another database, opened as sqlite3_open_v2() does; the caller's to
 * sqlite3_close(). */
struct sqlite3 *bench_database(const char *path, int flags, const char *vfs);
/* Makes `to` a copy of it: what writes much is measured in one, so that the next
 * run finds the study as it was. */
void bench_copy_study(const char *from, const char *to);
/* Removes one, with what SQLite and moot keep beside it. */
void bench_remove_study(const char *path);

/* The large study, of bench->scale entries in meetings of a hundred, and the
 * small one of 10,000; made where they are missing. The caller's to free(). */
char *bench_large(const struct bench *bench);
char *bench_small(const struct bench *bench);
/* What a figure of the large study may be, against that of the small one: as
 * the logarithm of their entries. */
double bench_growth(const struct bench *bench);
/* How many meetings the large one has. */
int bench_large_meetings(const struct bench *bench);
/* The number after `name` in a file of /proc; 0 where there is none. */
double bench_proc(int pid, const char *file, const char *name);

/* One entry with one coding after the other, typed into meeting number
 * `meeting`; microseconds until it is durable (commit.c). commits_open() opens
 * the study, which is the caller's to close. */
struct commits {
    struct study *study;
    struct id meeting, person, code;
};
extern const char commits_text[];
void commits_open(struct commits *commits, const char *path, int meeting);
double commits_one(struct commits *commits, const char *text);

/* Microseconds for the bare INSERTs of the record that the study `source`
 * holds into an empty one with the same tables, indexes, triggers and full-text
 * index at `target`, in `files` transactions; reading it is not counted. */
double bench_bare_inserts(const char *source, const char *target, size_t files);

/* The groups of rows. */
void bench_keys(const struct bench *bench);
void bench_busy(const struct bench *bench);
void bench_start(const struct bench *bench);
void bench_idle(const struct bench *bench);
void bench_lists(const struct bench *bench);
void bench_find(const struct bench *bench);
void bench_commit(const struct bench *bench);
void bench_paste(const struct bench *bench);
void bench_typed(const struct bench *bench);
void bench_import(const struct bench *bench);
void bench_export(const struct bench *bench);
void bench_whole(const struct bench *bench);
void bench_sealed(const struct bench *bench);

#endif
