/* SPDX-License-Identifier: MIT */
/* The power cut below the seal, with programs side by side and with one alone
 * (exclusive mode, without an index of the log); programs killed while two of
 * them write. What was acknowledged is there, nothing is wrong, and no file
 * and no single write has plain text in it. */
#include "tests/faults/disk.h"
#include "tests/faults/sealed.h"
#include "tests/faults/torture.h"

#include <sys/stat.h>
#include <sys/wait.h>

enum { ROWS = 90, WRITERS = 2 };

#define WORDS "the budget slipped"
/* The text of row n of writer w: known without the database (as printf() takes it). */
#define TEXT "'" WORDS " ' || w || ' ' || n || hex(zeroblob(n * 37 %% 900))"

static const char schema[] = "CREATE TABLE note (w INTEGER, n INTEGER, text TEXT,"
                             " PRIMARY KEY (w, n)) WITHOUT ROWID;"
                             "CREATE TABLE last (w INTEGER PRIMARY KEY, n INTEGER, filler TEXT)";
static const char *const in_clear[] = { WORDS, "CREATE TABLE", "WITHOUT ROWID", "SQLite format 3" };

/* A small cache, so that transactions spill; a log that is often written back. */
static sqlite3 *open_small(const char *path, const char *vfs, bool exclusive)
{
    sqlite3 *db = open_db(path, vfs);

    if (exclusive)
        must(db, "PRAGMA locking_mode = EXCLUSIVE");
    must(db, "PRAGMA cache_size = 12; PRAGMA wal_autocheckpoint = 25");
    return db;
}

/* One row, with `last` in the same transaction; every few rows a transaction
 * that is too large for the cache. */
static void write_row(sqlite3 *db, int writer, int row)
{
    char sql[600];

    snprintf(sql, sizeof sql,
             "BEGIN IMMEDIATE;"
             "INSERT INTO note SELECT w, n, " TEXT " FROM (SELECT %d AS w, %d AS n);"
             "INSERT INTO last VALUES (%d, %d, '') ON CONFLICT (w) DO UPDATE SET n = excluded.n,"
             " filler = hex(zeroblob(%d)); COMMIT",
             writer, row, writer, row, row % 9 == 0 ? 40000 : 10);
    must(db, sql);
}

/* How many rows a writer has; every one of them, and each as it was written. */
static long rows_of(sqlite3 *db, int writer)
{
    char sql[400], *answer;
    long rows;

    snprintf(sql, sizeof sql,
             "SELECT count(*) || ' ' || coalesce(max(n), 0) || ' ' ||"
             " coalesce((SELECT n FROM last WHERE w = %d), 0) || ' ' ||"
             " coalesce(sum(text <> " TEXT "), 0) FROM note WHERE w = %d",
             writer, writer);
    answer = ask(db, sql);
    rows = strtol(answer, NULL, 10);
    snprintf(sql, sizeof sql, "%ld %ld %ld 0", rows, rows, rows);
    assert_string_equal(answer, sql);
    free(answer);
    return rows;
}

/* --- the power cut ------------------------------------------------------------------ */

/* What a cut left behind that the seal has to bear. */
static struct {
    size_t torn_log, torn_first;
} met;

static struct seal_box *box_of(const unsigned char *bytes)
{
    struct seal_ring *ring;
    struct seal_headers headers;
    struct error err = ERROR_INIT;
    unsigned char master[SEAL_KEY];

    assert_int_equal(seal_ring_get(&ring, &err), STATUS_OK);
    seal_headers_read(ring, &headers, bytes);
    assert_true(headers.count > 0);
    assert_true(seal_ring_find(ring, headers.header[0].family, master));
    return seal_box_new(ring, master, headers.header[0].file);
}

