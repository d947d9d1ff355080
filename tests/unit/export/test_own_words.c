/* SPDX-License-Identifier: MIT */
/* What of a study is moot's own: only what stands there as it came. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "export/own_words.h"

/* The starter's "Decision" as a study has it, with its first modifier. */
static const char *const outcomes[] = { "taken", "Oxenholt's way" };
static const struct modifier outcome = { .name = "outcome", .choices = outcomes,
                                         .choice_count = 2 };

static struct code decision(void)
{
    for (size_t i = 0; i < starter_code_count; i++) {
        const struct starter_code *starter = &starter_codes[i];

        if (starter->key[0] == 'd' && starter->key[1] == 'e')
            return (struct code){ .key = starter->key, .name = starter->name,
                                  .definition = starter->definition,
                                  .use_when = starter->use_when, .not_when = starter->not_when,
                                  .modifiers = &outcome, .modifier_count = 1 };
    }
    fail_msg("the starter codebook has no de");
    return (struct code){ 0 };
}

static void a_code_is_moots_own_as_long_as_it_has_its_name(void **state)
{
    struct code code = decision();

    (void)state;
    assert_true(own_code(&code));
    assert_true(own_description(&code));
    code.name = "Oxenholt decides";
    assert_false(own_code(&code));
    assert_false(own_description(&code));
    assert_false(own_modifier(&code, 0));
}

static void a_definition_that_was_changed_is_not_moots_own(void **state)
{
    struct code code = decision();

    (void)state;
    code.not_when = "Oxenholt only thinks aloud.";
    assert_true(own_code(&code));
    assert_false(own_description(&code));
}

static void a_choice_is_moots_own_in_the_modifier_it_came_with(void **state)
{
    static const struct modifier other = { .name = "Oxenholt", .choices = outcomes,
                                           .choice_count = 2 };
    struct code code = decision();

    (void)state;
    assert_true(own_modifier(&code, 0));
    assert_true(own_choice(&code, 0, "taken"));
    assert_false(own_choice(&code, 0, "take"));
    assert_false(own_choice(&code, 0, "Oxenholt's way"));
    code.modifiers = &other;
    assert_false(own_modifier(&code, 0));
    assert_false(own_choice(&code, 0, "taken"));
}

static void functions_are_moots_own_by_their_names(void **state)
{
    (void)state;
    assert_true(own_function("governing body"));
    assert_false(own_function("Oxenholt's committee"));
    assert_false(own_function(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_is_moots_own_as_long_as_it_has_its_name),
        cmocka_unit_test(a_definition_that_was_changed_is_not_moots_own),
        cmocka_unit_test(a_choice_is_moots_own_in_the_modifier_it_came_with),
        cmocka_unit_test(functions_are_moots_own_by_their_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
