/* SPDX-License-Identifier: MIT */
/* Opening a study: the file is made by us before SQLite sees it, looked at
 * before anything is written, and refused in one clear line if it is not ours.
 *
 * The file itself is never opened and closed beside SQLite: closing any
 * descriptor of it would drop the POSIX locks of another connection in this
 * process. It is asked about by name instead. */
#include "core/mem.h"
#include "core/str.h"
#include "storage/folder.h"
#include "storage/guard.h"
#include "storage/internal.h"
#include "storage/seal.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum {
    BUSY_MILLISECONDS = 5000,
    SMALLEST_PAGE = 512,
    LOG_LIMIT = 4000 /* pages of the log that are written back even when there is no time */
};

void study_set_up_library(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static bool in_memory(const char *path)
{
    return strcmp(path, ":memory:") == 0;
}

/* Makes an empty file that only its owner can read; *made tells whether. */
static enum status make_file(const char *path, bool *made, struct error *err)
{
    int fd;

    if (folder_make_parents(path, err))
        return err->status;
    fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    *made = fd >= 0;
    if (fd >= 0) {
        close(fd);
        return STATUS_OK;
    }
    switch (errno) {
    case EEXIST:
        return STATUS_OK;
    case EACCES:
    case EPERM:
    case EROFS:
        return error_set(err, STATUS_READ_ONLY,
                         "cannot make %s: %s; name a place where you may write with --study", path,
                         strerror(errno));
    case ENOSPC:
    case EDQUOT:
        return error_set(err, STATUS_FULL, "no room on the disk for %s: make room and try again",
                         path);
    default:
        return error_set(err, STATUS_IO, "cannot make %s: %s", path, strerror(errno));
    }
}

/* Whether the file and its folder may be written; SQLite would find out late
 * and say less. */
static enum status look_writable(const char *path, struct error *err)
{
    struct str folder = STR_INIT;
    enum status status = STATUS_OK;

    folder_of(&folder, path);
    if (faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0)
        status = error_set(err, STATUS_READ_ONLY,
                           "%s cannot be written (%s): copy it to a place where you may write",
                           path, strerror(errno));
    else if (faccessat(AT_FDCWD, folder.text, W_OK, AT_EACCESS) != 0)
        status = error_set(err, STATUS_READ_ONLY,
                           "the folder of %s cannot be written (%s): copy the study to a place "
                           "where you may write",
                           path, strerror(errno));
    str_release(&folder);
    return status;
}

/* SQLite takes a log away when the file beside it has no page: what is left of
 * the notes would go with it. */
static enum status look_for_log(const char *path, const struct stat *info, struct error *err)
{
    struct str log = STR_INIT;
    struct stat log_info;
    enum status status = STATUS_OK;

    str_add_format(&log, "%s-wal", path);
    if (info->st_size < SMALLEST_PAGE && stat(log.text, &log_info) == 0 && log_info.st_size > 0)
        status = error_set(err, STATUS_DAMAGED,
                           "%s is cut short, and there are notes in %s: keep both, then restore a "
                           "backup or run moot recover",
                           path, log.text);
    str_release(&log);
    return status;
}

/* *was: a mode that was too open, and was closed. */
static enum status look_at(const char *path, enum study_mode mode, mode_t *was, struct error *err)
{
    struct stat info;

    if (lstat(path, &info) == 0 && S_ISLNK(info.st_mode) /* it may lead nowhere */
        && guard_look_file(path, false, was, err))
        return err->status;
    if (stat(path, &info) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return error_set(err, STATUS_NOT_FOUND, "there is no study %s: check its name", path);
        return error_set(err, STATUS_IO, "cannot look at %s: %s", path, strerror(errno));
    }
    if (S_ISDIR(info.st_mode))
        return error_set(err, STATUS_INPUT, "%s is not a study: it is a folder", path);
    if (!S_ISREG(info.st_mode))
        return error_set(err, STATUS_INPUT, "%s is not a study: it is no file", path);
    if (look_for_log(path, &info, err))
        return err->status;
    if (info.st_size == 0 && mode != STUDY_CREATE)
        return error_set(err, STATUS_INPUT, "%s is not a study: it is empty", path);
    if (faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) != 0)
        return error_set(err, STATUS_IO, "cannot read %s: %s", path, strerror(errno));
    if (mode != STUDY_READ && look_writable(path, err))
        return err->status;
    return guard_look(path, mode != STUDY_READ, was, err);
}

/* Pages that were committed are counted; should idle time never come, the log
 * is written back here. */
