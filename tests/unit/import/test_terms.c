/* SPDX-License-Identifier: MIT */
/* What roles and types of imported meetings mean in a study. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "import/internal.h"
#include "storage/names.h"

static struct study *study;
static struct people people;
static struct names functions;

static int load(void **state)
{
    struct error err;

    (void)state;
    return study_open(&study, ":memory:", STUDY_CREATE, &err)
           || people_load(&people, study, false, &err)
           || meetings_functions(&functions, study, &err);
}

static int release(void **state)
{
    (void)state;
    names_release(&functions);
    people_release(&people);
    study_close(study);
    return 0;
}

static void a_role_names_a_role_group_only_where_it_says_so(void **state)
{
    static const struct {
        const char *role, *group;
    } cases[] = {
        { "GP", "gp" },
        { "gp (chair)", "gp" },
        { "General Practitioner", "gp" },
        { "chair, lay member", "lay" },
        { "Practice Manager", "pm" },
        { "NHS manager", "nm" },
        { "manager", "nm" },
        { "Project Manager", "other" },
        { "nurse", "nurse" },
        { "public health", "ph" },
        { "Director of Public Health", "ph" },
        { "local authority", "la" },
        { "hospital doctor", "hd" },
        { "member of the public", "pub" },
        { "public relations", "other" },
        { "speaker", "other" },
        { "", "other" },
        { ",;()", "other" },
        { "Vorsitz", "other" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *group = terms_role_group(&people, cases[i].role);

        if (group == NULL || strcmp(group, cases[i].group) != 0)
            fail_msg("\"%s\" is %s", cases[i].role, group);
    }
}

static void a_study_without_a_role_group_is_not_given_it(void **state)
{
    struct people none = { 0 };

    (void)state;
    assert_null(terms_role_group(&none, "GP"));
}

static void a_role_says_in_which_capacity_somebody_sits(void **state)
{
    (void)state;
    assert_int_equal(terms_capacity("chair"), CAPACITY_CHAIR);
    assert_int_equal(terms_capacity("GP (Chair)"), CAPACITY_CHAIR);
    assert_int_equal(terms_capacity("moderator"), CAPACITY_CHAIR);
    assert_int_equal(terms_capacity("Scribe"), CAPACITY_ATTENDING);
    assert_int_equal(terms_capacity("nurse, in attendance"), CAPACITY_ATTENDING);
    assert_int_equal(terms_capacity("scribe, chair"), CAPACITY_CHAIR);
    assert_int_equal(terms_capacity("chairs and tables"), CAPACITY_MEMBER);
    assert_int_equal(terms_capacity(""), CAPACITY_MEMBER);
}

static void a_type_names_a_function_only_where_it_says_so(void **state)
{
    static const struct {
        const char *type, *function;
    } cases[] = {
        { "parliamentary committee", "committee" },
        { "Committee", "committee" },
        { "committees", "other" },
        { "governing body", "governing-body" },
        { "governing body committee", "governing-body" },
        { "Board of Directors", "governing-body" },
        { "health and wellbeing board", "hwb" },
        { "council of members", "council" },
        { "locality group", "locality" },
        { "executive group", "executive" },
        { "operational/executive group", "executive" },
        { "public event", "public-event" },
        { "public consultation / office meeting", "other" },
        { "parliament plenary", "other" },
        { "design team meeting", "other" },
        { "", "other" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *function = terms_function(&functions, cases[i].type);

        if (strcmp(function, cases[i].function) != 0)
            fail_msg("\"%s\" is %s", cases[i].type, function);
    }
}

static void voices_are_known_by_their_ids(void **state)
{
    (void)state;
    assert_true(terms_is_voice("_record"));
    assert_true(terms_is_voice("interj-1"));
    assert_true(terms_is_voice("interj-12"));
    assert_false(terms_is_voice("interj-"));
    assert_false(terms_is_voice("interj-1a"));
    assert_false(terms_is_voice("interj"));
    assert_false(terms_is_voice("_records"));
    assert_false(terms_is_voice("p1"));
    assert_false(terms_is_voice(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_role_names_a_role_group_only_where_it_says_so),
        cmocka_unit_test(a_study_without_a_role_group_is_not_given_it),
        cmocka_unit_test(a_role_says_in_which_capacity_somebody_sits),
        cmocka_unit_test(a_type_names_a_function_only_where_it_says_so),
        cmocka_unit_test(voices_are_known_by_their_ids),
    };

    return cmocka_run_group_tests(tests, load, release);
}
