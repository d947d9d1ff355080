/* SPDX-License-Identifier: MIT */
/* Codes at write-up: put on an entry or on words of it, taken off, their
 * modifiers changed. */
#include "core/mem.h"
#include "core/text.h"
#include "storage/entries.h"
#include "tui/pick.h"
#include "tui/prompt.h"
#include "tui/said.h"
#include "tui/writeup.h"
#include "tui/writeup_commands.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- putting -------------------------------------------------------------------- */

static void remember(struct writeup *writeup, const struct id *code)
{
    size_t at = 0;

    while (at < writeup->recent_count && !id_equal(&writeup->recent[at], code))
        at++;
    if (at == writeup->recent_count && writeup->recent_count < WRITEUP_RECENT)
        writeup->recent_count++;
    if (at == WRITEUP_RECENT)
        at--;
    memmove(writeup->recent + 1, writeup->recent, at * sizeof *code);
    writeup->recent[0] = *code;
}

static struct change_coding *add_coding(const struct writeup *writeup, struct change *change,
                                        const struct picked *picked, enum coding_action action)
{
    struct change_coding *coding = change_add_coding(change);

    coding->entry = writeup->now->id;
    coding->code = writeup->room.codes[picked->code].id;
    coding->action = action;
    coding->whole = writeup->coded.len == 0;
    coding->words = writeup->coded;
    if (action == CODING_CLOSE || picked->value_count == 0)
        return coding;
    coding->values = mem_alloc(picked->value_count, sizeof *coding->values);
    coding->value_count = picked->value_count;
    for (size_t i = 0; i < picked->value_count; i++)
        coding->values[i] =
            (struct change_value){ picked->values[i].modifier, mem_copy(picked->values[i].value) };
    return coding;
}

/* The opening of a state that an end on the selected entry would close, and
 * how it is closed so far. */
struct opened {
    struct id coding;        /* none: it is not open there */
    struct entry *closing;   /* the entry that closes it; owned; NULL: none does */
    const struct coding *by; /* of closing */
};

static enum status find_opening(struct writeup *writeup, const struct id *code,
                                struct opened *opened, struct error *err)
{
    const struct entry *entry;
    struct entries *entries;
    enum status status;
    bool closed = false;

    if (entries_open(&entries, writeup->app->study, &writeup->meeting->id, ENTRIES_BACKWARD,
                     writeup->now->sequence + 1, 0, err))
        return err->status;
    while (id_is_none(&opened->coding) && !closed && entries_next(entries, &entry, err) == STATUS_OK
           && entry != NULL)
        for (size_t i = entry->coding_count; i-- > 0 && !closed;) {
            const struct coding *coding = &entry->codings[i];

            if (!id_equal(&coding->code, code))
                continue;
            if (coding->action == CODING_OPEN)
                opened->coding = coding->id;
            closed = true;
        }
    status = err->status;
    entries_close(entries);
    return status;
}

static enum status find_closing(struct writeup *writeup, struct opened *opened, struct error *err)
{
    const struct entry *entry;
    struct entries *entries;
    enum status status;

    if (entries_open(&entries, writeup->app->study, &writeup->meeting->id, ENTRIES_FORWARD,
                     writeup->now->sequence - 1, 0, err))
        return err->status;
    while (opened->closing == NULL && entries_next(entries, &entry, err) == STATUS_OK
           && entry != NULL)
        for (size_t i = 0; i < entry->coding_count; i++)
            if (entry->codings[i].action == CODING_CLOSE
                && id_equal(&entry->codings[i].closes, &opened->coding)) {
                opened->closing = entry_copy(entry);
                opened->by = &opened->closing->codings[i];
                break;
            }
    status = err->status;
    entries_close(entries);
    return status;
}

static struct change_coding *revise_coding(struct change *change, const struct entry *entry,
                                           const struct coding *coding)
{
    struct change_coding *revised = change_add_coding(change);

    *revised = (struct change_coding){
        .id = coding->id,
        .revises = true,
        .entry = entry->id,
        .code = coding->code,
        .action = coding->action,
        .whole = coding->whole,
        .words = coding->words,
        .by_end = coding->by_end,
        .closes = coding->closes,
        .value_count = coding->value_count,
    };
    if (coding->value_count > 0)
        revised->values = mem_alloc(coding->value_count, sizeof *revised->values);
    for (size_t i = 0; i < coding->value_count; i++)
        revised->values[i] =
            (struct change_value){ coding->values[i].modifier, mem_copy(coding->values[i].value) };
    return revised;
}

void writeup_move_coding(struct change *change, const struct entry *entry, size_t which,
                         const struct span *words)
{
    struct change_coding *revised = revise_coding(change, entry, &entry->codings[which]);

    revised->whole = false;
    revised->words = *words;
}

/* Takes the end off that the meeting's end put there: the event with it, if
 * it holds nothing else. */
