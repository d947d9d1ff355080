/* SPDX-License-Identifier: MIT */
/* The write-up: the notes of a meeting corrected, coded and added to the same
 * evening, without leaving the keyboard. */
#include "tests/terminal/evening.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *text_of(const json_t *entries, size_t index)
{
    return json_string_value(json_object_get(json_array_get(entries, index), "text"));
}

static size_t codes_of(const json_t *entries, size_t index)
{
    return json_array_size(json_object_get(json_array_get(entries, index), "codes"));
}

/* The words that a code of an entry is on; "" all of it. */
static void expect_words(struct stage *stage, size_t index, size_t code, const char *words)
{
    const json_t *entry = json_array_get(stage_entries(stage, "M1"), index);
    const json_t *is = json_array_get(json_object_get(entry, "codes"), code);
    const char *text = json_string_value(json_object_get(is, "words"));

    assert_non_null(is);
    assert_string_equal(text != NULL ? text : "", words);
}

static void part_of_a_text_is_coded_and_keeps_its_words(struct stage *stage, int rows, int columns)
{
    struct term *term;

    evening_meeting(stage);
    term = evening_open(stage, rows, columns);
    term_type(term, "j");       /* what is the plan ... */
    term_type(term, "vwwwvww"); /* "plan if" */
    term_type(term, "#");
    term_expect(term, "on \"plan if\"");
    term_type(term, "owner");
    term_expect(term, "Talk says");
    term_type(term, "\r\t"); /* Ownership, without its modifiers */
    term_expect(term, "Ownership is on the words marked");
    term_expect(term, "ow");
    expect_words(stage, 1, 0, "plan if");
    term_type(term, "\r"); /* edit */
    term_expect(term, "Enter saves");
    term_type(term, "\001Well, "); /* in front of it all */
    term_type(term, "\005 again\r");
    term_expect(term, "saved");
    assert_string_equal(text_of(stage_entries(stage, "M1"), 1),
                        "Well, what is the plan if the date slips again");
    expect_words(stage, 1, 0, "plan if");
    evening_leave(stage, term);
}

static void part_of_a_text_is_coded_at_80x24(void **state)
{
    part_of_a_text_is_coded_and_keeps_its_words(*state, 24, 80);
}

static void part_of_a_text_is_coded_at_60x16(void **state)
{
    part_of_a_text_is_coded_and_keeps_its_words(*state, 16, 60);
}

static void part_of_a_text_is_coded_at_200x50(void **state)
{
    part_of_a_text_is_coded_and_keeps_its_words(*state, 50, 200);
}

/* --- editing -------------------------------------------------------------------- */

static void codes_used_last_have_a_digit(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    evening_meeting(stage);
    term = evening_open(stage, 16, 60);
    term_type(term, "#hu\r\t");
    term_expect(term, "Humour is on the whole");
    term_type(term, "#hi\r\t");
    term_expect(term, "History is on the whole");
    term_type(term, "j#");
    term_expect_row(term, 2, "1 hi");
    term_expect_row(term, 3, "2 hu");
    term_type(term, "2");
    term_expect(term, "Humour, works-as");
    term_type(term, "\t");
    term_expect(term, "Humour is on the whole");
    assert_int_equal(codes_of(stage_entries(stage, "M1"), 1), 1);
    evening_leave(stage, term);
}

static void a_code_whose_words_are_gone_is_told(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    evening_meeting(stage);
    term = evening_open(stage, 24, 80);
    term_type(term, "jvwwwv\033f#ow\r\t"); /* "plan" */
    term_expect(term, "Ownership is on the words marked");
    term_type(term, "\r\001\033f\033f\033f\033d"); /* cuts " plan" */
    term_expect(term, "its words are gone");
    term_type(term, "\r");
    term_expect(term, "the code stands on the whole entry");
    assert_string_equal(text_of(stage_entries(stage, "M1"), 1), "what is the if the date slips");
    expect_words(stage, 1, 0, "");
    term_type(term, "y");
    term_expect(term, "kept on the whole entry");
    evening_leave(stage, term);
}

static void undo_in_the_editor_and_of_the_change(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    evening_meeting(stage);
    term = evening_open(stage, 24, 80);
    term_type(term, "\r!!\037"); /* C-_ */
    term_expect(term, "good morning");
    term_type(term, ", all\r");
    term_expect(term, "saved");
    assert_string_equal(text_of(stage_entries(stage, "M1"), 0), "good morning, all");
    term_type(term, "u");
    term_expect(term, "undid");
    assert_string_equal(text_of(stage_entries(stage, "M1"), 0), "good morning");
    term_type(term, "U");
    term_expect(term, "redid");
    assert_string_equal(text_of(stage_entries(stage, "M1"), 0), "good morning, all");
    evening_leave(stage, term);
}

