/* SPDX-License-Identifier: MIT */
/* The codebook as a list: a tree of codes, moved, retired and merged by keys.
 * What changes here is in the study at once; a meeting that is live takes it
 * over when its screen comes back. */
#include "tui/codes.h"
#include "core/mem.h"
#include "tui/command.h"
#include "tui/confirm.h"
#include "tui/rows.h"
#include "tui/said.h"
#include <assert.h>
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct codes {
    struct rows rows;
    struct codebook book;
    int64_t *uses;     /* beside its codes, once they are counted */
    size_t counted;    /* as codebook_uses() goes on from */
    size_t *row;       /* the code in each row */
    bool all;          /* retired ones are shown, too */
    struct id asked;   /* the code that a question is about */
    struct id into;    /* and the one that it would be merged into */
    struct id merging; /* chosen to be merged; none */
};

enum {
    COLUMN_KEY,
    COLUMN_NAME,
    COLUMN_KIND,
    COLUMN_USES,
    COLUMN_HOT_KEY,
    COLUMN_PINNED,
    COLUMN_COLOR
};
enum { NAME_LEAST = 34, COUNT_SLICE = 5 }; /* columns; milliseconds */
static const struct rows_column columns[] = {
    [COLUMN_KEY] = { "Key", 7, false },         [COLUMN_NAME] = { "Code", 0, false },
    [COLUMN_KIND] = { "Kind", 6, false },       [COLUMN_USES] = { "Uses", 6, true },
    [COLUMN_HOT_KEY] = { "Hot key", 8, false }, [COLUMN_PINNED] = { "Pinned", 7, false },
    [COLUMN_COLOR] = { "Colour", 8, false },
};

const char *codes_label(const struct code *code)
{
    return code->key[0] != '\0' ? code->key : code->name;
}

bool codes_write(struct app *app)
{
    if (!study_is_read_only(app->study))
        return true;
    app_say(app, ROLE_WARNING, "%s is read-only: the codebook cannot be changed", app->path);
    return false;
}

static struct codes *of(struct app *app)
{
    return ((struct rows *)app->view->data)->data;
}

static const struct code *code_at(const struct rows *rows, size_t row)
{
    const struct codes *codes = rows->data;

    return &codes->book.codes[codes->row[row]];
}

/* --- the list ------------------------------------------------------------------------ */

static void forget(struct codes *codes)
{
    codebook_release(&codes->book);
    free(codes->uses);
    free(codes->row);
    codes->uses = NULL;
    codes->row = NULL;
    codes->rows.count = 0;
}

static enum status load(struct app *app, struct rows *rows, struct error *err)
{
    struct codes *codes = rows->data;

    forget(codes);
    if (codebook_load(&codes->book, app->study, err))
        return err->status;
    codes->uses = mem_alloc(codes->book.count + 1, sizeof *codes->uses);
    codes->row = mem_alloc(codes->book.count + 1, sizeof *codes->row);
    codes->counted = 0; /* after the list is there: codes_tick() */
    for (size_t i = 0; i < codes->book.count; i++)
        if (codes->all || !codes->book.codes[i].retired)
            codes->row[rows->count++] = i;
    return STATUS_OK;
}

static const struct code *code_of_id(const struct codebook *book, const struct id *id)
{
    for (size_t i = 0; i < book->count; i++)
        if (id_equal(&book->codes[i].id, id))
            return &book->codes[i];
    return NULL;
}

static void cell(const struct rows *rows, size_t row, size_t column, struct str *out)
{
    const struct codes *codes = rows->data;
    const struct code *code = code_at(rows, row), *into;

    switch (column) {
    case COLUMN_KEY:
        str_add(out, code->key);
        break;
    case COLUMN_NAME:
        for (int up = code->parent; up >= 0; up = codes->book.codes[up].parent)
            str_add(out, "  ");
        str_add(out, code->name);
        into = id_is_none(&code->merged) ? NULL : code_of_id(&codes->book, &code->merged);
        if (into != NULL)
            str_add_format(out, " (merged into %s)", codes_label(into));
        else if (code->retired)
            str_add(out, " (retired)");
        break;
    case COLUMN_KIND:
        str_add(out, code->state ? "state" : "point");
        break;
    case COLUMN_USES:
        if (codes->counted > codes->book.count)
            str_add_format(out, "%lld", (long long)codes->uses[codes->row[row]]);
        break;
    case COLUMN_HOT_KEY:
        if (code->hot_key != 0)
            str_add_format(out, "%s%c", code->hot_key <= '9' ? "F" : "M-", code->hot_key);
        break;
    case COLUMN_PINNED:
        str_add(out, code->pinned > 0 ? "yes" : "");
        break;
    default:
        str_add(out, code->color);
    }
}

