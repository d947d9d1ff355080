/* SPDX-License-Identifier: MIT */
/* From the texts of the set-up form to a meeting. */
#include "core/clock.h"
#include "tui/fields.h"
#include "tui/setup.h"
#include <stdlib.h>
#include <string.h>

/* What the form holds, as storage wants it. */
struct typed {
    char *text[FIELD_SAVE]; /* one line each, but people and agenda */
    struct str title;       /* as typed, or made */
    struct field_people people;
    struct field_agenda agenda;
    struct field_quorum quorum;
};

static void typed_release(struct typed *typed)
{
    for (size_t i = 0; i < FIELD_SAVE; i++)
        free(typed->text[i]);
    str_release(&typed->title);
    fields_people_release(&typed->people);
    fields_agenda_release(&typed->agenda);
    fields_quorum_release(&typed->quorum);
}

/* A meeting without a title is called by its function and date. */
static void make_title(struct typed *typed)
{
    const char *what = typed->text[FIELD_FUNCTION];
    struct str *title = &typed->title;

    if (what[0] == '\0')
        what = typed->text[FIELD_BODY][0] != '\0' ? typed->text[FIELD_BODY] : "meeting";
    str_add(title, typed->text[FIELD_TITLE]);
    if (title->len > 0)
        return;
    str_add_format(title, "%s %s", what, typed->text[FIELD_DATE]);
    while (title->len > 0 && title->text[title->len - 1] == ' ')
        str_splice(title, title->len - 1, 1, "", 0);
}

/* What can be read without writing. */
static enum status read_form(struct typed *typed, struct study *study, const struct setup *setup,
                             enum field *field, struct error *err)
{
    int64_t at;

    for (size_t i = 0; i < FIELD_SAVE; i++)
        typed->text[i] = form_take(&setup->form, i);
    *field = FIELD_DATE;
    if (typed->text[FIELD_DATE][0] != '\0' && !clock_parse_date(typed->text[FIELD_DATE], &at))
        return error_set(err, STATUS_INPUT, "date: \"%s\" is no day: write as 2026-03-04",
                         typed->text[FIELD_DATE]);
    *field = FIELD_QUORUM;
    if (fields_quorum(&typed->quorum, study, typed->text[FIELD_QUORUM], err))
        return err->status;
    if (typed->quorum.number > 0 && typed->text[FIELD_BODY][0] == '\0') {
        *field = FIELD_BODY;
        return error_set(err, STATUS_INPUT, "a quorum is a body's rule: say which body meets");
    }
    make_title(typed);
    fields_agenda(&typed->agenda, typed->text[FIELD_AGENDA]);
    return STATUS_OK;
}

/* The body's rule, where another one was typed than the form was filled with. */
static enum status save_quorum(const struct typed *typed, struct study *study,
                               const struct setup *setup, struct error *err)
{
    const char *before = setup->filled[FIELD_QUORUM];
    struct id body;

    if (typed->text[FIELD_BODY][0] == '\0'
        || strcmp(typed->text[FIELD_QUORUM], before != NULL ? before : "") == 0)
        return STATUS_OK;
    if (bodies_find(study, typed->text[FIELD_BODY], typed->text[FIELD_SITE], &body, err))
        return err->status;
    if (id_is_none(&body))
        return STATUS_OK;
    return bodies_set_quorum(study, &body, typed->quorum.number, typed->quorum.need,
                             typed->quorum.needs, err);
}

static enum status save_meeting(const struct typed *typed, struct study *study,
                                const struct setup *setup, int *number, struct error *err)
{
    struct new_meeting meeting = {
        .title = str_text(&typed->title),
        .site = typed->text[FIELD_SITE],
        .body = typed->text[FIELD_BODY],
        .function = typed->text[FIELD_FUNCTION],
        .date = typed->text[FIELD_DATE],
        .venue = typed->text[FIELD_VENUE],
        .people = typed->people.id,
        .capacities = typed->people.capacity,
        .person_count = typed->people.count,
        .agenda = typed->agenda.item,
        .item_count = typed->agenda.count,
        .as_given = true,
    };
    struct id id;

    *number = setup->number;
    if (setup->number != 0)
        return meetings_update(study, &setup->id, &meeting, err);
    return meetings_add(study, &meeting, &id, number, err);
}

enum status setup_save(struct study *study, const struct setup *setup, int *number,
                       enum field *field, char *kept, size_t kept_size, struct error *err)
{
    struct typed typed = { 0 };
    enum status status;

    *number = 0;
    kept[0] = '\0';
    status = read_form(&typed, study, setup, field, err);
    if (!status)
        status = study_begin(study, err);
    if (!status) {
        *field = FIELD_PEOPLE;
        status =
            fields_people(&typed.people, study, typed.text[FIELD_PEOPLE], kept, kept_size, err);
        if (!status) {
            *field = FIELD_BODY;
            status = save_meeting(&typed, study, setup, number, err);
        }
        if (!status)
            status = save_quorum(&typed, study, setup, err);
        if (!status)
            status = study_commit(study, err);
        if (status)
            study_rollback(study);
    }
    if (status)
        *number = 0;
    typed_release(&typed);
    return status;
}
