/* SPDX-License-Identifier: MIT */
/* Painting a form, and the rows its text is broken into: a field of one row is
 * shown from where the cursor is in view, one of several rows is wrapped. What
 * does not fit on the screen is scrolled by rows. */
#include "core/mem.h"
#include "core/text.h"
#include "tui/confirm.h"
#include "tui/form.h"
#include "tui/said.h"
#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_LEAST = 10, LABEL_MOST = 22, COLUMNS_FOR_LABELS = 30, OFFER_SIZE = 200 };

/* The column at which texts begin: behind the longest label, or at the edge
 * where the window is narrow. */
static int text_column(const struct form *form)
{
    int column = LABEL_LEAST;

    if (COLS < COLUMNS_FOR_LABELS)
        return 0;
    for (size_t i = 0; i < form->count; i++) {
        const char *label = form->field[i].label;
        int width = (int)text_width(label, strlen(label)) + 2;

        if (form->field[i].kind != FORM_BUTTON && width > column)
            column = width;
    }
    return column < LABEL_MOST ? column : LABEL_MOST;
}

static int text_columns(const struct form *form)
{
    int columns = COLS - text_column(form) - 1;

    return columns > 1 ? columns : 1;
}

/* --- rows of a text ------------------------------------------------------------ */

/* One row of a field's text: bytes from `start`, `len` of them; the next row
 * begins at `next`, and `last` tells that there is none. */
struct text_row {
    size_t start, len, next;
    bool last;
};

static struct text_row row_at(const struct form *form, size_t field, size_t start)
{
    const struct str *text = &form->state[field].line.text;
    const char *from = str_text(text) + start;
    size_t rest = text->len - start, len = rest, wrapped;
    const char *end = memchr(from, '\n', rest);

    if (form->field[field].kind != FORM_ROWS)
        return (struct text_row){ start, rest, text->len, true };
    if (end != NULL)
        len = (size_t)(end - from);
    wrapped = len > 0 ? text_wrap(from, len, (size_t)text_columns(form)) : 0;
    if (wrapped < len)
        return (struct text_row){ start, wrapped - (from[wrapped - 1] == ' '), start + wrapped,
                                  false }; /* the blank at the break is not painted */
    return (struct text_row){ start, len, start + len + (end != NULL), end == NULL };
}

/* The row in which the cursor of a field stands; *number: which. */
static struct text_row cursor_row(const struct form *form, size_t field, size_t *number)
{
    size_t cursor = form->state[field].line.cursor;
    struct text_row row = row_at(form, field, 0);

    for (*number = 0; !row.last && cursor >= row.next; (*number)++)
        row = row_at(form, field, row.next);
    return row;
}

size_t form_field_rows(const struct form *form, size_t field)
{
    size_t rows = 1, least = form->field[field].rows > 1 ? (size_t)form->field[field].rows : 1;

    if (form->field[field].kind != FORM_ROWS)
        return 1;
    for (struct text_row row = row_at(form, field, 0); !row.last; rows++)
        row = row_at(form, field, row.next);
    return rows > least ? rows : least;
}

/* Puts the cursor into a row, below or above where it was. */
static void enter_row(struct form *form, struct text_row row, size_t column)
{
    struct line *line = &form->state[form->at].line;
    const char *text = str_text(&line->text);
    size_t fits = text_fit(text + row.start, row.len, column, NULL);

    /* Behind the last byte of a wrapped row the next one begins. */
    if (!row.last && row.start + fits >= row.next)
        fits = text_previous(text + row.start, row.len, row.len);
    line->cursor = row.start + fits;
    line->killing = false;
}

static size_t column_in(const struct form *form, struct text_row row)
{
    const struct line *line = &form->state[form->at].line;

    return text_width(str_text(&line->text) + row.start, line->cursor - row.start);
}

bool form_row_up(struct form *form)
{
    size_t number;
    struct text_row here = cursor_row(form, form->at, &number), row = row_at(form, form->at, 0);

    if (number == 0)
        return false;
    while (row.next < here.start)
        row = row_at(form, form->at, row.next);
    enter_row(form, row, column_in(form, here));
    return true;
}

bool form_row_down(struct form *form)
{
    size_t number;
    struct text_row here = cursor_row(form, form->at, &number);

    if (here.last)
        return false;
    enter_row(form, row_at(form, form->at, here.next), column_in(form, here));
    return true;
}

/* --- painting ------------------------------------------------------------------ */

/* Where the form is painted, and where the cursor ends up. */
struct place {
    int first, last; /* rows of the screen */
    int x, y;        /* of the cursor */
};

/* Paints one row of text; a long one is shown from where the cursor is in
 * view. `cursor` beyond the row: it is elsewhere. */
