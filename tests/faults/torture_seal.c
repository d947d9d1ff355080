/* SPDX-License-Identifier: MIT */
/* The seal itself, below the study: which calls SQLite makes, and whether each is
 * one that docs/seal-format.md foresees; random work on it against a plain
 * database; what would leave plain text. */
#include "tests/faults/sealed.h"
#include "tests/faults/torture.h"

enum { PAGE = SEAL_PAGE };

/* --- the calls that SQLite makes ------------------------------------------------------ */

static const sqlite3_io_methods *real_database, *real_log;
static sqlite3_io_methods traced_database, traced_log;
static int (*real_open)(sqlite3_vfs *, const char *, sqlite3_file *, int, int *);
static size_t calls, unforeseen, complaints;
static char last_call[120];

static void judge(bool foreseen, const char *what, int len, sqlite3_int64 at)
{
    calls++;
    if (foreseen)
        return;
    unforeseen++;
    snprintf(last_call, sizeof last_call, "%s of %d bytes at %lld", what, len, (long long)at);
}

static sqlite3_int64 within(sqlite3_int64 at)
{
    return (at - SEAL_LOG_HEADER) % SEAL_FRAME;
}

static bool whole_page(int len, sqlite3_int64 at)
{
    return len == PAGE && at % PAGE == 0;
}

static int read_database(sqlite3_file *file, void *out, int len, sqlite3_int64 at)
{
    judge(whole_page(len, at) || (at == 0 && len == 100) || (at == 24 && len == 16),
          "a read of the database", len, at);
    return real_database->xRead(file, out, len, at);
}

static int write_database(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
    judge(whole_page(len, at), "a write of the database", len, at);
    return real_database->xWrite(file, bytes, len, at);
}

static int read_log(sqlite3_file *file, void *out, int len, sqlite3_int64 at)
{
    judge((at == 0 && len == SEAL_LOG_HEADER) || (at == 24 && len == 8)
              || (at >= SEAL_LOG_HEADER
                  && ((within(at) == 0 && len == SEAL_FRAME) || (within(at) == 16 && len == 8)
                      || (within(at) == SEAL_FRAME_HEADER && len == PAGE))),
          "a read of the log", len, at);
    return real_log->xRead(file, out, len, at);
}

static int write_log(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
    judge((at == 0 && len == SEAL_LOG_HEADER)
              || (at >= SEAL_LOG_HEADER
                  && ((within(at) == 0 && len == SEAL_FRAME_HEADER)
                      || (within(at) == SEAL_FRAME_HEADER && len == PAGE))),
          "a write of the log", len, at);
    return real_log->xWrite(file, bytes, len, at);
}

static int truncate_database(sqlite3_file *file, sqlite3_int64 size)
{
    judge(size % PAGE == 0, "a truncation of the database", 0, size);
    return real_database->xTruncate(file, size);
}

/* Nothing is opened but databases and their logs: no journal, no temporary file. */
static int traced_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    int rc = real_open(vfs, name, file, flags, out);

    if (rc == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB) != 0)
        file->pMethods = &traced_database;
    else if (rc == SQLITE_OK && (flags & SQLITE_OPEN_WAL) != 0)
        file->pMethods = &traced_log;
    else
        judge(false, "an opening", flags, 0);
    return rc;
}

static void on_log(void *data, int code, const char *text)
{
    (void)data;
    (void)code;
    if (strncmp(text, "sealed:", 7) == 0)
        complaints++;
}

static void trace(bool on)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(SEAL_VFS);

    assert_non_null(vfs);
    if (!on) {
        vfs->xOpen = real_open;
        return;
    }
    calls = unforeseen = 0;
    real_open = vfs->xOpen;
    real_database = &seal_database_methods;
    real_log = &seal_log_methods;
    traced_database = seal_database_methods;
    traced_log = seal_log_methods;
    traced_database.xRead = read_database;
    traced_database.xWrite = write_database;
    traced_database.xTruncate = truncate_database;
    traced_log.xRead = read_log;
    traced_log.xWrite = write_log;
    vfs->xOpen = traced_open;
}

/* --- random work ------------------------------------------------------------------------ */

