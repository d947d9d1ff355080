/* SPDX-License-Identifier: MIT */
/* Sealed files against a known truth: the power is cut while one program has the
 * file to itself, and while it shares it; bytes, pages and frames are flipped,
 * swapped, copied and cut by who has no key. What is read is what was written,
 * or an older state of it that was whole, or an error; never anything else. */
#include "tests/faults/disk.h"
#include "tests/faults/torture.h"
#include "tests/unit/storage/fixture.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include "storage/seal_work.h"

enum { ROWS = 150, SHORT = 150, LONG = 2500, MOST = 4 << 20 };

static const struct mode {
    const char *name, *pragma;
} modes[] = { { "to itself", "PRAGMA locking_mode = EXCLUSIVE" },
              { "shared", "PRAGMA locking_mode = NORMAL" } };

static uint64_t dice_state = 88172645463325252u;

static size_t dice(size_t most)
{
    dice_state ^= dice_state << 13;
    dice_state ^= dice_state >> 7;
    dice_state ^= dice_state << 17;
    return (size_t)(dice_state % most);
}

/* --- the truth: row n holds a text of n -------------------------------------------- */

static void must(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s (%d)", sql, sqlite3_errmsg(db), sqlite3_extended_errcode(db));
}

static sqlite3 *open_db(const char *path, const struct mode *mode)
{
    sqlite3 *db;

    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, SEAL_VFS), SQLITE_OK);
    sqlite3_extended_result_codes(db, 1);
    must(db, "PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL; PRAGMA cache_size = 12;"
             "PRAGMA wal_autocheckpoint = 20");
    must(db, mode->pragma);
    return db;
}

static void add_row(sqlite3 *db, int n)
{
    char sql[160];

    snprintf(sql, sizeof sql, "INSERT INTO t VALUES (%d, replace(hex(zeroblob(%d)), '00', '%d.'))",
             n, 200 + n * 37 % 3000, n);
    must(db, sql);
}

/* The number of rows, all of them right from the first on; -1: it cannot be
 * read. Rows that were never written, or other texts, fail the test. */
static long read_rows(const char *path, const struct mode *mode)
{
    sqlite3_stmt *rows = NULL;
    sqlite3 *db;
    long seen = 0;
    int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, SEAL_VFS);

    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(db, mode->pragma, NULL, NULL, NULL);
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

/* --- power cuts ---------------------------------------------------------------------- */

static void work(const char *path, const struct mode *mode)
{
    sqlite3 *db = open_db(path, mode);

    for (int n = 1; n <= ROWS; n++) {
        add_row(db, n);
        disk_acknowledge(n);
        if (n % 50 == 0) {
            sqlite3_close(db);
            db = open_db(path, mode);
        }
    }
    sqlite3_close(db);
}

/* Whether the frame or page that stands there was torn by the cut. */
static struct {
    size_t page, log;
} torn;

static void count_torn(const char *path, const struct seal_ring *ring)
{
    static unsigned char file[SEAL_START + SEAL_PAGE], frame[SEAL_FRAME], plain[SEAL_FRAME];
    unsigned char master[SEAL_KEY];
    struct seal_headers headers;
    struct seal_box *box;
    char log[240];
    FILE *from = fopen(path, "rb");
    bool opens = true;

    assert_non_null(from);
    assert_int_equal(fread(file, 1, sizeof file, from), sizeof file);
    (void)fclose(from);
    seal_headers_read(ring, &headers, file);
    assert_true(
        seal_ring_find((struct seal_ring *)(uintptr_t)ring, headers.header[0].family, master));
    box = seal_box_new(ring, master, headers.header[0].file);
    torn.page += !seal_page_open(ring, box, 1, file + SEAL_START, plain);
    snprintf(log, sizeof log, "%s-wal", path);
    from = fopen(log, "rb");
    if (from != NULL) {
        (void)fseek(from, SEAL_LOG_HEADER, SEEK_SET);
        for (uint32_t i = 0; opens && fread(frame, 1, sizeof frame, from) == sizeof frame; i++)
            opens = seal_frame_open(ring, box, i, frame, plain);
        torn.log += !opens;
        (void)fclose(from);
    }
    seal_box_free(ring, box);
}

