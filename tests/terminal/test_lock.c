/* SPDX-License-Identifier: MIT */
/* Locking a sealed study: the screen is blank, the half-typed line comes back,
 * nothing of it is left in memory, and others are kept out meanwhile. */
#include "tests/terminal/stage.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static int setup(void **state)
{
    setenv("MOOT_SEALED", "1", 1);
    return stage_setup(state);
}

static const struct term_setup small = { .rows = 16, .columns = 60 };

static void unlock(struct term *term, const char *passphrase)
{
    char keys[64];

    term_expect(term, "Passphrase:");
    snprintf(keys, sizeof keys, "%s\r", passphrase);
    term_type(term, keys);
}

static void the_passphrase_is_asked_before_the_first_screen(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    unsetenv("MOOT_PASSPHRASE_FILE");
    term = stage_start_as(stage, 0, &small);
    term_expect(term, "moot: a sealed study");
    term_expect(term, "a forgotten one is final.");
    term_expect(term, "Passphrase:");
    term_type(term, "a long walk\r");
    term_expect(term, "That is not its passphrase.");
    term_type(term, STAGE_PASSPHRASE "\r");
    term_expect(term, "March meeting");
    term_expect_gone(term, "sealed study");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

/* Whether the file is a sealed one, by its first bytes. */
static bool is_sealed(const char *path)
{
    char magic[17] = "";
    FILE *file = fopen(path, "rb");

    assert_non_null(file);
    assert_int_equal(fread(magic, 1, 16, file), 16);
    (void)fclose(file);
    return strcmp(magic, "moot sealed file") == 0;
}

static void a_new_study_is_sealed_on_the_first_screen(void **state)
{
    struct stage *stage = *state;
    struct term *term = stage_start_as(stage, 0, &small);

    term_expect(term, "moot: a new study");
    term_expect(term, "Enter  a plain study");
    term_type(term, "s");
    term_expect(term, "A forgotten passphrase is final");
    term_expect(term, "New passphrase:");
    term_type(term, "\r");
    term_expect(term, "An empty passphrase seals nothing");
    term_type(term, STAGE_PASSPHRASE "\r");
    term_expect(term, "Once more:");
    term_type(term, "something else\r");
    term_expect(term, "The two differ");
    term_type(term, STAGE_PASSPHRASE "\r");
    term_expect_gone(term, "The two differ");
    term_expect(term, "Once more:");
    term_type(term, STAGE_PASSPHRASE "\r");
    term_expect(term, "Enter  show one");
    term_type(term, "\r");
    term_expect(term, "Enter  it is written down");
    assert_int_not_equal(access(stage->study, F_OK), 0);
    term_type(term, "\r");
    term_expect(term, "No meeting yet.");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
    assert_true(is_sealed(stage->study));
    stage_must(stage, NULL, "check", NULL);
}

static void leaving_the_first_screens_makes_nothing(void **state)
{
    static const char *const keys[] = { "\003", "s\003", "sp\r\003", "sp\rp\r\003",
                                        "sp\rp\r\r\003" };
    struct stage *stage = *state;

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct term *term = stage_start(stage, 0, NULL);

        term_expect(term, "moot: a new study");
        term_type(term, keys[i]);
        assert_int_equal(stage_finish(stage, 0), 0);
        assert_int_not_equal(access(stage->study, F_OK), 0);
    }
}

static void enter_on_the_first_screen_makes_a_plain_study(void **state)
{
    struct stage *stage = *state;
    struct term *term = stage_start(stage, 0, NULL);

    term_expect(term, "moot: a new study");
    term_type(term, "\r");
    term_expect(term, "No meeting yet.");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
    assert_false(is_sealed(stage->study));
}

