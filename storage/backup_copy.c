/* SPDX-License-Identifier: MIT */
/* Copying a study and trusting the copy: SQLite's backup of one moment of the
 * study, whatever is written meanwhile; then the copy is read, not believed. */
#define _GNU_SOURCE /* NOLINT: F_OFD_SETLK */

#include "storage/backup_work.h"

#include "core/str.h"
#include "storage/check.h"
#include "storage/folder.h"
#include "storage/internal.h"
#include "storage/seal_copy.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP_PAGES = 256, HELD_BYTE = 0x7FFFFFF0 }; /* far from the bytes that SQLite locks */

/* What a copy must have as the study has it. */
struct contents {
    int64_t entries, revisions, last_version, meetings;
};

static enum status file_failure(const char *path, const char *what, struct error *err)
{
    int why = errno;

    return error_set(err,
                     why == ENOSPC || why == EDQUOT || why == EFBIG  ? STATUS_FULL
                     : why == EACCES || why == EROFS || why == EPERM ? STATUS_READ_ONLY
                                                                     : STATUS_IO,
                     "cannot %s %s: %s", what, path, strerror(why));
}

static bool hold(int fd)
{
    struct flock range = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = HELD_BYTE, .l_len = 1
    };

    return fcntl(fd, F_OFD_SETLK, &range) == 0;
}

