/* SPDX-License-Identifier: MIT */
/* A form: labelled fields one under the other, of which one has the cursor.
 * A screen that is a form names its fields in a table, puts a struct form at
 * the start of its own struct, and gives the few functions of struct form_ops;
 * keys, painting, scrolling, completion and going from field to field are the
 * form's (CONTEXT_FORM of tui/command.c). */
#ifndef TUI_FORM_H
#define TUI_FORM_H

#include "tui/internal.h"

enum form_kind {
    FORM_TEXT,   /* one row of text */
    FORM_ROWS,   /* several rows of text; Enter makes a new one */
    FORM_CHOICE, /* one of some words: Left and Right go through them, a letter finds one */
    FORM_SHOWN,  /* only to be read; the cursor steps over it */
    FORM_BUTTON  /* a row to be pressed by Enter; its words are the label */
};

struct form_field {
    const char *label;
    const char *hint; /* the status line while the cursor is in it */
    enum form_kind kind;
    int rows;    /* FORM_ROWS: how many it has at least */
    bool listed; /* several things with commas between: Tab completes the last of them */
};

/* What a field holds; the form's own, read through the functions below. */
struct form_state {
    struct line line;
    const char *const *choice; /* FORM_CHOICE: borrowed */
    size_t choices;
    char *wrong; /* what is wrong with it; NULL nothing */
};

struct form;
struct form_ops {
    const char *title; /* of its help */
    unsigned contexts; /* beside those of a form: for keys of its own; 0 none */
    /* Reads what the screen needs, on opening and when a screen that lay on it
     * went away; what was typed is to stay. NULL nothing to read. */
    enum status (*load)(struct app *app, struct form *form, struct error *err);
    /* The words that Tab completes in a field, borrowed; NULL: it has none. */
    const char *const *(*completions)(struct form *form, size_t field, size_t *count);
    /* The text or the choice of a field was changed. NULL nothing to do. */
    void (*changed)(struct app *app, struct form *form, size_t field);
    /* The cursor leaves a field; NULL nothing to do. */
    void (*left)(struct app *app, struct form *form, size_t field);
    /* A button was pressed; NULL: every button saves. */
    void (*pressed)(struct app *app, struct form *form, size_t field);
    /* F9, C-x s, or a button: saves and closes the screen; or says by
     * form_wrong() or app_say() why not, and stays. */
    void (*save)(struct app *app, struct form *form);
    /* Escape. NULL: the screen is closed, asked first where something was
     * typed and not saved. */
    void (*leave)(struct app *app, struct form *form);
    /* The screen went away: ends the form by form_release() and frees what it
     * is part of, or keeps it all to be opened again. */
    void (*close)(struct app *app, struct form *form);
};

struct form {
    const struct form_ops *ops;
    void *data;                     /* the screen's own */
    char bar[160];                  /* the top line */
    const struct form_field *field; /* borrowed */
    struct form_state *state;       /* beside field */
    size_t count;
    size_t at;            /* the field with the cursor */
    size_t top;           /* first row of the form that is shown */
    bool changed;         /* something was typed since form_init() or form_clean() */
    struct str sought;    /* letters typed to find a choice */
    struct view_ops view; /* made by form_open() */
};

/* An empty form. `field` (`count` of them) and `ops` are borrowed as long. */
void form_init(struct form *form, const struct form_ops *ops, const struct form_field *field,
               size_t count, void *data);
void form_release(struct form *form);
/* Puts it on top; `bar` is the top line. The view's data is the form. */
void form_open(struct app *app, struct form *form, const char *bar);

/* The text of a field, clean for its kind (one line without blanks around it,
 * or several): the caller's to free(). */
char *form_take(const struct form *form, size_t field);
/* The same as it stands, borrowed. */
const char *form_text(const struct form *form, size_t field);
/* Whether nothing but blanks stands in it. */
bool form_is_empty(const struct form *form, size_t field);
/* Fills a field with clean text; the form counts as unchanged by it. */
void form_set(struct form *form, size_t field, const char *text);
/* Fills it where it is empty. */
void form_fill(struct form *form, size_t field, const char *text);
/* Gives a field its words, borrowed until they are given anew; what is chosen
 * stays where it is among them. */
void form_choices(struct form *form, size_t field, const char *const *choice, size_t count);
/* Which of its words is chosen; -1 none. */
int form_choice(const struct form *form, size_t field);
/* Chooses one; -1 none. */
void form_choose(struct form *form, size_t field, int choice);
/* Nothing that is typed is unsaved. */
void form_clean(struct form *form);

/* Moves the cursor to a field. */
void form_go(struct app *app, struct form *form, size_t field);
/* Says what is wrong with a field, marks it until it is changed, and puts the
 * cursor there. */
void form_wrong(struct app *app, struct form *form, size_t field, const char *fmt, ...)
    PRINTF_LIKE(4, 5);

/* What Tab would put into the field with the cursor, from byte *from on; NULL
 * nothing. Borrowed. */
const char *form_completion(struct form *form, size_t *from);

/* form_draw.c */
void form_draw(struct app *app, void *data);
/* The rows of the screen that a field takes. */
size_t form_field_rows(const struct form *form, size_t field);
/* Moves the cursor a row up or down inside the text of its field; false where
 * there is none. */
bool form_row_up(struct form *form);
bool form_row_down(struct form *form);

#endif
