/* SPDX-License-Identifier: MIT */
/* Changes a sealed study in any way, without its key: the header (with a hash
 * that is right, so that what stands in it is looked at), pages, frames of the
 * log, and lengths. What is read then is what was written, or an older state of
 * it that was whole, or an error; never anything else.
 *
 * The first byte says what is changed. Of the rest each eight bytes are one
 * change: what is done, how much, where, and to which value or from where. */
#include "storage/pages.h"
#include "storage/seal_work.h"
#include <assert.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ROWS = 40, MOST = 1 << 18, CHANGE = 8 };
enum target { HEADER, PAGES, LOG, ANY_FILE, TARGETS };
static const char passphrase[] = "a long walk by the sea";

struct bytes {
    unsigned char at[MOST];
    size_t len;
};

static char path[64], log_path[80], shm_path[80];
static struct bytes good_file, good_log, bad_file, bad_log;
static struct seal_ring *ring;

static void load(struct bytes *bytes, const char *from)
{
    FILE *file = fopen(from, "rb");

    if (file == NULL)
        abort();
    bytes->len = fread(bytes->at, 1, MOST, file);
    if (bytes->len == 0 || bytes->len == MOST || fclose(file) != 0)
        abort();
}

static void save(const char *to, const struct bytes *bytes)
{
    FILE *file = fopen(to, "wb");

    if (file == NULL || fwrite(bytes->at, 1, bytes->len, file) != bytes->len || fclose(file) != 0)
        abort();
}

static void must(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        abort();
}

/* Row n is n and a text of n; half of them stand in the log alone. */
static void make(void)
{
    const struct seal_secret secret = { .passphrase = passphrase,
                                        .len = sizeof passphrase - 1,
                                        .cost = { 1, 8192 } };
    struct error err = ERROR_INIT;
    char sql[120];
    sqlite3 *db;

    snprintf(path, sizeof path, "/dev/shm/moot-fuzz-seal-%d", (int)getpid());
    snprintf(log_path, sizeof log_path, "%s-wal", path);
    snprintf(shm_path, sizeof shm_path, "%s-shm", path);
    unlink(path);
    if (seal_ring_get(&ring, &err) || seal_make(path, &secret, &err)
        || sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, SEAL_VFS) != SQLITE_OK)
        abort();
    must(db, "PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0;"
             "CREATE TABLE t (n INTEGER PRIMARY KEY, x)");
    for (int i = 1; i <= ROWS; i++) {
        snprintf(sql, sizeof sql, "INSERT INTO t VALUES (%d, printf('%%0.*c', 700, %d %% 10))", i,
                 i);
        must(db, sql);
        if (i == ROWS / 2)
            must(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    }
    load(&good_file, path);
    load(&good_log, log_path);
    sqlite3_close(db);
    unlink(path);
}

/* One change of the bytes from `first` on. */
static void change(struct bytes *bytes, size_t first, const uint8_t *how)
{
    size_t room = bytes->len > first ? bytes->len - first : 0;
    size_t at = (size_t)how[2] << 16 | (size_t)how[3] << 8 | how[4];
    size_t from = (size_t)how[5] << 16 | (size_t)how[6] << 8 | how[7], len = how[1];
    size_t unit = first == SEAL_LOG_HEADER ? SEAL_FRAME : SEAL_PAGE;

    if (room == 0)
        return;
    at = first + at % room;
    from = first + from % room;
    switch (how[0] % 5) {
    case 0:
        bytes->at[at] ^= how[1];
        break;
    case 1: /* whole pages or frames in another's place */
        at = first + (at - first) / unit * unit;
        from = first + (from - first) / unit * unit;
        len = unit;
        /* fall through */
    case 2:
        if (at + len <= bytes->len && from + len <= bytes->len)
            memmove(bytes->at + at, bytes->at + from, len);
        break;
    case 3:
        bytes->len = at;
        break;
    default:
        if (at + 4 <= bytes->len)
            memcpy(bytes->at + at, how + 4, 4);
    }
}

