/* SPDX-License-Identifier: MIT */
/* The format of a sealed file, as the files that read and write it share it.
 * docs/seal-format.md tells it in words. */
#ifndef STORAGE_SEAL_WORK_H
#define STORAGE_SEAL_WORK_H

#include "core/str.h"
#include "storage/seal.h"
#include "storage/sodium.h"
#include <sqlite3.h>

enum {
    SEAL_PAGE = 4096,
    SEAL_NONCE = 24,
    SEAL_TAG = 16,
    SEAL_RESERVE = SEAL_NONCE + SEAL_TAG, /* at the end of each page */
    SEAL_TEXT = SEAL_PAGE - SEAL_RESERVE, /* what of a page is encrypted */
    SEAL_KEY = 32,
    SEAL_ID = 16,
    SEAL_SALT = 16,
    SEAL_SLOT = 4096,           /* one copy of the header */
    SEAL_START = 2 * SEAL_SLOT, /* where page 1 begins */
    SEAL_LOG_HEADER = 32,
    SEAL_FRAME_HEADER = 24,
    SEAL_FRAME = SEAL_FRAME_HEADER + SEAL_PAGE
};

/* --- the header (seal_header.c) ------------------------------------------------- */

enum seal_way { SEAL_NO_WAY, SEAL_BY_PASSPHRASE, SEAL_BY_CODE };
enum { SEAL_WAYS = 2 };

/* One way to the master key. */
struct seal_lock {
    enum seal_way way;
    struct seal_cost cost;
    unsigned char salt[SEAL_SALT], nonce[SEAL_NONCE], wrapped[SEAL_KEY + SEAL_TAG];
};

struct seal_header {
    uint64_t generation;
    unsigned char family[SEAL_ID]; /* which master key; a file and its backups have one */
    unsigned char file[SEAL_ID];   /* of this file alone */
    struct seal_lock lock[SEAL_WAYS];
};

struct seal_ring;

void seal_header_write(const struct seal_ring *ring, const struct seal_header *header,
                       unsigned char slot[SEAL_SLOT]);
/* False: it is none, or damaged, or of a format that this moot does not know. */
bool seal_header_read(const struct seal_ring *ring, struct seal_header *header,
                      const unsigned char slot[SEAL_SLOT]);
/* Whether a slot begins as one. */
bool seal_header_begins(const unsigned char *slot);

/* Both copies, the newest first; *count is how many of them are well. */
struct seal_headers {
    struct seal_header header[2];
    int slot[2]; /* where each stands */
    size_t count;
    bool begins; /* one of them begins as a header */
};
void seal_headers_read(const struct seal_ring *ring, struct seal_headers *headers,
                       const unsigned char bytes[SEAL_START]);

/* Wraps `master` for a passphrase, or unwraps it. The salt and the nonce are
 * those in *lock. STATUS_LOCKED: it is not the passphrase. */
NODISCARD enum status seal_wrap(const struct seal_ring *ring, const struct seal_header *header,
                                struct seal_lock *lock, const char *passphrase, size_t len,
                                const unsigned char *master, struct error *err);
NODISCARD enum status seal_unwrap(const struct seal_ring *ring, const struct seal_header *header,
                                  const struct seal_lock *lock, const char *passphrase, size_t len,
                                  unsigned char *master, struct error *err);

/* A recovery code as it is typed becomes the 26 signs that are hashed; false:
 * it is none, or mistyped. (seal_code.c) */
enum { SEAL_CODE_SIGNS = 26 };
bool seal_code_read(char signs[SEAL_CODE_SIGNS + 1], const char *typed, size_t len);
void seal_code_write(char code[SEAL_CODE], const unsigned char random[SEAL_CODE_SIGNS]);

/* Appends the bytes of a passphrase that are hashed; seal_wipe() ends them.
 * (seal_passphrase.c) */
void seal_normal(struct str *out, const char *passphrase, size_t len);
void seal_wipe(const struct seal_ring *ring, struct str *text);

/* --- pages and frames (seal_box.c) -------------------------------------------------- */

/* The keys of one open file, and room to work in: in locked memory, wiped when
 * freed. */
struct seal_box {
    unsigned char page_key[SEAL_KEY], frame_key[SEAL_KEY];
    unsigned char file[SEAL_ID];
    unsigned char plain[SEAL_FRAME], sealed[SEAL_FRAME];
};

/* NULL: no memory. */
struct seal_box *seal_box_new(const struct seal_ring *ring, const unsigned char *master,
                              const unsigned char file[SEAL_ID]);
void seal_box_free(const struct seal_ring *ring, struct seal_box *box);

/* Page `number` (from 1): `plain`, whose last 40 bytes do not matter, to 4096
 * bytes with the nonce, and back; false: it is not what was sealed there. */
void seal_page_close(const struct seal_ring *ring, const struct seal_box *box, uint32_t number,
                     const unsigned char *plain, const unsigned char nonce[SEAL_NONCE],
                     unsigned char *sealed);
bool seal_page_open(const struct seal_ring *ring, const struct seal_box *box, uint32_t number,
                    const unsigned char *sealed, unsigned char *plain);
/* Frame `index` (from 0) of a log, of 4120 bytes. */
void seal_frame_close(const struct seal_ring *ring, const struct seal_box *box, uint32_t index,
                      const unsigned char *plain, const unsigned char nonce[SEAL_NONCE],
                      unsigned char *sealed);
bool seal_frame_open(const struct seal_ring *ring, const struct seal_box *box, uint32_t index,
                     const unsigned char *sealed, unsigned char *plain);

/* The first page of a database that has nothing in it yet. */
void seal_first_page(unsigned char page[SEAL_PAGE]);

/* --- the ring (seal_ring.c) ------------------------------------------------------------ */

enum { SEAL_RING = 16, SEAL_FRESH = 4 };

/* What the VFS carries with it: libsodium, and the keys of the program. */
struct seal_ring {
    sqlite3_vfs vfs;
    struct sodium sodium;
    sqlite3_mutex *mutex;
    struct seal_ring_key {
        unsigned char family[SEAL_ID], master[SEAL_KEY];
    } * key; /* SEAL_RING of them, in locked memory */
    size_t keys;
    bool locked;                              /* that memory is never swapped out */
    unsigned char fresh[SEAL_FRESH][SEAL_ID]; /* files without a page that are being filled */
    size_t fresh_count;
};

/* The ring, made and registered as the VFS at first. */
NODISCARD enum status seal_ring_get(struct seal_ring **ring, struct error *err);
/* Copies the key of a family out; false: it is not there. */
bool seal_ring_find(struct seal_ring *ring, const unsigned char family[SEAL_ID],
                    unsigned char master[SEAL_KEY]);
void seal_ring_add(struct seal_ring *ring, const unsigned char family[SEAL_ID],
                   const unsigned char master[SEAL_KEY]);
/* A file without a page is opened only while it is known to be filled. */
void seal_ring_expect(struct seal_ring *ring, const unsigned char file[SEAL_ID], bool expected);
bool seal_ring_expects(struct seal_ring *ring, const unsigned char file[SEAL_ID]);

#endif
