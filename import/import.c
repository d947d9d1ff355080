/* SPDX-License-Identifier: MIT */
/* Imports one file. What kind it is shows in its first byte, not in its name,
 * which people change. */
#include "import/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/codebook.h"
#include "import/internal.h"
#include "import/refi.h"

/* What a table is about shows in its header row. */
static enum status table_import(struct study *study, const char *path, struct import_report *report,
                                struct error *err)
{
    struct csv_reader csv;
    char *text = NULL;
    size_t len;
    bool codes = false;
    enum status status = csv_load(path, &text, &len, err);

    if (status)
        return status;
    status = csv_open(&csv, path, text, len, err);
    if (!status && (codes = codebook_csv_is(&csv)))
        status = codebook_csv_import(study, &csv, report, err);
    csv_close(&csv);
    free(text);
    return status || codes || report->check ? status : people_import(study, path, report, err);
}

/* Whether the file begins as zip archives do. */
static bool is_archive(const char *path)
{
    char bytes[4] = "";
    FILE *file = fopen(path, "rb");
    bool archive =
        file != NULL && fread(bytes, 1, 4, file) == 4 && memcmp(bytes, "PK\003\004", 4) == 0;

    if (file != NULL)
        (void)fclose(file);
    return archive;
}

static enum status take_file(struct study *study, const char *path, struct import_report *report,
                             struct error *err)
{
    struct source source;
    enum status status = source_open(&source, path, err);

    if (status)
        goto out;
    if (source.first == '{')
        status = report->check ? STATUS_OK : meeting_import(study, &source, report, err);
    else if (source.first == EOF)
        status = error_set(err, STATUS_INPUT, "%s is empty: nothing to import", path);
    else if (source.first == '<' && source.held == NULL)
        status = qdc_import(study, path, report, err);
    else if (source.first == 'P' && source.held == NULL && is_archive(path))
        status = qdpx_import(study, path, report, err);
    else if (source.held != NULL)
        status = error_set(err, STATUS_INPUT, "%s: save a table as a file and import that", path);
    else
        status = table_import(study, path, report, err);
out:
    source_close(&source);
    if (status)
        report->meeting = 0;
    return status == STATUS_EXISTS ? error_context(err, "%s", path) : status;
}

enum status import_file(struct study *study, const char *path, struct import_report *report,
                        struct error *err)
{
    *report = (struct import_report){ 0 };
    return take_file(study, path, report, err);
}

enum status import_check(struct study *study, const char *path, struct import_report *report,
                         struct error *err)
{
    *report = (struct import_report){ .check = true };
    return take_file(study, path, report, err);
}