static void see_what_is_torn(const char *path)
{
    char log_path[280];
    size_t len, log_len;
    unsigned char *bytes = load_file(path, &len), *log;
    struct seal_box *box = box_of(bytes);
    struct seal_ring *ring;
    struct error err = ERROR_INIT;
    bool torn = false;

    assert_int_equal(seal_ring_get(&ring, &err), STATUS_OK);
    snprintf(log_path, sizeof log_path, "%s-wal", path);
    log = load_file(log_path, &log_len);
    assert_true(len >= SEAL_START + SEAL_PAGE);
    met.torn_first += !seal_page_open(ring, box, 1, bytes + SEAL_START, box->plain);
    for (size_t i = 0; SEAL_LOG_HEADER + (i + 1) * SEAL_FRAME <= log_len; i++)
        torn |= !seal_frame_open(ring, box, (uint32_t)i, log + SEAL_LOG_HEADER + i * SEAL_FRAME,
                                 box->plain);
    met.torn_log += torn;
    seal_box_free(ring, box);
    free(bytes);
    free(log);
}

/* Returns how many operations were there before. */
static size_t write_and_record(const char *path, const char *vfs, bool exclusive)
{
    sqlite3 *db = open_small(path, vfs, exclusive);
    size_t before;

    must(db, schema);
    sqlite3_close(db);
    disk_record(path);
    disk_keep(path);
    before = disk_recorded();
    db = open_small(path, vfs, exclusive);
    for (int row = 1; row <= ROWS; row++) {
        write_row(db, 0, row);
        disk_acknowledge(row);
        if (row % 20 == 0)
            must(db, row % 40 == 0 ? "PRAGMA wal_checkpoint(TRUNCATE)"
                                   : "PRAGMA wal_checkpoint(RESTART)");
    }
    sqlite3_close(db);
    disk_stop();
    return before;
}

static void look(const char *path, bool exclusive, long acknowledged, size_t at)
{
    sqlite3 *db = open_small(path, SEAL_VFS, exclusive);
    long rows = rows_of(db, 0);

    if (rows < acknowledged)
        fail_msg("cut at %zu: %ld rows of %ld acknowledged ones", at, rows, acknowledged);
    expect(db, "PRAGMA integrity_check", "ok");
    write_row(db, 0, (int)rows + 1); /* it can be gone on with */
    assert_int_equal(rows_of(db, 0), rows + 1);
    sqlite3_close(db);
}

