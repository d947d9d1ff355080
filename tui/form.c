/* SPDX-License-Identifier: MIT */
/* What a form does with keys: going from field to field, choosing, completing,
 * saving and leaving. Painting is in form_draw.c. */
#include "tui/form.h"
#include "core/mem.h"
#include "core/text.h"
#include "tui/command.h"
#include "tui/confirm.h"
#include "tui/said.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* --- what fields hold -------------------------------------------------------- */

void form_init(struct form *form, const struct form_ops *ops, const struct form_field *field,
               size_t count, void *data)
{
    *form = (struct form){ .ops = ops, .field = field, .count = count, .data = data };
    form->state = mem_alloc(count, sizeof *form->state);
    for (size_t i = 0; i < count; i++)
        form->state[i].line.rows = field[i].kind == FORM_ROWS;
    while (form->at + 1 < count && field[form->at].kind == FORM_SHOWN)
        form->at++;
}

void form_release(struct form *form)
{
    for (size_t i = 0; i < form->count; i++) {
        line_release(&form->state[i].line);
        free(form->state[i].wrong);
    }
    free(form->state);
    str_release(&form->sought);
    *form = (struct form){ 0 };
}

const char *form_text(const struct form *form, size_t field)
{
    return str_text(&form->state[field].line.text);
}

char *form_take(const struct form *form, size_t field)
{
    const struct str *text = &form->state[field].line.text;
    struct str clean = STR_INIT;

    if (form->field[field].kind == FORM_ROWS)
        text_clean(&clean, str_text(text), text->len);
    else
        text_clean_line(&clean, str_text(text), text->len);
    return str_take(&clean);
}

bool form_is_empty(const struct form *form, size_t field)
{
    const char *text = form_text(form, field);

    return text[strspn(text, " \n\t")] == '\0';
}

void form_set(struct form *form, size_t field, const char *text)
{
    line_set(&form->state[field].line, text != NULL ? text : "");
}

void form_fill(struct form *form, size_t field, const char *text)
{
    if (form->state[field].line.text.len == 0)
        form_set(form, field, text);
}

void form_choices(struct form *form, size_t field, const char *const *choice, size_t count)
{
    form->state[field].choice = choice;
    form->state[field].choices = count;
}

int form_choice(const struct form *form, size_t field)
{
    const struct form_state *state = &form->state[field];

    for (size_t i = 0; i < state->choices; i++)
        if (strcmp(state->choice[i], form_text(form, field)) == 0)
            return (int)i;
    return -1;
}

void form_choose(struct form *form, size_t field, int choice)
{
    const struct form_state *state = &form->state[field];

    form_set(form, field,
             choice >= 0 && (size_t)choice < state->choices ? state->choice[choice] : "");
}

void form_clean(struct form *form)
{
    form->changed = false;
}

static void forget_wrong(struct form *form, size_t field)
{
    free(form->state[field].wrong);
    form->state[field].wrong = NULL;
}

/* The observer changed a field. */
static void field_changed(struct app *app, struct form *form, size_t field)
{
    forget_wrong(form, field);
    form->changed = true;
    if (form->ops->changed != NULL)
        form->ops->changed(app, form, field);
}

void form_wrong(struct app *app, struct form *form, size_t field, const char *fmt, ...)
{
    char text[sizeof app->said];
    va_list args;

    va_start(args, fmt);
    text_print_args(text, sizeof text, fmt, args);
    va_end(args);
    forget_wrong(form, field);
    form->state[field].wrong = mem_copy(text);
    form->at = field;
    str_clear(&form->sought);
    app_say(app, ROLE_WARNING, "%s", text);
}

/* --- going from field to field ----------------------------------------------- */

void form_go(struct app *app, struct form *form, size_t field)
{
    size_t from = form->at;

    str_clear(&form->sought);
    form->at = field;
    if (from != field && form->ops->left != NULL)
        form->ops->left(app, form, from);
}

