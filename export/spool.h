/* SPDX-License-Identifier: MIT */
/* A spool: an unlinked temporary file (mode 0600, in the folder of the file
 * that an export will write) that takes what is written long before the
 * archive is made, so that the export of a large study needs little memory.
 * Nothing of it is left however the program ends. Writing is buffered; a
 * failure is remembered and told by spool_finish(). */
#ifndef EXPORT_SPOOL_H
#define EXPORT_SPOOL_H

#include "core/attr.h"
#include "core/error.h"
#include <stddef.h>
#include <stdint.h>

struct spool;

/* For whoever writes files: fills *err with what errno `code` means for the
 * writing of `path`. STATUS_FULL: no room; STATUS_READ_ONLY: not allowed;
 * else STATUS_IO. */
enum status write_failure(struct error *err, const char *path, int code);

/* Makes one in the folder of `target`. On success *out is the caller's, to end
 * with spool_close(). STATUS_IO, STATUS_READ_ONLY: no file can be made there. */
NODISCARD enum status spool_open(struct spool **out, const char *target, struct error *err);

/* Appends bytes. Has the shape of xml_sink; `sink` is the spool. */
void spool_add(void *sink, const char *bytes, size_t len);

/* How many bytes were added: where the next ones will stand. */
uint64_t spool_size(const struct spool *spool);

/* Hands everything to the system and reports the first failure since the
 * opening (STATUS_FULL: no room on the disk). More may be added afterwards. */
NODISCARD enum status spool_finish(struct spool *spool, struct error *err);

/* Reads `len` bytes at `at` of what was finished. */
NODISCARD enum status spool_read(struct spool *spool, uint64_t at, char *bytes, size_t len,
                                 struct error *err);

void spool_close(struct spool *spool);

#endif