static void row_key(const struct rows *rows, size_t row, struct str *out)
{
    char text[ID_TEXT];

    id_print(&code_at(rows, row)->id, text);
    str_add(out, text);
}

static enum role row_role(const struct rows *rows, size_t row)
{
    const struct codes *codes = rows->data;
    const struct code *code = code_at(rows, row);

    if (id_equal(&code->id, &codes->merging))
        return ROLE_STATE;
    return code->retired ? ROLE_QUIET : ROLE_NORMAL;
}

static void open_row(struct app *app, struct rows *rows, size_t row)
{
    struct codes *codes = rows->data;

    code_form_open(app, &codes->book, (int)codes->row[row], -1);
}

static void add(struct app *app, struct rows *rows)
{
    struct codes *codes = rows->data;
    size_t row;

    if (codes_write(app))
        code_form_open(app, &codes->book, -1,
                       rows_selected(rows, &row) ? (int)codes->row[row] : -1);
}

/* What was done, or why not; the list is read anew. */
static void done(struct app *app, enum status status, const struct error *err, const char *said)
{
    struct codes *codes = of(app);

    app->stale = true;
    rows_reload(app, &codes->rows);
    if (status)
        app_say_error(app, err);
    else
        app_say(app, ROLE_GOOD, "%s", said);
}

static void retire_asked(struct app *app)
{
    struct codes *codes = of(app);
    struct error err = ERROR_INIT;

    done(app, codebook_retire(app->study, &codes->asked, true, &err), &err,
         "retired; v shows it, and d there brings it back");
}

static void remove_row(struct app *app, struct rows *rows, size_t row)
{
    struct codes *codes = rows->data;
    const struct code *code = code_at(rows, row);
    struct error err = ERROR_INIT;

    if (!codes_write(app))
        return;
    codes->asked = code->id;
    if (!code->retired
        && codebook_uses(app->study, &codes->book, -1, codes->uses, &codes->counted, &err))
        app_say_error(app, &err);
    else if (code->retired)
        done(app, codebook_retire(app->study, &codes->asked, false, &err), &err, "brought back");
    else
        app_confirm(app, retire_asked, "Retire %s? Its %lld codings stay; it is no longer offered.",
                    codes_label(code), (long long)codes->uses[codes->row[row]]);
}

static void codes_close(struct app *app, struct rows *rows)
{
    struct codes *codes = rows->data;

    (void)app;
    forget(codes);
    rows_release(rows);
    free(codes);
}

/* The list, with the colour of each code in front of its row. */
static void codes_draw(struct app *app, void *data)
{
    struct rows *rows = data;
    int top = (LINES > 3) + (LINES > 5 && rows->count > 0), x, y;

    rows_draw(app, data);
    if (LINES <= 5)
        return;
    getyx(stdscr, y, x);
    for (int i = 0; i < (int)rows->list.height && rows->list.top + (size_t)i < rows->list.count;
         i++) {
        const struct code *code = code_at(rows, rows->shown[rows->list.top + (size_t)i]);

        if (!code->retired)
            (void)draw_swatch(top + i, 0, code->color);
    }
    move(y, x);
}

static int codes_wait(struct app *app, void *data)
{
    const struct codes *codes = ((struct rows *)data)->data;

    return app->view->data == data && codes->counted <= codes->book.count ? 0 : -1;
}

/* Uses are counted between keys, and shown when all are. */
static void codes_tick(struct app *app, void *data)
{
    struct codes *codes = ((struct rows *)data)->data;
    struct error err = ERROR_INIT;

    if (app->view->data != data || codes->counted > codes->book.count || app->repaint)
        return;
    if (codebook_uses(app->study, &codes->book, COUNT_SLICE, codes->uses, &codes->counted, &err)) {
        app_say_error(app, &err);
        codes->counted = codes->book.count + 1;
    }
    app->repaint = app->repaint || codes->counted > codes->book.count;
}

static const struct rows_ops codes_ops = {
    .title = "The codebook",
    .hint = "Enter change  n new  d retire  m merge  KJ<> move  ? help",
    .empty = "No code yet.\n\nPress n to make the first one.",
    .many = "codes",
    .one = "code",
    .contexts = CONTEXT_CODES,
    .column = columns,
    .column_count = sizeof columns / sizeof columns[0],
    .least = NAME_LEAST,
    .load = load,
    .cell = cell,
    .key = row_key,
    .role = row_role,
    .open = open_row,
    .add = add,
    .remove = remove_row,
    .close = codes_close,
};

void cmd_codes(struct app *app)
{
    struct codes *codes = mem_alloc(1, sizeof *codes);

    rows_init(&codes->rows, &codes_ops, codes);
    rows_open(app, &codes->rows, "moot: codebook");
    codes->rows.view.draw = codes_draw;
    codes->rows.view.wait = codes_wait;
    codes->rows.view.tick = codes_tick;
}

