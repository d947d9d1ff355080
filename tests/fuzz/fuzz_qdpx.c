/* SPDX-License-Identifier: MIT */
/* Feeds any bytes to the reader of .qdpx files: as an archive, or (first byte
 * '<') as the project.qde in one. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memfd_create */
#endif
#include "core/text.h"
#include "export/qdpx_check.h"
#include "export/zip.h"
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void wrap(int file, const char *project, size_t len)
{
    static const char source[] = "GP ID 101: words\n";
    struct archive_writer *writer;
    struct error err = ERROR_INIT;

    writer = archive_writer_new();
    archive_add_text(writer, "project.qde", project, len);
    archive_add_text(writer, "sources/00000000-0000-4000-8000-000000000001.txt", source,
                     strlen(source));
    if (archive_write(writer, file, "fuzz", NULL, NULL, &err))
        abort();
    archive_writer_free(writer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error err = ERROR_INIT;
    int file = memfd_create("project", 0);
    char path[32];

    if (file < 0)
        abort();
    if (size > 0 && data[0] == '<')
        wrap(file, (const char *)data, size);
    else if (write(file, data, size) != (ssize_t)size)
        abort();
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    if (qdpx_check(path, NULL, &err)) {
        assert(err.text[0] != '\0');
        assert(text_valid(err.text, strlen(err.text)));
        assert(strpbrk(err.text, "\n\033") == NULL);
    }
    close(file);
    return 0;
}
