/* SPDX-License-Identifier: MIT */
/* Beginning and ending the reading of a record. */
#include "core/mem.h"
#include "storage/entries_work.h"
#include <stdlib.h>

static const enum query queries[2][STREAM_COUNT] = {
    [ENTRIES_FORWARD] = {
        [STREAM_ENTRIES] = QUERY_ENTRY_FORWARD,
        [STREAM_VOICES] = QUERY_VOICE_FORWARD,
        [STREAM_VERBATIM] = QUERY_VERBATIM_FORWARD,
        [STREAM_CODINGS] = QUERY_CODING_FORWARD,
        [STREAM_VALUES] = QUERY_VALUE_FORWARD,
        [STREAM_MOVEMENTS] = QUERY_MOVEMENT_FORWARD,
    },
    [ENTRIES_BACKWARD] = {
        [STREAM_ENTRIES] = QUERY_ENTRY_BACKWARD,
        [STREAM_VOICES] = QUERY_VOICE_BACKWARD,
        [STREAM_VERBATIM] = QUERY_VERBATIM_BACKWARD,
        [STREAM_CODINGS] = QUERY_CODING_BACKWARD,
        [STREAM_VALUES] = QUERY_VALUE_BACKWARD,
        [STREAM_MOVEMENTS] = QUERY_MOVEMENT_BACKWARD,
    },
};

static struct entries *open_rows(struct study *study, int64_t meeting, enum entries_order order,
                                 int64_t after)
{
    struct entries *entries = mem_alloc(1, sizeof *entries);

    entries->study = study;
    entries->order = order;
    for (int i = 0; i < STREAM_COUNT; i++) {
        struct stmt *st = &entries->stream[i].st;

        *st = stmt_begin(study, queries[order][i]);
        stmt_bind_int(st, ":meeting", meeting);
        stmt_bind_int(st, ":after", after);
    }
    return entries;
}

enum status entries_open(struct entries **out, struct study *study, const struct id *meeting,
                         enum entries_order order, int64_t after, size_t limit, struct error *err)
{
    int64_t row;

    *out = NULL;
    if (study_need_row(study, QUERY_ROW_MEETING, meeting, "meeting", &row, err))
        return err->status;
    *out = open_rows(study, row, order, after);
    (*out)->limit = limit;
    return STATUS_OK;
}

/* A cursor that begins right behind the entry, and gives that one alone. It goes backward as a log
 * is read, so that both take the same statements. */
enum status entries_open_one(struct entries **out, struct study *study, const struct id *entry,
                             struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_ENTRY_PLACE);
    int64_t meeting = 0, sequence = 0, row = 0;

    *out = NULL;
    stmt_bind_id(&st, ":uuid", entry);
    if (stmt_row(&st)) {
        sequence = stmt_int(&st, 1);
        row = stmt_int(&st, 3);
        meeting = stmt_int(&st, 4);
    }
    if (stmt_end(&st, err))
        return err->status;
    if (row == 0)
        return error_set(err, STATUS_NOT_FOUND, "%s has no such entry", study->path);
    *out = open_rows(study, meeting, ENTRIES_BACKWARD,
                     sequence == INT64_MAX ? sequence : sequence + 1);
    (*out)->only = row;
    (*out)->limit = 1;
    return STATUS_OK;
}

void entries_close(struct entries *entries)
{
    struct error ignored = ERROR_INIT;

    if (entries == NULL)
        return;
    for (int i = 0; i < STREAM_COUNT; i++)
        (void)!stmt_end(&entries->stream[i].st, &ignored);
    store_release(&entries->strings);
    free(entries->speakers.voice);
    free(entries->addressees.voice);
    free(entries->verbatim);
    free(entries->codings);
    free(entries->firsts);
    free(entries->values);
    free(entries->movements);
    free(entries);
}

enum status entries_count(struct study *study, const struct id *meeting, size_t *count,
                          struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_ENTRY_COUNT);
    int64_t found;

    *count = 0;
    stmt_bind_id(&st, ":meeting", meeting);
    if (stmt_run_int(&st, 0, &found, err))
        return err->status;
    *count = (size_t)found;
    return STATUS_OK;
}
