/* SPDX-License-Identifier: MIT */
/* Finding: by words in any script, by everything else, and with whatever
 * somebody may type. */
#include "fixture.h"
#include "storage/find.h"
#include "storage/find_query.h"

static const char *const record[] = {
    "101: the plan for Gärten and the budget #ch",
    "102: 今天的會議討論預算調整 #de",
    "103: הצעת התקציב לשנה הבאה",
    "?gp: naïve questions about the (budget) AND more",
    "104: plain words, well-known",
    "きょうの会議 예산 조정",
};

static struct fixture *filled(void)
{
    struct fixture *f = fixture_new(false);

    for (size_t i = 0; i < sizeof record / sizeof record[0]; i++)
        fixture_type(f, record[i]);
    return f;
}

static bool count_one(void *data, int meeting, const struct entry *entry)
{
    assert_int_equal(meeting, 1);
    assert_non_null(entry->text);
    ++*(int *)data;
    return true;
}

static int count(struct fixture *f, struct find_filter filter)
{
    int found = 0;

    ok(f, find_entries(f->study, &filter, count_one, &found, &f->err));
    return found;
}

static int count_words(struct fixture *f, const char *words)
{
    return count(f, (struct find_filter){ .words = words });
}

static void words_are_found_in_any_script_case_and_accents_ignored(void **state)
{
    static const struct {
        const char *words;
        int count;
    } cases[] = {
        { "plan", 1 },
        { "PLAN budget", 1 },
        { "budget", 2 },
        { "garten", 1 },
        { "GÄRTEN", 1 },
        { "naive", 1 },
        { "預算", 1 },
        { "會議", 1 },
        { "調整", 1 },
        { "算調", 1 },
        { "整調", 0 },
        { "預算 調整", 1 },
        { "התקציב", 1 },
        { "לשנה הצעת", 1 },
        { "会議", 1 },
        { "예산", 1 },
        { "산예", 0 },
        { "bud*", 2 },
        { "bud", 0 },
        { "\"the budget\"", 2 },
        { "\"budget the\"", 0 },
        { "well-known", 1 },
        { "known-well", 0 },
        { "plan 預算", 0 },
        { "\"plan for gar\"*", 1 },
    };
    struct fixture *f = filled();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (count_words(f, cases[i].words) != cases[i].count)
            fail_msg("%s: %d, not %d", cases[i].words, count_words(f, cases[i].words),
                     cases[i].count);
    fixture_free(f);
}

static void nothing_that_is_typed_is_syntax(void **state)
{
    static const char *const typed[] = {
        "budget AND",     "NOT budget",   "(budget",   "text:budget",
        "budget OR plan", "^budget",      "NEAR(a b)", "-budget",
        "\"budget",       "budget\"",     "a\"b",      "'; DROP TABLE entry; --",
        "+ budget",       "{budget} : x", "* budget",  "**",
        "\"\" budget",    "b\"udget\"*",
    };
    struct fixture *f = filled();

    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        struct find_filter filter = { .words = typed[i] };
        int found = 0;
        enum status status = find_entries(f->study, &filter, count_one, &found, &f->err);

        if (status != STATUS_OK && status != STATUS_INPUT)
            fail_msg("%s: %s", typed[i], f->err.text);
    }
    assert_int_equal(count_words(f, "budget AND"), 2);
    assert_int_equal(count_words(f, "budget OR plan"), 0);
    assert_int_equal(count_words(f, "(budget)"), 2);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry"), 6);
    fixture_free(f);
}

static void words_without_a_letter_are_refused(void **state)
{
    struct fixture *f = filled();
    struct find_filter filter = { .words = "!? \"\"" };
    int found = 0;

    (void)state;
    assert_int_equal(find_entries(f->study, &filter, count_one, &found, &f->err), STATUS_INPUT);
    assert_int_equal(found, 0);
    fixture_free(f);
}

