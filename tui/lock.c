/* SPDX-License-Identifier: MIT */
/* Locking. What cannot be saved now is not thrown away for it: the study stays
 * open, and says so. */
#include "tui/lock.h"

#include "core/clock.h"
#include "storage/study.h"
#include "tui/command.h"
#include "tui/internal.h"
#include "tui/live.h"
#include "tui/said.h"
#include <curses.h>
#include <stdio.h>

enum { LOCK_WAIT = 3000, RETRY = 10000, MINUTE = 60000 }; /* milliseconds */

static int64_t idle_time(const struct app *app)
{
    return settings_number(&app->settings, SETTING_LOCK_AFTER) * MINUTE;
}

int lock_wait(const struct app *app)
{
    int64_t left;

    if (idle_time(app) == 0 || !study_is_sealed(app->study))
        return -1;
    left = app->touched + idle_time(app) - clock_boot();
    return left < 0 ? 0 : left > INT32_MAX ? INT32_MAX : (int)left;
}

/* What who starts moot anew needs: who types, and which meeting runs. */
static void note(struct app *app, struct live *live)
{
    struct tui_locked *locked = app->locked;
    const char *observer = study_observer(app->study);
    int64_t now, sat;

    *locked = (struct tui_locked){ .locked = true };
    snprintf(locked->observer, sizeof locked->observer, "%s", observer != NULL ? observer : "");
    if (live == NULL)
        return;
    now = clock_now(&live->clock);
    sat = room_sat(&live->room, now);
    locked->meeting = live->number;
    locked->begun = sat != TIME_UNKNOWN ? now - sat : 0;
}

static void lock(struct app *app, bool asked)
{
    struct live *live = live_under(app);

    if (app->writing != NULL) {
        app_say(app, ROLE_WARNING, "not locked: an export is being written");
    } else if (live == NULL || live_flush(live, LOCK_WAIT)) {
        note(app, live);
        for (struct view *view = app->view; view != NULL; view = view->below)
            if (view->ops->hang_up != NULL)
                view->ops->hang_up(app, view->data);
        while (app->view != NULL)
            app_close(app);
        erase();
        refresh();
        return;
    } /* else it was said why */
    if (!asked)
        app->touched = clock_boot() - idle_time(app) + RETRY;
}

void cmd_lock(struct app *app)
{
    if (!study_is_sealed(app->study))
        app_say(app, ROLE_QUIET, "nothing to lock: the study is not sealed (moot seal)");
    else
        lock(app, true);
}

void lock_tick(struct app *app)
{
    if (app->view != NULL && lock_wait(app) == 0)
        lock(app, false);
}
