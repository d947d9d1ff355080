/* SPDX-License-Identifier: MIT */
/* Conversion between plain and sealed. A connection of its own holds the study
 * against writers while it is copied; then the file is locked against everybody,
 * seen to be as it was, and replaced. */
#include "storage/convert.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/mem.h"
#include "core/str.h"
#include "storage/backup_work.h"
#include "storage/check.h"
#include "storage/internal.h"
#include "storage/lock.h"
#include "storage/seal_copy.h"

static const char *const part_ends[] = { ".sealing", ".unsealing" };

/* --- beside the study --------------------------------------------------------------- */

static void remove_file(const char *path, const char *end)
{
    struct str name = STR_INIT;

    str_add_format(&name, "%s%s", path, end);
    unlink(name.text);
    str_release(&name);
}

static void remove_beside(const char *path)
{
    static const char *const ends[] = { "-wal", "-shm", "-journal" };

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        remove_file(path, ends[i]);
}

static void remove_all(const char *path)
{
    remove_file(path, "");
    remove_beside(path);
}

void convert_clean(const char *path)
{
    for (size_t i = 0; i < sizeof part_ends / sizeof part_ends[0]; i++) {
        struct str part = STR_INIT;

        str_add_format(&part, "%s%s", path, part_ends[i]);
        if (backup_is_left(part.text))
            remove_all(part.text);
        else if (access(part.text, F_OK) != 0) /* a log whose end a power cut took back */
            remove_beside(part.text);
        str_release(&part);
    }
}

/* --- comparing ------------------------------------------------------------------------ */

static bool same_value(sqlite3_stmt *a, sqlite3_stmt *b, int i)
{
    int type = sqlite3_column_type(a, i), size;

    if (type != sqlite3_column_type(b, i))
        return false;
    switch (type) {
    case SQLITE_NULL:
        return true;
    case SQLITE_INTEGER:
        return sqlite3_column_int64(a, i) == sqlite3_column_int64(b, i);
    default:
        size = sqlite3_column_bytes(a, i);
        return size == sqlite3_column_bytes(b, i)
               && (size == 0
                   || memcmp(sqlite3_column_blob(a, i), sqlite3_column_blob(b, i), (size_t)size)
                          == 0);
    }
}

/* Steps both through the same rows; *same false at the first that differs. */
static enum status compare_rows(struct study *a, struct study *b, const char *sql, bool *same,
                                struct error *err)
{
    sqlite3_stmt *from = NULL, *to = NULL;
    int rc = sqlite3_prepare_v2(a->db, sql, -1, &from, NULL), other = SQLITE_ROW;
    enum status status = STATUS_OK;

    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(b->db, sql, -1, &to, NULL);
    *same = rc == SQLITE_OK;
    while (*same) {
        rc = sqlite3_step(from);
        other = sqlite3_step(to);
        if (rc != SQLITE_ROW || other != SQLITE_ROW)
            break;
        for (int i = 0; i < sqlite3_column_count(from) && *same; i++)
            *same = same_value(from, to, i);
    }
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        status = sql_fail(a, rc, err);
    else if (other != SQLITE_ROW && other != SQLITE_DONE)
        status = sql_fail(b, other, err);
    else
        *same = *same && rc == other;
    sqlite3_finalize(from);
    sqlite3_finalize(to);
    return status;
}

/* All tables with rows of their own, those of the full-text index included. */
static enum status compare(struct study *a, struct study *b, struct error *err)
{
    sqlite3_stmt *tables = NULL;
    bool same = true;
    enum status status;
    int rc = SQLITE_DONE;

