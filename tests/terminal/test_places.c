/* SPDX-License-Identifier: MIT */
/* Before a meeting: the screens of the study, its sites, bodies and people,
 * and the set-up of a meeting, at two sizes. */
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
#define ESCAPE "\030q"  /* C-x q: Escape alone is told from Alt by time */

static int with_study(void **state)
{
    int rc = stage_setup(state);

    stage_must(*state, NULL, "init", NULL);
    return rc;
}

static struct term *start_in(struct stage *stage, int rows, int columns)
{
    const struct term_setup setup = { .rows = rows, .columns = columns };

    return stage_start_as(stage, 0, &setup);
}

static void leave(struct stage *stage)
{
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

static void the_settings(struct stage *stage, int rows, int columns)
{
    struct term *term = start_in(stage, rows, columns);

    term_type(term, "o");
    term_expect(term, "Title");
    term_expect(term, "AB");
    term_type(term, "\025Eight sites\t\033[C\t\t\033[C" SAVE);
    term_expect(term, "saved");
    term_expect(term, "Eight sites");
    term_type(term, "o");
    term_expect(term, "local names of bodies");
    term_expect(term, "no venues");
    term_expect(term, "full dates");
    term_type(term, "\t\t\t\t\t\t\r");
    term_expect(term, "NHS manager");
    term_type(term, "nCare home\tHome" SAVE);
    term_expect(term, "care-home");
    term_type(term, "K");
    term_expect(term, "Care home");
    term_type(term, "d");
    term_expect(term, "take out Care home?");
    term_expect(term, "y, else no");
    term_type(term, "n");
    term_expect(term, "left as it was");
    term_type(term, "dy");
    term_expect(term, "taken out");
    term_expect_gone(term, "care-home");
    term_type(term, "q" ESCAPE);
    term_expect(term, "Eight sites");
    leave(stage);
}

static void the_study_is_set_on_its_screen(void **state)
{
    the_settings(*state, 24, 80);
}

static void the_study_is_set_in_a_small_window(void **state)
{
    the_settings(*state, 16, 60);
}

/* As on a first run, whose answer the config keeps. */
static void configure_initials(const char *line)
{
    char path[600];
    FILE *file;

    (void)mkdir(getenv("XDG_CONFIG_HOME"), 0700);
    snprintf(path, sizeof path, "%s/moot", getenv("XDG_CONFIG_HOME"));
    (void)mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/moot/config", getenv("XDG_CONFIG_HOME"));
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(line, file);
    assert_int_equal(fclose(file), 0);
}

static void other_initials(struct stage *stage, int rows, int columns)
{
    struct term *term;

    unsetenv("MOOT_OBSERVER");
    configure_initials("observer = AB\n");
    term = start_in(stage, rows, columns);
    term_type(term, "o\t\t\t\t\t\r");
    term_expect(term, "moot: observers");
    term_expect(term, "you");
    term_type(term, "d");
    term_expect(term, "nobody is taken out");
    term_type(term, "\r\025C D\r");
    term_expect(term, "cannot be an observer");
    term_type(term, "\025ABC\r");
    term_expect(term, "AB is now ABC, in your config too");
    term_type(term, "q" ESCAPE "n\025A new one" SAVE);
    term_expect(term, "M1 is made");
    leave(stage);
    stage_must(stage, "a note\n", "log", "M1", NULL); /* by whom the config names */
    stage_must(stage, NULL, "list", "entries", "M1", "--json", NULL);
    assert_null(strstr(stage->out, "\"AB\""));
    assert_non_null(strstr(stage->out, "\"ABC\""));
    configure_initials("");
}

static void initials_are_changed(void **state)
{
    other_initials(*state, 24, 80);
}

static void initials_are_changed_in_a_small_window(void **state)
{
    other_initials(*state, 16, 60);
}

static void a_role_group_in_use_is_not_taken_out(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_start(stage, 0, NULL);
    term_type(term, "o\t\t\t\t\t\t\r");
    term_expect(term, "NHS manager");
    term_type(term, "gd");
    term_expect(term, "in use");
    term_type(term, "q" ESCAPE);
    term_settle(term);
    leave(stage);
}

static void sites_and_bodies(struct stage *stage, int rows, int columns)
{
    struct term *term = start_in(stage, rows, columns);

    term_type(term, "s");
    term_expect(term, "No site yet");
    term_type(term, "n3\tNorthtown\tsize quintile 4" SAVE);
    term_expect(term, "write name: value"); /* the colon is missing: it stays */
    term_type(term, "\177\177: 4\rproviders: 2" SAVE);
    term_expect(term, "site 3 is saved");
    term_expect(term, "size quintile");
    assert_false(term_shows(term, "Northtown"));
    term_type(term, "qb");
    term_expect(term, "No body yet");
    term_type(term, "nSenate\t3\tgov\tmany" SAVE);
    term_expect(term, "\"many\" is no number");
    term_type(term,
              "\0253, gp 2\t283 gp ab chair, 60 nm\t1. Minutes (GB/1) for decision\rBudget" SAVE);
    term_expect(term, "Senate is saved");
    term_type(term, "\r");
    term_expect(term, "3, gp 2");
    term_expect(term, "60, 283 chair");
    term_expect(term, "Minutes (GB/1) for decision");
    term_type(term, ESCAPE "qn\t\tSen\t\t");
    term_expect(term, "60, 283 chair"); /* the meeting begins with all that */
    term_expect(term, "Minutes");
    term_type(term, SAVE);
    term_expect(term, "M1 is made");
    leave(stage);
    stage_must(stage, NULL, "list", "people", "--json", NULL);
    assert_non_null(strstr(stage->out, "283"));
}

static void a_meeting_begins_with_what_its_body_has(void **state)
{
    sites_and_bodies(*state, 24, 80);
}

static void bodies_are_made_in_a_small_window(void **state)
{
    sites_and_bodies(*state, 16, 60);
}

/* Counts come after the first paint, and anew whenever the list does. */
static void meetings_counted(struct stage *stage, int rows, int columns)
{
    struct term *term;

    for (int i = 0; i < 7; i++)
        stage_must(stage, NULL, "new", "--title", "One", "--body", "Senate", "--site", "N1", NULL);
    stage_must(stage, NULL, "new", "--title", "Two", "--site", "A1", NULL);
    term = start_in(stage, rows, columns);
    term_type(term, "sd"); /* typed ahead of the counting: A1 has no body */
    term_expect(term, "has bodies or meetings and stays");
    term_expect(term, "0         1"); /* bodies, meetings */
    term_expect(term, "1         7");
    term_type(term, "j\r\t\tsize: 4" SAVE);
    term_expect(term, "site N1 is saved");
    term_expect(term, "1         7");
    term_type(term, "nN2" SAVE);
    term_expect(term, "site N2 is saved");
    term_expect(term, "0         0");
    term_type(term, "/7");
    term_expect(term, "0 of 3 sites"); /* a filter asks for no count */
    term_type(term, "\rq");
    term_expect(term, "M8");
    term_type(term, "bd"); /* typed ahead of the counting */
    term_expect(term, "Senate has meetings and stays");
    if (columns >= 76)
        term_expect(term, "0         7"); /* people, meetings */
    term_type(term, "q");
    leave(stage);
}

static void meetings_of_sites_and_bodies_are_counted(void **state)
{
    meetings_counted(*state, 24, 80);
}

static void meetings_are_counted_in_a_small_window(void **state)
{
    meetings_counted(*state, 16, 60);
}

static void the_people(struct stage *stage, int rows, int columns)
{
    struct term *term;

    stage_meeting(stage);
    term = start_in(stage, rows, columns);
    term_type(term, "p");
    term_expect(term, "NHS manager");
    term_type(term, "n");
    term_expect(term, "Who is new?");
    term_type(term, "nurse xy\r");
    term_expect(term, "104 is added");
    term_type(term, "ndq\r");
    term_expect(term, "101 already"); /* that short form is somebody's */
    term_type(term, "\025283 gp\r");
    term_expect(term, "283 is added");
    assert_false(term_shows(term, "dq")); /* nobody's short form is in sight */
    term_type(term, "i");
    term_expect(term, "who GP ID 283 is");
    term_type(term, "Anna Smith\tThe Surgery\t\033[C\tas" SAVE);
    term_expect(term, "out of sight");
    assert_false(term_shows(term, "Anna Smith"));
    term_type(term, "i");
    term_expect(term, "Anna Smith");
    term_expect(term, "AS");
    term_expect(term, "is replaced, too");
    term_type(term, ESCAPE);
    term_expect_gone(term, "Anna Smith");
    term_type(term, "\r");
    term_expect(term, "GP ID 283");
    term_type(term, "nurse" SAVE);
    term_expect(term, "saved");
    term_type(term, "/nurse\r");
    term_expect(term, "2 of 5 people");
    term_type(term, "q");
    term_settle(term);
    leave(stage);
    stage_must(stage, NULL, "list", "people", "--json", NULL);
    assert_null(strstr(stage->out, "Anna"));
}

static void people_are_added_in_one_line_and_who_they_are_is_hidden(void **state)
{
    the_people(*state, 24, 80);
}

static void people_fit_a_small_window(void **state)
{
    the_people(*state, 16, 60);
}

static void the_merged(struct stage *stage, int rows, int columns)
{
    struct term *term;

    stage_meeting(stage);
    term = start_in(stage, rows, columns);
    term_type(term, "p");
    term_expect(term, "NHS manager");
    term_type(term, "n");
    term_expect(term, "Who is new?");
    term_type(term, "207 gp zq\r");
    term_expect(term, "207 is added");
    term_type(term, "=");
    term_expect(term, "Who is 207?");
    term_type(term, "zq\r");
    term_expect(term, "the study id of somebody");
    term_type(term, "\025999\r");
    term_expect(term, "999");
    term_type(term, "\025207\r");
    term_expect(term, "207 is 207 already");
    term_type(term, "=");
    term_expect(term, "Who is 207?");
    term_type(term, "101\r");
    term_expect(term, "show 207 as 101 everywhere");
    term_type(term, "n");
    term_expect(term, "left as it was");
    term_type(term, "=");
    term_expect(term, "Who is 207?");
    term_type(term, "101\ry");
    term_expect(term, "207 is 101 now");
    term_expect(term, "3 people");
    stage_must(stage, NULL, "list", "people", "--json", NULL);
    assert_null(strstr(stage->out, "\"person\":207"));
    term_type(term, "-");
    term_expect(term, "make 207 and 101 two people again?");
    term_type(term, "y");
    term_expect(term, "4 people");
    term_type(term, "-");
    term_expect(term, "nobody else was found to be 207");
    term_type(term, "q");
    term_settle(term);
    leave(stage);
}

static void somebody_is_found_to_be_somebody_known(void **state)
{
    the_merged(*state, 24, 80);
}

static void somebody_is_found_to_be_somebody_known_in_a_small_window(void **state)
{
    the_merged(*state, 16, 60);
}

static void sixty_people_are_as_easy_as_six(void **state)
{
    struct stage *stage = *state;
    struct term *term;
    char people[4096] = "101 gp";

    for (int i = 102; i <= 160; i++)
        sprintf(strchr(people, '\0'), ", %d %s", i, i % 2 ? "nm" : "gp");
    stage_must(stage, NULL, "new", "--title", "Big", "--body", "Senate", "--people", people, NULL);
    term = start_in(stage, 16, 60);
    term_type(term, "p");
    term_expect(term, "60 people");
    term_expect(term, "101");
    term_type(term, "G");
    term_expect(term, "160");
    term_type(term, "/133\r\r");
    term_expect(term, "Manager ID 133");
    term_type(term, ESCAPE "q");
    term_settle(term);
    term_type(term, "m"); /* all of them stand in the set-up of the meeting */
    term_expect(term, "the set-up of M1");
    term_type(term, "\t\t\t\t\t\t\t");
    term_expect(term, "160");
    term_type(term, ESCAPE);
    term_settle(term);
    leave(stage);
}

static void a_visitor_becomes_a_person_from_the_live_screen(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_live(stage);
    term_type(term, "half a line");
    term_type(term, "\035n"); /* C-] */
    term_expect(term, "Who is new?");
    term_type(term, "gp zz\r");
    term_expect(term, "104 is added");
    term_type(term, "\003");
    term_expect(term, "half a line");
    term_type(term, "\025zz: words of a visitor");
    term_expect(term, "GP ID 104");
    term_type(term, "\r");
    stage_expect_entries(stage, "M1", 1);
    term_type(term, "\003");
    term_settle(term);
    leave(stage);
    stage_must(stage, NULL, "check", NULL);
}

static void a_planned_meeting_is_set_up_anew(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    term = stage_start(stage, 0, NULL);
    term_expect(term, "March meeting");
    term_type(term, "m");
    term_expect(term, "the set-up of M1");
    term_expect(term, "101, 102, 103");
    term_type(term, "\025May meeting");
    term_type(term, "\033"); /* Escape asks, since something was typed */
    term_expect(term, "leave it all the same?");
    term_type(term, "n");
    term_expect(term, "left as it was");
    term_type(term, SAVE);
    term_expect(term, "M1 is saved");
    term_expect(term, "May meeting");
    leave(stage);
    stage_must(stage, NULL, "check", NULL);
}

static void what_is_wrong_in_the_form_gets_the_cursor(void **state)
{
    struct stage *stage = *state;
    struct term *term = stage_start(stage, 0, NULL);

    term_type(term, "nTitle\t\t\t\t\025tomorrow\t\t" SAVE);
    term_expect(term, "\"tomorrow\" is no day");
    term_type(term, "\0252026-03-04" SAVE);
    term_expect(term, "M1 is made");
    leave(stage);
}

/* The question takes the keys: it is seen, and what is wrong is seen again behind it. */
static void a_form_with_a_wrong_field_is_left(struct stage *stage, int rows, int columns)
{
    struct term *term;

    stage_meeting(stage);
    term = start_in(stage, rows, columns);
    term_expect(term, "March meeting");
    term_type(term, "m");
    term_expect(term, "the set-up of M1");
    term_type(term, "\t\t\t\t\025tomorrow\t\t" SAVE);
    term_expect(term, "\"tomorrow\" is no day");
    term_type(term, "\033[Z\t"); /* and back, so that it is the field's, not just said */
    term_expect(term, "\"tomorrow\" is no day");
    term_type(term, ESCAPE);
    term_expect(term, "leave it all the same?");
    term_expect(term, "else no");
    term_type(term, "n");
    term_expect(term, "left as it was");
    term_type(term, "\033[Z\t");
    term_expect(term, "\"tomorrow\" is no day");
    term_type(term, ESCAPE);
    term_expect(term, "leave it all the same?");
    term_type(term, "y");
    term_expect_gone(term, "tomorrow");
    leave(stage);
}

static void leaving_is_asked_where_a_field_is_wrong(void **state)
{
    a_form_with_a_wrong_field_is_left(*state, 24, 80);
}

static void leaving_is_asked_where_a_field_is_wrong_in_a_small_window(void **state)
{
    a_form_with_a_wrong_field_is_left(*state, 16, 60);
}

static void a_study_that_is_only_read_is_not_set_up(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    if (geteuid() == 0)
        skip();
    assert_int_equal(chmod(stage->study, 0400), 0);
    term = stage_start(stage, 0, NULL);
    term_type(term, "p");
    term_expect(term, "NHS manager");
    term_type(term, "n");
    term_expect(term, "read-only");
    term_type(term, "q");
    term_settle(term);
    leave(stage);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, with_study, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(the_study_is_set_on_its_screen),
        STAGED(the_study_is_set_in_a_small_window),
        STAGED(initials_are_changed),
        STAGED(initials_are_changed_in_a_small_window),
        STAGED(a_role_group_in_use_is_not_taken_out),
        STAGED(a_meeting_begins_with_what_its_body_has),
        STAGED(bodies_are_made_in_a_small_window),
        STAGED(meetings_of_sites_and_bodies_are_counted),
        STAGED(meetings_are_counted_in_a_small_window),
        STAGED(people_are_added_in_one_line_and_who_they_are_is_hidden),
        STAGED(people_fit_a_small_window),
        STAGED(somebody_is_found_to_be_somebody_known),
        STAGED(somebody_is_found_to_be_somebody_known_in_a_small_window),
        STAGED(sixty_people_are_as_easy_as_six),
        STAGED(a_visitor_becomes_a_person_from_the_live_screen),
        STAGED(a_planned_meeting_is_set_up_anew),
        STAGED(what_is_wrong_in_the_form_gets_the_cursor),
        STAGED(leaving_is_asked_where_a_field_is_wrong),
        STAGED(leaving_is_asked_where_a_field_is_wrong_in_a_small_window),
        STAGED(a_study_that_is_only_read_is_not_set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