static void each_filter_sifts(void **state)
{
    struct fixture *f = filled();

    (void)state;
    assert_int_equal(count(f, (struct find_filter){ .limit = 4 }), 4);
    assert_int_equal(count(f, (struct find_filter){ .code = "de" }), 1);
    assert_int_equal(count(f, (struct find_filter){ .code = "decision" }), 1);
    assert_int_equal(count(f, (struct find_filter){ .person = 103 }), 1);
    assert_int_equal(count(f, (struct find_filter){ .role = "gp" }), 3);
    assert_int_equal(count(f, (struct find_filter){ .role = "gp", .words = "budget" }), 2);
    assert_int_equal(count(f, (struct find_filter){ .site = "3", .body = "cabinet" }), 6);
    assert_int_equal(count(f, (struct find_filter){ .function = "governing body" }), 6);
    assert_int_equal(count(f, (struct find_filter){ .function = "council" }), 0);
    assert_int_equal(count(f, (struct find_filter){ .from = "2026-03-04", .to = "2026-03-04" }), 6);
    assert_int_equal(count(f, (struct find_filter){ .from = "2026-03-05" }), 0);
    assert_int_equal(count(f, (struct find_filter){ .to = "2026-03-03" }), 0);
    assert_int_equal(count(f, (struct find_filter){ .code = "de", .person = 101 }), 0);
    fixture_free(f);
}

static void what_a_filter_names_must_be_there(void **state)
{
    static const struct find_filter filters[] = {
        { .code = "zz" }, { .person = 999 }, { .role = "zz" },
        { .site = "zz" }, { .body = "zz" },  { .function = "zz" },
    };
    struct fixture *f = filled();
    struct find_filter bad_date = { .from = "2026-02-30" };
    int found = 0;

    (void)state;
    for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++)
        assert_int_equal(find_entries(f->study, &filters[i], count_one, &found, &f->err),
                         STATUS_NOT_FOUND);
    assert_int_equal(find_entries(f->study, &bad_date, count_one, &found, &f->err), STATUS_INPUT);
    assert_int_equal(found, 0);
    fixture_free(f);
}

static void what_was_undone_is_not_found(void **state)
{
    struct fixture *f = filled();

    (void)state;
    fixture_type(f, "a giraffe");
    assert_int_equal(count_words(f, "giraffe"), 1);
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err));
    assert_int_equal(count_words(f, "giraffe"), 0);
    fixture_free(f);
}

static bool stop_after_two(void *data, int meeting, const struct entry *entry)
{
    (void)meeting;
    (void)entry;
    return ++*(int *)data < 2;
}

static void the_caller_can_stop(void **state)
{
    struct fixture *f = filled();
    struct find_filter any = { 0 };
    int found = 0;

    (void)state;
    ok(f, find_entries(f->study, &any, stop_after_two, &found, &f->err));
    assert_int_equal(found, 2);
    fixture_free(f);
}

static void a_question_is_quoted_word_by_word(void **state)
{
    static const struct {
        const char *words, *query;
    } cases[] = {
        { "two words", "\"two\" \"words\"" },
        { "\"two words\"", "\"two words\"" },
        { "beg*", "\"beg\"*" },
        { "  ", "" },
        { "x-y", "\"x-y\"" },
        { "預算", "\" 預  算 \"" },
        { "\"open", "\"open\"" },
        { "a * b", "\"a\" \"b\"" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str out = STR_INIT;

        find_query(&out, cases[i].words);
        assert_string_equal(str_text(&out), cases[i].query);
        str_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_in_any_script_case_and_accents_ignored),
        cmocka_unit_test(nothing_that_is_typed_is_syntax),
        cmocka_unit_test(words_without_a_letter_are_refused),
        cmocka_unit_test(each_filter_sifts),
        cmocka_unit_test(what_a_filter_names_must_be_there),
        cmocka_unit_test(what_was_undone_is_not_found),
        cmocka_unit_test(the_caller_can_stop),
        cmocka_unit_test(a_question_is_quoted_word_by_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
