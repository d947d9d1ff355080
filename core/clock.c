/* SPDX-License-Identifier: MIT */
/* Time. Asking the system stands first, calendar arithmetic after it: whole
 * numbers all the way, since a time may come from a file and be anything. */
#include "core/clock.h"

#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const int64_t second_ms = 1000;
static const int64_t day_ms = 86400000;
/* What can be printed: the years 0000 to 9999. */
static const int64_t first_ms = -62167219200000;
static const int64_t last_ms = 253402300799999;

/* Sums that stop at the ends of the range instead of running over. */
static int64_t plus(int64_t a, int64_t b)
{
    if (b > 0 && a > INT64_MAX - b)
        return INT64_MAX;
    if (b < 0 && a < INT64_MIN - b)
        return INT64_MIN;
    return a + b;
}

static int64_t minus(int64_t a, int64_t b)
{
    return b == INT64_MIN ? plus(plus(a, INT64_MAX), 1) : plus(a, -b);
}

/* --- asking the system --------------------------------------------------------- */

/* The clocks as a test or MOOT_CLOCK has set them; the one state of this file. */
static struct {
    bool fixed;
    int64_t wall, boot; /* where fixed */
    bool shifted;
    int64_t ahead;     /* where shifted: wall clock less boot clock */
    const char *moves; /* a file with two numbers: how far the clocks were moved; NULL none */
} setting;
static pthread_once_t setting_once = PTHREAD_ONCE_INIT;

