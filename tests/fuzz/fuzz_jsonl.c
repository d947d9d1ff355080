/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the import, as a file: meetings as JSON Lines. */
#include "tests/fuzz/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct import_report report;

    if (fuzz_import(data, size, &report) && report.meeting > 0)
        assert(report.entries > 0);
    return 0;
}
