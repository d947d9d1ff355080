/* SPDX-License-Identifier: MIT */
/* How long screens take to open in a study of 1,000 meetings and 100,000
 * entries: from the key to the last byte of the screen, in the pty harness,
 * against the statement that the screen stands on, run bare by sqlite3 on the
 * same file, both warm and taken in turns. */
#include "core/mem.h"
#include "storage/queries.h"
#include "tests/bench/bench.h"
#include "tests/bench/screen.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEETINGS = 1000, ENTRIES = 100, QUIET = 20000, LIMIT = 50, RATIO = 30, RUNS_MOST = 60 };

/* A screen: where it is opened, by which keys, what it shows, what leaves it. */
struct opening {
    const char *what;
    bool live; /* in the live screen; else in home */
    const char *keys, *shows, *leave;
    enum query query; /* what it stands on */
};

/* clang-format off */
static const struct opening openings[] = {
    { "home, coming back to it",    false, "q",       "1000 meetings",     NULL,   QUERY_MEETING_PAGE },
    { "write-up",                   false, "w",       "M1000 write-up",    "q",    QUERY_ENTRY_FORWARD },
    { "find",                       false, "/",       "Find:",             "\003", QUERY_CODES },
    { "find, a word that is everywhere", false, "/budget", "found",        "\003", QUERY_FIND_INDEX },
    { "timeline",                   false, "t",       "a column",          "q",    QUERY_ENTRY_FORWARD },
    { "report, its first tables",   false, "r",       "Body function",     "q",    QUERY_REPORT_ENTRIES },
    { "codebook",                   false, "c",       "moot: codebook",    "q",    QUERY_CODES },
    { "people",                     false, "p",       "moot: people",      "q",    QUERY_PEOPLE },
    { "bodies",                     false, "b",       "moot: bodies",      "q",    QUERY_BODIES },
    { "sites",                      false, "s",       "moot: sites",       "q",    QUERY_SITES },
    { "set-up of a meeting",        false, "m",       "Quorum",            "\003", QUERY_AGENDA },
    { "live: attendance",           true,  "\017",    "attendance",        "q",    QUERY_ROOM_PEOPLE },
    { "live: agenda",               true,  "\030g",   "agenda  ",          "q",    QUERY_AGENDA },
    { "live: write-up",             true,  "\030w",   "M1000 write-up",    "q",    QUERY_ENTRY_FORWARD },
    { "live: find",                 true,  "\022",    "Find:",             "\003", QUERY_CODES },
    { "live: timeline",             true,  "\030t",   "a column",          "q",    QUERY_ENTRY_FORWARD },
    { "live: codebook",             true,  "\030c",   "moot: codebook",    "q",    QUERY_CODES },
    { "live: people",               true,  "\030p",   "moot: people",      "q",    QUERY_PEOPLE },
    { "live: memos",                true,  "\030j",   "Memos: M1000",      "q",    QUERY_MEMOS_IN_MEETING },
};
/* clang-format on */

struct bare {
    sqlite3 *db;
    int64_t meeting; /* the one that home selects, or that is live: its row */
    unsigned char uuid[16];
};

static void bind(sqlite3_stmt *statement, const struct bare *bare)
{
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement); i++) {
        const char *name = sqlite3_bind_parameter_name(statement, i);

        if (strcmp(name, ":meeting") == 0
            && strstr(sqlite3_sql(statement), "uuid = :meeting") != NULL)
            sqlite3_bind_blob(statement, i, bare->uuid, sizeof bare->uuid, SQLITE_STATIC);
        else if (strcmp(name, ":meeting") == 0)
            sqlite3_bind_int64(statement, i, bare->meeting);
        else if (strcmp(name, ":status") == 0)
            sqlite3_bind_text(statement, i, "to-write-up", -1, SQLITE_STATIC);
        else if (strcmp(name, ":limit") == 0)
            sqlite3_bind_int(statement, i, SCREEN_ROWS);
        else if (strcmp(name, ":skip") == 0)
            sqlite3_bind_int(statement, i, 0);
        else if (strcmp(name, ":after") == 0)
            sqlite3_bind_int64(statement, i, INT64_MIN);
        else if (strcmp(name, ":words") == 0)
            sqlite3_bind_text(statement, i, "\"budget\"*", -1, SQLITE_STATIC);
    }
}

/* Milliseconds for all rows of a statement, prepared anew as a screen does
 * that is opened for the first time. */
static double query_time(const struct bare *bare, enum query query)
{
    sqlite3_stmt *statement;
    double start = bench_now();
    int rc;

    bench_need(sqlite3_prepare_v2(bare->db, query_sql[query], -1, &statement, NULL) == SQLITE_OK,
               "a statement of the catalogue");
    bind(statement, bare);
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(statement); i++)
            (void)sqlite3_column_bytes(statement, i);
    bench_need(rc == SQLITE_DONE, "rows");
    sqlite3_finalize(statement);
    return (bench_now() - start) / 1000;
}

