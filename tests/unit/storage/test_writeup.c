/* SPDX-License-Identifier: MIT */
/* Writing up: entries revised, split, joined, put between and taken out, in one
 * change each, that undo takes back; codings that follow; closed meetings. */
#include "core/revise.h"
#include "fixture.h"
#include "storage/attention.h"
#include "storage/check.h"
#include "storage/history.h"
#include "storage/memos.h"
#include "storage/people_merge.h"
#include "storage/retraction.h"

/* Entry number `at` of the record, from 0; entry_free() it. */
static struct entry *nth(struct fixture *f, size_t at)
{
    struct entry *found = NULL;
    const struct entry *entry;
    struct entries *entries;

    ok(f, entries_open(&entries, f->study, &f->meeting, ENTRIES_FORWARD, INT64_MIN, 0, &f->err));
    for (size_t i = 0; found == NULL; i++) {
        ok(f, entries_next(entries, &entry, &f->err));
        assert_non_null(entry);
        if (i == at)
            found = entry_copy(entry);
    }
    entries_close(entries);
    return found;
}

static size_t count_of(struct fixture *f)
{
    size_t count;

    ok(f, entries_count(f->study, &f->meeting, &count, &f->err));
    return count;
}

static struct change begin(struct fixture *f)
{
    struct change change;

    change_init(&change, &f->meeting, f->now);
    return change;
}

static void note_found(void *data, const char *line)
{
    str_add_format(data, "%s\n", line);
}

/* Nothing is wrong with the study. */
static void check(struct fixture *f)
{
    struct str found = STR_INIT;
    size_t count;

    ok(f, check_study(f->study, note_found, &found, &count, &f->err));
    if (count > 0)
        fail_msg("%s", str_text(&found));
    str_release(&found);
}

static void finish(struct fixture *f, struct change *change)
{
    ok(f, record_change(f->study, change, &f->err));
    change_release(change);
    check(f);
}

static struct id code_id(struct fixture *f, const char *key)
{
    for (size_t i = 0; i < f->room.code_count; i++)
        if (strcmp(f->room.codes[i].key, key) == 0)
            return f->room.codes[i].id;
    fail_msg("no code %s", key);
    return (struct id){ { 0 } };
}

static struct span words_of(const struct entry *entry, const char *words)
{
    const char *found = strstr(entry->text, words);

    assert_non_null(found);
    return (struct span){ (size_t)(found - entry->text), strlen(words) };
}

/* Codes `words` of entry `at`. */
static void code_words(struct fixture *f, size_t at, const char *key, const char *words)
{
    struct entry *entry = nth(f, at);
    struct change change = begin(f);
    struct span span = words_of(entry, words);
    struct id code = code_id(f, key);

    (void)revise_code(&change, entry, &code, CODING_POINT, &span);
    finish(f, &change);
    entry_free(entry);
}

/* "ch[the plan] ac" for what an entry bears. */
static void expect_codings(struct fixture *f, size_t at, const char *expected)
{
    struct entry *entry = nth(f, at);
    struct str said = STR_INIT;

    for (size_t i = 0; i < entry->coding_count; i++) {
        const struct coding *coding = &entry->codings[i];
        int code = room_find_code(&f->room, &coding->code);

        str_add_format(&said, "%s%s", i > 0 ? " " : "", f->room.codes[code].key);
        if (!coding->whole)
            str_add_format(&said, "[%.*s]", (int)coding->words.len,
                           entry->text + coding->words.start);
        if (coding->lost[0] != '\0')
            str_add_format(&said, "{%s}", coding->lost);
        for (size_t j = 0; j < coding->value_count; j++)
            str_add_format(&said, "(%s)", coding->values[j].value);
    }
    assert_string_equal(str_text(&said), expected);
    str_release(&said);
    entry_free(entry);
}

static void expect_text(struct fixture *f, size_t at, const char *expected)
{
    struct entry *entry = nth(f, at);

    assert_string_equal(entry->text, expected);
    entry_free(entry);
}

/* Undo brings back `before`, redo `after`. */
static void expect_undone(struct fixture *f, const char *before)
{
    char *after = fixture_record(f, ENTRIES_FORWARD), *is, *what;

    ok(f, record_undo(f->study, &f->meeting, &what, &f->err));
    assert_non_null(what);
    free(what);
    is = fixture_record(f, ENTRIES_FORWARD);
    assert_string_equal(is, before);
    free(is);
    check(f);
    ok(f, record_redo(f->study, &f->meeting, &what, &f->err));
    assert_non_null(what);
    free(what);
    is = fixture_record(f, ENTRIES_FORWARD);
    assert_string_equal(is, after);
    free(is);
    check(f);
    free(after);
}

