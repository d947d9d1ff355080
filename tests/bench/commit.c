/* SPDX-License-Identifier: MIT */
/* Enter until durable: one note with one coding, its revisions and its words
 * in the full-text index, against one prepared single-row INSERT and against
 * the bare INSERTs of the very same rows in a second copy of the study, all in
 * WAL with synchronous=FULL on the same disk, taken in turns; then all once
 * more without the flush, which tells how much of it the disk is. */
#include "core/mem.h"
#include "core/str.h"
#include "storage/codebook.h"
#include "storage/internal.h"
#include "storage/meetings.h"
#include "storage/people.h"
#include "storage/record.h"
#include "tests/bench/bench.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

enum { COMMITS = 1000, MOST_RUNS = 9 };

struct bare {
    sqlite3 *db;
    sqlite3_stmt *insert;
};

static struct bare bare_open(const char *path)
{
    struct bare bare = { NULL, NULL };

    unlink(path);
    bench_need(sqlite3_open(path, &bare.db) == SQLITE_OK, "a bare database");
    sqlite3_exec(bare.db,
                 "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE note "
                 "(id INTEGER PRIMARY KEY, at INTEGER, text TEXT) STRICT",
                 NULL, NULL, NULL);
    sqlite3_prepare_v2(bare.db, "INSERT INTO note (at, text) VALUES (?, ?)", -1, &bare.insert,
                       NULL);
    bench_need(bare.insert != NULL, "a bare table");
    return bare;
}

static double bare_commit(struct bare *bare, const char *text)
{
    double start = bench_now();

    sqlite3_bind_int64(bare->insert, 1, 1);
    sqlite3_bind_text(bare->insert, 2, text, -1, SQLITE_STATIC);
    bench_need(sqlite3_step(bare->insert) == SQLITE_DONE, "a bare row");
    sqlite3_reset(bare->insert);
    return bench_now() - start;
}

double commits_one(struct commits *commits, const char *text)
{
    struct error err = ERROR_INIT;
    struct change change;
    struct change_entry *entry;
    struct change_coding *coding;
    double start = bench_now();

    change_init(&change, &commits->meeting, 1772632800000);
    entry = change_add_entry(&change);
    entry->at = 1772632800000;
    entry->text = mem_copy(text);
    entry->speakers = mem_alloc(1, sizeof *entry->speakers);
    entry->speaker_count = 1;
    entry->speakers[0].kind = VOICE_PERSON;
    entry->speakers[0].id = commits->person;
    coding = change_add_coding(&change);
    coding->entry = change.entries[0].id;
    coding->code = commits->code;
    coding->whole = true;
    bench_need(record_change(commits->study, &change, &err) == STATUS_OK, err.text);
    change_release(&change);
    return bench_now() - start;
}

static struct id last_meeting(struct study *study, int number)
{
    struct meeting_rows rows;
    struct error err = ERROR_INIT;
    struct id id;

    bench_need(meetings_load_one(&rows, study, number, &err) == STATUS_OK, err.text);
    id = rows.row[0].meeting.id;
    meetings_release(&rows);
    return id;
}

void commits_open(struct commits *commits, const char *path, int meeting)
{
    struct people people;
    struct codebook codebook;
    struct error err = ERROR_INIT;

    bench_need(study_open(&commits->study, path, STUDY_WRITE, &err) == STATUS_OK, err.text);
    bench_need(study_set_observer(commits->study, "AB", &err) == STATUS_OK, err.text);
    bench_need(people_load(&people, commits->study, false, &err) == STATUS_OK, err.text);
    bench_need(codebook_load(&codebook, commits->study, &err) == STATUS_OK, err.text);
    commits->meeting = last_meeting(commits->study, meeting);
    commits->person = people.people[0].id;
    commits->code = codebook.codes[0].id;
    people_release(&people);
    codebook_release(&codebook);
}

const char commits_text[] = "asks whether the winter plan has money behind it and who answers "
                            "for the waiting list when the hospital says no";

/* What record_change() writes for such a note, in its order: into which table,
 * and where the newest row of it is read. */
static const struct {
    const char *into, *newest;
} kept[] = {
    { "change", "* FROM change ORDER BY id" },
    { "entry", "* FROM entry ORDER BY id" },
    { "entry_revision", "* FROM entry_revision ORDER BY id" },
    { "entry_voice", "* FROM entry_voice ORDER BY revision" },
    { "entry_index (rowid, text)",
      "e.id, r.text FROM entry e JOIN entry_revision r ON r.id = e.current ORDER BY e.id" },
    { "coding", "* FROM coding ORDER BY id" },
    { "coding_revision", "* FROM coding_revision ORDER BY id" },
};
enum { KEPT = sizeof kept / sizeof kept[0] };

/* The rows of moot's last note, inserted once more in the copy. */
struct again {
    sqlite3 *from, *to;
    sqlite3_stmt *newest[KEPT], *insert[KEPT], *begin, *commit;
};

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;

    bench_need(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, sqlite3_errmsg(db));
    return statement;
}

static void prepare_row(struct again *again, size_t i)
{
    struct str sql = STR_INIT;

    str_add_format(&sql, "SELECT %s DESC LIMIT 1", kept[i].newest);
    again->newest[i] = prepare(again->from, sql.text);
    str_clear(&sql);
    str_add_format(&sql, "INSERT INTO %s VALUES (?", kept[i].into);
    for (int column = 1; column < sqlite3_column_count(again->newest[i]); column++)
        str_add(&sql, ",?");
    str_add(&sql, ")");
    again->insert[i] = prepare(again->to, sql.text);
    str_release(&sql);
}

/* The copy is set up as moot sets up its own (storage/open.c), and its log is
 * written back at the same length. */
