/* SPDX-License-Identifier: MIT */
/* The export on the screen: the form, the identity check with its marks, the
 * preview, the file, at two sizes. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define SAVE "\033[20~" /* F9 */
#define LEAVE "\030q"   /* C-x q */
#define RIGHT "\033[C"

/* M1 with names that nobody knows, M2 with none. */
static void make_meetings(struct stage *stage)
{
    stage_meeting(stage);
    stage_must(stage,
               "dq: what did Ofsted say to Smithers\n"
               "tm: the Ofsted letter came from Smithers and from Warburton\n"
               "=private\ndq: a secret here\n",
               "log", "M1", NULL);
    stage_must(stage, NULL, "new", "--title", "April meeting", NULL);
    stage_must(stage, "an empty room\n", "log", "M2", NULL);
}

static struct term *start_in(struct stage *stage, int rows, int columns)
{
    const struct term_setup setup = { .rows = rows, .columns = columns };
    struct term *term;

    assert_int_equal(chdir(stage->folder), 0);
    term = stage_start_as(stage, 0, &setup);
    term_expect(term, "March meeting");
    return term;
}

static void leave(struct stage *stage)
{
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static char *file_text(const struct stage *stage, const char *name)
{
    char path[1200], *text = NULL;
    size_t len = 0;
    FILE *file, *out = open_memstream(&text, &len);
    int c;

    snprintf(path, sizeof path, "%s/%s", stage->folder, name);
    file = fopen(path, "r");
    assert_non_null(file);
    while ((c = getc(file)) != EOF)
        putc(c, out);
    fclose(file);
    fclose(out);
    return text;
}

static bool is_there(const struct stage *stage, const char *name)
{
    char path[1200];
    struct stat st;

    snprintf(path, sizeof path, "%s/%s", stage->folder, name);
    return stat(path, &st) == 0;
}

/* Opens the form on M1 and chooses .txt. */
static void open_on_txt(struct term *term)
{
    term_type(term, "gX");
    term_expect(term, "Write to");
    if (!term_shows(term, "M1 March meeting")) { /* home has the newer one first */
        term_type(term, LEAVE "GX");
        term_expect(term, "M1 March meeting");
    }
    term_type(term, "\t\td");
    term_expect(term, "docx  formatted"); /* a long choice is read from its first word */
    term_type(term, "t");
    term_expect(term, "M1.txt");
}

static void the_check(struct stage *stage, int rows, int columns)
{
    struct term *term;
    char *text;

    make_meetings(stage);
    term = start_in(stage, rows, columns);
    open_on_txt(term);
    term_type(term, SAVE);
    term_expect(term, "Warburton"); /* the likeliest first: the rarest */
    assert_false(is_there(stage, "M1.txt"));
    term_type(term, "p");
    term_expect(term, "Who is it?");
    term_type(term, "xyz zyx\r"); /* no role group */
    term_expect(term, "xyz");
    term_type(term, "\025gp\r");
    term_expect(term, "ID 104");
    term_type(term, "jo");
    term_expect(term, "organisation, in every");
    term_type(term, "w");
    term_expect(term, "no name");
    term_type(term, SAVE);
    term_expect(term, "It is written");
    term_type(term, "\r" LEAVE);
    term_settle(term);
    leave(stage);
    text = file_text(stage, "M1.txt");
    assert_non_null(strstr(text, "GP ID 104"));
    assert_null(strstr(text, "Warburton"));
    assert_non_null(strstr(text, "[organisation]"));
    assert_null(strstr(text, "Ofsted"));
    assert_non_null(strstr(text, "Smithers")); /* marked as no name */
    assert_null(strstr(text, "secret"));
    free(text);
}

static void words_are_marked_in_the_identity_check(void **state)
{
    the_check(*state, 24, 80);
}

static void words_are_marked_in_a_small_window(void **state)
{
    the_check(*state, 16, 60);
}

static void the_preview(struct stage *stage, int rows, int columns)
{
    struct term *term;

    make_meetings(stage);
    term = start_in(stage, rows, columns);
    open_on_txt(term);
    term_type(term, "\033[20~");
    term_expect(term, "Warburton");
    term_type(term, "\r");
    term_expect(term, "what would leave of M1");
    term_expect(term, "Warburton");
    assert_false(term_shows(term, "secret"));
    term_type(term, "qq");
    term_expect(term, "Write to");
    term_type(term, "\033[A\033[A" RIGHT RIGHT); /* all meetings */
    term_expect(term, "all that have begun: 2");
    term_type(term, "\t\t\t\t\t\t\t\t\t\t\t\r");
    term_expect(term, "what would leave of M1 (1 of 2)");
    term_type(term, "n");
    term_expect(term, "an empty room");
    term_type(term, "n");
    term_expect(term, "last meeting");
    term_type(term, "q" LEAVE);
    term_settle(term);
    leave(stage);
    assert_false(is_there(stage, "M1.txt"));
}

static void what_would_leave_is_read_before_it_does(void **state)
{
    the_preview(*state, 24, 80);
}

static void the_preview_fits_a_small_window(void **state)
{
    the_preview(*state, 16, 60);
}

static void marked_meetings_leave_and_a_file_that_is_there_is_asked_about(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    char *text;

    make_meetings(stage);
    term = start_in(stage, 24, 80);
    open_on_txt(term);
    term_type(term, "\033[A\r");
    term_expect(term, "April meeting");
    term_type(term, "a");
    term_expect(term, "2 marked");
    term_type(term, LEAVE);
    term_expect(term, "the marked ones: M1,M2");
    term_expect(term, "study-txt");
    term_type(term, SAVE);
    term_expect(term, "Warburton");
    term_type(term, SAVE);
    term_expect(term, "It is written");
    assert_true(is_there(stage, "study-txt"));
    term_type(term, "\r" SAVE);
    term_expect(term, "replace files of the same names");
    term_type(term, "n");
    term_expect(term, "left as it was");
    term_type(term, LEAVE);
    open_on_txt(term);
    term_type(term, SAVE);
    term_expect(term, "Warburton");
    term_type(term, SAVE);
    term_expect(term, "It is written");
    term_type(term, "\r" SAVE);
    term_expect(term, "replace what is there");
    term_type(term, "y");
    term_expect(term, "It is written");
    term_type(term, "\r" LEAVE);
    term_settle(term);
    leave(stage);
    text = file_text(stage, "M1.txt");
    assert_non_null(strstr(text, "Warburton"));
    free(text);
}

static void real_names_leave_only_after_a_plain_question(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    make_meetings(stage);
    term = start_in(stage, 24, 80);
    open_on_txt(term);
    term_type(term, "\t\t\t\t" RIGHT);
    term_expect(term, "identifiable");
    term_type(term, SAVE);
    term_expect(term, "real names leave");
    term_type(term, "n");
    term_expect(term, "left as it was");
    assert_false(is_there(stage, "M1.txt"));
    term_type(term, SAVE);
    term_expect(term, "real names leave");
    term_type(term, "y");
    term_expect(term, "real names are in it");
    assert_true(is_there(stage, "M1.txt"));
    term_type(term, "\r" LEAVE);
    term_settle(term);
    leave(stage);
}

static void what_cannot_be_written_is_said_and_live_goes_on(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    make_meetings(stage);
    term = stage_live(stage);
    term_type(term, "dq: half a li\030X");
    term_expect(term, "M1 March meeting");
    term_type(term, "\t\t\t\t\t\t\t\t\t\025/nowhere/at/all.qdpx" SAVE);
    term_expect(term, "is the only NHS manager at site 3"); /* over the empty cells behind it */
    term_type(term, SAVE);
    term_expect(term, "Nothing was written");
    term_expect(term, "/nowhere/at");
    term_type(term, "\r" LEAVE);
    term_expect(term, "half a li");
    term_type(term, "ne\r");
    (void)stage_expect_entries(stage, "M1", 5);
    term_type(term, LEAVE);
    term_settle(term);
    leave(stage);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        TEST(words_are_marked_in_the_identity_check),
        TEST(words_are_marked_in_a_small_window),
        TEST(what_would_leave_is_read_before_it_does),
        TEST(the_preview_fits_a_small_window),
        TEST(marked_meetings_leave_and_a_file_that_is_there_is_asked_about),
        TEST(real_names_leave_only_after_a_plain_question),
        TEST(what_cannot_be_written_is_said_and_live_goes_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