static void change_text(struct fixture *f, size_t at, const char *text,
                        struct revise_report *report)
{
    struct entry *entry = nth(f, at);
    struct change change = begin(f);

    revise_text(&change, entry, text, report);
    finish(f, &change);
    entry_free(entry);
}

static void codings_follow_a_text_and_lost_ones_are_told(void **state)
{
    struct fixture *f = fixture_new(false);
    struct revise_report report = { 0 };
    char *before;

    (void)state;
    fixture_type(f, "101: what is the plan if it slips #ac");
    code_words(f, 0, "ch", "the plan");
    code_words(f, 0, "de", "it slips");
    expect_codings(f, 0, "ac ch[the plan] de[it slips]");
    before = fixture_record(f, ENTRIES_FORWARD);
    change_text(f, 0, "so what was the big plan then?", &report);
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
    code_words(f, 0, "ch", "the plan");
    fixture_type(f, "s/what is/so tell me what is/");
    expect_codings(f, 0, "ch[the plan]");
    fixture_type(f, "s/the plan/it/");
    expect_codings(f, 0, "ch{the plan}");
    ok(f, record_undo(f->study, &f->meeting, &what, &f->err));
    free(what);
    expect_codings(f, 0, "ch[the plan]");
    check(f);
    fixture_free(f);
}

