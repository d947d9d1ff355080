/* SPDX-License-Identifier: MIT */
/* Prepared statements: the catalogue's SQL is prepared once and used again,
 * values are bound by name, and what SQLite answers becomes a status. */
#include "storage/statement.h"

#include "core/mem.h"
#include "storage/internal.h"
#include <assert.h>
#include <errno.h>
#include <string.h>

struct stmt stmt_begin(struct study *study, enum query query)
{
    struct stmt st = { .study = study };
    sqlite3_stmt **kept = &study->query[query];

    if (*kept == NULL)
        st.rc = sqlite3_prepare_v3(study->db, query_sql[query], -1, SQLITE_PREPARE_PERSISTENT, kept,
                                   NULL);
    st.raw = *kept;
    if (st.raw != NULL && sqlite3_stmt_busy(st.raw)) { /* a cursor over the same rows is open */
        st.own = true;
        st.raw = NULL;
        st.rc = sqlite3_prepare_v3(study->db, query_sql[query], -1, 0, &st.raw, NULL);
    }
    return st;
}

/* The number of a parameter. Names mostly come in the order of the SQL, so
 * that the next one is tried before all are searched. */
static int parameter(struct stmt *st, const char *name)
{
    const char *next = sqlite3_bind_parameter_name(st->raw, st->last + 1);

    if (next != NULL && strcmp(next, name) == 0)
        st->last++;
    else
        st->last = sqlite3_bind_parameter_index(st->raw, name);
    assert(st->last > 0);
    return st->last;
}

void stmt_bind_int(struct stmt *st, const char *name, int64_t value)
{
    if (st->rc == SQLITE_OK)
        st->rc = sqlite3_bind_int64(st->raw, parameter(st, name), value);
}

void stmt_bind_int_or(struct stmt *st, const char *name, int64_t value, int64_t none)
{
    if (st->rc != SQLITE_OK)
        return;
    if (value == none)
        st->rc = sqlite3_bind_null(st->raw, parameter(st, name));
    else
        st->rc = sqlite3_bind_int64(st->raw, parameter(st, name), value);
}

void stmt_bind_text_len(struct stmt *st, const char *name, const char *value, size_t len)
{
    if (st->rc == SQLITE_OK)
        st->rc = sqlite3_bind_text64(st->raw, parameter(st, name), value, len, SQLITE_STATIC,
                                     SQLITE_UTF8);
}

void stmt_bind_text(struct stmt *st, const char *name, const char *value)
{
    stmt_bind_text_len(st, name, value, value == NULL ? 0 : strlen(value));
}

void stmt_bind_id(struct stmt *st, const char *name, const struct id *value)
{
    if (st->rc != SQLITE_OK)
        return;
    if (value == NULL || id_is_none(value))
        st->rc = sqlite3_bind_null(st->raw, parameter(st, name));
    else
        st->rc = sqlite3_bind_blob(st->raw, parameter(st, name), value->byte, sizeof value->byte,
                                   SQLITE_STATIC);
}

bool stmt_row(struct stmt *st)
{
    int rc;

    if (st->rc != SQLITE_OK)
        return false;
    rc = sqlite3_step(st->raw);
    if (rc == SQLITE_ROW)
        return true;
    if (rc != SQLITE_DONE) {
        st->rc = rc;
        st->study->why = errno; /* SQLite does not keep it for a failing step */
    }
    return false;
}

int64_t stmt_int(struct stmt *st, int column)
{
    return sqlite3_column_int64(st->raw, column);
}

int64_t stmt_int_or(struct stmt *st, int column, int64_t none)
{
    return stmt_is_null(st, column) ? none : stmt_int(st, column);
}

const char *stmt_text(struct stmt *st, int column)
{
    const char *text = (const char *)sqlite3_column_text(st->raw, column);

    return text == NULL ? "" : text;
}

size_t stmt_bytes(struct stmt *st, int column)
{
    return (size_t)sqlite3_column_bytes(st->raw, column);
}

int stmt_number(struct stmt *st, int column)
{
    int64_t value = stmt_int(st, column);

    return value < 0 ? 0 : value > NUMBER_MOST ? NUMBER_MOST : (int)value;
}

