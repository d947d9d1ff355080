/* SPDX-License-Identifier: MIT */
/* Tests of core/meeting.c: agendas as they are pasted, numbers as they are
 * typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/meeting.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void an_agenda_line_is_peeled_from_both_ends(void **state)
{
    static const struct {
        const char *line, *title, *paper;
        enum purpose purpose;
    } rows[] = {
        { "3. Finance report (GB/26/14) for decision", "Finance report", "GB/26/14",
          PURPOSE_DECIDE },
        { "Finance report", "Finance report", "", PURPOSE_NONE },
        { "  1)  Welcome and apologies \r\n", "Welcome and apologies", "", PURPOSE_NONE },
        { "4.2 Primary care", "Primary care", "", PURPOSE_NONE },
        { "4.2.1. Primary care", "Primary care", "", PURPOSE_NONE },
        { "Item 5: Risk register - for discussion", "Risk register", "", PURPOSE_DISCUSS },
        { "item 5 Risk register", "Risk register", "", PURPOSE_NONE },
        { "7\tQuality\tto note", "Quality", "", PURPOSE_NOTE },
        { "1 Welcome", "Welcome", "", PURPOSE_NONE },
        { "- Minutes of the last meeting", "Minutes of the last meeting", "", PURPOSE_NONE },
        { "• Minutes (Enc 2) (for approval)", "Minutes", "Enc 2", PURPOSE_DECIDE },
        { "Minutes, for information [Paper C]", "Minutes", "Paper C", PURPOSE_NOTE },
        { "Budget [Decision]", "Budget", "", PURPOSE_DECIDE },
        { "Budget FOR DECISION", "Budget", "", PURPOSE_DECIDE },
        { "Budget – for consideration – (PCC-03)", "Budget", "PCC-03", PURPOSE_DISCUSS },
        { "6. 会议室 (GB/1)", "会议室", "GB/1", PURPOSE_NONE },
        { "2. תקציב for noting", "תקציב", "", PURPOSE_NOTE },
        { "3a. Risk", "Risk", "", PURPOSE_NONE },
        { "3.1 Risk", "Risk", "", PURPOSE_NONE },
        { "3) Risk", "Risk", "", PURPOSE_NONE },
        { "a) risk", "risk", "", PURPOSE_NONE },
        { "(iv) Risk", "Risk", "", PURPOSE_NONE },
        { "iv. Risk", "Risk", "", PURPOSE_NONE },
        { "(3) Risk", "Risk", "", PURPOSE_NONE },
        { "B. Risk", "Risk", "", PURPOSE_NONE },
        { "Agenda item 5 - Risk", "Risk", "", PURPOSE_NONE },
        { "Item 3a: Risk", "Risk", "", PURPOSE_NONE },
        { "3. Finance report (Paper C) for approval", "Finance report", "Paper C",
          PURPOSE_DECIDE },
        { "3. Finance report (GB/26/14) for decision 14:30", "Finance report", "GB/26/14",
          PURPOSE_DECIDE },
        { "14:00 Welcome", "Welcome", "", PURPOSE_NONE },
        { "14:00-14:10 1. Welcome", "Welcome", "", PURPOSE_NONE },
        { "1. 09.30 – 09.45 Welcome", "Welcome", "", PURPOSE_NONE },
        { "2.30 pm Welcome", "Welcome", "", PURPOSE_NONE },
        { "4. Budget 10 mins", "Budget", "", PURPOSE_NONE },
        { "4. Budget (10 minutes) for discussion", "Budget", "", PURPOSE_DISCUSS },
        { "4. Budget – Lead: Dr Anna Smith", "Budget", "", PURPOSE_NONE },
        { "4. Budget (AS) to approve", "Budget", "", PURPOSE_DECIDE },
        { "4. Budget (AS/BT) Enc 4", "Budget (AS/BT) Enc 4", "", PURPOSE_NONE },
        { "Budget for noting - AS", "Budget", "", PURPOSE_NOTE },
        { "Welcome and introductions - Chair 10:00", "Welcome and introductions", "",
          PURPOSE_NONE },
        { "5. Budget presented by the treasurer (GB/2)", "Budget", "GB/2", PURPOSE_NONE },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *title, *paper;
        enum purpose purpose;

        assert_true(agenda_read_line(rows[i].line, &title, &paper, &purpose));
        assert_string_equal(title, rows[i].title);
        assert_string_equal(paper, rows[i].paper);
        assert_int_equal(purpose, rows[i].purpose);
        free(title);
        free(paper);
    }
}

static void what_belongs_to_a_title_stays_in_it(void **state)
{
    static const char *const titles[] = {
        "12 month plan", "2026/27 budget", "3.5% rise", "Primary care (localities)",
        "Annual accounts (2025/26)", "Finance report (M6)", "Performance (Q3)",
        "Learning from COVID (COVID-19)", "For decision", "(GB/26/14)", "3.", "42", "-",
        "Preparing for winter", "Plans for a decision", "What to do", "Item", "item 3",
        "Unclosed (bracket", "bracket) only", "()", "a (b) c", "Decision", ") for decision (",
        "Annual report (AOB)", "Report of the chair", "Policy 12.45", "Leadership programme",
        "Chair", "Lead commissioner", "10 mins", "14:00", "Vitamin D", "I", "Ward 7B",
        "A to Z of services", "Ratio 10:1", "Room 12:75", "Mixed care (all ages)", "o",
        "Notes to noting", "Report (two decisions)", "1.2.3.4.5.6.7.8.9.10",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(titles); i++) {
        char *title, *paper;
        enum purpose purpose;

        assert_true(agenda_read_line(titles[i], &title, &paper, &purpose));
        assert_string_equal(title, titles[i]);
        assert_string_equal(paper, "");
        assert_int_equal(purpose, PURPOSE_NONE);
        free(title);
        free(paper);
    }
}

static void a_purpose_or_paper_is_taken_once(void **state)
{
    char *title, *paper;
    enum purpose purpose;

    (void)state;
    assert_true(agenda_read_line("A (X/1) (Y/2) to note for decision", &title, &paper, &purpose));
    assert_string_equal(title, "A (X/1) (Y/2) to note");
    assert_int_equal(purpose, PURPOSE_DECIDE);
    free(title);
    free(paper);
    assert_true(agenda_read_line("A (X/1) (Y/2)", &title, &paper, &purpose));
    assert_string_equal(title, "A (X/1)");
    assert_string_equal(paper, "Y/2");
    free(title);
    free(paper);
}

static void a_line_of_blanks_is_no_item(void **state)
{
    static const char *const lines[] = { "", "   ", "\t\r\n", "\xC2\xA0 ", "\x1B\x07" };

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        char *title, *paper;
        enum purpose purpose;

        assert_false(agenda_read_line(lines[i], &title, &paper, &purpose));
        assert_null(title);
        assert_null(paper);
    }
}

static void a_pasted_line_is_cleaned(void **state)
{
    char *title, *paper;
    enum purpose purpose;

    (void)state;
    assert_true(agenda_read_line("1. Fi\x1B[31mnance\xFF e\xCC\x81", &title, &paper, &purpose));
    assert_string_equal(title, "Fi[31mnance\xEF\xBF\xBD é");
    free(title);
    free(paper);
}

static void a_meeting_is_named_by_its_number(void **state)
{
    static const struct {
        const char *text;
        int number;
    } rows[] = {
        { "M12", 12 }, { "m12", 12 }, { "12", 12 }, { "M1", 1 }, { "M012", 12 },
        { "999999999", 999999999 },
        { "", 0 }, { "M", 0 }, { "MM1", 0 }, { "M0", 0 }, { "M-1", 0 }, { "+1", 0 }, { "M 1", 0 },
        { "12a", 0 }, { " 12", 0 }, { "9999999999", 0 }, { "99999999999999999999999", 0 },
        { "M1.5", 0 }, { "١٢", 0 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(meeting_number(rows[i].text), rows[i].number);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_agenda_line_is_peeled_from_both_ends),
        cmocka_unit_test(what_belongs_to_a_title_stays_in_it),
        cmocka_unit_test(a_purpose_or_paper_is_taken_once),
        cmocka_unit_test(a_line_of_blanks_is_no_item),
        cmocka_unit_test(a_pasted_line_is_cleaned),
        cmocka_unit_test(a_meeting_is_named_by_its_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
