/* SPDX-License-Identifier: MIT */
/* One writer a meeting: a kernel lock on a byte of a file beside the study
 * (open file description lock, byte number = number of the meeting), so that
 * the end of the program, however it comes, frees it. */
#ifndef STORAGE_LOCK_H
#define STORAGE_LOCK_H

#include "core/attr.h"
#include "core/error.h"

struct lock {
    int fd; /* -1: not held */
};
#define LOCK_INIT \
    {             \
        -1        \
    }

/* Takes the lock of meeting `number` of the study at `path`, at once or not at
 * all. STATUS_BUSY: another program writes this meeting. */
NODISCARD enum status lock_take(struct lock *lock, const char *path, int number, struct error *err);

/* Makes sure that no other program has the study at `path` open, and that none
 * can open it until *fd is closed (-1: nothing is there). None of our own
 * connections may have it open. STATUS_BUSY: another program has. */
NODISCARD enum status lock_alone(const char *path, int *fd, struct error *err);

void lock_release(struct lock *lock);

#endif
