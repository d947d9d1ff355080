/* SPDX-License-Identifier: MIT */
/* The form of one body: what its meetings begin with. */
#include "tui/body.h"
#include "core/mem.h"
#include "tui/fields.h"
#include "storage/names.h"
#include "tui/form.h"
#include "tui/said.h"
#include <stdlib.h>
#include <string.h>

enum {
    BODY_NAME,
    BODY_SITE,
    BODY_FUNCTION,
    BODY_QUORUM,
    BODY_PEOPLE,
    BODY_AGENDA,
    BODY_SAVE,
    BODY_FIELDS
};

/* clang-format off */
static const struct form_field fields[BODY_FIELDS] = {
    [BODY_NAME]     = { "Name",     "local name, as Senate; exported only if the study allows", FORM_TEXT, 1, false },
    [BODY_SITE]     = { "Site",     "the code of its site, as 3 or A; Tab completes", FORM_TEXT, 1, false },
    [BODY_FUNCTION] = { "Function", "what it is for: Left and Right, or a letter", FORM_CHOICE, 1, false },
    [BODY_QUORUM]   = { "Quorum",   "voting members needed: 8, or 8, gp 4 with 4 GPs of them", FORM_TEXT, 1, false },
    [BODY_PEOPLE]   = { "People",   "who usually sits, as 283 chair, 60, 101 attending", FORM_ROWS, 3, true },
    [BODY_AGENDA]   = { "Agenda",   "its usual agenda, one item a row, or paste it; F9 saves", FORM_ROWS, 4, false },
    [BODY_SAVE]     = { "Save",     "Enter saves", FORM_BUTTON, 1, false },
};
/* clang-format on */

struct body_form {
    struct form form;
    struct id id; /* none: a new one */
    struct rows *rows;
    struct names sites, functions;
};

static enum status body_load(struct app *app, struct form *form, struct error *err)
{
    struct body_form *body = form->data;

    names_release(&body->sites);
    names_release(&body->functions);
    form_choices(form, BODY_FUNCTION, NULL, 0);
    if (meetings_sites(&body->sites, app->study, err)
        || meetings_functions(&body->functions, app->study, err))
        return err->status;
    form_choices(form, BODY_FUNCTION, (const char *const *)body->functions.name,
                 body->functions.count);
    return STATUS_OK;
}

static const char *const *body_completions(struct form *form, size_t field, size_t *count)
{
    struct body_form *body = form->data;

    if (field != BODY_SITE)
        return NULL;
    *count = body->sites.count;
    return (const char *const *)body->sites.name;
}

/* The body as it is typed. */
struct typed_body {
    char *text[BODY_SAVE];
    struct field_people people;
    struct field_agenda agenda;
    struct field_quorum quorum;
};

static void typed_release(struct typed_body *typed)
{
    for (size_t i = 0; i < BODY_SAVE; i++)
        free(typed->text[i]);
    fields_people_release(&typed->people);
    fields_agenda_release(&typed->agenda);
    fields_quorum_release(&typed->quorum);
}

/* Inside study_begin(); *field is where the trouble is. */
static enum status save_typed(struct study *study, const struct body_form *body,
                              struct typed_body *typed, struct id *id, size_t *field, char *kept,
                              size_t kept_size, struct error *err)
{
    struct new_body made = { .id = body->id };

    *field = BODY_QUORUM;
    if (fields_quorum(&typed->quorum, study, typed->text[BODY_QUORUM], err))
        return err->status;
    *field = BODY_PEOPLE;
    if (fields_people(&typed->people, study, typed->text[BODY_PEOPLE], kept, kept_size, err))
        return err->status;
    *field = BODY_NAME;
    fields_agenda(&typed->agenda, typed->text[BODY_AGENDA]);
    made.name = typed->text[BODY_NAME];
    made.site = typed->text[BODY_SITE];
    made.function = typed->text[BODY_FUNCTION];
    made.quorum = typed->quorum.number;
    made.need = typed->quorum.need;
    made.needs = typed->quorum.needs;
    made.people = typed->people.id;
    made.capacities = typed->people.capacity;
    made.person_count = typed->people.count;
    made.agenda = typed->agenda.item;
    made.item_count = typed->agenda.count;
    return bodies_save(study, &made, id, err);
}

static void saved(struct app *app, struct body_form *body, const struct id *id, const char *name,
                  const char *kept)
{
    char text[ID_TEXT];

    id_print(id, text);
    rows_want(body->rows, text);
    app->stale = true;
    app_close(app);
    if (kept[0] != '\0')
        app_say(app, ROLE_STATE, "%s is saved; known before and kept as they were: %s", name, kept);
    else
        app_say(app, ROLE_GOOD, "%s is saved", name);
}

static void body_save(struct app *app, struct form *form)
{
    struct body_form *body = form->data;
    struct typed_body typed = { 0 };
    struct error err = ERROR_INIT;
    struct id id;
    size_t field = BODY_NAME;
    char kept[80] = "";
    enum status status;

    for (size_t i = 0; i < BODY_SAVE; i++)
        typed.text[i] = form_take(form, i);
    status = study_begin(app->study, &err);
    if (!status) {
        status = save_typed(app->study, body, &typed, &id, &field, kept, sizeof kept, &err);
        if (!status)
            status = study_commit(app->study, &err);
        if (status)
            study_rollback(app->study);
    }
    if (status)
        form_wrong(app, form, field, "%s", err.text);
    else
        saved(app, body, &id, typed.text[BODY_NAME], kept);
    typed_release(&typed);
}

static void body_close(struct app *app, struct form *form)
{
    struct body_form *body = form->data;

    (void)app;
    names_release(&body->sites);
    names_release(&body->functions);
    form_release(form);
    free(body);
}

static const struct form_ops body_ops = {
    .title = "A body",
    .load = body_load,
    .completions = body_completions,
    .save = body_save,
    .close = body_close,
};

static enum status fill(struct app *app, struct form *form, const struct body_row *from,
                        struct error *err)
{
    struct body_usual usual;
    struct str text = STR_INIT;

    if (bodies_usual(&usual, app->study, &from->id, err))
        return err->status;
    form_set(form, BODY_NAME, from->name);
    form_set(form, BODY_SITE, from->site);
    form_set(form, BODY_FUNCTION, from->function_name);
    fields_quorum_text(&text, from->quorum, &usual);
    form_set(form, BODY_QUORUM, str_text(&text));
    str_clear(&text);
    fields_people_text(&text, usual.person, usual.people);
    form_set(form, BODY_PEOPLE, str_text(&text));
    str_clear(&text);
    for (size_t i = 0; i < usual.items; i++)
        fields_agenda_text(&text, usual.item[i].title, usual.item[i].paper, usual.item[i].purpose);
    form_set(form, BODY_AGENDA, str_text(&text));
    str_release(&text);
    bodies_usual_release(&usual);
    return STATUS_OK;
}

void body_open(struct app *app, struct rows *rows, const struct body_row *from)
{
    struct body_form *body = mem_alloc(1, sizeof *body);
    struct error err = ERROR_INIT;

    body->rows = rows;
    form_init(&body->form, &body_ops, fields, BODY_FIELDS, body);
    if (from != NULL) {
        body->id = from->id;
        if (fill(app, &body->form, from, &err)) {
            app_say_error(app, &err);
            body_close(app, &body->form);
            return;
        }
    }
    form_open(app, &body->form, from != NULL ? "moot: a body" : "moot: a new body");
}
