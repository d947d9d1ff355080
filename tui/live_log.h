/* SPDX-License-Identifier: MIT */
/* The log of the live screen: a window on the entries of the meeting. */
#ifndef TUI_LIVE_LOG_H
#define TUI_LIVE_LOG_H

#include "core/entry.h"
#include "core/room.h"
#include "tui/draw.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct live;

/* One entry as the log shows it. */
struct log_row {
    struct id id;
    int64_t sequence;   /* its place; 0 until it was read back from the study */
    uint64_t change;    /* the writer's change that must be durable first; 0: it is on disk */
    int64_t at;         /* UTC milliseconds, TIME_UNKNOWN */
    int32_t offset;     /* seconds east */
    enum entry_kind kind;
    size_t lost;        /* codings whose words are gone, as the study had it last */
    struct styled chips; /* its codes */
    struct styled body; /* speaker, words, chips, in their roles */
};

/* An entry out of the window that was revised and is not yet durable. */
struct log_away {
    struct id id;
    uint64_t change;
    size_t lost; /* codings whose words were gone before */
};

/* A window on the entries of the meeting: what the screen shows and about a
 * page on each side, however long the meeting is. The row shown last is
 * `bottom`; nothing selected means that the newest entry stays in view. */
struct log {
    struct log_row *row;
    size_t count, room;
    bool from_start;  /* there is no entry before the first row */
    bool to_end;      /* there is none after the last */
    bool selecting;
    size_t selected;
    size_t bottom;
    size_t top;       /* the row shown first, as painted last */
    int height, columns; /* as painted last */
    struct log_away *away;
    size_t away_count, away_room;
};

enum { LOG_PAGE = 100, LOG_ROWS = 400 };

/* Loads the last entries of the meeting. */
NODISCARD enum status log_load(struct live *live, struct error *err);
/* Likewise those alone that the screen can show, and log_fill() what is missing
 * of a page, once they are seen. */
NODISCARD enum status log_load_seen(struct live *live, struct error *err);
NODISCARD enum status log_fill(struct live *live, struct error *err);
/* Reads new entries that another program wrote. */
NODISCARD enum status log_follow(struct live *live, struct error *err);
/* Shows a change that is about to be given to the writer as number `number`. */
void log_add(struct live *live, const struct change *change, uint64_t number);
/* Reads back what has become durable, and marks it. */
NODISCARD enum status log_saved(struct live *live, uint64_t saved, struct error *err);
/* Moves the selection by `by` rows; from no selection, up begins at the last
 * row. Down from the last row ends selecting. */
NODISCARD enum status log_select(struct live *live, long by, struct error *err);
NODISCARD enum status log_select_first(struct live *live, struct error *err);
/* Loads the entries around one whose place is `sequence`, and selects it; the
 * newest ones where it is gone. */
NODISCARD enum status log_select_entry(struct live *live, const struct id *id, int64_t sequence,
                                       struct error *err);
/* Back to the newest entry, nothing selected. */
NODISCARD enum status log_select_none(struct live *live, struct error *err);
void log_release(struct log *log);

/* Fills a row from an entry; strings are copied. `adds`: the entry's codings
 * are new ones, beside those that the row has. */
void log_row_fill(struct log_row *row, const struct room *room, const struct entry *entry,
                  bool adds);
/* The same from a change that is not in the study yet: entry number `index` of
 * its entries. */
void log_row_change(struct log_row *row, const struct room *room, const struct change *change,
                    size_t index);
void log_row_release(struct log_row *row);
/* How many codings of an entry are on words that are gone. */
size_t log_lost_codings(const struct entry *entry);
/* Appends the chip of a coding. */
void live_add_chip(struct styled *out, const struct room *room, const struct coding *coding);

#endif
