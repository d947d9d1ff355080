/* SPDX-License-Identifier: MIT */
/* A person takes back consent: all that they said at this meeting is hidden
 * from here on, also what they say later, and left out of finds and exports;
 * the same key lets it stand again. It is a change like others, in the history
 * and undone like others. */
#include "tui/live_retract.h"

#include "core/clock.h"
#include "core/mem.h"
#include "tui/command.h"
#include "tui/live.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include "tui/screens.h"

enum { FLUSH_WAIT = 2000 }; /* milliseconds */

static bool has_retracted(const struct live *live, const struct id *person)
{
    for (size_t i = 0; i < live->retracted.count; i++)
        if (id_equal(&live->retracted.row[i].person, person))
            return true;
    return false;
}

bool live_is_retracted(const struct live *live, const struct change_entry *entry)
{
    for (size_t i = 0; i < entry->speaker_count; i++)
        if (entry->speakers[i].kind == VOICE_PERSON && has_retracted(live, &entry->speakers[i].id))
            return true;
    return false;
}

void live_retract(struct app *app, const struct id *person)
{
    struct live *live = live_under(app);
    struct error err = ERROR_INIT;
    struct change_retraction *retraction;
    struct change change;
    int index;
    bool back;

    if (live == NULL) {
        app_say(app, ROLE_QUIET, "words are taken back in the meeting where they were said");
        return;
    }
    index = room_find_person(&live->room, person);
    if (!live_writes(live) || index < 0)
        return;
    back = has_retracted(live, person);
    change_init(&change, &live->meeting->id, clock_wall());
    retraction = change_add_retraction(&change);
    retraction->person = *person;
    retraction->back = back;
    live_give(live, &change);
    if (!live_flush(live, FLUSH_WAIT))
        return;
    if (live_reload(live, &err))
        app_say_error(app, &err);
    else if (back)
        app_say(app, ROLE_GOOD, "what %d said at this meeting stands again",
                live->room.people[index].number);
    else
        app_say(app, ROLE_STATE, "what %d says here is hidden; C-x k gives it back",
                live->room.people[index].number);
}

/* --- asking who --------------------------------------------------------------------------- */

/* The one person that the words mean, as in front of a colon; -1 nobody. */
static int find_person(struct live *live, const char *text)
{
    struct known known = room_known(&live->room, live_now(live));
    struct reading reading = { 0 };
    struct str line = STR_INIT;
    int found = -1;

    str_add_format(&line, "%s: x", text);
    grammar_read(&reading, line.text, line.len, &known);
    if (reading.speaker_count == 1 && reading.addressee_count == 0
        && reading.speakers[0].kind == VOICE_PERSON)
        found = reading.speakers[0].index;
    reading_release(&reading);
    str_release(&line);
    return found;
}

static bool answer_retract(struct app *app, const char *text)
{
    struct live *live = live_under(app);
    int person = live != NULL ? find_person(live, text) : -1;
    struct id id;

    if (person < 0) {
        app_say(app, ROLE_WARNING, "one person of the study: a study id, initials or an alias");
        return false;
    }
    id = live->room.people[person].id;
    app_close(app);
    live_retract(app, &id);
    return true;
}

void cmd_live_retract(struct app *app)
{
    struct live *live = app->view->data;

    if (!live_writes(live))
        return;
    offer_drop(live);
    live_save_draft(live, true);
    ask_open(app, "Whose words at this meeting are taken back, or given back?",
             "a study id, initials or an alias, then Enter; Escape goes back", answer_retract,
             app_close);
}
