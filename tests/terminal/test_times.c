/* SPDX-License-Identifier: MIT */
/* Times and states of the live screen: nudges, blocks of entries shifted,
 * states guarded and folded, a battery that runs down. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static const int sizes[][2] = { { 24, 80 }, { 16, 60 } };

static struct term *live_with(struct stage *stage, int size, const char *const *env)
{
    static const char *const args[] = { "live", "M1", NULL };
    struct term_setup setup = {
        .rows = sizes[size][0], .columns = sizes[size][1], .args = args, .env = env
    };
    struct term *term = stage_start_as(stage, 0, &setup);

    term_expect(term, "M1");
    return term;
}

static struct term *live_at(struct stage *stage, int size)
{
    return live_with(stage, size, NULL);
}

static void leave(struct stage *stage)
{
    term_type(stage->term[0], "\025\003");
    term_expect(stage->term[0], "stays live");
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
    stage_must(stage, NULL, "check", NULL);
}

static json_int_t at_of(struct stage *stage, size_t count, size_t index)
{
    const json_t *entries = stage_expect_entries(stage, "M1", count);

    return json_integer_value(json_object_get(json_array_get(entries, index), "at"));
}

static void type_times(struct term *term, const char *keys, int times)
{
    for (int i = 0; i < times; i++)
        term_type(term, keys);
}

/* A meeting that began well before the clock of the stage. */
static void begin_early(struct stage *stage)
{
    stage_meeting(stage);
    setenv("MOOT_CLOCK", "1772632200000", 1); /* ten minutes before */
    stage_must(stage, "opening\n", "log", "M1", NULL);
    setenv("MOOT_CLOCK", STAGE_CLOCK, 1);
}

static void the_line_is_nudged_by_five_seconds(void **state)
{
    struct stage *stage = *state;

    begin_early(stage);
    for (int size = 0; size < 2; size++) {
        struct term *term = live_at(stage, size);

        term_type(term, "101: late");
        type_times(term, "\033,", 3); /* M-, */
        term_expect_row(term, -2, "13:59:4");
        term_type(term, "\030+"); /* C-x + */
        term_expect_row(term, -2, "13:59:5");
        type_times(term, "\030+", 40); /* never past now, be it minutes since */
        term_expect_row(term, -1, "nothing is moved past now");
        type_times(term, "\030-", 40); /* C-x - */
        term_type(term, "\r");
        assert_true(at_of(stage, (size_t)size + 2, (size_t)size + 1) < 1772632800000);
        leave(stage);
    }
}

static void the_last_entry_is_nudged_and_that_is_one_undo(void **state)
{
    struct stage *stage = *state;

    begin_early(stage);
    for (int size = 0; size < 2; size++) {
        struct term *term = live_at(stage, size);
        size_t count = (size_t)size + 2;
        json_int_t before, after;

        term_type(term, "101: words\r");
        before = at_of(stage, count, count - 1);
        type_times(term, "\033,", 4);
        term_expect_row(term, -1, "-0:20");
        term_type(term, "\t"); /* what it offers */
        term_expect_row(term, -1, "-0:25");
        term_type(term, "next\025"); /* typing on settles it */
        stage_expect_revised(stage, "M1", count - 1);
        after = at_of(stage, count, count - 1);
        assert_int_equal(before - after, 25000);
        term_type(term, "\037");
        term_expect(term, "undid");
        assert_int_equal(at_of(stage, count, count - 1), before);
        leave(stage);
    }
}

