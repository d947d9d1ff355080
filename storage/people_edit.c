/* SPDX-License-Identifier: MIT */
/* People as they are edited: role group, where they sit, and who they are. */
#include "core/mem.h"
#include "core/text.h"
#include "storage/internal.h"
#include "storage/people.h"
#include <string.h>

struct seats_store {
    struct store strings;
};

enum status people_seats(struct seats *out, struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_PEOPLE_SEATS);
    size_t room = 0;

    *out = (struct seats){ .store = mem_alloc(1, sizeof *out->store) };
    while (stmt_row(&st)) {
        out->seat = mem_grow(out->seat, out->count, &room, sizeof *out->seat);
        out->seat[out->count++] =
            (struct seat){ .person = stmt_id(&st, 0),
                           .body = store_column(&out->store->strings, &st, 1),
                           .site = store_column(&out->store->strings, &st, 2),
                           .capacity = (enum capacity)word_or(capacity_words, CAPACITIES,
                                                              stmt_text(&st, 3), CAPACITY_MEMBER) };
    }
    if (stmt_end(&st, err)) {
        people_seats_release(out);
        return error_context(err, "reading where people sit");
    }
    return STATUS_OK;
}

void people_seats_release(struct seats *seats)
{
    if (seats->store != NULL)
        store_release(&seats->store->strings);
    free(seats->store);
    free(seats->seat);
    *seats = (struct seats){ 0 };
}

enum status people_set_group(struct study *study, const struct id *person, const char *role_group,
                             struct error *err)
{
    struct work work;
    int64_t row, group = 0;
    struct stmt st;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = study_need_row(study, QUERY_ROW_PERSON, person, "person", &row, err);
    if (!status)
        status = role_group_row(study, role_group, &group, err);
    if (!status) {
        st = stmt_begin(study, QUERY_PERSON_SET_GROUP);
        stmt_bind_int_or(&st, ":role_group", group, 0);
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_int(&st, ":observer", study->observer_row);
        stmt_bind_int(&st, ":id", row);
        status = stmt_run(&st, err);
    }
    return work_finish(&work, study, status, err);
}

/* --- identity -------------------------------------------------------------------- */

void identity_card_release(struct identity_card *card)
{
    for (size_t i = 0; i < card->aliases; i++)
        free(card->alias[i]);
    free(card->alias);
    free(card->name);
    free(card->organisation);
    free(card->initials);
    *card = (struct identity_card){ 0 };
}

static enum status load_card(struct identity_card *out, struct study *study, int64_t row,
                             struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_PERSON_IDENTITY);
    size_t room = 0;

    stmt_bind_int(&st, ":person", row);
    if (stmt_row(&st)) {
        out->name = stmt_copy(&st, 0);
        out->organisation = stmt_copy(&st, 1);
        out->replace_organisation = stmt_int(&st, 2) != 0;
    }
    if (stmt_end(&st, err))
        return err->status;
    st = stmt_begin(study, QUERY_PERSON_ALIASES);
    stmt_bind_int(&st, ":person", row);
    while (stmt_row(&st)) {
        if (strcmp(stmt_text(&st, 0), "initials") == 0 && out->initials == NULL) {
            out->initials = stmt_copy(&st, 1);
        } else if (strcmp(stmt_text(&st, 0), "alias") == 0) {
            out->alias = mem_grow(out->alias, out->aliases, &room, sizeof *out->alias);
            out->alias[out->aliases++] = stmt_copy(&st, 1);
        }
    }
    return stmt_end(&st, err);
}

static void fill_in(char **text)
{
    if (*text == NULL)
        *text = mem_copy("");
}

enum status people_identity(struct identity_card *out, struct study *study, const struct id *person,
                            struct error *err)
{
    struct work view;
    int64_t row;
    enum status status;

