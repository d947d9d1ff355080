/* SPDX-License-Identifier: MIT */
/* The header of a sealed file: which key it needs, and the ways to that key.
 * It stands twice, so that one copy is whole whenever the other is written. A
 * hash without a key tells damage from a wrong passphrase. */
#include "storage/seal_work.h"

#include <string.h>

/* clang-format off */
enum {
    AT_VERSION = 16, AT_CIPHER = 18, AT_RESERVE = 19, AT_PAGE = 20, AT_GENERATION = 24,
    AT_FAMILY = 32, AT_FILE = 48, AT_LOCKS = 64, AT_HASH = SEAL_SLOT - 32,
    LOCK_SIZE = 104, LOCK_KDF = 1, LOCK_PASSES = 4, LOCK_MEMORY = 8, LOCK_SALT = 16,
    LOCK_NONCE = 32, LOCK_WRAPPED = 56,
    VERSION = 1, CIPHER_XCHACHA = 1, KDF_ARGON2ID = 1,
    FIXED = AT_GENERATION, /* what stands before is the same in every copy */
    KNOWN = FIXED + SEAL_ID + LOCK_WRAPPED, /* what a wrapped key is bound to */
    ARGON2ID13 = 2, LEAST_MEMORY = 8192
};
/* clang-format on */

static const unsigned char magic[16] = "moot sealed file";

static void put(unsigned char *at, uint64_t value, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--, value >>= 8)
        at[i] = (unsigned char)value;
}

static uint64_t get(const unsigned char *at, int bytes)
{
    uint64_t value = 0;

    for (int i = 0; i < bytes; i++)
        value = value << 8 | at[i];
    return value;
}

static void write_fixed(unsigned char *at)
{
    memcpy(at, magic, sizeof magic);
    put(at + AT_VERSION, VERSION, 2);
    at[AT_CIPHER] = CIPHER_XCHACHA;
    at[AT_RESERVE] = SEAL_RESERVE;
    put(at + AT_PAGE, SEAL_PAGE, 4);
}

/* Up to what is wrapped. */
static void write_lock(unsigned char *at, const struct seal_lock *lock)
{
    at[0] = (unsigned char)lock->way;
    at[LOCK_KDF] = KDF_ARGON2ID;
    put(at + LOCK_PASSES, lock->cost.passes, 4);
    put(at + LOCK_MEMORY, lock->cost.memory, 8);
    memcpy(at + LOCK_SALT, lock->salt, SEAL_SALT);
    memcpy(at + LOCK_NONCE, lock->nonce, SEAL_NONCE);
}

static void hash(const struct seal_ring *ring, const unsigned char *slot, unsigned char out[32])
{
    (void)ring->sodium.generichash(out, 32, slot, AT_HASH, NULL, 0);
}

void seal_header_write(const struct seal_ring *ring, const struct seal_header *header,
                       unsigned char slot[SEAL_SLOT])
{
    memset(slot, 0, SEAL_SLOT);
    write_fixed(slot);
    put(slot + AT_GENERATION, header->generation, 8);
    memcpy(slot + AT_FAMILY, header->family, SEAL_ID);
    memcpy(slot + AT_FILE, header->file, SEAL_ID);
    for (int i = 0; i < SEAL_WAYS; i++) {
        unsigned char *at = slot + AT_LOCKS + (size_t)i * LOCK_SIZE;

        if (header->lock[i].way == SEAL_NO_WAY)
            continue;
        write_lock(at, &header->lock[i]);
        memcpy(at + LOCK_WRAPPED, header->lock[i].wrapped, SEAL_KEY + SEAL_TAG);
    }
    hash(ring, slot, slot + AT_HASH);
}

bool seal_header_begins(const unsigned char *slot)
{
    return memcmp(slot, magic, sizeof magic) == 0;
}

/* A cost that somebody else may have written there. */
static bool read_lock(struct seal_lock *lock, const unsigned char *at)
{
    uint64_t passes = get(at + LOCK_PASSES, 4), memory = get(at + LOCK_MEMORY, 8);

    *lock = (struct seal_lock){ .way = SEAL_NO_WAY };
    if (at[0] == SEAL_NO_WAY)
        return true;
    if (at[0] > SEAL_BY_CODE || at[LOCK_KDF] != KDF_ARGON2ID || passes < 1
        || passes > SEAL_PASSES_MOST || memory < LEAST_MEMORY || memory > SEAL_MEMORY_MOST)
        return false;
    lock->way = at[0];
    lock->cost = (struct seal_cost){ (uint32_t)passes, memory };
    memcpy(lock->salt, at + LOCK_SALT, SEAL_SALT);
    memcpy(lock->nonce, at + LOCK_NONCE, SEAL_NONCE);
    memcpy(lock->wrapped, at + LOCK_WRAPPED, SEAL_KEY + SEAL_TAG);
    return true;
}

