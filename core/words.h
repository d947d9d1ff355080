/* SPDX-License-Identifier: MIT */
/* The fixed words of the record, each list a table: what the study file
 * stores (the key), what a screen or an export shows (the name). Role groups
 * and body functions start from a table here and are the study's own rows
 * afterwards. */
#ifndef CORE_WORDS_H
#define CORE_WORDS_H

#include "core/attr.h"
#include <stdbool.h>
#include <stddef.h>

enum meeting_status { MEETING_PLANNED, MEETING_LIVE, MEETING_TO_WRITE_UP, MEETING_CLOSED,
                      MEETING_STATUSES };

enum entry_kind { ENTRY_NOTE, ENTRY_EVENT, ENTRY_AGENDA, ENTRY_ATTENDANCE, ENTRY_COMMENT,
                  ENTRY_PART, ENTRY_KINDS };
/* ENTRY_PART is the line that begins a private or public part, a break or
 * its end: the design counts it to the agenda. */

enum purpose { PURPOSE_NONE, PURPOSE_DECIDE, PURPOSE_DISCUSS, PURPOSE_NOTE, PURPOSES };

/* What one movement of a person says. */
enum movement { MOVE_ARRIVED, MOVE_LEFT, MOVE_WITHDREW, MOVE_APOLOGIES, MOVE_ABSENT, MOVE_LATE,
                MOVE_SITS, MOVEMENTS };
/* MOVE_LATE: expected, not here yet, and will come. MOVE_SITS: nobody comes or
 * goes, a person sits in another capacity from now on: takes the chair. */

/* How somebody arrived: as one does, after having been expected in vain, or
 * after having left or withdrawn. */
enum arrival { ARRIVAL_PLAIN, ARRIVAL_LATE, ARRIVAL_BACK, ARRIVALS };

enum attendance_mode { MODE_ROOM, MODE_PHONE, MODE_ONLINE, MODES };

/* In which capacity a person sits in a body or a meeting. */
enum capacity { CAPACITY_MEMBER, CAPACITY_CHAIR, CAPACITY_ATTENDING, CAPACITIES };
/* member: voting member; chair: votes too; attending: in attendance, no vote */

enum part { PART_PUBLIC, PART_PRIVATE, PART_BREAK, PART_RESUME, PARTS };

/* What a coding does to a state code. */
enum coding_action { CODING_POINT, CODING_OPEN, CODING_CLOSE, CODING_ACTIONS };

/* How a meeting is held. */
enum meeting_mode { HELD_UNKNOWN, HELD_ROOM, HELD_ONLINE, HELD_HYBRID, HELD_MODES };

/* Whether the observer had the papers. */
enum papers { PAPERS_UNKNOWN, PAPERS_ALL, PAPERS_SOME, PAPERS_NONE, PAPERS };

/* The key and the name of one value. */
struct word {
    const char *key;  /* as the study file stores it, and --json prints it */
    const char *name; /* as people read it */
};

extern const struct word meeting_status_words[MEETING_STATUSES];
extern const struct word entry_kind_words[ENTRY_KINDS];
extern const struct word purpose_words[PURPOSES];
extern const struct word movement_words[MOVEMENTS];
extern const struct word arrival_words[ARRIVALS];
extern const struct word mode_words[MODES];
extern const struct word meeting_mode_words[HELD_MODES];
extern const struct word papers_words[PAPERS];
extern const struct word capacity_words[CAPACITIES];
extern const struct word part_words[PARTS];
extern const struct word coding_action_words[CODING_ACTIONS];

/* What a movement reads like behind a person: "arrives late", "takes the
 * chair". `arrival` counts for MOVE_ARRIVED, `capacity` for MOVE_SITS. */
const char *movement_does(enum movement movement, enum arrival arrival, enum capacity capacity);

/* The index of `key` among `count` words; -1 when none has it. */
NODISCARD int word_find(const struct word *words, size_t count, const char *key);

/* The role groups and functions of a new study. */
struct starter_role_group {
    const char *key;   /* what is typed after "?": "gp" */
    const char *name;  /* "NHS manager" */
    const char *label; /* before "ID 60" in exports: "Manager" */
};
struct starter_function {
    const char *key;  /* "governing-body" */
    const char *name; /* "governing body" */
};
extern const struct starter_role_group starter_role_groups[];
extern const size_t starter_role_group_count;
extern const struct starter_function starter_functions[];
extern const size_t starter_function_count;

#endif
