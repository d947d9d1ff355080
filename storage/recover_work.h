/* SPDX-License-Identifier: MIT */
/* A study being recovered, as the files that do it share it. */
#ifndef STORAGE_RECOVER_WORK_H
#define STORAGE_RECOVER_WORK_H

#include "storage/internal.h"
#include "storage/pages.h"

enum { RECOVER_TABLES = 64, RECOVER_COLUMNS = 40 };

enum column_type { COLUMN_INTEGER, COLUMN_TEXT, COLUMN_BLOB };

struct recover_table {
    char name[48];
    char column[RECOVER_COLUMNS][32];
    enum column_type type[RECOVER_COLUMNS];
    bool nullable[RECOVER_COLUMNS];
    bool may_lack[RECOVER_COLUMNS]; /* a later format added it */
    size_t columns;
    bool without_rowid;
    bool tied; /* its ids are bound to another column, so that nothing else fits it */
    int key;   /* the column that is the rowid; -1 none */
    bool emptied; /* of what a new study starts with */
    sqlite3_stmt *insert;
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

/* Makes a whole study of the rows that were saved. (recover_mend.c) */
NODISCARD enum status recover_mend(struct recovering *rec, struct error *err);

#endif