/* The next field in a direction that takes the cursor; stays where there is
 * none. */
static void step(struct app *app, struct form *form, int by)
{
    size_t to = form->at;

    do {
        if (by < 0 ? to == 0 : to + 1 >= form->count) {
            form_go(app, form, form->at);
            return;
        }
        to = by < 0 ? to - 1 : to + 1;
    } while (form->field[to].kind == FORM_SHOWN);
    form_go(app, form, to);
}

static bool has_text(const struct form *form)
{
    return form->field[form->at].kind == FORM_TEXT || form->field[form->at].kind == FORM_ROWS;
}

static struct line *form_line(struct app *app, void *data)
{
    struct form *form = data;

    (void)app;
    return has_text(form) ? &form->state[form->at].line : NULL;
}

static void form_edited(struct app *app, void *data, bool changed)
{
    struct form *form = data;

    if (changed)
        field_changed(app, form, form->at);
}

/* --- choices ------------------------------------------------------------------- */

static void choose(struct app *app, struct form *form, int choice)
{
    int count = (int)form->state[form->at].choices;

    if (count == 0)
        return;
    form_choose(form, form->at, (choice % count + count) % count);
    field_changed(app, form, form->at);
}

/* The first choice that begins with what was typed; a letter that no longer
 * fits begins anew, with the next one. */
static void seek(struct app *app, struct form *form, const char *letter)
{
    const struct form_state *state = &form->state[form->at];
    size_t chosen = form_choice(form, form->at) < 0 ? 0 : (size_t)form_choice(form, form->at);

    str_add(&form->sought, letter);
    for (size_t again = 0; again < 2; again++) {
        for (size_t i = again; i < state->choices + again; i++) {
            size_t at = (chosen + i) % state->choices;
            const char *name = state->choice[at];

            if (text_begins(name, strlen(name), form->sought.text, form->sought.len)) {
                choose(app, form, (int)at);
                return;
            }
        }
        str_clear(&form->sought);
        str_add(&form->sought, letter);
    }
    str_clear(&form->sought);
}

static void choice_key(struct app *app, struct form *form, const struct press *press)
{
    int chosen = form_choice(form, form->at);

    if (press->kind == PRESS_TEXT && strcmp(press->name, " ") != 0) {
        seek(app, form, press->name);
        return;
    }
    str_clear(&form->sought);
    if (strcmp(press->name, "Right") == 0 || strcmp(press->name, " ") == 0) {
        choose(app, form, chosen + 1);
    } else if (strcmp(press->name, "Left") == 0) {
        choose(app, form, chosen < 0 ? -1 : chosen - 1);
    } else if (strcmp(press->name, "Backspace") == 0 || strcmp(press->name, "C-h") == 0) {
        form_set(form, form->at, "");
        field_changed(app, form, form->at);
    }
}

/* What no command has: the keys of a choice, and pasted text. */
static void form_key(struct app *app, void *data, const struct press *press)
{
    struct form *form = data;
    struct line *line = form_line(app, form);

    if (press->kind == PRESS_PASTE && line != NULL) {
        line_insert(line, press->paste, press->paste_len);
        field_changed(app, form, form->at);
    } else if (form->field[form->at].kind == FORM_CHOICE && press->kind != PRESS_PASTE) {
        choice_key(app, form, press);
    } else if (form->field[form->at].kind == FORM_BUTTON && strcmp(press->name, " ") == 0) {
        cmd_form_enter(app);
    }
}

/* --- completion ---------------------------------------------------------------- */

/* Where the thing that is being typed begins. */
static size_t typed_from(const struct form *form)
{
    const char *text = form_text(form, form->at);
    const char *comma = form->field[form->at].listed ? strrchr(text, ',') : NULL;
    size_t from = comma != NULL ? (size_t)(comma - text) + 1 : 0;

    return from + strspn(text + from, " ");
}

