/* SPDX-License-Identifier: MIT */
/* Tests of core/change.c and core/entry.c. What is not freed, or freed twice,
 * is found when they run under the sanitizers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/change.h"
#include "core/entry.h"
#include "core/mem.h"

static void a_new_change_is_empty_and_has_an_id(void **state)
{
    struct id meeting = id_new();
    struct change one, two;

    (void)state;
    change_init(&one, &meeting, 1234);
    change_init(&two, &meeting, 1234);
    assert_true(change_is_empty(&one));
    assert_true(id_equal(&one.meeting, &meeting));
    assert_true(one.recorded == 1234);
    assert_false(id_is_none(&one.id));
    assert_false(id_equal(&one.id, &two.id));
    change_release(&one);
    change_release(&two);
}

static void any_row_makes_a_change_that_is_not_empty(void **state)
{
    struct change change = { 0 };

    (void)state;
    assert_false(id_is_none(&change_add_entry(&change)->id));
    assert_false(change_is_empty(&change));
    change_release(&change);
    assert_false(id_is_none(&change_add_coding(&change)->id));
    assert_false(change_is_empty(&change));
    change_release(&change);
    assert_false(id_is_none(&change_add_movement(&change)->id));
    assert_false(change_is_empty(&change));
    change_release(&change);
    assert_false(id_is_none(&change_add_item(&change)->id));
    assert_false(change_is_empty(&change));
    change_release(&change);
    assert_false(id_is_none(&change_add_person(&change)->id));
    assert_false(change_is_empty(&change));
    change_release(&change);
    assert_true(change_is_empty(&change));
}

static void rows_are_zeroed_and_keep_their_place_as_the_change_grows(void **state)
{
    struct change change = { 0 };

    (void)state;
    for (int i = 0; i < 100; i++) {
        struct change_coding *coding = change_add_coding(&change);
        struct change_item *item = change_add_item(&change);

        assert_null(coding->values);
        assert_true(id_is_none(&coding->entry));
        assert_null(item->title);
        assert_int_equal(item->number, 0);
        item->number = i;
        item->title = mem_copy("title");
        coding->words.start = (size_t)i;
    }
    assert_int_equal(change.coding_count, 100);
    assert_int_equal(change.item_count, 100);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(change.codings[i].words.start, i);
        assert_int_equal(change.items[i].number, i);
        assert_false(i > 0 && id_equal(&change.items[i].id, &change.items[i - 1].id));
    }
    change_release(&change);
}

static void releasing_frees_all_that_the_rows_own(void **state)
{
    struct change change = { 0 };
    struct change_entry *entry = change_add_entry(&change);
    struct change_coding *coding = change_add_coding(&change);
    struct change_item *item = change_add_item(&change);

    (void)state;
    entry->text = mem_copy("words");
    entry->speakers = mem_alloc(2, sizeof *entry->speakers);
    entry->addressees = mem_alloc(1, sizeof *entry->addressees);
    entry->verbatim = mem_alloc(3, sizeof *entry->verbatim);
    coding->values = mem_alloc(2, sizeof *coding->values);
    coding->values[0].value = mem_copy("diagnostic");
    coding->values[1].value = mem_copy("deflected");
    coding->value_count = 2;
    item->title = mem_copy("Finance report");
    item->paper = mem_copy("GB/26/14");
    change_add_person(&change)->alias = mem_copy("smith");
    change_release(&change);
    assert_null(change.entries);
    assert_int_equal(change.entry_count, 0);
    assert_int_equal(change.entry_room, 0);
    change_release(&change); /* once more does nothing */
}

/* An entry with everything, whose arrays are the caller's. */
static struct entry full_entry(struct voice *voices, struct span *spans)
{
    struct entry entry = {
        .id = id_new(), .kind = ENTRY_NOTE, .at = 5000, .offset = 3600, .item = id_new(),
        .about = id_new(), .part = PART_PRIVATE, .continues = true, .text = "what is the plan",
        .speakers = voices, .speaker_count = 2, .addressees = voices, .addressee_count = 1,
        .verbatim = spans, .verbatim_count = 2,
    };

    voices[0] = (struct voice){ VOICE_PERSON, id_new() };
    voices[1] = (struct voice){ .kind = VOICE_ALL };
    spans[0] = (struct span){ 0, 4 };
    spans[1] = (struct span){ 5, 2 };
    return entry;
}

static void a_revision_starts_with_everything_as_it_is(void **state)
{
    struct voice voices[2];
    struct span spans[2];
    struct entry entry = full_entry(voices, spans);
    struct change_entry revised = entry_to_revise(&entry);

    (void)state;
    assert_true(revised.revises);
    assert_true(id_equal(&revised.id, &entry.id));
    assert_true(id_equal(&revised.item, &entry.item));
    assert_true(id_equal(&revised.about, &entry.about));
    assert_int_equal(revised.kind, ENTRY_NOTE);
    assert_int_equal(revised.part, PART_PRIVATE);
    assert_true(revised.at == 5000 && revised.offset == 3600 && revised.continues);
    assert_string_equal(revised.text, entry.text);
    assert_ptr_not_equal(revised.text, entry.text);
    assert_int_equal(revised.speaker_count, 2);
    assert_ptr_not_equal(revised.speakers, entry.speakers);
    assert_memory_equal(revised.speakers, voices, sizeof voices);
    assert_int_equal(revised.addressee_count, 1);
    assert_memory_equal(revised.addressees, voices, sizeof *voices);
    assert_int_equal(revised.verbatim_count, 2);
    assert_memory_equal(revised.verbatim, spans, sizeof spans);
    change_entry_release(&revised);
    assert_null(revised.text);
}

static void a_bare_event_is_revised_without_words_or_voices(void **state)
{
    struct entry entry = { .kind = ENTRY_EVENT, .at = TIME_UNKNOWN };
    struct change_entry revised = entry_to_revise(&entry);

    (void)state;
    assert_string_equal(revised.text, "");
    assert_null(revised.speakers);
    assert_true(revised.at == TIME_UNKNOWN);
    change_entry_release(&revised);
}

static void a_copy_shares_nothing_with_its_original(void **state)
{
    struct voice voices[2];
    struct span spans[2];
    struct entry entry = full_entry(voices, spans);
    struct change_entry first = entry_to_revise(&entry);
    struct change_entry second = change_entry_copy(&first);

    (void)state;
    assert_ptr_not_equal(first.text, second.text);
    first.text[0] = 'W';
    first.speakers[0].kind = VOICE_UNKNOWN;
    change_entry_release(&first);
    assert_string_equal(second.text, "what is the plan");
    assert_int_equal(second.speakers[0].kind, VOICE_PERSON);
    assert_true(id_equal(&second.speakers[0].id, &voices[0].id));
    assert_true(second.revises);
    change_entry_release(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_change_is_empty_and_has_an_id),
        cmocka_unit_test(any_row_makes_a_change_that_is_not_empty),
        cmocka_unit_test(rows_are_zeroed_and_keep_their_place_as_the_change_grows),
        cmocka_unit_test(releasing_frees_all_that_the_rows_own),
        cmocka_unit_test(a_revision_starts_with_everything_as_it_is),
        cmocka_unit_test(a_bare_event_is_revised_without_words_or_voices),
        cmocka_unit_test(a_copy_shares_nothing_with_its_original),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
