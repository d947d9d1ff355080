/* SPDX-License-Identifier: MIT */
/* A body's rule of quorum as it is typed:
 *
 *   8, gp 4, nurse 1
 *
 * Between commas stand how many voting members are needed, and how many of
 * them must be of a role group, number and group in either order. Pure. */
#ifndef CORE_QUORUM_TEXT_H
#define CORE_QUORUM_TEXT_H

#include "core/error.h"
#include "core/quorum.h"
#include "core/str.h"

enum { QUORUM_NEEDS_MOST = 24, QUORUM_NUMBER_MOST = 9999 };

struct quorum_typed {
    int number; /* 0: no rule; the sum of the needs where it was not said */
    struct quorum_need need[QUORUM_NEEDS_MOST];
    size_t needs;
};

/* Reads it; a blank text is no rule. STATUS_INPUT names the part that is no
 * number and no role group, and a group that stands twice. */
NODISCARD enum status quorum_text_read(struct quorum_typed *out, const char *text,
                                       const struct role_group *groups, size_t group_count,
                                       struct error *err);
/* Appends a number, or a number of a group by its key, as above. */
void quorum_text_add(struct str *out, int number, const char *role_group);

#endif
