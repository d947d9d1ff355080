/* SPDX-License-Identifier: MIT */
/* The codebook changed: fields, places, modifiers, retiring, merging, and what
 * the record then reads as. */
#include "core/codebook.h"
#include "fixture.h"
#include "storage/find.h"

static struct codebook book;

static const struct code *code(struct fixture *f, const char *label)
{
    codebook_release(&book);
    ok(f, codebook_load(&book, f->study, &f->err));
    for (size_t i = 0; i < book.count; i++)
        if (strcmp(book.codes[i].key, label) == 0 || strcmp(book.codes[i].name, label) == 0)
            return &book.codes[i];
    fail_msg("no code %s", label);
    return NULL;
}

static struct id id_of(struct fixture *f, const char *label)
{
    return code(f, label)->id;
}

/* The fields of a code as they are; `modifiers` takes those. */
static struct code_fields fields_of(const struct code *from, struct str *modifiers)
{
    str_clear(modifiers);
    modifiers_print(modifiers, from, "; ");
    return (struct code_fields){ .key = from->key,
                                 .name = from->name,
                                 .color = from->color,
                                 .definition = from->definition,
                                 .use_when = from->use_when,
                                 .not_when = from->not_when,
                                 .group = from->group,
                                 .modifiers = str_text(modifiers),
                                 .state = from->state,
                                 .pinned = from->pinned > 0 ? PINNED_LAST : 0,
                                 .hot_key = from->hot_key };
}

static void end(struct fixture *f)
{
    codebook_release(&book);
    fixture_free(f);
}

static void every_field_of_a_code_is_changed(void **state)
{
    struct fixture *f = fixture_new(false);
    struct code_fields set = { .key = "hx",
                               .name = "Humour, dry",
                               .color = "#3366cc",
                               .definition = "Laughs.",
                               .use_when = "When.",
                               .not_when = "Not.",
                               .group = "moods",
                               .modifiers = "tone: dry | warm; at",
                               .state = true,
                               .pinned = PINNED_LAST,
                               .hot_key = 'z' };
    struct id id = id_of(f, "hu");
    const struct code *now;
    int64_t version = fixture_int(f, "SELECT version FROM code WHERE key = 'hu'");

    (void)state;
    ok(f, codebook_set(f->study, &id, &set, &f->err));
    now = code(f, "hx");
    assert_string_equal(now->name, "Humour, dry");
    assert_string_equal(now->color, "#3366CC");
    assert_string_equal(now->definition, "Laughs.");
    assert_string_equal(now->use_when, "When.");
    assert_string_equal(now->not_when, "Not.");
    assert_string_equal(now->group, "moods");
    assert_true(now->state);
    assert_true(now->pinned > 0);
    assert_int_equal(now->hot_key, 'z');
    assert_int_equal(now->modifier_count, 2);
    assert_string_equal(now->modifiers[0].choices[1], "warm");
    assert_int_equal(now->modifiers[1].choice_count, 0);
    assert_true(fixture_int(f, "SELECT version FROM code WHERE key = 'hx'") > version);
    set.pinned = 0;
    set.hot_key = 0;
    set.key = "";
    ok(f, codebook_set(f->study, &id, &set, &f->err));
    assert_int_equal(code(f, "Humour, dry")->pinned, 0);
    assert_int_equal(code(f, "Humour, dry")->hot_key, 0);
    assert_string_equal(code(f, "Humour, dry")->key, "");
    end(f);
}

static void what_another_code_has_is_refused_and_named(void **state)
{
    struct fixture *f = fixture_new(false);
    char hot_key = code(f, "ch")->hot_key;
    struct str modifiers = STR_INIT;
    struct id id = id_of(f, "hu");
    struct code_fields set = fields_of(code(f, "hu"), &modifiers);

    (void)state;
    assert_int_not_equal(hot_key, 0);
    set.key = "ch";
    assert_int_equal(codebook_set(f->study, &id, &set, &f->err), STATUS_EXISTS);
    assert_non_null(strstr(f->err.text, "\"ch\""));
    set.key = "hu";
    set.hot_key = hot_key;
    assert_int_equal(codebook_set(f->study, &id, &set, &f->err), STATUS_EXISTS);
    assert_non_null(strstr(f->err.text, "Challenge from members"));
    str_release(&modifiers);
    end(f);
}

static void a_used_code_stays_a_point_and_keeps_what_was_used(void **state)
{
    struct fixture *f = fixture_new(false);
    struct str modifiers = STR_INIT;
    struct code_fields set;
    struct id id = id_of(f, "ch");

    (void)state;
    fixture_type(f, "101: why? #ch(diagnostic)");
    set = fields_of(code(f, "ch"), &modifiers);
    set.state = true;
    assert_int_equal(codebook_set(f->study, &id, &set, &f->err), STATUS_INPUT);
    set = fields_of(code(f, "ch"), &modifiers);
    set.modifiers = "";
    assert_int_equal(codebook_set(f->study, &id, &set, &f->err), STATUS_INPUT);
    assert_non_null(strstr(f->err.text, "was used and stays"));
    assert_true(code(f, "ch")->modifier_count > 0); /* nothing of it was done */
    str_release(&modifiers);
    end(f);
}

