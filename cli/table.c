/* SPDX-License-Identifier: MIT */
/* Rows for people on a terminal, aligned by the width of what they hold, and
 * for programs, separated by tabs. */
#include "cli/internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/table.h"
#include "core/mem.h"
#include "core/text.h"

void table_begin(struct table *table, const char *const *headings)
{
    *table = (struct table){ .aligned = isatty(STDOUT_FILENO) == 1 };
    while (headings[table->columns] != NULL) {
        table->headings[table->columns] = headings[table->columns];
        table->columns++;
    }
    for (size_t i = 0; table->aligned && i < table->columns; i++)
        table_cell(table, headings[i]);
}

void table_cell(struct table *table, const char *text)
{
    struct str line = STR_INIT;
    size_t column = table->cell_count % table->columns;

    (void)text_clean_line(&line, text, strlen(text));
    if (table->aligned) {
        table->cells = mem_grow(table->cells, table->cell_count, &table->cell_room,
                                sizeof *table->cells);
        table->cells[table->cell_count] = str_take(&line);
    } else {
        fputs(str_text(&line), stdout);
        fputc(column + 1 < table->columns ? '\t' : '\n', stdout);
        str_release(&line);
    }
    table->cell_count++;
}

void table_cell_int(struct table *table, long long value)
{
    char text[24];

    (void)snprintf(text, sizeof text, "%lld", value);
    table_cell(table, text);
}

static void print_aligned(const struct table *table, const size_t *widths)
{
    for (size_t i = 0; i < table->cell_count; i++) {
        size_t column = i % table->columns;

        fputs(table->cells[i], stdout);
        if (column + 1 == table->columns) {
            fputc('\n', stdout);
            continue;
        }
        for (size_t width = text_width(table->cells[i], strlen(table->cells[i]));
             width < widths[column] + 2; width++)
            fputc(' ', stdout);
    }
}

void table_end(struct table *table)
{
    size_t widths[TABLE_COLUMNS] = { 0 };

    for (size_t i = 0; table->aligned && i < table->cell_count; i++) {
        size_t width = text_width(table->cells[i], strlen(table->cells[i]));
        size_t *column = &widths[i % table->columns];

        *column = width > *column ? width : *column;
    }
    if (table->aligned) {
        print_aligned(table, widths);
        for (size_t i = 0; i < table->cell_count; i++)
            free(table->cells[i]);
    }
    free(table->cells);
    *table = (struct table){ 0 };
}
