/* SPDX-License-Identifier: MIT */
/* The tables of a study, learned from a new one, and the orders in which the
 * columns of each stand in files of earlier formats, learned from tables that
 * are made anew in memory as those formats had them. */
#include "storage/recover_work.h"

#include <string.h>

struct recover_table *recover_table_named(struct recovering *rec, const char *name, size_t len)
{
    for (size_t i = 0; i < rec->tables; i++)
        if (strlen(rec->table[i].name) == len && memcmp(rec->table[i].name, name, len) == 0)
            return &rec->table[i];
    return NULL;
}

static void add_column(struct recover_table *table, struct stmt *st)
{
    size_t i = table->columns++;
    const char *type = stmt_text(st, 4);

    snprintf(table->column[i], sizeof table->column[i], "%s", stmt_text(st, 3));
    table->type[i] = strcmp(type, "INTEGER") == 0 ? COLUMN_INTEGER
                     : strcmp(type, "TEXT") == 0  ? COLUMN_TEXT
                                                  : COLUMN_BLOB;
    table->nullable[i] = stmt_int(st, 5) == 0;
    table->may_lack[i] = table->nullable[i] || !stmt_is_null(st, 7);
    if (stmt_int(st, 6) == 1 && !table->without_rowid) {
        table->key = (int)i;
        table->nullable[i] = true;
    }
}

static enum status learn_tables(struct recovering *rec, struct error *err)
{
    struct stmt st = stmt_begin(rec->study, QUERY_RECOVER_TABLES);
    bool room = true;

    while (room && stmt_row(&st)) {
        const char *name = stmt_text(&st, 0);
        struct recover_table *table = recover_table_named(rec, name, strlen(name));

        room = table != NULL ? table->columns < RECOVER_COLUMNS : rec->tables < RECOVER_TABLES;
        if (table == NULL && room) {
            table = &rec->table[rec->tables++];
            snprintf(table->name, sizeof table->name, "%s", name);
            table->without_rowid = stmt_int(&st, 1) != 0;
            table->tied = stmt_int(&st, 8) != 0;
            table->key = -1;
        }
        if (room)
            add_column(table, &st);
    }
    if (stmt_end(&st, err))
        return err->status;
    return room ? STATUS_OK
                : error_set(err, STATUS_IO, "a study has more tables than can be saved");
}

/* --- orders --------------------------------------------------------------------------- */

static void add_order(struct recover_table *table, const struct recover_order *order)
{
    for (size_t i = 0; i < table->orders; i++)
        if (table->order[i].columns == order->columns
            && memcmp(table->order[i].column, order->column, order->columns) == 0)
            return;
    if (order->columns > 0 && table->orders < RECOVER_ORDERS)
        table->order[table->orders++] = *order;
}

static int column_named(const struct recover_table *table, const char *name)
{
    for (size_t i = 0; i < table->columns; i++)
        if (strcmp(table->column[i], name) == 0)
            return (int)i;
    return -1;
}

/* The columns of a table in a database of some format. One that has gone
 * meanwhile, or a table that was not there: nothing is learned. */
static void learn_order(sqlite3 *db, struct recover_table *table)
{
    struct recover_order order = { .columns = 0 };
    sqlite3_stmt *st = NULL;
    bool known =
        sqlite3_prepare_v2(db, "SELECT name FROM pragma_table_info(?1) ORDER BY cid", -1, &st, NULL)
        == SQLITE_OK;

    if (known)
        sqlite3_bind_text(st, 1, table->name, -1, SQLITE_STATIC);
    while (known && sqlite3_step(st) == SQLITE_ROW && order.columns < RECOVER_COLUMNS) {
        int column = column_named(table, (const char *)sqlite3_column_text(st, 0));

        known = column >= 0;
        if (known)
            order.column[order.columns++] = (int8_t)column;
    }
    sqlite3_finalize(st);
    if (known)
        add_order(table, &order);
}

static enum status learn_format(struct recovering *rec, int format, struct error *err)
{
    sqlite3 *db = NULL;
    enum status status = STATUS_OK;

    if (sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL)
        != SQLITE_OK)
        status = error_set(err, STATUS_IO, "no memory for the tables of format %d", format);
    if (!status)
        status = schema_make(db, format, err);
    for (size_t i = 0; i < rec->tables && !status; i++)
        learn_order(db, &rec->table[i]);
    sqlite3_close(db);
    return status;
}

enum status recover_learn(struct recovering *rec, struct error *err)
{
    int64_t own = rec->pages.header_is_good ? rec->pages.format : 0;
    enum status status = learn_tables(rec, err);

    if (!status && own > 0) /* what the file says it is; it may be damaged there */
        status = learn_format(rec, (int)own, err);
    for (int format = schema_newest(); format > 0 && !status; format--)
        if (format != own)
            status = learn_format(rec, format, err);
    return status;
}