    status = compare_rows(a, b,
                          "SELECT type, name, tbl_name, sql FROM sqlite_schema"
                          " ORDER BY type, name",
                          &same, err);
    if (!status && same
        && sqlite3_prepare_v2(a->db,
                              "SELECT name FROM sqlite_schema WHERE type = 'table'"
                              " AND rootpage > 0 ORDER BY name",
                              -1, &tables, NULL)
               != SQLITE_OK)
        status = sql_fail(a, sqlite3_errcode(a->db), err);
    while (!status && same && (rc = sqlite3_step(tables)) == SQLITE_ROW) {
        char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"", sqlite3_column_text(tables, 0));

        status = compare_rows(a, b, sql, &same, err);
        sqlite3_free(sql);
    }
    if (!status && same && rc != SQLITE_DONE)
        status = sql_fail(a, rc, err);
    sqlite3_finalize(tables);
    if (!status && !same)
        status = error_set(err, STATUS_IO,
                           "the new file is not what %s is, and was not used: is its disk well?",
                           a->path);
    return status;
}

/* Reads the copy in full, compares it, and notes in it what was done. */
static enum status trust(struct study *study, const char *part, const char *what, struct error *err)
{
    struct study *copy;
    enum status status = study_open(&copy, part, STUDY_WRITE, err);

    if (!status)
        status = check_quickly(copy, err);
    if (!status)
        status = compare(study, copy, err);
    if (!status)
        status = study_note_history(copy, what, "", err);
    study_close(copy);
    if (!status)
        status = backup_expect_written(part, err);
    return status;
}

/* --- copying --------------------------------------------------------------------------- */

/* "file:...?vfs=...", with what a URI reserves escaped. */
static void sealed_uri(struct str *uri, const char *path)
{
    str_add(uri, "file:");
    for (const unsigned char *c = (const unsigned char *)path; *c != '\0'; c++) {
        if (*c == '?' || *c == '#' || *c == '%')
            str_add_format(uri, "%%%02X", *c);
        else
            str_add_char(uri, (char)*c);
    }
    str_add(uri, "?vfs=" SEAL_VFS);
}

/* The plain source keeps its pages as they are: only what VACUUM writes has
 * room for the seal in each. */
