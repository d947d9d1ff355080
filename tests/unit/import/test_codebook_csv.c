/* SPDX-License-Identifier: MIT */
/* Codebooks as tables: out and in again without a difference, by key and by
 * name, and all of it or nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/str.h"
#include "export/codebook.h"
#include "export/csv.h"
#include "import/import.h"
#include "storage/codebook.h"

static struct study *study;
static struct import_report report;
static struct error err;
static char folder[] = "/tmp/moot-codebook-XXXXXX";
static char path[64], again[64];

static int open_memory(void **state)
{
    (void)state;
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/codes.csv", folder);
    snprintf(again, sizeof again, "%s/again.csv", folder);
    assert_int_equal(study_open(&study, ":memory:", STUDY_CREATE, &err), STATUS_OK);
    assert_int_equal(study_set_observer(study, "AB", &err), STATUS_OK);
    return 0;
}

static int close_memory(void **state)
{
    (void)state;
    free(report.listed);
    report.listed = NULL;
    study_close(study);
    unlink(path);
    unlink(again);
    rmdir(folder);
    return 0;
}

static char *read_file(const char *name)
{
    char *text;
    size_t len;
    struct str kept = STR_INIT;

    assert_int_equal(csv_load(name, &text, &len, &err), STATUS_OK);
    str_add_len(&kept, text, len);
    free(text);
    return str_take(&kept);
}

static enum status import(const char *text)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    free(report.listed);
    return import_file(study, path, &report, &err);
}

static void must(const char *text)
{
    if (import(text))
        fail_msg("%s", err.text);
}

static char *exported(void)
{
    size_t count;

    if (codebook_export(study, again, &count, &err))
        fail_msg("%s", err.text);
    return read_file(again);
}

static void a_codebook_that_went_out_comes_in_without_a_difference(void **state)
{
    char *first, *second, *third;

    (void)state;
    must("key,name,kind,parent,modifiers,color,pinned,hot key,retired,definition\n"
         "vo,Vote,point,de,\"how: hands | paper; count\",#112233,yes,,,\"Hands, \"\"aye\"\"\"\n"
         ",Old,state,,,,,,yes,\n");
    assert_int_equal(report.codes, 2);
    first = exported();
    must(first);
    assert_int_equal(report.codes, 0);
    assert_int_equal(report.changed, 0);
    assert_int_equal(report.same, 24);
    assert_null(report.listed);
    second = exported();
    assert_string_equal(first, second);
    study_close(study); /* and into a study that has other codes */
    assert_int_equal(study_open(&study, ":memory:", STUDY_CREATE, &err), STATUS_OK);
    assert_int_equal(study_set_observer(study, "CD", &err), STATUS_OK);
    must(first);
    assert_int_equal(report.codes, 2);
    third = exported();
    assert_string_equal(first, third);
    free(first);
    free(second);
    free(third);
}

static void codes_are_known_by_key_then_by_name_and_changes_are_listed(void **state)
{
    (void)state;
    must("key;name;definition\nch;Challenge;Somebody asks.\n;DECISION;Said.\nnw;New one;\n");
    assert_int_equal(report.codes, 1);
    assert_int_equal(report.changed, 2);
    assert_true(report.codebook);
    assert_non_null(strstr(report.listed, "  changed Challenge: name, definition\n"));
    assert_non_null(strstr(report.listed, "  added New one\n"));
}

static void keys_and_hot_keys_change_hands_in_one_file(void **state)
{
    char *text;

    (void)state;
    must("key,name,hot key,kind\nk1,First,x,point\nk2,Second,y,point\n");
    must("key,name,hot key,kind\nk1,First,y,point\nk2,Second,x,point\n");
    assert_int_equal(report.changed, 2);
    text = exported();
    assert_non_null(strstr(text, "k1,First,point,,,,,,,,,y,"));
    assert_non_null(strstr(text, "k2,Second,point,,,,,,,,,x,"));
    free(text);
}

static void a_bad_row_is_named_by_its_line_and_nothing_is_changed(void **state)
{
    static const struct {
        const char *text, *why;
    } cases[] = {
        { "key,name,kind\nq1,Good,point\nq2,,point\n", "line 3: a code needs a name" },
        { "key,name,kind\nq1,Good,point\nq2,Bad,line\n", "line 3: the kind is point or state" },
        { "key,name,kind\nq1,Good,point\nq 2,Bad,point\n", "line 3: a key is letters" },
        { "key,name,kind,color\nq1,Good,point,\nq2,Bad,point,red\n", "line 3: a colour is" },
        { "key,name,kind,hot key\nq1,Good,point,\nq2,Bad,point,b\n",
          "line 3: \"b\" is no hot key" },
        { "key,name,kind,parent\nq1,Good,point,\nq2,Bad,point,nobody\n",
          "line 3: there is no code \"nobody\"" },
        { "key,name,kind,parent\nq1,Good,point,q2\nq2,Bad,point,q1\n", "line 3: " },
        { "key,name,kind\nq1,Good,point\nq1,Bad,point\n", "line 3: " },
        { "key,name,kind\nch,Good,point\nch,Bad,point\n", "line 3: the code stands in line 2" },
        { "key,name,kind,retired\nq1,Good,point,\nq2,Bad,point,maybe\n", "line 3: retired is" },
        { "key,name,modifiers\nq1,Good,\nq2,Bad,a(b\n", "line 3: " },
        { "key,name,kind,pinned\nq1,Good,point,1\nq2,Bad,point,x\n", "line 3: pinned is" },
    };
    char *before = exported(), *after;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (import(cases[i].text) != STATUS_INPUT && err.status != STATUS_EXISTS)
            fail_msg("%s was taken", cases[i].text);
        if (strstr(err.text, cases[i].why) == NULL)
            fail_msg("\"%s\" is not in: %s", cases[i].why, err.text);
        after = exported();
        assert_string_equal(before, after);
        free(after);
    }
    free(before);
}

static void merged_codes_are_not_exported(void **state)
{
    struct codebook book;
    struct id hu, hi;
    char *text;

    (void)state;
    assert_int_equal(codebook_load(&book, study, &err), STATUS_OK);
    for (size_t i = 0; i < book.count; i++) {
        if (strcmp(book.codes[i].key, "hu") == 0)
            hu = book.codes[i].id;
        if (strcmp(book.codes[i].key, "hi") == 0)
            hi = book.codes[i].id;
    }
    codebook_release(&book);
    if (codebook_merge(study, &hu, &hi, &err))
        fail_msg("%s", err.text);
    text = exported();
    assert_null(strstr(text, "\nhu,"));
    assert_non_null(strstr(text, "\nhi,"));
    free(text);
}

static void a_suffix_without_a_format_is_refused(void **state)
{
    size_t count;

    (void)state;
    assert_int_equal(codebook_export(study, "/tmp/x.pdf", &count, &err), STATUS_INPUT);
    assert_non_null(strstr(err.text, ".csv"));
}

#define in_memory(test) cmocka_unit_test_setup_teardown(test, open_memory, close_memory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_memory(a_codebook_that_went_out_comes_in_without_a_difference),
        in_memory(codes_are_known_by_key_then_by_name_and_changes_are_listed),
        in_memory(keys_and_hot_keys_change_hands_in_one_file),
        in_memory(a_bad_row_is_named_by_its_line_and_nothing_is_changed),
        in_memory(merged_codes_are_not_exported),
        in_memory(a_suffix_without_a_format_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
