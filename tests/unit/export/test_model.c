/* SPDX-License-Identifier: MIT */
/* The document model: what the text of an export looks like, and that every
 * quotation holds exactly the words that were marked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/mem.h"
#include "export/roll.h"
#include "storage/record.h"
#include "tests/golden/golden.h"
#include "tests/unit/export/kit.h"

static int open_kit(void **state)
{
    struct kit *kit = mem_alloc(1, sizeof *kit);

    kit_open(kit);
    (void)kit_person(kit, 283, "gp", "Alma Quillfeather");
    (void)kit_person(kit, 60, "nm", "Bertram Oxenholt");
    (void)kit_person(kit, 301, "gp", NULL);
    *state = kit;
    return 0;
}

static int close_kit(void **state)
{
    kit_close(*state);
    free(*state);
    return 0;
}

static void expect_body(struct kit *kit, const char *body)
{
    (void)kit_document(kit, false);
    assert_string_equal(kit_body(kit), body);
}

/* --- forms ----------------------------------------------------------------------- */

static void every_form_of_the_design_reads_as_it_says(void **state)
{
    static const char *const lines[] = { "283>60: what is the plan if it slips?",
                                         "//said looking at the chair", "#de(deferred)",
                                         ">", "-283!", "plain prose", "=private", "=public",
                                         "=break", "=resume", "283, 60: we agree",
                                         "?gp>all: from the back", "... and on", "#tn", "#tn",
                                         "283: #ch(diagnostic)", "+60 phone", NULL };

    struct kit *kit = *state;

    kit_start(kit);
    kit_type_all(kit, lines);
    (void)kit_document(kit, false);
    golden_check("export/forms.txt", kit->document.text.text, kit->document.text.len);
}

static void the_quotation_is_the_words_or_the_bracket(void **state)
{
    struct kit *kit = *state;

    kit_start(kit);
    (void)kit_type(kit, "283>60: what is the plan? #ch(diagnostic)");
    (void)kit_type(kit, "#de(deferred)");
    (void)kit_document(kit, false);
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "what is the plan?")),
                        "GP ID 283|Role group: GP|Challenge from members|"
                        "Challenge from members: diagnostic");
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "[Decision: deferred]")),
                        "Decision|Decision: deferred");
}

static void free_words_of_a_modifier_stand_in_the_comment(void **state)
{
    struct kit *kit = *state;
    const struct quotation *quotation;

    kit_start(kit);
    (void)kit_type(kit, "bring it back #at(who=\"Oxenholt\")");
    (void)kit_document(kit, false);
    quotation = kit_quotation(kit, "bring it back");
    assert_string_equal(quotation->comment, "Action agreed, who: [Manager ID 60]");
}

static void who_goes_on_is_coded_and_named(void **state)
{
    struct kit *kit = *state;

    kit_start(kit);
    (void)kit_type(kit, "60: first");
    (void)kit_type(kit, "... second");
    expect_body(kit, "[14:05:12] Manager ID 60: first\n[14:05:22] Manager ID 60: second\n");
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "second")),
                        "Manager ID 60|Role group: NHS manager");
}

static void a_voice_by_role_alone_is_coded_with_the_role(void **state)
{
    struct kit *kit = *state;

    kit_start(kit);
    (void)kit_type(kit, "?gp: from the back");
    expect_body(kit, "[14:05:12] GP unknown: from the back\n");
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "from the back")), "Role group: GP");
}

static void two_speakers_of_one_role_have_it_once(void **state)
{
    struct kit *kit = *state;

    kit_start(kit);
    (void)kit_type(kit, "283, 301, 60: together");
    expect_body(kit, "[14:05:12] GP ID 283, GP ID 301 and Manager ID 60: together\n");
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "together")),
                        "GP ID 283|Role group: GP|GP ID 301|Manager ID 60|Role group: NHS manager");
}

static void an_unknown_time_is_left_out(void **state)
{
    struct kit *kit = *state;

    kit_start(kit);
    (void)kit_note(kit, 283, "long ago");
    (void)kit_note(kit, 0, "by nobody");
    expect_body(kit, "GP ID 283: long ago\nby nobody\n");
}

static void a_line_end_in_an_entry_becomes_a_blank(void **state)
{
    const char *text = "one\ntwo\nthree";

    struct kit *kit = *state;
    struct id entry;

    kit_start(kit);
    entry = kit_note(kit, 283, text);
    kit_code(kit, &entry, text, "two\nthr", "ch");
    expect_body(kit, "GP ID 283: one two three\n");
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "two thr")), "Challenge from members");
}

