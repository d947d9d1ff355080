/* SPDX-License-Identifier: MIT */
/* The hybrid logical clock: milliseconds above, a counter below. A counter
 * that runs over carries into the milliseconds, so versions still grow. */
#include "core/hlc.h"

enum { COUNTER_BITS = 16 };

/* Wall clocks beyond the year 5138 are not believed: one row of a damaged
 * study must not use up the numbers that are left to grow into. */
static const int64_t wall_limit = 100000000000000;

void hlc_see(struct hlc *hlc, int64_t version)
{
    if (version > hlc->last && hlc_wall(version) <= wall_limit)
        hlc->last = version;
}

int64_t hlc_next(struct hlc *hlc, int64_t now)
{
    int64_t wall = now < 0 ? 0 : now > wall_limit ? wall_limit : now;
    int64_t version = wall * (1 << COUNTER_BITS);

    hlc->last = version > hlc->last ? version : hlc->last + 1;
    return hlc->last;
}

int64_t hlc_wall(int64_t version)
{
    return version < 0 ? 0 : version / (1 << COUNTER_BITS);
}
