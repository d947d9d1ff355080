/* SPDX-License-Identifier: MIT */
/* The row of a change, and the revisions of agenda items under it. Everything
 * that one change writes bears its version, and its revisions' ids are one
 * range: that is how undo finds them. */
#include "storage/internal.h"
#include "storage/revisions.h"

enum status change_row_add(struct change_row *out, struct study *study, const struct id *id,
                           const char *kind, int64_t meeting, int64_t recorded, int64_t undoes,
                           const char *reason, struct error *err)
{
    struct stmt st;

    *out = (struct change_row){ .id = *id, .version = study_version(study), .recorded = recorded };
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
    stmt_bind_text(&st, ":reason", reason == NULL ? "" : reason);
    if (stmt_run(&st, err))
        return err->status;
    out->row = sqlite3_last_insert_rowid(study->db);
    return STATUS_OK;
}

/* The id of a revision is that of its change, which is random, counted up by
 * the revision's number: as unique, the same wherever it is merged to, and
 * had without asking for more randomness. */
enum status change_row_revision(struct change_row *change, struct revision *revision,
                                struct error *err)
{
    const int64_t most = (int64_t)1 << REVISION_BITS;
    unsigned char *byte;
    uint32_t last;

    if (change->revisions >= most)
        return error_set(err, STATUS_INPUT, "one change cannot hold more than %lld rows",
                         (long long)most);
    revision->row = range_first(change->row, REVISION_BITS) + change->revisions++;
    revision->id = change->id;
    byte = revision->id.byte;
    last = (uint32_t)byte[12] << 24 | (uint32_t)byte[13] << 16 | (uint32_t)byte[14] << 8 | byte[15];
    last += (uint32_t)change->revisions;
    for (int i = 0; i < 4; i++)
        byte[15 - i] = (unsigned char)(last >> (8 * i));
    return STATUS_OK;
}

void change_row_bind(struct stmt *st, const struct study *study, const struct change_row *change,
                     const struct revision *revision)
{
    stmt_bind_int(st, ":id", revision->row);
    stmt_bind_id(st, ":uuid", &revision->id);
    stmt_bind_int(st, ":version", change->version);
    stmt_bind_int(st, ":observer", study->observer_row);
    stmt_bind_int(st, ":laptop", change->laptop);
    stmt_bind_int(st, ":change", change->row);
}

enum status change_row_make_current(struct study *study, enum query query, int64_t revision,
                                    struct error *err)
{
    struct stmt st = stmt_begin(study, query);

    stmt_bind_int(&st, ":id", revision);
    return stmt_run(&st, err);
}

enum status entry_revision_copy(struct study *study, struct change_row *change, int64_t source,
                                int retracted, int64_t about, struct error *err)
{
    static const enum query parts[] = { QUERY_UNDO_COPY_VOICES, QUERY_UNDO_COPY_VERBATIM };
    struct revision revision = { 0 };
    struct stmt st;

    if (change_row_revision(change, &revision, err))
        return err->status;
    st = stmt_begin(study, QUERY_ENTRY_COPY);
    change_row_bind(&st, study, change, &revision);
    stmt_bind_int(&st, ":source", source);
    stmt_bind_int_or(&st, ":retracted", retracted, -1);
    stmt_bind_int_or(&st, ":about", about, 0);
    stmt_bind_int(&st, ":recorded", change->recorded);
    if (stmt_run(&st, err))
        return err->status;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        st = stmt_begin(study, parts[i]);
        stmt_bind_int(&st, ":id", revision.row);
        stmt_bind_int(&st, ":source", source);
        if (stmt_run(&st, err))
            return err->status;
    }
    return change_row_make_current(study, QUERY_CURRENT_ENTRY, revision.row, err);
}

static enum status add_revision(struct study *study, const struct change_row *change,
                                const struct revision *revision, int64_t row, int64_t replaces,
                                const struct agenda_item *item, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_ITEM_REVISION_ADD);

    change_row_bind(&st, study, change, revision);
    stmt_bind_int(&st, ":item", row);
    stmt_bind_int_or(&st, ":replaces", replaces, 0);
    stmt_bind_int(&st, ":number", item->number);
    stmt_bind_text(&st, ":title", item->title);
    stmt_bind_text(&st, ":paper", item->paper == NULL ? "" : item->paper);
    stmt_bind_text(&st, ":purpose", purpose_words[item->purpose].key);
    stmt_bind_int(&st, ":reached", item->reached);
    stmt_bind_int_or(&st, ":began", item->began, TIME_UNKNOWN);
    stmt_bind_int(&st, ":skipped", item->skipped);
    return stmt_run(&st, err);
}

enum status agenda_revision_add(struct study *study, struct change_row *change, int64_t row,
                                int64_t replaces, const struct agenda_item *item, struct error *err)
{
    struct revision revision = { 0 };

    if (change_row_revision(change, &revision, err)
        || add_revision(study, change, &revision, row, replaces, item, err))
        return err->status;
    return change_row_make_current(study, QUERY_CURRENT_ITEM, revision.row, err);
}

enum status agenda_item_add(struct study *study, struct change_row *change, int64_t meeting,
                            const struct agenda_item *item, int64_t *row, struct error *err)
{
    struct revision revision = { 0 };
    struct stmt st;

    if (change_row_revision(change, &revision, err))
        return err->status;
    st = stmt_begin(study, QUERY_ITEM_ADD);
    stmt_bind_id(&st, ":uuid", &item->id);
    stmt_bind_int(&st, ":meeting", meeting);
    stmt_bind_int(&st, ":current", revision.row);
    if (stmt_run(&st, err))
        return err->status;
    *row = sqlite3_last_insert_rowid(study->db);
    return add_revision(study, change, &revision, *row, 0, item, err);
}
