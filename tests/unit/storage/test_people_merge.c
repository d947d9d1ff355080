/* SPDX-License-Identifier: MIT */
/* People who take back what they said, who are found to be somebody else, and
 * voices that get a name. */
#include "storage/people_merge.h"
#include "storage/retraction.h"
#include "writeup.h"

static void a_person_takes_words_back_and_lets_them_stand_again(void **state)
{
    struct fixture *f = fixture_new(false);
    struct retracted_people people;
    char *before, *what;

    (void)state;
    fixture_type(f, "101: one");
    fixture_type(f, "101, 102: both");
    fixture_type(f, "102: two");
    before = fixture_record(f, ENTRIES_FORWARD);
    ok(f, retraction_set(f->study, &f->meeting, &f->people[0], false, NULL, &f->err));
    assert_int_equal(writeup_hidden(f), 2);
    writeup_check(f);
    assert_int_equal(retraction_set(f->study, &f->meeting, &f->people[0], false, NULL, &f->err),
                     STATUS_INPUT);
    fixture_type(f, "101: later");
    assert_int_equal(writeup_hidden(f), 3);
    fixture_type(f, "s/later/later on/");
    assert_int_equal(writeup_hidden(f), 3);
    ok(f, retraction_load(&people, f->study, &f->meeting, &f->err));
    assert_int_equal(people.count, 1);
    assert_int_equal(people.row[0].number, 101);
    assert_string_equal(people.row[0].observer, "rs");
    retracted_people_release(&people);
    ok(f, retraction_set(f->study, &f->meeting, &f->people[0], true, NULL, &f->err));
    assert_int_equal(writeup_hidden(f), 0);
    for (int i = 0; i < 4; i++) { /* back to before it was taken back */
        ok(f, record_undo(f->study, &f->meeting, &what, &f->err));
        assert_non_null(what);
        free(what);
        assert_int_equal(writeup_hidden(f), i == 3 ? 0 : i == 2 ? 2 : 3);
        writeup_check(f);
    }
    free(before);
    fixture_free(f);
}

static void undoing_an_edit_of_words_taken_back_does_not_show_them(void **state)
{
    struct fixture *f = fixture_new(false);
    char *what;

    (void)state;
    fixture_type(f, "101: one");
    fixture_type(f, "s/one/two/");
    ok(f, study_set_observer(f->study, "zz", &f->err));
    ok(f, retraction_set(f->study, &f->meeting, &f->people[0], false, NULL, &f->err));
    ok(f, study_set_observer(f->study, "rs", &f->err));
    ok(f, record_undo(f->study, &f->meeting, &what, &f->err));
    free(what);
    expect_text(f, 0, "one");
    assert_int_equal(writeup_hidden(f), 1);
    writeup_check(f);
    fixture_free(f);
}

static void somebody_found_to_be_somebody_else_is_that_person_everywhere(void **state)
{
    struct fixture *f = fixture_new(false);
    struct id smith;

    (void)state;
    fixture_type(f, "@smith: hello there");
    fixture_type(f, "106: I was not expected");
    smith = writeup_speaker(f, 0);
    assert_false(id_equal(&smith, &f->people[1]));
    assert_int_equal(people_merge(f->study, &smith, &smith, &f->err), STATUS_INPUT);
    ok(f, people_merge(f->study, &smith, &f->people[1], &f->err));
    smith = writeup_speaker(f, 0);
    assert_true(id_equal(&smith, &f->people[1]));
    fixture_room(f);
    assert_int_equal(room_find_person(&f->room, &f->people[1]) >= 0, 1);
    fixture_type(f, "smith: it is me"); /* what was typed for them means the other now */
    smith = writeup_speaker(f, 2);
    assert_true(id_equal(&smith, &f->people[1]));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entries WHERE speakers = '102'"), 2);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM people WHERE to_identify"), 0);
    expect_attention(f, "unseen 3");
    ok(f, retraction_set(f->study, &f->meeting, &f->people[1], false, NULL, &f->err));
    assert_int_equal(writeup_hidden(f), 2);
    writeup_check(f);
    fixture_free(f);
}

static void people_who_are_one_can_be_parted_again(void **state)
{
    struct fixture *f = fixture_new(false);
    struct merged_people merged;
    struct id smith;

    (void)state;
    fixture_type(f, "@smith: hello there");
    fixture_type(f, "102: hello");
    smith = writeup_speaker(f, 0);
    ok(f, retraction_set(f->study, &f->meeting, &f->people[1], false, NULL, &f->err));
    assert_int_equal(writeup_hidden(f), 1);
    ok(f, people_merge(f->study, &smith, &f->people[1], &f->err));
    assert_int_equal(writeup_hidden(f), 2);
    ok(f, people_merged_load(&merged, f->study, &f->err));
    assert_int_equal(merged.count, 1);
    assert_true(id_equal(&merged.row[0].person, &smith));
    assert_true(id_equal(&merged.row[0].into, &f->people[1]));
    people_merged_release(&merged);
    ok(f, people_part(f->study, &smith, &f->err));
    assert_int_equal(writeup_hidden(f), 1);
    assert_int_equal(people_part(f->study, &smith, &f->err), STATUS_INPUT);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM history WHERE what LIKE 'people %'"), 2);
    writeup_check(f);
    fixture_free(f);
}

static void a_voice_known_by_role_gets_a_name(void **state)
{
    struct fixture *f = fixture_new(false);
    int group;
    struct id chosen, who;
    struct entry *entry;
    char *before;
    size_t named;

    (void)state;
    fixture_type(f, "?gp: from the back");
    fixture_type(f, "103>?gp: to the back");
    fixture_type(f, "?gp: once more");
    before = fixture_record(f, ENTRIES_FORWARD);
    entry = writeup_entry(f, 0);
    chosen = entry->id;
    group = room_find_group(&f->room, &entry->speakers[0].id);
    assert_true(group >= 0);
    ok(f, people_name_voice(f->study, &f->meeting, &f->room.groups[group].id, &f->people[0],
                            &chosen, 1, NULL, &named, &f->err));
    assert_int_equal(named, 1);
    expect_undone(f, before);
    ok(f, people_name_voice(f->study, &f->meeting, &f->room.groups[group].id, &f->people[0], NULL,
                            0, NULL, &named, &f->err));
    assert_int_equal(named, 2);
    who = writeup_speaker(f, 2);
    assert_true(id_equal(&who, &f->people[0]));
    expect_attention(f, "unseen 3");
    entry_free(entry);
    free(before);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_takes_words_back_and_lets_them_stand_again),
        cmocka_unit_test(undoing_an_edit_of_words_taken_back_does_not_show_them),
        cmocka_unit_test(somebody_found_to_be_somebody_else_is_that_person_everywhere),
        cmocka_unit_test(people_who_are_one_can_be_parted_again),
        cmocka_unit_test(a_voice_known_by_role_gets_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
