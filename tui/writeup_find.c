/* SPDX-License-Identifier: MIT */
/* Going to a place in the meeting: words, an agenda item, a time. */
#include "core/clock.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/entries.h"
#include "tui/prompt.h"
#include "tui/said.h"
#include "tui/writeup.h"
#include "tui/writeup_commands.h"
#include <stdlib.h>
#include <string.h>

/* --- words ---------------------------------------------------------------------- */

/* Looks through the entries on one side of `after` for folded words; the
 * sequence of the first that has them, 0 none. */
static enum status look(struct writeup *writeup, enum entries_order order, int64_t after,
                        const char *folded, int64_t *sequence, struct error *err)
{
    struct str text = STR_INIT;
    const struct entry *entry;
    struct entries *entries;
    enum status status;

    *sequence = 0;
    if (entries_open(&entries, writeup->app->study, &writeup->meeting->id, order, after, 0, err))
        return err->status;
    while ((status = entries_next(entries, &entry, err)) == STATUS_OK && entry != NULL
           && *sequence == 0) {
        str_clear(&text);
        text_fold(&text, entry->text, strlen(entry->text));
        if (strstr(str_text(&text), folded) != NULL)
            *sequence = entry->sequence;
    }
    entries_close(entries);
    str_release(&text);
    return status;
}

static bool find(struct writeup *writeup, bool back)
{
    const struct writeup_row *row = writeup_selected(writeup);
    enum entries_order order = back ? ENTRIES_BACKWARD : ENTRIES_FORWARD;
    struct str folded = STR_INIT;
    struct error err = ERROR_INIT;
    int64_t found = 0;
    enum status status;

    if (row == NULL || writeup->sought == NULL)
        return false;
    text_fold(&folded, writeup->sought, strlen(writeup->sought));
    status = look(writeup, order, row->sequence, str_text(&folded), &found, &err);
    if (!status && found == 0) {
        status =
            look(writeup, order, back ? INT64_MAX : INT64_MIN, str_text(&folded), &found, &err);
        if (found != 0)
            app_say(writeup->app, ROLE_QUIET, "on from the other end");
    }
    if (!status && found != 0)
        status = writeup_load_at(writeup, found, &err);
    if (status)
        app_say_error(writeup->app, &err);
    else if (found == 0)
        app_say(writeup->app, ROLE_WARNING, "\"%s\" stands in no entry of this meeting",
                writeup->sought);
    str_release(&folded);
    return !status && found != 0;
}

static bool take_words(struct app *app, void *owner, const char *text)
{
    struct writeup *writeup = owner;

    (void)app;
    if (text[0] != '\0') {
        free(writeup->sought);
        writeup->sought = mem_copy(text);
    }
    return find(writeup, false);
}

static void show_words(struct app *app, void *owner, const char *text, struct styled *out)
{
    (void)app;
    (void)owner;
    (void)text;
    styled_add(out, ROLE_QUIET, "words of an entry, accents and case ignored; then f: the next");
}

static const struct prompt_ops words_ops = {
    .title = "Finding words in the meeting",
    .label = "Find:",
    .answer = take_words,
    .show = show_words,
};

void cmd_writeup_find(struct app *app)
{
    prompt_open(app, &words_ops, app->view->data, "");
}

void cmd_writeup_find_next(struct app *app)
{
    struct writeup *writeup = app->view->data;

    if (writeup->sought == NULL)
        cmd_writeup_find(app);
    else
        (void)find(writeup, false);
}

void cmd_writeup_find_back(struct app *app)
{
    struct writeup *writeup = app->view->data;

    if (writeup->sought == NULL)
        cmd_writeup_find(app);
    else
        (void)find(writeup, true);
}

/* --- items ------------------------------------------------------------------------ */

/* The item of a number, or with a word that begins so; -1 none. */
static int named_item(const struct room *room, const char *text)
{
    size_t number = (size_t)strtoul(text, NULL, 10), len = strlen(text);

    for (size_t i = 0; i < room->item_count; i++)
        if (number > 0 && room->items[i].number == (int)number)
            return (int)i;
    for (size_t i = 0; len > 0 && i < room->item_count; i++) {
        const char *title = room->items[i].title;

        for (size_t at = 0, all = strlen(title); at < all;) {
            if (text_begins(title + at, all - at, text, len))
                return (int)i;
            at = text_next_word(title, all, at);
            while (at < all && title[at] == ' ')
                at++;
        }
    }
    return -1;
}

static enum status find_item(struct writeup *writeup, const struct id *item, int64_t *sequence,
                             struct error *err)
{
    const struct entry *entry;
    struct entries *entries;
    enum status status;

    *sequence = 0;
    if (entries_open(&entries, writeup->app->study, &writeup->meeting->id, ENTRIES_FORWARD,
                     INT64_MIN, 0, err))
        return err->status;
    while ((status = entries_next(entries, &entry, err)) == STATUS_OK && entry != NULL
           && *sequence == 0)
        if (id_equal(&entry->item, item))
            *sequence = entry->sequence;
    entries_close(entries);
    return status;
}

static bool take_item(struct app *app, void *owner, const char *text)
{
    struct writeup *writeup = owner;
    int item = named_item(&writeup->room, text);
    struct error err = ERROR_INIT;
    int64_t sequence = 0;

    if (item < 0) {
        app_say(app, ROLE_WARNING, "no item has that number, or a word that begins so");
        return false;
    }
    if (find_item(writeup, &writeup->room.items[item].id, &sequence, &err)
        || (sequence != 0 && writeup_load_at(writeup, sequence, &err))) {
        app_say_error(app, &err);
        return false;
    }
    if (sequence == 0)
        app_say(app, ROLE_WARNING, "nothing was noted under item %d",
                writeup->room.items[item].number);
    return sequence != 0;
}

static void show_item(struct app *app, void *owner, const char *text, struct styled *out)
{
    const struct writeup *writeup = owner;
    int item = named_item(&writeup->room, text);

    (void)app;
    if (item >= 0)
        styled_add_format(out, ROLE_BAND, "%d. %s", writeup->room.items[item].number,
                          writeup->room.items[item].title);
    else
        styled_add_format(out, ROLE_QUIET, "one of %zu items: its number, or a word of its title",
                          writeup->room.item_count);
}

static const struct prompt_ops item_ops = {
    .title = "Going to an item",
    .label = "Go to item:",
    .answer = take_item,
    .show = show_item,
};

void cmd_writeup_item(struct app *app)
{
    const struct writeup *writeup = app->view->data;

    if (writeup->room.item_count == 0)
        app_say(app, ROLE_QUIET, "this meeting has no agenda");
    else
        prompt_open(app, &item_ops, app->view->data, "");
}