static void a_killed_editor_finds_its_text_again(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    evening_meeting(stage);
    term = evening_open(stage, 24, 80);
    term_type(term, "\r, and wel");
    term_expect(term, "and wel");
    term_type(term, "come");
    evening_expect_sql(stage, "SELECT text FROM entry_draft", "good morning, and welcome");
    stage_kill(stage, 0);
    term = evening_open(stage, 24, 80);
    term_type(term, "\r");
    term_expect(term, "stands here again");
    term_expect(term, "good morning, and welcome");
    term_type(term, "\r");
    term_expect_gone(term, "stands here again"); /* an edit "not saved" was counted above */
    evening_expect_sql(stage, "SELECT count(*) FROM entry_draft", "0");
    assert_string_equal(text_of(stage_entries(stage, "M1"), 0), "good morning, and welcome");
    evening_leave(stage, term);
}

static void escape_keeps_what_was_typed_and_discarding_gives_it_up(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    evening_meeting(stage);
    term = evening_open(stage, 16, 60);
    term_type(term, "\r and more");
    term_expect(term, "and more");
    term_type(term, "\033");
    term_expect(term, "kept, not saved");
    assert_string_equal(text_of(stage_entries(stage, "M1"), 0), "good morning");
    term_type(term, "\r");
    term_expect(term, "good morning and more");
    term_type(term, "\025"); /* C-u */
    term_expect(term, "as it was");
    term_type(term, "\033");
    term_settle(term);
    evening_expect_sql(stage, "SELECT count(*) FROM entry_draft", "0");
    evening_leave(stage, term);
}

static void every_script_and_a_long_paste_are_edited(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    char *paste = malloc(100000);

    stage_meeting(stage);
    stage_must(stage, "委员会决定推迟\nשלום לכולם\n101: long\n", "log", "M1", NULL);
    stage_must(stage, NULL, "end", "M1", NULL);
    term = evening_open(stage, 24, 80);
    term_type(term, "\r\001\006\006\004\r"); /* over two, delete the third */
    term_expect(term, "saved");
    assert_string_equal(text_of(stage_entries(stage, "M1"), 0), "委员决定推迟");
    term_type(term, "j\r שוב\r");
    stage_expect_revised(stage, "M1", 1); /* "saved" is there still */
    assert_string_equal(text_of(stage_entries(stage, "M1"), 1), "שלום לכולם שוב");
    memset(paste, 'x', 99999);
    for (size_t i = 0; i < 99999; i += 7)
        paste[i] = ' ';
    term_type(term, "j\r");
    term_expect(term, "Enter saves");
    term_paste(term, paste, 99999);
    term_type(term, "END\r");
    stage_expect_revised(stage, "M1", 2);
    assert_int_equal(strlen(text_of(stage_entries(stage, "M1"), 2)), 4 + 99999 + 3);
    free(paste);
    evening_leave(stage, term);
}

/* --- what an entry says beside its words ------------------------------------------- */

static void change_who_and_when(struct stage *stage, int rows, int columns)
{
    struct term *term;

    evening_meeting(stage);
    term = evening_open(stage, rows, columns);
    term_type(term, "s");
    term_expect(term, "Who speaks:");
    term_type(term, "\025tm>dq");
    term_expect(term, "Manager ID 102 to GP ID 101");
    term_type(term, "\r");
    term_expect(term, "102 > 101: good morning");
    term_type(term, "s\025nobody\r");
    term_expect(term, "nobody here is called");
    term_settle(term);
    term_type(term, "\033");
    term_expect_gone(term, "Who speaks:");
    term_type(term, "t\02513:58\r");
    term_expect(term, "13:58:00");
    term_type(term, "t\025-2m\r");
    term_expect(term, "13:56:00");
    term_type(term, "t\025\r");
    term_expect(term, "--:--:--");
    evening_leave(stage, term);
}

static void who_and_when_are_changed_at_80x24(void **state)
{
    change_who_and_when(*state, 24, 80);
}

static void who_and_when_are_changed_at_60x16(void **state)
{
    change_who_and_when(*state, 16, 60);
}

