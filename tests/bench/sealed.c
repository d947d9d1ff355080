/* SPDX-License-Identifier: MIT */
/* A sealed study against the same one plain: both are fresh copies of the large
 * study, and each thing is done in turns with the one and the other. The rows
 * of the passphrase stand alone, at the cost that this machine gives it. */
#include "core/mem.h"
#include "storage/convert.h"
#include "storage/find.h"
#include "storage/seal.h"
#include "tests/bench/bench.h"
#include "tests/bench/programs.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COMMITS = 500, STARTS = 8, QUERIES = 8, KEYS = 500, MOST = 200 };
static const char passphrase[] = "a long walk by the sea";

/* --- the two studies ---------------------------------------------------------------- */

struct pair {
    char *path[2]; /* plain, sealed */
    char *pass;    /* the file of the passphrase */
};

static void run_sql(sqlite3 *db, const char *sql)
{
    bench_need(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg(db));
}

/* The least cost, so that starting is measured without the passphrase. */
static void make_pair(const struct bench *bench, struct pair *pair)
{
    const struct seal_secret secret = { .passphrase = passphrase,
                                        .len = strlen(passphrase),
                                        .cost = { 1, 8192 } };
    struct error err = ERROR_INIT;
    char *large = bench_large(bench);
    FILE *file;

    pair->path[0] = bench_path(bench, "plain.moot");
    pair->path[1] = bench_path(bench, "sealed.moot");
    pair->pass = bench_path(bench, "pass.txt");
    bench_copy_study(large, pair->path[0]);
    bench_copy_study(large, pair->path[1]);
    bench_need(convert_seal(pair->path[1], &secret, &err) == STATUS_OK, err.text);
    file = fopen(pair->pass, "w");
    bench_need(file != NULL, pair->pass);
    bench_need(fputs(passphrase, file) >= 0, pair->pass);
    bench_need(fclose(file) == 0 && chmod(pair->pass, 0600) == 0, pair->pass);
    free(large);
}

static void remove_pair(struct pair *pair)
{
    for (int i = 0; i < 2; i++) {
        bench_remove_study(pair->path[i]);
        free(pair->path[i]);
    }
    unlink(pair->pass);
    free(pair->pass);
}

static void print_row(const char *what, const char *unit, double values[2][MOST], size_t count,
                      double part, double limit)
{
    bench_print(&(struct bench_line){ .what = what,
                                      .unit = unit,
                                      .moot = bench_figure_of(values[1], count, part),
                                      .floor_is = "plain",
                                      .floor = bench_figure_of(values[0], count, part),
                                      .limit = limit });
}

/* --- what is measured ------------------------------------------------------------------ */

static void measure_passphrase(const struct bench *bench)
{
    struct seal_secret secret = { .passphrase = passphrase, .len = strlen(passphrase) };
    char *path = bench_path(bench, "passphrase.moot");
    double right[MOST], wrong[MOST];
    struct error err = ERROR_INIT;
    size_t runs = bench->runs < MOST ? bench->runs : MOST;

    bench_remove_study(path);
    bench_need(seal_measure(&secret.cost, &err) == STATUS_OK, err.text);
    bench_need(seal_make(path, &secret, &err) == STATUS_OK, err.text);
    for (size_t run = 0; run < runs; run++) {
        double start;

        seal_forget();
        start = bench_now();
        bench_need(seal_unlock(path, passphrase, strlen(passphrase), &err) == STATUS_OK, err.text);
        right[run] = (bench_now() - start) / 1000;
        seal_forget();
        start = bench_now();
        bench_need(seal_unlock(path, "a long walk", 11, &err) == STATUS_LOCKED, "a refusal");
        wrong[run] = (bench_now() - start) / 1000;
    }
    bench_print(&(struct bench_line){ .what = "passphrase of a sealed study",
                                      .unit = "ms",
                                      .moot = bench_figure_of(right, runs, 0.5),
                                      .against = AGAINST_NOTHING,
                                      .limit = 1000 });
    bench_print(&(struct bench_line){ .what = "the least that it must take",
                                      .unit = "ms",
                                      .moot = bench_once(300),
                                      .floor_is = "it takes",
                                      .floor = bench_figure_of(right, runs, 0.5),
                                      .limit = 1 });
    bench_print(&(struct bench_line){ .what = "a wrong passphrase",
                                      .unit = "ms",
                                      .moot = bench_figure_of(wrong, runs, 0.5),
                                      .floor_is = "the right one",
                                      .floor = bench_figure_of(right, runs, 0.5),
                                      .limit = 1.15 });
    bench_remove_study(path);
    free(path);
}

static void measure_commits(const struct bench *bench, const struct pair *pair)
{
    struct commits commits[2];
    double times[2][COMMITS], medians[2][MOST], slow[2][MOST];
    size_t runs = bench->runs < MOST ? bench->runs : MOST;

    for (int i = 0; i < 2; i++)
        commits_open(&commits[i], pair->path[i], bench_large_meetings(bench));
    for (size_t run = 0; run < runs; run++) {
        for (size_t n = 0; n < COMMITS; n++)
            for (size_t i = 0; i < 2; i++)
                times[i][n] = commits_one(&commits[i], commits_text);
        for (int i = 0; i < 2; i++) {
            medians[i][run] = bench_quantile(times[i], COMMITS, 0.5);
            slow[i][run] = bench_quantile(times[i], COMMITS, 0.95);
        }
    }
    print_row("sealed: Enter until durable", "us", medians, runs, 0.5, 1.3);
    print_row("sealed: the same, 95th percentile", "us", slow, runs, 0.5, 1.3);
    for (int i = 0; i < 2; i++)
        study_close(commits[i].study);
}