static void a_choice_that_is_renamed_is_renamed_in_what_was_coded(void **state)
{
    struct fixture *f = fixture_new(false);
    struct str modifiers = STR_INIT;
    struct code_fields set;
    struct id id = id_of(f, "ch");
    char *at, *record;

    (void)state;
    fixture_type(f, "101: why? #ch(diagnostic)");
    set = fields_of(code(f, "ch"), &modifiers);
    at = strstr(modifiers.text, "diagnostic");
    assert_non_null(at);
    memcpy(at, "diagnosing", strlen("diagnosing"));
    ok(f, codebook_set(f->study, &id, &set, &f->err));
    record = fixture_record(f, ENTRIES_FORWARD);
    assert_non_null(strstr(record, "diagnosing"));
    assert_null(strstr(record, "diagnostic"));
    free(record);
    str_release(&modifiers);
    end(f);
}

/* The codes of the first level as "ch ac de ...". */
static void first_level(struct fixture *f, struct str *out, size_t most)
{
    str_clear(out);
    (void)code(f, "ch");
    for (size_t i = 0; i < book.count && most > 0; i++)
        if (book.codes[i].parent < 0) {
            str_add_format(out, "%s ", book.codes[i].key);
            most--;
        }
}

static void a_code_is_placed_anywhere_but_under_itself(void **state)
{
    struct fixture *f = fixture_new(false);
    struct id ch = id_of(f, "ch"), ac = id_of(f, "ac"), de = id_of(f, "de");
    struct str order = STR_INIT;
    int parent;

    (void)state;
    first_level(f, &order, 4);
    assert_string_equal(order.text, "ch ac de at ");
    ok(f, codebook_place(f->study, &ch, NULL, &de, &f->err));
    first_level(f, &order, 4);
    assert_string_equal(order.text, "ac de ch at ");
    ok(f, codebook_place(f->study, &ch, NULL, NULL, &f->err));
    first_level(f, &order, 4);
    assert_string_equal(order.text, "ch ac de at ");
    ok(f, codebook_place(f->study, &ac, &ch, NULL, &f->err));
    ok(f, codebook_place(f->study, &de, &ac, NULL, &f->err));
    assert_string_equal(book.codes[0].key, "ch");
    first_level(f, &order, 2);
    assert_string_equal(order.text, "ch at ");
    parent = code(f, "de")->parent;
    assert_string_equal(book.codes[parent].key, "ac");
    assert_int_equal(codebook_place(f->study, &ch, &de, NULL, &f->err), STATUS_INPUT);
    assert_int_equal(codebook_place(f->study, &ch, &ch, NULL, &f->err), STATUS_INPUT);
    str_release(&order);
    end(f);
}

static void a_retired_code_stays_in_the_record_and_comes_back(void **state)
{
    struct fixture *f = fixture_new(false);
    struct id ch = id_of(f, "ch"), hu = id_of(f, "hu");
    struct str modifiers = STR_INIT;
    struct code_fields set;
    char hot_key = code(f, "ch")->hot_key, *record;

    (void)state;
    fixture_type(f, "101: why? #ch");
    ok(f, codebook_retire(f->study, &ch, true, &f->err));
    assert_true(code(f, "ch")->retired);
    record = fixture_record(f, ENTRIES_FORWARD);
    assert_non_null(strstr(record, "ch"));
    free(record);
    set = fields_of(code(f, "hu"), &modifiers); /* what it leaves free is another's */
    set.hot_key = hot_key;
    ok(f, codebook_set(f->study, &hu, &set, &f->err));
    ok(f, codebook_retire(f->study, &ch, false, &f->err));
    assert_false(code(f, "ch")->retired);
    assert_int_equal(code(f, "ch")->hot_key, 0);
    assert_int_equal(code(f, "hu")->hot_key, hot_key);
    str_release(&modifiers);
    end(f);
}

static bool count_one(void *data, int meeting, const struct entry *entry)
{
    (void)meeting;
    (void)entry;
    ++*(int *)data;
    return true;
}

static int found_with(struct fixture *f, const char *key)
{
    struct find_filter filter = { .code = key };
    int found = 0;

    ok(f, find_entries(f->study, &filter, count_one, &found, &f->err));
    return found;
}