static void cut_power(bool exclusive, size_t cuts)
{
    struct place place = new_place();
    char folder[240], path[260];
    size_t from;

    snprintf(folder, sizeof folder, "%s/cut", place.folder);
    snprintf(path, sizeof path, "%s/s.moot", folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    from = write_and_record(place.path, SEAL_VFS, exclusive);
    for (size_t i = 0; i < sizeof in_clear / sizeof in_clear[0]; i++)
        if (disk_has_written(in_clear[i]))
            fail_msg("written in clear: %s", in_clear[i]);
    for (size_t i = 0; i < cuts; i++) {
        size_t at = from + (i * 2654435761u) % (disk_recorded() - from + 1);
        long acknowledged = disk_cut(at, i + 1, folder);

        see_what_is_torn(path);
        look(path, exclusive, acknowledged, at);
    }
    disk_forget();
    remove_place(&place);
}

static void nothing_is_lost_when_the_power_is_cut(void **state)
{
    size_t cuts = torture_rounds(150, 5000);

    (void)state;
    met.torn_log = met.torn_first = 0;
    cut_power(false, cuts);
    torture_count("sealed: power cuts below the seal", cuts);
    torture_count("sealed: of these with a torn frame in the log", met.torn_log);
    torture_count("sealed: of these with a torn first page", met.torn_first);
    assert_true(met.torn_log > 0 && met.torn_first > 0);
}

static void nothing_is_lost_when_the_power_is_cut_in_exclusive_mode(void **state)
{
    size_t cuts = torture_rounds(150, 5000);

    (void)state;
    met.torn_log = met.torn_first = 0;
    cut_power(true, cuts);
    torture_count("sealed: power cuts in exclusive mode", cuts);
    assert_true(met.torn_log > 0 && met.torn_first > 0);
}

/* What the search above finds in a plain database: all of it. */
static void the_search_for_plain_text_finds_it_in_a_plain_database(void **state)
{
    struct place place = new_place();
    char path[260];
    sqlite3 *db;

    (void)state;
    snprintf(path, sizeof path, "%s/p.moot", place.folder);
    db = open_db(path, NULL);
    must(db, "PRAGMA journal_mode = WAL");
    sqlite3_close(db);
    (void)write_and_record(path, NULL, false);
    for (size_t i = 0; i < sizeof in_clear / sizeof in_clear[0]; i++)
        assert_true(disk_has_written(in_clear[i]));
    disk_forget();
    remove_place(&place);
}

/* --- kill -9 ------------------------------------------------------------------------- */

static void write_until_killed(const char *path, int writer, int acks)
{
    sqlite3 *db = open_small(path, SEAL_VFS, false);
    int row = (int)rows_of(db, writer);

    for (;;) {
        write_row(db, writer, ++row);
        if (write(acks, &row, sizeof row) != sizeof row)
            _exit(1);
    }
}

/* Whether any file of the folder has one of the words in it. */
static bool files_hold(const char *path, const char *word)
{
    static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
    char name[200];
    bool found = false;

    for (size_t i = 0; i < sizeof ends / sizeof ends[0] && !found; i++) {
        unsigned char *bytes;
        size_t len;

        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        bytes = load_file(name, &len);
        found = bytes != NULL && holds_words(bytes, len, word);
        free(bytes);
    }
    return found;
}

static void expect_no_plain_text(const char *path)
{
    for (size_t i = 0; i < sizeof in_clear / sizeof in_clear[0]; i++)
        if (files_hold(path, in_clear[i]))
            fail_msg("in clear after a kill: %s", in_clear[i]);
}

/* One round: `writers` of them, killed together a moment after the first has
 * acknowledged `rows`. */
static void kill_writers(const char *path, int writers, unsigned rows, int acknowledged[WRITERS])
{
    int acks[WRITERS][2], row, status;
    pid_t child[WRITERS];

    for (int w = 0; w < writers; w++) {
        assert_int_equal(pipe(acks[w]), 0);
        child[w] = fork();
        if (child[w] == 0)
            write_until_killed(path, w, acks[w][1]);
        close(acks[w][1]);
    }
    for (; rows > 0 && read(acks[0][0], &row, sizeof row) == sizeof row; rows--)
        acknowledged[0] = row;
    usleep(dice(3000));
    for (int w = 0; w < writers; w++)
        assert_int_equal(kill(child[w], SIGKILL), 0);
    for (int w = 0; w < writers; w++) {
        assert_true(waitpid(child[w], &status, 0) == child[w]);
        if (!WIFSIGNALED(status))
            fail_msg("a writer ended by itself, with %d", WEXITSTATUS(status));
        while (read(acks[w][0], &row, sizeof row) == sizeof row)
            acknowledged[w] = row;
        close(acks[w][0]);
    }
}

static void nothing_is_lost_when_one_or_two_writers_are_killed(void **state)
{
    struct place place = new_place();
    size_t rounds = torture_rounds(40, 10000), lines = 0;
    int acknowledged[WRITERS] = { 0 };
    sqlite3 *db = open_db(place.path, SEAL_VFS);

    (void)state;
    must(db, schema);
    sqlite3_close(db);
    for (size_t i = 0; i < rounds; i++) {
        kill_writers(place.path, i % 2 == 0 ? 1 : 2, dice(12), acknowledged);
        expect_no_plain_text(place.path);
        db = open_small(place.path, SEAL_VFS, false);
        for (int w = 0; w < WRITERS; w++)
            assert_true(rows_of(db, w) >= acknowledged[w]);
        expect(db, "PRAGMA integrity_check", "ok");
        expect_no_plain_text(place.path);
        if (i % 25 == 24 || i + 1 == rounds) { /* begin anew, so that it stays quick */
            lines += (size_t)(acknowledged[0] + acknowledged[1]);
            acknowledged[0] = acknowledged[1] = 0;
            must(db, "DELETE FROM note; DELETE FROM last");
        }
        sqlite3_close(db);
    }
    assert_true(lines > 0);
    torture_count("sealed: kills of one or two writers", rounds);
    torture_count("sealed: rows that they acknowledged, none lost", lines);
    remove_place(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_search_for_plain_text_finds_it_in_a_plain_database),
        cmocka_unit_test(nothing_is_lost_when_the_power_is_cut),
        cmocka_unit_test(nothing_is_lost_when_the_power_is_cut_in_exclusive_mode),
        cmocka_unit_test(nothing_is_lost_when_one_or_two_writers_are_killed),
    };

    disk_install();
    if (!sealed_ready())
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