    *out = (struct identity_card){ 0 };
    status = view_begin(&view, study, err);
    if (!status) {
        status = study_need_row(study, QUERY_ROW_PERSON, person, "person", &row, err);
        if (!status)
            status = load_card(out, study, row, err);
        view_finish(&view, study);
    }
    fill_in(&out->name);
    fill_in(&out->organisation);
    fill_in(&out->initials);
    if (status)
        identity_card_release(out);
    return status;
}

/* Whether somebody else is called so. */
static enum status look_for_other(struct study *study, const struct id *person, const char *form,
                                  struct error *err)
{
    struct people people;
    size_t len = strlen(form);

    if (len == 0)
        return STATUS_OK;
    if (people_load(&people, study, true, err))
        return err->status;
    err->status = STATUS_OK;
    for (size_t i = 0; i < people.person_count && !err->status; i++) {
        const struct person *other = &people.people[i];
        bool same = other->initials != NULL
                    && text_same(other->initials, strlen(other->initials), form, len);

        for (size_t j = 0; j < other->alias_count; j++)
            same = same || text_same(other->aliases[j], strlen(other->aliases[j]), form, len);
        if (same && !id_equal(&other->id, person))
            error_set(err, STATUS_EXISTS, "\"%s\" is typed for %d already: choose another", form,
                      other->number);
    }
    people_release(&people);
    return err->status;
}

static enum status alias_add(struct study *study, int64_t person, const char *kind,
                             const char *text, struct error *err)
{
    struct id id = id_new();
    struct stmt st;

    if (text == NULL || text[0] == '\0')
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

static enum status alias_drop(struct study *study, int64_t person, const char *kind,
                              const char *text, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_ALIAS_DROP);

    stmt_bind_int(&st, ":person", person);
    stmt_bind_text(&st, ":kind", kind);
    stmt_bind_text(&st, ":text", text);
    return stmt_run(&st, err);
}

static bool has_alias(const struct identity_card *card, const char *alias)
{
    for (size_t i = 0; i < card->aliases; i++)
        if (strcmp(card->alias[i], alias) == 0)
            return true;
    return false;
}

static enum status write_card(struct study *study, int64_t row, const struct identity_card *card,
                              const struct identity_card *before, struct error *err)
{
    struct id id = id_new();
    struct stmt st = stmt_begin(study, QUERY_IDENTITY_SET);

    stmt_bind_int(&st, ":person", row);
    stmt_bind_id(&st, ":uuid", &id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_text(&st, ":name", card->name != NULL ? card->name : "");
    stmt_bind_text(&st, ":organisation", card->organisation != NULL ? card->organisation : "");
    stmt_bind_int(&st, ":replace", card->replace_organisation);
    if (stmt_run(&st, err))
        return err->status;
    if (before->initials[0] != '\0'
        && (card->initials == NULL || strcmp(before->initials, card->initials) != 0)
        && alias_drop(study, row, "initials", before->initials, err))
        return err->status;
    for (size_t i = 0; i < before->aliases; i++)
        if (!has_alias(card, before->alias[i])
            && alias_drop(study, row, "alias", before->alias[i], err))
            return err->status;
    if (alias_add(study, row, "initials", card->initials, err))
        return err->status;
    for (size_t i = 0; i < card->aliases; i++)
        if (alias_add(study, row, "alias", card->alias[i], err))
            return err->status;
    return STATUS_OK;
}

static enum status set_identity(struct study *study, const struct id *person,
                                const struct identity_card *card, struct error *err)
{
    struct identity_card before = { 0 };
    int64_t row;
    enum status status = study_need_row(study, QUERY_ROW_PERSON, person, "person", &row, err);

    if (!status && card->initials != NULL)
        status = look_for_other(study, person, card->initials, err);
    for (size_t i = 0; i < card->aliases && !status; i++)
        status = look_for_other(study, person, card->alias[i], err);
    if (!status)
        status = people_identity(&before, study, person, err);
    if (!status)
        status = write_card(study, row, card, &before, err);
    identity_card_release(&before);
    return status;
}

enum status people_set_identity(struct study *study, const struct id *person,
                                const struct identity_card *card, struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, set_identity(study, person, card, err), err);
}
