/* SPDX-License-Identifier: MIT */
/* A program of its own makes the backup. It knows nothing of the terminal, and
 * goes on when this one ends or the terminal goes away. */
#define _GNU_SOURCE /* NOLINT: POSIX_SPAWN_SETSID */

#include "tui/backup.h"

#include "core/clock.h"
#include "core/text.h"
#include "storage/seal.h"
#include "storage/study.h"
#include "tui/command.h"
#include "tui/internal.h"
#include "tui/said.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LOOK_EVERY = 100, LEAVE_WAIT = 3000, RETRY = 60000 }; /* milliseconds */

/* For a sealed study, a pipe with its key for the other program to read; else
 * -1. The key is in no argument and no file. */
static enum status key_pipe(struct app *app, int *fd, struct error *err)
{
    char text[SEAL_HANDED + 1];
    size_t len;
    int ends[2];

    *fd = -1;
    if (!study_is_sealed(app->study))
        return STATUS_OK;
    if (seal_hand_over(app->path, text, err))
        return err->status;
    len = strlen(text);
    text[len++] = '\n';
    if (pipe2(ends, O_CLOEXEC) != 0) {
        error_set(err, STATUS_IO, "%s", strerror(errno));
    } else {
        if (write(ends[1], text, len) != (ssize_t)len)
            error_set(err, STATUS_IO, "%s", strerror(errno));
        close(ends[1]);
        *fd = ends[0];
    }
    explicit_bzero(text, sizeof text);
    return err->status;
}

static void set_up_child(posix_spawn_file_actions_t *files, posix_spawnattr_t *attributes, int key,
                         int to_us)
{
    sigset_t none, all;

    posix_spawn_file_actions_init(files);
    if (key >= 0)
        posix_spawn_file_actions_adddup2(files, key, STDIN_FILENO);
    else
        posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(files, to_us, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(files, to_us, STDERR_FILENO);
    posix_spawnattr_init(attributes);
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &all);
    posix_spawnattr_setflags(attributes,
                             POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static int spawn(struct backup *backup, const char *path, int key)
{
    char option[] = "--passphrase-fd", number[] = "0";
    char *argv[] = { (char[]){ "moot" },
                     (char[]){ "--study" },
                     (char *)(uintptr_t)path,
                     (char[]){ "backup" },
                     key >= 0 ? option : NULL,
                     number,
                     NULL };
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    int ends[2], failure;

    if (pipe2(ends, O_CLOEXEC) != 0)
        return errno;
    set_up_child(&files, &attributes, key, ends[1]);
    failure = posix_spawn(&backup->child, "/proc/self/exe", &files, &attributes, argv, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    close(ends[1]);
    if (failure == 0) {
        backup->fd = ends[0];
        (void)fcntl(backup->fd, F_SETFL, O_NONBLOCK);
    } else {
        backup->child = 0;
        close(ends[0]);
    }
    return failure;
}

void backup_start(struct app *app, bool asked)
{
    struct backup *backup = &app->backup;
    struct error err = ERROR_INIT;
    int failure, key;

    backup->asked = backup->asked || asked;
    if (backup->child != 0)
        return;
    backup->last = clock_boot();
    backup->said_len = 0;
    if (key_pipe(app, &key, &err)) {
        app_say(app, ROLE_WARNING, "no backup was made: %s", err.text);
        backup->asked = false;
        if (key >= 0)
            close(key);
        return;
    }
    failure = spawn(backup, app->path, key);
    if (key >= 0)
        close(key);
    if (failure != 0) {
        app_say(app, ROLE_WARNING, "no backup was made: %s", strerror(failure));
        backup->asked = false;
    } else if (backup->asked) {
        app_say(app, ROLE_QUIET, "making a backup ...");
    }
}

int backup_wait(const struct app *app)
{
    return app->backup.child != 0 ? LOOK_EVERY : -1;
}

static void read_said(struct backup *backup)
{
    ssize_t len;

    do {
        len = read(backup->fd, backup->said + backup->said_len,
                   sizeof backup->said - 1 - backup->said_len);
        if (len > 0)
            backup->said_len += (size_t)len;
    } while (len > 0 && backup->said_len < sizeof backup->said - 1);
    backup->said[backup->said_len] = '\0';
}

/* What it said on its first line: the path, or "moot: ..." and what is amiss. */
static void tell(struct app *app, bool well)
{
    struct backup *backup = &app->backup;
    const char *text = backup->said;
    bool elsewhere;

    backup->said[strcspn(backup->said, "\n")] = '\0';
    elsewhere = well && strncmp(text, "moot: ", 6) == 0; /* the chosen folder is not there */
    if (strncmp(text, "moot: ", 6) == 0)
        text += 6;
    if (elsewhere && (backup->asked || !backup->elsewhere))
        app_say(app, ROLE_WARNING, "%s", text);
    else if (well && !elsewhere && backup->asked)
        app_say(app, ROLE_GOOD, "a backup was made: %s", text);
    else if (!well && (backup->asked || !backup->failed))
        app_say(app, ROLE_WARNING, "%s",
                text[0] != '\0' ? text : "no backup was made: the program that makes it failed");
    backup->failed = !well;
    backup->elsewhere = elsewhere;
    backup->asked = false;
}

void backup_tick(struct app *app)
{
    struct backup *backup = &app->backup;
    int status = 0;
    pid_t ended;

    if (backup->child == 0)
        return;
    ended = waitpid(backup->child, &status, WNOHANG);
    if (ended == 0 || (ended < 0 && errno == EINTR))
        return;
    read_said(backup);
    close(backup->fd);
    backup->child = 0;
    tell(app, ended > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

void backup_hourly(struct app *app, int64_t opened)
{
    const struct backup *backup = &app->backup;
    int64_t since = backup->last > opened ? backup->last : opened;

    if (clock_boot() - since >= (backup->failed ? RETRY : BACKUP_EVERY))
        backup_start(app, false);
}

void backup_leave(struct app *app)
{
    struct timespec until = clock_deadline(LEAVE_WAIT);

    while (app->backup.child != 0 && !clock_is_past(&until)) {
        struct pollfd end = { .fd = app->backup.fd }; /* it hangs up when the child ends */

        (void)poll(&end, 1, LOOK_EVERY);
        backup_tick(app);
    }
}

void cmd_home_backup(struct app *app)
{
    backup_start(app, true);
}
