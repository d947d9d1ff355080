/* SPDX-License-Identifier: MIT */
/* A shift as it is typed: a number of entries, a sign, a length of time. */
#include "core/shift.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

static const char *skip_blanks(const char *at)
{
    while (*at == ' ')
        at++;
    return at;
}

static bool number(const char **at, int64_t most, int64_t *value)
{
    const char *start = *at;

    for (*value = 0; **at >= '0' && **at <= '9'; ++*at) {
        *value = *value * 10 + (**at - '0');
        if (*value > most)
            return false;
    }
    return *at > start;
}

/* "1h2m3s", from the greatest unit to the smallest. */
static bool length(const char **at, int64_t *by)
{
    static const struct {
        char sign;
        int64_t unit;
    } units[] = { { 'h', HOUR }, { 'm', MINUTE }, { 's', SECOND } };
    int64_t value, unit = SECOND; /* of a number without a sign */
    size_t next = 0;

    *by = 0;
    while (number(at, 99999, &value)) {
        size_t i = next;

        while (i < 3 && units[i].sign != **at)
            i++;
        if (i == 3) { /* no sign: the next smaller unit, at the end alone */
            *by += value * unit;
            return unit > 0 && *by <= DAY;
        }
        *by += value * units[i].unit;
        unit = i < 2 ? units[i + 1].unit : 0;
        next = i + 1;
        ++*at;
    }
    return *by > 0 && *by <= DAY;
}

bool shift_read(const char *text, struct shift *shift)
{
    const char *at = skip_blanks(text);
    int64_t count = 0;
    bool back;

    if (*at != '+' && *at != '-') {
        if (!number(&at, 1000000, &count) || count == 0 || *at != ' ')
            return false;
        at = skip_blanks(at);
    }
    if (*at != '+' && *at != '-')
        return false;
    back = *at++ == '-';
    if (!length(&at, &shift->by) || shift->by == 0 || *skip_blanks(at) != '\0')
        return false;
    shift->count = (size_t)count;
    if (back)
        shift->by = -shift->by;
    return true;
}
