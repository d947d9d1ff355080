/* SPDX-License-Identifier: MIT */
/* Exports: one document model per meeting, one identity filter in front of
 * it, and one file per format behind it. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "core/attr.h"
#include "core/error.h"
#include "storage/study.h"
#include <stdbool.h>
#include <stddef.h>

struct finding; /* export/name_check.h */

struct export_request {
    const int *meetings;    /* numbers, as asked for */
    size_t meeting_count;   /* 0: all meetings that have begun or are closed */
    const char *out;        /* a file; a folder where a format needs several files */
    const char *format;     /* "qdpx", "txt"; NULL: by the suffix of `out` */
    bool identifiable;      /* names leave: recorded in the file and in the study's history */
    bool with_private;      /* private parts too */
    const char *key;        /* the key of the study, where it was moved away; NULL none */
    const char *audio;      /* .qdpx of one meeting: its recording, which began with it; NULL none */
    bool check_only;        /* nothing is written: `out` may be NULL, the check says all */
    /* called for everything that the identity check found, after the reading;
     * may be NULL */
    void (*finding)(void *data, const struct finding *finding);
    /* called now and then with work done and to do; may be NULL */
    void (*progress)(void *data, size_t done, size_t all);
    void *data;
};

/* What was written, for the summary. */
struct export_report {
    size_t meetings, entries, quotations, codings;
    size_t names_replaced;      /* places in notes and headers that show a label for a name */
    size_t characters_replaced; /* characters that ATLAS.ti does not take, above U+FFFF and the like */
    size_t left_out;            /* entries of private parts and retracted ones */
    /* the identity check */
    size_t possible_names;      /* words that could be names */
    size_t doubtful_names;      /* names that are also words */
    size_t rare_people;         /* whom role group and site make rare */
    size_t unchecked;           /* scripts and meetings that it cannot check */
};

/* Writes the export beside its target, checks it, flushes it and renames it;
 * on failure nothing is left and an older file of that name is as it was.
 * STATUS_INPUT: an unknown format, an output that is a folder, and so on. */
NODISCARD enum status export_write(struct study *study, const struct export_request *request,
                                   struct export_report *report, struct error *err);

/* The formats there are: suffix and help line; ends with a NULL suffix. */
struct export_format_help {
    const char *suffix, *help;
};
const struct export_format_help *export_formats(void);

#endif