static void several_steps_on_an_entry_are_one_revision(void **state)
{
    struct fixture *f = fixture_new(false);
    struct voice speaker = { VOICE_PERSON, f->people[1] };
    struct change change = begin(f);
    struct entry *entry;
    char *before;

    (void)state;
    fixture_type(f, "101: what is the plan");
    before = fixture_record(f, ENTRIES_FORWARD);
    entry = nth(f, 0);
    revise_text(&change, entry, "what was the plan\nsaid twice", NULL);
    revise_voices(&change, entry, &speaker, 1, NULL, 0);
    revise_time(&change, entry, entry->at - 5000, entry->offset, NULL);
    revise_entry(&change, entry)->part = PART_PRIVATE;
    finish(f, &change);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry_revision"), 2);
    expect_undone(f, before);
    entry_free(entry);
    entry = nth(f, 0);
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
    struct change change = begin(f);
    struct entry *entry;
    struct span span;
    char *before;

    (void)state;
    fixture_type(f, "101: what is the plan if it slips #ch");
    entry = nth(f, 0);
    span = words_of(entry, "plan");
    before = fixture_record(f, ENTRIES_FORWARD);
    assert_true(revise_coding_words(&change, entry, &entry->codings[0].id, &span));
    finish(f, &change);
    expect_codings(f, 0, "ch[plan]");
    change = begin(f);
    assert_true(revise_uncode(&change, entry, &entry->codings[0].id));
    assert_false(revise_uncode(&change, entry, &entry->id));
    finish(f, &change);
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
    code_words(f, 0, "ch", "the plan");
    code_words(f, 0, "de", "it start");
    code_words(f, 0, "ac", "and when");
    before = fixture_record(f, ENTRIES_FORWARD);
    first = nth(f, 0);
    change = begin(f);
    assert_false(revise_split(&change, first, 0, NULL));
    assert_true(revise_split(&change, first, words_of(first, "when does").start, &made));
    finish(f, &change);
    entry_free(first);
    expect_text(f, 0, "what is \"the plan\" and");
    expect_text(f, 1, "when does it start");
    expect_codings(f, 0, "ac ch[the plan] ac[and]");
    expect_codings(f, 1, "de[it start] ac[when]");
    expect_undone(f, before);
    split = fixture_record(f, ENTRIES_FORWARD);
    first = nth(f, 0);
    second = nth(f, 1);
    assert_true(id_equal(&second->id, &made));
    assert_int_equal(second->addressee_count, 1);
    assert_int_equal(first->verbatim_count, 1);
    assert_int_equal(second->verbatim_count, 0);
    change = begin(f);
    assert_true(revise_join(&change, first, second));
    finish(f, &change);
    expect_text(f, 0, "what is \"the plan\" and when does it start");
    expect_codings(f, 0, "ac ch[the plan] ac[and] de[it start] ac[when]");
    assert_int_equal(count_of(f), 2);
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
    a = nth(f, 0);
    b = nth(f, 1);
    c = nth(f, 2);
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
    struct change change = begin(f);
    struct memos memos;
    char *before;

    (void)state;
    fixture_type(f, "101: one");
    fixture_type(f, "101: two #ch");
    fixture_type(f, "// odd");
    first = nth(f, 0);
    second = nth(f, 1);
    ok(f, memo_add(f->study, MEMO_ENTRY, &second->id, "t", "on the second", NULL, &f->err));
    before = fixture_record(f, ENTRIES_FORWARD);
    assert_true(revise_join(&change, first, second));
    finish(f, &change);
    comment = nth(f, 1);
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
    struct change change = begin(f);
    char *before;

    (void)state;
    fixture_type(f, "101: one");
    fixture_type(f, "101: two #tn");
    fixture_type(f, "#tn");
    before = fixture_record(f, ENTRIES_FORWARD);
    first = nth(f, 0);
    second = nth(f, 1);
    assert_true(revise_join(&change, first, second));
    finish(f, &change);
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
        struct entry *entry = nth(f, 0);
        struct change change = begin(f);
        char *before = fixture_record(f, ENTRIES_FORWARD);

        revise_remove(&change, entry);
        finish(f, &change);
        assert_int_equal(count_of(f), 4 - i);
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
    first = nth(f, 0);
    for (int i = 0; i < 40; i++) { /* halving a step of 1024 ends after ten */
        struct change change = begin(f);
        struct change_entry *row =
            revise_add(&change, first, i % 2 == 0 ? PLACE_AFTER : PLACE_BEFORE, ENTRY_NOTE);

        free(row->text);
        snprintf(text, sizeof text, "%d", i);
        row->text = mem_copy(text);
        finish(f, &change);
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
    struct change change = begin(f);
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
    entry = nth(f, 0);
    revise_text(&change, entry, "what was the plan", NULL);
    assert_int_equal(record_change(f->study, &change, &f->err), STATUS_INPUT);
    assert_non_null(strstr(f->err.text, "say why"));
    change_set_reason(&change, "heard it on the recording");
    finish(f, &change);
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
    check(f);
    entry_free(entry);
    fixture_free(f);
}

static void the_history_has_every_state_with_its_codings(void **state)
{
    struct fixture *f = fixture_new(false);
    struct entry_history history;
    struct entry *entry;
    char *what;

    (void)state;
    fixture_type(f, "101: what is the plan #ch(deflected)");
    code_words(f, 0, "ch", "the plan");
    change_text(f, 0, "what is it", NULL);
    ok(f, record_undo(f->study, &f->meeting, &what, &f->err));
    free(what);
    entry = nth(f, 0);
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
    struct id code = code_id(f, "ch"), memo;
    struct memos memos;
    struct entry *entry;

    (void)state;
    fixture_type(f, "one");
    entry = nth(f, 0);
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
    entry_free(entry);
    fixture_free(f);
}

static void expect_attention(struct fixture *f, const char *expected)
{
    struct str said = STR_INIT;
    struct attention attention;

    ok(f, attention_load(&attention, f->study, &f->meeting, &f->err));
    for (int i = 0; i < ATTENTION_KINDS; i++)
        if (attention.counts[i] > 0)
            str_add_format(&said, "%s%s %zu", said.len > 0 ? ", " : "", attention_words[i].key,
                           attention.counts[i]);
    assert_string_equal(str_text(&said), expected);
    str_release(&said);
    attention_release(&attention);
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
    entry = nth(f, 0);
    ok(f, attention_see(f->study, &entry->id, true, &f->err));
    expect_attention(f, "person 1, voice 1, bare 2, by-end 1, conflict 1, unseen 7");
    ok(f, attention_see_all(f->study, &f->meeting, &f->err));
    expect_attention(f, "person 1, voice 1, bare 2, by-end 1, conflict 1");
    ok(f, attention_see(f->study, &entry->id, false, &f->err));
    expect_attention(f, "person 1, voice 1, bare 2, by-end 1, conflict 1, verbatim 1, unseen 1");
    code_words(f, 0, "ch", "he said");
    change_text(f, 0, "\"if it slips\" to me", NULL);
    expect_attention(
        f, "person 1, voice 1, bare 2, by-end 1, conflict 1, lost 1, verbatim 1, unseen 1");
    assert_int_equal(attention_left(1000, 2000), 24 * 3600 * 1000 - 1000);
    entry_free(entry);
    fixture_free(f);
}

static int64_t hidden(struct fixture *f)
{
    return fixture_int(f, "SELECT count(*) FROM entries WHERE retracted");
}

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
    assert_int_equal(hidden(f), 2);
    check(f);
    assert_int_equal(retraction_set(f->study, &f->meeting, &f->people[0], false, NULL, &f->err),
                     STATUS_INPUT);
    fixture_type(f, "101: later");
    assert_int_equal(hidden(f), 3);
    fixture_type(f, "s/later/later on/");
    assert_int_equal(hidden(f), 3);
    ok(f, retraction_load(&people, f->study, &f->meeting, &f->err));
    assert_int_equal(people.count, 1);
    assert_int_equal(people.row[0].number, 101);
    assert_string_equal(people.row[0].observer, "rs");
    retracted_people_release(&people);
    ok(f, retraction_set(f->study, &f->meeting, &f->people[0], true, NULL, &f->err));
    assert_int_equal(hidden(f), 0);
    for (int i = 0; i < 4; i++) { /* back to before it was taken back */
        ok(f, record_undo(f->study, &f->meeting, &what, &f->err));
        assert_non_null(what);
        free(what);
        assert_int_equal(hidden(f), i == 3 ? 0 : i == 2 ? 2 : 3);
        check(f);
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
    assert_int_equal(hidden(f), 1);
    check(f);
    fixture_free(f);
}

static struct id person_of(struct fixture *f, size_t at)
{
    struct entry *entry = nth(f, at);
    struct id id = entry->speakers[0].id;

    entry_free(entry);
    return id;
}

static void somebody_found_to_be_somebody_else_is_that_person_everywhere(void **state)
{
    struct fixture *f = fixture_new(false);
    struct id smith;

    (void)state;
    fixture_type(f, "@smith: hello there");
    fixture_type(f, "106: I was not expected");
    smith = person_of(f, 0);
    assert_false(id_equal(&smith, &f->people[1]));
    assert_int_equal(people_merge(f->study, &smith, &smith, &f->err), STATUS_INPUT);
    ok(f, people_merge(f->study, &smith, &f->people[1], &f->err));
    smith = person_of(f, 0);
    assert_true(id_equal(&smith, &f->people[1]));
    fixture_room(f);
    assert_int_equal(room_find_person(&f->room, &f->people[1]) >= 0, 1);
    fixture_type(f, "smith: it is me"); /* what was typed for them means the other now */
    smith = person_of(f, 2);
    assert_true(id_equal(&smith, &f->people[1]));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entries WHERE speakers = '102'"), 2);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM people WHERE to_identify"), 0);
    expect_attention(f, "unseen 3");
    ok(f, retraction_set(f->study, &f->meeting, &f->people[1], false, NULL, &f->err));
    assert_int_equal(hidden(f), 2);
    check(f);
    fixture_free(f);
}

