/* SPDX-License-Identifier: MIT */
/* The benchmarks as one table, made in one run on one machine. Not a test:
 * nothing fails here, the ratios are read by people. */
#include "tests/bench/bench.h"
#include "core/clock.h"
#include "core/mem.h"
#include "core/str.h"
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

double bench_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int by_value(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

double bench_quantile(double *values, size_t count, double part)
{
    bench_need(count > 0, "figures to take a median of");
    qsort(values, count, sizeof *values, by_value);
    return values[(size_t)(part * (double)(count - 1) + 0.5)];
}

struct bench_figure bench_figure_of(double *values, size_t count, double part)
{
    struct bench_figure figure;

    figure.value = bench_quantile(values, count, part);
    figure.least = values[0];
    figure.most = values[count - 1];
    return figure;
}

void bench_row(const char *what, const char *unit, struct bench_figure moot,
               struct bench_figure floor, double limit)
{
    double ratio = floor.value > 0 ? moot.value / floor.value : moot.value;

    printf("%-46s %9.2f (%.2f-%.2f)", what, moot.value, moot.least, moot.most);
    if (floor.value > 0)
        printf(" %9.2f (%.2f-%.2f) %-3s %6.2f", floor.value, floor.least, floor.most, unit, ratio);
    else
        printf(" %9s %-3s %6.2f", "-", unit, ratio);
    printf("  at most %.2f%s\n", limit, ratio <= limit ? "" : "  OVER");
    fflush(stdout);
}

void bench_need(int ok, const char *what)
{
    if (!ok) {
        fprintf(stderr, "bench: cannot get %s\n", what);
        exit(1);
    }
}

char *bench_path(const struct bench *bench, const char *name)
{
    struct str path = STR_INIT;

    str_add_format(&path, "%s/%s", bench->folder, name);
    return str_take(&path);
}

static size_t setting(const char *name, size_t otherwise)
{
    const char *text = getenv(name);

    return text != NULL && *text != '\0' ? (size_t)strtoul(text, NULL, 10) : otherwise;
}

static void run(const char *names, const char *name, void (*group)(const struct bench *),
                const struct bench *bench)
{
    if (*names == '\0' || strstr(names, name) != NULL)
        group(bench);
}

/* bench PROGRAM FOLDER MEETINGS [GROUPS]: MEETINGS may be a folder that is
 * not there; GROUPS such as "commit,import" restricts the run. */
int main(int argc, char **argv)
{
    struct bench bench = { 0 };
    const char *names = argc > 4 ? argv[4] : "";

    bench_need(argc >= 4, "PROGRAM FOLDER MEETINGS [GROUPS]");
    setlocale(LC_ALL, "C.UTF-8");
    bench.program = argv[1];
    bench.folder = argv[2];
    bench.meetings = access(argv[3], R_OK) == 0 ? argv[3] : NULL;
    bench.keys = setting("KEYS", 2000);
    bench.runs = setting("RUNS", 5);
    printf("%-46s %9s %9s\n", "what (median, least-most of the runs)", "moot", "floor");
    run(names, "commit", bench_commit, &bench);
    run(names, "import", bench_import, &bench);
    run(names, "export", bench_export, &bench);
    run(names, "screens", bench_screens, &bench);
    run(names, "start", bench_start, &bench);
    run(names, "idle", bench_idle, &bench);
    run(names, "keys", bench_keys, &bench);
    return 0;
}
