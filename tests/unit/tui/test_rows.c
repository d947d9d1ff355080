/* SPDX-License-Identifier: MIT */
/* What a list does with keys, without a terminal. */
#include "tui/keymap.h"
#include "tui/rows.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct rows_column columns[] = { { "Id", 6, false }, { "Name", 0, false } };

struct fixture {
    struct app app;
    struct keymap keymap;
    struct rows rows;
    const char *const *name, *const *next; /* what is loaded, and will be */
    size_t count;
    size_t opened, removed;
    int added, closed, settled, loaded;
    bool long_list; /* load() leaves out what need not be there yet */
    bool fails;     /* load() cannot read */
};

static enum status load(struct app *app, struct rows *rows, struct error *err)
{
    struct fixture *f = rows->data;
    size_t most = f->long_list ? rows_wanted(rows) : SIZE_MAX;

    (void)app;
    f->loaded++;
    if (f->fails)
        return error_set(err, STATUS_IO, "the disk is gone");
    f->name = f->next;
    rows->count = f->count < most ? f->count : most;
    rows->left = f->count - rows->count;
    return STATUS_OK;
}

static void settle(struct app *app, struct rows *rows)
{
    (void)app;
    ((struct fixture *)rows->data)->settled++;
}

static void cell(const struct rows *rows, size_t row, size_t column, struct str *out)
{
    const struct fixture *f = rows->data;

    if (column == 1)
        str_add(out, f->name[row]);
    else
        str_add_format(out, "%c", f->name[row][0]);
}

/* Names in capitals are headings. */
static bool heading(const struct rows *rows, size_t row)
{
    const struct fixture *f = rows->data;

    return f->name[row][1] >= 'A' && f->name[row][1] <= 'Z';
}

static void open_row(struct app *app, struct rows *rows, size_t row)
{
    (void)app;
    ((struct fixture *)rows->data)->opened = row;
}

static void closed(struct app *app, struct rows *rows)
{
    (void)app;
    ((struct fixture *)rows->data)->closed++;
}

static const struct rows_ops ops = {
    .title = "Test",
    .hint = "",
    .empty = "nothing",
    .many = "things",
    .column = columns,
    .column_count = 2,
    .load = load,
    .settle = settle,
    .cell = cell,
    .heading = heading,
    .open = open_row,
    .close = closed,
};

static const char *const people[] = { "PEOPLE", "anna",  "Bertil",         "carla",
                                      "OTHERS", "Doris", "\u00c9mile Bert" };

static struct fixture *open_rows_of(const char *const *name, size_t count, bool long_list)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct error err = ERROR_INIT;

    assert_non_null(f);
    keymap_make(&f->keymap, NULL);
    f->app.keymap = &f->keymap;
    f->next = name;
    f->count = count;
    f->long_list = long_list;
    rows_init(&f->rows, &ops, f);
    rows_open(&f->app, &f->rows, "test");
    f->rows.list.height = 3;
    assert_int_equal(f->app.view->ops->load(&f->app, f->app.view->data, &err), STATUS_OK);
    f->app.view->loaded = true;
    return f;
}

static struct fixture *open_rows(const char *const *name, size_t count)
{
    return open_rows_of(name, count, false);
}

static void close_rows(struct fixture *f)
{
    if (f->app.view != NULL)
        app_close(&f->app);
    rows_release(&f->rows);
    keymap_release(&f->keymap);
    free(f);
}

static void press(struct fixture *f, enum press_kind kind, const char *name)
{
    struct press one = { .kind = kind };

    strcpy(one.name, name);
    app_press(&f->app, &one);
}

static void type(struct fixture *f, const char *text)
{
    for (; *text != '\0'; text++)
        press(f, PRESS_TEXT, (const char[]){ *text, '\0' });
}

static size_t selected(const struct fixture *f)
{
    size_t row = 99;

    return rows_selected(&f->rows, &row) ? row : 99;
}

static void headings_are_stepped_over(void **state)
{
    struct fixture *f = open_rows(people, 7);

    (void)state;
    assert_int_equal(selected(f), 1);
    type(f, "jjj");
    assert_int_equal(selected(f), 5);
    type(f, "kg");
    assert_int_equal(selected(f), 1);
    type(f, "G");
    assert_int_equal(selected(f), 6);
    press(f, PRESS_KEY, "Enter");
    assert_int_equal(f->opened, 6);
    close_rows(f);
}

static void the_filter_finds_words_in_any_cell_whatever_their_case_and_accents(void **state)
{
    struct fixture *f = open_rows(people, 7);

    (void)state;
    type(f, "/bert");
    assert_int_equal(f->rows.list.count, 2);
    assert_int_equal(selected(f), 2);
    type(f, " emi");
    assert_int_equal(f->rows.list.count, 1);
    assert_int_equal(selected(f), 6);
    press(f, PRESS_KEY, "Enter"); /* ends typing the filter */
    press(f, PRESS_KEY, "Enter");
    assert_int_equal(f->opened, 6);
    press(f, PRESS_KEY, "Escape");
    assert_int_equal(f->rows.list.count, 7);
    assert_int_equal(selected(f), 6);
    assert_int_equal(f->closed, 0);
    press(f, PRESS_KEY, "Escape");
    assert_int_equal(f->closed, 1);
    close_rows(f);
}

