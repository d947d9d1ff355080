/* SPDX-License-Identifier: MIT */
/* Transactions: one command of the observer is one, and what the caller put
 * between study_begin() and study_commit() is one. */
#include "storage/internal.h"

#include <assert.h>

/* Another connection may have written meanwhile: what is written now must be
 * later than the last it wrote. */
static enum status see_versions(struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_LAST_VERSION);
    int64_t version;
    enum status status = stmt_run_int(&st, 0, &version, err);

    hlc_see(&study->hlc, version);
    return status;
}

enum status study_begin(struct study *study, struct error *err)
{
    struct stmt st;
    enum status status;

    assert(!study->in_transaction);
    if (study->read_only)
        return error_set(err, STATUS_READ_ONLY, "%s is open to be read only", study->path);
    st = stmt_begin(study, QUERY_BEGIN);
    status = stmt_run(&st, err);
    if (status)
        return status;
    study->in_transaction = true;
    status = see_versions(study, err);
    if (status)
        study_rollback(study);
    return status;
}

enum status study_commit(struct study *study, struct error *err)
{
    struct stmt st;

    if (!study->in_transaction || sqlite3_get_autocommit(study->db)) {
        study->in_transaction = false;
        return error_set(err, STATUS_IO, "nothing was saved: %s had to be rolled back",
                         study->path);
    }
    st = stmt_begin(study, QUERY_COMMIT);
    if (stmt_run(&st, err)) {
        study_rollback(study);
        return err->status;
    }
    study->in_transaction = false;
    study->making = 0;
    return STATUS_OK;
}

void study_rollback(struct study *study)
{
    struct error ignored = ERROR_INIT;

    study->in_transaction = false;
    study->making = 0;
    study->laptop = 0;                        /* its row may have been new */
    if (!sqlite3_get_autocommit(study->db)) { /* some failures have rolled back already */
        struct stmt st = stmt_begin(study, QUERY_ROLLBACK);

        (void)!stmt_run(&st, &ignored);
    }
}

enum status work_begin(struct work *work, struct study *study, struct error *err)
{
    work->own = !study->in_transaction;
    if (work->own)
        return study_begin(study, err);
    if (sqlite3_get_autocommit(study->db)) /* an earlier failure ended it */
        return error_set(err, STATUS_IO, "nothing was saved: %s had to be rolled back",
                         study->path);
    return STATUS_OK;
}

enum status work_finish(struct work *work, struct study *study, enum status status,
                        struct error *err)
{
    if (!work->own)
        return status;
    if (!status)
        return study_commit(study, err);
    study_rollback(study);
    return status;
}

enum status view_begin(struct work *work, struct study *study, struct error *err)
{
    struct stmt st;

    work->own = sqlite3_get_autocommit(study->db) != 0;
    if (!work->own)
        return STATUS_OK;
    st = stmt_begin(study, QUERY_BEGIN_READING);
    return stmt_run(&st, err);
}

void view_finish(struct work *work, struct study *study)
{
    struct error ignored = ERROR_INIT;
    struct stmt st;

    if (work->own && !sqlite3_get_autocommit(study->db)) {
        st = stmt_begin(study, QUERY_COMMIT);
        (void)!stmt_run(&st, &ignored);
    }
}

enum status study_hold(struct study *study, struct error *err)
{
    struct work work;

    return view_begin(&work, study, err);
}

void study_let_go(struct study *study)
{
    struct work work = { .own = !study->in_transaction };

    view_finish(&work, study);
}

enum status study_seen(struct study *study, int64_t *seen, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_DATA_VERSION);

    return stmt_run_int(&st, 0, seen, err);
}

enum status study_row(struct study *study, enum query query, const struct id *id, int64_t *row,
                      struct error *err)
{
    struct stmt st = stmt_begin(study, query);

    stmt_bind_id(&st, ":uuid", id);
    return stmt_run_int(&st, 0, row, err);
}

enum status study_count(struct study *study, enum query query, const struct id *id, size_t *count,
                        struct error *err)
{
    int64_t counted;
    enum status status = study_row(study, query, id, &counted, err);

    *count = (size_t)counted;
    return status;
}

enum status study_need_row(struct study *study, enum query query, const struct id *id,
                           const char *what, int64_t *row, struct error *err)
{
    enum status status = study_row(study, query, id, row, err);

    if (!status && *row == 0) {
        char text[ID_TEXT];

        id_print(id, text);
        return error_set(err, STATUS_NOT_FOUND, "%s has no %s %s", study->path, what, text);
    }
    return status;
}

int word_or(const struct word *words, size_t count, const char *key, int otherwise)
{
    int found = word_find(words, count, key);

    return found < 0 ? otherwise : found;
}
