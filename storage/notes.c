/* SPDX-License-Identifier: MIT */
/* The notes on a meeting itself. */
#include "core/clock.h"
#include "core/mem.h"
#include "storage/course.h"
#include "storage/internal.h"
#include <string.h>

static char *take_text(struct stmt *st, int column)
{
    struct store cleaned = { NULL };
    char *text = mem_copy(store_column(&cleaned, st, column));

    store_release(&cleaned);
    return text;
}

enum status notes_load(struct meeting_notes *out, struct study *study, const struct id *meeting,
                       struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_NOTES_LOAD);

    *out = (struct meeting_notes){ .convened = TIME_UNKNOWN, .adjourned = TIME_UNKNOWN };
    stmt_bind_id(&st, ":uuid", meeting);
    if (stmt_row(&st)) {
        *out = (struct meeting_notes){
            .convened = stmt_int_or(&st, 0, TIME_UNKNOWN),
            .adjourned = stmt_int_or(&st, 1, TIME_UNKNOWN),
            .mode = (enum meeting_mode)word_or(meeting_mode_words, HELD_MODES, stmt_text(&st, 2),
                                               HELD_UNKNOWN),
            .papers = (enum papers)word_or(papers_words, PAPERS, stmt_text(&st, 3), PAPERS_UNKNOWN),
            .watching = take_text(&st, 4),
            .seating = take_text(&st, 5),
            .setting = take_text(&st, 6),
            .began = stmt_int_or(&st, 7, TIME_UNKNOWN),
            .ended = stmt_int_or(&st, 8, TIME_UNKNOWN),
            .offset = (int32_t)stmt_int(&st, 9),
        };
        snprintf(out->date, sizeof out->date, "%s", stmt_text(&st, 10));
    }
    if (stmt_end(&st, err)) {
        notes_release(out);
        return error_context(err, "reading the meeting");
    }
    if (out->watching == NULL)
        return error_set(err, STATUS_NOT_FOUND, "%s has no such meeting", study->path);
    return STATUS_OK;
}

static enum status save(struct study *study, const struct id *meeting,
                        const struct meeting_notes *notes, struct error *err)
{
    int64_t row = 0;
    struct stmt st;

    if (meeting_open_row(study, meeting, &row, err))
        return err->status;
    st = stmt_begin(study, QUERY_NOTES_SAVE);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int_or(&st, ":convened", notes->convened, TIME_UNKNOWN);
    stmt_bind_int_or(&st, ":adjourned", notes->adjourned, TIME_UNKNOWN);
    stmt_bind_text(&st, ":mode", meeting_mode_words[notes->mode].key);
    stmt_bind_text(&st, ":papers", papers_words[notes->papers].key);
    stmt_bind_text(&st, ":watching", notes->watching);
    stmt_bind_text(&st, ":seating", notes->seating);
    stmt_bind_text(&st, ":setting", notes->setting);
    stmt_bind_int(&st, ":meeting", row);
    return stmt_run(&st, err);
}

enum status notes_save(struct study *study, const struct id *meeting,
                       const struct meeting_notes *notes, struct error *err)
{
    struct work work;
    enum status status;

    if (notes->convened != TIME_UNKNOWN && notes->adjourned != TIME_UNKNOWN
        && notes->adjourned < notes->convened)
        return error_set(err, STATUS_INPUT,
                         "the meeting cannot end before it begins: give the "
                         "later time as its end");
    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = save(study, meeting, notes, err);
    status = work_finish(&work, study, status, err);
    return status ? error_context(err, "saving the notes on the meeting") : STATUS_OK;
}

void notes_release(struct meeting_notes *notes)
{
    free(notes->watching);
    free(notes->seating);
    free(notes->setting);
    *notes = (struct meeting_notes){ 0 };
}
