/* SPDX-License-Identifier: MIT */
/* The life of a meeting: opened to be observed, left, ended. */
#include "storage/internal.h"
#include "storage/meetings.h"

/* The row, number and status of a meeting that is to be written. */
static enum status meeting_state(struct study *study, const struct id *meeting, int64_t *row,
                                 int *number, enum meeting_status *state, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETING_STATE);
    bool found;

    stmt_bind_id(&st, ":uuid", meeting);
    found = stmt_row(&st);
    if (found) {
        *row = stmt_int(&st, 0);
        *number = stmt_number(&st, 1);
        *state = (enum meeting_status)word_or(meeting_status_words, MEETING_STATUSES,
                                              stmt_text(&st, 2), MEETING_CLOSED);
    }
    if (stmt_end(&st, err))
        return err->status;
    if (!found)
        return error_set(err, STATUS_NOT_FOUND, "%s has no such meeting", study->path);
    return STATUS_OK;
}

enum status meeting_open_row(struct study *study, const struct id *meeting, int64_t *row,
                             struct error *err)
{
    enum meeting_status state = MEETING_CLOSED;
    int number = 0;

    if (meeting_state(study, meeting, row, &number, &state, err))
        return err->status;
    if (state == MEETING_CLOSED && *row != study->making)
        return error_set(err, STATUS_INPUT,
                         "M%d is closed: say why its record is changed, or reopen it", number);
    return STATUS_OK;
}

enum status meeting_change_row(struct study *study, const struct id *meeting, const char *reason,
                               int64_t *row, struct error *err)
{
    enum meeting_status state = MEETING_CLOSED;
    int number = 0;

    if (reason == NULL || reason[0] == '\0')
        return meeting_open_row(study, meeting, row, err);
    return meeting_state(study, meeting, row, &number, &state, err);
}

static enum status add_opening(struct study *study, int64_t meeting,
                               const struct opening_clock *clock, const struct id *id,
                               struct error *err)
{
    int64_t laptop;
    struct stmt st;

    if (study_laptop_row(study, &laptop, err))
        return err->status;
    st = stmt_begin(study, QUERY_OPENING_ADD);
    stmt_bind_id(&st, ":uuid", id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":meeting", meeting);
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":laptop", laptop);
    stmt_bind_int(&st, ":wall", clock->wall);
    stmt_bind_int(&st, ":boot", clock->boot);
    stmt_bind_text(&st, ":boot_id", clock->boot_id);
    stmt_bind_text(&st, ":zone", clock->zone);
    stmt_bind_int(&st, ":offset", clock->offset);
    return stmt_run(&st, err);
}

static enum status set_live(struct study *study, int64_t meeting, const struct opening_clock *clock,
                            struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETING_SET_LIVE);
    char date[CLOCK_DATE];

    clock_date(date, clock->wall, clock->offset);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":wall", clock->wall);
    stmt_bind_int(&st, ":offset", clock->offset);
    stmt_bind_text(&st, ":date", date);
    stmt_bind_int(&st, ":meeting", meeting);
    return stmt_run(&st, err);
}

enum status meetings_open_live(struct study *study, const struct id *meeting,
                               const struct opening_clock *clock, struct id *opening,
                               struct error *err)
{
    struct id made = id_new();
    struct work work;
    int64_t row = 0;
    enum status status;

    *opening = (struct id){ { 0 } };
    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = meeting_open_row(study, meeting, &row, err);
    if (!status)
        status = add_opening(study, row, clock, &made, err);
    if (!status)
        status = set_live(study, row, clock, err);
    status = work_finish(&work, study, status, err);
    if (status)
        return error_context(err, "opening the meeting");
    *opening = made;
    return STATUS_OK;
}

enum status meetings_leave(struct study *study, const struct id *opening, int64_t at,
                           struct error *err)
{
    struct work work;
    struct stmt st;
    enum status status = work_begin(&work, study, err);

    if (status)
        return status;
    st = stmt_begin(study, QUERY_OPENING_END);
    stmt_bind_int(&st, ":at", at);
    stmt_bind_id(&st, ":uuid", opening);
    status = stmt_run(&st, err);
    status = work_finish(&work, study, status, err);
    return status ? error_context(err, "leaving the meeting") : STATUS_OK;
}

enum status meetings_end(struct study *study, const struct id *meeting, int64_t at,
                         struct error *err)
{
    enum meeting_status state = MEETING_CLOSED;
    int64_t row = 0;
    int number = 0;
    struct work work;
    struct stmt st;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = meeting_state(study, meeting, &row, &number, &state, err);
    if (!status && state != MEETING_LIVE && state != MEETING_PLANNED)
        status = error_set(err, STATUS_INPUT, "M%d has ended already", number);
    if (!status) {
        st = stmt_begin(study, QUERY_MEETING_END);
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_int(&st, ":observer", study->observer_row);
        stmt_bind_int_or(&st, ":at", at, TIME_UNKNOWN);
        stmt_bind_int(&st, ":meeting", row);
        status = stmt_run(&st, err);
    }
    return work_finish(&work, study, status, err);
}