char *stmt_copy(struct stmt *st, int column)
{
    return mem_copy(stmt_text(st, column));
}

struct id stmt_id(struct stmt *st, int column)
{
    struct id id = { { 0 } };
    const void *blob = sqlite3_column_blob(st->raw, column);

    if (blob != NULL && sqlite3_column_bytes(st->raw, column) == (int)sizeof id.byte)
        memcpy(id.byte, blob, sizeof id.byte);
    return id;
}

bool stmt_is_null(struct stmt *st, int column)
{
    return sqlite3_column_type(st->raw, column) == SQLITE_NULL;
}

enum status stmt_end(struct stmt *st, struct error *err)
{
    enum status status = STATUS_OK;

    if (st->rc != SQLITE_OK)
        status = sql_fail(st->study, st->rc, err);
    if (st->own) {
        sqlite3_finalize(st->raw);
    } else if (st->raw != NULL) {
        sqlite3_reset(st->raw);
        sqlite3_clear_bindings(st->raw);
    }
    st->raw = NULL;
    return status;
}

enum status stmt_run(struct stmt *st, struct error *err)
{
    while (stmt_row(st)) {
    }
    return stmt_end(st, err);
}

enum status stmt_run_int(struct stmt *st, int64_t none, int64_t *value, struct error *err)
{
    *value = stmt_row(st) ? stmt_int_or(st, 0, none) : none;
    return stmt_end(st, err);
}

void stmt_forget(struct study *study, enum query query)
{
    sqlite3_finalize(study->query[query]);
    study->query[query] = NULL;
}

void stmt_forget_all(struct study *study)
{
    for (int i = 0; i < QUERY_COUNT; i++)
        stmt_forget(study, (enum query)i);
}

/* A disk without room is told by several codes and, below them, by errno. */
static bool is_full(int rc, int why)
{
    return (rc & 0xff) == SQLITE_FULL
           || ((rc & 0xff) == SQLITE_IOERR && (why == ENOSPC || why == EDQUOT || why == EFBIG));
}

/* What the system said, as far as it is known; 0: nothing. */
static int system_error(struct study *study, int rc)
{
    int why = study->db == NULL ? 0 : sqlite3_system_errno(study->db);

    if (why == 0 && ((rc & 0xff) == SQLITE_IOERR || (rc & 0xff) == SQLITE_CANTOPEN))
        why = study->why;
    study->why = 0;
    return why;
}

enum status sql_fail(struct study *study, int rc, struct error *err)
{
    const char *path = study->path;
    const char *said = study->db == NULL ? sqlite3_errstr(rc) : sqlite3_errmsg(study->db);
    int why = system_error(study, rc);

    if (is_full(rc, why))
        return error_set(err, STATUS_FULL, "no room on the disk for %s: make room and try again",
                         path);
    if (rc == SQLITE_IOERR_DATA && study->sealed)
        return error_set(err, STATUS_DAMAGED,
                         "%s is damaged: a part of it is not what was sealed; run moot recover, or "
                         "restore a backup",
                         path);
    switch (rc & 0xff) {
    case SQLITE_AUTH:
        return error_set(err, STATUS_LOCKED, "%s is sealed, and its passphrase was not given",
                         path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(err, STATUS_BUSY, "another program is writing %s: try again", path);
    case SQLITE_READONLY:
        return error_set(err, STATUS_READ_ONLY,
                         "%s cannot be written (read-only file, folder or disk): copy it to a "
                         "place where you may write",
                         path);
    case SQLITE_NOTADB:
        return error_set(err, STATUS_INPUT, "%s is not a study: it is no SQLite database", path);
    case SQLITE_CORRUPT:
        return error_set(err, STATUS_DAMAGED, "%s is damaged (%s): run moot check", path, said);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return error_set(err, STATUS_IO, "cannot read or write %s: %s", path,
                         why != 0 ? strerror(why) : said);
    case SQLITE_CONSTRAINT:
        return error_set(err, STATUS_INPUT, "%s refuses it: %s", path, said);
    default:
        return error_set(err, STATUS_IO, "%s: %s", path, said);
    }
}
