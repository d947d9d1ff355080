/* SPDX-License-Identifier: MIT */
/* Writing up: entries revised, split, joined, put between and taken out, in one
 * change each, that undo takes back; codings that follow; closed meetings. */
#include "storage/memos.h"
#include "writeup.h"

static void codings_follow_a_text_and_lost_ones_are_told(void **state)
{
    struct fixture *f = fixture_new(false);
    struct revise_report report = { 0 };
    char *before;

    (void)state;
    fixture_type(f, "101: what is the plan if it slips #ac");
    writeup_code_words(f, 0, "ch", "the plan");
    writeup_code_words(f, 0, "de", "it slips");
    expect_codings(f, 0, "ac ch[the plan] de[it slips]");
    before = fixture_record(f, ENTRIES_FORWARD);
    writeup_text(f, 0, "so what was the big plan then?", &report);
    assert_int_equal(report.moved, 1);
    assert_int_equal(report.lost_count, 1);
    assert_string_equal(report.lost[0].words, "it slips");
    expect_codings(f, 0, "ac ch[the big plan] de{it slips}");
    expect_undone(f, before);
    revise_report_release(&report);
    free(before);
    fixture_free(f);
}

static void a_correction_and_a_live_edit_move_codings_too(void **state)
{
    struct fixture *f = fixture_new(false);
    char *what;

    (void)state;
    fixture_type(f, "101: what is the plan if it slips");
    writeup_code_words(f, 0, "ch", "the plan");
    fixture_type(f, "s/what is/so tell me what is/");
    expect_codings(f, 0, "ch[the plan]");
    fixture_type(f, "s/the plan/it/");
    expect_codings(f, 0, "ch{the plan}");
    ok(f, record_undo(f->study, &f->meeting, &what, &f->err));
    free(what);
    expect_codings(f, 0, "ch[the plan]");
    writeup_check(f);
    fixture_free(f);
}

static void several_steps_on_an_entry_are_one_revision(void **state)
{
    struct fixture *f = fixture_new(false);
    struct voice speaker = { VOICE_PERSON, f->people[1] };
    struct change change = writeup_begin(f);
    struct entry *entry;
    char *before;

    (void)state;
    fixture_type(f, "101: what is the plan");
    before = fixture_record(f, ENTRIES_FORWARD);
    entry = writeup_entry(f, 0);
    revise_text(&change, entry, "what was the plan\nsaid twice", NULL);
    revise_voices(&change, entry, &speaker, 1, NULL, 0);
    revise_time(&change, entry, entry->at - 5000, entry->offset, NULL);
    revise_entry(&change, entry)->part = PART_PRIVATE;
    writeup_finish(f, &change);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry_revision"), 2);
    expect_undone(f, before);
    entry_free(entry);
    entry = writeup_entry(f, 0);
    assert_string_equal(entry->text, "what was the plan\nsaid twice");
    assert_true(id_equal(&entry->speakers[0].id, &f->people[1]));
    assert_int_equal(entry->part, PART_PRIVATE);
    entry_free(entry);
    free(before);
    fixture_free(f);
}

static void codings_are_revised_and_taken_off(void **state)
{
    struct fixture *f = fixture_new(false);
    struct change change = writeup_begin(f);
    struct entry *entry;
    struct span span;
    char *before;

    (void)state;
    fixture_type(f, "101: what is the plan if it slips #ch");
    entry = writeup_entry(f, 0);
    span = writeup_words(entry, "plan");
    before = fixture_record(f, ENTRIES_FORWARD);
    assert_true(revise_coding_words(&change, entry, &entry->codings[0].id, &span));
    writeup_finish(f, &change);
    expect_codings(f, 0, "ch[plan]");
    change = writeup_begin(f);
    assert_true(revise_uncode(&change, entry, &entry->codings[0].id));
    assert_false(revise_uncode(&change, entry, &entry->id));
    writeup_finish(f, &change);
    expect_codings(f, 0, "");
    expect_undone(f, before); /* the record as text does not show spans */
    entry_free(entry);
    free(before);
    fixture_free(f);
}

