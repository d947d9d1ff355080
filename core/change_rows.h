/* SPDX-License-Identifier: MIT */
/* What a change can hold, row by row (core/change.h): entries, codings,
 * movements, agenda items, people. Each is new, or a revision of one that is
 * there. */
#ifndef CORE_CHANGE_ROWS_H
#define CORE_CHANGE_ROWS_H

#include "core/id.h"
#include "core/person.h"
#include "core/words.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A range of bytes. */
struct span {
    size_t start, len;
};

/* Where a new entry stands in its meeting. */
enum entry_place { PLACE_LAST, PLACE_BEFORE, PLACE_AFTER };

/* A new entry, or a new revision of one that exists (`revises`). Storage moves
 * codings on words along with a text that changes, unless the change has a
 * revision of the coding itself. */
struct change_entry {
    struct id id;
    bool revises;
    bool removed;          /* taken out; with what stood on it, which the change takes out too */
    bool retracted;        /* its speaker took it back; storage sets it where a speaker of it has
                            * taken back all words in this meeting */
    enum entry_place place; /* of a new one: PLACE_BEFORE and PLACE_AFTER, `beside` which */
    struct id beside;
    struct id heir;        /* removed: comments and memos on it are on this entry now; none */
    enum entry_kind kind;
    int64_t at;            /* UTC milliseconds, TIME_UNKNOWN */
    int32_t offset;        /* seconds east at that time */
    struct id item;        /* agenda item it stands under; none */
    struct id about;       /* comment: the entry it is on; none: the meeting */
    enum part part;        /* ENTRY_PART: what begins; else PUBLIC or PRIVATE, where it stands */
    char *text;            /* NFC; codes cut out, escapes resolved; "" for bare events */
    bool continues;        /* the same speaker went on ("... ") */
    struct voice *speakers;
    size_t speaker_count;
    struct voice *addressees;
    size_t addressee_count;
    struct span *verbatim; /* heard word for word: byte ranges of `text` */
    size_t verbatim_count;
};

struct change_value {
    struct id modifier;
    char *value;
};

/* A code put on an entry, or a new revision of a coding that exists
 * (`revises`; entry and code are then as they were). */
struct change_coding {
    struct id id;
    bool revises;
    bool removed;           /* taken off */
    struct id entry;
    struct id code;
    enum coding_action action;
    bool whole;             /* on the whole entry; else on `words` of its text */
    struct span words;
    bool by_end;            /* a state closed by the end of the meeting */
    struct id closes;       /* CODING_CLOSE: the coding that opened it; none if unknown */
    struct id moves;        /* CODING_OPEN: it takes the place of this one, which is removed: what
                             * closed that closes this; none */
    char *lost;             /* the words that it was on and that are gone, so that it is on the
                             * whole entry until somebody has looked; NULL or "" none */
    struct change_value *values;
    size_t value_count;
};

/* What somebody did, or a new revision of it (`revises`; the person stays). */
struct change_movement {
    struct id id;
    bool revises;
    bool removed;
    struct id entry;  /* the attendance entry; none for what set-up says */
    struct id person;
    enum movement movement;
    enum attendance_mode mode;
    enum arrival arrival;   /* MOVE_ARRIVED */
    enum capacity capacity; /* MOVE_SITS: in which one */
    struct id item;         /* MOVE_WITHDREW: for this item */
};

/* A new agenda item, or what is new about one that exists (`revises`). */
struct change_item {
    struct id id;
    bool revises;
    bool moves;       /* with `revises`: `number` is its new place */
    bool skipped;
    int number;       /* a new item's place; those from there on move down by one */
    char *title, *paper;
    enum purpose purpose;
    bool reached;
    int64_t began;
    struct id entry;  /* the agenda entry that began it; none */
};

/* Somebody new: "@smith: ". Or the role group of somebody who is there
 * (`revises`): the rest is not looked at. A change of nothing else is out of
 * reach of undo, since people are the study's and not the meeting's. */
struct change_person {
    struct id id;
    bool revises;
    int number;       /* proposed; storage gives the next free one if it is taken */
    struct id role_group; /* none: unknown */
    bool to_identify;
    char *alias;      /* identity; NULL none */
};

/* A person takes back all that they said in the meeting, also later on, or
 * lets it stand again. Their entries become retracted, or are so no more. */
struct change_retraction {
    struct id person;
    bool back;        /* lets it stand again */
};

#endif
