/* SPDX-License-Identifier: MIT */
/* Words taken back: a thing with revisions for each person and meeting, and
 * the entries of that person made to agree with it. */
#include "storage/retraction.h"

#include "core/clock.h"
#include "core/mem.h"
#include "storage/record.h"
#include "storage/recording.h"
#include "storage/revisions.h"
#include <stdio.h>
#include <stdlib.h>

enum status retraction_speaks(struct study *study, int64_t meeting, int64_t revision, bool *speaks,
                              struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_RETRACTION_SPEAKS);
    int64_t count;

    stmt_bind_int(&st, ":meeting", meeting);
    stmt_bind_int(&st, ":revision", revision);
    if (stmt_run_int(&st, 0, &count, err))
        return err->status;
    *speaks = count > 0;
    return STATUS_OK;
}

/* --- entries that agree ------------------------------------------------------------ */

struct unsettled {
    int64_t revision;
    bool retracted; /* as it should be */
};

enum status retraction_settle_person(struct study *study, struct change_row *change,
                                     int64_t meeting, int64_t person, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_RETRACTION_UNSETTLED);
    struct unsettled *list = NULL;
    size_t count = 0, room = 0;
    enum status status;

    stmt_bind_int(&st, ":meeting", meeting);
    stmt_bind_int(&st, ":person", person);
    while (stmt_row(&st)) {
        list = mem_grow(list, count, &room, sizeof *list);
        list[count++] = (struct unsettled){ stmt_int(&st, 1), stmt_int(&st, 2) != 0 };
    }
    status = stmt_end(&st, err);
    for (size_t i = 0; i < count && !status; i++)
        status = entry_revision_copy(study, change, list[i].revision, list[i].retracted, 0, err);
    free(list);
    return status;
}

enum status retraction_settle(struct study *study, struct change_row *change, int64_t meeting,
                              int64_t touched, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_RETRACTION_PEOPLE);
    int64_t *people = NULL;
    size_t count = 0, room = 0;
    enum status status;

    stmt_bind_int(&st, ":meeting", meeting);
    stmt_bind_int(&st, ":change", touched);
    while (stmt_row(&st)) {
        people = mem_grow(people, count, &room, sizeof *people);
        people[count++] = stmt_int(&st, 0);
    }
    status = stmt_end(&st, err);
    for (size_t i = 0; i < count && !status; i++)
        status = retraction_settle_person(study, change, meeting, people[i], err);
    free(people);
    return status;
}

/* --- as part of a change --------------------------------------------------------------- */

static enum status add_thing(struct recording *rec, int64_t person, int64_t current, int64_t *row,
                             struct error *err)
{
    struct stmt st = stmt_begin(rec->study, QUERY_RETRACTION_ADD);
    struct id id = id_new();

    stmt_bind_id(&st, ":uuid", &id);
    stmt_bind_int(&st, ":meeting", rec->meeting);
    stmt_bind_int(&st, ":person", person);
    stmt_bind_int(&st, ":current", current);
    if (stmt_run(&st, err))
        return err->status;
    *row = sqlite3_last_insert_rowid(rec->study->db);
    return STATUS_OK;
}

static enum status add_retraction(struct recording *rec, int64_t person, int64_t row,
                                  int64_t replaces, bool back, struct error *err)
{
    struct revision revision = { 0 };
    struct stmt st;

    if (change_row_revision(&rec->row, &revision, err)
        || (row == 0 && add_thing(rec, person, revision.row, &row, err)))
        return err->status;
    st = stmt_begin(rec->study, QUERY_RETRACTION_REVISION_ADD);
    change_row_bind(&st, rec->study, &rec->row, &revision);
    stmt_bind_int(&st, ":retraction", row);
    stmt_bind_int_or(&st, ":replaces", replaces, 0);
    stmt_bind_int(&st, ":removed", back);
    if (stmt_run(&st, err))
        return err->status;
    return replaces == 0
               ? STATUS_OK
               : change_row_make_current(rec->study, QUERY_CURRENT_RETRACTION, revision.row, err);
}

static enum status record_retraction(struct recording *rec,
                                     const struct change_retraction *retraction, struct error *err)
{
    int64_t person, row = 0, current = 0;
    bool stands = false;
    struct stmt st;

    if (recording_row(rec, QUERY_ROW_PERSON, &retraction->person, "person", &person, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_RETRACTION_FIND);
    stmt_bind_int(&st, ":meeting", rec->meeting);
    stmt_bind_int(&st, ":person", person);
    if (stmt_row(&st)) {
        row = stmt_int(&st, 0);
        current = stmt_int(&st, 1);
        stands = stmt_int(&st, 2) == 0;
    }
    if (stmt_end(&st, err))
        return err->status;
    if (stands != retraction->back)
        return error_set(err, STATUS_INPUT, "%s",
                         stands ? "these words are taken back already"
                                : "this person has taken nothing back at this meeting");
    rec->retractions = 1;
    return add_retraction(rec, person, row, current, retraction->back, err);
}

enum status record_retractions(struct recording *rec, struct error *err)
{
    for (size_t i = 0; i < rec->change->retraction_count; i++)
        if (record_retraction(rec, &rec->change->retractions[i], err))
            return err->status;
    if (rec->change->retraction_count == 0)
        return STATUS_OK;
    return retraction_settle(rec->study, &rec->row, rec->meeting, rec->row.row, err);
}

enum status retraction_set(struct study *study, const struct id *meeting, const struct id *person,
                           bool back, const char *reason, struct error *err)
{
    struct change change;
    struct change_retraction *row;
    enum status status;

    change_init(&change, meeting, clock_wall());
    change_set_reason(&change, reason);
    row = change_add_retraction(&change);
    row->person = *person;
    row->back = back;
    status = record_change(study, &change, err);
    change_release(&change);
    return status;
}

/* --- who has ------------------------------------------------------------------------------ */

enum status retraction_load(struct retracted_people *out, struct study *study,
                            const struct id *meeting, struct error *err)
{
    struct stmt st;
    int64_t row;
    size_t room = 0;

    *out = (struct retracted_people){ NULL, 0 };
    if (study_need_row(study, QUERY_ROW_MEETING, meeting, "meeting", &row, err))
        return err->status;
    st = stmt_begin(study, QUERY_RETRACTION_LIST);
    stmt_bind_int(&st, ":meeting", row);
    while (stmt_row(&st)) {
        struct retracted_person *person;

        out->row = mem_grow(out->row, out->count, &room, sizeof *out->row);
        person = &out->row[out->count++];
        *person = (struct retracted_person){ .person = stmt_id(&st, 0),
                                             .number = stmt_number(&st, 1),
                                             .at = stmt_int(&st, 3) };
        (void)snprintf(person->observer, sizeof person->observer, "%s", stmt_text(&st, 4));
    }
    if (stmt_end(&st, err)) {
        retracted_people_release(out);
        return error_context(err, "reading who took words back");
    }
    return STATUS_OK;
}

void retracted_people_release(struct retracted_people *people)
{
    free(people->row);
    *people = (struct retracted_people){ NULL, 0 };
}
