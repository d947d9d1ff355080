/* SPDX-License-Identifier: MIT */
/* The lock screen: blank but for the clocks and the question. */
#include "cli/door.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/clock.h"
#include "storage/seal.h"

/* As the program that locked the study left it. */
struct locked {
    struct door door;
    int meeting;   /* that is open; 0 none */
    int64_t begun; /* UTC milliseconds; 0 unknown */
    int guard;     /* the lock of the meeting, held until this program takes it; -1 none */
};

static void show_clock(const struct locked *locked)
{
    int64_t now = clock_wall();
    char text[120], time[CLOCK_TIME], sat[32];

    clock_time(time, now, clock_offset(now));
    snprintf(text, sizeof text, "moot is locked   %s", time);
    door_row(&locked->door, 1, text);
    if (locked->meeting == 0)
        return;
    sat[0] = '\0';
    if (locked->begun > 0)
        clock_length(sat, sizeof sat, now - locked->begun);
    snprintf(text, sizeof text, "M%d stays open   %s", locked->meeting, sat);
    door_row(&locked->door, 2, text);
}

static void wait_for_key(const void *data)
{
    const struct locked *locked = data;
    struct pollfd key = { locked->door.fd, POLLIN, 0 };

    do
        show_clock(locked);
    while (poll(&key, 1, 1000) == 0);
}

/* "12 1772632800000 5": meeting, begun, guard. */
static void take_environment(struct locked *locked)
{
    const char *kept = getenv("MOOT_LOCKED");
    char *end;

    locked->meeting = (int)strtol(kept != NULL ? kept : "", &end, 10);
    locked->begun = strtoll(end, &end, 10);
    locked->guard = (int)strtol(end, &end, 10);
    (void)unsetenv("MOOT_LOCKED");
}

enum status unlock_screen(const char *path, struct error *err)
{
    struct locked locked;
    enum status status;

    take_environment(&locked);
    if (door_begin(&locked.door, path, err))
        return err->status;
    status = door_try(&locked.door, path, wait_for_key, &locked, err);
    if (locked.guard > STDERR_FILENO)
        close(locked.guard);
    door_end(&locked.door);
    return status;
}
