/* SPDX-License-Identifier: MIT */
/* The disk for tests. What is mapped shared between programs (the index of the
 * log) is passed through: it is no part of what is on disk. */
#include "tests/faults/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECTOR = 512, FILES = 8, NAME = 256 };

const char *const disk_failure_names[DISK_FAILURES] = { "well",     "full",         "quota",
                                                        "broken",   "half written", "flush",
                                                        "read-only" };

struct disk_file {
    sqlite3_file base;
    int number; /* of the recording; -1: not recorded */
    sqlite3_file *real;
};

enum kind { WRITE, TRUNCATE, SYNC, DELETE, ACK };

struct operation {
    enum kind kind;
    int file;
    sqlite3_int64 offset; /* of a write; size of a truncation; number of an ack */
    size_t len;
    unsigned char *bytes;
};

static struct {
    sqlite3_vfs vfs, *real;
    sqlite3_io_methods methods;
    pthread_mutex_t mutex;
    /* failing */
    enum disk_failure failure;
    long at, count;
    bool once, failed;
    /* recording */
    bool recording;
    char prefix[NAME], file[FILES][NAME];
    int files;
    struct operation *operation;
    size_t operations, room;
} disk = { .mutex = PTHREAD_MUTEX_INITIALIZER };

/* --- failing -------------------------------------------------------------------- */

void disk_fail(enum disk_failure failure, long n, bool once)
{
    pthread_mutex_lock(&disk.mutex);
    disk.failure = failure;
    disk.at = n;
    disk.count = 0;
    disk.once = once;
    disk.failed = false;
    pthread_mutex_unlock(&disk.mutex);
}

long disk_operations(void)
{
    return disk.count;
}

bool disk_has_failed(void)
{
    return disk.failed;
}

/* What the next operation answers; SQLITE_OK: it is done. */
static int answer(bool is_sync)
{
    static const struct {
        int code, why;
    } answers[DISK_FAILURES] = { { SQLITE_OK, 0 },
                                 { SQLITE_FULL, ENOSPC },
                                 { SQLITE_IOERR_WRITE, EDQUOT },
                                 { SQLITE_IOERR_WRITE, EIO },
                                 { SQLITE_IOERR_WRITE, EIO },
                                 { SQLITE_IOERR_FSYNC, EIO },
                                 { SQLITE_READONLY, EROFS } };
    int code = SQLITE_OK;

    pthread_mutex_lock(&disk.mutex);
    disk.count++;
    if (disk.failure != DISK_WELL && (disk.failure != DISK_NO_SYNC || is_sync)
        && (disk.once ? disk.count >= disk.at && !disk.failed : disk.count >= disk.at)) {
        code = answers[disk.failure].code;
        errno = answers[disk.failure].why;
        disk.failed = true;
    }
    pthread_mutex_unlock(&disk.mutex);
    return code;
}

/* --- recording ------------------------------------------------------------------- */

static void note(enum kind kind, int file, const void *bytes, size_t len, sqlite3_int64 offset)
{
    struct operation *operation;

    pthread_mutex_lock(&disk.mutex);
    if (disk.recording) {
        if (disk.operations == disk.room) {
            disk.room = disk.room == 0 ? 1024 : disk.room * 2;
            disk.operation = realloc(disk.operation, disk.room * sizeof *disk.operation);
        }
        operation = &disk.operation[disk.operations++];
        *operation = (struct operation){ .kind = kind, .file = file, .offset = offset, .len = len };
        if (len > 0) {
            operation->bytes = malloc(len);
            memcpy(operation->bytes, bytes, len);
        }
    }
    pthread_mutex_unlock(&disk.mutex);
}

static int number_of(const char *name)
{
    if (!disk.recording || name == NULL || strncmp(name, disk.prefix, strlen(disk.prefix)) != 0)
        return -1;
    for (int i = 0; i < disk.files; i++)
        if (strcmp(disk.file[i], name) == 0)
            return i;
    if (disk.files == FILES)
        abort();
    snprintf(disk.file[disk.files], NAME, "%s", name);
    return disk.files++;
}

