/* SPDX-License-Identifier: MIT */
/* Failure as a value that travels up. What can fail returns a status, and
 * fills the struct error of its caller where the failure is known. */
#ifndef CORE_ERROR_H
#define CORE_ERROR_H

#include "core/attr.h"

/* A status exists only where some caller acts on it differently. */
enum status {
    STATUS_OK = 0,
    STATUS_INPUT,     /* what was given cannot be used: a malformed file, a wrong value */
    STATUS_NOT_FOUND, /* no such meeting, person, code */
    STATUS_EXISTS,    /* it is there already: an import repeated */
    STATUS_BUSY,      /* another program holds it */
    STATUS_TOO_NEW,   /* a later version of moot wrote it */
    STATUS_READ_ONLY, /* it can be read and not written */
    STATUS_FULL,      /* no room on the disk: worth another try later */
    STATUS_IO,        /* the system or the disk refused */
    STATUS_DAMAGED,   /* the study contradicts itself */
    STATUS_LOCKED,    /* it is sealed, and no passphrase was given that opens it */
    STATUS_STOPPED    /* the observer stopped it: nothing is amiss */
};

struct error {
    enum status status;
    char text[512]; /* one line of UTF-8 for the observer: what, where, what to do */
};

#define ERROR_INIT { STATUS_OK, "" }

/* Stores `status` and a formatted line in *err and returns `status`, so that
 * a failing branch is one statement. A line that is too long is cut at a
 * character's end; control characters in it become blanks. */
enum status error_set(struct error *err, enum status status, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* Puts a formatted context and ": " in front of the text of *err, and returns
 * its status. */
enum status error_context(struct error *err, const char *fmt, ...) PRINTF_LIKE(2, 3);

#endif
