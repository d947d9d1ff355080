/* SPDX-License-Identifier: MIT */
/* Sealing one page or one frame of a log. Each is one message of
 * XChaCha20-Poly1305 with a random nonce; its place and its file go with it as
 * associated data, and the keys are the file's own, so that nothing that was
 * sealed in one place opens in another. */
#include "storage/seal_work.h"

#include <string.h>

enum { LABEL = 16, PLACE = 1 + SEAL_ID + 8 };

static void derive(const struct seal_ring *ring, unsigned char key[SEAL_KEY], const char *label,
                   const unsigned char *master, const unsigned char file[SEAL_ID])
{
    unsigned char text[LABEL + SEAL_ID] = { 0 };

    memcpy(text, label, strlen(label));
    memcpy(text + LABEL, file, SEAL_ID);
    (void)ring->sodium.generichash(key, SEAL_KEY, text, sizeof text, master, SEAL_KEY);
}

struct seal_box *seal_box_new(const struct seal_ring *ring, const unsigned char *master,
                              const unsigned char file[SEAL_ID])
{
    struct seal_box *box = ring->sodium.malloc(sizeof *box);

    if (box == NULL)
        return NULL;
    derive(ring, box->page_key, "moot pages", master, file);
    derive(ring, box->frame_key, "moot log frames", master, file);
    memcpy(box->file, file, SEAL_ID);
    return box;
}

void seal_box_free(const struct seal_ring *ring, struct seal_box *box)
{
    if (box != NULL)
        ring->sodium.free(box);
}

static void place(unsigned char out[PLACE], char kind, const struct seal_box *box, uint64_t number)
{
    out[0] = (unsigned char)kind;
    memcpy(out + 1, box->file, SEAL_ID);
    for (int i = 0; i < 8; i++)
        out[1 + SEAL_ID + i] = (unsigned char)(number >> (56 - 8 * i));
}

/* `len` bytes are encrypted; the nonce and the tag stand behind them. */
static void close_message(const struct seal_ring *ring, const unsigned char *key,
                          const unsigned char at[PLACE], const unsigned char *plain, size_t len,
                          const unsigned char nonce[SEAL_NONCE], unsigned char *sealed)
{
    (void)ring->sodium.encrypt(sealed, sealed + len + SEAL_NONCE, NULL, plain, len, at, PLACE, NULL,
                               nonce, key);
    memcpy(sealed + len, nonce, SEAL_NONCE);
}

static bool open_message(const struct seal_ring *ring, const unsigned char *key,
                         const unsigned char at[PLACE], const unsigned char *sealed, size_t len,
                         unsigned char *plain)
{
    bool good = ring->sodium.decrypt(plain, NULL, sealed, len, sealed + len + SEAL_NONCE, at, PLACE,
                                     sealed + len, key)
                == 0;

    if (good)
        memset(plain + len, 0, SEAL_RESERVE); /* as SQLite left it */
    else
        memset(plain, 0, len + SEAL_RESERVE);
    return good;
}

void seal_page_close(const struct seal_ring *ring, const struct seal_box *box, uint32_t number,
                     const unsigned char *plain, const unsigned char nonce[SEAL_NONCE],
                     unsigned char *sealed)
{
    unsigned char at[PLACE];

    place(at, 'D', box, number);
    close_message(ring, box->page_key, at, plain, SEAL_TEXT, nonce, sealed);
}

bool seal_page_open(const struct seal_ring *ring, const struct seal_box *box, uint32_t number,
                    const unsigned char *sealed, unsigned char *plain)
{
    unsigned char at[PLACE];

    place(at, 'D', box, number);
    return open_message(ring, box->page_key, at, sealed, SEAL_TEXT, plain);
}

void seal_frame_close(const struct seal_ring *ring, const struct seal_box *box, uint32_t index,
                      const unsigned char *plain, const unsigned char nonce[SEAL_NONCE],
                      unsigned char *sealed)
{
    unsigned char at[PLACE];

    place(at, 'W', box, index);
    close_message(ring, box->frame_key, at, plain, SEAL_FRAME_HEADER + SEAL_TEXT, nonce, sealed);
}

bool seal_frame_open(const struct seal_ring *ring, const struct seal_box *box, uint32_t index,
                     const unsigned char *sealed, unsigned char *plain)
{
    unsigned char at[PLACE];

    place(at, 'W', box, index);
    return open_message(ring, box->frame_key, at, sealed, SEAL_FRAME_HEADER + SEAL_TEXT, plain);
}

static void put(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (24 - 8 * i));
}

/* As "Database File Format" at sqlite.org has it: a header, and the root of a
 * schema without a row. Log mode from the start, so that no journal is ever
 * needed to get there. */
void seal_first_page(unsigned char page[SEAL_PAGE])
{
    memset(page, 0, SEAL_PAGE);
    memcpy(page, "SQLite format 3", 16);
    page[16] = SEAL_PAGE >> 8;
    page[18] = page[19] = 2; /* written and read with a log */
    page[20] = SEAL_RESERVE;
    page[21] = 64;
    page[22] = page[23] = 32;
    put(page + 24, 1); /* changes */
    put(page + 28, 1); /* pages */
    put(page + 40, 1); /* schema cookie */
    put(page + 44, 4); /* schema format */
    put(page + 56, 1); /* UTF-8 */
    put(page + 68, 0x6D6F6F74);
    put(page + 92, 1);       /* the size is of these changes */
    put(page + 96, 3040001); /* who wrote it; the same for all, so that the format stands still */
    page[100] = 0x0D;        /* a leaf without cells */
    page[105] = SEAL_TEXT >> 8;
    page[106] = SEAL_TEXT & 0xFF;
}
