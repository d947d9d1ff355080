/* SPDX-License-Identifier: MIT */
/* A rule of quorum as it is typed. */
#include "core/quorum_text.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct role_group groups[] = {
    { .key = "gp", .name = "GP", .label = "GP" },
    { .key = "lay", .name = "lay member", .label = "Lay member" },
    { .key = "nurse", .name = "nurse", .label = "Nurse" },
};

static void expect(const char *text, const char *want)
{
    struct quorum_typed typed;
    struct error err = ERROR_INIT;
    struct str again = STR_INIT;

    if (quorum_text_read(&typed, text, groups, 3, &err))
        fail_msg("\"%s\": %s", text, err.text);
    quorum_text_add(&again, typed.number, NULL);
    for (size_t i = 0; i < typed.needs; i++)
        quorum_text_add(&again, typed.need[i].number, groups[typed.need[i].role_group].key);
    assert_string_equal(str_text(&again), want);
    str_release(&again);
}

static void numbers_and_groups_are_read_in_either_order(void **state)
{
    (void)state;
    expect("", "");
    expect(" , \n", "");
    expect("8", "8");
    expect("8, gp 4", "8, gp 4");
    expect(" 4 GP ,8,  1 lay  member", "8, gp 4, lay 1");
    expect("gp 4, nurs 1", "5, gp 4, nurse 1");
}

static void refused(const char *text, const char *said)
{
    struct quorum_typed typed;
    struct error err = ERROR_INIT;

    assert_int_equal(quorum_text_read(&typed, text, groups, 3, &err), STATUS_INPUT);
    if (strstr(err.text, said) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.text, said);
}

static void what_is_no_rule_is_named(void **state)
{
    (void)state;
    refused("eight", "\"eight\"");
    refused("8, 9", "which");
    refused("8, gp", "\"gp\"");
    refused("8, gp 2, GP 3", "twice");
    refused("3, gp 4", "more than 3");
    refused("0", "\"0\"");
    refused("99999999999", "no number");
    refused("8, xx 2", "\"xx 2\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_and_groups_are_read_in_either_order),
        cmocka_unit_test(what_is_no_rule_is_named),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
