/* SPDX-License-Identifier: MIT */
/* Meetings as they are listed (by pages in meetings_page.c), their agenda, and the names that forms
 * offer. Making meetings is in meetings_add.c, their life in meetings_live.c. */
#include "storage/meetings.h"

#include "core/mem.h"
#include "storage/internal.h"
#include "storage/meetings_row.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct agenda_store {
    struct store strings;
};

void meeting_row_read(struct meeting_row *row, struct meeting_store *store, struct stmt *st)
{
    struct meeting *meeting = &row->meeting;
    struct store *strings = &store->strings;

    *row = (struct meeting_row){ 0 };
    meeting->id = stmt_id(st, 0);
    meeting->number = stmt_number(st, 1);
    meeting->status = (enum meeting_status)word_or(meeting_status_words, MEETING_STATUSES,
                                                   stmt_text(st, 2), MEETING_CLOSED);
    meeting->title = store_column(strings, st, 3);
    meeting->site = store_column(strings, st, 4);
    meeting->body = store_column(strings, st, 5);
    meeting->function = store_column(strings, st, 6);
    meeting->function_name = store_column(strings, st, 7);
    meeting->venue = store_column(strings, st, 8);
    meeting->date = store_column(strings, st, 9);
    meeting->began = stmt_int_or(st, 10, TIME_UNKNOWN);
    meeting->ended = stmt_int_or(st, 11, TIME_UNKNOWN);
    meeting->offset = (int32_t)stmt_int(st, 12);
    row->entries = (size_t)stmt_int(st, 13);
    row->people = (size_t)stmt_int(st, 14);
}

/* Ends the statement. */
static enum status load_rows(struct meeting_rows *out, struct stmt *st, struct error *err)
{
    size_t room = 0;
    enum status status;

    *out = (struct meeting_rows){ .store = mem_alloc(1, sizeof *out->store) };
    while (stmt_row(st)) {
        out->row = mem_grow(out->row, out->count, &room, sizeof *out->row);
        meeting_row_read(&out->row[out->count++], out->store, st);
    }
    status = stmt_end(st, err);
    if (status) {
        meetings_release(out);
        (void)error_context(err, "reading the meetings");
    }
    return status;
}

enum status meetings_load(struct meeting_rows *out, struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETINGS);

    return load_rows(out, &st, err);
}

enum status meetings_load_uncounted(struct meeting_rows *out, struct study *study,
                                    struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETINGS_UNCOUNTED);

    return load_rows(out, &st, err);
}

enum status meetings_load_begun(struct meeting_rows *out, struct study *study, size_t most,
                                struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETINGS_BEGUN);

    stmt_bind_int(&st, ":most", most < INT_MAX ? (int64_t)most : -1);
    return load_rows(out, &st, err);
}

enum status meetings_count_begun(struct study *study, size_t *count, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETINGS_BEGUN_COUNT);
    int64_t found;

    if (stmt_run_int(&st, 0, &found, err))
        return error_context(err, "counting the meetings");
    *count = (size_t)found;
    return STATUS_OK;
}

static enum status load_number(struct meeting_rows *out, struct study *study, enum query query,
                               int number, struct error *err)
{
    int64_t last = 0;
    struct stmt st;

    *out = (struct meeting_rows){ 0 };
    if (number > 0) {
        enum status status;

        st = stmt_begin(study, query);
        stmt_bind_int(&st, ":number", number);
        status = load_rows(out, &st, err);
        if (status || out->count > 0)
            return status;
        meetings_release(out);
    }
    st = stmt_begin(study, QUERY_MEETING_LAST_NUMBER);
    stmt_bind_int(&st, ":most", NUMBER_MOST);
    if (stmt_run_int(&st, 0, &last, err))
        return err->status;
    if (last == 0)
        return error_set(err, STATUS_NOT_FOUND, "no meeting M%d: %s has no meetings yet", number,
                         study->path);
    return error_set(err, STATUS_NOT_FOUND, "no meeting M%d: the last one of %s is M%lld", number,
                     study->path, (long long)last);
}

enum status meetings_load_one(struct meeting_rows *out, struct study *study, int number,
                              struct error *err)
{
    return load_number(out, study, QUERY_MEETING_BY_NUMBER, number, err);
}

enum status meetings_find(struct meeting_rows *out, struct study *study, int number,
                          struct error *err)
{
    return load_number(out, study, QUERY_MEETING_ALONE, number, err);
}

void meetings_release(struct meeting_rows *rows)
{
    if (rows->store != NULL)
        store_release(&rows->store->strings);
    free(rows->store);
    free(rows->row);
    *rows = (struct meeting_rows){ 0 };
}

enum status meetings_last_of_body(struct study *study, const char *body, int *number,
                                  struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEETING_LAST_OF_BODY);
    int64_t found;

    *number = 0;
    stmt_bind_text(&st, ":name", body);
    if (stmt_run_int(&st, 0, &found, err))
        return err->status;
    *number = (int)found;
    return STATUS_OK;
}

enum status agenda_load(struct agenda *out, struct study *study, const struct id *meeting,
                        struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_AGENDA);
    size_t room = 0;

    *out = (struct agenda){ .store = mem_alloc(1, sizeof *out->store) };
    stmt_bind_id(&st, ":meeting", meeting);
    while (stmt_row(&st)) {
        struct agenda_item *item;

        out->item = mem_grow(out->item, out->count, &room, sizeof *out->item);
        item = &out->item[out->count++];
        item->id = stmt_id(&st, 0);
        item->number = stmt_number(&st, 1);
        item->title = store_column(&out->store->strings, &st, 2);
        item->paper = store_column(&out->store->strings, &st, 3);
        item->purpose =
            (enum purpose)word_or(purpose_words, PURPOSES, stmt_text(&st, 4), PURPOSE_NONE);
        item->reached = stmt_int(&st, 5) != 0;
        item->began = stmt_int_or(&st, 6, TIME_UNKNOWN);
        item->skipped = stmt_int(&st, 7) != 0;
    }
    if (stmt_end(&st, err)) {
        agenda_release(out);
        return error_context(err, "reading the agenda");
    }
    return STATUS_OK;
}

void agenda_release(struct agenda *agenda)
{
    if (agenda->store != NULL)
        store_release(&agenda->store->strings);
    free(agenda->store);
    free(agenda->item);
    *agenda = (struct agenda){ 0 };
}
