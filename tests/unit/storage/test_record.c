/* SPDX-License-Identifier: MIT */
/* Changes become rows, and the record is read back as it was typed. */
#include "fixture.h"

static void expect_record(struct fixture *f, const char *expected)
{
    char *record = fixture_record(f, ENTRIES_FORWARD);

    assert_string_equal(record, expected);
    free(record);
}

static void lines_are_read_back_with_all_that_belongs_to_them(void **state)
{
    struct fixture *f = fixture_new(false);

    (void)state;
    fixture_type(f, "101, 102>103: we said \"never\" and \"ever\" #ch(supportive) #de");
    fixture_type(f, "#tn+");
    fixture_type(f, "-104, +104 phone");
    fixture_type(f, "// odd");
    fixture_type(f, "?gp: from the back");
    fixture_type(f, "预算需要调整");
    fixture_type(f, "#tn-");
    expect_record(f, "note 101, 102 > 103: we said \"never\" and \"ever\" \"never\" \"ever\""
                     " #ch(supportive) #de\n"
                     "event  #tn+\n"
                     "attendance  104 left 104 arrived\n"
                     "comment odd\n"
                     "note ?gp: from the back\n"
                     "note 预算需要调整\n"
                     "event  #tn-\n"
                     "1 Welcome\n2 Finance report\n3 Any other business\n");
    fixture_free(f);
}

/* Lines of a text, the last first. */
static char *turned(const char *text)
{
    struct str out = STR_INIT;
    size_t end = strlen(text);

    while (end > 0) {
        size_t start = end - 1;

        while (start > 0 && text[start - 1] != '\n')
            start--;
        str_add_len(&out, text + start, end - start);
        end = start;
    }
    return str_take(&out);
}

static void backward_is_forward_turned_around(void **state)
{
    struct fixture *f = fixture_new(false);
    char *forward, *backward, *expected;
    const char *agenda = "1 Welcome\n2 Finance report\n3 Any other business\n";

    (void)state;
    fixture_type(f, "101, 102, 103: \"one\" and \"two\" #ch(supportive) #ac #de");
    fixture_type(f, "102>101: yes #ac #in");
    fixture_type(f, "-103, -104, +105");
    fixture_type(f, "gone soon");
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err));
    fixture_type(f, "the last");
    forward = fixture_record(f, ENTRIES_FORWARD);
    backward = fixture_record(f, ENTRIES_BACKWARD);
    forward[strlen(forward) - strlen(agenda)] = '\0';
    backward[strlen(backward) - strlen(agenda)] = '\0';
    expected = turned(forward);
    assert_string_equal(backward, expected);
    free(forward);
    free(backward);
    free(expected);
    fixture_free(f);
}

static void a_page_begins_after_a_place_and_ends_at_its_limit(void **state)
{
    struct fixture *f = fixture_new(false);
    const struct entry *entry;
    struct entries *entries;
    int64_t third = 0;

    (void)state;
    for (int i = 0; i < 9; i++) {
        char line[20];

        snprintf(line, sizeof line, "note %d #de", i);
        fixture_type(f, line);
    }
    ok(f, entries_open(&entries, f->study, &f->meeting, ENTRIES_FORWARD, INT64_MIN, 3, &f->err));
    for (int i = 0; i < 3; i++) {
        ok(f, entries_next(entries, &entry, &f->err));
        assert_non_null(entry);
        third = entry->sequence;
    }
    ok(f, entries_next(entries, &entry, &f->err));
    assert_null(entry);
    entries_close(entries);
    ok(f, entries_open(&entries, f->study, &f->meeting, ENTRIES_FORWARD, third, 0, &f->err));
    ok(f, entries_next(entries, &entry, &f->err));
    assert_string_equal(entry->text, "note 3");
    assert_int_equal(entry->coding_count, 1);
    entries_close(entries);
    ok(f, entries_open(&entries, f->study, &f->meeting, ENTRIES_BACKWARD, third, 0, &f->err));
    ok(f, entries_next(entries, &entry, &f->err));
    assert_string_equal(entry->text, "note 1");
    assert_int_equal(entry->coding_count, 1);
    entries_close(entries);
    fixture_free(f);
}

