/* SPDX-License-Identifier: MIT */
/* Ends a meeting: its open states are closed, and it waits to be written up. */
#include "cli/internal.h"

#include "core/clock.h"
#include "core/room.h"
#include "storage/lock.h"
#include "storage/record.h"

/* Both in one transaction. */
static enum status end_meeting(struct study *study, const struct id *meeting, struct error *err)
{
    int64_t now = clock_wall();
    struct room room;
    struct change change;
    enum status status;

    room_init(&room, meeting);
    change_init(&change, meeting, now);
    status = study_begin(study, err);
    if (!status)
        status = record_load_room(study, meeting, &room, err);
    if (!status) {
        room.offset = clock_offset(now);
        room_end(&room, now, &change);
        if (!change_is_empty(&change))
            status = record_change(study, &change, err);
    }
    if (!status)
        status = meetings_end(study, meeting, now, err);
    if (!status)
        status = study_commit(study, err);
    if (status)
        study_rollback(study);
    change_release(&change);
    room_release(&room);
    return status;
}

enum status cli_end(struct invocation *in, struct error *err)
{
    struct meeting_rows rows = { 0 };
    struct lock lock = LOCK_INIT;
    struct study *study = NULL;
    int number;
    enum status status = options_meeting(in, in->operands[0], &number, err);

    if (!status)
        status = open_for_writing(in, STUDY_WRITE, &study, err);
    if (!status)
        status = meetings_load_one(&rows, study, number, err);
    if (!status)
        status = lock_take(&lock, study_path(study), number, err);
    if (!status)
        status = end_meeting(study, &rows.row[0].meeting.id, err);
    lock_release(&lock);
    meetings_release(&rows);
    study_close(study);
    return status;
}
