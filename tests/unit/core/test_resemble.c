/* SPDX-License-Identifier: MIT */
/* Codes that observers would take for one another, modifiers as they are
 * typed, and what a code may be called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "core/codebook.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct code codebook[] = {
    { .parent = -1, .key = "ch", .name = "Challenge from members" },
    { .parent = -1, .key = "de", .name = "Decision" },
    { .parent = -1, .key = "tn", .name = "Tension" },
    { .parent = -1, .key = "", .name = "Vote" },
    { .parent = -1, .key = "hu", .name = "Humour", .retired = true },
    { .parent = -1, .key = "zz", .name = "Old name", .merged = { { 1 } } },
    { .parent = -1, .key = "預", .name = "預算" },
    { .parent = -1, .key = "ub", .name = "Relation with upper body" },
};

static const struct {
    const char *key, *name;
    int like; /* index; -1 none */
    const char *why;
} cases[] = {
    { "xx", "Silence", -1, "" },
    { "xx", "challenge FROM members", 0, "has the same name" },
    { "xx", "Chàllenge from members", 0, "has the same name" },
    { "xx", "Challenge from member", 0, "is called nearly the same" },
    { "xx", "Challange form members", 0, "is called nearly the same" }, /* two away */
    { "xx", "Chalange form members", -1, "" },                          /* three */
    { "xx", "Members, challenge from", 0, "has the same words in another order" },
    { "xx", "Decisoin", 1, "is called nearly the same" }, /* two exchanged */
    { "xx", "Decisions", 1, "is called nearly the same" },
    { "xx", "Division", 1, "is called nearly the same" },
    { "xx", "Tensions", 2, "is called nearly the same" },
    { "xx", "Tendons", -1, "" }, /* two letters in a word of seven */
    { "xx", "Note", 3, "is called nearly the same" },
    { "xx", "Not", -1, "" },
    { "xx", "votes", 3, "is called nearly the same" },
    { "xx", "humour", 4, "has the same name" }, /* retired, and may come back */
    { "xx", "Old name", -1, "" },               /* merged: its words are another's */
    { "zz", "Silence", -1, "" },
    { "ch2", "Silence", 0, "has a key that begins like this one" },
    { "c", "Silence", 0, "has a key that begins like this one" },
    { "CH", "Silence", 0, "has a key that begins like this one" },
    { "", "Silence", -1, "" },
    { "xx", "預算", 6, "has the same name" },
    { "xx", "上 body with relation upper", -1, "" },
    { "xx", "relation, upper body with", 7, "has the same words in another order" },
    { "xx", "", -1, "" },
};

static void what_resembles_is_a_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str why = STR_INIT;
        int like = code_resembles(codebook, COUNT(codebook), -1, cases[i].key, cases[i].name, &why);

        if (like != cases[i].like || strstr(str_text(&why), cases[i].why) == NULL)
            fail_msg("\"%s\" %s: %d, %s", cases[i].name, cases[i].key, like, str_text(&why));
        str_release(&why);
    }
}

static void a_code_does_not_resemble_itself(void **state)
{
    struct str why = STR_INIT;

    (void)state;
    assert_int_equal(code_resembles(codebook, COUNT(codebook), 1, "de", "Decision", &why), -1);
    assert_int_equal(why.len, 0);
    assert_int_equal(code_resembles(codebook, COUNT(codebook), 2, "de", "Decision", &why), 1);
    assert_string_equal(why.text, "de (Decision) has the same name");
    str_release(&why);
}

static void names_of_any_length_are_compared(void **state)
{
    struct code one = { .parent = -1, .key = "", .definition = "" };
    char name[5000];
    struct str why = STR_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof name; i++)
        name[i] = i % 2 == 0 ? 'a' : ' ';
    name[sizeof name - 1] = '\0';
    one.name = name;
    assert_int_equal(code_resembles(&one, 1, -1, "", name, &why), 0);
    str_release(&why);
}

static void modifiers_are_read_as_they_are_printed(void **state)
{
    static const char text[] = "kind: supportive | lesson-seeking; source; weight: 1 | 2";
    struct typed_modifiers read;
    struct modifier modifiers[3];
    struct code code = { .modifiers = modifiers, .modifier_count = 3 };
    struct str why = STR_INIT, printed = STR_INIT;

    (void)state;
    assert_true(typed_modifiers_read(&read, text, &why));
    assert_int_equal(read.count, 3);
    assert_string_equal(read.modifier[0].choice[1], "lesson-seeking");
    assert_int_equal(read.modifier[1].choice_count, 0);
    for (size_t i = 0; i < 3; i++)
        modifiers[i] = (struct modifier){ .name = read.modifier[i].name,
                                          .choices = (const char *const *)read.modifier[i].choice,
                                          .choice_count = read.modifier[i].choice_count };
    modifiers_print(&printed, &code, "; ");
    assert_string_equal(printed.text, text);
    typed_modifiers_release(&read);
    str_release(&printed);
    str_release(&why);
}

static void modifiers_that_cannot_be_typed_later_are_refused(void **state)
{
    static const char *const bad[] = { ": a",       "kind: a || b", "kind: a | a", "kind; kind",
                                       "kind: a(b", "ki=nd",        "kind: a, b",  "kind: \"a\"" };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct typed_modifiers read;
        struct str why = STR_INIT;

        if (typed_modifiers_read(&read, bad[i], &why))
            fail_msg("\"%s\" was read", bad[i]);
        assert_true(why.len > 0);
        assert_int_equal(read.count, 0);
        str_release(&why);
    }
}

static void what_a_code_may_be_called_is_checked(void **state)
{
    struct str why = STR_INIT;

    (void)state;
    assert_true(code_key_fits("", &why) && code_key_fits("ch", &why) && code_key_fits("預", &why)
                && code_key_fits("a-b", &why));
    assert_false(code_key_fits("c h", &why));
    assert_false(code_key_fits("-a", &why));
    assert_false(code_key_fits("a-", &why));
    assert_false(code_key_fits("abcdefghijklmnopq", &why));
    assert_true(code_name_fits("Challenge", &why));
    assert_false(code_name_fits("", &why));
    assert_false(code_name_fits("#1", &why));
    assert_true(code_color_fits("", &why) && code_color_fits("#33aaCC", &why));
    assert_false(code_color_fits("#33", &why));
    assert_false(code_color_fits("red", &why));
    assert_true(code_hot_key_fits(0, &why) && code_hot_key_fits('c', &why)
                && code_hot_key_fits('3', &why) && code_hot_key_fits('9', &why));
    assert_false(code_hot_key_fits('b', &why));
    assert_false(code_hot_key_fits('4', &why));
    assert_false(code_hot_key_fits('C', &why));
    str_release(&why);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_resembles_is_a_table),
        cmocka_unit_test(a_code_does_not_resemble_itself),
        cmocka_unit_test(names_of_any_length_are_compared),
        cmocka_unit_test(modifiers_are_read_as_they_are_printed),
        cmocka_unit_test(modifiers_that_cannot_be_typed_later_are_refused),
        cmocka_unit_test(what_a_code_may_be_called_is_checked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
