/* SPDX-License-Identifier: MIT */
/* A change on its way into the study: what the files that write one share. */
#ifndef STORAGE_RECORDING_H
#define STORAGE_RECORDING_H

#include "core/change.h"
#include "storage/idmap.h"
#include "storage/internal.h"
#include "storage/revisions.h"

struct recording {
    struct study *study;
    const struct change *change;
    struct change_row row;
    int64_t meeting;       /* its row */
    int64_t last_sequence; /* of the meeting; 0 until the first new entry asks */
    struct idmap rows;     /* what was looked up or made; kind is the QUERY_ROW_... */
    int retractions;       /* whether anybody has taken words back in it: 0 not asked, 1 yes, -1 no */
};

/* The row of an id, 0 for no id. STATUS_NOT_FOUND: the study has none; `what`
 * names it for the observer. */
NODISCARD enum status recording_row(struct recording *rec, enum query query, const struct id *id,
                                    const char *what, int64_t *row, struct error *err);
/* Lists a person in the meeting who is not on its list and took part. */
NODISCARD enum status recording_lists(struct recording *rec, int64_t person, struct error *err);

/* Places in the order of the meeting are given out in steps. */
enum { SEQUENCE_GAP = 1024 };
/* The sequence of a new entry, where it says; makes room where there is none.
 * (record_place.c) */
NODISCARD enum status recording_place(struct recording *rec, const struct change_entry *entry,
                                      int64_t *sequence, struct error *err);

/* A coding as it is now. */
struct coding_row {
    int64_t row, revision;
    struct id id;
    bool opens;
    int64_t start, len; /* -1: the whole entry */
    int64_t closes;     /* row of the coding that it closes; 0 none */
    char *lost;         /* owned */
};
/* Lists them: QUERY_CODINGS_OF an entry's row, QUERY_CODINGS_CLOSING a coding's.
 * To be ended with codings_free(), also after a failure. */
NODISCARD enum status codings_list(struct recording *rec, enum query query, int64_t of,
                                   struct coding_row **list, size_t *count, struct error *err);
void codings_free(struct coding_row *list, size_t count);
/* A further revision, with what `coding` says and all else as it was. */
NODISCARD enum status coding_copy(struct recording *rec, const struct coding_row *coding,
                                  bool removed, struct error *err);
/* Takes a coding off, and with the opening of a state its end. */
NODISCARD enum status coding_take_off(struct recording *rec, const struct coding_row *coding,
                                      struct error *err);

/* A movement as its revision has it. */
struct movement_rows {
    bool removed;
    int64_t entry, item; /* 0 none */
    const char *movement, *mode, *arrival;
    const char *capacity; /* of MOVE_SITS; else NULL */
};
NODISCARD enum status movement_revision_add(struct recording *rec, int64_t row, int64_t replaces,
                                            const struct movement_rows *movement,
                                            const struct revision *revision, struct error *err);

/* A further revision of an agenda item. */
NODISCARD enum status item_revise(struct recording *rec, const struct change_item *item,
                                  struct error *err);

/* Codings on words of an entry follow a text that was `old`. (record_follow.c) */
NODISCARD enum status record_follow(struct recording *rec, const struct change_entry *entry,
                                    int64_t row, const char *old, struct error *err);
/* What goes with an entry that is taken out: its codings, movements, and the
 * beginning of an item; what was on it is on its heir. */
NODISCARD enum status record_taken_out(struct recording *rec, const struct change_entry *entry,
                                       int64_t row, struct error *err);

NODISCARD enum status record_persons(struct recording *rec, struct error *err);
NODISCARD enum status record_items(struct recording *rec, struct error *err);
NODISCARD enum status record_entries(struct recording *rec, struct error *err);
NODISCARD enum status record_codings(struct recording *rec, struct error *err);
NODISCARD enum status record_movements(struct recording *rec, struct error *err);
NODISCARD enum status record_retractions(struct recording *rec, struct error *err);

#endif
