/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the import as a REFI-QDA codebook, or as the archive of a
 * project: the seeds begin as those do. */
#include "tests/fuzz/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct import_report report;

    if (fuzz_import(data, size, &report) && report.codebook)
        assert(report.codes + report.changed + report.same > 0);
    return 0;
}
