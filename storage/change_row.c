/* SPDX-License-Identifier: MIT */
/* The row of a change, and the revisions of agenda items under it. Everything
 * that one change writes bears its version, and its revisions' ids are one
 * range: that is how undo finds them. */
#include "storage/internal.h"

enum status change_row_add(struct change_row *out, struct study *study, const struct id *id,
                           const char *kind, int64_t meeting, int64_t recorded, int64_t undoes,
                           struct error *err)
{
    struct stmt st;

    *out = (struct change_row){ .version = study_version(study), .recorded = recorded };
    if (study_laptop_row(study, &out->laptop, err))
        return err->status;
    st = stmt_begin(study, QUERY_CHANGE_ADD);
    stmt_bind_id(&st, ":uuid", id);
    stmt_bind_int(&st, ":version", out->version);
    stmt_bind_text(&st, ":kind", kind);
    stmt_bind_int(&st, ":meeting", meeting);
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":laptop", out->laptop);
    stmt_bind_int(&st, ":recorded", recorded);
    stmt_bind_int_or(&st, ":undoes", undoes, 0);
    if (stmt_run(&st, err))
        return err->status;
    out->row = sqlite3_last_insert_rowid(study->db);
    return STATUS_OK;
}

enum status change_row_revision(struct change_row *change, int64_t *id, struct error *err)
{
    const int64_t most = (int64_t)1 << REVISION_BITS;

    if (change->next_revision >= most)
        return error_set(err, STATUS_INPUT, "one change cannot hold more than %lld rows",
                         (long long)most);
    *id = (change->row << REVISION_BITS) + change->next_revision++;
    return STATUS_OK;
}

enum status agenda_revision_add(struct study *study, struct change_row *change, int64_t row,
                                int64_t replaces, const struct agenda_item *item,
                                struct error *err)
{
    struct stmt st;
    struct id id = id_new();
    int64_t revision;

    if (change_row_revision(change, &revision, err))
        return err->status;
    st = stmt_begin(study, QUERY_ITEM_REVISION_ADD);
    stmt_bind_int(&st, ":id", revision);
    stmt_bind_id(&st, ":uuid", &id);
    stmt_bind_int(&st, ":version", change->version);
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":laptop", change->laptop);
    stmt_bind_int(&st, ":change", change->row);
    stmt_bind_int(&st, ":item", row);
    stmt_bind_int_or(&st, ":replaces", replaces, 0);
    stmt_bind_int(&st, ":number", item->number);
    stmt_bind_text(&st, ":title", item->title);
    stmt_bind_text(&st, ":paper", item->paper == NULL ? "" : item->paper);
    stmt_bind_text(&st, ":purpose", purpose_words[item->purpose].key);
    stmt_bind_int(&st, ":reached", item->reached);
    stmt_bind_int_or(&st, ":began", item->began, TIME_UNKNOWN);
    return stmt_run(&st, err);
}

enum status agenda_item_add(struct study *study, struct change_row *change, int64_t meeting,
                            const struct agenda_item *item, int64_t *row, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_ITEM_ADD);

    stmt_bind_id(&st, ":uuid", &item->id);
    stmt_bind_int(&st, ":meeting", meeting);
    if (stmt_run(&st, err))
        return err->status;
    *row = sqlite3_last_insert_rowid(study->db);
    return agenda_revision_add(study, change, *row, 0, item, err);
}
