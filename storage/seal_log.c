/* SPDX-License-Identifier: MIT */
/* The log of a sealed study. A frame's header of 24 bytes and its page are one
 * message; nonce and tag lie in the page's reserved bytes, so that every place
 * in the log is where SQLite thinks it is. The log's own header stays clear.
 *
 * SQLite writes a frame in two calls, header first. The header is held back
 * until its page comes, and both are written at once; should anything else be
 * asked of the file before, it is written alone. */
#include "storage/seal_file.h"

#include <string.h>

enum { INDEX_RECOVER = 2, MAGIC_LITTLE = 0x377F0682 };

static struct seal_file *of(sqlite3_file *file)
{
    return (struct seal_file *)file;
}

static sqlite3_int64 place_of(uint32_t frame)
{
    return SEAL_LOG_HEADER + (sqlite3_int64)frame * SEAL_FRAME;
}

/* --- frames ---------------------------------------------------------------------------- */

/* Reads a frame into box->plain. SQLITE_IOERR_SHORT_READ: it is not there
 * whole; SQLITE_IOERR_DATA: it does not open. Both leave zeros. */
static int read_frame(struct seal_file *file, uint32_t frame)
{
    struct seal_box *box = file->box;
    int rc = file->under->pMethods->xRead(file->under, box->sealed, SEAL_FRAME, place_of(frame));

    if (rc != SQLITE_OK) {
        memset(box->plain, 0, SEAL_FRAME);
        return rc;
    }
    return seal_frame_open(file->ring, box, frame, box->sealed, box->plain) ? SQLITE_OK
                                                                            : SQLITE_IOERR_DATA;
}

/* Writes box->plain as a frame, with a fresh nonce. */
static int write_frame(struct seal_file *file, uint32_t frame)
{
    struct seal_box *box = file->box;
    unsigned char nonce[SEAL_NONCE];

    for (int i = SEAL_FRAME - SEAL_RESERVE; i < SEAL_FRAME; i++) {
        if (box->plain[i] != 0) {
            sqlite3_log(SQLITE_IOERR_WRITE, "sealed: reserved bytes in frame %u", frame);
            return SQLITE_IOERR_WRITE;
        }
    }
    file->ring->sodium.randombytes_buf(nonce, sizeof nonce);
    seal_frame_close(file->ring, box, frame, box->plain, nonce, box->sealed);
    file->written = true;
    return file->under->pMethods->xWrite(file->under, box->sealed, SEAL_FRAME, place_of(frame));
}

/* A header alone: the page that is there goes with it. Where none is there
 * yet, it goes with zeros, as on a plain disk. */
int seal_log_flush(struct seal_file *file)
{
    int rc;

    if (!file->held)
        return SQLITE_OK;
    file->held = false;
    rc = read_frame(file, file->held_frame);
    if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
        return rc == SQLITE_IOERR_DATA ? SQLITE_IOERR_WRITE : rc;
    memcpy(file->box->plain, file->held_header, SEAL_FRAME_HEADER);
    return write_frame(file, file->held_frame);
}

/* --- after a crash ------------------------------------------------------------------------- */