static size_t uses_of(struct fixture *f, const char *label)
{
    size_t count, at = 0, steps = 0;
    int64_t *uses;
    const struct code *of = code(f, label);

    uses = mem_alloc(book.count, sizeof *uses);
    for (; at <= book.count; steps++) /* counted in steps, and at once */
        ok(f, codebook_uses(f->study, &book, 0, uses, &at, &f->err));
    assert_true(steps > 1 && uses[of - book.codes] >= 0);
    count = (size_t)uses[of - book.codes];
    at = 0;
    ok(f, codebook_uses(f->study, &book, -1, uses, &at, &f->err));
    assert_int_equal(uses[of - book.codes], count);
    free(uses);
    return count;
}

static void what_was_coded_with_a_merged_code_reads_as_the_other(void **state)
{
    struct fixture *f = fixture_new(false);
    struct id ac = id_of(f, "ac"), ch = id_of(f, "ch"), up = id_of(f, "up");
    struct entries *entries;
    const struct entry *entry;
    size_t seen = 0;

    (void)state;
    fixture_type(f, "101: one #ch(diagnostic)");
    fixture_type(f, "102: two #ac");
    fixture_type(f, "103: three #up(story)");
    ok(f, codebook_merge(f->study, &up, &ac, &f->err));
    ok(f,
       codebook_merge(f->study, &ac, &ch, &f->err)); /* and takes along what was merged into it */
    assert_int_equal(codebook_merge(f->study, &ch, &ac, &f->err), STATUS_INPUT);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM code a JOIN code b ON b.id ="
                                    " a.merged_into WHERE b.merged_into IS NOT NULL"),
                     0);
    assert_int_equal(found_with(f, "ch"), 3);
    assert_int_equal(uses_of(f, "ch"), 3);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM codings WHERE key = 'ch'"), 3);
    ok(f, entries_open(&entries, f->study, &f->meeting, ENTRIES_FORWARD, INT64_MIN, 0, &f->err));
    for (;;) {
        ok(f, entries_next(entries, &entry, &f->err));
        if (entry == NULL)
            break;
        for (size_t i = 0; i < entry->coding_count; i++, seen++)
            assert_true(id_equal(&entry->codings[i].code, &ch));
    }
    entries_close(entries);
    assert_int_equal(seen, 3);
    fixture_room(f);
    for (size_t i = 0; i < f->room.code_count; i++)
        if (id_equal(&f->room.codes[i].id, &ch))
            assert_int_equal(f->room.code_uses[i], 3);
    assert_int_equal(fixture_int(f, "SELECT count(*) FROM coding"),
                     3); /* nothing was written over */
    ok(f, codebook_retire(f->study, &ac, false, &f->err));
    assert_int_equal(found_with(f, "ac"), 1);
    assert_int_equal(found_with(f, "ch"), 2);
    end(f);
}

static void a_merged_state_goes_on_as_the_other(void **state)
{
    struct fixture *f = fixture_new(false);
    struct id tn = id_of(f, "tn"), ph = id_of(f, "ph"), ch = id_of(f, "ch");

    (void)state;
    fixture_type(f, "101: heated #tn");
    assert_int_equal(codebook_merge(f->study, &tn, &ch, &f->err), STATUS_INPUT);
    assert_int_equal(codebook_merge(f->study, &tn, &tn, &f->err), STATUS_INPUT);
    ok(f, codebook_merge(f->study, &tn, &ph, &f->err));
    fixture_room(f);
    assert_int_equal(f->room.state_count, 1);
    assert_string_equal(f->room.codes[f->room.states[0].code].key, "ph");
    fixture_type(f, "102: calm #ph-");
    assert_int_equal(f->room.state_count, 0);
    fixture_room(f);
    assert_int_equal(f->room.state_count, 0);
    end(f);
}

static void a_code_is_not_merged_into_one_below_it(void **state)
{
    struct fixture *f = fixture_new(false);
    struct id ch = id_of(f, "ch"), ac = id_of(f, "ac");

    (void)state;
    ok(f, codebook_place(f->study, &ac, &ch, NULL, &f->err));
    assert_int_equal(codebook_merge(f->study, &ch, &ac, &f->err), STATUS_INPUT);
    ok(f, codebook_merge(f->study, &ac, &ch, &f->err));
    end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_a_code_is_changed),
        cmocka_unit_test(what_another_code_has_is_refused_and_named),
        cmocka_unit_test(a_used_code_stays_a_point_and_keeps_what_was_used),
        cmocka_unit_test(a_choice_that_is_renamed_is_renamed_in_what_was_coded),
        cmocka_unit_test(a_code_is_placed_anywhere_but_under_itself),
        cmocka_unit_test(a_retired_code_stays_in_the_record_and_comes_back),
        cmocka_unit_test(what_was_coded_with_a_merged_code_reads_as_the_other),
        cmocka_unit_test(a_merged_state_goes_on_as_the_other),
        cmocka_unit_test(a_code_is_not_merged_into_one_below_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
