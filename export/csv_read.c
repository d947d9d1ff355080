/* SPDX-License-Identifier: MIT */
/* Tables as comma-separated values, read: one pass over the bytes, a row at a
 * time, every failure with the line in which its row begins. */
#include "core/mem.h"
#include "core/text.h"
#include "export/csv.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum status csv_load(const char *path, char **text, size_t *len, struct error *err)
{
    struct str all = STR_INIT;
    char chunk[16 * 1024];
    FILE *file = fopen(path, "rb");
    size_t got;

    *text = NULL;
    if (file == NULL)
        return error_set(err, STATUS_IO, "cannot open %s: %s", path, strerror(errno));
    while (all.len <= CSV_BYTE_LIMIT && (got = fread(chunk, 1, sizeof chunk, file)) > 0)
        str_add_len(&all, chunk, got);
    if (ferror(file))
        (void)error_set(err, STATUS_IO, "cannot read %s: %s", path, strerror(errno));
    else if (all.len > CSV_BYTE_LIMIT)
        (void)error_set(err, STATUS_INPUT, "%s is larger than %d MB: no table of ours is", path,
                        CSV_BYTE_LIMIT / 1024 / 1024);
    else
        err->status = STATUS_OK;
    fclose(file);
    *len = all.len;
    if (err->status)
        str_release(&all);
    else
        *text = str_take(&all);
    return err->status;
}

enum status csv_wrong(const struct csv_reader *reader, struct error *err, const char *fmt, ...)
{
    char what[sizeof err->text];
    va_list args;

    va_start(args, fmt);
    if (vsnprintf(what, sizeof what, fmt, args) < 0)
        what[0] = '\0';
    va_end(args);
    return error_set(err, STATUS_INPUT, "%s line %zu: %s", reader->name, reader->row_line, what);
}

/* --- one row ------------------------------------------------------------------- */

static bool ended(const struct csv_reader *reader)
{
    return reader->at >= reader->len;
}

static char here(const struct csv_reader *reader)
{
    return reader->text[reader->at];
}

/* Steps over the end of a row: CR LF, LF or CR. False where there is none. */
static bool take_row_end(struct csv_reader *reader)
{
    if (ended(reader) || (here(reader) != '\r' && here(reader) != '\n'))
        return false;
    if (here(reader) == '\r' && reader->at + 1 < reader->len
        && reader->text[reader->at + 1] == '\n')
        reader->at++;
    reader->at++;
    reader->line++;
    return true;
}

/* A field in quotes, of which the first was taken. */
static enum status take_quoted(struct csv_reader *reader, struct error *err)
{
    while (!ended(reader)) {
        if (here(reader) == '"') {
            reader->at++;
            if (ended(reader) || here(reader) != '"') {
                if (ended(reader) || here(reader) == reader->delimiter || here(reader) == '\r'
                    || here(reader) == '\n')
                    return STATUS_OK;
                return csv_wrong(reader, err,
                                 "text stands behind a closing quote (a quote inside is written "
                                 "as two)");
            }
        }
        if (take_row_end(reader)) {
            str_add_char(&reader->cells, '\n');
            continue;
        }
        str_add_char(&reader->cells, here(reader));
        reader->at++;
    }
    return csv_wrong(reader, err, "a quote is opened and never closed");
}

static void take_plain(struct csv_reader *reader)
{
    while (!ended(reader) && here(reader) != reader->delimiter && here(reader) != '\r'
           && here(reader) != '\n') {
        str_add_char(&reader->cells, here(reader));
        reader->at++;
    }
}

static enum status take_field(struct csv_reader *reader, struct error *err)
{
    enum status status = STATUS_OK;

    if (reader->count >= CSV_COLUMN_LIMIT)
        return csv_wrong(reader, err, "it has more than %d columns", CSV_COLUMN_LIMIT);
    reader->cell = mem_grow(reader->cell, reader->count, &reader->room, sizeof *reader->cell);
    reader->cell[reader->count++] = reader->cells.len;
    if (!ended(reader) && here(reader) == '"') {
        reader->at++;
        status = take_quoted(reader, err);
    } else {
        take_plain(reader);
    }
    str_add_char(&reader->cells, '\0');
    return status;
}

static enum status take_row(struct csv_reader *reader, bool *more, struct error *err)
{
    reader->count = 0;
    str_clear(&reader->cells);
    while (take_row_end(reader)) /* empty lines */
        continue;
    reader->row_line = reader->line;
    *more = !ended(reader);
    while (*more) {
        if (take_field(reader, err))
            return err->status;
        if (ended(reader) || take_row_end(reader))
            break;
        reader->at++; /* the delimiter */
    }
    return STATUS_OK;
}

