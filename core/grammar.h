/* SPDX-License-Identifier: MIT */
/* The typed line: a pure function from a line and what is known to what it
 * means, with the place of every part. docs/guide.md describes the grammar
 * for people; the table of tests in tests/unit/test_grammar.c is its law.
 *
 * A line never fails. What cannot be read as grammar stays prose, and
 * reading.notes say why. */
#ifndef CORE_GRAMMAR_H
#define CORE_GRAMMAR_H

#include "core/change.h"
#include "core/clock.h"
#include "core/code.h"
#include "core/meeting.h"
#include "core/person.h"
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
    bool can_continue;            /* somebody spoke in this item: "... " may go on */
    const bool *open;             /* which codes are open states, beside `codes`; NULL: none */
    int64_t now;                  /* when the line was begun, UTC milliseconds */
    int64_t opened;               /* when the meeting began, UTC milliseconds; TIME_UNKNOWN */
    int32_t offset;               /* seconds east of UTC */
};

enum reading_kind {
    READ_NOTHING,    /* an empty line, or blanks */
    READ_PLAIN,      /* "\" and prose */
    READ_NOTE,       /* [speaker] body with words */
    READ_EVENT,      /* codes without words */
    READ_ATTENDANCE,
    READ_AGENDA,
    READ_PART,
    READ_COMMENT,
    READ_CORRECTION,
    READ_TIME        /* a time alone: it moves the last entry */
};

/* What a stretch of the line was read as, for the screen to colour. */
enum segment_kind {
    SEGMENT_PLAIN,    /* the leading "\" */
    SEGMENT_ESCAPE,   /* the "\" of an escape in the body */
    SEGMENT_TIME,
    SEGMENT_SPEAKER,
    SEGMENT_ADDRESSEE,
    SEGMENT_CONTINUES,
    SEGMENT_CODE,
    SEGMENT_MODIFIERS,
    SEGMENT_COMMENT,  /* the leading double slash */
    SEGMENT_CORRECTION,
    SEGMENT_ATTENDANCE,
    SEGMENT_AGENDA,
    SEGMENT_PART,
    SEGMENT_VERBATIM
};
struct segment {
    enum segment_kind kind;
    struct span at; /* bytes of the line */
};

enum note_severity {
    NOTE_PROSE,    /* something stayed prose: the text says why */
    NOTE_NEEDLESS  /* something is read and changes nothing: a state opened twice */
};
struct reading_note {
    enum note_severity severity;
    struct span at;     /* the bytes it is about */
    char text[120];     /* "two people begin with \"sm\": 283, 291" */
};

struct read_voice {
    enum voice_kind kind;
    int index;         /* into known.people or known.groups; -1: a new person */
    struct span name;  /* the letters of a new person ("@smith" without the "@") */
};

struct read_value {
    int modifier;      /* index into the code's modifiers */
    char *value;       /* owned */
};

struct read_code {
    int code;                  /* index into known.codes */
    enum coding_action action; /* toggles are already resolved by known.open */
    bool needless;             /* "#tn+" of a state that is open, "#tn-" of one that is not */
    struct span at;            /* bytes of the line, with its modifiers */
    struct read_value *values;
    size_t value_count;
};

struct read_movement {
    int person;        /* index into known.people */
    enum movement movement;
    enum attendance_mode mode;
};

enum agenda_step {
    AGENDA_NEXT,   /* ">" */
    AGENDA_END,    /* ">" after the last item: only said */
    AGENDA_ITEM,   /* "> fin": item `item` */
    AGENDA_NEW     /* "> words": a new item of that title after the current one */
};

struct reading {
    enum reading_kind kind;
    bool has_time;               /* a time was typed */
    int64_t at;                  /* the typed time, else known.now */
    bool continues;              /* began with "... " */
    struct read_voice *speakers;
    size_t speaker_count;
    struct read_voice *addressees;
    size_t addressee_count;
    struct str text;             /* the entry's text: codes cut out, escapes resolved */
    struct span *verbatim;       /* byte ranges of `text`, without the quotation marks */
    size_t verbatim_count;
    struct read_code *codes;
    size_t code_count;
    struct read_movement *movements;
    size_t movement_count;
    enum agenda_step step;
    int item;                    /* AGENDA_NEXT, AGENDA_ITEM: index into known.items */
    enum part part;
    struct str old_words, new_words; /* READ_CORRECTION; the new text stands in `text` */
    struct segment *segments;    /* in the order of the line, not overlapping */
    size_t segment_count;
    struct reading_note *notes;
    size_t note_count;
    /* room of the arrays above */
    size_t speaker_room, addressee_room, verbatim_room, code_room, movement_room, segment_room,
        note_room;
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

void reading_release(struct reading *reading);

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
