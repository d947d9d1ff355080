/* SPDX-License-Identifier: MIT */
/* A file that is only in memory, for libraries that write into one: no draft of
 * an export stands on the disk. */
#ifndef EXPORT_MEMORY_FILE_H
#define EXPORT_MEMORY_FILE_H

#include "core/attr.h"
#include "core/error.h"
#include "core/str.h"

/* A descriptor of an empty one, the caller's to close(); -1 with *err. `name`
 * is what the system calls it. */
int memory_file(const char *name, struct error *err);
/* Appends all that was written into it. */
NODISCARD enum status memory_file_read(int fd, struct str *out, struct error *err);

#endif
