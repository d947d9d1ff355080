/* SPDX-License-Identifier: MIT */
/* Tests of the tables a new study starts with: the starter codebook, the
 * fixed words, role groups and functions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <string.h>

#include "core/code.h"
#include "core/person.h"
#include "core/words.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { MODIFIERS = COUNT(((struct starter_code *)NULL)->modifiers) };

static const struct starter_code *find(const char *key)
{
    for (size_t i = 0; i < starter_code_count; i++) {
        if (strcmp(starter_codes[i].key, key) == 0)
            return &starter_codes[i];
    }
    fail_msg("no code %s", key);
    return NULL;
}

static void the_codebook_has_the_22_codes_of_the_method(void **state)
{
    static const char *const keys[] = {
        "ch", "ac", "de", "at", "cd", "cm", "dn", "up", "ow", "in", "en",
        "ph", "pp", "pq", "pm", "ub", "hi", "hu", "tn", "cs", "si", "qu",
    };

    (void)state;
    assert_int_equal(starter_code_count, COUNT(keys));
    for (size_t i = 0; i < COUNT(keys); i++)
        assert_string_equal(starter_codes[i].key, keys[i]);
}

static void four_codes_last_until_closed(void **state)
{
    int states = 0;

    (void)state;
    for (size_t i = 0; i < starter_code_count; i++)
        states += starter_codes[i].state;
    assert_int_equal(states, 4);
    assert_true(find("cm")->state && find("ph")->state && find("pm")->state && find("tn")->state);
}

static void check_sentence(const char *text)
{
    size_t len = strlen(text);

    assert_true(len > 10);
    assert_in_range(text[0], 'A', 'Z');
    assert_int_equal(text[len - 1], '.');
    assert_null(strstr(text, ". "));
    assert_null(strstr(text, "  "));
}

static void every_code_says_what_it_is_when_and_when_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < starter_code_count; i++) {
        const struct starter_code *code = &starter_codes[i];

        assert_int_equal(strlen(code->key), 2);
        assert_true(strlen(code->name) > 0);
        assert_true(strlen(code->ground) > 0);
        check_sentence(code->definition);
        check_sentence(code->use_when);
        check_sentence(code->not_when);
    }
}

/* The key in brackets that ends a sentence, as "(ch)." */
static void codes_point_at_codes_that_exist(void **state)
{
    int pointers = 0;

    (void)state;
    for (size_t i = 0; i < starter_code_count; i++) {
        const char *text = starter_codes[i].not_when;
        const char *open = strchr(text, '(');
        char key[3] = "";

        if (open == NULL)
            continue;
        memcpy(key, open + 1, 2);
        assert_string_equal(open + 3, ").");
        assert_string_not_equal(key, starter_codes[i].key);
        (void)find(key);
        pointers++;
    }
    assert_true(pointers > 5);
}

static void no_two_codes_share_a_key_name_colour_or_hot_key(void **state)
{
    (void)state;
    for (size_t i = 0; i < starter_code_count; i++) {
        for (size_t j = 0; j < i; j++) {
            const struct starter_code *a = &starter_codes[i], *b = &starter_codes[j];

            assert_string_not_equal(a->key, b->key);
            assert_string_not_equal(a->name, b->name);
            assert_string_not_equal(a->color, b->color);
            assert_false(a->hot_key != 0 && a->hot_key == b->hot_key);
        }
    }
}

static void hot_keys_are_letters_that_do_not_edit_or_free_function_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < starter_code_count; i++) {
        char key = starter_codes[i].hot_key;

        if (key == 0)
            continue;
        assert_true((key >= 'a' && key <= 'z') || strchr("356789", key) != NULL);
        assert_null(strchr("bdfh", key));
    }
}

