/* SPDX-License-Identifier: MIT */
/* People, agenda and quorum, from what is typed to what storage wants. */
#include "tui/fields.h"
#include "core/mem.h"
#include "core/people_list.h"
#include "core/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- people ---------------------------------------------------------------------- */

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
static bool find_known(const struct people *people, const struct listed_person *listed,
                       struct id *id, char *kept, size_t kept_size)
{
    for (size_t i = 0; i < people->person_count; i++) {
        const struct person *person = &people->people[i];
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

static enum status take_people(struct field_people *out, struct study *study,
                               const struct people *people, const struct people_list *list,
                               char *kept, size_t kept_size, struct error *err)
{
    out->id = mem_alloc(list->count + 1, sizeof *out->id);
    out->capacity = mem_alloc(list->count + 1, sizeof *out->capacity);
    for (; out->count < list->count; out->count++) {
        const struct listed_person *listed = &list->person[out->count];
        struct new_person person = { .number = listed->number, .alias = listed->alias };
        struct id *id = &out->id[out->count];

        out->capacity[out->count] = listed->capacity;
        if (find_known(people, listed, id, kept, kept_size))
            continue;
        if (listed->role_group >= 0)
            person.role_group = people->groups[listed->role_group].key;
        if (people_add(study, &person, id, NULL, err))
            return err->status;
    }
    return STATUS_OK;
}

enum status fields_people(struct field_people *out, struct study *study, const char *text,
                          char *kept, size_t kept_size, struct error *err)
{
    struct people people;
    struct people_list list = { 0 };
    enum status status = people_load(&people, study, true, err);

    *out = (struct field_people){ 0 };
    kept[0] = '\0';
    if (!status)
        status = people_list_read(&list, text, people.groups, people.group_count, err);
    if (!status)
        status = take_people(out, study, &people, &list, kept, kept_size, err);
    people_list_release(&list);
    people_release(&people);
    if (status)
        fields_people_release(out);
    return status;
}

void fields_people_release(struct field_people *people)
{
    free(people->id);
    free(people->capacity);
    *people = (struct field_people){ 0 };
}

void fields_people_text(struct str *out, const struct sitter *sitter, size_t count)
{
    for (size_t i = 0; i < count; i++)
        people_list_add(out, sitter[i].number, sitter[i].capacity);
}

/* --- agenda ------------------------------------------------------------------------ */

void fields_agenda(struct field_agenda *out, const char *text)
{
    char *lines = mem_copy(text), *line = lines, *end;

    *out = (struct field_agenda){ 0 };
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
        out->item = mem_grow(out->item, out->count, &out->room, sizeof *out->item);
        out->item[out->count++] = item;
    }
    free(lines);
}

void fields_agenda_release(struct field_agenda *agenda)
{
    for (size_t i = 0; i < agenda->count; i++) {
        free((char *)(uintptr_t)agenda->item[i].title);
        free((char *)(uintptr_t)agenda->item[i].paper);
    }
    free(agenda->item);
    *agenda = (struct field_agenda){ 0 };
}

void fields_agenda_text(struct str *out, const char *title, const char *paper, enum purpose purpose)
{
    static const char *const words[PURPOSES] = {
        [PURPOSE_NONE] = "",
        [PURPOSE_DECIDE] = " for decision",
        [PURPOSE_DISCUSS] = " for discussion",
        [PURPOSE_NOTE] = " for information",
    };

    if (out->len > 0)
        str_add_char(out, '\n');
    str_add(out, title);
    if (paper != NULL && paper[0] != '\0')
        str_add_format(out, " (%s)", paper);
    str_add(out, words[purpose]);
}

/* --- quorum ------------------------------------------------------------------------ */

enum status fields_quorum(struct field_quorum *out, struct study *study, const char *text,
                          struct error *err)
{
    struct quorum_typed typed;
    enum status status;

    *out = (struct field_quorum){ 0 };
    status = people_load(&out->people, study, false, err);
    if (!status)
        status = quorum_text_read(&typed, text, out->people.groups, out->people.group_count, err);
    if (status) {
        fields_quorum_release(out);
        return status;
    }
    out->number = typed.number;
    for (; out->needs < typed.needs; out->needs++)
        out->need[out->needs] =
            (struct body_need){ out->people.groups[typed.need[out->needs].role_group].key,
                                typed.need[out->needs].number };
    return STATUS_OK;
}

void fields_quorum_release(struct field_quorum *quorum)
{
    people_release(&quorum->people);
    *quorum = (struct field_quorum){ 0 };
}

void fields_quorum_text(struct str *out, int number, const struct body_usual *usual)
{
    quorum_text_add(out, number, NULL);
    for (size_t i = 0; i < usual->needs; i++)
        quorum_text_add(out, usual->need[i].number, usual->need[i].role_group);
}
