/* SPDX-License-Identifier: MIT */
/* The room: a meeting while it runs. It knows the people, codes and agenda,
 * who is present, which states are open, who spoke last, and turns what a
 * line means into a change for storage. Pure: no clock, no file. The live
 * screen and `moot log` both stand on it.
 *
 * A room is loaded by storage (record_load_room) and kept up to date by
 * room_take() and what core/room_change.h holds; after an undo it is loaded
 * again. It owns all its strings. */
#ifndef CORE_ROOM_H
#define CORE_ROOM_H

#include "core/grammar.h"
#include "core/quorum.h"

/* A state that is open now. */
struct open_state {
    int code;           /* index into room.codes */
    struct id coding;   /* the coding that opened it */
    int64_t since;      /* TIME_UNKNOWN */
    bool by_withdrawal; /* opened by a line of attendance: the return of all closes it */
};

/* What the record says about the quorum so far. */
enum quorum_said { QUORUM_UNSAID, QUORUM_MET, QUORUM_LOST };

/* The pool that owns a room's strings. */
struct pool;

struct room {
    struct id meeting;
    struct pool *pool;
    struct role_group *groups;
    size_t group_count, group_room;
    struct person *people;
    size_t person_count, person_room;
    struct presence *presence;      /* beside people: the same count and room */
    struct code *codes;
    size_t code_count, code_room;
    size_t *code_uses;              /* beside codes: how often used in this meeting */
    bool *open;                     /* beside codes: which states are open */
    struct agenda_item *items;
    size_t item_count, item_room;
    size_t current_item;            /* item_count before the first */
    struct open_state *states;      /* in the order of opening */
    size_t state_count, state_room;
    struct quorum_need *needs;
    struct quorum_rule rule;        /* .needs points at needs */
    enum part part;                 /* PART_PUBLIC or PART_PRIVATE */
    bool on_break;
    int64_t break_since;            /* TIME_UNKNOWN: no break, or nobody knows */
    int64_t away;                   /* milliseconds of the breaks that are over, and of the time
                                     * between an end and going on after all */
    enum quorum_said quorum_said;
    int next_number;                /* the study id the next new person is likely to get */
    /* the observer's last entry, for corrections, times and comments */
    struct id last_entry;           /* none: nothing typed yet */
    char *last_text;                /* owned */
    int64_t last_at;
    enum entry_kind last_kind;
    struct change_entry *last;      /* a copy of it, to revise; owned; NULL none */
    struct voice *last_speakers;    /* of the last note of this item that had any; owned */
    size_t last_speaker_count;
    int64_t opened;                 /* when it was first opened live; TIME_UNKNOWN */
    int64_t convened;               /* when the meeting began, if the observer came later or
                                     * opened it early; TIME_UNKNOWN */
    int32_t offset;                 /* seconds east */
};

/* An empty room; room_release() frees all it owns. */
void room_init(struct room *room, const struct id *meeting);
void room_release(struct room *room);

/* For whoever fills a room: a copy of `text` that lives as long as the room;
 * NULL gives NULL. */
const char *room_keep(struct room *room, const char *text);
/* Likewise `count` times `size` zeroed bytes, aligned for anything: the arrays
 * of aliases, modifiers and choices. */
void *room_keep_array(struct room *room, size_t count, size_t size);
/* Each appends a zeroed row (and what stands beside it) and returns it. */
struct role_group *room_add_group(struct room *room);
struct person *room_add_person(struct room *room);
struct code *room_add_code(struct room *room);
struct agenda_item *room_add_item(struct room *room); /* current_item stays before the first */

/* What a line typed now can refer to; borrowed from the room until it changes. */
struct known room_known(const struct room *room, int64_t now);

/* What room_take() has to say to the observer, for the status line. */
struct room_said {
    char text[160]; /* "" nothing */
};

/* Turns `reading` (made with this room's known) into *change, which must be
 * empty (change_init) and may stay empty where the line changes nothing
 * (a ">" after the last item), and brings the room up to date. `line` is the
 * line that was read. An exclusive state closes its predecessor of the same
 * group. The entry's time is reading->at. */
void room_take(struct room *room, const struct reading *reading, const char *line,
               struct change *change, struct room_said *said);

/* A bare event by hot key at `at`: code `code` (index), toggled if a state. */
void room_take_code(struct room *room, int code, int64_t at, struct change *change,
                    struct room_said *said);

/* The revision of `coding`, one that an earlier change of this room has made,
 * with other modifiers: values[i] is of modifier i of its code; NULL none. */
void room_set_values(const struct room *room, const struct change_coding *coding,
                     const char *const *values, struct change *change);

/* Gives person `person` (index) role group `group` (index; -1 unknown). */
void room_set_role_group(struct room *room, int person, int group, struct change *change);

/* The revision of the entry described by `entry` (owned by the caller, id and
 * revises set), its text and voices as `reading` has them: for editing an
 * earlier entry. Codes of the reading are added as new codings. */
void room_revise(struct room *room, const struct change_entry *entry,
                 const struct reading *reading, const char *line, struct change *change,
                 struct room_said *said);

/* The revision of `entry`, as the record or the room has it, `by` milliseconds
 * later; the item or the states that began with it move along. One without a
 * time stays. */
void room_shift(struct room *room, const struct change_entry *entry, int64_t by,
                struct change *change);

/* Closes all open states at `at`, marked "closed by the end". */
void room_end(struct room *room, int64_t at, struct change *change);

/* How long the meeting has been sitting at `now`, without its breaks;
 * TIME_UNKNOWN where its beginning is not known. */
int64_t room_sat(const struct room *room, int64_t now);

/* The present arithmetic. */
struct quorum room_quorum(const struct room *room);
/* Appends "7 of 8": voting members and how many are needed; of a role group
 * where that is what is missing. */
void room_quorum_count(const struct room *room, const struct quorum *quorum, struct str *out);

/* Indexes by id; -1 when unknown. */
int room_find_person(const struct room *room, const struct id *id);
int room_find_group(const struct room *room, const struct id *id);
int room_find_code(const struct room *room, const struct id *id);
int room_find_item(const struct room *room, const struct id *id);

/* Appends the voices as a screen shows them: "283, 60" and " > all". */
void room_voices(const struct room *room, struct str *out, const struct voice *speakers,
                 size_t speaker_count, const struct voice *addressees, size_t addressee_count);

#endif
