/* SPDX-License-Identifier: MIT */
/* Time: int64_t milliseconds, UTC since 1970, formatted at the edges. The
 * only module that asks the system for it.
 *
 * Within one opening of a meeting, times come from the wall clock read once
 * and CLOCK_BOOTTIME after that, which counts suspend and cannot be set: a
 * wall clock set back in mid-meeting does not reorder notes.
 *
 * Tests set the clock: MOOT_CLOCK in the environment, as UTC milliseconds,
 * stands for the wall clock at the program's start, which then runs on; with
 * "@FILE" behind it, FILE is read each time and may hold two numbers, the
 * milliseconds by which the wall clock was set and the boot clock went on
 * (while the laptop slept). clock_set() fixes them altogether. */
#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H

#include "core/attr.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define TIME_UNKNOWN INT64_MIN /* a time that nobody noted: NULL in the study, --:--:-- on screen \
                                */

/* The wall clock and the boot clock now, in milliseconds. */
int64_t clock_wall(void);
int64_t clock_boot(void);

/* How long the laptop has slept since it was started, milliseconds. */
int64_t clock_slept(void);

/* For tests: from now on the wall clock reads `wall` and the boot clock
 * `boot`, until called again. */
void clock_set(int64_t wall, int64_t boot);

/* For waits with a time limit, on CLOCK_MONOTONIC, which no test sets: the
 * moment `milliseconds` from now, and whether one has come. */
struct timespec clock_deadline(int64_t milliseconds);
bool clock_is_past(const struct timespec *deadline);

/* The kernel's boot id as 36 characters and a zero, or "" where there is
 * none: boot clocks of two boots cannot be compared. */
enum { CLOCK_BOOT_ID = 37 };
void clock_boot_id(char text[CLOCK_BOOT_ID]);

/* An anchor: the two clocks read at one moment, and the zone there. */
struct opening_clock {
    int64_t wall;   /* UTC milliseconds at the opening */
    int64_t boot;   /* CLOCK_BOOTTIME milliseconds at the same moment */
    int32_t offset; /* seconds east of UTC at the opening */
    char zone[64];  /* zone name, as "Europe/London" or "CET" */
    char boot_id[CLOCK_BOOT_ID];
};

/* Reads both clocks and the zone. */
void clock_open(struct opening_clock *opening);

/* The time now by an opening's anchor, UTC milliseconds. */
int64_t clock_now(const struct opening_clock *opening);

/* How far the wall clock has moved against the anchor since the opening,
 * milliseconds: about 0 unless somebody set it. */
int64_t clock_drift(const struct opening_clock *opening);

/* Seconds east of UTC that the local zone had at `at`. */
int32_t clock_offset(int64_t at);

/* "14:05:12" of `at` in a zone `offset` seconds east; "--:--:--" if unknown. */
enum { CLOCK_TIME = 9, CLOCK_DATE = 11, CLOCK_STAMP = 21 };
void clock_time(char text[CLOCK_TIME], int64_t at, int32_t offset);
/* The same as "14:05:12", "14:05" or " 2:05 pm". */
enum clock_face { CLOCK_24H_SECONDS, CLOCK_24H, CLOCK_12H };
void clock_time_as(char text[CLOCK_TIME], enum clock_face face, int64_t at, int32_t offset);
/* "2026-03-04" likewise; "----------" if unknown. */
void clock_date(char text[CLOCK_DATE], int64_t at, int32_t offset);
/* "2026-03-04T14:05:12Z": UTC, whole seconds, as REFI-QDA wants it; "" if unknown. */
void clock_stamp(char text[CLOCK_STAMP], int64_t at);
/* "2:05:12" of a length in milliseconds (hours not padded; "5:12" under one hour). */
void clock_length(char *text, size_t size, int64_t length);

/* UTC milliseconds of a local civil time in a zone `offset` seconds east;
 * year 0-9999, month 1-12, day 1-31, else TIME_UNKNOWN. */
int64_t clock_civil(int year, int month, int day, int hour, int minute, int second, int32_t offset);

/* Reads "YYYY-MM-DD" of a real day into *at, its midnight UTC. */
NODISCARD bool clock_parse_date(const char *text, int64_t *at);

/* Reads an ISO 8601 date and time with a zone ("2026-03-04T14:05:12Z",
 * "...12.250+01:00"; seconds may be absent; without a zone it is local) from
 * the start of `text`. *used is how many bytes it took. */
NODISCARD bool clock_parse_stamp(const char *text, int64_t *at, int32_t *offset, size_t *used);

#endif