static void entries_are_added_commented_and_taken_out(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    const json_t *entries;

    evening_meeting(stage);
    term = evening_open(stage, 24, 80);
    term_type(term, "a");
    term_expect(term, "Add:");
    term_type(term, "\025@14:00 birdw: put between #ch\r");
    term_expect(term, "added");
    term_type(term, "A\025102: in front of that\r");
    term_expect(term, "added");
    term_type(term, "csaid aside\r");
    term_expect(term, "commented");
    entries = stage_expect_entries(stage, "M1", 7);
    assert_string_equal(text_of(entries, 0), "good morning");
    assert_string_equal(text_of(entries, 1), "in front of that");
    assert_string_equal(text_of(entries, 2), "said aside");
    assert_string_equal(text_of(entries, 3), "put between");
    assert_int_equal(codes_of(entries, 3), 1);
    term_type(term, "d");
    term_expect(term, "taken out");
    (void)stage_expect_entries(stage, "M1", 6);
    term_type(term, "u");
    term_expect(term, "undid");
    (void)stage_expect_entries(stage, "M1", 7);
    evening_leave(stage, term);
}

static void codes_are_taken_off_and_their_modifiers_changed(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    evening_meeting(stage);
    term = evening_open(stage, 24, 80);
    term_type(term, "#ch\rdiag\r\t");
    term_expect(term, "[ch diagnostic]");
    term_type(term, "mopt\r\t");
    term_expect(term, "[ch options]");
    term_type(term, "#de\r\t");
    term_expect(term, "[de]");
    term_type(term, "xch\r");
    term_expect(term, "taken off");
    term_expect_gone(term, "[ch options]");
    assert_int_equal(codes_of(stage_entries(stage, "M1"), 0), 1);
    evening_leave(stage, term);
}

static void a_state_is_closed_where_it_ended(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    const json_t *entries;

    stage_meeting(stage);
    stage_must(stage, "101: it begins #tn+\n102: it is over\n", "log", "M1", NULL);
    stage_must(stage, NULL, "end", "M1", NULL);
    term = evening_open(stage, 24, 80);
    term_expect(term, "by the end");
    term_type(term, "j#tn\r");
    term_expect(term, "it begins here and lasts");
    term_type(term, "clo\r\t");
    term_expect_gone(term, "by the end");
    term_expect(term, "102: it is over [tn-]");
    entries = stage_expect_entries(stage, "M1", 2);
    assert_int_equal(codes_of(entries, 1), 1);
    evening_leave(stage, term);
}

static void an_entry_is_split_and_joined_again(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    const json_t *entries;

    evening_meeting(stage);
    term = evening_open(stage, 24, 80);
    term_type(term, "jvwwwv\033f#ow\r\t"); /* "plan" */
    term_expect(term, "Ownership is on the words marked");
    term_type(term, "vwwwwS"); /* before "if" */
    term_expect(term, "split");
    entries = stage_expect_entries(stage, "M1", 5);
    assert_string_equal(text_of(entries, 1), "what is the plan");
    assert_string_equal(text_of(entries, 2), "if the date slips");
    expect_words(stage, 1, 0, "plan");
    term_type(term, "kJ");
    term_expect(term, "joined");
    entries = stage_expect_entries(stage, "M1", 4);
    assert_string_equal(text_of(entries, 1), "what is the plan if the date slips");
    expect_words(stage, 1, 0, "plan");
    term_type(term, "ggJ");
    term_expect(term, "of different speakers");
    evening_leave(stage, term);
}

static void words_and_items_are_found(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    evening_meeting(stage);
    term = evening_open(stage, 24, 80);
    term_type(term, "/PRÁCTICES\r");
    term_expect(term, ">14:00");
    term_type(term, "#"); /* on what was found */
    term_expect(term, "on all of: we told the practices");
    term_type(term, "\033");
    term_expect_gone(term, "on all of");
    term_type(term, "/nowhere\r");
    term_expect(term, "stands in no entry");
    term_settle(term);
    term_type(term, "\033");
    term_expect_gone(term, "Find:");
    evening_leave(stage, term);
}

/* --- what wants attention ------------------------------------------------------------------ */

static void step_through_wants(struct stage *stage, int rows, int columns)
{
    struct term *term;

    stage_meeting(stage);
    stage_must(stage,
               "101: good morning\n"
               "#de\n"
               "@smith: who am I\n"
               "?gp: a voice\n"
               "102: \"as it was said\"\n"
               "103: my own practice #cd\n"
               "101: strained #tn+\n",
               "log", "M1", NULL);
    stage_must(stage, NULL, "end", "M1", NULL);
    term = evening_open(stage, rows, columns);
    term_expect(term, "bare events 1");
    term_expect(term, "closed by end 1");
    term_expect(term, "to identify 1");
    term_expect(term, "unnamed 1");
    term_expect(term, "conflicts 1");
    term_expect(term, "left");
    term_type(term, "n");
    term_expect(term, "1 person to identify");
    term_type(term, "\t\tn");
    term_expect(term, "1 event without words");
    term_type(term, "\rDecided to wait\r"); /* the event becomes a note */
    term_expect(term, "saved");
    term_expect_gone(term, "bare events");
    term_type(term, "n");
    term_expect(term, "1 state closed by the end");
    term_type(term, "x"); /* the state is taken off */
    term_expect_gone(term, "closed by end");
    term_type(term, "\tnp");
    evening_expect_sql(stage, "SELECT count(*) > 2 FROM entry_seen", "1");
    evening_leave(stage, term);
}

