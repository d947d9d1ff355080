/* SPDX-License-Identifier: MIT */
/* A time in front of a line: "@14:05", "@14:05:30", "@-2m", "@-20s", "@-1h".
 * A clock time is of the day on which the line was begun, or of the day
 * before when the meeting runs past midnight. What lies ahead is no time. */
#include "core/internal.h"

#include "core/clock.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* Reads `least` to `most` digits at *at and moves it behind them. */
static bool digits(const struct reader *r, size_t *at, size_t least, size_t most, int64_t *value)
{
    size_t i = *at;

    *value = 0;
    while (i < r->end && i - *at < most && r->line[i] >= '0' && r->line[i] <= '9')
        *value = *value * 10 + (r->line[i++] - '0');
    if (i - *at < least)
        return false;
    *at = i;
    return true;
}

static bool sign(const struct reader *r, size_t *at, char c)
{
    if (*at >= r->end || r->line[*at] != c)
        return false;
    ++*at;
    return true;
}

/* "-2m": a while before the line was begun. */
static bool relative(const struct reader *r, size_t *at, int64_t *time)
{
    int64_t number;

    if (!sign(r, at, '-') || !digits(r, at, 1, 5, &number))
        return false;
    if (sign(r, at, 's'))
        number *= SECOND;
    else if (sign(r, at, 'm'))
        number *= MINUTE;
    else if (sign(r, at, 'h'))
        number *= HOUR;
    else
        return false;
    *time = r->known->now + r->known->ago - number;
    return true;
}

/* "14:05:30", as milliseconds of the day; *unit is the finest it says. */
static bool of_day(const struct reader *r, size_t *at, int64_t *time, int64_t *unit)
{
    int64_t hour, minute, second = 0;

    if (!digits(r, at, 1, 2, &hour) || !sign(r, at, ':') || !digits(r, at, 2, 2, &minute))
        return false;
    *unit = MINUTE;
    if (sign(r, at, ':')) {
        if (!digits(r, at, 2, 2, &second))
            return false;
        *unit = SECOND;
    }
    *time = hour * HOUR + minute * MINUTE + second * SECOND;
    return hour < 24 && minute < 60 && second < 60;
}

static int64_t floor_to(int64_t value, int64_t unit)
{
    int64_t rest = value % unit;

    return value - (rest < 0 ? rest + unit : rest);
}

/* The latest such time of day that is not ahead; false when that would be
 * before the meeting was opened. */
static bool place(const struct known *known, int64_t day_time, int64_t unit, int64_t *time)
{
    int64_t east = (int64_t)known->offset * SECOND, now = known->now + known->ago;

    *time = floor_to(now + east, DAY) + day_time - east;
    if (*time <= now)
        return true;
    *time -= DAY;
    return known->opened != TIME_UNKNOWN && *time >= floor_to(known->opened, unit);
}

void read_time(struct reader *r)
{
    size_t at = r->start;
    int64_t time, unit;

    if (r->known->now == TIME_UNKNOWN || !sign(r, &at, '@'))
        return;
    if (at < r->end && r->line[at] == '-') {
        if (!relative(r, &at, &time))
            return;
        unit = 0;
    } else if (!of_day(r, &at, &time, &unit)) {
        return;
    }
    if (at < r->end && blank_at(r->line, at, r->end) == 0)
        return;
    if (unit > 0 && !place(r->known, time, unit, &time)) {
        reader_note(r, NOTE_PROSE, r->start, at, "%.*s is still to come", (int)(at - r->start - 1),
                    r->line + r->start + 1);
        return;
    }
    reader_segment(r, SEGMENT_TIME, r->start, at);
    r->out->has_time = true;
    r->out->at = time;
    r->start = skip_blanks(r->line, at, r->end);
}
