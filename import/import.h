/* SPDX-License-Identifier: MIT */
/* Imports: what kind of file it is shows in its content, not in its name. */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "core/attr.h"
#include "core/error.h"
#include "storage/study.h"
#include <stdbool.h>
#include <stddef.h>

/* What an import brought. */
struct import_report {
    int meeting;        /* number of the meeting made; 0 on failure, and for what is no meeting */
    size_t entries, people, codes, items;
    size_t empty;       /* turns without words or event, left out */
    size_t changed, same; /* of people or codes in a list: those known before, and who were as it
                           * says */
    bool codebook;        /* it was a list of codes */
    bool check;           /* it was only asked what would change: nothing did */
    char *listed;         /* of codes: a line for each that was added or changed, and in what; the
                           * caller's to free(), NULL none */
    size_t cleaned;     /* characters that were left out or replaced: control characters and the like */
};

/* Imports one file in one transaction, all of it or nothing: a meeting as JSON
 * Lines, people or a codebook as CSV with a header row, a REFI-QDA codebook
 * (.qdc), or the codes of a REFI-QDA project (.qdpx).
 * STATUS_EXISTS: this very file was imported before, and the text says as which
 * meeting; nothing changed.
 * STATUS_INPUT: malformed; the text says which line and what. */
NODISCARD enum status import_file(struct study *study, const char *path,
                                  struct import_report *report, struct error *err);

/* What import_file() would make of a list of codes, which changes nothing: the
 * report and the errors are the same. Of other files only report->codebook is
 * told, which is false. */
NODISCARD enum status import_check(struct study *study, const char *path,
                                   struct import_report *report, struct error *err);

#endif