static int draw_row(int y, int x, enum role role, const char *text, size_t len, size_t cursor)
{
    int columns = COLS - x - 1, at = -1;
    size_t from = 0;
    char *part;

    if (columns < 1)
        return -1;
    if (cursor <= len) {
        while (from < cursor && text_width(text + from, cursor - from) > (size_t)columns)
            from = text_next(text, len, from);
        at = x + (int)text_width(text + from, cursor - from);
    }
    part = mem_copy_len(text + from, len - from);
    (void)draw_cell(y, x, columns, role, part);
    free(part);
    return at;
}

static void draw_label(const struct form *form, size_t field, int y, int column)
{
    enum role role = field == form->at ? ROLE_TITLE : ROLE_QUIET;

    if (form->state[field].wrong != NULL)
        role = ROLE_WARNING;
    if (column > 0)
        (void)draw_cell(y, 1, column - 2, role, form->field[field].label);
}

static void draw_button(const struct form *form, size_t field, int y, int column)
{
    char words[120];

    snprintf(words, sizeof words, "[ %s ]", form->field[field].label);
    (void)draw_cell(y, column, COLS - column, field == form->at ? ROLE_SELECTED : ROLE_TITLE,
                    words);
}

/* Paints the rows of a field of which the first would be at row `y`. */
static void draw_field(const struct form *form, size_t field, int y, struct place *place)
{
    const struct line *line = &form->state[field].line;
    int column = text_column(form);
    bool here = field == form->at;
    enum role role = form->field[field].kind == FORM_SHOWN ? ROLE_QUIET : ROLE_NORMAL;
    size_t number, count = 0;
    struct text_row at = cursor_row(form, field, &number), row = row_at(form, field, 0);

    if (y >= place->first && y <= place->last) {
        if (form->field[field].kind == FORM_BUTTON)
            draw_button(form, field, y, column);
        else
            draw_label(form, field, y, column);
    }
    if (form->field[field].kind == FORM_BUTTON)
        return;
    for (;; row = row_at(form, field, row.next), count++, y++) {
        bool cursor = here && row.start == at.start && count == number;
        /* what is chosen, not typed, is read from its first word */
        size_t caret = form->field[field].kind == FORM_CHOICE ? row.start : line->cursor;
        int x = -1;

        if (y >= place->first && y <= place->last)
            x = draw_row(y, column, role, str_text(&line->text) + row.start, row.len,
                         cursor ? caret - row.start : row.len + 1);
        if (x >= 0)
            place->x = x;
        if (row.last)
            break;
    }
}

/* Scrolls so that the row of the cursor is in view, and of a field that has
 * just been entered as much as fits. */
static size_t bring_into_view(struct form *form, size_t rows)
{
    size_t at = 0, number = 0;

    for (size_t i = 0; i < form->at; i++)
        at += form_field_rows(form, i);
    if (form->field[form->at].kind == FORM_ROWS)
        (void)cursor_row(form, form->at, &number);
    at += number;
    if (form->top > at)
        form->top = at;
    if (form->top + rows <= at)
        form->top = at - rows + 1;
    return at;
}

/* What stands below a form: what is wrong with the field, what Tab would take, or its hint.
 * What was said and a question that waits come before all of them. */
static const char *below_form(const struct app *app, struct form *form, char offer[OFFER_SIZE])
{
    const struct form_state *state = &form->state[form->at];
    size_t from;
    const char *found = form_completion(form, &from);

    if (state->wrong != NULL && app->said[0] == '\0' && !confirm_waits(app))
        return state->wrong;
    if (found == NULL)
        return form->field[form->at].hint;
    text_print(offer, OFFER_SIZE, "Tab: %s", found);
    return offer;
}

static void draw_below(const struct app *app, const struct form *form, const char *text, int rows)
{
    struct styled wrong = { 0 };

    if (text != form->state[form->at].wrong) {
        app_draw_said(app, LINES - 1, text);
        return;
    }
    styled_add(&wrong, ROLE_WARNING, text);
    (void)draw_styled(LINES - rows, 0, COLS, rows, &wrong, ROLE_NORMAL);
    styled_release(&wrong);
}

void form_draw(struct app *app, void *data)
{
    struct form *form = data;
    char offer[OFFER_SIZE];
    const char *below = below_form(app, form, offer);
    int status = LINES > 2 ? app_said_rows(app, below) : 0;
    struct place place = { .first = LINES > 1, .last = LINES - 1 - status };
    size_t rows = place.last >= place.first ? (size_t)(place.last - place.first + 1) : 1;
    size_t at = bring_into_view(form, rows), row = 0;

    erase();
    place.x = text_column(form);
    for (size_t i = 0; i < form->count; i++) {
        size_t height = form_field_rows(form, i);

        if (row + height > form->top && row < form->top + rows)
            draw_field(form, i, place.first + (int)row - (int)form->top, &place);
        row += height;
    }
    if (place.first > 0) {
        draw_blank(0, 0, ROLE_BAR);
        (void)draw_cell(0, 1, COLS - 1, ROLE_BAR, form->bar);
    }
    if (status > 0)
        draw_below(app, form, below, status);
    move(place.first + (int)at - (int)form->top, place.x < COLS ? place.x : COLS - 1);
}
