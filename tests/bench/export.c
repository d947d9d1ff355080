/* SPDX-License-Identifier: MIT */
/* The .qdpx of a study of 146 meetings with 400 entries each, all checks
 * included, against zlib level 6 on the bytes that the archive holds. */
#include "tests/bench/bench.h"
#include "core/mem.h"
#include "export/export.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

/* All the bytes of the archive's files, one after the other. */
static unsigned char *archive_bytes(const char *path, size_t *len)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    unsigned char *bytes = NULL;
    size_t room = 0;

    bench_need(zip != NULL, path);
    *len = 0;
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
        zip_stat_t stat;
        zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);

        bench_need(file != NULL && zip_stat_index(zip, (zip_uint64_t)i, 0, &stat) == 0, path);
        room += stat.size;
        bytes = mem_resize(bytes, room, 1);
        bench_need(zip_fread(file, bytes + *len, stat.size) == (zip_int64_t)stat.size, path);
        *len += stat.size;
        zip_fclose(file);
    }
    zip_discard(zip);
    return bytes;
}

static double deflate_all(const unsigned char *bytes, size_t len)
{
    double start = bench_now();
    uLong room = compressBound(len);
    unsigned char *out = mem_alloc(room, 1);

    bench_need(compress2(out, &room, bytes, len, 6) == Z_OK, "compressed bytes");
    free(out);
    return bench_now() - start;
}

void bench_export(const struct bench *bench)
{
    char *path = bench_path(bench, "146x400.moot"), *out = bench_path(bench, "146x400.qdpx");
    struct export_request request = { .out = out };
    struct export_report report;
    struct error err = ERROR_INIT;
    struct study *study;
    double moot[9], floor[9];
    size_t runs = bench->runs < 9 ? bench->runs : 9;

    bench_make_study(path, 146, 400);
    bench_need(study_open(&study, path, STUDY_READ, &err) == STATUS_OK, err.text);
    for (size_t run = 0; run < runs; run++) {
        double start = bench_now();
        unsigned char *bytes;
        size_t len;

        bench_need(export_write(study, &request, &report, &err) == STATUS_OK, err.text);
        moot[run] = (bench_now() - start) / 1000;
        bytes = archive_bytes(out, &len);
        floor[run] = deflate_all(bytes, len) / 1000;
        free(bytes);
    }
    bench_row(".qdpx of 146 x 400 entries; zlib level 6", "ms", bench_figure_of(moot, runs, 0.5),
              bench_figure_of(floor, runs, 0.5), 1.5);
    study_close(study);
    free(path);
    free(out);
}
