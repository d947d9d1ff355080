/* SPDX-License-Identifier: MIT */
/* Memos: longer reflections on the study, a meeting, an entry or a code. They
 * are changed in place, and one that is taken away stays in the file. */
#ifndef STORAGE_MEMOS_H
#define STORAGE_MEMOS_H

#include "core/id.h"
#include "storage/study.h"
#include <stddef.h>
#include <stdint.h>

enum memo_on { MEMO_STUDY, MEMO_MEETING, MEMO_ENTRY, MEMO_CODE };

struct memo {
    struct id id;
    enum memo_on on;
    struct id about; /* the meeting, entry or code; none for the study */
    const char *title, *text;
    const char *observer;     /* initials of who wrote it last, */
    struct id observer_id;    /* who that is */
    int64_t created, changed; /* UTC milliseconds */
};

struct memos_store;
struct memos {
    struct memo *memo; /* oldest first; strings are the list's */
    size_t count;
    struct memos_store *store;
};

/* Those on one thing (`about` is not looked at for the study). */
NODISCARD enum status memos_load(struct memos *out, struct study *study, enum memo_on on,
                                 const struct id *about, struct error *err);
/* Those on a meeting and on its entries, the meeting's first, then in the order
 * of the entries. */
NODISCARD enum status memos_load_meeting(struct memos *out, struct study *study,
                                         const struct id *meeting, struct error *err);
void memos_release(struct memos *memos);

/* Adds one; *id, when not NULL, tells which. Title and text are cleaned; one
 * without a word in either is refused: STATUS_INPUT. */
NODISCARD enum status memo_add(struct study *study, enum memo_on on, const struct id *about,
                               const char *title, const char *text, struct id *id,
                               struct error *err);
NODISCARD enum status memo_change(struct study *study, const struct id *memo, const char *title,
                                  const char *text, struct error *err);
/* Takes it away, or (`back`) brings it back. */
NODISCARD enum status memo_remove(struct study *study, const struct id *memo, bool back,
                                  struct error *err);

#endif
