/* SPDX-License-Identifier: MIT */
/* The room, line by line: what words, codes, corrections and comments leave in
 * the record. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/str.h"
#include "tests/unit/core/room_table.h"

/* --- words ---------------------------------------------------------------------- */

static void a_note_has_its_time_voices_words_and_codes(void **state)
{
    struct table *table = *state;
    const struct change *change = type(table, "283>all: \"so\" what #ch(options)");
    const struct change_entry *entry = &change->entries[0];

    assert_int_equal(change->entry_count, 1);
    assert_int_equal(entry->kind, ENTRY_NOTE);
    assert_int_equal(entry->at, start + 1000);
    assert_string_equal(entry->text, "\"so\" what");
    assert_int_equal(entry->verbatim_count, 1);
    assert_int_equal(entry->verbatim[0].start, 1);
    assert_int_equal(entry->speaker_count, 1);
    assert_same(&entry->speakers[0].id, &person(table, JANE)->id);
    assert_int_equal(entry->addressees[0].kind, VOICE_ALL);
    assert_int_equal(change->coding_count, 1);
    assert_true(change->codings[0].whole);
    assert_same(&change->codings[0].entry, &entry->id);
    assert_same(&change->codings[0].code, &table->room.codes[CH].id);
    assert_string_equal(change->codings[0].values[0].value, "options");
    assert_same(&change->codings[0].values[0].modifier, &table->room.codes[CH].modifiers[0].id);
    assert_int_equal(table->room.code_uses[CH], 1);
    assert_string_equal(table->said.text, "");
}

static void an_empty_line_and_a_lone_backslash_change_nothing(void **state)
{
    struct table *table = *state;

    assert_true(change_is_empty(type(table, "  ")));
    assert_true(change_is_empty(type(table, "\\")));
    assert_string_equal(table->said.text, "there are no words to log");
    assert_true(change_is_empty(type(table, "//")));
    assert_null(table->room.last);
}

static void the_same_speaker_goes_on_until_the_item_changes(void **state)
{
    struct table *table = *state;
    const struct change *change;

    type(table, "283: so");
    type(table, "a remark by nobody");
    change = type(table, "... and so on");
    assert_true(change->entries[0].continues);
    assert_same(&change->entries[0].speakers[0].id, &person(table, JANE)->id);
    type(table, ">");
    change = type(table, "... and so on");
    assert_false(change->entries[0].continues);
    assert_string_equal(change->entries[0].text, "... and so on");
}

static void somebody_new_is_made_once_and_known_from_then_on(void **state)
{
    struct table *table = *state;
    const struct change *change = type(table, "@smith>@smith: hello");
    struct id smith;

    assert_int_equal(change->person_count, 1);
    assert_int_equal(change->persons[0].number, 305);
    assert_string_equal(change->persons[0].alias, "smith");
    assert_true(change->persons[0].to_identify);
    smith = change->persons[0].id;
    assert_same(&change->entries[0].speakers[0].id, &smith);
    assert_same(&change->entries[0].addressees[0].id, &smith);
    change = type(table, "Smith: again");
    assert_int_equal(change->person_count, 0);
    assert_same(&change->entries[0].speakers[0].id, &smith);
    change = type(table, "@smith: and again");
    assert_int_equal(change->person_count, 0);
    assert_same(&change->entries[0].speakers[0].id, &smith);
    assert_string_equal(table->said.text, "\"smith\" is 305 already");
    change = type(table, "@jones: hello");
    assert_int_equal(change->persons[0].number, 306);
}

static void somebody_new_may_be_made_with_a_study_id(void **state)
{
    struct table *table = *state;
    const struct change *change = type(table, "@305>@305: hello");

    assert_int_equal(change->person_count, 1);
    assert_int_equal(change->persons[0].number, 305);
    assert_null(change->persons[0].alias);
    assert_true(change->persons[0].to_identify);
    assert_same(&change->entries[0].speakers[0].id, &change->persons[0].id);
    assert_same(&change->entries[0].addressees[0].id, &change->persons[0].id);
    change = type(table, "305: again");
    assert_int_equal(change->person_count, 0);
    assert_int_equal(change->entries[0].speaker_count, 1);
    change = type(table, "@jones: hello");
    assert_int_equal(change->persons[0].number, 306);
}

