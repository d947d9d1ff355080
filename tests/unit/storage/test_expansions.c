/* SPDX-License-Identifier: MIT */
/* The text expansions of a study file. */
#include "storage/expansions.h"
#include "tests/unit/storage/fixture.h"

static void expect(struct fixture *f, const char *wanted)
{
    struct expansions list;
    struct str shown = STR_INIT;

    ok(f, expansions_load(&list, f->study, &f->err));
    for (size_t i = 0; i < list.count; i++)
        str_add_format(&shown, "%s=%s;", list.item[i].brief, list.item[i].full);
    assert_string_equal(str_text(&shown), wanted);
    str_release(&shown);
    expansions_release(&list);
}

static void they_are_set_changed_and_taken_out(void **state)
{
    struct fixture *f = fixture_new(false);

    (void)state;
    expect(f, "");
    ok(f, expansions_set(f->study, "ne", "NHS England", &f->err));
    ok(f, expansions_set(f->study, "מש", "משרד הבריאות", &f->err));
    ok(f, expansions_set(f->study, "ccg", "commissioning group", &f->err));
    ok(f, expansions_set(f->study, "ne", " NHS\nEngland ", &f->err));
    expect(f, "ccg=commissioning group;ne=NHS England;מש=משרד הבריאות;");
    ok(f, expansions_remove(f->study, "ccg", &f->err));
    ok(f, expansions_remove(f->study, "nobody", &f->err));
    expect(f, "ne=NHS England;מש=משרד הבריאות;");
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM expansion WHERE removed"), 1);
    ok(f, expansions_set(f->study, "ccg", "again", &f->err));
    expect(f, "ccg=again;ne=NHS England;מש=משרד הבריאות;");
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM expansion"), 3);
    fixture_free(f);
}

static void what_cannot_be_one_is_refused(void **state)
{
    static const char *const bad[][2] = { { "", "x" },     { "a b", "x" }, { "#a", "x" },
                                          { "ne", "" },    { "ne", "  " }, { "ne", "ne" },
                                          { "ne:", "now" } };
    struct fixture *f = fixture_new(false);

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        f->err = (struct error)ERROR_INIT;
        assert_int_equal(expansions_set(f->study, bad[i][0], bad[i][1], &f->err), STATUS_INPUT);
    }
    expect(f, "");
    fixture_free(f);
}

static void it_is_told_in_how_many_entries_a_word_stands(void **state)
{
    struct fixture *f = fixture_new(false);
    size_t count;

    (void)state;
    fixture_type(f, "As they said, as ever");
    fixture_type(f, "no word of it as such");
    fixture_type(f, "assets");
    ok(f, expansions_uses(f->study, "as", &count, &f->err));
    assert_int_equal(count, 2);
    ok(f, expansions_uses(f->study, "n.e", &count, &f->err));
    assert_int_equal(count, 0);
    ok(f, expansions_uses(f->study, "\"", &count, &f->err));
    assert_int_equal(count, 0);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_are_set_changed_and_taken_out),
        cmocka_unit_test(what_cannot_be_one_is_refused),
        cmocka_unit_test(it_is_told_in_how_many_entries_a_word_stands),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
