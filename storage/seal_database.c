/* SPDX-License-Identifier: MIT */
/* The database of a sealed study. SQLite's page n lies 8192 bytes further on,
 * sealed; SQLite sees its reserved bytes as zeros. What reads less than a page
 * is served from the whole page. */
#include "storage/seal_file.h"

#include <string.h>

enum { SMALL_READ = 100, TRIES = 3, INDEX_WRITE = 0 };

static struct seal_file *of(sqlite3_file *file)
{
    return (struct seal_file *)file;
}

static int flush_log(struct seal_file *file)
{
    return file->other != NULL ? seal_log_flush(file->other) : SQLITE_OK;
}

static int database_close(sqlite3_file *base)
{
    struct seal_file *file = of(base);
    int rc = file->under->pMethods->xClose(file->under);

    seal_box_free(file->ring, file->box);
    sqlite3_free(file->under);
    return rc;
}

/* --- reading ---------------------------------------------------------------------- */

/* Whether this connection writes, so that a page behind the end of the file is
 * one of its own. */
static bool writes(const struct seal_file *file)
{
    if (file->fresh)
        return true;
    return file->shared ? (file->shared_locks >> INDEX_WRITE & 1) != 0
                        : file->level >= SQLITE_LOCK_EXCLUSIVE;
}

/* One page into box->plain. */
static int read_page(struct seal_file *file, uint32_t number)
{
    struct seal_box *box = file->box;
    sqlite3_int64 at = SEAL_START + (sqlite3_int64)(number - 1) * SEAL_PAGE, size;
    int rc = file->under->pMethods->xRead(file->under, box->sealed, SEAL_PAGE, at);

    if (rc == SQLITE_IOERR_SHORT_READ) {
        rc = file->under->pMethods->xFileSize(file->under, &size);
        if (rc == SQLITE_OK)
            rc = size <= at && writes(file) ? SQLITE_IOERR_SHORT_READ : SQLITE_IOERR_DATA;
        return rc;
    }
    if (rc != SQLITE_OK)
        return rc;
    return seal_page_open(file->ring, box, number, box->sealed, box->plain) ? SQLITE_OK
                                                                            : SQLITE_IOERR_DATA;
}

/* The first bytes are read on opening without a lock, when page 1 may be being
 * written, or be torn since a crash: then the log has it whole, and SQLite
 * takes nothing but the page's size and reserve from here. */
static int read_start(struct seal_file *file)
{
    int rc = read_page(file, 1);

    for (int i = 1; i < TRIES && rc == SQLITE_IOERR_DATA; i++)
        rc = read_page(file, 1);
    if (rc == SQLITE_IOERR_DATA) {
        seal_first_page(file->box->plain);
        rc = SQLITE_OK;
    }
    return rc;
}

static int database_read(sqlite3_file *base, void *out, int len, sqlite3_int64 at)
{
    struct seal_file *file = of(base);
    uint32_t number = (uint32_t)(at / SEAL_PAGE) + 1;
    size_t from = (size_t)(at % SEAL_PAGE);
    int rc = flush_log(file);

    if (rc != SQLITE_OK)
        return rc;
    if (from + (size_t)len > SEAL_PAGE) {
        sqlite3_log(SQLITE_IOERR_READ, "sealed: a read of %d bytes at %lld", len, (long long)at);
        return SQLITE_IOERR_READ;
    }
    if (number == 1 && from + (size_t)len <= SMALL_READ)
        rc = read_start(file);
    else
        rc = read_page(file, number);
    if (rc == SQLITE_OK)
        memcpy(out, file->box->plain + from, (size_t)len);
    else if (rc == SQLITE_IOERR_SHORT_READ)
        memset(out, 0, (size_t)len);
    return rc;
}

/* --- writing ------------------------------------------------------------------------ */

