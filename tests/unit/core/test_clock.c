/* SPDX-License-Identifier: MIT */
/* Tests of core/clock.c and core/hlc.c: the calendar against known days, the
 * anchor against clocks that jump, and numbers that no clock has given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/hlc.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const int64_t second = 1000, hour = 3600000, day = 86400000;

#define MARCH_4 1772633112000 /* 2026-03-04T14:05:12Z */

/* --- writing ----------------------------------------------------------------- */

static void a_time_is_written_as_the_clock_on_the_wall_showed_it(void **state)
{
    static const struct {
        int64_t at;
        int32_t offset;
        const char *time, *date;
    } rows[] = {
        { 0, 0, "00:00:00", "1970-01-01" },
        { MARCH_4, 0, "14:05:12", "2026-03-04" },
        { MARCH_4, 3600, "15:05:12", "2026-03-04" },
        { MARCH_4, -18000, "09:05:12", "2026-03-04" },
        { MARCH_4, 36000, "00:05:12", "2026-03-05" },
        { MARCH_4, 20700, "19:50:12", "2026-03-04" },       /* Kathmandu */
        { MARCH_4 + 999, 0, "14:05:12", "2026-03-04" },
        { -1, 0, "23:59:59", "1969-12-31" },                 /* rounds down before 1970 too */
        { -1000, 0, "23:59:59", "1969-12-31" },
        { -1001, 0, "23:59:58", "1969-12-31" },
        { -86400000, 0, "00:00:00", "1969-12-31" },
        { 951782400000, 0, "00:00:00", "2000-02-29" },
        { 951868800000, 0, "00:00:00", "2000-03-01" },
        { -2203891200000, 0, "00:00:00", "1900-03-01" },     /* 1900 had no leap day */
        { 253402300799999, 0, "23:59:59", "9999-12-31" },
        { -62167219200000, 0, "00:00:00", "0000-01-01" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char time[CLOCK_TIME], date[CLOCK_DATE];

        clock_time(time, rows[i].at, rows[i].offset);
        clock_date(date, rows[i].at, rows[i].offset);
        assert_string_equal(time, rows[i].time);
        assert_string_equal(date, rows[i].date);
    }
}

static void what_no_clock_has_shown_is_written_as_unknown(void **state)
{
    static const struct { int64_t at; int32_t offset; } rows[] = {
        { TIME_UNKNOWN, 0 }, { TIME_UNKNOWN, INT32_MAX }, { TIME_UNKNOWN + 1, INT32_MIN },
        { INT64_MAX, 0 }, { INT64_MAX, INT32_MAX }, { 253402300800000, 0 },
        { 253402300799999, 1 }, { -62167219200001, 0 }, { -62167219200000, -1 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char time[CLOCK_TIME], date[CLOCK_DATE];

        clock_time(time, rows[i].at, rows[i].offset);
        clock_date(date, rows[i].at, rows[i].offset);
        assert_string_equal(time, "--:--:--");
        assert_string_equal(date, "----------");
    }
}

static void a_stamp_is_utc_in_whole_seconds(void **state)
{
    char text[CLOCK_STAMP];

    (void)state;
    clock_stamp(text, MARCH_4 + 999);
    assert_string_equal(text, "2026-03-04T14:05:12Z");
    clock_stamp(text, -1);
    assert_string_equal(text, "1969-12-31T23:59:59Z");
    clock_stamp(text, TIME_UNKNOWN);
    assert_string_equal(text, "");
    clock_stamp(text, INT64_MAX);
    assert_string_equal(text, "");
}

static void a_length_shows_hours_only_when_there_are_any(void **state)
{
    static const struct { int64_t length; const char *text; } rows[] = {
        { 0, "0:00" },           { 999, "0:00" },          { 5000, "0:05" },
        { 312000, "5:12" },      { 3599999, "59:59" },     { 3600000, "1:00:00" },
        { 7512000, "2:05:12" },  { 360000000, "100:00:00" }, { -65000, "-1:05" },
        { INT64_MAX, "2562047788015:12:55" }, { INT64_MIN, "-2562047788015:12:55" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[32];

        clock_length(text, sizeof text, rows[i].length);
        assert_string_equal(text, rows[i].text);
    }
}

static void a_length_is_cut_to_its_room(void **state)
{
    char text[5] = "....";

    (void)state;
    clock_length(text, sizeof text, 7512000);
    assert_string_equal(text, "2:05");
}

/* --- the calendar -------------------------------------------------------------- */

static void a_civil_time_becomes_utc(void **state)
{
    (void)state;
    assert_true(clock_civil(1970, 1, 1, 0, 0, 0, 0) == 0);
    assert_true(clock_civil(2026, 3, 4, 14, 5, 12, 0) == MARCH_4);
    assert_true(clock_civil(2026, 3, 4, 15, 5, 12, 3600) == MARCH_4);
    assert_true(clock_civil(2026, 3, 5, 0, 5, 12, 36000) == MARCH_4);
    assert_true(clock_civil(1969, 12, 31, 23, 59, 59, 0) == -1000);
    assert_true(clock_civil(2000, 2, 29, 0, 0, 0, 0) == 951782400000);
    assert_true(clock_civil(9999, 12, 31, 23, 59, 59, 0) == 253402300799000);
}

static void a_civil_time_out_of_range_is_unknown(void **state)
{
    (void)state;
    assert_true(clock_civil(10000, 1, 1, 0, 0, 0, 0) == TIME_UNKNOWN);
    assert_true(clock_civil(-1, 1, 1, 0, 0, 0, 0) == TIME_UNKNOWN);
    assert_true(clock_civil(2026, 0, 1, 0, 0, 0, 0) == TIME_UNKNOWN);
    assert_true(clock_civil(2026, 13, 1, 0, 0, 0, 0) == TIME_UNKNOWN);
    assert_true(clock_civil(2026, 1, 0, 0, 0, 0, 0) == TIME_UNKNOWN);
    assert_true(clock_civil(2026, 1, 32, 0, 0, 0, 0) == TIME_UNKNOWN);
}

static void every_day_of_four_centuries_goes_there_and_back(void **state)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int64_t at = clock_civil(1800, 1, 1, 0, 0, 0, 0);

    (void)state;
    for (int year = 1800; year < 2200; year++) {
        int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

        for (int month = 1; month <= 12; month++) {
            for (int d = 1; d <= lengths[month - 1] + (month == 2 && leap); d++, at += day) {
                char text[CLOCK_DATE];
                int64_t back;

                assert_true(clock_civil(year, month, d, 0, 0, 0, 0) == at);
                clock_date(text, at, 0);
                assert_true(clock_parse_date(text, &back));
                assert_true(back == at);
            }
        }
    }
}

/* --- reading ------------------------------------------------------------------- */

static void only_a_day_that_exists_is_a_date(void **state)
{
    static const char *const good[] = { "2026-03-04", "2024-02-29", "2000-02-29", "0001-01-01",
                                        "9999-12-31", "1969-12-31" };
    static const char *const bad[] = {
        "", "2026", "2026-3-4", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10",
        "2026-04-31", "2026-01-00", "2026-01-32", "0000-01-01", "2026-03-04 ", " 2026-03-04",
        "2026/03/04", "20260304", "2026-03-0x", "-026-03-04", "2026-03-044", "+026-03-04",
    };
    int64_t at;

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++) {
        char text[CLOCK_DATE];

        assert_true(clock_parse_date(good[i], &at));
        clock_date(text, at, 0);
        assert_string_equal(text, good[i]);
    }
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(clock_parse_date(bad[i], &at));
}

static void a_stamp_is_read_from_the_start_of_a_line(void **state)
{
    static const struct {
        const char *text;
        int64_t at;
        int32_t offset;
        size_t used;
    } rows[] = {
        { "2026-03-04T14:05:12Z", MARCH_4, 0, 20 },
        { "2026-03-04T14:05:12Z the words", MARCH_4, 0, 20 },
        { "2026-03-04t14:05:12z", MARCH_4, 0, 20 },
        { "2026-03-04T14:05Z", MARCH_4 - 12000, 0, 17 },
        { "2026-03-04T15:05:12+01:00", MARCH_4, 3600, 25 },
        { "2026-03-04T15:05:12+0100", MARCH_4, 3600, 24 },
        { "2026-03-04T15:05:12+01 x", MARCH_4, 3600, 22 },
        { "2026-03-04T09:05:12-05:00", MARCH_4, -18000, 25 },
        { "2026-03-04T14:05:12.250Z", MARCH_4 + 250, 0, 24 },
        { "2026-03-04T14:05:12,5Z", MARCH_4 + 500, 0, 22 },
        { "2026-03-04T15:05:12.250+01:00", MARCH_4 + 250, 3600, 29 },
        { "2026-03-04T14:05:12.123456789Z", MARCH_4 + 123, 0, 30 },
        { "2026-03-04T14:04:60Z", MARCH_4 - 12000, 0, 20 },
        { "1969-12-31T23:59:59.999Z", -1, 0, 24 },
        { "2026-03-05T00:05:12+10:00", MARCH_4, 36000, 25 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t at = 0;
        int32_t offset = 1;
        size_t used = 0;

        assert_true(clock_parse_stamp(rows[i].text, &at, &offset, &used));
        assert_true(at == rows[i].at);
        assert_int_equal(offset, rows[i].offset);
        assert_int_equal(used, rows[i].used);
    }
}

static void what_is_no_stamp_is_not_read(void **state)
{
    static const char *const bad[] = {
        "", "14:05 train", "2026-03-04", "2026-03-04T", "2026-03-04T14", "2026-03-04T14:5",
        "2026-03-04 14:05:12", "2026-02-30T14:05:12Z", "2026-03-04T24:00:00Z",
        "2026-03-04T14:60Z", "2026-03-04T14:05:61Z", "2026-03-04T14:05:", "2026-03-04T14:05:1",
        "2026-03-04T14:05:12+1", "2026-03-04T14:05:12+01:", "2026-03-04T14:05:12+01:6",
        "2026-03-04T14:05:12+24:00", "2026-03-04T14:05:12-01:60",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        int64_t at;
        int32_t offset;
        size_t used;

        assert_false(clock_parse_stamp(bad[i], &at, &offset, &used));
    }
}

/* A rule in POSIX form needs no files of time zones. */
static void set_zone(const char *tz)
{
    assert_int_equal(setenv("TZ", tz, 1), 0);
    tzset();
}

static void a_stamp_without_a_zone_is_local(void **state)
{
    int64_t at;
    int32_t offset;
    size_t used;

    (void)state;
    set_zone("GMT0BST,M3.5.0/1,M10.5.0");
    assert_true(clock_parse_stamp("2026-03-04T14:05:12 x", &at, &offset, &used));
    assert_true(at == MARCH_4);
    assert_int_equal(offset, 0);
    assert_int_equal(used, 19);
    assert_true(clock_parse_stamp("2026-07-01T14:05:12", &at, &offset, &used));
    assert_true(at == clock_civil(2026, 7, 1, 13, 5, 12, 0));
    assert_int_equal(offset, 3600);
    set_zone("UTC0");
}

static void a_local_stamp_beside_a_change_of_the_clocks_shows_what_was_written(void **state)
{
    static const char *const stamps[] = {
        "2026-03-29T00:59:59", "2026-03-29T02:00:00", "2026-10-25T00:59:59",
        "2026-10-25T01:30:00", "2026-10-25T02:00:00",
    };

    (void)state;
    set_zone("GMT0BST,M3.5.0/1,M10.5.0");
    for (size_t i = 0; i < COUNT(stamps); i++) {
        char time[CLOCK_TIME];
        int64_t at;
        int32_t offset;
        size_t used;

        assert_true(clock_parse_stamp(stamps[i], &at, &offset, &used));
        clock_time(time, at, offset);
        assert_string_equal(time, stamps[i] + 11);
        assert_int_equal(clock_offset(at), offset);
    }
    set_zone("UTC0");
}

static void the_offset_is_that_of_the_time_asked_for(void **state)
{
    (void)state;
    set_zone("CET-1CEST,M3.5.0,M10.5.0/3");
    assert_int_equal(clock_offset(MARCH_4), 3600);
    assert_int_equal(clock_offset(clock_civil(2026, 7, 1, 0, 0, 0, 0)), 7200);
    assert_int_equal(clock_offset(TIME_UNKNOWN), 0);
    assert_int_equal(clock_offset(INT64_MAX), 0);
    set_zone("UTC0");
}

/* --- openings ------------------------------------------------------------------ */

static void within_an_opening_time_runs_on_when_the_wall_clock_is_set_back(void **state)
{
    struct opening_clock opening;

    (void)state;
    clock_set(MARCH_4, 50 * second);
    clock_open(&opening);
    assert_true(clock_now(&opening) == MARCH_4);
    assert_true(clock_drift(&opening) == 0);

    clock_set(MARCH_4 - 365 * day, 53 * second);
    assert_true(clock_now(&opening) == MARCH_4 + 3 * second);
    assert_true(clock_drift(&opening) == -365 * day - 3 * second);

    clock_set(MARCH_4 + hour, 50 * second + hour);
    assert_true(clock_now(&opening) == MARCH_4 + hour);
    assert_true(clock_drift(&opening) == 0);
}

static void an_anchor_that_no_clock_has_given_does_not_overflow(void **state)
{
    struct opening_clock opening = { .wall = INT64_MAX, .boot = INT64_MIN };

    (void)state;
    clock_set(MARCH_4, 0);
    assert_true(clock_now(&opening) == INT64_MAX);
    assert_true(clock_drift(&opening) == MARCH_4 - INT64_MAX);
    opening = (struct opening_clock){ .wall = INT64_MIN, .boot = INT64_MAX };
    assert_true(clock_now(&opening) == INT64_MIN);
    assert_true(clock_drift(&opening) == INT64_MAX);
}

static void an_opening_knows_its_zone(void **state)
{
    static const struct { const char *tz, *zone; int32_t offset; } rows[] = {
        { "CET-1CEST,M3.5.0,M10.5.0/3", "CEST", 7200 },
        { "UTC0", "UTC", 0 },
        { "", "UTC", 0 },
        { "\033[31m/x", "UTC", 0 }, /* what is no name goes no further */
    };
    struct opening_clock opening;

    (void)state;
    clock_set(clock_civil(2026, 7, 1, 12, 0, 0, 0), 0);
    for (size_t i = 0; i < COUNT(rows); i++) {
        set_zone(rows[i].tz);
        clock_open(&opening);
        assert_string_equal(opening.zone, rows[i].zone);
        assert_int_equal(opening.offset, rows[i].offset);
    }
    set_zone(":Europe/London");
    clock_open(&opening);
    assert_string_equal(opening.zone, "Europe/London");
    set_zone("/usr/share/zoneinfo/Asia/Taipei");
    clock_open(&opening);
    assert_string_equal(opening.zone, "Asia/Taipei");
    set_zone("UTC0");
}

static void a_boot_id_is_a_uuid_or_nothing(void **state)
{
    char one[CLOCK_BOOT_ID], two[CLOCK_BOOT_ID];

    (void)state;
    clock_boot_id(one);
    clock_boot_id(two);
    assert_string_equal(one, two);
    assert_true(strlen(one) == 36 || strlen(one) == 0);
}

/* What this program does when started with an argument: it tells whether the
 * wall clock starts near `expected` ("now": the system's) and runs on. */
static int watch_clock(const char *expected)
{
    int64_t first = clock_wall(), boot = clock_boot(), later;
    int64_t start = strcmp(expected, "now") == 0 ? (int64_t)time(NULL) * second
                                                 : strtoll(expected, NULL, 10);

    while (clock_boot() < boot + 20)
        ;
    later = clock_wall();
    return first >= start - 2000 && first < start + 60000 && later >= first + 15 ? 0 : 1;
}

/* Starts this program anew, since no clock of this process is as it was once
 * a test has set it. */
static int start_with_clock(const char *value, const char *expected)
{
    int status = -1;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        if (setenv("MOOT_CLOCK", value, 1) == 0)
            (void)execl("/proc/self/exe", "test_clock", expected, (char *)NULL);
        _exit(99);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void the_environment_sets_the_clock_which_then_runs_on(void **state)
{
    (void)state;
    assert_int_equal(start_with_clock("1772633112000", "1772633112000"), 0);
    assert_int_equal(start_with_clock("-5000", "-5000"), 0);
    assert_int_equal(start_with_clock("", "now"), 0);
    assert_int_equal(start_with_clock("noon", "now"), 0);
    assert_int_equal(start_with_clock("1772633112000x", "now"), 0);
    assert_int_equal(start_with_clock("99999999999999999999", "now"), 0);
    assert_int_equal(start_with_clock("9223372036854775807", "now"), 0);
}

/* --- versions ------------------------------------------------------------------ */

static void versions_carry_the_wall_clock(void **state)
{
    struct hlc hlc = { 0 };

    (void)state;
    assert_true(hlc_wall(hlc_next(&hlc, MARCH_4)) == MARCH_4);
    assert_true(hlc_wall(hlc_next(&hlc, MARCH_4 + 1)) == MARCH_4 + 1);
}

static void versions_grow_when_the_wall_clock_is_set_back_a_year(void **state)
{
    struct hlc hlc = { 0 };
    int64_t last = hlc_next(&hlc, MARCH_4);

    (void)state;
    for (int i = 0; i < 200000; i++) { /* more than the counter holds */
        int64_t next = hlc_next(&hlc, MARCH_4 - 365 * day + i);

        assert_true(next > last);
        last = next;
    }
    assert_true(hlc_wall(last) >= MARCH_4 && hlc_wall(last) < MARCH_4 + 10);
    assert_true(hlc_next(&hlc, MARCH_4 + hour) > last);
    assert_true(hlc_wall(hlc.last) == MARCH_4 + hour);
}

static void a_version_follows_all_that_were_seen(void **state)
{
    struct hlc hlc = { 0 }, other = { 0 };
    int64_t seen = hlc_next(&other, MARCH_4 + hour);

    (void)state;
    hlc_see(&hlc, seen);
    assert_true(hlc_next(&hlc, MARCH_4) > seen);
    hlc_see(&hlc, seen - 5);
    assert_true(hlc_next(&hlc, MARCH_4) > seen + 1);
}

static void a_version_that_no_clock_has_given_is_not_believed(void **state)
{
    struct hlc hlc = { 0 };

    (void)state;
    hlc_see(&hlc, INT64_MAX);
    hlc_see(&hlc, INT64_MIN);
    hlc_see(&hlc, -1);
    assert_true(hlc_wall(hlc_next(&hlc, MARCH_4)) == MARCH_4);
}

static void versions_grow_at_any_wall_clock(void **state)
{
    static const int64_t walls[] = { INT64_MIN, -1, 0, INT64_MAX, 0, INT64_MAX, TIME_UNKNOWN };
    struct hlc hlc = { 0 };
    int64_t last = -1;

    (void)state;
    for (size_t i = 0; i < COUNT(walls); i++) {
        int64_t next = hlc_next(&hlc, walls[i]);

        assert_true(next > last);
        last = next;
    }
    assert_true(hlc_wall(INT64_MIN) == 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_time_is_written_as_the_clock_on_the_wall_showed_it),
        cmocka_unit_test(what_no_clock_has_shown_is_written_as_unknown),
        cmocka_unit_test(a_stamp_is_utc_in_whole_seconds),
        cmocka_unit_test(a_length_shows_hours_only_when_there_are_any),
        cmocka_unit_test(a_length_is_cut_to_its_room),
        cmocka_unit_test(a_civil_time_becomes_utc),
        cmocka_unit_test(a_civil_time_out_of_range_is_unknown),
        cmocka_unit_test(every_day_of_four_centuries_goes_there_and_back),
        cmocka_unit_test(only_a_day_that_exists_is_a_date),
        cmocka_unit_test(a_stamp_is_read_from_the_start_of_a_line),
        cmocka_unit_test(what_is_no_stamp_is_not_read),
        cmocka_unit_test(a_stamp_without_a_zone_is_local),
        cmocka_unit_test(a_local_stamp_beside_a_change_of_the_clocks_shows_what_was_written),
        cmocka_unit_test(the_offset_is_that_of_the_time_asked_for),
        cmocka_unit_test(within_an_opening_time_runs_on_when_the_wall_clock_is_set_back),
        cmocka_unit_test(an_anchor_that_no_clock_has_given_does_not_overflow),
        cmocka_unit_test(an_opening_knows_its_zone),
        cmocka_unit_test(a_boot_id_is_a_uuid_or_nothing),
        cmocka_unit_test(the_environment_sets_the_clock_which_then_runs_on),
        cmocka_unit_test(versions_carry_the_wall_clock),
        cmocka_unit_test(versions_grow_when_the_wall_clock_is_set_back_a_year),
        cmocka_unit_test(a_version_follows_all_that_were_seen),
        cmocka_unit_test(a_version_that_no_clock_has_given_is_not_believed),
        cmocka_unit_test(versions_grow_at_any_wall_clock),
    };

    if (argc > 1)
        return watch_clock(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
