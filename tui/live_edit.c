/* SPDX-License-Identifier: MIT */
/* Editing an earlier entry: it is taken into the text line as a line that
 * reads as the entry, and what the line reads as on Enter becomes its next
 * revision. Codes stay on the entry and are not typed again. */
#include "core/clock.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/entries.h"
#include "tui/live.h"
#include "tui/said.h"
#include <stdlib.h>
#include <string.h>

/* Appends one voice as it is typed. */
static void add_voice(struct str *out, const struct room *room, const struct voice *voice)
{
    room_voices(room, out, voice, 1, NULL, 0);
}

static void add_voices(struct str *out, const struct room *room, const struct change_entry *entry)
{
    for (size_t i = 0; i < entry->speaker_count; i++) {
        str_add(out, i > 0 ? "," : "");
        add_voice(out, room, &entry->speakers[i]);
    }
    for (size_t i = 0; i < entry->addressee_count; i++) {
        str_add(out, i > 0 ? "," : ">");
        add_voice(out, room, &entry->addressees[i]);
    }
    if (entry->speaker_count > 0)
        str_add(out, ": ");
}

/* Whether a byte of the text stands inside of words heard exactly so, or is
 * one of their quotation marks. */
static bool in_verbatim(const struct change_entry *entry, size_t at)
{
    for (size_t i = 0; i < entry->verbatim_count; i++)
        if (at + 1 >= entry->verbatim[i].start
            && at <= entry->verbatim[i].start + entry->verbatim[i].len)
            return true;
    return false;
}

/* The words with every sign escaped that could be read as something. */
static void add_escaped(struct str *out, const struct change_entry *entry)
{
    for (size_t i = 0; entry->text[i] != '\0'; i++) {
        char c = entry->text[i];

        if (c == '#' || c == '\\' || (c == '"' && !in_verbatim(entry, i)))
            str_add_char(out, '\\');
        str_add_char(out, c);
    }
}

static bool same_voices(const struct voice *voice, size_t count, const struct read_voice *read,
                        size_t read_count, const struct room *room)
{
    if (count != read_count)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct id *id = NULL;

        if (voice[i].kind != read[i].kind)
            return false;
        if (voice[i].kind == VOICE_PERSON)
            id = read[i].index >= 0 ? &room->people[read[i].index].id : NULL;
        else if (voice[i].kind == VOICE_ROLE)
            id = read[i].index >= 0 ? &room->groups[read[i].index].id : NULL;
        else
            continue;
        if (id == NULL || !id_equal(id, &voice[i].id))
            return false;
    }
    return true;
}

/* Whether the line reads as the entry: same words, voices, exact words. */
static bool reads_as(const struct str *line, const struct room *room,
                     const struct change_entry *entry)
{
    struct reading reading = { 0 };
    struct known known = room_known(room, entry->at);
    bool same;

    grammar_read(&reading, str_text(line), line->len, &known);
    same = strcmp(str_text(&reading.text), entry->text) == 0 && reading.code_count == 0
           && !reading.has_time && reading.continues == entry->continues
           && reading.verbatim_count == entry->verbatim_count
           && (reading.kind == READ_COMMENT) == (entry->kind == ENTRY_COMMENT)
           && (reading.kind == READ_NOTE || reading.kind == READ_PLAIN
               || reading.kind == READ_COMMENT || reading.kind == READ_NOTHING);
    for (size_t i = 0; same && i < reading.verbatim_count; i++)
        same = reading.verbatim[i].start == entry->verbatim[i].start
               && reading.verbatim[i].len == entry->verbatim[i].len;
    if (same && !entry->continues && entry->kind != ENTRY_COMMENT)
        same = same_voices(entry->speakers, entry->speaker_count, reading.speakers,
                           reading.speaker_count, room)
               && same_voices(entry->addressees, entry->addressee_count, reading.addressees,
                              reading.addressee_count, room);
    reading_release(&reading);
    return same;
}

void live_compose(struct str *out, const struct room *room, const struct change_entry *entry)
{
    size_t prefix;

    if (entry->kind == ENTRY_COMMENT)
        str_add(out, "// ");
    else if (entry->continues)
        str_add(out, "... ");
    else
        add_voices(out, room, entry);
    prefix = out->len;
    str_add(out, entry->text);
    if (reads_as(out, room, entry))
        return;
    str_splice(out, prefix, out->len - prefix, "", 0);
    add_escaped(out, entry);
    if (reads_as(out, room, entry) || entry->speaker_count > 0)
        return;
    /* A plain note, in which nothing is read. */
    str_clear(out);
    str_add_char(out, '\\');
    str_add(out, entry->text);
}

/* Reads the entry as the study has it now. *found: NULL where it is none that
 * can be edited, having said why. */
static enum status load_entry(struct live *live, const struct id *id, struct change_entry **found,
                              struct error *err)
{
    const struct entry *entry;
    struct entries *entries;
    enum status status;

    *found = NULL;
    if (entries_open_one(&entries, live->app->study, id, err))
        return err->status;
    status = entries_next(entries, &entry, err);
    if (!status && entry == NULL) {
        app_say(live->app, ROLE_QUIET, "this entry was taken out");
    } else if (!status && entry->retracted) {
        app_say(live->app, ROLE_QUIET, "whoever said this has taken it back; C-x k gives it back");
    } else if (!status && entry->kind != ENTRY_NOTE && entry->kind != ENTRY_EVENT
               && entry->kind != ENTRY_COMMENT) {
        app_say(live->app, ROLE_QUIET, "this line is no text to edit: undo it, or log it anew");
    } else if (!status && strchr(entry->text, '\n') != NULL) { /* a line would make one of them */
        app_say(live->app, ROLE_QUIET, "this entry has paragraphs: change it when it is written up");
    } else if (!status) {
        *found = mem_alloc(1, sizeof **found);
        **found = entry_to_revise(entry);
    }
    entries_close(entries);
    return status;
}

void live_edit(struct live *live, const struct id *id)
{
    struct error err = ERROR_INIT;
    struct change_entry *found;
    struct str line = STR_INIT;
    char time[CLOCK_TIME];

    /* The entry is read from the study, so it must be there. */
    if ((live->reading && !live_writes(live)) || !live_flush(live, 2000))
        return;
    if (load_entry(live, id, &found, &err)) {
        app_say_error(live->app, &err);
        return;
    }
    if (found == NULL)
        return;
    live->editing = found;
    live_compose(&line, &live->room, found);
    line_set(&live->line, str_text(&line));
    str_release(&line);
    live->line_at = found->at;
    live->stale = true;
    live->paint |= PAINT_ALL;
    app_time(live->app, time, found->at, found->offset);
    app_say(live->app, ROLE_STATE, "editing %s; Enter saves, Escape leaves", time);
}
