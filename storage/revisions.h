/* SPDX-License-Identifier: MIT */
/* Revisions: how every file of storage/ that adds to the record writes them.
 * What one change writes bears its version and ids out of its range. */
#ifndef STORAGE_REVISIONS_H
#define STORAGE_REVISIONS_H

#include "core/meeting.h"
#include "storage/internal.h"

/* What new agenda items and set-up are written under. `kind` is 'record',
 * 'setup', 'undo' or 'redo'; *row is the change's, and its revisions get ids
 * from *row << REVISION_BITS and bear *version. */
enum { REVISION_BITS = 20, CODING_BITS = 16 };
/* The first id of the range that belongs to a row. */
static inline int64_t range_first(int64_t row, int bits)
{
    return (int64_t)((uint64_t)row << bits); /* a damaged file may hold any row */
}
struct change_row {
    struct id id;
    int64_t row, version, laptop, recorded;
    int64_t revisions; /* how many it has so far */
};
NODISCARD enum status change_row_add(struct change_row *out, struct study *study,
                                     const struct id *id, const char *kind, int64_t meeting,
                                     int64_t recorded, int64_t undoes, const char *reason,
                                     struct error *err);
/* The row and the id of a revision to be written. */
struct revision {
    int64_t row;
    struct id id;
};
NODISCARD enum status change_row_revision(struct change_row *change, struct revision *revision,
                                          struct error *err);
/* Binds what every revision bears: its row and id, version, who and where, change. */
void change_row_bind(struct stmt *st, const struct study *study, const struct change_row *change,
                     const struct revision *revision);

/* Makes a further revision the current one of its thing, where its version
 * says so; `query` is the QUERY_CURRENT_... of its kind. */
NODISCARD enum status change_row_make_current(struct study *study, enum query query,
                                              int64_t revision, struct error *err);

/* A further revision of an entry, as its revision `source` is but for whether
 * it is retracted (-1: as it was) and which entry it is about (a row; 0: as it
 * was), and makes it current. */
NODISCARD enum status entry_revision_copy(struct study *study, struct change_row *change,
                                          int64_t source, int retracted, int64_t about,
                                          struct error *err);

/* A new agenda item with its first revision; `meeting` is a row. */
NODISCARD enum status agenda_item_add(struct study *study, struct change_row *change,
                                      int64_t meeting, const struct agenda_item *item, int64_t *row,
                                      struct error *err);
/* A further revision of item `row`. */
NODISCARD enum status agenda_revision_add(struct study *study, struct change_row *change,
                                          int64_t row, int64_t replaces,
                                          const struct agenda_item *item, struct error *err);
/* Whether somebody speaks in a revision who has taken back all words in the
 * meeting. (retraction.c) */
NODISCARD enum status retraction_speaks(struct study *study, int64_t meeting, int64_t revision,
                                        bool *speaks, struct error *err);
/* Makes the entries of everybody whose words are taken back in the meeting
 * retracted, and those of whom `touched` (a change's row) has let stand again not. */
NODISCARD enum status retraction_settle(struct study *study, struct change_row *change,
                                        int64_t meeting, int64_t touched, struct error *err);
/* Makes the entries of one person (a row) retracted or not, as they should be. */
NODISCARD enum status retraction_settle_person(struct study *study, struct change_row *change,
                                               int64_t meeting, int64_t person,
                                               struct error *err);

#endif
