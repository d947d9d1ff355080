/* SPDX-License-Identifier: MIT */
/* A report is reckoned in stages: meetings, how long each sat, then tables
 * read once from beginning to end, a piece at a time, in the order in which
 * they lie on the disk, and counted by meeting in memory. What grows with the
 * study is a few numbers a meeting and one a person. Between two pieces
 * nothing is being read, so that it holds up no checkpoint. */
#include "storage/report.h"

#include <string.h>

#include "core/clock.h"
#include "core/mem.h"
#include "storage/course.h"
#include "storage/report_work.h"

enum { ROWS_A_STEP = 256, MEETINGS_A_STEP = 16 };

/* What each stage reads, and in which pieces. */
static const struct {
    enum { BY_ROWS, BY_MEETINGS, ONE_MEETING } piece;
    enum query query;
    int row_column; /* BY_ROWS: the column that the rows are in the order of */
} stages[STAGES] = {
    [STAGE_MEETINGS] = { BY_ROWS, QUERY_REPORT_MEETINGS, 0 },
    [STAGE_ENTRIES] = { BY_MEETINGS, QUERY_REPORT_ENTRIES, 0 },
    [STAGE_REMOVED] = { BY_ROWS, QUERY_REPORT_REMOVED, 2 },
    [STAGE_SITTING] = { ONE_MEETING, QUERY_REPORT_SITTING, 0 },
    [STAGE_PEOPLE] = { BY_MEETINGS, QUERY_REPORT_PEOPLE, 0 },
    [STAGE_CODES] = { BY_ROWS, QUERY_REPORT_CODES, 2 },
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
    if (reporting == NULL)
        return;
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
static void count_row(struct reporting *reporting, struct stmt *st)
{
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

static void take_row(struct reporting *reporting, struct stmt *st)
{
    if (reporting->stage == STAGE_MEETINGS)
        add_meeting(reporting, st);
    else
        count_row(reporting, st);
}

/* --- stages -------------------------------------------------------------------------------- */

static void next_stage(struct reporting *reporting)
{
    reporting->stage++;
    reporting->at = 0;
    reporting->after = 0;
    reporting->last = NULL;
}

/* How long the next meeting sat, without its breaks, where both its ends are known. */
static enum status take_sitting(struct reporting *reporting, struct error *err)
{
    struct report_meeting *meeting;
    struct stmt st;
    struct course course;
    bool known = false;

    if (reporting->at == reporting->meeting_count) {
        next_stage(reporting);
        return STATUS_OK;
    }
    meeting = &reporting->meeting[reporting->at++];
    st = stmt_begin(reporting->study, stages[reporting->stage].query);
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

/* A piece of a table whose rows lie by meetings: those of the next few. */
static enum status read_by_meetings(struct reporting *reporting, struct error *err)
{
    size_t left = reporting->meeting_count - reporting->at;
    size_t taken = left < MEETINGS_A_STEP ? left : MEETINGS_A_STEP;
    struct stmt st;

    if (taken == 0) {
        next_stage(reporting);
        return STATUS_OK;
    }
    st = stmt_begin(reporting->study, stages[reporting->stage].query);
    stmt_bind_int(&st, ":first", reporting->meeting[reporting->at].row);
    stmt_bind_int(&st, ":last", reporting->meeting[reporting->at + taken - 1].row);
    reporting->at += taken;
    while (stmt_row(&st))
        take_row(reporting, &st);
    return stmt_end(&st, err);
}

/* A piece of a table by its rows, behind what was read. */
static enum status read_by_rows(struct reporting *reporting, struct error *err)
{
    struct stmt st = stmt_begin(reporting->study, stages[reporting->stage].query);
    int column = stages[reporting->stage].row_column, count = 0;

    stmt_bind_int(&st, ":after", reporting->after);
    stmt_bind_int(&st, ":most", ROWS_A_STEP);
    for (; stmt_row(&st); count++) {
        reporting->after = stmt_int(&st, column);
        take_row(reporting, &st);
    }
    if (count < ROWS_A_STEP)
        next_stage(reporting);
    return stmt_end(&st, err);
}

static enum status step(struct reporting *reporting, struct error *err)
{
    if (reporting->stage == STAGE_PEOPLE && reporting->at == 0 && load_people(reporting, err))
        return err->status;
    switch (stages[reporting->stage].piece) {
    case BY_ROWS:
        return read_by_rows(reporting, err);
    case BY_MEETINGS:
        return read_by_meetings(reporting, err);
    default:
        return take_sitting(reporting, err);
    }
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
