/* SPDX-License-Identifier: MIT */
/* The table of commands: what holds for all its rows. */
#include "core/text.h"
#include "tui/command.h"
#include "tui/tui.h"
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* The contexts that each screen has at once. */
static const unsigned screens[] = {
    CONTEXT_ANY | CONTEXT_HOME,
    CONTEXT_ANY | CONTEXT_LINE | CONTEXT_FORM,
    CONTEXT_ANY | CONTEXT_ROWS,
    CONTEXT_ANY | CONTEXT_ROWS | CONTEXT_LISTS,
    CONTEXT_ANY | CONTEXT_ROWS | CONTEXT_PEOPLE,
    CONTEXT_ANY | CONTEXT_LINE | CONTEXT_FILTER,
    CONTEXT_ANY | CONTEXT_LINE | CONTEXT_LIVE,
    CONTEXT_ANY | CONTEXT_HELP,
    CONTEXT_ANY | CONTEXT_LINE | CONTEXT_FIND,
    CONTEXT_ANY | CONTEXT_REPORT,
    CONTEXT_ANY | CONTEXT_TIMELINE,
    CONTEXT_ANY | CONTEXT_LINE | CONTEXT_ASK,
};

static int bound(unsigned contexts, const char *key)
{
    int count = 0;

    for (size_t i = 0; i < tui_command_count; i++) {
        const char *keys = tui_commands[i].keys;
        char each[PRESS_NAME];

        if ((tui_commands[i].contexts & contexts) == 0)
            continue;
        while (tui_command_next_key(&keys, each))
            count += strcmp(each, key) == 0;
    }
    return count;
}

static void no_key_is_bound_twice_where_it_is_live(void **state)
{
    (void)state;
    for (size_t screen = 0; screen < sizeof screens / sizeof screens[0]; screen++)
        for (size_t i = 0; i < tui_command_count; i++) {
            const char *keys = tui_commands[i].keys;
            char key[PRESS_NAME];

            while ((tui_commands[i].contexts & screens[screen]) != 0
                   && tui_command_next_key(&keys, key))
                if (bound(screens[screen], key) != 1)
                    fail_msg("%s is bound twice", key);
        }
}

static void no_key_is_also_a_prefix(void **state)
{
    (void)state;
    for (size_t screen = 0; screen < sizeof screens / sizeof screens[0]; screen++)
        for (size_t i = 0; i < tui_command_count; i++) {
            const char *keys = tui_commands[i].keys;
            char key[PRESS_NAME];

            while (tui_command_next_key(&keys, key))
                if (bound(screens[screen], key) > 0
                    && tui_command_is_prefix(screens[screen], key))
                    fail_msg("%s is a key and a prefix", key);
        }
}

static void help_fits_its_column_and_every_command_has_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < tui_command_count; i++) {
        const struct command *command = &tui_commands[i];
        size_t width = text_width(command->help, strlen(command->help));

        if (width == 0 || width > COMMAND_HELP_COLUMNS)
            fail_msg("the help of %s is %zu columns wide", command->name, width);
        assert_true(command->keys[0] != '\0');
        assert_non_null(command->run);
    }
}

/* F1, F10, F11, Alt and a digit, Ctrl-S and Ctrl-Q stay with many terminals. */
static bool terminals_keep(const char *key)
{
    return strcmp(key, "F1") == 0 || strcmp(key, "F10") == 0 || strcmp(key, "F11") == 0
           || strcmp(key, "C-s") == 0 || strcmp(key, "C-q") == 0
           || (strncmp(key, "M-", 2) == 0 && key[2] >= '0' && key[2] <= '9');
}

static void no_command_hangs_on_a_key_that_terminals_keep(void **state)
{
    (void)state;
    for (size_t i = 0; i < tui_command_count; i++) {
        const char *keys = tui_commands[i].keys;
        char key[PRESS_NAME];
        int free_keys = 0;

        while (tui_command_next_key(&keys, key))
            free_keys += !terminals_keep(key);
        if (free_keys == 0)
            fail_msg("%s has only keys that terminals keep", tui_commands[i].name);
    }
}

static void the_hot_keys_of_codes_are_left_to_the_codebook(void **state)
{
    (void)state;
    for (char letter = 'a'; letter <= 'z'; letter++) {
        char key[] = { 'M', '-', letter, '\0' };
        bool edits = strchr("bdfh", letter) != NULL;

        assert_int_equal(bound(CONTEXT_ANY | CONTEXT_LINE | CONTEXT_LIVE, key), edits);
    }
    assert_int_equal(bound(CONTEXT_ANY | CONTEXT_LINE | CONTEXT_LIVE, "F3"), 0);
    for (char digit = '5'; digit <= '9'; digit++) {
        char key[] = { 'F', digit, '\0' };

        assert_int_equal(bound(CONTEXT_ANY | CONTEXT_LINE | CONTEXT_LIVE, key), 0);
    }
}

static void a_command_is_found_by_any_of_its_keys(void **state)
{
    const struct command *undo = tui_command_find(CONTEXT_LIVE, "C-x u");

    (void)state;
    assert_non_null(undo);
    assert_string_equal(undo->name, "undo");
    assert_ptr_equal(tui_command_find(CONTEXT_LIVE, "C-_"), undo);
    assert_null(tui_command_find(CONTEXT_HOME, "C-_"));
    assert_null(tui_command_find(CONTEXT_LIVE, "C-x"));
    assert_true(tui_command_is_prefix(CONTEXT_LIVE, "C-x"));
    assert_false(tui_command_is_prefix(CONTEXT_LIVE, "C-y"));
}

static void the_printed_key_map_names_every_command(void **state)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    (void)state;
    assert_non_null(out);
    tui_print_keys(out);
    assert_int_equal(fclose(out), 0);
    for (size_t i = 0; i < tui_command_count; i++)
        assert_non_null(strstr(text, tui_commands[i].help));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_key_is_bound_twice_where_it_is_live),
        cmocka_unit_test(no_key_is_also_a_prefix),
        cmocka_unit_test(help_fits_its_column_and_every_command_has_keys),
        cmocka_unit_test(no_command_hangs_on_a_key_that_terminals_keep),
        cmocka_unit_test(the_hot_keys_of_codes_are_left_to_the_codebook),
        cmocka_unit_test(a_command_is_found_by_any_of_its_keys),
        cmocka_unit_test(the_printed_key_map_names_every_command),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
