/* SPDX-License-Identifier: MIT */
/* The syntax of the config file, its settings, and putting one value. */
#include "core/config.h"
#include "core/settings.h"
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void lines_are_read_under_their_headings(void **state)
{
    static const char text[] = "# a comment\n\n  observer =  AB  \r\nclock=12h\n[keys]\n"
                               "undo = C-_, C-x u\n [ observer  CD ] \noffset = 2\n"
                               "[colors]\ncode = #3366CC bold # not a comment\n[mono]\ncode=";
    struct config config;

    (void)state;
    config_read(&config, text, strlen(text));
    assert_int_equal(config.mistake_count, 0);
    assert_int_equal(config.count, 6);
    assert_string_equal(config.line[0].name, "observer");
    assert_string_equal(config.line[0].value, "AB");
    assert_int_equal(config.line[0].number, 3);
    assert_int_equal(config.line[0].section, CONFIG_GENERAL);
    assert_string_equal(config.line[1].value, "12h");
    assert_int_equal(config.line[2].section, CONFIG_KEYS);
    assert_string_equal(config.line[2].value, "C-_, C-x u");
    assert_int_equal(config.line[3].section, CONFIG_OBSERVER);
    assert_string_equal(config.line[3].observer, "CD");
    assert_string_equal(config.line[4].value, "#3366CC bold # not a comment");
    assert_int_equal(config.line[5].section, CONFIG_MONO);
    assert_string_equal(config.line[5].value, "");
    config_release(&config);
}

/* clang-format off */
static const struct { const char *text; size_t line; const char *said; } wrong[] = {
    { "observer AB\n",                 1, "a line is \"name = value\"" },
    { "\n= AB\n",                      2, "a line is \"name = value\"" },
    { "my name = AB\n",                1, "a line is \"name = value\"" },
    { "[keys\n",                       1, "end it with \"]\"" },
    { "[]\n",                          1, "end it with" },
    { "[ ]\n",                         1, "there is no part \"\"" },
    { "[colours]\nx = y\n",            1, "there is no part \"colours\"" },
    { "[observer]\n",                  1, "there is no part \"observer\"" },
    { "clock = 24h\n\nclock = 12h\n",  3, "clock was set in line 1 already" },
    { "\nclock = \xFF\n",              2, "not UTF-8" },
    { "clock = 13h\n",                 1, "clock wants one of 24h-seconds, 24h, 12h, not \"13h\"" },
    { "clock =\n",                     1, "not \"\"" },
    { "offset = 6\n",                  1, "offset wants seconds from 0 to 5" },
    { "offset = -1\n",                 1, "offset wants seconds" },
    { "offset = 1.5s\n",               1, "offset wants seconds" },
    { "offset = 1.\n",                 1, "offset wants seconds" },
    { "offset = 99999999999999999999\n", 1, "offset wants seconds" },
    { "observer = A B\n",              1, "observer wants 1 to 16 letters or digits" },
    { "observer = ABCDEFGHIJKLMNOPQ\n", 1, "observer wants" },
    { "undo = C-_\n",                  1, "there is no setting \"undo\"" },
    { "[observer AB]\nobserver = CD\n", 2, "before the first heading" },
};
/* clang-format on */

static void what_is_wrong_is_told_by_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct config config;

        config_read(&config, wrong[i].text, strlen(wrong[i].text));
        settings_check(&config);
        if (config.mistake_count != 1)
            fail_msg("%s: %zu mistakes", wrong[i].text, config.mistake_count);
        if (config.mistake[0].line != wrong[i].line
            || strstr(config.mistake[0].text, wrong[i].said) == NULL)
            fail_msg("%s: %zu: %s", wrong[i].text, config.mistake[0].line, config.mistake[0].text);
        config_release(&config);
    }
}

static void mistakes_stand_by_line_whenever_they_are_found(void **state)
{
    struct config config;

    (void)state;
    config_read(&config, "", 0);
    config_mistake(&config, 7, "seven");
    config_mistake(&config, 2, "two");
    config_mistake(&config, 5, "five");
    assert_string_equal(config.mistake[0].text, "two");
    assert_string_equal(config.mistake[1].text, "five");
    assert_string_equal(config.mistake[2].text, "seven");
    config_release(&config);
}

