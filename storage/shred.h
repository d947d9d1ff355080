/* SPDX-License-Identifier: MIT */
/* Shredding a meeting: the one thing that erases. */
#ifndef STORAGE_SHRED_H
#define STORAGE_SHRED_H

#include "core/attr.h"
#include "core/error.h"
#include "storage/study.h"
#include <stddef.h>

/* Removes meeting `number` with all that was ever written about it: entries,
 * codings, attendance and agenda with every revision, half-typed lines,
 * memos, looked-at marks. The full-text index is made anew of what is left,
 * the file is written anew without free pages, and the log is emptied. People,
 * bodies and codes stay. The history of the study says that the meeting was
 * shredded, and nothing of what it was. Nobody else may have the study open.
 * STATUS_NOT_FOUND: there is no such meeting. */
NODISCARD enum status shred_meeting(struct study *study, int number, struct error *err);

/* Calls `each` with every file that still holds the meeting with this id: the
 * backups of the study, in its own folder and in `folder` (NULL: none), and
 * what restoring has put aside. *unread counts those that could not be read. */
NODISCARD enum status shred_look(struct study *study, const struct id *meeting, const char *folder,
                                 void (*each)(void *data, const char *path), void *data,
                                 size_t *unread, struct error *err);

#endif
