/* SPDX-License-Identifier: MIT */
/* Enter until durable: one note with one coding, its revisions and its words
 * in the full-text index, against one prepared single-row INSERT, both in
 * WAL with synchronous=FULL on the same disk, taken in turns; then both once
 * more without the flush, which tells how much of it the disk is. */
#include "core/mem.h"
#include "storage/codebook.h"
#include "storage/internal.h"
#include "storage/meetings.h"
#include "storage/people.h"
#include "storage/record.h"
#include "tests/bench/bench.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

enum { COMMITS = 1000 };

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

/* Both in turns; prints the medians. */
static void measure(const struct bench *bench, struct commits *commits, struct bare *bare,
                    const char *what, double limit)
{
    double *moot = mem_alloc(COMMITS, sizeof *moot), *floor = mem_alloc(COMMITS, sizeof *floor);
    double medians[2][9];
    size_t runs = bench->runs < 9 ? bench->runs : 9;

    for (size_t run = 0; run < runs; run++) {
        for (size_t i = 0; i < COMMITS; i++) {
            floor[i] = bare_commit(bare, commits_text);
            moot[i] = commits_one(commits, commits_text);
        }
        medians[0][run] = bench_quantile(moot, COMMITS, 0.5);
        medians[1][run] = bench_quantile(floor, COMMITS, 0.5);
    }
    bench_print(&(struct bench_line){ .what = what,
                                      .unit = "us",
                                      .moot = bench_figure_of(medians[0], runs, 0.5),
                                      .floor_is = "bare INSERT",
                                      .floor = bench_figure_of(medians[1], runs, 0.5),
                                      .limit = limit });
    free(moot);
    free(floor);
}

void bench_commit(const struct bench *bench)
{
    char *large = bench_large(bench), *path = bench_path(bench, "commits.moot");
    char *bare_path = bench_path(bench, "bare.db");
    struct error err = ERROR_INIT;
    struct commits commits;
    struct bare bare;

    bench_copy_study(large, path);
    commits_open(&commits, path, bench_large_meetings(bench));
    bare = bare_open(bare_path);
    measure(bench, &commits, &bare, "Enter until durable, with its index", 1.5);
    bench_need(db_exec(commits.study, "PRAGMA synchronous = NORMAL", &err) == STATUS_OK, err.text);
    sqlite3_exec(bare.db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
    measure(bench, &commits, &bare, "of that, all but the flush", 0);
    sqlite3_finalize(bare.insert);
    sqlite3_close(bare.db);
    study_close(commits.study);
    bench_remove_study(path);
    free(large);
    free(path);
    free(bare_path);
}
