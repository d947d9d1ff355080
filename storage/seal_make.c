/* SPDX-License-Identifier: MIT */
/* Sealed files as wholes: made, unlocked, given another passphrase. */
#include "storage/seal_passphrase.h"
#include "storage/seal_copy.h"
#include "storage/seal_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/str.h"
#include "storage/folder.h"
#include "storage/internal.h"

static enum status check_passphrase(size_t len, struct error *err)
{
    if (len == 0)
        return error_set(err, STATUS_INPUT, "an empty passphrase seals nothing: choose another");
    if (len > SEAL_PASSPHRASE_MOST)
        return error_set(err, STATUS_INPUT, "the passphrase is longer than %d bytes",
                         SEAL_PASSPHRASE_MOST);
    return STATUS_OK;
}

/* --- making ------------------------------------------------------------------------------ */

static enum status add_lock(const struct seal_ring *ring, struct seal_header *header,
                            enum seal_way way, const char *text, size_t len,
                            const struct seal_cost *cost, const unsigned char *master,
                            struct error *err)
{
    struct seal_lock *lock = &header->lock[way - 1];

    lock->way = way;
    lock->cost = *cost;
    ring->sodium.randombytes_buf(lock->salt, SEAL_SALT);
    ring->sodium.randombytes_buf(lock->nonce, SEAL_NONCE);
    return seal_wrap(ring, header, lock, text, len, master, err);
}

/* The ways that `secret` opens; a code that is NULL changes nothing. */
static enum status add_locks(const struct seal_ring *ring, struct seal_header *header,
                             const struct seal_secret *secret, const unsigned char *master,
                             struct error *err)
{
    struct str text = STR_INIT;
    char signs[SEAL_CODE_SIGNS + 1];
    enum status status = STATUS_OK;

    if (secret->passphrase != NULL) {
        status = check_passphrase(secret->len, err);
        seal_normal(&text, secret->passphrase, secret->len);
        if (!status)
            status = add_lock(ring, header, SEAL_BY_PASSPHRASE, text.text, text.len, &secret->cost,
                              master, err);
        seal_wipe(ring, &text);
    }
    if (!status && secret->code != NULL) {
        if (!seal_code_read(signs, secret->code, strlen(secret->code)))
            return error_set(err, STATUS_INPUT, "it is no recovery code");
        status = add_lock(ring, header, SEAL_BY_CODE, signs, SEAL_CODE_SIGNS, &secret->cost, master,
                          err);
        ring->sodium.memzero(signs, sizeof signs);
    }
    return status;
}

static enum status write_whole(int fd, const unsigned char *bytes, size_t len, off_t at,
                               const char *path, struct error *err)
{
    while (len > 0) {
        ssize_t done = pwrite(fd, bytes, len, at);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return error_set(
                err, errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? STATUS_FULL : STATUS_IO,
                "cannot write %s: %s", path, strerror(errno));
        bytes += done;
        at += done;
        len -= (size_t)done;
    }
    return STATUS_OK;
}

static enum status write_headers(const struct seal_ring *ring, const struct seal_header *header,
                                 int fd, const char *path, struct error *err)
{
    unsigned char *slots = mem_alloc(2, SEAL_SLOT);
    enum status status;

    seal_header_write(ring, header, slots);
    memcpy(slots + SEAL_SLOT, slots, SEAL_SLOT);
    status = write_whole(fd, slots, SEAL_START, 0, path, err);
    free(slots);
    return status;
}

static enum status write_first_page(const struct seal_ring *ring, const struct seal_header *header,
                                    const unsigned char *master, int fd, const char *path,
                                    struct error *err)
{
    struct seal_box *box = seal_box_new(ring, master, header->file);
    unsigned char nonce[SEAL_NONCE];
    enum status status;

    if (box == NULL)
        return error_set(err, STATUS_IO, "no memory for a key");
    seal_first_page(box->plain);
    ring->sodium.randombytes_buf(nonce, sizeof nonce);
    seal_page_close(ring, box, 1, box->plain, nonce, box->sealed);
    status = write_whole(fd, box->sealed, SEAL_PAGE, SEAL_START, path, err);
    seal_box_free(ring, box);
    return status;
}

