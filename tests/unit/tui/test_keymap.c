/* SPDX-License-Identifier: MIT */
/* What the config makes of keys and looks, and what it is told. */
#include "tui/keymap.h"
#include "tui/looks.h"
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const unsigned live = CONTEXT_ANY | CONTEXT_LINE | CONTEXT_LIVE,
                      home = CONTEXT_ANY | CONTEXT_HOME;

static const char *name_of(const struct keymap *map, unsigned contexts, const char *key)
{
    const struct command *command = keymap_find(map, contexts, key);

    return command != NULL ? command->name : "";
}

/* clang-format off */
/* The [keys] part; then what a key does (where it is live) and, for a mistake,
 * its line and a piece of what is said. */
static const struct row {
    const char *keys;
    unsigned contexts;
    const char *key, *does;
    size_t line; /* of the first mistake; 0 none */
    const char *said;
} rows[] = {
    { "undo = C-z, M-+\n",           live, "C-x u", "undo", 2, "C-z belongs to suspend" },
    { "undo = M-!\n",                live, "M-!", "undo", 0, "" },
    { "undo = M-!\n",                live, "C-x u", "", 0, "" },
    { "home-new = M-,, C-x ,, c-x Z\n",  home, "M-,", "home-new", 0, "" },
    { "home-new = M-,, C-x ,, c-x Z\n",  home, "C-x ,", "home-new", 0, "" },
    { "home-new = M-,, C-x ,, c-x Z\n",  home, "C-x Z", "home-new", 0, "" },
    { "undo =\n",                    live, "C-_", "", 0, "" },
    { "undo =\n",                    live, "C-x u", "", 0, "" },
    /* two commands that change places */
    { "undo = C-x r\nredo = C-x u\n", live, "C-x u", "redo", 0, "" },
    { "undo = C-x r\nredo = C-x u\n", live, "C-x r", "undo", 0, "" },
    /* what clashes is given up, and what clashes with that */
    { "undo = C-k\n",                live, "C-k", "cut-to-end", 2, "C-k belongs to cut-to-end" },
    { "undo = C-k\n",                live, "C-_", "undo", 2, "" },
    { "undo = C-k\nredo = C-_\n",    live, "C-_", "undo", 2, "C-k" },
    { "undo = M-+\nredo = M-+\n",    live, "M-+", "undo", 3, "M-+ belongs to undo" },
    { "undo = C-x, M-+\n",           live, "C-x u", "undo", 2, "C-x belongs to" },
    { "undo = M-+ a, M-+\n",         live, "C-_", "undo", 2, "M-+ a stands there twice" },
    { "undo = M-+, M-+\n",           live, "C-_", "undo", 2, "M-+ stands there twice" },
    /* a key may do one thing here and another there */
    { "home-new = C-k\n",            home, "C-k", "home-new", 0, "" },
    { "home-new = C-l\n",            home, "C-l", "redraw", 2, "C-l belongs to redraw" },
    /* hot keys of codes, where one types live */
    { "undo = M-c\n",                live, "M-c", "", 2, "M-c is a hot key of codes" },
    { "undo = F5\n",                 live, "F5", "", 2, "F5 is a hot key of codes" },
    { "line-end = F3\n",             live, "F3", "", 2, "F3 is a hot key of codes" },
    { "home-new = F5, M-n\n",        home, "M-n", "home-new", 0, "" },
    { "undo = C-x =\n",              live, "C-x =", "undo", 0, "" },
    /* keys that terminals keep are not the only ones */
    { "undo = C-s\n",                live, "C-_", "undo", 2, "C-s for themselves" },
    { "undo = F11, M-1\n",           live, "C-_", "undo", 2, "F11, M-1 for themselves" },
    { "undo = F11, C-x u\n",         live, "F11", "undo", 0, "" },
    /* text is text */
    { "undo = u\n",                  live, "u", "", 2, "u is typed as text there" },
    { "undo = u u\n",                live, "u u", "", 2, "u u is typed as text there" },
    { "home-new = \xC3\xA9\n",       home, "\xC3\xA9", "home-new", 0, "" },
    { "home-new = a b\n",            home, "n", "home-new", 2, "cannot be the first of two" },
    /* what no terminal sends */
    { "undo = C-m\n",                live, "C-_", "undo", 2, "no terminal sends \"C-m\"" },
    { "undo = C-1\n",                live, "C-_", "undo", 2, "no terminal sends \"C-1\"" },
    { "undo = F13\n",                live, "C-_", "undo", 2, "no terminal sends \"F13\"" },
    { "undo = C-x C-x C-x\n",        live, "C-_", "undo", 2, "no terminal sends" },
    { "undo = pgup, M-!\n",          live, "C-_", "undo", 2, "PgUp belongs to select-page-up" },
    { "select-up = up, c-m-UP\n",    live, "C-M-Up", "select-up", 0, "" },
    /* a way out of each screen */
    { "quit =\n",                    home, "q", "quit", 2, "it needs a key" },
    { "log =\n",                     live, "Enter", "log", 2, "it needs a key" },
    { "help-leave =\n",              CONTEXT_HELP, "q", "help-leave", 2, "it needs a key" },
    { "no-such = C-a\n",             live, "C-a", "line-start", 2, "no command \"no-such\"" },
};
/* clang-format on */

