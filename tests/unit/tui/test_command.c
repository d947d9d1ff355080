/* SPDX-License-Identifier: MIT */
/* The table of commands: what holds for all its rows. */
#include "core/text.h"
#include "tui/command.h"
#include "tui/keymap.h"
#include "tui/tui.h"
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

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
    for (size_t screen = 0; screen < tui_screen_count; screen++)
        for (size_t i = 0; i < tui_command_count; i++) {
            const char *keys = tui_commands[i].keys;
            char key[PRESS_NAME];

            while ((tui_commands[i].contexts & tui_screens[screen]) != 0
                   && tui_command_next_key(&keys, key))
                if (bound(tui_screens[screen], key) != 1)
                    fail_msg("%s is bound twice", key);
        }
}

static void no_key_is_also_a_prefix(void **state)
{
    struct keymap map;

    (void)state;
    keymap_make(&map, NULL);
    for (size_t screen = 0; screen < tui_screen_count; screen++)
        for (size_t i = 0; i < tui_command_count; i++) {
            const char *keys = tui_commands[i].keys;
            char key[PRESS_NAME];

            while (tui_command_next_key(&keys, key))
                if (bound(tui_screens[screen], key) > 0
                    && keymap_is_prefix(&map, tui_screens[screen], key))
                    fail_msg("%s is a key and a prefix", key);
        }
    keymap_release(&map);
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

static void no_command_hangs_on_a_key_that_terminals_keep(void **state)
{
    (void)state;
    for (size_t i = 0; i < tui_command_count; i++) {
        const char *keys = tui_commands[i].keys;
        char key[PRESS_NAME];
        int free_keys = 0;

        while (tui_command_next_key(&keys, key))
            free_keys += !keymap_terminals_keep(key);
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
    const struct command *undo;
    struct keymap map;

    (void)state;
    keymap_make(&map, NULL);
    undo = keymap_find(&map, CONTEXT_LIVE, "C-x u");
    assert_non_null(undo);
    assert_string_equal(undo->name, "undo");
    assert_ptr_equal(keymap_find(&map, CONTEXT_LIVE, "C-_"), undo);
    assert_null(keymap_find(&map, CONTEXT_HOME, "C-_"));
    assert_null(keymap_find(&map, CONTEXT_LIVE, "C-x"));
    assert_true(keymap_is_prefix(&map, CONTEXT_LIVE, "C-x"));
    assert_false(keymap_is_prefix(&map, CONTEXT_LIVE, "C-y"));
    keymap_release(&map);
}

static void every_key_of_the_table_is_found_where_it_is_live(void **state)
{
    struct keymap map;
    char key[PRESS_NAME];

    (void)state;
    keymap_make(&map, NULL);
    for (size_t i = 0; i < tui_command_count; i++)
        for (const char *keys = tui_commands[i].keys; tui_command_next_key(&keys, key);)
            assert_ptr_equal(keymap_find(&map, tui_commands[i].contexts, key), &tui_commands[i]);
    keymap_release(&map);
}

static void every_key_of_the_table_can_be_typed_into_the_config(void **state)
{
    char key[PRESS_NAME], name[PRESS_NAME];

    (void)state;
    for (size_t i = 0; i < tui_command_count; i++)
        for (const char *keys = tui_commands[i].keys; tui_command_next_key(&keys, key);) {
            char *second = strchr(key, ' ');

            if (second != NULL) {
                *second = '\0';
                assert_true(keys_name(second + 1, name));
                assert_string_equal(name, second + 1);
            }
            if (!keys_name(key, name))
                fail_msg("%s is no key", key);
            assert_string_equal(name, key);
        }
}

static void every_command_has_a_name_of_its_own_and_a_screen(void **state)
{
    (void)state;
    for (size_t i = 0; i < tui_command_count; i++) {
        bool live = false;

        for (size_t j = 0; j < tui_screen_count; j++)
            live = live || (tui_screens[j] & tui_commands[i].contexts) != 0;
        if (!live)
            fail_msg("%s is on no screen of tui_screens", tui_commands[i].name);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(tui_commands[i].name, tui_commands[j].name);
    }
}

static void the_printed_key_map_names_every_command(void **state)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    struct config config;

    (void)state;
    config_read(&config, "", 0);
    assert_non_null(out);
    tui_print_keys(out, &config);
    config_release(&config);
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
        cmocka_unit_test(every_key_of_the_table_is_found_where_it_is_live),
        cmocka_unit_test(every_key_of_the_table_can_be_typed_into_the_config),
        cmocka_unit_test(every_command_has_a_name_of_its_own_and_a_screen),
        cmocka_unit_test(the_printed_key_map_names_every_command),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