static enum status open_new(const char *path, int *fd, struct error *err)
{
    if (folder_make_parents(path, err))
        return err->status;
    *fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (*fd >= 0)
        return STATUS_OK;
    if (errno == EEXIST)
        return error_set(err, STATUS_EXISTS, "%s is there already: name a new file", path);
    return error_set(err,
                     errno == EACCES || errno == EPERM || errno == EROFS ? STATUS_READ_ONLY
                     : errno == ENOSPC || errno == EDQUOT                ? STATUS_FULL
                                                                         : STATUS_IO,
                     "cannot make %s: %s", path, strerror(errno));
}

static enum status flush_folder(const char *path, struct error *err)
{
    struct str folder = STR_INIT;
    enum status status = STATUS_OK;
    int fd;

    folder_of(&folder, path);
    fd = open(folder.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || (fsync(fd) != 0 && errno != EINVAL))
        status = error_set(err, STATUS_IO, "cannot flush the folder %s: %s", folder.text,
                           strerror(errno));
    if (fd >= 0)
        close(fd);
    str_release(&folder);
    return status;
}

/* `master` NULL: without a page. */
static enum status make_file(const struct seal_ring *ring, const struct seal_header *header,
                             const unsigned char *master, const char *path, struct error *err)
{
    int fd = -1;
    enum status status = open_new(path, &fd, err);

    if (status)
        return status;
    status = write_headers(ring, header, fd, path, err);
    if (!status && master != NULL)
        status = write_first_page(ring, header, master, fd, path, err);
    if (!status && fsync(fd) != 0)
        status = error_set(err, STATUS_IO, "cannot flush %s: %s", path, strerror(errno));
    if (!status)
        status = flush_folder(path, err);
    close(fd);
    if (status)
        unlink(path);
    return status;
}

static enum status make(const char *path, const struct seal_secret *secret, bool empty,
                        unsigned char *file_id, struct error *err)
{
    struct seal_header header = { .generation = 1 };
    struct seal_ring *ring;
    unsigned char *master;
    enum status status = seal_ring_get(&ring, err);

    if (status)
        return status;
    master = ring->sodium.malloc(SEAL_KEY);
    if (master == NULL)
        return error_set(err, STATUS_IO, "no memory for a key");
    ring->sodium.randombytes_buf(master, SEAL_KEY);
    ring->sodium.randombytes_buf(header.family, SEAL_ID);
    ring->sodium.randombytes_buf(header.file, SEAL_ID);
    status = add_locks(ring, &header, secret, master, err);
    if (!status)
        status = make_file(ring, &header, empty ? NULL : master, path, err);
    if (!status)
        seal_ring_add(ring, header.family, master);
    if (!status && empty) {
        memcpy(file_id, header.file, SEAL_ID);
        seal_ring_expect(ring, header.file, true);
    }
    ring->sodium.free(master);
    return status;
}

enum status seal_make_like(struct seal_ring *ring, const struct seal_header *header,
                           const char *path, struct error *err)
{
    struct seal_header own = *header;
    unsigned char *master = ring->sodium.malloc(SEAL_KEY);
    enum status status = STATUS_OK;

    if (master == NULL)
        return error_set(err, STATUS_IO, "no memory for a key");
    if (!seal_ring_find(ring, header->family, master))
        status = error_set(err, STATUS_LOCKED, "%s: the key was locked away", path);
    ring->sodium.randombytes_buf(own.file, SEAL_ID);
    if (!status)
        status = make_file(ring, &own, master, path, err);
    ring->sodium.free(master);
    return status;
}

enum status seal_make(const char *path, const struct seal_secret *secret, struct error *err)
{
    return make(path, secret, false, NULL, err);
}

enum status seal_make_empty(struct seal_copy *copy, const char *path,
                            const struct seal_secret *secret, struct error *err)
{
    return make(path, secret, true, copy->file, err);
}