static void an_entry_is_split_and_joined_again(void **state)
{
    struct fixture *f = fixture_new(false);
    struct entry *first, *second;
    struct change change;
    struct id made;
    char *before, *split;

    (void)state;
    fixture_type(f, "101>102: what is \"the plan\" and when does it start #ac");
    fixture_type(f, "102: later");
    writeup_code_words(f, 0, "ch", "the plan");
    writeup_code_words(f, 0, "de", "it start");
    writeup_code_words(f, 0, "ac", "and when");
    before = fixture_record(f, ENTRIES_FORWARD);
    first = writeup_entry(f, 0);
    change = writeup_begin(f);
    assert_false(revise_split(&change, first, 0, NULL));
    assert_true(revise_split(&change, first, writeup_words(first, "when does").start, &made));
    writeup_finish(f, &change);
    entry_free(first);
    expect_text(f, 0, "what is \"the plan\" and");
    expect_text(f, 1, "when does it start");
    expect_codings(f, 0, "ac ch[the plan] ac[and]");
    expect_codings(f, 1, "de[it start] ac[when]");
    expect_undone(f, before);
    split = fixture_record(f, ENTRIES_FORWARD);
    first = writeup_entry(f, 0);
    second = writeup_entry(f, 1);
    assert_true(id_equal(&second->id, &made));
    assert_int_equal(second->addressee_count, 1);
    assert_int_equal(first->verbatim_count, 1);
    assert_int_equal(second->verbatim_count, 0);
    change = writeup_begin(f);
    assert_true(revise_join(&change, first, second));
    writeup_finish(f, &change);
    expect_text(f, 0, "what is \"the plan\" and when does it start");
    expect_codings(f, 0, "ac ch[the plan] ac[and] de[it start] ac[when]");
    assert_int_equal(writeup_count(f), 2);
    expect_undone(f, split);
    entry_free(first);
    entry_free(second);
    free(before);
    free(split);
    fixture_free(f);
}

static void what_must_not_be_joined_is_not(void **state)
{
    struct fixture *f = fixture_new(false);
    struct entry *a, *b, *c;

    (void)state;
    fixture_type(f, "101: one");
    fixture_type(f, "102: two");
    fixture_type(f, "// odd");
    a = writeup_entry(f, 0);
    b = writeup_entry(f, 1);
    c = writeup_entry(f, 2);
    assert_string_equal(revise_cannot_join(a, b), "the two are of different speakers");
    assert_non_null(revise_cannot_join(b, c));
    b->part = PART_PRIVATE;
    assert_non_null(revise_cannot_join(a, b));
    entry_free(a);
    entry_free(b);
    entry_free(c);
    fixture_free(f);
}

static void a_comment_on_what_was_joined_is_on_the_first(void **state)
{
    struct fixture *f = fixture_new(false);
    struct entry *first, *second, *comment;
    struct change change = writeup_begin(f);
    struct memos memos;
    char *before;

    (void)state;
    fixture_type(f, "101: one");
    fixture_type(f, "101: two #ch");
    fixture_type(f, "// odd");
    first = writeup_entry(f, 0);
    second = writeup_entry(f, 1);
    ok(f, memo_add(f->study, MEMO_ENTRY, &second->id, "t", "on the second", NULL, &f->err));
    before = fixture_record(f, ENTRIES_FORWARD);
    assert_true(revise_join(&change, first, second));
    writeup_finish(f, &change);
    comment = writeup_entry(f, 1);
    assert_true(id_equal(&comment->about, &first->id));
    expect_codings(f, 0, "ch[two]");
    ok(f, memos_load(&memos, f->study, MEMO_ENTRY, &first->id, &f->err));
    assert_int_equal(memos.count, 1);
    memos_release(&memos);
    expect_undone(f, before);
    entry_free(first);
    entry_free(second);
    entry_free(comment);
    free(before);
    fixture_free(f);
}

static void a_state_that_moves_to_another_entry_is_closed_by_the_same_end(void **state)
{
    struct fixture *f = fixture_new(false);
    struct entry *first, *second;
    struct change change = writeup_begin(f);
    char *before;

    (void)state;
    fixture_type(f, "101: one");
    fixture_type(f, "101: two #tn");
    fixture_type(f, "#tn");
    before = fixture_record(f, ENTRIES_FORWARD);
    first = writeup_entry(f, 0);
    second = writeup_entry(f, 1);
    assert_true(revise_join(&change, first, second));
    writeup_finish(f, &change);
    expect_codings(f, 0, "tn");
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM coding c JOIN coding_revision r"
                                    " ON r.id = c.current JOIN coding x ON x.id = r.closes"
                                    " JOIN coding_revision y ON y.id = x.current"
                                    " WHERE NOT r.removed AND NOT y.removed"),
                     1);
    expect_undone(f, before);
    entry_free(first);
    entry_free(second);
    free(before);
    fixture_free(f);
}

