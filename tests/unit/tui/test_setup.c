/* SPDX-License-Identifier: MIT */
/* From the texts of the set-up form to a meeting of the study. */
#include "storage/people.h"
#include "tui/setup.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct study *study;
    struct setup setup;
    struct error err;
    int number;
    enum field field;
    char kept[80];
};

static void open_form(struct fixture *f)
{
    *f = (struct fixture){ .err = ERROR_INIT };
    assert_int_equal(study_open(&f->study, ":memory:", STUDY_CREATE, &f->err), STATUS_OK);
    assert_int_equal(study_set_observer(f->study, "AB", &f->err), STATUS_OK);
    setup_init(&f->setup);
}

static void close_form(struct fixture *f)
{
    setup_release(&f->setup);
    study_close(f->study);
}

static void type(struct fixture *f, enum field field, const char *text)
{
    line_set(&f->setup.form.state[field].line, "");
    line_insert(&f->setup.form.state[field].line, text, strlen(text));
}

static enum status save(struct fixture *f)
{
    return setup_save(f->study, &f->setup, &f->number, &f->field, f->kept, sizeof f->kept, &f->err);
}

static size_t meetings(struct fixture *f)
{
    struct meeting_rows rows;
    size_t count;

    assert_int_equal(meetings_load(&rows, f->study, &f->err), STATUS_OK);
    count = rows.count;
    meetings_release(&rows);
    return count;
}

static void a_full_form_makes_a_meeting_with_people_and_agenda(void **state)
{
    struct fixture f;
    struct meeting_rows rows;
    struct agenda agenda;

    (void)state;
    open_form(&f);
    type(&f, FIELD_TITLE, " March  ");
    type(&f, FIELD_SITE, "3");
    type(&f, FIELD_BODY, "Senate");
    type(&f, FIELD_FUNCTION, "governing body");
    type(&f, FIELD_DATE, "2026-03-04");
    type(&f, FIELD_PEOPLE, "283 gp ab, 60 chair");
    type(&f, FIELD_AGENDA, "1. Welcome\n\n2. Finance report (GB/26/14) for decision\n");
    assert_int_equal(save(&f), STATUS_OK);
    assert_string_equal(f.kept, "");
    assert_int_equal(meetings_load_one(&rows, f.study, f.number, &f.err), STATUS_OK);
    assert_string_equal(rows.row[0].meeting.title, "March");
    assert_string_equal(rows.row[0].meeting.body, "Senate");
    assert_int_equal(rows.row[0].people, 2);
    assert_int_equal(agenda_load(&agenda, f.study, &rows.row[0].meeting.id, &f.err), STATUS_OK);
    assert_int_equal(agenda.count, 2);
    assert_string_equal(agenda.item[1].title, "Finance report");
    agenda_release(&agenda);
    meetings_release(&rows);
    close_form(&f);
}

static void a_form_without_a_title_makes_one_of_function_and_date(void **state)
{
    struct fixture f;
    struct meeting_rows rows;

    (void)state;
    open_form(&f);
    type(&f, FIELD_FUNCTION, "committee");
    type(&f, FIELD_DATE, "2026-03-04");
    assert_int_equal(save(&f), STATUS_OK);
    assert_int_equal(meetings_load_one(&rows, f.study, f.number, &f.err), STATUS_OK);
    assert_string_equal(rows.row[0].meeting.title, "committee 2026-03-04");
    meetings_release(&rows);
    close_form(&f);
}

static void what_cannot_be_used_makes_nothing(void **state)
{
    struct fixture f;
    struct people people;

    (void)state;
    open_form(&f);
    type(&f, FIELD_PEOPLE, "283 gp");
    type(&f, FIELD_DATE, "2026-02-30");
    assert_int_equal(save(&f), STATUS_INPUT);
    assert_non_null(strstr(f.err.text, "2026-02-30"));
    type(&f, FIELD_DATE, "");
    type(&f, FIELD_FUNCTION, "parliament");
    assert_int_equal(save(&f), STATUS_NOT_FOUND);
    assert_int_equal(meetings(&f), 0);
    assert_int_equal(people_load(&people, f.study, false, &f.err), STATUS_OK);
    assert_int_equal(people.person_count, 0);
    people_release(&people);
    close_form(&f);
}

