/* SPDX-License-Identifier: MIT */
/* A further entry among those there are, typed as in the live screen: read
 * where it stands, under the item and in the part of its neighbour. */
#include "core/clock.h"
#include "core/grammar.h"
#include "core/mem.h"
#include "tui/live.h"
#include "tui/prompt.h"
#include "tui/said.h"
#include "tui/writeup.h"
#include "tui/writeup_commands.h"
#include <stdlib.h>
#include <string.h>

/* The room as it was where the selected entry stands, as far as a line can
 * refer to it. No state is known to be open there: "#tn" opens. */
static struct known known_here(const struct writeup *writeup)
{
    const struct entry *now = writeup->now;
    struct known known = room_known(&writeup->room, clock_wall());
    int item = now != NULL ? room_find_item(&writeup->room, &now->item) : -1;

    known.current_item = item >= 0 ? (size_t)item : writeup->room.item_count;
    known.last_text = NULL;
    known.can_continue = now != NULL && now->speaker_count > 0;
    known.open = NULL;
    writeup_day(writeup, &known);
    return known;
}

static void show_line(struct app *app, void *owner, const char *text, struct styled *out)
{
    const struct writeup *writeup = owner;
    struct known known = known_here(writeup);
    struct reading read = { 0 };

    (void)app;
    if (text[0] == '\0' || (text[0] == '@' && strchr(text, ' ') == text + strlen(text) - 1)) {
        styled_add(out, ROLE_QUIET, "283: words #code   // comment   +283   @14:05 words");
        return;
    }
    grammar_read(&read, text, strlen(text), &known);
    writeup_show_read(out, &writeup->room, &read, text);
    reading_release(&read);
}

/* Whether a line of this kind can stand among others afterwards. */
static bool can_add(struct app *app, const struct reading *read)
{
    switch (read->kind) {
    case READ_NOTHING:
        app_say(app, ROLE_WARNING, "there are no words; Escape leaves");
        return false;
    case READ_CORRECTION:
    case READ_TIME:
        app_say(app, ROLE_WARNING, "this changes an entry: select it, and press Enter or t");
        return false;
    case READ_AGENDA:
        app_say(app, ROLE_WARNING, "the agenda is not changed here");
        return false;
    case READ_PLAIN:
    case READ_NOTE:
    case READ_EVENT:
    case READ_ATTENDANCE:
    case READ_PART:
    case READ_COMMENT:
        break;
    }
    return true;
}

/* The room is put where the entry will stand, and loaded anew afterwards. */
static void place_room(struct writeup *writeup)
{
    const struct entry *now = writeup->now;
    struct room *room = &writeup->room;
    int item = now != NULL ? room_find_item(room, &now->item) : -1;

    room->current_item = item >= 0 ? (size_t)item : room->item_count;
    room->part = now != NULL && now->part == PART_PRIVATE ? PART_PRIVATE : PART_PUBLIC;
    room->state_count = 0;
    memset(room->open, 0, room->code_count * sizeof *room->open);
    if (now == NULL)
        return;
    if (now->speaker_count > 0) {
        free(room->last_speakers);
        room->last_speakers = mem_alloc(now->speaker_count, sizeof *room->last_speakers);
        memcpy(room->last_speakers, now->speakers,
               now->speaker_count * sizeof *room->last_speakers);
        room->last_speaker_count = now->speaker_count;
    }
    room->last_entry = now->kind == ENTRY_COMMENT ? now->about : now->id;
    room->offset = now->offset;
    if (room->last != NULL)
        room->last->kind = ENTRY_NOTE; /* a comment is on last_entry */
}

static bool take_line(struct app *app, void *owner, const char *text)
{
    struct writeup *writeup = owner;
    struct known known = known_here(writeup);
    struct room_said said = { "" };
    struct reading read = { 0 };
    struct change change;
    struct id id = { { 0 } };
    bool done = false;

    grammar_read(&read, text, strlen(text), &known);
    if (!can_add(app, &read)) {
        reading_release(&read);
        return false;
    }
    writeup_begin(writeup, &change);
    place_room(writeup);
    room_take(&writeup->room, &read, text, &change, &said);
    for (size_t i = 0; i < change.entry_count; i++) {
        struct change_entry *entry = &change.entries[i];

        if (!read.has_time)
            entry->at = TIME_UNKNOWN;
        if (writeup->now == NULL)
            continue;
        entry->place = writeup->before ? PLACE_BEFORE : PLACE_AFTER;
        entry->beside = writeup->now->id;
        id = entry->id;
    }
    if (change.entry_count == 0) {
        change_release(&change);
        app_say(app, ROLE_WARNING, "%s", said.text[0] != '\0' ? said.text : "nothing to add");
    } else {
        done = writeup_apply(writeup, &change, &id);
    }
    if (done)
        app_say(app, ROLE_GOOD, "added; u takes it back");
    reading_release(&read);
    return done;
}

static void complete_line(struct app *app, void *owner, struct line *line)
{
    struct known known = known_here(owner);

    writeup_complete(app, &known, line);
}

static const struct prompt_ops add_ops = {
    .title = "A further entry",
    .label = "Add:",
    .answer = take_line,
    .show = show_line,
    .complete = complete_line,
};

/* Puts in the first of what fits; what it is shows in the line above. */
void writeup_complete(struct app *app, const struct known *known, struct line *line)
{
    struct completions fits = { 0 };

    grammar_complete(&fits, str_text(&line->text), line->text.len, line->cursor, known);
    if (fits.count == 0) {
        app_say(app, ROLE_QUIET, "nothing to complete");
    } else {
        line_replace(line, fits.item[0].replaces.start, fits.item[0].replaces.len,
                     fits.item[0].with);
        app_say(app, ROLE_QUIET, "%s%s%s", fits.item[0].shows,
                fits.item[0].explains[0] != '\0' ? ": " : "", fits.item[0].explains);
    }
    completions_release(&fits);
}

/* In the middle of its neighbours, where both have a time, as "@14:05:12 ",
 * to be changed or deleted. */
static void time_between(const struct writeup *writeup, struct str *out)
{
    const struct writeup_window *window = &writeup->window;
    size_t at = window->selected, other = writeup->before ? at - 1 : at + 1;
    char time[CLOCK_TIME];
    int64_t a, b;

    if (at >= window->count || other >= window->count)
        return;
    a = window->row[at].at;
    b = window->row[other].at;
    if (a == TIME_UNKNOWN || b == TIME_UNKNOWN)
        return;
    clock_time(time, a + (b - a) / 2, window->row[at].offset);
    str_add_format(out, "@%s ", time);
}

static void add(struct app *app, bool before, void (*again)(struct app *app))
{
    struct writeup *writeup = app->view->data;
    struct str line = STR_INIT;

    if (!writeup_may_change(writeup, again))
        return;
    writeup->before = before;
    time_between(writeup, &line);
    prompt_open(app, &add_ops, writeup, str_text(&line));
    str_release(&line);
}

void cmd_writeup_add_after(struct app *app)
{
    add(app, false, cmd_writeup_add_after);
}

void cmd_writeup_add_before(struct app *app)
{
    add(app, true, cmd_writeup_add_before);
}
