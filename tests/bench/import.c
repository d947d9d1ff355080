/* SPDX-License-Identifier: MIT */
/* Import of the eight meetings into an empty study, one transaction a file, against the bare
 * INSERTs of the very same rows into tables with the same indexes, triggers
 * and full-text table. The program's own start and the reading of the files
 * are part of moot's figure. */
#include "tests/bench/bench.h"
#include "core/mem.h"
#include "core/str.h"
#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MANY = 16 };

/* The program and its arguments for all the meetings. */
struct command {
    char *argv[MANY + 8];
    int count;
};

static void add_argument(struct command *command, const char *text)
{
    bench_need(command->count < MANY + 7, "room for the arguments");
    command->argv[command->count++] = mem_copy(text);
}

static void add_meetings(struct command *command, const char *folder)
{
    struct dirent **files;
    int count = scandir(folder, &files, NULL, alphasort);

    bench_need(count > 0, "the meetings");
    for (int i = 0; i < count; i++) {
        struct str path = STR_INIT;

        if (strstr(files[i]->d_name, ".jsonl") != NULL) {
            str_add_format(&path, "%s/%s", folder, files[i]->d_name);
            add_argument(command, path.text);
            str_release(&path);
        }
        free(files[i]);
    }
    free(files);
}

static double run_command(char **argv)
{
    double start = bench_now();
    pid_t child = fork();
    int status = 0;

    if (child == 0) {
        if (freopen("/dev/null", "w", stdout) == NULL)
            _exit(126);
        execv(argv[0], argv);
        _exit(127);
    }
    bench_need(child > 0 && waitpid(child, &status, 0) == child && status == 0, "an import");
    return bench_now() - start;
}

void bench_remove_study(const char *path)
{
    static const char *const tails[] = { "", "-wal", "-shm", "-lock" };

    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        struct str file = STR_INIT;

        str_add_format(&file, "%s%s", path, tails[i]);
        unlink(file.text);
        str_release(&file);
    }
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt = NULL;

    bench_need(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK, sqlite3_errmsg(db));
    return stmt;
}

static void run_sql(sqlite3 *db, const char *sql)
{
    bench_need(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg(db));
}

/* Makes the same tables, indexes and triggers, and nothing in them. */
static void copy_schema(sqlite3 *from, sqlite3 *to)
{
    sqlite3_stmt *all = prepare(from, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                                " AND name NOT LIKE 'entry_index_%' AND name NOT LIKE 'sqlite_%'"
                                " ORDER BY type = 'table' DESC, type = 'index' DESC");

    while (sqlite3_step(all) == SQLITE_ROW)
        run_sql(to, (const char *)sqlite3_column_text(all, 0));
    sqlite3_finalize(all);
    run_sql(to, "INSERT INTO entry_index (entry_index, rank) VALUES ('automerge', 0)");
}

/* A row of the source kept in memory: what is timed is the inserting. */
struct rows {
    sqlite3_stmt *insert;
    sqlite3_value **value;
    size_t count, room;
    int columns;
};

static struct rows load_rows(sqlite3 *from, sqlite3 *to, const char *table, const char *columns)
{
    struct rows rows = { NULL, NULL, 0, 0, 0 };
    struct str sql = STR_INIT;
    sqlite3_stmt *select;

    str_add_format(&sql, "SELECT %s FROM %s", columns, table);
    select = prepare(from, sql.text);
    rows.columns = sqlite3_column_count(select);
    while (sqlite3_step(select) == SQLITE_ROW) {
        for (int i = 0; i < rows.columns; i++) {
            rows.value = mem_grow(rows.value, rows.count, &rows.room, sizeof *rows.value);
            rows.value[rows.count++] = sqlite3_value_dup(sqlite3_column_value(select, i));
        }
    }
    sqlite3_finalize(select);
    str_clear(&sql);
    str_add_format(&sql, "INSERT INTO %s VALUES (?", strstr(table, "entry_index") != NULL
                   ? "entry_index (rowid, text)" : table);
    for (int i = 1; i < rows.columns; i++)
        str_add(&sql, ",?");
    str_add(&sql, ")");
    rows.insert = prepare(to, sql.text);
    str_release(&sql);
    return rows;
}

