/* SPDX-License-Identifier: MIT */
/* Reading bodies: the list of them, and what belongs to one. Writing is in
 * bodies_save.c. */
#include "storage/bodies.h"
#include "core/mem.h"
#include "storage/internal.h"
#include <string.h>

struct body_store {
    struct store strings;
};

enum status bodies_load(struct bodies *out, struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_BODIES);
    struct store *strings;
    size_t room = 0;

    *out = (struct bodies){ .store = mem_alloc(1, sizeof *out->store) };
    strings = &out->store->strings;
    while (stmt_row(&st)) {
        out->body = mem_grow(out->body, out->count, &room, sizeof *out->body);
        out->body[out->count++] = (struct body_row){
            .id = stmt_id(&st, 0),
            .name = store_column(strings, &st, 1),
            .site = store_column(strings, &st, 2),
            .function = store_column(strings, &st, 3),
            .function_name = store_column(strings, &st, 4),
            .quorum = stmt_number(&st, 5),
            .people = (size_t)stmt_int(&st, 6),
        };
    }
    if (stmt_end(&st, err)) {
        bodies_release(out);
        return error_context(err, "reading the bodies");
    }
    return STATUS_OK;
}

enum status bodies_count_meetings(struct bodies *bodies, struct study *study, struct error *err)
{
    struct work view;
    enum status status = view_begin(&view, study, err);

    for (size_t i = 0; i < bodies->count && !status; i++)
        status = study_count(study, QUERY_BODY_MEETINGS, &bodies->body[i].id,
                             &bodies->body[i].meetings, err);
    view_finish(&view, study);
    bodies->counted = !status;
    return status ? error_context(err, "counting the meetings of bodies") : STATUS_OK;
}

void bodies_release(struct bodies *bodies)
{
    if (bodies->store != NULL)
        store_release(&bodies->store->strings);
    free(bodies->store);
    free(bodies->body);
    *bodies = (struct bodies){ 0 };
}

enum status bodies_find(struct study *study, const char *name, const char *site, struct id *id,
                        struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_BODY_BY_NAME);
    int found = 0;

    *id = (struct id){ { 0 } };
    stmt_bind_text(&st, ":name", name);
    while (stmt_row(&st)) {
        if (site != NULL && site[0] != '\0' && strcmp(stmt_text(&st, 1), site) != 0)
            continue;
        *id = stmt_id(&st, 0);
        found++;
    }
    if (found > 1)
        *id = (struct id){ { 0 } };
    return stmt_end(&st, err);
}

static enum status load_needs(struct body_usual *out, struct study *study, int64_t row,
                              struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_BODY_NEEDS);
    size_t room = 0;

    stmt_bind_int(&st, ":body", row);
    while (stmt_row(&st)) {
        out->need = mem_grow(out->need, out->needs, &room, sizeof *out->need);
        out->need[out->needs++] =
            (struct body_need){ store_column(&out->store->strings, &st, 0), stmt_number(&st, 1) };
    }
    return stmt_end(&st, err);
}

static enum status load_people(struct body_usual *out, struct study *study, int64_t row,
                               struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_BODY_SEATS);
    size_t room = 0;

    stmt_bind_int(&st, ":body", row);
    while (stmt_row(&st)) {
        out->person = mem_grow(out->person, out->people, &room, sizeof *out->person);
        out->person[out->people++] =
            (struct sitter){ stmt_number(&st, 0),
                             (enum capacity)word_or(capacity_words, CAPACITIES, stmt_text(&st, 1),
                                                    CAPACITY_MEMBER) };
    }
    return stmt_end(&st, err);
}

static enum status load_agenda(struct body_usual *out, struct study *study, int64_t row,
                               struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_BODY_AGENDA);
    size_t room = 0;

    stmt_bind_int(&st, ":body", row);
    while (stmt_row(&st)) {
        out->item = mem_grow(out->item, out->items, &room, sizeof *out->item);
        out->item[out->items++] = (struct new_agenda_item){
            .title = store_column(&out->store->strings, &st, 0),
            .paper = store_column(&out->store->strings, &st, 1),
            .purpose =
                (enum purpose)word_or(purpose_words, PURPOSES, stmt_text(&st, 2), PURPOSE_NONE),
        };
    }
    return stmt_end(&st, err);
}

enum status bodies_usual(struct body_usual *out, struct study *study, const struct id *body,
                         struct error *err)
{
    struct work view;
    int64_t row;
    enum status status;

    *out = (struct body_usual){ .store = mem_alloc(1, sizeof *out->store) };
    status = view_begin(&view, study, err);
    if (!status) {
        status = study_need_row(study, QUERY_ROW_BODY, body, "body", &row, err);
        if (!status)
            status = load_needs(out, study, row, err);
        if (!status)
            status = load_people(out, study, row, err);
        if (!status)
            status = load_agenda(out, study, row, err);
        view_finish(&view, study);
    }
    if (status) {
        bodies_usual_release(out);
        return error_context(err, "reading the body");
    }
    return STATUS_OK;
}

void bodies_usual_release(struct body_usual *usual)
{
    if (usual->store != NULL)
        store_release(&usual->store->strings);
    free(usual->store);
    free(usual->need);
    free(usual->person);
    free(usual->item);
    *usual = (struct body_usual){ 0 };
}
