/* SPDX-License-Identifier: MIT */
/* What is asked for in a line at the bottom of the write-up: who speaks, when
 * it was, a comment, a further entry. The words are those of the typed line. */
#include "core/clock.h"
#include "core/grammar.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/live.h"
#include "tui/prompt.h"
#include "tui/said.h"
#include "tui/writeup.h"
#include "tui/writeup_commands.h"
#include <stdlib.h>
#include <string.h>

enum { HALF_DAY = 12 * 3600 * 1000 };

/* Says why something stayed prose, or `otherwise`. */
static void say_why(struct app *app, const struct reading *read, const char *otherwise)
{
    app_say(app, ROLE_WARNING, "%s", read->note_count > 0 ? read->notes[0].text : otherwise);
}

/* --- who ------------------------------------------------------------------------- */

/* Reads "283>60" as the voices of a line. */
static void read_voices(const struct writeup *writeup, const char *text, struct reading *read,
                        struct str *line)
{
    struct known known = room_known(&writeup->room, clock_wall());

    str_add_format(line, "%s: x", text);
    grammar_read(read, line->text, line->len, &known);
}

static bool are_voices(const struct reading *read)
{
    return read->kind == READ_NOTE && !read->continues && read->code_count == 0
           && read->speaker_count > 0 && strcmp(str_text(&read->text), "x") == 0;
}

bool writeup_read_person(const struct writeup *writeup, const char *text, struct id *person)
{
    struct reading read = { 0 };
    struct str line = STR_INIT;
    bool is;

    read_voices(writeup, text, &read, &line);
    is = are_voices(&read) && read.speaker_count == 1 && read.addressee_count == 0
         && read.speakers[0].kind == VOICE_PERSON && read.speakers[0].index >= 0;
    if (is)
        *person = writeup->room.people[read.speakers[0].index].id;
    reading_release(&read);
    str_release(&line);
    return is;
}

static void show_voices(struct app *app, void *owner, const char *text, struct styled *out)
{
    const struct writeup *writeup = owner;
    struct reading read = { 0 };
    struct str line = STR_INIT;

    (void)app;
    if (text[0] == '\0') {
        styled_add(out, ROLE_QUIET, "283  283>60  283>all  ?gp  @smith; empty: nobody");
        return;
    }
    read_voices(writeup, text, &read, &line);
    if (are_voices(&read))
        writeup_show_voices(out, &writeup->room, &read, line.text);
    else
        styled_add(out, ROLE_QUIET,
                   read.note_count > 0 ? read.notes[0].text : "nobody is called so");
    reading_release(&read);
    str_release(&line);
}

/* Puts the voices of the reading on the selected entry, whose words stay. */
static bool set_voices(struct writeup *writeup, const struct reading *read, const char *line)
{
    const struct entry *now = writeup->now;
    struct change_entry was = entry_to_revise(now), *entry;
    struct room_said said;
    struct change change;
    bool done;

    writeup_begin(writeup, &change);
    room_revise(&writeup->room, &was, read, line, &change, &said);
    entry = &change.entries[0];
    free(entry->text);
    free(entry->verbatim);
    entry->text = was.text;
    entry->verbatim = was.verbatim;
    entry->verbatim_count = was.verbatim_count;
    entry->kind = now->kind;
    was.text = NULL;
    was.verbatim = NULL;
    change_entry_release(&was);
    done = writeup_apply(writeup, &change, NULL);
    return done;
}

static bool take_voices(struct app *app, void *owner, const char *text)
{
    struct writeup *writeup = owner;
    struct reading read = { 0 };
    struct str line = STR_INIT;
    bool done = false;

    if (text[0] == '\0') {
        struct change change;
        struct change_entry *entry;

        writeup_begin(writeup, &change);
        entry = writeup_revise(writeup, &change);
        entry->speaker_count = entry->addressee_count = 0;
        entry->continues = false;
        done = writeup_apply(writeup, &change, NULL);
    } else {
        read_voices(writeup, text, &read, &line);
        if (are_voices(&read))
            done = set_voices(writeup, &read, line.text);
        else
            say_why(app, &read, "nobody is called so; @smith makes somebody new");
    }
    if (done)
        app_say(app, ROLE_GOOD, "changed; u takes it back");
    reading_release(&read);
    str_release(&line);
    return done;
}

static void complete_voice(struct app *app, void *owner, struct line *line)
{
    struct writeup *writeup = owner;
    struct known known = room_known(&writeup->room, clock_wall());

    writeup_complete(app, &known, line);
}

static const struct prompt_ops voices_ops = {
    .title = "Who speaks",
    .label = "Who speaks:",
    .answer = take_voices,
    .show = show_voices,
    .complete = complete_voice,
};

void cmd_writeup_speaker(struct app *app)
{
    struct writeup *writeup = app->view->data;
    struct str line = STR_INIT;

    if (!writeup_may_touch(writeup, cmd_writeup_speaker))
        return;
    if (writeup->now->kind != ENTRY_NOTE && writeup->now->kind != ENTRY_EVENT) {
        app_say(app, ROLE_QUIET, "nobody speaks in a line of this kind");
        return;
    }
    writeup_type_voices(&line, &writeup->room, writeup->now);
    prompt_open(app, &voices_ops, writeup, str_text(&line));
    str_release(&line);
}

