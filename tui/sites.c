/* SPDX-License-Identifier: MIT */
/* The sites of the study, and the form of one with what it is like. */
#include "storage/sites.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/confirm.h"
#include "tui/form.h"
#include "tui/rows.h"
#include "tui/said.h"
#include "tui/screens.h"
#include <stdlib.h>
#include <string.h>

struct sites_screen {
    struct rows rows;
    struct sites sites;
};

/* --- one site ------------------------------------------------------------------ */

enum { SITE_CODE, SITE_NAME, SITE_LIKE, SITE_SAVE, SITE_FIELDS };

/* clang-format off */
static const struct form_field fields[SITE_FIELDS] = {
    [SITE_CODE] = { "Code",            "short, as 3 or A: shown everywhere, and exported", FORM_TEXT, 1, false },
    [SITE_NAME] = { "Real name",       "for your eyes: it is kept apart and not exported", FORM_TEXT, 1, false },
    [SITE_LIKE] = { "Characteristics", "one a row, name: value, as size quintile: 4", FORM_ROWS, 6, false },
    [SITE_SAVE] = { "Save",            "Enter saves", FORM_BUTTON, 1, false },
};
/* clang-format on */

struct site_form {
    struct form form;
    struct id id; /* none: a new one */
    struct sites_screen *screen;
};

struct likes {
    struct characteristic *one;
    size_t count, room;
    char *text; /* which they borrow */
};

/* Cuts a line into name and value; false where there is no colon between. */
static bool read_like(char *line, struct characteristic *out)
{
    char *colon = strchr(line, ':'), *end;

    if (colon == NULL)
        return false;
    *colon = '\0';
    for (end = colon; end > line && end[-1] == ' ';)
        *--end = '\0';
    out->name = line + strspn(line, " ");
    out->value = colon + 1 + strspn(colon + 1, " ");
    for (end = strchr(out->value, '\0'); end > out->value && end[-1] == ' ';)
        *--end = '\0';
    return out->name[0] != '\0';
}

/* The characteristics typed; false having said which line is none. */
static bool read_likes(struct app *app, struct form *form, struct likes *out)
{
    char *line, *end;

    *out = (struct likes){ .text = form_take(form, SITE_LIKE) };
    for (line = out->text; line != NULL; line = end) {
        struct characteristic one;

        end = strchr(line, '\n');
        if (end != NULL)
            *end++ = '\0';
        if (line[strspn(line, " \t")] == '\0')
            continue;
        if (!read_like(line, &one)) {
            form_wrong(app, form, SITE_LIKE, "\"%.60s\": write name: value, as size quintile: 4",
                       line);
            return false;
        }
        out->one = mem_grow(out->one, out->count, &out->room, sizeof *out->one);
        out->one[out->count++] = one;
    }
    return true;
}

static void site_save(struct app *app, struct form *form)
{
    struct site_form *site = form->data;
    struct likes likes;
    char *code = form_take(form, SITE_CODE), *name = form_take(form, SITE_NAME);
    struct error err = ERROR_INIT;

    if (read_likes(app, form, &likes)) {
        struct site typed = { .id = site->id,
                              .code = code,
                              .name = name,
                              .characteristic = likes.one,
                              .characteristics = likes.count };
        struct sites_screen *screen = site->screen;
        struct id id;

        if (sites_save(app->study, &typed, &id, &err)) {
            form_wrong(app, form, strstr(err.text, "twice") != NULL ? SITE_LIKE : SITE_CODE, "%s",
                       err.text);
        } else {
            rows_want(&screen->rows, code);
            app_close(app);
            app_say(app, ROLE_GOOD, "site %s is saved", code);
        }
    }
    free(likes.one);
    free(likes.text);
    free(code);
    free(name);
}

static void site_close(struct app *app, struct form *form)
{
    struct site_form *site = form->data;

    (void)app;
    form_release(form);
    free(site);
}

static const struct form_ops site_ops = {
    .title = "A site",
    .save = site_save,
    .close = site_close,
};

