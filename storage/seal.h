/* SPDX-License-Identifier: MIT */
/* Sealed studies: files that nobody can read or change unnoticed without their
 * passphrase. docs/seal-format.md describes the format; an SQLite VFS of the
 * name SEAL_VFS reads and writes it. Plain studies never come here but for one
 * look at their first bytes.
 *
 * Keys of files that were unlocked are kept in one ring of the program, in
 * locked memory, until seal_forget() or its end. A file and its backups have
 * one key, so that they are unlocked together. All of it may be called from
 * any thread. */
#ifndef STORAGE_SEAL_H
#define STORAGE_SEAL_H

#include "core/attr.h"
#include "core/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SEAL_VFS "moot-sealed"

enum seal_state {
    SEAL_PLAIN,  /* absent, or not sealed */
    SEAL_LOCKED, /* sealed, and its key is not in the ring */
    SEAL_OPEN    /* sealed, and can be opened */
};

/* What the file at `path` is, by its header. STATUS_DAMAGED: it is a sealed
 * one whose header is damaged, in both of its copies. */
NODISCARD enum status seal_look(const char *path, enum seal_state *state, struct error *err);

/* What a passphrase costs to try. */
struct seal_cost {
    uint32_t passes;
    uint64_t memory; /* bytes */
};
enum { SEAL_PASSES_MOST = 16, SEAL_MEMORY_MOST = 1 << 30 };

/* The cost that takes this machine between 0.3 and 1 second; takes about as
 * long. MOOT_SEAL_COST=least in the environment, for tests: the least there
 * is. */
NODISCARD enum status seal_measure(struct seal_cost *cost, struct error *err);

/* A passphrase is bytes; such as are UTF-8 are taken in NFC, so that it does
 * not matter how a keyboard puts accents together. */
enum { SEAL_PASSPHRASE_MOST = 65536 };

/* A recovery code: 130 random bits and a check, "XXXXX-XXXXX-...", six groups
 * of letters and digits that cannot be mistaken for each other. */
enum { SEAL_CODE = 36 };
NODISCARD enum status seal_make_code(char code[SEAL_CODE], struct error *err);

/* What opens a file that is made. */
struct seal_secret {
    const char *passphrase; /* not empty */
    size_t len;
    const char *code; /* a recovery code; NULL: none */
    struct seal_cost cost;
};

/* Makes a sealed file at `path`, mode 0600, which must be absent, and puts its
 * key into the ring: an empty database that study_open() with STUDY_CREATE makes
 * a study of. On failure there is no file. STATUS_INPUT: an empty passphrase,
 * or one that is too long. */
NODISCARD enum status seal_make(const char *path, const struct seal_secret *secret,
                                struct error *err);

/* Finds the key of the file at `path` by its passphrase or its recovery code,
 * and puts it into the ring. STATUS_LOCKED: neither. */
NODISCARD enum status seal_unlock(const char *path, const char *passphrase, size_t len,
                                  struct error *err);

/* The key of an unlocked file as a line of text that seal_unlock() takes in the
 * place of its passphrase: for a program of ours that this one starts, through a
 * pipe. The caller wipes it. STATUS_LOCKED: the file is locked. */
enum { SEAL_HANDED = 80 };
NODISCARD enum status seal_hand_over(const char *path, char text[SEAL_HANDED], struct error *err);

/* Wipes all keys. Connections that are open keep theirs until they are closed. */
void seal_forget(void);

/* Whether keys stand in memory that is never swapped out. */
bool seal_memory_is_locked(void);

#endif
