/* SPDX-License-Identifier: MIT */
/* Ends a meeting: its open states are closed, and it waits to be written up. */
#include "cli/internal.h"

#include "core/clock.h"
#include "storage/lock.h"
#include "storage/record.h"

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
        status = meetings_find(&rows, study, number, err);
    if (!status)
        status = lock_take(&lock, study_path(study), number, err);
    if (!status)
        status = record_end(study, &rows.row[0].meeting, clock_wall(), true, err);
    lock_release(&lock);
    if (!status)
        backup_after_meeting(in, study);
    meetings_release(&rows);
    study_close(study);
    return status;
}