static void a_revision_shows_and_the_one_before_is_kept(void **state)
{
    struct fixture *f = fixture_new(false);
    const struct entry *entry;
    struct entries *entries;
    size_t count;

    (void)state;
    fixture_type(f, "101: the frist words");
    fixture_type(f, "s/frist/first/");
    ok(f, entries_count(f->study, &f->meeting, &count, &f->err));
    assert_int_equal(count, 1);
    ok(f, entries_open_one(&entries, f->study, &f->room.last_entry, &f->err));
    ok(f, entries_next(entries, &entry, &f->err));
    assert_string_equal(entry->text, "the first words");
    assert_true(entry->revised);
    assert_int_equal(entry->speaker_count, 1);
    assert_true(entry->at < entry->recorded);
    entries_close(entries);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM history_of_entries"), 2);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM history_of_entries"
                                    " WHERE text = 'the frist words' AND NOT current"),
                     1);
    fixture_free(f);
}

static void versions_only_grow_also_when_the_clock_is_set_back(void **state)
{
    struct fixture *f = fixture_new(true);

    (void)state;
    fixture_type(f, "first");
    clock_set(1000, 9000);
    fixture_type(f, "second");
    study_close(f->study);
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    ok(f, study_set_observer(f->study, "rs", &f->err));
    fixture_type(f, "s/second/third/");
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM change a JOIN change b"
                                    " ON b.id > a.id AND b.version <= a.version"),
                     0);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entries WHERE text = 'third'"), 1);
    fixture_free(f);
}

static void who_speaks_and_was_not_expected_is_listed(void **state)
{
    struct fixture *f = fixture_new(false);

    (void)state;
    fixture_type(f, "106: I came by");
    fixture_type(f, "106: and stayed");
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM meeting_person WHERE expected = 0"
                                    " AND capacity = 'attending'"),
                     1);
    fixture_type(f, "@smith: hello");
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM meeting_person"), 7);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM person WHERE to_identify"), 1);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM identity_alias WHERE text = 'smith'"), 1);
    fixture_free(f);
}

static void a_number_that_was_taken_meanwhile_becomes_the_next_free_one(void **state)
{
    struct fixture *f = fixture_new(false);
    struct change change = fixture_change(f, "@smith: hello");
    struct new_person other = { 0 };
    struct id id;
    int number;

    (void)state;
    assert_int_equal(change.persons[0].number, 107);
    ok(f, people_add(f->study, &other, &id, &number, &f->err));
    assert_int_equal(number, 107);
    ok(f, record_change(f->study, &change, &f->err));
    assert_int_equal(fixture_int(f, "SELECT number FROM person WHERE to_identify"), 108);
    change_release(&change);
    fixture_free(f);
}

static void a_new_item_moves_the_later_ones_down(void **state)
{
    struct fixture *f = fixture_new(false);

    (void)state;
    fixture_type(f, ">");
    fixture_type(f, "> Something urgent");
    expect_record(f, "agenda \nagenda \n1 Welcome reached\n2 Something urgent reached\n"
                     "3 Finance report\n4 Any other business\n");
    fixture_free(f);
}