static void lock_and_come_back(struct stage *stage, const struct term_setup *size)
{
    struct term *term;

    stage_meeting(stage);
    term = stage_start_as(stage, 0, size);
    term_expect(term, "March meeting");
    term_type(term, "\r");
    term_expect(term, "site ");
    term_type(term, "101: it was said\r");
    term_expect(term, "✓");
    term_type(term, "102: and half of what");
    term_settle(term);
    term_type(term, "\030l");
    term_expect(term, "moot is locked");
    term_expect(term, "M1 stays open");
    term_expect_gone(term, "it was said");
    term_expect_gone(term, "half of what");
    unlock(term, "wrong");
    term_expect(term, "That is not its passphrase");
    unlock(term, STAGE_PASSPHRASE);
    term_expect(term, "it was said");
    term_expect(term, "102: and half of what");
    term_type(term, " was meant\r");
    stage_expect_entries(stage, "M1", 2);
    term_type(term, "\003");
    term_expect(term, "March meeting");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void locking_blanks_the_screen_and_brings_the_line_back(void **state)
{
    lock_and_come_back(*state, &(const struct term_setup){ .rows = 24, .columns = 80 });
}

static void locking_does_so_on_a_small_screen(void **state)
{
    lock_and_come_back(*state, &small);
}

static void while_it_is_locked_nobody_else_writes_the_meeting(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: it was said\r");
    term_expect(term, "✓");
    term_type(term, "\030l");
    term_expect(term, "moot is locked");
    assert_int_equal(stage_moot(stage, "102: from elsewhere\n", "log", "M1", NULL), 1);
    assert_non_null(strstr(stage->err, "written by another program"));
    term_type(term, "\003");
    assert_int_equal(stage_finish(stage, 0), 1);
    assert_int_equal(stage_moot(stage, "102: from elsewhere\n", "log", "M1", NULL), 0);
}

static void put_file(const struct stage *stage, const char *name, const char *text, char *path,
                     size_t size)
{
    FILE *file;

    snprintf(path, size, "%s/%s", stage->folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void an_idle_study_locks_itself(void **state)
{
    struct stage *stage = *state;
    char path[700], clock[800];
    struct term *term;

    stage_meeting(stage);
    snprintf(path, sizeof path, "%s/moot", stage->folder);
    assert_int_equal(mkdir(path, 0700), 0);
    put_file(stage, "moot/config", "lock_after = 2\n", path, sizeof path);
    setenv("XDG_CONFIG_HOME", stage->folder, 1);
    put_file(stage, "clock", "0 0\n", path, sizeof path);
    snprintf(clock, sizeof clock, "%s@%s", STAGE_CLOCK, path);
    setenv("MOOT_CLOCK", clock, 1);
    term = stage_live(stage);
    term_type(term, "101: it was said\r");
    term_expect(term, "✓");
    put_file(stage, "clock", "0 110000\n", path, sizeof path);
    term_type(term, "102: still here");
    term_settle(term);
    put_file(stage, "clock", "0 125000\n", path, sizeof path);
    term_type(term, ".");
    term_expect(term, "102: still here.");
    put_file(stage, "clock", "0 250000\n", path, sizeof path);
    term_expect(term, "moot is locked");
    term_expect_gone(term, "it was said");
    unlock(term, STAGE_PASSPHRASE);
    term_expect(term, "102: still here.");
    term_type(term, "\003");
    term_expect(term, "March meeting");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
    unsetenv("XDG_CONFIG_HOME");
}

static void a_study_that_is_not_sealed_is_not_locked(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    unsetenv("MOOT_SEALED");
    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "\030l");
    term_expect(term, "is not sealed");
    term_type(term, "\003");
    term_expect(term, "March meeting");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

int main(void)
{
#define SEALED(test) cmocka_unit_test_setup_teardown(test, setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        SEALED(the_passphrase_is_asked_before_the_first_screen),
        SEALED(a_new_study_is_sealed_on_the_first_screen),
        SEALED(leaving_the_first_screens_makes_nothing),
        SEALED(enter_on_the_first_screen_makes_a_plain_study),
        SEALED(locking_does_so_on_a_small_screen),
        SEALED(locking_blanks_the_screen_and_brings_the_line_back),
        SEALED(while_it_is_locked_nobody_else_writes_the_meeting),
        SEALED(an_idle_study_locks_itself),
        SEALED(a_study_that_is_not_sealed_is_not_locked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
