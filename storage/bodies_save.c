/* SPDX-License-Identifier: MIT */
/* Writing bodies. What belongs to one is made what was asked for: what is no
 * longer named goes; people and agenda that stayed keep their rows. */
#include "core/text.h"
#include "storage/bodies.h"
#include "storage/internal.h"
#include <string.h>

static bool given(const char *text)
{
    return text != NULL && text[0] != '\0';
}

/* Runs a statement that has a body's row alone. */
static enum status run_for(struct study *study, enum query query, int64_t body, struct error *err)
{
    struct stmt st = stmt_begin(study, query);

    stmt_bind_int(&st, ":body", body);
    return stmt_run(&st, err);
}

/* Binds what every row bears; *id is a new one, borrowed until the statement
 * was run. */
static struct stmt begin_row(struct study *study, enum query query, int64_t body, struct id *id)
{
    struct stmt st = stmt_begin(study, query);

    *id = id_new();
    stmt_bind_id(&st, ":uuid", id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":body", body);
    return st;
}

/* --- the body itself ----------------------------------------------------------- */

struct body_ground {
    int64_t row, site, function;
};

/* The body of that name at that site, if it is another one. */
static enum status look_for_other(struct study *study, const struct new_body *body,
                                  const struct body_ground *ground, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_BODY_FIND);
    bool found = false;

    stmt_bind_text(&st, ":name", body->name);
    while (stmt_row(&st))
        found =
            found || (stmt_int_or(&st, 1, 0) == ground->site && stmt_int(&st, 0) != ground->row);
    if (stmt_end(&st, err))
        return err->status;
    if (found)
        return error_set(err, STATUS_EXISTS, "site %s has a body \"%s\" already",
                         given(body->site) ? body->site : "(none)", body->name);
    return STATUS_OK;
}

static enum status find_ground(struct study *study, const struct new_body *body, struct id *id,
                               struct body_ground *ground, struct error *err)
{
    if (!given(body->name))
        return error_set(err, STATUS_INPUT, "a body needs a name");
    *id = id_is_none(&body->id) ? id_new() : body->id;
    if (!id_is_none(&body->id)
        && study_need_row(study, QUERY_ROW_BODY, id, "body", &ground->row, err))
        return err->status;
    if (given(body->site) && site_row_or_new(study, body->site, &ground->site, err))
        return err->status;
    if (function_row(study, given(body->function) ? body->function : "other", &ground->function,
                     err))
        return err->status;
    return look_for_other(study, body, ground, err);
}

static enum status write_body(struct study *study, const struct new_body *body, const struct id *id,
                              struct body_ground *ground, struct error *err)
{
    struct stmt st = stmt_begin(study, ground->row == 0 ? QUERY_BODY_ADD : QUERY_BODY_UPDATE);

    if (ground->row == 0)
        stmt_bind_id(&st, ":uuid", id);
    else
        stmt_bind_int(&st, ":id", ground->row);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int_or(&st, ":site", ground->site, 0);
    stmt_bind_text(&st, ":name", body->name);
    stmt_bind_int(&st, ":function", ground->function);
    if (stmt_run(&st, err))
        return err->status;
    if (ground->row == 0)
        ground->row = sqlite3_last_insert_rowid(study->db);
    return STATUS_OK;
}

/* --- what belongs to it ---------------------------------------------------------- */

static enum status write_quorum(struct study *study, int64_t row, int quorum,
                                const struct body_need *need, size_t needs, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_BODY_SET_QUORUM);

    stmt_bind_int(&st, ":body", row);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":quorum", quorum);
    if (stmt_run(&st, err) || run_for(study, QUERY_BODY_NEEDS_DROP, row, err))
        return err->status;
    for (size_t i = 0; i < needs; i++) {
        struct id id;
        int64_t group;

        if (role_group_row(study, need[i].role_group, &group, err))
            return err->status;
        st = begin_row(study, QUERY_BODY_NEED_SET, row, &id);
        stmt_bind_int(&st, ":role_group", group);
        stmt_bind_int(&st, ":number", need[i].number);
        if (stmt_run(&st, err))
            return err->status;
    }
    return STATUS_OK;
}

/* Whether `person` stands in the list. */
static bool is_listed(const struct new_body *body, const struct id *person)
{
    for (size_t i = 0; i < body->person_count; i++)
        if (id_equal(&body->people[i], person))
            return true;
    return false;
}

static enum status drop_people(struct study *study, const struct new_body *body, int64_t row,
                               struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_BODY_PERSON_ROWS);
    enum status status = STATUS_OK;

    stmt_bind_int(&st, ":body", row);
    while (!status && stmt_row(&st)) {
        struct id person = stmt_id(&st, 1);
        struct stmt drop;

        if (is_listed(body, &person))
            continue;
        drop = stmt_begin(study, QUERY_BODY_PERSON_DROP);
        stmt_bind_int(&drop, ":id", stmt_int(&st, 0));
        status = stmt_run(&drop, err);
    }
    return stmt_end(&st, err) ? err->status : status;
}

