/* SPDX-License-Identifier: MIT */
/* The spool: a file without a name. Its one idea: the file is unlinked as soon
 * as it is made, so there is nothing to clean up. */
#include "export/spool.h"
#include "core/mem.h"
#include "core/str.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SPOOL_BUFFER = 1 << 16 };

struct spool {
    int fd;
    int failed;     /* errno of the first failure; 0 none */
    char *path;     /* the target, for messages */
    uint64_t done;  /* bytes handed to the system */
    size_t waiting; /* bytes in the buffer */
    char buffer[SPOOL_BUFFER];
};

enum status write_failure(struct error *err, const char *path, int code)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return error_set(err, STATUS_FULL, "cannot write %s: %s; make room or name another folder",
                         path, strerror(code));
    case EACCES:
    case EPERM:
    case EROFS:
        return error_set(err, STATUS_READ_ONLY, "cannot write %s: %s; name another folder", path,
                         strerror(code));
    default:
        return error_set(err, STATUS_IO, "cannot write %s: %s", path, strerror(code));
    }
}

enum status spool_open(struct spool **out, const char *target, struct error *err)
{
    const char *slash = strrchr(target, '/');
    struct str name = STR_INIT;
    enum status status = STATUS_OK;
    int fd;

    *out = NULL;
    if (slash != NULL)
        str_add_len(&name, target, (size_t)(slash - target) + 1);
    str_add(&name, ".moot-spool-XXXXXX");
    fd = mkstemp(name.text);
    if (fd < 0) {
        status = write_failure(err, target, errno);
    } else if (unlink(name.text) != 0) {
        status = write_failure(err, name.text, errno);
        close(fd);
    } else {
        *out = mem_alloc(1, sizeof **out);
        (*out)->fd = fd;
        (*out)->path = mem_copy(target);
    }
    str_release(&name);
    return status;
}

static void spool_flush(struct spool *spool)
{
    size_t at = 0;

    while (at < spool->waiting && spool->failed == 0) {
        ssize_t n = pwrite(spool->fd, spool->buffer + at, spool->waiting - at,
                           (off_t)(spool->done + at));

        if (n >= 0)
            at += (size_t)n;
        else if (errno != EINTR)
            spool->failed = errno;
    }
    spool->done += spool->waiting; /* also after a failure, so that places stay what they were */
    spool->waiting = 0;
}

void spool_add(void *sink, const char *bytes, size_t len)
{
    struct spool *spool = sink;

    while (len > 0) {
        size_t part = SPOOL_BUFFER - spool->waiting;

        if (part > len)
            part = len;
        memcpy(spool->buffer + spool->waiting, bytes, part);
        spool->waiting += part;
        bytes += part;
        len -= part;
        if (spool->waiting == SPOOL_BUFFER)
            spool_flush(spool);
    }
}

uint64_t spool_size(const struct spool *spool)
{
    return spool->done + spool->waiting;
}

enum status spool_finish(struct spool *spool, struct error *err)
{
    spool_flush(spool);
    if (spool->failed != 0)
        return write_failure(err, spool->path, spool->failed);
    return STATUS_OK;
}

enum status spool_read(struct spool *spool, uint64_t at, char *bytes, size_t len,
                       struct error *err)
{
    while (len > 0) {
        ssize_t n = pread(spool->fd, bytes, len, (off_t)at);

        if (n == 0)
            return error_set(err, STATUS_IO, "the temporary file beside %s ended early",
                             spool->path);
        if (n < 0 && errno != EINTR)
            return error_set(err, STATUS_IO, "cannot read the temporary file beside %s: %s",
                             spool->path, strerror(errno));
        if (n > 0) {
            bytes += n;
            at += (uint64_t)n;
            len -= (size_t)n;
        }
    }
    return STATUS_OK;
}

void spool_close(struct spool *spool)
{
    if (spool == NULL)
        return;
    close(spool->fd);
    free(spool->path);
    free(spool);
}