static void a_comment_stands_on_its_entry_and_is_a_paragraph(void **state)
{
    struct kit *kit = *state;
    const struct quotation *quotation;

    kit_start(kit);
    (void)kit_type(kit, "//before anything");
    (void)kit_type(kit, "283: well");
    (void)kit_type(kit, "//looked at the chair");
    (void)kit_type(kit, "//and smiled");
    expect_body(kit, "[14:05:12] (comment) before anything\n[14:05:22] GP ID 283: well\n"
                     "[14:05:32] (comment) looked at the chair\n"
                     "[14:05:42] (comment) and smiled\n");
    assert_string_equal(kit->document.comment.text, "before anything");
    quotation = kit_quotation(kit, "well");
    assert_string_equal(quotation->comment, "looked at the chair\nand smiled");
    assert_int_equal(kit->document.quotes.count, 1);
}

static void a_comment_makes_a_quotation_where_there_is_none(void **state)
{
    struct kit *kit = *state;
    const struct quotation *quotation;

    kit_start(kit);
    (void)kit_type(kit, "people come in");
    (void)kit_type(kit, "//slowly");
    (void)kit_document(kit, false);
    quotation = kit_quotation(kit, "people come in");
    assert_int_equal(quotation->coding_count, 0);
    assert_string_equal(quotation->comment, "slowly");
}

/* --- positions ----------------------------------------------------------------------- */

static void hebrew_chinese_and_emoji_keep_their_words(void **state)
{
    const char *text = "תודה רבה \xF0\x9F\x91\x8D 謝謝，計畫很好 café";

    struct kit *kit = *state;
    struct id entry;

    kit_start(kit);
    entry = kit_note(kit, 283, text);
    kit_code(kit, &entry, text, "計畫很好", "ch");
    kit_code(kit, &entry, text, "רבה", "de");
    kit_code(kit, &entry, text, "\xF0\x9F\x91\x8D 謝", "ac");
    (void)kit_document(kit, false);
    (void)kit_quotation(kit, "תודה רבה [thumbs up] 謝謝，計畫很好 café");
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "計畫很好")), "Challenge from members");
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "רבה")), "Decision");
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "[thumbs up] 謝")),
                        "Holding to account");
}

static void a_name_in_front_of_coded_words_moves_them_along(void **state)
{
    const char *text = "Dr Quillfeather asked Oxenholt for the plan, said Oxenholt's deputy";

    struct kit *kit = *state;
    struct id entry;

    kit_start(kit);
    entry = kit_note(kit, 0, text);
    kit_code(kit, &entry, text, "the plan", "ch");
    kit_code(kit, &entry, text, "asked Oxen", "ac");
    (void)kit_document(kit, false);
    assert_null(strstr(kit->document.text.text, "Oxenholt"));
    assert_null(strstr(kit->document.text.text, "Quillfeather"));
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "the plan")), "Challenge from members");
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "asked [Manager ID 60]")),
                        "Holding to account");
}

static void blanks_around_coded_words_stay_out(void **state)
{
    const char *text = "so it is  decided now";

    struct kit *kit = *state;
    struct id entry;

    kit_start(kit);
    entry = kit_note(kit, 0, text);
    kit_code(kit, &entry, text, "  decided ", "de");
    kit_code(kit, &entry, text, "so it is  decided now", "ch");
    (void)kit_document(kit, false);
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "decided")), "Decision");
    assert_string_equal(kit_codes(kit, kit_quotation(kit, text)), "Challenge from members");
}

static void codings_of_one_span_share_a_quotation_of_each_observer(void **state)
{
    const char *text = "we will see";

    struct kit *kit = *state;
    struct error err = ERROR_INIT;
    const struct quotation *first;
    struct id entry;

    kit_start(kit);
    entry = kit_note(kit, 0, text);
    kit_code(kit, &entry, text, "will", "ch");
    kit_code(kit, &entry, text, "will", "de");
    kit_code(kit, &entry, text, "will", "de");
    assert_int_equal(study_set_observer(kit->study, "CD", &err), STATUS_OK);
    kit_code(kit, &entry, text, "will", "ac");
    (void)kit_document(kit, false);
    assert_int_equal(kit->document.quotes.count, 2);
    first = &kit->document.quotes.quotation[0];
    assert_string_equal(kit_codes(kit, first), "Challenge from members|Decision");
    assert_string_equal(kit->labels.observer[first->observer].name, "AB");
    assert_string_equal(kit_codes(kit, first + 1), "Holding to account");
    assert_string_equal(kit->labels.observer[first[1].observer].name, "CD");
}

