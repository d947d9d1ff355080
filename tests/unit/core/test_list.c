/* SPDX-License-Identifier: MIT */
/* Tests of core/list.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <limits.h>

#include "core/list.h"

static void check(const struct list *list, size_t selected, size_t top)
{
    assert_int_equal(list->selected, selected);
    assert_int_equal(list->top, top);
}

static void moving_past_the_end_stops_on_the_last_row(void **state)
{
    struct list list = { .count = 5, .height = 3 };

    (void)state;
    list_move(&list, 99);
    check(&list, 4, 2);
    list_move(&list, LONG_MAX);
    check(&list, 4, 2);
}

static void moving_past_the_start_stops_on_the_first_row(void **state)
{
    struct list list = { .count = 5, .selected = 4, .top = 2, .height = 3 };

    (void)state;
    list_move(&list, -99);
    check(&list, 0, 0);
    list_move(&list, LONG_MIN);
    check(&list, 0, 0);
}

static void the_rows_scroll_only_when_the_selection_leaves_them(void **state)
{
    struct list list = { .count = 10, .height = 3 };

    (void)state;
    list_move(&list, 2);
    check(&list, 2, 0);
    list_move(&list, 1);
    check(&list, 3, 1);
    list_move(&list, -2);
    check(&list, 1, 1);
    list_move(&list, -1);
    check(&list, 0, 0);
}

static void selecting_a_row_that_is_not_there_selects_the_last(void **state)
{
    struct list list = { .count = 10, .height = 4 };

    (void)state;
    list_select(&list, 7);
    check(&list, 7, 4);
    list_select(&list, 99);
    check(&list, 9, 6);
    list_select(&list, 0);
    check(&list, 0, 0);
}

static void fewer_rows_keep_the_selection_in_view(void **state)
{
    struct list list = { .count = 100, .selected = 90, .top = 80, .height = 20 };

    (void)state;
    list_resize(&list, 100, 5);
    check(&list, 90, 86);
    list_resize(&list, 40, 5);
    check(&list, 39, 35);
}

static void a_higher_window_leaves_no_empty_rows_below(void **state)
{
    struct list list = { .count = 30, .selected = 29, .top = 25, .height = 5 };

    (void)state;
    list_resize(&list, 30, 20);
    check(&list, 29, 10);
    list_resize(&list, 30, 50);
    check(&list, 29, 0);
}

static void an_empty_list_selects_nothing(void **state)
{
    struct list list = { .count = 3, .selected = 2, .top = 1, .height = 2 };

    (void)state;
    list_resize(&list, 0, 2);
    check(&list, 0, 0);
    list_move(&list, 1);
    check(&list, 0, 0);
    list_move(&list, -1);
    check(&list, 0, 0);
    list_select(&list, 4);
    check(&list, 0, 0);
}

static void the_invariant_holds_from_any_state(void **state)
{
    static const size_t sizes[] = { 0, 1, 2, 7, 50 };
    static const long steps[] = { LONG_MIN, -50, -3, 0, 1, 8, LONG_MAX };

    (void)state;
    for (size_t i = 0; i < 5 * 5 * 5 * 5 * 7; i++) {
        struct list list = { .count = sizes[i % 5], .selected = sizes[i / 5 % 5],
                             .top = sizes[i / 25 % 5], .height = sizes[i / 125 % 5] };
        size_t height = list.height != 0 ? list.height : 1;

        list_move(&list, steps[i / 625]);
        if (list.count == 0) {
            check(&list, 0, 0);
            continue;
        }
        assert_true(list.selected < list.count);
        assert_true(list.top <= list.selected && list.selected - list.top < height);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moving_past_the_end_stops_on_the_last_row),
        cmocka_unit_test(moving_past_the_start_stops_on_the_first_row),
        cmocka_unit_test(the_rows_scroll_only_when_the_selection_leaves_them),
        cmocka_unit_test(selecting_a_row_that_is_not_there_selects_the_last),
        cmocka_unit_test(fewer_rows_keep_the_selection_in_view),
        cmocka_unit_test(a_higher_window_leaves_no_empty_rows_below),
        cmocka_unit_test(an_empty_list_selects_nothing),
        cmocka_unit_test(the_invariant_holds_from_any_state),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
