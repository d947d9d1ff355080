/* SPDX-License-Identifier: MIT */
/* Tests of core/id.c. The derived ids were made with Python's uuid.uuid5(). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "core/id.h"

static void a_new_id_is_random_and_of_version_4(void **state)
{
    struct id one = id_new(), two = id_new();

    (void)state;
    assert_false(id_is_none(&one));
    assert_false(id_equal(&one, &two));
    assert_int_equal(one.byte[6] >> 4, 4);
    assert_int_equal(one.byte[8] >> 6, 2);
}

static void no_id_is_all_zero(void **state)
{
    struct id none = { { 0 } }, last = { { 0 } };

    (void)state;
    last.byte[15] = 1;
    assert_true(id_is_none(&none));
    assert_false(id_is_none(&last));
}

static void an_id_is_printed_in_either_case_and_read_back(void **state)
{
    static const char lower[] = "0123abcd-4567-49ef-8abc-def012345678";
    static const char upper[] = "0123ABCD-4567-49EF-8ABC-DEF012345678";
    char text[ID_TEXT];
    struct id id, same;

    (void)state;
    assert_true(id_parse(&id, lower));
    assert_int_equal(id.byte[0], 0x01);
    assert_int_equal(id.byte[15], 0x78);
    id_print(&id, text);
    assert_string_equal(text, lower);
    id_print_upper(&id, text);
    assert_string_equal(text, upper);
    assert_true(id_parse(&same, upper));
    assert_true(id_equal(&id, &same));
}

static void what_is_no_id_is_not_read_and_leaves_none(void **state)
{
    static const char *const bad[] = {
        "",
        "0123abcd-4567-49ef-8abc-def01234567",
        "0123abcd-4567-49ef-8abc-def0123456789",
        "0123abcd-4567-49ef-8abc-def01234567g",
        "0123abcd4567-49ef-8abc-def0-12345678",
        "{0123abcd-4567-49ef-8abc-def01234567}",
        " 0123abcd-4567-49ef-8abc-def01234567",
        "+123abcd-4567-49ef-8abc-def012345678",
        "0x23abcd-4567-49ef-8abc-def012345678",
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct id id = id_new();

        assert_false(id_parse(&id, bad[i]));
        assert_true(id_is_none(&id));
    }
}

static void a_derived_id_is_always_the_same(void **state)
{
    char text[ID_TEXT];
    struct id space, id;

    (void)state;
    assert_true(id_parse(&space, "6ba7b810-9dad-11d1-80b4-00c04fd430c8"));
    id = id_derive(&space, "code", "ch");
    id_print(&id, text);
    assert_string_equal(text, "49091ace-4681-57e5-b874-80d7dab2c088");
    id = id_derive(&space, "code", "");
    id_print(&id, text);
    assert_string_equal(text, "175dd465-d427-57f7-8c4f-aff3843f9ebc");
}

static void a_derived_id_depends_on_space_kind_and_name(void **state)
{
    struct id space = id_new(), other = id_new();
    struct id id = id_derive(&space, "code", "ch"), changed;

    (void)state;
    changed = id_derive(&other, "code", "ch");
    assert_false(id_equal(&id, &changed));
    changed = id_derive(&space, "user", "ch");
    assert_false(id_equal(&id, &changed));
    changed = id_derive(&space, "code", "de");
    assert_false(id_equal(&id, &changed));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_id_is_random_and_of_version_4),
        cmocka_unit_test(no_id_is_all_zero),
        cmocka_unit_test(an_id_is_printed_in_either_case_and_read_back),
        cmocka_unit_test(what_is_no_id_is_not_read_and_leaves_none),
        cmocka_unit_test(a_derived_id_is_always_the_same),
        cmocka_unit_test(a_derived_id_depends_on_space_kind_and_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
