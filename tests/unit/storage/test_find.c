/* SPDX-License-Identifier: MIT */
/* Finding: by words in any script, by everything else, and with whatever
 * somebody may type. */
#include "fixture.h"
#include "storage/find.h"
#include "storage/retraction.h"
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
    assert_int_equal(count(f, (struct find_filter){ .person = "103" }), 1);
    assert_int_equal(count(f, (struct find_filter){ .role = "gp" }), 3);
    assert_int_equal(count(f, (struct find_filter){ .role = "gp", .words = "budget" }), 2);
    assert_int_equal(count(f, (struct find_filter){ .site = "3", .body = "cabinet" }), 6);
    assert_int_equal(count(f, (struct find_filter){ .function = "governing body" }), 6);
    assert_int_equal(count(f, (struct find_filter){ .function = "council" }), 0);
    assert_int_equal(count(f, (struct find_filter){ .from = "2026-03-04", .to = "2026-03-04" }), 6);
    assert_int_equal(count(f, (struct find_filter){ .from = "2026-03-05" }), 0);
    assert_int_equal(count(f, (struct find_filter){ .to = "2026-03-03" }), 0);
    assert_int_equal(count(f, (struct find_filter){ .code = "de", .person = "101" }), 0);
    fixture_free(f);
}

static void what_a_filter_names_must_be_there(void **state)
{
    static const struct find_filter filters[] = {
        { .code = "zz" }, { .person = "999" }, { .role = "zz" },
        { .site = "zz" }, { .body = "zz" },  { .function = "zz" },
        { .kind = "zz" }, { .person = "zz" },
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

        find_query(&out, cases[i].words, false);
        assert_string_equal(str_text(&out), cases[i].query);
        str_release(&out);
    }
}

/* A study of `count` meetings with lines of their own. */
static struct fixture *many(int count)
{
    struct fixture *f = fixture_new(false);

    for (int i = 2; i <= count; i++) {
        struct new_meeting meeting = { .title = "One more", .site = i % 2 ? "3" : "4",
                                       .date = i % 2 ? "2026-03-04" : "2027-01-15" };
        char line[80];

        ok(f, meetings_add(f->study, &meeting, &f->meeting, &f->number, &f->err));
        fixture_room(f);
        snprintf(line, sizeof line, "10%d: budget of meeting %d #ch", 1 + i % 3, i);
        fixture_type(f, line);
        fixture_type(f, "// a comment on the budget");
        fixture_type(f, "plain");
    }
    return f;
}

struct order {
    int meeting;
    int64_t sequence;
    int count;
};

static bool check_order(void *data, int meeting, const struct entry *entry)
{
    struct order *order = data;

    assert_true(meeting <= order->meeting);
    if (meeting == order->meeting)
        assert_true(entry->sequence > order->sequence);
    *order = (struct order){ meeting, entry->sequence, order->count + 1 };
    return true;
}

static void found_entries_come_newest_meeting_first_in_the_order_of_each(void **state)
{
    static const struct {
        struct find_filter filter;
        int count;
    } cases[] = {
        { { .words = "budget" }, 38 },
        { { .words = "budget", .code = "ch" }, 19 },
        { { .code = "ch" }, 19 },
        { { .code = "ch", .person = "101" }, 6 },
        { { .person = "102" }, 6 },
        { { .kind = "comment" }, 19 },
        { { .kind = "comment", .words = "budget", .site = "4" }, 10 },
        { { 0 }, 57 },
        { { .from = "2027" }, 30 },
        { { .from = "2027-01", .to = "2027-01" }, 30 },
        { { .to = "2026" }, 27 },
        { { .limit = 5, .words = "budget" }, 5 },
        { { .words = "bud", .beginning = true }, 38 },
        { { .words = "the bud", .beginning = true }, 19 },
        { { .words = "b", .beginning = true }, 0 },
        { { .words = "\"on the bud", .beginning = true }, 19 },
    };
    struct fixture *f = many(20);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct order order = { .meeting = 1000 };

        ok(f, find_entries(f->study, &cases[i].filter, check_order, &order, &f->err));
        if (order.count != cases[i].count)
            fail_msg("case %zu: %d, not %d", i, order.count, cases[i].count);
    }
    fixture_free(f);
}

