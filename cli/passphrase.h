/* SPDX-License-Identifier: MIT */
/* Passphrases: asked on the terminal without an echo, or read from a
 * descriptor or a file; never on the command line. */
#ifndef CLI_PASSPHRASE_H
#define CLI_PASSPHRASE_H

#include "cli/options.h"
#include <termios.h>

/* One that was read; to end with passphrase_wipe(). */
struct passphrase {
    char *text; /* NULL: none */
    size_t len;
};

/* If the study at `path` is sealed and locked: unlocks it, with the passphrase
 * from --passphrase-fd, from the terminal (three tries), or from
 * $MOOT_PASSPHRASE_FILE. STATUS_LOCKED: there was none, or a wrong one. */
NODISCARD enum status unlock(const struct invocation *in, const char *path, struct error *err);

/* Whether unlock() would ask nobody. */
bool passphrase_is_given(const struct invocation *in);

/* The lock screen, where the study was locked by the program that started this
 * one (MOOT_LOCKED in the environment, which is taken out of it): asks for the
 * passphrase until it is right, whatever else gives one, the clock running. */
NODISCARD enum status unlock_screen(const char *path, struct error *err);

/* A passphrase to be set, from descriptor `fd` (its number as text; NULL: none),
 * $MOOT_PASSPHRASE_FILE where `file`, or asked twice. */
NODISCARD enum status passphrase_new(const char *fd, bool file, const char *path,
                                     struct passphrase *out, struct error *err);

/* Says on standard error where the system keeps no memory out of the swap space
 * for the keys of what was unlocked. */
void passphrase_warn(void);

void passphrase_wipe(struct passphrase *passphrase);

/* Asks on the terminal and waits for Enter; `otherwise` where there is none. */
bool passphrase_agree(const char *question, bool otherwise);

/* --- for the screens (door.c, unlock_screen.c) ------------------------------------------- */

void passphrase_begin(struct passphrase *passphrase);
/* The terminal, to be closed; -1: there is none. */
int passphrase_terminal(void);
/* No echo, each key at once; what was typed before is dropped. Not 0: it is no
 * terminal. */
int passphrase_quieten(int fd, struct termios *before);
void passphrase_say(int fd, const char *text);
/* Reads up to Enter. `waits` (NULL: none) is called before each key. */
NODISCARD enum status passphrase_read_keys(int fd, void (*waits)(const void *data),
                                           const void *data, struct passphrase *out,
                                           struct error *err);

#endif
