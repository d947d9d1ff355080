/* SPDX-License-Identifier: MIT */
/* A disk for tests: an SQLite VFS over the real one that fails when it is told
 * to, and writes down what reaches the disk and in which order, so that a
 * power cut can be played at any moment of it. */
#ifndef TESTS_FAULTS_DISK_H
#define TESTS_FAULTS_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Makes it the default disk of this program. */
void disk_install(void);

/* --- failing ----------------------------------------------------------------- */

enum disk_failure {
    DISK_WELL,
    DISK_FULL,      /* no room: ENOSPC */
    DISK_QUOTA,     /* the user's share is used up: EDQUOT */
    DISK_BROKEN,    /* writing: EIO */
    DISK_HALF,      /* half of a write is done, then EIO */
    DISK_NO_SYNC,   /* flushing fails */
    DISK_READ_ONLY, /* the file system was remounted */
    DISK_FAILURES
};
extern const char *const disk_failure_names[DISK_FAILURES];

/* From the n-th write, truncation or flush on (from 1), operations fail so;
 * `once`: only that one. Counting begins anew. */
void disk_fail(enum disk_failure failure, long n, bool once);
/* How many operations there were since, and whether one of them has failed. */
long disk_operations(void);
bool disk_has_failed(void);

/* --- cutting the power --------------------------------------------------------- */

/* Begins to write down what is done to files whose names begin with `prefix`. */
void disk_record(const char *prefix);
/* Takes a file as it is now into what was written down, flushed. */
void disk_keep(const char *path);
/* Something was acknowledged: `number` more than the last. */
void disk_acknowledge(long number);
/* Ends; what was written down stays. */
void disk_stop(void);
size_t disk_recorded(void); /* operations */
/* Whether the words stand in a single one of the writes. */
bool disk_has_written(const char *words);

/* The power is cut before operation `at`, with the dice of `seed`: what was
 * flushed is on disk; of what was not, any part, in any order, and the last
 * write of each file perhaps torn. Puts the files into `folder`, which is
 * emptied. Returns what was acknowledged before. */
long disk_cut(size_t at, uint64_t seed, const char *folder);
void disk_forget(void);

#endif
