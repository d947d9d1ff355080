/* SPDX-License-Identifier: MIT */
/* Tables as comma-separated values, written. */
#include "export/csv.h"
#include <string.h>

/* Blanks at the ends are quoted, too: some readers drop them. */
static bool needs_quotes(const char *text)
{
    size_t len = strlen(text);

    return strpbrk(text, ",;\t\"\r\n") != NULL
           || (len > 0 && (text[0] == ' ' || text[len - 1] == ' '));
}

void csv_field(struct csv_writer *writer, const char *text)
{
    if (writer->begun)
        putc(',', writer->out);
    writer->begun = true;
    if (text == NULL)
        return;
    if (!needs_quotes(text)) {
        fputs(text, writer->out);
        return;
    }
    putc('"', writer->out);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            putc('"', writer->out);
        putc(*text, writer->out);
    }
    putc('"', writer->out);
}

void csv_number(struct csv_writer *writer, long long number)
{
    char text[32];

    snprintf(text, sizeof text, "%lld", number);
    csv_field(writer, text);
}

void csv_end_row(struct csv_writer *writer)
{
    putc('\n', writer->out);
    writer->begun = false;
}

void csv_row(struct csv_writer *writer, const char *const *field, size_t count)
{
    for (size_t i = 0; i < count; i++)
        csv_field(writer, field[i]);
    csv_end_row(writer);
}