static void people_who_are_one_can_be_parted_again(void **state)
{
    struct fixture *f = fixture_new(false);
    struct id smith;

    (void)state;
    fixture_type(f, "@smith: hello there");
    fixture_type(f, "102: hello");
    smith = person_of(f, 0);
    ok(f, retraction_set(f->study, &f->meeting, &f->people[1], false, NULL, &f->err));
    assert_int_equal(hidden(f), 1);
    ok(f, people_merge(f->study, &smith, &f->people[1], &f->err));
    assert_int_equal(hidden(f), 2);
    ok(f, people_part(f->study, &smith, &f->err));
    assert_int_equal(hidden(f), 1);
    assert_int_equal(people_part(f->study, &smith, &f->err), STATUS_INPUT);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM history WHERE what LIKE 'people %'"), 2);
    check(f);
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
    entry = nth(f, 0);
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
    who = person_of(f, 2);
    assert_true(id_equal(&who, &f->people[0]));
    expect_attention(f, "unseen 3");
    entry_free(entry);
    free(before);
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
        cmocka_unit_test(the_history_has_every_state_with_its_codings),
        cmocka_unit_test(memos_are_kept_by_what_they_are_on),
        cmocka_unit_test(what_wants_attention_is_found),
        cmocka_unit_test(a_person_takes_words_back_and_lets_them_stand_again),
        cmocka_unit_test(undoing_an_edit_of_words_taken_back_does_not_show_them),
        cmocka_unit_test(somebody_found_to_be_somebody_else_is_that_person_everywhere),
        cmocka_unit_test(people_who_are_one_can_be_parted_again),
        cmocka_unit_test(a_voice_known_by_role_gets_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