void disk_record(const char *prefix)
{
    disk_forget();
    snprintf(disk.prefix, NAME, "%s", prefix);
    disk.recording = true;
}

void disk_keep(const char *path)
{
    FILE *file = fopen(path, "rb");
    int number = number_of(path);
    char bytes[4096];
    sqlite3_int64 at = 0;
    size_t len;

    if (file == NULL || number < 0)
        abort();
    while ((len = fread(bytes, 1, sizeof bytes, file)) > 0) {
        note(WRITE, number, bytes, len, at);
        at += (sqlite3_int64)len;
    }
    fclose(file);
    note(SYNC, number, NULL, 0, 0);
}

void disk_acknowledge(long number)
{
    note(ACK, -1, NULL, 0, number);
}

void disk_stop(void)
{
    disk.recording = false;
}

size_t disk_recorded(void)
{
    return disk.operations;
}

static bool holds(const unsigned char *bytes, size_t len, const char *words)
{
    for (size_t i = 0; i + strlen(words) <= len; i++)
        if (memcmp(bytes + i, words, strlen(words)) == 0)
            return true;
    return false;
}

bool disk_has_written(const char *words)
{
    for (size_t i = 0; i < disk.operations; i++)
        if (disk.operation[i].kind == WRITE
            && holds(disk.operation[i].bytes, disk.operation[i].len, words))
            return true;
    return false;
}

void disk_forget(void)
{
    for (size_t i = 0; i < disk.operations; i++)
        free(disk.operation[i].bytes);
    free(disk.operation);
    disk.operation = NULL;
    disk.operations = disk.room = 0;
    disk.files = 0;
    disk.recording = false;
}

/* --- the VFS ----------------------------------------------------------------------- */

#define REAL(file) (((struct disk_file *)(file))->real)

static int disk_close(sqlite3_file *file)
{
    int rc = REAL(file)->pMethods->xClose(REAL(file));

    sqlite3_free(REAL(file));
    return rc;
}

static int disk_read(sqlite3_file *file, void *to, int len, sqlite3_int64 at)
{
    return REAL(file)->pMethods->xRead(REAL(file), to, len, at);
}

static int disk_write(sqlite3_file *file, const void *from, int len, sqlite3_int64 at)
{
    int rc = answer(false);

    if (rc == SQLITE_OK)
        rc = REAL(file)->pMethods->xWrite(REAL(file), from, len, at);
    else if (disk.failure == DISK_HALF)
        (void)REAL(file)->pMethods->xWrite(REAL(file), from, len / 2, at);
    if (rc == SQLITE_OK && ((struct disk_file *)file)->number >= 0)
        note(WRITE, ((struct disk_file *)file)->number, from, (size_t)len, at);
    return rc;
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    int rc = answer(false);

    if (rc == SQLITE_OK)
        rc = REAL(file)->pMethods->xTruncate(REAL(file), size);
    if (rc == SQLITE_OK && ((struct disk_file *)file)->number >= 0)
        note(TRUNCATE, ((struct disk_file *)file)->number, NULL, 0, size);
    return rc;
}

static int disk_sync(sqlite3_file *file, int flags)
{
    int rc = answer(true);

    /* the real disk of a test need not be waited for */
    (void)flags;
    if (rc == SQLITE_OK && ((struct disk_file *)file)->number >= 0)
        note(SYNC, ((struct disk_file *)file)->number, NULL, 0, 0);
    return rc;
}

static int disk_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return REAL(file)->pMethods->xFileSize(REAL(file), size);
}

static int disk_lock(sqlite3_file *file, int level)
{
    return REAL(file)->pMethods->xLock(REAL(file), level);
}

static int disk_unlock(sqlite3_file *file, int level)
{
    return REAL(file)->pMethods->xUnlock(REAL(file), level);
}

