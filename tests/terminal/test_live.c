/* SPDX-License-Identifier: MIT */
/* The live screen: what it reads while one types, hot keys, open states,
 * completion, corrections, undo and redo, a second instance. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *text_of(const json_t *entries, size_t index)
{
    const char *text = json_string_value(json_object_get(json_array_get(entries, index), "text"));

    return text != NULL ? text : "";
}

static bool has_code(const json_t *entry, const char *key)
{
    const json_t *codes = json_object_get(entry, "codes");

    for (size_t i = 0; i < json_array_size(codes); i++) {
        const char *is = json_string_value(json_object_get(json_array_get(codes, i), "key"));

        if (is != NULL && strcmp(is, key) == 0)
            return true;
    }
    return false;
}

static void leave(struct stage *stage)
{
    term_type(stage->term[0], "\003");
    term_expect(stage->term[0], "March meeting");
    term_settle(stage->term[0]);
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void the_reading_is_shown_while_one_types(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101>102: why so late? #ch(diagnostic)");
    term_expect(term, "GP ID 101 > Manager ID 102");
    term_expect(term, "[ch diagnostic]");
    assert_int_equal(json_array_size(stage_entries(stage, "M1")), 0);
    term_type(term, "\r");
    stage_expect_entries(stage, "M1", 1);
    leave(stage);
}

static void what_stays_prose_says_why(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: why #zz");
    term_expect(term, "#zz");
    term_settle(term);
    term_expect(term, "no code");
    term_type(term, "\025");
    leave(stage);
}

static void the_time_is_that_of_the_first_character(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    const json_t *entry;
    json_int_t at, recorded;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "a");
    for (int i = 0; i < 13; i++)
        term_settle(term); /* at least a second and a bit goes by */
    term_type(term, " note\r");
    entry = json_array_get(stage_expect_entries(stage, "M1", 1), 0);
    at = json_integer_value(json_object_get(entry, "at"));
    recorded = json_integer_value(json_object_get(entry, "recorded"));
    assert_true(recorded - at >= 1000);
    leave(stage);
}

static void undo_and_redo_reach_entries_and_codings(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    const json_t *entries;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: first words\r");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "102: second words #ch\r");
    stage_expect_entries(stage, "M1", 2);
    term_type(term, "\037"); /* C-_ */
    term_expect_gone(term, "102: second words");
    entries = stage_expect_entries(stage, "M1", 1);
    assert_string_equal(text_of(entries, 0), "first words");
    term_type(term, "\030u"); /* C-x u */
    term_expect_gone(term, "101: first words");
    stage_expect_entries(stage, "M1", 0);
    term_type(term, "\036"); /* C-^ */
    term_expect(term, "101: first words");
    term_type(term, "\030r"); /* C-x r */
    term_expect(term, "102: second words");
    entries = stage_expect_entries(stage, "M1", 2);
    assert_true(has_code(json_array_get(entries, 1), "ch"));
    stage_must(stage, NULL, "check", NULL);
    leave(stage);
}

static void undo_reaches_corrections_attendance_and_agenda(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: in Febuary\r");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "s/Febuary/February/\r");
    term_expect(term, "in February");
    term_type(term, "\037");
    term_expect(term, "in Febuary");
    term_type(term, "\036");
    term_expect(term, "in February");
    term_type(term, "-103\r");
    stage_expect_entries(stage, "M1", 2);
    term_type(term, "\037");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "> fin\r");
    stage_expect_entries(stage, "M1", 2);
    term_expect(term, "Finance report");
    term_type(term, "\037");
    stage_expect_entries(stage, "M1", 1);
    stage_must(stage, NULL, "check", NULL);
    leave(stage);
}

static void a_hot_key_on_an_empty_line_is_a_bare_event(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    const json_t *entry;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "\033c"); /* Alt-C */
    entry = json_array_get(stage_expect_entries(stage, "M1", 1), 0);
    assert_true(has_code(entry, "ch"));
    assert_string_equal(json_string_value(json_object_get(entry, "kind")), "event");
    leave(stage);
}