static void measure_starts(const struct bench *bench, const struct pair *pair, bool live)
{
    double times[2][MOST];
    size_t runs = bench->runs * STARTS < MOST ? bench->runs * STARTS : MOST;
    struct program program[2];

    for (int i = 0; i < 2; i++)
        program[i] = live ? program_live(bench, pair->path[i], bench_large_meetings(bench))
                          : program_home(bench, pair->path[i]);
    for (size_t run = 0; run < runs; run++)
        for (int i = 0; i < 2; i++)
            times[i][run] = start_time(&program[i]);
    print_row(live ? "sealed: start straight to live" : "sealed: start to home", "ms", times, runs,
              0.5, 1.3);
    for (int i = 0; i < 2; i++)
        program_release(&program[i]);
}

static void measure_keys(const struct bench *bench, const struct pair *pair)
{
    struct keys_measured measured[2] = { 0 };
    size_t runs = bench->runs < KEYS_RUNS ? bench->runs : KEYS_RUNS;
    size_t keys = bench->keys < KEYS ? bench->keys : KEYS;
    struct program program[2];

    for (int i = 0; i < 2; i++)
        program[i] = program_live(bench, pair->path[i], bench_large_meetings(bench));
    for (size_t run = 0; run < runs; run++)
        for (int i = 0; i < 2; i++)
            keys_measure(&program[i], keys, 5000, run, &measured[i]);
    for (int slow = 0; slow < 2; slow++) {
        double values[2][MOST];

        for (int i = 0; i < 2; i++)
            memcpy(values[i], slow ? measured[i].slow : measured[i].median,
                   runs * sizeof values[i][0]);
        print_row(slow ? "sealed: key to screen, 95th percentile" : "sealed: key to screen", "us",
                  values, runs, 0.5, slow ? 1.2 : 1.05);
    }
    for (int i = 0; i < 2; i++)
        program_release(&program[i]);
}

/* Milliseconds for a search to its end, in a study that was just opened. */
static double find_all(const char *path, const char *words)
{
    const struct find_filter filter = { .words = words, .beginning = true };
    struct error err = ERROR_INIT;
    struct study *study;
    struct find *find;
    double start;

    bench_need(study_open(&study, path, STUDY_READ, &err) == STATUS_OK, err.text);
    start = bench_now();
    bench_need(find_begin(&find, study, &filter, &err) == STATUS_OK, err.text);
    bench_need(find_go_on(find, -1, &err) == STATUS_OK && find_count(find) > 0, err.text);
    start = bench_now() - start;
    find_end(find);
    study_close(study);
    return start / 1000;
}

/* Milliseconds for all rows of a statement, by a new connection. */
static double bare_rows(const char *path, bool sealed, const char *sql)
{
    sqlite3 *db = bench_database(path, SQLITE_OPEN_READWRITE, sealed ? SEAL_VFS : NULL);
    sqlite3_stmt *statement;
    double start;
    int rc;

    run_sql(db, "PRAGMA temp_store = MEMORY");
    bench_need(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, sql);
    start = bench_now();
    while ((rc = sqlite3_step(statement)) == SQLITE_ROW)
        (void)sqlite3_column_int64(statement, 0);
    start = bench_now() - start;
    bench_need(rc == SQLITE_DONE, sql);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return start / 1000;
}

static void measure_queries(const struct bench *bench, const struct pair *pair)
{
    static const char scan[] = "SELECT sum(length(text)) FROM entry_revision NOT INDEXED";
    static const char ranked[] = "SELECT rowid FROM entry_index WHERE entry_index MATCH"
                                 " '\"budget\" \"wi\"*' ORDER BY rank LIMIT 20";
    double found[2][MOST], bare[2][MOST], rows[2][MOST];
    size_t runs = bench->runs * QUERIES < MOST ? bench->runs * QUERIES : MOST;

    for (size_t run = 0; run < runs; run++) {
        for (int i = 0; i < 2; i++) {
            found[i][run] = find_all(pair->path[i], "budget wi");
            bare[i][run] = bare_rows(pair->path[i], i == 1, ranked);
            rows[i][run] = bare_rows(pair->path[i], i == 1, scan);
        }
    }
    print_row("sealed: a search to its end, just opened", "ms", found, runs, 0.5, 2.2);
    print_row("sealed: a ranked full-text query, just opened", "ms", bare, runs, 0.5, 2.2);
    print_row("sealed: full scan of all revisions, just opened", "ms", rows, runs, 0.5, 2.2);
}

void bench_sealed(const struct bench *bench)
{
    struct error err = ERROR_INIT;
    struct pair pair;

    make_pair(bench, &pair);
    measure_passphrase(bench);
    bench_need(seal_unlock(pair.path[1], passphrase, strlen(passphrase), &err) == STATUS_OK,
               err.text);
    measure_queries(bench, &pair);
    measure_commits(bench, &pair);
    setenv("MOOT_PASSPHRASE_FILE", pair.pass, 1);
    measure_starts(bench, &pair, false);
    measure_starts(bench, &pair, true);
    measure_keys(bench, &pair);
    unsetenv("MOOT_PASSPHRASE_FILE");
    seal_forget();
    remove_pair(&pair);
}
