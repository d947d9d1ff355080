/* SPDX-License-Identifier: MIT */
/* The target of an export: a file, or a folder of files. Everything is written
 * beside it (mode 0600, folders 0700) and takes its place at the end: until
 * then an older target is as it was, and after a failure nothing is left. A
 * file has no name until then where the file system can do that, so that
 * nothing is left either when the program is killed. */
#ifndef EXPORT_TARGET_H
#define EXPORT_TARGET_H

#include "core/attr.h"
#include "core/error.h"
#include "export/spool.h"
#include <stdbool.h>
#include <stddef.h>

struct target {
    char *path;  /* where it will stand */
    char *work;  /* a path to what is written until then; NULL: nothing is open */
    int fd;      /* of a file; -1 for a folder */
    bool unnamed; /* `work` leads to `fd`, and nothing stands in the folder yet */
    bool folder;
    bool inside; /* a folder that is there already: `work` stands in it, and its files move up */
};
#define TARGET_INIT { NULL, NULL, -1, false, false, false }

/* Begins a file. STATUS_INPUT: `path` is a folder, something that is no file,
 * or the file `study`. */
NODISCARD enum status target_open_file(struct target *out, const char *path, const char *study,
                                       struct error *err);

/* Begins a folder; one that is there already keeps what else is in it.
 * STATUS_INPUT: `path` is a file. */
NODISCARD enum status target_open_folder(struct target *out, const char *path,
                                         struct error *err);
/* Writes one whole file into a folder, and flushes it. */
NODISCARD enum status target_add(struct target *target, const char *name, const char *bytes,
                                 size_t len, struct error *err);
/* The same of everything in a finished spool, behind `head`. */
NODISCARD enum status target_add_spool(struct target *target, const char *name, const char *head,
                                       struct spool *spool, struct error *err);
/* Writes bytes to the open file. */
NODISCARD enum status target_write(struct target *target, const char *bytes, size_t len,
                                   struct error *err);

/* Writes everything in a finished spool. */
NODISCARD enum status target_write_spool(struct target *target, struct spool *spool,
                                         struct error *err);

/* Flushes what was written and puts it in its place. Ends *target in any case. */
NODISCARD enum status target_commit(struct target *target, struct error *err);
/* Removes what was written; allowed after target_commit(). */
void target_discard(struct target *target);

#endif
