/* SPDX-License-Identifier: MIT */
/* The text expansions of a study as a list, and the form for one of them.
 * Under the list stand suggestions: the initials of agenda items, where it was
 * opened from a meeting, and of bodies, and "s3" for site 3. They are never
 * taken by themselves: the local name of a body in a note would leave with
 * every export. A site stands for its code, as it does in exports: its real
 * name is identity, and neither it nor its initials are suggested. */
#include "storage/expansions.h"
#include "tui/expansions.h"

#include "core/mem.h"
#include "core/text.h"
#include "storage/names.h"
#include "tui/command.h"
#include "tui/confirm.h"
#include "tui/form.h"
#include "tui/live.h"
#include "tui/rows.h"
#include "tui/said.h"
#include "tui/screen_commands.h"
#include <stdlib.h>
#include <string.h>

enum { FIELD_BRIEF, FIELD_FULL, FIELDS };
enum { COLUMN_BRIEF, COLUMN_FULL };

struct suggestion {
    char *brief, *full;
    bool body; /* the local name of a body */
};

struct expansions_screen {
    struct rows rows;
    struct expansions list;
    struct suggestion *suggestion;
    size_t count, room;
    char **title; /* of the agenda of the meeting it was opened from; owned */
    size_t title_count;
};

/* --- suggestions -------------------------------------------------------------------------- */

static void drop_suggestions(struct expansions_screen *screen)
{
    for (size_t i = 0; i < screen->count; i++) {
        free(screen->suggestion[i].brief);
        free(screen->suggestion[i].full);
    }
    screen->count = 0;
}

/* Unless it is there already, or was thrown out because the same letters stand
 * for something else. */
static void suggest(struct expansions_screen *screen, const char *brief, const char *full,
                    bool body)
{
    bool taken = false;

    for (size_t i = 0; i < screen->list.count; i++)
        taken = taken || strcmp(screen->list.item[i].brief, brief) == 0;
    for (size_t i = 0; i < screen->count; i++)
        taken = taken || strcmp(screen->suggestion[i].brief, brief) == 0;
    if (taken || !expansion_brief_fits(brief) || strlen(brief) > EXPANSION_BRIEF
        || strlen(full) > EXPANSION_FULL)
        return;
    screen->suggestion =
        mem_grow(screen->suggestion, screen->count, &screen->room, sizeof *screen->suggestion);
    screen->suggestion[screen->count++] =
        (struct suggestion){ mem_copy(brief), mem_copy(full), body };
}

static void suggest_initials(struct expansions_screen *screen, const char *full, bool body)
{
    struct str brief = STR_INIT;

    expansion_initials(&brief, full);
    suggest(screen, str_text(&brief), full, body);
    str_release(&brief);
}

static enum status suggest_sites(struct app *app, struct expansions_screen *screen,
                                 struct error *err)
{
    struct names sites;
    struct str brief = STR_INIT, full = STR_INIT;

    if (meetings_sites(&sites, app->study, err))
        return err->status;
    for (size_t i = 0; i < sites.count; i++) {
        str_clear(&brief);
        str_clear(&full);
        str_add_format(&brief, "s%s", sites.name[i]);
        str_add_format(&full, "site %s", sites.name[i]);
        suggest(screen, str_text(&brief), str_text(&full), false);
    }
    str_release(&brief);
    str_release(&full);
    names_release(&sites);
    return STATUS_OK;
}

static enum status load_suggestions(struct app *app, struct expansions_screen *screen,
                                    struct error *err)
{
    char **names = NULL;
    size_t count = 0;

    drop_suggestions(screen);
    for (size_t i = 0; i < screen->title_count; i++)
        suggest_initials(screen, screen->title[i], false);
    if (expansions_bodies(app->study, &names, &count, err))
        return err->status;
    for (size_t i = 0; i < count; i++) {
        suggest_initials(screen, names[i], true);
        free(names[i]);
    }
    free(names);
    return suggest_sites(app, screen, err);
}

/* --- the form --------------------------------------------------------------------------------- */

struct expansion_form {
    struct form form;
    struct expansions list;
    char *before; /* the abbreviation that is changed; NULL: a new one */
};

