/* SPDX-License-Identifier: MIT */
/* The seal itself, below the study: which calls SQLite makes, and whether each is
 * one that docs/seal-format.md foresees; random work on it against a plain
 * database; files that somebody planted; copies that must be refused. */
#include "torture.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "storage/seal_work.h"
#include "tests/unit/storage/fixture.h"

enum { PAGE = SEAL_PAGE };

static uint64_t dice_state = 88172645463325252u;

static unsigned dice(unsigned most)
{
    dice_state ^= dice_state << 13;
    dice_state ^= dice_state >> 7;
    dice_state ^= dice_state << 17;
    return (unsigned)(dice_state % most);
}

/* --- a folder with a sealed database ------------------------------------------------ */

struct place {
    char folder[64], path[96];
};

static struct place new_place(void)
{
    struct place place = { "/tmp/moot-seal-XXXXXX", "" };

    assert_non_null(mkdtemp(place.folder));
    snprintf(place.path, sizeof place.path, "%s/s.moot", place.folder);
    fixture_seal(place.path);
    return place;
}

static void remove_place(const struct place *place)
{
    char command[128];

    snprintf(command, sizeof command, "rm -rf '%s'", place->folder);
    assert_int_equal(system(command), 0); /* NOLINT: a path that was made here */
}

static sqlite3 *open_db(const char *path, const char *vfs)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open_v2(path, &db,
                                     SQLITE_OPEN_READWRITE | (vfs == NULL ? SQLITE_OPEN_CREATE : 0),
                                     vfs),
                     SQLITE_OK);
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, 10000);
    assert_int_equal(
        sqlite3_exec(db, "PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL", NULL, NULL, NULL),
        SQLITE_OK);
    return db;
}

static void must(sqlite3 *db, const char *sql)
{
    char *why = NULL;

    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s (%d)", sql, why, sqlite3_extended_errcode(db));
}

static char *ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *st;
    char *text;

    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
    if (sqlite3_step(st) != SQLITE_ROW)
        fail_msg("%s: %s (%d)", sql, sqlite3_errmsg(db), sqlite3_extended_errcode(db));
    text = mem_copy((const char *)sqlite3_column_text(st, 0));
    sqlite3_finalize(st);
    return text;
}

static void expect(sqlite3 *db, const char *sql, const char *wanted)
{
    char *text = ask(db, sql);

    assert_string_equal(text, wanted);
    free(text);
}

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

static int traced_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    int rc = real_open(vfs, name, file, flags, out);

    if (rc == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB) != 0)
        file->pMethods = &traced_database;
    else if (rc == SQLITE_OK && (flags & SQLITE_OPEN_WAL) != 0)
        file->pMethods = &traced_log;
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
    traced_log.xRead = read_log;
    traced_log.xWrite = write_log;
    vfs->xOpen = traced_open;
}

/* --- random work ------------------------------------------------------------------------ */

/* One statement, the same for the sealed and the plain database. */
static void random_sql(char *sql, size_t size)
{
    unsigned key = dice(300), len = dice(20) == 0 ? dice(20000) : dice(200);

    switch (dice(14)) {
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
                 "INSERT OR IGNORE INTO found (rowid, text) VALUES (%u, 'alpha w%u beta')",
                 key + 1000 + dice(100000), key);
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
    default:
        snprintf(sql, size, "%s", dice(20) == 0 ? "VACUUM" : "SELECT count(*) FROM note");
        break;
    }
}

static const char schema[] = "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT);"
                             "CREATE INDEX by_text ON note (text);"
                             "CREATE VIRTUAL TABLE found USING fts5(text)";
static const char content[] = "SELECT group_concat(id || ':' || length(text) || ':' || substr(text,"
                              " 1, 20)) FROM (SELECT * FROM note ORDER BY id)";
static const char indexed[] = "SELECT count(*) || ':' || coalesce(sum(rowid), 0) FROM found"
                              " WHERE found MATCH 'alpha'";

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
    char plain_path[110], sql[600];
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
            char *wanted = ask(plain, content), *found = ask(plain, indexed);

            sqlite3_close(sealed);
            sealed = open_db(place.path, SEAL_VFS);
            must(sealed, "PRAGMA cache_size = 10; PRAGMA wal_autocheckpoint = 30");
            expect(reader, content, wanted);
            expect(sealed, content, wanted);
            expect(sealed, indexed, found);
            expect(sealed, "PRAGMA integrity_check", "ok");
            free(wanted);
            free(found);
        }
    }
    sqlite3_close(reader);
    sqlite3_close(sealed);
    sqlite3_close(plain);
    remove_place(&place);
}

