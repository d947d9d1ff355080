/* SPDX-License-Identifier: MIT */
/* The form of one code. A name or key like that of another code is said while
 * it is typed and when it is saved; it keeps nobody from saving. */
#include "core/codebook.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/codes.h"
#include "tui/form.h"
#include "tui/rows.h"
#include "tui/said.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEY,
    NAME,
    KIND,
    DEFINITION,
    USE_WHEN,
    NOT_WHEN,
    MODIFIERS,
    UNDER,
    GROUP,
    PINNED,
    HOT_KEY,
    COLOR,
    SAVE,
    FIELDS
};

static const struct form_field fields[FIELDS] = {
    [KEY] = { "Key", "Typed behind #: a letter or two, as ch", FORM_TEXT, 1, false },
    [NAME] = { "Name", "As people read it: Challenge from members", FORM_TEXT, 1, false },
    [KIND] = { "Kind", "A point marks an instant; a state lasts until it is closed", FORM_CHOICE, 1,
               false },
    [DEFINITION] = { "Definition", "What it is; shown while it is chosen", FORM_ROWS, 1, false },
    [USE_WHEN] = { "Use when", "When to use it", FORM_ROWS, 1, false },
    [NOT_WHEN] = { "Not when", "When not to use it, and what instead", FORM_ROWS, 1, false },
    [MODIFIERS] = { "Modifiers", "A row each, as kind: supportive | diagnostic; or any words",
                    FORM_ROWS, 2, false },
    [UNDER] = { "Under", "The code that it stands under, by key or name; empty: none", FORM_TEXT, 1,
                false },
    [GROUP] = { "Group", "Opening a state closes the others of its group", FORM_TEXT, 1, false },
    [PINNED] = { "Pinned", "Whether it is always in view on the live screen", FORM_CHOICE, 1,
                 false },
    [HOT_KEY] = { "Hot key", "A letter for Alt and it (not b d f h), or F3, F5 to F9", FORM_TEXT, 1,
                  false },
    [COLOR] = { "Colour", "As #3366CC; it goes along into ATLAS.ti", FORM_TEXT, 1, false },
    [SAVE] = { "Save", "Enter or F9 saves", FORM_BUTTON, 1, false },
};
static const char *const kinds[] = { "point", "state" };
static const char *const no_yes[] = { "no", "yes" };

struct code_form {
    struct form form;
    struct codebook book;
    struct id code;     /* none: a new one */
    struct id beside;   /* behind which a new one stands; none */
    const char **label; /* completions: names of the codes */
    size_t label_count;
};

static struct code_form *of(struct form *form)
{
    return form->data;
}

static int index_of(const struct codebook *book, const struct id *id)
{
    for (size_t i = 0; i < book->count; i++)
        if (!id_is_none(id) && id_equal(&book->codes[i].id, id))
            return (int)i;
    return -1;
}

static int find_code(const struct codebook *book, const char *text)
{
    size_t len = strlen(text);

    for (size_t i = 0; i < book->count; i++) {
        const struct code *code = &book->codes[i];

        if (len > 0 && !code->retired
            && (strcmp(code->key, text) == 0
                || text_same(code->name, strlen(code->name), text, len)))
            return (int)i;
    }
    return -1;
}

static void fill(struct code_form *data)
{
    struct form *form = &data->form;
    int at = index_of(&data->book, &data->code);
    const struct code *code = at >= 0 ? &data->book.codes[at] : NULL;
    int parent = code != NULL ? code->parent : -1, beside = index_of(&data->book, &data->beside);
    struct str modifiers = STR_INIT;
    char hot_key[3] = "";

    assert(beside < 0 || data->book.codes != NULL);
    if (code == NULL && beside >= 0)
        parent = data->book.codes[beside].parent;
    if (code != NULL) {
        modifiers_print(&modifiers, code, "\n");
        if (code->hot_key != 0)
            snprintf(hot_key, sizeof hot_key, "%s%c", code->hot_key <= '9' ? "F" : "",
                     code->hot_key);
        form_set(form, KEY, code->key);
        form_set(form, NAME, code->name);
        form_set(form, DEFINITION, code->definition);
        form_set(form, USE_WHEN, code->use_when);
        form_set(form, NOT_WHEN, code->not_when);
        form_set(form, MODIFIERS, str_text(&modifiers));
        form_set(form, GROUP, code->group);
        form_set(form, HOT_KEY, hot_key);
        form_set(form, COLOR, code->color);
    }
    if (parent >= 0)
        form_set(form, UNDER, codes_label(&data->book.codes[parent]));
    form_choose(form, KIND, code != NULL && code->state);
    form_choose(form, PINNED, code != NULL && code->pinned > 0);
    str_release(&modifiers);
}