static const struct form_field fields[FIELDS] = {
    [FIELD_BRIEF] = { .label = "Typed", .hint = "a short word, as ne", .kind = FORM_TEXT },
    [FIELD_FULL] = { .label = "Becomes",
                     .hint = "what stands in the note, as NHS England",
                     .kind = FORM_TEXT },
};

/* What an abbreviation could be mixed up with: said, and never in the way. */
static void warn(struct app *app, struct expansion_form *f)
{
    char *brief = form_take(&f->form, FIELD_BRIEF);
    int like = expansion_like(f->list.item, f->list.count, brief);
    struct error err = ERROR_INIT;
    size_t uses = 0;

    if (brief[0] == '\0' || (f->before != NULL && strcmp(f->before, brief) == 0)) {
        free(brief);
        return;
    }
    for (size_t i = 0; i < f->list.count; i++)
        if (strcmp(f->list.item[i].brief, brief) == 0) {
            app_say(app, ROLE_WARNING, "\"%s\" stands for \"%s\" already: saving changes that",
                    brief, f->list.item[i].full);
            free(brief);
            return;
        }
    if (expansions_uses(app->study, brief, &uses, &err))
        app_say_error(app, &err);
    else if (uses > 0)
        app_say(app, ROLE_WARNING, "\"%s\" is a word in %zu%s %s of this study", brief, uses,
                uses == EXPANSIONS_MANY ? " or more" : "", uses == 1 ? "entry" : "entries");
    else if (like >= 0)
        app_say(app, ROLE_WARNING, "\"%s\" is much like \"%s\" (%s)", brief,
                f->list.item[like].brief, f->list.item[like].full);
    free(brief);
}

static void form_left(struct app *app, struct form *form, size_t field)
{
    if (field == FIELD_BRIEF)
        warn(app, form->data);
}

static void form_save(struct app *app, struct form *form)
{
    struct expansion_form *f = form->data;
    char *brief = form_take(form, FIELD_BRIEF), *full = form_take(form, FIELD_FULL);
    struct error err = ERROR_INIT;
    enum status status = expansions_set(app->study, brief, full, &err);

    if (!status && f->before != NULL && strcmp(f->before, brief) != 0)
        status = expansions_remove(app->study, f->before, &err);
    if (status == STATUS_INPUT) {
        form_wrong(app, form,
                   full[0] == '\0' || strlen(full) > EXPANSION_FULL ? FIELD_FULL : FIELD_BRIEF,
                   "%s", err.text);
    } else if (status) {
        app_say_error(app, &err);
    } else {
        warn(app, f);
        form_clean(form);
        app_close(app);
    }
    free(brief);
    free(full);
}

static void form_closed(struct app *app, struct form *form)
{
    struct expansion_form *f = form->data;

    (void)app;
    form_release(form);
    expansions_release(&f->list);
    free(f->before);
    free(f);
}

static const struct form_ops form_table = {
    .title = "A text expansion",
    .left = form_left,
    .save = form_save,
    .close = form_closed,
};

static void open_form(struct app *app, const char *before, const char *brief, const char *full)
{
    struct expansion_form *f = mem_alloc(1, sizeof *f);
    struct error err = ERROR_INIT;

    if (expansions_load(&f->list, app->study, &err)) {
        app_say_error(app, &err);
        free(f);
        return;
    }
    f->before = before != NULL ? mem_copy(before) : NULL;
    form_init(&f->form, &form_table, fields, FIELDS, f);
    form_set(&f->form, FIELD_BRIEF, brief);
    form_set(&f->form, FIELD_FULL, full);
    form_open(app, &f->form, "moot: a text expansion");
}

/* --- the list ------------------------------------------------------------------------------------
 */

static struct expansions_screen *screen_of(const struct rows *rows)
{
    return rows->data;
}

static enum status list_load(struct app *app, struct rows *rows, struct error *err)
{
    struct expansions_screen *screen = screen_of(rows);

    expansions_release(&screen->list);
    if (expansions_load(&screen->list, app->study, err) || load_suggestions(app, screen, err))
        return err->status;
    rows->count = screen->list.count + (screen->count > 0 ? 1 + screen->count : 0);
    return STATUS_OK;
}

static bool list_heading(const struct rows *rows, size_t row)
{
    return row == screen_of(rows)->list.count;
}

