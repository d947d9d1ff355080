/* SPDX-License-Identifier: MIT */
/* What the observer feels: keystroke to screen in the live screen of a study
 * with 100,000 entries, and its start, against nano on an empty file, in the
 * same pty harness, taken in turns; its memory; its wake-ups when idle. */
#include "tests/bench/bench.h"
#include "tests/bench/screen.h"
#include "core/mem.h"
#include "core/str.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 48 }; /* keys between two Enters */

struct program {
    char *argv[8];
    const char *ready; /* what its first full screen shows */
};

static char *study_of(const struct bench *bench)
{
    char *path = bench_path(bench, "100000.moot");

    bench_make_study(path, 250, 400);
    return path;
}

static struct program moot_live(const struct bench *bench, char *study)
{
    struct program program = { { mem_copy(bench->program), mem_copy("--study"), study,
                                 mem_copy("--observer"), mem_copy("AB"), mem_copy("live"),
                                 mem_copy("M250"), NULL }, "M250" };

    return program;
}

static struct program moot_home(const struct bench *bench, char *study)
{
    struct program program = { { mem_copy(bench->program), mem_copy("--study"), study,
                                 mem_copy("--observer"), mem_copy("AB"), NULL }, "M250" };

    return program;
}

static struct program nano(const struct bench *bench)
{
    char *file = bench_path(bench, "empty.txt");
    FILE *empty = fopen(file, "w");
    struct program program = { { mem_copy("nano"), mem_copy("-I"), file, NULL }, "Exit" };

    bench_need(empty != NULL, file);
    fclose(empty);
    return program;
}

static void program_release(struct program *program)
{
    for (char **argument = program->argv; *argument != NULL; argument++)
        free(*argument);
}

static bool is_ready(const struct screen *screen, void *data)
{
    return screen_shows(screen, data);
}

/* From fork to the last byte of the first full screen. */
static double start_time(const struct program *program)
{
    struct screen screen;
    double start = bench_now(), taken;

    screen_start(&screen, program->argv);
    bench_need(screen_read(&screen, 5e6, is_ready, (void *)(size_t)program->ready),
               program->ready);
    screen_read(&screen, 30000, NULL, NULL);
    taken = screen.last - start;
    screen_end(&screen);
    return taken / 1000;
}

void bench_start(const struct bench *bench)
{
    char *study = study_of(bench);
    struct program programs[3] = { moot_home(bench, study), moot_live(bench, study), nano(bench) };
    double times[3][30];
    size_t runs = bench->runs * 4 < 30 ? bench->runs * 4 : 30;

    for (size_t run = 0; run < runs; run++)
        for (size_t i = 0; i < 3; i++)
            times[i][run] = start_time(&programs[i]);
    bench_row("start to home, 100,000 entries; nano", "ms", bench_figure_of(times[0], runs, 0.5),
              bench_figure_of(times[2], runs, 0.5), 4);
    bench_row("start to live, 100,000 entries; nano", "ms", bench_figure_of(times[1], runs, 0.5),
              bench_figure_of(times[2], runs, 0.5), 4);
    programs[0].argv[2] = mem_copy(study);
    for (size_t i = 0; i < 3; i++)
        program_release(&programs[i]);
}

struct awaited {
    int row, column;
    unsigned character;
};

static bool has_come(const struct screen *screen, void *data)
{
    const struct awaited *awaited = data;

    return screen_cell(screen, awaited->row, awaited->column) == awaited->character;
}

/* Types the keys of one run, a pause of 5 to 60 ms before each, and notes for
 * each how long it took to stand on the screen where the cursor was. */
static void type_run(struct screen *screen, size_t keys, double *times)
{
    unsigned seed = 7;

    for (size_t i = 0; i < keys; i++) {
        struct awaited awaited;
        char key;
        double start;

        seed = seed * 1103515245u + 12345u;
        screen_read(screen, 5000 + (seed >> 16) % 55000, NULL, NULL);
        if (i % LINE == LINE - 1) {
            screen_type(screen, "\r", 1);
            screen_read(screen, 50000, NULL, NULL);
        }
        for (size_t seen = screen->bytes + 1; seen != screen->bytes;) { /* in the midst of a repaint */
            seen = screen->bytes;
            screen_read(screen, 1500, NULL, NULL);
        }
        key = i % 6 == 5 ? ' ' : (char)('a' + (seed >> 20) % 26);
        screen_cursor(screen, &awaited.row, &awaited.column);
        awaited.character = key == ' ' ? 'x' : (unsigned char)key;
        start = bench_now();
        if (key == ' ') { /* a blank cannot be seen: an x stands for it */
            key = 'x';
        }
        screen_type(screen, &key, 1);
        bench_need(screen_read(screen, 1e6, has_come, &awaited), "a key on the screen");
        times[i] = screen->last - start;
    }
}

