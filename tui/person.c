/* SPDX-License-Identifier: MIT */
/* The page of one person, as much as everybody may see. */
#include "core/mem.h"
#include "tui/form.h"
#include "tui/people.h"
#include "tui/said.h"
#include <stdlib.h>

enum { PERSON_ID, PERSON_GROUP, PERSON_SITS, PERSON_SAVE, PERSON_IDENTITY, PERSON_FIELDS };

/* clang-format off */
static const struct form_field fields[PERSON_FIELDS] = {
    [PERSON_ID]       = { "Study id",   "", FORM_SHOWN, 1, false },
    [PERSON_GROUP]    = { "Role group", "Left and Right go through them, a letter finds one", FORM_CHOICE, 1, false },
    [PERSON_SITS]     = { "Sits in",    "", FORM_SHOWN, 1, false },
    [PERSON_SAVE]     = { "Save",       "Enter saves the role group", FORM_BUTTON, 1, false },
    [PERSON_IDENTITY] = { "Who it is ...", "Enter shows the name: look who can see your screen", FORM_BUTTON, 1, false },
};
/* clang-format on */

struct person_form {
    struct form form;
    struct id id;
    struct people people; /* its own copy: the list below may load anew */
    const char **names;
    char *label;
};

static void person_save(struct app *app, struct form *form)
{
    struct person_form *person = form->data;
    int group = form_choice(form, PERSON_GROUP);
    struct error err = ERROR_INIT;

    if (people_set_group(app->study, &person->id,
                         group >= 0 ? person->people.groups[group].key : "", &err)) {
        form_wrong(app, form, PERSON_GROUP, "%s", err.text);
        return;
    }
    app->stale = true;
    app_close(app);
    app_say(app, ROLE_GOOD, "saved");
}

static void person_pressed(struct app *app, struct form *form, size_t field)
{
    struct person_form *person = form->data;

    if (field == PERSON_IDENTITY)
        identity_open(app, &person->id, person->label);
    else
        person_save(app, form);
}

static void person_close(struct app *app, struct form *form)
{
    struct person_form *person = form->data;

    (void)app;
    form_release(form);
    people_release(&person->people);
    free(person->names);
    free(person->label);
    free(person);
}

static const struct form_ops person_ops = {
    .title = "A person",
    .pressed = person_pressed,
    .save = person_save,
    .close = person_close,
};

void person_open(struct app *app, const struct person *from, const struct people *people,
                 const char *sits)
{
    struct person_form *person = mem_alloc(1, sizeof *person);
    struct str label = STR_INIT;
    struct error err = ERROR_INIT;

    person->id = from->id;
    person_label(&label, from, people->groups);
    if (from->to_identify)
        str_add(&label, ", to identify");
    form_init(&person->form, &person_ops, fields, PERSON_FIELDS, person);
    if (people_load(&person->people, app->study, false, &err)) {
        app_say_error(app, &err);
        str_release(&label);
        person_close(app, &person->form);
        return;
    }
    person->names = mem_alloc(person->people.group_count + 1, sizeof *person->names);
    for (size_t i = 0; i < person->people.group_count; i++)
        person->names[i] = person->people.groups[i].name;
    form_choices(&person->form, PERSON_GROUP, person->names, person->people.group_count);
    form_choose(&person->form, PERSON_GROUP, from->role_group);
    form_set(&person->form, PERSON_ID, str_text(&label));
    form_set(&person->form, PERSON_SITS, sits);
    person->label = str_take(&label);
    form_open(app, &person->form, "moot: a person");
}