static int on_commit(void *data, sqlite3 *db, const char *schema, int pages)
{
    struct study *study = data;

    study->log_pages = pages;
    if (pages >= LOG_LIMIT) {
        sqlite3_wal_checkpoint_v2(db, schema, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
        study->log_pages = 0;
    }
    return SQLITE_OK;
}

static enum status set_up(struct study *study, struct error *err)
{
    sqlite3 *db = study->db;

    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, BUSY_MILLISECONDS);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    return db_exec(study,
                   "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;"
                   "PRAGMA cell_size_check = ON",
                   err);
}

/* Whether the file is ours, or still empty. */
static enum status look_inside(struct study *study, enum study_mode mode, struct error *err)
{
    int64_t application, pages;

    if (db_int(study, "PRAGMA application_id", &application, err)
        || db_int(study, "PRAGMA page_count", &pages, err))
        return err->status;
    if (application == STUDY_APPLICATION_ID || (pages == 0 && mode == STUDY_CREATE))
        return schema_look(study, err);
    return error_set(err, STATUS_INPUT, "%s is not a study: %s", study->path,
                     pages == 0 ? "it is empty" : "it is the database of another program");
}

static enum status set_up_writing(struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_JOURNAL_WAL);
    bool wal = stmt_row(&st) && strcmp(stmt_text(&st, 0), "wal") == 0;

    if (stmt_end(&st, err))
        return err->status;
    if (!wal && !in_memory(study->path))
        return error_set(err, STATUS_IO,
                         "%s stands on a disk that cannot share memory (a network folder?): copy "
                         "it to a local one",
                         study->path);
    if (db_exec(study, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON", err))
        return err->status;
    sqlite3_wal_hook(study->db, on_commit, study);
    return STATUS_OK;
}

static enum status load_study(struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_STUDY_LOAD);
    bool found = stmt_row(&st);

    if (found) {
        study->id = stmt_id(&st, 0);
        study->created = stmt_int(&st, 1);
    }
    if (stmt_end(&st, err))
        return err->status;
    if (!found)
        return error_set(err, STATUS_DAMAGED, "%s lacks the row of the study: restore a backup",
                         study->path);
    st = stmt_begin(study, QUERY_SEED_CLOCK);
    while (stmt_row(&st))
        hlc_see(&study->hlc, stmt_int(&st, 0));
    return stmt_end(&st, err);
}

/* The path with the links of its folders followed: what SQLite opens then may
 * have no link in it, so that none can be put there at the last moment. */
static void real_path(struct str *out, const char *path)
{
    struct str folder = STR_INIT;
    const char *slash = strrchr(path, '/');
    char *real;

    folder_of(&folder, path);
    real = realpath(folder.text, NULL);
    if (real == NULL)
        str_add(out, path);
    else
        str_add_format(out, "%s/%s", strcmp(real, "/") == 0 ? "" : real,
                       slash == NULL ? path : slash + 1);
    free(real);
    str_release(&folder);
}

/* "file:...?immutable=1", with what a URI reserves escaped. */
static void immutable_uri(struct str *uri, const char *path)
{
    str_add(uri, "file:");
    for (const unsigned char *c = (const unsigned char *)path; *c != '\0'; c++) {
        if (*c == '?' || *c == '#' || *c == '%')
            str_add_format(uri, "%%%02X", *c);
        else
            str_add_char(uri, (char)*c);
    }
    str_add(uri, "?immutable=1");
}

static enum status connect(struct study *study, const char *name, int flags, struct error *err)
{
    struct str real = STR_INIT;
    int rc;

    if (in_memory(name) || (flags & SQLITE_OPEN_URI) != 0)
        str_add(&real, name);
    else
        real_path(&real, name);
    rc = sqlite3_open_v2(real.text, &study->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW,
                         study->sealed ? SEAL_VFS : NULL);
    str_release(&real);
    if (rc != SQLITE_OK)
        return sql_fail(study, rc, err);
    return set_up(study, err);
}

static enum status open_written(struct study *study, enum study_mode mode, bool *made,
                                struct error *err)
{
    enum status status =
        connect(study, study->path,
                SQLITE_OPEN_READWRITE | (in_memory(study->path) ? SQLITE_OPEN_CREATE : 0), err);

    if (!status)
        status = look_inside(study, mode, err);
    if (!status && sqlite3_db_readonly(study->db, "main") == 1)
        status = sql_fail(study, SQLITE_READONLY, err);
    if (!status)
        status = set_up_writing(study, err);
    if (!status)
        status = schema_upgrade(study, made, err);
    return status;
}

/* Reads a file that nobody changes, on a medium where the index of the log
 * cannot be made. */
static enum status open_immutable(struct study *study, bool has_log, struct error *err)
{
    struct str name = STR_INIT, real = STR_INIT;
    enum status status;

