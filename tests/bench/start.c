/* SPDX-License-Identifier: MIT */
/* From the start of a program to the last byte of its first full screen, and
 * what it holds and does while nobody types. */
#include "core/mem.h"
#include "tests/bench/bench.h"
#include "tests/bench/programs.h"
#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_STARTS = 40, SECONDS = 10 }; /* 42 meetings are not closed */

static bool is_ready(const struct screen *screen, void *data)
{
    return screen_shows(screen, data);
}

double start_time(const struct program *program)
{
    struct screen screen;
    double start = bench_now(), taken;

    screen_start(&screen, program->argv);
    bench_need(screen_read(&screen, 10e6, is_ready, (void *)(size_t)program->ready),
               program->ready);
    screen_settle(&screen, 30000);
    taken = screen.last - start;
    screen_end(&screen);
    return taken / 1000;
}

/* What was opened is live now, and would stand on top of home for the groups that follow. */
static void end_all(const char *study, int last)
{
    sqlite3 *db = bench_database(study, SQLITE_OPEN_READWRITE, NULL);
    char sql[160];

    snprintf(sql, sizeof sql,
             "UPDATE meeting SET status = 'to-write-up' WHERE status = 'live'"
             " AND number < %d",
             last);
    bench_need(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "the meetings' end");
    sqlite3_close(db);
}

/* Live, each time another of the last meetings but the very last one, into which other
 * groups type: nobody opens one a thousand times, as these runs would. */
static double live_time(const struct bench *bench, const char *study, int last, size_t run)
{
    struct program live = program_live(bench, study, last - 1 - (int)run);
    double time = start_time(&live);

    program_release(&live);
    return time;
}

void bench_start(const struct bench *bench)
{
    enum { HOME, LIVE, SMALL_HOME, SMALL_LIVE, NANO, BARE_NANO, VIM, LOOP, PROGRAMS };
    enum { SMALL_LAST = 100 };
    char *study = bench_large(bench), *small = bench_small(bench);
    struct program programs[PROGRAMS] = {
        [HOME] = program_home(bench, study), [SMALL_HOME] = program_home(bench, small),
        [NANO] = program_nano(bench),        [BARE_NANO] = program_bare_nano(bench),
        [VIM] = program_vim(bench),          [LOOP] = program_loop(bench),
    };
    double times[PROGRAMS][MOST_STARTS];
    struct bench_figure figure[PROGRAMS];
    size_t runs = bench->runs * 6 < MOST_STARTS ? bench->runs * 6 : MOST_STARTS;

    for (size_t run = 0; run < runs; run++)
        for (size_t i = 0; i < PROGRAMS; i++) {
            if (i == LIVE)
                times[i][run] = live_time(bench, study, bench_large_meetings(bench), run);
            else if (i == SMALL_LIVE)
                times[i][run] = live_time(bench, small, SMALL_LAST, run);
            else
                times[i][run] = start_time(&programs[i]);
        }
    end_all(study, bench_large_meetings(bench));
    end_all(small, SMALL_LAST);
    for (size_t i = 0; i < PROGRAMS; i++) {
        figure[i] = bench_figure_of(times[i], runs, 0.5);
        program_release(&programs[i]);
    }
    for (size_t i = HOME; i <= LIVE; i++) {
        bench_print(
            &(struct bench_line){ .what = i == HOME ? "start to home" : "start straight to live",
                                  .unit = "ms",
                                  .moot = figure[i],
                                  .floor_is = "bare loop",
                                  .floor = figure[LOOP],
                                  .peer_is = "nano",
                                  .peer = figure[NANO],
                                  .other_is = "vim",
                                  .other = figure[VIM],
                                  .against = AGAINST_PEER,
                                  .limit = 2 });
        bench_print(&(struct bench_line){ .what = i == HOME ? "the same" : "the same to live",
                                          .unit = "ms",
                                          .moot = figure[i],
                                          .peer_is = "nano -I",
                                          .peer = figure[BARE_NANO],
                                          .against = AGAINST_PEER });
        bench_print(&(struct bench_line){ .what = i == HOME ? "the same, growth"
                                                            : "the same to live, growth",
                                          .unit = "ms",
                                          .moot = figure[i],
                                          .floor_is = "10,000 entries",
                                          .floor = figure[i + SMALL_HOME],
                                          .limit = bench_growth(bench) });
    }
    free(study);
    free(small);
}

/* Wake-ups of all threads so far: each return from waiting is a voluntary
 * switch. */
