/* SPDX-License-Identifier: MIT */
/* What becomes of what is typed: the line's time, its draft, its reading, the
 * entry it is logged as, hot keys and pasted lines. Nothing here waits for
 * the disk: changes and drafts go to the writer. */
#include "core/clock.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/live_room.h"
#include "tui/live_retract.h"
#include "tui/said.h"
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DRAFT_DELAY = 400, HOT_KEY_GUARD = 2000 }; /* milliseconds */

int64_t live_now(const struct live *live)
{
    return clock_now(&live->clock);
}

const struct reading *live_read(struct live *live)
{
    struct known known;

    if (!live->stale)
        return &live->read;
    known = live_known(live, live->line_at == TIME_UNKNOWN ? live_now(live) : live->line_at);
    reading_release(&live->read);
    grammar_read(&live->read, str_text(&live->line.text), live->line.text.len, &known);
    live->stale = false;
    return &live->read;
}

static void line_changed(struct live *live)
{
    live->stale = true;
    live->tabbed = false;
    live->paint |= PAINT_LINE;
    completions_release(&live->offered);
    if (live->line_at == TIME_UNKNOWN)
        live->line_typed = live_now(live);
    if (live->line.text.len == 0)
        live->left_brief = 0;
    if (live->line.text.len == 0)
        live->line_at = TIME_UNKNOWN;
    else if (live->line_at == TIME_UNKNOWN)
        live->line_at = live_stamp(live);
    if (live->draft_due == 0)
        live->draft_due = clock_boot() + DRAFT_DELAY;
}

/* Whether a code, or its bracket, ends at `end`. */
static bool ends_code(struct live *live, enum segment_kind kind, size_t end)
{
    const struct reading *read = live_read(live);

    for (size_t i = 0; i < read->segment_count; i++)
        if (read->segments[i].kind == kind
            && read->segments[i].at.start + read->segments[i].at.len == end)
            return true;
    return false;
}

/* The blank that Tab has put behind a code gives way. */
static void close_up(struct live *live, char character)
{
    size_t end = live->line.cursor;
    char before = live->line.text.text[end - 1];

    if (before == ')' && character == ',' && ends_code(live, SEGMENT_MODIFIERS, end)) {
        line_left(&live->line); /* one more choice */
        live->comma = end;
    } else if (before == ' ' && strchr("(+-.,;:?!)", character) != NULL
               && (ends_code(live, SEGMENT_CODE, end - 1)
                   || ends_code(live, SEGMENT_MODIFIERS, end - 1))) {
        line_delete_left(&live->line);
    }
}

void live_typing(struct app *app, void *data, char character)
{
    struct live *live = data;

    (void)app;
    live->expanded.brief = NULL;
    if (character == '\0' || live->line.cursor == 0)
        return;
    live_expand(live, character);
    if (live->tabbed) {
        close_up(live, character);
    } else if (character == ' ' && live->comma == live->line.cursor) {
        line_delete_left(&live->line); /* the comma was one of the words */
        line_right(&live->line);
        line_insert(&live->line, ",", 1);
    }
}

void live_edited(struct app *app, void *data, bool changed)
{
    struct live *live = data;

    live->paint |= PAINT_LINE | PAINT_STATUS;
    live->confirming = CONFIRM_NOTHING;
    live->tabbed = false;
    if (live->comma != live->line.cursor)
        live->comma = 0;
    completions_release(&live->offered);
    if (!changed)
        return;
    if (live->reading) {
        line_set(&live->line, "");
        (void)live_writes(live);
        return;
    }
    offer_drop(live);
    live_take_back(live);
    if (live->line_at == TIME_UNKNOWN && app->said_role != ROLE_WARNING)
        app->said[0] = '\0';
    live->hot_key = 0;
    line_changed(live);
}

void live_save_draft(struct live *live, bool at_once)
{
    struct str text = STR_INIT;

    if (live->writer == NULL || live->draft_due == 0
        || (!at_once && clock_boot() < live->draft_due))
        return;
    live_draft_text(&text, live);
    writer_give_draft(live->writer, str_text(&text),
                      live->editing != NULL ? live->editing->at : live->line_at, live->room.offset,
                      live->editing != NULL ? &live->editing->id : NULL);
    str_release(&text);
    live->draft_due = 0;
}

void live_clear(struct live *live)
{
    line_cut_all(&live->line);
    line_changed(live);
    live_save_draft(live, true);
}

enum status live_recover(struct live *live, struct error *err)
{
    struct draft draft = { 0 };
    char typed[CLOCK_TIME], saved[CLOCK_TIME];

