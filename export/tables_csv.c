/* SPDX-License-Identifier: MIT */
/* The .csv: a folder with a file for each table. Rows come meeting by meeting
 * and wait in a spool for each file; a row is made in memory first. */
#include <stdio.h>
#include <stdlib.h>

#include "export/csv.h"
#include "export/spool.h"
#include "export/tables.h"

struct csv_tables {
    struct spool *spool[TABLES];
    struct csv_writer writer; /* over a stream in memory, one row at a time */
    char *text;
    size_t len;
};

static void begin_row(void *data, enum table table)
{
    struct csv_tables *csv = data;

    (void)table;
    rewind(csv->writer.out);
}

static void put_text(void *data, const char *column, const char *value)
{
    struct csv_tables *csv = data;

    (void)column;
    csv_field(&csv->writer, value);
}

static void put_number(void *data, const char *column, int64_t value)
{
    struct csv_tables *csv = data;

    (void)column;
    csv_number(&csv->writer, value);
}

static void end_row(void *data, enum table table)
{
    struct csv_tables *csv = data;

    csv_end_row(&csv->writer);
    (void)fflush(csv->writer.out);
    spool_add(csv->spool[table], csv->text, csv->len);
}

static enum status add_file(struct csv_tables *csv, int table, struct target *target,
                            struct error *err)
{
    char name[32];

    rewind(csv->writer.out);
    for (size_t i = 0; i < TABLE_COLUMNS && tables[table].column[i] != NULL; i++)
        csv_field(&csv->writer, tables[table].column[i]);
    csv_end_row(&csv->writer);
    (void)fflush(csv->writer.out);
    snprintf(name, sizeof name, "%s.csv", tables[table].name);
    if (spool_finish(csv->spool[table], err))
        return err->status;
    csv->text[csv->len] = '\0'; /* a longer row may stand behind it */
    return target_add_spool(target, name, csv->text, csv->spool[table], err);
}

enum status csv_write(struct export_job *job, struct target *target, struct error *err)
{
    struct csv_tables csv = { 0 };
    const struct table_sink sink = { begin_row, put_text, put_number, end_row, &csv };
    enum status status = STATUS_OK;

    csv.writer.out = open_memstream(&csv.text, &csv.len);
    if (csv.writer.out == NULL)
        return error_set(err, STATUS_IO, "there is no memory for a table");
    for (int i = 0; i < TABLES && !status; i++)
        status = spool_open(&csv.spool[i], target->path, err);
    if (!status)
        status = tables_each(job, &sink, err);
    for (int i = 0; i < TABLES && !status; i++)
        status = add_file(&csv, i, target, err);
    for (int i = 0; i < TABLES; i++)
        spool_close(csv.spool[i]);
    (void)fclose(csv.writer.out);
    free(csv.text);
    return status;
}
