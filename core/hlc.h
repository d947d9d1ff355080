/* SPDX-License-Identifier: MIT */
/* The hybrid logical clock that numbers revisions (Kulkarni, Demirbas and
 * others, "Logical Physical Clocks", 2014): 48 bits of UTC milliseconds, 16
 * bits of a counter. Versions of one laptop only grow, also when its wall
 * clock is set back; versions of several laptops are ordered by what each had
 * seen. Ties are settled by the laptop's id. */
#ifndef CORE_HLC_H
#define CORE_HLC_H

#include <stdint.h>

struct hlc {
    int64_t last; /* the greatest version given or seen */
};

/* Takes note of a version seen: the next one given will be greater. */
void hlc_see(struct hlc *hlc, int64_t version);

/* The next version at wall clock `now` (UTC milliseconds). */
int64_t hlc_next(struct hlc *hlc, int64_t now);

/* The wall clock part of a version, UTC milliseconds. */
int64_t hlc_wall(int64_t version);

#endif
