/* SPDX-License-Identifier: MIT */
/* Codebooks as tables, read back: the columns are those of export/codebook.h. */
#ifndef IMPORT_CODEBOOK_H
#define IMPORT_CODEBOOK_H

#include "core/attr.h"
#include "core/error.h"
#include "export/csv.h"
#include "import/import.h"
#include <stdbool.h>

/* Whether the columns are those of a codebook: a name, and one of definition,
 * modifiers, use when, kind. */
bool codebook_csv_is(const struct csv_reader *csv);

/* Imports the rows, all or none. STATUS_INPUT: a row that cannot be used, by
 * its line. */
NODISCARD enum status codebook_csv_import(struct study *study, struct csv_reader *csv,
                                          struct import_report *report, struct error *err);

#endif
