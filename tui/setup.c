/* SPDX-License-Identifier: MIT */
/* The form in which a meeting is set up. What is typed lives until the
 * meeting is made, so that leaving the form loses nothing. */
#include "tui/setup.h"
#include "core/clock.h"
#include "core/mem.h"
#include "storage/lock.h"
#include "tui/said.h"
#include "tui/screens.h"
#include <stdio.h>
#include <stdlib.h>

/* clang-format off */
#define SETUP_FIELDS                                                                               \
    [FIELD_TITLE]    = { "Title",    "what it is called; empty: made of function and date", FORM_TEXT, 1, false }, \
    [FIELD_SITE]     = { "Site",     "the code of the site, as 3 or A; Tab completes", FORM_TEXT, 1, false }, \
    [FIELD_BODY]     = { "Body",     "its local name; a known one brings what it usually has", FORM_TEXT, 1, false }, \
    [FIELD_FUNCTION] = { "Function", "Left and Right go through them, a letter finds one", FORM_CHOICE, 1, false }, \
    [FIELD_DATE]     = { "Date",     "as 2026-03-04; C-u empties the field", FORM_TEXT, 1, false }, \
    [FIELD_VENUE]    = { "Venue",    "where it meets", FORM_TEXT, 1, false }, \
    [FIELD_QUORUM]   = { "Quorum",   "the body's rule: voting members needed, as 8, or 8, gp 4", FORM_TEXT, 1, false }, \
    [FIELD_PEOPLE]   = { "People",   "283 gp ab, 60 nm chair, 101: id, role group, short form", FORM_ROWS, 1, true }, \
    [FIELD_AGENDA]   = { "Agenda",   "one item a row, or paste it; F9 or C-x s saves", FORM_ROWS, 4, false }

static const struct form_field fields[FIELDS] = {
    SETUP_FIELDS,
    [FIELD_SAVE]     = { "Make the meeting", "Enter makes the meeting", FORM_BUTTON, 1, false },
};
static const struct form_field edit_fields[FIELDS] = {
    SETUP_FIELDS,
    [FIELD_SAVE]     = { "Save the set-up", "Enter saves", FORM_BUTTON, 1, false },
};
/* clang-format on */

static enum status setup_load(struct app *app, struct form *form, struct error *err)
{
    struct setup *setup = form->data;

    names_release(&setup->sites);
    names_release(&setup->bodies);
    names_release(&setup->functions);
    form_choices(form, FIELD_FUNCTION, NULL, 0);
    if (meetings_sites(&setup->sites, app->study, err)
        || meetings_bodies(&setup->bodies, app->study, err)
        || meetings_functions(&setup->functions, app->study, err))
        return err->status;
    form_choices(form, FIELD_FUNCTION, (const char *const *)setup->functions.name,
                 setup->functions.count);
    return STATUS_OK;
}

static const char *const *setup_completions(struct form *form, size_t field, size_t *count)
{
    struct setup *setup = form->data;
    const struct names *names = field == FIELD_SITE   ? &setup->sites
                                : field == FIELD_BODY ? &setup->bodies
                                                      : NULL;

    if (names == NULL)
        return NULL;
    *count = names->count;
    return (const char *const *)names->name;
}

static void setup_changed(struct app *app, struct form *form, size_t field)
{
    struct setup *setup = form->data;

    (void)app;
    if (field == FIELD_BODY || field == FIELD_SITE)
        setup->looked = false;
}

static void setup_left(struct app *app, struct form *form, size_t field)
{
    struct setup *setup = form->data;
    struct error err = ERROR_INIT;

    if (field != FIELD_BODY || setup->looked)
        return;
    if (setup_reuse(app->study, setup, &err))
        app_say_error(app, &err);
    else if (setup->reused > 0)
        app_say(app, ROLE_QUIET, "as usual, and as at M%d, the last meeting of this body",
                setup->reused);
    else if (setup->reused < 0)
        app_say(app, ROLE_QUIET, "as usual for this body");
}

