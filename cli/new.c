/* SPDX-License-Identifier: MIT */
/* Makes a meeting. People and meeting are one transaction: a slip leaves
 * nothing behind. */
#include "cli/internal.h"

#include <stdlib.h>
#include <string.h>

#include "cli/agenda.h"
#include "core/clock.h"
#include "core/mem.h"
#include "core/people_list.h"

/* What is typed about somebody whom the study knows must be what it knows. */
static enum status check_known(const struct people *known, const struct person *person,
                               const struct listed_person *typed, struct error *err)
{
    const char *group = person->role_group >= 0 ? known->groups[person->role_group].key : "none";
    bool same = typed->alias == NULL
                || (person->initials != NULL && strcmp(person->initials, typed->alias) == 0);

    if (typed->role_group >= 0 && typed->role_group != person->role_group)
        return error_set(err, STATUS_INPUT,
                         "%d is in the study already, with role group %s: write %d alone",
                         typed->number, group, typed->number);
    for (size_t i = 0; i < person->alias_count && !same; i++)
        same = strcmp(person->aliases[i], typed->alias) == 0;
    if (!same)
        return error_set(err, STATUS_INPUT,
                         "%d is in the study already, without \"%s\": write %d alone",
                         typed->number, typed->alias, typed->number);
    return STATUS_OK;
}

/* Finds or makes one person. */
static enum status find_person(struct study *study, const struct people *known,
                               const struct listed_person *typed, struct id *id,
                               struct error *err)
{
    struct new_person person = { .number = typed->number, .alias = typed->alias };

    for (size_t i = 0; i < known->person_count; i++) {
        if (known->people[i].number == typed->number) {
            *id = known->people[i].id;
            return check_known(known, &known->people[i], typed, err);
        }
    }
    if (typed->role_group >= 0)
        person.role_group = known->groups[typed->role_group].key;
    return people_add(study, &person, id, NULL, err);
}

/* The people of a new meeting, beside each other. */
struct expected {
    struct id *ids;
    enum capacity *capacities;
    size_t count;
};

static enum status find_people(struct study *study, const char *typed, struct expected *expected,
                               struct error *err)
{
    struct people known = { 0 };
    struct people_list list = { 0 };
    enum status status = people_load(&known, study, true, err);

    if (!status)
        status = people_list_read(&list, typed, known.groups, known.group_count, err);
    expected->ids = mem_alloc(list.count, sizeof *expected->ids);
    expected->capacities = mem_alloc(list.count, sizeof *expected->capacities);
    for (size_t i = 0; i < list.count && !status; i++) {
        expected->capacities[i] = list.person[i].capacity;
        status = find_person(study, &known, &list.person[i], &expected->ids[i], err);
        expected->count++;
    }
    people_list_release(&list);
    people_release(&known);
    return status;
}

/* People and meeting, inside one transaction. */
static enum status add_all(const struct invocation *in, struct study *study,
                           const struct agenda_lines *agenda, int *number, struct error *err)
{
    struct expected expected = { 0 };
    struct new_meeting meeting = {
        .title = in->value[NEW_TITLE],
        .site = in->value[NEW_SITE],
        .body = in->value[NEW_BODY],
        .function = in->value[NEW_FUNCTION],
        .date = in->value[NEW_DATE],
        .venue = in->value[NEW_VENUE],
        .agenda = agenda->items,
        .item_count = agenda->count,
    };
    struct id id;
    enum status status = STATUS_OK;

    if (in->value[NEW_PEOPLE] != NULL)
        status = find_people(study, in->value[NEW_PEOPLE], &expected, err);
    meeting.people = expected.ids;
    meeting.capacities = expected.capacities;
    meeting.person_count = expected.count;
    if (!status)
        status = meetings_add(study, &meeting, &id, number, err);
    free(expected.ids);
    free(expected.capacities);
    return status;
}

static enum status make(const struct invocation *in, const struct agenda_lines *agenda,
                        int *number, struct error *err)
{
    struct study *study = NULL;
    enum status status = open_for_writing(in, STUDY_CREATE, &study, err);

    if (!status)
        status = study_begin(study, err);
    if (!status) {
        status = add_all(in, study, agenda, number, err);
        if (!status)
            status = study_commit(study, err);
        if (status)
            study_rollback(study);
    }
    study_close(study);
    return status;
}

enum status cli_new(struct invocation *in, struct error *err)
{
    struct agenda_lines agenda = { 0 };
    const char *title = in->value[NEW_TITLE], *date = in->value[NEW_DATE];
    int64_t day;
    int number = 0;
    enum status status = STATUS_OK;

    if (title == NULL || title[0] == '\0')
        return options_wrong(in, err, "new needs --title T");
    if (date != NULL && !clock_parse_date(date, &day))
        return error_set(err, STATUS_INPUT, "\"%s\" is no day: write it as YYYY-MM-DD", date);
    if (in->value[NEW_AGENDA] != NULL)
        status = agenda_lines_read(&agenda, in->value[NEW_AGENDA], err);
    if (!status)
        status = make(in, &agenda, &number, err);
    if (!status)
        printf("M%d\n", number);
    agenda_lines_release(&agenda);
    return status;
}
