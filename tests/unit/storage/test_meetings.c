/* SPDX-License-Identifier: MIT */
/* Meetings: made, listed, opened, ended. */
#include "fixture.h"
#include "storage/names.h"

static void a_body_that_is_known_brings_its_function_site_and_people(void **state)
{
    struct fixture *f = fixture_new(false);
    struct new_meeting meeting = { .title = "Board again", .body = "cabinet" };
    struct meeting_rows rows;
    struct id id;
    int number;

    (void)state;
    ok(f, meetings_add(f->study, &meeting, &id, &number, &f->err));
    assert_int_equal(number, 2);
    ok(f, meetings_load_one(&rows, f->study, 2, &f->err));
    assert_int_equal(rows.count, 1);
    assert_string_equal(rows.row[0].meeting.site, "3");
    assert_string_equal(rows.row[0].meeting.function, "governing-body");
    assert_int_equal(rows.row[0].people, 5);
    assert_int_equal(rows.row[0].meeting.status, MEETING_PLANNED);
    assert_string_equal(rows.row[0].meeting.date, "");
    assert_true(rows.row[0].meeting.began == TIME_UNKNOWN);
    meetings_release(&rows);
    ok(f, meetings_last_of_body(f->study, "cabinet", &number, &f->err));
    assert_int_equal(number, 2);
    ok(f, meetings_last_of_body(f->study, "senate", &number, &f->err));
    assert_int_equal(number, 0);
    fixture_free(f);
}

static void a_body_of_one_name_at_two_sites_is_two_bodies(void **state)
{
    struct fixture *f = fixture_new(false);
    struct new_meeting meeting = {
        .title = "Elsewhere", .site = "A", .body = "cabinet", .function = "locality"
    };
    struct names names;
    struct id id;
    int number;

    (void)state;
    ok(f, meetings_add(f->study, &meeting, &id, &number, &f->err));
    ok(f, meetings_bodies(&names, f->study, &f->err));
    assert_int_equal(names.count, 2);
    names_release(&names);
    ok(f, meetings_sites(&names, f->study, &f->err));
    assert_int_equal(names.count, 2);
    names_release(&names);
    meeting.site = NULL;
    assert_int_equal(meetings_add(f->study, &meeting, &id, &number, &f->err), STATUS_INPUT);
    assert_non_null(strstr(f->err.text, "say which site"));
    fixture_free(f);
}

static void an_unknown_function_names_those_there_are(void **state)
{
    struct fixture *f = fixture_new(false);
    struct new_meeting meeting = { .title = "T", .function = "coven" };
    struct id id;
    int number;

    (void)state;
    assert_int_equal(meetings_add(f->study, &meeting, &id, &number, &f->err), STATUS_NOT_FOUND);
    assert_non_null(strstr(f->err.text, "governing-body"));
    assert_int_equal(number, 0);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM meeting"), 1);
    fixture_free(f);
}

static void meetings_are_listed_live_first_and_newest_first(void **state)
{
    struct fixture *f = fixture_new(false);
    struct new_meeting planned = { .title = "Planned" },
                       closed = { .title = "Old", .closed = true };
    struct meeting_rows rows;
    struct id id;
    int number;

    (void)state;
    ok(f, meetings_add(f->study, &closed, &id, &number, &f->err));
    ok(f, meetings_add(f->study, &planned, &id, &number, &f->err));
    ok(f, meetings_add(f->study, &planned, &id, &number, &f->err));
    ok(f, meetings_end(f->study, &id, 5, &f->err));
    ok(f, meetings_load(&rows, f->study, &f->err));
    assert_int_equal(rows.count, 4);
    assert_int_equal(rows.row[0].meeting.number, 1);
    assert_int_equal(rows.row[1].meeting.number, 4);
    assert_int_equal(rows.row[1].meeting.ended, 5);
    assert_int_equal(rows.row[2].meeting.number, 3);
    assert_int_equal(rows.row[3].meeting.number, 2);
    meetings_release(&rows);
    fixture_free(f);
}