/* Whether SQLite leaves the reserved bytes alone, as it must. */
static bool may_be_sealed(const unsigned char *page, uint32_t number)
{
    for (int i = SEAL_TEXT; i < SEAL_PAGE; i++)
        if (page[i] != 0)
            return false;
    return number != 1 || (page[16] == SEAL_PAGE >> 8 && page[17] == 0 && page[20] == SEAL_RESERVE);
}

static int database_write(sqlite3_file *base, const void *bytes, int len, sqlite3_int64 at)
{
    struct seal_file *file = of(base);
    struct seal_box *box = file->box;
    uint32_t number = (uint32_t)(at / SEAL_PAGE) + 1;
    unsigned char nonce[SEAL_NONCE];
    int rc = flush_log(file);

    if (rc != SQLITE_OK)
        return rc;
    if (len != SEAL_PAGE || at % SEAL_PAGE != 0 || !may_be_sealed(bytes, number)) {
        sqlite3_log(SQLITE_IOERR_WRITE, "sealed: a write of %d bytes at %lld", len, (long long)at);
        return SQLITE_IOERR_WRITE;
    }
    memcpy(box->plain, bytes, SEAL_PAGE); /* SQLite's own bytes stay as they are */
    if (number == 1)
        box->plain[18] = box->plain[19] =
            2; /* a file that was filled without a log has one later */
    file->ring->sodium.randombytes_buf(nonce, sizeof nonce);
    seal_page_close(file->ring, box, number, box->plain, nonce, box->sealed);
    return file->under->pMethods->xWrite(file->under, box->sealed, SEAL_PAGE, at + SEAL_START);
}

static int database_truncate(sqlite3_file *base, sqlite3_int64 size)
{
    struct seal_file *file = of(base);
    int rc = flush_log(file);

    return rc != SQLITE_OK ? rc : file->under->pMethods->xTruncate(file->under, size + SEAL_START);
}

static int database_sync(sqlite3_file *base, int flags)
{
    struct seal_file *file = of(base);
    int rc = flush_log(file);

    return rc != SQLITE_OK ? rc : file->under->pMethods->xSync(file->under, flags);
}

static int database_size(sqlite3_file *base, sqlite3_int64 *size)
{
    struct seal_file *file = of(base);
    int rc = file->under->pMethods->xFileSize(file->under, size);

    if (rc == SQLITE_OK)
        *size = *size > SEAL_START ? *size - SEAL_START : 0;
    return rc;
}

/* --- locks ---------------------------------------------------------------------------- */

static int database_lock(sqlite3_file *base, int level)
{
    struct seal_file *file = of(base);
    int rc = file->under->pMethods->xLock(file->under, level);

    if (rc == SQLITE_OK)
        file->level = level;
    return rc;
}

static int database_unlock(sqlite3_file *base, int level)
{
    struct seal_file *file = of(base);

    file->level = level;
    return file->under->pMethods->xUnlock(file->under, level);
}

static int database_reserved(sqlite3_file *base, int *out)
{
    struct seal_file *file = of(base);

    return file->under->pMethods->xCheckReservedLock(file->under, out);
}

static int shared_map(sqlite3_file *base, int region, int size, int extend, void volatile **out)
{
    struct seal_file *file = of(base);
    int rc = file->under->pMethods->xShmMap(file->under, region, size, extend, out);

    file->shared = true;
    file->shared_read_only = rc == SQLITE_READONLY || rc == SQLITE_READONLY_CANTINIT;
    return rc;
}

static int shared_lock(sqlite3_file *base, int first, int count, int flags)
{
    struct seal_file *file = of(base);
    unsigned bits = ((1u << count) - 1) << first;
    int rc = flush_log(file);

    if (rc == SQLITE_OK)
        rc = file->under->pMethods->xShmLock(file->under, first, count, flags);
    if (rc != SQLITE_OK || (flags & SQLITE_SHM_EXCLUSIVE) == 0)
        return rc;
    if ((flags & SQLITE_SHM_LOCK) != 0)
        file->shared_locks |= (unsigned char)bits;
    else
        file->shared_locks &= (unsigned char)~bits;
    return rc;
}

