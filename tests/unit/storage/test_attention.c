/* SPDX-License-Identifier: MIT */
/* What there is to see of a record when it is written up: its history, its
 * memos, and what wants attention. */
#include "storage/attention.h"
#include "storage/history.h"
#include "storage/memos.h"
#include "writeup.h"

static void the_history_has_every_state_with_its_codings(void **state)
{
    struct fixture *f = fixture_new(false);
    struct entry_history history;
    struct entry *entry;
    char *what;

    (void)state;
    fixture_type(f, "101: what is the plan #ch(deflected)");
    writeup_code_words(f, 0, "ch", "the plan");
    writeup_text(f, 0, "what is it", NULL);
    ok(f, record_undo(f->study, &f->meeting, &what, &f->err));
    free(what);
    entry = writeup_entry(f, 0);
    ok(f, history_load(&history, f->study, &entry->id, &f->err));
    assert_int_equal(history.count, 4);
    assert_string_equal(history.row[0].kind, "record");
    assert_string_equal(history.row[0].observer, "rs");
    assert_int_equal(history.row[0].entry.coding_count, 1);
    assert_int_equal(history.row[0].entry.speaker_count, 1);
    assert_int_equal(history.row[1].entry.coding_count, 2);
    assert_string_equal(history.row[1].entry.text, "what is the plan");
    assert_int_equal(history.row[1].entry.codings[1].words.len, strlen("the plan"));
    assert_string_equal(history.row[2].entry.text, "what is it");
    assert_true(history.row[2].entry.codings[1].whole);
    assert_string_equal(history.row[2].entry.codings[1].lost, "the plan");
    assert_string_equal(history.row[3].kind, "undo");
    assert_false(history.row[3].entry.codings[1].whole);
    history_release(&history);
    entry_free(entry);
    fixture_free(f);
}

static void memos_are_kept_by_what_they_are_on(void **state)
{
    struct fixture *f = fixture_new(false);
    struct id code = writeup_code(f, "ch"), memo;
    struct change change;
    struct memos memos;
    struct entry *entry;

    (void)state;
    fixture_type(f, "one");
    entry = writeup_entry(f, 0);
    assert_int_equal(memo_add(f->study, MEMO_STUDY, NULL, " ", "\n", NULL, &f->err), STATUS_INPUT);
    ok(f, memo_add(f->study, MEMO_STUDY, NULL, "S", "of the study", NULL, &f->err));
    ok(f, memo_add(f->study, MEMO_MEETING, &f->meeting, "M", "of the meeting", &memo, &f->err));
    ok(f, memo_add(f->study, MEMO_ENTRY, &entry->id, "E", "of the entry", NULL, &f->err));
    ok(f, memo_add(f->study, MEMO_CODE, &code, "C", "of the code", NULL, &f->err));
    ok(f, memo_change(f->study, &memo, "M2", "two\nlines", &f->err));
    ok(f, memos_load_meeting(&memos, f->study, &f->meeting, &f->err));
    assert_int_equal(memos.count, 2);
    assert_string_equal(memos.memo[0].title, "M2");
    assert_string_equal(memos.memo[0].text, "two\nlines");
    assert_true(id_equal(&memos.memo[1].about, &entry->id));
    assert_int_equal(memos.memo[1].on, MEMO_ENTRY);
    memos_release(&memos);
    ok(f, memo_remove(f->study, &memo, false, &f->err));
    ok(f, memos_load(&memos, f->study, MEMO_MEETING, &f->meeting, &f->err));
    assert_int_equal(memos.count, 0);
    memos_release(&memos);
    ok(f, memo_remove(f->study, &memo, true, &f->err));
    ok(f, memos_load(&memos, f->study, MEMO_STUDY, NULL, &f->err));
    assert_int_equal(memos.count, 1);
    memos_release(&memos);
    ok(f, memos_load(&memos, f->study, MEMO_CODE, &code, &f->err));
    assert_int_equal(memos.count, 1);
    memos_release(&memos);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM memos"), 4);
    assert_int_equal(memo_remove(f->study, &code, false, &f->err), STATUS_NOT_FOUND);
    change = writeup_begin(f); /* it goes and comes with what it is on */
    revise_remove(&change, entry);
    writeup_finish(f, &change);
    ok(f, memos_load_meeting(&memos, f->study, &f->meeting, &f->err));
    assert_int_equal(memos.count, 1);
    memos_release(&memos);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM memos"), 3);
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err));
    ok(f, memos_load_meeting(&memos, f->study, &f->meeting, &f->err));
    assert_int_equal(memos.count, 2);
    memos_release(&memos);
    entry_free(entry);
    fixture_free(f);
}

static void what_wants_attention_is_found(void **state)
{
    struct fixture *f = fixture_new(false);
    struct meeting meeting = { .id = f->meeting, .number = f->number };
    struct entry *entry;

    (void)state;
    fixture_type(f, "101: he said \"if it slips\" to me");
    fixture_type(f, "#de");
    fixture_type(f, "@smith: hello there");
    fixture_type(f, "@smith: and once more");
    fixture_type(f, "?gp: from the back");
    fixture_type(f, "102: I own half of it #cd");
    expect_attention(f, "person 1, voice 1, bare 1, conflict 1, verbatim 1, unseen 6");
    fixture_type(f, "#tn");
    expect_attention(f, "person 1, voice 1, bare 2, open 1, conflict 1, verbatim 1, unseen 7");
    ok(f, record_end(f->study, &meeting, f->now, false, &f->err));
    expect_attention(f, "person 1, voice 1, bare 2, by-end 1, conflict 1, verbatim 1, unseen 8");
    entry = writeup_entry(f, 0);
    ok(f, attention_see(f->study, &entry->id, true, &f->err));
    expect_attention(f, "person 1, voice 1, bare 2, by-end 1, conflict 1, unseen 7");
    ok(f, attention_see_all(f->study, &f->meeting, &f->err));
    expect_attention(f, "person 1, voice 1, bare 2, by-end 1, conflict 1");
    ok(f, attention_see(f->study, &entry->id, false, &f->err));
    expect_attention(f, "person 1, voice 1, bare 2, by-end 1, conflict 1, verbatim 1, unseen 1");
    writeup_code_words(f, 0, "ch", "he said");
    writeup_text(f, 0, "\"if it slips\" to me", NULL);
    expect_attention(
        f, "person 1, voice 1, bare 2, by-end 1, conflict 1, lost 1, verbatim 1, unseen 1");
    assert_int_equal(attention_left(1000, 2000), 24 * 3600 * 1000 - 1000);
    entry_free(entry);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_history_has_every_state_with_its_codings),
        cmocka_unit_test(memos_are_kept_by_what_they_are_on),
        cmocka_unit_test(what_wants_attention_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
