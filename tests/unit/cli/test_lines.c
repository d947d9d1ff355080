/* SPDX-License-Identifier: MIT */
/* Lines as they come in at standard input, a piece at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "cli/internal.h"
#include "cli/lines.h"
#include "core/clock.h"

static struct opening_clock now;
static struct lines *lines;
static int in; /* the end that is written to */
static struct error err;

static int start(void **state)
{
    int ends[2];

    (void)state;
    assert_int_equal(pipe(ends), 0);
    in = ends[1];
    clock_set(1000000, 0);
    clock_open(&now);
    lines = malloc(sizeof *lines);
    assert_non_null(lines);
    lines_begin(lines, ends[0], &now);
    return 0;
}

static int end(void **state)
{
    (void)state;
    close(lines->fd);
    lines_end(lines);
    free(lines);
    if (in >= 0)
        close(in);
    return 0;
}

static void give(const char *text, size_t len)
{
    assert_int_equal(write(in, text, len), len);
}

static void give_end(void)
{
    close(in);
    in = -1;
}

static void expect(const char *wanted)
{
    bool more;

    assert_int_equal(lines_next(lines, &more, &err), STATUS_OK);
    assert_true(more);
    assert_string_equal(str_text(&lines->line), wanted);
}

static void expect_end(void)
{
    bool more;

    assert_int_equal(lines_next(lines, &more, &err), STATUS_OK);
    assert_false(more);
}

static void lines_end_at_line_feeds_and_at_the_end(void **state)
{
    (void)state;
    give("one\n\ntwo\r\nthr\xe2\x80\xa8" "ee", 18);
    give_end();
    expect("one");
    expect("");
    expect("two");
    expect("thr\xe2\x80\xa8" "ee");
    assert_int_equal(lines->number, 4);
    expect_end();
    expect_end();
}

static void nothing_at_all_is_no_line(void **state)
{
    (void)state;
    give_end();
    expect_end();
}

static void a_line_has_the_time_of_its_first_byte(void **state)
{
    (void)state;
    give("one\ntw", 6);
    clock_set(1000000, 50);
    expect("one");
    assert_int_equal(lines->begun, 1000050);
    clock_set(1000000, 90);
    give("o\nthree\n", 8);
    expect("two");
    assert_int_equal(lines->begun, 1000050);
    expect("three");
    assert_int_equal(lines->begun, 1000090);
}

static void a_line_is_ready_when_it_is_there_whole(void **state)
{
    (void)state;
    assert_false(lines_ready(lines));
    give("one\ntwo\nthr", 11);
    expect("one");
    assert_true(lines_ready(lines));
    expect("two");
    assert_false(lines_ready(lines));
}

static void a_line_longer_than_what_is_read_at_once_is_kept_whole(void **state)
{
    size_t len = LINES_CHUNK / 2 * 3;
    char *text = malloc(len + 1);
    FILE *file = tmpfile();

    (void)state;
    assert_non_null(text);
    assert_non_null(file);
    memset(text, 'x', len);
    text[len] = '\0';
    assert_int_equal(fwrite(text, 1, len, file), len);
    assert_true(fputs("\nnext\n", file) >= 0);
    rewind(file);
    assert_true(dup2(fileno(file), lines->fd) >= 0);
    expect(text);
    expect("next");
    expect_end();
    (void)fclose(file);
    free(text);
}

static void a_line_over_the_limit_is_refused_and_named(void **state)
{
    static const char zeros[4096];
    FILE *file = tmpfile();
    bool more;

    (void)state;
    assert_non_null(file);
    assert_true(fputs("first\n", file) >= 0);
    for (size_t sum = 0; sum <= LINES_LIMIT; sum += sizeof zeros)
        assert_int_equal(fwrite(zeros, 1, sizeof zeros, file), sizeof zeros);
    rewind(file);
    assert_true(dup2(fileno(file), lines->fd) >= 0);
    expect("first");
    assert_int_equal(lines_next(lines, &more, &err), STATUS_INPUT);
    assert_non_null(strstr(err.text, "line 2 is longer than 16 MB"));
    (void)fclose(file);
}

static void what_cannot_be_read_is_said(void **state)
{
    bool more;

    (void)state;
    close(lines->fd);
    assert_int_equal(lines_next(lines, &more, &err), STATUS_IO);
    assert_false(more);
    assert_non_null(strstr(err.text, "standard input"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lines_end_at_line_feeds_and_at_the_end),
        TEST(nothing_at_all_is_no_line),
        TEST(a_line_has_the_time_of_its_first_byte),
        TEST(a_line_is_ready_when_it_is_there_whole),
        TEST(a_line_longer_than_what_is_read_at_once_is_kept_whole),
        TEST(a_line_over_the_limit_is_refused_and_named),
        TEST(what_cannot_be_read_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
