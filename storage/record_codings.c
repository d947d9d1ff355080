/* SPDX-License-Identifier: MIT */
/* Codings of a change: new ones, further revisions, and what follows from them
 * for other codings: a state that is taken off takes its end along, and what
 * closed a coding closes the one that takes its place. */
#include "core/mem.h"
#include "storage/recording.h"
#include "storage/revisions.h"
#include <string.h>

/* The codings of an entry are a range of ids. */
static enum status add_coding(struct recording *rec, const struct change_coding *coding,
                              int64_t current, int64_t *row, struct error *err)
{
    int64_t entry, code, first;
    struct stmt st;

    if (recording_row(rec, QUERY_ROW_ENTRY, &coding->entry, "entry", &entry, err)
        || recording_row(rec, QUERY_ROW_CODE, &coding->code, "code", &code, err))
        return err->status;
    first = range_first(entry, CODING_BITS);
    st = stmt_begin(rec->study, QUERY_CODING_LAST);
    stmt_bind_int(&st, ":entry", entry);
    if (stmt_run_int(&st, first - 1, row, err))
        return err->status;
    *row += 1;
    if (*row >> CODING_BITS != entry)
        return error_set(err, STATUS_INPUT, "an entry cannot bear more than %d codings",
                         1 << CODING_BITS);
    st = stmt_begin(rec->study, QUERY_CODING_ADD);
    stmt_bind_int(&st, ":id", *row);
    stmt_bind_id(&st, ":uuid", &coding->id);
    stmt_bind_int(&st, ":entry", entry);
    stmt_bind_int(&st, ":code", code);
    stmt_bind_int(&st, ":current", current);
    if (stmt_run(&st, err))
        return err->status;
    idmap_put(&rec->rows, QUERY_ROW_CODING, &coding->id, *row);
    return STATUS_OK;
}

