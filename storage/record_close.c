/* SPDX-License-Identifier: MIT */
/* A meeting is written up, or taken up once more. What is open then is closed
 * by the end, as when the meeting ended. */
#include "storage/record.h"

#include "core/clock.h"
#include "core/room.h"
#include "storage/internal.h"
#include <stdio.h>

static enum status meeting_is(struct study *study, const struct id *meeting, int64_t *row,
                              int *number, enum meeting_status *state, int64_t *ended,
                              struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_CLOSE_STATE);

    *row = 0;
    stmt_bind_id(&st, ":uuid", meeting);
    if (stmt_row(&st)) {
        *row = stmt_int(&st, 0);
        *number = stmt_number(&st, 1);
        *state = (enum meeting_status)word_or(meeting_status_words, MEETING_STATUSES,
                                              stmt_text(&st, 2), MEETING_CLOSED);
        *ended = stmt_int_or(&st, 3, TIME_UNKNOWN);
    }
    if (stmt_end(&st, err))
        return err->status;
    return *row != 0 ? STATUS_OK
                     : error_set(err, STATUS_NOT_FOUND, "%s has no such meeting", study->path);
}

static enum status can_close(struct study *study, int64_t row, int number,
                             enum meeting_status state, struct error *err)
{
    struct stmt st;
    char who[32];

    if (state == MEETING_LIVE)
        return error_set(err, STATUS_INPUT, "M%d is live: end it first", number);
    if (state == MEETING_PLANNED)
        return error_set(err, STATUS_INPUT, "M%d has not begun yet", number);
    if (state == MEETING_CLOSED)
        return error_set(err, STATUS_INPUT, "M%d is closed already", number);
    st = stmt_begin(study, QUERY_CLOSE_DRAFT);
    stmt_bind_int(&st, ":meeting", row);
    who[0] = '\0';
    if (stmt_row(&st))
        (void)snprintf(who, sizeof who, "%s", stmt_text(&st, 0));
    if (stmt_end(&st, err))
        return err->status;
    if (who[0] != '\0')
        return error_set(err, STATUS_INPUT,
                         "M%d has a half-typed line of %s: open it, log the line or discard it",
                         number, who);
    return STATUS_OK;
}

static enum status close_states(struct study *study, const struct id *meeting, int64_t at,
                                int64_t now, struct error *err)
{
    struct room room;
    struct change change;
    enum status status;

    room_init(&room, meeting);
    change_init(&change, meeting, now);
    status = record_load_own_room(study, meeting, &room, err);
    if (!status) {
        room_end(&room, at, &change);
        if (!change_is_empty(&change))
            status = record_change(study, &change, err);
    }
    change_release(&change);
    room_release(&room);
    return status;
}

static enum status set_state(struct study *study, int64_t row, enum meeting_status state,
                             int64_t closed, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_CLOSE_SET);

    stmt_bind_int(&st, ":meeting", row);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_text(&st, ":status", meeting_status_words[state].key);
    stmt_bind_int_or(&st, ":closed", closed, TIME_UNKNOWN);
    return stmt_run(&st, err);
}

static enum status note(struct study *study, const char *what, int number, const char *reason,
                        struct error *err)
{
    struct str detail = STR_INIT;
    enum status status;

    str_add_format(&detail, "M%d%s%s", number, reason != NULL ? ": " : "",
                   reason != NULL ? reason : "");
    status = study_note_history(study, what, str_text(&detail), err);
    str_release(&detail);
    return status;
}

static enum status close_meeting(struct study *study, const struct id *meeting, int64_t now,
                                 struct error *err)
{
    enum meeting_status state = MEETING_CLOSED;
    int64_t row, ended = TIME_UNKNOWN;
    int number = 0;

    if (meeting_is(study, meeting, &row, &number, &state, &ended, err)
        || can_close(study, row, number, state, err)
        || close_states(study, meeting, ended != TIME_UNKNOWN ? ended : now, now, err)
        || set_state(study, row, MEETING_CLOSED, now, err))
        return err->status;
    return note(study, "written up", number, NULL, err);
}

enum status record_close(struct study *study, const struct id *meeting, int64_t now,
                         struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, close_meeting(study, meeting, now, err), err);
}

static enum status reopen(struct study *study, const struct id *meeting, const char *reason,
                          struct error *err)
{
    enum meeting_status state = MEETING_CLOSED;
    int64_t row, ended;
    int number = 0;

    if (meeting_is(study, meeting, &row, &number, &state, &ended, err))
        return err->status;
    if (state != MEETING_CLOSED)
        return error_set(err, STATUS_INPUT, "M%d is not closed", number);
    if (reason == NULL || reason[0] == '\0')
        return error_set(err, STATUS_INPUT, "say why M%d is taken up once more", number);
    if (set_state(study, row, MEETING_TO_WRITE_UP, TIME_UNKNOWN, err))
        return err->status;
    return note(study, "reopened", number, reason, err);
}

enum status record_reopen(struct study *study, const struct id *meeting, const char *reason,
                          struct error *err)
{
    struct work work;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    return work_finish(&work, study, reopen(study, meeting, reason, err), err);
}