static void a_hot_key_codes_the_line_that_is_being_typed(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    const json_t *entry;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: why\033c so late");
    term_expect(term, "Challenge from members");
    term_type(term, "\r");
    entry = json_array_get(stage_expect_entries(stage, "M1", 1), 0);
    assert_true(has_code(entry, "ch"));
    assert_string_equal(json_string_value(json_object_get(entry, "text")), "why so late");
    leave(stage);
}

static void a_hot_key_pressed_twice_at_once_is_one_press(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "\033c\033c");
    stage_expect_entries(stage, "M1", 1);
    term_settle(term);
    term_type(term, "101: after it\r");
    stage_expect_entries(stage, "M1", 2);
    leave(stage);
}

static void open_states_are_in_view_and_the_end_closes_them(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    char *json;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "loud voices #tn+\r");
    stage_expect_entries(stage, "M1", 1);
    for (int i = 0; i < 60; i++)
        term_type(term, "a line of the meeting\r"); /* the entry itself scrolls out of view */
    stage_expect_entries(stage, "M1", 61);
    term_expect_gone(term, "loud voices");
    term_expect(term, "open: tn 14:00");
    term_type(term, "\030e\030e"); /* C-x e, twice */
    term_expect(term, "to write up");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
    json = json_dumps(stage_entries(stage, "M1"), JSON_COMPACT);
    assert_non_null(strstr(json, "\"by_end\":true"));
    free(json);
    stage_must(stage, NULL, "check", NULL);
}

static void what_tab_takes_survives_typing_on(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    const json_t *entries;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "#chal\t(diagnostic) words one\r");
    term_type(term, "#ch(les\t,\t two\r");
    entries = stage_expect_entries(stage, "M1", 2);
    assert_string_equal(text_of(entries, 0), "words one");
    assert_string_equal(text_of(entries, 1), "two");
    term_expect(term, "words one [ch diagnostic]");
    term_expect(term, "two [ch lesson-seeking, answered]");
    leave(stage);
}

static void tab_completes_a_code_with_its_definition_in_view(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: why #chall\t");
    term_expect(term, "questions, tests or disputes");
    term_type(term, "\r");
    assert_true(has_code(json_array_get(stage_expect_entries(stage, "M1", 1), 0), "ch"));
    leave(stage);
}

static void an_earlier_entry_is_edited_in_place(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    const json_t *entries;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: the frist\r102: the second\r103: the third\r");
    stage_expect_entries(stage, "M1", 3);
    term_type(term, "\033[A\033[A\033[A\r"); /* Up, three times; Enter: edit it */
    term_settle(term);
    term_type(term, "\005\033\177first\r"); /* end of line, cut a word */
    stage_expect_revised(stage, "M1", 0);
    entries = stage_entries(stage, "M1");
    assert_int_equal(json_array_size(entries), 3);
    assert_string_equal(text_of(entries, 0), "the first");
    assert_string_equal(text_of(entries, 2), "the third");
    leave(stage);
}

static void the_last_entry_is_edited_by_one_key(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    const json_t *entries;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: one\r102: twoo\r>\r-103\r"); /* the last two have no words */
    stage_expect_entries(stage, "M1", 4);
    term_type(term, "\020"); /* C-p */
    term_settle(term);
    term_type(term, "\005\177\r");
    stage_expect_revised(stage, "M1", 1);
    entries = stage_entries(stage, "M1");
    assert_string_equal(text_of(entries, 1), "two");
    leave(stage);
}

static void the_line_is_edited_as_readline_does(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "one two three");
    term_type(term, "\001\033f\033d");     /* C-a, Alt-F, Alt-D: "one three" */
    term_type(term, "\005 four\033b\013"); /* C-e, " four", Alt-B, C-k: "one three " */
    term_type(term, "\031\027five");       /* C-y, C-w: "one three five" */
    term_type(term, "\r");
    assert_string_equal(text_of(stage_expect_entries(stage, "M1", 1), 0), "one three five");
    leave(stage);
}

