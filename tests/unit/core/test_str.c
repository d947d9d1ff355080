/* SPDX-License-Identifier: MIT */
/* Tests of core/str.c and of the growing and ending of core/mem.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/str.h"

static void a_string_that_holds_nothing_reads_as_empty(void **state)
{
    struct str str = STR_INIT;

    (void)state;
    assert_string_equal(str_text(&str), "");
    str_clear(&str);
    assert_string_equal(str_text(&str), "");
    str_release(&str);
    str_release(&str);
}

static void what_is_added_stands_in_order(void **state)
{
    struct str str = STR_INIT;

    (void)state;
    str_add(&str, "one");
    str_add_char(&str, ' ');
    str_add_len(&str, "two!", 3);
    str_add_format(&str, " %d%%", 3);
    str_add_format(&str, "%s", "");
    assert_string_equal(str_text(&str), "one two 3%");
    assert_int_equal(str.len, 10);
    str_release(&str);
}

static void adding_nothing_still_makes_a_text(void **state)
{
    struct str str = STR_INIT;

    (void)state;
    str_add(&str, "");
    assert_non_null(str.text);
    assert_string_equal(str.text, "");
    str_release(&str);
}

static void it_grows_past_any_room(void **state)
{
    struct str str = STR_INIT;

    (void)state;
    for (int i = 0; i < 10000; i++)
        str_add_char(&str, (char)('a' + i % 26));
    assert_int_equal(str.len, 10000);
    assert_int_equal(strlen(str.text), 10000);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(str.text[i], 'a' + i % 26);
    str_clear(&str);
    str_add_format(&str, "%9000d", 7);
    assert_int_equal(str.len, 9000);
    assert_int_equal(str.text[8999], '7');
    str_release(&str);
}

static void a_zero_byte_inside_is_kept(void **state)
{
    struct str str = STR_INIT;

    (void)state;
    str_add_len(&str, "a\0b", 3);
    assert_int_equal(str.len, 3);
    assert_memory_equal(str.text, "a\0b", 4);
    str_release(&str);
}

static void splicing_replaces_bytes_by_more_or_fewer(void **state)
{
    struct str str = STR_INIT;

    (void)state;
    str_splice(&str, 0, 0, "middle", 6);
    assert_string_equal(str.text, "middle");
    str_splice(&str, 0, 0, "<", 1);
    str_splice(&str, str.len, 0, ">", 1);
    assert_string_equal(str.text, "<middle>");
    str_splice(&str, 1, 6, "a much longer middle than before it was", 39);
    assert_string_equal(str.text, "<a much longer middle than before it was>");
    str_splice(&str, 1, 39, "x", 1);
    assert_string_equal(str.text, "<x>");
    str_splice(&str, 0, 3, "", 0);
    assert_string_equal(str.text, "");
    assert_int_equal(str.len, 0);
    str_release(&str);
}

static void a_text_that_is_taken_leaves_nothing_behind(void **state)
{
    struct str str = STR_INIT;
    char *text;

    (void)state;
    text = str_take(&str);
    assert_string_equal(text, "");
    free(text);
    str_add(&str, "kept");
    text = str_take(&str);
    assert_string_equal(text, "kept");
    assert_null(str.text);
    assert_int_equal(str.len, 0);
    free(text);
}

static void clearing_keeps_the_memory(void **state)
{
    struct str str = STR_INIT;
    const char *before;

    (void)state;
    str_add(&str, "something");
    before = str.text;
    str_clear(&str);
    str_add(&str, "else");
    assert_ptr_equal(str.text, before);
    assert_string_equal(str.text, "else");
    str_release(&str);
}

/* --- memory -------------------------------------------------------------------- */

static void copies_are_ended_by_a_zero(void **state)
{
    char *copy = mem_copy("text");

    (void)state;
    assert_string_equal(copy, "text");
    free(copy);
    copy = mem_copy_len("text", 2);
    assert_string_equal(copy, "te");
    free(copy);
    copy = mem_copy_len(NULL, 0);
    assert_string_equal(copy, "");
    free(copy);
    assert_null(mem_copy(NULL));
}

static void an_array_grows_and_keeps_its_rows(void **state)
{
    size_t room = 0;
    int *rows = NULL;

    (void)state;
    for (size_t count = 0; count < 1000; count++) {
        rows = mem_grow(rows, count, &room, sizeof *rows);
        assert_true(room > count);
        rows[count] = (int)count;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(rows[i], i);
    free(rows);
}

static void memory_of_no_bytes_can_be_freed(void **state)
{
    void *none = mem_alloc(0, 8);

    (void)state;
    assert_non_null(none);
    none = mem_resize(none, 0, 0);
    assert_non_null(none);
    free(none);
}

static int told; /* the pipe on which the last act is told of */

static void tell(void)
{
    if (write(told, "act", 3) != 3)
        _exit(99);
    (void)mem_resize(NULL, SIZE_MAX, 2); /* a last act that fails itself must not loop */
}

static void want_too_much(void)
{
    (void)mem_resize(NULL, SIZE_MAX / 2, 3);
}

static void want_a_string_too_long(void)
{
    (void)mem_copy_len("x", SIZE_MAX);
}

static void want_too_many_rows(void)
{
    size_t room = SIZE_MAX / 2;

    (void)mem_grow(NULL, SIZE_MAX / 2, &room, 1);
}

/* Runs `want` in a process of its own and checks how it ends. */
static void check_exhaustion(void (*want)(void))
{
    char text[512] = "";
    int ends[2], status = -1;
    size_t len = 0;
    ssize_t got;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        told = ends[1];
        if (dup2(ends[1], STDERR_FILENO) < 0)
            _exit(98);
        mem_on_exhaustion(tell);
        want();
        _exit(97);
    }
    close(ends[1]);
    while ((got = read(ends[0], text + len, sizeof text - 1 - len)) > 0)
        len += (size_t)got;
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
    assert_memory_equal(text, "actmoot: out of memory", 22);
    assert_ptr_equal(strchr(text, '\n'), text + len - 1); /* one line */
}

static void without_memory_the_last_act_runs_and_the_program_ends(void **state)
{
    (void)state;
    check_exhaustion(want_too_much);
    check_exhaustion(want_a_string_too_long);
    check_exhaustion(want_too_many_rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_string_that_holds_nothing_reads_as_empty),
        cmocka_unit_test(what_is_added_stands_in_order),
        cmocka_unit_test(adding_nothing_still_makes_a_text),
        cmocka_unit_test(it_grows_past_any_room),
        cmocka_unit_test(a_zero_byte_inside_is_kept),
        cmocka_unit_test(splicing_replaces_bytes_by_more_or_fewer),
        cmocka_unit_test(a_text_that_is_taken_leaves_nothing_behind),
        cmocka_unit_test(clearing_keeps_the_memory),
        cmocka_unit_test(copies_are_ended_by_a_zero),
        cmocka_unit_test(an_array_grows_and_keeps_its_rows),
        cmocka_unit_test(memory_of_no_bytes_can_be_freed),
        cmocka_unit_test(without_memory_the_last_act_runs_and_the_program_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