static void eight_codes_are_pinned_each_in_its_place_with_a_hot_key(void **state)
{
    static const char *const pinned[] = { "ch", "de", "at", "cd", "cm", "tn", "cs", "hu" };
    int count = 0;

    (void)state;
    for (size_t i = 0; i < starter_code_count; i++)
        count += starter_codes[i].pinned != 0;
    assert_int_equal(count, COUNT(pinned));
    for (size_t i = 0; i < COUNT(pinned); i++) {
        assert_int_equal(find(pinned[i])->pinned, i + 1);
        assert_in_range(find(pinned[i])->hot_key, 'a', 'z');
    }
}

/* Every piece of `choices` must be one word that can be typed in brackets. */
static void check_choices(const char *choices)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-";

    while (*choices != '\0') {
        size_t len = strcspn(choices, "|");

        assert_true(len > 0);
        assert_int_equal(strspn(choices, letters), len);
        choices += len + (choices[len] == '|');
        assert_true(choices[-1] != '|' || *choices != '\0');
    }
}

static void modifiers_and_choices_can_be_typed_in_brackets(void **state)
{
    (void)state;
    for (size_t i = 0; i < starter_code_count; i++) {
        const struct starter_modifier *modifiers = starter_codes[i].modifiers;
        size_t m = 0;

        for (; m < MODIFIERS && modifiers[m].name != NULL; m++) {
            assert_true(strlen(modifiers[m].name) > 0);
            assert_null(strpbrk(modifiers[m].name, " |,=()\""));
            check_choices(modifiers[m].choices);
        }
        assert_in_range(m, 1, MODIFIERS - 1);
    }
}

/* Whether `choices` has the `len` letters at `choice`. */
static bool has_choice(const char *choices, const char *choice, size_t len)
{
    while (*choices != '\0') {
        size_t own = strcspn(choices, "|");

        if (own == len && memcmp(choices, choice, len) == 0)
            return true;
        choices += own + (choices[own] == '|');
    }
    return false;
}

static void a_choice_belongs_to_one_modifier_of_its_code(void **state)
{
    (void)state;
    for (size_t i = 0; i < starter_code_count; i++) {
        const struct starter_modifier *m = starter_codes[i].modifiers;

        for (size_t a = 0; m[a].name != NULL; a++) {
            for (const char *c = m[a].choices; *c != '\0';) {
                size_t len = strcspn(c, "|");

                assert_false(has_choice(c + len + (c[len] == '|'), c, len));
                for (size_t b = 0; b < a; b++)
                    assert_false(has_choice(m[b].choices, c, len));
                c += len + (c[len] == '|');
            }
        }
    }
}

static void decisions_and_challenges_have_the_choices_of_the_method(void **state)
{
    (void)state;
    assert_string_equal(find("de")->modifiers[0].name, "outcome");
    assert_string_equal(find("de")->modifiers[0].choices,
                        "taken|deferred|noted|rejected|delegated");
    assert_string_equal(find("ch")->modifiers[0].name, "kind");
    assert_true(has_choice(find("ch")->modifiers[0].choices, "diagnostic", 10));
    assert_string_equal(find("ch")->modifiers[1].name, "response");
    assert_true(has_choice(find("ch")->modifiers[1].choices, "deflected", 9));
}

static unsigned part(const char *color, size_t at)
{
    static const char digits[] = "0123456789ABCDEF";

    assert_true(color[at] != '\0' && strchr(digits, color[at]) != NULL);
    assert_true(color[at + 1] != '\0' && strchr(digits, color[at + 1]) != NULL);
    return (unsigned)(strchr(digits, color[at]) - digits) * 16
           + (unsigned)(strchr(digits, color[at + 1]) - digits);
}

/* The square of a part of a colour stands for its light (a gamma of 2); WCAG
 * asks for 4.5 to 1 between letters and what is behind them. */
