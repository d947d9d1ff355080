/* SPDX-License-Identifier: MIT */
/* Places in a meeting: steps after the last entry, the middle between two
 * others, and new steps for all where there is nothing between them. */
#include "storage/recording.h"

static enum status place_last(struct recording *rec, int64_t *sequence, struct error *err)
{
    if (rec->last_sequence == 0) {
        struct stmt st = stmt_begin(rec->study, QUERY_ENTRY_LAST_SEQUENCE);

        stmt_bind_int(&st, ":meeting", rec->meeting);
        if (stmt_run_int(&st, 0, &rec->last_sequence, err))
            return err->status;
    }
    if (rec->last_sequence > INT64_MAX - SEQUENCE_GAP)
        return error_set(err, STATUS_DAMAGED,
                         "no place is left after the last entry: run moot check");
    rec->last_sequence += SEQUENCE_GAP;
    *sequence = rec->last_sequence;
    return STATUS_OK;
}

/* The nearest sequence on one side of another; `none` at the end. */
static enum status neighbour(struct recording *rec, enum query query, int64_t sequence,
                             int64_t none, int64_t *found, struct error *err)
{
    struct stmt st = stmt_begin(rec->study, query);

    stmt_bind_int(&st, ":meeting", rec->meeting);
    stmt_bind_int(&st, ":sequence", sequence);
    return stmt_run_int(&st, none, found, err);
}

static enum status find_gap(struct recording *rec, const struct change_entry *entry, int64_t *low,
                            int64_t *high, struct error *err)
{
    int64_t row, at;
    struct stmt st;

    if (recording_row(rec, QUERY_ROW_ENTRY, &entry->beside, "entry", &row, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_ENTRY_SEQUENCE);
    stmt_bind_int(&st, ":entry", row);
    stmt_bind_int(&st, ":meeting", rec->meeting);
    if (stmt_run_int(&st, 0, &at, err))
        return err->status;
    if (at == 0)
        return error_set(err, STATUS_INPUT, "the entry to stand beside is of another meeting");
    *low = *high = at;
    if (entry->place == PLACE_BEFORE)
        return neighbour(rec, QUERY_SEQUENCE_BEFORE, at, 0, low, err);
    return neighbour(rec, QUERY_SEQUENCE_AFTER, at, 0, high, err);
}

static enum status renumber(struct recording *rec, struct error *err)
{
    struct stmt st = stmt_begin(rec->study, QUERY_SEQUENCES_NEGATE);

    rec->last_sequence = 0;
    stmt_bind_int(&st, ":gap", SEQUENCE_GAP);
    stmt_bind_int(&st, ":meeting", rec->meeting);
    if (stmt_run(&st, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_SEQUENCES_MIRROR);
    stmt_bind_int(&st, ":meeting", rec->meeting);
    return stmt_run(&st, err);
}

enum status recording_place(struct recording *rec, const struct change_entry *entry,
                            int64_t *sequence, struct error *err)
{
    int64_t low = 0, high = 0;

    if (entry->place == PLACE_LAST)
        return place_last(rec, sequence, err);
    if (find_gap(rec, entry, &low, &high, err))
        return err->status;
    if (high == 0) /* there is none after it */
        return place_last(rec, sequence, err);
    if (high - low < 2 && (renumber(rec, err) || find_gap(rec, entry, &low, &high, err)))
        return err->status;
    *sequence = low + (high - low) / 2;
    return STATUS_OK;
}
