/* SPDX-License-Identifier: MIT */
/* From the texts of the set-up form to a meeting. */
#include "core/clock.h"
#include "core/mem.h"
#include "core/people_list.h"
#include "core/text.h"
#include "storage/people.h"
#include "tui/setup.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the form holds, as meetings_add() wants it. */
struct typed {
    char *text[FIELD_SAVE]; /* one line each, but people and agenda */
    struct people people;   /* of the study */
    struct people_list list;
    struct id *id; /* beside list */
    enum capacity *capacity;
    struct new_agenda_item *item;
    size_t item_count, item_room;
};

static void typed_release(struct typed *form)
{
    for (int i = 0; i < FIELD_SAVE; i++)
        free(form->text[i]);
    for (size_t i = 0; i < form->item_count; i++) {
        free((char *)form->item[i].title);
        free((char *)form->item[i].paper);
    }
    people_release(&form->people);
    people_list_release(&form->list);
    free(form->id);
    free(form->capacity);
    free(form->item);
}

static void read_agenda(struct typed *form)
{
    char *line = form->text[FIELD_AGENDA], *end;

    for (; line != NULL; line = end != NULL ? end + 1 : NULL) {
        struct new_agenda_item item = { 0 };
        char *title = NULL, *paper = NULL;

        end = strchr(line, '\n');
        if (end != NULL)
            *end = '\0';
        if (!agenda_read_line(line, &title, &paper, &item.purpose))
            continue;
        item.title = title;
        item.paper = paper;
        form->item = mem_grow(form->item, form->item_count, &form->item_room, sizeof *form->item);
        form->item[form->item_count++] = item;
    }
}

static enum status read_form(struct typed *form, struct study *study, const struct setup *setup,
                             struct error *err)
{
    int64_t at;

    for (size_t i = 0; i < FIELD_SAVE; i++)
        form->text[i] = form_take(&setup->form, i);
    if (form->text[FIELD_DATE][0] != '\0' && !clock_parse_date(form->text[FIELD_DATE], &at))
        return error_set(err, STATUS_INPUT, "date: \"%s\" is no day: write as 2026-03-04",
                         form->text[FIELD_DATE]);
    if (people_load(&form->people, study, true, err)
        || people_list_read(&form->list, form->text[FIELD_PEOPLE], form->people.groups,
                            form->people.group_count, err))
        return err->status;
    read_agenda(form);
    return STATUS_OK;
}

static bool has_alias(const struct person *person, const char *alias)
{
    size_t len = strlen(alias);

    if (person->initials != NULL
        && text_same(person->initials, strlen(person->initials), alias, len))
        return true;
    for (size_t i = 0; i < person->alias_count; i++)
        if (text_same(person->aliases[i], strlen(person->aliases[i]), alias, len))
            return true;
    return false;
}

/* Takes a known person as they are, and notes it if the list says otherwise. */
static bool find_known(const struct typed *form, const struct listed_person *listed, struct id *id,
                       char *kept, size_t kept_size)
{
    for (size_t i = 0; i < form->people.person_count; i++) {
        const struct person *person = &form->people.people[i];
        size_t len = strlen(kept);

        if (person->number != listed->number)
            continue;
        *id = person->id;
        if ((listed->role_group >= 0 && listed->role_group != person->role_group)
            || (listed->alias != NULL && !has_alias(person, listed->alias)))
            snprintf(kept + len, kept_size - len, "%s%d", len > 0 ? ", " : "", person->number);
        return true;
    }
    return false;
}

static enum status add_people(struct typed *form, struct study *study, char *kept, size_t kept_size,
                              struct error *err)
{
    form->id = mem_alloc(form->list.count + 1, sizeof *form->id);
    form->capacity = mem_alloc(form->list.count + 1, sizeof *form->capacity);
    for (size_t i = 0; i < form->list.count; i++) {
        const struct listed_person *listed = &form->list.person[i];
        struct new_person person = { .number = listed->number, .alias = listed->alias };

        form->capacity[i] = listed->capacity;
        if (find_known(form, listed, &form->id[i], kept, kept_size))
            continue;
        if (listed->role_group >= 0)
            person.role_group = form->people.groups[listed->role_group].key;
        if (people_add(study, &person, &form->id[i], NULL, err))
            return err->status;
    }
    return STATUS_OK;
}

static enum status add_meeting(struct typed *form, struct study *study, int *number,
                               struct error *err)
{
    struct new_meeting meeting = { 0 };
    struct str title = STR_INIT;
    const char *what = form->text[FIELD_FUNCTION];
    struct id id;
    enum status status;

    if (what[0] == '\0')
        what = form->text[FIELD_BODY][0] != '\0' ? form->text[FIELD_BODY] : "meeting";
    str_add(&title, form->text[FIELD_TITLE]);
    if (title.len == 0) {
        str_add_format(&title, "%s %s", what, form->text[FIELD_DATE]);
        while (title.len > 0 && title.text[title.len - 1] == ' ')
            str_splice(&title, title.len - 1, 1, "", 0);
    }
    meeting.title = str_text(&title);
    meeting.site = form->text[FIELD_SITE];
    meeting.body = form->text[FIELD_BODY];
    meeting.function = form->text[FIELD_FUNCTION];
    meeting.date = form->text[FIELD_DATE];
    meeting.venue = form->text[FIELD_VENUE];
    meeting.people = form->id;
    meeting.capacities = form->capacity;
    meeting.person_count = form->list.count;
    meeting.agenda = form->item;
    meeting.item_count = form->item_count;
    status = meetings_add(study, &meeting, &id, number, err);
    str_release(&title);
    return status;
}

enum status setup_save(struct study *study, const struct setup *setup, int *number, char *kept,
                       size_t kept_size, struct error *err)
{
    struct typed form = { 0 };
    enum status status = read_form(&form, study, setup, err);

    *number = 0;
    kept[0] = '\0';
    if (!status)
        status = study_begin(study, err);
    if (!status) {
        status = add_people(&form, study, kept, kept_size, err);
        if (!status)
            status = add_meeting(&form, study, number, err);
        if (!status)
            status = study_commit(study, err);
        if (status)
            study_rollback(study);
    }
    typed_release(&form);
    return status;
}

enum status setup_reuse(struct study *study, struct setup *setup, struct error *err)
{
    struct meeting_rows rows = { 0 };
    const char *body = form_text(&setup->form, FIELD_BODY);
    int number = 0;

    if (body[0] == '\0' || setup->reused != 0)
        return STATUS_OK;
    if (meetings_last_of_body(study, body, &number, err))
        return err->status;
    if (number == 0)
        return STATUS_OK;
    if (meetings_load_one(&rows, study, number, err))
        return err->status;
    form_fill(&setup->form, FIELD_SITE, rows.row[0].meeting.site);
    form_fill(&setup->form, FIELD_FUNCTION, rows.row[0].meeting.function_name);
    form_fill(&setup->form, FIELD_VENUE, rows.row[0].meeting.venue);
    setup->reused = number;
    meetings_release(&rows);
    return STATUS_OK;
}
