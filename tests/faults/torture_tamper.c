/* SPDX-License-Identifier: MIT */
/* Sealed files that somebody without the key has changed, against a known truth:
 * slots of the header, pages, pieces of the log's header and frames are flipped,
 * swapped, copied and cut. The study is unlocked and read as ever: what is read is
 * what was written, or (the log) an older state of it that was whole, or it is an
 * error; never anything else. */
#include "tests/faults/sealed.h"
#include "tests/faults/torture.h"

enum { ROWS = 150 };

/* Row n holds a text of n. */
static void add_row(sqlite3 *db, int n)
{
    char sql[160];

    snprintf(sql, sizeof sql, "INSERT INTO t VALUES (%d, replace(hex(zeroblob(%d)), '00', '%d.'))",
             n, 200 + n * 37 % 3000, n);
    must(db, sql);
}

/* The number of rows, all of them right from the first on, and a further one can
 * be written; -1: it cannot be read. Rows that were never written, or other texts,
 * fail the test. */
static long read_rows(const char *path)
{
    sqlite3_stmt *rows = NULL;
    sqlite3 *db;
    long seen = 0;
    int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, SEAL_VFS);

    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(db,
                                "SELECT n, x = replace(hex(zeroblob(200 + n * 37 % 3000)), '00',"
                                " n || '.') FROM t ORDER BY n",
                                -1, &rows, NULL);
    if (rc == SQLITE_OK)
        while ((rc = sqlite3_step(rows)) == SQLITE_ROW)
            if (sqlite3_column_int(rows, 0) != ++seen || sqlite3_column_int(rows, 1) != 1)
                fail_msg("row %ld is not what was written", seen);
    sqlite3_finalize(rows);
    if (rc == SQLITE_DONE
        && sqlite3_exec(db, "INSERT INTO t VALUES (-1, ''); DELETE FROM t WHERE n = -1", NULL, NULL,
                        NULL)
               != SQLITE_OK)
        rc = SQLITE_ERROR;
    sqlite3_close(db);
    return rc == SQLITE_DONE ? seen : -1;
}

/* --- without the key ------------------------------------------------------------------- */

struct bytes {
    unsigned char *at;
    size_t len;
};

enum how { FLIP, SWAP, COPY, CUT, HOWS };
static const char *const how_names[HOWS] = { "flipped", "swapped", "copied", "cut short" };

/* A region of a file that is made of units: slots, pages or frames. */
struct region {
    const char *name;
    bool log;
    size_t first, unit; /* from where to where; 0 to the end */
    size_t end;
};
static const struct region regions[] = {
    { "header slots", false, 0, SEAL_SLOT, SEAL_START },
    { "pages", false, SEAL_START, SEAL_PAGE, 0 },
    { "the log's header", true, 0, 16, SEAL_LOG_HEADER },
    { "frames", true, SEAL_LOG_HEADER, SEAL_FRAME, 0 },
};

/* Changes the bytes; the length that is left of them. */
static size_t change(const struct region *region, enum how how, struct bytes *bytes)
{
    static unsigned char kept[SEAL_FRAME];
    size_t end = region->end > 0 ? region->end : bytes->len;
    size_t units = (end - region->first) / region->unit;
    unsigned char *a = bytes->at + region->first + dice((unsigned)units) * region->unit;
    unsigned char *b = bytes->at + region->first + dice((unsigned)units) * region->unit;

    switch (how) {
    case FLIP:
        a[dice((unsigned)region->unit)] ^= (unsigned char)(1u << dice(8));
        return bytes->len;
    case SWAP:
        memcpy(kept, a, region->unit);
        memcpy(a, b, region->unit);
        memcpy(b, kept, region->unit);
        return bytes->len;
    case COPY:
        memmove(a, b, region->unit);
        return bytes->len;
    default:
        return region->first + dice((unsigned)(end - region->first));
    }
}

struct outcome {
    size_t errors, same, older;
};

static void try_change(const char *path, const struct bytes *file, const struct bytes *log,
                       const struct region *region, enum how how, struct outcome *out)
{
    const struct bytes *good = region->log ? log : file;
    struct bytes bad = { mem_alloc(1, good->len), good->len };
    char log_path[260], shm_path[260];
    struct error err = ERROR_INIT;
    size_t len;
    long rows = -1;

    snprintf(log_path, sizeof log_path, "%s-wal", path);
    snprintf(shm_path, sizeof shm_path, "%s-shm", path);
    memcpy(bad.at, good->at, bad.len);
    len = change(region, how, &bad);
    save_file(path, region->log ? file->at : bad.at, region->log ? file->len : len);
    save_file(log_path, region->log ? bad.at : log->at, region->log ? len : log->len);
    unlink(shm_path);
    seal_forget();
    if (seal_unlock(path, FIXTURE_PASSPHRASE, strlen(FIXTURE_PASSPHRASE), &err) == STATUS_OK)
        rows = read_rows(path);
    if (rows < 0)
        out->errors++;
    else if (rows == ROWS)
        out->same++;
    else
        out->older++;
    if (!region->log && rows >= 0 && rows != ROWS)
        fail_msg("%s %s: %ld rows of %d without an error", region->name, how_names[how], rows,
                 ROWS);
    free(bad.at);
}

static void what_is_changed_without_the_key_is_an_error_or_an_older_state(void **state)
{
    struct place place = new_place();
    char log_path[260], text[160];
    size_t rounds = torture_rounds(25, 1500);
    struct bytes file, log;
    sqlite3 *db;

    (void)state;
    snprintf(log_path, sizeof log_path, "%s-wal", place.path);
    db = open_db(place.path, SEAL_VFS);
    must(db, "PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (n INTEGER PRIMARY KEY, x)");
    for (int n = 1; n <= ROWS; n++) {
        add_row(db, n);
        if (n == ROWS / 2)
            must(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    }
    file.at = load_file(place.path, &file.len);
    log.at = load_file(log_path, &log.len);
    assert_true(file.len > SEAL_START && log.len > SEAL_LOG_HEADER);
    sqlite3_close(db);
    for (size_t i = 0; i < sizeof regions / sizeof regions[0]; i++) {
        for (enum how how = 0; how < HOWS; how++) {
            struct outcome outcome = { 0, 0, 0 };

            for (size_t round = 0; round < rounds; round++)
                try_change(place.path, &file, &log, &regions[i], how, &outcome);
            snprintf(text, sizeof text, "sealed: %s %s (errors %zu, harmless %zu, older %zu)",
                     regions[i].name, how_names[how], outcome.errors, outcome.same, outcome.older);
            torture_count(text, rounds);
        }
    }
    free(file.at);
    free(log.at);
    remove_place(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_changed_without_the_key_is_an_error_or_an_older_state),
    };

    if (!sealed_ready())
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
