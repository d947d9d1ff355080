/* SPDX-License-Identifier: MIT */
/* The identity filter of a study: its people give the labels, its identity
 * tables the names. */
#include "core/mem.h"
#include "export/identity_filter.h"
#include "storage/identity_key.h"
#include "storage/people.h"
#include <stdlib.h>
#include <string.h>

static int by_id(const void *a, const void *b)
{
    return memcmp(((const struct identity_person *)a)->id.byte,
                  ((const struct identity_person *)b)->id.byte, sizeof(struct id));
}

static void add_people(struct identity_filter *filter, const struct people *people)
{
    struct str label = STR_INIT;

    filter->order = mem_alloc(people->person_count, sizeof *filter->order);
    filter->order_count = people->person_count;
    for (size_t i = 0; i < people->person_count; i++) {
        const struct person *person = &people->people[i];

        str_clear(&label);
        person_label(&label, person, people->groups);
        filter->order[i] = (struct identity_person){
            person->id, identity_add_label(filter, str_text(&label), person->voice != NULL)
        };
    }
    if (people->person_count > 0)
        qsort(filter->order, filter->order_count, sizeof *filter->order, by_id);
    for (size_t i = 0; i < people->group_count; i++) {
        identity_filter_keep(filter, people->groups[i].name);
        identity_filter_keep(filter, people->groups[i].label);
    }
    str_release(&label);
}

/* Where the names go while they are read. */
struct reading {
    struct identity_filter *filter;
    int organisation; /* the label of organisations; -1 until one is needed */
};

static void add_identity(struct reading *reading, const struct identity *identity)
{
    struct identity_filter *filter = reading->filter;
    const struct identity_label *found = identity_label_of(filter, &identity->person);

    if (found == NULL)
        return;
    if (identity->name != NULL && identity->name[0] != '\0') {
        int label = (int)(found - filter->labels);

        identity_add(filter, IDENTITY_NAME, identity->name, label);
        if (filter->identifiable && !found->voice && found->name == NULL)
            filter->labels[label].name = mem_copy(identity->name);
    }
    if (identity->replace_organisation && identity->organisation != NULL) {
        if (reading->organisation < 0)
            reading->organisation = identity_add_label(filter, "organisation", false);
        identity_add(filter, IDENTITY_WORD, identity->organisation, reading->organisation);
    }
}

static void add_one(void *data, const struct identity *identity,
                    const struct identity_alias *alias)
{
    struct reading *reading = data;
    const struct identity_label *found;

    if (alias == NULL) {
        add_identity(reading, identity);
        return;
    }
    found = identity_label_of(reading->filter, &alias->person);
    if (found != NULL)
        identity_add(reading->filter,
                     strcmp(alias->kind, "source") == 0 ? IDENTITY_SOURCE : IDENTITY_WORD,
                     alias->text, (int)(found - reading->filter->labels));
}

/* Words that the study marked as organisations. */
static void add_organisations(struct reading *reading)
{
    struct identity_filter *filter = reading->filter;

    for (size_t i = 0; i < filter->rules.count; i++) {
        const struct name_rule_row *row = &filter->rules.row[i];

        if (row->rule != NAME_RULE_ORGANISATION)
            continue;
        if (reading->organisation < 0)
            reading->organisation = identity_add_label(filter, "organisation", false);
        identity_add(filter, IDENTITY_WORD, row->word, reading->organisation);
    }
}

/* Who people are: in the study, and in its key where that lies apart. */
static enum status read_names(struct reading *reading, struct study *study, const char *key,
                              struct error *err)
{
    bool moved = false;
    enum status status = key_is_moved(study, &moved, err);

    if (!status && moved && key == NULL && !reading->filter->identifiable)
        status = error_set(err, STATUS_INPUT,
                           "the key that links ids to names was moved away, so that names in the"
                           " notes cannot be found: name it with --key FILE");
    if (!status)
        status = people_each_identity(study, add_one, reading, err);
    if (!status && key != NULL)
        status = key_each_identity(study, key, add_one, reading, err);
    return status;
}

enum status identity_filter_new(struct identity_filter **out, struct study *study, const char *key,
                                bool identifiable, struct error *err)
{
    struct identity_filter *filter = identity_filter_empty();
    struct reading reading = { filter, -1 };
    struct people people;
    enum status status;

    *out = NULL;
    filter->identifiable = identifiable;
    status = name_rules_load(&filter->rules, study, err);
    if (!status)
        status = people_load(&people, study, false, err);
    if (!status) {
        add_people(filter, &people);
        people_release(&people);
        add_organisations(&reading);
        status = read_names(&reading, study, key, err);
    }
    if (status) {
        identity_filter_free(filter);
        return status;
    }
    *out = filter;
    return STATUS_OK;
}
