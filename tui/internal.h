/* SPDX-License-Identifier: MIT */
/* What the screens share: the program that runs them, and what a screen is.
 * A screen is a struct view_ops: loading reads, commands change, drawing only
 * paints. Screens lie on each other as a stack; the top one is seen and gets
 * the keys. */
#ifndef TUI_INTERNAL_H
#define TUI_INTERNAL_H

#include "core/clock.h"
#include "core/error.h"
#include "core/settings.h"
#include "storage/study.h"
#include "tui/backup.h"
#include "tui/draw.h"
#include "tui/keys.h"
#include "tui/line.h"
#include "tui/tui.h"
#include <stdbool.h>
#include <stdint.h>

struct app;
struct export_work;
struct keymap;
struct editor;
struct setup;

/* Where a command is live: a screen names all that it has. */
enum context {
    CONTEXT_ANY = 1,    /* everywhere */
    CONTEXT_LINE = 2,   /* where text is typed */
    CONTEXT_HOME = 4,
    CONTEXT_FORM = 8,   /* tui/form.h */
    CONTEXT_LIVE = 16,
    CONTEXT_HELP = 32,
    CONTEXT_ASK = 64,
    CONTEXT_ROWS = 128,  /* tui/rows.h */
    CONTEXT_FILTER = 256, /* while the filter of a list is typed */
    CONTEXT_LISTS = 512,  /* role groups, functions */
    CONTEXT_PEOPLE = 1024,
    CONTEXT_CODES = 2048,
    CONTEXT_ATTENDANCE = 0x4000,
    CONTEXT_AGENDA = 0x8000,
    CONTEXT_FIND = 0x10000,
    CONTEXT_TIMELINE = 0x20000,
    CONTEXT_REPORT = 0x40000,
    CONTEXT_WRITEUP = 1 << 20,
    CONTEXT_WRITING = 1 << 21,  /* a text of several rows */
    CONTEXT_MARKING = 1 << 22,  /* words of an entry are marked */
    CONTEXT_PROMPT = 1 << 23,   /* a line asked for on a screen */
    CONTEXT_PICK = 1 << 24,     /* choosing a code */
    CONTEXT_HISTORY = 1 << 25,
    CONTEXT_EXPORT_CHECK = 1 << 26, /* the identity check */
    CONTEXT_EXPORT_TEXT = 1 << 27,  /* what would leave, to be read */
    CONTEXT_EXPORT_WORK = 1 << 28,  /* a file being written */
    CONTEXT_EXPORT_MARK = 1 << 29   /* meetings to be marked */
};

struct view_ops {
    unsigned contexts; /* of enum context */
    const char *title; /* of its help */
    /* Reads what the screen shows: before it is painted for the first time,
     * and when a screen that lay on it went away. A failure closes it. */
    enum status (*load)(struct app *app, void *data, struct error *err);
    /* What may wait until the screen has been painted once, or a key comes for
     * it; NULL none. A load() that wants it again says so in view->settled. */
    void (*settle)(struct app *app, void *data);
    void (*draw)(struct app *app, void *data);
    /* A key that no command has, and pasted text; NULL none. Characters come
     * here, too, unless a text line takes them. */
    void (*key)(struct app *app, void *data, const struct press *press);
    /* The line that is typed in; NULL: none at all, or just now. */
    struct line *(*line)(struct app *app, void *data);
    /* Where that line is the text of an editor: commands and characters go
     * through it. NULL, or a NULL result: it is a plain line. */
    struct editor *(*editor)(struct app *app, void *data);
    /* Paints a character that comes, before what follows from it; NULL none. */
    bool (*echo)(struct app *app, void *data, char character);
    /* A character is about to be put into that line; NULL none. */
    void (*typing)(struct app *app, void *data, char character);
    /* That line was changed, or its cursor moved; NULL none. */
    void (*edited)(struct app *app, void *data, bool changed);
    /* Milliseconds until tick() wants to be called; -1: not by time. */
    int (*wait)(struct app *app, void *data);
    /* A descriptor that calls for tick() when it is readable; -1 none. */
    int (*fd)(struct app *app, void *data);
    void (*tick)(struct app *app, void *data);
    /* What the screen has to add to its help: a key and what it means, by
     * calls of `add`; NULL none. */
    void (*explain)(void *data, void (*add)(void *to, const char *key, const char *means),
                    void *to);
    /* Whether a command that is live here has nothing to do on this screen: it
     * is not run, its key is refused, and help does not name it. NULL: all have. */
    bool (*idle)(const void *data, void (*run)(struct app *app));
    /* The program ends or the terminal went away: saves what there is, at
     * once; NULL none. close() follows. */
    void (*hang_up)(struct app *app, void *data);
    void (*close)(struct app *app, void *data);
};

struct view {
    const struct view_ops *ops;
    void *data;
    struct view *below;
    bool loaded, settled;
    bool painted; /* since it was loaded */
};

struct app {
    struct study *study;
    const char *path;          /* of the study file */
    struct view *view;         /* the top one; NULL: the program ends */
    int first_meeting;         /* to open live once the observer is known; 0 none */
    struct keys keys;
    char prefix[PRESS_NAME];   /* "C-x" when it was pressed and more must come */
    char said[400];            /* the status line */
    enum role said_role;
    bool repaint;              /* something must be painted */
    bool repaint_all;          /* nothing on the screen can be relied on */
    int select;                /* the meeting that home should select; 0: as it was */
    bool stale;                /* people or words of the study were changed by another screen than
                                  the live one, which takes note as soon as it can */
    struct setup *setup;       /* what was typed into the form and not yet saved */
    char question[400];        /* that waits for y or another key */
    void (*confirmed)(struct app *app); /* what y does; NULL: nothing is asked */
    const struct view *asked_on;        /* the screen that asked */
    struct backup backup;      /* one in the making */
    tui_exports_get *exports;
    struct export_work *writing; /* an export that is being written; NULL none */
    struct error err;          /* why the program ends, if it fails */
    const struct config *config;
    struct settings settings;  /* of the config, for the observer who types */
    const struct keymap *keymap;
    bool greeted;              /* mistakes in the config were said */
    struct tui_locked *locked;
    int64_t touched;           /* boot clock: when a key was pressed last */
};

/* Puts a screen on top; `data` is its own, freed by its close(). */
void app_open(struct app *app, const struct view_ops *ops, void *data);
/* Takes the top screen away; the one below loads anew. Without one the
 * program ends. */
void app_close(struct app *app);
/* A time as the observer wants times shown (the setting "clock"). */
void app_time(const struct app *app, char text[CLOCK_TIME], int64_t at, int32_t offset);
/* The editor that the top screen is typing in; NULL none. */
struct editor *app_editor(struct app *app);
/* Carries a press to its command, the text line or the screen. */
void app_press(struct app *app, const struct press *press);

#endif
