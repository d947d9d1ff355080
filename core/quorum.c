/* SPDX-License-Identifier: MIT */
/* Quorum and attendance arithmetic: one pass over the people, one over the
 * groups that the rule names. */
#include "core/quorum.h"

bool presence_is_here(const struct presence *presence)
{
    if (!presence->known)
        return presence->expected || presence->spoke;
    return presence->last == MOVE_ARRIVED || (presence->last == MOVE_WITHDREW && presence->over);
}

bool presence_is_withdrawn(const struct presence *presence)
{
    return presence->known && presence->last == MOVE_WITHDREW && !presence->over;
}

/* Whether the person has a seat with a vote, be it empty. */
static bool has_vote(const struct presence *presence)
{
    return presence->capacity != CAPACITY_ATTENDING && (presence->known || presence->expected);
}

static bool votes(const struct presence *presence)
{
    return has_vote(presence) && presence_is_here(presence);
}

/* The index of the first need that is not met, and how many there are of it;
 * -1 when all are. */
static int first_short(const struct presence *people, size_t count, const struct quorum_rule *rule,
                       int *there)
{
    for (size_t n = 0; n < rule->need_count; n++) {
        int voting = 0;

        for (size_t i = 0; i < count; i++)
            voting += people[i].role_group == rule->needs[n].role_group && votes(&people[i]);
        if (voting < rule->needs[n].number) {
            *there = voting;
            return (int)n;
        }
    }
    return -1;
}

struct quorum quorum_count(const struct presence *people, size_t count,
                           const struct quorum_rule *rule)
{
    struct quorum quorum = { .met = true, .short_of = -1 };

    for (size_t i = 0; i < count; i++) {
        quorum.expected += people[i].expected;
        quorum.present += presence_is_here(&people[i]);
        quorum.guests += !people[i].expected && presence_is_here(&people[i]);
        quorum.voting += votes(&people[i]);
        quorum.withdrawn += presence_is_withdrawn(&people[i]);
        quorum.known |= has_vote(&people[i]);
    }
    quorum.known &= rule != NULL && (rule->number > 0 || rule->need_count > 0);
    if (rule != NULL) {
        quorum.needed = rule->number;
        quorum.short_of = first_short(people, count, rule, &quorum.short_voting);
        quorum.met = quorum.voting >= rule->number && quorum.short_of < 0;
    }
    return quorum;
}
