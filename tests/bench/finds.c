/* SPDX-License-Identifier: MIT */
/* Finding while it is typed: from the last letter of two words to the first
 * row found, and to the full count, against the bare query of the index, all
 * rows stepped over; and how long a key is held up meanwhile. */
#include "tests/bench/bench.h"
#include "tests/bench/programs.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAIRS = 4, MOST_RUNS = 40 };

static const struct {
    const char *typed; /* all but the last letter, then that */
    char last;
    const char *expression, *what;
} pairs[PAIRS] = {
    { "budget w", 'i', "\"budget\" \"wi\"*", "frequent and frequent" },
    { "the o", 'f', "\"the\" \"of\"*", "the two that are most frequent" },
    { "budget sca", 'm', "\"budget\" \"scam\"*", "frequent and less so" },
    { "council m", 'i', "\"council\" \"mi\"*", "frequent and the beginning of many" },
};

/* The right end of the first row: how much is found. */
struct bar {
    char text[24];
};

static void read_bar(struct bar *bar, const struct screen *screen)
{
    for (int i = 0; i < 23; i++) {
        unsigned c = screen_cell(screen, 0, SCREEN_COLUMNS - 24 + i);

        bar->text[i] = c > ' ' && c < 127 ? (char)c : ' ';
    }
    bar->text[23] = '\0';
}

/* The bar is another one than before, and a row stands there. */
static bool has_row(const struct screen *screen, void *data)
{
    struct bar now;

    read_bar(&now, screen);
    return strcmp(now.text, ((const struct bar *)data)->text) != 0
           && strstr(now.text, " found") != NULL && strstr(now.text, " 0 found") == NULL
           && screen_cell(screen, 2, 0) == 'M';
}

static bool has_count(const struct screen *screen, void *data)
{
    struct bar now;

    read_bar(&now, screen);
    return has_row(screen, data) && strstr(now.text, "looking") == NULL;
}

struct found {
    double first[MOST_RUNS], all[MOST_RUNS], floor[MOST_RUNS], key[MOST_RUNS];
};

static double bare(sqlite3 *db, const char *expression)
{
    sqlite3_stmt *statement;
    double start = bench_now();
    int rc;

    bench_need(sqlite3_prepare_v2(db,
                                  "SELECT rowid FROM entry_index WHERE entry_index MATCH ?"
                                  " ORDER BY rowid DESC",
                                  -1, &statement, NULL)
                   == SQLITE_OK,
               "the index");
    sqlite3_bind_text(statement, 1, expression, -1, SQLITE_STATIC);
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW)
        (void)sqlite3_column_int64(statement, 0);
    bench_need(rc == SQLITE_DONE, "what the index finds");
    sqlite3_finalize(statement);
    return (bench_now() - start) / 1000;
}

static bool shows_key(const struct screen *screen, void *data)
{
    return screen_cell(screen, 1, *(const int *)data) == 'q';
}

/* A key typed while the search for what was typed before goes on. */
static double key_meanwhile(struct screen *screen, size_t i)
{
    int column = 6 + (int)strlen(pairs[i].typed) + 1;
    double start;

    screen_type(screen, &pairs[i].last, 1);
    screen_read(screen, 3000, NULL, NULL);
    start = bench_now();
    screen_type(screen, "q", 1);
    bench_need(screen_read(screen, 5e6, shows_key, &column), "a key on the screen of find");
    return (screen->last - start) / 1000;
}

static void measure(struct screen *screen, sqlite3 *db, size_t i, size_t run, struct found *out)
{
    struct bar before;
    double start;

    screen_type(screen, pairs[i].typed, strlen(pairs[i].typed));
    screen_settle(screen, 600000);
    read_bar(&before, screen);
    start = bench_now();
    screen_type(screen, &pairs[i].last, 1);
    bench_need(screen_read(screen, 10e6, has_row, &before), "a row found");
    out->first[run] = (screen->last - start) / 1000;
    bench_need(screen_read(screen, 10e6, has_count, &before), "the count of what was found");
    out->all[run] = (screen->last - start) / 1000;
    screen_settle(screen, 600000); /* a processor that slept is slower at first: it did for moot */
    out->floor[run] = bare(db, pairs[i].expression);
    screen_type(screen, "\177", 1);
    screen_settle(screen, 600000);
    out->key[run] = key_meanwhile(screen, i);
    screen_settle(screen, 600000);
    screen_type(screen, "\025", 1);
    screen_settle(screen, 100000);
}

void bench_find(const struct bench *bench)
{
    char *study = bench_large(bench);
    struct program program = program_home(bench, study);
    size_t runs = bench->runs < MOST_RUNS ? bench->runs : MOST_RUNS;
    struct screen screen;
    sqlite3 *db = bench_database(study, SQLITE_OPEN_READONLY, NULL);

    program_start(&program, &screen);
    screen_type(&screen, "/", 1);
    screen_await(&screen, "Find:");
    screen_settle(&screen, 100000);
    for (size_t i = 0; i < PAIRS; i++) {
        struct found found;
        char what[80];

        for (size_t run = 0; run < runs; run++)
            measure(&screen, db, i, run, &found);
        snprintf(what, sizeof what, "find, %s: the first", pairs[i].what);
        bench_print(&(struct bench_line){ .what = what,
                                          .unit = "ms",
                                          .moot = bench_figure_of(found.first, runs, 0.5),
                                          .against = AGAINST_NOTHING,
                                          .limit = 16 });
        snprintf(what, sizeof what, "find, %s: the count", pairs[i].what);
        bench_print(&(struct bench_line){ .what = what,
                                          .unit = "ms",
                                          .moot = bench_figure_of(found.all, runs, 0.5),
                                          .floor_is = "bare query",
                                          .floor = bench_figure_of(found.floor, runs, 0.5),
                                          .limit = 1.3 });
        snprintf(what, sizeof what, "find, %s: a key meanwhile", pairs[i].what);
        bench_print(&(struct bench_line){ .what = what,
                                          .unit = "ms",
                                          .moot = bench_figure_of(found.key, runs, 0.95),
                                          .against = AGAINST_NOTHING,
                                          .limit = 16 });
    }
    screen_end(&screen);
    program_release(&program);
    sqlite3_close(db);
    free(study);
}
