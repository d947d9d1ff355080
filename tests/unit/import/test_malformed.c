/* SPDX-License-Identifier: MIT */
/* Files that are no meetings, or malformed ones: one line that says which
 * line and what, and nothing changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "core/str.h"
#include "import/import.h"
#include "import/internal.h"

static struct study *study;
static char scratch[] = "/tmp/moot-malformed-XXXXXX";

static int open_memory(void **state)
{
    struct error err;

    (void)state;
    assert_int_equal(study_open(&study, ":memory:", STUDY_CREATE, &err), STATUS_OK);
    assert_int_equal(study_set_observer(study, "AB", &err), STATUS_OK);
    return 0;
}

static int close_memory(void **state)
{
    (void)state;
    study_close(study);
    study = NULL;
    return 0;
}

/* Writes `len` bytes to the scratch file. */
static void put(const char *text, size_t len)
{
    FILE *file = fopen(scratch, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static size_t count_meetings(void)
{
    struct meeting_rows rows;
    struct error err;
    size_t count;

    assert_int_equal(meetings_load(&rows, study, &err), STATUS_OK);
    count = rows.count;
    meetings_release(&rows);
    return count;
}

static size_t count_people(void)
{
    struct people people;
    struct error err;
    size_t count;

    assert_int_equal(people_load(&people, study, false, &err), STATUS_OK);
    count = people.person_count;
    people_release(&people);
    return count;
}

static void expect_refused(const char *name, const char *path, const char *words)
{
    struct import_report report;
    struct error err = ERROR_INIT;
    enum status status = import_file(study, path, &report, &err);

    if (status != STATUS_INPUT && status != STATUS_IO)
        fail_msg("%s: status %d", name, status);
    if (strstr(err.text, path) == NULL || strstr(err.text, words) == NULL)
        fail_msg("%s: \"%s\" does not say \"%s\"", name, err.text, words);
    assert_int_equal(count_meetings(), 0);
    assert_int_equal(count_people(), 0);
}

/* clang-format off */
#define HEAD "{\"meeting\": {\"title\": \"T\"}}\n"
#define GOOD "{\"speaker\": \"p1\", \"text\": \"good\"}\n"
static const struct {
    const char *name, *text, *words;
} malformed[] = {
    { "not UTF-8",        HEAD GOOD "{\"speaker\": \"p1\", \"text\": \"caf\xe9\"}\n",  " line 3: it is not UTF-8" },
    { "overlong",         HEAD "{\"speaker\": \"p1\", \"text\": \"\xc0\xaf\"}\n",      " line 2: it is not UTF-8" },
    { "truncated",        HEAD GOOD "{\"speaker\": \"p1\", \"te",                      " line 3: it ends too early" },
    { "no JSON",          HEAD GOOD "hello\n",                                         " line 3: it is not JSON" },
    { "two on a line",    HEAD "{} {}\n",                                              " line 2: it is not JSON" },
    { "a list",           HEAD "[1, 2]\n",                                             " line 2: it is a JSON list" },
    { "a key twice",      HEAD "{\"text\": \"a\", \"text\": \"b\"}\n",                 " line 2: it is not JSON" },
    { "half a surrogate", HEAD "{\"speaker\": \"p1\", \"text\": \"\\ud800\"}\n",       " line 2: it is not JSON" },
    { "t no number",      HEAD "{\"t\": \"soon\", \"speaker\": \"p1\", \"text\": \"a\"}\n", " line 2: \"t\"" },
    { "t negative",       HEAD "{\"t\": -1, \"speaker\": \"p1\", \"text\": \"a\"}\n",  " line 2: \"t\" is -1" },
    { "t too great",      HEAD "{\"t\": 1e300, \"speaker\": \"p1\", \"text\": \"a\"}\n", " line 2: \"t\"" },
    { "speaker a number", HEAD "{\"speaker\": 7, \"text\": \"a\"}\n",                  " line 2: \"speaker\"" },
    { "no speaker",       HEAD GOOD "{\"text\": \"a\"}\n",                             " line 3: the turn has no \"speaker\"" },
    { "no text",          HEAD GOOD GOOD "{\"speaker\": \"p1\"}\n",                    " line 4: the turn has no \"text\"" },
    { "text null",        HEAD "{\"speaker\": \"p1\", \"text\": null}\n",              " line 2: the turn has no \"text\"" },
    { "item a list",      HEAD "{\"speaker\": \"p1\", \"text\": \"a\", \"item\": []}\n", " line 2: \"item\"" },
    { "no meeting",       GOOD,                                                        " line 1: it has no {\"meeting\"" },
    { "no title",         "{\"meeting\": {\"title\": \" \"}}\n" GOOD,                  " line 1: the meeting has no \"title\"" },
    { "a day that is none", "{\"meeting\": {\"title\": \"T\", \"date\": \"2026-02-30\"}}\n" GOOD, " line 1: \"2026-02-30\" is no date" },
    { "participants",     "{\"meeting\": {\"title\": \"T\", \"participants\": 3}}\n" GOOD, " line 1: \"participants\"" },
    { "a participant",    "{\"meeting\": {\"title\": \"T\", \"participants\": [3]}}\n" GOOD, " line 1: participant 1" },
    { "without id",       "{\"meeting\": {\"title\": \"T\", \"participants\": [{}]}}\n" GOOD, " line 1: participant 1 has no \"id\"" },
    { "listed twice",     "{\"meeting\": {\"title\": \"T\", \"participants\": [{\"id\": \"a\"}, {\"id\": \"a\"}]}}\n" GOOD, " line 1: participant \"a\" is listed twice" },
    { "no turns",         HEAD "\n",                                                   " line 1: no turn" },
    { "empty",            "",                                                          " is empty" },
    { "blanks",           " \n\n",                                                     " is empty" },
    { "a zip",            "PK\003\004",                                                " is no sound zip archive" },
    { "XML",              "<?xml version=\"1.0\"?>",                                   "line 1, column" },
};
/* clang-format on */

static void a_malformed_file_names_its_line_and_changes_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++) {
        put(malformed[i].text, strlen(malformed[i].text));
        expect_refused(malformed[i].name, scratch, malformed[i].words);
    }
}