static enum status add_coding_revision(struct recording *rec, const struct change_coding *coding,
                                       int64_t row, int64_t replaces,
                                       const struct revision *revision, struct error *err)
{
    const int64_t none = -1;
    int64_t closes;
    struct stmt st;

    if (recording_row(rec, QUERY_ROW_CODING, &coding->closes, "coding", &closes, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_CODING_REVISION_ADD);
    change_row_bind(&st, rec->study, &rec->row, revision);
    stmt_bind_int(&st, ":coding", row);
    stmt_bind_int_or(&st, ":replaces", replaces, 0);
    stmt_bind_int(&st, ":removed", coding->removed);
    stmt_bind_int(&st, ":recorded", rec->change->recorded);
    stmt_bind_text(&st, ":action", coding_action_words[coding->action].key);
    stmt_bind_int_or(&st, ":start", coding->whole ? none : (int64_t)coding->words.start, none);
    stmt_bind_int_or(&st, ":length", coding->whole ? none : (int64_t)coding->words.len, none);
    stmt_bind_int(&st, ":by_end", coding->by_end);
    stmt_bind_int_or(&st, ":closes", closes, 0);
    stmt_bind_text(&st, ":lost", coding->lost == NULL ? "" : coding->lost);
    return stmt_run(&st, err);
}

static enum status add_value(struct recording *rec, int64_t revision,
                             const struct change_value *value, struct error *err)
{
    int64_t modifier;
    struct stmt st;

    if (recording_row(rec, QUERY_ROW_MODIFIER, &value->modifier, "modifier", &modifier, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_CODING_VALUE_ADD);
    stmt_bind_int(&st, ":revision", revision);
    stmt_bind_int(&st, ":modifier", modifier);
    stmt_bind_text(&st, ":value", value->value == NULL ? "" : value->value);
    return stmt_run(&st, err);
}

enum status codings_list(struct recording *rec, enum query query, int64_t of,
                         struct coding_row **list, size_t *count, struct error *err)
{
    struct stmt st = stmt_begin(rec->study, query);
    size_t room = 0;

    *list = NULL;
    *count = 0;
    if (query == QUERY_CODINGS_CLOSING)
        stmt_bind_int(&st, ":meeting", rec->meeting);
    stmt_bind_int(&st, query == QUERY_CODINGS_CLOSING ? ":coding" : ":entry", of);
    while (stmt_row(&st)) {
        struct coding_row *row;

        *list = mem_grow(*list, *count, &room, sizeof **list);
        row = &(*list)[(*count)++];
        *row = (struct coding_row){ .row = stmt_int(&st, 0),
                                    .id = stmt_id(&st, 1),
                                    .revision = stmt_int(&st, 2),
                                    .opens = strcmp(stmt_text(&st, 3), "open") == 0,
                                    .start = stmt_int_or(&st, 4, -1),
                                    .len = stmt_int_or(&st, 5, -1),
                                    .closes = stmt_int_or(&st, 6, 0),
                                    .lost = stmt_copy(&st, 7) };
    }
    return stmt_end(&st, err);
}

void codings_free(struct coding_row *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(list[i].lost);
    free(list);
}

enum status coding_copy(struct recording *rec, const struct coding_row *coding, bool removed,
                        struct error *err)
{
    struct revision revision = { 0 };
    struct stmt st;

    if (change_row_revision(&rec->row, &revision, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_CODING_COPY);
    change_row_bind(&st, rec->study, &rec->row, &revision);
    stmt_bind_int(&st, ":source", coding->revision);
    stmt_bind_int(&st, ":removed", removed);
    stmt_bind_int(&st, ":recorded", rec->change->recorded);
    stmt_bind_int_or(&st, ":start", coding->start, -1);
    stmt_bind_int_or(&st, ":length", coding->len, -1);
    stmt_bind_int_or(&st, ":closes", coding->closes, 0);
    stmt_bind_text(&st, ":lost", coding->lost);
    if (stmt_run(&st, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_UNDO_COPY_VALUES);
    stmt_bind_int(&st, ":id", revision.row);
    stmt_bind_int(&st, ":source", coding->revision);
    if (stmt_run(&st, err))
        return err->status;
    return change_row_make_current(rec->study, QUERY_CURRENT_CODING, revision.row, err);
}

/* What closes the state that `coding` opened goes with it, or closes `heir`. */
static enum status follow_opening(struct recording *rec, int64_t coding, int64_t heir,
                                  struct error *err)
{
    struct coding_row *list;
    size_t count;
    enum status status = codings_list(rec, QUERY_CODINGS_CLOSING, coding, &list, &count, err);

    for (size_t i = 0; i < count && !status; i++) {
        if (heir != 0)
            list[i].closes = heir;
        status = coding_copy(rec, &list[i], heir == 0, err);
    }
    codings_free(list, count);
    return status;
}

enum status coding_take_off(struct recording *rec, const struct coding_row *coding,
                            struct error *err)
{
    if (coding_copy(rec, coding, true, err))
        return err->status;
    return coding->opens ? follow_opening(rec, coding->row, 0, err) : STATUS_OK;
}

static enum status coding_row(struct recording *rec, const struct change_coding *coding,
                              int64_t revision, int64_t *row, int64_t *replaces, struct error *err)
{
    struct stmt st;

    if (!coding->revises)
        return add_coding(rec, coding, revision, row, err);
    if (recording_row(rec, QUERY_ROW_CODING, &coding->id, "coding", row, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_CODING_CURRENT);
    stmt_bind_int(&st, ":id", *row);
    return stmt_run_int(&st, 0, replaces, err);
}

/* Whether some coding of the change takes the place of this one. */
static bool is_moved(const struct recording *rec, const struct change_coding *coding)
{
    for (size_t i = 0; i < rec->change->coding_count; i++)
        if (id_equal(&rec->change->codings[i].moves, &coding->id))
            return true;
    return false;
}

static enum status record_coding(struct recording *rec, const struct change_coding *coding,
                                 struct error *err)
{
    struct revision revision = { 0 };
    int64_t row = 0, replaces = 0, moved = 0;

    if (change_row_revision(&rec->row, &revision, err)
        || coding_row(rec, coding, revision.row, &row, &replaces, err)
        || add_coding_revision(rec, coding, row, replaces, &revision, err))
        return err->status;
    for (size_t j = 0; j < coding->value_count; j++)
        if (add_value(rec, revision.row, &coding->values[j], err))
            return err->status;
    if (replaces != 0
        && change_row_make_current(rec->study, QUERY_CURRENT_CODING, revision.row, err))
        return err->status;
    if (coding->revises && coding->removed && coding->action == CODING_OPEN
        && !is_moved(rec, coding))
        return follow_opening(rec, row, 0, err);
    if (id_is_none(&coding->moves))
        return STATUS_OK;
    if (recording_row(rec, QUERY_ROW_CODING, &coding->moves, "coding", &moved, err))
        return err->status;
    return follow_opening(rec, moved, row, err);
}

enum status record_codings(struct recording *rec, struct error *err)
{
    for (size_t i = 0; i < rec->change->coding_count; i++)
        if (record_coding(rec, &rec->change->codings[i], err))
            return err->status;
    return STATUS_OK;
}
