/* SPDX-License-Identifier: MIT */
/* Which statements a program runs, with their values and how many rows it
 * steps over, so that a floor can run the very same: trace.so, loaded in front
 * of SQLite (LD_PRELOAD), appends events to the file $BENCH_TRACE; the bench
 * takes those of a span of time; the floor runs them. Only the program's first
 * thread is told of, which is the one that paints. */
#ifndef BENCH_TRACE_H
#define BENCH_TRACE_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

/* An event in the file; behind EVENT_BEGIN the values and the SQL follow, `size`
 * bytes: each value a struct traced_value and its bytes, padded to eight. */
enum { EVENT_BEGIN = 1, EVENT_ROW = 2 };
struct traced_event {
    uint64_t statement; /* what rows say of which they are */
    int64_t at;         /* microseconds of CLOCK_MONOTONIC */
    uint32_t kind, values;
    uint64_t size;
};
struct traced_value {
    int32_t parameter, type; /* SQLITE_INTEGER and so on */
    int64_t value;           /* an integer, or how many bytes follow */
};

/* What was run within a span: to be run again. */
struct replayed {
    char *sql;
    unsigned char *values;
    size_t value_count, steps; /* steps: as often as it was stepped */
    uint64_t statement;
    sqlite3_stmt *prepared;
};
struct replay {
    struct replayed *run;
    size_t count;
    sqlite3 *db;
};
/* Reads the file's events from `from` to `until`; 0 and 0: all. Ends the program when
 * it cannot. Statements that write are left out, as are those that this
 * connection cannot prepare (a table of the program's own). */
void replay_load(struct replay *replay, const char *study, const char *file, int64_t from,
                 int64_t until);
/* Runs them all, one after the other; each row is given to `row` (may be
 * NULL) after all its columns were read. */
void replay_run(struct replay *replay, void (*row)(sqlite3_stmt *statement));
void replay_release(struct replay *replay);

#endif
