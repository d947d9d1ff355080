/* SPDX-License-Identifier: MIT */
/* Tables as comma-separated values, as RFC 4180 has them: a header row, fields
 * in double quotes where they hold what would end them, two quotes for one.
 *
 * Written with commas and LF line ends, UTF-8 without a byte order mark. Read
 * more kindly, since spreadsheets write what they like: a byte order mark is
 * dropped, the delimiter (comma, semicolon or tab) is found out in the header
 * row, rows may end with CR LF, LF or CR, empty lines are left out. */
#ifndef EXPORT_CSV_H
#define EXPORT_CSV_H

#include "core/attr.h"
#include "core/error.h"
#include "core/str.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* --- writing ------------------------------------------------------------------ */

struct csv_writer {
    FILE *out;  /* borrowed; whoever ends it looks for errors */
    bool begun; /* the row has a field already */
};

/* One field of the row that is being written; NULL is written as an empty
 * field. */
void csv_field(struct csv_writer *writer, const char *text);
void csv_number(struct csv_writer *writer, long long number);
/* Ends the row. */
void csv_end_row(struct csv_writer *writer);
/* A whole row of `count` fields. */
void csv_row(struct csv_writer *writer, const char *const *field, size_t count);

/* --- reading ------------------------------------------------------------------ */

enum { CSV_COLUMN_LIMIT = 256, CSV_BYTE_LIMIT = 64 * 1024 * 1024 };

struct csv_reader {
    const char *name; /* of the file, for messages; borrowed */
    const char *text; /* borrowed */
    size_t len, at;   /* bytes of it, and the next one */
    char delimiter;
    size_t line;     /* of the next byte, from 1 */
    size_t row_line; /* where the row given last began */
    char **header;   /* names of the columns, clean */
    size_t columns;
    struct str cells;   /* of the row given last, each ended by a zero */
    size_t *cell;       /* where in it each begins */
    size_t count, room; /* how many it has */
};

/* Begins to read `text` (borrowed as long as the reader) and takes its header
 * row. The caller ends *out with csv_close() also after a failure.
 * STATUS_INPUT: not UTF-8 (the line is named), no header row, a name of a
 * column twice, too many columns. */
NODISCARD enum status csv_open(struct csv_reader *out, const char *name, const char *text,
                               size_t len, struct error *err);
void csv_close(struct csv_reader *reader);

/* The next row; *more is false after the last. STATUS_INPUT: more fields than
 * columns, quotes that do not end, text behind a closing quote. */
NODISCARD enum status csv_next(struct csv_reader *reader, bool *more, struct error *err);

/* Which column is called so; -1 none. Case, blanks, "-" and "_" between words
 * do not matter: "Role group" is "role_group". */
int csv_column(const struct csv_reader *reader, const char *name);
/* What a column of the row holds as one clean line (text_clean_line), or with
 * its line ends; "" for column -1 and where the row is short. The caller's to
 * free(). */
char *csv_take_line(const struct csv_reader *reader, int column);
char *csv_take_text(const struct csv_reader *reader, int column);
/* Whether every field of the row is blank. */
bool csv_is_blank(const struct csv_reader *reader);

/* A failure in the row given last: "FILE line N: ...". */
enum status csv_wrong(const struct csv_reader *reader, struct error *err, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* Reads a whole file for csv_open(): *text is the caller's to free().
 * STATUS_IO; STATUS_INPUT: more than CSV_BYTE_LIMIT. */
NODISCARD enum status csv_load(const char *path, char **text, size_t *len, struct error *err);

#endif
