/* SPDX-License-Identifier: MIT */
/* People, identity and the codebook. */
#include "fixture.h"
#include "storage/people_merge.h"

static void people_come_by_number_and_voices_last(void **state)
{
    struct fixture *f = fixture_new(false);
    struct new_person voice = { .voice = "_record" }, high = { .number = 283, .role_group = "gp" };
    struct people people;
    struct id id;
    int number;

    (void)state;
    ok(f, people_add(f->study, &voice, &id, &number, &f->err));
    assert_int_equal(number, 0);
    ok(f, people_add(f->study, &high, &id, &number, &f->err));
    assert_int_equal(number, 283);
    high = (struct new_person){ 0 };
    ok(f, people_add(f->study, &high, &id, &number, &f->err));
    assert_int_equal(number, 284);
    ok(f, people_load(&people, f->study, true, &f->err));
    assert_int_equal(people.person_count, 9);
    assert_int_equal(people.people[0].number, 101);
    assert_int_equal(people.people[7].number, 284);
    assert_string_equal(people.people[8].voice, "_record");
    assert_string_equal(people.people[0].name, "Anna Bell");
    assert_int_equal(people.people[0].alias_count, 1);
    assert_string_equal(people.people[0].aliases[0], "ab");
    assert_string_equal(people.people[4].name, "Zoë Müller");
    assert_null(people.people[5].name);
    assert_int_equal(people.people[5].role_group, -1);
    assert_string_equal(people.groups[people.people[2].role_group].key, "nm");
    people_release(&people);
    fixture_free(f);
}

static void identity_is_loaded_only_when_asked_for(void **state)
{
    struct fixture *f = fixture_new(false);
    struct people people;

    (void)state;
    ok(f, people_load(&people, f->study, false, &f->err));
    for (size_t i = 0; i < people.person_count; i++) {
        assert_null(people.people[i].name);
        assert_null(people.people[i].initials);
        assert_int_equal(people.people[i].alias_count, 0);
    }
    people_release(&people);
    fixture_free(f);
}

static void a_list_begins_with_those_to_identify(void **state)
{
    static const int numbers[] = { 283, 285, 101, 102, 103, 104, 105, 106, 284 };
    struct fixture *f = fixture_new(false);
    struct new_person known = { .number = 284 }, voice = { .voice = "_record" };
    struct people people;
    struct id id, other;
    size_t all;

    (void)state;
    for (int number = 283; number <= 285; number += 2)
        ok(f, people_add(f->study, &(struct new_person){ .number = number, .to_identify = true },
                         &id, NULL, &f->err));
    ok(f, people_add(f->study, &known, &id, NULL, &f->err));
    ok(f, people_add(f->study, &voice, &other, NULL, &f->err));
    for (size_t most = 1; most <= 12; most++) {
        size_t count = most < 9 ? most : 9;

        ok(f, people_load_listed(&people, f->study, most, &all, &f->err));
        assert_int_equal(all, 9);
        assert_int_equal(people.person_count, count);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(people.people[i].number, numbers[i]);
            assert_null(people.people[i].name);
        }
        people_release(&people);
    }
    ok(f, people_merge(f->study, &id, &f->people[0], &f->err)); /* 284 is 101 */
    ok(f, people_load_listed(&people, f->study, SIZE_MAX, &all, &f->err));
    assert_int_equal(all, 8);
    assert_int_equal(people.person_count, 8);
    people_release(&people);
    fixture_free(f);
}

static void a_number_that_is_taken_and_an_unknown_role_group_are_refused(void **state)
{
    struct fixture *f = fixture_new(false);
    struct new_person taken = { .number = 101 }, unknown = { .role_group = "wizard" };
    struct id id;

    (void)state;
    assert_int_equal(people_add(f->study, &taken, &id, NULL, &f->err), STATUS_EXISTS);
    assert_int_equal(people_add(f->study, &unknown, &id, NULL, &f->err), STATUS_NOT_FOUND);
    assert_non_null(strstr(f->err.text, "gp, nm"));
    assert_int_equal(people_find(f->study, 999, &id, &f->err), STATUS_NOT_FOUND);
    ok(f, people_find(f->study, 102, &id, &f->err));
    assert_true(id_equal(&id, &f->people[1]));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM person"), 6);
    fixture_free(f);
}

struct seen {
    int names, aliases;
};

static void count_identity(void *data, const struct identity *identity,
                           const struct identity_alias *alias)
{
    struct seen *seen = data;

    if (alias == NULL) {
        assert_non_null(identity->name);
        seen->names++;
    } else {
        assert_non_null(alias->text);
        seen->aliases++;
    }
}

static void every_string_of_identity_is_given_to_the_filter(void **state)
{
    struct fixture *f = fixture_new(false);
    struct new_person person = {
        .name = "A", .organisation = "B", .initials = "C", .source = "D", .alias = "E"
    };
    struct seen seen = { 0, 0 };
    struct id id;

    (void)state;
    ok(f, people_add(f->study, &person, &id, NULL, &f->err));
    ok(f, people_each_identity(f->study, count_identity, &seen, &f->err));
    assert_int_equal(seen.names, 6);
    assert_int_equal(seen.aliases, 9);
    fixture_free(f);
}