bool backup_is_left(const char *part)
{
    int fd = open(part, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    bool left = fd >= 0 && hold(fd);

    if (fd >= 0)
        close(fd);
    return left;
}

bool backup_log_is_empty(const char *path)
{
    struct str name = STR_INIT;
    struct stat info;
    bool empty;

    str_add_format(&name, "%s-wal", path);
    empty = stat(name.text, &info) != 0 || info.st_size == 0;
    str_release(&name);
    return empty;
}

enum status backup_expect_written(const char *path, struct error *err)
{
    return backup_log_is_empty(path)
               ? STATUS_OK
               : error_set(err, STATUS_IO, "cannot write %s to its end: is its disk full?", path);
}

enum status backup_flush_folder(const char *path, struct error *err)
{
    struct str folder = STR_INIT;
    enum status status = STATUS_OK;
    int fd;

    folder_of(&folder, path);
    fd = open(folder.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    /* some file systems know no flushing of folders, and say EINVAL */
    if (fd < 0 || (fsync(fd) != 0 && errno != EINVAL))
        status = file_failure(folder.text, "flush the folder", err);
    if (fd >= 0)
        close(fd);
    str_release(&folder);
    return status;
}

/* --- copying --------------------------------------------------------------------- */

/* The failure of the copy's own connection, or of the study's. */
static enum status copy_failure(struct study *study, sqlite3 *copy, int rc, const char *to,
                                struct error *err)
{
    int why = sqlite3_system_errno(copy);

    if ((rc & 0xff) == SQLITE_FULL || why == ENOSPC || why == EDQUOT || why == EFBIG)
        return error_set(err, STATUS_FULL, "no room on the disk for %s: make room and try again",
                         to);
    if ((rc & 0xff) == SQLITE_CORRUPT)
        return error_set(err, STATUS_DAMAGED, "%s is damaged and was not copied: run moot check",
                         study->path);
    return error_set(err, STATUS_IO, "cannot copy %s to %s: %s", study->path, to,
                     why != 0 ? strerror(why) : sqlite3_errstr(rc));
}

/* One moment of the study: the caller holds it. What is copied says in its
 * header that it has a log; it is told that it has none. A sealed one always
 * says so. */
static int copy_pages(struct study *study, sqlite3 *copy, bool sealed)
{
    sqlite3_backup *backup;
    int rc = sqlite3_exec(copy,
                          "PRAGMA temp_store = MEMORY; PRAGMA locking_mode = EXCLUSIVE;"
                          "PRAGMA synchronous = OFF",
                          NULL, NULL, NULL);

    if (rc != SQLITE_OK)
        return rc;
    backup = sqlite3_backup_init(copy, "main", study->db, "main");
    if (backup == NULL)
        return sqlite3_errcode(copy);
    do
        rc = sqlite3_backup_step(backup, STEP_PAGES);
    while (rc == SQLITE_OK);
    (void)sqlite3_backup_finish(backup);
    if (rc != SQLITE_DONE)
        return rc;
    if (sealed)
        return SQLITE_OK;
    return sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
}

static enum status copy_to(struct study *study, const char *to, bool sealed, struct error *err)
{
    sqlite3 *copy = NULL;
    enum status status = STATUS_OK;
    int rc = sqlite3_open_v2(to, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                             sealed ? SEAL_VFS : NULL);

    if (rc == SQLITE_OK)
        rc = copy_pages(study, copy, sealed);
    if (rc != SQLITE_OK)
        status = copy_failure(study, copy, rc, to, err);
    sqlite3_close(copy);
    return status;
}

static void remove_copy(const char *path)
{
    static const char *const ends[] = { "", "-journal", "-wal", "-shm" };
    struct str name = STR_INIT;

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        str_clear(&name);
        str_add_format(&name, "%s%s", path, ends[i]);
        unlink(name.text);
    }
    str_release(&name);
}

/* Makes the file, and holds it while it is not whole: *fd. */
static enum status make_copy(struct study *study, const char *to, bool sealed, int *fd,
                             struct error *err)
{
    struct seal_copy copy;
    enum status status = STATUS_OK;

    *fd = open(to, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (*fd < 0)
        return file_failure(to, "make", err);
    (void)hold(*fd); /* where there are no locks, nobody takes away what was left */
    if (sealed)
        status = seal_copy_begin(&copy, *fd, study->db, study->path, err);
    if (!status) {
        status = copy_to(study, to, sealed, err);
        if (sealed)
            seal_copy_done(&copy);
    }
    if (!status && fsync(*fd) != 0)
        status = file_failure(to, "flush", err);
    return status;
}

static enum status copy_as(struct study *study, const char *to, bool sealed, struct error *err)
{
    enum status status;
    struct work view;
    int fd = -1;

    if (view_begin(&view, study, err))
        return err->status;
    status = make_copy(study, to, sealed, &fd, err);
    view_finish(&view, study);
    if (status && fd >= 0)
        remove_copy(to);
    if (fd >= 0)
        close(fd);
    return status;
}

enum status backup_copy(struct study *study, const char *to, struct error *err)
{
    return copy_as(study, to, study->sealed, err);
}

enum status backup_copy_plain(struct study *study, const char *to, struct error *err)
{
    return copy_as(study, to, false, err);
}

/* --- trusting it ------------------------------------------------------------------- */

static enum status count(struct study *study, struct contents *contents, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_BACKUP_COUNTS);

    if (stmt_row(&st)) {
        contents->entries = stmt_int(&st, 0);
        contents->revisions = stmt_int(&st, 1);
        contents->last_version = stmt_int(&st, 2);
        contents->meetings = stmt_int(&st, 3);
    }
    return stmt_end(&st, err);
}

static enum status check_copy(const char *path, const struct contents *wanted, struct error *err)
{
    struct contents has = { 0 };
    struct study *copy;
    enum status status = study_open(&copy, path, STUDY_READ, err);

    if (status)
        return status;
    status = check_quickly(copy, err);
    if (!status)
        status = count(copy, &has, err);
    study_close(copy);
    if (!status && memcmp(&has, wanted, sizeof has) != 0)
        status = error_set(err, STATUS_IO,
                           "the copy %s lacks something of the study: is its disk well?", path);
    return status;
}

enum status backup_copy_checked(struct study *study, const char *part, const char *whole,
                                struct error *err)
{
    struct contents wanted = { 0 };
    enum status status;
    struct work view;
    int fd = -1;

    if (view_begin(&view, study, err))
        return err->status;
    status = count(study, &wanted, err);
    if (!status)
        status = make_copy(study, part, study->sealed, &fd, err);
    view_finish(&view, study);
    if (!status)
        status = check_copy(part, &wanted, err);
    if (!status && rename(part, whole) != 0)
        status = file_failure(whole, "make", err);
    if (!status)
        status = backup_flush_folder(whole, err);
    if (status && fd >= 0)
        remove_copy(part);
    if (fd >= 0)
        close(fd);
    return status;
}
