/* SPDX-License-Identifier: MIT */
/* A program in a pty, read through libvterm. */
#define _GNU_SOURCE 1 /* POSIX_SPAWN_SETSID, environ */
#include "tests/bench/screen.h"
#include "tests/bench/bench.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void answer(const char *bytes, size_t len, void *data)
{
    struct screen *screen = data;

    if (write(screen->fd, bytes, len) < 0)
        return; /* the program has gone: reading will tell */
}

/* The program has the terminal `name` for its own. It is spawned, not forked: a copy of
 * the bench's memory, a millisecond of work, would be in each start that is measured. */
static pid_t spawn(char *const *argv, const char *name)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    pid_t pid = -1;

    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attr);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSID);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, name, O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&files, STDIN_FILENO, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, STDIN_FILENO, STDERR_FILENO);
    bench_need(posix_spawnp(&pid, argv[0], &files, &attr, argv, environ) == 0, argv[0]);
    posix_spawnattr_destroy(&attr);
    posix_spawn_file_actions_destroy(&files);
    return pid;
}

void screen_start(struct screen *screen, char *const *argv)
{
    struct winsize size = { .ws_row = SCREEN_ROWS, .ws_col = SCREEN_COLUMNS };
    char name[128];
    int slave;

    memset(screen, 0, sizeof *screen);
    bench_need(openpty(&screen->fd, &slave, NULL, NULL, &size) == 0
                   && fcntl(screen->fd, F_SETFD, FD_CLOEXEC) == 0
                   && fcntl(slave, F_SETFD, FD_CLOEXEC) == 0
                   && ttyname_r(slave, name, sizeof name) == 0,
               "a pty");
    screen->pid = spawn(argv, name);
    close(slave);
    screen->vterm = vterm_new(SCREEN_ROWS, SCREEN_COLUMNS);
    vterm_set_utf8(screen->vterm, 1);
    vterm_output_set_callback(screen->vterm, answer, screen);
    screen->cells = vterm_obtain_screen(screen->vterm);
    vterm_screen_enable_altscreen(screen->cells, 1);
    vterm_screen_reset(screen->cells, 1);
    screen->last = bench_now();
}

static void take(struct screen *screen, double wait)
{
    struct pollfd ready = { .fd = screen->fd, .events = POLLIN };
    char bytes[16384];
    ssize_t got;

    if (poll(&ready, 1, wait > 0 ? (int)(wait / 1000) + 1 : 0) <= 0)
        return;
    got = read(screen->fd, bytes, sizeof bytes);
    if (got <= 0)
        return;
    screen->last = bench_now();
    screen->bytes += (size_t)got;
    vterm_input_write(screen->vterm, bytes, (size_t)got);
}

bool screen_read(struct screen *screen, double wait, bool (*until)(const struct screen *, void *),
                 void *data)
{
    double end = bench_now() + wait;

    for (;;) {
        if (until != NULL && until(screen, data))
            return true;
        if (bench_now() >= end)
            return false;
        take(screen, end - bench_now());
    }
}

void screen_type(struct screen *screen, const char *keys, size_t len)
{
    bench_need(write(screen->fd, keys, len) == (ssize_t)len, "a key typed");
}

unsigned screen_cell(const struct screen *screen, int row, int column)
{
    VTermPos at = { .row = row, .col = column };
    VTermScreenCell cell;

    return vterm_screen_get_cell(screen->cells, at, &cell) ? cell.chars[0] : 0;
}

void screen_cursor(const struct screen *screen, int *row, int *column)
{
    VTermPos at;

    vterm_state_get_cursorpos(vterm_obtain_state(screen->vterm), &at);
    *row = at.row;
    *column = at.col;
}

bool screen_shows(const struct screen *screen, const char *text)
{
    for (int row = 0; row < SCREEN_ROWS; row++) {
        char line[SCREEN_COLUMNS + 1];

        for (int column = 0; column < SCREEN_COLUMNS; column++) {
            unsigned c = screen_cell(screen, row, column);

            line[column] = c >= ' ' && c < 127 ? (char)c : ' ';
        }
        line[SCREEN_COLUMNS] = '\0';
        if (strstr(line, text) != NULL)
            return true;
    }
    return false;
}

/* Waits for the program, however long it writes: the next one may need what
 * this one holds. */
void screen_end(struct screen *screen)
{
    double end = bench_now() + 20e6;

    kill(screen->pid, SIGTERM);
    while (waitpid(screen->pid, NULL, WNOHANG) == 0) {
        take(screen, 2000);
        if (bench_now() > end)
            kill(screen->pid, SIGKILL);
    }
    vterm_free(screen->vterm);
    close(screen->fd);
}