static const char *const *completions(struct form *form, size_t field, size_t *count)
{
    struct code_form *data = of(form);

    *count = data->label_count;
    return field == UNDER ? data->label : NULL;
}

/* Says which code this one resembles, if it is another than it was. */
static bool resembles(struct code_form *data, struct str *why)
{
    int self = index_of(&data->book, &data->code);
    char *key = form_take(&data->form, KEY), *name = form_take(&data->form, NAME);
    bool found = false;

    if (self < 0 || strcmp(data->book.codes[self].key, key) != 0
        || strcmp(data->book.codes[self].name, name) != 0)
        found = code_resembles(data->book.codes, data->book.count, self, key, name, why) >= 0;
    free(key);
    free(name);
    return found;
}

static void left(struct app *app, struct form *form, size_t field)
{
    struct str why = STR_INIT;

    if ((field == KEY || field == NAME) && resembles(of(form), &why))
        app_say(app, ROLE_STATE, "careful: %s", why.text);
    str_release(&why);
}

/* "c", "M-c", "F5"; 0 none, -1: it is none. */
static int read_hot_key(const char *text)
{
    if (strncmp(text, "M-", 2) == 0)
        text += 2;
    if (text[0] == '\0')
        return 0;
    if ((text[0] == 'F' || text[0] == 'f') && text[1] >= '0' && text[1] <= '9' && text[2] == '\0')
        return text[1];
    if (text[1] == '\0' && text[0] >= 'A' && text[0] <= 'Z')
        return text[0] + 32;
    return text[1] == '\0' && text[0] >= 'a' && text[0] <= 'z' ? text[0] : -1;
}

/* The first field that does not fit gets the cursor. */
static bool check(struct app *app, struct code_form *data, char *const text[FIELDS])
{
    struct form *form = &data->form;
    struct typed_modifiers modifiers = { 0 };
    struct str why = STR_INIT;
    int hot_key = read_hot_key(text[HOT_KEY]);
    size_t wrong = FIELDS;

    if (!code_key_fits(text[KEY], &why))
        wrong = KEY;
    else if (!code_name_fits(text[NAME], &why))
        wrong = NAME;
    else if (!typed_modifiers_read(&modifiers, text[MODIFIERS], &why))
        wrong = MODIFIERS;
    else if (text[UNDER][0] != '\0' && find_code(&data->book, text[UNDER]) < 0) {
        str_add_format(&why, "there is no code \"%.60s\": Tab completes", text[UNDER]);
        wrong = UNDER;
    } else if (!code_hot_key_fits(hot_key < 0 ? '!' : (char)hot_key, &why))
        wrong = HOT_KEY;
    else if (!code_color_fits(text[COLOR], &why))
        wrong = COLOR;
    if (wrong < FIELDS)
        form_wrong(app, form, wrong, "%s", why.text);
    typed_modifiers_release(&modifiers);
    str_release(&why);
    return wrong == FIELDS;
}

/* Behind which code it stands under its parent. */
static const struct id *after(const struct code_form *data, int parent)
{
    int beside = index_of(&data->book, &data->beside), last = -1;

    if (beside >= 0 && data->book.codes[beside].parent == parent)
        return &data->book.codes[beside].id;
    for (size_t i = 0; i < data->book.count; i++)
        if (data->book.codes[i].parent == parent)
            last = (int)i;
    return last >= 0 ? &data->book.codes[last].id : NULL;
}

