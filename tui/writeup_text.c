/* SPDX-License-Identifier: MIT */
/* Editing the words of the selected entry where they stand. Codes on words
 * follow them; what is half changed is kept beside the entry until it is
 * saved or given up. */
#include "core/follow.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/drafts.h"
#include "tui/said.h"
#include "tui/writeup.h"
#include "tui/writeup_commands.h"
#include "tui/writing.h"
#include <stdlib.h>
#include <string.h>

/* What the editor of an entry needs beside the write-up. */
struct text {
    struct writeup *writeup;
    size_t *followed; /* beside the entry's codings: its stretch; those on all of it too */
    bool kept;        /* a draft is in the study */
};

/* The bytes of the text without blanks and line ends behind it. */
static size_t trimmed(const char *text)
{
    size_t len = strlen(text);

    while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\n' || text[len - 1] == '\t'))
        len--;
    return len;
}

/* Where the editor and the comparing of both texts differ, the editor knows
 * better: it saw what was typed. Where it saw all words of a code go, words
 * like them may have been typed again. */
static void follow_codings(const struct text *text, const struct writing *writing, const char *new,
                           struct change *change)
{
    const struct entry *now = text->writeup->now;
    size_t len = strlen(new);
    struct follow follow;

    follow_begin(&follow, now->text, new);
    for (size_t i = 0; i < now->coding_count; i++) {
        struct editor_stretch is;
        struct span words = now->codings[i].words;
        bool found;

        if (now->codings[i].whole)
            continue;
        is = writing->editor.stretch[text->followed[i]];
        if (is.lost || is.at.start >= len)
            continue;
        if (is.at.start + is.at.len > len)
            is.at.len = len - is.at.start;
        found = follow_span(&follow, &words);
        if (found && words.start == is.at.start && words.len == is.at.len)
            continue;
        writeup_move_coding(change, now, i, &is.at);
    }
    follow_release(&follow);
}

/* Names the codes whose words are gone, as they were stored. */
static void say_saved(struct writeup *writeup)
{
    struct str lost = STR_INIT;
    size_t count = 0;

    for (size_t i = 0; writeup->now != NULL && i < writeup->now->coding_count; i++)
        if (writeup->now->codings[i].lost[0] != '\0') {
            str_add(&lost, count++ > 0 ? "; " : "");
            writeup_name_coding(&lost, &writeup->room, &writeup->now->codings[i]);
            str_add_format(&lost, " was on \"%s\"", writeup->now->codings[i].lost);
        }
    if (count > 0)
        app_say(writeup->app, ROLE_WARNING, "saved; words are gone, the code stands on the whole entry: %s",
                lost.text);
    else
        app_say(writeup->app, ROLE_GOOD, "saved");
    str_release(&lost);
}

static void drop_draft(struct app *app, struct text *text, const struct id *entry)
{
    struct error err = ERROR_INIT;

    if (text->kept && drafts_keep(app->study, entry, NULL, &err))
        app_say_error(app, &err);
    text->kept = false;
}

static bool save_text(struct app *app, struct writing *writing)
{
    struct text *text = writing->owner;
    struct writeup *writeup = text->writeup;
    const struct entry *now = writeup->now;
    struct id id = now->id;
    struct change_entry *entry;
    struct change change;
    char *new = mem_copy_len(editor_text(&writing->editor), trimmed(editor_text(&writing->editor)));
    bool saved = true;

    if (new[0] == '\0' && now->coding_count == 0) {
        app_say(app, ROLE_WARNING, "nothing would be left of it: Escape, then d takes it out");
        saved = false;
    } else if (strcmp(new, now->text) != 0) {
        struct follow follow;

        writeup_begin(writeup, &change);
        entry = writeup_revise(writeup, &change);
        free(entry->text);
        free(entry->verbatim);
        entry->text = mem_copy(new);
        follow_begin(&follow, now->text, new);
        entry->verbatim =
            follow_verbatim(&follow, now->verbatim, now->verbatim_count, &entry->verbatim_count);
        follow_release(&follow);
        if (entry->kind == ENTRY_NOTE || entry->kind == ENTRY_EVENT)
            entry->kind = new[0] != '\0' ? ENTRY_NOTE : ENTRY_EVENT;
        follow_codings(text, writing, new, &change);
        writeup->editing = NULL;
        saved = writeup_apply(writeup, &change, NULL);
        if (saved)
            say_saved(writeup);
        else
            writeup->editing = &writing->editor;
    } else {
        app_say(app, ROLE_QUIET, "it reads as before: nothing was changed");
    }
    free(new);
    if (saved)
        drop_draft(app, text, &id);
    return saved;
}