/* The count of words alone comes from the index: it is what going through the
 * entries gives, what was taken back and taken out left out. */
static void words_alone_are_counted_without_going_through_the_entries(void **state)
{
    struct fixture *f = fixture_new(false);
    struct found found;
    struct find *find;
    bool reached;

    (void)state;
    for (int i = 0; i < 30; i++)
        fixture_type(f, i % 3 == 0 ? "101: words of one" : "102: words of another");
    fixture_type(f, "words undone");
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err));
    ok(f, retraction_set(f->study, &f->meeting, &f->people[0], false, NULL, &f->err));
    ok(f, find_begin(&find, f->study, &(struct find_filter){ .words = "words" }, &f->err));
    ok(f, find_go_on(find, -1, &f->err));
    assert_true(find_is_done(find));
    assert_int_equal(find_count(find), 20);
    ok(f, find_reach(find, 5, -1, &reached, &f->err));
    assert_true(reached);
    ok(f, find_reach(find, 500, -1, &reached, &f->err));
    assert_true(reached);
    for (size_t i = 0; i < find_count(find); i++)
        ok(f, find_place(find, i, &found, NULL, &f->err));
    assert_int_equal(find_place(find, 20, &found, NULL, &f->err), STATUS_NOT_FOUND);
    find_end(find);
    fixture_free(f);
}

/* More candidates than are looked at one by one, in two meetings whose rows
 * lie in one another. */
static void many_candidates_are_found_meeting_by_meeting(void **state)
{
    enum { LINES = 1300 };
    struct fixture *f = fixture_new(false);
    struct id first = f->meeting, second;
    struct new_meeting meeting = { .title = "Second" };
    struct order order = { .meeting = 1000 };
    struct find *find;
    int steps = 0;

    (void)state;
    ok(f, meetings_add(f->study, &meeting, &second, &f->number, &f->err));
    ok(f, study_begin(f->study, &f->err));
    for (int i = 0; i < 2 * LINES; i++) {
        struct change change;
        struct change_entry *entry;

        change_init(&change, i % 2 ? &first : &second, f->now);
        entry = change_add_entry(&change);
        entry->at = f->now;
        entry->text = mem_copy(i % 100 == 0 ? "the rare word everywhere" : "everywhere");
        ok(f, record_change(f->study, &change, &f->err));
        change_release(&change);
    }
    ok(f, study_commit(f->study, &f->err));
    ok(f, find_entries(f->study, &(struct find_filter){ .words = "everywhere" }, check_order,
                       &order, &f->err));
    assert_int_equal(order.count, 2 * LINES);
    ok(f, find_begin(&find, f->study,
                     &(struct find_filter){ .words = "everywhere", .only_public = true }, &f->err));
    for (; find_count(find) == 0 && !find_is_done(find); steps++)
        ok(f, find_go_on(find, 0, &f->err));
    assert_true(steps > 1);
    assert_int_equal(find_count(find), LINES);
    find_end(find);
    order = (struct order){ .meeting = 1000 };
    ok(f, find_entries(f->study, &(struct find_filter){ .words = "rare everywhere" }, check_order,
                       &order, &f->err));
    assert_int_equal(order.count, 26);
    fixture_free(f);
}

static void who_is_not_known_is_found(void **state)
{
    struct fixture *f = filled();

    (void)state;
    fixture_type(f, "?: who was that");
    fixture_type(f, "@smith: somebody new");
    assert_int_equal(count(f, (struct find_filter){ .person = "?" }), 3);
    assert_int_equal(count(f, (struct find_filter){ .person = "?", .words = "naive" }), 1);
    fixture_free(f);
}

