/* SPDX-License-Identifier: MIT */
/* Extracts: the quotations of one code, ready to paste, each with the label
 * that such extracts have in print:
 *
 *   GP ID 283: what is the plan if it slips?
 *   [Extract from field notes executive meeting March 2012 M30]
 *
 * They come from the document model, so that names, private parts and what was
 * taken back stay in as they do in every export. */
#ifndef EXPORT_EXTRACTS_H
#define EXPORT_EXTRACTS_H

#include "core/attr.h"
#include "core/error.h"
#include "storage/find.h"
#include <stddef.h>

struct extracts_request {
    struct find_filter filter; /* .code is a must; .only_public is of no account */
    /* Takes the extracts of one meeting as text, each followed by an empty
     * line. False: nobody reads any more. */
    bool (*put)(void *data, const char *text, size_t len);
    void *data;
};

/* What was given out. */
struct extracts_report {
    size_t meetings, extracts;
};

/* Gives out what fits, by meeting and place. STATUS_INPUT: no code is asked
 * for, or a text would hold a name: of that meeting nothing is given out.
 * STATUS_NOT_FOUND as find_begin(). */
NODISCARD enum status extracts_write(struct study *study, const struct extracts_request *request,
                                     struct extracts_report *report, struct error *err);

#endif