static void shared_barrier(sqlite3_file *base)
{
    struct seal_file *file = of(base);

    (void)flush_log(file); /* with synchronous=FULL it was flushed, and its failure told, before */
    file->under->pMethods->xShmBarrier(file->under);
}

static int shared_unmap(sqlite3_file *base, int drop)
{
    struct seal_file *file = of(base);

    file->shared = false;
    file->shared_locks = 0;
    return file->under->pMethods->xShmUnmap(file->under, drop);
}

/* --- all else --------------------------------------------------------------------------- */

/* Settings that would put plain text on the disk, or that pages cannot have. */
static int refuse_pragma(char **words)
{
    const char *name = words[1], *value = words[2];

    if (value == NULL)
        return SQLITE_NOTFOUND;
    if ((sqlite3_stricmp(name, "journal_mode") == 0 && sqlite3_stricmp(value, "wal") != 0)
        || (sqlite3_stricmp(name, "temp_store") == 0 && sqlite3_stricmp(value, "memory") != 0
            && strcmp(value, "2") != 0)
        || (sqlite3_stricmp(name, "page_size") == 0 && strcmp(value, "4096") != 0)) {
        words[0] = sqlite3_mprintf("a sealed study has no %s = %s", name, value);
        return SQLITE_ERROR;
    }
    return SQLITE_NOTFOUND;
}

static int write_slot(struct seal_file *file, const struct seal_slot_write *write)
{
    int rc = file->under->pMethods->xWrite(file->under, write->bytes, SEAL_SLOT,
                                           (sqlite3_int64)write->slot * SEAL_SLOT);

    return rc != SQLITE_OK ? rc : file->under->pMethods->xSync(file->under, SQLITE_SYNC_FULL);
}

static int database_control(sqlite3_file *base, int op, void *data)
{
    struct seal_file *file = of(base);
    int rc = flush_log(file);

    if (rc != SQLITE_OK)
        return rc;
    switch (op) {
    case SQLITE_FCNTL_PRAGMA:
        return refuse_pragma(data);
    case SQLITE_FCNTL_SIZE_HINT:
    case SQLITE_FCNTL_CHUNK_SIZE:
        return SQLITE_OK;
    case SQLITE_FCNTL_MMAP_SIZE:
        *(sqlite3_int64 *)data = 0; /* nothing is ever mapped */
        return SQLITE_OK;
    case SQLITE_FCNTL_BEGIN_ATOMIC_WRITE:
    case SQLITE_FCNTL_COMMIT_ATOMIC_WRITE:
    case SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE:
        return SQLITE_NOTFOUND;
    case SEAL_CONTROL_HEADERS:
        return file->under->pMethods->xRead(file->under, data, SEAL_START, 0);
    case SEAL_CONTROL_SLOT:
        return write_slot(file, data);
    default:
        return file->under->pMethods->xFileControl(file->under, op, data);
    }
}

static int database_sector(sqlite3_file *base)
{
    (void)base;
    return SEAL_PAGE;
}

static int database_device(sqlite3_file *base)
{
    (void)base;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

const sqlite3_io_methods seal_database_methods = {
    .iVersion = 2,
    .xClose = database_close,
    .xRead = database_read,
    .xWrite = database_write,
    .xTruncate = database_truncate,
    .xSync = database_sync,
    .xFileSize = database_size,
    .xLock = database_lock,
    .xUnlock = database_unlock,
    .xCheckReservedLock = database_reserved,
    .xFileControl = database_control,
    .xSectorSize = database_sector,
    .xDeviceCharacteristics = database_device,
    .xShmMap = shared_map,
    .xShmLock = shared_lock,
    .xShmBarrier = shared_barrier,
    .xShmUnmap = shared_unmap,
};
