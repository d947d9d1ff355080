/* SPDX-License-Identifier: MIT */
/* The module's one symbol: the table through which a command reaches the
 * exports and imports. */
#include "import/formats.h"

const struct formats moot_formats = {
    .abi = FORMATS_ABI,
    .export_write = export_write,
    .export_formats = export_formats,
    .import_file = import_file,
    .import_check = import_check,
    .report_csv = report_csv,
    .extracts_write = extracts_write,
    .codebook_export = codebook_export,
};