/* The header as its attacker would have it, with the hash that belongs there. */
static void hash_header(struct bytes *file)
{
    for (int i = 0; i < 2; i++) {
        unsigned char *slot = file->at + (size_t)i * SEAL_SLOT;

        (void)ring->sodium.generichash(slot + SEAL_SLOT - 32, 32, slot, SEAL_SLOT - 32, NULL, 0);
    }
}

/* What it would cost to try a passphrase: no more than the bounds, and only the
 * least is tried here. */
static bool is_cheap(const struct bytes *file)
{
    struct seal_headers headers;
    bool cheap = true;

    if (file->len < SEAL_START)
        return true;
    seal_headers_read(ring, &headers, file->at);
    for (size_t i = 0; i < headers.count; i++) {
        for (int j = 0; j < SEAL_WAYS; j++) {
            const struct seal_lock *lock = &headers.header[i].lock[j];

            assert(lock->cost.passes <= SEAL_PASSES_MOST && lock->cost.memory <= SEAL_MEMORY_MOST);
            cheap = cheap && lock->cost.passes <= 2 && lock->cost.memory <= 65536;
        }
    }
    return cheap;
}

/* What can be read is true: rows 1 to some number, each with its text. */
static void look(void)
{
    sqlite3_stmt *rows = NULL;
    sqlite3 *db;
    int seen = 0, rc = SQLITE_ERROR;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, SEAL_VFS) == SQLITE_OK
        && sqlite3_exec(db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL) == SQLITE_OK
        && sqlite3_prepare_v2(db, "SELECT n, x FROM t ORDER BY n", -1, &rows, NULL) == SQLITE_OK) {
        while ((rc = sqlite3_step(rows)) == SQLITE_ROW) {
            char wanted[8];

            snprintf(wanted, sizeof wanted, "%d", ++seen % 10);
            assert(sqlite3_column_int(rows, 0) == seen);
            assert(sqlite3_column_bytes(rows, 1) == 700
                   && *sqlite3_column_text(rows, 1) == (unsigned char)wanted[0]);
        }
        assert(rc != SQLITE_DONE || (seen >= ROWS / 2 && seen <= ROWS));
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
}

static void count_row(void *data, const struct cell_row *row)
{
    *(size_t *)data += row->count;
}

/* Every page and frame as recovering reads them. */
static void look_at_image(void)
{
    struct pages pages = { 0 };
    struct error err = ERROR_INIT;
    size_t cells = 0;

    if (pages_read(&pages, path, &err) == STATUS_OK) {
        for (uint32_t page = 1; page <= pages.count; page++)
            (void)pages_rows(&pages, page, true, count_row, &cells);
    } else {
        assert(err.text[0] != '\0');
    }
    pages_release(&pages);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error err = ERROR_INIT;
    enum target target;

    if (size == 0)
        return 0;
    if (path[0] == '\0')
        make();
    target = data[0] % TARGETS;
    bad_file.len = good_file.len;
    memcpy(bad_file.at, good_file.at, good_file.len);
    bad_log.len = good_log.len;
    memcpy(bad_log.at, good_log.at, good_log.len);
    if (target == ANY_FILE) {
        bad_file.len = size - 1 < MOST ? size - 1 : MOST;
        memcpy(bad_file.at, data + 1, bad_file.len);
    }
    for (size_t i = 1; target != ANY_FILE && i + CHANGE <= size; i += CHANGE) {
        if (target == LOG)
            change(&bad_log, data[i] & 64 ? 0 : SEAL_LOG_HEADER, data + i);
        else if (target == PAGES)
            change(&bad_file, SEAL_START, data + i);
        else /* within the header alone */
            bad_file.at[(data[i + 3] << 8 | data[i + 4]) % SEAL_START] = data[i + 1];
    }
    if (target == HEADER)
        hash_header(&bad_file);
    save(path, &bad_file);
    save(log_path, &bad_log);
    seal_forget();
    if (is_cheap(&bad_file)) {
        if (seal_unlock(path, passphrase, sizeof passphrase - 1, &err) == STATUS_OK)
            look();
        else
            assert(err.text[0] != '\0');
        look_at_image();
    }
    unlink(path);
    unlink(log_path);
    unlink(shm_path);
    return 0;
}
