/* SPDX-License-Identifier: MIT */
/* A backup in the making, as the files that make one share it. */
#ifndef STORAGE_BACKUP_WORK_H
#define STORAGE_BACKUP_WORK_H

#include "storage/backup.h"

/* Copies the study to `part`, reads the copy back and compares it with what
 * was copied, and renames it to `whole`. On failure neither is there. */
NODISCARD enum status backup_copy_checked(struct study *study, const char *part, const char *whole,
                                          struct error *err);

/* Copies a study, sealed or not, to a plain file at `to`, which must be absent. */
NODISCARD enum status backup_copy_plain(struct study *study, const char *to, struct error *err);

/* Whether a file was left by a program that no longer runs: who makes a copy
 * holds a lock on it. */
bool backup_is_left(const char *part);

/* Whether nothing is in the log of a study that is closed. */
bool backup_log_is_empty(const char *path);
/* For a study in the making that was closed and is to be renamed, without its
 * log. STATUS_IO: something is left there, since writing it back has failed,
 * perhaps half way. */
NODISCARD enum status backup_expect_written(const char *path, struct error *err);

/* Flushes the folder of the file at `path`, so that its name is on disk. */
NODISCARD enum status backup_flush_folder(const char *path, struct error *err);

#endif