static double wakeups(pid_t pid)
{
    char folder[64];
    struct dirent *thread;
    double sum = 0;
    DIR *threads;

    snprintf(folder, sizeof folder, "/proc/%d/task", (int)pid);
    threads = opendir(folder);
    bench_need(threads != NULL, folder);
    while ((thread = readdir(threads)) != NULL) {
        char file[64];

        if (thread->d_name[0] == '.')
            continue;
        snprintf(file, sizeof file, "task/%.20s/status", thread->d_name);
        sum += bench_proc((int)pid, file, "voluntary_ctxt_switches:");
    }
    closedir(threads);
    return sum;
}

static void print_memory(const char *what, const struct screen *screen)
{
    bench_print(&(struct bench_line){
        .what = what,
        .unit = "MB",
        .moot = bench_once(bench_proc((int)screen->pid, "status", "VmRSS:") / 1024),
        .against = AGAINST_NOTHING,
        .limit = 12 });
}

/* Cells that changed within a second, other than those of the clock at the
 * right end of the first row. */
static size_t changed_cells(struct screen *screen)
{
    static unsigned before[SCREEN_ROWS][SCREEN_COLUMNS];
    size_t changed = 0;

    for (int row = 0; row < SCREEN_ROWS; row++)
        for (int column = 0; column < SCREEN_COLUMNS; column++)
            before[row][column] = screen_cell(screen, row, column);
    screen_read(screen, 1e6, NULL, NULL);
    for (int row = 0; row < SCREEN_ROWS; row++)
        for (int column = 0; column < SCREEN_COLUMNS - (row == 0 ? 22 : 0); column++)
            changed += before[row][column] != screen_cell(screen, row, column);
    return changed;
}

/* Three hours of typing, without the pauses. */
static void type_hours(struct screen *screen)
{
    enum { LINES = 600 };
    static const char line[] = "103: what is the plan if it slips again and who pays #ch\r";

    for (int i = 0; i < LINES; i++) {
        screen_type(screen, line, sizeof line - 1);
        screen_read(screen, 4000, NULL, NULL);
    }
    screen_read(screen, 3000000, NULL, NULL);
}

void bench_idle(const struct bench *bench)
{
    char *study = bench_large(bench);
    struct program home = program_home(bench, study),
                   live = program_live(bench, study, bench_large_meetings(bench));
    struct screen screen;
    double before, memory;
    size_t changed = 0, bytes;

    program_start(&home, &screen);
    print_memory("resident memory, home", &screen);
    screen_type(&screen, "/budget the", 11);
    screen_await(&screen, " found");
    screen_settle(&screen, 2000000);
    print_memory("resident memory, find", &screen);
    screen_end(&screen);

    program_start(&live, &screen);
    screen_settle(&screen, 300000);
    type_hours(&screen);
    memory = bench_proc((int)screen.pid, "status", "VmRSS:") / 1024;
    type_hours(&screen);
    print_memory("resident memory, live, after 1,200 lines", &screen);
    bench_print(&(struct bench_line){
        .what = "the same against 600 lines before",
        .unit = "MB",
        .moot = bench_once(bench_proc((int)screen.pid, "status", "VmRSS:") / 1024),
        .floor_is = "then",
        .floor = bench_once(memory),
        .limit = 1.02 });
    screen_read(&screen, 3000000, NULL, NULL);
    before = wakeups(screen.pid);
    bytes = screen.bytes;
    for (int i = 0; i < SECONDS; i++)
        changed += changed_cells(&screen);
    bench_print(&(struct bench_line){ .what = "wake-ups a second, idle, all threads",
                                      .unit = "/s",
                                      .moot = bench_once((wakeups(screen.pid) - before) / SECONDS),
                                      .against = AGAINST_NOTHING,
                                      .limit = 1 });
    bench_print(
        &(struct bench_line){ .what = "cells that change in ten idle seconds beside the clock",
                              .unit = "",
                              .moot = bench_once((double)changed),
                              .against = AGAINST_NOTHING,
                              .limit = 0 });
    bench_print(&(struct bench_line){ .what = "bytes a second for the clock",
                                      .unit = "B/s",
                                      .moot = bench_once((double)(screen.bytes - bytes) / SECONDS),
                                      .against = AGAINST_NOTHING,
                                      .limit = 40 });
    screen_end(&screen);
    program_release(&home);
    program_release(&live);
    free(study);
}
