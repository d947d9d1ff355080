/* SPDX-License-Identifier: MIT */
/* A study being recovered, as the files that do it share it. */
#ifndef STORAGE_RECOVER_WORK_H
#define STORAGE_RECOVER_WORK_H

#include "storage/internal.h"
#include "storage/pages.h"

enum { RECOVER_TABLES = 96, RECOVER_COLUMNS = 48, RECOVER_ORDERS = 4 };

enum column_type { COLUMN_INTEGER, COLUMN_TEXT, COLUMN_BLOB };

/* In which order the columns stand in a file: a format can have put new ones in
 * between. */
struct recover_order {
    int8_t column[RECOVER_COLUMNS]; /* of the new study's table */
    size_t columns;
};

struct recover_table {
    char name[48];
    char column[RECOVER_COLUMNS][32];
    enum column_type type[RECOVER_COLUMNS];
    bool nullable[RECOVER_COLUMNS];
    bool may_lack[RECOVER_COLUMNS]; /* a later format added it */
    size_t columns;
    bool without_rowid;
    struct recover_order order[RECOVER_ORDERS]; /* what is tried, the likeliest first */
    size_t orders;
    bool tied;    /* its ids are bound to another column, so that nothing else fits it */
    int key;      /* the column that is the rowid; -1 none */
    bool emptied; /* of what a new study starts with */
    sqlite3_stmt *insert;
    const struct recover_order *insert_order;
    size_t insert_columns;
    size_t saved, refused, broken_pages;
};

struct recovering {
    struct study *study; /* the new one */
    struct pages pages;
    struct recover_table table[RECOVER_TABLES];
    size_t tables;
    bool *reached;   /* by page: it belongs to a tree that was walked */
    size_t unplaced; /* rows of pages that belong to nothing known */
    size_t cells_lost;
    void (*say)(void *data, const char *line);
    void *data;
};

void recover_say(struct recovering *rec, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Learns the tables of the new study, and in which orders their columns can
 * stand in a file of any format. (recover_tables.c) */
NODISCARD enum status recover_learn(struct recovering *rec, struct error *err);
struct recover_table *recover_table_named(struct recovering *rec, const char *name, size_t len);

/* Makes a whole study of the rows that were saved. (recover_mend.c) */
NODISCARD enum status recover_mend(struct recovering *rec, struct error *err);

#endif