static void open_site(struct app *app, struct sites_screen *screen, const struct site *from)
{
    struct site_form *site = mem_alloc(1, sizeof *site);
    struct str likes = STR_INIT;

    site->screen = screen;
    form_init(&site->form, &site_ops, fields, SITE_FIELDS, site);
    if (from != NULL) {
        site->id = from->id;
        form_set(&site->form, SITE_CODE, from->code);
        form_set(&site->form, SITE_NAME, from->name);
        for (size_t i = 0; i < from->characteristics; i++)
            str_add_format(&likes, "%s%s: %s", i > 0 ? "\n" : "", from->characteristic[i].name,
                           from->characteristic[i].value);
        form_set(&site->form, SITE_LIKE, str_text(&likes));
    }
    str_release(&likes);
    form_open(app, &site->form, from != NULL ? "moot: a site" : "moot: a new site");
}

/* --- the list ------------------------------------------------------------------- */

static enum status sites_read(struct app *app, struct rows *rows, struct error *err)
{
    struct sites_screen *screen = rows->data;

    sites_release(&screen->sites);
    if (sites_load(&screen->sites, app->study, err))
        return err->status;
    rows->count = screen->sites.count;
    return STATUS_OK;
}

/* Meetings are counted once the list is seen. */
static void sites_settle(struct app *app, struct rows *rows)
{
    struct sites_screen *screen = rows->data;
    struct error err = ERROR_INIT;

    if (sites_count_meetings(&screen->sites, app->study, &err))
        app_say_error(app, &err);
    app->repaint = true;
}

static void sites_cell(const struct rows *rows, size_t row, size_t column, struct str *out)
{
    const struct sites_screen *screen = rows->data;
    const struct site *site = &screen->sites.site[row];

    if (column == 0)
        str_add(out, site->code);
    else if (column == 1)
        for (size_t i = 0; i < site->characteristics; i++)
            str_add_format(out, "%s%s: %s", i > 0 ? ", " : "", site->characteristic[i].name,
                           site->characteristic[i].value);
    else if (column == 2)
        str_add_format(out, "%zu", site->bodies);
    else if (screen->sites.counted)
        str_add_format(out, "%zu", site->meetings);
}

static void sites_open_row(struct app *app, struct rows *rows, size_t row)
{
    struct sites_screen *screen = rows->data;

    if (study_is_read_only(app->study))
        app_say(app, ROLE_WARNING, "%s is read-only", app->path);
    else
        open_site(app, screen, &screen->sites.site[row]);
}

static void sites_add(struct app *app, struct rows *rows)
{
    open_site(app, rows->data, NULL);
}

static void remove_selected(struct app *app)
{
    struct rows *rows = app->view->data;
    struct sites_screen *screen = rows->data;
    struct error err = ERROR_INIT;
    size_t row;

    if (!rows_selected(rows, &row))
        return;
    if (sites_delete(app->study, &screen->sites.site[row].id, &err))
        app_say_error(app, &err);
    else
        app_say(app, ROLE_GOOD, "taken out: site %s", screen->sites.site[row].code);
    rows_reload(app, rows);
}

static void sites_remove(struct app *app, struct rows *rows, size_t row)
{
    struct sites_screen *screen = rows->data;
    const struct site *site = &screen->sites.site[row];

    if (site->bodies > 0 || site->meetings > 0)
        app_say(app, ROLE_WARNING, "site %s has bodies or meetings and stays; Enter renames it",
                site->code);
    else
        app_confirm(app, remove_selected, "take out site %s and what is noted of it?", site->code);
}

static void sites_closed(struct app *app, struct rows *rows)
{
    struct sites_screen *screen = rows->data;

    (void)app;
    sites_release(&screen->sites);
    rows_release(rows);
    free(screen);
}

static const struct rows_column columns[] = { { "Site", 10, false },
                                              { "Characteristics", 0, false },
                                              { "Bodies", 8, true },
                                              { "Meetings", 10, true } };
static const struct rows_ops sites_ops = {
    .title = "Sites",
    .hint = "Enter edit  n new  d take out  / filter  q back",
    .empty =
        "No site yet.\n\nn makes one: a short code, and what it is like\nin words of your own.\n"
        "A site is also made by naming it where a meeting is set up.",
    .many = "sites",
    .one = "site",
    .column = columns,
    .column_count = 4,
    .unsought = 1, /* numbers that come later */
    .load = sites_read,
    .settle = sites_settle,
    .cell = sites_cell,
    .open = sites_open_row,
    .add = sites_add,
    .remove = sites_remove,
    .close = sites_closed,
};

void sites_open(struct app *app)
{
    struct sites_screen *screen = mem_alloc(1, sizeof *screen);

    rows_init(&screen->rows, &sites_ops, screen);
    rows_open(app, &screen->rows, "moot: sites");
}