static void who_speaks_is_here(void **state)
{
    struct table *table = *state;

    assert_false(person(table, GUEST)->here);
    type(table, "290: good evening");
    assert_true(person(table, GUEST)->here);
}

/* --- the last entry -------------------------------------------------------------- */

static void a_correction_revises_the_last_entry_and_keeps_its_voices(void **state)
{
    struct table *table = *state;
    struct id first = type(table, "283>60: the plan is late")->entries[0].id;
    const struct change *change = type(table, "s/late/\"very late\"/");
    const struct change_entry *entry = &change->entries[0];

    assert_true(entry->revises);
    assert_same(&entry->id, &first);
    assert_int_equal(entry->at, start + 1000);
    assert_string_equal(entry->text, "the plan is \"very late\"");
    assert_int_equal(entry->verbatim_count, 1);
    assert_int_equal(entry->verbatim[0].start, strlen("the plan is \""));
    assert_int_equal(entry->verbatim[0].len, strlen("very late"));
    assert_same(&entry->speakers[0].id, &person(table, JANE)->id);
    assert_same(&entry->addressees[0].id, &person(table, TOM)->id);
    change = type(table, "s/very //"); /* corrections build on each other */
    assert_string_equal(change->entries[0].text, "the plan is \"late\"");
    assert_same(&change->entries[0].id, &first);
}

static void a_time_alone_moves_the_last_entry(void **state)
{
    struct table *table = *state;
    struct id first = type(table, "283: late")->entries[0].id;
    const struct change *change = type(table, "@-30s");

    assert_true(change->entries[0].revises);
    assert_same(&change->entries[0].id, &first);
    assert_int_equal(change->entries[0].at, start + 2000 - 30000);
    assert_string_equal(change->entries[0].text, "late");
    assert_int_equal(change->entries[0].speaker_count, 1);
}

static void moving_the_beginning_of_an_item_moves_the_item_too(void **state)
{
    struct table *table = *state;
    const struct change *change;

    type(table, ">");
    change = type(table, "@-30s");
    assert_int_equal(change->item_count, 1);
    assert_true(change->items[0].revises);
    assert_int_equal(change->items[0].began, start + 2000 - 30000);
    assert_int_equal(table->room.items[0].began, start + 2000 - 30000);
}

static void a_comment_is_on_the_last_entry_else_on_the_meeting(void **state)
{
    struct table *table = *state;
    struct id note;
    const struct change *change = type(table, "// nobody is here");

    assert_int_equal(change->entries[0].kind, ENTRY_COMMENT);
    assert_true(id_is_none(&change->entries[0].about));
    note = type(table, "283: late")->entries[0].id;
    change = type(table, "// odd");
    assert_same(&change->entries[0].about, &note);
    change = type(table, "// a second one is on the same words");
    assert_same(&change->entries[0].about, &note);
    change = type(table, "s/words/note/");
    assert_int_equal(change->entries[0].kind, ENTRY_COMMENT);
    assert_same(&change->entries[0].about, &note);
}

/* --- states --------------------------------------------------------------------- */

static void a_state_opens_and_its_closing_says_what_it_closes(void **state)
{
    struct table *table = *state;
    struct id opening;
    const struct change *change = type(table, "#tn shouting");

    assert_int_equal(change->codings[0].action, CODING_OPEN);
    opening = change->codings[0].id;
    assert_true(table->room.open[TN]);
    assert_int_equal(table->room.states[0].since, start + 1000);
    change = type(table, "#tn");
    assert_int_equal(change->entries[0].kind, ENTRY_EVENT);
    assert_int_equal(change->codings[0].action, CODING_CLOSE);
    assert_same(&change->codings[0].closes, &opening);
    assert_false(table->room.open[TN]);
    assert_int_equal(table->room.state_count, 0);
    assert_int_equal(table->room.code_uses[TN], 1);
}

