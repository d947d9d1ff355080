/* SPDX-License-Identifier: MIT */
/* The record as tables, for R, pandas and their kin: the same rows and columns
 * as .csv files and as one .json. docs/tables.md describes them; a change of
 * meaning raises TABLES_VERSION, a further column at the end does not. */
#ifndef EXPORT_TABLES_H
#define EXPORT_TABLES_H

#include "export/job.h"
#include <stdint.h>

enum { TABLES_VERSION = 1 };

enum table { TABLE_MEETINGS, TABLE_ENTRIES, TABLE_CODINGS, TABLE_ATTENDANCE, TABLE_PEOPLE, TABLES };

enum { TABLE_COLUMNS = 18 }; /* at most */

struct table_info {
    const char *name;                  /* "entries": the file is entries.csv */
    const char *column[TABLE_COLUMNS]; /* up to the first NULL */
};
extern const struct table_info tables[TABLES];

/* What becomes of the rows: the cells of a row come in the order of its
 * columns. Sinks keep their own failures. */
struct table_sink {
    void (*begin)(void *data, enum table table);
    /* NULL: nothing is known there. */
    void (*text)(void *data, const char *column, const char *value);
    void (*number)(void *data, const char *column, int64_t value);
    void (*end)(void *data, enum table table);
    void *data;
};

/* Gives every row of every table to `sink`: meetings in the order of their
 * numbers, people last. Each text is searched for names before: STATUS_INPUT
 * says in which table and meeting one was left. */
NODISCARD enum status tables_each(struct export_job *job, const struct table_sink *sink,
                                  struct error *err);

#endif