static void people_who_are_known_stay_as_they_are_and_are_named(void **state)
{
    struct fixture f;

    (void)state;
    open_form(&f);
    type(&f, FIELD_PEOPLE, "283 gp ab, 60");
    assert_int_equal(save(&f), STATUS_OK);
    type(&f, FIELD_PEOPLE, "283 gp AB, 60 xy");
    assert_int_equal(save(&f), STATUS_OK);
    assert_string_equal(f.kept, "60");
    assert_int_equal(meetings(&f), 2);
    close_form(&f);
}

static void a_known_body_fills_what_is_empty(void **state)
{
    struct fixture f;

    (void)state;
    open_form(&f);
    type(&f, FIELD_SITE, "3");
    type(&f, FIELD_BODY, "Senate");
    type(&f, FIELD_FUNCTION, "governing body");
    type(&f, FIELD_VENUE, "Room 4");
    assert_int_equal(save(&f), STATUS_OK);
    type(&f, FIELD_SITE, "");
    type(&f, FIELD_FUNCTION, "");
    type(&f, FIELD_VENUE, "Hall");
    assert_int_equal(setup_reuse(f.study, &f.setup, &f.err), STATUS_OK);
    assert_string_equal(form_text(&f.setup.form, FIELD_SITE), "3");
    assert_string_equal(form_text(&f.setup.form, FIELD_FUNCTION), "governing body");
    assert_string_equal(form_text(&f.setup.form, FIELD_VENUE), "Hall");
    assert_int_equal(f.setup.reused, 1);
    close_form(&f);
}

/* The same form again, as n opens it after a meeting was made. */
static void begin_anew(struct fixture *f)
{
    setup_release(&f->setup);
    setup_init(&f->setup);
}

static void a_body_brings_quorum_people_and_agenda_of_its_last_meeting(void **state)
{
    struct fixture f;

    (void)state;
    open_form(&f);
    type(&f, FIELD_BODY, "Senate");
    type(&f, FIELD_QUORUM, "3, gp 2");
    type(&f, FIELD_PEOPLE, "283 gp chair ab, 60 nm attending");
    type(&f, FIELD_AGENDA, "1. Minutes (GB/1) for decision\nBudget");
    assert_int_equal(save(&f), STATUS_OK);
    begin_anew(&f);
    type(&f, FIELD_BODY, "Senate");
    assert_int_equal(setup_reuse(f.study, &f.setup, &f.err), STATUS_OK);
    assert_string_equal(form_text(&f.setup.form, FIELD_QUORUM), "3, gp 2");
    assert_string_equal(form_text(&f.setup.form, FIELD_PEOPLE), "60 attending, 283 chair");
    assert_string_equal(form_text(&f.setup.form, FIELD_AGENDA), "Minutes for decision\nBudget");
    close_form(&f);
}

static void another_body_replaces_what_was_filled_in_and_leaves_what_was_typed(void **state)
{
    struct fixture f;

    (void)state;
    open_form(&f);
    type(&f, FIELD_BODY, "Senate");
    type(&f, FIELD_SITE, "3");
    type(&f, FIELD_VENUE, "Hall");
    assert_int_equal(save(&f), STATUS_OK);
    begin_anew(&f);
    type(&f, FIELD_BODY, "Cabinet");
    type(&f, FIELD_SITE, "4");
    type(&f, FIELD_VENUE, "Room 9");
    assert_int_equal(save(&f), STATUS_OK);
    begin_anew(&f);
    type(&f, FIELD_BODY, "Senate");
    assert_int_equal(setup_reuse(f.study, &f.setup, &f.err), STATUS_OK);
    assert_string_equal(form_text(&f.setup.form, FIELD_VENUE), "Hall");
    type(&f, FIELD_TITLE, "typed");
    type(&f, FIELD_BODY, "Cabinet");
    type(&f, FIELD_SITE, "4");
    f.setup.looked = false;
    assert_int_equal(setup_reuse(f.study, &f.setup, &f.err), STATUS_OK);
    assert_string_equal(form_text(&f.setup.form, FIELD_VENUE), "Room 9");
    assert_string_equal(form_text(&f.setup.form, FIELD_TITLE), "typed");
    close_form(&f);
}

