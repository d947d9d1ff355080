/* SPDX-License-Identifier: MIT */
/* The course of a meeting: its facts are read here, core/course.c counts. */
#include "storage/course.h"

#include "core/clock.h"
#include "core/mem.h"
#include "storage/internal.h"
#include <string.h>

struct facts {
    struct course_facts facts;
    int64_t row;
    bool running; /* it has no end yet */
    struct course_mark *mark;
    struct interval *away, *opening;
    size_t mark_room, away_room, opening_room;
};

static enum status load_meeting(struct facts *facts, struct study *study, const struct id *meeting,
                                struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_COURSE_MEETING);

    stmt_bind_id(&st, ":uuid", meeting);
    if (stmt_row(&st)) {
        facts->row = stmt_int(&st, 0);
        facts->facts.began = stmt_int_or(&st, 1, TIME_UNKNOWN);
        facts->facts.ended = stmt_int_or(&st, 2, TIME_UNKNOWN);
        facts->running = stmt_int_or(&st, 3, TIME_UNKNOWN) == TIME_UNKNOWN;
    }
    if (stmt_end(&st, err))
        return err->status;
    if (facts->row == 0)
        return error_set(err, STATUS_NOT_FOUND, "%s has no such meeting", study->path);
    return STATUS_OK;
}

/* What an imported meeting knows, and one that runs and nobody watches. */
static enum status load_times(struct facts *facts, struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_COURSE_TIMES);

    stmt_bind_int(&st, ":meeting", facts->row);
    if (stmt_row(&st)) {
        if (facts->facts.began == TIME_UNKNOWN)
            facts->facts.began = stmt_int_or(&st, 0, TIME_UNKNOWN);
        if (facts->facts.ended == TIME_UNKNOWN)
            facts->facts.ended = stmt_int_or(&st, 1, TIME_UNKNOWN);
    }
    return stmt_end(&st, err);
}

static enum status load_marks(struct facts *facts, struct study *study, struct error *err)
{
    struct course_facts *of = &facts->facts;
    struct stmt st = stmt_begin(study, QUERY_COURSE_OBSERVER);
    int64_t observer;

    stmt_bind_int(&st, ":meeting", facts->row);
    stmt_bind_int(&st, ":observer", study->observer_row);
    if (stmt_run_int(&st, 0, &observer, err))
        return err->status;
    st = stmt_begin(study, QUERY_COURSE_MARKS);
    stmt_bind_int(&st, ":meeting", facts->row);
    stmt_bind_int(&st, ":observer", observer);
    while (stmt_row(&st)) {
        bool part = strcmp(stmt_text(&st, 0), entry_kind_words[ENTRY_PART].key) == 0;

        facts->mark = mem_grow(facts->mark, of->mark_count, &facts->mark_room, sizeof *facts->mark);
        facts->mark[of->mark_count++] = (struct course_mark){
            .kind = part ? ENTRY_PART : ENTRY_AGENDA,
            .part = (enum part)word_or(part_words, PARTS, stmt_text(&st, 1), PART_PUBLIC),
            .item = stmt_id(&st, 2),
            .at = stmt_int_or(&st, 3, TIME_UNKNOWN),
        };
    }
    of->marks = facts->mark;
    return stmt_end(&st, err);
}

static enum status load_openings(struct facts *facts, struct study *study, int64_t now,
                                 struct error *err)
{
    struct course_facts *of = &facts->facts;
    struct stmt st = stmt_begin(study, QUERY_COURSE_OPENINGS);

    stmt_bind_int(&st, ":meeting", facts->row);
    while (stmt_row(&st)) {
        int64_t wall = stmt_int(&st, 0), after_end = stmt_int_or(&st, 1, TIME_UNKNOWN);
        int64_t last = stmt_int_or(&st, 3, wall);
        int64_t ended = stmt_int_or(&st, 2, TIME_UNKNOWN);

        facts->opening = mem_grow(facts->opening, of->opening_count, &facts->opening_room,
                                  sizeof *facts->opening);
        facts->opening[of->opening_count++] =
            (struct interval){ wall, ended != TIME_UNKNOWN ? ended : last };
        if (after_end == TIME_UNKNOWN)
            continue;
        facts->away = mem_grow(facts->away, of->away_count, &facts->away_room, sizeof *facts->away);
        facts->away[of->away_count++] = (struct interval){ after_end, wall };
    }
    if (stmt_end(&st, err))
        return err->status;
    if (facts->running && now != TIME_UNKNOWN && of->opening_count > 0
        && now > facts->opening[of->opening_count - 1].to)
        facts->opening[of->opening_count - 1].to = now;
    of->openings = facts->opening;
    of->away = facts->away;
    return STATUS_OK;
}

static enum status load_facts(struct facts *facts, struct study *study, const struct id *meeting,
                              int64_t now, struct error *err)
{
    if (load_meeting(facts, study, meeting, err) || load_marks(facts, study, err)
        || load_openings(facts, study, now, err))
        return err->status;
    if (facts->running && facts->facts.ended == TIME_UNKNOWN)
        facts->facts.ended = now;
    if (facts->facts.began == TIME_UNKNOWN || facts->facts.ended == TIME_UNKNOWN)
        return load_times(facts, study, err);
    return STATUS_OK;
}

enum status course_load(struct course *out, struct study *study, const struct id *meeting,
                        int64_t now, struct error *err)
{
    struct facts facts = { 0 };
    struct work view;
    enum status status;

    *out = (struct course){ 0 };
    status = view_begin(&view, study, err);
    if (status)
        return status;
    status = load_facts(&facts, study, meeting, now, err);
    view_finish(&view, study);
    if (!status)
        course_make(out, &facts.facts);
    free(facts.mark);
    free(facts.away);
    free(facts.opening);
    return status ? error_context(err, "reading the course of the meeting") : STATUS_OK;
}
