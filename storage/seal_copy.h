/* SPDX-License-Identifier: MIT */
/* Sealed files that are filled by a copy, without a page of their own yet
 * (seal_make.c). */
#ifndef STORAGE_SEAL_COPY_H
#define STORAGE_SEAL_COPY_H

#include "storage/seal_work.h"

/* A file at descriptor `fd` becomes a copy in the making of the sealed study
 * behind `from`: the same ways to the same key, no page yet. It is expected
 * until seal_copy_done(). */
struct seal_copy {
    unsigned char file[SEAL_ID];
};
NODISCARD enum status seal_copy_begin(struct seal_copy *copy, int fd, sqlite3 *from,
                                      const char *path, struct error *err);
void seal_copy_done(const struct seal_copy *copy);

/* As seal_make(), without a first page: it is expected until seal_copy_done(). */
NODISCARD enum status seal_make_empty(struct seal_copy *copy, const char *path,
                                      const struct seal_secret *secret, struct error *err);

/* As seal_make(), opened by what opens another file of the same key, which is
 * in the ring. */
NODISCARD enum status seal_make_like(struct seal_ring *ring, const struct seal_header *header,
                                     const char *path, struct error *err);

#endif
