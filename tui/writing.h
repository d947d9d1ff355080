/* SPDX-License-Identifier: MIT */
/* A screen on which a text of several rows is written: an entry's, a memo's.
 * It has the keys; whose text it is says how it is painted and saved, and
 * keeps what is half written. */
#ifndef TUI_WRITING_H
#define TUI_WRITING_H

#include "tui/editor.h"
#include "tui/internal.h"

struct writing;
struct writing_ops {
    const char *title; /* of its help */
    bool enter_saves;  /* Enter saves, C-o begins a new row; else Enter begins one */
    /* Makes the text durable. True: it is done, and the screen closes; else
     * it has said why not, and the text stays in the editor. */
    bool (*save)(struct app *app, struct writing *writing);
    /* Keeps the half-written text, where a program that ends finds it again;
     * called while it is typed, and when it is left. */
    void (*keep)(struct app *app, struct writing *writing);
    /* Left by Escape with a text that was changed; NULL: it is only kept. */
    void (*left)(struct app *app, struct writing *writing);
    void (*draw)(struct app *app, struct writing *writing);
    /* Further keys: C-x # and what else comes as a press; NULL none. */
    void (*key)(struct app *app, struct writing *writing, const struct press *press);
    /* Frees what `owner` has for it. */
    void (*close)(struct app *app, struct writing *writing);
};

struct writing {
    const struct writing_ops *ops;
    void *owner;
    struct editor editor;
    bool begins; /* it is painted for the first time */
    int64_t due; /* boot clock: when the text is to be kept; 0: it is */
    struct view_ops view;
};

/* An editor of `text` on top. */
struct writing *writing_open(struct app *app, const struct writing_ops *ops, void *owner,
                             const char *text);

#endif
