/* SPDX-License-Identifier: MIT */
/* Who may get at a study: its file and everything beside it are looked at
 * before they are opened. Not followed are links, not trusted are files of
 * somebody else. */
#ifndef STORAGE_GUARD_H
#define STORAGE_GUARD_H

#include "core/attr.h"
#include "core/error.h"
#include <stdbool.h>
#include <sys/types.h>

/* Looks at the study at `path` (which is there) and what stands beside it: the
 * log, its index, the journal, the lock. Refused with STATUS_INPUT: symbolic
 * links, further names (hard links: each name would get a log of its own),
 * other kinds of files, files of another user (when only read, those of root
 * may be), and, to be written, a folder in which everybody may replace files.
 * On a file system that is mounted read-only links and owners do not matter.
 *
 * To be written, what others may read or write is made 0600 where the file
 * system can; *was is then the mode that one of them had, else 0. */
NODISCARD enum status guard_look(const char *path, bool to_write, mode_t *was, struct error *err);

/* The same for one further file of ours, as a lock or a backup that is read;
 * one that is absent is well. */
NODISCARD enum status guard_look_file(const char *path, bool to_write, mode_t *was,
                                      struct error *err);

/* Whether others can see what stands in the folder of the study at `path`: *mode is
 * then the folder's, in which its owner alone should have a part (0700). What a
 * study holds is closed to them by the files' own modes; their names, sizes and
 * times are not. */
NODISCARD bool guard_folder_shows(const char *path, mode_t *mode);

#endif
