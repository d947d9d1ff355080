/* SPDX-License-Identifier: MIT */
/* People, their role groups, and identity: the only file that reads or writes
 * who somebody really is. */
#include "storage/people.h"

#include "core/mem.h"
#include "core/str.h"
#include "storage/internal.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct people_store {
    struct store strings;
    int64_t *group_rows; /* beside the role groups */
    int64_t *rows;       /* beside the people */
};

static enum status load_groups(struct people *out, struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_ROLE_GROUPS);
    struct people_store *store = out->store;
    size_t room = 0, row_room = 0;

    while (stmt_row(&st)) {
        struct role_group *group;

        out->groups = mem_grow(out->groups, out->group_count, &room, sizeof *out->groups);
        store->group_rows =
            mem_grow(store->group_rows, out->group_count, &row_room, sizeof *store->group_rows);
        store->group_rows[out->group_count] = stmt_int(&st, 0);
        group = &out->groups[out->group_count++];
        group->id = stmt_id(&st, 1);
        group->key = store_column(&store->strings, &st, 2);
        group->name = store_column(&store->strings, &st, 3);
        group->label = store_column(&store->strings, &st, 4);
    }
    return stmt_end(&st, err);
}

static int group_index(const struct people *people, int64_t row)
{
    for (size_t i = 0; i < people->group_count; i++)
        if (people->store->group_rows[i] == row)
            return (int)i;
    return -1;
}

/* Takes the rows of a statement, at most `most`; with a name in the seventh column. */
static enum status take_people(struct people *out, struct stmt *st, size_t most, bool with_name,
                               struct error *err)
{
    struct people_store *store = out->store;
    size_t room = 0, row_room = 0;

    while (out->person_count < most && stmt_row(st)) {
        struct person *person;

        out->people = mem_grow(out->people, out->person_count, &room, sizeof *out->people);
        store->rows = mem_grow(store->rows, out->person_count, &row_room, sizeof *store->rows);
        store->rows[out->person_count] = stmt_int(st, 0);
        person = &out->people[out->person_count++];
        *person = (struct person){ .id = stmt_id(st, 1), .number = stmt_number(st, 2) };
        if (!stmt_is_null(st, 3))
            person->voice = store_column(&store->strings, st, 3);
        person->role_group = stmt_is_null(st, 4) ? -1 : group_index(out, stmt_int(st, 4));
        person->to_identify = stmt_int(st, 5) != 0;
        if (with_name && stmt_text(st, 6)[0] != '\0')
            person->name = store_column(&store->strings, st, 6);
    }
    return stmt_end(st, err);
}

/* `meeting` 0: of the study; else its row. */
static enum status load_people(struct people *out, struct study *study, int64_t meeting,
                               bool with_identity, struct error *err)
{
    enum query of_all = with_identity ? QUERY_PEOPLE_NAMED : QUERY_PEOPLE;
    enum query of_one = with_identity ? QUERY_PEOPLE_NAMED_OF : QUERY_PEOPLE_OF;
    struct stmt st = stmt_begin(study, meeting != 0 ? of_one : of_all);

    if (meeting != 0)
        stmt_bind_int(&st, ":meeting", meeting);
    return take_people(out, &st, SIZE_MAX, with_identity, err);
}

/* The list of a person's aliases grows while the rows come, in the order of
 * the people; it moves into the store when the next person begins. */
struct alias_list {
    const char **alias;
    size_t count, room;
};

static void keep_aliases(struct people *out, size_t person, struct alias_list *list)
{
    const char **kept;

    if (list->count == 0)
        return;
    kept = store_alloc(&out->store->strings, list->count, sizeof *kept);
    memcpy(kept, list->alias, list->count * sizeof *kept);
    out->people[person].aliases = kept;
    out->people[person].alias_count = list->count;
    list->count = 0;
}

static enum status load_aliases(struct people *out, struct study *study, int64_t meeting,
                                struct error *err)
{
    struct stmt st = stmt_begin(study, meeting != 0 ? QUERY_ALIASES_OF : QUERY_ALIASES);
    struct alias_list list = { NULL, 0, 0 };
    size_t at = 0;

    if (meeting != 0)
        stmt_bind_int(&st, ":meeting", meeting);
    while (stmt_row(&st)) {
        const char *kind = stmt_text(&st, 1);

        while (at < out->person_count && out->store->rows[at] != stmt_int(&st, 0))
            keep_aliases(out, at++, &list);
        if (at == out->person_count)
            break; /* of nobody: a damaged study */
        if (strcmp(kind, "alias") == 0) {
            list.alias = mem_grow(list.alias, list.count, &list.room, sizeof *list.alias);
            list.alias[list.count++] = store_column(&out->store->strings, &st, 2);
        } else if (strcmp(kind, "initials") == 0 && out->people[at].initials == NULL) {
            out->people[at].initials = store_column(&out->store->strings, &st, 2);
        }
    }
    if (at < out->person_count)
        keep_aliases(out, at, &list);
    free(list.alias);
    return stmt_end(&st, err);
}