/* --- moving ----------------------------------------------------------------------------- */

/* The sibling before (-1) or behind (1) a code, over `skip` of them; -1 none. */
static int sibling(const struct codebook *book, int code, int step, int skip)
{
    int parent = book->codes[code].parent;

    for (int i = code + step; i >= 0 && i < (int)book->count; i += step)
        if (book->codes[i].parent == parent && skip-- == 0)
            return i;
    return -1;
}

static int last_child(const struct codebook *book, int parent)
{
    int last = -1;

    for (int i = 0; i < (int)book->count; i++)
        if (book->codes[i].parent == parent)
            last = i;
    return last;
}

static const struct id *id_of(const struct codebook *book, int code)
{
    return code >= 0 ? &book->codes[code].id : NULL;
}

/* The selected code, where it can be changed; -1, having said why not. */
static int take_selected(struct app *app)
{
    struct codes *codes = of(app);
    size_t row;

    if (!codes_write(app))
        return -1;
    if (rows_selected(&codes->rows, &row))
        return (int)codes->row[row];
    app_say(app, ROLE_QUIET, "no code is selected: n makes one");
    return -1;
}

static void place(struct app *app, int code, int parent, int after)
{
    const struct codebook *book = &of(app)->book;
    struct error err = ERROR_INIT;

    done(app,
         codebook_place(app->study, &book->codes[code].id, id_of(book, parent), id_of(book, after),
                        &err),
         &err, "moved");
}

void cmd_codes_move_up(struct app *app)
{
    int code = take_selected(app);
    const struct codebook *book = &of(app)->book;

    if (code < 0)
        return;
    if (sibling(book, code, -1, 0) < 0)
        app_say(app, ROLE_QUIET, "it is the first one here; < moves it out");
    else
        place(app, code, book->codes[code].parent, sibling(book, code, -1, 1));
}

void cmd_codes_move_down(struct app *app)
{
    int code = take_selected(app);
    const struct codebook *book = &of(app)->book;

    if (code < 0)
        return;
    if (sibling(book, code, 1, 0) < 0)
        app_say(app, ROLE_QUIET, "it is the last one here; < moves it out");
    else
        place(app, code, book->codes[code].parent, sibling(book, code, 1, 0));
}

void cmd_codes_move_in(struct app *app)
{
    int code = take_selected(app), parent;

    if (code < 0)
        return;
    parent = sibling(&of(app)->book, code, -1, 0);
    if (parent < 0)
        app_say(app, ROLE_QUIET, "there is no code before it to stand under");
    else
        place(app, code, parent, last_child(&of(app)->book, parent));
}

void cmd_codes_move_out(struct app *app)
{
    int code = take_selected(app), parent;

    if (code < 0)
        return;
    parent = of(app)->book.codes[code].parent;
    if (parent < 0)
        app_say(app, ROLE_QUIET, "it stands on the first level already");
    else
        place(app, code, of(app)->book.codes[parent].parent, parent);
}

/* --- merging and what is shown --------------------------------------------------------------- */

static void merge_asked(struct app *app)
{
    struct codes *codes = of(app);
    struct error err = ERROR_INIT;
    struct id code = codes->asked;

    codes->merging = (struct id){ { 0 } };
    done(app, codebook_merge(app->study, &code, &codes->into, &err), &err,
         "merged; v shows it, and d there makes it a code of its own again");
}

void cmd_codes_merge(struct app *app)
{
    struct codes *codes = of(app);
    int at = take_selected(app);
    const struct code *code, *from;

    if (at < 0)
        return;
    code = &codes->book.codes[at];
    assert(code != NULL);
    from = id_is_none(&codes->merging) ? NULL : code_of_id(&codes->book, &codes->merging);
    if (from == NULL && code->retired) {
        app_say(app, ROLE_QUIET, "it is retired: d brings it back first");
    } else if (from == NULL) {
        codes->merging = code->id;
        app_say(app, ROLE_STATE, "merge %s into which? Select it and press m; m here: none",
                codes_label(code));
    } else if (from == code) {
        codes->merging = (struct id){ { 0 } };
        app_say(app, ROLE_QUIET, "nothing is merged");
    } else if (code->retired) {
        app_say(app, ROLE_QUIET, "%s is retired: choose one that is not", codes_label(code));
    } else {
        codes->asked = codes->merging;
        codes->into = code->id;
        app_confirm(app, merge_asked, "Merge %s into %s? What was coded %s then reads as %s.",
                    codes_label(from), codes_label(code), codes_label(from), codes_label(code));
    }
}

void cmd_codes_retired(struct app *app)
{
    struct codes *codes = of(app);

    codes->all = !codes->all;
    rows_reload(app, &codes->rows);
    app_say(app, ROLE_QUIET,
            codes->all ? "retired codes are shown, too" : "retired codes are hidden");
}