static bool is_shown(const struct screen *screen, void *data)
{
    return screen_shows(screen, *(const char **)data);
}

static bool is_gone(const struct screen *screen, void *data)
{
    return !screen_shows(screen, *(const char **)data);
}

/* Waits until a text has come, or has gone. */
static void await(struct screen *screen, const char *text, bool gone)
{
    bench_need(screen_read(screen, 10e6, gone ? is_gone : is_shown, &text), text);
}

static void settle(struct screen *screen)
{
    for (size_t seen = screen->bytes + 1; seen != screen->bytes;) {
        seen = screen->bytes;
        screen_read(screen, QUIET, NULL, NULL);
    }
}

/* Milliseconds from the keys to the end of the burst that brings the screen. */
static double open_time(struct screen *screen, const struct opening *opening)
{
    double start, taken;

    if (opening->leave == NULL) { /* a screen to come back from */
        screen_type(screen, "?", 1);
        await(screen, "moot: help", false);
        settle(screen);
    }
    start = bench_now();
    screen_type(screen, opening->keys, strlen(opening->keys));
    await(screen, opening->shows, false);
    taken = (screen->last - start) / 1000;
    settle(screen);
    if (opening->leave != NULL) {
        screen_type(screen, opening->leave, strlen(opening->leave));
        await(screen, opening->shows, true);
        settle(screen);
    }
    return taken;
}

static void start(struct screen *screen, const struct bench *bench, char *study, bool live)
{
    const char *const words[] = { bench->program,       "--study", study, "--observer", "AB",
                                  live ? "live" : NULL, "M1000",   NULL };
    char *argv[8] = { NULL };

    for (size_t i = 0; i < 7 && words[i] != NULL; i++)
        argv[i] = mem_copy(words[i]);
    screen_start(screen, argv);
    await(screen, live ? "M1000" : "1000 meetings", false);
    for (size_t i = 0; i < 7; i++)
        free(argv[i]);
    screen_read(screen, 500000, NULL, NULL);
}

static void measure(const struct bench *bench, char *study, const struct bare *bare, bool live)
{
    size_t runs = bench->runs * 4 < RUNS_MOST ? bench->runs * 4 : RUNS_MOST;
    struct screen screen;

    start(&screen, bench, study, live);
    for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
        double screens[RUNS_MOST], queries[RUNS_MOST], slowest[RUNS_MOST];
        char what[80];

        if (openings[i].live != live)
            continue;
        (void)open_time(&screen, &openings[i]); /* the first one warms up */
        (void)query_time(bare, openings[i].query);
        for (size_t run = 0; run < runs; run++) {
            slowest[run] = screens[run] = open_time(&screen, &openings[i]);
            queries[run] = query_time(bare, openings[i].query);
        }
        snprintf(what, sizeof what, "%s; its statement", openings[i].what);
        bench_row(what, "ms", bench_figure_of(screens, runs, 0.5),
                  bench_figure_of(queries, runs, 0.5), RATIO);
        snprintf(what, sizeof what, "%s, 95th percentile", openings[i].what);
        bench_row(what, "ms", bench_figure_of(slowest, runs, 0.95),
                  (struct bench_figure){ 0, 0, 0 }, LIMIT);
    }
    screen_end(&screen);
}

/* The meeting of that number. */
static void choose(struct bare *bare, int number)
{
    sqlite3_stmt *statement;

    sqlite3_prepare_v2(bare->db, "SELECT id, uuid FROM meeting WHERE number = ?", -1, &statement,
                       NULL);
    sqlite3_bind_int(statement, 1, number);
    bench_need(sqlite3_step(statement) == SQLITE_ROW
                   && sqlite3_column_bytes(statement, 1) == sizeof bare->uuid,
               "a meeting");
    bare->meeting = sqlite3_column_int64(statement, 0);
    memcpy(bare->uuid, sqlite3_column_blob(statement, 1), sizeof bare->uuid);
    sqlite3_finalize(statement);
}

void bench_screens(const struct bench *bench)
{
    char *study = bench_path(bench, "1000-meetings.moot");
    struct bare bare = { 0 };

    bench_make_study(study, MEETINGS, ENTRIES);
    bench_need(sqlite3_open_v2(study, &bare.db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK,
               "the study");
    choose(&bare, 1000);
    measure(bench, study, &bare, true); /* it is live from then on: home selects it */
    measure(bench, study, &bare, false);
    sqlite3_close(bare.db);
    free(study);
}