/* One statement, the same for the sealed and the plain database. */
static void random_sql(char *sql, size_t size)
{
    unsigned key = dice(300), len = dice(20) == 0 ? dice(20000) : dice(200);

    switch (dice(16)) {
    case 0:
    case 1:
    case 2:
    case 3:
        snprintf(sql, size,
                 "INSERT INTO note (id, text) VALUES (%u, 'words %u ' || hex(zeroblob(%u)))"
                 " ON CONFLICT (id) DO UPDATE SET text = excluded.text",
                 key, key * 7, len);
        break;
    case 4:
        snprintf(sql, size,
                 "INSERT INTO found (rowid, text) SELECT n, 'alpha w%u beta' FROM (SELECT %u AS n)"
                 " WHERE NOT EXISTS (SELECT 1 FROM found WHERE rowid = n)",
                 key, key + 1000 + dice(100000));
        break;
    case 5:
        snprintf(sql, size, "DELETE FROM note WHERE id BETWEEN %u AND %u", key, key + dice(40));
        break;
    case 6:
        snprintf(sql, size, "UPDATE note SET text = text || ' more' WHERE id %% 7 = %u", key % 7);
        break;
    case 7:
        snprintf(sql, size,
                 "SAVEPOINT s; INSERT INTO note (text) VALUES ('gone');"
                 "UPDATE note SET text = text || 'x' WHERE id < 60; ROLLBACK TO s;"
                 "RELEASE s");
        break;
    case 8:
        snprintf(sql, size,
                 "BEGIN IMMEDIATE; UPDATE note SET text = 'all ' || id;"
                 "UPDATE note SET text = text || hex(zeroblob(900)); ROLLBACK");
        break;
    case 9:
        snprintf(sql, size,
                 "BEGIN IMMEDIATE; UPDATE note SET text = text || 'y' WHERE id < 200;"
                 "UPDATE note SET text = text || 'z' WHERE id < 200; COMMIT");
        break;
    case 10:
        snprintf(sql, size, "DELETE FROM found WHERE rowid %% 5 = %u", key % 5);
        break;
    case 11:
        snprintf(sql, size, "PRAGMA wal_checkpoint(%s)",
                 (const char *const[]){ "PASSIVE", "FULL", "RESTART", "TRUNCATE" }[dice(4)]);
        break;
    case 12:
        snprintf(sql, size, "PRAGMA journal_size_limit = %u; PRAGMA incremental_vacuum(%u)",
                 dice(100000), dice(20) + 1);
        break;
    case 13:
        snprintf(sql, size, "INSERT OR REPLACE INTO span VALUES (%u, %u, %u)", key, key / 3,
                 key / 3 + len % 50);
        break;
    case 14:
        snprintf(sql, size, "DELETE FROM span WHERE begins BETWEEN %u AND %u", key / 3,
                 key / 3 + 3);
        break;
    default:
        snprintf(sql, size, "%s", dice(20) == 0 ? "VACUUM" : "SELECT count(*) FROM note");
        break;
    }
}

static const char schema[] = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT);"
                             "CREATE INDEX by_text ON note (text);"
                             "CREATE VIRTUAL TABLE found USING fts5(text);"
                             "CREATE VIRTUAL TABLE span USING rtree(id, begins, ends)";
static const char content[] = "SELECT group_concat(id || ':' || length(text) || ':' || substr(text,"
                              " 1, 20)) FROM (SELECT * FROM note ORDER BY id)";
static const char indexed[] = "SELECT count(*) || ':' || coalesce(sum(rowid), 0) FROM found"
                              " WHERE found MATCH 'alpha'";
static const char spanned[] = "SELECT count(*) || ':' || coalesce(sum(id), 0) FROM span"
                              " WHERE begins < 60 AND ends > 40";

static void set_mode(sqlite3 *db, unsigned vacuum, unsigned erase)
{
    char sql[200];

    snprintf(sql, sizeof sql,
             "PRAGMA cache_size = 10; PRAGMA auto_vacuum = %u; VACUUM; PRAGMA secure_delete = %s;"
             "PRAGMA wal_autocheckpoint = 30",
             vacuum, (const char *const[]){ "OFF", "ON", "FAST" }[erase]);
    must(db, sql);
}