const char *form_completion(struct form *form, size_t *from)
{
    const char *const *word = NULL;
    const char *typed, *found = NULL;
    size_t count = 0, len;

    if (!has_text(form) || form->ops->completions == NULL)
        return NULL;
    word = form->ops->completions(form, form->at, &count);
    *from = typed_from(form);
    typed = form_text(form, form->at) + *from;
    len = strlen(typed);
    if (word == NULL || len == 0)
        return NULL;
    for (size_t i = count; i-- > 0;) {
        if (text_same(word[i], strlen(word[i]), typed, len))
            return NULL;
        if (text_begins(word[i], strlen(word[i]), typed, len))
            found = word[i];
    }
    return found;
}

static bool complete(struct app *app, struct form *form)
{
    size_t from;
    const char *found = form_completion(form, &from);
    struct line *line = &form->state[form->at].line;

    if (found == NULL)
        return false;
    line_replace(line, from, line->text.len - from, found);
    field_changed(app, form, form->at);
    return true;
}

/* --- the screen ---------------------------------------------------------------- */

static enum status form_load(struct app *app, void *data, struct error *err)
{
    struct form *form = data;

    return form->ops->load != NULL ? form->ops->load(app, form, err) : STATUS_OK;
}

static void form_close(struct app *app, void *data)
{
    struct form *form = data;

    form->ops->close(app, form);
}

void form_open(struct app *app, struct form *form, const char *bar)
{
    text_print(form->bar, sizeof form->bar, "%s", bar);
    form->view = (struct view_ops){
        .contexts = CONTEXT_ANY | CONTEXT_LINE | CONTEXT_FORM | form->ops->contexts,
        .title = form->ops->title,
        .load = form_load,
        .draw = form_draw,
        .key = form_key,
        .line = form_line,
        .edited = form_edited,
        .close = form_close,
    };
    app_open(app, &form->view, form);
}

/* --- commands ------------------------------------------------------------------- */

void cmd_form_next(struct app *app)
{
    struct form *form = app->view->data;

    if (!complete(app, form))
        step(app, form, 1);
}

void cmd_form_previous(struct app *app)
{
    step(app, app->view->data, -1);
}

void cmd_form_up(struct app *app)
{
    struct form *form = app->view->data;

    if (!has_text(form) || !form_row_up(form))
        step(app, form, -1);
}

void cmd_form_down(struct app *app)
{
    struct form *form = app->view->data;

    if (!has_text(form) || !form_row_down(form))
        step(app, form, 1);
}

void cmd_form_enter(struct app *app)
{
    struct form *form = app->view->data;

    switch (form->field[form->at].kind) {
    case FORM_BUTTON:
        if (form->ops->pressed != NULL)
            form->ops->pressed(app, form, form->at);
        else
            form->ops->save(app, form);
        break;
    case FORM_ROWS:
        if (form->field[form->at].listed) { /* commas part it, and it is wrapped */
            step(app, form, 1);
            break;
        }
        line_insert(&form->state[form->at].line, "\n", 1);
        field_changed(app, form, form->at);
        break;
    default:
        step(app, form, 1);
    }
}

void cmd_form_clear(struct app *app)
{
    struct form *form = app->view->data;

    if (has_text(form))
        line_cut_all(&form->state[form->at].line);
    else if (form->field[form->at].kind == FORM_CHOICE)
        form_set(form, form->at, "");
    else
        return;
    field_changed(app, form, form->at);
}

void cmd_form_save(struct app *app)
{
    struct form *form = app->view->data;

    form->ops->save(app, form);
}

void cmd_form_leave(struct app *app)
{
    struct form *form = app->view->data;

    if (form->ops->leave != NULL)
        form->ops->leave(app, form);
    else if (form->changed)
        app_confirm(app, app_close, "not saved (F9 or C-x s saves): leave it all the same?");
    else
        app_close(app);
}
