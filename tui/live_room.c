/* SPDX-License-Identifier: MIT */
/* What the screens over the live one share, and the keys that open them. */
#include "tui/live_room.h"
#include "core/clock.h"
#include "core/text.h"
#include "tui/command.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include <string.h>

bool live_begin(struct live *live, struct change *change)
{
    if (!live_writes(live))
        return false;
    if (live->editing != NULL) {
        app_say(live->app, ROLE_QUIET, "an entry is being edited: go back and save it first");
        return false;
    }
    change_init(change, &live->meeting->id, clock_wall());
    return true;
}

void live_finish(struct live *live, struct change *change, const struct room_said *said)
{
    live_give(live, change);
    if (said != NULL && said->text[0] != '\0')
        app_say(live->app, ROLE_STATE, "%s", said->text);
}

/* --- who withdrew --------------------------------------------------------------- */

static bool take_return(struct live *live, struct offer *offer, int step)
{
    struct room_said said = { "" };
    struct change change;

    (void)offer;
    (void)step;
    if (!live_begin(live, &change))
        return true;
    room_bring_back(&live->room, live_now(live), &change, &said);
    live_finish(live, &change, &said);
    return false;
}

void live_offer_return(struct live *live, bool begins)
{
    struct offer offer = { .priority = OFFER_RETURN, .stands = true, .take = take_return };
    const struct room *room = &live->room;
    struct str who = STR_INIT;

    if (!room_may_bring_back(room)) {
        if (live->offers.standing.priority == OFFER_RETURN)
            offer_withdraw(live, OFFER_RETURN);
        return;
    }
    if (!begins)
        return;
    for (size_t i = 0; i < room->person_count; i++)
        if (room->presence[i].known && room->presence[i].last == MOVE_WITHDREW
            && room->presence[i].over)
            str_add_format(&who, "%s%d", who.len > 0 ? ", " : "", room->people[i].number);
    text_print(offer.text, sizeof offer.text, "Tab: note that %s %s back (counted already)",
               str_text(&who), strchr(str_text(&who), ',') != NULL ? "are" : "is");
    str_release(&who);
    offer_make(live, &offer);
}

static void add_present(struct styled *out, const struct quorum *quorum)
{
    if (quorum->expected > 0)
        styled_add_format(out, ROLE_QUIET, "%d of %d present", quorum->present - quorum->guests,
                          quorum->expected);
    else
        styled_add_format(out, ROLE_QUIET, "%d present", quorum->present);
    if (quorum->expected > 0 && quorum->guests > 0)
        styled_add_format(out, ROLE_QUIET, " +%d", quorum->guests);
    if (quorum->withdrawn > 0)
        styled_add_format(out, ROLE_STATE, ", %d withdrawn", quorum->withdrawn);
}

/* Whether the body is quorate, where it has a rule. */
static void add_rule(struct styled *out, const struct room *room)
{
    struct quorum quorum = room_quorum(room);
    struct str count = STR_INIT;

    if (!quorum.known || (quorum.expected == 0 && quorum.present == 0))
        return;
    room_quorum_count(room, &quorum, &count);
    styled_add_format(out, quorum.met ? ROLE_GOOD : ROLE_WARNING, "%s %s",
                      quorum.met ? "quorate" : "NOT quorate", str_text(&count));
    str_release(&count);
}

int live_rule_width(const struct room *room)
{
    struct styled rule = { 0 };
    int width;

    add_rule(&rule, room);
    width = styled_width(&rule);
    styled_release(&rule);
    return width;
}

void live_add_quorum(struct styled *out, const struct room *room, int columns)
{
    struct quorum quorum = room_quorum(room);
    struct styled present = { 0 }, rule = { 0 };
    size_t before = out->text.len;

    if (quorum.expected == 0 && quorum.present == 0)
        return;
    add_present(&present, &quorum);
    add_rule(&rule, room);
    if (quorum.known && styled_width(&rule) <= columns) {
        columns -= styled_width(&rule) + 2;
        styled_join(out, &rule);
    }
    if (styled_width(&present) <= columns) {
        styled_add(out, ROLE_QUIET, out->text.len > before ? ", " : "");
        styled_join(out, &present);
    }
    styled_release(&present);
    styled_release(&rule);
}

void live_add_minute(const struct live *live, int64_t at, struct str *out)
{
    char time[CLOCK_TIME];

    if (at == TIME_UNKNOWN)
        return;
    app_time(live->app, time, at, live->room.offset);
    str_add_len(out, time, 5);
    if (time[5] == ' ') /* "pm" */
        str_add(out, time + 6);
}

/* --- the keys ------------------------------------------------------------------------ */

/* What is typed stays in its line, and is saved before the screen goes. */
static struct live *leave_line(struct app *app)
{
    struct live *live = app->view->data;

    live->confirming = CONFIRM_NOTHING;
    offer_settle(live, true);
    live_save_draft(live, true);
    return live;
}

void cmd_live_attendance(struct app *app)
{
    attendance_open(app, leave_line(app));
}

void cmd_live_agenda(struct app *app)
{
    agenda_open(app, leave_line(app));
}

void cmd_live_notes(struct app *app)
{
    notes_open(app, leave_line(app));
}