static void a_change_that_cannot_be_written_leaves_nothing(void **state)
{
    struct fixture *f = fixture_new(false);
    struct change change = fixture_change(f, "101: words #de");

    (void)state;
    ok(f, db_exec(f->study,
                  "CREATE TEMP TRIGGER broken BEFORE INSERT ON coding_revision BEGIN"
                  " SELECT raise(ABORT, 'the test says no'); END",
                  &f->err));
    assert_int_not_equal(record_change(f->study, &change, &f->err), STATUS_OK);
    assert_non_null(strstr(f->err.text, "the test says no"));
    expect_record(f, "1 Welcome\n2 Finance report\n3 Any other business\n");
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM change WHERE kind = 'record'"), 0);
    ok(f, db_exec(f->study, "DROP TRIGGER broken", &f->err));
    ok(f, record_change(f->study, &change, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry"), 1);
    change_release(&change);
    fixture_free(f);
}

static void a_change_about_something_the_study_lacks_is_refused(void **state)
{
    struct fixture *f = fixture_new(false);
    struct change change = fixture_change(f, "101: words");

    (void)state;
    change.entries[0].speakers[0].id = id_new();
    assert_int_equal(record_change(f->study, &change, &f->err), STATUS_NOT_FOUND);
    assert_non_null(strstr(f->err.text, "has no person"));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry"), 0);
    change_release(&change);
    fixture_free(f);
}

static void nobody_writes_without_an_observer(void **state)
{
    struct fixture *f = fixture_new(true);
    struct change change = fixture_change(f, "words");

    (void)state;
    study_close(f->study);
    ok(f, study_open(&f->study, f->path, STUDY_WRITE, &f->err));
    assert_int_equal(record_change(f->study, &change, &f->err), STATUS_INPUT);
    assert_non_null(strstr(f->err.text, "no observer"));
    change_release(&change);
    fixture_free(f);
}

static void the_half_typed_line_is_kept_for_each_observer(void **state)
{
    struct fixture *f = fixture_new(false);
    char short_text[] = "half a li", whole_text[] = "half a line", none[] = "";
    struct draft mine = { .text = short_text, .at = 77, .offset = 3600 }, draft;
    struct change change;

    (void)state;
    ok(f, record_save_draft(f->study, &f->meeting, &mine, &f->err));
    mine.text = whole_text;
    ok(f, record_save_draft(f->study, &f->meeting, &mine, &f->err));
    ok(f, study_set_observer(f->study, "two", &f->err));
    ok(f, record_load_draft(f->study, &f->meeting, &draft, &f->err));
    assert_null(draft.text);
    ok(f, study_set_observer(f->study, "rs", &f->err));
    ok(f, record_load_draft(f->study, &f->meeting, &draft, &f->err));
    assert_string_equal(draft.text, "half a line");
    assert_int_equal(draft.at, 77);
    assert_int_equal(draft.offset, 3600);
    assert_int_equal(draft.saved, 1772633100000);
    free(draft.text);
    change = fixture_change(f, "half a line and more");
    change.drops_draft = true;
    ok(f, record_change(f->study, &change, &f->err));
    change_release(&change);
    ok(f, record_load_draft(f->study, &f->meeting, &draft, &f->err));
    assert_null(draft.text);
    ok(f, record_save_draft(f->study, &f->meeting, &mine, &f->err));
    mine.text = none;
    ok(f, record_save_draft(f->study, &f->meeting, &mine, &f->err));
    ok(f, record_load_draft(f->study, &f->meeting, &draft, &f->err));
    assert_null(draft.text);
    fixture_free(f);
}

static void damaged_text_is_made_harmless_on_reading(void **state)
{
    struct fixture *f = fixture_new(false);
    const struct entry *entry;
    struct entries *entries;

    (void)state;
    fixture_type(f, "101: some \"exact\" words #ch(supportive)");
    ok(f, db_exec(f->study,
                  "UPDATE entry_revision SET text = CAST(x'1B5B33316DFF41' AS TEXT);"
                  "UPDATE coding_revision SET start = 3, length = 999;",
                  &f->err));
    ok(f, entries_open(&entries, f->study, &f->meeting, ENTRIES_FORWARD, INT64_MIN, 0, &f->err));
    ok(f, entries_next(entries, &entry, &f->err));
    assert_string_equal(entry->text, "[31m\xEF\xBF\xBD"
                                     "A");
    assert_true(entry->codings[0].words.start + entry->codings[0].words.len <= strlen(entry->text));
    assert_true(entry->verbatim[0].start + entry->verbatim[0].len <= strlen(entry->text));
    entries_close(entries);
    fixture_free(f);
}

static void a_coding_on_part_of_a_text_keeps_its_bytes(void **state)
{
    struct fixture *f = fixture_new(false);
    struct change change = fixture_change(f, "101: Zoë said so");
    struct change_coding *coding = change_add_coding(&change);

    (void)state;
    coding->entry = change.entries[0].id;
    coding->code = f->room.codes[0].id;
    coding->words = (struct span){ 0, 4 };
    ok(f, record_change(f->study, &change, &f->err));
    change_release(&change);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM codings WHERE words = 'Zoë'"
                                    " AND start = 0 AND length = 4"),
                     1);
    fixture_free(f);
}

static void the_views_show_people_by_number_and_never_by_name(void **state)
{
    struct fixture *f = fixture_new(false);

    (void)state;
    fixture_type(f, "101, ?gp>102, all: yes #ch(supportive)");
    fixture_type(f, "-103");
    fixture_type(f, ">");
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entries WHERE meeting = 1"
                                    " AND kind = 'note' AND at_local = '2026-03-04T14:05:10'"
                                    " AND text = 'yes' AND observer = 'rs'"),
                     1);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM codings WHERE key = 'ch'"
                                    " AND modifiers = 'kind=supportive' AND words = 'yes'"),
                     1);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM attendances WHERE person = 103"
                                    " AND movement = 'left'"),
                     1);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM agenda WHERE reached"), 1);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM meetings WHERE meeting = 'M1'"
                                    " AND function = 'governing body' AND site = '3'"),
                     1);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM people"), 6);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM sqlite_schema WHERE type = 'view'"
                                    " AND sql LIKE '%identity%' AND name <> 'people'"),
                     0);
    fixture_free(f);
}