static void settings_are_the_defaults_the_general_part_and_the_observers(void **state)
{
    static const char text[] = "observer = AB\noffset = 1.25\nclock = wrong\n"
                               "[observer CD]\noffset = 3\nclock = 12h\n";
    struct config config;
    struct settings settings;

    (void)state;
    settings_init(&settings);
    assert_int_equal(settings_number(&settings, SETTING_OFFSET), 0);
    assert_int_equal(settings_number(&settings, SETTING_CLOCK), CLOCK_24H_SECONDS);
    assert_string_equal(settings_text(&settings, SETTING_OBSERVER), "");
    config_read(&config, text, strlen(text));
    settings_take(&settings, &config, NULL);
    assert_string_equal(settings_text(&settings, SETTING_OBSERVER), "AB");
    assert_int_equal(settings_number(&settings, SETTING_OFFSET), 1250);
    assert_true(settings.changed[SETTING_OFFSET]);
    assert_int_equal(settings_number(&settings, SETTING_CLOCK), CLOCK_24H_SECONDS);
    assert_false(settings.changed[SETTING_CLOCK]);
    settings_take(&settings, &config, "CD");
    assert_int_equal(settings_number(&settings, SETTING_OFFSET), 3000);
    assert_int_equal(settings_number(&settings, SETTING_CLOCK), CLOCK_12H);
    settings_take(&settings, &config, "EF");
    assert_int_equal(settings_number(&settings, SETTING_OFFSET), 1250);
    config_release(&config);
}

static void every_setting_has_a_default_that_it_takes(void **state)
{
    (void)state;
    for (int i = 0; i < SETTINGS; i++) {
        const struct setting_row *row = &setting_rows[i];
        struct config config;
        char text[600];

        assert_true(strlen(row->help) > 0 && strlen(row->help) <= 50);
        if (row->initial[0] == '\0')
            continue;
        snprintf(text, sizeof text, "%s = %s\n", row->name, row->initial);
        config_read(&config, text, strlen(text));
        settings_check(&config);
        assert_int_equal(config.mistake_count, 0);
        config_release(&config);
    }
}

/* clang-format off */
static const struct { const char *before, *after; } puts_rows[] = {
    { "clock = 24h\n\016[observer CD]\nclock = 12h\n",
      "clock = 24h\nobserver = AB\n\n\016[observer CD]\nclock = 12h\n" },
    { "",                              "observer = AB\n" },
    { "clock = 12h",                   "clock = 12h\nobserver = AB\n" },
    { "# mine\nobserver = ZZ\r\nclock = 12h\n", "# mine\nobserver = AB\nclock = 12h\n" },
    { "  observer=\n",                 "observer = AB\n" },
    { "# observer = ZZ\n",             "# observer = ZZ\nobserver = AB\n" },
    { "x\n[keys]\nundo = C-_\n",       "x\nobserver = AB\n\n[keys]\nundo = C-_\n" },
    { "[keys]\nobserver = C-_\n",      "observer = AB\n\n[keys]\nobserver = C-_\n" },
    { "observer = ZZ",                 "observer = AB" },
    { "\xFF\xFE\n",                    "\xFF\xFE\nobserver = AB\n" },
};
/* clang-format on */

static void a_value_is_put_and_everything_else_stays(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof puts_rows / sizeof puts_rows[0]; i++) {
        struct str out = STR_INIT;

        config_put(&out, puts_rows[i].before, strlen(puts_rows[i].before), "observer", "AB");
        assert_string_equal(str_text(&out), puts_rows[i].after);
        str_release(&out);
    }
}

static void times_have_the_face_that_was_chosen(void **state)
{
    static const int64_t noon = 12 * 3600000LL;
    char text[CLOCK_TIME];

    (void)state;
    clock_time_as(text, CLOCK_24H_SECONDS, noon + 5, 3600);
    assert_string_equal(text, "13:00:00");
    clock_time_as(text, CLOCK_24H, noon, 0);
    assert_string_equal(text, "12:00");
    clock_time_as(text, CLOCK_12H, noon, 0);
    assert_string_equal(text, "12:00 pm");
    clock_time_as(text, CLOCK_12H, noon, -12 * 3600);
    assert_string_equal(text, "12:00 am");
    clock_time_as(text, CLOCK_12H, noon, 2 * 3600 + 300);
    assert_string_equal(text, " 2:05 pm");
    clock_time_as(text, CLOCK_12H, noon, -2 * 3600);
    assert_string_equal(text, "10:00 am");
    clock_time_as(text, CLOCK_12H, TIME_UNKNOWN, 0);
    assert_string_equal(text, "--:--");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_read_under_their_headings),
        cmocka_unit_test(what_is_wrong_is_told_by_line),
        cmocka_unit_test(mistakes_stand_by_line_whenever_they_are_found),
        cmocka_unit_test(settings_are_the_defaults_the_general_part_and_the_observers),
        cmocka_unit_test(every_setting_has_a_default_that_it_takes),
        cmocka_unit_test(a_value_is_put_and_everything_else_stays),
        cmocka_unit_test(times_have_the_face_that_was_chosen),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