static void an_entry_that_is_taken_out_takes_along_what_stood_on_it(void **state)
{
    static const char *const lines[] = { "101: one #ch", "101: two #tn", "-103", "> fin", "#tn" };
    struct fixture *f = fixture_new(false);

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        fixture_type(f, lines[i]);
    for (size_t i = 0; i < 4; i++) {
        struct entry *entry = writeup_entry(f, 0);
        struct change change = writeup_begin(f);
        char *before = fixture_record(f, ENTRIES_FORWARD);

        revise_remove(&change, entry);
        writeup_finish(f, &change);
        assert_int_equal(writeup_count(f), 4 - i);
        expect_undone(f, before);
        fixture_room(f);
        entry_free(entry);
        free(before);
    }
    expect_codings(f, 0, ""); /* the end of the state went with its opening */
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM attendances"), 0);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM agenda WHERE reached"), 0);
    assert_int_equal(f->room.current_item, f->room.item_count);
    fixture_free(f);
}

static void new_entries_stand_where_they_are_put(void **state)
{
    struct fixture *f = fixture_new(false);
    struct entry *first;
    char text[32];

    (void)state;
    fixture_type(f, "first");
    fixture_type(f, "last");
    first = writeup_entry(f, 0);
    for (int i = 0; i < 40; i++) { /* halving a step of 1024 ends after ten */
        struct change change = writeup_begin(f);
        struct change_entry *row =
            revise_add(&change, first, i % 2 == 0 ? PLACE_AFTER : PLACE_BEFORE, ENTRY_NOTE);

        free(row->text);
        snprintf(text, sizeof text, "%d", i);
        row->text = mem_copy(text);
        writeup_finish(f, &change);
    }
    expect_text(f, 0, "1");
    expect_text(f, 19, "39");
    expect_text(f, 20, "first");
    expect_text(f, 21, "38");
    expect_text(f, 40, "0");
    expect_text(f, 41, "last");
    assert_true(fixture_int(f, "SELECT min(sequence) > 0 FROM entry"));
    fixture_type(f, "typed on");
    expect_text(f, 42, "typed on");
    entry_free(first);
    fixture_free(f);
}

static void a_closed_meeting_is_changed_for_a_reason_alone(void **state)
{
    struct fixture *f = fixture_new(false);
    struct meeting meeting = { .id = f->meeting, .number = f->number };
    struct change change = writeup_begin(f);
    struct entry *entry;
    char *what;

    (void)state;
    fixture_type(f, "101: what is the plan #tn");
    assert_int_equal(record_close(f->study, &f->meeting, f->now, &f->err), STATUS_INPUT);
    ok(f, record_end(f->study, &meeting, f->now, false, &f->err));
    ok(f, record_close(f->study, &f->meeting, f->now, &f->err));
    assert_int_equal(record_close(f->study, &f->meeting, f->now, &f->err), STATUS_INPUT);
    assert_int_equal(fixture_int(f, "SELECT closed IS NOT NULL AND status = 'closed'"
                                    " FROM meeting"),
                     1);
    entry = writeup_entry(f, 0);
    revise_text(&change, entry, "what was the plan", NULL);
    assert_int_equal(record_change(f->study, &change, &f->err), STATUS_INPUT);
    assert_non_null(strstr(f->err.text, "say why"));
    change_set_reason(&change, "heard it on the recording");
    writeup_finish(f, &change);
    assert_int_equal(record_undo(f->study, &f->meeting, &what, &f->err), STATUS_INPUT);
    ok(f, record_undo_because(f->study, &f->meeting, "was right before", &what, &f->err));
    free(what);
    expect_text(f, 0, "what is the plan");
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM change WHERE reason <> ''"), 2);
    assert_int_equal(record_reopen(f->study, &f->meeting, "", &f->err), STATUS_INPUT);
    ok(f, record_reopen(f->study, &f->meeting, "one more look", &f->err));
    assert_int_equal(fixture_int(f, "SELECT closed IS NULL AND status = 'to-write-up'"
                                    " FROM meeting"),
                     1);
    writeup_check(f);
    entry_free(entry);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codings_follow_a_text_and_lost_ones_are_told),
        cmocka_unit_test(a_correction_and_a_live_edit_move_codings_too),
        cmocka_unit_test(several_steps_on_an_entry_are_one_revision),
        cmocka_unit_test(codings_are_revised_and_taken_off),
        cmocka_unit_test(an_entry_is_split_and_joined_again),
        cmocka_unit_test(what_must_not_be_joined_is_not),
        cmocka_unit_test(a_comment_on_what_was_joined_is_on_the_first),
        cmocka_unit_test(a_state_that_moves_to_another_entry_is_closed_by_the_same_end),
        cmocka_unit_test(an_entry_that_is_taken_out_takes_along_what_stood_on_it),
        cmocka_unit_test(new_entries_stand_where_they_are_put),
        cmocka_unit_test(a_closed_meeting_is_changed_for_a_reason_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