static void remove_end(struct change *change, const struct opened *opened)
{
    const struct entry *entry = opened->closing;

    if (entry->coding_count > 1 || entry->text[0] != '\0' || entry->speaker_count > 0) {
        revise_coding(change, entry, opened->by)->removed = true;
    } else {
        struct change_entry *revised = change_add_entry(change);

        *revised = entry_to_revise(entry);
        revised->removed = true;
    }
}

void writeup_remove_end(struct writeup *writeup, struct change *change, const struct coding *coding)
{
    struct opened opened = { .coding = coding->id, .closing = NULL };
    struct error err = ERROR_INIT;

    if (coding->action != CODING_OPEN)
        return;
    if (find_closing(writeup, &opened, &err))
        app_say_error(writeup->app, &err);
    else if (opened.closing != NULL && opened.by->by_end)
        remove_end(change, &opened);
    entry_free(opened.closing);
}

/* Adds the end of a state to the change; false, having said why not. */
static bool add_end(struct writeup *writeup, struct change *change, const struct picked *picked)
{
    const struct code *code = &writeup->room.codes[picked->code];
    struct opened opened = { .closing = NULL };
    struct error err = ERROR_INIT;
    char time[CLOCK_TIME];
    bool ends = false;

    if (find_opening(writeup, &code->id, &opened, &err)
        || (!id_is_none(&opened.coding) && find_closing(writeup, &opened, &err))) {
        app_say_error(writeup->app, &err);
    } else if (id_is_none(&opened.coding)) {
        app_say(writeup->app, ROLE_WARNING, "%s is not open here: say first where it begins",
                code->name);
    } else if (opened.closing != NULL && !opened.by->by_end) {
        app_time(writeup->app, time, opened.closing->at, opened.closing->offset);
        app_say(writeup->app, ROLE_WARNING, "%s is closed at %s already: take that off first",
                code->name, time);
    } else {
        if (opened.closing != NULL)
            remove_end(change, &opened);
        add_coding(writeup, change, picked, CODING_CLOSE)->closes = opened.coding;
        ends = true;
    }
    entry_free(opened.closing);
    return ends;
}

static void put_code(struct app *app, void *owner, const struct picked *picked)
{
    struct writeup *writeup = owner;
    const struct code *code = &writeup->room.codes[picked->code];
    char name[160];
    struct change change;
    struct id opening;
    bool whole = writeup->coded.len == 0;

    text_print(name, sizeof name, "%s", code->name);
    writeup_begin(writeup, &change);
    remember(writeup, &code->id);
    if (!code->state) {
        (void)add_coding(writeup, &change, picked, CODING_POINT);
    } else if (picked->state == PICK_CLOSES) {
        if (!add_end(writeup, &change, picked)) {
            change_release(&change);
            return;
        }
    } else {
        opening = add_coding(writeup, &change, picked, CODING_OPEN)->id;
        if (picked->state == PICK_HERE)
            add_coding(writeup, &change, picked, CODING_CLOSE)->closes = opening;
    }
    if (writeup_apply(writeup, &change, NULL))
        app_say(app, ROLE_GOOD, "%s is on %s; u takes it back", name,
                whole ? "the whole entry" : "the words marked");
}

void writeup_code(struct writeup *writeup, const struct span *words)
{
    struct pick_setup setup = { .room = &writeup->room,
                                .recent = writeup->recent,
                                .recent_count = writeup->recent_count,
                                .code = -1,
                                .owner = writeup,
                                .taken = put_code };
    struct str on = STR_INIT;

    writeup->coded = *words;
    if (words->len > 0)
        str_add_format(&on, "on \"%.*s\"", (int)words->len, writeup->now->text + words->start);
    else
        str_add_format(&on, "on all of: %s",
                       writeup->now->text[0] != '\0' ? writeup->now->text : "the event");
    setup.on = str_text(&on);
    pick_open(writeup->app, &setup);
    str_release(&on);
}

void cmd_writeup_code(struct app *app)
{
    struct writeup *writeup = app->view->data;

    if (writeup_may_touch(writeup, cmd_writeup_code))
        writeup_code(writeup, &(struct span){ 0, 0 });
}

/* --- which of several --------------------------------------------------------------- */

/* The coding that was named by its number or key; -1 none. */
static int named_coding(const struct writeup *writeup, const char *text)
{
    size_t number = (size_t)strtoul(text, NULL, 10);

    if (number >= 1 && number <= writeup->now->coding_count)
        return (int)number - 1;
    for (size_t i = 0; text[0] != '\0' && i < writeup->now->coding_count; i++) {
        int code = room_find_code(&writeup->room, &writeup->now->codings[i].code);

        if (code >= 0
            && text_same(writeup->room.codes[code].key, strlen(writeup->room.codes[code].key), text,
                         strlen(text)))
            return (int)i;
    }
    return -1;
}

static void show_codings(struct app *app, void *owner, const char *text, struct styled *out)
{
    const struct writeup *writeup = owner;

    (void)app;
    (void)text;
    for (size_t i = 0; i < writeup->now->coding_count; i++) {
        struct str name = STR_INIT;

        writeup_name_coding(&name, &writeup->room, &writeup->now->codings[i]);
        styled_add_format(out, ROLE_CODE, "%s%zu %s", i > 0 ? "  " : "", i + 1, str_text(&name));
        str_release(&name);
    }
}

