/* SPDX-License-Identifier: MIT */
/* Splitting an entry, and joining two. */
#include "core/revise.h"
#include "storage/entries.h"
#include "tui/said.h"
#include "tui/writeup.h"
#include "tui/writeup_commands.h"

void writeup_split(struct writeup *writeup, size_t at)
{
    struct change change;
    struct id second;

    writeup_begin(writeup, &change);
    if (writeup->now->kind != ENTRY_NOTE && writeup->now->kind != ENTRY_COMMENT) {
        change_release(&change);
        app_say(writeup->app, ROLE_QUIET, "only a note or a comment can be split");
    } else if (!revise_split(&change, writeup->now, at, &second)) {
        change_release(&change);
        app_say(writeup->app, ROLE_QUIET,
                "nothing would stand on one side: go to where it is split");
    } else if (writeup_apply(writeup, &change, &second)) {
        app_say(writeup->app, ROLE_GOOD, "split; u makes it one again");
    }
}

static enum status read_next(struct writeup *writeup, struct entry **next, struct error *err)
{
    const struct entry *entry;
    struct entries *entries;
    enum status status;

    *next = NULL;
    if (entries_open(&entries, writeup->app->study, &writeup->meeting->id, ENTRIES_FORWARD,
                     writeup->now->sequence, 1, err))
        return err->status;
    status = entries_next(entries, &entry, err);
    if (!status && entry != NULL)
        *next = entry_copy(entry);
    entries_close(entries);
    return status;
}

void cmd_writeup_join(struct app *app)
{
    struct writeup *writeup = app->view->data;
    struct error err = ERROR_INIT;
    struct entry *next = NULL;
    struct change change;
    const char *problem;

    if (!writeup_may_touch(writeup, cmd_writeup_join))
        return;
    if (read_next(writeup, &next, &err)) {
        app_say_error(app, &err);
        return;
    }
    problem = next == NULL      ? "there is no entry after this one"
              : next->retracted ? "the next entry was taken back by who said it"
                                : revise_cannot_join(writeup->now, next);
    if (problem != NULL) {
        app_say(app, ROLE_QUIET, "not joined: %s", problem);
    } else {
        writeup_begin(writeup, &change);
        (void)revise_join(&change, writeup->now, next);
        if (writeup_apply(writeup, &change, NULL))
            app_say(app, ROLE_GOOD, "joined; u makes it two again");
    }
    entry_free(next);
}
