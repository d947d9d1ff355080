/* SPDX-License-Identifier: MIT */
/* Makes a meeting. All that was typed is read before a study is opened, and
 * people and meeting are one transaction: a slip leaves nothing behind. */
#include "cli/internal.h"

#include <stdlib.h>
#include <string.h>

#include "cli/agenda.h"
#include "core/clock.h"
#include "core/mem.h"

/* Somebody of --people: "283", "283 gp", "283 gp ab". */
struct typed_person {
    int number;
    char *role_group, *alias; /* "" not given */
};
struct typed_people {
    struct typed_person *row;
    size_t count, room;
};

static void release_people(struct typed_people *people)
{
    for (size_t i = 0; i < people->count; i++) {
        free(people->row[i].role_group);
        free(people->row[i].alias);
    }
    free(people->row);
    *people = (struct typed_people){ 0 };
}

/* The next word of a typed person, a copy; *at moves behind it. */
static char *next_word(const char **at, const char *end)
{
    const char *start = *at;

    while (start < end && *start == ' ')
        start++;
    *at = start;
    while (*at < end && **at != ' ')
        ++*at;
    return mem_copy_len(start, (size_t)(*at - start));
}

static enum status read_person(struct invocation *in, struct typed_people *people,
                               const char *from, const char *end, struct error *err)
{
    struct typed_person *person;
    const char *at = from;
    char *number = next_word(&at, end), *rest, *behind;
    long value;

    people->row = mem_grow(people->row, people->count, &people->room, sizeof *people->row);
    person = &people->row[people->count++];
    person->role_group = next_word(&at, end);
    person->alias = next_word(&at, end);
    rest = next_word(&at, end);
    value = strtol(number, &behind, 10);
    person->number = value > 0 && value <= 1000000000 && *behind == '\0' ? (int)value : 0;
    if (person->number == 0 || rest[0] != '\0')
        (void)options_wrong(in, err, "\"%.*s\" is nobody: write 283, 283 gp or 283 gp ab",
                            (int)(end - from), from);
    for (size_t i = 0; i + 1 < people->count && !in->wrong_usage; i++) {
        if (people->row[i].number == person->number)
            (void)options_wrong(in, err, "%d is named twice in --people", person->number);
    }
    free(number);
    free(rest);
    return in->wrong_usage ? err->status : STATUS_OK;
}

static enum status read_people(struct invocation *in, struct typed_people *people,
                               struct error *err)
{
    const char *at = in->value[NEW_PEOPLE];

    while (at != NULL && *at != '\0') {
        const char *end = at + strcspn(at, ",");

        if (read_person(in, people, at, end, err))
            return err->status;
        at = *end == ',' ? end + 1 : end;
    }
    return STATUS_OK;
}

/* --- in the study ------------------------------------------------------------- */

/* What is typed about somebody whom the study knows must be what it knows. */
static enum status check_known(const struct people *known, const struct person *person,
                               const struct typed_person *typed, struct error *err)
{
    const char *group = person->role_group >= 0 ? known->groups[person->role_group].key : "none";
    bool same = typed->alias[0] == '\0'
                || (person->initials != NULL && strcmp(person->initials, typed->alias) == 0);

    if (typed->role_group[0] != '\0' && strcmp(typed->role_group, group) != 0)
        return error_set(err, STATUS_INPUT, "%d is in the study already, with role group %s: "
                         "write %d alone", typed->number, group, typed->number);
    for (size_t i = 0; i < person->alias_count && !same; i++)
        same = strcmp(person->aliases[i], typed->alias) == 0;
    if (!same)
        return error_set(err, STATUS_INPUT, "%d is in the study already, without \"%s\": write "
                         "%d alone", typed->number, typed->alias, typed->number);
    return STATUS_OK;
}

/* Finds or makes everybody; ids[i] is people->row[i]'s. */
static enum status find_people(struct study *study, const struct typed_people *people,
                               struct id *ids, struct error *err)
{
    struct people known = { 0 };
    enum status status = people_load(&known, study, true, err);

    for (size_t i = 0; i < people->count && !status; i++) {
        const struct typed_person *typed = &people->row[i];
        struct new_person person = { .number = typed->number,
                                     .role_group = typed->role_group,
                                     .alias = typed->alias };
        const struct person *found = NULL;

        for (size_t k = 0; k < known.person_count && found == NULL; k++) {
            if (known.people[k].number == typed->number)
                found = &known.people[k];
        }
        if (found != NULL) {
            ids[i] = found->id;
            status = check_known(&known, found, typed, err);
        } else {
            status = people_add(study, &person, &ids[i], NULL, err);
        }
    }
    people_release(&known);
    return status;
}

static enum status make(struct invocation *in, const struct typed_people *people,
                        const struct agenda_lines *agenda, int *number, struct error *err)
{
    struct id *ids = mem_alloc(people->count, sizeof *ids);
    struct new_meeting meeting = {
        .title = in->value[NEW_TITLE],
        .site = in->value[NEW_SITE],
        .body = in->value[NEW_BODY],
        .function = in->value[NEW_FUNCTION],
        .date = in->value[NEW_DATE],
        .venue = in->value[NEW_VENUE],
        .people = ids,
        .person_count = people->count,
        .agenda = agenda->items,
        .item_count = agenda->count,
    };
    struct study *study = NULL;
    struct id id;
    enum status status = open_for_writing(in, STUDY_CREATE, &study, err);

    if (!status)
        status = study_begin(study, err);
    if (!status) {
        status = find_people(study, people, ids, err);
        if (!status)
            status = meetings_add(study, &meeting, &id, number, err);
        if (!status)
            status = study_commit(study, err);
        if (status)
            study_rollback(study);
    }
    study_close(study);
    free(ids);
    return status;
}

enum status command_new(struct invocation *in, struct error *err)
{
    struct typed_people people = { 0 };
    struct agenda_lines agenda = { 0 };
    const char *title = in->value[NEW_TITLE], *date = in->value[NEW_DATE];
    int64_t day;
    int number = 0;
    enum status status = STATUS_OK;

    if (title == NULL || title[0] == '\0')
        return options_wrong(in, err, "new needs --title T");
    if (date != NULL && !clock_parse_date(date, &day))
        return options_wrong(in, err, "\"%s\" is no day as YYYY-MM-DD", date);
    status = read_people(in, &people, err);
    if (!status && in->value[NEW_AGENDA] != NULL)
        status = agenda_lines_read(&agenda, in->value[NEW_AGENDA], err);
    if (!status)
        status = make(in, &people, &agenda, &number, err);
    if (!status)
        printf("M%d\n", number);
    agenda_lines_release(&agenda);
    release_people(&people);
    return status;
}
