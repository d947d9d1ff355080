/* SPDX-License-Identifier: MIT */
/* Writing the record: a change becomes rows in one transaction, in the order
 * in which they refer to each other. The half-typed line is kept here too. */
#include "storage/record.h"

#include "core/clock.h"
#include "core/mem.h"
#include "core/room.h"
#include "storage/meetings.h"
#include "storage/recording.h"
#include "storage/revisions.h"
#include <stdlib.h>

enum status recording_row(struct recording *rec, enum query query, const struct id *id,
                          const char *what, int64_t *row, struct error *err)
{
    *row = 0;
    if (id_is_none(id))
        return STATUS_OK;
    *row = idmap_get(&rec->rows, (int)query, id);
    if (*row != 0)
        return STATUS_OK;
    if (study_need_row(rec->study, query, id, what, row, err))
        return err->status;
    idmap_put(&rec->rows, (int)query, id, *row);
    return STATUS_OK;
}

static enum status drop_draft(struct study *study, int64_t meeting, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_DRAFT_DROP);

    stmt_bind_int(&st, ":meeting", meeting);
    stmt_bind_int(&st, ":observer", study->observer_row);
    return stmt_run(&st, err);
}

/* What a change is to undo: one of people alone is out of its reach. */
static const char *kind_of(const struct change *change)
{
    bool record = change->item_count + change->entry_count + change->coding_count
                      + change->movement_count + change->retraction_count
                  > 0;

    for (size_t i = 0; i < change->person_count; i++)
        record = record || !change->persons[i].revises;
    return record ? "record" : "setup";
}

static enum status write_change(struct recording *rec, struct error *err)
{
    const struct change *change = rec->change;
    struct study *study = rec->study;

    if (meeting_change_row(study, &change->meeting, change->reason, &rec->meeting, err))
        return err->status;
    if (!change_is_empty(change)) {
        if (change_row_add(&rec->row, study, &change->id, kind_of(change), rec->meeting,
                           change->recorded, 0, change->reason, err)
            || record_persons(rec, err) || record_items(rec, err) || record_entries(rec, err)
            || record_codings(rec, err) || record_movements(rec, err)
            || record_retractions(rec, err))
            return err->status;
        study->merges_due++;
    }
    return change->drops_draft ? drop_draft(study, rec->meeting, err) : STATUS_OK;
}

enum status record_change(struct study *study, const struct change *change, struct error *err)
{
    struct recording rec = { .study = study, .change = change };
    struct work work;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = write_change(&rec, err);
    status = work_finish(&work, study, status, err);
    idmap_release(&rec.rows);
    return status ? error_context(err, "saving the record") : STATUS_OK;
}

static enum status save_draft(struct study *study, int64_t meeting, const struct draft *draft,
                              struct error *err)
{
    struct stmt st;

    if (draft->text == NULL || draft->text[0] == '\0')
        return drop_draft(study, meeting, err);
    st = stmt_begin(study, QUERY_DRAFT_SAVE);
    stmt_bind_int(&st, ":meeting", meeting);
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_text(&st, ":text", draft->text);
    stmt_bind_int(&st, ":at", draft->at);
    stmt_bind_int(&st, ":offset", draft->offset);
    stmt_bind_int(&st, ":saved", clock_wall());
    stmt_bind_id(&st, ":edits", &draft->edits);
    return stmt_run(&st, err);
}

enum status record_save_draft(struct study *study, const struct id *meeting,
                              const struct draft *draft, struct error *err)
{
    struct work work;
    int64_t row = 0;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = study_need_row(study, QUERY_ROW_MEETING, meeting, "meeting", &row, err);
    if (!status)
        status = save_draft(study, row, draft, err);
    status = work_finish(&work, study, status, err);
    return status ? error_context(err, "saving the line") : STATUS_OK;
}

enum status record_load_draft(struct study *study, const struct id *meeting, struct draft *draft,
                              struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_DRAFT_LOAD);
    struct store cleaned = { NULL };

    *draft = (struct draft){ 0 };
    stmt_bind_id(&st, ":meeting", meeting);
    stmt_bind_int(&st, ":observer", study->observer_row);
    if (stmt_row(&st)) {
        draft->text = mem_copy(store_column(&cleaned, &st, 0));
        draft->at = stmt_int(&st, 1);
        draft->offset = (int32_t)stmt_int(&st, 2);
        draft->saved = stmt_int(&st, 3);
        draft->edits = stmt_id(&st, 4);
    }
    store_release(&cleaned);
    return stmt_end(&st, err) ? error_context(err, "reading the half-typed line") : STATUS_OK;
}

/* A line that nobody has logged would lie there unseen. */
static enum status need_no_draft(struct study *study, const struct meeting *meeting,
                                 struct error *err)
{
    struct draft draft;
    bool waits;

    if (record_load_draft(study, &meeting->id, &draft, err))
        return err->status;
    waits = draft.text != NULL && draft.text[0] != '\0';
    free(draft.text);
    if (waits)
        return error_set(err, STATUS_INPUT,
                         "M%d has a half-typed line: open it, log the line or discard it first",
                         meeting->number);
    return STATUS_OK;
}

static enum status end_record(struct study *study, const struct meeting *meeting, int64_t now,
                              struct error *err)
{
    struct room room;
    struct change change;
    enum status status;

    room_init(&room, &meeting->id);
    change_init(&change, &meeting->id, now);
    status = record_load_own_room(study, &meeting->id, &room, err);
    if (!status) {
        room.offset = clock_offset(now);
        room_end(&room, now, &change);
        if (!change_is_empty(&change))
            status = record_change(study, &change, err);
    }
    change_release(&change);
    room_release(&room);
    return status ? status : meetings_end(study, &meeting->id, now, err);
}

enum status record_end(struct study *study, const struct meeting *meeting, int64_t now,
                       bool with_draft, struct error *err)
{
    struct work work;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = with_draft ? STATUS_OK : need_no_draft(study, meeting, err);
    if (!status)
        status = end_record(study, meeting, now, err);
    return work_finish(&work, study, status, err);
}
