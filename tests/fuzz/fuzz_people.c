/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the import as rows under the header of a table of people. */
#include "core/mem.h"
#include "tests/fuzz/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char header[] =
        "id,role group,name,organisation,initials,aliases,body,site,capacity\n";
    struct import_report report;
    size_t head = size > 0 && data[0] == '#' ? 0 : strlen(header); /* '#': all of it */
    uint8_t *file = mem_alloc(head + size + 1, 1);

    memcpy(file, header, head);
    if (size > 0)
        memcpy(file + head, data + (head == 0), size - (head == 0));
    (void)fuzz_import(file, head + size - (head == 0 && size > 0), &report);
    free(file);
    return 0;
}
