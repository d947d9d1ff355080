/* SPDX-License-Identifier: MIT */
/* Files in memory. */
#define _GNU_SOURCE /* memfd_create */
#include "export/memory_file.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int memory_file(const char *name, struct error *err)
{
    int fd = memfd_create(name, MFD_CLOEXEC);

    if (fd < 0)
        (void)error_set(err, STATUS_IO, "there is no memory for a file: %s", strerror(errno));
    return fd;
}

enum status memory_file_read(int fd, struct str *out, struct error *err)
{
    char piece[1 << 14];
    ssize_t got = -1;

    if (lseek(fd, 0, SEEK_SET) == 0) {
        while ((got = read(fd, piece, sizeof piece)) > 0)
            str_add_len(out, piece, (size_t)got);
    }
    return got == 0 ? STATUS_OK
                    : error_set(err, STATUS_IO, "cannot read back a file: %s", strerror(errno));
}
