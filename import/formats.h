/* SPDX-License-Identifier: MIT */
/* The module of formats: exports and imports with the libraries they need
 * (libxml2, libzip, jansson), apart from the program so that the live screen
 * does not load them. cli/ loads it when a command asks for it. */
#ifndef IMPORT_FORMATS_H
#define IMPORT_FORMATS_H

#include "export/codebook.h"
#include "export/export.h"
#include "export/extracts.h"
#include "export/name_check.h"
#include "export/report_csv.h"
#include "import/import.h"

enum { FORMATS_ABI = 6 }; /* grows with every change of the struct below
                          and of those in core/exporting.h */

struct formats {
    int abi;
    enum status (*export_write)(struct study *study, const struct export_request *request,
                                struct export_report *report, struct error *err);
    const struct export_format_help *(*export_formats)(void);
    enum status (*import_file)(struct study *study, const char *path,
                               struct import_report *report, struct error *err);
    enum status (*import_check)(struct study *study, const char *path,
                                struct import_report *report, struct error *err);
    void (*report_csv)(FILE *out, const struct report *report);
    enum status (*extracts_write)(struct study *study, const struct extracts_request *request,
                                  struct extracts_report *report, struct error *err);
    enum status (*codebook_export)(struct study *study, const char *path, size_t *count,
                                   struct error *err);
};

/* The module's one symbol. */
extern const struct formats moot_formats;

#endif
