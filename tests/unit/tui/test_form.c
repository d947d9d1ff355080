/* SPDX-License-Identifier: MIT */
/* What a form does with keys, without a terminal. */
#include "tui/confirm.h"
#include "tui/form.h"
#include "tui/keymap.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

extern int COLS, LINES; /* of curses, which is not started here */

enum { NAME, SHOWN, GROUP, LIST, NOTE, SAVE, FIELD_COUNT };
static const struct form_field fields[FIELD_COUNT] = {
    [NAME] = { "Name", "", FORM_TEXT, 1, false },
    [SHOWN] = { "Id", "", FORM_SHOWN, 1, false },
    [GROUP] = { "Group", "", FORM_CHOICE, 1, false },
    [LIST] = { "List", "", FORM_TEXT, 1, true },
    [NOTE] = { "Note", "", FORM_ROWS, 2, false },
    [SAVE] = { "Save", "", FORM_BUTTON, 1, false },
};
static const char *const groups[] = { "GP", "NHS manager", "nurse", "lay member" };
static const char *const bodies[] = { "Finance", "Senate", "Senior team" };

struct fixture {
    struct app app;
    struct keymap keymap;
    struct form form;
    int saved, closed, changed;
    size_t left;
};

static const char *const *completions(struct form *form, size_t field, size_t *count)
{
    (void)form;
    *count = 3;
    return field == NAME || field == LIST ? bodies : NULL;
}

static void changed(struct app *app, struct form *form, size_t field)
{
    (void)app;
    (void)field;
    ((struct fixture *)form->data)->changed++;
}

static void left(struct app *app, struct form *form, size_t field)
{
    (void)app;
    ((struct fixture *)form->data)->left = field;
}

static void save(struct app *app, struct form *form)
{
    (void)app;
    ((struct fixture *)form->data)->saved++;
}

static void closed(struct app *app, struct form *form)
{
    (void)app;
    ((struct fixture *)form->data)->closed++;
}

static const struct form_ops ops = {
    .title = "Test",
    .completions = completions,
    .changed = changed,
    .left = left,
    .save = save,
    .close = closed,
};

static struct fixture *open_form(void)
{
    struct fixture *f = calloc(1, sizeof *f);

    assert_non_null(f);
    keymap_make(&f->keymap, NULL);
    f->app.keymap = &f->keymap;
    COLS = 80;
    LINES = 24;
    form_init(&f->form, &ops, fields, FIELD_COUNT, f);
    form_choices(&f->form, GROUP, groups, 4);
    form_open(&f->app, &f->form, "test");
    f->left = FIELD_COUNT;
    return f;
}

static void close_form(struct fixture *f)
{
    if (f->app.view != NULL)
        app_close(&f->app);
    form_release(&f->form);
    keymap_release(&f->keymap);
    free(f);
}

static void key(struct fixture *f, const char *name)
{
    struct press press = { .kind = PRESS_KEY };

    strcpy(press.name, name);
    app_press(&f->app, &press);
}

static void type(struct fixture *f, const char *text)
{
    struct press press = { .kind = PRESS_TEXT };

    for (; *text != '\0'; text++) {
        press.name[0] = *text;
        app_press(&f->app, &press);
    }
}

static void tab_goes_through_the_fields_and_over_what_is_only_shown(void **state)
{
    struct fixture *f = open_form();

    (void)state;
    key(f, "Tab");
    assert_int_equal(f->form.at, GROUP);
    assert_int_equal(f->left, NAME);
    key(f, "S-Tab");
    assert_int_equal(f->form.at, NAME);
    key(f, "S-Tab");
    assert_int_equal(f->form.at, NAME);
    for (int i = 0; i < 9; i++)
        key(f, "Tab");
    assert_int_equal(f->form.at, SAVE);
    key(f, "Enter");
    assert_int_equal(f->saved, 1);
    close_form(f);
}

static void tab_completes_what_was_begun_and_then_goes_on(void **state)
{
    struct fixture *f = open_form();

    (void)state;
    type(f, "fin");
    key(f, "Tab");
    assert_string_equal(form_text(&f->form, NAME), "Finance");
    assert_int_equal(f->form.at, NAME);
    key(f, "Tab");
    assert_int_equal(f->form.at, GROUP);
    close_form(f);
}

static void in_a_list_the_last_part_is_completed(void **state)
{
    struct fixture *f = open_form();

    (void)state;
    form_go(&f->app, &f->form, LIST);
    type(f, "Finance, seni");
    key(f, "Tab");
    assert_string_equal(form_text(&f->form, LIST), "Finance, Senior team");
    close_form(f);
}

static void a_choice_is_gone_through_by_arrows_and_found_by_letters(void **state)
{
    struct fixture *f = open_form();

    (void)state;
    form_go(&f->app, &f->form, GROUP);
    assert_int_equal(form_choice(&f->form, GROUP), -1);
    key(f, "Right");
    assert_int_equal(form_choice(&f->form, GROUP), 0);
    key(f, "Left");
    assert_int_equal(form_choice(&f->form, GROUP), 3);
    type(f, "n");
    assert_int_equal(form_choice(&f->form, GROUP), 1);
    type(f, "u");
    assert_int_equal(form_choice(&f->form, GROUP), 2);
    type(f, "l");
    assert_int_equal(form_choice(&f->form, GROUP), 3);
    key(f, "Backspace");
    assert_int_equal(form_choice(&f->form, GROUP), -1);
    assert_true(f->form.changed);
    assert_int_equal(f->changed, 6);
    close_form(f);
}

