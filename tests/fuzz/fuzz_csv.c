/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of tables. Whatever it took, written and read
 * again it is the same; whatever it refused has one line that says why. */
#include "core/text.h"
#include "export/csv.h"
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void compare(const struct csv_reader *row)
{
    char *text = NULL;
    size_t len = 0;
    struct csv_writer writer = { .out = open_memstream(&text, &len) };
    struct csv_reader again;
    struct error err = ERROR_INIT;
    bool more;

    assert(writer.out != NULL);
    for (size_t i = 0; i < row->count; i++)
        csv_number(&writer, (long long)i);
    csv_end_row(&writer);
    for (size_t i = 0; i < row->count; i++)
        csv_field(&writer, row->cells.text + row->cell[i]);
    csv_end_row(&writer);
    fclose(writer.out);
    if (row->count > 1) { /* one empty field alone is an empty line */
        if (csv_open(&again, "again", text, len, &err) || csv_next(&again, &more, &err) || !more)
            abort();
        assert(again.count == row->count);
        for (size_t i = 0; i < row->count; i++)
            assert(strcmp(row->cells.text + row->cell[i], again.cells.text + again.cell[i]) == 0);
        csv_close(&again);
    }
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct csv_reader reader;
    struct error err = ERROR_INIT;
    enum status status = csv_open(&reader, "fuzz", (const char *)data, size, &err);
    bool more = true;

    while (!status && more) {
        status = csv_next(&reader, &more, &err);
        if (!status && more)
            compare(&reader);
    }
    if (status)
        assert(err.text[0] != '\0' && text_valid(err.text, strlen(err.text)));
    csv_close(&reader);
    return 0;
}
