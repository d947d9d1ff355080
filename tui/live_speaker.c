/* SPDX-License-Identifier: MIT */
/* Who speaks, said once: the persistent speaker, who has every note that does
 * not say otherwise, and whoever spoke last, by one key.
 *
 * The persistent speaker lives in the screen alone; what is logged bears the
 * speaker like any other line. It ends where words would too easily be laid
 * into the wrong mouth: with the item, at a break, when the person leaves. */
#include "core/mem.h"
#include "tui/command.h"
#include "tui/live.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include <stdlib.h>
#include <string.h>

static bool same_voices(const struct voices *a, const struct voices *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->voice[i].kind != b->voice[i].kind || !id_equal(&a->voice[i].id, &b->voice[i].id))
            return false;
    return true;
}

/* Appends them as they are typed: "283,60". */
static void add_label(struct str *out, const struct room *room, const struct voices *voices)
{
    for (size_t i = 0; i < voices->count; i++) {
        str_add(out, i > 0 ? "," : "");
        room_voices(room, out, &voices->voice[i], 1, NULL, 0);
    }
}

void live_persistent_label(struct str *out, const struct live *live)
{
    add_label(out, &live->room, &live->persistent);
    if (live->persistent.count > 0)
        str_add(out, ": ");
}

struct known live_known(struct live *live, int64_t at)
{
    struct known known = room_known(&live->room, at);
    size_t count = 0;

    if (live->editing != NULL)
        return known; /* an entry has the speakers that it has */
    if (live->line_at != TIME_UNKNOWN && live->line_typed > at)
        known.ago = live->line_typed - at;
    for (size_t i = 0; i < live->persistent.count; i++) {
        const struct voice *voice = &live->persistent.voice[i];
        struct read_voice *read = &live->persistent_read[count];

        *read = (struct read_voice){ .kind = voice->kind, .index = -1 };
        if (voice->kind == VOICE_PERSON)
            read->index = room_find_person(&live->room, &voice->id);
        else if (voice->kind == VOICE_ROLE)
            read->index = room_find_group(&live->room, &voice->id);
        count += read->index >= 0 || voice->kind == VOICE_UNKNOWN;
    }
    known.persistent = live->persistent_read;
    known.persistent_count = count;
    return known;
}

/* --- heard, set, ended --------------------------------------------------------------- */

void live_heard(struct live *live, const struct voice *voice, size_t count)
{
    struct voices heard = { .count = count };
    size_t at = 0;

    if (count == 0 || count > VOICES_MOST)
        return;
    memcpy(heard.voice, voice, count * sizeof *voice);
    while (at < live->heard_count && !same_voices(&live->heard[at], &heard))
        at++;
    if (at == live->heard_count && at < HEARD_MOST)
        live->heard_count++;
    else if (at == live->heard_count)
        at--;
    memmove(live->heard + 1, live->heard, at * sizeof *live->heard);
    live->heard[0] = heard;
}

static struct id item_now(const struct room *room)
{
    return room->current_item < room->item_count ? room->items[room->current_item].id
                                                 : (struct id){ { 0 } };
}

static void set_persistent(struct live *live, const struct voices *voices)
{
    struct str label = STR_INIT;

    live->persistent = *voices;
    live->persistent_item = item_now(&live->room);
    live->stale = true;
    live->paint = PAINT_ALL;
    add_label(&label, &live->room, voices);
    app_say(live->app, ROLE_STATE, "%s speaks in every note from here on; M-. ends it",
            str_text(&label));
    str_release(&label);
}

static void end_persistent(struct live *live, const char *why)
{
    struct str label = STR_INIT;

    add_label(&label, &live->room, &live->persistent);
    live->persistent.count = 0;
    live->stale = true;
    live->paint = PAINT_ALL;
    app_say(live->app, ROLE_STATE, "%s%s no longer speaks in every note", why, str_text(&label));
    str_release(&label);
}

static bool has_left(const struct room *room, const struct voice *voice)
{
    int person = voice->kind == VOICE_PERSON ? room_find_person(room, &voice->id) : -1;

    return person >= 0 && room->presence[person].known
           && room->presence[person].last != MOVE_ARRIVED;
}

void live_check_persistent(struct live *live)
{
    const struct room *room = &live->room;
    struct id item = item_now(room);

    if (live->persistent.count == 0)
        return;
    if (room->on_break) {
        end_persistent(live, "break: ");
    } else if (!id_equal(&item, &live->persistent_item)) {
        end_persistent(live, "another item: ");
    } else {
        for (size_t i = 0; i < live->persistent.count; i++)
            if (has_left(room, &live->persistent.voice[i])) {
                end_persistent(live, "");
                return;
            }
    }
}