bool seal_header_read(const struct seal_ring *ring, struct seal_header *header,
                      const unsigned char slot[SEAL_SLOT])
{
    unsigned char fixed[FIXED], sum[32];

    write_fixed(fixed);
    hash(ring, slot, sum);
    if (memcmp(slot, fixed, FIXED) != 0 || memcmp(slot + AT_HASH, sum, sizeof sum) != 0)
        return false;
    *header = (struct seal_header){ .generation = get(slot + AT_GENERATION, 8) };
    memcpy(header->family, slot + AT_FAMILY, SEAL_ID);
    memcpy(header->file, slot + AT_FILE, SEAL_ID);
    for (int i = 0; i < SEAL_WAYS; i++)
        if (!read_lock(&header->lock[i], slot + AT_LOCKS + (size_t)i * LOCK_SIZE))
            return false;
    return true;
}

void seal_headers_read(const struct seal_ring *ring, struct seal_headers *headers,
                       const unsigned char bytes[SEAL_START])
{
    *headers = (struct seal_headers){ .count = 0 };
    for (int i = 0; i < 2; i++) {
        const unsigned char *slot = bytes + (size_t)i * SEAL_SLOT;

        headers->begins = headers->begins || seal_header_begins(slot);
        if (seal_header_read(ring, &headers->header[headers->count], slot))
            headers->slot[headers->count++] = i;
    }
    if (headers->count == 2 && headers->header[1].generation > headers->header[0].generation) {
        struct seal_header older = headers->header[0];

        headers->header[0] = headers->header[1];
        headers->header[1] = older;
        headers->slot[0] = 1;
        headers->slot[1] = 0;
    }
}

/* --- the master key ------------------------------------------------------------------ */

/* What a wrapped key is bound to: all that says what it is of and how it is
 * got at. */
static void known(unsigned char out[KNOWN], const struct seal_header *header,
                  const struct seal_lock *lock)
{
    memset(out, 0, KNOWN);
    write_fixed(out);
    memcpy(out + FIXED, header->family, SEAL_ID);
    write_lock(out + FIXED + SEAL_ID, lock);
}

static enum status derive(const struct seal_ring *ring, const struct seal_lock *lock,
                          const char *passphrase, size_t len, unsigned char *key, struct error *err)
{
    if (ring->sodium.pwhash(key, SEAL_KEY, passphrase, len, lock->salt, lock->cost.passes,
                            (size_t)lock->cost.memory, ARGON2ID13)
        != 0)
        return error_set(err, STATUS_IO,
                         "not enough memory to try the passphrase: it takes %llu MiB",
                         (unsigned long long)(lock->cost.memory >> 20));
    return STATUS_OK;
}

enum status seal_wrap(const struct seal_ring *ring, const struct seal_header *header,
                      struct seal_lock *lock, const char *passphrase, size_t len,
                      const unsigned char *master, struct error *err)
{
    unsigned char bound[KNOWN], *key = ring->sodium.malloc(SEAL_KEY);
    enum status status;

    if (key == NULL)
        return error_set(err, STATUS_IO, "no memory for a key");
    status = derive(ring, lock, passphrase, len, key, err);
    if (!status) {
        known(bound, header, lock);
        (void)ring->sodium.encrypt(lock->wrapped, lock->wrapped + SEAL_KEY, NULL, master, SEAL_KEY,
                                   bound, sizeof bound, NULL, lock->nonce, key);
    }
    ring->sodium.free(key);
    return status;
}

enum status seal_unwrap(const struct seal_ring *ring, const struct seal_header *header,
                        const struct seal_lock *lock, const char *passphrase, size_t len,
                        unsigned char *master, struct error *err)
{
    unsigned char bound[KNOWN], *key = ring->sodium.malloc(SEAL_KEY);
    enum status status;

    if (key == NULL)
        return error_set(err, STATUS_IO, "no memory for a key");
    status = derive(ring, lock, passphrase, len, key, err);
    known(bound, header, lock);
    if (!status
        && ring->sodium.decrypt(master, NULL, lock->wrapped, SEAL_KEY, lock->wrapped + SEAL_KEY,
                                bound, sizeof bound, lock->nonce, key)
               != 0)
        status = error_set(err, STATUS_LOCKED, "it is not the passphrase");
    ring->sodium.free(key);
    return status;
}
