/* SPDX-License-Identifier: MIT */
/* What wants attention when a meeting is written up, one list from all kinds
 * of it, and the marks of what was looked at. Entries that were taken out or
 * taken back want none. */
#ifndef STORAGE_ATTENTION_H
#define STORAGE_ATTENTION_H

#include "core/id.h"
#include "core/words.h"
#include "storage/study.h"
#include <stddef.h>
#include <stdint.h>

enum attention_kind {
    ATTENTION_PERSON,   /* somebody to identify spoke or came: their first entry */
    ATTENTION_VOICE,    /* a speaker known only by role group */
    ATTENTION_BARE,     /* an event without words */
    ATTENTION_OPEN,     /* a state that was opened and never closed */
    ATTENTION_BY_END,   /* a state that the end of the meeting closed: where it was opened */
    ATTENTION_CONFLICT, /* a conflict of interest was declared (cd), and none managed (cm) after */
    ATTENTION_LOST,     /* a coding whose words are gone */
    ATTENTION_VERBATIM, /* words heard exactly so, in an entry that nobody has looked at */
    ATTENTION_UNSEEN,   /* an entry that nobody has looked at */
    ATTENTION_KINDS
};
/* "bare", "event without words". */
extern const struct word attention_words[ATTENTION_KINDS];

struct attention_row {
    enum attention_kind kind;
    struct id entry;  /* where to look */
    int64_t sequence; /* its place */
    int64_t at;       /* its time, UTC milliseconds; TIME_UNKNOWN */
    int32_t offset;
    struct id person;       /* PERSON; none */
    struct id role_group;   /* VOICE; none */
    struct id code, coding; /* OPEN, BY_END, CONFLICT, LOST; none */
    const char *text;       /* LOST: the words that are gone; else those of the entry */
};

struct attention_store;
struct attention {
    struct attention_row *row; /* by kind, then in the order of the entries */
    size_t count;
    size_t counts[ATTENTION_KINDS];
    int64_t ended; /* when the meeting ended; TIME_UNKNOWN */
    struct attention_store *store;
};

/* Loads it; the caller ends *out with attention_release(). */
NODISCARD enum status attention_load(struct attention *out, struct study *study,
                                     const struct id *meeting, struct error *err);
void attention_release(struct attention *attention);

/* How long there is until notes have to be written up, 24 hours after the end,
 * in milliseconds; negative: overdue. TIME_UNKNOWN for an unknown end. */
int64_t attention_left(int64_t ended, int64_t now);

/* Marks an entry as looked at, or not (for who wants to come back to it). Marks
 * are no changes: they cannot be undone, and closed meetings take them too. */
NODISCARD enum status attention_see(struct study *study, const struct id *entry, bool seen,
                                    struct error *err);
/* Marks all entries of a meeting as looked at. */
NODISCARD enum status attention_see_all(struct study *study, const struct id *meeting,
                                        struct error *err);
/* Whether it was; and how many of a meeting were not. */
NODISCARD enum status attention_is_seen(struct study *study, const struct id *entry, bool *seen,
                                        struct error *err);
NODISCARD enum status attention_unseen(struct study *study, const struct id *meeting, size_t *count,
                                       struct error *err);

#endif
