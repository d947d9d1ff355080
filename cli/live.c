/* SPDX-License-Identifier: MIT */
/* The terminal interface: home, or one meeting live. */
#include "cli/door.h"
#include "cli/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/config_file.h"
#include "storage/lock.h"
#include "storage/seal.h"
#include "tui/tui.h"

/* The study was locked. A program that starts anew in the place of this one has
 * nothing of it in its memory; the lock of the meeting goes over to it. */
static enum status start_anew(const char *path, const struct tui_locked *locked, struct error *err)
{
    struct lock guard = LOCK_INIT;
    struct error ignored = ERROR_INIT;
    char program[] = "moot", study[] = "--study", name[] = "--observer", live[] = "live";
    char meeting[16], state[64], *argv[8] = { program, study, (char *)(uintptr_t)path };
    int count = 3;

    if (locked->observer[0] != '\0') {
        argv[count++] = name;
        argv[count++] = (char *)(uintptr_t)locked->observer;
    }
    if (locked->meeting > 0) {
        snprintf(meeting, sizeof meeting, "M%d", locked->meeting);
        argv[count++] = live;
        argv[count] = meeting;
        if (lock_take(&guard, path, locked->meeting, &ignored) == STATUS_OK)
            (void)fcntl(guard.fd, F_SETFD, 0);
    }
    snprintf(state, sizeof state, "%d %lld %d", locked->meeting, (long long)locked->begun,
             guard.fd);
    seal_forget();
    if (setenv("MOOT_LOCKED", state, 1) == 0)
        (void)execv("/proc/self/exe", argv);
    error_set(err, STATUS_IO, "the study is locked, and moot cannot start anew: %s",
              strerror(errno));
    lock_release(&guard);
    return err->status;
}

static bool is_on_terminal(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* What comes before the first screen: the passphrase of a sealed study, which
 * kind a new one is to be. *left: the observer went away. */
static enum status pass_door(const struct invocation *in, const char *path, bool *left,
                             struct error *err)
{
    struct error ignored = ERROR_INIT;
    enum seal_state state;
    struct stat info;

    *left = false;
    if (getenv("MOOT_LOCKED") != NULL)
        return unlock_screen(path, err);
    if (is_on_terminal() && in->operand_count == 0 && lstat(path, &info) != 0 && errno == ENOENT)
        return door_new_study(path, left, err);
    if (!is_on_terminal() || passphrase_is_given(in))
        return unlock(in, path, err);
    if (seal_look(path, &state, &ignored) == STATUS_OK && state == SEAL_LOCKED)
        return door_unlock(path, err);
    return STATUS_OK;
}

enum status cli_live(struct invocation *in, struct error *err)
{
    struct config config;
    struct tui_locked locked = { .locked = false };
    struct tui_options options = {
        .locked = &locked, .observer = in->observer, .config = &config, .exports = exports_get
    };
    const char *observer = getenv("MOOT_OBSERVER");
    bool left;
    char *path;
    enum status status = STATUS_OK;

    if (in->operand_count > 0)
        status = options_meeting(in, in->operands[0], &options.meeting, err);
    if (!status)
        status = options_study(in, &path, err);
    if (status)
        return status;
    if (options.observer == NULL && observer != NULL && observer[0] != '\0')
        options.observer = observer;
    options.study = path;
    status = pass_door(in, path, &left, err);
    if (!status && !left) {
        config_file_read(&config);
        status = tui_run(&options, err);
        config_release(&config);
    }
    if (!status && locked.locked)
        status = start_anew(path, &locked, err);
    free(path);
    return status;
}
