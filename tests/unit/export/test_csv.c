/* SPDX-License-Identifier: MIT */
/* Tables as comma-separated values, written and read. */
#include "export/csv.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct csv_reader reader;
    struct error err;
};

static void open_table(struct fixture *f, const char *text)
{
    *f = (struct fixture){ .err = ERROR_INIT };
    if (csv_open(&f->reader, "t.csv", text, strlen(text), &f->err))
        fail_msg("%s", f->err.text);
}

static void expect_row(struct fixture *f, size_t line, size_t count, const char *const *want)
{
    bool more;

    if (csv_next(&f->reader, &more, &f->err))
        fail_msg("%s", f->err.text);
    assert_true(more);
    assert_int_equal(f->reader.row_line, line);
    assert_int_equal(f->reader.count, count);
    for (size_t i = 0; i < count; i++) {
        char *cell = csv_take_text(&f->reader, (int)i);

        assert_string_equal(cell, want[i]);
        free(cell);
    }
}
#define ROW(f, line, ...)                                                         \
    expect_row(f, line, sizeof((const char *[]){ __VA_ARGS__ }) / sizeof(char *), \
               (const char *[]){ __VA_ARGS__ })

static void expect_end(struct fixture *f)
{
    bool more = true;

    assert_int_equal(csv_next(&f->reader, &more, &f->err), STATUS_OK);
    assert_false(more);
    csv_close(&f->reader);
}

static void expect_wrong(const char *text, const char *said)
{
    struct fixture f = { .err = ERROR_INIT };
    enum status status = csv_open(&f.reader, "t.csv", text, strlen(text), &f.err);
    bool more = true;

    while (!status && more)
        status = csv_next(&f.reader, &more, &f.err);
    assert_int_equal(status, STATUS_INPUT);
    if (strstr(f.err.text, said) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", f.err.text, said);
    csv_close(&f.reader);
}

static void fields_are_read_with_their_quotes_and_line_ends(void **state)
{
    struct fixture f;

    (void)state;
    open_table(&f, "id,name,note\r\n101,\"Smith, \"\"Bo\"\"\",\"one\r\ntwo\"\r\n\r\n102,,\r\n");
    ROW(&f, 2, "101", "Smith, \"Bo\"", "one\ntwo");
    ROW(&f, 5, "102", "", "");
    expect_end(&f);
}

static void the_delimiter_is_found_in_the_header_row(void **state)
{
    struct fixture f;

    (void)state;
    open_table(&f, "\xEF\xBB\xBFid;\"name, full\"\n101;a,b\n");
    assert_int_equal(f.reader.delimiter, ';');
    assert_int_equal(csv_column(&f.reader, "id"), 0);
    ROW(&f, 2, "101", "a,b");
    expect_end(&f);
    open_table(&f, "id\tname\n101\tb;c\n");
    ROW(&f, 2, "101", "b;c");
    expect_end(&f);
    open_table(&f, "id\n101");
    ROW(&f, 2, "101");
    expect_end(&f);
}

static void columns_are_found_by_name_in_any_order_and_spelling(void **state)
{
    struct fixture f;

    (void)state;
    open_table(&f, "Role Group,ID\r");
    assert_int_equal(csv_column(&f.reader, "role_group"), 0);
    assert_int_equal(csv_column(&f.reader, "role group"), 0);
    assert_int_equal(csv_column(&f.reader, "id"), 1);
    assert_int_equal(csv_column(&f.reader, "name"), -1);
    expect_end(&f);
}

static void short_rows_and_empty_fields_behind_are_allowed(void **state)
{
    struct fixture f;
    char *cell;

    (void)state;
    open_table(&f, "a,b\n1\n1,2,,\n");
    ROW(&f, 2, "1");
    cell = csv_take_line(&f.reader, 1);
    assert_string_equal(cell, "");
    free(cell);
    ROW(&f, 3, "1", "2");
    expect_end(&f);
}

static void what_is_no_table_is_named_by_its_line(void **state)
{
    (void)state;
    expect_wrong("", "empty");
    expect_wrong("\n\n", "empty");
    expect_wrong("a,b\n1,2\n1,2,3\n", "t.csv line 3: it has 3 fields, the header row 2");
    expect_wrong("a,b\n1,\"2\n3\n", "t.csv line 2: a quote is opened");
    expect_wrong("a,b\n1,2\n\"1\"x,2\n", "t.csv line 3: text stands behind");
    expect_wrong("a,A\n", "two columns are called");
    expect_wrong("a,b\n1,\xFF\n", "line 2 is not UTF-8");
}

static void what_is_written_is_read_as_it_was(void **state)
{
    static const char *const fields[] = {
        "plain", " blank ", "a,b;c\td", "say \"so\"", "one\ntwo", "", "\u05e9\u05dc\u05d5\u05dd"
    };
    char *text = NULL;
    size_t len = 0;
    struct csv_writer writer = { .out = open_memstream(&text, &len) };
    struct fixture f;

    (void)state;
    assert_non_null(writer.out);
    csv_row(&writer, (const char *[]){ "a", "b", "c", "d", "e", "f", "g", "n" }, 8);
    for (size_t i = 0; i < 7; i++)
        csv_field(&writer, fields[i]);
    csv_number(&writer, -12);
    csv_end_row(&writer);
    fclose(writer.out);
    assert_non_null(
        strstr(text, "\nplain,\" blank \",\"a,b;c\td\",\"say \"\"so\"\"\",\"one\ntwo\",,"));
    open_table(&f, text);
    ROW(&f, 2, "plain", " blank ", "a,b;c\td", "say \"so\"", "one\ntwo", "",
        "\u05e9\u05dc\u05d5\u05dd", "-12");
    expect_end(&f);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_read_with_their_quotes_and_line_ends),
        cmocka_unit_test(the_delimiter_is_found_in_the_header_row),
        cmocka_unit_test(columns_are_found_by_name_in_any_order_and_spelling),
        cmocka_unit_test(short_rows_and_empty_fields_behind_are_allowed),
        cmocka_unit_test(what_is_no_table_is_named_by_its_line),
        cmocka_unit_test(what_is_written_is_read_as_it_was),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
