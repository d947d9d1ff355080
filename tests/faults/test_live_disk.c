/* SPDX-License-Identifier: MIT */
/* The disk is full while one types: the screen says so, typing goes on, and
 * what was saved before is there. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>

static long size_of(const char *path)
{
    struct stat info;

    assert_int_equal(stat(path, &info), 0);
    return (long)info.st_size;
}

static void a_full_disk_is_shown_and_typing_goes_on(void **state)
{
    static const char *const args[] = { "live", "M1", NULL };
    struct term_setup setup = { .args = args };
    struct stage *stage = *state;
    struct term *term;
    char line[300];
    const json_t *entries;

    stage_meeting(stage);
    setup.file_limit = size_of(stage->study) + 200L * 1024;
    term = stage_start_as(stage, 0, &setup);
    term_expect(term, "Governing Body");
    for (int i = 0; i < 200 && !term_shows(term, "not saved"); i++) {
        snprintf(line, sizeof(line), "101: entry %03d %0200d\r", i, i);
        term_type(term, line);
        term_settle(term);
    }
    term_expect(term, "not saved");
    term_type(term, "102: typing goes on");
    term_expect(term, "typing goes on");
    stage_kill(stage, 0);
    stage_must(stage, NULL, "check", NULL);
    entries = stage_entries(stage, "M1");
    assert_true(json_array_size(entries) > 0);
    for (size_t i = 0; i < json_array_size(entries); i++) {
        const char *text = json_string_value(json_object_get(json_array_get(entries, i), "text"));

        snprintf(line, sizeof(line), "entry %03zu ", i);
        assert_memory_equal(text, line, strlen(line)); /* in order, none between missing */
    }
}

static void a_study_that_cannot_be_written_opens_to_be_read(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    stage_must(stage, "101: words\n", "log", "M1", NULL);
    if (chmod(stage->study, 0400) != 0 || chmod(stage->folder, 0500) != 0)
        fail();
    term = stage_start(stage, 0, NULL);
    term_expect(term, "March meeting");
    term_type(term, "q");
    stage_finish(stage, 0);
    chmod(stage->folder, 0700);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(a_full_disk_is_shown_and_typing_goes_on),
        STAGED(a_study_that_cannot_be_written_opens_to_be_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
