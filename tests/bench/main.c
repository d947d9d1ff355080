/* SPDX-License-Identifier: MIT */
/* The benchmarks as one table, made in one run on one machine. Not a test:
 * nothing fails here, the ratios are read by people. */
#include "core/clock.h"
#include "core/mem.h"
#include "core/str.h"
#include "tests/bench/bench.h"
#include <locale.h>
#include <math.h>
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

struct bench_figure bench_once(double value)
{
    return (struct bench_figure){ value, value, value };
}

static void add_figure(struct str *out, const char *name, struct bench_figure figure, size_t width)
{
    size_t start = out->len;

    if (figure.value > 0) {
        int digits = figure.most < 10 ? 2 : figure.most < 1000 ? 1 : 0;

        str_add_format(out, "%s%s%.*f", name, name[0] != '\0' ? " " : "", digits, figure.value);
        if (figure.least < figure.most)
            str_add_format(out, " (%.*f-%.*f)", digits, figure.least, digits, figure.most);
    } else {
        str_add(out, "-");
    }
    do
        str_add_char(out, ' ');
    while (out->len - start < width);
}

void bench_print(const struct bench_line *line)
{
    const struct bench_figure *against = line->against == AGAINST_PEER ? &line->peer : &line->floor;
    double ratio = line->against == AGAINST_NOTHING || against->value <= 0
                       ? line->moot.value
                       : line->moot.value / against->value;
    struct str row = STR_INIT;

    str_add_format(&row, "%-56s ", line->what);
    if (line->moot.value > 0)
        add_figure(&row, "", line->moot, 24);
    else
        str_add_format(&row, "%-24s", "0");
    str_add_format(&row, "%-5s", line->unit);
    add_figure(&row, line->floor_is != NULL ? line->floor_is : "", line->floor, 40);
    add_figure(&row, line->peer_is != NULL ? line->peer_is : "", line->peer, 28);
    if (line->other_is != NULL)
        add_figure(&row, line->other_is, line->other, 28);
    if (line->against == AGAINST_NOTHING)
        str_add_format(&row, "at most %.2f%s", line->limit, ratio <= line->limit ? "" : "  OVER");
    else if (line->limit <= 0)
        str_add_format(&row, "%.2fx", ratio);
    else
        str_add_format(&row, "%.2fx, at most %.2fx%s", ratio, line->limit,
                       ratio <= line->limit ? "" : "  OVER");
    puts(row.text);
    fflush(stdout);
    str_release(&row);
}

void bench_row(const char *what, const char *unit, struct bench_figure moot,
               struct bench_figure floor, double limit)
{
    bench_print(&(struct bench_line){ .what = what,
                                      .unit = unit,
                                      .moot = moot,
                                      .floor = floor,
                                      .against = floor.value > 0 ? AGAINST_FLOOR : AGAINST_NOTHING,
                                      .limit = limit });
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

enum { ENTRIES = 100 }; /* of a meeting */

static char *study_of(const struct bench *bench, int entries)
{
    struct str path = STR_INIT;

    str_add_format(&path, "%s/%d.moot", bench->folder, entries);
    bench_make_study(path.text, entries / ENTRIES, ENTRIES);
    return str_take(&path);
}

char *bench_large(const struct bench *bench)
{
    return study_of(bench, bench->scale);
}

char *bench_small(const struct bench *bench)
{
    return study_of(bench, 10000);
}

double bench_growth(const struct bench *bench)
{
    return log(bench->scale) / log(10000);
}

int bench_large_meetings(const struct bench *bench)
{
    return bench->scale / ENTRIES;
}

double bench_proc(int pid, const char *file, const char *name)
{
    char path[64], line[256];
    double number = 0;
    FILE *from;

    snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
    from = fopen(path, "r");
    if (from == NULL)
        return 0;
    while (fgets(line, sizeof line, from) != NULL)
        if (strncmp(line, name, strlen(name)) == 0)
            number = strtod(line + strlen(name), NULL);
    fclose(from);
    return number;
}

static void print_head(const struct bench *bench)
{
    double load[3] = { 0, 0, 0 };

    if (getloadavg(load, 3) < 0)
        load[0] = -1;
    printf(
        "%d entries, %zu runs, load %.2f; each figure is a median with (least-most) of the runs\n"
        "%-56s %-24s%-5s%-40s%-28s%s\n",
        bench->scale, bench->runs, load[0], "what", "moot", "", "floor", "peer", "ratio, must be");
    fflush(stdout); /* or each child that ends would print it again */
}

/* bench PROGRAM FOLDER MEETINGS [GROUPS]: MEETINGS may be a folder that is
 * not there; GROUPS such as "commit,import" restricts the run. */
int main(int argc, char **argv)
{
    struct bench bench = { 0 };
    const char *names = argc > 4 ? argv[4] : "";

    setlocale(LC_ALL, "C.UTF-8");
    setenv("LC_ALL", "C.UTF-8", 1); /* as have all programs that are measured */
    setenv("TERM", "xterm-256color", 1);
    bench_need(argc >= 4, "PROGRAM FOLDER MEETINGS [GROUPS]");
    bench.program = argv[1];
    bench.folder = argv[2];
    bench.meetings = access(argv[3], R_OK) == 0 ? argv[3] : NULL;
    bench.loop = getenv("FLOOR");
    bench.trace = getenv("TRACE");
    bench_need(bench.loop != NULL && bench.trace != NULL,
               "FLOOR, the program of the bare loop, and TRACE, what tells of statements");
    bench.keys = setting("KEYS", 2000);
    bench.runs = setting("RUNS", 5);
    bench.scale = (int)setting("SCALE", 100000);
    bench_need(bench.scale >= 10000 && bench.scale <= 10000000, "a SCALE from 10000 to 10000000");
    print_head(&bench);
    run(names, "keys", bench_keys, &bench);
    run(names, "busy", bench_busy, &bench);
    run(names, "start", bench_start, &bench);
    run(names, "lists", bench_lists, &bench);
    run(names, "find", bench_find, &bench);
    run(names, "idle", bench_idle, &bench);
    run(names, "commit", bench_commit, &bench);
    run(names, "paste", bench_paste, &bench);
    run(names, "typed", bench_typed, &bench);
    run(names, "import", bench_import, &bench);
    run(names, "export", bench_export, &bench);
    run(names, "whole", bench_whole, &bench);
    run(names, "sealed", bench_sealed, &bench);
    return 0;
}