static int disk_is_locked(sqlite3_file *file, int *locked)
{
    return REAL(file)->pMethods->xCheckReservedLock(REAL(file), locked);
}

static int disk_control(sqlite3_file *file, int what, void *with)
{
    if (what == SQLITE_FCNTL_SIZE_HINT || what == SQLITE_FCNTL_CHUNK_SIZE)
        return SQLITE_OK; /* it would write without being seen */
    return REAL(file)->pMethods->xFileControl(REAL(file), what, with);
}

static int disk_sector(sqlite3_file *file)
{
    (void)file;
    return SECTOR;
}

static int disk_traits(sqlite3_file *file)
{
    (void)file;
    return 0; /* nothing is promised: no atomic writes, no order */
}

static int disk_map(sqlite3_file *file, int page, int size, int extend, void volatile **at)
{
    return REAL(file)->pMethods->xShmMap(REAL(file), page, size, extend, at);
}

static int disk_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
    return REAL(file)->pMethods->xShmLock(REAL(file), offset, n, flags);
}

static void disk_barrier(sqlite3_file *file)
{
    REAL(file)->pMethods->xShmBarrier(REAL(file));
}

static int disk_unmap(sqlite3_file *file, int delete)
{
    return REAL(file)->pMethods->xShmUnmap(REAL(file), delete);
}

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    struct disk_file *own = (struct disk_file *)file;
    int rc;

    (void)vfs;
    memset(own, 0, sizeof *own);
    own->real = sqlite3_malloc(disk.real->szOsFile);
    if (own->real == NULL)
        return SQLITE_NOMEM;
    memset(own->real, 0, (size_t)disk.real->szOsFile);
    rc = disk.real->xOpen(disk.real, name, own->real, flags, out);
    if (own->real->pMethods == NULL) {
        sqlite3_free(own->real);
        return rc;
    }
    own->number = number_of(name);
    own->base.pMethods = &disk.methods;
    return rc;
}

static int disk_delete(sqlite3_vfs *vfs, const char *name, int flush)
{
    int rc = disk.real->xDelete(disk.real, name, flush);

    (void)vfs;
    if (rc == SQLITE_OK && number_of(name) >= 0)
        note(DELETE, number_of(name), NULL, 0, 0);
    return rc;
}

void disk_install(void)
{
    if (disk.real != NULL)
        return;
    disk.real = sqlite3_vfs_find(NULL);
    disk.vfs = *disk.real;
    disk.vfs.zName = "disk";
    disk.vfs.szOsFile = sizeof(struct disk_file);
    disk.vfs.xOpen = disk_open;
    disk.vfs.xDelete = disk_delete;
    disk.methods = (sqlite3_io_methods){
        .iVersion = 2,
        .xClose = disk_close,
        .xRead = disk_read,
        .xWrite = disk_write,
        .xTruncate = disk_truncate,
        .xSync = disk_sync,
        .xFileSize = disk_size,
        .xLock = disk_lock,
        .xUnlock = disk_unlock,
        .xCheckReservedLock = disk_is_locked,
        .xFileControl = disk_control,
        .xSectorSize = disk_sector,
        .xDeviceCharacteristics = disk_traits,
        .xShmMap = disk_map,
        .xShmLock = disk_shm_lock,
        .xShmBarrier = disk_barrier,
        .xShmUnmap = disk_unmap,
    };
    sqlite3_vfs_register(&disk.vfs, 1);
}

/* --- cutting the power ---------------------------------------------------------------- */

struct image {
    unsigned char *bytes;
    size_t size, room;
    bool there;
};

