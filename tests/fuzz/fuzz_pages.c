/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to what reads a damaged study page by page: a file, and (the
 * first byte says how much of it) its log. Every row of every page is looked at. */
#include "storage/pages.h"
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void save(const char *path, const uint8_t *data, size_t size)
{
    FILE *file = fopen(path, "wb");

    if (file == NULL || fwrite(data, 1, size, file) != size || fclose(file) != 0)
        abort();
}

/* The sum of all bytes of all values: so that each of them is read. */
static void look(void *data, const struct cell_row *row)
{
    unsigned *sum = data;

    assert(row->count <= CELL_COLUMNS);
    for (size_t i = 0; i < row->count; i++)
        if (row->value[i].type == CELL_TEXT || row->value[i].type == CELL_BLOB)
            for (size_t j = 0; j < row->value[i].len; j++)
                *sum += row->value[i].bytes[j];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char path[64], log[80];
    struct pages pages = { 0 };
    struct error err = ERROR_INIT;
    volatile unsigned seen;
    unsigned sum = 0;
    size_t log_size;

    if (size == 0)
        return 0;
    if (path[0] == '\0') {
        snprintf(path, sizeof path, "/dev/shm/moot-fuzz-%d", (int)getpid());
        snprintf(log, sizeof log, "%s-wal", path);
    }
    log_size = data[0] * (size_t)24;
    if (log_size > size - 1)
        log_size = size - 1;
    save(path, data + 1, size - 1 - log_size);
    save(log, data + size - log_size, log_size);
    if (pages_read(&pages, path, &err) == STATUS_OK) {
        for (uint32_t page = 1; page <= pages.count; page++) {
            (void)pages_rows(&pages, page, true, look, &sum);
            (void)pages_rows(&pages, page, false, look, &sum);
            for (size_t i = 0; pages_child(&pages, page, i) != 0; i++)
                assert(i < pages.page_size);
        }
    } else {
        assert(err.text[0] != '\0');
    }
    seen = sum;
    (void)seen;
    pages_release(&pages);
    unlink(path);
    unlink(log);
    return 0;
}