static void keep_text(struct app *app, struct writing *writing)
{
    struct text *text = writing->owner;
    const struct id *entry = &text->writeup->now->id;
    struct error err = ERROR_INIT;

    if (!editor_changed(&writing->editor)) {
        drop_draft(app, text, entry);
        return;
    }
    text->kept = true;
    if (drafts_keep(app->study, entry, editor_text(&writing->editor), &err))
        app_say(app, ROLE_WARNING, "the half-changed text is not kept: %s", err.text);
}

static void left_text(struct app *app, struct writing *writing)
{
    (void)writing;
    app_say(app, ROLE_STATE, "kept, not saved: Enter takes it up, C-u there gives it up");
}

static void draw_text(struct app *app, struct writing *writing)
{
    struct text *text = writing->owner;

    writeup_draw(app, text->writeup);
}

static void close_text(struct app *app, struct writing *writing)
{
    struct text *text = writing->owner;

    (void)app;
    text->writeup->editing = NULL;
    text->writeup->hint = NULL;
    text->writeup->followed = NULL;
    free(text->followed);
    free(text);
}

static const struct writing_ops text_ops = {
    .title = "Editing an entry",
    .enter_saves = true,
    .save = save_text,
    .keep = keep_text,
    .left = left_text,
    .draw = draw_text,
    .close = close_text,
};

size_t *writeup_follow(const struct entry *entry, struct editor *editor)
{
    size_t *followed = mem_alloc(entry->coding_count + 1, sizeof *followed);

    for (size_t i = 0; i < entry->coding_count; i++)
        if (!entry->codings[i].whole)
            followed[i] =
                editor_follow(editor, entry->codings[i].words.start, entry->codings[i].words.len);
    return followed;
}

/* A text that was half changed stands in the editor again, with each code on
 * what is left of its words. */
static void take_up(struct writing *writing, const struct entry *entry, const size_t *followed,
                    const char *draft)
{
    struct follow follow;

    follow_begin(&follow, entry->text, draft);
    editor_set(&writing->editor, draft);
    for (size_t i = 0; i < entry->coding_count; i++) {
        struct span words = entry->codings[i].words;
        struct editor_stretch *stretch;

        if (entry->codings[i].whole)
            continue;
        stretch = &writing->editor.stretch[followed[i]];
        stretch->lost = !follow_span(&follow, &words);
        stretch->at = words;
    }
    follow_release(&follow);
}

/* Opens the editor, with what was half changed and the cursor at its end, or
 * at byte `at`. */
static void edit_text(struct writeup *writeup, size_t at)
{
    struct app *app = writeup->app;
    const struct entry *now = writeup->now;
    struct error err = ERROR_INIT;
    struct writing *writing;
    struct text *text;
    char *draft;

    if (now->kind != ENTRY_NOTE && now->kind != ENTRY_EVENT && now->kind != ENTRY_COMMENT) {
        app_say(app, ROLE_QUIET, "this line is no text to edit: d takes it out, a adds one");
        return;
    }
    if (drafts_load(app->study, &now->id, &draft, &err)) {
        app_say_error(app, &err);
        return;
    }
    text = mem_alloc(1, sizeof *text);
    text->writeup = writeup;
    writing = writing_open(app, &text_ops, text, now->text);
    text->followed = writeup_follow(now, &writing->editor);
    text->kept = draft != NULL;
    if (draft != NULL) {
        take_up(writing, now, text->followed, draft);
        app_say(app, ROLE_STATE, "what was half changed stands here again; C-u gives it up");
    } else if (at < writing->editor.line.text.len) {
        writing->editor.line.cursor = at;
    }
    free(draft);
    writeup->editing = &writing->editor;
    writeup->followed = text->followed;
    writeup->hint = "Enter saves  C-o row  C-@ marks  C-_ undo  Escape leaves";
}

void cmd_writeup_edit(struct app *app)
{
    struct writeup *writeup = app->view->data;

    if (writeup_may_touch(writeup, cmd_writeup_edit))
        edit_text(writeup, SIZE_MAX);
}
