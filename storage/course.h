/* SPDX-License-Identifier: MIT */
/* The course of a meeting as its record has it, and the notes on the meeting
 * itself: when it began and ended, how it was held and watched. */
#ifndef STORAGE_COURSE_H
#define STORAGE_COURSE_H

#include "core/course.h"
#include "storage/study.h"

/* Loads the course: from this observer's record, or where there is none from
 * the first that there is. `now` ends a meeting that runs and the opening that
 * is not over; TIME_UNKNOWN: the last that was written does. Imported meetings
 * begin and end with their first and last time. The caller ends *out with
 * course_release(). STATUS_NOT_FOUND. */
NODISCARD enum status course_load(struct course *out, struct study *study,
                                  const struct id *meeting, int64_t now, struct error *err);

/* The notes on a meeting. */
struct meeting_notes {
    int64_t convened, adjourned; /* as the observer says; TIME_UNKNOWN: as `began` and `ended` */
    enum meeting_mode mode;
    enum papers papers;
    char *watching;              /* the observer's presence; owned, as the other strings */
    char *seating;
    char *setting;
    /* only read: */
    int64_t began, ended;        /* as moot has it; TIME_UNKNOWN */
    int32_t offset;              /* seconds east */
    char date[11];               /* "2026-03-04"; "" unknown */
};
NODISCARD enum status notes_load(struct meeting_notes *out, struct study *study,
                                 const struct id *meeting, struct error *err);
/* Writes them; a closed meeting is refused: STATUS_INPUT, as is an end before
 * the beginning. */
NODISCARD enum status notes_save(struct study *study, const struct id *meeting,
                                 const struct meeting_notes *notes, struct error *err);
void notes_release(struct meeting_notes *notes);

#endif
