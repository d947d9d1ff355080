/* SPDX-License-Identifier: MIT */
/* Quorum and attendance arithmetic: one pass over the people, one over the
 * groups that the rule names. */
#include "core/quorum.h"

bool presence_is_here(const struct presence *presence)
{
    return presence->known ? presence->last == MOVE_ARRIVED
                           : presence->expected || presence->spoke;
}

static bool votes(const struct presence *presence)
{
    return presence->capacity != CAPACITY_ATTENDING && (presence->known || presence->expected)
           && presence_is_here(presence);
}

/* The index of the first need that is not met; -1 when all are. */
static int first_short(const struct presence *people, size_t count, const struct quorum_rule *rule)
{
    for (size_t n = 0; n < rule->need_count; n++) {
        int voting = 0;

        for (size_t i = 0; i < count; i++)
            voting += people[i].role_group == rule->needs[n].role_group && votes(&people[i]);
        if (voting < rule->needs[n].number)
            return (int)n;
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
        quorum.withdrawn += people[i].known && people[i].last == MOVE_WITHDREW;
    }
    if (rule != NULL) {
        quorum.needed = rule->number;
        quorum.short_of = first_short(people, count, rule);
        quorum.met = quorum.voting >= rule->number && quorum.short_of < 0;
    }
    return quorum;
}