    if (record_load_draft(live->app->study, &live->meeting->id, &draft, err))
        return err->status;
    if (draft.text == NULL || draft.text[0] == '\0') {
        free(draft.text);
        return STATUS_OK;
    }
    line_set(&live->line, draft.text);
    live->line_at = draft.at;
    live->stale = true;
    app_time(live->app, typed, draft.at, draft.offset);
    app_time(live->app, saved, draft.saved, draft.offset);
    if (!id_is_none(&draft.edits)) {
        live_edit(live, &draft.edits);
        if (live->editing != NULL) {
            line_set(&live->line, draft.text);
            live->stale = true;
        }
    }
    app_say(live->app, ROLE_STATE,
            COLS < 64 ? "recovered: %s, saved %s; C-u discards"
                      : "recovered: what was typed at %s, saved %s; C-u discards",
            typed, saved);
    free(draft.text);
    return STATUS_OK;
}

void live_give(struct live *live, struct change *change)
{
    bool begins = false;

    if (change_is_empty(change)) {
        change_release(change);
        return;
    }
    for (size_t i = 0; i < change->entry_count; i++)
        begins |= change->entries[i].kind == ENTRY_AGENDA && !change->entries[i].revises;
    offer_settle(live, true); /* what Tab has chosen came before */
    offer_drop(live);
    log_add(live, change, live->news.given + 1);
    live->news.given = writer_give(live->writer, change);
    live->stale = true; /* open states and the last entry change how a line reads */
    live_check_persistent(live);
    live_offer_return(live, begins);
    live->paint |= PAINT_TOP | PAINT_STATES | PAINT_LINE;
}

/* What the line became is said by the log; only what is worth a word stands
 * in the status line. */
static void say(struct live *live, const struct room_said *said)
{
    if (said->text[0] != '\0')
        app_say(live->app, ROLE_STATE, "%s", said->text);
}

static void empty_line(struct live *live)
{
    line_set(&live->line, "");
    line_changed(live);
    live->draft_due = 0; /* the change drops the draft, or it is given below */
    writer_give_draft(live->writer, "", live_now(live), live->room.offset, NULL);
}

static void leave_editing(struct live *live)
{
    if (live->editing == NULL)
        return;
    change_entry_release(live->editing);
    free(live->editing);
    live->editing = NULL;
    live->paint |= PAINT_ALL;
}

void live_edit_leave(struct live *live)
{
    leave_editing(live);
    empty_line(live);
}

void live_take(struct live *live)
{
    struct reading reading = { 0 };
    struct str clean = STR_INIT;
    struct room_said said = { "" };
    struct change change;
    struct live_made made;
    struct known known;

    if (live->line.cursor == live->line.text.len)
        live_expand(live, '\0');
    known = live_known(live, live->line_at);
    text_clean_line(&clean, str_text(&live->line.text), live->line.text.len);
    grammar_read(&reading, str_text(&clean), clean.len, &known);
    change_init(&change, &live->meeting->id, clock_wall());
    if (live->editing != NULL)
        room_revise(&live->room, live->editing, &reading, str_text(&clean), &change, &said);
    else
        room_take(&live->room, &reading, str_text(&clean), &change, &said);
    change.drops_draft = true;
    say(live, &said);
    if (reading.kind == READ_CORRECTION || reading.kind == READ_TIME)
        app_say(live->app, ROLE_GOOD, "%s",
                said.text[0] != '\0'        ? said.text
                : reading.kind == READ_TIME ? "the last entry was moved"
                                            : "the last entry was corrected");
    if (live->editing != NULL && said.text[0] == '\0')
        app_say(live->app, ROLE_GOOD, "the entry was changed");
    if (live->editing == NULL && change.entry_count > 0)
        live_heard(live, change.entries[0].speakers, change.entries[0].speaker_count);
    for (size_t i = 0; i < change.entry_count; i++) {
        if (!live_is_retracted(live, &change.entries[i]))
            continue;
        change.entries[i].retracted = true; /* as storage does */
        app_say(live->app, ROLE_STATE, "whoever speaks here has taken it back: kept, and hidden");
    }
    made = live_made(&change);
    live_give(live, &change);
    leave_editing(live);
    empty_line(live);
    live_offer(live, &made);
    reading_release(&reading);
    str_release(&clean);
}

/* --- hot keys ------------------------------------------------------------------ */

int live_code_of_key(const struct room *room, char hot_key)
{
    for (size_t i = 0; i < room->code_count; i++)
        if (room->codes[i].hot_key == hot_key && !room->codes[i].retired)
            return (int)i;
    return -1;
}

void live_name_key(const struct code *code, char name[PRESS_NAME])
{
    name[0] = '\0';
    if (code->hot_key >= '0' && code->hot_key <= '9')
        snprintf(name, PRESS_NAME, "F%c", code->hot_key);
    else if (code->hot_key != 0)
        snprintf(name, PRESS_NAME, "M-%c", code->hot_key);
}

/* Adds " #key" at the end of the line. The cursor stays in front of it, so
 * that the words go on; the blank is needed even behind one, for those words
 * to come. */