/* --- when ------------------------------------------------------------------------- */

/* A clock time is of the half day around the beginning of the meeting; "-2m"
 * is before the time of the entry. TIME_UNKNOWN where it is none. */
static int64_t read_when(const struct writeup *writeup, const char *text)
{
    const struct entry *now = writeup->now;
    struct known known = room_known(&writeup->room, clock_wall());
    struct reading read = { 0 };
    struct str line = STR_INIT;
    int64_t at = TIME_UNKNOWN;

    writeup_day(writeup, &known);
    str_add_format(&line, "%s%s", text[0] == '@' ? "" : "@", text);
    if (str_text(&line)[1] == '-' && now->at != TIME_UNKNOWN)
        known.now = now->at;
    grammar_read(&read, line.text, line.len, &known);
    if (read.kind == READ_TIME)
        at = read.at;
    reading_release(&read);
    str_release(&line);
    return at;
}

void writeup_day(const struct writeup *writeup, struct known *known)
{
    const struct meeting *meeting = writeup->meeting;
    int64_t around = writeup->room.opened;

    if (around == TIME_UNKNOWN)
        around = meeting->began;
    if (around == TIME_UNKNOWN && meeting->date[0] != '\0'
        && clock_parse_date(meeting->date, &around))
        around += HALF_DAY - (int64_t)meeting->offset * 1000;
    if (around == TIME_UNKNOWN)
        return;
    known->opened = around - HALF_DAY;
    known->now = around + HALF_DAY - 1;
}

static void show_when(struct app *app, void *owner, const char *text, struct styled *out)
{
    const struct writeup *writeup = owner;
    int64_t at = text[0] != '\0' ? read_when(writeup, text) : TIME_UNKNOWN;
    char time[CLOCK_TIME];

    app_time(app, time, at, writeup->now->offset);
    if (at != TIME_UNKNOWN)
        styled_add_format(out, ROLE_TIME, "it was at %s", time);
    else
        styled_add(out, ROLE_QUIET, "14:05  14:05:30  -2m  -20s; empty: the time is unknown");
}

static bool take_when(struct app *app, void *owner, const char *text)
{
    struct writeup *writeup = owner;
    int64_t at = text[0] != '\0' ? read_when(writeup, text) : TIME_UNKNOWN;
    struct change change;

    if (text[0] != '\0' && at == TIME_UNKNOWN) {
        app_say(app, ROLE_WARNING, "this is no time; as 14:05, 14:05:30, -2m, or -20s");
        return false;
    }
    writeup_begin(writeup, &change);
    writeup_revise(writeup, &change)->at = at;
    if (!writeup_apply(writeup, &change, NULL))
        return false;
    app_say(app, ROLE_GOOD, "moved in time, its place stays; u takes it back");
    return true;
}

static const struct prompt_ops when_ops = {
    .title = "When it was",
    .label = "When was it:",
    .answer = take_when,
    .show = show_when,
};

void cmd_writeup_time(struct app *app)
{
    struct writeup *writeup = app->view->data;
    char time[CLOCK_TIME] = "";

    if (writeup->now == NULL || !writeup_may_change(writeup, cmd_writeup_time))
        return;
    if (writeup->now->at != TIME_UNKNOWN)
        clock_time(time, writeup->now->at, writeup->now->offset);
    prompt_open(app, &when_ops, writeup, time);
}

/* --- a comment ------------------------------------------------------------------------ */

static bool take_comment(struct app *app, void *owner, const char *text)
{
    struct writeup *writeup = owner;
    const struct entry *now = writeup->now;
    struct change_entry *entry;
    struct change change;
    struct id id;

    if (text[0] == '\0') {
        app_say(app, ROLE_WARNING, "there are no words; Escape leaves");
        return false;
    }
    writeup_begin(writeup, &change);
    entry = change_add_entry(&change);
    id = entry->id;
    entry->kind = ENTRY_COMMENT;
    entry->place = PLACE_AFTER;
    entry->beside = now->id;
    entry->about = now->kind == ENTRY_COMMENT ? now->about : now->id;
    entry->at = now->at;
    entry->offset = now->offset;
    entry->item = now->item;
    entry->part = now->kind == ENTRY_PART ? PART_PUBLIC : now->part;
    entry->text = mem_copy(text);
    if (!writeup_apply(writeup, &change, &id))
        return false;
    app_say(app, ROLE_GOOD, "commented; u takes it back");
    return true;
}

static const struct prompt_ops comment_ops = {
    .title = "A comment",
    .label = "Your comment: //",
    .answer = take_comment,
};

void cmd_writeup_comment(struct app *app)
{
    struct writeup *writeup = app->view->data;

    if (writeup->now != NULL && writeup_may_change(writeup, cmd_writeup_comment))
        prompt_open(app, &comment_ops, writeup, "");
}