static enum status write_code(struct app *app, struct code_form *data, char *const text[FIELDS],
                              struct id *made, struct error *err)
{
    int self = index_of(&data->book, &data->code), parent = find_code(&data->book, text[UNDER]);
    const struct id *above = parent >= 0 ? &data->book.codes[parent].id : NULL;
    struct id id = data->code;
    struct code_fields set = {
        .key = text[KEY],
        .name = text[NAME],
        .color = text[COLOR],
        .definition = text[DEFINITION],
        .use_when = text[USE_WHEN],
        .not_when = text[NOT_WHEN],
        .group = text[GROUP],
        .modifiers = text[MODIFIERS],
        .state = form_choice(&data->form, KIND) == 1,
        .pinned = form_choice(&data->form, PINNED) == 1 ? PINNED_LAST : 0,
        .hot_key = (char)read_hot_key(text[HOT_KEY]),
    };

    if (self < 0 && codebook_add(app->study, above, text[KEY], text[NAME], set.state, &id, err))
        return err->status;
    *made = id;
    if (codebook_set(app->study, &id, &set, err))
        return err->status;
    if (self >= 0 && data->book.codes[self].parent == parent)
        return STATUS_OK;
    return codebook_place(app->study, &id, above, after(data, parent), err);
}

/* Definitions wrap in the form, and are one line in the codebook. */
static void join_rows(char *text)
{
    for (; *text != '\0'; text++)
        if (*text == '\n')
            *text = ' ';
}

/* All of it or nothing. */
static enum status write_all(struct app *app, struct code_form *data, char *const text[FIELDS],
                             struct id *made, struct error *err)
{
    if (study_begin(app->study, err))
        return err->status;
    if (write_code(app, data, text, made, err)) {
        study_rollback(app->study);
        return err->status;
    }
    return study_commit(app->study, err);
}

static void save(struct app *app, struct form *form)
{
    struct code_form *data = of(form);
    struct str why = STR_INIT, label = STR_INIT;
    struct error err = ERROR_INIT;
    char *text[FIELDS];
    char key[ID_TEXT];
    struct id made;
    bool fits, warns;

    if (!codes_write(app))
        return;
    for (size_t i = 0; i < FIELDS; i++)
        text[i] = form_take(form, i);
    for (size_t i = DEFINITION; i <= NOT_WHEN; i++)
        join_rows(text[i]);
    warns = resembles(data, &why);
    fits = check(app, data, text);
    if (fits && write_all(app, data, text, &made, &err)) {
        app_say_error(app, &err);
    } else if (fits) {
        str_add(&label, text[KEY][0] != '\0' ? text[KEY] : text[NAME]);
        app->stale = true;
        app_close(app);
        id_print(&made, key);
        rows_want(app->view->data, key); /* only the list opens this form */
        if (warns)
            app_say(app, ROLE_STATE, "%s is saved; careful: %s", label.text, why.text);
        else
            app_say(app, ROLE_GOOD, "%s is saved", label.text);
    }
    for (size_t i = 0; i < FIELDS; i++)
        free(text[i]);
    str_release(&why);
    str_release(&label);
}

static void close_form(struct app *app, struct form *form)
{
    struct code_form *data = of(form);

    (void)app;
    form_release(form);
    codebook_release(&data->book);
    free(data->label);
    free(data);
}

static const struct form_ops ops = {
    .title = "A code",
    .completions = completions,
    .left = left,
    .save = save,
    .close = close_form,
};

void code_form_open(struct app *app, const struct codebook *codebook, int code, int beside)
{
    struct code_form *data = mem_alloc(1, sizeof *data);
    struct error err = ERROR_INIT;

    if (code >= 0)
        data->code = codebook->codes[code].id;
    else if (beside >= 0)
        data->beside = codebook->codes[beside].id;
    if (codebook_load(&data->book, app->study, &err)) {
        app_say_error(app, &err);
        free(data);
        return;
    }
    data->label = mem_alloc(data->book.count + 1, sizeof *data->label);
    for (size_t i = 0; i < data->book.count; i++)
        if (!data->book.codes[i].retired && (int)i != code)
            data->label[data->label_count++] = data->book.codes[i].name;
    form_init(&data->form, &ops, fields, FIELDS, data);
    form_choices(&data->form, KIND, kinds, 2);
    form_choices(&data->form, PINNED, no_yes, 2);
    fill(data);
    form_open(app, &data->form, code >= 0 ? "Codebook: change a code" : "Codebook: a new code");
}
