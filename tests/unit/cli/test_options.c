/* SPDX-License-Identifier: MIT */
/* The command line, read by a small table of commands of the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/options.h"

enum { ADD_TITLE, ADD_OUT, ADD_FAST, ADD_OPTIONS };
/* clang-format off */
static const struct option_row add_rows[ADD_OPTIONS] = {
    [ADD_TITLE] = { "title", 0,   "T",   "The title", false },
    [ADD_OUT]   = { NULL,    'o', "OUT", "The file",  true },
    [ADD_FAST]  = { "fast",  0,   NULL,  "Hurry",     false },
};
static const struct command table[] = {
    { "",     "",        "Home",  NULL,     0,           0, 0,            false, NULL },
    { "add",  "M [N]",   "Add",   add_rows, ADD_OPTIONS, 1, 2,            false, NULL },
    { "read", "FILE...", "Read",  NULL,     0,           1, OPTIONS_MANY, true,  NULL },
};
/* clang-format on */

enum { WORDS = 12 };
static struct invocation in;
static struct error err;

/* Parses the words after "moot"; the list ends with NULL. */
static enum status parse_words(const char *const *words)
{
    char *argv[WORDS + 1] = { NULL };
    int argc = 0;

    for (; words[argc] != NULL; argc++) {
        assert_true(argc < WORDS);
        argv[argc] = (char *)words[argc];
    }
    return options_parse(&in, table, sizeof table / sizeof *table, argc, argv, &err);
}
#define parse(...) parse_words((const char *const[]){ "moot", __VA_ARGS__ })

static int release(void **state)
{
    (void)state;
    options_release(&in);
    return 0;
}

static void expect_wrong(enum status status, const char *words)
{
    assert_int_equal(status, STATUS_INPUT);
    assert_true(in.wrong_usage);
    if (strstr(err.text, words) == NULL || strstr(err.text, "--help") == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.text, words);
    options_release(&in);
}

static void nothing_typed_is_the_command_without_a_name(void **state)
{
    (void)state;
    assert_int_equal(parse(NULL), STATUS_OK);
    assert_string_equal(in.command->name, "");
    assert_int_equal(in.asked, ASKED_RUN);
    assert_null(in.study);
}

static void global_options_stand_before_or_after_the_command(void **state)
{
    (void)state;
    assert_int_equal(parse("--study", "a.moot", "--observer=AB", "add", "M1", NULL), STATUS_OK);
    assert_string_equal(in.study, "a.moot");
    assert_string_equal(in.observer, "AB");
    assert_string_equal(in.operands[0], "M1");
    options_release(&in);
    assert_int_equal(parse("add", "M1", "--observer", "CD", "--study=b.moot", NULL), STATUS_OK);
    assert_string_equal(in.study, "b.moot");
    assert_string_equal(in.observer, "CD");
    options_release(&in);
    assert_int_equal(parse("--study", "c.moot", NULL), STATUS_OK);
    assert_string_equal(in.command->name, "");
    assert_string_equal(in.study, "c.moot");
}

static void options_and_operands_mix_in_any_order(void **state)
{
    (void)state;
    assert_int_equal(parse("add", "M1", "--fast", "-o", "out file", "M2", "--title", "The title",
                           NULL),
                     STATUS_OK);
    assert_int_equal(in.operand_count, 2);
    assert_string_equal(in.operands[1], "M2");
    assert_string_equal(in.value[ADD_TITLE], "The title");
    assert_string_equal(in.value[ADD_OUT], "out file");
    assert_string_equal(in.value[ADD_FAST], "");
}

static void what_is_not_given_is_null(void **state)
{
    (void)state;
    assert_int_equal(parse("add", "M1", NULL), STATUS_OK);
    assert_null(in.value[ADD_TITLE]);
    assert_null(in.value[ADD_FAST]);
}

static void a_value_that_looks_like_an_option_is_a_value(void **state)
{
    (void)state;
    assert_int_equal(parse("add", "--title", "--fast", "M1", NULL), STATUS_OK);
    assert_string_equal(in.value[ADD_TITLE], "--fast");
    assert_null(in.value[ADD_FAST]);
}

static void after_two_dashes_all_are_operands(void **state)
{
    (void)state;
    assert_int_equal(parse("add", "--", "--fast", "-o", NULL), STATUS_OK);
    assert_int_equal(in.operand_count, 2);
    assert_string_equal(in.operands[0], "--fast");
    assert_null(in.value[ADD_FAST]);
}

static void wrong_usage_names_what_is_wrong_and_where_help_is(void **state)
{
    (void)state;
    expect_wrong(parse("fly", NULL), "there is no command fly");
    expect_wrong(parse("", NULL), "there is no command");
    expect_wrong(parse("--fast", "add", "M1", NULL), "there is no option --fast");
    expect_wrong(parse("add", "M1", "--slow", NULL), "there is no option --slow");
    expect_wrong(parse("add", "M1", "-x", NULL), "there is no option -x");
    expect_wrong(parse("add", "M1", "--fast=3", NULL), "there is no option --fast=3");
    expect_wrong(parse("add", "M1", "--title", NULL), "--title needs a value");
    expect_wrong(parse("add", "M1", "-o", NULL), "-o needs a value");
    expect_wrong(parse("--study", NULL), "--study needs a value");
    expect_wrong(parse("add", NULL), "add needs M [N]");
    expect_wrong(parse("add", "1", "2", "3", NULL), "\"3\" is one argument too many");
    assert_non_null(strstr(err.text, "moot add --help"));
}

