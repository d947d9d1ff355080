/* SPDX-License-Identifier: MIT */
/* How long a meeting sat and was observed, and when its items were on. Times
 * are minutes here, from the letters of a timetable. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/clock.h"
#include "core/course.h"

enum { MOST = 16 };
static const int64_t minute = 60000;

static struct id item(unsigned char letter)
{
    return (struct id){ { letter } };
}

/* "1@0 b@10 r@15": item 1 begins at minute 0, a break at 10, its end at 15; p
 * and u begin a private and a public part; @? is a time nobody knows. */
static size_t read_marks(struct course_mark marks[MOST], const char *timetable)
{
    size_t count = 0;

    while (*timetable != '\0') {
        struct course_mark *mark = &marks[count++];
        char letter = *timetable;
        long at = 0;

        assert_true(count < MOST);
        timetable += 2;
        if (*timetable == '?') {
            timetable++;
            at = -1;
        }
        for (; *timetable >= '0' && *timetable <= '9'; timetable++)
            at = at * 10 + (*timetable - '0');
        timetable += *timetable == ' ';
        *mark = (struct course_mark){ .kind = ENTRY_PART,
                                      .at = at < 0 ? TIME_UNKNOWN : at * minute };
        switch (letter) {
        case 'b':
            mark->part = PART_BREAK;
            break;
        case 'r':
            mark->part = PART_RESUME;
            break;
        case 'p':
            mark->part = PART_PRIVATE;
            break;
        case 'u':
            mark->part = PART_PUBLIC;
            break;
        default:
            mark->kind = ENTRY_AGENDA;
            mark->item = item((unsigned char)letter);
        }
    }
    return count;
}

static int64_t minutes(int64_t length)
{
    return length == TIME_UNKNOWN ? -1 : length / minute;
}

static void what_is_sat_is_without_breaks(void **state)
{
    static const struct {
        const char *timetable;
        int64_t ended, sat, in_private;
    } rows[] = {
        { "", 60, 60, 0 },
        { "b@10 r@15", 60, 55, 0 },
        { "b@10 r@15 b@20 r@30", 60, 45, 0 },
        { "b@50", 60, 50, 0 },           /* a break that nothing ended */
        { "b@10 b@20 r@30", 60, 40, 0 }, /* said twice */
        { "r@30", 60, 60, 0 },
        { "b@? r@30", 60, 60, 0 },       /* nobody knows when it began */
        { "p@20 u@30", 60, 60, 10 },
        { "p@20 b@22 r@25 u@30", 60, 57, 7 },
        { "p@50", 60, 60, 10 },
        { "b@70 r@80", 60, 60, 0 }, /* after the end */
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct course_mark marks[MOST];
        struct course_facts facts = { .began = 0, .ended = rows[i].ended * minute,
                                      .marks = marks,
                                      .mark_count = read_marks(marks, rows[i].timetable) };
        struct course course;

        course_make(&course, &facts);
        assert_int_equal(minutes(course.sat), rows[i].sat);
        assert_int_equal(minutes(course.in_private), rows[i].in_private);
        assert_int_equal(course.observed, TIME_UNKNOWN);
        course_release(&course);
    }
}

static void an_item_is_the_sum_of_its_stretches(void **state)
{
    struct course_mark marks[MOST];
    struct course_facts facts = {
        .began = 0, .ended = 100 * minute, .marks = marks,
        .mark_count = read_marks(marks, "1@5 2@20 b@25 r@30 1@40 3@50 4@?")
    };
    struct course course;
    const struct item_course *first, *second, *third, *last;
    const struct id one = item('1'), two = item('2'), three = item('3'), four = item('4'),
                    never = item('9');

    (void)state;
    course_make(&course, &facts);
    assert_int_equal(course.stretch_count, 5);
    assert_int_equal(course.item_count, 4);
    first = course_item(&course, &one);
    second = course_item(&course, &two);
    third = course_item(&course, &three);
    last = course_item(&course, &four);
    assert_int_equal(first->stretches, 2);
    assert_int_equal(minutes(first->began), 5);
    assert_int_equal(minutes(first->ended), 50);
    assert_int_equal(minutes(first->length), 15 + 10);
    assert_int_equal(minutes(second->length), 15); /* twenty minutes with a break of five */
    assert_int_equal(third->ended, TIME_UNKNOWN);
    assert_int_equal(third->length, TIME_UNKNOWN);
    assert_int_equal(last->length, TIME_UNKNOWN);
    assert_null(course_item(&course, &never));
    course_release(&course);
}

static void the_last_item_ends_with_the_meeting(void **state)
{
    struct course_mark marks[MOST];
    struct course_facts facts = { .began = 0, .ended = 30 * minute, .marks = marks,
                                  .mark_count = read_marks(marks, "1@10 b@20") };
    struct course course;

    (void)state;
    course_make(&course, &facts);
    assert_int_equal(minutes(course.item[0].ended), 30);
    assert_int_equal(minutes(course.item[0].length), 10);
    course_release(&course);
}

static void what_is_observed_lies_within_what_is_sat(void **state)
{
    static const struct interval openings[] = { { -10 * 60000, 20 * 60000 },
                                                { 15 * 60000, 40 * 60000 },
                                                { 55 * 60000, 90 * 60000 } };
    struct course_mark marks[MOST];
    struct course_facts facts = { .began = 0, .ended = 60 * minute, .marks = marks,
                                  .mark_count = read_marks(marks, "b@30 r@35"),
                                  .openings = openings, .opening_count = 3 };
    struct course course;

    (void)state;
    course_make(&course, &facts);
    assert_int_equal(minutes(course.sat), 55);
    assert_int_equal(minutes(course.observed), 40 - 5 + 5);
    course_release(&course);
}

static void the_time_between_an_end_and_going_on_is_not_sat(void **state)
{
    static const struct interval away[] = { { 60 * 60000, 300 * 60000 } };
    static const struct interval openings[] = { { 0, 60 * 60000 }, { 300 * 60000, 310 * 60000 } };
    struct course_mark marks[MOST];
    struct course_facts facts = { .began = 0, .ended = 310 * minute, .marks = marks,
                                  .mark_count = read_marks(marks, "1@50 b@55 r@303"),
                                  .away = away, .away_count = 1,
                                  .openings = openings, .opening_count = 2 };
    struct course course;

    (void)state;
    course_make(&course, &facts);
    assert_int_equal(minutes(course.sat), 55 + 7);
    assert_int_equal(minutes(course.observed), 62);
    assert_int_equal(minutes(course.item[0].length), 5 + 7);
    course_release(&course);
}

static void a_meeting_without_times_has_no_length(void **state)
{
    struct course_mark marks[MOST];
    struct course_facts facts = { .began = TIME_UNKNOWN, .ended = TIME_UNKNOWN, .marks = marks,
                                  .mark_count = read_marks(marks, "1@? p@?") };
    struct course course;

    (void)state;
    course_make(&course, &facts);
    assert_int_equal(course.sat, TIME_UNKNOWN);
    assert_int_equal(course.observed, TIME_UNKNOWN);
    assert_int_equal(course.in_private, 0);
    assert_int_equal(course.item[0].length, TIME_UNKNOWN);
    course_release(&course);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_sat_is_without_breaks),
        cmocka_unit_test(an_item_is_the_sum_of_its_stretches),
        cmocka_unit_test(the_last_item_ends_with_the_meeting),
        cmocka_unit_test(what_is_observed_lies_within_what_is_sat),
        cmocka_unit_test(the_time_between_an_end_and_going_on_is_not_sat),
        cmocka_unit_test(a_meeting_without_times_has_no_length),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
