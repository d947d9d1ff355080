/* SPDX-License-Identifier: MIT */
/* Backups on the screen: asked for, made when a meeting ends, and a folder
 * that is gone told in one line while typing goes on. */
#include "tests/terminal/stage.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static size_t backups(const struct stage *stage)
{
    char folder[700];
    struct dirent *entry;
    size_t count = 0;
    DIR *dir;

    snprintf(folder, sizeof(folder), "%s.backups", stage->study);
    dir = opendir(folder);
    while (dir != NULL && (entry = readdir(dir)) != NULL)
        count += entry->d_name[0] != '.';
    if (dir != NULL)
        closedir(dir);
    return count;
}

static void leave_home(struct stage *stage)
{
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void a_backup_is_made_on_asking(void **state)
{
    static const struct {
        int rows, columns;
    } sizes[] = { { 24, 80 }, { 16, 60 } };
    struct stage *stage = *state;

    stage_meeting(stage);
    for (size_t i = 0; i < 2; i++) {
        const struct term_setup setup = { .rows = sizes[i].rows, .columns = sizes[i].columns };
        struct term *term = stage_start_as(stage, 0, &setup);

        term_expect(term, "March meeting");
        term_type(term, "B");
        term_expect(term, "a backup was made:");
        assert_int_equal(backups(stage), 1); /* the newest of this hour */
        leave_home(stage);
    }
}

static void the_end_of_a_meeting_makes_one(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "101: words\r");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "\030e");
    term_expect(term, "again ends");
    term_type(term, "\030e");
    term_expect(term, "has ended");
    leave_home(stage); /* leaving waits for it */
    assert_int_equal(backups(stage), 1);
}

static void that_none_can_be_made_is_said_in_one_line(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    char folder[700];
    FILE *file;

    stage_meeting(stage);
    snprintf(folder, sizeof(folder), "%s.backups", stage->study);
    file = fopen(folder, "w"); /* something else stands in its place */
    assert_non_null(file);
    fclose(file);
    term = stage_start(stage, 0, NULL);
    term_expect(term, "March meeting");
    term_type(term, "B");
    term_expect(term, "no backup was made");
    term_type(term, "\r");
    term_expect_gone(term, "planned");
    term_settle(term);
    term_type(term, "101: typing goes on\r");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "\003");
    term_expect(term, "March meeting");
    leave_home(stage);
}

/* What the config of this test says. */
static void write_config(const struct stage *stage, const char *text)
{
    char path[700];
    FILE *file;

    snprintf(path, sizeof path, "%s/config", stage->folder);
    (void)!mkdir(path, 0700);
    setenv("XDG_CONFIG_HOME", path, 1);
    snprintf(path, sizeof path, "%s/config/moot", stage->folder);
    (void)!mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/config/moot/config", stage->folder);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void a_folder_that_vanished_is_said_and_one_is_made_beside_the_study(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    write_config(stage, "backup_folder = /nowhere/stick\n");
    term = stage_start(stage, 0, NULL);
    term_expect(term, "March meeting");
    term_type(term, "B");
    term_expect(term, "a backup was made beside the study");
    assert_int_equal(backups(stage), 1);
    leave_home(stage);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(a_backup_is_made_on_asking),
        STAGED(the_end_of_a_meeting_makes_one),
        STAGED(a_folder_that_vanished_is_said_and_one_is_made_beside_the_study),
        STAGED(that_none_can_be_made_is_said_in_one_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
