/* SPDX-License-Identifier: MIT */
/* The .json: the tables as one object, each an array of rows. Rows of one
 * table wait in a spool of their own, since they come meeting by meeting. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "export/spool.h"
#include "export/tables.h"

struct json_tables {
    struct spool *spool[TABLES];
    bool any[TABLES]; /* it has a row */
    json_t *row;
};

static void begin_row(void *data, enum table table)
{
    struct json_tables *json = data;

    (void)table;
    json->row = json_object();
}

static void put_text(void *data, const char *column, const char *value)
{
    struct json_tables *json = data;

    (void)json_object_set_new(json->row, column, value != NULL ? json_string(value) : json_null());
}

static void put_number(void *data, const char *column, int64_t value)
{
    struct json_tables *json = data;

    (void)json_object_set_new(json->row, column, json_integer(value));
}

static void end_row(void *data, enum table table)
{
    struct json_tables *json = data;
    char *text = json_dumps(json->row, JSON_COMPACT);

    spool_add(json->spool[table], ",\n  ", json->any[table] ? 4 : 0);
    json->any[table] = true;
    if (text != NULL)
        spool_add(json->spool[table], text, strlen(text));
    free(text);
    json_decref(json->row);
    json->row = NULL;
}

static enum status write_text(struct target *target, const char *text, struct error *err)
{
    return target_write(target, text, strlen(text), err);
}

/* What the file is: its schema, and how it was made. */
static enum status write_head(const struct export_job *job, struct target *target,
                              struct error *err)
{
    json_t *about = json_pack("{s:s, s:i, s:s, s:b}", "made_by", "moot " MOOT_VERSION, "schema",
                              (int)TABLES_VERSION, "about", labels_about(&job->labels),
                              "identifiable", job->labels.identifiable ? 1 : 0);
    char *text = json_dumps(about, JSON_COMPACT);
    enum status status = write_text(target, "{\n\"moot\": ", err);

    if (!status)
        status = write_text(target, text != NULL ? text : "{}", err);
    free(text);
    json_decref(about);
    return status;
}

static enum status write_tables(const struct export_job *job, struct json_tables *json,
                                struct target *target, struct error *err)
{
    enum status status = write_head(job, target, err);

    for (int i = 0; i < TABLES && !status; i++) {
        char head[64];

        snprintf(head, sizeof head, ",\n\"%s\": [\n  ", tables[i].name);
        status = write_text(target, head, err);
        if (!status)
            status = spool_finish(json->spool[i], err);
        if (!status)
            status = target_write_spool(target, json->spool[i], err);
        if (!status)
            status = write_text(target, "\n]", err);
    }
    return status ? status : write_text(target, "\n}\n", err);
}

enum status json_write(struct export_job *job, struct target *target, struct error *err)
{
    struct json_tables json = { 0 };
    const struct table_sink sink = { begin_row, put_text, put_number, end_row, &json };
    enum status status = STATUS_OK;

    for (int i = 0; i < TABLES && !status; i++)
        status = spool_open(&json.spool[i], target->path, err);
    if (!status)
        status = tables_each(job, &sink, err);
    if (!status)
        status = write_tables(job, &json, target, err);
    for (int i = 0; i < TABLES; i++)
        spool_close(json.spool[i]);
    return status;
}