static void add_code(struct live *live, int code)
{
    struct str added = STR_INIT;

    str_add_format(&added, " #%s", live_code_label(&live->room.codes[code]));
    line_append(&live->line, added.text);
    line_changed(live);
    str_release(&added);
}

static void log_code(struct live *live, int code)
{
    struct room_said said = { "" };
    struct live_made made;
    struct change change;

    change_init(&change, &live->meeting->id, clock_wall());
    room_take_code(&live->room, code, live_stamp(live), &change, &said);
    made = live_made(&change);
    live_give(live, &change);
    live_offer(live, &made);
    say(live, &said);
}

/* Says what was set; what Tab adds to it stands before that. */
static void say_code(struct live *live, const struct code *code)
{
    if (live->line.text.len > 0)
        live_offer_bracket(live, code);
    app_say(live->app, ROLE_QUIET, "%s  %s: %s", live_code_label(code), code->name,
            code->definition != NULL ? code->definition : "");
}

bool live_hot_key(struct live *live, const char *key)
{
    char hot_key = 0;
    int code;
    int64_t now = clock_boot();

    if (key[0] == 'M' && key[1] == '-' && key[2] >= 'a' && key[2] <= 'z' && key[3] == '\0')
        hot_key = key[2];
    else if (key[0] == 'F' && key[1] >= '3' && key[1] <= '9' && key[2] == '\0')
        hot_key = key[1];
    code = hot_key != 0 ? live_code_of_key(&live->room, hot_key) : -1;
    if (code < 0)
        return false;
    if (!live_writes(live))
        return true;
    if (live->hot_key == hot_key && now - live->hot_at < HOT_KEY_GUARD) {
        app_say(live->app, ROLE_STATE, "%s twice within two seconds: counted once", key);
        return true;
    }
    if (live->line.text.len > 0)
        add_code(live, code);
    else
        log_code(live, code);
    live->hot_key = hot_key;
    live->hot_at = now;
    say_code(live, &live->room.codes[code]);
    return true;
}

void live_add_modifiers(struct live *live)
{
    int code = live->hot_key != 0 ? live_code_of_key(&live->room, live->hot_key) : -1;

    if (code < 0 || live->line.text.len == 0 || live->room.codes[code].modifier_count == 0)
        return;
    live->hot_key = 0;
    line_append(&live->line, "()");
    live->line.cursor = live->line.text.len - 1;
    line_changed(live);
}

/* --- pasting ----------------------------------------------------------------- */

/* Moves all rows of `from` to the end of `into`: many lines are one command,
 * and undone as one. */
static void join(struct change *into, struct change *from)
{
    for (size_t i = 0; i < from->entry_count; i++) {
        *change_add_entry(into) = from->entries[i];
        from->entries[i] = (struct change_entry){ 0 };
    }
    for (size_t i = 0; i < from->coding_count; i++) {
        *change_add_coding(into) = from->codings[i];
        from->codings[i] = (struct change_coding){ 0 };
    }
    from->entry_count = from->coding_count = 0;
    change_release(from);
}

static void paste_lines(struct live *live, const char *text, size_t len)
{
    struct change all;
    struct room_said said = { "" };
    struct str clean = STR_INIT;
    size_t start = 0;
    int64_t now = live_now(live);

    change_init(&all, &live->meeting->id, clock_wall());
    while (start < len) {
        const char *end = memchr(text + start, '\n', len - start);
        size_t stop = end != NULL ? (size_t)(end - text) : len;
        struct known known = room_known(&live->room, now);
        struct reading reading = { 0 };
        struct change change;

        str_clear(&clean);
        text_clean_line(&clean, text + start, stop - start);
        if (clean.len > 0) {
            grammar_read_plain(&reading, clean.text, clean.len, &known);
            change = (struct change){ .meeting = all.meeting, .recorded = all.recorded };
            room_take(&live->room, &reading, clean.text, &change, &said);
            join(&all, &change);
            reading_release(&reading);
        }
        start = stop + 1;
    }
    app_say(live->app, ROLE_GOOD, "%zu pasted lines became entries, unread; C-_ takes them back",
            all.entry_count);
    live_give(live, &all);
    str_release(&clean);
}

void live_paste(struct live *live, const char *text, size_t len)
{
    struct str clean = STR_INIT;

    if (!live_writes(live))
        return;
    text_clean(&clean, text, len);
    /* One line with its end, in the middle of typing, is words, too. */
    if (clean.len > 0 && live->line.text.len > 0
        && memchr(clean.text, '\n', clean.len) == clean.text + clean.len - 1)
        str_splice(&clean, clean.len - 1, 1, "", 0);
    if (memchr(str_text(&clean), '\n', clean.len) != NULL) {
        paste_lines(live, clean.text, clean.len);
    } else {
        line_insert(&live->line, str_text(&clean), clean.len);
        live->hot_key = 0;
        line_changed(live);
    }
    str_release(&clean);
}
