/* SPDX-License-Identifier: MIT */
/* The report: what counts, under which site, function, role and code. */
#include "core/clock.h"
#include "fixture.h"
#include "storage/report.h"

static struct reporting *reckoned(struct fixture *f)
{
    struct reporting *reporting;

    ok(f, report_begin(&reporting, f->study, &f->err));
    ok(f, report_go_on(reporting, -1, &f->err));
    assert_true(report_is_done(reporting));
    return reporting;
}

static void a_planned_meeting_without_entries_does_not_count(void **state)
{
    struct fixture *f = fixture_new(false);
    struct new_meeting planned = { .title = "Later", .function = "council" };
    const struct report *report;
    struct reporting *reporting;
    struct id id;
    int number;

    (void)state;
    ok(f, meetings_add(f->study, &planned, &id, &number, &f->err));
    fixture_type(f, "101: words #ch");
    reporting = reckoned(f);
    report = report_so_far(reporting);
    assert_int_equal(report->total.meetings, 1);
    assert_int_equal(report->total.entries, 1);
    assert_int_equal(report->functions.count, 1);
    assert_string_equal(report->functions.row[0].name, "governing body");
    assert_int_equal(report->sites.count, 1);
    assert_string_equal(report->sites.row[0].name, "3");
    report_end(reporting);
    fixture_free(f);
}

static void hours_are_known_where_beginning_and_end_are(void **state)
{
    struct fixture *f = fixture_new(false);
    const struct report *report;
    struct reporting *reporting;
    struct str line = STR_INIT;

    (void)state;
    fixture_type(f, "101: words");
    ok(f, db_exec(f->study,
                  "UPDATE meeting SET began = 1772632800000, ended = 1772638200000,"
                  " status = 'to-write-up'",
                  &f->err));
    reporting = reckoned(f);
    report = report_so_far(reporting);
    assert_int_equal(report->total.without_hours, 0);
    assert_int_equal(report->total.sitting, 5400000);
    report_headline(&line, report);
    assert_string_equal(line.text, "1 meeting, about 1.5 hours, 1 entries, March 2026");
    str_release(&line);
    report_end(reporting);
    ok(f, db_exec(f->study, "UPDATE meeting SET began = NULL, ended = NULL", &f->err));
    ok(f, db_exec(f->study, "UPDATE entry_revision SET at = NULL", &f->err));
    reporting = reckoned(f);
    assert_int_equal(report_so_far(reporting)->total.without_hours, 1);
    report_end(reporting);
    fixture_free(f);
}

static void what_was_undone_is_not_counted(void **state)
{
    struct fixture *f = fixture_new(false);
    const struct report *report;
    struct reporting *reporting;

    (void)state;
    fixture_type(f, "101: words #ch");
    fixture_type(f, "102: more #ch #de");
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err));
    reporting = reckoned(f);
    report = report_so_far(reporting);
    assert_int_equal(report->total.entries, 1);
    assert_int_equal(report->observers[0].entries, 1);
    assert_int_equal(report->code_count, 1);
    assert_int_equal(report->codes[0].total, 1);
    assert_int_equal(report->codes[0].uses[0], 1);
    report_end(reporting);
    fixture_free(f);
}

