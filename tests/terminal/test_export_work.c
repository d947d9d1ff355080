/* SPDX-License-Identifier: MIT */
/* A long export: stopped in the midst of it, and left to go on behind the live
 * screen, of a plain study and of a sealed one. */
#include "tests/terminal/stage.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define SAVE "\033[20~" /* F9 */
#define LEAVE "\030q"   /* C-x q */

enum { ENTRIES = 20000 };

static int setup_plain(void **state)
{
    unsetenv("MOOT_SEALED");
    return stage_setup(state);
}

static int setup_sealed(void **state)
{
    setenv("MOOT_SEALED", "1", 1);
    return stage_setup(state);
}

/* M1, and M2 with so many entries that writing them takes a while. */
static void make_long_study(struct stage *stage)
{
    char path[1200];
    FILE *file;

    stage_meeting(stage);
    snprintf(path, sizeof path, "%s/long.jsonl", stage->folder);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs("{\"meeting\": {\"title\": \"A long sitting\", \"date\": \"2026-03-04\", \"language\": "
          "\"en\","
          " \"participants\": [{\"id\": \"p1\", \"name\": \"Alma Quill\", \"role\": \"GP\"}]}}\n",
          file);
    for (int i = 0; i < ENTRIES; i++)
        fprintf(file,
                "{\"speaker\": \"p1\", \"text\": \"We looked at item %d of the accounts and found"
                " that what was spent on the building had not been agreed by the board.\"}\n",
                i);
    assert_int_equal(fclose(file), 0);
    stage_must(stage, NULL, "import", path, NULL);
    unlink(path);
}

/* What was exported, or was being. */
static size_t projects(const struct stage *stage)
{
    DIR *dir = opendir(stage->folder);
    const struct dirent *entry;
    size_t count = 0;

    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL)
        count += strstr(entry->d_name, ".qdpx") != NULL;
    closedir(dir);
    return count;
}

/* From the live screen, with half a line typed, until it is being written. */
static struct term *begin(struct stage *stage, int rows, int columns)
{
    const struct term_setup setup = { .args = (const char *const[]){ "live", "M1", NULL },
                                      .rows = rows,
                                      .columns = columns };
    struct term *term;

    make_long_study(stage);
    assert_int_equal(chdir(stage->folder), 0);
    term = stage_start_as(stage, 0, &setup);
    term_expect(term, "Nothing is logged yet");
    term_type(term, "dq: half a li\030X");
    term_expect(term, "moot: export");
    term_type(term, "\t\r");
    term_expect(term, "A long sitting");
    term_type(term, "a");
    term_expect(term, "2 marked");
    term_type(term, LEAVE);
    term_expect(term, "the marked ones");
    term_type(term, SAVE);
    term_expect(term, "is the only");
    term_type(term, SAVE);
    term_expect(term, "s stops it");
    return term;
}

static void finish_the_line(struct stage *stage, struct term *term)
{
    term_expect(term, "half a li");
    term_type(term, "ne\r");
    (void)stage_expect_entries(stage, "M1", 1);
}

static void end(struct stage *stage, struct term *term)
{
    term_type(term, LEAVE);
    term_settle(term);
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void stop_it(struct stage *stage, int rows, int columns)
{
    struct term *term = begin(stage, rows, columns);

    term_type(term, "s");
    term_expect(term, "Stopped: nothing was written.");
    assert_int_equal(projects(stage), 0);
    term_type(term, "\r" LEAVE);
    finish_the_line(stage, term);
    end(stage, term);
}

static void an_export_is_stopped_and_leaves_nothing(void **state)
{
    stop_it(*state, 24, 80);
}

static void an_export_is_stopped_in_a_small_window(void **state)
{
    stop_it(*state, 16, 60);
}

static void an_export_goes_on_behind_the_live_screen(void **state)
{
    struct stage *stage = *state;
    struct term *term = begin(stage, 24, 80);

    term_type(term, "\033");
    term_expect_gone(term, "s stops it");
    term_type(term, LEAVE);
    finish_the_line(stage, term);
    term_expect(term, "the export is written");
    assert_int_equal(projects(stage), 1);
    end(stage, term);
}

int main(void)
{
#define PLAIN(name) cmocka_unit_test_setup_teardown(name, setup_plain, stage_teardown)
#define SEALED(name) cmocka_unit_test_setup_teardown(name, setup_sealed, stage_teardown)
    const struct CMUnitTest tests[] = {
        PLAIN(an_export_is_stopped_and_leaves_nothing),
        SEALED(an_export_is_stopped_and_leaves_nothing),
        PLAIN(an_export_is_stopped_in_a_small_window),
        PLAIN(an_export_goes_on_behind_the_live_screen),
        SEALED(an_export_goes_on_behind_the_live_screen),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
