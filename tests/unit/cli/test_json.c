/* SPDX-License-Identifier: MIT */
/* The JSON that lists and searches print. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/json.h"

/* Starts writing to memory; finish() compares it. */
static char *text;
static size_t len;

static struct json_writer start(void)
{
    struct json_writer json;

    json_writer_begin(&json, open_memstream(&text, &len));
    assert_non_null(json.out);
    return json;
}

static void finish(struct json_writer *json, const char *wanted)
{
    assert_int_equal(fclose(json->out), 0);
    assert_string_equal(text, wanted);
    free(text);
    text = NULL;
}

static void an_empty_list_is_a_list(void **state)
{
    struct json_writer json = start();

    (void)state;
    json_writer_list(&json, NULL);
    json_writer_end_list(&json);
    finish(&json, "[]\n");
}

static void each_element_of_the_outermost_list_has_a_line(void **state)
{
    struct json_writer json = start();

    (void)state;
    json_writer_list(&json, NULL);
    json_writer_object(&json, NULL);
    json_writer_int(&json, "a", 1);
    json_writer_text(&json, "b", "x");
    json_writer_end_object(&json);
    json_writer_object(&json, NULL);
    json_writer_end_object(&json);
    json_writer_end_list(&json);
    finish(&json, "[\n{\"a\":1,\"b\":\"x\"},\n{}\n]\n");
}

static void values_have_their_kinds(void **state)
{
    struct json_writer json = start();

    (void)state;
    json_writer_list(&json, NULL);
    json_writer_int(&json, NULL, INT64_MIN);
    json_writer_int(&json, NULL, INT64_MAX);
    json_writer_bool(&json, NULL, true);
    json_writer_bool(&json, NULL, false);
    json_writer_null(&json, NULL);
    json_writer_text(&json, NULL, NULL);
    json_writer_end_list(&json);
    finish(&json, "[\n-9223372036854775808,\n9223372036854775807,\ntrue,\nfalse,\nnull,\nnull\n]\n");
}

static void lists_and_objects_nest(void **state)
{
    struct json_writer json = start();

    (void)state;
    json_writer_object(&json, NULL);
    json_writer_list(&json, "a");
    json_writer_int(&json, NULL, 1);
    json_writer_list(&json, NULL);
    json_writer_end_list(&json);
    json_writer_int(&json, NULL, 2);
    json_writer_end_list(&json);
    json_writer_object(&json, "b");
    json_writer_null(&json, "c");
    json_writer_end_object(&json);
    json_writer_end_object(&json);
    finish(&json, "{\n\"a\":[1,[],2],\n\"b\":{\"c\":null}\n}\n");
}

static void what_must_be_escaped_is_and_nothing_else(void **state)
{
    struct json_writer json = start();

    (void)state;
    json_writer_list(&json, NULL);
    json_writer_text(&json, NULL, "\"q\" \\ / \n\t\r\033\001\x7f é שלום 部分 😀");
    json_writer_end_list(&json);
    finish(&json, "[\n\"\\\"q\\\" \\\\ / \\n\\t\\u000d\\u001b\\u0001\\u007f é שלום 部分 😀\"\n]\n");
}

static void keys_are_escaped_too(void **state)
{
    struct json_writer json = start();

    (void)state;
    json_writer_object(&json, NULL);
    json_writer_text(&json, "a \"b\"", "");
    json_writer_end_object(&json);
    finish(&json, "{\n\"a \\\"b\\\"\":\"\"\n}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_list_is_a_list),
        cmocka_unit_test(each_element_of_the_outermost_list_has_a_line),
        cmocka_unit_test(values_have_their_kinds),
        cmocka_unit_test(lists_and_objects_nest),
        cmocka_unit_test(what_must_be_escaped_is_and_nothing_else),
        cmocka_unit_test(keys_are_escaped_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