/* Each third is closed, each third of the others waits to be written up; the
 * removed entry of the first is not counted. */
static void make_many(struct fixture *f, int count)
{
    struct new_meeting meeting = { .title = "Many" };
    struct id id;
    int number;

    fixture_type(f, "one line");
    fixture_type(f, "one more");
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err));
    for (int i = 0; i < count; i++) {
        meeting.closed = i % 3 == 0;
        ok(f, meetings_add(f->study, &meeting, &id, &number, &f->err));
        if (i % 3 == 1)
            ok(f, meetings_end(f->study, &id, 5, &f->err));
    }
}

static void add_run(struct fixture *f, const char *status, int count)
{
    char sql[400];

    snprintf(sql, sizeof sql,
             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
             " INSERT INTO meeting (uuid, version, observer, number, status, title, function)"
             " SELECT randomblob(16), 1, 1, (SELECT max(number) FROM meeting) + i, '%s', 'M', 1"
             " FROM n",
             count, status);
    ok(f, db_exec(f->study, sql, &f->err));
}

static void expect_counts(struct fixture *f)
{
    struct meeting_counts counts;
    char sql[100];

    ok(f, meetings_count(&counts, f->study, &f->err));
    assert_int_equal(counts.all, fixture_int(f, "SELECT count(*) FROM meeting"));
    for (size_t i = 0; i < MEETING_STATUSES; i++) {
        snprintf(sql, sizeof sql, "SELECT count(*) FROM meeting WHERE status = '%s'",
                 meeting_status_words[i].key);
        assert_int_equal(counts.of[i], fixture_int(f, sql));
    }
}

/* A run is counted through up to 200; of the longer ones, one is what is left. */
static void long_runs_of_meetings_are_counted_as_short_ones(void **state)
{
    static const struct {
        const char *status;
        int count;
    } more[] = { { "to-write-up", 199 }, { "to-write-up", 1 }, { "to-write-up", 1 },
                 { "closed", 200 },      { "closed", 3 },      { "planned", 450 },
                 { "live", 2 } };
    struct fixture *f = fixture_new(false);

    (void)state;
    expect_counts(f);
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        add_run(f, more[i].status, more[i].count);
        expect_counts(f);
    }
    fixture_free(f);
}

static void those_that_have_begun_are_as_many_as_are_listed(void **state)
{
    struct fixture *f = fixture_new(false);
    struct new_meeting planned = { .title = "Planned" }, held = { .title = "Held", .closed = true };
    struct meeting_rows rows;
    struct id id;
    size_t before, count;
    char sql[200];
    int number;

    (void)state;
    ok(f, meetings_count_begun(f->study, &before, &f->err));
    for (int i = 0; i < 5; i++)
        ok(f, meetings_add(f->study, i < 3 ? &held : &planned, &id, &number, &f->err));
    snprintf(sql, sizeof sql,
             "INSERT INTO entry (uuid, meeting, observer, sequence, current) VALUES"
             " (randomblob(16), (SELECT id FROM meeting WHERE number = %d), 1, 1, 1)",
             number);
    ok(f, db_exec(f->study, sql, &f->err)); /* planned, and written in */
    ok(f, meetings_count_begun(f->study, &count, &f->err));
    assert_int_equal(count, before + 4);
    for (size_t most = 1; most <= count + 1; most++) {
        ok(f, meetings_load_begun(&rows, f->study, most, &f->err));
        assert_int_equal(rows.count, most < count ? most : count);
        for (size_t i = 1; i < rows.count; i++)
            assert_true(rows.row[i - 1].meeting.number < rows.row[i].meeting.number);
        meetings_release(&rows);
    }
    ok(f, meetings_load_begun(&rows, f->study, SIZE_MAX, &f->err));
    assert_int_equal(rows.count, count);
    meetings_release(&rows);
    fixture_free(f);
}