/* The suggestion in a row; NULL: it is none. */
static const struct suggestion *suggestion_at(const struct expansions_screen *screen, size_t row)
{
    return row > screen->list.count ? &screen->suggestion[row - screen->list.count - 1] : NULL;
}

static void list_cell(const struct rows *rows, size_t row, size_t column, struct str *out)
{
    const struct expansions_screen *screen = screen_of(rows);
    const struct suggestion *suggestion;

    if (list_heading(rows, row)) {
        str_add(out, column == COLUMN_BRIEF ? "suggested: Enter takes one over" : "");
        return;
    }
    suggestion = suggestion_at(screen, row);
    if (suggestion != NULL) {
        str_add(out, column == COLUMN_BRIEF ? suggestion->brief : suggestion->full);
        if (column == COLUMN_FULL && suggestion->body)
            str_add(out, "  (a body's local name: it would stand in exports)");
        return;
    }
    str_add(out,
            column == COLUMN_BRIEF ? screen->list.item[row].brief : screen->list.item[row].full);
}

static enum role list_role(const struct rows *rows, size_t row)
{
    return row > screen_of(rows)->list.count ? ROLE_QUIET : ROLE_NORMAL;
}

static void list_open(struct app *app, struct rows *rows, size_t row)
{
    const struct expansions_screen *screen = screen_of(rows);
    const struct suggestion *suggestion = suggestion_at(screen, row);

    if (suggestion != NULL)
        open_form(app, NULL, suggestion->brief, suggestion->full);
    else if (row < screen->list.count)
        open_form(app, screen->list.item[row].brief, screen->list.item[row].brief,
                  screen->list.item[row].full);
}

static void list_add(struct app *app, struct rows *rows)
{
    (void)rows;
    open_form(app, NULL, "", "");
}

static void remove_selected(struct app *app)
{
    struct rows *rows = app->view->data;
    struct expansions_screen *screen = screen_of(rows);
    struct error err = ERROR_INIT;
    size_t row;

    if (!rows_selected(rows, &row) || row >= screen->list.count)
        return;
    if (expansions_remove(app->study, screen->list.item[row].brief, &err))
        app_say_error(app, &err);
    rows_reload(app, rows);
}

static void list_remove(struct app *app, struct rows *rows, size_t row)
{
    const struct expansions_screen *screen = screen_of(rows);

    if (row < screen->list.count)
        app_confirm(app, remove_selected, "take out \"%s\"?", screen->list.item[row].brief);
    else
        app_say(app, ROLE_QUIET, "this one is only suggested");
}

static void list_closed(struct app *app, struct rows *rows)
{
    struct expansions_screen *screen = screen_of(rows);

    (void)app;
    rows_release(rows);
    expansions_release(&screen->list);
    drop_suggestions(screen);
    free(screen->suggestion);
    for (size_t i = 0; i < screen->title_count; i++)
        free(screen->title[i]);
    free(screen->title);
    free(screen);
}

static const struct rows_column columns[] = {
    [COLUMN_BRIEF] = { "typed", 14, false },
    [COLUMN_FULL] = { "becomes", 0, false },
};

static const struct rows_ops list_table = {
    .title = "Text expansions",
    .hint = "n new   Enter change   d take out   Escape back",
    .empty =
        "Nothing is expanded yet.\nn makes the first: what is typed short,\nand what it becomes.",
    .many = "abbreviations",
    .column = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .load = list_load,
    .cell = list_cell,
    .role = list_role,
    .heading = list_heading,
    .open = list_open,
    .add = list_add,
    .remove = list_remove,
    .close = list_closed,
};

void expansions_open(struct app *app, const struct room *room)
{
    struct expansions_screen *screen = mem_alloc(1, sizeof *screen);

    if (room != NULL && room->item_count > 0) {
        screen->title = mem_alloc(room->item_count, sizeof *screen->title);
        for (size_t i = 0; i < room->item_count; i++)
            screen->title[screen->title_count++] = mem_copy(room->items[i].title);
    }
    rows_init(&screen->rows, &list_table, screen);
    rows_open(app, &screen->rows, "moot: text expansions");
}

void cmd_home_expansions(struct app *app)
{
    expansions_open(app, NULL);
}

void cmd_live_expansions(struct app *app)
{
    struct live *live = app->view->data;

    live_save_draft(live, true);
    expansions_open(app, &live->room);
}
