/* SPDX-License-Identifier: MIT */
/* Lists of people as the set-up form and `moot new --people` read them. */
#include "core/people_list.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct role_group groups[] = { { .key = "gp" }, { .key = "nm" } };

static enum status read_list(struct people_list *list, const char *text, struct error *err)
{
    *list = (struct people_list){ 0 };
    return people_list_read(list, text, groups, 2, err);
}

static void expect_refused(const char *text, const char *why)
{
    struct people_list list;
    struct error err = ERROR_INIT;

    assert_int_equal(read_list(&list, text, &err), STATUS_INPUT);
    assert_int_equal(list.count, 0);
    if (strstr(err.text, why) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.text, why);
}

static void a_number_brings_its_role_capacity_and_short_form(void **state)
{
    struct people_list list;
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(read_list(&list, "283 gp ab, 60 NM,101,\n7 Chair Gärtner", &err), STATUS_OK);
    assert_int_equal(list.count, 4);
    assert_int_equal(list.person[0].number, 283);
    assert_int_equal(list.person[0].role_group, 0);
    assert_string_equal(list.person[0].alias, "AB");
    assert_int_equal(list.person[1].role_group, 1);
    assert_null(list.person[1].alias);
    assert_int_equal(list.person[2].number, 101);
    assert_int_equal(list.person[2].role_group, -1);
    assert_int_equal(list.person[2].capacity, CAPACITY_MEMBER);
    assert_int_equal(list.person[3].capacity, CAPACITY_CHAIR);
    assert_string_equal(list.person[3].alias, "Gärtner");
    people_list_release(&list);
}

static void a_role_is_known_by_its_name_or_the_beginning_of_one(void **state)
{
    static const struct role_group alike[] = {
        { .key = "gp", .name = "GP", .label = "GP" },
        { .key = "nm", .name = "NHS manager", .label = "Manager" },
        { .key = "pub", .name = "public", .label = "Public" },
        { .key = "ph", .name = "public health", .label = "Public health" },
    };
    struct people_list list = { 0 };
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(people_list_read(&list, "112 manager, 113 mana, 114 public, 115 publ", alike, 4,
                                      &err),
                     STATUS_OK);
    assert_int_equal(list.person[0].role_group, 1);
    assert_int_equal(list.person[1].role_group, 1);
    assert_int_equal(list.person[2].role_group, 2);
    assert_int_equal(list.person[3].role_group, -1); /* of two: a short form */
    assert_string_equal(list.person[3].alias, "publ");
    people_list_release(&list);
}

static void words_after_the_number_come_in_any_order(void **state)
{
    struct people_list list;
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(read_list(&list, " 283  ab attending\tgp ", &err), STATUS_OK);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.person[0].role_group, 0);
    assert_int_equal(list.person[0].capacity, CAPACITY_ATTENDING);
    assert_string_equal(list.person[0].alias, "AB");
    people_list_release(&list);
}

static void a_blank_list_is_nobody(void **state)
{
    struct people_list list;
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(read_list(&list, " , ,\n ", &err), STATUS_OK);
    assert_int_equal(list.count, 0);
    people_list_release(&list);
}

static void what_cannot_be_meant_is_refused_with_its_reason(void **state)
{
    (void)state;
    expect_refused("gp ab", "\"gp\" is no study id");
    expect_refused("0", "\"0\" is no study id");
    expect_refused("12345678901234567890", "no study id");
    expect_refused("283, 60, 283", "283 stands twice");
    expect_refused("283 ab cd", "two short forms");
    expect_refused("283 ab, 60 AB", "both 283 and 60");
    expect_refused("283 a:b", "cannot be typed");
    expect_refused("283 4th", "cannot be typed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_brings_its_role_capacity_and_short_form),
        cmocka_unit_test(a_role_is_known_by_its_name_or_the_beginning_of_one),
        cmocka_unit_test(words_after_the_number_come_in_any_order),
        cmocka_unit_test(a_blank_list_is_nobody),
        cmocka_unit_test(what_cannot_be_meant_is_refused_with_its_reason),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