static bool take_which(struct app *app, void *owner, const char *text)
{
    struct writeup *writeup = owner;
    int which = named_coding(writeup, text);

    if (which < 0) {
        app_say(app, ROLE_WARNING, "type the number of one of them, or its key");
        return false;
    }
    app_close(app);
    writeup->with_coding(writeup, (size_t)which);
    return false;
}

static const struct prompt_ops which_ops = {
    .title = "Which code",
    .label = "Which code?",
    .answer = take_which,
    .show = show_codings,
};

/* Runs `with` on the code of the selected entry, asking which if it has several. */
static void choose_coding(struct writeup *writeup, void (*with)(struct writeup *, size_t))
{
    if (writeup->now->coding_count == 0) {
        app_say(writeup->app, ROLE_QUIET, "this entry has no code; # puts one on it");
    } else if (writeup->now->coding_count == 1) {
        with(writeup, 0);
    } else {
        writeup->with_coding = with;
        prompt_open(writeup->app, &which_ops, writeup, "");
    }
}

/* --- taking off, modifiers --------------------------------------------------------------- */

static void take_off(struct writeup *writeup, size_t which)
{
    struct change change;

    writeup_begin(writeup, &change);
    revise_coding(&change, writeup->now, &writeup->now->codings[which])->removed = true;
    writeup_remove_end(writeup, &change, &writeup->now->codings[which]);
    if (writeup_apply(writeup, &change, NULL))
        app_say(writeup->app, ROLE_GOOD, "the code is taken off; u puts it back");
}

void cmd_writeup_uncode(struct app *app)
{
    struct writeup *writeup = app->view->data;

    if (writeup_may_touch(writeup, cmd_writeup_uncode))
        choose_coding(writeup, take_off);
}

static void set_modifiers(struct app *app, void *owner, const struct picked *picked)
{
    struct writeup *writeup = owner;
    const struct coding *coding = &writeup->now->codings[writeup->modified];
    struct change_coding *revised;
    struct change change;

    writeup_begin(writeup, &change);
    revised = revise_coding(&change, writeup->now, coding);
    for (size_t i = 0; i < revised->value_count; i++)
        free(revised->values[i].value);
    free(revised->values);
    revised->values =
        picked->value_count > 0 ? mem_alloc(picked->value_count, sizeof *revised->values) : NULL;
    revised->value_count = picked->value_count;
    for (size_t i = 0; i < picked->value_count; i++)
        revised->values[i] =
            (struct change_value){ picked->values[i].modifier, mem_copy(picked->values[i].value) };
    if (writeup_apply(writeup, &change, NULL))
        app_say(app, ROLE_GOOD, "changed; u takes it back");
}

static void ask_modifiers(struct writeup *writeup, size_t which)
{
    const struct coding *coding = &writeup->now->codings[which];
    int code = room_find_code(&writeup->room, &coding->code);
    struct pick_setup setup = { .room = &writeup->room,
                                .code = code,
                                .owner = writeup,
                                .taken = set_modifiers,
                                .value_count = coding->value_count };
    struct change_value values[16];

    if (code < 0 || writeup->room.codes[code].modifier_count == 0) {
        app_say(writeup->app, ROLE_QUIET, "this code has no modifiers");
        return;
    }
    if (setup.value_count > 16)
        setup.value_count = 16;
    for (size_t i = 0; i < setup.value_count; i++) /* pick_open copies them */
        values[i] =
            (struct change_value){ coding->values[i].modifier, mem_copy(coding->values[i].value) };
    setup.values = values;
    setup.on = writeup->room.codes[code].name;
    writeup->modified = which;
    pick_open(writeup->app, &setup);
    for (size_t i = 0; i < setup.value_count; i++)
        free(values[i].value);
}

void cmd_writeup_modifiers(struct app *app)
{
    struct writeup *writeup = app->view->data;

    if (writeup_may_touch(writeup, cmd_writeup_modifiers))
        choose_coding(writeup, ask_modifiers);
}

/* A coding whose words are gone stays on the whole entry: seen, and meant so. */
void cmd_writeup_keep_lost(struct app *app)
{
    struct writeup *writeup = app->view->data;
    struct change change;
    size_t count = 0;

    if (!writeup_may_touch(writeup, cmd_writeup_keep_lost))
        return;
    writeup_begin(writeup, &change);
    for (size_t i = 0; i < writeup->now->coding_count; i++)
        if (writeup->now->codings[i].lost[0] != '\0') {
            (void)revise_coding(&change, writeup->now, &writeup->now->codings[i]);
            count++;
        }
    if (count == 0) {
        change_release(&change);
        app_say(app, ROLE_QUIET, "no code of this entry has lost its words");
    } else if (writeup_apply(writeup, &change, NULL)) {
        app_say(app, ROLE_GOOD, "kept on the whole entry");
    }
}