static void cut_power(const struct mode *mode)
{
    char folder[] = "/tmp/moot-tamper-XXXXXX", path[80], cut_folder[80], cut_path[100], text[120];
    size_t cuts = torture_rounds(SHORT, LONG), from;
    struct seal_ring *ring;
    struct error err = ERROR_INIT;
    sqlite3 *db;

    assert_int_equal(seal_ring_get(&ring, &err), STATUS_OK);
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/s.moot", folder);
    snprintf(cut_folder, sizeof cut_folder, "%s/cut", folder);
    snprintf(cut_path, sizeof cut_path, "%s/s.moot", cut_folder);
    assert_int_equal(mkdir(cut_folder, 0700), 0);
    fixture_seal(path);
    db = open_db(path, mode);
    must(db, "CREATE TABLE t (n INTEGER PRIMARY KEY, x)");
    sqlite3_close(db);
    disk_record(path);
    disk_keep(path);
    from = disk_recorded();
    work(path, mode);
    disk_stop();
    assert_true(disk_recorded() > from + ROWS);
    memset(&torn, 0, sizeof torn);
    for (size_t i = 0; i < cuts; i++) {
        size_t at = from + (i * 2654435761u) % (disk_recorded() - from + 1);
        long acknowledged = disk_cut(at, i + 1, cut_folder), found;

        count_torn(cut_path, ring);
        found = read_rows(cut_path, mode);
        if (found < acknowledged)
            fail_msg("%s, cut at %zu: %ld rows of %ld", mode->name, at, found, acknowledged);
    }
    disk_forget();
    snprintf(text, sizeof text, "sealed: power cuts, the file %s", mode->name);
    torture_count(text, cuts);
    snprintf(text, sizeof text, "sealed: power cuts, the file %s: page 1 torn", mode->name);
    torture_count(text, torn.page);
    snprintf(text, sizeof text, "sealed: power cuts, the file %s: frames of the log torn",
             mode->name);
    torture_count(text, torn.log);
    assert_true(torn.page > 0 && torn.log > 0);
    snprintf(text, sizeof text, "rm -rf '%s'", folder);
    assert_int_equal(system(text), 0); /* NOLINT: a path that was made here */
}

static void a_power_cut_loses_nothing_while_one_program_has_the_file_to_itself(void **state)
{
    (void)state;
    cut_power(&modes[0]);
}

static void a_power_cut_loses_nothing_while_the_file_is_shared(void **state)
{
    (void)state;
    cut_power(&modes[1]);
}

/* --- without the key ------------------------------------------------------------------- */

struct bytes {
    unsigned char *at;
    size_t len;
};

static struct bytes load(const char *path)
{
    struct bytes bytes = { mem_alloc(1, MOST), 0 };
    FILE *file = fopen(path, "rb");

    assert_non_null(file);
    bytes.len = fread(bytes.at, 1, MOST, file);
    (void)fclose(file);
    assert_true(bytes.len > 0 && bytes.len < MOST);
    return bytes;
}

static void save(const char *path, const struct bytes *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes->at, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

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
    unsigned char *a = bytes->at + region->first + dice(units) * region->unit;
    unsigned char *b = bytes->at + region->first + dice(units) * region->unit;

    switch (how) {
    case FLIP:
        a[dice(region->unit)] ^= (unsigned char)(1u << dice(8));
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
        return region->first + dice(end - region->first);
    }
}

struct outcome {
    size_t errors, same, older;
};

static void try_change(const char *path, const struct bytes *file, const struct bytes *log,
                       const struct region *region, enum how how, struct outcome *out)
{
    struct bytes bad = { mem_alloc(1, MOST), region->log ? log->len : file->len };
    char log_path[120], shm_path[120];
    struct error err = ERROR_INIT;
    size_t len;
    long rows = -1;

    snprintf(log_path, sizeof log_path, "%s-wal", path);
    snprintf(shm_path, sizeof shm_path, "%s-shm", path);
    memcpy(bad.at, region->log ? log->at : file->at, bad.len);
    len = change(region, how, &bad);
    save(path, region->log ? file : &bad, region->log ? file->len : len);
    save(log_path, region->log ? &bad : log, region->log ? len : log->len);
    unlink(shm_path);
    seal_forget();
    if (seal_unlock(path, FIXTURE_PASSPHRASE, strlen(FIXTURE_PASSPHRASE), &err) == STATUS_OK)
        rows = read_rows(path, &modes[1]);
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
    char folder[] = "/tmp/moot-tamper-XXXXXX", path[80], log_path[100], text[160];
    size_t rounds = torture_rounds(25, 1500);
    struct bytes file, log;
    sqlite3 *db;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/s.moot", folder);
    snprintf(log_path, sizeof log_path, "%s-wal", path);
    fixture_seal(path);
    db = open_db(path, &modes[1]);
    must(db, "PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (n INTEGER PRIMARY KEY, x)");
    for (int n = 1; n <= ROWS; n++) {
        add_row(db, n);
        if (n == ROWS / 2)
            must(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    }
    file = load(path);
    log = load(log_path);
    sqlite3_close(db);
    for (size_t i = 0; i < sizeof regions / sizeof regions[0]; i++) {
        for (enum how how = 0; how < HOWS; how++) {
            struct outcome outcome = { 0, 0, 0 };

            for (size_t round = 0; round < rounds; round++)
                try_change(path, &file, &log, &regions[i], how, &outcome);
            snprintf(text, sizeof text, "sealed: %s %s (errors %zu, harmless %zu, older %zu)",
                     regions[i].name, how_names[how], outcome.errors, outcome.same, outcome.older);
            torture_count(text, rounds);
        }
    }
    free(file.at);
    free(log.at);
    snprintf(text, sizeof text, "rm -rf '%s'", folder);
    assert_int_equal(system(text), 0); /* NOLINT: a path that was made here */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_power_cut_loses_nothing_while_one_program_has_the_file_to_itself),
        cmocka_unit_test(a_power_cut_loses_nothing_while_the_file_is_shared),
        cmocka_unit_test(what_is_changed_without_the_key_is_an_error_or_an_older_state),
    };

    disk_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