static void a_position_that_is_wrong_does_not_hold(void **state)
{
    struct kit *kit = *state;
    struct quotation wrong;

    kit_start(kit);
    (void)kit_type(kit, "283: 謝謝 well");
    (void)kit_document(kit, false);
    wrong = *kit_quotation(kit, "謝謝 well");
    wrong.end--;
    assert_false(quotation_holds(&wrong, kit->document.text.text, kit->document.text.len, 0, 0));
    wrong.end = 100000;
    assert_false(quotation_holds(&wrong, kit->document.text.text, kit->document.text.len, 0, 0));
    wrong = *kit_quotation(kit, "謝謝 well");
    wrong.print++;
    assert_false(quotation_holds(&wrong, kit->document.text.text, kit->document.text.len, 0, 0));
}

static void a_name_in_moots_own_words_is_left_alone(void **state)
{
    struct kit *kit = *state;

    (void)kit_person(kit, 77, "gp", "Project Manager");
    (void)kit_person(kit, 78, NULL, "Ida Present");
    kit_start(kit);
    (void)kit_type(kit, "283>60: the manager and the rocket \xF0\x9F\x9A\x80");
    (void)kit_document(kit, false);
    assert_string_equal(kit_body(kit), "[14:05:12] GP ID 283 to Manager ID 60: the [GP ID 77] and"
                                       " the rocket [rocket]\n");
    assert_non_null(strstr(kit->document.text.text, "\nPresent: Manager ID 60, GP ID 283"));
    assert_int_equal(identity_filter_search(kit->filter, kit->document.text.text,
                                            kit->document.text.len, NULL), 0);
}

/* --- states ---------------------------------------------------------------------------- */

static void a_state_reaches_from_its_opening_words_to_its_closing_ones(void **state)
{
    struct kit *kit = *state;

    kit_start(kit);
    (void)kit_type(kit, "283: voices rise #tn+");
    (void)kit_type(kit, "60: enough");
    (void)kit_type(kit, "283: quiet again #tn-");
    (void)kit_type(kit, "after it");
    (void)kit_document(kit, false);
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "voices rise\n"
                                                          "[14:05:22] Manager ID 60: enough\n"
                                                          "[14:05:32] GP ID 283: quiet again")),
                        "Tension");
}

static void a_state_left_open_reaches_the_last_entry(void **state)
{
    struct kit *kit = *state;
    const struct quotation *quotation;

    kit_start(kit);
    (void)kit_type(kit, "#tn");
    (void)kit_type(kit, "60: enough");
    (void)kit_document(kit, false);
    quotation = kit_quotation(kit, "[Tension begins]\n[14:05:22] Manager ID 60: enough");
    assert_string_equal(quotation->comment, "Tension: still open at the end");
}

static void a_state_closed_by_the_end_says_so(void **state)
{
    struct kit *kit = *state;
    struct error err = ERROR_INIT;
    struct change change;

    kit_start(kit);
    (void)kit_type(kit, "283: voices rise #tn+");
    change_init(&change, &kit->meeting, kit->now);
    room_end(&kit->room, kit->now, &change);
    assert_int_equal(record_change(kit->study, &change, &err), STATUS_OK);
    change_release(&change);
    (void)kit_document(kit, false);
    assert_string_equal(kit_quotation(kit, "voices rise\n[14:05:22] [Tension ends with the meeting]")
                            ->comment,
                        "Tension: closed by the end of the meeting");
}

static void a_state_is_split_where_a_private_part_is_left_out(void **state)
{
    static const char *const lines[] = { "283: voices rise #tn+", "=private", "60: in private",
                                         "//a remark on it", "=public", "283: still",
                                         "60: calm #tn-", NULL };

    struct kit *kit = *state;

    kit_start(kit);
    kit_type_all(kit, lines);
    expect_body(kit, "[14:05:12] GP ID 283: voices rise\n[14:05:22] [private part begins]\n"
                     "[14:05:52] [public part begins]\n[14:06:02] GP ID 283: still\n"
                     "[14:06:12] Manager ID 60: calm\n");
    assert_int_equal(kit->document.left_out, 2);
    (void)kit_quotation(kit, "voices rise");
    (void)kit_quotation(kit, "still\n[14:06:12] Manager ID 60: calm");
}

static void a_private_part_that_is_asked_for_splits_nothing(void **state)
{
    static const char *const lines[] = { "283: voices rise #tn+", "=private", "60: in private",
                                         "=public", "60: calm #tn-", NULL };

    struct kit *kit = *state;

    kit_start(kit);
    kit_type_all(kit, lines);
    (void)kit_document(kit, true);
    assert_int_equal(kit->document.left_out, 0);
    (void)kit_quotation(kit, "voices rise\n[14:05:22] [private part begins]\n"
                             "[14:05:32] Manager ID 60: in private\n"
                             "[14:05:42] [public part begins]\n"
                             "[14:05:52] Manager ID 60: calm");
}