static void an_end_by_command_leaves_the_half_typed_line_waiting(void **state)
{
    struct draft draft = { .text = (char *)"half a li", .at = 5 }, kept;
    struct fixture *f = fixture_new(false);
    struct meeting meeting = { .id = f->meeting, .number = f->number };

    (void)state;
    ok(f, record_save_draft(f->study, &f->meeting, &draft, &f->err));
    ok(f, record_end(f->study, &meeting, f->now, true, &f->err));
    ok(f, record_load_draft(f->study, &f->meeting, &kept, &f->err));
    assert_string_equal(kept.text, "half a li");
    free(kept.text);
    fixture_free(f);
}

static void what_is_held_is_of_one_moment(void **state)
{
    struct fixture *f = fixture_new(true);
    struct study *reader = NULL;
    size_t before, held, after;

    (void)state;
    ok(f, study_open(&reader, f->path, STUDY_READ, &f->err));
    ok(f, study_hold(reader, &f->err));
    ok(f, entries_count(reader, &f->meeting, &before, &f->err));
    fixture_type(f, "typed meanwhile");
    ok(f, entries_count(reader, &f->meeting, &held, &f->err));
    study_let_go(reader);
    ok(f, entries_count(reader, &f->meeting, &after, &f->err));
    assert_int_equal(held, before);
    assert_int_equal(after, before + 1);
    study_close(reader);
    fixture_free(f);
}

static void what_was_seen_is_old_when_somebody_else_has_written(void **state)
{
    struct fixture *f = fixture_new(true);
    struct study *reader = NULL;
    int64_t before, held, after, again;

    (void)state;
    ok(f, study_open(&reader, f->path, STUDY_READ, &f->err));
    ok(f, study_hold(reader, &f->err));
    ok(f, study_seen(reader, &before, &f->err));
    fixture_type(f, "typed meanwhile");
    ok(f, study_seen(reader, &held, &f->err));
    study_let_go(reader);
    ok(f, study_seen(reader, &after, &f->err));
    ok(f, study_seen(reader, &again, &f->err));
    assert_true(held == before);
    assert_true(after != before);
    assert_true(again == after);
    study_close(reader);
    fixture_free(f);
}

static void the_end_closes_states_and_waits_for_a_half_typed_line(void **state)
{
    struct draft draft = { .text = (char *)"half a li", .at = 5 };
    struct fixture *f = fixture_new(false);
    struct meeting meeting = { .id = f->meeting, .number = f->number };

    (void)state;
    fixture_type(f, "#tn+");
    ok(f, record_save_draft(f->study, &f->meeting, &draft, &f->err));
    assert_int_equal(record_end(f->study, &meeting, f->now, false, &f->err), STATUS_INPUT);
    assert_non_null(strstr(f->err.text, "half-typed"));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM coding_revision WHERE by_end"), 0);
    draft.text = (char *)"";
    ok(f, record_save_draft(f->study, &f->meeting, &draft, &f->err));
    ok(f, record_end(f->study, &meeting, f->now, false, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM coding_revision WHERE by_end"), 1);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM meeting WHERE ended IS NOT NULL"), 1);
    assert_int_equal(record_end(f->study, &meeting, f->now, false, &f->err), STATUS_INPUT);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_read_back_with_all_that_belongs_to_them),
        cmocka_unit_test(backward_is_forward_turned_around),
        cmocka_unit_test(a_page_begins_after_a_place_and_ends_at_its_limit),
        cmocka_unit_test(a_revision_shows_and_the_one_before_is_kept),
        cmocka_unit_test(versions_only_grow_also_when_the_clock_is_set_back),
        cmocka_unit_test(who_speaks_and_was_not_expected_is_listed),
        cmocka_unit_test(a_number_that_was_taken_meanwhile_becomes_the_next_free_one),
        cmocka_unit_test(a_new_item_moves_the_later_ones_down),
        cmocka_unit_test(a_change_that_cannot_be_written_leaves_nothing),
        cmocka_unit_test(a_change_about_something_the_study_lacks_is_refused),
        cmocka_unit_test(nobody_writes_without_an_observer),
        cmocka_unit_test(the_half_typed_line_is_kept_for_each_observer),
        cmocka_unit_test(damaged_text_is_made_harmless_on_reading),
        cmocka_unit_test(a_coding_on_part_of_a_text_keeps_its_bytes),
        cmocka_unit_test(the_views_show_people_by_number_and_never_by_name),
        cmocka_unit_test(an_end_by_command_leaves_the_half_typed_line_waiting),
        cmocka_unit_test(what_is_held_is_of_one_moment),
        cmocka_unit_test(what_was_seen_is_old_when_somebody_else_has_written),
        cmocka_unit_test(the_end_closes_states_and_waits_for_a_half_typed_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
