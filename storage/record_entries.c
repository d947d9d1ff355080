/* SPDX-License-Identifier: MIT */
/* Entries of a change: their rows, revisions, voices, verbatim spans, and
 * their place in the full-text index. */
#include "core/clock.h"
#include "core/mem.h"
#include "storage/index_text.h"
#include "storage/recording.h"
#include "storage/revisions.h"
#include <string.h>

/* The revision that is current, and what must follow when it is replaced. */
struct replaced {
    int64_t revision; /* 0: the entry is new */
    bool removed;
    char *text;
};

static enum status add_entry(struct recording *rec, const struct change_entry *entry,
                             int64_t current, int64_t *row, struct error *err)
{
    struct study *study = rec->study;
    int64_t sequence;
    struct stmt st;

    if (recording_place(rec, entry, &sequence, err))
        return err->status;
    st = stmt_begin(study, QUERY_ENTRY_ADD);
    stmt_bind_id(&st, ":uuid", &entry->id);
    stmt_bind_int(&st, ":meeting", rec->meeting);
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":sequence", sequence);
    stmt_bind_int(&st, ":current", current);
    if (stmt_run(&st, err))
        return err->status;
    *row = sqlite3_last_insert_rowid(study->db);
    idmap_put(&rec->rows, QUERY_ROW_ENTRY, &entry->id, *row);
    return STATUS_OK;
}

static enum status find_current(struct recording *rec, int64_t row, struct replaced *replaced,
                                struct error *err)
{
    struct stmt st = stmt_begin(rec->study, QUERY_ENTRY_CURRENT);

    stmt_bind_int(&st, ":entry", row);
    if (stmt_row(&st)) {
        replaced->revision = stmt_int(&st, 0);
        replaced->removed = stmt_int(&st, 1) != 0;
        replaced->text = stmt_copy(&st, 3);
    }
    return stmt_end(&st, err);
}

static enum status any_retractions(struct recording *rec, struct error *err)
{
    struct stmt st;
    int64_t count;

    if (rec->retractions != 0)
        return STATUS_OK;
    st = stmt_begin(rec->study, QUERY_RETRACTION_ANY);
    stmt_bind_int(&st, ":meeting", rec->meeting);
    if (stmt_run_int(&st, 0, &count, err))
        return err->status;
    rec->retractions = count > 0 ? 1 : -1;
    return STATUS_OK;
}

static enum status is_taken_back(struct recording *rec, const struct id *person, bool *is,
                                 struct error *err)
{
    int64_t row, count;
    struct stmt st;

    if (recording_row(rec, QUERY_ROW_PERSON, person, "person", &row, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_RETRACTION_OF);
    stmt_bind_int(&st, ":meeting", rec->meeting);
    stmt_bind_int(&st, ":person", row);
    if (stmt_run_int(&st, 0, &count, err))
        return err->status;
    *is = count > 0;
    return STATUS_OK;
}

/* Whether a revision is to be hidden: because of who speaks in it, or for
 * itself. One that was because of who spoke is not any more. */
static enum status decide_retracted(struct recording *rec, const struct change_entry *entry,
                                    const struct replaced *replaced, bool *retracted,
                                    struct error *err)
{
    bool speaks = false, spoke = false;

    *retracted = entry->retracted;
    if (any_retractions(rec, err))
        return err->status;
    if (rec->retractions < 0)
        return STATUS_OK;
    for (size_t i = 0; i < entry->speaker_count && !speaks; i++)
        if (entry->speakers[i].kind == VOICE_PERSON
            && is_taken_back(rec, &entry->speakers[i].id, &speaks, err))
            return err->status;
    if (entry->retracted && replaced->revision != 0
        && retraction_speaks(rec->study, rec->meeting, replaced->revision, &spoke, err))
        return err->status;
    *retracted = speaks || (entry->retracted && !spoke);
    return STATUS_OK;
}

static enum status add_revision(struct recording *rec, const struct change_entry *entry,
                                int64_t row, const struct replaced *replaced,
                                const struct revision *revision, struct error *err)
{
    int64_t item, about;
    bool retracted;
    struct stmt st;

    if (decide_retracted(rec, entry, replaced, &retracted, err)
        || recording_row(rec, QUERY_ROW_ITEM, &entry->item, "agenda item", &item, err)
        || recording_row(rec, QUERY_ROW_ENTRY, &entry->about, "entry", &about, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_ENTRY_REVISION_ADD);
    change_row_bind(&st, rec->study, &rec->row, revision);
    stmt_bind_int(&st, ":entry", row);
    stmt_bind_int_or(&st, ":replaces", replaced->revision, 0);
    stmt_bind_int(&st, ":removed", entry->removed);
    stmt_bind_int(&st, ":retracted", retracted);
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

/* The index holds the texts that are current and not removed. */
static enum status reindex(struct recording *rec, const struct change_entry *entry, int64_t row,
                           const struct replaced *replaced, struct error *err)
{
    const char *before = replaced->removed || replaced->text == NULL ? "" : replaced->text;
    const char *after = entry->removed || entry->text == NULL ? "" : entry->text;

    if (strcmp(before, after) == 0)
        return STATUS_OK;
    if (index_remove(rec->study, row, before, strlen(before), err))
        return err->status;
    return index_add(rec->study, row, after, strlen(after), err);
}

/* Makes the revision current, and lets follow what stands on the entry. */
static enum status replace(struct recording *rec, const struct change_entry *entry, int64_t row,
                           const struct replaced *replaced, int64_t revision, struct error *err)
{
    const char *text = entry->text == NULL ? "" : entry->text;

    if (change_row_make_current(rec->study, QUERY_CURRENT_ENTRY, revision, err))
        return err->status;
    if (entry->removed)
        return replaced->removed ? STATUS_OK : record_taken_out(rec, entry, row, err);
    return strcmp(text, replaced->text) == 0 ? STATUS_OK
                                             : record_follow(rec, entry, row, replaced->text, err);
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
        status = add_entry(rec, entry, revision.row, &row, err);
    }
    if (!status)
        status = add_revision(rec, entry, row, &replaced, &revision, err);
    if (!status)
        status = add_parts(rec, entry, revision.row, err);
    if (!status && replaced.revision != 0)
        status = replace(rec, entry, row, &replaced, revision.row, err);
    if (!status)
        status = reindex(rec, entry, row, &replaced, err);
    free(replaced.text);
    return status;
}

enum status record_entries(struct recording *rec, struct error *err)
{
    for (size_t i = 0; i < rec->change->entry_count; i++)
        if (record_entry(rec, &rec->change->entries[i], err))
            return err->status;
    return STATUS_OK;
}
