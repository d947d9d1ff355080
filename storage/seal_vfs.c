/* SPDX-License-Identifier: MIT */
/* The way to sealed files: an SQLite VFS over the default one. It opens a
 * database and its log and nothing else: a journal, a temporary file or a
 * spilled sort would hold plain text, and is refused. */
#include "storage/seal_file.h"

#include <string.h>

void seal_vfs_init(sqlite3_vfs *vfs);

static sqlite3_vfs *base_vfs(void)
{
    return sqlite3_vfs_find(NULL);
}

static bool ends_in(const char *name, const char *end)
{
    size_t len = strlen(name), end_len = strlen(end);

    return len >= end_len && strcmp(name + len - end_len, end) == 0;
}

static int open_under(struct seal_file *file, const char *name, int flags, int *out)
{
    sqlite3_vfs *base = base_vfs();
    int rc;

    file->under = sqlite3_malloc(base->szOsFile);
    if (file->under == NULL)
        return SQLITE_NOMEM;
    memset(file->under, 0, (size_t)base->szOsFile);
    rc = base->xOpen(base, name, file->under, flags, out);
    if (rc != SQLITE_OK) {
        sqlite3_free(file->under);
        file->under = NULL;
    }
    return rc;
}

/* Finds the key of the file that is open below. */
static int take_key(struct seal_file *file)
{
    unsigned char master[SEAL_KEY];
    unsigned char *bytes = sqlite3_malloc(SEAL_START);
    struct seal_headers headers;
    int rc;

    if (bytes == NULL)
        return SQLITE_NOMEM;
    rc = file->under->pMethods->xRead(file->under, bytes, SEAL_START, 0);
    if (rc == SQLITE_IOERR_SHORT_READ)
        rc = SQLITE_NOTADB;
    if (rc == SQLITE_OK) {
        seal_headers_read(file->ring, &headers, bytes);
        rc = headers.count == 0 ? SQLITE_NOTADB : SQLITE_OK;
    }
    sqlite3_free(bytes);
    if (rc != SQLITE_OK)
        return rc;
    memcpy(file->file_id, headers.header[0].file, SEAL_ID);
    if (!seal_ring_find(file->ring, headers.header[0].family, master))
        return SQLITE_AUTH;
    file->box = seal_box_new(file->ring, master, file->file_id);
    file->ring->sodium.memzero(master, sizeof master);
    return file->box != NULL ? SQLITE_OK : SQLITE_NOMEM;
}

/* Without a page a file would pass as an empty database, of which the caller
 * would make a new study: only one that is being filled may be so. */
static int look_for_pages(struct seal_file *file)
{
    sqlite3_int64 size;
    int rc = file->under->pMethods->xFileSize(file->under, &size);

    if (rc != SQLITE_OK)
        return rc;
    if (size >= SEAL_START + SEAL_PAGE)
        return SQLITE_OK;
    file->fresh = size == SEAL_START && seal_ring_expects(file->ring, file->file_id);
    return file->fresh ? SQLITE_OK : SQLITE_NOTADB;
}

static int open_database(struct seal_file *file, const char *name, int flags, int *out)
{
    int rc = open_under(file, name, flags & ~(SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE), out);

    if (rc != SQLITE_OK)
        return rc;
    rc = take_key(file);
    if (rc == SQLITE_OK)
        rc = look_for_pages(file);
    if (rc != SQLITE_OK) {
        seal_box_free(file->ring, file->box);
        file->under->pMethods->xClose(file->under);
        sqlite3_free(file->under);
        return rc;
    }
    file->base.pMethods = &seal_database_methods;
    return SQLITE_OK;
}

static int open_log(struct seal_file *file, const char *name, int flags, int *out)
{
    struct seal_file *database = (struct seal_file *)sqlite3_database_file_object(name);
    int rc;

    if (database->kind != SEAL_DATABASE || database->fresh)
        return SQLITE_CANTOPEN;
    rc = open_under(file, name, flags, out);
    if (rc != SQLITE_OK)
        return rc;
    file->box = database->box;
    file->other = database;
    database->other = file;
    file->base.pMethods = &seal_log_methods;
    return SQLITE_OK;
}

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *out, int flags,
                    int *out_flags)
{
    struct seal_file *file = (struct seal_file *)out;
    int ignored;

    *file = (struct seal_file){ .ring = vfs->pAppData };
    if (out_flags == NULL)
        out_flags = &ignored;
    if (name != NULL && (flags & SQLITE_OPEN_MAIN_DB) != 0) {
        file->kind = SEAL_DATABASE;
        return open_database(file, name, flags, out_flags);
    }
    if (name != NULL && (flags & SQLITE_OPEN_WAL) != 0) {
        file->kind = SEAL_LOG;
        return open_log(file, name, flags, out_flags);
    }
    if (name != NULL && (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0) {
        const struct seal_file *database =
            (const struct seal_file *)sqlite3_database_file_object(name);

        if (database->kind == SEAL_DATABASE && database->fresh) {
            file->kind = SEAL_NOTHING;
            file->base.pMethods = &seal_nothing_methods;
            *out_flags = flags;
            return SQLITE_OK;
        }
    }
    return SQLITE_CANTOPEN;
}

/* A journal that somebody put there is not played back. */
static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    sqlite3_vfs *base = base_vfs();

    (void)vfs;
    if (ends_in(name, "-journal")) {
        *out = 0;
        return SQLITE_OK;
    }
    return base->xAccess(base, name, flags, out);
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int flush)
{
    sqlite3_vfs *base = base_vfs();

    (void)vfs;
    if (!ends_in(name, "-wal"))
        return SQLITE_OK;
    return base->xDelete(base, name, flush);
}

