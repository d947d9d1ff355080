/* SPDX-License-Identifier: MIT */
/* A codebook as a table: each row is a code. A column that the file lacks leaves
 * things as they are. */
#include "import/codebook.h"

#include "import/codebook_rows.h"

bool codebook_csv_is(const struct csv_reader *csv)
{
    static const enum codebook_column telling[] = { CODEBOOK_DEFINITION, CODEBOOK_MODIFIERS,
                                                    CODEBOOK_USE_WHEN, CODEBOOK_KIND };

    if (csv_column(csv, codebook_columns[CODEBOOK_NAME]) < 0)
        return false;
    for (size_t i = 0; i < sizeof telling / sizeof telling[0]; i++)
        if (csv_column(csv, codebook_columns[telling[i]]) >= 0)
            return true;
    return false;
}

static enum status read_rows(struct codebook_rows *in, struct csv_reader *csv, struct error *err)
{
    bool more = true;

    for (;;) {
        struct codebook_row *row;

        if (csv_next(csv, &more, err))
            return err->status;
        if (!more)
            return STATUS_OK;
        if (csv_is_blank(csv))
            continue;
        row = codebook_rows_add(in, csv->row_line);
        for (int i = 0; i < CODEBOOK_COLUMNS; i++) {
            int column = csv_column(csv, codebook_columns[i]);

            if (column >= 0)
                row->cell[i] = csv_take_line(csv, column);
        }
        if (row->cell[CODEBOOK_NAME][0] == '\0')
            return csv_wrong(csv, err, "a code needs a name");
    }
}

enum status codebook_csv_import(struct study *study, struct csv_reader *csv,
                                struct import_report *report, struct error *err)
{
    struct codebook_rows rows;
    enum status status = codebook_rows_begin(&rows, study, csv->name, err);

    if (!status)
        status = read_rows(&rows, csv, err);
    return codebook_rows_take(&rows, status, report, err);
}
