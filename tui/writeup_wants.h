/* SPDX-License-Identifier: MIT */
/* What wants attention in a meeting that is written up, entry by entry. */
#ifndef TUI_WRITEUP_WANTS_H
#define TUI_WRITEUP_WANTS_H

#include "core/entry.h"
#include "storage/attention.h"
#include "tui/draw.h"

/* The kinds of storage/attention.h in their order, and one more. */
enum { WANT_DRAFT = ATTENTION_KINDS, WANTS }; /* an edit that was not saved */

struct wants {
    struct wanting {
        int64_t sequence;
        unsigned bits; /* 1 << kind */
    } * entry;         /* ascending; only those that want something */
    size_t entry_count, entry_room;
    size_t count[WANTS];
};

NODISCARD enum status wants_load(struct wants *out, struct study *study, const struct id *meeting,
                                 struct error *err);
void wants_release(struct wants *wants);

/* The entry after (or before) `sequence` that wants it; 0 none. */
int64_t wants_next(const struct wants *wants, int want, int64_t sequence, bool back);
/* Whether the entry there was looked at. */
bool wants_is_looked(const struct wants *wants, int64_t sequence);
/* It is from now on. */
void wants_looked(struct wants *wants, int64_t sequence);

/* "3 events without words". */
void wants_say(struct str *out, int want, size_t count);
/* The rows above the notes; `chosen` stands out. */
void wants_show(const struct wants *wants, int chosen, struct styled *out);
/* The first that there is something of; WANTS none. */
int wants_first(const struct wants *wants, int from);

#endif