static void needless_states_are_only_said(void **state)
{
    struct table *table = *state;
    const struct change *change = type(table, "#tn-");

    assert_true(change_is_empty(change));
    assert_string_equal(table->said.text, "\"tn\" is not open");
    type(table, "#tn+");
    change = type(table, "283: #tn+ still");
    assert_int_equal(change->entry_count, 1);
    assert_int_equal(change->coding_count, 0);
    assert_string_equal(table->said.text, "\"tn\" is open already");
}

static void a_state_of_an_exclusive_group_closes_its_predecessor(void **state)
{
    struct table *table = *state;
    struct id morning = type(table, "#mo")->codings[0].id;
    const struct change *change;

    type(table, "#tn");
    change = type(table, "#af lunch is over");
    assert_int_equal(change->coding_count, 2);
    assert_int_equal(change->codings[0].action, CODING_CLOSE);
    assert_same(&change->codings[0].closes, &morning);
    assert_same(&change->codings[0].entry, &change->entries[0].id);
    assert_int_equal(change->codings[1].action, CODING_OPEN);
    assert_false(table->room.open[MORNING]);
    assert_true(table->room.open[AFTERNOON] && table->room.open[TN]);
    change = type(table, "#mo #ev"); /* and twice in one line */
    assert_int_equal(change->coding_count, 4);
    assert_true(table->room.open[EVENING]);
    assert_int_equal(table->room.state_count, 2);
}

static void a_hot_key_logs_a_bare_event_and_toggles_states(void **state)
{
    struct table *table = *state;

    change_init(&table->change, &table->room.meeting, start);
    room_take_code(&table->room, TN, start + 5, &table->change, &table->said);
    assert_int_equal(table->change.entries[0].kind, ENTRY_EVENT);
    assert_int_equal(table->change.entries[0].at, start + 5);
    assert_string_equal(table->change.entries[0].text, "");
    assert_int_equal(table->change.codings[0].action, CODING_OPEN);
    room_take_code(&table->room, TN, start + 9, &table->change, &table->said);
    assert_int_equal(table->change.codings[1].action, CODING_CLOSE);
    room_take_code(&table->room, CH, start + 9, &table->change, &table->said);
    assert_int_equal(table->change.codings[2].action, CODING_POINT);
    assert_same(&table->room.last_entry, &table->change.entries[2].id);
}

static void the_end_closes_what_is_open_and_says_so(void **state)
{
    struct table *table = *state;
    struct id tension = type(table, "#tn")->codings[0].id;

    type(table, "#mo");
    change_release(&table->change);
    change_init(&table->change, &table->room.meeting, table->now);
    room_end(&table->room, table->now, &table->change);
    assert_int_equal(table->change.entry_count, 1);
    assert_int_equal(table->change.coding_count, 2);
    assert_true(table->change.codings[0].by_end && table->change.codings[1].by_end);
    assert_same(&table->change.codings[0].closes, &tension);
    assert_int_equal(table->room.state_count, 0);
    change_release(&table->change);
    change_init(&table->change, &table->room.meeting, table->now);
    room_end(&table->room, table->now, &table->change);
    assert_true(change_is_empty(&table->change));
}

/* --- an earlier entry ---------------------------------------------------------------- */

/* Edits `entry` into `line`. */
static const struct change *revise(struct table *table, const struct change_entry *entry,
                                   const char *line)
{
    struct reading reading = { .kind = READ_NOTHING };
    struct known known = room_known(&table->room, table->now);

    change_release(&table->change);
    change_init(&table->change, &table->room.meeting, table->now);
    grammar_read(&reading, line, strlen(line), &known);
    room_revise(&table->room, entry, &reading, line, &table->change, &table->said);
    reading_release(&reading);
    return &table->change;
}

