/* SPDX-License-Identifier: MIT */
/* A report is reckoned in stages: meetings, how long each sat, then three
 * tables read once from beginning to end, in the order in which they lie on
 * the disk, and counted by meeting in memory. What grows with the study is a
 * few numbers a meeting and one a person. */
#include "storage/report.h"

#include <string.h>

#include "core/clock.h"
#include "core/mem.h"
#include "storage/course.h"
#include "storage/report_work.h"

enum { ROWS_A_STEP = 256 };

static const enum query stage_query[STAGES] = {
    [STAGE_MEETINGS] = QUERY_REPORT_MEETINGS,
    [STAGE_ENTRIES] = QUERY_REPORT_ENTRIES,
    [STAGE_REMOVED] = QUERY_REPORT_REMOVED,
    [STAGE_PEOPLE] = QUERY_REPORT_PEOPLE,
    [STAGE_CODES] = QUERY_REPORT_CODES,
};

/* --- beginning ------------------------------------------------------------------------ */

/* Sites, functions, role groups, observers: rows with a name. */
static enum status load_names(struct reporting *reporting, enum query query,
                              struct report_names *out, struct error *err)
{
    struct stmt st = stmt_begin(reporting->study, query);
    size_t room = 0;

    while (stmt_row(&st)) {
        out->name = mem_grow(out->name, out->count, &room, sizeof *out->name);
        out->name[out->count++] = (struct report_name){
            .row = stmt_int(&st, 0),
            .key = store_column(&reporting->strings, &st, 1),
            .name = store_column(&reporting->strings, &st, 2),
            .into = stmt_int_or(&st, 3, 0),
        };
    }
    return stmt_end(&st, err);
}

static enum status load_people(struct reporting *reporting, struct error *err)
{
    struct stmt st = stmt_begin(reporting->study, QUERY_REPORT_PERSONS);
    size_t room = 0;

    while (stmt_row(&st)) {
        reporting->person =
            mem_grow(reporting->person, reporting->person_count, &room, sizeof *reporting->person);
        reporting->person[reporting->person_count++] = (struct report_person){
            .row = stmt_int(&st, 0), .role = stmt_int(&st, 1), .into = stmt_int(&st, 2)
        };
    }
    return stmt_end(&st, err);
}

enum status report_begin(struct reporting **out, struct study *study, struct error *err)
{
    struct reporting *reporting = mem_alloc(1, sizeof *reporting);

    *out = NULL;
    reporting->study = study;
    if (load_names(reporting, QUERY_REPORT_SITES, &reporting->sites, err)
        || load_names(reporting, QUERY_REPORT_FUNCTIONS, &reporting->functions, err)
        || load_names(reporting, QUERY_REPORT_ROLES, &reporting->roles, err)
        || load_names(reporting, QUERY_REPORT_OBSERVERS, &reporting->observers, err)
        || load_names(reporting, QUERY_REPORT_CODEBOOK, &reporting->codes, err)) {
        report_end(reporting);
        return error_context(err, "reporting");
    }
    reporting->use =
        mem_alloc(reporting->codes.count * reporting->functions.count + 1, sizeof *reporting->use);
    reporting->written = mem_alloc(reporting->observers.count + 1, sizeof *reporting->written);
    *out = reporting;
    return STATUS_OK;
}

void report_end(struct reporting *reporting)
{
    struct error ignored = ERROR_INIT;

    if (reporting == NULL)
        return;
    if (reporting->reading)
        (void)!stmt_end(&reporting->st, &ignored);
    report_tables_release(&reporting->report);
    store_release(&reporting->strings);
    free(reporting->meeting);
    free(reporting->sites.name);
    free(reporting->functions.name);
    free(reporting->roles.name);
    free(reporting->observers.name);
    free(reporting->codes.name);
    free(reporting->person);
    free(reporting->use);
    free(reporting->written);
    free(reporting);
}

/* --- counting --------------------------------------------------------------------------- */

/* Rows ascend in every list that is looked up in. Meetings come in stretches:
 * the last one that was found is looked at first. */
static struct report_meeting *meeting_of(struct reporting *reporting, int64_t row)
{
    size_t low = 0, high = reporting->meeting_count;

