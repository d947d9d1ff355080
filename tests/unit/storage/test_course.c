/* SPDX-License-Identifier: MIT */
/* The course of a meeting out of its record, and the notes on it. */
#include "fixture.h"

#include "core/clock.h"
#include "storage/course.h"

static const int64_t minute = 60000;

/* Types a line `minutes` after the meeting began. */
static void type_at(struct fixture *f, int64_t minutes, const char *line)
{
    f->now = f->room.opened + minutes * minute - 10000;
    fixture_type(f, line);
}

static struct course load(struct fixture *f, int64_t now)
{
    struct course course;

    ok(f, course_load(&course, f->study, &f->meeting, now, &f->err));
    return course;
}

static void items_and_breaks_come_from_the_record(void **state)
{
    struct fixture *f = fixture_new(false);
    int64_t began = f->room.opened;
    struct course course;

    (void)state;
    type_at(f, 1, ">");
    type_at(f, 10, ">");
    type_at(f, 20, "=break");
    type_at(f, 30, "=resume");
    type_at(f, 35, "=private");
    type_at(f, 40, "> wel");
    type_at(f, 44, "-102");
    course = load(f, began + 50 * minute);
    assert_int_equal(course.began, began);
    assert_int_equal(course.sat, 40 * minute);
    assert_int_equal(course.in_private, 15 * minute);
    assert_int_equal(course.observed, 40 * minute);
    assert_int_equal(course.item_count, 2);
    assert_int_equal(course.item[0].length, (9 + 10) * minute);
    assert_int_equal(course.item[0].stretches, 2);
    assert_int_equal(course.item[0].ended, began + 50 * minute);
    assert_int_equal(course.item[1].length, 20 * minute);
    course_release(&course);
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err)); /* who left */
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err)); /* the item again */
    course = load(f, began + 50 * minute);
    assert_int_equal(course.item[0].length, 9 * minute);
    course_release(&course);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM agenda_stretches"), 2);
    assert_int_equal(fixture_int(f, "SELECT ended - began FROM agenda_stretches WHERE item = 1"),
                     9 * minute);
    fixture_free(f);
}

static void an_opening_that_was_killed_lasts_to_what_it_wrote_last(void **state)
{
    struct fixture *f = fixture_new(false);
    int64_t began = f->room.opened;
    struct opening_clock clock;
    struct course course;
    struct id opening;

    (void)state;
    type_at(f, 15, "101: and then the battery was empty");
    clock_set(began + 25 * minute, 5000);
    clock_open(&clock);
    ok(f, meetings_open_live(f->study, &f->meeting, &clock, &opening, &f->err));
    type_at(f, 27, "101: we went on");
    course = load(f, TIME_UNKNOWN); /* nobody has it open */
    assert_int_equal(course.sat, 27 * minute);
    assert_int_equal(course.observed, (15 + 2) * minute);
    course_release(&course);
    ok(f, meetings_leave(f->study, &opening, began + 29 * minute, &f->err));
    ok(f, meetings_end(f->study, &f->meeting, began + 30 * minute, &f->err));
    course = load(f, began + 90 * minute);
    assert_int_equal(course.sat, 30 * minute);
    assert_int_equal(course.observed, (15 + 4) * minute);
    course_release(&course);
    fixture_free(f);
}

static void going_on_after_the_end_leaves_the_time_between_out(void **state)
{
    struct fixture *f = fixture_new(false);
    int64_t began = f->room.opened;
    struct opening_clock clock;
    struct course course;
    struct id opening;

    (void)state;
    type_at(f, 10, "101: that is all");
    ok(f, meetings_leave(f->study, &f->opening, began + 12 * minute, &f->err));
    ok(f, meetings_end(f->study, &f->meeting, began + 12 * minute, &f->err));
    clock_set(began + 300 * minute, 5000);
    clock_open(&clock);
    ok(f, meetings_open_live(f->study, &f->meeting, &clock, &opening, &f->err));
    fixture_room(f);
    assert_int_equal(f->room.away, 288 * minute);
    assert_int_equal(room_sat(&f->room, began + 301 * minute), 13 * minute);
    ok(f, meetings_leave(f->study, &opening, began + 302 * minute, &f->err));
    ok(f, meetings_end(f->study, &f->meeting, began + 302 * minute, &f->err));
    course = load(f, TIME_UNKNOWN);
    assert_int_equal(course.sat, 14 * minute);
    assert_int_equal(course.observed, 14 * minute);
    course_release(&course);
    fixture_free(f);
}