static void a_second_instance_is_read_only_and_says_so(void **state)
{
    struct stage *stage = *state;
    static const char *const args[] = { "live", "M1", NULL };
    struct term *first, *second;

    stage_meeting(stage);
    first = stage_live(stage);
    term_type(first, "101: words of the first\r");
    stage_expect_entries(stage, "M1", 1);
    second = stage_start(stage, 1, args);
    term_expect(second, "words of the first");
    term_expect(second, "read");
    term_type(second, "102: words of the second\r");
    term_settle(second);
    stage_expect_entries(stage, "M1", 1);
    assert_int_equal(stage_moot(stage, "103: by the script\n", "log", "M1", NULL), 1);
    stage_kill(stage, 0);
    stage_must(stage, "103: by the script\n", "log", "M1", NULL); /* the kernel freed it */
    term_type(second, "\003");
    term_settle(second);
    term_type(second, "q");
    assert_int_equal(stage_finish(stage, 1), 0);
}

static void help_is_made_from_the_key_table(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "half a li");
    term_type(term, "\033OQ"); /* F2 */
    term_expect(term, "Undo the last change of this meeting");
    term_type(term, "q");
    term_expect(term, "half a li");
    term_type(term, "ne\r");
    assert_string_equal(text_of(stage_expect_entries(stage, "M1", 1), 0), "half a line");
    leave(stage);
}

static void imported_escape_sequences_are_harmless(void **state)
{
    static const char *const args[] = { "live", "M2", NULL };
    struct stage *stage = *state;
    struct term *term;
    char path[700];
    FILE *file;

    stage_meeting(stage);
    snprintf(path, sizeof(path), "%s/hostile.jsonl", stage->folder);
    file = fopen(path, "wb");
    assert_non_null(file);
    fputs("{\"meeting\": {\"title\": \"Clear \\u001b[2J\", \"body\": \"Owned\","
          " \"type\": \"x\", \"date\": null, \"source\": \"s\", \"licence\": \"l\","
          " \"language\": \"en\", \"participants\": []}}\n"
          "{\"t\": null, \"speaker\": \"p1\", \"text\": \"\\u001b]0;owned\\u0007 and"
          " \\u001b[31mred\\u009b2J gone?\", \"item\": null, \"event\": null}\n",
          file);
    assert_int_equal(fclose(file), 0);
    stage_must(stage, NULL, "import", path, NULL);
    term = stage_start(stage, 0, args); /* closed: to be read */
    term_expect(term, "gone?");
    assert_false(term_sent(term, "\033]0;owned"));
    assert_false(term_sent(term, "\033[31mred"));
    assert_false(term_sent(term, "\302\233"));
    leave(stage);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(the_reading_is_shown_while_one_types),
        STAGED(what_stays_prose_says_why),
        STAGED(the_time_is_that_of_the_first_character),
        STAGED(undo_and_redo_reach_entries_and_codings),
        STAGED(undo_reaches_corrections_attendance_and_agenda),
        STAGED(a_hot_key_on_an_empty_line_is_a_bare_event),
        STAGED(a_hot_key_codes_the_line_that_is_being_typed),
        STAGED(a_hot_key_pressed_twice_at_once_is_one_press),
        STAGED(open_states_are_in_view_and_the_end_closes_them),
        STAGED(what_tab_takes_survives_typing_on),
        STAGED(tab_completes_a_code_with_its_definition_in_view),
        STAGED(an_earlier_entry_is_edited_in_place),
        STAGED(the_last_entry_is_edited_by_one_key),
        STAGED(the_line_is_edited_as_readline_does),
        STAGED(a_second_instance_is_read_only_and_says_so),
        STAGED(help_is_made_from_the_key_table),
        STAGED(imported_escape_sequences_are_harmless),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