/* The speakers of the line that is typed; false: it has none of its own, or
 * one whom only logging the line will make. */
static bool speakers_of_line(struct live *live, struct voices *voices)
{
    const struct reading *read = live_read(live);

    if (read->persists || read->speaker_count == 0 || read->speaker_count > VOICES_MOST)
        return false;
    *voices = (struct voices){ .count = read->speaker_count };
    for (size_t i = 0; i < read->speaker_count; i++) {
        const struct read_voice *from = &read->speakers[i];

        voices->voice[i].kind = from->kind;
        if (from->kind == VOICE_PERSON && from->index < 0)
            return false;
        if (from->kind == VOICE_PERSON)
            voices->voice[i].id = live->room.people[from->index].id;
        else if (from->kind == VOICE_ROLE)
            voices->voice[i].id = live->room.groups[from->index].id;
    }
    return true;
}

void cmd_live_persistent(struct app *app)
{
    struct live *live = app->view->data;
    struct voices voices;
    bool of_line;

    if (!live_writes(live))
        return;
    of_line = live->line.text.len > 0 && live->editing == NULL && speakers_of_line(live, &voices);
    if (live->persistent.count > 0 && (!of_line || same_voices(&voices, &live->persistent)))
        end_persistent(live, "");
    else if (of_line)
        set_persistent(live, &voices);
    else if (live->heard_count > 0)
        set_persistent(live, &live->heard[0]);
    else
        app_say(app, ROLE_QUIET, "nobody has spoken yet: log a line of theirs, as 283: words");
}

/* --- the last speaker by one key ------------------------------------------------------ */

/* The byte of the line where a speaker stands: behind a time. */
static size_t speaker_place(struct live *live)
{
    const struct reading *read = live_read(live);
    const char *text = str_text(&live->line.text);
    size_t at = 0;

    if (read->segment_count > 0 && read->segments[0].kind == SEGMENT_TIME)
        at = read->segments[0].at.start + read->segments[0].at.len;
    while (text[at] == ' ')
        at++;
    return at;
}

static void add_heard(struct str *out, const struct live *live, size_t which)
{
    add_label(out, &live->room, &live->heard[which]);
    str_add(out, ": ");
}

/* Which of those heard stands at `at` of the line; heard_count: none. */
static size_t find_heard(const struct live *live, size_t at, size_t *len)
{
    const char *text = str_text(&live->line.text) + at;

    for (size_t i = 0; i < live->heard_count; i++) {
        struct str label = STR_INIT;
        bool is;

        add_heard(&label, live, i);
        *len = label.len;
        is = strncmp(text, label.text, label.len) == 0;
        str_release(&label);
        if (is)
            return i;
    }
    *len = 0;
    return live->heard_count;
}

void cmd_live_last_speaker(struct app *app)
{
    struct live *live = app->view->data;
    struct str label = STR_INIT;
    size_t at, len, which, cursor = live->line.cursor;

    if (!live_writes(live))
        return;
    if (live->heard_count == 0) {
        app_say(app, ROLE_QUIET, "nobody has spoken yet: type a speaker, as 283: words");
        return;
    }
    at = speaker_place(live);
    which = find_heard(live, at, &len);
    if (which == live->heard_count && live_read(live)->speaker_count > 0
        && !live_read(live)->persists) {
        app_say(app, ROLE_QUIET, "the line has a speaker already");
        return;
    }
    which = which < live->heard_count ? (which + 1) % live->heard_count : 0;
    add_heard(&label, live, which);
    line_replace(&live->line, at, len, label.text);
    live->line.cursor = (cursor > at + len ? cursor - len : at) + label.len;
    str_release(&label);
    live_edited(app, live, true);
}

/* --- the draft ---------------------------------------------------------------------------- */

void live_draft_text(struct str *out, struct live *live)
{
    const struct reading *read = live_read(live);
    const char *text = str_text(&live->line.text);
    size_t at, from;

    if (live->persistent.count == 0 || live->editing != NULL) {
        str_add(out, text);
        return;
    }
    at = from = speaker_place(live);
    str_add_len(out, text, at);
    if (read->persists)
        live_persistent_label(out, live);
    else if (text[at] == ':') /* suspended, which a later opening would take for words */
        while (text[++from] == ' ')
            ;
    str_add(out, text + from);
}