    if (has_log)
        return error_set(err, STATUS_READ_ONLY,
                         "%s was not closed properly, and its last notes stand in %s-wal: copy "
                         "both to a place where you may write and open it there",
                         study->path, study->path);
    sqlite3_close(study->db);
    study->db = NULL;
    real_path(&real, study->path);
    immutable_uri(&name, real.text);
    str_release(&real);
    status = connect(study, name.text, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    if (!status)
        status = look_inside(study, STUDY_READ, err);
    str_release(&name);
    return status;
}

/* SQLite makes a log and its index beside a file that it reads, and a
 * connection that may not write leaves them there. So where we could write,
 * and no log is there yet, the connection may too: it takes away what it
 * made. What is never called on it is a function that writes. */
static enum status open_read(struct study *study, struct error *err)
{
    struct error ignored = ERROR_INIT;
    struct str log = STR_INIT;
    struct stat info;
    bool has_log;
    enum status status;

    str_add_format(&log, "%s-wal", study->path);
    has_log = stat(log.text, &info) == 0;
    study->read_only = true;
    status = connect(study, study->path,
                     !has_log && !look_writable(study->path, &ignored) ? SQLITE_OPEN_READWRITE
                                                                       : SQLITE_OPEN_READONLY,
                     err);
    if (!status)
        status = look_inside(study, STUDY_READ, err);
    if (status == STATUS_IO || status == STATUS_READ_ONLY)
        status = open_immutable(study, has_log && info.st_size > 0, err);
    str_release(&log);
    return status;
}

/* Takes away what a failed making left. */
static void remove_files(const char *path)
{
    static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
    struct str name = STR_INIT;

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        str_clear(&name);
        str_add_format(&name, "%s%s", path, ends[i]);
        unlink(name.text);
    }
    str_release(&name);
}

/* Whether the file is sealed; one that is locked cannot be opened. */
static enum status look_for_seal(const char *path, bool *sealed, struct error *err)
{
    enum seal_state state;

    *sealed = false;
    if (seal_look(path, &state, err))
        return err->status;
    if (state == SEAL_LOCKED)
        return error_set(err, STATUS_LOCKED, "%s is sealed, and its passphrase was not given",
                         path);
    *sealed = state == SEAL_OPEN;
    return STATUS_OK;
}

/* That others could read it until now is told once, in the history. */
static enum status note_private(struct study *study, mode_t was, struct error *err)
{
    char detail[64];

    snprintf(detail, sizeof detail, "the mode of its files was %04o and is 0600", (unsigned)was);
    return study_note_history(study, "made private", detail, err);
}

enum status study_open(struct study **out, const char *path, enum study_mode mode,
                       struct error *err)
{
    struct study *study;
    enum status status = STATUS_OK;
    bool made_file = false, made = false, sealed = false;
    mode_t was = 0;

    *out = NULL;
    if (!in_memory(path)) {
        if (mode == STUDY_CREATE)
            status = make_file(path, &made_file, err);
        if (!status)
            status = look_at(path, mode, &was, err);
        if (!status)
            status = look_for_seal(path, &sealed, err);
        if (status) {
            if (made_file)
                unlink(path);
            return status;
        }
    }
    study = mem_alloc(1, sizeof *study);
    study->path = mem_copy(path);
    study->sealed = sealed;
    if (mode == STUDY_READ) {
        status = open_read(study, err);
    } else {
        study->laptop_id = laptop_id();
        status = open_written(study, mode, &made, err);
    }
    if (!status)
        status = load_study(study, err);
    if (!status && was != 0)
        status = note_private(study, was, err);
    if (status) {
        study_close(study);
        if (made_file)
            remove_files(path);
        return status;
    }
    *out = study;
    return STATUS_OK;
}

void study_close(struct study *study)
{
    if (study == NULL)
        return;
    if (study->db != NULL && !sqlite3_get_autocommit(study->db))
        sqlite3_exec(study->db, "ROLLBACK", NULL, NULL, NULL);
    stmt_forget_all(study);
    sqlite3_close_v2(study->db); /* the last connection writes the log back and removes it */
    free(study->path);
    free(study->observer);
    free(study);
}

enum status db_exec(struct study *study, const char *sql, struct error *err)
{
    int rc = sqlite3_exec(study->db, sql, NULL, NULL, NULL);

    study->why = rc == SQLITE_OK ? 0 : errno;
    return rc == SQLITE_OK ? STATUS_OK : sql_fail(study, rc, err);
}

enum status db_int(struct study *study, const char *sql, int64_t *value, struct error *err)
{
    struct stmt st = { .study = study, .own = true };

    st.rc = sqlite3_prepare_v2(study->db, sql, -1, &st.raw, NULL);
    return stmt_run_int(&st, 0, value, err);
}