static void each_line_of_keys_does_what_it_says_or_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct row *row = &rows[i];
        struct config config;
        struct keymap map;
        char text[200];
        const char *said;

        snprintf(text, sizeof text, "[keys]\n%s", row->keys);
        config_read(&config, text, strlen(text));
        keymap_make(&map, &config);
        said = config.mistake_count > 0 ? config.mistake[0].text : "";
        if (strcmp(name_of(&map, row->contexts, row->key), row->does) != 0)
            fail_msg("%s: %s does \"%s\"; %s", row->keys, row->key,
                     name_of(&map, row->contexts, row->key), said);
        if ((config.mistake_count > 0 ? config.mistake[0].line : 0) != row->line
            || strstr(said, row->said) == NULL)
            fail_msg("%s: line %zu was told: %s", row->keys,
                     config.mistake_count > 0 ? config.mistake[0].line : 0, said);
        keymap_release(&map);
        config_release(&config);
    }
}

static void what_the_config_changed_is_known(void **state)
{
    static const char text[] = "[keys]\nundo = M-!\nredo = C-k\n";
    struct config config;
    struct keymap map;

    (void)state;
    config_read(&config, text, strlen(text));
    keymap_make(&map, &config);
    for (size_t i = 0; i < tui_command_count; i++)
        assert_int_equal(keymap_changed(&map, &tui_commands[i]),
                         strcmp(tui_commands[i].name, "undo") == 0);
    keymap_release(&map);
    config_release(&config);
}

/* clang-format off */
static const struct look_row {
    const char *text;
    bool mono, taken;
    int color, behind;
    unsigned attributes;
    const char *printed;
} look_rows[] = {
    { "blue",                  false, true, 4, -1, 0, "blue" },
    { "Bright-Red bold",       false, true, 9, -1, LOOK_BOLD, "bright-red bold" },
    { "#3366cc on 235 dim",    false, true, LOOK_RGB | 0x3366CC, 235, LOOK_DIM, "#3366CC on 235 dim" },
    { "default",               false, true, -1, -1, 0, "plain" },
    { "on blue",               false, true, -1, 4, 0, "on blue" },
    { "reverse underline",     false, true, -1, -1, LOOK_REVERSE | LOOK_UNDERLINE, "underline reverse" },
    { "bold italic",           true,  true, -1, -1, LOOK_BOLD | LOOK_ITALIC, "bold italic" },
    { "plain",                 true,  true, -1, -1, 0, "plain" },
    { "blue",                  true,  false, 0, 0, 0, "" },
    { "",                      false, false, 0, 0, 0, "" },
    { "256",                   false, false, 0, 0, 0, "" },
    { "#3366c",                false, false, 0, 0, 0, "" },
    { "blue red",              false, false, 0, 0, 0, "" },
    { "blue on",               false, false, 0, 0, 0, "" },
    { "blue blinking",         false, false, 0, 0, 0, "" },
    { "99999999999999999999",  false, false, 0, 0, 0, "" },
};
/* clang-format on */