static void what_was_taken_back_is_not_found_and_private_parts_can_be_left_out(void **state)
{
    struct fixture *f = filled();

    (void)state;
    fixture_type(f, "=private");
    fixture_type(f, "101: the secret budget");
    assert_int_equal(count_words(f, "secret"), 1);
    assert_int_equal(count(f, (struct find_filter){ .words = "secret", .only_public = true }), 0);
    assert_int_equal(count(f, (struct find_filter){ .words = "budget", .only_public = true }), 2);
    ok(f, db_exec(f->study,
                  "UPDATE entry_revision SET retracted = 1 WHERE text LIKE '%secret%'", &f->err));
    assert_int_equal(count_words(f, "secret"), 0);
    fixture_free(f);
}

static void people_and_codes_that_were_merged_are_one(void **state)
{
    struct fixture *f = filled();

    (void)state;
    ok(f, db_exec(f->study,
                  "UPDATE person SET merged_into = (SELECT id FROM person WHERE number = 101)"
                  " WHERE number = 103;"
                  "UPDATE code SET merged_into = (SELECT id FROM code WHERE key = 'ch')"
                  " WHERE key = 'de'",
                  &f->err));
    assert_int_equal(count(f, (struct find_filter){ .person = "101" }), 2);
    assert_int_equal(count(f, (struct find_filter){ .person = "103" }), 2);
    assert_int_equal(count(f, (struct find_filter){ .code = "ch" }), 2);
    assert_int_equal(count(f, (struct find_filter){ .code = "de" }), 2);
    fixture_free(f);
}

static void the_words_that_were_found_are_marked(void **state)
{
    static const struct {
        const char *words, *text, *marked; /* marked: the text with [] around each hit */
        bool beginning;
    } cases[] = {
        { "budget", "The Budget, budgets and BUDGET", "The [Budget], budgets and [BUDGET]", false },
        { "bud*", "budget and Bude", "[budget] and [Bude]", false },
        { "bud", "a budget", "a [budget]", true },
        { "garten", "im Gärten", "im [Gärten]", false },
        { "\"the plan\"", "the plan and the other plan", "[the] [plan] and the other plan", false },
        { "預算", "討論預算調整", "討論[預][算]調整", false },
        { "well-known", "a well known, well-known", "a [well] [known], [well]-[known]", false },
        { "התקציב", "הצעת התקציב", "הצעת [התקציב]", false },
        { "x", "", "", false },
        { "?", "what?", "what?", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct span *spans = NULL;
        size_t room = 0, count = find_marks(cases[i].words, cases[i].beginning, cases[i].text,
                                            &spans, &room);
        struct str marked = STR_INIT;
        size_t at = 0;

        for (size_t j = 0; j < count; j++) {
            str_add_len(&marked, cases[i].text + at, spans[j].start - at);
            str_add_format(&marked, "[%.*s]", (int)spans[j].len, cases[i].text + spans[j].start);
            at = spans[j].start + spans[j].len;
        }
        str_add(&marked, cases[i].text + at);
        assert_string_equal(str_text(&marked), cases[i].marked);
        str_release(&marked);
        free(spans);
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
        cmocka_unit_test(found_entries_come_newest_meeting_first_in_the_order_of_each),
        cmocka_unit_test(words_alone_are_counted_without_going_through_the_entries),
        cmocka_unit_test(many_candidates_are_found_meeting_by_meeting),
        cmocka_unit_test(who_is_not_known_is_found),
        cmocka_unit_test(what_was_taken_back_is_not_found_and_private_parts_can_be_left_out),
        cmocka_unit_test(people_and_codes_that_were_merged_are_one),
        cmocka_unit_test(the_words_that_were_found_are_marked),
        cmocka_unit_test(a_question_is_quoted_word_by_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
