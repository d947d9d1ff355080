/* SPDX-License-Identifier: MIT */
/* Passphrases: asked on the terminal without an echo, or read from a
 * descriptor or a file; never on the command line. */
#ifndef CLI_PASSPHRASE_H
#define CLI_PASSPHRASE_H

#include "cli/options.h"

/* One that was read; to end with passphrase_wipe(). */
struct passphrase {
    char *text; /* NULL: none */
    size_t len;
};

/* If the study at `path` is sealed and locked: unlocks it, with the passphrase
 * from --passphrase-fd, from the terminal (three tries), or from
 * $MOOT_PASSPHRASE_FILE. STATUS_LOCKED: there was none, or a wrong one. */
NODISCARD enum status unlock(const struct invocation *in, const char *path, struct error *err);

/* A passphrase to be set, from descriptor `fd` (its number as text; NULL: none),
 * $MOOT_PASSPHRASE_FILE where `file`, or asked twice. */
NODISCARD enum status passphrase_new(const char *fd, bool file, const char *path,
                                     struct passphrase *out, struct error *err);

void passphrase_wipe(struct passphrase *passphrase);

/* Asks on the terminal and waits for Enter; `otherwise` where there is none. */
bool passphrase_agree(const char *question, bool otherwise);

#endif