static void letters_of_the_filter_are_no_commands(void **state)
{
    struct fixture *f = open_rows(people, 7);

    (void)state;
    type(f, "/q");
    assert_int_equal(f->closed, 0);
    assert_int_equal(f->rows.list.count, 0);
    assert_int_equal(selected(f), 99);
    press(f, PRESS_KEY, "Enter");
    press(f, PRESS_KEY, "Enter");
    assert_int_equal(f->opened, 0);
    close_rows(f);
}

static void the_selection_is_kept_when_rows_come_and_go(void **state)
{
    static const char *const before[] = { "anna", "bert", "carl" };
    static const char *const after[] = { "adam", "anna", "aron", "bert" };
    struct fixture *f = open_rows(before, 3);

    (void)state;
    type(f, "j");
    f->next = after;
    f->count = 4;
    rows_reload(&f->app, &f->rows);
    assert_int_equal(selected(f), 3);
    rows_want(&f->rows, "a");
    rows_reload(&f->app, &f->rows);
    assert_int_equal(selected(f), 0);
    f->count = 0;
    rows_reload(&f->app, &f->rows);
    assert_int_equal(selected(f), 99);
    close_rows(f);
}

static void what_waits_is_done_once_after_each_loading(void **state)
{
    struct fixture *f = open_rows(people, 7);

    (void)state;
    assert_int_equal(f->settled, 0);
    type(f, "jj");
    assert_int_equal(f->settled, 1);
    rows_reload(&f->app, &f->rows);
    assert_int_equal(f->settled, 1);
    type(f, "jj");
    assert_int_equal(f->settled, 2);
    close_rows(f);
}

static void a_key_that_the_list_has_no_use_for_does_nothing(void **state)
{
    struct fixture *f = open_rows(people, 7);

    (void)state;
    type(f, "n");
    assert_non_null(strstr(f->app.said, "does nothing here"));
    type(f, "j");
    assert_string_equal(f->app.said, "");
    type(f, "kd");
    assert_non_null(strstr(f->app.said, "does nothing here"));
    assert_int_equal(selected(f), 1);
    assert_int_equal(f->closed, 0);
    close_rows(f);
}

/* Here no window can show more than one row. */
static void rows_that_were_left_out_are_there_before_a_key(void **state)
{
    static const char *const names[] = { "anna", "bert", "carla", "doris" };
    struct fixture *f = open_rows_of(names, 4, true);

    (void)state;
    assert_int_equal(f->rows.count, 1);
    assert_int_equal(f->rows.left, 3);
    type(f, "G");
    assert_int_equal(f->rows.count, 4);
    assert_int_equal(f->rows.left, 0);
    assert_int_equal(selected(f), 3);
    assert_int_equal(f->loaded, 2);
    rows_reload(&f->app, &f->rows); /* and from then on at once */
    assert_int_equal(f->rows.count, 4);
    assert_int_equal(selected(f), 3);
    assert_int_equal(f->loaded, 3);
    close_rows(f);
}

static void a_list_whose_rest_cannot_be_read_goes_and_says_why(void **state)
{
    static const char *const names[] = { "anna", "bert", "carla", "doris" };
    struct fixture *f = open_rows_of(names, 4, true);

    (void)state;
    f->fails = true;
    type(f, "G");
    assert_null(f->app.view);
    assert_int_equal(f->closed, 1);
    assert_string_equal(f->app.said, "the disk is gone");
    close_rows(f);
}

static void a_row_that_is_wanted_may_be_any(void **state)
{
    static const char *const names[] = { "anna", "bert", "carla", "doris" };
    struct fixture *f = open_rows_of(names, 4, true);

    (void)state;
    rows_want(&f->rows, "c");
    rows_reload(&f->app, &f->rows);
    assert_int_equal(f->rows.count, 4);
    assert_int_equal(selected(f), 2);
    close_rows(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_that_were_left_out_are_there_before_a_key),
        cmocka_unit_test(a_list_whose_rest_cannot_be_read_goes_and_says_why),
        cmocka_unit_test(a_row_that_is_wanted_may_be_any),
        cmocka_unit_test(headings_are_stepped_over),
        cmocka_unit_test(the_filter_finds_words_in_any_cell_whatever_their_case_and_accents),
        cmocka_unit_test(letters_of_the_filter_are_no_commands),
        cmocka_unit_test(the_selection_is_kept_when_rows_come_and_go),
        cmocka_unit_test(what_waits_is_done_once_after_each_loading),
        cmocka_unit_test(a_key_that_the_list_has_no_use_for_does_nothing),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
