/* SPDX-License-Identifier: MIT */
/* From the bytes a terminal sends to presses in the notation people read:
 * "C-a", "M-x", "F5", "Up", "C-Left", "S-Tab", "Enter", "Escape". Pure: bytes
 * go in, presses come out, and whoever waits for the terminal says when no
 * more bytes came.
 *
 * We read the terminal ourselves and not through getch(): a paste of
 * megabytes is then a few reads and one press, all that is pending is read
 * before anything is painted, and a lone Escape is told from an Alt key by
 * one clock. What keys send is taken from terminfo (keys_learn) and, beyond
 * that, from ECMA-48 and xterm, which every terminal follows by now. */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

#include "core/attr.h"
#include "core/str.h"
#include <stdbool.h>
#include <stddef.h>

enum { PRESS_NAME = 24, KEYS_LEARNED = 48, KEYS_SEQUENCE = 16, KEYS_ESCAPE_DELAY = 25 };
/* KEYS_ESCAPE_DELAY: milliseconds after which a lone Escape is one */

enum press_kind {
    PRESS_TEXT, /* a character to be typed: `name` is it */
    PRESS_KEY,  /* a key with a name */
    PRESS_PASTE /* pasted text */
};

struct press {
    enum press_kind kind;
    char name[PRESS_NAME];
    const char *paste; /* PRESS_PASTE: bytes as they came, borrowed until the next call */
    size_t paste_len;
};

struct learned_key {
    char sequence[KEYS_SEQUENCE];
    char name[PRESS_NAME];
};

struct keys {
    struct str input; /* bytes that came and are not used up */
    size_t at;        /* how far they are */
    bool pasting;     /* between the marks of a bracketed paste */
    struct str paste;
    struct learned_key learned[KEYS_LEARNED];
    size_t learned_count;
};

void keys_release(struct keys *keys);

/* Takes note that this terminal sends `sequence` for a key. NULL, what is too
 * long, a single character, and what does not begin with ESC are ignored. */
void keys_learn(struct keys *keys, const char *sequence, const char *name);

/* Adds what was read from the terminal. */
void keys_feed(struct keys *keys, const char *bytes, size_t len);

/* The next press; false when there is none yet. `ended`: no more bytes came
 * for KEYS_ESCAPE_DELAY, so that what is unfinished is settled: ESC alone is
 * "Escape", a broken sequence or character is dropped. An unfinished paste
 * waits for its end mark. */
NODISCARD bool keys_next(struct keys *keys, struct press *press, bool ended);

/* Whether something unfinished waits for more bytes or KEYS_ESCAPE_DELAY. */
bool keys_unfinished(const struct keys *keys);

/* A key as people write it, "c-a", "M-x", "pgup", as presses name it; false:
 * no terminal sends it so that it can be told from others. */
NODISCARD bool keys_name(const char *typed, char name[PRESS_NAME]);

#endif