static uint64_t dice(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void grow(struct image *image, size_t size)
{
    if (size > image->room) {
        image->room = size * 2;
        image->bytes = realloc(image->bytes, image->room);
    }
    if (size > image->size)
        memset(image->bytes + image->size, 0, size - image->size);
    image->size = size;
}

static void put(struct image *image, const struct operation *operation, size_t from, size_t len)
{
    size_t end = (size_t)operation->offset + from + len;

    image->there = true;
    if (end > image->size)
        grow(image, end);
    memcpy(image->bytes + operation->offset + from, operation->bytes + from, len);
}

static void apply(struct image *image, const struct operation *operation)
{
    switch (operation->kind) {
    case WRITE:
        put(image, operation, 0, operation->len);
        break;
    case TRUNCATE:
        image->there = true;
        if ((size_t)operation->offset < image->size)
            image->size = (size_t)operation->offset;
        break;
    case DELETE:
        image->there = false;
        image->size = 0;
        break;
    default:
        break;
    }
}

/* Of a write that was not flushed: all of it, nothing, or some of its sectors. */
static void apply_torn(struct image *image, const struct operation *operation, uint64_t *state)
{
    uint64_t luck = dice(state) % 4;

    if (luck == 0)
        return;
    if (luck != 1 || operation->kind != WRITE) {
        apply(image, operation);
        return;
    }
    for (size_t at = 0; at < operation->len; at += SECTOR)
        if (dice(state) % 2 == 0)
            put(image, operation, at, operation->len - at < SECTOR ? operation->len - at : SECTOR);
}

/* What was not flushed reaches the disk in any order. */
static void apply_unflushed(struct image *images, size_t from, size_t to, uint64_t *state)
{
    size_t count = 0, *order = malloc((to - from + 1) * sizeof *order);
    size_t flushed[FILES] = { 0 };
    bool shuffle = dice(state) % 2 == 0;

    for (size_t i = from; i < to; i++)
        if (disk.operation[i].kind == SYNC)
            flushed[disk.operation[i].file] = i;
    for (size_t i = from; i < to; i++)
        if (disk.operation[i].file >= 0 && disk.operation[i].kind != SYNC
            && i >= flushed[disk.operation[i].file])
            order[count++] = i;
    for (size_t i = count; shuffle && i > 1; i--) {
        size_t j = (size_t)(dice(state) % i), kept = order[i - 1];

        order[i - 1] = order[j];
        order[j] = kept;
    }
    for (size_t i = 0; i < count; i++)
        apply_torn(&images[disk.operation[order[i]].file], &disk.operation[order[i]], state);
    free(order);
}

static void empty_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;

    while (dir != NULL && (entry = readdir(dir)) != NULL)
        unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir != NULL)
        closedir(dir);
}

static void write_images(const struct image *images, const char *folder)
{
    char path[2 * NAME];

    empty_folder(folder);
    for (int i = 0; i < disk.files; i++) {
        const char *base = strrchr(disk.file[i], '/');
        FILE *file;

        if (!images[i].there)
            continue;
        snprintf(path, sizeof path, "%s%s", folder, base);
        file = fopen(path, "wb");
        if (file == NULL || fwrite(images[i].bytes, 1, images[i].size, file) != images[i].size
            || fclose(file) != 0)
            abort();
    }
}

long disk_cut(size_t at, uint64_t seed, const char *folder)
{
    struct image images[FILES] = { { 0 } };
    size_t flushed[FILES] = { 0 }, oldest = at;
    uint64_t state = seed * 0x9E3779B97F4A7C15u + 1;
    long acknowledged = 0;

    for (size_t i = 0; i < at; i++) {
        const struct operation *operation = &disk.operation[i];

        if (operation->kind == SYNC)
            flushed[operation->file] = i;
        else if (operation->kind == ACK)
            acknowledged = (long)operation->offset;
    }
    for (size_t i = 0; i < at; i++) { /* all that was flushed, in order */
        const struct operation *operation = &disk.operation[i];

        if (operation->kind == ACK || operation->kind == SYNC)
            continue;
        if (i < flushed[operation->file])
            apply(&images[operation->file], operation);
        else if (i < oldest)
            oldest = i;
    }
    apply_unflushed(images, oldest, at, &state);
    write_images(images, folder);
    for (int i = 0; i < FILES; i++)
        free(images[i].bytes);
    return acknowledged;
}