static void again_open(struct again *again, const char *study, const char *copy)
{
    again->from = bench_database(study, SQLITE_OPEN_READONLY, NULL);
    again->to = bench_database(copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    bench_need(sqlite3_exec(again->to,
                            "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
                            "PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON;"
                            "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
                            "PRAGMA wal_autocheckpoint = 4000",
                            NULL, NULL, NULL)
                   == SQLITE_OK,
               copy);
    again->begin = prepare(again->to, "BEGIN IMMEDIATE");
    again->commit = prepare(again->to, "COMMIT");
    for (size_t i = 0; i < KEPT; i++)
        prepare_row(again, i);
}

static void again_close(struct again *again)
{
    for (size_t i = 0; i < KEPT; i++) {
        sqlite3_finalize(again->newest[i]);
        sqlite3_finalize(again->insert[i]);
    }
    sqlite3_finalize(again->begin);
    sqlite3_finalize(again->commit);
    sqlite3_close(again->from);
    sqlite3_close(again->to);
}

static void run_once(sqlite3_stmt *statement)
{
    bench_need(sqlite3_step(statement) == SQLITE_DONE, "a row of the note once more");
    sqlite3_reset(statement);
}

/* The rows are read before the time is taken. */
static double again_commit(struct again *again)
{
    double start;

    for (size_t i = 0; i < KEPT; i++)
        bench_need(sqlite3_step(again->newest[i]) == SQLITE_ROW, kept[i].into);
    start = bench_now();
    run_once(again->begin);
    for (size_t i = 0; i < KEPT; i++) {
        for (int column = 0; column < sqlite3_column_count(again->newest[i]); column++)
            sqlite3_bind_value(again->insert[i], column + 1,
                               sqlite3_column_value(again->newest[i], column));
        run_once(again->insert[i]);
    }
    run_once(again->commit);
    start = bench_now() - start;
    for (size_t i = 0; i < KEPT; i++)
        sqlite3_reset(again->newest[i]);
    return start;
}

/* What is taken in turns, and the medians of it. */
struct turns {
    struct commits commits;
    struct bare bare;
    struct again again;
    struct bench_figure moot, floor, rows;
};

static void measure(const struct bench *bench, struct turns *turns)
{
    double *moot = mem_alloc(COMMITS, sizeof *moot), *floor = mem_alloc(COMMITS, sizeof *floor);
    double *rows = mem_alloc(COMMITS, sizeof *rows), medians[3][MOST_RUNS];
    size_t runs = bench->runs < MOST_RUNS ? bench->runs : MOST_RUNS;

    for (size_t run = 0; run < runs; run++) {
        for (size_t i = 0; i < COMMITS; i++) {
            floor[i] = bare_commit(&turns->bare, commits_text);
            moot[i] = commits_one(&turns->commits, commits_text);
            rows[i] = again_commit(&turns->again);
        }
        medians[0][run] = bench_quantile(moot, COMMITS, 0.5);
        medians[1][run] = bench_quantile(floor, COMMITS, 0.5);
        medians[2][run] = bench_quantile(rows, COMMITS, 0.5);
    }
    turns->moot = bench_figure_of(medians[0], runs, 0.5);
    turns->floor = bench_figure_of(medians[1], runs, 0.5);
    turns->rows = bench_figure_of(medians[2], runs, 0.5);
    free(moot);
    free(floor);
    free(rows);
}

static void print_against_bare(const struct turns *turns, const char *what, double limit)
{
    bench_print(&(struct bench_line){ .what = what,
                                      .unit = "us",
                                      .moot = turns->moot,
                                      .floor_is = "bare INSERT",
                                      .floor = turns->floor,
                                      .other_is = "INSERTs of its rows",
                                      .other = turns->rows,
                                      .limit = limit });
}

static void print_against_rows(const struct turns *turns)
{
    bench_print(&(struct bench_line){ .what = "Enter until durable, against INSERTs of its rows",
                                      .unit = "us",
                                      .moot = turns->moot,
                                      .floor_is = "INSERTs of its rows",
                                      .floor = turns->rows,
                                      .limit = 1.5 });
}

static void flush_no_more(struct turns *turns)
{
    static const char normal[] = "PRAGMA synchronous = NORMAL";
    struct error err = ERROR_INIT;

    bench_need(db_exec(turns->commits.study, normal, &err) == STATUS_OK, err.text);
    sqlite3_exec(turns->bare.db, normal, NULL, NULL, NULL);
    sqlite3_exec(turns->again.to, normal, NULL, NULL, NULL);
}

void bench_commit(const struct bench *bench)
{
    char *large = bench_large(bench), *path = bench_path(bench, "commits.moot");
    char *copy = bench_path(bench, "again.moot"), *bare_path = bench_path(bench, "bare.db");
    struct turns turns;

    bench_copy_study(large, path);
    commits_open(&turns.commits, path, bench_large_meetings(bench));
    commits_one(&turns.commits, commits_text); /* it alone adds the laptop, and who spoke */
    bench_copy_study(path, copy);
    turns.bare = bare_open(bare_path);
    again_open(&turns.again, path, copy);
    measure(bench, &turns);
    print_against_bare(&turns, "Enter until durable, with its index", 1.5);
    print_against_rows(&turns);
    flush_no_more(&turns);
    measure(bench, &turns);
    print_against_bare(&turns, "of that, all but the flush", 0);
    again_close(&turns.again);
    sqlite3_finalize(turns.bare.insert);
    sqlite3_close(turns.bare.db);
    study_close(turns.commits.study);
    bench_remove_study(path);
    bench_remove_study(copy);
    free(large);
    free(path);
    free(copy);
    free(bare_path);
}
