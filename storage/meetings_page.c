/* SPDX-License-Identifier: MIT */
/* The list of meetings by pages. Of each status there is a run of the list,
 * newest number first; how long the runs are tells where a place lies, and a
 * page is read from the nearer end of its run. So neither opening the list nor
 * moving in it depends on how many meetings there are, but for steps over an
 * index. */
#include "core/mem.h"
#include "storage/internal.h"
#include "storage/meetings.h"
#include "storage/meetings_row.h"
#include <stdlib.h>

/* The order of the runs. */
static const enum meeting_status runs[] = { MEETING_LIVE, MEETING_TO_WRITE_UP, MEETING_PLANNED,
                                            MEETING_CLOSED };
enum { RUNS = sizeof runs / sizeof runs[0], MANY = 200 };

static enum status count_run(struct study *study, enum meeting_status status, int64_t most,
                             size_t *count, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETING_COUNT);
    int64_t counted;

    stmt_bind_text(&st, ":status", meeting_status_words[status].key);
    stmt_bind_int(&st, ":most", most);
    if (stmt_run_int(&st, 0, &counted, err))
        return err->status;
    *count = (size_t)counted;
    return STATUS_OK;
}

/* Of the runs that are long, the last one, which is that of closed meetings and grows, is what is
 * left of all: it is not counted through. */
static enum status count_runs(struct meeting_counts *out, struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETING_COUNT_ALL);
    size_t rest = RUNS;
    int64_t left;

    if (stmt_run_int(&st, 0, &left, err))
        return err->status;
    out->all = (size_t)left;
    for (size_t i = 0; i < RUNS; i++) {
        if (count_run(study, runs[i], MANY, &out->of[runs[i]], err))
            return err->status;
        if (out->of[runs[i]] == MANY)
            rest = i;
    }
    for (size_t i = 0; i < RUNS; i++) {
        size_t *count = &out->of[runs[i]];

        if (i != rest && *count == MANY && count_run(study, runs[i], -1, count, err))
            return err->status;
        left -= i != rest ? (int64_t)*count : 0;
    }
    if (rest < RUNS)
        out->of[runs[rest]] = (size_t)left;
    return STATUS_OK;
}

enum status meetings_count(struct meeting_counts *out, struct study *study, struct error *err)
{
    struct work view;
    enum status status = view_begin(&view, study, err);

    *out = (struct meeting_counts){ 0 };
    if (!status)
        status = count_runs(out, study, err);
    view_finish(&view, study);
    return status ? error_context(err, "counting the meetings") : STATUS_OK;
}

enum meeting_status meetings_status_at(const struct meeting_counts *counts, size_t place,
                                       size_t *first)
{
    size_t i = 0;

    *first = 0;
    while (i + 1 < RUNS && place >= *first + counts->of[runs[i]])
        *first += counts->of[runs[i++]];
    return runs[i];
}

enum status meetings_place(struct study *study, const struct meeting_counts *counts, int number,
                           size_t *place, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETING_PLACE);
    int64_t after = -1;
    enum meeting_status status = MEETING_CLOSED;

    *place = 0;
    stmt_bind_int(&st, ":number", number);
    if (stmt_row(&st)) {
        status = (enum meeting_status)word_or(meeting_status_words, MEETING_STATUSES,
                                              stmt_text(&st, 0), MEETING_CLOSED);
        after = stmt_int(&st, 1);
    }
    if (stmt_end(&st, err))
        return err->status;
    if (after < 0)
        return error_set(err, STATUS_NOT_FOUND, "no meeting M%d", number);
    for (size_t i = 0; i < RUNS && runs[i] != status; i++)
        *place += counts->of[runs[i]];
    *place += (size_t)after;
    return STATUS_OK;
}

/* Those of one run from `skip` on, appended. */
static enum status load_run(struct meeting_rows *out, size_t *room, struct study *study,
                            enum meeting_status status, size_t run, size_t skip, size_t count,
                            struct error *err)
{
    bool backward = skip + count > run - skip; /* its end is nearer */
    struct stmt st = stmt_begin(study, backward ? QUERY_MEETING_PAGE_BACK : QUERY_MEETING_PAGE);

    stmt_bind_text(&st, ":status", meeting_status_words[status].key);
    stmt_bind_int(&st, ":limit", (int64_t)count);
    stmt_bind_int(&st, ":skip", (int64_t)(backward ? run - skip - count : skip));
    while (stmt_row(&st)) {
        out->row = mem_grow(out->row, out->count, room, sizeof *out->row);
        meeting_row_read(&out->row[out->count++], out->store, &st);
    }
    return stmt_end(&st, err);
}

enum status meetings_load_page(struct meeting_rows *out, struct study *study,
                               const struct meeting_counts *counts, size_t from, size_t count,
                               struct error *err)
{
    size_t end = from + count < counts->all ? from + count : counts->all, room = 0, first;

    *out = (struct meeting_rows){ .store = mem_alloc(1, sizeof *out->store) };
    while (from < end) {
        enum meeting_status status = meetings_status_at(counts, from, &first);
        size_t run = counts->of[status], skip = from - first;
        size_t want = end - from < run - skip ? end - from : run - skip;

        if (load_run(out, &room, study, status, run, skip, want, err)) {
            meetings_release(out);
            return error_context(err, "reading the meetings");
        }
        from += want;
    }
    return STATUS_OK;
}