    if (reporting->last != NULL && reporting->last->row == row)
        return reporting->last;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (reporting->meeting[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == reporting->meeting_count || reporting->meeting[low].row != row)
        return NULL;
    reporting->last = &reporting->meeting[low];
    return reporting->last;
}

static struct report_person *person_of(struct reporting *reporting, int64_t row)
{
    size_t low = 0, high = reporting->person_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (reporting->person[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low < reporting->person_count && reporting->person[low].row == row
               ? &reporting->person[low]
               : NULL;
}

/* Whoever somebody was found to be. */
static struct report_person *root_of(struct reporting *reporting, int64_t row)
{
    struct report_person *person = person_of(reporting, row);

    for (size_t i = 0; person != NULL && person->into != 0 && i < reporting->person_count; i++)
        person = person_of(reporting, person->into);
    return person;
}

/* The code that a code was merged into. */
static size_t code_of(const struct reporting *reporting, int64_t row)
{
    size_t at = report_names_find(&reporting->codes, row);

    for (size_t i = 0; at < reporting->codes.count && reporting->codes.name[at].into != 0
                       && i < reporting->codes.count;
         i++)
        at = report_names_find(&reporting->codes, reporting->codes.name[at].into);
    return at;
}

static void count_entry(struct reporting *reporting, struct report_meeting *meeting,
                        int64_t observer)
{
    size_t at = report_names_find(&reporting->observers, observer);

    meeting->entries++;
    meeting->counts = true;
    if (at == reporting->observers.count)
        return;
    reporting->written[at].entries++;
    if (reporting->written[at].last != meeting->row) {
        reporting->written[at].last = meeting->row;
        reporting->written[at].meetings++;
    }
}

/* Meetings come in the order of their rows. */
static void add_meeting(struct reporting *reporting, struct stmt *st)
{
    struct report_meeting *meeting;

    reporting->meeting = mem_grow(reporting->meeting, reporting->meeting_count,
                                  &reporting->meeting_room, sizeof *meeting);
    meeting = &reporting->meeting[reporting->meeting_count++];
    *meeting = (struct report_meeting){
        .row = stmt_int(st, 0),
        .id = stmt_id(st, 1),
        .site = stmt_int(st, 2),
        .function = stmt_int(st, 3),
        .sitting = TIME_UNKNOWN,
        .counts = strcmp(stmt_text(st, 4), "planned") != 0,
    };
    snprintf(meeting->month, sizeof meeting->month, "%.7s", stmt_text(st, 5));
}

/* A row that counts for a meeting. */
static void count_row(struct reporting *reporting)
{
    struct stmt *st = &reporting->st;
    struct report_meeting *meeting = meeting_of(reporting, stmt_int(st, 0));
    struct report_person *person;
    size_t code, function;

    if (meeting == NULL)
        return;
    switch (reporting->stage) {
    case STAGE_ENTRIES:
        count_entry(reporting, meeting, stmt_int(st, 1));
        break;
    case STAGE_REMOVED:
        meeting->entries -= meeting->entries > 0;
        code = report_names_find(&reporting->observers, stmt_int(st, 1));
        if (code < reporting->observers.count && reporting->written[code].entries > 0)
            reporting->written[code].entries--;
        break;
    case STAGE_PEOPLE:
        person = meeting->counts ? root_of(reporting, stmt_int(st, 1)) : NULL;
        if (person != NULL)
            person->seen = true;
        break;
    default:
        code = code_of(reporting, stmt_int(st, 1));
        function = report_names_find(&reporting->functions, meeting->function);
        if (code < reporting->codes.count && function < reporting->functions.count)
            reporting->use[code * reporting->functions.count + function]++;
    }
}

static void take_row(struct reporting *reporting)
{
    if (reporting->stage == STAGE_MEETINGS)
        add_meeting(reporting, &reporting->st);
    else
        count_row(reporting);
}

/* --- stages -------------------------------------------------------------------------------- */

/* How long one meeting sat, without its breaks, where both its ends are known. */
static enum status take_sitting(struct reporting *reporting, struct error *err)
{
    struct report_meeting *meeting = &reporting->meeting[reporting->at];
    struct stmt st = stmt_begin(reporting->study, QUERY_REPORT_SITTING);
    struct course course;
    bool known = false;

    stmt_bind_int(&st, ":meeting", meeting->row);
    if (stmt_row(&st))
        known = stmt_int(&st, 0) != 0;
    if (stmt_end(&st, err))
        return err->status;
    if (!known)
        return STATUS_OK;
    if (course_load(&course, reporting->study, &meeting->id, TIME_UNKNOWN, err))
        return err->status;
    meeting->sitting = course.sat;
    course_release(&course);
    return STATUS_OK;
}

static enum status step(struct reporting *reporting, struct error *err)
{
    if (reporting->stage == STAGE_SITTING) {
        if (reporting->at < reporting->meeting_count) {
            enum status status = take_sitting(reporting, err);

            reporting->at++;
            return status;
        }
        reporting->stage++;
        return STATUS_OK;
    }
    if (!reporting->reading) {
        if (reporting->stage == STAGE_PEOPLE && load_people(reporting, err))
            return err->status;
        reporting->st = stmt_begin(reporting->study, stage_query[reporting->stage]);
        reporting->reading = true;
        reporting->last = NULL;
    }
    for (int i = 0; i < ROWS_A_STEP; i++) {
        if (!stmt_row(&reporting->st)) {
            reporting->reading = false;
            reporting->stage++;
            return stmt_end(&reporting->st, err);
        }
        take_row(reporting);
    }
    return STATUS_OK;
}

enum status report_go_on(struct reporting *reporting, int milliseconds, struct error *err)
{
    struct timespec until = clock_deadline(milliseconds < 0 ? 0 : milliseconds);

    while (reporting->stage < STAGES) {
        if (step(reporting, err))
            return error_context(err, "reporting");
        if (milliseconds >= 0 && clock_is_past(&until))
            break;
    }
    return STATUS_OK;
}

bool report_is_done(const struct reporting *reporting)
{
    return reporting->stage == STAGES;
}