static enum status write_people(struct study *study, const struct new_body *body, int64_t row,
                                struct error *err)
{
    if (drop_people(study, body, row, err))
        return err->status;
    for (size_t i = 0; i < body->person_count; i++) {
        enum capacity capacity = body->capacities != NULL ? body->capacities[i] : CAPACITY_MEMBER;
        struct id id;
        int64_t person;
        struct stmt st;

        if (study_need_row(study, QUERY_ROW_PERSON, &body->people[i], "person", &person, err))
            return err->status;
        st = begin_row(study, QUERY_BODY_PERSON_SET, row, &id);
        stmt_bind_int(&st, ":person", person);
        stmt_bind_text(&st, ":capacity", capacity_words[capacity].key);
        if (stmt_run(&st, err))
            return err->status;
    }
    return STATUS_OK;
}

static bool same_agenda(const struct body_usual *usual, const struct new_body *body)
{
    if (usual->items != body->item_count)
        return false;
    for (size_t i = 0; i < body->item_count; i++) {
        const char *paper = body->agenda[i].paper != NULL ? body->agenda[i].paper : "";

        if (strcmp(usual->item[i].title, body->agenda[i].title) != 0
            || strcmp(usual->item[i].paper, paper) != 0
            || usual->item[i].purpose != body->agenda[i].purpose)
            return false;
    }
    return true;
}

static enum status write_agenda(struct study *study, const struct new_body *body,
                                const struct id *id, int64_t row, struct error *err)
{
    struct body_usual usual;
    struct id made;
    bool same;

    if (bodies_usual(&usual, study, id, err))
        return err->status;
    same = same_agenda(&usual, body);
    bodies_usual_release(&usual);
    if (same)
        return STATUS_OK;
    if (run_for(study, QUERY_BODY_AGENDA_DROP, row, err))
        return err->status;
    for (size_t i = 0; i < body->item_count; i++) {
        const struct new_agenda_item *item = &body->agenda[i];
        struct stmt st = begin_row(study, QUERY_BODY_AGENDA_ADD, row, &made);

        stmt_bind_int(&st, ":position", (int64_t)i + 1);
        stmt_bind_text(&st, ":title", item->title);
        stmt_bind_text(&st, ":paper", item->paper != NULL ? item->paper : "");
        stmt_bind_text(&st, ":purpose", purpose_words[item->purpose].key);
        if (stmt_run(&st, err))
            return err->status;
    }
    return STATUS_OK;
}

static enum status save(struct study *study, const struct new_body *body, struct id *id,
                        struct error *err)
{
    struct body_ground ground = { 0 };

    if (find_ground(study, body, id, &ground, err) || write_body(study, body, id, &ground, err)
        || write_quorum(study, ground.row, body->quorum, body->need, body->needs, err)
        || write_people(study, body, ground.row, err)
        || write_agenda(study, body, id, ground.row, err))
        return err->status;
    return STATUS_OK;
}

enum status bodies_save(struct study *study, const struct new_body *body, struct id *id,
                        struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, save(study, body, id, err), err);
}

enum status bodies_seat(struct study *study, const struct id *body, const struct id *person,
                        enum capacity capacity, bool *changed, struct error *err)
{
    struct work work;
    struct id id;
    int64_t row, person_row, before = sqlite3_total_changes64(study->db);
    struct stmt st;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = study_need_row(study, QUERY_ROW_BODY, body, "body", &row, err);
    if (!status)
        status = study_need_row(study, QUERY_ROW_PERSON, person, "person", &person_row, err);
    if (!status) {
        st = begin_row(study, QUERY_BODY_PERSON_SET, row, &id);
        stmt_bind_int(&st, ":person", person_row);
        stmt_bind_text(&st, ":capacity", capacity_words[capacity].key);
        status = stmt_run(&st, err);
        *changed = sqlite3_total_changes64(study->db) != before;
    }
    return work_finish(&work, study, status, err);
}

enum status bodies_set_quorum(struct study *study, const struct id *body, int quorum,
                              const struct body_need *need, size_t needs, struct error *err)
{
    struct work work;
    int64_t row;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = study_need_row(study, QUERY_ROW_BODY, body, "body", &row, err);
    if (!status)
        status = write_quorum(study, row, quorum, need, needs, err);
    return work_finish(&work, study, status, err);
}

static enum status delete_body(struct study *study, const struct id *id, struct error *err)
{
    static const enum query steps[] = { QUERY_BODY_NEEDS_DROP, QUERY_BODY_PEOPLE_DROP,
                                        QUERY_BODY_AGENDA_DROP, QUERY_BODY_DELETE };
    int64_t row, used;
    struct stmt st;

    if (study_need_row(study, QUERY_ROW_BODY, id, "body", &row, err))
        return err->status;
    st = stmt_begin(study, QUERY_BODY_USED);
    stmt_bind_int(&st, ":body", row);
    if (stmt_run_int(&st, 0, &used, err))
        return err->status;
    if (used != 0)
        return error_set(err, STATUS_INPUT,
                         "the body has meetings: it can be renamed, not taken out");
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (run_for(study, steps[i], row, err))
            return err->status;
    return STATUS_OK;
}

enum status bodies_delete(struct study *study, const struct id *id, struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, delete_body(study, id, err), err);
}