static void setup_done(struct app *app, int number, bool made, const char *kept)
{
    app->select = number;
    app->stale = true;
    app_close(app);
    if (made) {
        setup_free(app->setup);
        app->setup = NULL;
    }
    if (kept[0] != '\0')
        app_say(app, ROLE_STATE, "M%d is %s; known before and kept as they were: %s", number,
                made ? "made" : "saved", kept);
    else
        app_say(app, ROLE_GOOD, "M%d is %s; Enter opens it live", number, made ? "made" : "saved");
}

static void setup_make(struct app *app, struct form *form)
{
    struct setup *setup = form->data;
    struct error err = ERROR_INIT;
    struct lock lock = LOCK_INIT;
    char kept[80];
    enum field field = FIELD_TITLE;
    int number = setup->number;
    enum status status = setup_reuse(app->study, setup, &err);

    if (!status && number != 0)
        status = lock_take(&lock, app->path, number, &err);
    if (!status)
        status = setup_save(app->study, setup, &number, &field, kept, sizeof kept, &err);
    lock_release(&lock);
    if (status)
        form_wrong(app, form, field, "%s", err.text);
    else
        setup_done(app, number, setup->number == 0, kept);
}

static void setup_leave(struct app *app, struct form *form)
{
    (void)form;
    app_close(app);
    app_say(app, ROLE_QUIET, "what was typed is kept: n goes on with it");
}

static void setup_close(struct app *app, struct form *form)
{
    struct setup *setup = form->data;

    if (setup != app->setup) /* that of a new meeting is kept */
        setup_free(setup);
}

static const struct form_ops setup_ops = {
    .title = "A new meeting",
    .load = setup_load,
    .completions = setup_completions,
    .changed = setup_changed,
    .left = setup_left,
    .save = setup_make,
    .leave = setup_leave,
    .close = setup_close,
};

static const struct form_ops edit_ops = {
    .title = "The set-up of a meeting",
    .load = setup_load,
    .completions = setup_completions,
    .save = setup_make,
    .close = setup_close,
};

void setup_init(struct setup *setup)
{
    *setup = (struct setup){ 0 };
    form_init(&setup->form, &setup_ops, fields, FIELDS, setup);
}

void setup_release(struct setup *setup)
{
    form_release(&setup->form);
    for (size_t i = 0; i < FIELD_SAVE; i++)
        free(setup->filled[i]);
    names_release(&setup->sites);
    names_release(&setup->bodies);
    names_release(&setup->functions);
}

void setup_free(struct setup *setup)
{
    if (setup == NULL)
        return;
    setup_release(setup);
    free(setup);
}

void setup_open(struct app *app)
{
    if (app->setup == NULL) {
        char date[CLOCK_DATE];
        int64_t now = clock_wall();

        app->setup = mem_alloc(1, sizeof *app->setup);
        setup_init(app->setup);
        clock_date(date, now, clock_offset(now));
        form_set(&app->setup->form, FIELD_DATE, date);
    }
    form_open(app, &app->setup->form, "moot: a new meeting");
}

void setup_edit(struct app *app, int number)
{
    struct setup *setup = mem_alloc(1, sizeof *setup);
    struct error err = ERROR_INIT;
    char bar[120];

    form_init(&setup->form, &edit_ops, edit_fields, FIELDS, setup);
    if (setup_fill(app->study, setup, number, &err)) {
        app_say_error(app, &err);
        setup_free(setup);
        return;
    }
    snprintf(bar, sizeof bar, "moot: the set-up of M%d", number);
    if (setup->reached > 0)
        snprintf(bar, sizeof bar, "moot: the set-up of M%d (%zu item%s reached and not shown)",
                 number, setup->reached, setup->reached == 1 ? " was" : "s were");
    form_open(app, &setup->form, bar);
}