static void insert_rows(struct rows *rows, size_t part, size_t parts)
{
    size_t all = rows->count / (size_t)rows->columns;

    for (size_t row = all * part / parts; row < all * (part + 1) / parts; row++) {
        for (int i = 0; i < rows->columns; i++)
            sqlite3_bind_value(rows->insert, i + 1,
                               rows->value[row * (size_t)rows->columns + (size_t)i]);
        bench_need(sqlite3_step(rows->insert) == SQLITE_DONE, "a bare row");
        sqlite3_reset(rows->insert);
    }
}

static void free_rows(struct rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        sqlite3_value_free(rows->value[i]);
    free(rows->value);
    sqlite3_finalize(rows->insert);
}

double bench_bare_inserts(const char *source, const char *target, size_t files)
{
    static const char *const tables[] = {
        "person", "identity", "identity_alias", "meeting_person", "change", "agenda_item",
        "agenda_revision", "entry", "entry_revision", "entry_voice", "entry_verbatim", "coding",
        "coding_revision", "coding_value"
    };
    enum { TABLES = sizeof tables / sizeof tables[0] };
    struct rows rows[TABLES + 1];
    sqlite3 *from, *to;
    double start, taken;

    bench_remove_study(target);
    bench_need(sqlite3_open(source, &from) == SQLITE_OK, source);
    bench_need(sqlite3_open(target, &to) == SQLITE_OK, target);
    run_sql(to, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF");
    copy_schema(from, to);
    for (size_t i = 0; i < TABLES; i++)
        rows[i] = load_rows(from, to, tables[i], "*");
    rows[TABLES] = load_rows(from, to, "entry JOIN entry_revision ON entry_revision.id = current"
                             " /* entry_index */ WHERE text <> ''", "entry.id, text");
    start = bench_now();
    for (size_t part = 0; part < files; part++) {
        run_sql(to, "BEGIN");
        for (size_t i = 0; i <= TABLES; i++)
            insert_rows(&rows[i], part, files);
        run_sql(to, "COMMIT");
    }
    taken = bench_now() - start;
    for (size_t i = 0; i <= TABLES; i++)
        free_rows(&rows[i]);
    sqlite3_close(to);
    sqlite3_close(from);
    return taken;
}

/* An empty study: making its tables is not what is measured. */
static void make_study(const char *path)
{
    struct error err = ERROR_INIT;
    struct study *study;

    bench_remove_study(path);
    bench_need(study_open(&study, path, STUDY_CREATE, &err) == STATUS_OK, err.text);
    study_close(study);
}

void bench_import(const struct bench *bench)
{
    char *study = bench_path(bench, "import.moot"), *bare = bench_path(bench, "import.db");
    struct command command = { { NULL }, 0 };
    double moot[9], floor[9];
    size_t runs = bench->runs < 9 ? bench->runs : 9;

    if (bench->meetings == NULL) {
        puts("import of the eight meetings: skipped, ../shared/meetings is not there");
        goto out;
    }
    add_argument(&command, bench->program);
    add_argument(&command, "--study");
    add_argument(&command, study);
    add_argument(&command, "--observer");
    add_argument(&command, "AB");
    add_argument(&command, "import");
    add_meetings(&command, bench->meetings);
    for (size_t run = 0; run < runs; run++) {
        make_study(study);
        moot[run] = run_command(command.argv) / 1000;
        floor[run] = bench_bare_inserts(study, bare, (size_t)command.count - 6) / 1000;
    }
    bench_row("import of all meetings; bare INSERTs", "ms", bench_figure_of(moot, runs, 0.5),
              bench_figure_of(floor, runs, 0.5), 2);
out:
    for (int i = 0; i < command.count; i++)
        free(command.argv[i]);
    free(study);
    free(bare);
}