static int64_t ask(clockid_t id)
{
    struct timespec now;

    if (clock_gettime(id, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * second_ms + now.tv_nsec / 1000000;
}

static void read_setting(void)
{
    const char *text = getenv("MOOT_CLOCK");
    char *end;
    intmax_t wall;

    if (text == NULL || *text == '\0')
        return;
    errno = 0;
    wall = strtoimax(text, &end, 10);
    if (errno != 0 || (*end != '\0' && *end != '@') || wall < first_ms || wall > last_ms)
        return;
    if (*end == '@')
        setting.moves = end + 1;
    setting.shifted = true;
    setting.ahead = wall - ask(CLOCK_BOOTTIME);
}

/* How far a test has moved the wall clock and the boot clock by now. */
static void read_moves(int64_t *wall, int64_t *boot)
{
    FILE *file = setting.moves != NULL ? fopen(setting.moves, "re") : NULL;

    *wall = *boot = 0;
    if (file == NULL)
        return;
    if (fscanf(file, "%" SCNd64 " %" SCNd64, wall, boot) != 2)
        *wall = *boot = 0;
    fclose(file);
}

int64_t clock_wall(void)
{
    int64_t wall, boot;

    pthread_once(&setting_once, read_setting);
    if (setting.fixed)
        return setting.wall;
    if (!setting.shifted)
        return ask(CLOCK_REALTIME);
    read_moves(&wall, &boot);
    return plus(setting.ahead + ask(CLOCK_BOOTTIME), wall);
}

int64_t clock_boot(void)
{
    int64_t wall, boot;

    pthread_once(&setting_once, read_setting);
    if (setting.fixed)
        return setting.boot;
    read_moves(&wall, &boot);
    return plus(ask(CLOCK_BOOTTIME), boot);
}

int64_t clock_slept(void)
{
    return setting.fixed ? 0 : minus(clock_boot(), ask(CLOCK_MONOTONIC));
}

void clock_set(int64_t wall, int64_t boot)
{
    setting.wall = wall;
    setting.boot = boot;
    setting.fixed = true;
}

struct timespec clock_deadline(int64_t milliseconds)
{
    struct timespec when = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &when);
    when.tv_sec += (time_t)(milliseconds / 1000);
    when.tv_nsec += (long)(milliseconds % 1000) * 1000000;
    if (when.tv_nsec >= 1000000000) {
        when.tv_sec++;
        when.tv_nsec -= 1000000000;
    }
    return when;
}

bool clock_is_past(const struct timespec *deadline)
{
    struct timespec now = clock_deadline(0);

    return now.tv_sec > deadline->tv_sec
           || (now.tv_sec == deadline->tv_sec && now.tv_nsec >= deadline->tv_nsec);
}

void clock_boot_id(char text[CLOCK_BOOT_ID])
{
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");
    size_t len = 0;

    if (file != NULL) {
        len = fread(text, 1, CLOCK_BOOT_ID - 1, file);
        fclose(file);
    }
    text[len] = '\0';
    if (strspn(text, "0123456789abcdef-") != CLOCK_BOOT_ID - 1)
        text[0] = '\0';
}

/* Fills *local with the local time at `at`; false for times beyond reason. */
static bool local_time(int64_t at, struct tm *local)
{
    time_t seconds;

    if (at < first_ms || at > last_ms)
        return false;
    seconds = (time_t)((at - first_ms) / second_ms + first_ms / second_ms); /* rounds down */
    tzset(); /* localtime_r() alone need not look at TZ again */
    return localtime_r(&seconds, local) != NULL;
}

int32_t clock_offset(int64_t at)
{
    struct tm local;

    return local_time(at, &local) ? (int32_t)local.tm_gmtoff : 0;
}

/* Copies a zone's name, if it is one; a path counts from "zoneinfo/" on. */
static bool zone_name(char *zone, size_t size, const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char folder[] = "zoneinfo/";
    const char *below = strstr(name, folder);
    size_t len;

    if (below != NULL)
        name = below + strlen(folder);
    len = strlen(name);
    if (len == 0 || len >= size || strchr(letters, name[0]) == NULL)
        return false;
    for (const char *c = name; *c != '\0'; c++) {
        if (strchr(letters, *c) == NULL && strchr("0123456789_+-/", *c) == NULL)
            return false;
    }
    memcpy(zone, name, len + 1);
    return true;
}

/* The zone by name where TZ or the system names one, else by its letters. */
static void read_zone(char *zone, size_t size, int64_t at)
{
    const char *tz = getenv("TZ");
    char link[256];
    struct tm local;
    ssize_t len;

    zone[0] = '\0';
    if (tz != NULL) {
        if (strchr(tz, '/') != NULL && zone_name(zone, size, tz + (*tz == ':')))
            return;
    } else {
        len = readlink("/etc/localtime", link, sizeof link - 1);
        link[len > 0 ? len : 0] = '\0';
        if (strstr(link, "zoneinfo/") != NULL && zone_name(zone, size, link))
            return;
    }
    if (!local_time(at, &local) || !zone_name(zone, size, local.tm_zone))
        snprintf(zone, size, "UTC");
}

/* --- openings ------------------------------------------------------------------- */

void clock_open(struct opening_clock *opening)
{
    memset(opening, 0, sizeof *opening);
    opening->wall = clock_wall();
    opening->boot = clock_boot();
    opening->offset = clock_offset(opening->wall);
    read_zone(opening->zone, sizeof opening->zone, opening->wall);
    clock_boot_id(opening->boot_id);
}

int64_t clock_now(const struct opening_clock *opening)
{
    return plus(opening->wall, minus(clock_boot(), opening->boot));
}

int64_t clock_drift(const struct opening_clock *opening)
{
    return minus(clock_wall(), clock_now(opening));
}

/* --- the calendar ---------------------------------------------------------------- */

/* Days from 1970-01-01 to a day of the Gregorian calendar. Years are counted
 * from March, so that the leap day is the last one, in eras of 400 years. */
static int64_t days_from_civil(int64_t year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;

    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
           - 719468;
}

/* The reverse. */
static void civil_from_days(int64_t days, int *year, int *month, int *day)
{
    int64_t d = days + 719468;
    int64_t era = (d >= 0 ? d : d - 146096) / 146097;
    int64_t doe = d - era * 146097; /* day of the era */
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t months = (5 * doy + 2) / 153; /* since March */

    *day = (int)(doy - (153 * months + 2) / 5 + 1);
    *month = (int)(months < 10 ? months + 3 : months - 9);
    *year = (int)(yoe + era * 400 + (*month <= 2));
}

/* A time taken apart. */
struct civil {
    int year, month, day, hour, minute, second;
};

/* False for a time that is unknown or outside of the years 0 to 9999. */
static bool take_apart(struct civil *civil, int64_t at, int32_t offset)
{
    int64_t local = plus(at, offset * second_ms);
    int64_t days, rest;

    if (at == TIME_UNKNOWN || local < first_ms || local > last_ms)
        return false;
    days = (local - first_ms) / day_ms + first_ms / day_ms;
    rest = (local - first_ms) % day_ms / second_ms;
    civil_from_days(days, &civil->year, &civil->month, &civil->day);
    civil->hour = (int)(rest / 3600);
    civil->minute = (int)(rest / 60 % 60);
    civil->second = (int)(rest % 60);
    return true;
}

int64_t clock_civil(int year, int month, int day, int hour, int minute, int second, int32_t offset)
{
    int64_t seconds = hour * INT64_C(3600) + minute * INT64_C(60) + second - offset;

    if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return TIME_UNKNOWN;
    return days_from_civil(year, month, day) * day_ms + seconds * second_ms;
}

/* --- writing --------------------------------------------------------------------- */

/* Writes `value` as `count` digits and returns what follows them. */
static char *digits(char *text, int value, int count)
{
    for (int i = count - 1; i >= 0; i--) {
        text[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return text + count;
}

static char *put_time(char *text, const struct civil *civil)
{
    text = digits(text, civil->hour, 2);
    *text++ = ':';
    text = digits(text, civil->minute, 2);
    *text++ = ':';
    return digits(text, civil->second, 2);
}

static char *put_date(char *text, const struct civil *civil)
{
    text = digits(text, civil->year, 4);
    *text++ = '-';
    text = digits(text, civil->month, 2);
    *text++ = '-';
    return digits(text, civil->day, 2);
}

void clock_time(char text[CLOCK_TIME], int64_t at, int32_t offset)
{
    struct civil civil;

    if (take_apart(&civil, at, offset))
        *put_time(text, &civil) = '\0';
    else
        memcpy(text, "--:--:--", CLOCK_TIME);
}

void clock_time_as(char text[CLOCK_TIME], enum clock_face face, int64_t at, int32_t offset)
{
    int hour;

    clock_time(text, at, offset);
    if (face == CLOCK_24H_SECONDS)
        return;
    text[5] = '\0';
    if (face == CLOCK_24H || text[0] == '-')
        return;
    hour = (text[0] - '0') * 10 + (text[1] - '0');
    memcpy(text + 5, hour < 12 ? " am" : " pm", 4);
    hour = hour % 12 == 0 ? 12 : hour % 12;
    text[0] = hour < 10 ? ' ' : '1';
    text[1] = (char)('0' + hour % 10);
}

void clock_date(char text[CLOCK_DATE], int64_t at, int32_t offset)
{
    struct civil civil;

    if (take_apart(&civil, at, offset))
        *put_date(text, &civil) = '\0';
    else
        memcpy(text, "----------", CLOCK_DATE);
}

void clock_stamp(char text[CLOCK_STAMP], int64_t at)
{
    struct civil civil;

    text[0] = '\0';
    if (!take_apart(&civil, at, 0))
        return;
    text = put_date(text, &civil);
    *text++ = 'T';
    text = put_time(text, &civil);
    memcpy(text, "Z", 2);
}

void clock_length(char *text, size_t size, int64_t length)
{
    int64_t seconds = length / second_ms;
    const char *sign = seconds < 0 ? "-" : "";
    int minute, second;

    seconds = seconds < 0 ? -seconds : seconds;
    minute = (int)(seconds / 60 % 60);
    second = (int)(seconds % 60);
    if (seconds < 3600)
        snprintf(text, size, "%s%d:%02d", sign, minute, second);
    else
        snprintf(text, size, "%s%" PRId64 ":%02d:%02d", sign, seconds / 3600, minute, second);
}

/* --- reading --------------------------------------------------------------------- */

/* Reads exactly `count` digits, moving *text behind them. */
static bool read_digits(const char **text, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++) {
        if ((*text)[i] < '0' || (*text)[i] > '9')
            return false;
        *value = *value * 10 + ((*text)[i] - '0');
    }
    *text += count;
    return true;
}

static bool read_char(const char **text, const char *choices)
{
    if (**text == '\0' || strchr(choices, **text) == NULL)
        return false;
    ++*text;
    return true;
}

/* Reads "YYYY-MM-DD" of a day that exists. */
static bool read_day(const char **text, struct civil *civil)
{
    int year, month, day;

    if (!read_digits(text, 4, &civil->year) || !read_char(text, "-")
        || !read_digits(text, 2, &civil->month) || !read_char(text, "-")
        || !read_digits(text, 2, &civil->day))
        return false;
    if (civil->year < 1 || civil->month < 1 || civil->month > 12)
        return false;
    civil_from_days(days_from_civil(civil->year, civil->month, civil->day), &year, &month, &day);
    return month == civil->month && day == civil->day;
}

/* Reads "HH:MM", ":SS" and a fraction, of which the milliseconds are kept. */
static bool read_clock(const char **text, struct civil *civil, int *milliseconds)
{
    int weight = 100;

    civil->second = 0;
    *milliseconds = 0;
    if (!read_digits(text, 2, &civil->hour) || !read_char(text, ":")
        || !read_digits(text, 2, &civil->minute) || civil->hour > 23 || civil->minute > 59)
        return false;
    if (!read_char(text, ":"))
        return true;
    if (!read_digits(text, 2, &civil->second) || civil->second > 60) /* a leap second */
        return false;
    if ((**text == '.' || **text == ',') && (*text)[1] >= '0' && (*text)[1] <= '9') {
        for (++*text; **text >= '0' && **text <= '9'; ++*text, weight /= 10)
            *milliseconds += (**text - '0') * weight;
    }
    return true;
}

/* Reads "Z", "+01:00", "+0100" or "+01"; *has tells whether there was a zone. */
static bool read_offset(const char **text, bool *has, int32_t *offset)
{
    const char sign = **text;
    int hours, minutes = 0;
    bool colon;

    *offset = 0;
    *has = read_char(text, "Zz");
    if (*has || !read_char(text, "+-"))
        return true;
    *has = true;
    if (!read_digits(text, 2, &hours))
        return false;
    colon = read_char(text, ":");
    if (!read_digits(text, 2, &minutes)) {
        if (colon)
            return false;
        minutes = 0;
    }
    if (hours > 23 || minutes > 59)
        return false;
    *offset = (hours * 60 + minutes) * (sign == '-' ? -60 : 60);
    return true;
}

bool clock_parse_date(const char *text, int64_t *at)
{
    struct civil civil = { 0 };

    if (!read_day(&text, &civil) || *text != '\0')
        return false;
    *at = days_from_civil(civil.year, civil.month, civil.day) * day_ms;
    return true;
}

bool clock_parse_stamp(const char *text, int64_t *at, int32_t *offset, size_t *used)
{
    const char *rest = text;
    struct civil civil = { 0 };
    int milliseconds;
    int64_t utc;
    int32_t zone;
    bool has;

    if (!read_day(&rest, &civil) || !read_char(&rest, "Tt")
        || !read_clock(&rest, &civil, &milliseconds) || !read_offset(&rest, &has, &zone))
        return false;
    utc = clock_civil(civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second,
                      zone)
          + milliseconds;
    if (!has) {
        /* The offset that holds there depends on the time sought: the second
         * guess is right but within a change of the clocks, where either is. */
        utc -= clock_offset(utc - clock_offset(utc) * second_ms) * second_ms;
        zone = clock_offset(utc);
    }
    *at = utc;
    *offset = zone;
    *used = (size_t)(rest - text);
    return true;
}