static void a_state_neither_begins_nor_ends_with_the_frame_of_a_private_part(void **state)
{
    static const char *const lines[] = { "=private", "60: raised #tn+", "=public", "60: well",
                                         "=private", NULL };

    struct kit *kit = *state;

    kit_start(kit);
    kit_type_all(kit, lines);
    (void)kit_document(kit, true);
    (void)kit_quotation(kit, "raised\n[14:05:32] [public part begins]\n"
                             "[14:05:42] Manager ID 60: well");
    (void)kit_document(kit, false);
    assert_string_equal(kit_codes(kit, kit_quotation(kit, "well")),
                        "Manager ID 60|Role group: NHS manager|Tension");
}

static void a_state_within_a_private_part_stays_out(void **state)
{
    static const char *const lines[] = { "=private", "60: raised #tn+", "60: calm #tn-", "=public",
                                         "60: well", NULL };

    struct kit *kit = *state;

    kit_start(kit);
    kit_type_all(kit, lines);
    (void)kit_document(kit, false);
    assert_int_equal(kit->document.quotes.count, 1);
    (void)kit_quotation(kit, "well");
}

static void a_state_that_began_in_private_starts_with_what_is_written(void **state)
{
    static const char *const lines[] = { "=private", "60: raised #tn+", "=public", "60: well",
                                         "60: calm #tn-", NULL };

    struct kit *kit = *state;

    kit_start(kit);
    kit_type_all(kit, lines);
    (void)kit_document(kit, false);
    (void)kit_quotation(kit, "well\n[14:05:52] Manager ID 60: calm");
}

static void what_is_there_keeps_its_guids_when_the_meeting_goes_on(void **state)
{
    struct kit *kit = *state;
    struct id quotation, coding, document;

    kit_start(kit);
    (void)kit_type(kit, "283: well #ch");
    document = kit_document(kit, false)->guid;
    quotation = kit_quotation(kit, "well")->guid;
    coding = kit->document.quotes.coding[kit_quotation(kit, "well")->first_coding].guid;
    (void)kit_type(kit, ">");
    (void)kit_type(kit, "+301");
    (void)kit_type(kit, "60: more #de");
    assert_true(id_equal(&kit_document(kit, true)->guid, &document));
    assert_true(id_equal(&kit_quotation(kit, "well")->guid, &quotation));
    assert_true(id_equal(
        &kit->document.quotes.coding[kit_quotation(kit, "well")->first_coding].guid, &coding));
}

/* --- header ------------------------------------------------------------------------------ */

static void the_header_tells_no_names_unless_the_study_allows(void **state)
{
    struct kit *kit = *state;

    kit_start(kit);
    (void)kit_type(kit, "60: well");
    (void)kit_document(kit, false);
    assert_string_equal(kit->document.name, "2026-03 M001 governing body");
    assert_string_equal(kit->document.stem, "2026-03_M1_governing-body");
    assert_string_equal(kit->document.text.text,
                        "Meeting M1\nFunction: governing body\nSite: 3\nBody: 1 (governing body)\n"
                        "Date: 2026-03\nObserver: AB\nPresent: Manager ID 60, GP ID 283 (chair)\n"
                        "Item 1: Welcome\nItem 2: Finance report\n"
                        "[14:05:12] Manager ID 60: well\n");
}

static void the_title_of_an_item_taken_in_private_stays_out(void **state)
{
    static const char *const lines[] = { ">", "=private", ">", "=public", NULL };

    struct kit *kit = *state;

    kit_start(kit);
    kit_type_all(kit, lines);
    (void)kit_document(kit, false);
    assert_non_null(strstr(kit->document.text.text, "Item 1: Welcome\n"));
    assert_non_null(strstr(kit->document.text.text, "Item 2: (private)\n"));
    assert_null(strstr(kit->document.text.text, "Finance"));
    (void)kit_document(kit, true);
    assert_non_null(strstr(kit->document.text.text, "Item 2: Finance report\n"));
}

/* The record comes in pieces (export/material.h): what reaches over their ends is not cut, be
 * they full of entries or of words. */