static int vfs_path(sqlite3_vfs *vfs, const char *name, int room, char *out)
{
    sqlite3_vfs *base = base_vfs();

    (void)vfs;
    return base->xFullPathname(base, name, room, out);
}

static int vfs_random(sqlite3_vfs *vfs, int len, char *out)
{
    const struct seal_ring *ring = vfs->pAppData;

    ring->sodium.randombytes_buf(out, (size_t)len);
    return len;
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds)
{
    sqlite3_vfs *base = base_vfs();

    (void)vfs;
    return base->xSleep(base, microseconds);
}

static int vfs_time(sqlite3_vfs *vfs, double *out)
{
    sqlite3_vfs *base = base_vfs();

    (void)vfs;
    return base->xCurrentTime(base, out);
}

static int vfs_error(sqlite3_vfs *vfs, int room, char *out)
{
    sqlite3_vfs *base = base_vfs();

    (void)vfs;
    return base->xGetLastError(base, room, out);
}

void seal_vfs_init(sqlite3_vfs *vfs)
{
    *vfs = (sqlite3_vfs){ .iVersion = 1,
                          .szOsFile = sizeof(struct seal_file),
                          .mxPathname = base_vfs()->mxPathname,
                          .zName = SEAL_VFS,
                          .xOpen = vfs_open,
                          .xDelete = vfs_delete,
                          .xAccess = vfs_access,
                          .xFullPathname = vfs_path,
                          .xRandomness = vfs_random,
                          .xSleep = vfs_sleep,
                          .xCurrentTime = vfs_time,
                          .xGetLastError = vfs_error };
}

/* --- the journal of a file that is being filled: nothing is kept ------------------- */

static int nothing_close(sqlite3_file *file)
{
    (void)file;
    return SQLITE_OK;
}

static int nothing_read(sqlite3_file *file, void *out, int len, sqlite3_int64 at)
{
    (void)file;
    (void)at;
    memset(out, 0, (size_t)len);
    return SQLITE_IOERR_SHORT_READ;
}

static int nothing_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
    (void)file;
    (void)bytes;
    (void)len;
    (void)at;
    return SQLITE_OK;
}

static int nothing_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    (void)file;
    (void)size;
    return SQLITE_OK;
}

static int nothing_sync(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags;
    return SQLITE_OK;
}

static int nothing_size(sqlite3_file *file, sqlite3_int64 *size)
{
    (void)file;
    *size = 0;
    return SQLITE_OK;
}

static int nothing_lock(sqlite3_file *file, int level)
{
    (void)file;
    (void)level;
    return SQLITE_OK;
}

static int nothing_reserved(sqlite3_file *file, int *out)
{
    (void)file;
    *out = 0;
    return SQLITE_OK;
}

static int nothing_control(sqlite3_file *file, int op, void *data)
{
    (void)file;
    (void)op;
    (void)data;
    return SQLITE_NOTFOUND;
}

static int nothing_sector(sqlite3_file *file)
{
    (void)file;
    return SEAL_PAGE;
}

static int nothing_device(sqlite3_file *file)
{
    (void)file;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

const sqlite3_io_methods seal_nothing_methods = {
    .iVersion = 1,
    .xClose = nothing_close,
    .xRead = nothing_read,
    .xWrite = nothing_write,
    .xTruncate = nothing_truncate,
    .xSync = nothing_sync,
    .xFileSize = nothing_size,
    .xLock = nothing_lock,
    .xUnlock = nothing_lock,
    .xCheckReservedLock = nothing_reserved,
    .xFileControl = nothing_control,
    .xSectorSize = nothing_sector,
    .xDeviceCharacteristics = nothing_device,
};