static enum status load_all(struct people *out, struct study *study, int64_t meeting,
                            bool with_identity, struct error *err)
{
    struct work view;
    enum status status = view_begin(&view, study, err);

    *out = (struct people){ 0 };
    out->store = mem_alloc(1, sizeof *out->store);
    if (!status)
        status = load_groups(out, study, err);
    if (!status)
        status = load_people(out, study, meeting, with_identity, err);
    if (!status && with_identity)
        status = load_aliases(out, study, meeting, err);
    view_finish(&view, study);
    if (status) {
        people_release(out);
        return error_context(err, "reading the people");
    }
    return STATUS_OK;
}

enum status people_load(struct people *out, struct study *study, bool with_identity,
                        struct error *err)
{
    return load_all(out, study, 0, with_identity, err);
}

enum status people_load_of(struct people *out, struct study *study, int64_t meeting,
                           bool with_identity, struct error *err)
{
    return load_all(out, study, meeting, with_identity, err);
}

static enum status load_listed(struct people *out, struct study *study, size_t most, size_t *all,
                               struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_PEOPLE_COUNT);
    int64_t count;

    if (stmt_run_int(&st, 0, &count, err) || load_groups(out, study, err))
        return err->status;
    *all = (size_t)count;
    st = stmt_begin(study, QUERY_PEOPLE_LISTED);
    stmt_bind_int(&st, ":most", most < INT_MAX ? (int64_t)most : -1);
    return take_people(out, &st, most, false, err);
}

enum status people_load_listed(struct people *out, struct study *study, size_t most, size_t *all,
                               struct error *err)
{
    struct work view;
    enum status status = view_begin(&view, study, err);

    *out = (struct people){ .store = mem_alloc(1, sizeof *out->store) };
    if (!status)
        status = load_listed(out, study, most, all, err);
    view_finish(&view, study);
    if (!status)
        return STATUS_OK;
    people_release(out);
    return error_context(err, "reading the people");
}

void people_release(struct people *people)
{
    if (people->store != NULL) {
        store_release(&people->store->strings);
        free(people->store->group_rows);
        free(people->store->rows);
        free(people->store);
    }
    free(people->groups);
    free(people->people);
    *people = (struct people){ 0 };
}

static bool given(const char *text)
{
    return text != NULL && text[0] != '\0';
}

enum status role_group_row(struct study *study, const char *key, int64_t *row, struct error *err)
{
    struct str known = STR_INIT;
    struct stmt st;

    *row = 0;
    if (!given(key))
        return STATUS_OK;
    st = stmt_begin(study, QUERY_ROLE_GROUP_FIND);
    stmt_bind_text(&st, ":key", key);
    if (stmt_run_int(&st, 0, row, err) || *row != 0)
        return *row != 0 ? STATUS_OK : err->status;
    st = stmt_begin(study, QUERY_ROLE_GROUPS);
    while (stmt_row(&st))
        str_add_format(&known, "%s%s", known.len > 0 ? ", " : "", stmt_text(&st, 2));
    if (!stmt_end(&st, err))
        error_set(err, STATUS_NOT_FOUND, "no role group \"%s\": there are %s", key,
                  str_text(&known));
    str_release(&known);
    return err->status;
}

/* The number asked for, or the next free one; STATUS_EXISTS if it is taken. */
static enum status choose_number(struct study *study, int *number, struct error *err)
{
    struct stmt st;
    int64_t found;

    if (*number == 0) {
        st = stmt_begin(study, QUERY_PERSON_NEXT_NUMBER);
        stmt_bind_int(&st, ":first", PERSON_FIRST_NUMBER);
        stmt_bind_int(&st, ":most", NUMBER_MOST);
        if (stmt_run_int(&st, PERSON_FIRST_NUMBER, &found, err))
            return err->status;
        *number = (int)found;
        return STATUS_OK;
    }
    st = stmt_begin(study, QUERY_PERSON_FIND);
    stmt_bind_int(&st, ":number", *number);
    if (stmt_run_int(&st, 0, &found, err))
        return err->status;
    if (found != 0)
        return error_set(err, STATUS_EXISTS, "person %d is in the study already", *number);
    return STATUS_OK;
}