static void a_folder_and_what_is_not_there_are_refused(void **state)
{
    (void)state;
    expect_refused("a folder", "/tmp", "is a folder");
    expect_refused("absent", "/tmp/moot-there-is-no-such-file", "cannot read");
}

static void a_line_over_the_limit_is_refused(void **state)
{
    char *line = malloc(SOURCE_LINE_LIMIT + 16);

    (void)state;
    assert_non_null(line);
    memset(line, ' ', SOURCE_LINE_LIMIT + 16);
    line[0] = '{';
    put(line, SOURCE_LINE_LIMIT + 16);
    free(line);
    expect_refused("a long line", scratch, " line 1: it is longer than 16 MB");
}

static void more_participants_than_the_limit_are_refused(void **state)
{
    struct str text = STR_INIT;

    (void)state;
    str_add(&text, "{\"meeting\": {\"title\": \"T\", \"participants\": [{\"id\": \"p\"}");
    for (int i = 0; i < JSONL_PARTICIPANT_LIMIT; i++)
        str_add_format(&text, ", {\"id\": \"p%d\"}", i);
    str_add(&text, "]}}\n" GOOD);
    put(text.text, text.len);
    str_release(&text);
    expect_refused("participants", scratch, " line 1: it has 10001 participants");
}

static void a_good_file_comes_in_after_a_bad_one(void **state)
{
    static const char good[] = HEAD GOOD;
    struct import_report report;
    struct error err;

    (void)state;
    put(malformed[2].text, strlen(malformed[2].text));
    expect_refused("first", scratch, malformed[2].words);
    put(good, strlen(good));
    assert_int_equal(import_file(study, scratch, &report, &err), STATUS_OK);
    assert_int_equal(report.meeting, 1);
    assert_int_equal(count_people(), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_memory, close_memory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_malformed_file_names_its_line_and_changes_nothing),
        TEST(a_folder_and_what_is_not_there_are_refused),
        TEST(a_line_over_the_limit_is_refused),
        TEST(more_participants_than_the_limit_are_refused),
        TEST(a_good_file_comes_in_after_a_bad_one),
    };
    int file = mkstemp(scratch);
    int failed;

    if (file < 0)
        return 1;
    close(file);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(scratch);
    return failed;
}