static void a_choice_without_words_takes_keys_and_stays_empty(void **state)
{
    struct fixture *f = open_form();

    (void)state;
    form_choices(&f->form, GROUP, NULL, 0);
    form_go(&f->app, &f->form, GROUP);
    key(f, "Right");
    type(f, "g");
    assert_string_equal(form_text(&f->form, GROUP), "");
    close_form(f);
}

static void a_field_of_several_rows_takes_row_ends_and_goes_up_and_down_in_them(void **state)
{
    struct fixture *f = open_form();
    char *text;

    (void)state;
    form_go(&f->app, &f->form, NOTE);
    type(f, "one");
    key(f, "Enter");
    type(f, "two");
    key(f, "Up");
    assert_int_equal(f->form.state[NOTE].line.cursor, 3);
    key(f, "Up");
    assert_int_equal(f->form.at, LIST);
    key(f, "Down");
    key(f, "Down");
    assert_int_equal(f->form.at, NOTE);
    assert_int_equal(f->form.state[NOTE].line.cursor, 7);
    text = form_take(&f->form, NOTE);
    assert_string_equal(text, "one\ntwo");
    free(text);
    close_form(f);
}

static void long_rows_are_wrapped_and_the_cursor_goes_by_what_is_seen(void **state)
{
    struct fixture *f = open_form();
    struct line *line = &f->form.state[NOTE].line;

    (void)state;
    COLS = 31; /* 20 columns of text */
    form_go(&f->app, &f->form, NOTE);
    type(f, "the plan for the winter and the spring and the summer");
    assert_int_equal(form_field_rows(&f->form, NOTE), 4);
    line->cursor = 3;
    key(f, "Down");
    assert_memory_equal(line->text.text + line->cursor - 3, "win", 3);
    key(f, "Up");
    assert_int_equal(line->cursor, 3);
    close_form(f);
}

static void a_wrong_field_gets_the_cursor_and_is_right_once_it_is_changed(void **state)
{
    struct fixture *f = open_form();

    (void)state;
    form_wrong(&f->app, &f->form, LIST, "no such body: %s", "x");
    assert_int_equal(f->form.at, LIST);
    assert_string_equal(f->form.state[LIST].wrong, "no such body: x");
    assert_string_equal(f->app.said, "no such body: x");
    type(f, "y");
    assert_null(f->form.state[LIST].wrong);
    close_form(f);
}

static void escape_leaves_what_was_not_changed_and_asks_otherwise(void **state)
{
    struct fixture *f = open_form();

    (void)state;
    type(f, "x");
    key(f, "Escape");
    assert_int_equal(f->closed, 0);
    assert_true(confirm_waits(&f->app));
    type(f, "n");
    assert_int_equal(f->closed, 0);
    assert_false(confirm_waits(&f->app));
    assert_string_equal(form_text(&f->form, NAME), "x");
    key(f, "Escape");
    type(f, "y");
    assert_int_equal(f->closed, 1);
    close_form(f);
    f = open_form();
    key(f, "Escape");
    assert_int_equal(f->closed, 1);
    close_form(f);
}

static void a_paste_goes_into_the_field_and_nowhere_else(void **state)
{
    struct fixture *f = open_form();
    struct press press = { .kind = PRESS_PASTE, .paste = "a\nb", .paste_len = 3 };

    (void)state;
    app_press(&f->app, &press);
    assert_string_equal(form_text(&f->form, NAME), "a b");
    form_go(&f->app, &f->form, GROUP);
    app_press(&f->app, &press);
    assert_string_equal(form_text(&f->form, GROUP), "");
    form_go(&f->app, &f->form, NOTE);
    app_press(&f->app, &press);
    assert_string_equal(form_text(&f->form, NOTE), "a\nb");
    close_form(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tab_goes_through_the_fields_and_over_what_is_only_shown),
        cmocka_unit_test(tab_completes_what_was_begun_and_then_goes_on),
        cmocka_unit_test(in_a_list_the_last_part_is_completed),
        cmocka_unit_test(a_choice_is_gone_through_by_arrows_and_found_by_letters),
        cmocka_unit_test(a_choice_without_words_takes_keys_and_stays_empty),
        cmocka_unit_test(a_field_of_several_rows_takes_row_ends_and_goes_up_and_down_in_them),
        cmocka_unit_test(long_rows_are_wrapped_and_the_cursor_goes_by_what_is_seen),
        cmocka_unit_test(a_wrong_field_gets_the_cursor_and_is_right_once_it_is_changed),
        cmocka_unit_test(escape_leaves_what_was_not_changed_and_asks_otherwise),
        cmocka_unit_test(a_paste_goes_into_the_field_and_nowhere_else),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