static uint32_t number(const unsigned char *at, bool big_endian)
{
    return big_endian
               ? (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3]
               : (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

/* SQLite's checksum over a frame, from that of the frame before it. */
static void add_sum(uint32_t sum[2], const unsigned char *at, size_t len, bool big_endian)
{
    for (size_t i = 0; i + 8 <= len; i += 8) {
        sum[0] += number(at + i, big_endian) + sum[1];
        sum[1] += number(at + i + 4, big_endian) + sum[0];
    }
}

static bool follows(const unsigned char *frame, const uint32_t before[2], bool big_endian)
{
    uint32_t sum[2] = { before[0], before[1] };

    add_sum(sum, frame, 8, big_endian);
    add_sum(sum, frame + SEAL_FRAME_HEADER, SEAL_PAGE, big_endian);
    return sum[0] == number(frame + 16, true) && sum[1] == number(frame + 20, true);
}

/* A frame does not open while the log is played back. At the end of the log
 * that is what a crash leaves. Within it it is damage: with synchronous=FULL a
 * transaction is begun only when the one before it is on disk, so a frame that
 * follows, by its checksum, on the end of a transaction at or behind the bad
 * one shows that the bad one was on disk once. SQLite would end there in
 * silence, and forget what was acknowledged. */
static bool is_damage(struct seal_file *file, uint32_t bad)
{
    unsigned char head[SEAL_LOG_HEADER], *plain = file->box->plain;
    uint32_t before[2] = { 0, 0 };
    bool ended = false, big_endian, found = false;
    sqlite3_int64 size;

    if (file->under->pMethods->xRead(file->under, head, sizeof head, 0) != SQLITE_OK
        || file->under->pMethods->xFileSize(file->under, &size) != SQLITE_OK)
        return false;
    big_endian = number(head, true) != MAGIC_LITTLE;
    for (uint32_t i = bad + 1; !found && place_of(i + 1) <= size; i++) {
        if (read_frame(file, i) != SQLITE_OK || memcmp(plain + 8, head + 16, 8) != 0) {
            ended = false;
            continue;
        }
        found = ended && follows(plain, before, big_endian);
        ended = number(plain + 4, true) != 0;
        before[0] = number(plain + 16, true);
        before[1] = number(plain + 20, true);
    }
    memset(plain, 0, SEAL_FRAME);
    return found;
}

/* Whether the log is being played back: a read of a whole frame by who holds
 * the lock for that alone; where there is no index to lock, before anything
 * was written; where the index is not ours to write, always. */
static bool plays_back(const struct seal_file *file, int len)
{
    const struct seal_file *database = file->other;

    if (len != SEAL_FRAME)
        return false;
    if (!database->shared)
        return !file->written;
    return database->shared_read_only || (database->shared_locks >> INDEX_RECOVER & 1) != 0;
}

/* --- what SQLite calls ------------------------------------------------------------------------ */

static int log_close(sqlite3_file *base)
{
    struct seal_file *file = of(base);
    int flushed = seal_log_flush(file), rc = file->under->pMethods->xClose(file->under);

    file->other->other = NULL;
    sqlite3_free(file->under);
    return flushed != SQLITE_OK ? flushed : rc;
}

static int log_read(sqlite3_file *base, void *out, int len, sqlite3_int64 at)
{
    struct seal_file *file = of(base);
    uint32_t frame = (uint32_t)((at - SEAL_LOG_HEADER) / SEAL_FRAME);
    size_t from;
    int rc = seal_log_flush(file);

    if (rc != SQLITE_OK)
        return rc;
    if (at + len <= SEAL_LOG_HEADER)
        return file->under->pMethods->xRead(file->under, out, len, at);
    from = at < SEAL_LOG_HEADER ? SEAL_FRAME : (size_t)(at - place_of(frame));
    if (from + (size_t)len > SEAL_FRAME) {
        sqlite3_log(SQLITE_IOERR_READ, "sealed: a read of %d bytes of the log at %lld", len,
                    (long long)at);
        return SQLITE_IOERR_READ;
    }
    rc = read_frame(file, frame);
    if (rc == SQLITE_IOERR_DATA && plays_back(file, len))
        rc = is_damage(file, frame) ? SQLITE_IOERR_DATA : SQLITE_OK; /* zeros: SQLite stops here */
    if (rc == SQLITE_OK || rc == SQLITE_IOERR_SHORT_READ)
        memcpy(out, file->box->plain + from, (size_t)len);
    return rc;
}

/* A page without its header: the header that is there stays with it. */
static int write_page(struct seal_file *file, uint32_t frame, const void *bytes)
{
    int rc = SQLITE_OK;

    if (file->held && file->held_frame == frame) {
        file->held = false;
        memcpy(file->box->plain, file->held_header, SEAL_FRAME_HEADER);
    } else {
        rc = seal_log_flush(file);
        if (rc == SQLITE_OK)
            rc = read_frame(file, frame);
        if (rc == SQLITE_IOERR_DATA || rc == SQLITE_IOERR_SHORT_READ)
            rc = SQLITE_IOERR_WRITE;
    }
    if (rc != SQLITE_OK)
        return rc;
    memcpy(file->box->plain + SEAL_FRAME_HEADER, bytes, SEAL_PAGE);
    return write_frame(file, frame);
}

static int hold_header(struct seal_file *file, uint32_t frame, const void *bytes)
{
    int rc = seal_log_flush(file);

    if (rc != SQLITE_OK)
        return rc;
    file->held = true;
    file->held_frame = frame;
    memcpy(file->held_header, bytes, SEAL_FRAME_HEADER);
    return SQLITE_OK;
}

static int log_write(sqlite3_file *base, const void *bytes, int len, sqlite3_int64 at)
{
    struct seal_file *file = of(base);
    uint32_t frame = (uint32_t)((at - SEAL_LOG_HEADER) / SEAL_FRAME);
    sqlite3_int64 within = at - place_of(frame);

    if (at == 0 && len == SEAL_LOG_HEADER) {
        int rc = seal_log_flush(file);

        return rc != SQLITE_OK ? rc : file->under->pMethods->xWrite(file->under, bytes, len, at);
    }
    if (at >= SEAL_LOG_HEADER && within == 0 && len == SEAL_FRAME_HEADER)
        return hold_header(file, frame, bytes);
    if (at >= SEAL_LOG_HEADER && within == SEAL_FRAME_HEADER && len == SEAL_PAGE)
        return write_page(file, frame, bytes);
    sqlite3_log(SQLITE_IOERR_WRITE, "sealed: a write of %d bytes of the log at %lld", len,
                (long long)at);
    return SQLITE_IOERR_WRITE;
}

static int log_truncate(sqlite3_file *base, sqlite3_int64 size)
{
    struct seal_file *file = of(base);
    int rc = seal_log_flush(file);

    return rc != SQLITE_OK ? rc : file->under->pMethods->xTruncate(file->under, size);
}

static int log_sync(sqlite3_file *base, int flags)
{
    struct seal_file *file = of(base);
    int rc = seal_log_flush(file);

    return rc != SQLITE_OK ? rc : file->under->pMethods->xSync(file->under, flags);
}

static int log_size(sqlite3_file *base, sqlite3_int64 *size)
{
    struct seal_file *file = of(base);
    int rc = seal_log_flush(file);

    return rc != SQLITE_OK ? rc : file->under->pMethods->xFileSize(file->under, size);
}

static int log_lock(sqlite3_file *base, int level)
{
    struct seal_file *file = of(base);

    return file->under->pMethods->xLock(file->under, level);
}

static int log_unlock(sqlite3_file *base, int level)
{
    struct seal_file *file = of(base);

    return file->under->pMethods->xUnlock(file->under, level);
}

static int log_reserved(sqlite3_file *base, int *out)
{
    struct seal_file *file = of(base);

    return file->under->pMethods->xCheckReservedLock(file->under, out);
}

static int log_control(sqlite3_file *base, int op, void *data)
{
    struct seal_file *file = of(base);
    int rc = seal_log_flush(file);

    if (rc != SQLITE_OK)
        return rc;
    if (op == SQLITE_FCNTL_SIZE_HINT || op == SQLITE_FCNTL_CHUNK_SIZE
        || op == SQLITE_FCNTL_MMAP_SIZE)
        return SQLITE_OK;
    return file->under->pMethods->xFileControl(file->under, op, data);
}

static int log_sector(sqlite3_file *base)
{
    (void)base;
    return SEAL_PAGE;
}

static int log_device(sqlite3_file *base)
{
    (void)base;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

const sqlite3_io_methods seal_log_methods = {
    .iVersion = 1,
    .xClose = log_close,
    .xRead = log_read,
    .xWrite = log_write,
    .xTruncate = log_truncate,
    .xSync = log_sync,
    .xFileSize = log_size,
    .xLock = log_lock,
    .xUnlock = log_unlock,
    .xCheckReservedLock = log_reserved,
    .xFileControl = log_control,
    .xSectorSize = log_sector,
    .xDeviceCharacteristics = log_device,
};