static void pages_of_the_list_are_parts_of_the_list(void **state)
{
    struct fixture *f = fixture_new(false);
    struct meeting_rows all, page;
    struct meeting_counts counts;
    size_t place;

    (void)state;
    make_many(f, 20);
    ok(f, meetings_load(&all, f->study, &f->err));
    ok(f, meetings_count(&counts, f->study, &f->err));
    assert_int_equal(counts.all, all.count);
    assert_int_equal(counts.of[MEETING_LIVE], 1);
    assert_int_equal(counts.of[MEETING_CLOSED], 7);
    for (size_t from = 0; from <= all.count; from++)
        for (size_t count = 0; count <= all.count + 1; count++) {
            size_t there = all.count - from < count ? all.count - from : count;

            ok(f, meetings_load_page(&page, f->study, &counts, from, count, &f->err));
            assert_int_equal(page.count, there);
            for (size_t i = 0; i < there; i++) {
                assert_int_equal(page.row[i].meeting.number, all.row[from + i].meeting.number);
                assert_int_equal(page.row[i].entries, all.row[from + i].entries);
                assert_int_equal(page.row[i].people, 0); /* which home does not show */
            }
            meetings_release(&page);
        }
    assert_int_equal(all.row[0].entries, 1);
    for (size_t i = 0; i < all.count; i++) {
        ok(f, meetings_place(f->study, &counts, all.row[i].meeting.number, &place, &f->err));
        assert_int_equal(place, i);
        assert_int_equal(meetings_status_at(&counts, i, &place), all.row[i].meeting.status);
        assert_true(place <= i && all.row[place].meeting.status == all.row[i].meeting.status);
    }
    assert_int_equal(meetings_place(f->study, &counts, 99, &place, &f->err), STATUS_NOT_FOUND);
    meetings_release(&all);
    fixture_free(f);
}

/* In place of a count there is 0, but where it tells whether a planned meeting holds anything. */
static void meetings_are_the_same_without_counting(void **state)
{
    struct fixture *f = fixture_new(false);
    struct meeting_rows all, plain;
    size_t planned = 0;

    (void)state;
    make_many(f, 20);
    ok(f, db_exec(f->study,
                  "INSERT INTO entry (uuid, meeting, observer, sequence, current) SELECT"
                  " randomblob(16), id, 1, 1, 1 FROM meeting WHERE status = 'planned'"
                  " AND number % 2 = 0",
                  &f->err));
    ok(f, meetings_load(&all, f->study, &f->err));
    ok(f, meetings_load_uncounted(&plain, f->study, &f->err));
    assert_int_equal(plain.count, all.count);
    for (size_t i = 0; i < plain.count; i++) {
        const struct meeting_row *is = &plain.row[i], *same = all.row;

        while (same->meeting.number != is->meeting.number)
            same++;
        assert_true(i == 0 || plain.row[i - 1].meeting.number < is->meeting.number);
        assert_true(id_equal(&is->meeting.id, &same->meeting.id));
        assert_string_equal(is->meeting.title, same->meeting.title);
        assert_int_equal(is->meeting.status, same->meeting.status);
        assert_int_equal(is->people, 0);
        planned += is->meeting.status == MEETING_PLANNED && is->entries > 0;
        assert_int_equal(is->entries, is->meeting.status == MEETING_PLANNED ? same->entries : 0);
    }
    assert_true(planned > 0);
    meetings_release(&all);
    meetings_release(&plain);
    fixture_free(f);
}

static void a_meeting_that_is_absent_says_which_there_are(void **state)
{
    struct fixture *f = fixture_new(false);
    struct meeting_rows rows;

    (void)state;
    assert_int_equal(meetings_load_one(&rows, f->study, 7, &f->err), STATUS_NOT_FOUND);
    assert_non_null(strstr(f->err.text, "no meeting M7: the last one"));
    fixture_free(f);
}

static void the_same_file_is_known_again(void **state)
{
    struct fixture *f = fixture_new(false);
    struct new_meeting meeting = { .title = "T", .closed = true, .digest = "abc" };
    struct id id;
    int number;

    (void)state;
    ok(f, meetings_add(f->study, &meeting, &id, &number, &f->err));
    assert_int_equal(meetings_add(f->study, &meeting, &id, &number, &f->err), STATUS_EXISTS);
    assert_non_null(strstr(f->err.text, "as M2"));
    fixture_free(f);
}

