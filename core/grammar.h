/* SPDX-License-Identifier: MIT */
/* The typed line: a pure function from a line and what is known to what it
 * means, with the place of every part. docs/guide.md describes the grammar
 * for people; the table of tests in tests/unit/core/grammar_table.h is its law.
 *
 * A line never fails. What cannot be read as grammar stays prose, and
 * reading.notes say why. */
#ifndef CORE_GRAMMAR_H
#define CORE_GRAMMAR_H

#include "core/clock.h"
#include "core/code.h"
#include "core/meeting.h"
#include "core/person.h"
#include "core/reading.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a line can refer to. Borrowed for the call. */
struct known {
    const struct role_group *groups;
    size_t group_count;
    const struct person *people;  /* of the study; beginnings match those `here` */
    size_t person_count;
    const struct code *codes;     /* retired ones are not read */
    size_t code_count;
    const struct agenda_item *items;
    size_t item_count;
    size_t current_item;          /* index into items; item_count before the first */
    const char *last_text;        /* the observer's last entry, for s/old/new/; NULL none */
    const struct read_voice *persistent; /* who speaks in a note that does not say who; indexes
                                          * into people and groups */
    size_t persistent_count;      /* 0: nobody */
    bool can_continue;            /* somebody spoke in this item: "... " may go on */
    const bool *open;             /* which codes are open states, beside `codes`; NULL: none */
    int64_t now;                  /* when the line was begun, UTC milliseconds */
    int64_t ago;                  /* milliseconds that were taken off `now`: a typed time counts
                                   * without */
    int64_t opened;               /* when the meeting began, UTC milliseconds; TIME_UNKNOWN */
    int32_t offset;               /* seconds east of UTC */
};

/* Reads one line of `len` bytes (valid UTF-8 in NFC, no line ends) into
 * *reading, which must be zeroed or released and is the caller's to release.
 * Pure: the same line and the same known give the same reading. */
void grammar_read(struct reading *reading, const char *line, size_t len,
                  const struct known *known);

/* A reading of text that is not to be read for grammar (pasted, imported):
 * all of it is the text of a note. */
void grammar_read_plain(struct reading *reading, const char *line, size_t len,
                        const struct known *known);

/* What Tab can put at the cursor. */
struct completion {
    struct span replaces; /* bytes of the line */
    char *with;           /* owned; "#ch " or "283: " */
    char *shows;          /* owned; "ch  Challenge from members" */
    char *explains;       /* owned; the definition, or the role group */
};
struct completions {
    struct completion *item;
    size_t count, room;
};

/* Appends what fits at byte `cursor` of the line, best first: codes after
 * "#" (by key, then by any word of the name), choices inside a code's
 * bracket, people at the start of the line, after ">" in a speaker's part
 * and after a sign of attendance, agenda items after "> ". */
void grammar_complete(struct completions *out, const char *line, size_t len, size_t cursor,
                      const struct known *known);
void completions_release(struct completions *completions);

#endif
