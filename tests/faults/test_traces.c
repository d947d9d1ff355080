/* SPDX-License-Identifier: MIT */
/* What is typed leaves no trace outside of the study: not in the arguments or
 * the environment of the program, not in the terminal's title, not on the
 * screen that is left behind, and in no core file. */
#define _GNU_SOURCE /* NOLINT: memmem */

#include "tests/terminal/stage.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char secret[] = "peregrine";

/* The file of /proc, "" where it may not be read. */
static size_t read_proc(int pid, const char *name, char *text, size_t size)
{
    char path[64];
    ssize_t len;
    int fd;

    snprintf(path, sizeof(path), "/proc/%d/%s", pid, name);
    fd = open(path, O_RDONLY);
    len = fd >= 0 ? read(fd, text, size) : 0;
    if (fd >= 0)
        close(fd);
    return len > 0 ? (size_t)len : 0;
}

static bool holds(const char *text, size_t len, const char *words)
{
    return memmem(text, len, words, strlen(words)) != NULL;
}

static void type_the_secret(struct stage *stage, struct term *term)
{
    term_type(term, "101: the peregrine was sold #ch\r");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "102: half a peregrine");
    term_expect(term, "half a peregrine");
}

static void nothing_typed_is_in_arguments_environment_or_title(void **state)
{
    static char text[65536];
    struct stage *stage = *state;
    struct term *term;
    size_t len;

    stage_meeting(stage);
    term = stage_live(stage);
    type_the_secret(stage, term);
    len = read_proc(term_pid(term), "cmdline", text, sizeof(text));
    assert_true(holds(text, len, "live")); /* it could be read */
    assert_false(holds(text, len, secret));
    len = read_proc(term_pid(term), "environ", text, sizeof(text));
    assert_false(holds(text, len, secret));
    if (geteuid() != 0)
        assert_int_equal(len, 0);           /* not even its environment is for others */
    assert_false(term_sent(term, "\033]")); /* no title, no clipboard, no hyperlink */
    assert_false(term_sent(term, "\033P"));
    term_type(term, "\003");
    term_expect(term, "March meeting");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void no_core_can_be_written(void **state)
{
    static char text[65536];
    struct stage *stage = *state;
    struct term *term;
    const char *limit;
    size_t len;

    stage_meeting(stage);
    term = stage_live(stage);
    type_the_secret(stage, term);
    len = read_proc(term_pid(term), "limits", text, sizeof(text) - 1);
    text[len] = '\0';
    limit = strstr(text, "Max core file size");
    if (limit != NULL) {
        long soft = -1, hard = -1;

        assert_int_equal(sscanf(limit, "Max core file size %ld %ld", &soft, &hard), 2);
        assert_int_equal(soft, 0);
        assert_int_equal(hard, 0);
    } else {
        assert_int_not_equal(geteuid(), 0);
    }
    stage_kill(stage, 0);
}

static void nothing_is_left_on_the_screen(void **state)
{
    static const struct {
        const char *keys;
        int signal;
    } ends[] = {
        { "\003", 0 }, { NULL, SIGTERM }, { NULL, SIGHUP }, { NULL, SIGABRT }, { NULL, SIGSEGV }
    };
    const char *build = getenv("MOOT_BUILD");

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        struct stage *stage = *state;
        struct term *term;

        if (ends[i].signal != 0 && ends[i].signal != SIGTERM && ends[i].signal != SIGHUP
            && build != NULL && strstr(build, "address") != NULL)
            continue; /* the sanitizer ends it in its own way, with a report on the screen */
        if (i == 0)
            stage_meeting(stage);
        term = stage_live(stage);
        if (i == 0)
            type_the_secret(stage, term);
        term_expect(term, "was sold");
        if (ends[i].keys != NULL) {
            term_type(term, ends[i].keys);
            term_expect(term, "March meeting");
            term_type(term, "q");
        } else {
            term_signal(term, ends[i].signal);
        }
        term_wait_end(term);
        assert_false(term_shows(term, secret)); /* the first screen stands again, and is empty */
        assert_false(term_shows(term, "Governing Body"));
        assert_int_equal(
            stage_finish(stage, 0),
            ends[i].signal == SIGABRT || ends[i].signal == SIGSEGV ? 128 + ends[i].signal : 0);
    }
}

static void a_terminal_without_a_second_screen_is_emptied(void **state)
{
    static const char *const args[] = { "live", "M1", NULL };
    static const char *const env[] = { "TERM=vt100", NULL };
    const struct term_setup setup = { .args = args, .env = env };
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_start_as(stage, 0, &setup);
    term_expect(term, "Governing Body");
    type_the_secret(stage, term);
    term_type(term, "\003");
    term_expect(term, "March meeting");
    term_type(term, "q");
    term_wait_end(term);
    assert_false(term_shows(term, secret));
    assert_false(term_shows(term, "March meeting"));
    stage_kill(stage, 0);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(nothing_typed_is_in_arguments_environment_or_title),
        STAGED(no_core_can_be_written),
        STAGED(nothing_is_left_on_the_screen),
        STAGED(a_terminal_without_a_second_screen_is_emptied),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
