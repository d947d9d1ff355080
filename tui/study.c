/* SPDX-License-Identifier: MIT */
/* The settings of the study: its title, what exports may show, who observes,
 * and the ways to its lists. */
#include "core/mem.h"
#include "storage/lists.h"
#include "storage/names.h"
#include "tui/form.h"
#include "tui/said.h"
#include "tui/screens.h"
#include <stdlib.h>

enum {
    STUDY_TITLE,
    STUDY_BODIES,
    STUDY_VENUES,
    STUDY_DATES,
    STUDY_OBSERVERS,
    STUDY_SAVE,
    STUDY_RENAME,
    STUDY_GROUPS,
    STUDY_FUNCTIONS,
    STUDY_FIELDS
};

/* clang-format off */
static const struct form_field fields[STUDY_FIELDS] = {
    [STUDY_TITLE]     = { "Title",             "what the study is called, on this screen and in exports", FORM_TEXT, 1, false },
    [STUDY_BODIES]    = { "Exports show",      "Left and Right; local names often tell the place", FORM_CHOICE, 1, false },
    [STUDY_VENUES]    = { "",                  "Left and Right; venues tell the place", FORM_CHOICE, 1, false },
    [STUDY_DATES]     = { "",                  "Left and Right; full dates can be looked up", FORM_CHOICE, 1, false },
    [STUDY_OBSERVERS] = { "Observers",         "", FORM_SHOWN, 1, false },
    [STUDY_SAVE]      = { "Save",              "Enter, F9 or C-x s saves title and what exports show", FORM_BUTTON, 1, false },
    [STUDY_RENAME]    = { "Observers ...",     "Enter: change the initials of who observes", FORM_BUTTON, 1, false },
    [STUDY_GROUPS]    = { "Role groups ...",   "Enter: add, rename and order the role groups of people", FORM_BUTTON, 1, false },
    [STUDY_FUNCTIONS] = { "Functions ...",     "Enter: add, rename and order what bodies are for", FORM_BUTTON, 1, false },
};
static const char *const body_words[] = { "functions of bodies, no local names", "local names of bodies" };
static const char *const venue_words[] = { "no venues", "venues" };
static const char *const date_words[] = { "months, no full dates", "full dates" };
/* clang-format on */

struct study_form {
    struct form form;
    bool filled;
};

static enum status fill(struct app *app, struct form *form, struct error *err)
{
    struct study_shows shows;
    char *title = NULL;

    if (study_title(app->study, &title, err) || study_shows(app->study, &shows, err)) {
        free(title);
        return err->status;
    }
    form_set(form, STUDY_TITLE, title);
    free(title);
    form_choose(form, STUDY_BODIES, shows.bodies);
    form_choose(form, STUDY_VENUES, shows.venues);
    form_choose(form, STUDY_DATES, shows.dates);
    return STATUS_OK;
}

static enum status study_load(struct app *app, struct form *form, struct error *err)
{
    struct study_form *study = form->data;
    struct names observers;
    struct str text = STR_INIT;

    form_choices(form, STUDY_BODIES, body_words, 2);
    form_choices(form, STUDY_VENUES, venue_words, 2);
    form_choices(form, STUDY_DATES, date_words, 2);
    if (!study->filled && fill(app, form, err))
        return err->status;
    study->filled = true;
    if (meetings_observers(&observers, app->study, err))
        return err->status;
    for (size_t i = 0; i < observers.count; i++)
        str_add_format(&text, "%s%s", i > 0 ? ", " : "", observers.name[i]);
    form_set(form, STUDY_OBSERVERS, str_text(&text));
    str_release(&text);
    names_release(&observers);
    return STATUS_OK;
}

static void study_save(struct app *app, struct form *form)
{
    struct study_shows shows = { .bodies = form_choice(form, STUDY_BODIES) == 1,
                                 .venues = form_choice(form, STUDY_VENUES) == 1,
                                 .dates = form_choice(form, STUDY_DATES) == 1 };
    struct error err = ERROR_INIT;
    char *title = form_take(form, STUDY_TITLE);

    if (title[0] == '\0') {
        form_wrong(app, form, STUDY_TITLE, "a study needs a title");
    } else if (study_is_read_only(app->study)) {
        app_say(app, ROLE_WARNING, "%s is read-only: nothing can be changed", app->path);
    } else if (study_set_title(app->study, title, &err)
               || study_set_shows(app->study, &shows, &err)) {
        app_say_error(app, &err);
    } else {
        app_close(app);
        app_say(app, ROLE_GOOD, "the settings of the study are saved");
    }
    free(title);
}

static void study_pressed(struct app *app, struct form *form, size_t field)
{
    if (field == STUDY_SAVE)
        study_save(app, form);
    else if (field == STUDY_RENAME)
        observers_open(app);
    else
        lists_open(app, field == STUDY_GROUPS ? LIST_ROLE_GROUPS : LIST_FUNCTIONS);
}

static void study_closed(struct app *app, struct form *form)
{
    struct study_form *study = form->data;

    (void)app;
    form_release(form);
    free(study);
}

static const struct form_ops study_ops = {
    .title = "The study",
    .load = study_load,
    .pressed = study_pressed,
    .save = study_save,
    .close = study_closed,
};

void study_screen_open(struct app *app)
{
    struct study_form *study = mem_alloc(1, sizeof *study);

    form_init(&study->form, &study_ops, fields, STUDY_FIELDS, study);
    form_open(app, &study->form, "moot: the study");
}
