/* SPDX-License-Identifier: MIT */
/* Backups: checked copies of a study, made while it is open and typed in. One
 * is a study like any other, in one file, and its name says of which study
 * and of when it is: study-1a2b3c4d-20260304T140512Z.moot. */
#ifndef STORAGE_BACKUP_H
#define STORAGE_BACKUP_H

#include "core/attr.h"
#include "core/error.h"
#include "core/str.h"
#include "storage/study.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which backups stay: the newest one of each of the last 24 hours that have
 * any, of each of the last 30 days, of each of the last 12 months. */
enum { BACKUP_HOURS = 24, BACKUP_DAYS = 30, BACKUP_MONTHS = 12 };

/* Copies the study as it is now into `folder`, which must be there; NULL or "":
 * into "NAME.backups" beside the study, which is made (0700). The copy is
 * written under another name, read back and checked (pages, foreign keys,
 * histories, as many entries as the study has), flushed, and renamed; older
 * ones that need not stay are taken away then. *path gets its name, the
 * caller's to free(). STATUS_NOT_FOUND: the folder is not there.
 * STATUS_DAMAGED: the study is damaged, and nothing was made of it. */
NODISCARD enum status backup_make(struct study *study, const char *folder, char **path,
                                  struct error *err);

/* Calls `each` with the path of every backup of this study in its own folder
 * and in `folder` (NULL: none), newest last, until it returns false. */
NODISCARD enum status backup_each(struct study *study, const char *folder,
                                  bool (*each)(void *data, const char *path), void *data,
                                  struct error *err);

/* Of backups made at `times` (UTC milliseconds, ascending): sets keep[i] for
 * those that stay. */
void backup_choose(const int64_t *times, size_t count, bool *keep);

/* Appends the folder beside the study at `path`. */
void backup_own_folder(struct str *out, const char *path);

/* Copies an open study into the file at `to`, which is made (0600) and must
 * not be there, in one file without a log, and flushes it. For backups and
 * for what restores them. */
NODISCARD enum status backup_copy(struct study *study, const char *to, struct error *err);

#endif
