/* SPDX-License-Identifier: MIT */
/* The lists that a study words as it likes: role groups and functions. One
 * screen for both, and a form for one word. */
#include "storage/lists.h"
#include "core/mem.h"
#include "tui/command.h"
#include "tui/confirm.h"
#include "tui/form.h"
#include "tui/rows.h"
#include "tui/said.h"
#include "tui/screens.h"
#include <stdlib.h>
#include <string.h>

struct lists {
    struct rows rows;
    enum list_kind kind;
    struct list_words words;
};

/* --- one word ------------------------------------------------------------------ */

enum { WORD_NAME, WORD_LABEL, WORD_KEY, WORD_SAVE, WORD_FIELDS };

struct word_form {
    struct form form;
    enum list_kind kind;
    struct id id;        /* none: a new one */
    struct lists *lists; /* below */
};

/* clang-format off */
static const struct form_field group_fields[WORD_FIELDS] = {
    [WORD_NAME]  = { "Name",  "as NHS manager: in lists, and as a code in exports", FORM_TEXT, 1, false },
    [WORD_LABEL] = { "Label", "as Manager in \"Manager ID 60\"; empty: the name", FORM_TEXT, 1, false },
    [WORD_KEY]   = { "Key",   "what is typed, as nm in \"60 nm\" and \"?nm: \"; empty: made of the name", FORM_TEXT, 1, false },
    [WORD_SAVE]  = { "Save",  "Enter saves", FORM_BUTTON, 1, false },
};
static const struct form_field shown_group_fields[WORD_FIELDS] = {
    [WORD_NAME]  = { "Name",  "as NHS manager: in lists, and as a code in exports", FORM_TEXT, 1, false },
    [WORD_LABEL] = { "Label", "as Manager in \"Manager ID 60\"; empty: the name", FORM_TEXT, 1, false },
    [WORD_KEY]   = { "Key",   "", FORM_SHOWN, 1, false },
    [WORD_SAVE]  = { "Save",  "Enter saves", FORM_BUTTON, 1, false },
};
static const struct form_field function_fields[WORD_FIELDS] = {
    [WORD_NAME]  = { "Name",  "as governing body: bodies of all sites are compared by it", FORM_TEXT, 1, false },
    [WORD_LABEL] = { "",      "", FORM_SHOWN, 1, false },
    [WORD_KEY]   = { "Key",   "as governing-body, for programs; empty: made of the name", FORM_TEXT, 1, false },
    [WORD_SAVE]  = { "Save",  "Enter saves", FORM_BUTTON, 1, false },
};
static const struct form_field shown_function_fields[WORD_FIELDS] = {
    [WORD_NAME]  = { "Name",  "as governing body: bodies of all sites are compared by it", FORM_TEXT, 1, false },
    [WORD_LABEL] = { "",      "", FORM_SHOWN, 1, false },
    [WORD_KEY]   = { "Key",   "", FORM_SHOWN, 1, false },
    [WORD_SAVE]  = { "Save",  "Enter saves", FORM_BUTTON, 1, false },
};
/* clang-format on */

static void word_save(struct app *app, struct form *form)
{
    struct word_form *word = form->data;
    char *name = form_take(form, WORD_NAME), *label = form_take(form, WORD_LABEL);
    char *key = form_take(form, WORD_KEY);
    struct list_word typed = { .id = word->id, .name = name, .label = label, .key = key };
    struct lists *lists = word->lists;
    struct error err = ERROR_INIT;
    struct id id;

    if (lists_save(app->study, word->kind, &typed, &id, &err)) {
        bool is_key = strstr(err.text, "key") != NULL && name[0] != '\0';

        form_wrong(app, form, is_key && id_is_none(&word->id) ? WORD_KEY : WORD_NAME, "%s",
                   err.text);
    } else {
        char text[ID_TEXT];

        id_print(&id, text);
        rows_want(&lists->rows, text);
        app->stale = true;
        app_close(app);
        app_say(app, ROLE_GOOD, "saved: %s", name);
    }
    free(name);
    free(label);
    free(key);
}

static void word_close(struct app *app, struct form *form)
{
    struct word_form *word = form->data;

    (void)app;
    form_release(form);
    free(word);
}

static const struct form_ops word_ops = {
    .title = "A word of a list",
    .save = word_save,
    .close = word_close,
};

static void open_word(struct app *app, struct lists *lists, const struct list_word *from)
{
    struct word_form *word = mem_alloc(1, sizeof *word);
    bool groups = lists->kind == LIST_ROLE_GROUPS;
    const struct form_field *fields = groups ? group_fields : function_fields;

    if (from != NULL)
        fields = groups ? shown_group_fields : shown_function_fields;
    word->kind = lists->kind;
    word->lists = lists;
    form_init(&word->form, &word_ops, fields, WORD_FIELDS, word);
    if (from != NULL) {
        word->id = from->id;
        form_set(&word->form, WORD_NAME, from->name);
        form_set(&word->form, WORD_LABEL, from->label);
        form_set(&word->form, WORD_KEY, from->key);
    }
    form_open(app, &word->form, groups ? "moot: a role group" : "moot: a function of bodies");
}