static int vacuum_into(sqlite3 *db, const char *part)
{
    struct str uri = STR_INIT;
    int reserve = SEAL_RESERVE;
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_exec(db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);

    sealed_uri(&uri, part);
    if (rc == SQLITE_OK)
        rc = sqlite3_file_control(db, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(db, "VACUUM INTO ?1", -1, &st, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_text(st, 1, uri.text, -1, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(st);
    sqlite3_finalize(st);
    str_release(&uri);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static enum status flush_file(const char *path, struct error *err)
{
    int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    enum status status = STATUS_OK;

    if (fd < 0 || fsync(fd) != 0)
        status = error_set(err, STATUS_IO, "cannot flush %s: %s", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return status;
}

static enum status copy_sealed(const char *path, const char *part, const struct seal_secret *secret,
                               struct error *err)
{
    struct seal_copy copy;
    sqlite3 *db = NULL;
    enum status status = seal_make_empty(&copy, part, secret, err);
    int rc;

    if (status)
        return status;
    rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                         NULL);
    if (rc == SQLITE_OK)
        rc = vacuum_into(db, part);
    if (rc != SQLITE_OK)
        status = error_set(err, (rc & 0xff) == SQLITE_FULL ? STATUS_FULL : STATUS_IO,
                           "cannot write %s: %s", part, sqlite3_errmsg(db));
    sqlite3_close(db);
    seal_copy_done(&copy);
    return status ? status : flush_file(part, err);
}

/* --- taking its place --------------------------------------------------------------------- */

/* As the file was when it was copied; its log must be empty. */
struct looks {
    struct stat info;
};

static bool looks_the_same(const char *path, const struct looks *looks)
{
    struct stat now;

    return backup_log_is_empty(path) && stat(path, &now) == 0 && now.st_ino == looks->info.st_ino
           && now.st_size == looks->info.st_size && now.st_mtim.tv_sec == looks->info.st_mtim.tv_sec
           && now.st_mtim.tv_nsec == looks->info.st_mtim.tv_nsec;
}

/* The former file has no name any more: its bytes go too, as far as the disk
 * lets them. What cannot be overwritten is gone from the folder all the same. */
static void overwrite(int fd, off_t size)
{
    char *zeros = mem_alloc(1, 1 << 16);

    for (off_t at = 0; at < size;) {
        size_t len = size - at < 1 << 16 ? (size_t)(size - at) : 1 << 16;
        ssize_t done = pwrite(fd, zeros, len, at);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            break;
        at += done;
    }
    (void)fsync(fd);
    free(zeros);
}

static enum status take_place(const char *part, const char *path, const struct looks *looks,
                              bool wipe, struct error *err)
{
    enum status status;
    int fd;

    status = lock_alone(path, &fd, err);
    if (status)
        return status;
    if (!looks_the_same(path, looks))
        status = error_set(err, STATUS_BUSY, "another program wrote %s meanwhile: try again", path);
    if (!status) {
        remove_file(path, "-wal"); /* empty */
        remove_file(path, "-shm");
        if (rename(part, path) != 0)
            status = error_set(err, STATUS_IO, "cannot rename %s to %s: %s", part, path,
                               strerror(errno));
    }
    if (!status)
        status = backup_flush_folder(path, err);
    if (!status && wipe)
        overwrite(fd, looks->info.st_size);
    if (fd >= 0)
        close(fd);
    return status;
}

/* `secret` NULL: unseal. The study is held against writers. */
static enum status copy_and_trust(struct study *study, const char *part,
                                  const struct seal_secret *secret, struct error *err)
{
    enum status status;

    if (secret != NULL)
        status = copy_sealed(study->path, part, secret, err);
    else
        status = backup_copy_plain(study, part, err);
    return status ? status : trust(study, part, secret != NULL ? "sealed" : "unsealed", err);
}

/* Opened once to be written, a study has nothing left in its log. */
static enum status settle(const char *path, struct error *err)
{
    struct study *study;
    enum status status = study_open(&study, path, STUDY_WRITE, err);

    study_close(study);
    if (!status && !backup_log_is_empty(path))
        status =
            error_set(err, STATUS_BUSY,
                      "another program has %s open: leave it there first, then try again", path);
    return status;
}

static enum status convert(const char *path, const struct seal_secret *secret, struct error *err)
{
    struct str part = STR_INIT;
    struct looks looks;
    struct study *study = NULL, *guard = NULL;
    enum status status = settle(path, err);

    convert_clean(path);
    str_add_format(&part, "%s%s", path, part_ends[secret == NULL]);
    if (!status)
        status = study_open(&study, path, STUDY_WRITE, err);
    if (!status)
        status = study_open(&guard, path, STUDY_WRITE, err);
    if (!status)
        status = study_begin(guard, err);
    if (!status && stat(path, &looks.info) != 0)
        status = error_set(err, STATUS_IO, "cannot look at %s: %s", path, strerror(errno));
    if (!status)
        status = copy_and_trust(study, part.text, secret, err);
    study_close(guard); /* nothing was written */
    study_close(study);
    if (!status)
        status = take_place(part.text, path, &looks, secret != NULL, err);
    if (status)
        remove_all(part.text);
    str_release(&part);
    return status;
}

enum status convert_seal(const char *path, const struct seal_secret *secret, struct error *err)
{
    enum seal_state state;

    if (seal_look(path, &state, err))
        return err->status;
    if (state != SEAL_PLAIN)
        return error_set(err, STATUS_INPUT, "%s is sealed already", path);
    return convert(path, secret, err);
}

enum status convert_unseal(const char *path, struct error *err)
{
    enum seal_state state;

    if (seal_look(path, &state, err))
        return err->status;
    if (state == SEAL_PLAIN)
        return error_set(err, STATUS_INPUT, "%s is not sealed", path);
    return convert(path, NULL, err);
}
