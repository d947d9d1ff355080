/* SPDX-License-Identifier: MIT */
/* Opening screens, jumping and paging: from the key to the last byte of the
 * screen that it brings, in the large study. A library loaded in front of
 * SQLite tells in a run of its own which statements moot runs for it until
 * then, with which values, and how many rows it takes (trace/trace.h). The
 * floor is the bare loop with these statements, which paints their rows as
 * they come; the statements alone stand beside it. And the same key in a study
 * of 10,000 entries. All are taken in turns. */
#include "core/mem.h"
#include "core/str.h"
#include "tests/bench/bench.h"
#include "tests/bench/programs.h"
#include "tests/bench/trace/trace.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { QUIET = 25000, QUIET_BETWEEN = 2500, MOST_RUNS = 60, AGAIN = 4 };

/* When the screen is there. */
enum until {
    QUIETLY,  /* nothing more is painted */
    SHOWN,    /* it has come; it reckons on, painting now and then */
    FILLED    /* it has come to its last row, which is what it shows; it is filled up at once */
};

/* What is measured: where, by which key, what brings back what was there. */
struct opening {
    const char *what;
    bool live;          /* in the live screen; else from home */
    const char *before; /* typed there first, once */
    const char *keys, *leave;
    const char *shows; /* by then the screen has come; NULL: it was there */
    enum until until;
};

/* clang-format off */
static const struct opening openings[] = {
    { "home, the next page",            false, "",        "\033[6~", "\033[5~", NULL, QUIETLY },
    { "home, the last page",            false, "",        "G",       "g",       " M1 ", QUIETLY },
    { "home, coming back to it",        false, "?",       "q",       "?",       "? help", QUIETLY },
    { "a meeting, from home",           false, "jj",      "\r",      "\003",    "read-only", QUIETLY },
    { "the oldest meeting, from home",  false, "G",       "\r",      "\003",    "read-only", QUIETLY },
    { "a meeting, a page back in its log", false, "jj\r", "\033[5~", "\033[6~", NULL, QUIETLY },
    { "the codebook",                   false, "",        "c",       "\033",    "moot: codebook", SHOWN },
    { "the codebook, the next page",    false, "c",       "\033[6~", "\033[5~", NULL, QUIETLY },
    { "the people",                     false, "",        "p",       "\033",    "moot: people", QUIETLY },
    { "the people, the next page",      false, "p",       "\033[6~", "\033[5~", NULL, QUIETLY },
    { "the bodies",                     false, "",        "b",       "\033",    "q back", FILLED },
    { "the sites",                      false, "",        "s",       "\033",    "q back", FILLED },
    { "the settings of the study",      false, "",        "o",       "\033",    "Title", QUIETLY },
    { "the expansions",                 false, "",        "x",       "\033",    "text expansions", QUIETLY },
    { "the set-up of a meeting",        false, "jj",      "m",       "\033",    "Agenda", QUIETLY },
    { "writing up",                     false, "jj",      "w",       "\033",    " write-up", SHOWN },
    { "writing up, the next page",      false, "jjwg",    "\033[6~", "\033[5~", NULL, QUIETLY },
    { "the timeline",                   false, "jj",      "t",       "\033",    "a column", QUIETLY },
    { "the report, its first tables",   false, "",        "r",       "\033",    "Body function", SHOWN },
    { "find",                           false, "",        "/",       "\033",    "Find:", SHOWN },
    { "find, the next page",            false, "/budget", "\033[6~", "\033[5~", NULL, QUIETLY },
    { "what leaves: export",            false, "jj",      "X",       "\033",    "moot: export", SHOWN },
    { "what leaves: the meetings",      false, "jj",     "X\t\r",  "\003\003", "meetings to export", SHOWN },
    { "help",                           false, "",        "?",       "\033",    "help", QUIETLY },
    { "live: a page back in its log",   true,  "",        "\033[5~", "\033[6~", NULL, QUIETLY },
    { "live: attendance",               true,  "",        "\017",    "\033",    "attendance", QUIETLY },
    { "live: agenda",                   true,  "",        "\030g",   "\033",    "agenda  ", QUIETLY },
    { "live: write-up",                 true,  "",        "\030w",   "\033",    " write-up", SHOWN },
    { "live: find",                     true,  "",        "\022",    "\033",    "Find:", SHOWN },
    { "live: timeline",                 true,  "",        "\030t",   "\033",    "a column", QUIETLY },
    { "live: codebook",                 true,  "",        "\030c",   "\033",    "moot: codebook", SHOWN },
    { "live: people",                   true,  "",        "\030p",   "\033",    "moot: people", QUIETLY },
    { "live: memos",                    true,  "",        "\030j",   "\033",    "Memos: M", QUIETLY },
};
/* clang-format on */
enum { OPENINGS = sizeof openings / sizeof openings[0] };

/* Milliseconds from the keys to the end of what they bring. */
static double burst(struct screen *screen, const char *keys, const char *shows)
{
    size_t bytes = screen->bytes;
    double typed = bench_now();

    screen_type(screen, keys, strlen(keys));
    if (shows != NULL)
        screen_await(screen, shows);
    else
        while (screen->bytes == bytes && bench_now() - typed < 5e6)
            screen_read(screen, 1000, NULL, NULL);
    screen_settle(screen, QUIET);
    return (screen->last - typed) / 1000;
}

