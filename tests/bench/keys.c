/* SPDX-License-Identifier: MIT */
/* Keystroke to screen: from the moment that a key is given to the terminal to
 * the one at which it stands there and the cursor behind it. The live screen
 * of the large study, nano and vim on empty files, and the bare loop, each in
 * a pty of its own, taken in turns. */
#include "core/mem.h"
#include "tests/bench/bench.h"
#include "tests/bench/programs.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINE = 46, MOST_RUNS = KEYS_RUNS, AT_A_PAUSE = 500 }; /* keys between two Enters */

static const char words[] = "what is the plan if it slips again and who pays ";

struct awaited {
    int row, column;
    char key;
};

static bool has_come(const struct screen *screen, void *data)
{
    const struct awaited *awaited = data;
    unsigned cell = screen_cell(screen, awaited->row, awaited->column);
    int row, column;

    screen_cursor(screen, &row, &column);
    return row == awaited->row && column == awaited->column + 1
           && (cell == (unsigned char)awaited->key || (awaited->key == ' ' && cell == 0));
}

static bool is_at_start(const struct screen *screen, void *data)
{
    int row, column;

    screen_cursor(screen, &row, &column);
    return column == *(int *)data;
}

/* The line ends, and the cursor comes back to where lines begin. */
static void end_line(struct screen *screen, int start, struct awaited *awaited)
{
    screen_type(screen, "\r", 1);
    bench_need(screen_read(screen, 5e6, is_at_start, &start), "an empty line");
    screen_settle(screen, 60000);
    screen_cursor(screen, &awaited->row, &awaited->column);
    bench_need(awaited->column == start, "the cursor where lines begin");
}

/* Types the keys of one run, one each `pause` microseconds, or as soon as the
 * one before it stands there; `times` gets how long each took. */
static void type_run(struct screen *screen, size_t keys, double pause, double *times)
{
    struct awaited awaited;
    int start;

    screen_cursor(screen, &awaited.row, &awaited.column);
    start = awaited.column;
    for (size_t i = 0; i < keys; i++) {
        double typed;

        if (i % LINE == LINE - 1)
            end_line(screen, start, &awaited);
        awaited.key = words[i % (sizeof words - 1)];
        typed = bench_now();
        screen_type(screen, &awaited.key, 1);
        if (!screen_read(screen, 5e6, has_come, &awaited)) {
            screen_print(screen);
            bench_need(false, "a key on the screen");
        }
        times[i] = screen->last - typed;
        awaited.column++;
        screen_read(screen, typed + pause - bench_now(), NULL, NULL);
    }
    screen_type(screen, "\r", 1); /* the next run begins with an empty line */
    screen_settle(screen, 300000);
}

void keys_measure(const struct program *program, size_t keys, double pause, size_t run,
                  struct keys_measured *out)
{
    double *times = mem_alloc(keys, sizeof *times);
    struct screen screen;

    program_start(program, &screen);
    type_run(&screen, keys, pause, times);
    out->median[run] = bench_quantile(times, keys, 0.5);
    out->slow[run] = bench_quantile(times, keys, 0.95);
    screen_end(&screen);
    free(times);
}

static size_t runs_of(const struct bench *bench)
{
    return bench->runs < MOST_RUNS ? bench->runs : MOST_RUNS;
}

/* In the order moot, bare loop, nano, vim. */
static void print_pair(const struct bench *bench, struct keys_measured measured[4],
                       const char *pace)
{
    size_t runs = runs_of(bench);
    char what[80];

    for (int slow = 0; slow < 2; slow++) {
        struct bench_figure figure[4];

        for (size_t i = 0; i < 4; i++)
            figure[i] = bench_figure_of(slow ? measured[i].slow : measured[i].median, runs, 0.5);
        snprintf(what, sizeof what, "key to screen, %s, %s", pace,
                 slow ? "95th percentile" : "median");
        bench_print(&(struct bench_line){ .what = what,
                                          .unit = "us",
                                          .moot = figure[0],
                                          .floor_is = "bare loop",
                                          .floor = figure[1],
                                          .peer_is = "nano",
                                          .peer = figure[2],
                                          .other_is = "vim",
                                          .other = figure[3],
                                          .against = AGAINST_PEER,
                                          .limit = slow ? 1.2 : 1.0 });
    }
}