static void a_block_of_entries_is_shifted_by_one_change(void **state)
{
    struct stage *stage = *state;

    begin_early(stage);
    stage_must(stage, "@13:52 101: one\n@13:53 102: two\n@13:54 103: three\n@13:55 > fin\n", "log",
               "M1", NULL);
    for (int size = 0; size < 2; size++) {
        struct term *term = live_at(stage, size);
        json_int_t before[5];

        for (size_t i = 0; i < 5; i++)
            before[i] = at_of(stage, 5, i);
        term_type(term, "\030b"); /* C-x b */
        term_expect(term, "how many");
        term_type(term, "3 -20\r");
        term_expect(term, "3 entries moved by -20 s");
        for (size_t i = 0; i < 5; i++)
            assert_int_equal(at_of(stage, 5, i) - before[i], i < 2 ? 0 : -20000);
        stage_must(stage, NULL, "list", "entries", "M1", NULL);
        term_type(term, "\037");
        term_expect(term, "undid");
        for (size_t i = 0; i < 5; i++)
            assert_int_equal(at_of(stage, 5, i), before[i]);
        term_type(term, "\033[A\033[A"); /* Up: the third is selected */
        term_type(term, "\030b");
        term_expect(term, "from the selected one");
        term_type(term, "nonsense\r");
        term_expect(term, "a number of entries and a time");
        term_type(term, "\025+1m\r");
        term_expect(term, "2 entries moved by 60 s");
        assert_int_equal(at_of(stage, 5, 3) - before[3], 60000);
        assert_int_equal(at_of(stage, 5, 2) - before[2], 0);
        term_type(term, "\037");
        term_expect(term, "undid");
        term_type(term, "\030b2 +1h\r");
        term_expect(term, "after now");
        assert_int_equal(at_of(stage, 5, 4), before[4]);
        term_type(term, "\030b");
        term_expect(term, "Move the last entries");
        term_type(term, "\033"); /* Escape goes back */
        term_expect_gone(term, "Move the last entries");
        leave(stage);
    }
}

static void a_state_is_guarded_against_the_double_press(void **state)
{
    struct stage *stage = *state;

    stage_meeting(stage);
    for (int size = 0; size < 2; size++) {
        struct term *term = live_at(stage, size);

        term_type(term, "\033t\033t"); /* Alt-T twice: tension */
        term_expect(term, "counted once");
        term_expect(term, "open: tn");
        stage_expect_entries(stage, "M1", 2 * (size_t)size + 1);
        term_type(term, "x\025\033t"); /* something typed between: it closes */
        term_expect(term, "no open states");
        leave(stage);
    }
}

static void many_open_states_stay_in_view_as_a_number(void **state)
{
    struct stage *stage = *state;
    struct term *term;

    stage_meeting(stage);
    stage_must(stage, "x #cm+ #ph+ #tn+\n", "log", "M1", NULL);
    term = live_at(stage, 0);
    term_expect(term, "open: cm 14:00  ph 14:00  tn 14:00");
    term_resize(term, 16, 60);
    term_expect(term, "tn 14:00");
    term_resize(term, 16, 22);
    term_expect(term, "open: cm  ph  tn");
    term_resize(term, 16, 14);
    term_expect(term, "open: +2  tn");
    term_resize(term, 24, 80);
    leave(stage);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[700];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void a_battery_that_runs_down_is_shown(void **state)
{
    struct stage *stage = *state;
    char root[600], supply[660], variable[660];
    const char *env[] = { variable, NULL };

    stage_meeting(stage);
    snprintf(root, sizeof root, "%s/power", stage->folder);
    snprintf(supply, sizeof supply, "%s/BAT0", root);
    snprintf(variable, sizeof variable, "MOOT_POWER_SUPPLY=%s", root);
    assert_int_equal(mkdir(root, 0700), 0);
    assert_int_equal(mkdir(supply, 0700), 0);
    write_file(supply, "type", "Battery\n");
    write_file(supply, "status", "Discharging\n");
    for (int size = 0; size < 2; size++) {
        write_file(supply, "capacity", size == 0 ? "17\n" : "4\n");
        (void)live_with(stage, size, env);
        term_expect_row(stage->term[0], 0, size == 0 ? "battery 17 %" : "battery 4 %");
        leave(stage);
    }
    write_file(supply, "capacity", "20\n");
    (void)live_with(stage, 0, env);
    for (int i = 0; i < 12; i++)
        term_settle(stage->term[0]);
    assert_false(term_shows(stage->term[0], "battery"));
    leave(stage);
}

int main(void)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)
    const struct CMUnitTest tests[] = {
        STAGED(the_line_is_nudged_by_five_seconds),
        STAGED(the_last_entry_is_nudged_and_that_is_one_undo),
        STAGED(a_block_of_entries_is_shifted_by_one_change),
        STAGED(a_state_is_guarded_against_the_double_press),
        STAGED(many_open_states_stay_in_view_as_a_number),
        STAGED(a_battery_that_runs_down_is_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