static void the_meetings_own_beginning_and_end_count(void **state)
{
    struct fixture *f = fixture_new(false);
    int64_t began = f->room.opened;
    struct meeting_notes notes;
    struct course course;

    (void)state;
    type_at(f, 15, "=break");
    type_at(f, 20, "=resume");
    ok(f, meetings_leave(f->study, &f->opening, began + 30 * minute, &f->err));
    ok(f, meetings_end(f->study, &f->meeting, began + 30 * minute, &f->err));
    ok(f, notes_load(&notes, f->study, &f->meeting, &f->err));
    assert_int_equal(notes.began, began);
    assert_int_equal(notes.convened, TIME_UNKNOWN);
    notes.convened = began - 10 * minute; /* the observer came late */
    notes.adjourned = began + 60 * minute; /* and left early */
    ok(f, notes_save(f->study, &f->meeting, &notes, &f->err));
    course = load(f, TIME_UNKNOWN);
    assert_int_equal(course.sat, 65 * minute);
    assert_int_equal(course.observed, 25 * minute);
    course_release(&course);
    notes.adjourned = notes.convened - 1;
    assert_int_equal(notes_save(f->study, &f->meeting, &notes, &f->err), STATUS_INPUT);
    notes_release(&notes);
    fixture_free(f);
}

static void notes_are_kept_as_they_were_given(void **state)
{
    struct fixture *f = fixture_new(false);
    struct meeting_notes notes, again;

    (void)state;
    ok(f, notes_load(&notes, f->study, &f->meeting, &f->err));
    assert_int_equal(notes.mode, HELD_UNKNOWN);
    assert_string_equal(notes.seating, "");
    free(notes.seating);
    free(notes.watching);
    notes.seating = mem_copy("chair, secretary\n主席 at the window");
    notes.watching = mem_copy("at the wall, introduced by the chair");
    notes.mode = HELD_HYBRID;
    notes.papers = PAPERS_SOME;
    ok(f, notes_save(f->study, &f->meeting, &notes, &f->err));
    ok(f, notes_load(&again, f->study, &f->meeting, &f->err));
    assert_string_equal(again.seating, notes.seating);
    assert_string_equal(again.watching, notes.watching);
    assert_int_equal(again.mode, HELD_HYBRID);
    assert_int_equal(again.papers, PAPERS_SOME);
    notes_release(&again);
    ok(f, db_exec(f->study, "UPDATE meeting SET status = 'closed'", &f->err));
    assert_int_equal(notes_save(f->study, &f->meeting, &notes, &f->err), STATUS_INPUT);
    notes_release(&notes);
    fixture_free(f);
}

static void an_imported_meeting_lasts_from_its_first_time_to_its_last(void **state)
{
    struct fixture *f = fixture_new(false);
    int64_t began = f->room.opened;
    struct course course;

    (void)state;
    type_at(f, 5, ">");
    type_at(f, 50, "101: the last words");
    ok(f, db_exec(f->study, "UPDATE meeting SET began = NULL, status = 'closed'; DELETE FROM opening",
                  &f->err));
    course = load(f, TIME_UNKNOWN);
    assert_int_equal(course.began, began + 5 * minute);
    assert_int_equal(course.sat, 45 * minute);
    assert_int_equal(course.observed, TIME_UNKNOWN);
    course_release(&course);
    fixture_free(f);
}

static void another_observer_reads_the_course_that_there_is(void **state)
{
    struct fixture *f = fixture_new(false);
    int64_t began = f->room.opened;
    struct course course;

    (void)state;
    type_at(f, 5, ">");
    ok(f, study_set_observer(f->study, "two", &f->err));
    course = load(f, began + 10 * minute);
    assert_int_equal(course.item_count, 1);
    course_release(&course);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_and_breaks_come_from_the_record),
        cmocka_unit_test(an_opening_that_was_killed_lasts_to_what_it_wrote_last),
        cmocka_unit_test(going_on_after_the_end_leaves_the_time_between_out),
        cmocka_unit_test(the_meetings_own_beginning_and_end_count),
        cmocka_unit_test(notes_are_kept_as_they_were_given),
        cmocka_unit_test(an_imported_meeting_lasts_from_its_first_time_to_its_last),
        cmocka_unit_test(another_observer_reads_the_course_that_there_is),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