static void a_state_counts_once_and_merged_codes_and_people_are_one(void **state)
{
    struct fixture *f = fixture_new(false);
    const struct report *report;
    struct reporting *reporting;
    size_t people;

    (void)state;
    fixture_type(f, "101: words #ch");
    fixture_type(f, "102: more #de #tn+");
    fixture_type(f, "102: less #tn-");
    reporting = reckoned(f);
    report = report_so_far(reporting);
    people = report->people;
    assert_int_equal(report->code_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(report->codes[i].total, 1);
    report_end(reporting);
    ok(f, db_exec(f->study,
                  "UPDATE code SET merged_into = (SELECT id FROM code WHERE key = 'ch')"
                  " WHERE key = 'de';"
                  "UPDATE person SET merged_into = (SELECT id FROM person WHERE number = 101)"
                  " WHERE number = 102",
                  &f->err));
    reporting = reckoned(f);
    report = report_so_far(reporting);
    assert_int_equal(report->code_count, 2);
    assert_int_equal(report->codes[0].total, 2);
    assert_int_equal(report->people, people - 1);
    report_end(reporting);
    fixture_free(f);
}

static void who_sent_apologies_was_not_seen_unless_they_came(void **state)
{
    struct fixture *f = fixture_new(false);
    struct reporting *reporting = NULL;
    size_t all;

    (void)state;
    fixture_type(f, "101: words");
    reporting = reckoned(f);
    all = report_so_far(reporting)->people;
    report_end(reporting);
    fixture_type(f, "-102 apologies");
    reporting = reckoned(f);
    assert_int_equal(report_so_far(reporting)->people, all - 1);
    report_end(reporting);
    fixture_type(f, "+102");
    reporting = reckoned(f);
    assert_int_equal(report_so_far(reporting)->people, all);
    report_end(reporting);
    fixture_free(f);
}

static void who_was_late_and_never_came_was_not_seen(void **state)
{
    struct fixture *f = fixture_new(false);
    struct reporting *reporting;
    size_t all;

    (void)state;
    fixture_type(f, "101: words");
    reporting = reckoned(f);
    all = report_so_far(reporting)->people;
    report_end(reporting);
    fixture_type(f, "-102 late");
    fixture_type(f, "-103 late");
    fixture_type(f, "+103");
    reporting = reckoned(f);
    assert_int_equal(report_so_far(reporting)->people, all - 1);
    report_end(reporting);
    fixture_free(f);
}

static void breaks_are_no_hours(void **state)
{
    struct fixture *f = fixture_new(false);
    const int64_t minute = 60000;
    struct reporting *reporting;

    (void)state;
    fixture_type(f, "101: words");
    f->now += 30 * minute;
    fixture_type(f, "=break");
    f->now += 20 * minute;
    fixture_type(f, "=resume");
    f->now += 10 * minute;
    fixture_type(f, "101: more");
    ok(f, db_exec(f->study,
                  "UPDATE meeting SET status = 'to-write-up',"
                  " began = (SELECT min(at) FROM entry_revision),"
                  " ended = (SELECT min(at) FROM entry_revision) + 70 * 60000",
                  &f->err));
    reporting = reckoned(f);
    assert_int_equal(report_so_far(reporting)->total.without_hours, 0);
    /* ten seconds pass with each line */
    assert_int_equal(report_so_far(reporting)->total.sitting, 70 * minute - (20 * minute + 10000));
    report_end(reporting);
    fixture_free(f);
}

static void it_can_be_asked_before_it_is_done(void **state)
{
    struct fixture *f = fixture_new(false);
    struct reporting *reporting;

    (void)state;
    fixture_type(f, "101: words #ch");
    ok(f, report_begin(&reporting, f->study, &f->err));
    assert_int_equal(report_so_far(reporting)->total.meetings, 0);
    ok(f, report_go_on(reporting, 0, &f->err));
    assert_int_equal(report_so_far(reporting)->total.meetings, 1); /* meetings come first */
    while (!report_is_done(reporting)) {
        ok(f, report_go_on(reporting, 0, &f->err));
        (void)report_so_far(reporting);
    }
    assert_int_equal(report_so_far(reporting)->code_count, 1);
    report_end(reporting);
    report_end(NULL);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_planned_meeting_without_entries_does_not_count),
        cmocka_unit_test(hours_are_known_where_beginning_and_end_are),
        cmocka_unit_test(what_was_undone_is_not_counted),
        cmocka_unit_test(a_state_counts_once_and_merged_codes_and_people_are_one),
        cmocka_unit_test(who_sent_apologies_was_not_seen_unless_they_came),
        cmocka_unit_test(who_was_late_and_never_came_was_not_seen),
        cmocka_unit_test(breaks_are_no_hours),
        cmocka_unit_test(it_can_be_asked_before_it_is_done),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