static enum status read_headers(struct seal_ring *ring, struct seal_headers *headers, sqlite3 *db,
                                const char *path, struct error *err)
{
    unsigned char *bytes = mem_alloc(2, SEAL_SLOT);
    int rc = sqlite3_file_control(db, "main", SEAL_CONTROL_HEADERS, bytes);

    if (rc == SQLITE_OK)
        seal_headers_read(ring, headers, bytes);
    free(bytes);
    if (rc != SQLITE_OK)
        return error_set(err, STATUS_IO, "cannot read the header of %s: %s", path,
                         sqlite3_errstr(rc));
    if (headers->count == 0)
        return error_set(err, STATUS_DAMAGED, "the header of %s is damaged: restore a backup",
                         path);
    return STATUS_OK;
}

enum status seal_copy_begin(struct seal_copy *copy, int fd, sqlite3 *from, const char *path,
                            struct error *err)
{
    struct seal_headers headers = { .count = 0 };
    struct seal_ring *ring;

    if (seal_ring_get(&ring, err) || read_headers(ring, &headers, from, path, err))
        return err->status;
    ring->sodium.randombytes_buf(headers.header[0].file, SEAL_ID);
    memcpy(copy->file, headers.header[0].file, SEAL_ID);
    if (write_headers(ring, &headers.header[0], fd, path, err))
        return err->status;
    seal_ring_expect(ring, copy->file, true);
    return STATUS_OK;
}

void seal_copy_done(const struct seal_copy *copy)
{
    struct error ignored = ERROR_INIT;
    struct seal_ring *ring;

    if (seal_ring_get(&ring, &ignored) == STATUS_OK)
        seal_ring_expect(ring, copy->file, false);
}

/* --- looking and unlocking --------------------------------------------------------------- */

/* The first bytes of a file by SQLite's own way to it: opening and closing it
 * otherwise would drop the locks that this program has on it. *len is how many
 * there are, 0 where there is no file. */
static enum status read_start(const char *path, unsigned char *bytes, int len, bool *whole,
                              struct error *err)
{
    sqlite3_vfs *vfs;
    sqlite3_file *file;
    sqlite3_filename name;
    int rc, flags;

    *whole = false;
    if (sqlite3_initialize() != SQLITE_OK)
        return error_set(err, STATUS_IO, "SQLite cannot be started");
    vfs = sqlite3_vfs_find(NULL);
    file = mem_alloc(1, (size_t)vfs->szOsFile);
    name = sqlite3_create_filename(path, "", "", 0, NULL);
    rc = vfs->xOpen(vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, &flags);
    if (rc == SQLITE_OK) {
        *whole = file->pMethods->xRead(file, bytes, len, 0) == SQLITE_OK;
        (void)file->pMethods->xClose(file);
    }
    sqlite3_free_filename(name);
    free(file);
    return STATUS_OK; /* what cannot be opened is told by who opens it */
}

static enum status look(struct seal_ring **ring, struct seal_headers *headers, const char *path,
                        bool *sealed, struct error *err)
{
    unsigned char magic[SEAL_SALT], *bytes;
    enum status status = STATUS_OK;
    bool whole;

    *sealed = false;
    if (read_start(path, magic, sizeof magic, &whole, err))
        return err->status;
    if (!whole || memcmp(magic, "SQLite format 3", 16) == 0)
        return STATUS_OK;
    bytes = mem_alloc(2, SEAL_SLOT);
    *headers = (struct seal_headers){ .count = 0 };
    if (read_start(path, bytes, SEAL_START, &whole, err)) {
        free(bytes);
        return err->status;
    }
    *sealed = seal_header_begins(magic) || (whole && seal_header_begins(bytes + SEAL_SLOT));
    if (*sealed)
        status = seal_ring_get(ring, err);
    if (*sealed && !status && whole)
        seal_headers_read(*ring, headers, bytes);
    free(bytes);
    if (*sealed && !status && headers->count == 0)
        status = error_set(err, STATUS_DAMAGED,
                           "%s is sealed and its header is damaged (or of a later version of "
                           "moot): restore a backup",
                           path);
    return status;
}

enum status seal_look(const char *path, enum seal_state *state, struct error *err)
{
    struct error own = ERROR_INIT;
    struct seal_headers headers = { .count = 0 };
    struct seal_ring *ring = NULL;
    unsigned char master[SEAL_KEY];
    bool sealed;

