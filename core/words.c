/* SPDX-License-Identifier: MIT */
/* The fixed words of the record, as tables. The keys are in study files: they
 * are never changed, only added to. */
#include "core/words.h"

#include <string.h>

/* clang-format off */
const struct word meeting_status_words[MEETING_STATUSES] = {
    [MEETING_PLANNED]     = { "planned",     "planned" },
    [MEETING_LIVE]        = { "live",        "live" },
    [MEETING_TO_WRITE_UP] = { "to-write-up", "to write up" },
    [MEETING_CLOSED]      = { "closed",      "closed" },
};

const struct word entry_kind_words[ENTRY_KINDS] = {
    [ENTRY_NOTE]       = { "note",       "note" },
    [ENTRY_EVENT]      = { "event",      "event" },
    [ENTRY_AGENDA]     = { "agenda",     "agenda" },
    [ENTRY_ATTENDANCE] = { "attendance", "attendance" },
    [ENTRY_COMMENT]    = { "comment",    "comment" },
    [ENTRY_PART]       = { "part",       "part" },
};

const struct word purpose_words[PURPOSES] = {
    [PURPOSE_NONE]    = { "",        "" },
    [PURPOSE_DECIDE]  = { "decide",  "decide" },
    [PURPOSE_DISCUSS] = { "discuss", "discuss" },
    [PURPOSE_NOTE]    = { "note",    "note" },
};

const struct word movement_words[MOVEMENTS] = {
    [MOVE_ARRIVED]   = { "arrived",   "arrived" },
    [MOVE_LEFT]      = { "left",      "left" },
    [MOVE_WITHDREW]  = { "withdrew",  "withdrew" },
    [MOVE_APOLOGIES] = { "apologies", "apologies" },
    [MOVE_ABSENT]    = { "absent",    "absent" },
    [MOVE_LATE]      = { "late",      "late" },
    [MOVE_SITS]      = { "sits",      "sits" },
};

const struct word arrival_words[ARRIVALS] = {
    [ARRIVAL_PLAIN] = { "",     "" },
    [ARRIVAL_LATE]  = { "late", "late" },
    [ARRIVAL_BACK]  = { "back", "back" },
};

const struct word mode_words[MODES] = {
    [MODE_ROOM]   = { "room",   "in the room" },
    [MODE_PHONE]  = { "phone",  "by phone" },
    [MODE_ONLINE] = { "online", "online" },
};

const struct word meeting_mode_words[HELD_MODES] = {
    [HELD_UNKNOWN] = { "",       "not noted" },
    [HELD_ROOM]    = { "room",   "in a room" },
    [HELD_ONLINE]  = { "online", "online" },
    [HELD_HYBRID]  = { "hybrid", "in a room and online" },
};

const struct word papers_words[PAPERS] = {
    [PAPERS_UNKNOWN] = { "",     "not noted" },
    [PAPERS_ALL]     = { "all",  "received" },
    [PAPERS_SOME]    = { "some", "received in part" },
    [PAPERS_NONE]    = { "none", "not received" },
};

const struct word capacity_words[CAPACITIES] = {
    [CAPACITY_MEMBER]    = { "member",    "voting member" },
    [CAPACITY_CHAIR]     = { "chair",     "chair" },
    [CAPACITY_ATTENDING] = { "attending", "in attendance" },
};

const struct word part_words[PARTS] = {
    [PART_PUBLIC]  = { "public",  "public part" },
    [PART_PRIVATE] = { "private", "private part" },
    [PART_BREAK]   = { "break",   "break" },
    [PART_RESUME]  = { "resume",  "end of the break" },
};

const struct word coding_action_words[CODING_ACTIONS] = {
    [CODING_POINT] = { "point", "point" },
    [CODING_OPEN]  = { "open",  "opened" },
    [CODING_CLOSE] = { "close", "closed" },
};

const struct starter_role_group starter_role_groups[] = {
    { "gp",    "GP",               "GP" },
    { "nm",    "NHS manager",      "Manager" },
    { "lay",   "lay member",       "Lay member" },
    { "pm",    "practice manager", "Practice manager" },
    { "nurse", "nurse",            "Nurse" },
    { "hd",    "hospital doctor",  "Hospital doctor" },
    { "la",    "local authority",  "Local authority" },
    { "ph",    "public health",    "Public health" },
    { "pub",   "public",           "Public" },
    { "other", "other",            "Person" },
};
const size_t starter_role_group_count = sizeof starter_role_groups / sizeof *starter_role_groups;

const struct starter_function starter_functions[] = {
    { "governing-body", "governing body" },
    { "executive",      "operational/executive group" },
    { "council",        "council of members" },
    { "locality",       "locality group" },
    { "hwb",            "health and wellbeing board" },
    { "committee",      "committee" },
    { "public-event",   "public event" },
    { "other",          "other" },
};
const size_t starter_function_count = sizeof starter_functions / sizeof *starter_functions;
/* clang-format on */

const char *movement_does(enum movement movement, enum arrival arrival, enum capacity capacity)
{
    static const char *const arrives[ARRIVALS] = {
        [ARRIVAL_PLAIN] = "arrives", [ARRIVAL_LATE] = "arrives late", [ARRIVAL_BACK] = "is back"
    };
    static const char *const sits[CAPACITIES] = { [CAPACITY_MEMBER] = "sits as voting member",
                                                  [CAPACITY_CHAIR] = "takes the chair",
                                                  [CAPACITY_ATTENDING] = "sits in attendance" };
    static const char *const does[MOVEMENTS] = {
        [MOVE_LEFT] = "leaves",
        [MOVE_WITHDREW] = "leaves, conflict of interest",
        [MOVE_APOLOGIES] = "sends apologies",
        [MOVE_ABSENT] = "is absent",
        [MOVE_LATE] = "will be late",
    };

    return movement == MOVE_ARRIVED ? arrives[arrival]
           : movement == MOVE_SITS  ? sits[capacity]
                                    : does[movement];
}

int word_find(const struct word *words, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i].key, key) == 0)
            return (int)i;
    }
    return -1;
}