/* A screen that is opened again and again. */
struct opened {
    struct program program;
    struct screen screen;
    const struct opening *opening;
};

/* The last but one of the planned meetings is live: nothing else is typed there. */
static void begin(struct opened *opened, const struct bench *bench, const char *study, int entries,
                  const struct opening *opening)
{
    opened->opening = opening;
    opened->program = opening->live ? program_live(bench, study, entries / 100 - 1)
                                    : program_home(bench, study);
    program_start(&opened->program, &opened->screen);
    if (opening->before[0] != '\0')
        burst(&opened->screen, opening->before, NULL);
    screen_settle(&opened->screen, 8 * (double)QUIET);
}

/* Milliseconds until it has come; the span of time in which it did. */
struct span {
    double from, until;
};
static double open_once(struct opened *opened, struct span *span)
{
    const struct opening *opening = opened->opening;

    span->from = bench_now();
    if (opening->until != QUIETLY) {
        screen_type(&opened->screen, opening->keys, strlen(opening->keys));
        screen_await(&opened->screen, opening->shows);
        if (opening->until != FILLED)
            screen_settle(&opened->screen, QUIET_BETWEEN);
    } else {
        burst(&opened->screen, opening->keys, opening->shows);
    }
    span->until = opened->screen.last;
    return (span->until - span->from) / 1000;
}

static void leave(struct opened *opened)
{
    burst(&opened->screen, opened->opening->leave, NULL);
    screen_settle(&opened->screen, 2 * QUIET);
}

static void end(struct opened *opened)
{
    screen_end(&opened->screen);
    program_release(&opened->program);
}

/* Opens it twice, and gives the span of the second time. */
static void trace(const struct bench *bench, const char *study, const struct opening *opening,
                  const char *path, struct span *span)
{
    struct opened opened;

    unlink(path);
    setenv("BENCH_TRACE", path, 1);
    setenv("LD_PRELOAD", bench->trace, 1);
    begin(&opened, bench, study, bench->scale, opening);
    unsetenv("LD_PRELOAD");
    unsetenv("BENCH_TRACE");
    open_once(&opened, span);
    leave(&opened);
    open_once(&opened, span);
    end(&opened);
    bench_need(access(path, R_OK) == 0, path);
}

/* SHOW_SQL=1: what it runs, and how many rows it takes. */
static void show(const struct replay *replay)
{
    for (size_t i = 0; i < replay->count && getenv("SHOW_SQL") != NULL; i++)
        fprintf(stderr, "%6zu  %.140s\n", replay->run[i].steps, replay->run[i].sql);
}

static void measure(const struct bench *bench, const char *large, const char *small,
                    const struct opening *opening)
{
    double moot[MOST_RUNS], floor[MOST_RUNS], alone[MOST_RUNS], less[MOST_RUNS];
    size_t runs = bench->runs * AGAIN < MOST_RUNS ? bench->runs * AGAIN : MOST_RUNS;
    char *path = bench_path(bench, "statements"), what[80];
    struct opened big, little;
    struct span span;
    struct program rows;
    struct screen loop;
    struct replay replay;

    trace(bench, large, opening, path, &span);
    replay_load(&replay, large, path, (int64_t)span.from, (int64_t)span.until);
    show(&replay);
    rows = program_rows(bench, large, path, span.from, span.until);
    begin(&big, bench, large, bench->scale, opening);
    begin(&little, bench, small, 10000, opening);
    program_start(&rows, &loop);
    for (size_t run = 0; run <= runs; run++) { /* the first one warms up */
        size_t at = run < runs ? run : 0;
        double start = bench_now();

        replay_run(&replay, NULL);
        alone[at] = (bench_now() - start) / 1000;
        moot[at] = open_once(&big, &span);
        burst(&loop, "\002", NULL);
        floor[at] = burst(&loop, "\001", "floor ready");
        less[at] = open_once(&little, &span);
        leave(&big);
        leave(&little);
    }
    end(&big);
    end(&little);
    screen_end(&loop);
    program_release(&rows);
    bench_print(&(struct bench_line){ .what = opening->what,
                                      .unit = "ms",
                                      .moot = bench_figure_of(moot, runs, 0.5),
                                      .floor_is = "its statements",
                                      .floor = bench_figure_of(floor, runs, 0.5),
                                      .peer_is = "not painted",
                                      .peer = bench_figure_of(alone, runs, 0.5),
                                      .limit = 2 });
    snprintf(what, sizeof what, "%s, growth", opening->what);
    bench_print(&(struct bench_line){ .what = what,
                                      .unit = "ms",
                                      .moot = bench_figure_of(moot, runs, 0.5),
                                      .floor_is = "10,000 entries",
                                      .floor = bench_figure_of(less, runs, 0.5),
                                      .limit = bench_growth(bench) });
    replay_release(&replay);
    unlink(path);
    free(path);
}

void bench_lists(const struct bench *bench)
{
    char *large = bench_large(bench), *small = bench_small(bench);
    const char *only = getenv("SCREEN"); /* those whose names begin so */

    for (size_t i = 0; i < OPENINGS; i++)
        if (only == NULL || strncmp(openings[i].what, only, strlen(only)) == 0)
            measure(bench, large, small, &openings[i]);
    free(large);
    free(small);
}