static void opening_keeps_the_first_beginning_and_closed_meetings_shut(void **state)
{
    struct fixture *f = fixture_new(false);
    struct new_meeting closed = { .title = "Old", .closed = true };
    struct opening_clock clock;
    struct meeting_rows rows;
    struct id opening, id;
    int number;

    (void)state;
    ok(f, meetings_leave(f->study, &f->opening, 99, &f->err));
    assert_int_equal(fixture_int(f, "SELECT ended FROM opening"), 99);
    clock_set(1772640000000, 7000);
    clock_open(&clock);
    ok(f, meetings_open_live(f->study, &f->meeting, &clock, &opening, &f->err));
    ok(f, meetings_load_one(&rows, f->study, 1, &f->err));
    assert_int_equal(rows.row[0].meeting.began, 1772633100000);
    assert_int_equal(rows.row[0].meeting.status, MEETING_LIVE);
    meetings_release(&rows);
    ok(f, meetings_end(f->study, &f->meeting, 1772641000000, &f->err));
    assert_int_equal(meetings_end(f->study, &f->meeting, 1, &f->err), STATUS_INPUT);
    assert_int_equal(fixture_int(f, "SELECT ended FROM meeting"), 1772641000000);
    ok(f, meetings_open_live(f->study, &f->meeting, &clock, &opening, &f->err));
    ok(f, meetings_add(f->study, &closed, &id, &number, &f->err));
    assert_int_equal(meetings_open_live(f->study, &id, &clock, &opening, &f->err), STATUS_INPUT);
    assert_non_null(strstr(f->err.text, "M2 is closed"));
    fixture_free(f);
}

static void no_meeting_ends_before_it_began(void **state)
{
    struct fixture *f = fixture_new(false);

    (void)state;
    ok(f, meetings_end(f->study, &f->meeting, 1, &f->err)); /* the clock was set back */
    assert_int_equal(fixture_int(f, "SELECT ended = began FROM meeting"), 1);
    fixture_free(f);
}

static void a_closed_meeting_takes_its_record_with_its_making_only(void **state)
{
    struct fixture *f = fixture_new(false);
    struct new_meeting closed = { .title = "Old", .closed = true };
    struct change change;
    struct id id;
    int number;

    (void)state;
    ok(f, study_begin(f->study, &f->err));
    ok(f, meetings_add(f->study, &closed, &id, &number, &f->err));
    change_init(&change, &id, 1);
    change_add_entry(&change)->text = mem_copy("imported");
    ok(f, record_change(f->study, &change, &f->err));
    ok(f, study_commit(f->study, &f->err));
    change_release(&change);
    change_init(&change, &id, 2);
    change_add_entry(&change)->text = mem_copy("later");
    assert_int_equal(record_change(f->study, &change, &f->err), STATUS_INPUT);
    change_release(&change);
    assert_int_equal(record_undo(f->study, &id, NULL, &f->err), STATUS_INPUT);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_that_is_known_brings_its_function_site_and_people),
        cmocka_unit_test(a_body_of_one_name_at_two_sites_is_two_bodies),
        cmocka_unit_test(an_unknown_function_names_those_there_are),
        cmocka_unit_test(meetings_are_listed_live_first_and_newest_first),
        cmocka_unit_test(meetings_are_the_same_without_counting),
        cmocka_unit_test(a_meeting_that_is_absent_says_which_there_are),
        cmocka_unit_test(those_that_have_begun_are_as_many_as_are_listed),
        cmocka_unit_test(long_runs_of_meetings_are_counted_as_short_ones),
        cmocka_unit_test(pages_of_the_list_are_parts_of_the_list),
        cmocka_unit_test(the_same_file_is_known_again),
        cmocka_unit_test(opening_keeps_the_first_beginning_and_closed_meetings_shut),
        cmocka_unit_test(no_meeting_ends_before_it_began),
        cmocka_unit_test(a_closed_meeting_takes_its_record_with_its_making_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
