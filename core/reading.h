/* SPDX-License-Identifier: MIT */
/* What a typed line means: the value that the grammar fills, the screen shows
 * while one types, and the room turns into a change. */
#ifndef CORE_READING_H
#define CORE_READING_H

#include "core/change.h"
#include "core/person.h"
#include "core/str.h"
#include "core/words.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
    bool persists;               /* the speakers are known.persistent */
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

/* Frees what the reading owns; it is as after = {0}. */
void reading_release(struct reading *reading);

#endif
