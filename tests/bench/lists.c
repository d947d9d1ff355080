/* SPDX-License-Identifier: MIT */
/* Opening screens, jumping and paging: from the key to the last byte of the
 * screen that it brings, in the large study, against the bare loop with the
 * statement that the screen stands on, which paints the rows as they come; and
 * against the same key in a study of 10,000 entries. */
#include "core/mem.h"
#include "core/str.h"
#include "storage/queries.h"
#include "tests/bench/bench.h"
#include "tests/bench/programs.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUIET = 25000, MOST_RUNS = 60, AGAIN = 4 };

/* What is measured: where, by which key, what brings back what was there. */
struct opening {
    const char *what;
    const char *before; /* typed in home first, once */
    const char *keys, *leave;
    const char *shows; /* by then the screen has come; NULL: it was there */
    enum query query;  /* what it stands on, */
    int limit;         /* as many rows of it; 0 all */
};

/* clang-format off */
static const struct opening openings[] = {
    { "home, the next page",            "",       "\033[6~", "\033[5~", NULL, QUERY_MEETING_PAGE, 22 },
    { "home, the last page",            "",       "G",       "g",       " M1 ",  QUERY_MEETING_PAGE_BACK, 22 },
    { "a meeting, from home",           "jj",     "\r",      "\003",    "read-only", QUERY_ENTRY_BACKWARD, 22 },
    { "the oldest meeting, from home",  "G",      "\r",      "\003",    "read-only", QUERY_ENTRY_BACKWARD, 22 },
    { "a meeting, a page back in its log", "jj\r",  "\033[5~", "\033[6~", NULL, QUERY_ENTRY_BACKWARD, 22 },
    { "the codebook",                   "",       "c",       "\033",    "moot: codebook", QUERY_CODES, 0 },
    { "the people",                     "",       "p",       "\033",    "moot: people", QUERY_PEOPLE, 0 },
    { "the bodies",                     "",       "b",       "\033",    "moot: bodies", QUERY_BODIES, 0 },
    { "the sites",                      "",       "s",       "\033",    "moot: sites", QUERY_SITES, 0 },
    { "the set-up of a meeting",        "",       "m",       "\033",    "Agenda", QUERY_MEETING_SEATS, 0 },
    { "writing up",                     "",       "w",       "\033",    " write-up", QUERY_ENTRY_FORWARD, 0 },
    { "the timeline",                   "",       "t",       "\033",    "a column", QUERY_ENTRY_FORWARD, 0 },
    { "the report, its first tables",   "",       "r",       "\033",    "Body function", QUERY_REPORT_MEETINGS, 0 },
    { "find",                           "",       "/",       "\033",    "Find:", QUERY_FIND_CODES, 0 },
    { "help",                           "",       "?",       "\033",    "help", QUERY_STUDY_TITLE, 0 },
};
/* clang-format on */
enum { OPENINGS = sizeof openings / sizeof openings[0] };

/* The statement with its values in it. */
static void add_sql(struct str *out, const struct opening *opening, int meeting)
{
    static const struct {
        const char *name;
        int64_t value; /* -1: the meeting */
        const char *text;
    } values[] = {
        { ":meeting", -1, NULL },       { ":after", INT64_MIN + 1, NULL },
        { ":before", INT64_MAX, NULL }, { ":status", 0, "'closed'" },
        { ":limit", 42, NULL },         { ":skip", 22, NULL },
    };
    const char *sql = query_sql[opening->query];

    while (*sql != '\0') {
        size_t i = 0;

        while (i < sizeof values / sizeof *values
               && strncmp(sql, values[i].name, strlen(values[i].name)) != 0)
            i++;
        if (i == sizeof values / sizeof *values) {
            str_add_char(out, *sql++);
            continue;
        }
        sql += strlen(values[i].name);
        if (values[i].text != NULL)
            str_add(out, values[i].text);
        else
            str_add_format(out, "%lld",
                           (long long)(values[i].value == -1 ? meeting : values[i].value));
    }
    if (opening->limit > 0 && strstr(query_sql[opening->query], ":limit") == NULL)
        str_add_format(out, " LIMIT %d", opening->limit);
}

/* Milliseconds from the keys to the end of what they bring. */
static double burst(struct screen *screen, const char *keys, const char *shows)
{
    double start = bench_now();
    size_t bytes = screen->bytes;

    screen_type(screen, keys, strlen(keys));
    if (shows != NULL)
        screen_await(screen, shows);
    else
        while (screen->bytes == bytes && bench_now() - start < 5e6)
            screen_read(screen, 1000, NULL, NULL);
    screen_settle(screen, QUIET);
    return (screen->last - start) / 1000;
}

static struct bench_figure measure_moot(const struct bench *bench, const char *study,
                                        const struct opening *opening)
{
    struct program program = program_home(bench, study);
    size_t runs = bench->runs * AGAIN < MOST_RUNS ? bench->runs * AGAIN : MOST_RUNS;
    double times[MOST_RUNS];
    struct screen screen;

    program_start(&program, &screen);
    if (opening->before[0] != '\0')
        burst(&screen, opening->before, NULL);
    for (size_t run = 0; run <= runs; run++) { /* the first one warms up */
        times[run < runs ? run : 0] = burst(&screen, opening->keys, opening->shows);
        burst(&screen, opening->leave, NULL);
        screen_settle(&screen, 2 * QUIET);
    }
    screen_end(&screen);
    program_release(&program);
    return bench_figure_of(times, runs, 0.5);
}

static struct bench_figure measure_rows(const struct bench *bench, const char *study,
                                        const struct opening *opening, int meeting)
{
    struct str sql = STR_INIT;
    size_t runs = bench->runs * AGAIN < MOST_RUNS ? bench->runs * AGAIN : MOST_RUNS;
    double times[MOST_RUNS];
    struct program program;
    struct screen screen;

    add_sql(&sql, opening, meeting);
    program = program_rows(bench, study, sql.text);
    program_start(&program, &screen);
    for (size_t run = 0; run <= runs; run++) {
        burst(&screen, "\r#", NULL);
        times[run < runs ? run : 0] = burst(&screen, "\001", NULL);
    }
    screen_end(&screen);
    program_release(&program);
    str_release(&sql);
    return bench_figure_of(times, runs, 0.5);
}

void bench_lists(const struct bench *bench)
{
    char *large = bench_large(bench), *small = bench_small(bench);

    for (size_t i = 0; i < OPENINGS; i++) {
        struct bench_figure moot = measure_moot(bench, large, &openings[i]);
        struct bench_figure rows =
            measure_rows(bench, large, &openings[i], bench_large_meetings(bench) - 2);
        char what[80];

        bench_print(&(struct bench_line){ .what = openings[i].what,
                                          .unit = "ms",
                                          .moot = moot,
                                          .floor_is = "its statement",
                                          .floor = rows,
                                          .limit = 2 });
        snprintf(what, sizeof what, "%s, growth", openings[i].what);
        bench_print(&(struct bench_line){ .what = what,
                                          .unit = "ms",
                                          .moot = moot,
                                          .floor_is = "10,000 entries",
                                          .floor = measure_moot(bench, small, &openings[i]),
                                          .limit = bench_growth(bench) });
    }
    free(large);
    free(small);
}