/* --- the list ------------------------------------------------------------------- */

static enum status lists_read(struct app *app, struct rows *rows, struct error *err)
{
    struct lists *lists = rows->data;

    lists_release(&lists->words);
    if (lists_load(&lists->words, app->study, lists->kind, err))
        return err->status;
    rows->count = lists->words.count;
    return STATUS_OK;
}

static void lists_cell(const struct rows *rows, size_t row, size_t column, struct str *out)
{
    const struct lists *lists = rows->data;
    const struct list_word *word = &lists->words.word[row];

    if (column == 0)
        str_add(out, word->key);
    else if (column == 1)
        str_add(out, word->name);
    else if (column == 2 && lists->kind == LIST_ROLE_GROUPS)
        str_add(out, word->label);
    else if (word->uses > 0)
        str_add_format(out, "%zu", word->uses);
}

static void lists_key(const struct rows *rows, size_t row, struct str *out)
{
    const struct lists *lists = rows->data;
    char text[ID_TEXT];

    id_print(&lists->words.word[row].id, text);
    str_add(out, text);
}

static void lists_open_row(struct app *app, struct rows *rows, size_t row)
{
    struct lists *lists = rows->data;

    if (study_is_read_only(app->study))
        app_say(app, ROLE_WARNING, "%s is read-only", app->path);
    else
        open_word(app, lists, &lists->words.word[row]);
}

static void lists_add(struct app *app, struct rows *rows)
{
    open_word(app, rows->data, NULL);
}

static void remove_selected(struct app *app)
{
    struct rows *rows = app->view->data;
    struct lists *lists = rows->data;
    struct error err = ERROR_INIT;
    size_t row;

    if (!rows_selected(rows, &row))
        return;
    if (lists_delete(app->study, lists->kind, &lists->words.word[row].id, &err))
        app_say_error(app, &err);
    else
        app_say(app, ROLE_GOOD, "taken out: %s", lists->words.word[row].name);
    app->stale = true;
    rows_reload(app, rows);
}

static void lists_remove(struct app *app, struct rows *rows, size_t row)
{
    struct lists *lists = rows->data;
    const struct list_word *word = &lists->words.word[row];

    if (word->uses > 0)
        app_say(app, ROLE_WARNING, "%s is in use: it can be renamed (Enter), not taken out",
                word->name);
    else
        app_confirm(app, remove_selected, "take out %s?", word->name);
}

static void lists_closed(struct app *app, struct rows *rows)
{
    struct lists *lists = rows->data;

    (void)app;
    lists_release(&lists->words);
    rows_release(rows);
    free(lists);
}

static const struct rows_column group_columns[] = {
    { "Key", 18, false }, { "Role group", 0, false }, { "Label", 16, false }, { "People", 8, true }
};
static const struct rows_column function_columns[] = { { "Key", 24, false },
                                                       { "Function", 0, false },
                                                       { "Used", 8, true } };

#define LIST_OPS(columns, count)                                                         \
    .hint = "Enter rename  n new  d take out  K up  J down  q back",                     \
    .empty = "Nothing yet: n adds one.", .contexts = CONTEXT_LISTS, .column = (columns), \
    .column_count = (count), .load = lists_read, .cell = lists_cell, .key = lists_key,   \
    .open = lists_open_row, .add = lists_add, .remove = lists_remove, .close = lists_closed

static const struct rows_ops group_ops = {
    .title = "Role groups", .many = "role groups", .one = "role group", LIST_OPS(group_columns, 4)
};
static const struct rows_ops function_ops = { .title = "Functions of bodies",
                                              .many = "functions",
                                              .one = "function",
                                              LIST_OPS(function_columns, 3) };

void lists_open(struct app *app, enum list_kind kind)
{
    struct lists *lists = mem_alloc(1, sizeof *lists);

    lists->kind = kind;
    rows_init(&lists->rows, kind == LIST_ROLE_GROUPS ? &group_ops : &function_ops, lists);
    rows_open(app, &lists->rows,
              kind == LIST_ROLE_GROUPS ? "moot: role groups of people"
                                       : "moot: functions of bodies");
}

/* --- commands -------------------------------------------------------------------- */

static void move_selected(struct app *app, int by)
{
    struct rows *rows = app->view->data;
    struct lists *lists = rows->data;
    struct error err = ERROR_INIT;
    size_t row;

    if (!rows_selected(rows, &row))
        return;
    if (rows->filter.text.len > 0) {
        app_say(app, ROLE_QUIET, "the order is changed where all rows are shown: Escape first");
        return;
    }
    if (lists_move(app->study, lists->kind, &lists->words.word[row].id, by, &err))
        app_say_error(app, &err);
    app->stale = true;
    rows_reload(app, rows);
}

void cmd_lists_up(struct app *app)
{
    move_selected(app, -1);
}

void cmd_lists_down(struct app *app)
{
    move_selected(app, 1);
}
