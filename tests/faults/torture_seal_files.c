/* SPDX-License-Identifier: MIT */
/* Files of the seal, below the study: copies that must be refused, files that
 * somebody planted, several programs, and a very large file. */
#include "tests/faults/sealed.h"
#include "tests/faults/torture.h"

#include <sys/wait.h>

enum { PAGE = SEAL_PAGE };

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
    char name[260];
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
    char name[260];
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
    size_t rounds = torture_rounds(150, 10000);
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

/* --- a large file ----------------------------------------------------------------------------- */

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
        cmocka_unit_test(a_copy_from_pages_without_room_for_the_seal_is_refused),
        cmocka_unit_test(a_forged_journal_is_not_played_back),
        cmocka_unit_test(planted_logs_and_indexes_bring_nothing_in),
        cmocka_unit_test(programs_that_open_and_close_meet_no_error),
        cmocka_unit_test(a_file_of_more_than_a_gigabyte_is_whole),
    };

    if (!sealed_ready())
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
