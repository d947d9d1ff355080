/* SPDX-License-Identifier: MIT */
/* Rows for people on a terminal, aligned, and for programs, with tabs. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>

enum { TABLE_COLUMNS = 8 };

/* Rows of cells. On a terminal they are kept and printed aligned under their
 * headings; else each is printed at once, its cells separated by tabs. */
struct table {
    const char *headings[TABLE_COLUMNS];
    size_t columns;
    bool aligned;
    char **cells; /* aligned: all of them, row by row */
    size_t cell_count, cell_room;
};

/* `headings` end with NULL. */
void table_begin(struct table *table, const char *const *headings);
/* Adds the next cell; line ends and tabs in it become blanks. */
void table_cell(struct table *table, const char *text);
void table_cell_int(struct table *table, long long value);
/* Prints what was kept, and frees it. */
void table_end(struct table *table);

#endif
