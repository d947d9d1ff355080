/* SPDX-License-Identifier: MIT */
/* What is asked before the terminal interface has a study to show: whether a
 * new one is to be sealed, and the passphrase. Blank screens but for some rows,
 * on the alternate screen, so that nothing of the shell's is painted over and
 * nothing is left in its history. */
#ifndef CLI_DOOR_H
#define CLI_DOOR_H

#include "cli/passphrase.h"

/* The terminal while such a screen has it. */
struct door {
    int fd;
    struct termios before;
};

/* Takes the terminal; STATUS_LOCKED: there is none, said of `path`. */
NODISCARD enum status door_begin(struct door *door, const char *path, struct error *err);
/* Gives it back as it was. */
void door_end(struct door *door);
/* Writes a row (from 1); the cursor stays where it is. What is longer than the
 * screen is cut. */
void door_row(const struct door *door, int row, const char *text);
/* The same for a row that ends in a path. */
void door_row_path(const struct door *door, int row, const char *text, const char *path);
/* An emptied row with a question, the cursor behind it. */
void door_ask(const struct door *door, int row, const char *question);
void door_clear(const struct door *door);

/* Asks for the passphrase of the study at `path`, or its recovery code, until it is
 * right. `waits` (NULL: none) is called before each key. STATUS_LOCKED: the
 * observer left. */
NODISCARD enum status door_try(const struct door *door, const char *path,
                               void (*waits)(const void *data), const void *data,
                               struct error *err);

/* The study at `path`, which is sealed and locked, is opened by its passphrase
 * or its recovery code, asked for until it is right. STATUS_LOCKED: the
 * observer left. */
NODISCARD enum status door_unlock(const char *path, struct error *err);

/* There is no study at `path`: asks which kind it is to be, and makes a sealed
 * one with the passphrase and the recovery code that are chosen on further
 * screens. *left: the observer went away, and there is nothing at `path`. Where
 * a plain one is to be, nothing is made. */
NODISCARD enum status door_new_study(const char *path, bool *left, struct error *err);

#endif
