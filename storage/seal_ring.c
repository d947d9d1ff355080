/* SPDX-License-Identifier: MIT */
/* The ring of keys. It is part of the VFS that is registered with SQLite: what
 * finds the VFS finds the keys, and there is no other place for them. */
#include "storage/seal_work.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

void seal_vfs_init(sqlite3_vfs *vfs);

static enum status make_ring(struct seal_ring **out, struct error *err)
{
    struct seal_ring *ring = mem_alloc(1, sizeof *ring);
    enum status status = sodium_load(&ring->sodium, err);

    if (!status) {
        ring->key = ring->sodium.malloc(SEAL_RING * sizeof *ring->key);
        ring->mutex = sqlite3_mutex_alloc(SQLITE_MUTEX_FAST);
        if (ring->key == NULL || ring->mutex == NULL)
            status = error_set(err, STATUS_IO, "no memory for the keys of sealed studies");
    }
    if (!status) { /* sodium_malloc() does not say when it could not lock */
        ring->locked = ring->sodium.mlock(ring->key, SEAL_RING * sizeof *ring->key) == 0;
        seal_vfs_init(&ring->vfs);
        ring->vfs.pAppData = ring;
        if (sqlite3_vfs_register(&ring->vfs, 0) != SQLITE_OK)
            status = error_set(err, STATUS_IO, "SQLite does not take the way to sealed studies");
    }
    if (status) {
        if (ring->key != NULL)
            ring->sodium.free(ring->key);
        sqlite3_mutex_free(ring->mutex);
        free(ring);
        return status;
    }
    *out = ring;
    return STATUS_OK;
}

enum status seal_ring_get(struct seal_ring **ring, struct error *err)
{
    sqlite3_mutex *once;
    sqlite3_vfs *vfs;
    enum status status = STATUS_OK;

    *ring = NULL;
    if (sqlite3_initialize() != SQLITE_OK)
        return error_set(err, STATUS_IO, "SQLite cannot be started");
    once = sqlite3_mutex_alloc(SQLITE_MUTEX_STATIC_APP1);
    sqlite3_mutex_enter(once);
    vfs = sqlite3_vfs_find(SEAL_VFS);
    if (vfs == NULL)
        status = make_ring(ring, err);
    else
        *ring = vfs->pAppData;
    sqlite3_mutex_leave(once);
    return status;
}

/* Where the key of a family stands; the number of keys when it does not. */
static size_t place_of(const struct seal_ring *ring, const unsigned char family[SEAL_ID])
{
    size_t i = 0;

    while (i < ring->keys && memcmp(ring->key[i].family, family, SEAL_ID) != 0)
        i++;
    return i;
}

bool seal_ring_find(struct seal_ring *ring, const unsigned char family[SEAL_ID],
                    unsigned char master[SEAL_KEY])
{
    size_t at;
    bool found;

    sqlite3_mutex_enter(ring->mutex);
    at = place_of(ring, family);
    found = at < ring->keys;
    if (found)
        memcpy(master, ring->key[at].master, SEAL_KEY);
    sqlite3_mutex_leave(ring->mutex);
    return found;
}

void seal_ring_add(struct seal_ring *ring, const unsigned char family[SEAL_ID],
                   const unsigned char master[SEAL_KEY])
{
    size_t at;

    sqlite3_mutex_enter(ring->mutex);
    at = place_of(ring, family);
    if (at == ring->keys) {
        if (ring->keys == SEAL_RING) /* the one that was unlocked first makes room */
            memmove(ring->key, ring->key + 1, (SEAL_RING - 1) * sizeof *ring->key);
        else
            ring->keys++;
        at = ring->keys - 1;
    }
    memcpy(ring->key[at].family, family, SEAL_ID);
    memcpy(ring->key[at].master, master, SEAL_KEY);
    sqlite3_mutex_leave(ring->mutex);
}

void seal_forget(void)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(SEAL_VFS);
    struct seal_ring *ring = vfs != NULL ? vfs->pAppData : NULL;

    if (ring == NULL)
        return;
    sqlite3_mutex_enter(ring->mutex);
    ring->sodium.memzero(ring->key, SEAL_RING * sizeof *ring->key);
    ring->keys = 0;
    sqlite3_mutex_leave(ring->mutex);
}

bool seal_memory_is_locked(void)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(SEAL_VFS);
    const struct seal_ring *ring = vfs != NULL ? vfs->pAppData : NULL;

    return ring != NULL && ring->locked;
}

void seal_ring_expect(struct seal_ring *ring, const unsigned char file[SEAL_ID], bool expected)
{
    size_t at = 0;

    sqlite3_mutex_enter(ring->mutex);
    while (at < ring->fresh_count && memcmp(ring->fresh[at], file, SEAL_ID) != 0)
        at++;
    if (expected && at == ring->fresh_count && ring->fresh_count < SEAL_FRESH) {
        memcpy(ring->fresh[at], file, SEAL_ID);
        ring->fresh_count++;
    } else if (!expected && at < ring->fresh_count) {
        ring->fresh_count--;
        memmove(ring->fresh[at], ring->fresh[ring->fresh_count], SEAL_ID);
    }
    sqlite3_mutex_leave(ring->mutex);
}

bool seal_ring_expects(struct seal_ring *ring, const unsigned char file[SEAL_ID])
{
    bool found = false;

    sqlite3_mutex_enter(ring->mutex);
    for (size_t i = 0; i < ring->fresh_count && !found; i++)
        found = memcmp(ring->fresh[i], file, SEAL_ID) == 0;
    sqlite3_mutex_leave(ring->mutex);
    return found;
}
