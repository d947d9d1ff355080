/* SPDX-License-Identifier: MIT */
/* Who observes, as a list in which initials are changed. Observers come by
 * themselves with what they type, and none is taken out. */
#include "core/mem.h"
#include "storage/config_file.h"
#include "storage/names.h"
#include "tui/prompt.h"
#include "tui/rows.h"
#include "tui/said.h"
#include "tui/screens.h"
#include <stdlib.h>
#include <string.h>

struct observers {
    struct rows rows;
    struct names names;
    size_t own;    /* who types now; the count of names: none of them */
    char *renamed; /* whose initials are being changed */
};

enum { COLUMN_INITIALS, COLUMN_WHO };

/* The config file as it is now: the program read it long ago. */
static void follow_in_config(struct app *app, const char *from, const char *to)
{
    struct config config;
    struct settings settings;
    struct error err = ERROR_INIT;
    bool section = false;

    config_file_read(&config);
    settings_take(&settings, &config, NULL);
    for (size_t i = 0; i < config.count; i++)
        if (config.line[i].section == CONFIG_OBSERVER && strcmp(config.line[i].observer, from) == 0)
            section = config.line[i].number;
    if (strcmp(settings_text(&settings, SETTING_OBSERVER), from) != 0)
        app_say(app, ROLE_WARNING, "%s is now %s: begin with --observer %s", from, to, to);
    else if (config_file_put(setting_rows[SETTING_OBSERVER].name, to, &err))
        app_say(app, ROLE_WARNING, "%s is now %s, not in your config: %s", from, to, err.text);
    else if (section)
        app_say(app, ROLE_WARNING, "%s is now %s; change [observer %s] in your config too", from,
                to, from);
    else
        app_say(app, ROLE_GOOD, "%s is now %s, in your config too", from, to);
    config_release(&config);
}

static bool take_initials(struct app *app, void *owner, const char *text)
{
    struct observers *observers = owner;
    struct error err = ERROR_INIT;
    bool own = study_observer(app->study) != NULL
               && strcmp(study_observer(app->study), observers->renamed) == 0;

    if (study_rename_observer(app->study, observers->renamed, text, &err)) {
        app_say_error(app, &err);
        return false;
    }
    rows_want(&observers->rows, text);
    if (strcmp(observers->renamed, text) == 0)
        app_say(app, ROLE_QUIET, "%s stays %s", text, text);
    else if (own)
        follow_in_config(app, observers->renamed, text);
    else
        app_say(app, ROLE_GOOD, "%s is now %s", observers->renamed, text);
    return true;
}

static void show_what_for(struct app *app, void *owner, const char *text, struct styled *out)
{
    (void)app;
    (void)owner;
    (void)text;
    styled_add(out, ROLE_QUIET, "letters, digits, - or _; on all that they wrote");
}

static const struct prompt_ops initials_ops = {
    .title = "Initials of an observer",
    .label = "Initials:",
    .answer = take_initials,
    .show = show_what_for,
};

static enum status observers_read(struct app *app, struct rows *rows, struct error *err)
{
    struct observers *observers = rows->data;

    names_release(&observers->names);
    if (meetings_observers(&observers->names, app->study, err))
        return err->status;
    rows->count = observers->names.count;
    for (observers->own = 0; observers->own < rows->count; observers->own++)
        if (study_observer(app->study) != NULL
            && strcmp(study_observer(app->study), observers->names.name[observers->own]) == 0)
            break;
    return STATUS_OK;
}

static void observers_cell(const struct rows *rows, size_t row, size_t column, struct str *out)
{
    const struct observers *observers = rows->data;

    if (column == COLUMN_INITIALS)
        str_add(out, observers->names.name[row]);
    else if (row == observers->own)
        str_add(out, "you");
}

static void observers_open_row(struct app *app, struct rows *rows, size_t row)
{
    struct observers *observers = rows->data;

    if (study_is_read_only(app->study)) {
        app_say(app, ROLE_WARNING, "%s is read-only", app->path);
        return;
    }
    free(observers->renamed);
    observers->renamed = mem_copy(observers->names.name[row]);
    prompt_open(app, &initials_ops, observers, observers->renamed);
}

static void observers_add(struct app *app, struct rows *rows)
{
    (void)rows;
    app_say(app, ROLE_QUIET, "who types comes in by it: moot --observer ID");
}

static void observers_remove(struct app *app, struct rows *rows, size_t row)
{
    (void)rows;
    (void)row;
    app_say(app, ROLE_QUIET, "nobody is taken out; Enter changes the initials");
}

static void observers_closed(struct app *app, struct rows *rows)
{
    struct observers *observers = rows->data;

    (void)app;
    names_release(&observers->names);
    rows_release(rows);
    free(observers->renamed);
    free(observers);
}

static const struct rows_column columns[] = {
    [COLUMN_INITIALS] = { "Initials", 18, false },
    [COLUMN_WHO] = { "", 0, false },
};
static const struct rows_ops observers_ops = {
    .title = "Observers",
    .hint = "Enter changes the initials  Escape back",
    .empty = "Nobody has observed yet.",
    .many = "observers",
    .one = "observer",
    .column = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .load = observers_read,
    .cell = observers_cell,
    .open = observers_open_row,
    .add = observers_add,
    .remove = observers_remove,
    .close = observers_closed,
};

void observers_open(struct app *app)
{
    struct observers *observers = mem_alloc(1, sizeof *observers);

    rows_init(&observers->rows, &observers_ops, observers);
    rows_open(app, &observers->rows, "moot: observers");
}