static void looks_are_read_and_printed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof look_rows / sizeof look_rows[0]; i++) {
        const struct look_row *row = &look_rows[i];
        struct look look, again;
        struct str text = STR_INIT;

        if (look_read(&look, row->text, row->mono) != row->taken)
            fail_msg("\"%s\" is %staken", row->text, row->taken ? "not " : "");
        if (!row->taken)
            continue;
        assert_int_equal(look.color, row->color);
        assert_int_equal(look.behind, row->behind);
        assert_int_equal(look.attributes, row->attributes);
        look_print(&text, &look);
        assert_string_equal(text.text, row->printed);
        assert_true(look_read(&again, text.text, row->mono));
        assert_memory_equal(&again, &look, sizeof look);
        str_release(&text);
    }
}

static void every_role_has_a_name_and_looks_of_its_own_in_the_config(void **state)
{
    (void)state;
    for (int role = 1; role < ROLES; role++) {
        struct config config;
        struct looks looks;
        char text[80];

        assert_non_null(looks_role_name((enum role)role));
        snprintf(text, sizeof text, "[colors]\n%s = 99\n[mono]\n%s = italic\n",
                 looks_role_name((enum role)role), looks_role_name((enum role)role));
        config_read(&config, text, strlen(text));
        looks_make(&looks, &config);
        assert_int_equal(config.mistake_count, 0);
        for (int other = 0; other < ROLES; other++) {
            assert_int_equal(looks.color[other].color == 99, other == role);
            assert_int_equal(looks.mono[other].attributes == LOOK_ITALIC, other == role);
        }
        config_release(&config);
    }
}

static void wrong_looks_are_told_and_the_default_stands(void **state)
{
    static const char text[] = "[colors]\ncode = greenish\nnormal = red\nnothing = red\n"
                               "[mono]\ncode = red\n";
    struct config config;
    struct looks looks, plain;

    (void)state;
    config_read(&config, text, strlen(text));
    looks_make(&looks, &config);
    looks_make(&plain, NULL);
    assert_int_equal(config.mistake_count, 4);
    assert_int_equal(config.mistake[0].line, 2);
    assert_int_equal(config.mistake[3].line, 6);
    assert_memory_equal(&looks, &plain, sizeof looks);
    config_release(&config);
}

static void the_nearest_of_256_is_found(void **state)
{
    (void)state;
    assert_int_equal(look_nearest(look_hex("#000000")), 16);
    assert_int_equal(look_nearest(look_hex("#FFFFFF")), 231);
    assert_int_equal(look_nearest(look_hex("#ff0000")), 196);
    assert_int_equal(look_nearest(look_hex("#808080")), 244);
    assert_int_equal(look_nearest(look_hex("#3366CC")), 62);
    assert_int_equal(look_nearest(5), 5);
    assert_int_equal(look_hex("3366CC"), LOOK_OWN);
    assert_int_equal(look_hex("#33 6CC"), LOOK_OWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line_of_keys_does_what_it_says_or_is_told),
        cmocka_unit_test(what_the_config_changed_is_known),
        cmocka_unit_test(looks_are_read_and_printed),
        cmocka_unit_test(every_role_has_a_name_and_looks_of_its_own_in_the_config),
        cmocka_unit_test(wrong_looks_are_told_and_the_default_stands),
        cmocka_unit_test(the_nearest_of_256_is_found),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