static void help_and_version_win_over_everything_else(void **state)
{
    (void)state;
    assert_int_equal(parse("--help", NULL), STATUS_OK);
    assert_int_equal(in.asked, ASKED_HELP);
    assert_string_equal(in.command->name, "");
    options_release(&in);
    assert_int_equal(parse("add", "--help", NULL), STATUS_OK);
    assert_int_equal(in.asked, ASKED_HELP);
    assert_string_equal(in.command->name, "add");
    options_release(&in);
    assert_int_equal(parse("--help", "add", NULL), STATUS_OK);
    assert_string_equal(in.command->name, "add");
    options_release(&in);
    assert_int_equal(parse("add", "1", "2", "3", "--version", NULL), STATUS_OK);
    assert_int_equal(in.asked, ASKED_VERSION);
    options_release(&in);
    assert_int_equal(parse("--version", NULL), STATUS_OK);
    assert_int_equal(in.asked, ASKED_VERSION);
}

static void texts_are_cleaned_and_paths_are_not(void **state)
{
    (void)state;
    assert_int_equal(parse("add", "M\0331", "--title", " a\tb\033[31m\n", "-o", " a\tb ", NULL),
                     STATUS_OK);
    assert_string_equal(in.operands[0], "M1");
    assert_string_equal(in.value[ADD_TITLE], "a b[31m");
    assert_string_equal(in.value[ADD_OUT], " a\tb ");
    options_release(&in);
    assert_int_equal(parse("read", "caf\xe9.jsonl", NULL), STATUS_OK);
    assert_string_equal(in.operands[0], "caf\xe9.jsonl");
}

static void texts_that_are_not_utf8_are_refused(void **state)
{
    (void)state;
    assert_int_equal(parse("add", "M1", "--title", "caf\xe9", NULL), STATUS_INPUT);
    assert_false(in.wrong_usage);
    assert_non_null(strstr(err.text, "--title is not UTF-8"));
    options_release(&in);
    assert_int_equal(parse("add", "\xe9", NULL), STATUS_INPUT);
    assert_non_null(strstr(err.text, "argument 1 is not UTF-8"));
}

static void a_meeting_is_written_with_or_without_its_letter(void **state)
{
    int number;

    (void)state;
    assert_int_equal(parse("add", "M1", NULL), STATUS_OK);
    assert_int_equal(options_meeting(&in, "M12", &number, &err), STATUS_OK);
    assert_int_equal(number, 12);
    assert_int_equal(options_meeting(&in, "7", &number, &err), STATUS_OK);
    assert_int_equal(number, 7);
    assert_int_equal(options_meeting(&in, "soon", &number, &err), STATUS_INPUT);
    assert_true(in.wrong_usage);
}

static void expect_study(const char *wanted)
{
    char *path;

    assert_int_equal(options_study(&in, &path, &err), STATUS_OK);
    assert_string_equal(path, wanted);
    free(path);
}

static void the_study_is_the_one_named_else_that_of_the_environment(void **state)
{
    char *path;

    (void)state;
    assert_int_equal(parse(NULL), STATUS_OK);
    assert_int_equal(unsetenv("MOOT_STUDY"), 0);
    assert_int_equal(unsetenv("XDG_DATA_HOME"), 0);
    assert_int_equal(setenv("HOME", "/home/ada", 1), 0);
    expect_study("/home/ada/.local/share/moot/study.moot");
    assert_int_equal(setenv("XDG_DATA_HOME", "relative", 1), 0); /* to be ignored */
    expect_study("/home/ada/.local/share/moot/study.moot");
    assert_int_equal(setenv("XDG_DATA_HOME", "/data", 1), 0);
    expect_study("/data/moot/study.moot");
    assert_int_equal(setenv("MOOT_STUDY", "field.moot", 1), 0);
    expect_study("field.moot");
    in.study = "named.moot";
    expect_study("named.moot");
    in.study = "";
    assert_int_equal(options_study(&in, &path, &err), STATUS_INPUT);
    assert_null(path);
    in.study = NULL;
    assert_int_equal(unsetenv("MOOT_STUDY"), 0);
    assert_int_equal(unsetenv("XDG_DATA_HOME"), 0);
    assert_int_equal(unsetenv("HOME"), 0);
    assert_int_equal(options_study(&in, &path, &err), STATUS_INPUT);
}

/* The help of a command of the table, the caller's to free(). */
static char *help_of(size_t command)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);

    assert_non_null(out);
    options_help(out, table, sizeof table / sizeof *table, &table[command]);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void help_is_made_from_the_table(void **state)
{
    char *all = help_of(0), *add = help_of(1);

    (void)state;
    assert_non_null(strstr(all, "usage: moot"));
    assert_non_null(strstr(all, "add M [N]"));
    assert_non_null(strstr(all, "read FILE..."));
    assert_non_null(strstr(all, "--observer ID"));
    assert_non_null(strstr(add, "usage: moot add M [N]"));
    assert_non_null(strstr(add, "--title T"));
    assert_non_null(strstr(add, "-o OUT"));
    assert_non_null(strstr(add, "Hurry"));
    assert_null(strstr(add, "FILE..."));
    free(all);
    free(add);
}

#define TEST(name) cmocka_unit_test_teardown(name, release)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_typed_is_the_command_without_a_name),
        TEST(global_options_stand_before_or_after_the_command),
        TEST(options_and_operands_mix_in_any_order),
        TEST(what_is_not_given_is_null),
        TEST(a_value_that_looks_like_an_option_is_a_value),
        TEST(after_two_dashes_all_are_operands),
        TEST(wrong_usage_names_what_is_wrong_and_where_help_is),
        TEST(help_and_version_win_over_everything_else),
        TEST(texts_are_cleaned_and_paths_are_not),
        TEST(texts_that_are_not_utf8_are_refused),
        TEST(a_meeting_is_written_with_or_without_its_letter),
        TEST(the_study_is_the_one_named_else_that_of_the_environment),
        TEST(help_is_made_from_the_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
