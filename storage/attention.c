/* SPDX-License-Identifier: MIT */
/* What wants attention: one statement for each kind, all with the same columns
 * and all by the index on the places of one meeting. */
#include "storage/attention.h"

#include "core/clock.h"
#include "core/mem.h"
#include "storage/internal.h"
#include <stdlib.h>

enum { HOURS_TO_WRITE_UP = 24, HOUR = 3600 * 1000 };

const struct word attention_words[ATTENTION_KINDS] = {
    [ATTENTION_PERSON] = { "person", "person to identify" },
    [ATTENTION_VOICE] = { "voice", "known only by role group" },
    [ATTENTION_BARE] = { "bare", "event without words" },
    [ATTENTION_OPEN] = { "open", "state never closed" },
    [ATTENTION_BY_END] = { "by-end", "state closed by the end" },
    [ATTENTION_CONFLICT] = { "conflict", "conflict declared, not managed" },
    [ATTENTION_LOST] = { "lost", "coding without its words" },
    [ATTENTION_VERBATIM] = { "verbatim", "exact words to check" },
    [ATTENTION_UNSEEN] = { "unseen", "not yet looked at" },
};

static const enum query queries[ATTENTION_KINDS] = {
    [ATTENTION_PERSON] = QUERY_ATTENTION_PERSON, [ATTENTION_VOICE] = QUERY_ATTENTION_VOICE,
    [ATTENTION_BARE] = QUERY_ATTENTION_BARE,     [ATTENTION_OPEN] = QUERY_ATTENTION_OPEN,
    [ATTENTION_BY_END] = QUERY_ATTENTION_BY_END, [ATTENTION_CONFLICT] = QUERY_ATTENTION_CONFLICT,
    [ATTENTION_LOST] = QUERY_ATTENTION_LOST,     [ATTENTION_VERBATIM] = QUERY_ATTENTION_VERBATIM,
    [ATTENTION_UNSEEN] = QUERY_ATTENTION_UNSEEN,
};

struct attention_store {
    struct store strings;
    size_t room;
};

static enum status load_kind(struct attention *out, struct study *study, int64_t meeting,
                             enum attention_kind kind, struct error *err)
{
    struct stmt st = stmt_begin(study, queries[kind]);

    stmt_bind_int(&st, ":meeting", meeting);
    while (stmt_row(&st)) {
        struct attention_row *row;

        out->row = mem_grow(out->row, out->count, &out->store->room, sizeof *out->row);
        row = &out->row[out->count++];
        out->counts[kind]++;
        *row = (struct attention_row){ .kind = kind,
                                       .entry = stmt_id(&st, 0),
                                       .sequence = stmt_int(&st, 1),
                                       .at = stmt_int_or(&st, 2, TIME_UNKNOWN),
                                       .offset = (int32_t)stmt_int(&st, 3),
                                       .person = stmt_id(&st, 4),
                                       .role_group = stmt_id(&st, 5),
                                       .code = stmt_id(&st, 6),
                                       .coding = stmt_id(&st, 7),
                                       .text = store_column(&out->store->strings, &st, 8) };
    }
    return stmt_end(&st, err);
}

static enum status load_all(struct attention *out, struct study *study, const struct id *meeting,
                            struct error *err)
{
    int64_t row;
    struct stmt st;

    if (study_need_row(study, QUERY_ROW_MEETING, meeting, "meeting", &row, err))
        return err->status;
    st = stmt_begin(study, QUERY_ATTENTION_ENDED);
    stmt_bind_int(&st, ":meeting", row);
    if (stmt_run_int(&st, TIME_UNKNOWN, &out->ended, err))
        return err->status;
    for (int kind = 0; kind < ATTENTION_KINDS; kind++)
        if (load_kind(out, study, row, (enum attention_kind)kind, err))
            return err->status;
    return STATUS_OK;
}

enum status attention_load(struct attention *out, struct study *study, const struct id *meeting,
                           struct error *err)
{
    struct work view;
    enum status status = view_begin(&view, study, err);

    *out = (struct attention){ .ended = TIME_UNKNOWN };
    out->store = mem_alloc(1, sizeof *out->store);
    if (!status)
        status = load_all(out, study, meeting, err);
    view_finish(&view, study);
    if (status) {
        attention_release(out);
        return error_context(err, "looking for what wants attention");
    }
    return STATUS_OK;
}

void attention_release(struct attention *attention)
{
    if (attention->store != NULL)
        store_release(&attention->store->strings);
    free(attention->store);
    free(attention->row);
    *attention = (struct attention){ .ended = TIME_UNKNOWN };
}

int64_t attention_left(int64_t ended, int64_t now)
{
    return ended == TIME_UNKNOWN ? TIME_UNKNOWN : ended + (int64_t)HOURS_TO_WRITE_UP * HOUR - now;
}

/* --- marks --------------------------------------------------------------------------- */

static enum status mark(struct study *study, enum query row_query, const struct id *id,
                        enum query query, struct error *err)
{
    struct work work;
    struct stmt st;
    int64_t row = 0;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = study_need_row(study, row_query, id,
                            row_query == QUERY_ROW_ENTRY ? "entry" : "meeting", &row, err);
    if (!status) {
        st = stmt_begin(study, query);
        stmt_bind_int(&st, ":row", row);
        if (query != QUERY_SEEN_DROP) {
            stmt_bind_int(&st, ":observer", study->observer_row);
            stmt_bind_int(&st, ":now", clock_wall());
        }
        status = stmt_run(&st, err);
    }
    status = work_finish(&work, study, status, err);
    return status ? error_context(err, "marking what was looked at") : STATUS_OK;
}

enum status attention_see(struct study *study, const struct id *entry, bool seen, struct error *err)
{
    return mark(study, QUERY_ROW_ENTRY, entry, seen ? QUERY_SEEN_ADD : QUERY_SEEN_DROP, err);
}

enum status attention_see_all(struct study *study, const struct id *meeting, struct error *err)
{
    return mark(study, QUERY_ROW_MEETING, meeting, QUERY_SEEN_ADD_ALL, err);
}

enum status attention_is_seen(struct study *study, const struct id *entry, bool *seen,
                              struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_SEEN_FIND);
    int64_t found;

    stmt_bind_id(&st, ":uuid", entry);
    if (stmt_run_int(&st, 0, &found, err))
        return err->status;
    *seen = found != 0;
    return STATUS_OK;
}

enum status attention_unseen(struct study *study, const struct id *meeting, size_t *count,
                             struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_SEEN_MISSING);
    int64_t found;

    stmt_bind_id(&st, ":uuid", meeting);
    if (stmt_run_int(&st, 0, &found, err))
        return err->status;
    *count = (size_t)found;
    return STATUS_OK;
}