enum status csv_next(struct csv_reader *reader, bool *more, struct error *err)
{
    if (take_row(reader, more, err))
        return err->status;
    while (reader->count > reader->columns
           && reader->cells.text[reader->cell[reader->count - 1]] == '\0')
        reader->count--; /* empty fields behind the last column */
    if (reader->count > reader->columns)
        return csv_wrong(reader, err, "it has %zu fields, the header row %zu", reader->count,
                         reader->columns);
    return STATUS_OK;
}

/* --- the header row -------------------------------------------------------------- */

/* What the columns' names have between them most, outside of quotes. */
static char find_delimiter(const char *text, size_t len)
{
    static const char candidates[] = ",;\t";
    size_t count[sizeof candidates] = { 0 }, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < len && (quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
        const char *found = strchr(candidates, text[i]);

        quoted ^= text[i] == '"';
        if (!quoted && text[i] != '\0' && found != NULL)
            count[found - candidates]++;
    }
    for (size_t i = 1; candidates[i] != '\0'; i++)
        if (count[i] > count[best])
            best = i;
    return candidates[best];
}

/* Names as they are compared: letters and digits, folded. */
static char *squeeze(const char *name)
{
    struct str folded = STR_INIT, squeezed = STR_INIT;

    text_fold(&folded, name, strlen(name));
    for (const char *c = str_text(&folded); *c != '\0'; c++)
        if (strchr(" -_.", *c) == NULL)
            str_add_char(&squeezed, *c);
    str_release(&folded);
    return str_take(&squeezed);
}

int csv_column(const struct csv_reader *reader, const char *name)
{
    char *wanted = squeeze(name);
    int found = -1;

    for (size_t i = 0; i < reader->columns && found < 0; i++) {
        char *given = squeeze(reader->header[i]);

        if (strcmp(given, wanted) == 0)
            found = (int)i;
        free(given);
    }
    free(wanted);
    return found;
}

static enum status take_header(struct csv_reader *reader, struct error *err)
{
    bool more;

    if (take_row(reader, &more, err))
        return err->status;
    while (reader->count > 0 && csv_is_blank(reader) && more)
        if (take_row(reader, &more, err))
            return err->status;
    if (!more)
        return error_set(err, STATUS_INPUT, "%s is empty: its first row must name the columns",
                         reader->name);
    reader->header = mem_alloc(reader->count, sizeof *reader->header);
    for (size_t i = 0; i < reader->count; i++) {
        reader->header[i] = csv_take_line(reader, (int)i);
        if (reader->header[i][0] != '\0' && csv_column(reader, reader->header[i]) >= 0) {
            reader->columns = i + 1;
            return csv_wrong(reader, err, "two columns are called \"%s\"", reader->header[i]);
        }
        reader->columns = i + 1;
    }
    return STATUS_OK;
}

static size_t line_of(const char *text, size_t at)
{
    size_t line = 1;

    for (size_t i = 0; i < at; i++)
        line += text[i] == '\n';
    return line;
}

enum status csv_open(struct csv_reader *out, const char *name, const char *text, size_t len,
                     struct error *err)
{
    size_t valid;

    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        len -= 3;
    }
    *out = (struct csv_reader){ .name = name, .text = text, .len = len, .line = 1, .row_line = 1 };
    valid = text_valid_until(text, len);
    if (valid == len && memchr(text, '\0', len) != NULL)
        valid = (size_t)((const char *)memchr(text, '\0', len) - text);
    if (valid < len)
        return error_set(err, STATUS_INPUT, "%s line %zu is not UTF-8: save it as CSV UTF-8", name,
                         line_of(text, valid));
    out->delimiter = find_delimiter(text, len);
    return take_header(out, err);
}

void csv_close(struct csv_reader *reader)
{
    for (size_t i = 0; i < reader->columns; i++)
        free(reader->header[i]);
    free(reader->header);
    free(reader->cell);
    str_release(&reader->cells);
    *reader = (struct csv_reader){ 0 };
}

/* --- cells ------------------------------------------------------------------------- */

static const char *cell_of(const struct csv_reader *reader, int column)
{
    if (column < 0 || (size_t)column >= reader->count)
        return "";
    return reader->cells.text + reader->cell[column];
}

char *csv_take_line(const struct csv_reader *reader, int column)
{
    const char *text = cell_of(reader, column);
    struct str clean = STR_INIT;

    text_clean_line(&clean, text, strlen(text));
    return str_take(&clean);
}

char *csv_take_text(const struct csv_reader *reader, int column)
{
    const char *text = cell_of(reader, column);
    struct str clean = STR_INIT;

    text_clean(&clean, text, strlen(text));
    return str_take(&clean);
}

bool csv_is_blank(const struct csv_reader *reader)
{
    for (size_t i = 0; i < reader->count; i++)
        if (cell_of(reader, (int)i)[strspn(cell_of(reader, (int)i), " \t\n")] != '\0')
            return false;
    return true;
}
