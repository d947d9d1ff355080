/* SPDX-License-Identifier: MIT */
/* What a change does to codings and people that are there already. */
#include "tests/unit/storage/fixture.h"

/* The one coding of the last entry, with other modifiers. */
static void revise(struct fixture *f, const char *kind)
{
    const struct entry *entry;
    struct entries *entries;
    struct change change;
    struct change_coding coding;
    const char *values[8] = { kind };

    ok(f, entries_open_one(&entries, f->study, &f->room.last_entry, &f->err));
    ok(f, entries_next(entries, &entry, &f->err));
    assert_int_equal(entry->coding_count, 1);
    coding = (struct change_coding){ .id = entry->codings[0].id,
                                     .entry = entry->id,
                                     .code = entry->codings[0].code,
                                     .action = entry->codings[0].action,
                                     .whole = true };
    entries_close(entries);
    change_init(&change, &f->meeting, f->now += 1000);
    room_set_values(&f->room, &coding, values, &change);
    ok(f, record_change(f->study, &change, &f->err));
    change_release(&change);
}

static void want_value(struct fixture *f, const char *value)
{
    const struct entry *entry;
    struct entries *entries;

    ok(f, entries_open_one(&entries, f->study, &f->room.last_entry, &f->err));
    ok(f, entries_next(entries, &entry, &f->err));
    assert_int_equal(entry->coding_count, 1);
    assert_int_equal(entry->codings[0].value_count, value != NULL);
    if (value != NULL)
        assert_string_equal(entry->codings[0].values[0].value, value);
    entries_close(entries);
}

static void a_coding_gets_other_modifiers_and_undo_gives_the_former_back(void **state)
{
    struct fixture *f = fixture_new(false);

    (void)state;
    fixture_type(f, "why so late #ch");
    revise(f, "supportive");
    want_value(f, "supportive");
    revise(f, "diagnostic");
    want_value(f, "diagnostic");
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM coding"), 1);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM coding_revision"), 3);
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err));
    want_value(f, "supportive");
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err));
    want_value(f, NULL);
    ok(f, record_redo(f->study, &f->meeting, NULL, &f->err));
    want_value(f, "supportive");
    fixture_free(f);
}

static void somebody_new_gets_a_role_group_that_undo_leaves_alone(void **state)
{
    struct fixture *f = fixture_new(false);
    struct change change;
    int person;

    (void)state;
    fixture_type(f, "@smith: hello");
    person = (int)f->room.person_count - 1;
    change_init(&change, &f->meeting, f->now += 1000);
    room_set_role_group(&f->room, person, 1, &change);
    assert_int_equal(f->room.presence[person].role_group, 1);
    ok(f, record_change(f->study, &change, &f->err));
    change_release(&change);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM person p JOIN role_group g"
                                    " ON g.id = p.role_group WHERE p.to_identify"),
                     1);
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err));
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM entry_revision WHERE removed"), 1);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM person p WHERE p.to_identify"
                                    " AND p.role_group IS NOT NULL"),
                     1);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_coding_gets_other_modifiers_and_undo_gives_the_former_back),
        cmocka_unit_test(somebody_new_gets_a_role_group_that_undo_leaves_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