static void an_earlier_entry_is_revised_with_its_own_time(void **state)
{
    struct table *table = *state;
    struct change_entry entry = { .id = id_new(), .kind = ENTRY_NOTE, .at = start - 500 };
    const struct change *change;

    type(table, "the last one");
    change = revise(table, &entry, "60: better #ch");
    assert_true(change->entries[0].revises);
    assert_same(&change->entries[0].id, &entry.id);
    assert_int_equal(change->entries[0].at, start - 500);
    assert_string_equal(change->entries[0].text, "better");
    assert_same(&change->entries[0].speakers[0].id, &person(table, TOM)->id);
    assert_same(&change->codings[0].entry, &entry.id);
    assert_string_equal(table->room.last_text, "the last one");
    change = revise(table, &entry, "=private"); /* no part begins in the past */
    assert_string_equal(change->entries[0].text, "=private");
    assert_int_equal(table->room.part, PART_PUBLIC);
    change = revise(table, &entry, "#ch");
    assert_int_equal(change->entries[0].kind, ENTRY_EVENT);
}

static void a_comment_that_is_edited_stays_a_comment(void **state)
{
    struct table *table = *state;
    struct change_entry entry = { .id = id_new(), .kind = ENTRY_COMMENT, .at = start };
    const struct change *change = revise(table, &entry, "// 283: it was #ch");

    assert_int_equal(change->entries[0].kind, ENTRY_COMMENT);
    assert_string_equal(change->entries[0].text, "283: it was #ch");
    assert_int_equal(change->coding_count, 0);
    change = revise(table, &entry, "60: bare");
    assert_int_equal(change->entries[0].kind, ENTRY_COMMENT);
    assert_string_equal(change->entries[0].text, "60: bare");
}

static void voices_are_shown_so_that_they_can_be_typed_again(void **state)
{
    struct table *table = *state;
    struct str shown = STR_INIT;
    const struct change *change = type(table, "283,60>?gp,all: x");
    const struct change_entry *entry = &change->entries[0];

    room_voices(&table->room, &shown, entry->speakers, entry->speaker_count, entry->addressees,
                entry->addressee_count);
    assert_string_equal(str_text(&shown), "283, 60 > ?gp, all");
    str_add(&shown, ": x");
    change = type(table, str_text(&shown));
    assert_int_equal(change->entries[0].speaker_count, 2);
    assert_int_equal(change->entries[0].addressee_count, 2);
    str_release(&shown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROOM(a_note_has_its_time_voices_words_and_codes),
        IN_A_ROOM(an_empty_line_and_a_lone_backslash_change_nothing),
        IN_A_ROOM(the_same_speaker_goes_on_until_the_item_changes),
        IN_A_ROOM(somebody_new_is_made_once_and_known_from_then_on),
        IN_A_ROOM(somebody_new_may_be_made_with_a_study_id),
        IN_A_ROOM(who_speaks_is_here),
        IN_A_ROOM(a_correction_revises_the_last_entry_and_keeps_its_voices),
        IN_A_ROOM(a_time_alone_moves_the_last_entry),
        IN_A_ROOM(moving_the_beginning_of_an_item_moves_the_item_too),
        IN_A_ROOM(a_comment_is_on_the_last_entry_else_on_the_meeting),
        IN_A_ROOM(a_state_opens_and_its_closing_says_what_it_closes),
        IN_A_ROOM(needless_states_are_only_said),
        IN_A_ROOM(a_state_of_an_exclusive_group_closes_its_predecessor),
        IN_A_ROOM(a_hot_key_logs_a_bare_event_and_toggles_states),
        IN_A_ROOM(the_end_closes_what_is_open_and_says_so),
        IN_A_ROOM(an_earlier_entry_is_revised_with_its_own_time),
        IN_A_ROOM(a_comment_that_is_edited_stays_a_comment),
        IN_A_ROOM(voices_are_shown_so_that_they_can_be_typed_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
