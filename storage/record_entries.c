/* SPDX-License-Identifier: MIT */
/* Entries of a change: their rows, revisions, voices, verbatim spans, and
 * their place in the full-text index. */
#include "core/clock.h"
#include "core/mem.h"
#include "storage/index_text.h"
#include "storage/recording.h"
#include <string.h>

enum { SEQUENCE_GAP = 1024 }; /* between entries: room for one put between two */

/* The revision that is current, and what must follow when it is replaced. */
struct replaced {
    int64_t revision; /* 0: the entry is new */
    bool retracted;
    char *indexed; /* its text as the index has it; NULL: in no index */
};

static enum status add_entry(struct recording *rec, const struct id *id, int64_t current,
                             int64_t *row, struct error *err)
{
    struct study *study = rec->study;
    struct stmt st;

    if (rec->last_sequence == 0) {
        st = stmt_begin(study, QUERY_ENTRY_LAST_SEQUENCE);
        stmt_bind_int(&st, ":meeting", rec->meeting);
        if (stmt_run_int(&st, 0, &rec->last_sequence, err))
            return err->status;
    }
    if (rec->last_sequence > INT64_MAX - SEQUENCE_GAP)
        return error_set(err, STATUS_DAMAGED,
                         "no place is left after the last entry: run moot check");
    rec->last_sequence += SEQUENCE_GAP;
    st = stmt_begin(study, QUERY_ENTRY_ADD);
    stmt_bind_id(&st, ":uuid", id);
    stmt_bind_int(&st, ":meeting", rec->meeting);
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":sequence", rec->last_sequence);
    stmt_bind_int(&st, ":current", current);
    if (stmt_run(&st, err))
        return err->status;
    *row = sqlite3_last_insert_rowid(study->db);
    return STATUS_OK;
}

static enum status find_current(struct recording *rec, int64_t row, struct replaced *replaced,
                                struct error *err)
{
    struct stmt st = stmt_begin(rec->study, QUERY_ENTRY_CURRENT);

    stmt_bind_int(&st, ":entry", row);
    if (stmt_row(&st)) {
        replaced->revision = stmt_int(&st, 0);
        replaced->retracted = stmt_int(&st, 2) != 0;
        if (stmt_int(&st, 1) == 0) /* not removed */
            replaced->indexed = stmt_copy(&st, 3);
    }
    return stmt_end(&st, err);
}

