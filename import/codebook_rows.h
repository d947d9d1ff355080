/* SPDX-License-Identifier: MIT */
/* Rows of a codebook, from whatever file, on their way into a study. */
#ifndef IMPORT_CODEBOOK_ROWS_H
#define IMPORT_CODEBOOK_ROWS_H

#include "core/str.h"
#include "export/codebook.h"
#include "import/import.h"
#include "storage/codebook.h"

/* One code as the file has it. */
struct codebook_row {
    char *cell[CODEBOOK_COLUMNS]; /* owned; NULL: the file does not say; the name always stands */
    size_t line;                  /* where in the file, for messages */
    struct id id;                 /* the code that it is; none: known by key, else by name */
    bool made;
    struct str changed;           /* in what the code was not as the row wants it */
};

struct codebook_rows {
    struct study *study;
    const char *file;     /* borrowed; for messages */
    struct codebook book; /* as it was before */
    struct codebook_row *row;
    size_t count, room;
    bool begun;
};

/* Begins a transaction and loads the codebook. codebook_rows_take() ends *out
 * in any case. */
NODISCARD enum status codebook_rows_begin(struct codebook_rows *out, struct study *study,
                                          const char *file, struct error *err);
/* Adds a row, valid until the next one. */
struct codebook_row *codebook_rows_add(struct codebook_rows *rows, size_t line);
/* Takes all rows into the study, or none (so with report->check, which tells all
 * the same): those of parents first where the file has parents. `status` is how the reading ended: a failure is passed on.
 * STATUS_INPUT: a row that cannot be used, by its line. */
NODISCARD enum status codebook_rows_take(struct codebook_rows *rows, enum status status,
                                         struct import_report *report, struct error *err);

#endif