static void a_meeting_that_is_there_is_made_anew(void **state)
{
    struct fixture f;
    struct meeting_rows rows;
    struct agenda agenda;

    (void)state;
    open_form(&f);
    type(&f, FIELD_TITLE, "May");
    type(&f, FIELD_BODY, "Senate");
    type(&f, FIELD_PEOPLE, "283 gp ab, 60 nm chair");
    type(&f, FIELD_AGENDA, "Minutes (GB/1) for decision\nBudget");
    assert_int_equal(save(&f), STATUS_OK);
    begin_anew(&f);
    assert_int_equal(setup_fill(f.study, &f.setup, 1, &f.err), STATUS_OK);
    assert_string_equal(form_text(&f.setup.form, FIELD_PEOPLE), "60 chair, 283");
    assert_string_equal(form_text(&f.setup.form, FIELD_AGENDA),
                        "Minutes (GB/1) for decision\nBudget");
    type(&f, FIELD_TITLE, "June");
    type(&f, FIELD_QUORUM, "2");
    type(&f, FIELD_AGENDA, "Budget\nRisk");
    assert_int_equal(save(&f), STATUS_OK);
    assert_int_equal(f.number, 1);
    assert_int_equal(meetings_load_one(&rows, f.study, 1, &f.err), STATUS_OK);
    assert_string_equal(rows.row[0].meeting.title, "June");
    assert_int_equal(agenda_load(&agenda, f.study, &rows.row[0].meeting.id, &f.err), STATUS_OK);
    assert_int_equal(agenda.count, 2);
    assert_string_equal(agenda.item[0].title, "Budget");
    agenda_release(&agenda);
    meetings_release(&rows);
    close_form(&f);
}

static void the_field_that_is_wrong_is_named(void **state)
{
    struct fixture f;

    (void)state;
    open_form(&f);
    type(&f, FIELD_DATE, "tomorrow");
    assert_int_equal(save(&f), STATUS_INPUT);
    assert_int_equal(f.field, FIELD_DATE);
    type(&f, FIELD_DATE, "");
    type(&f, FIELD_QUORUM, "many");
    assert_int_equal(save(&f), STATUS_INPUT);
    assert_int_equal(f.field, FIELD_QUORUM);
    type(&f, FIELD_QUORUM, "3");
    assert_int_equal(save(&f), STATUS_INPUT);
    assert_int_equal(f.field, FIELD_BODY);
    type(&f, FIELD_BODY, "Senate");
    type(&f, FIELD_PEOPLE, "who");
    assert_int_equal(save(&f), STATUS_INPUT);
    assert_int_equal(f.field, FIELD_PEOPLE);
    assert_int_equal(meetings(&f), 0);
    close_form(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_form_makes_a_meeting_with_people_and_agenda),
        cmocka_unit_test(a_form_without_a_title_makes_one_of_function_and_date),
        cmocka_unit_test(what_cannot_be_used_makes_nothing),
        cmocka_unit_test(people_who_are_known_stay_as_they_are_and_are_named),
        cmocka_unit_test(a_known_body_fills_what_is_empty),
        cmocka_unit_test(a_body_brings_quorum_people_and_agenda_of_its_last_meeting),
        cmocka_unit_test(another_body_replaces_what_was_filled_in_and_leaves_what_was_typed),
        cmocka_unit_test(a_meeting_that_is_there_is_made_anew),
        cmocka_unit_test(the_field_that_is_wrong_is_named),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