    *state = SEAL_PLAIN;
    if (look(&ring, &headers, path, &sealed, &own)) {
        *state = sealed ? SEAL_LOCKED : SEAL_PLAIN;
        return error_set(err, own.status, "%s", own.text);
    }
    if (!sealed)
        return STATUS_OK;
    *state = seal_ring_find(ring, headers.header[0].family, master) ? SEAL_OPEN : SEAL_LOCKED;
    ring->sodium.memzero(master, sizeof master);
    return STATUS_OK;
}

/* Tries one way of one copy of the header. */
static enum status try_way(const struct seal_ring *ring, const struct seal_header *header,
                           enum seal_way way, const char *text, size_t len, unsigned char *master,
                           struct error *err)
{
    const struct seal_lock *lock = &header->lock[way - 1];

    if (lock->way != way)
        return error_set(err, STATUS_LOCKED, "there is no such way");
    return seal_unwrap(ring, header, lock, text, len, master, err);
}

static bool same_way(const struct seal_header *a, const struct seal_header *b, enum seal_way way)
{
    const struct seal_lock *one = &a->lock[way - 1], *other = &b->lock[way - 1];

    return one->way == other->way && one->cost.passes == other->cost.passes
           && one->cost.memory == other->cost.memory
           && memcmp(one->salt, other->salt, sizeof one->salt) == 0
           && memcmp(one->nonce, other->nonce, sizeof one->nonce) == 0
           && memcmp(one->wrapped, other->wrapped, sizeof one->wrapped) == 0;
}

/* The newest header first; the other one only where it differs, as while a
 * passphrase is changed. */
static enum status try_headers(const struct seal_ring *ring, const struct seal_headers *headers,
                               enum seal_way way, const char *text, size_t len,
                               unsigned char *master, struct error *err)
{
    enum status status = try_way(ring, &headers->header[0], way, text, len, master, err);

    if (status == STATUS_LOCKED && headers->count == 2
        && !same_way(&headers->header[0], &headers->header[1], way))
        status = try_way(ring, &headers->header[1], way, text, len, master, err);
    return status;
}

/* --- from one program of ours to another --------------------------------------------- */

static const char handed_start[] = "\001moot key "; /* no keyboard types it */

enum status seal_hand_over(const char *path, char text[SEAL_HANDED], struct error *err)
{
    struct seal_headers headers = { .count = 0 };
    struct seal_ring *ring = NULL;
    unsigned char master[SEAL_KEY];
    bool sealed;
    size_t at = sizeof handed_start - 1;

    if (look(&ring, &headers, path, &sealed, err))
        return err->status;
    if (!sealed || !seal_ring_find(ring, headers.header[0].family, master))
        return error_set(err, STATUS_LOCKED, "%s is locked", path);
    memcpy(text, handed_start, at);
    for (size_t i = 0; i < SEAL_KEY; i++) {
        text[at++] = (char)('A' + (master[i] >> 4));
        text[at++] = (char)('A' + (master[i] & 15));
    }
    text[at] = '\0';
    ring->sodium.memzero(master, sizeof master);
    return STATUS_OK;
}