static void colours_are_readable_on_white(void **state)
{
    (void)state;
    for (size_t i = 0; i < starter_code_count; i++) {
        const char *color = starter_codes[i].color;
        double r, g, b;

        assert_int_equal(strlen(color), 7);
        assert_int_equal(color[0], '#');
        r = part(color, 1) / 255.0;
        g = part(color, 3) / 255.0;
        b = part(color, 5) / 255.0;
        assert_true(1.05 / (0.2126 * r * r + 0.7152 * g * g + 0.0722 * b * b + 0.05) > 4.0);
    }
}

/* --- words --------------------------------------------------------------------- */

static void check_words(const struct word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_non_null(words[i].key);
        assert_non_null(words[i].name);
        assert_int_equal(word_find(words, count, words[i].key), i);
    }
    assert_int_equal(word_find(words, count, "nothing of this kind"), -1);
}

static void every_word_is_found_by_its_key(void **state)
{
    (void)state;
    check_words(meeting_status_words, MEETING_STATUSES);
    check_words(entry_kind_words, ENTRY_KINDS);
    check_words(purpose_words, PURPOSES);
    check_words(movement_words, MOVEMENTS);
    check_words(mode_words, MODES);
    check_words(capacity_words, CAPACITIES);
    check_words(part_words, PARTS);
    check_words(coding_action_words, CODING_ACTIONS);
    assert_int_equal(word_find(meeting_status_words, MEETING_STATUSES, "to-write-up"),
                     MEETING_TO_WRITE_UP);
    assert_string_equal(meeting_status_words[MEETING_TO_WRITE_UP].name, "to write up");
}

static void role_groups_and_functions_have_keys_of_their_own(void **state)
{
    (void)state;
    assert_int_equal(starter_role_group_count, 10);
    for (size_t i = 0; i < starter_role_group_count; i++) {
        assert_true(strlen(starter_role_groups[i].name) > 0);
        assert_in_range(starter_role_groups[i].label[0], 'A', 'Z');
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(starter_role_groups[i].key, starter_role_groups[j].key);
    }
    assert_int_equal(starter_function_count, 8);
    for (size_t i = 0; i < starter_function_count; i++) {
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(starter_functions[i].key, starter_functions[j].key);
    }
}

static void people_are_called_by_role_group_and_number(void **state)
{
    static const struct role_group groups[] = { { .label = "GP" }, { .label = "Manager" } };
    static const struct {
        struct person person;
        const char *label;
    } rows[] = {
        { { .number = 283, .role_group = 0, .name = "Ann Smith" }, "GP ID 283" },
        { { .number = 60, .role_group = 1 }, "Manager ID 60" },
        { { .number = 101, .role_group = -1, .initials = "AS" }, "ID 101" },
        { { .voice = "_record", .role_group = -1 }, "Record" },
        { { .voice = "interj-1", .role_group = -1 }, "interj-1" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str out = STR_INIT;

        person_label(&out, &rows[i].person, groups);
        assert_string_equal(str_text(&out), rows[i].label);
        str_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_codebook_has_the_22_codes_of_the_method),
        cmocka_unit_test(four_codes_last_until_closed),
        cmocka_unit_test(every_code_says_what_it_is_when_and_when_not),
        cmocka_unit_test(codes_point_at_codes_that_exist),
        cmocka_unit_test(no_two_codes_share_a_key_name_colour_or_hot_key),
        cmocka_unit_test(hot_keys_are_letters_that_do_not_edit_or_free_function_keys),
        cmocka_unit_test(eight_codes_are_pinned_each_in_its_place_with_a_hot_key),
        cmocka_unit_test(modifiers_and_choices_can_be_typed_in_brackets),
        cmocka_unit_test(a_choice_belongs_to_one_modifier_of_its_code),
        cmocka_unit_test(decisions_and_challenges_have_the_choices_of_the_method),
        cmocka_unit_test(colours_are_readable_on_white),
        cmocka_unit_test(every_word_is_found_by_its_key),
        cmocka_unit_test(role_groups_and_functions_have_keys_of_their_own),
        cmocka_unit_test(people_are_called_by_role_group_and_number),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