static void a_new_study_has_the_codebook_of_22_codes(void **state)
{
    struct fixture *f = fixture_new(false);
    struct codebook codebook;
    int states = 0, pinned = 0;

    (void)state;
    ok(f, codebook_load(&codebook, f->study, &f->err));
    assert_int_equal(codebook.count, 22);
    assert_string_equal(codebook.codes[0].key, "ch");
    assert_string_equal(codebook.codes[0].name, "Challenge from members");
    assert_int_equal(codebook.codes[0].parent, -1);
    assert_true(codebook.codes[0].modifier_count > 0);
    for (size_t i = 0; i < codebook.count; i++) {
        assert_string_not_equal(codebook.codes[i].definition, "");
        states += codebook.codes[i].state;
        pinned += codebook.codes[i].pinned > 0;
        for (size_t j = 0; j < codebook.codes[i].modifier_count; j++)
            for (size_t k = 0; k < codebook.codes[i].modifiers[j].choice_count; k++)
                assert_string_not_equal(codebook.codes[i].modifiers[j].choices[k], "");
    }
    assert_true(states > 0 && pinned > 0);
    codebook_release(&codebook);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM function"), starter_function_count);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM role_group"), starter_role_group_count);
    fixture_free(f);
}

static void codes_are_added_under_parents_and_found_again(void **state)
{
    struct fixture *f = fixture_new(false);
    struct id imported, vote, again;
    struct codebook codebook;

    (void)state;
    ok(f, codebook_add(f->study, NULL, NULL, "Imported", false, &imported, &f->err));
    ok(f, codebook_add(f->study, &imported, NULL, "vote", false, &vote, &f->err));
    ok(f, codebook_add(f->study, &imported, NULL, "Vóte", false, &again, &f->err));
    assert_true(id_equal(&vote, &again));
    ok(f, codebook_add(f->study, NULL, "vt", "vote", true, &again, &f->err));
    assert_false(id_equal(&vote, &again));
    assert_int_equal(codebook_add(f->study, NULL, "ch", "Other", false, &again, &f->err),
                     STATUS_EXISTS);
    ok(f, codebook_load(&codebook, f->study, &f->err));
    assert_int_equal(codebook.count, 25);
    for (size_t i = 0; i < codebook.count; i++) {
        assert_true(codebook.codes[i].parent < (int)i);
        if (id_equal(&codebook.codes[i].id, &vote))
            assert_string_equal(codebook.codes[codebook.codes[i].parent].name, "Imported");
    }
    codebook_release(&codebook);
    fixture_free(f);
}

static void a_circle_of_parents_is_loaded_all_the_same(void **state)
{
    struct fixture *f = fixture_new(false);
    struct codebook codebook;

    (void)state;
    ok(f, db_exec(f->study,
                  "UPDATE code SET parent = 2 WHERE id = 1;"
                  "UPDATE code SET parent = 1 WHERE id = 2;",
                  &f->err));
    ok(f, codebook_load(&codebook, f->study, &f->err));
    assert_int_equal(codebook.count, 22);
    codebook_release(&codebook);
    fixture_free(f);
}

static void no_number_of_a_damaged_file_runs_over(void **state)
{
    const struct new_meeting later = { .title = "later" };
    const struct new_person somebody = { .role_group = "gp" };
    struct fixture *f = fixture_new(false);
    struct id id;
    int number;

    (void)state;
    ok(f, db_exec(f->study,
                  "UPDATE person SET number = 2147483647 WHERE number = 103;"
                  "UPDATE person SET number = 9223372036854775807 WHERE number = 104;"
                  "UPDATE agenda_revision SET number = number + 2147483644",
                  &f->err));
    fixture_room(f);
    assert_true(f->room.next_number > 0);
    fixture_type(f, "> something new");
    ok(f, people_add(f->study, &somebody, &id, &number, &f->err));
    assert_int_equal(number, 107);
    ok(f, db_exec(f->study, "UPDATE meeting SET number = 9223372036854775807", &f->err));
    ok(f, meetings_add(f->study, &later, &id, &number, &f->err));
    assert_int_equal(number, 1);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_come_by_number_and_voices_last),
        cmocka_unit_test(identity_is_loaded_only_when_asked_for),
        cmocka_unit_test(a_list_begins_with_those_to_identify),
        cmocka_unit_test(a_number_that_is_taken_and_an_unknown_role_group_are_refused),
        cmocka_unit_test(every_string_of_identity_is_given_to_the_filter),
        cmocka_unit_test(a_new_study_has_the_codebook_of_22_codes),
        cmocka_unit_test(codes_are_added_under_parents_and_found_again),
        cmocka_unit_test(a_circle_of_parents_is_loaded_all_the_same),
        cmocka_unit_test(no_number_of_a_damaged_file_runs_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