static void sqlite_makes_no_call_that_the_format_does_not_foresee(void **state)
{
    size_t statements = torture_rounds(200, 90000);

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

/* --- copies ------------------------------------------------------------------------------- */

static void a_copy_from_pages_without_room_for_the_seal_is_refused(void **state)
{
    struct place place = new_place();
    sqlite3 *sealed = open_db(place.path, SEAL_VFS), *plain = open_db(":memory:", NULL);
    sqlite3_backup *backup;
    int rc;

    (void)state;
    must(sealed, "CREATE TABLE t (a); INSERT INTO t VALUES ('kept')");
    must(plain, "CREATE TABLE u (a); INSERT INTO u VALUES ('foreign')");
    backup = sqlite3_backup_init(sealed, "main", plain, "main");
    assert_non_null(backup);
    rc = sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) == SQLITE_OK && rc == SQLITE_DONE)
        fail_msg("pages without a seal were taken");
    sqlite3_close(sealed);
    sqlite3_close(plain);
    sealed = open_db(place.path, SEAL_VFS);
    expect(sealed, "SELECT a FROM t", "kept");
    expect(sealed, "PRAGMA integrity_check", "ok");
    sqlite3_close(sealed);
    remove_place(&place);
}

/* --- files that somebody planted -------------------------------------------------------------- */

