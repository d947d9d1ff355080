/* SPDX-License-Identifier: MIT */
/* Entries moved in time together: what an observer types for it, "-20s" or
 * "12 +1m30". */
#ifndef CORE_SHIFT_H
#define CORE_SHIFT_H

#include "core/attr.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct shift {
    size_t count; /* the last so many entries; 0: none was typed */
    int64_t by;   /* milliseconds, never 0 */
};

/* Reads "[COUNT ]SIGN time", the time in hours, minutes and seconds: "-20s",
 * "+1m30", "-1h", "5 -1h2m3s". A last number without a unit is of the next
 * smaller one, seconds where it stands alone. False: it is nothing of the
 * kind, is nothing at all, or is more than a day. */
NODISCARD bool shift_read(const char *text, struct shift *shift);

#endif