void bench_keys(const struct bench *bench)
{
    char *study = bench_large(bench);
    struct program programs[4] = { program_live(bench, study, bench_large_meetings(bench)),
                                   program_loop(bench), program_bare_nano(bench),
                                   program_vim(bench) };
    struct keys_measured measured[4];
    size_t at_pause = bench->keys < AT_A_PAUSE ? bench->keys : AT_A_PAUSE;

    for (size_t run = 0; run < runs_of(bench); run++)
        for (size_t i = 0; i < 4; i++)
            keys_measure(&programs[i], bench->keys, 5000, run, &measured[i]);
    print_pair(bench, measured, "every 5 ms");
    for (size_t run = 0; run < runs_of(bench); run++)
        for (size_t i = 0; i < 4; i++)
            keys_measure(&programs[i], at_pause, 60000, run, &measured[i]);
    print_pair(bench, measured, "every 60 ms");
    for (size_t i = 0; i < 4; i++)
        program_release(&programs[i]);
    free(study);
}

/* --- the same while something else goes on ------------------------------------------ */

/* Runs a command over and over until it is ended: its own group. */
static pid_t keep_running(char *const *argv)
{
    pid_t child = fork();

    if (child != 0)
        return child;
    setpgid(0, 0);
    if (freopen("/dev/null", "w", stdout) == NULL || freopen("/dev/null", "w", stderr) == NULL)
        _exit(126);
    for (;;) {
        pid_t one = fork();
        int status;

        if (one == 0) {
            execv(argv[0], argv);
            _exit(127);
        }
        if (one < 0 || waitpid(one, &status, 0) != one || !WIFEXITED(status)
            || WEXITSTATUS(status) != 0)
            _exit(1);
    }
}

static void stop_running(pid_t child, const char *what)
{
    int status;

    bench_need(child > 0 && waitpid(child, &status, WNOHANG) == 0, what); /* it still runs */
    kill(-child, SIGTERM);
    kill(child, SIGTERM);
    waitpid(child, &status, 0);
}

void bench_busy(const struct bench *bench)
{
    char *study = bench_large(bench), *out = bench_path(bench, "busy.qdpx");
    struct program live = program_live(bench, study, bench_large_meetings(bench)),
                   loop = program_loop(bench);
    struct program others[3] = {
        { { mem_copy(bench->loop), mem_copy("--writes"), mem_copy(study), NULL }, "", "" },
        program_moot(bench, study, (const char *const[]){ "backup", NULL }),
        program_moot(bench, study, (const char *const[]){ "export", "M1", "-o", out, NULL }),
    };
    static const char *const names[3] = { "a checkpoint", "a backup", "an export" };
    struct keys_measured quiet, busy[3], bare[3]; /* the machine itself, at the same time */
    size_t keys = bench->keys < AT_A_PAUSE ? bench->keys : AT_A_PAUSE, runs = runs_of(bench);

    for (size_t run = 0; run < runs; run++) {
        keys_measure(&live, keys, 5000, run, &quiet);
        for (size_t i = 0; i < 3; i++) {
            pid_t child = keep_running(others[i].argv);

            usleep(300000);
            keys_measure(&live, keys, 5000, run, &busy[i]);
            keys_measure(&loop, keys, 5000, run, &bare[i]);
            stop_running(child, names[i]);
        }
    }
    for (size_t i = 0; i < 3; i++) {
        char what[80];

        snprintf(what, sizeof what, "key to screen, 95th percentile, during %s", names[i]);
        bench_print(&(struct bench_line){ .what = what,
                                          .unit = "us",
                                          .moot = bench_figure_of(busy[i].slow, runs, 0.5),
                                          .floor_is = "moot, quiet",
                                          .floor = bench_figure_of(quiet.slow, runs, 0.5),
                                          .peer_is = "bare loop then",
                                          .peer = bench_figure_of(bare[i].slow, runs, 0.5),
                                          .limit = 2 });
        program_release(&others[i]);
    }
    program_release(&live);
    program_release(&loop);
    free(out);
    free(study);
}