static bool take_handed(const char *text, size_t len, unsigned char *master)
{
    size_t start = sizeof handed_start - 1;

    if (len != start + 2 * (size_t)SEAL_KEY || memcmp(text, handed_start, start) != 0)
        return false;
    for (size_t i = 0; i < SEAL_KEY; i++) {
        unsigned high = (unsigned char)text[start + 2 * i] - 'A';
        unsigned low = (unsigned char)text[start + 2 * i + 1] - 'A';

        if (high > 15 || low > 15)
            return false;
        master[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

static enum status find_key(const struct seal_ring *ring, const struct seal_headers *headers,
                            const char *passphrase, size_t len, unsigned char *master,
                            struct error *err)
{
    char signs[SEAL_CODE_SIGNS + 1];
    struct str text = STR_INIT;
    enum status status = STATUS_LOCKED;

    if (take_handed(passphrase, len, master))
        return STATUS_OK;
    if (seal_code_read(signs, passphrase, len)) {
        status = try_headers(ring, headers, SEAL_BY_CODE, signs, SEAL_CODE_SIGNS, master, err);
        ring->sodium.memzero(signs, sizeof signs);
    }
    if (status == STATUS_LOCKED) {
        seal_normal(&text, passphrase, len);
        status =
            try_headers(ring, headers, SEAL_BY_PASSPHRASE, str_text(&text), text.len, master, err);
        seal_wipe(ring, &text);
    }
    return status;
}

enum status seal_unlock(const char *path, const char *passphrase, size_t len, struct error *err)
{
    struct seal_headers headers = { .count = 0 };
    struct seal_ring *ring = NULL;
    unsigned char *master;
    bool sealed;
    enum status status = look(&ring, &headers, path, &sealed, err);

    if (status)
        return status;
    if (!sealed)
        return error_set(err, STATUS_INPUT, "%s is not sealed", path);
    if (len > SEAL_PASSPHRASE_MOST)
        return error_set(err, STATUS_LOCKED, "the passphrase is longer than %d bytes",
                         SEAL_PASSPHRASE_MOST);
    master = ring->sodium.malloc(SEAL_KEY);
    if (master == NULL)
        return error_set(err, STATUS_IO, "no memory for a key");
    status = find_key(ring, &headers, passphrase, len, master, err);
    if (!status)
        seal_ring_add(ring, headers.header[0].family, master);
    ring->sodium.free(master);
    if (status == STATUS_LOCKED)
        return error_set(err, STATUS_LOCKED, "%s: that is not its passphrase", path);
    return status;
}

/* --- another passphrase ------------------------------------------------------------------- */

static enum status put_slot(sqlite3 *db, const struct seal_ring *ring,
                            const struct seal_header *header, int slot, const char *path,
                            struct error *err)
{
    unsigned char *bytes = mem_alloc(1, SEAL_SLOT);
    struct seal_slot_write write = { slot, bytes };
    int rc;

    seal_header_write(ring, header, bytes);
    rc = sqlite3_file_control(db, "main", SEAL_CONTROL_SLOT, &write);
    free(bytes);
    if (rc != SQLITE_OK)
        return error_set(err, (rc & 0xff) == SQLITE_FULL ? STATUS_FULL : STATUS_IO,
                         "cannot write the header of %s: %s; the former passphrase still opens it, "
                         "and perhaps the new one does too",
                         path, sqlite3_errstr(rc));
    return STATUS_OK;
}

/* The copy that is not the newest is written first, so that one that is whole
 * stands there at any moment. */
static enum status change_headers(struct study *study, struct seal_ring *ring,
                                  const struct seal_secret *secret, struct error *err)
{
    struct seal_headers headers = { .count = 0 };
    unsigned char *master = ring->sodium.malloc(SEAL_KEY);
    struct seal_header header;
    enum status status;
    int newest = 0;

    if (master == NULL)
        return error_set(err, STATUS_IO, "no memory for a key");
    status = read_headers(ring, &headers, study->db, study->path, err);
    if (!status) {
        header = headers.header[0];
        newest = headers.slot[0];
        header.generation++;
        if (!seal_ring_find(ring, header.family, master))
            status = error_set(err, STATUS_LOCKED, "%s was locked", study->path);
    }
    if (!status)
        status = add_locks(ring, &header, secret, master, err);
    if (!status)
        status = put_slot(study->db, ring, &header, 1 - newest, study->path, err);
    if (!status)
        status = put_slot(study->db, ring, &header, newest, study->path, err);
    ring->sodium.free(master);
    return status;
}

enum status seal_change(struct study *study, const struct seal_secret *secret, struct error *err)
{
    struct seal_ring *ring;
    enum status status = seal_ring_get(&ring, err);

    if (!status && !study->sealed)
        status =
            error_set(err, STATUS_INPUT, "%s is not sealed: seal it with moot seal", study->path);
    if (!status)
        status = study_begin(study, err); /* nobody else changes it at the same time */
    if (status)
        return status;
    status = change_headers(study, ring, secret, err);
    if (!status)
        status = study_note_history(study, "passphrase changed", "", err);
    if (!status)
        return study_commit(study, err);
    study_rollback(study);
    return status;
}