static void random_work(unsigned vacuum, unsigned erase, size_t statements)
{
    struct place place = new_place();
    char plain_path[260], sql[600];
    sqlite3 *sealed = open_db(place.path, SEAL_VFS), *plain, *reader;

    snprintf(plain_path, sizeof plain_path, "%s/p.moot", place.folder);
    plain = open_db(plain_path, NULL);
    must(plain, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
    set_mode(sealed, vacuum, erase);
    set_mode(plain, vacuum, erase);
    must(sealed, schema);
    must(plain, schema);
    reader = open_db(place.path, SEAL_VFS);
    for (size_t i = 0; i < statements; i++) {
        random_sql(sql, sizeof sql);
        must(sealed, sql);
        must(plain, sql);
        if (i % 200 == 199) { /* as another connection sees it, and one that opens it anew */
            char *wanted = ask(plain, content), *found = ask(plain, indexed),
                 *spans = ask(plain, spanned);

            sqlite3_close(sealed);
            sealed = open_db(place.path, SEAL_VFS);
            must(sealed, "PRAGMA cache_size = 10; PRAGMA wal_autocheckpoint = 30");
            expect(reader, content, wanted);
            expect(sealed, content, wanted);
            expect(sealed, indexed, found);
            expect(sealed, spanned, spans);
            expect(sealed, "PRAGMA integrity_check", "ok");
            free(wanted);
            free(found);
            free(spans);
        }
    }
    sqlite3_close(reader);
    sqlite3_close(sealed);
    sqlite3_close(plain);
    remove_place(&place);
}

static void sqlite_makes_no_call_that_the_format_does_not_foresee(void **state)
{
    size_t statements = torture_rounds(200, 10000);

    (void)state;
    complaints = 0;
    trace(true);
    for (unsigned vacuum = 0; vacuum < 3; vacuum++)
        for (unsigned erase = 0; erase < 3; erase++)
            random_work(vacuum, erase, statements);
    trace(false);
    if (unforeseen > 0)
        fail_msg("%zu of %zu calls were not foreseen; the last: %s", unforeseen, calls, last_call);
    assert_true(calls > 1000);
    assert_int_equal(complaints, 0);
    torture_count("sealed: random statements, as in a plain database", 9 * statements);
    torture_count("sealed: calls of SQLite, each foreseen by the format", calls);
}

/* What the test above would see. */
static void a_call_that_is_not_foreseen_fails_and_is_told(void **state)
{
    struct place place = new_place();
    sqlite3 *db = open_db(place.path, SEAL_VFS);
    unsigned char bytes[2 * PAGE] = { 0 };
    sqlite3_file *file = NULL;

    (void)state;
    must(db, "CREATE TABLE t (a)");
    complaints = 0;
    sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    assert_int_equal(file->pMethods->xWrite(file, bytes, 100, 0), SQLITE_IOERR_WRITE);
    assert_int_equal(file->pMethods->xWrite(file, bytes, PAGE, 17), SQLITE_IOERR_WRITE);
    assert_int_equal(file->pMethods->xRead(file, bytes, PAGE, 17), SQLITE_IOERR_READ);
    memset(bytes, 1, sizeof bytes); /* reserved bytes that are not zeros; page 1 of another size */
    assert_int_equal(file->pMethods->xWrite(file, bytes, PAGE, PAGE), SQLITE_IOERR_WRITE);
    memset(bytes, 0, sizeof bytes);
    assert_int_equal(file->pMethods->xWrite(file, bytes, PAGE, 0), SQLITE_IOERR_WRITE);
    sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
    assert_int_equal(file->pMethods->xWrite(file, bytes, 512, SEAL_LOG_HEADER), SQLITE_IOERR_WRITE);
    assert_int_equal(file->pMethods->xRead(file, bytes, 2 * PAGE, SEAL_LOG_HEADER),
                     SQLITE_IOERR_READ);
    assert_int_equal(complaints, 7);
    expect(db, "PRAGMA integrity_check", "ok");
    sqlite3_close(db);
    remove_place(&place);
}

static void what_would_put_plain_text_on_the_disk_is_refused(void **state)
{
    static const char *const refused[] = {
        "PRAGMA journal_mode = DELETE",   "PRAGMA journal_mode = OFF",
        "PRAGMA journal_mode = TRUNCATE", "PRAGMA temp_store = FILE",
        "PRAGMA temp_store = 1",          "PRAGMA page_size = 512; VACUUM"
    };
    struct place place = new_place();
    sqlite3 *db = open_db(place.path, SEAL_VFS);

    (void)state;
    must(db, "CREATE TABLE t (a)");
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_int_not_equal(sqlite3_exec(db, refused[i], NULL, NULL, NULL), SQLITE_OK);
    expect(db, "PRAGMA journal_mode", "wal");
    sqlite3_close(db);
    remove_place(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sqlite_makes_no_call_that_the_format_does_not_foresee),
        cmocka_unit_test(a_call_that_is_not_foreseen_fails_and_is_told),
        cmocka_unit_test(what_would_put_plain_text_on_the_disk_is_refused),
    };

    sqlite3_config(SQLITE_CONFIG_LOG, on_log, NULL);
    if (!sealed_ready())
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