static void a_long_meeting_is_one_document(void **state)
{
    struct kit *kit = *state;
    const struct document *document;
    char *words = mem_alloc(100001, 1);
    size_t longest = 0;

    kit_start(kit);
    memset(words, 'w', 100000);
    (void)kit_type(kit, "60: on #tn+");
    for (int i = 0; i < 400; i++) {
        char line[32];

        snprintf(line, sizeof line, "... and %d", i);
        (void)kit_type(kit, line);
        if (i % 100 == 50)
            (void)kit_note(kit, 0, words);
    }
    (void)kit_type(kit, "... over #tn-");
    document = kit_document(kit, false);
    assert_int_equal(document->count, 406);
    for (size_t i = 1; i < document->count; i++)
        assert_true(document->paragraph[i].sequence > document->paragraph[i - 1].sequence);
    kit_has(document->text.text, "Manager ID 60: and 0\n");
    kit_has(document->text.text, "Manager ID 60: and 399\n");
    kit_check_quotations(document);
    for (size_t i = 0; i < document->quotes.count; i++)
        if (document->quotes.quotation[i].len > longest)
            longest = document->quotes.quotation[i].len;
    assert_int_equal(longest, strlen(strstr(document->text.text, "on\n"))
                                  - 1); /* the state, to the last word */
    free(words);
}

static void an_empty_meeting_is_a_header(void **state)
{
    struct kit *kit = *state;

    kit_meeting(kit, &(struct kit_meeting){ .planned = true });
    (void)kit_document(kit, false);
    assert_string_equal(kit->document.name, "undated M001 other");
    assert_string_equal(kit->document.text.text, "Meeting M1\nFunction: other\nDate: unknown\n");
    assert_int_equal(kit->document.quotes.count, 0);
}

/* --- quorum ------------------------------------------------------------------------------- */

static void quorum_is_counted_over_the_movements(void **state)
{
    struct kit *kit = *state;
    struct error err = ERROR_INIT;
    struct roll roll;
    struct str said = STR_INIT;
    struct change_movement movement = { .movement = MOVE_WITHDREW };

    kit_start(kit);
    (void)kit_type(kit, "-283!");
    (void)kit_type(kit, "+301");
    kit_reload(kit);
    kit->room.rule.number = 2;
    assert_int_equal(roll_open(&roll, kit->study, &kit->room, &err), STATUS_OK);
    roll_say(&roll, &said);
    assert_string_equal(said.text, "; quorate 2 of 2");
    assert_int_equal(people_find(kit->study, 283, &movement.person, &err), STATUS_OK);
    roll_move(&roll, &movement);
    str_clear(&said);
    roll_say(&roll, &said);
    assert_string_equal(said.text, "; not quorate 1 of 2");
    roll_next_item(&roll);
    str_clear(&said);
    roll_say(&roll, &said);
    assert_string_equal(said.text, "; quorate 2 of 2");
    roll_release(&roll);
    str_release(&said);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_kit, close_kit)
    const struct CMUnitTest tests[] = {
        TEST(every_form_of_the_design_reads_as_it_says),
        TEST(the_quotation_is_the_words_or_the_bracket),
        TEST(free_words_of_a_modifier_stand_in_the_comment),
        TEST(who_goes_on_is_coded_and_named),
        TEST(a_voice_by_role_alone_is_coded_with_the_role),
        TEST(two_speakers_of_one_role_have_it_once),
        TEST(an_unknown_time_is_left_out),
        TEST(a_line_end_in_an_entry_becomes_a_blank),
        TEST(a_comment_stands_on_its_entry_and_is_a_paragraph),
        TEST(a_comment_makes_a_quotation_where_there_is_none),
        TEST(hebrew_chinese_and_emoji_keep_their_words),
        TEST(a_name_in_front_of_coded_words_moves_them_along),
        TEST(blanks_around_coded_words_stay_out),
        TEST(codings_of_one_span_share_a_quotation_of_each_observer),
        TEST(a_position_that_is_wrong_does_not_hold),
        TEST(a_name_in_moots_own_words_is_left_alone),
        TEST(a_state_reaches_from_its_opening_words_to_its_closing_ones),
        TEST(a_state_left_open_reaches_the_last_entry),
        TEST(a_state_closed_by_the_end_says_so),
        TEST(a_state_is_split_where_a_private_part_is_left_out),
        TEST(a_private_part_that_is_asked_for_splits_nothing),
        TEST(a_state_neither_begins_nor_ends_with_the_frame_of_a_private_part),
        TEST(a_state_within_a_private_part_stays_out),
        TEST(a_state_that_began_in_private_starts_with_what_is_written),
        TEST(what_is_there_keeps_its_guids_when_the_meeting_goes_on),
        TEST(the_header_tells_no_names_unless_the_study_allows),
        TEST(the_title_of_an_item_taken_in_private_stays_out),
        TEST(a_long_meeting_is_one_document),
        TEST(an_empty_meeting_is_a_header),
        TEST(quorum_is_counted_over_the_movements),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