struct measured {
    double median[9], slow[9]; /* of each run: median and 95th percentile */
};

static void measure_keys(const struct program *program, size_t keys, size_t run,
                         struct measured *out)
{
    double *times = mem_alloc(keys, sizeof *times);
    struct screen screen;

    screen_start(&screen, program->argv);
    bench_need(screen_read(&screen, 5e6, is_ready, (void *)(size_t)program->ready),
               program->ready);
    screen_read(&screen, 300000, NULL, NULL);
    type_run(&screen, keys, times);
    out->median[run] = bench_quantile(times, keys, 0.5);
    out->slow[run] = bench_quantile(times, keys, 0.95);
    screen_type(&screen, "\r", 1); /* the next run begins with an empty line */
    screen_read(&screen, 300000, NULL, NULL);
    screen_end(&screen);
    free(times);
}

void bench_keys(const struct bench *bench)
{
    char *study = study_of(bench);
    struct program programs[2] = { moot_live(bench, study), nano(bench) };
    struct measured measured[2];
    size_t runs = bench->runs < 9 ? bench->runs : 9;

    for (size_t run = 0; run < runs; run++)
        for (size_t i = 0; i < 2; i++)
            measure_keys(&programs[i], bench->keys, run, &measured[i]);
    bench_row("key to screen, median; nano", "us", bench_figure_of(measured[0].median, runs, 0.5),
              bench_figure_of(measured[1].median, runs, 0.5), 1.5);
    bench_row("key to screen, 95th percentile; nano", "us",
              bench_figure_of(measured[0].slow, runs, 0.5),
              bench_figure_of(measured[1].slow, runs, 0.5), 2);
    for (size_t i = 0; i < 2; i++)
        program_release(&programs[i]);
}

/* The number after `name` in a file of /proc. */
static double proc_number(const char *path, const char *name)
{
    FILE *file = fopen(path, "r");
    char line[256];
    double number = 0;

    if (file == NULL)
        return 0;
    while (fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, name, strlen(name)) == 0)
            number = strtod(line + strlen(name), NULL);
    fclose(file);
    return number;
}

/* Wake-ups of all threads so far: each return from waiting is a voluntary
 * switch. */
static double wakeups(pid_t pid)
{
    struct str folder = STR_INIT;
    struct dirent *thread;
    double sum = 0;
    DIR *threads;

    str_add_format(&folder, "/proc/%d/task", (int)pid);
    threads = opendir(folder.text);
    bench_need(threads != NULL, folder.text);
    while ((thread = readdir(threads)) != NULL) {
        struct str path = STR_INIT;

        str_add_format(&path, "%s/%s/status", folder.text, thread->d_name);
        if (thread->d_name[0] != '.')
            sum += proc_number(path.text, "voluntary_ctxt_switches:");
        str_release(&path);
    }
    closedir(threads);
    str_release(&folder);
    return sum;
}

void bench_idle(const struct bench *bench)
{
    enum { SECONDS = 10 };
    char *study = study_of(bench);
    struct program program = moot_live(bench, study);
    struct str status = STR_INIT;
    struct screen screen;
    double times[200], before, idle, memory;

    screen_start(&screen, program.argv);
    bench_need(screen_read(&screen, 5e6, is_ready, (void *)(size_t)program.ready), program.ready);
    screen_read(&screen, 300000, NULL, NULL);
    type_run(&screen, sizeof times / sizeof times[0], times);
    screen_type(&screen, "\r", 1);
    screen_read(&screen, 2500000, NULL, NULL);
    before = wakeups(screen.pid);
    for (double end = bench_now() + SECONDS * 1e6; bench_now() < end;)
        screen_read(&screen, 500000, NULL, NULL);
    idle = (wakeups(screen.pid) - before) / SECONDS;
    str_add_format(&status, "/proc/%d/status", (int)screen.pid);
    memory = proc_number(status.text, "VmRSS:") / 1024;
    bench_row("resident memory, live, 100,000 entries", "MB",
              (struct bench_figure){ memory, memory, memory }, (struct bench_figure){ 0, 0, 0 },
              16);
    bench_row("wake-ups a second, idle", "/s", (struct bench_figure){ idle, idle, idle },
              (struct bench_figure){ 0, 0, 0 }, 2);
    screen_end(&screen);
    str_release(&status);
    program_release(&program);
}
