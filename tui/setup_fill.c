/* SPDX-License-Identifier: MIT */
/* What the set-up form is filled with: a meeting that is there, or what the
 * body that is typed usually has. */
#include "core/mem.h"
#include "tui/fields.h"
#include "tui/setup.h"
#include <stdlib.h>
#include <string.h>

/* Fills a field that is empty, or still as it was filled in before. */
static void fill(struct setup *setup, enum field field, const char *text)
{
    const char *now = form_text(&setup->form, field), *before = setup->filled[field];

    if (now[0] != '\0' && (before == NULL || strcmp(now, before) != 0))
        return;
    form_set(&setup->form, field, text);
    free(setup->filled[field]);
    setup->filled[field] = mem_copy(text);
}

static void fill_people(struct setup *setup, const struct sitter *sitter, size_t count)
{
    struct str text = STR_INIT;

    fields_people_text(&text, sitter, count);
    fill(setup, FIELD_PEOPLE, str_text(&text));
    str_release(&text);
}

/* --- from the body --------------------------------------------------------------- */

static enum status fill_from_body(struct study *study, struct setup *setup, const struct id *body,
                                  struct body_usual *usual, struct error *err)
{
    struct bodies bodies;
    struct str text = STR_INIT;

    if (bodies_load(&bodies, study, err))
        return err->status;
    for (size_t i = 0; i < bodies.count; i++) {
        const struct body_row *row = &bodies.body[i];

        if (!id_equal(&row->id, body))
            continue;
        fill(setup, FIELD_SITE, row->site);
        fill(setup, FIELD_FUNCTION, row->function_name);
        fields_quorum_text(&text, row->quorum, usual);
        fill(setup, FIELD_QUORUM, str_text(&text));
        str_clear(&text);
    }
    bodies_release(&bodies);
    for (size_t i = 0; i < usual->items; i++)
        fields_agenda_text(&text, usual->item[i].title, usual->item[i].paper,
                           usual->item[i].purpose);
    if (usual->items > 0)
        fill(setup, FIELD_AGENDA, str_text(&text));
    str_release(&text);
    if (usual->people > 0)
        fill_people(setup, usual->person, usual->people);
    return STATUS_OK;
}

static enum status fill_people_from(struct study *study, struct setup *setup,
                                    const struct id *meeting, struct error *err)
{
    struct sitters sitters;

    if (meetings_expected(&sitters, study, meeting, err))
        return err->status;
    fill_people(setup, sitters.sitter, sitters.count);
    sitters_release(&sitters);
    return STATUS_OK;
}

/* Papers are of one meeting and are not taken. */
static enum status fill_agenda_from(struct study *study, struct setup *setup,
                                    const struct id *meeting, struct error *err)
{
    struct agenda agenda;
    struct str text = STR_INIT;

    if (agenda_load(&agenda, study, meeting, err))
        return err->status;
    for (size_t i = 0; i < agenda.count; i++)
        fields_agenda_text(&text, agenda.item[i].title, "", agenda.item[i].purpose);
    fill(setup, FIELD_AGENDA, str_text(&text));
    str_release(&text);
    agenda_release(&agenda);
    return STATUS_OK;
}

static enum status fill_from_last(struct study *study, struct setup *setup, int number,
                                  const struct body_usual *usual, struct error *err)
{
    struct meeting_rows rows;
    const struct meeting *last;
    enum status status = STATUS_OK;

    if (meetings_find(&rows, study, number, err))
        return err->status;
    last = &rows.row[0].meeting;
    fill(setup, FIELD_VENUE, last->venue);
    if (usual->people == 0)
        status = fill_people_from(study, setup, &last->id, err);
    if (!status && usual->items == 0)
        status = fill_agenda_from(study, setup, &last->id, err);
    meetings_release(&rows);
    return status;
}

enum status setup_reuse(struct study *study, struct setup *setup, struct error *err)
{
    const char *body = form_text(&setup->form, FIELD_BODY);
    struct body_usual usual;
    struct id id;
    enum status status;

    if (body[0] == '\0' || setup->looked || setup->number != 0)
        return STATUS_OK;
    setup->looked = true;
    setup->reused = 0;
    if (bodies_find(study, body, form_text(&setup->form, FIELD_SITE), &id, err))
        return err->status;
    if (id_is_none(&id))
        return STATUS_OK;
    if (bodies_usual(&usual, study, &id, err))
        return err->status;
    status = fill_from_body(study, setup, &id, &usual, err);
    if (!status)
        status = meetings_last(study, &id, &setup->reused, err);
    if (!status && setup->reused > 0)
        status = fill_from_last(study, setup, setup->reused, &usual, err);
    if (!status && setup->reused == 0)
        setup->reused = -1;
    bodies_usual_release(&usual);
    return status;
}

/* --- a meeting that is there ------------------------------------------------------- */

static enum status fill_quorum(struct study *study, struct setup *setup,
                               const struct meeting *meeting, struct error *err)
{
    struct id body;
    struct body_usual usual;
    struct bodies bodies;
    struct str text = STR_INIT;

    if (meeting->body[0] == '\0')
        return STATUS_OK;
    if (bodies_find(study, meeting->body, meeting->site, &body, err))
        return err->status;
    if (id_is_none(&body))
        return STATUS_OK;
    if (bodies_usual(&usual, study, &body, err))
        return err->status;
    if (!bodies_load(&bodies, study, err)) {
        for (size_t i = 0; i < bodies.count; i++)
            if (id_equal(&bodies.body[i].id, &body))
                fields_quorum_text(&text, bodies.body[i].quorum, &usual);
        fill(setup, FIELD_QUORUM, str_text(&text));
        bodies_release(&bodies);
    }
    str_release(&text);
    bodies_usual_release(&usual);
    return err->status;
}

static enum status fill_rest(struct study *study, struct setup *setup,
                             const struct meeting *meeting, struct error *err)
{
    struct agenda agenda;
    struct str text = STR_INIT;

    if (fill_quorum(study, setup, meeting, err) || fill_people_from(study, setup, &meeting->id, err)
        || agenda_load(&agenda, study, &meeting->id, err))
        return err->status;
    for (size_t i = 0; i < agenda.count; i++) {
        const struct agenda_item *item = &agenda.item[i];

        setup->reached += item->reached;
        if (!item->reached)
            fields_agenda_text(&text, item->title, item->paper, item->purpose);
    }
    form_set(&setup->form, FIELD_AGENDA, str_text(&text));
    str_release(&text);
    agenda_release(&agenda);
    return STATUS_OK;
}

enum status setup_fill(struct study *study, struct setup *setup, int number, struct error *err)
{
    struct meeting_rows rows;
    const struct meeting *meeting;
    enum status status;

    if (meetings_find(&rows, study, number, err))
        return err->status;
    meeting = &rows.row[0].meeting;
    setup->id = meeting->id;
    setup->number = number;
    form_set(&setup->form, FIELD_TITLE, meeting->title);
    form_set(&setup->form, FIELD_SITE, meeting->site);
    form_set(&setup->form, FIELD_BODY, meeting->body);
    form_set(&setup->form, FIELD_FUNCTION, meeting->function_name);
    form_set(&setup->form, FIELD_DATE, meeting->date);
    form_set(&setup->form, FIELD_VENUE, meeting->venue);
    status = fill_rest(study, setup, meeting, err);
    meetings_release(&rows);
    return status;
}
