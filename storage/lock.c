/* SPDX-License-Identifier: MIT */
/* One writer a meeting. The lock is on an open file description, so that it
 * holds against other descriptors of the same program too, is not dropped by
 * closing one of those, and ends with the program. The file stays: taking it
 * away would let two programs lock two files of one name. */
#define _GNU_SOURCE /* NOLINT: F_OFD_SETLK */

#include "storage/lock.h"

#include "core/str.h"
#include "storage/guard.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Beside the file that a link leads to: two names of one study, one lock. */
static void lock_path(struct str *out, const char *path)
{
    char *real = realpath(path, NULL);

    str_add_format(out, "%s-lock", real == NULL ? path : real);
    free(real);
}

enum status lock_take(struct lock *lock, const char *path, int number, struct error *err)
{
    struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = number, .l_len = 1 };
    struct str name = STR_INIT;
    mode_t was = 0;
    enum status status = STATUS_OK;

    lock->fd = -1;
    if (strcmp(path, ":memory:") == 0)
        return STATUS_OK; /* nobody else can reach it */
    lock_path(&name, path);
    if (guard_look_file(name.text, true, &was, err)) {
        str_release(&name);
        return err->status;
    }
    lock->fd = open(name.text, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock->fd < 0) {
        status = error_set(err, errno == EACCES || errno == EROFS ? STATUS_READ_ONLY : STATUS_IO,
                           "cannot lock %s: %s", name.text, strerror(errno));
    } else if (fcntl(lock->fd, F_OFD_SETLK, &range) != 0) {
        if (errno == EAGAIN || errno == EACCES)
            status =
                error_set(err, STATUS_BUSY,
                          "M%d is being written by another program: end it there first", number);
        else
            status = error_set(err, STATUS_IO, "cannot lock %s: %s", name.text, strerror(errno));
        lock_release(lock);
    }
    str_release(&name);
    return status;
}

enum status lock_alone(const char *path, int *fd, struct error *err)
{
    /* the bytes that SQLite locks while a file is open */
    struct flock range = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000, .l_len = 512
    };

    *fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (*fd < 0 && errno == ENOENT)
        return STATUS_OK;
    if (*fd < 0)
        return error_set(err, STATUS_READ_ONLY, "cannot open %s to be written: %s", path,
                         strerror(errno));
    if (fcntl(*fd, F_OFD_SETLK, &range) == 0)
        return STATUS_OK;
    if (errno == EAGAIN || errno == EACCES)
        return error_set(err, STATUS_BUSY,
                         "another program has %s open: leave it there first, then try again", path);
    return error_set(err, STATUS_IO, "cannot lock %s: %s", path, strerror(errno));
}

void lock_release(struct lock *lock)
{
    if (lock->fd >= 0)
        close(lock->fd);
    lock->fd = -1;
}