static void what_wants_attention_is_gone_through_at_80x24(void **state)
{
    step_through_wants(*state, 24, 80);
}

static void what_wants_attention_is_gone_through_at_200x50(void **state)
{
    step_through_wants(*state, 50, 200);
}

static void resting_on_an_entry_is_looking_at_it(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    evening_meeting(stage);
    term = evening_open(stage, 24, 80);
    term_expect(term, "not looked at 4");
    term_expect(term, "not looked at 3"); /* the first one, after a while */
    term_type(term, "\026\026");          /* C-v: a page at a time */
    term_expect_gone(term, "not looked at 3");
    evening_leave(stage, term);
    evening_expect_sql(stage, "SELECT count(*) FROM entry_seen", "4");
}

static void an_entry_is_kept_to_be_looked_at_again(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    evening_meeting(stage);
    term = evening_open(stage, 24, 80);
    term_expect(term, "not looked at 3");
    term_type(term, "l");
    term_expect(term, "to be looked at again");
    term_expect(term, "not looked at 4");
    term_type(term, "jjj"); /* passing it does not mark it */
    term_expect(term, "not looked at 1");
    term_type(term, "gl");
    term_expect(term, "looked at");
    term_expect_gone(term, "not looked at");
    evening_leave(stage, term);
    evening_expect_sql(stage, "SELECT count(*) FROM entry_seen", "4");
}

static void who_was_not_known_is_named(struct stage *stage, int rows, int columns)
{
    struct term *term;

    stage_meeting(stage);
    stage_must(stage, "@smith: who am I\n?gp: a voice\n?gp: the voice again\n@smith: me\n", "log",
               "M1", NULL);
    stage_must(stage, NULL, "end", "M1", NULL);
    term = evening_open(stage, rows, columns);
    term_expect(term, "to identify 1");
    term_type(term, "I");
    term_expect(term, "Who is it:");
    term_type(term, "nobody\r");
    term_expect(term, "nobody of the study is called so");
    term_type(term, "\025101"); /* C-u */
    term_expect(term, "it is 101");
    term_type(term, "\r");
    term_expect(term, "is 101, in every meeting");
    term_type(term, "y");
    term_expect(term, "they are one person now");
    term_expect(term, "101: who am I");
    term_type(term, "j");
    term_expect_gone(term, "to identify");
    term_type(term, "I102 all\r");
    term_expect(term, "named in 2 entries");
    term_expect(term, "102: the voice again");
    term_type(term, "u");
    term_expect(term, "?gp: the voice again");
    term_type(term, "I103\r");
    term_expect(term, "named in 1 entry");
    term_expect(term, "103: a voice");
    term_expect(term, "?gp: the voice again");
    evening_leave(stage, term);
}

static void who_was_not_known_is_named_at_80x24(void **state)
{
    who_was_not_known_is_named(*state, 24, 80);
}

static void who_was_not_known_is_named_at_60x16(void **state)
{
    who_was_not_known_is_named(*state, 16, 60);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(part_of_a_text_is_coded_at_80x24),
        STAGED(part_of_a_text_is_coded_at_60x16),
        STAGED(part_of_a_text_is_coded_at_200x50),
        STAGED(codes_used_last_have_a_digit),
        STAGED(a_code_whose_words_are_gone_is_told),
        STAGED(undo_in_the_editor_and_of_the_change),
        STAGED(a_killed_editor_finds_its_text_again),
        STAGED(escape_keeps_what_was_typed_and_discarding_gives_it_up),
        STAGED(every_script_and_a_long_paste_are_edited),
        STAGED(who_and_when_are_changed_at_80x24),
        STAGED(who_and_when_are_changed_at_60x16),
        STAGED(entries_are_added_commented_and_taken_out),
        STAGED(codes_are_taken_off_and_their_modifiers_changed),
        STAGED(a_state_is_closed_where_it_ended),
        STAGED(an_entry_is_split_and_joined_again),
        STAGED(words_and_items_are_found),
        STAGED(an_entry_is_kept_to_be_looked_at_again),
        STAGED(who_was_not_known_is_named_at_80x24),
        STAGED(who_was_not_known_is_named_at_60x16),
        STAGED(what_wants_attention_is_gone_through_at_80x24),
        STAGED(what_wants_attention_is_gone_through_at_200x50),
        STAGED(resting_on_an_entry_is_looking_at_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
