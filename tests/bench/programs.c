/* SPDX-License-Identifier: MIT */
/* Programs in a pty: started with what they need, waited for. */
#include "tests/bench/programs.h"
#include "core/mem.h"
#include "core/str.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEADLINE = 10000000 }; /* microseconds */

static struct program program_of(const char *const *words, const char *ready, const char *first)
{
    struct program program = { { NULL }, ready, first };

    for (size_t i = 0; words[i] != NULL; i++) {
        bench_need(i + 1 < PROGRAM_ARGUMENTS, "room for the arguments");
        program.argv[i] = mem_copy(words[i]);
    }
    return program;
}

struct program program_moot(const struct bench *bench, const char *study, const char *const *words)
{
    const char *all[PROGRAM_ARGUMENTS] = { bench->program, "--study", study, "--observer", "AB" };

    for (size_t i = 0; words[i] != NULL && i + 6 < PROGRAM_ARGUMENTS; i++)
        all[i + 5] = words[i];
    return program_of(all, "", "");
}

struct program program_home(const struct bench *bench, const char *study)
{
    struct program program = program_moot(bench, study, (const char *const[]){ NULL });

    program.ready = "? help"; /* the last row */
    return program;
}

struct program program_live(const struct bench *bench, const char *study, int number)
{
    char meeting[16];
    struct program program;

    snprintf(meeting, sizeof meeting, "M%d", number);
    program = program_moot(bench, study, (const char *const[]){ "live", meeting, NULL });
    program.ready = "present"; /* its top line, wide or narrow */
    return program;
}

/* An empty file beside the studies. */
static char *empty_file(const struct bench *bench, const char *name)
{
    char *path = bench_path(bench, name);
    FILE *file = fopen(path, "w");

    bench_need(file != NULL, path);
    fclose(file);
    return path;
}

/* `option` stands before the file, or none does. */
static struct program nano(const struct bench *bench, const char *option)
{
    char *file = empty_file(bench, "nano.txt");
    const char *const words[] = { "nano", option != NULL ? option : file,
                                  option != NULL ? file : NULL, NULL };
    struct program program = program_of(words, "Exit", "");

    free(file);
    return program;
}

struct program program_nano(const struct bench *bench)
{
    return nano(bench, NULL);
}

struct program program_bare_nano(const struct bench *bench)
{
    return nano(bench, "-I");
}

struct program program_vim(const struct bench *bench)
{
    char *file = empty_file(bench, "vim.txt");
    struct program program =
        program_of((const char *const[]){ "vim", "-u", "NONE", "-i", "NONE", "-n", file, NULL },
                   "vim.txt", "i");

    free(file);
    return program;
}

struct program program_loop(const struct bench *bench)
{
    return program_of((const char *const[]){ bench->loop, NULL }, "floor ready", "");
}

struct program program_rows(const struct bench *bench, const char *study, const char *trace,
                            double from, double until)
{
    char span[2][32];

    snprintf(span[0], sizeof span[0], "%.0f", from);
    snprintf(span[1], sizeof span[1], "%.0f", until);
    return program_of(
        (const char *const[]){ bench->loop, "--rows", study, trace, span[0], span[1], NULL },
        "floor ready", "");
}

void program_release(struct program *program)
{
    for (char **argument = program->argv; *argument != NULL; argument++)
        free(*argument);
}

static bool is_shown(const struct screen *screen, void *data)
{
    return screen_shows(screen, *(const char **)data);
}

static bool is_gone(const struct screen *screen, void *data)
{
    return !screen_shows(screen, *(const char **)data);
}

void screen_print(const struct screen *screen)
{
    for (int row = 0; row < SCREEN_ROWS; row++) {
        for (int column = 0; column < SCREEN_COLUMNS; column++) {
            unsigned c = screen_cell(screen, row, column);

            fputc(c >= ' ' && c < 127 ? (int)c : c == 0 ? ' ' : '?', stderr);
        }
        fputc('\n', stderr);
    }
}

static void await(struct screen *screen, const char *text,
                  bool (*until)(const struct screen *, void *))
{
    if (screen_read(screen, DEADLINE, until, &text))
        return;
    screen_print(screen);
    bench_need(false, text);
}

void screen_await(struct screen *screen, const char *text)
{
    await(screen, text, is_shown);
}

void screen_await_gone(struct screen *screen, const char *text)
{
    await(screen, text, is_gone);
}

void screen_settle(struct screen *screen, double quiet)
{
    for (size_t seen = screen->bytes + 1; seen != screen->bytes;) {
        seen = screen->bytes;
        screen_read(screen, quiet, NULL, NULL);
    }
}

void program_start(const struct program *program, struct screen *screen)
{
    screen_start(screen, program->argv);
    screen_await(screen, program->ready);
    screen_settle(screen, 100000);
    if (program->first[0] != '\0') {
        screen_type(screen, program->first, strlen(program->first));
        screen_settle(screen, 100000);
    }
}
