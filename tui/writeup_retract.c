/* SPDX-License-Identifier: MIT */
/* A person who takes back, after the meeting, all that they said at it; or
 * lets it stand again. */
#include "storage/retraction.h"
#include "tui/prompt.h"
#include "tui/said.h"
#include "tui/writeup.h"
#include "tui/writeup_commands.h"

/* Whether it is taken back already. */
static enum status look_up(struct writeup *writeup, const struct id *person, bool *taken_back,
                           struct error *err)
{
    struct retracted_people people;

    *taken_back = false;
    if (retraction_load(&people, writeup->app->study, &writeup->meeting->id, err))
        return err->status;
    for (size_t i = 0; i < people.count; i++)
        *taken_back = *taken_back || id_equal(&people.row[i].person, person);
    retracted_people_release(&people);
    return STATUS_OK;
}

static bool take_person(struct app *app, void *owner, const char *text)
{
    struct writeup *writeup = owner;
    struct change_retraction *retraction;
    struct error err = ERROR_INIT;
    struct change change;
    struct id id;
    int number;
    bool back;

    if (!writeup_read_person(writeup, text, &id)) {
        app_say(app, ROLE_WARNING, "one person of the study: a study id, initials or an alias");
        return false;
    }
    number = writeup->room.people[room_find_person(&writeup->room, &id)].number;
    if (look_up(writeup, &id, &back, &err)) {
        app_say_error(app, &err);
        return false;
    }
    writeup_begin(writeup, &change);
    retraction = change_add_retraction(&change);
    retraction->person = id;
    retraction->back = back;
    if (!writeup_apply(writeup, &change, NULL))
        return false;
    if (back)
        app_say(app, ROLE_GOOD, "what %d said at this meeting stands again", number);
    else
        app_say(app, ROLE_STATE, "what %d said here is hidden; K gives it back", number);
    return true;
}

static void show_person(struct app *app, void *owner, const char *text, struct styled *out)
{
    (void)app;
    (void)owner;
    (void)text;
    styled_add(out, ROLE_QUIET, "hidden on screens and left out of exports; again: it stands");
}

static const struct prompt_ops retract_ops = {
    .title = "Whose words are taken back, or given back",
    .label = "Whose words:",
    .answer = take_person,
    .show = show_person,
};

void cmd_writeup_retract(struct app *app)
{
    struct writeup *writeup = app->view->data;

    if (writeup_may_change(writeup, cmd_writeup_retract))
        prompt_open(app, &retract_ops, writeup, "");
}