static enum status add_revision(struct recording *rec, const struct change_entry *entry,
                                int64_t row, const struct replaced *replaced,
                                const struct revision *revision, struct error *err)
{
    int64_t item, about;
    struct stmt st;

    if (recording_row(rec, QUERY_ROW_ITEM, &entry->item, "agenda item", &item, err)
        || recording_row(rec, QUERY_ROW_ENTRY, &entry->about, "entry", &about, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_ENTRY_REVISION_ADD);
    change_row_bind(&st, rec->study, &rec->row, revision);
    stmt_bind_int(&st, ":entry", row);
    stmt_bind_int_or(&st, ":replaces", replaced->revision, 0);
    stmt_bind_int(&st, ":retracted", replaced->retracted);
    stmt_bind_text(&st, ":kind", entry_kind_words[entry->kind].key);
    stmt_bind_int_or(&st, ":at", entry->at, TIME_UNKNOWN);
    stmt_bind_int(&st, ":offset", entry->offset);
    stmt_bind_int(&st, ":recorded", rec->change->recorded);
    stmt_bind_int_or(&st, ":item", item, 0);
    stmt_bind_int_or(&st, ":about", about, 0);
    stmt_bind_text(&st, ":part", part_words[entry->part].key);
    stmt_bind_int(&st, ":continues", entry->continues);
    stmt_bind_text(&st, ":text", entry->text == NULL ? "" : entry->text);
    return stmt_run(&st, err);
}

static enum status add_voice(struct recording *rec, int64_t revision, const char *role,
                             size_t position, const struct voice *voice, struct error *err)
{
    static const char *const kinds[] = { [VOICE_PERSON] = "person",
                                         [VOICE_ROLE] = "role",
                                         [VOICE_ALL] = "all",
                                         [VOICE_UNKNOWN] = "unknown" };
    int64_t person = 0, group = 0;
    struct stmt st;

    if (voice->kind == VOICE_PERSON
        && recording_row(rec, QUERY_ROW_PERSON, &voice->id, "person", &person, err))
        return err->status;
    if (voice->kind == VOICE_ROLE
        && recording_row(rec, QUERY_ROW_ROLE_GROUP, &voice->id, "role group", &group, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_VOICE_ADD);
    stmt_bind_int(&st, ":revision", revision);
    stmt_bind_text(&st, ":role", role);
    stmt_bind_int(&st, ":position", (int64_t)position);
    stmt_bind_text(&st, ":kind", kinds[voice->kind]);
    stmt_bind_int_or(&st, ":person", person, 0);
    stmt_bind_int_or(&st, ":role_group", group, 0);
    if (stmt_run(&st, err))
        return err->status;
    return person != 0 && strcmp(role, "speaker") == 0 ? recording_lists(rec, person, err)
                                                       : STATUS_OK;
}

static enum status add_verbatim(struct recording *rec, int64_t revision, const struct span *span,
                                struct error *err)
{
    struct stmt st;

    if (span->len == 0)
        return STATUS_OK;
    st = stmt_begin(rec->study, QUERY_VERBATIM_ADD);
    stmt_bind_int(&st, ":revision", revision);
    stmt_bind_int(&st, ":start", (int64_t)span->start);
    stmt_bind_int(&st, ":length", (int64_t)span->len);
    return stmt_run(&st, err);
}

static enum status add_parts(struct recording *rec, const struct change_entry *entry,
                             int64_t revision, struct error *err)
{
    for (size_t i = 0; i < entry->speaker_count; i++)
        if (add_voice(rec, revision, "speaker", i, &entry->speakers[i], err))
            return err->status;
    for (size_t i = 0; i < entry->addressee_count; i++)
        if (add_voice(rec, revision, "addressee", i, &entry->addressees[i], err))
            return err->status;
    for (size_t i = 0; i < entry->verbatim_count; i++)
        if (add_verbatim(rec, revision, &entry->verbatim[i], err))
            return err->status;
    return STATUS_OK;
}

static enum status reindex(struct recording *rec, const struct change_entry *entry, int64_t row,
                           const char *before, struct error *err)
{
    const char *after = entry->text == NULL ? "" : entry->text;

    if (before != NULL && strcmp(before, after) == 0)
        return STATUS_OK;
    if (before != NULL && index_remove(rec->study, row, before, strlen(before), err))
        return err->status;
    return index_add(rec->study, row, after, strlen(after), err);
}

static enum status record_entry(struct recording *rec, const struct change_entry *entry,
                                struct error *err)
{
    struct replaced replaced = { 0 };
    struct revision revision = { 0 };
    int64_t row = 0;
    enum status status = change_row_revision(&rec->row, &revision, err);

    if (!status && entry->revises) {
        status = recording_row(rec, QUERY_ROW_ENTRY, &entry->id, "entry", &row, err);
        if (!status)
            status = find_current(rec, row, &replaced, err);
    } else if (!status) {
        status = add_entry(rec, &entry->id, revision.row, &row, err);
        idmap_put(&rec->rows, QUERY_ROW_ENTRY, &entry->id, row);
    }
    if (!status)
        status = add_revision(rec, entry, row, &replaced, &revision, err);
    if (!status)
        status = add_parts(rec, entry, revision.row, err);
    if (!status && replaced.revision != 0)
        status = change_row_make_current(rec->study, QUERY_CURRENT_ENTRY, revision.row, err);
    if (!status)
        status = reindex(rec, entry, row, replaced.indexed, err);
    free(replaced.indexed);
    return status;
}

enum status record_entries(struct recording *rec, struct error *err)
{
    for (size_t i = 0; i < rec->change->entry_count; i++)
        if (record_entry(rec, &rec->change->entries[i], err))
            return err->status;
    return STATUS_OK;
}