static void put(const char *path, const char *end, const void *bytes, size_t len)
{
    char name[160];
    FILE *file;

    snprintf(name, sizeof name, "%s%s", path, end);
    file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

/* A journal in plain text, as SQLite itself would write it: it would put its
 * page into the database, and the seal on it. */
static void a_forged_journal_is_not_played_back(void **state)
{
    static const unsigned char magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
    unsigned char journal[512 + 4 + PAGE + 4] = { 0 };
    struct place place = new_place();
    sqlite3 *db = open_db(place.path, SEAL_VFS);
    uint32_t sum = 0;

    (void)state;
    must(db, "CREATE TABLE t (a); INSERT INTO t VALUES ('kept')");
    sqlite3_close(db);
    memcpy(journal, magic, sizeof magic);
    journal[11] = 1;         /* one page */
    journal[19] = 2;         /* pages of the database before */
    journal[22] = 2;         /* sectors of 512 bytes */
    journal[26] = PAGE >> 8; /* pages of 4096 */
    journal[512 + 3] = 2;    /* page 2 */
    for (int i = PAGE - 200; i > 0; i -= 200)
        sum += journal[512 + 4 + i];
    journal[512 + 4 + PAGE + 3] = (unsigned char)sum;
    put(place.path, "-journal", journal, sizeof journal);
    db = open_db(place.path, SEAL_VFS);
    expect(db, "SELECT a FROM t", "kept");
    expect(db, "PRAGMA integrity_check", "ok");
    sqlite3_close(db);
    remove_place(&place);
}

/* Another file's log, a stale one of its own, an index of zeros and of ones. */
static void planted_logs_and_indexes_bring_nothing_in(void **state)
{
    struct place place = new_place(), other = new_place();
    sqlite3 *db = open_db(place.path, SEAL_VFS), *foreign = open_db(other.path, SEAL_VFS);
    unsigned char junk[3 * 32768], *log;
    char name[160];
    FILE *file;
    size_t len;

    (void)state;
    must(db, "CREATE TABLE t (a); INSERT INTO t VALUES ('kept')");
    must(foreign, "CREATE TABLE t (a); INSERT INTO t VALUES ('foreign')");
    snprintf(name, sizeof name, "%s-wal", other.path);
    file = fopen(name, "rb");
    assert_non_null(file);
    log = mem_alloc(1, 1 << 20);
    len = fread(log, 1, 1 << 20, file);
    (void)fclose(file);
    assert_true(len > SEAL_FRAME);
    sqlite3_close(db);
    put(place.path, "-wal", log, len);
    db = open_db(place.path, SEAL_VFS);
    if (sqlite3_exec(db, "SELECT a FROM t", NULL, NULL, NULL) == SQLITE_OK)
        expect(db, "SELECT group_concat(a) FROM t", "kept");
    sqlite3_close(db);
    snprintf(name, sizeof name, "%s-wal", place.path);
    unlink(name);
    for (int byte = 0; byte < 256; byte += 255) {
        memset(junk, byte, sizeof junk);
        put(place.path, "-shm", junk, sizeof junk);
        db = open_db(place.path, SEAL_VFS);
        expect(db, "SELECT group_concat(a) FROM t", "kept");
        sqlite3_close(db);
    }
    sqlite3_close(foreign);
    free(log);
    remove_place(&place);
    remove_place(&other);
}

/* --- several programs ------------------------------------------------------------------------- */

/* One child writes and checkpoints, so that page 1 changes all the time; the
 * others open, read and close. */
static void write_rows(const char *path, size_t rows)
{
    sqlite3 *db = open_db(path, SEAL_VFS);

    for (size_t i = 0; i < rows; i++) {
        must(db, "INSERT INTO t VALUES (hex(randomblob(200)))");
        if (i % 3 == 0)
            must(db, "PRAGMA wal_checkpoint(PASSIVE)");
    }
    sqlite3_close(db);
    _exit(0);
}

static void open_and_close(const char *path, size_t rounds)
{
    for (size_t i = 0; i < rounds; i++) {
        sqlite3 *db = open_db(path, SEAL_VFS);

        free(ask(db, "SELECT count(*) FROM t"));
        sqlite3_close(db);
    }
    _exit(0);
}

static void programs_that_open_and_close_meet_no_error(void **state)
{
    struct place place = new_place();
    sqlite3 *db = open_db(place.path, SEAL_VFS);
    size_t rounds = torture_rounds(150, 50000);
    int children = 0, status;
    char wanted[32];

    (void)state;
    must(db, "CREATE TABLE t (a)");
    sqlite3_close(db);
    for (; children < 4; children++) {
        if (fork() != 0)
            continue;
        if (children < 2)
            write_rows(place.path, rounds);
        open_and_close(place.path, rounds);
    }
    while (children-- > 0) {
        assert_true(wait(&status) > 0);
        assert_int_equal(status, 0);
    }
    db = open_db(place.path, SEAL_VFS);
    snprintf(wanted, sizeof wanted, "%zu", 2 * rounds);
    expect(db, "SELECT count(*) FROM t", wanted);
    expect(db, "PRAGMA integrity_check", "ok");
    sqlite3_close(db);
    remove_place(&place);
    torture_count("sealed: opened beside two writers, without an error", 2 * rounds);
}

/* --- a large file
 * --------------------------------------------------------------------------------- */

/* Past the page at 1 GiB that SQLite leaves for its locks, which lies 8192 bytes
 * further on below the seal. */
static void a_file_of_more_than_a_gigabyte_is_whole(void **state)
{
    struct place place;
    sqlite3 *db;

    (void)state;
    if (!torture()) {
        print_message("skipped: a file above 1 GiB: in the long form alone\n");
        skip();
    }
    place = new_place();
    db = open_db(place.path, SEAL_VFS);
    must(db, "PRAGMA wal_autocheckpoint = 2000; CREATE TABLE t (a)");
    for (int i = 0; i < 1160; i++)
        must(db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 256)"
                 " INSERT INTO t SELECT zeroblob(4000) FROM n");
    sqlite3_close(db);
    db = open_db(place.path, SEAL_VFS);
    expect(db, "SELECT count(*) FROM t WHERE length(a) = 4000", "296960");
    expect(db,
           "SELECT page_count * page_size > 1073741824 + 65536 FROM pragma_page_count,"
           " pragma_page_size",
           "1");
    expect(db, "PRAGMA integrity_check", "ok");
    sqlite3_close(db);
    remove_place(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sqlite_makes_no_call_that_the_format_does_not_foresee),
        cmocka_unit_test(a_call_that_is_not_foreseen_fails_and_is_told),
        cmocka_unit_test(what_would_put_plain_text_on_the_disk_is_refused),
        cmocka_unit_test(a_copy_from_pages_without_room_for_the_seal_is_refused),
        cmocka_unit_test(a_forged_journal_is_not_played_back),
        cmocka_unit_test(planted_logs_and_indexes_bring_nothing_in),
        cmocka_unit_test(programs_that_open_and_close_meet_no_error),
        cmocka_unit_test(a_file_of_more_than_a_gigabyte_is_whole),
    };
    struct seal_ring *ring;
    struct error err = ERROR_INIT;

    sqlite3_config(SQLITE_CONFIG_LOG, on_log, NULL);
    if (seal_ring_get(&ring, &err))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
