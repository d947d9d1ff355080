/* SPDX-License-Identifier: MIT */
/* A change on its way into the study: what the files that write one share. */
#ifndef STORAGE_RECORDING_H
#define STORAGE_RECORDING_H

#include "core/change.h"
#include "storage/idmap.h"
#include "storage/internal.h"

struct recording {
    struct study *study;
    const struct change *change;
    struct change_row row;
    int64_t meeting;       /* its row */
    int64_t last_sequence; /* of the meeting; 0 until the first new entry asks */
    struct idmap rows;     /* what was looked up or made; kind is the QUERY_ROW_... */
};

/* The row of an id, 0 for no id. STATUS_NOT_FOUND: the study has none; `what`
 * names it for the observer. */
NODISCARD enum status recording_row(struct recording *rec, enum query query, const struct id *id,
                                    const char *what, int64_t *row, struct error *err);
/* Lists a person in the meeting who is not on its list and took part. */
NODISCARD enum status recording_lists(struct recording *rec, int64_t person, struct error *err);

NODISCARD enum status record_persons(struct recording *rec, struct error *err);
NODISCARD enum status record_items(struct recording *rec, struct error *err);
NODISCARD enum status record_entries(struct recording *rec, struct error *err);
NODISCARD enum status record_codings(struct recording *rec, struct error *err);
NODISCARD enum status record_movements(struct recording *rec, struct error *err);

#endif
