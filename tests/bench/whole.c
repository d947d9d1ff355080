/* SPDX-License-Identifier: MIT */
/* The .qdpx of the whole large study, all checks included, in a program of its
 * own, against zlib level 6 on the bytes that the archive holds, in one
 * thread; its memory; and that time goes with the number of entries. */
#include "tests/bench/bench.h"
#include "tests/bench/programs.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

enum { MOST_RUNS = 5, BLOCK = 65536 };

/* Milliseconds of zlib on all that the archive holds, entry by entry; the
 * reading is not counted. */
static double zlib_time(const char *path)
{
    static unsigned char in[BLOCK], out[BLOCK];
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    double taken = 0;

    bench_need(zip != NULL, path);
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
        zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        z_stream stream = { .zalloc = NULL };
        zip_int64_t got;

        bench_need(file != NULL && deflateInit(&stream, 6) == Z_OK, path);
        do {
            double start;

            got = zip_fread(file, in, BLOCK);
            bench_need(got >= 0, path);
            stream.next_in = in;
            stream.avail_in = (uInt)got;
            start = bench_now();
            do {
                stream.next_out = out;
                stream.avail_out = BLOCK;
                deflate(&stream, got == 0 ? Z_FINISH : Z_NO_FLUSH);
            } while (stream.avail_out == 0);
            taken += bench_now() - start;
        } while (got > 0);
        deflateEnd(&stream);
        zip_fclose(file);
    }
    zip_discard(zip);
    return taken / 1000;
}

/* Runs the export; *memory gets the most that it held, MB. */
static double export_time(const struct bench *bench, const char *study, const char *out,
                          double *memory)
{
    const char *const words[] = { "export", "--all", "-o", out, NULL };
    struct program program = program_moot(bench, study, words);
    struct rusage used;
    double start = bench_now();
    pid_t child = fork();
    int status = 1;

    if (child == 0) {
        if (freopen("/dev/null", "w", stdout) == NULL)
            _exit(126);
        execv(program.argv[0], program.argv);
        _exit(127);
    }
    bench_need(child > 0 && wait4(child, &status, 0, &used) == child && status == 0, "an export");
    program_release(&program);
    *memory = (double)used.ru_maxrss / 1024;
    return (bench_now() - start) / 1000;
}

void bench_whole(const struct bench *bench)
{
    char *study = bench_large(bench), *small = bench_small(bench);
    char *out = bench_path(bench, "whole.qdpx");
    size_t runs = bench->runs < MOST_RUNS ? bench->runs : MOST_RUNS;
    double moot[MOST_RUNS], floor[MOST_RUNS], memory[MOST_RUNS], less[MOST_RUNS], ignored;

    if (bench->scale > 200000 && runs > 3)
        runs = 3;
    for (size_t run = 0; run < runs; run++) {
        moot[run] = export_time(bench, study, out, &memory[run]);
        floor[run] = zlib_time(out);
        less[run] = export_time(bench, small, out, &ignored) * bench->scale / 10000;
    }
    bench_print(&(struct bench_line){ .what = ".qdpx of the whole study",
                                      .unit = "ms",
                                      .moot = bench_figure_of(moot, runs, 0.5),
                                      .floor_is = "zlib",
                                      .floor = bench_figure_of(floor, runs, 0.5),
                                      .limit = 1 });
    bench_print(&(struct bench_line){ .what = "its memory",
                                      .unit = "MB",
                                      .moot = bench_figure_of(memory, runs, 0.5),
                                      .against = AGAINST_NOTHING,
                                      .limit = 48 });
    bench_print(&(struct bench_line){ .what = "its time, if it went with the entries",
                                      .unit = "ms",
                                      .moot = bench_figure_of(moot, runs, 0.5),
                                      .floor_is = "as 10,000 entries",
                                      .floor = bench_figure_of(less, runs, 0.5),
                                      .limit = 1.1 });
    unlink(out);
    free(study);
    free(small);
    free(out);
}