static enum status add_row(struct study *study, const struct id *id, int number, const char *voice,
                           int64_t role_group, bool to_identify, int64_t *row, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_PERSON_ADD);

    stmt_bind_id(&st, ":uuid", id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int_or(&st, ":number", number, 0);
    stmt_bind_text(&st, ":voice", voice);
    stmt_bind_int_or(&st, ":role_group", role_group, 0);
    stmt_bind_int(&st, ":to_identify", to_identify);
    if (stmt_run(&st, err))
        return err->status;
    *row = sqlite3_last_insert_rowid(study->db);
    return STATUS_OK;
}

static enum status add_alias(struct study *study, int64_t person, const char *kind,
                             const char *text, struct error *err)
{
    struct id id = id_new();
    struct stmt st;

    if (!given(text))
        return STATUS_OK;
    st = stmt_begin(study, QUERY_ALIAS_ADD);
    stmt_bind_id(&st, ":uuid", &id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":person", person);
    stmt_bind_text(&st, ":kind", kind);
    stmt_bind_text(&st, ":text", text);
    return stmt_run(&st, err);
}

static enum status add_identity(struct study *study, int64_t person, const struct new_person *from,
                                struct error *err)
{
    struct id id = id_new();
    struct stmt st;

    if (given(from->name) || given(from->organisation)) {
        st = stmt_begin(study, QUERY_IDENTITY_ADD);
        stmt_bind_int(&st, ":person", person);
        stmt_bind_id(&st, ":uuid", &id);
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_int(&st, ":observer", study->observer_row);
        stmt_bind_text(&st, ":name", from->name == NULL ? "" : from->name);
        stmt_bind_text(&st, ":organisation", from->organisation == NULL ? "" : from->organisation);
        if (stmt_run(&st, err))
            return err->status;
    }
    if (add_alias(study, person, "initials", from->initials, err)
        || add_alias(study, person, "source", from->source, err)
        || add_alias(study, person, "alias", from->alias, err))
        return err->status;
    return STATUS_OK;
}

enum status people_add_row(struct study *study, const struct new_person *person,
                           const struct id *id, int64_t role_group, int *number, int64_t *row,
                           struct error *err)
{
    const char *voice = given(person->voice) ? person->voice : NULL;

    *number = person->number;
    if (voice == NULL && choose_number(study, number, err))
        return err->status;
    if (add_row(study, id, voice != NULL ? 0 : *number, voice, role_group, person->to_identify, row,
                err)
        || add_identity(study, *row, person, err))
        return err->status;
    return STATUS_OK;
}

enum status people_add(struct study *study, const struct new_person *person, struct id *id,
                       int *number, struct error *err)
{
    struct work work;
    struct id made = id_new();
    int64_t group = 0, row = 0;
    int chosen = 0;
    enum status status;

    *id = (struct id){ { 0 } };
    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = role_group_row(study, person->role_group, &group, err);
    if (!status)
        status = people_add_row(study, person, &made, group, &chosen, &row, err);
    status = work_finish(&work, study, status, err);
    if (status)
        return error_context(err, "adding a person");
    *id = made;
    if (number != NULL)
        *number = chosen;
    return STATUS_OK;
}

enum status people_find(struct study *study, int number, struct id *id, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_PERSON_FIND_ID);

    stmt_bind_int(&st, ":number", number);
    *id = stmt_row(&st) ? stmt_id(&st, 0) : (struct id){ { 0 } };
    if (stmt_end(&st, err))
        return err->status;
    if (id_is_none(id))
        return error_set(err, STATUS_NOT_FOUND, "no person %d in this study", number);
    return STATUS_OK;
}

enum status people_each_identity(struct study *study,
                                 void (*each)(void *data, const struct identity *identity,
                                              const struct identity_alias *alias),
                                 void *data, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_IDENTITIES);

    while (stmt_row(&st)) {
        struct identity identity = { .person = stmt_id(&st, 0),
                                     .name = stmt_text(&st, 1),
                                     .organisation = stmt_text(&st, 2),
                                     .replace_organisation = stmt_int(&st, 3) != 0 };

        each(data, &identity, NULL);
    }
    if (stmt_end(&st, err))
        return error_context(err, "reading who people are");
    st = stmt_begin(study, QUERY_IDENTITY_ALIASES);
    while (stmt_row(&st)) {
        struct identity_alias alias = { .person = stmt_id(&st, 0),
                                        .kind = stmt_text(&st, 1),
                                        .text = stmt_text(&st, 2) };
        struct identity identity = { .person = alias.person };

        each(data, &identity, &alias);
    }
    if (stmt_end(&st, err))
        return error_context(err, "reading who people are");
    return STATUS_OK;
}
