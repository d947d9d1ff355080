/* SPDX-License-Identifier: MIT */
/* Quorum and attendance arithmetic: who is in the room, and whether the body
 * may decide. The rule is the body's: a number of voting members, and
 * optionally a number for each of some role groups. Who withdrew for a
 * conflict of interest does not count until that item is over; who attends by
 * phone or online does. */
#ifndef CORE_QUORUM_H
#define CORE_QUORUM_H

#include "core/person.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One person at a meeting. */
struct presence {
    int role_group;         /* index; -1 unknown */
    enum capacity capacity;
    bool expected;          /* stands on the list of the meeting */
    bool spoke;             /* is not on the list, and has taken part: present, without a vote */
    bool known;             /* a movement was noted; else an expected person is present */
    enum movement last;     /* the last movement, where `known` */
    bool over;              /* MOVE_WITHDREW: the item is over, so the person counts again, though
                             * nobody has noted the return */
    enum attendance_mode mode;
    enum capacity listed;   /* the capacity that the list gives; `capacity` is that of now */
    int64_t since;          /* of the last movement; TIME_UNKNOWN: none, or set-up */
};

struct quorum_need {
    int role_group; /* index */
    int number;
};

struct quorum_rule {
    int number;     /* voting members needed; 0: no rule */
    const struct quorum_need *needs;
    size_t need_count;
};

struct quorum {
    int expected;   /* people on the list */
    int present;    /* of all, in the room or on the line, not withdrawn */
    int guests;     /* of those, how many are not on the list */
    int voting;     /* of those, voting members and chair */
    int withdrawn;
    int needed;     /* the rule's number; 0: no rule */
    bool met;       /* true without a rule */
    bool known;     /* there is a rule, and somebody who votes: else it says nothing */
    int short_of;   /* index into the rule's needs of the first group too few; -1 none */
    int short_voting; /* of that group, how many there are */
};

/* Whether a person counts as present. */
bool presence_is_here(const struct presence *presence);

/* Whether a person withdrew for the item that is on. */
bool presence_is_withdrawn(const struct presence *presence);

/* Counts `count` people against `rule` (NULL: no rule). */
struct quorum quorum_count(const struct presence *people, size_t count,
                           const struct quorum_rule *rule);

#endif
