/* SPDX-License-Identifier: MIT */
/* An open study file: its connection, its transactions, its observer and the
 * one row that describes it. Opening is in open.c. */
#include "storage/study.h"

#include "core/clock.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/text.h"
#include "storage/internal.h"
#include <stdlib.h>
#include <string.h>

enum {
    TIDY_PAGES = 256, /* a log this long is written back when there is time */
    MERGE_STEP = 64,  /* pages of the full-text index merged in one step */
    MERGE_AFTER = 16  /* commits after which merging is worth looking at */
};

const char *study_path(const struct study *study)
{
    return study->path;
}

bool study_is_read_only(const struct study *study)
{
    return study->read_only;
}

bool study_is_sealed(const struct study *study)
{
    return study->sealed;
}

struct id study_id(const struct study *study)
{
    return study->id;
}

int64_t study_created(const struct study *study)
{
    return study->created;
}

const char *study_observer(const struct study *study)
{
    return study->observer;
}

enum status study_title(struct study *study, char **title, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_STUDY_TITLE);
    struct store kept = { NULL };

    *title = stmt_row(&st) ? mem_copy(store_column(&kept, &st, 0)) : NULL;
    store_release(&kept);
    if (stmt_end(&st, err)) {
        free(*title);
        *title = NULL;
        return error_context(err, "reading the title");
    }
    if (*title == NULL)
        *title = mem_copy("");
    return STATUS_OK;
}

enum status study_set_title(struct study *study, const char *title, struct error *err)
{
    struct work work;
    struct stmt st;
    enum status status = work_begin(&work, study, err);

    if (status)
        return status;
    st = stmt_begin(study, QUERY_STUDY_SET_TITLE);
    stmt_bind_text(&st, ":title", title);
    status = stmt_run(&st, err);
    return work_finish(&work, study, status, err);
}

enum status study_shows(struct study *study, struct study_shows *shows, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_STUDY_SHOWS);

    *shows = (struct study_shows){ 0 };
    if (stmt_row(&st)) {
        shows->bodies = stmt_int(&st, 0) != 0;
        shows->venues = stmt_int(&st, 1) != 0;
        shows->dates = stmt_int(&st, 2) != 0;
    }
    return stmt_end(&st, err);
}

enum status study_set_shows(struct study *study, const struct study_shows *shows, struct error *err)
{
    struct work work;
    struct stmt st;

    if (work_begin(&work, study, err))
        return err->status;
    st = stmt_begin(study, QUERY_STUDY_SET_SHOWS);
    stmt_bind_int(&st, ":bodies", shows->bodies);
    stmt_bind_int(&st, ":venues", shows->venues);
    stmt_bind_int(&st, ":dates", shows->dates);
    return work_finish(&work, study, stmt_run(&st, err), err);
}

/* One to 16 letters, digits, "-" or "_". */
static bool initials_are_good(const char *initials)
{
    size_t len = strlen(initials), count = 0, used;

    if (len == 0 || !text_valid(initials, len))
        return false;
    for (size_t i = 0; i < len; i += used, count++) {
        uint32_t c = text_code_point(initials + i, &used);

        if (c != '-' && c != '_' && !text_is_word(c))
            return false;
    }
    return count <= 16;
}

static enum status observer_row(struct study *study, const char *initials, int64_t *row,
                                struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_OBSERVER_FIND);

    stmt_bind_text(&st, ":initials", initials);
    return stmt_run_int(&st, 0, row, err);
}

static enum status observer_add(struct study *study, const char *initials, int64_t *row,
                                struct error *err)
{
    struct work work;
    struct id id = id_new();
    struct stmt st;
    enum status status = work_begin(&work, study, err);

    if (status)
        return status;
    status = observer_row(study, initials, row, err); /* another program may have been quicker */
    if (!status && *row == 0) {
        st = stmt_begin(study, QUERY_OBSERVER_ADD);
        stmt_bind_id(&st, ":uuid", &id);
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_text(&st, ":initials", initials);
        status = stmt_run(&st, err);
        *row = sqlite3_last_insert_rowid(study->db);
    }
    return work_finish(&work, study, status, err);
}

static enum status need_good_initials(const char *initials, struct error *err)
{
    if (initials_are_good(initials))
        return STATUS_OK;
    return error_set(err, STATUS_INPUT,
                     "\"%s\" cannot be an observer: use one to 16 letters, digits, - or _",
                     initials);
}

enum status study_set_observer(struct study *study, const char *initials, struct error *err)
{
    int64_t row;
    enum status status = need_good_initials(initials, err);

    if (status)
        return status;
    status = observer_row(study, initials, &row, err);
    if (!status && row == 0 && !study->read_only)
        status = observer_add(study, initials, &row, err);
    if (status)
        return error_context(err, "setting the observer");
    free(study->observer);
    study->observer = mem_copy(initials);
    study->observer_row = row;
    return STATUS_OK;
}

static enum status observer_rename(struct study *study, int64_t row, const char *from,
                                   const char *to, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_OBSERVER_RENAME);
    struct str detail = STR_INIT;
    enum status status;

    stmt_bind_int(&st, ":row", row);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_text(&st, ":initials", to);
    str_add_format(&detail, "%s is now %s", from, to);
    status = stmt_run(&st, err);
    if (!status)
        status = study_note_history(study, "observer renamed", str_text(&detail), err);
    str_release(&detail);
    return status;
}

enum status study_rename_observer(struct study *study, const char *from, const char *to,
                                  struct error *err)
{
    struct work work;
    int64_t row = 0, other = 0;
    enum status status = need_good_initials(to, err);

    if (!status)
        status = work_begin(&work, study, err);
    if (status)
        return status;
    status = observer_row(study, from, &row, err);
    if (!status && row == 0)
        status = error_set(err, STATUS_NOT_FOUND, "no observer \"%s\" in this study", from);
    if (!status)
        status = observer_row(study, to, &other, err);
    if (!status && other != 0 && other != row)
        status = error_set(err, STATUS_EXISTS, "%s is another observer of this study already", to);
    if (!status && other != row)
        status = observer_rename(study, row, from, to, err);
    status = work_finish(&work, study, status, err);
    if (!status && row == study->observer_row) {
        free(study->observer);
        study->observer = mem_copy(to);
    }
    return status;
}

enum status study_only_observer(struct study *study, char **initials, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_OBSERVER_LIST);
    enum status status;

    *initials = stmt_row(&st) ? stmt_copy(&st, 0) : NULL;
    if (*initials != NULL && stmt_row(&st)) { /* there is a second one */
        free(*initials);
        *initials = NULL;
    }
    status = stmt_end(&st, err);
    if (status) {
        free(*initials);
        *initials = NULL;
    }
    return status;
}

enum status study_need_observer(struct study *study, struct error *err)
{
    if (study->observer_row == 0)
        return error_set(err, STATUS_INPUT,
                         "no observer is set: say who types with --observer or MOOT_OBSERVER");
    return STATUS_OK;
}

int64_t study_version(struct study *study)
{
    return hlc_next(&study->hlc, clock_wall());
}

enum status study_note_history(struct study *study, const char *what, const char *detail,
                               struct error *err)
{
    struct work work;
    struct id id = id_new();
    int64_t laptop = 0;
    struct stmt st;
    enum status status = work_begin(&work, study, err);

    if (status)
        return status;
    status = study_laptop_row(study, &laptop, err);
    if (!status) {
        st = stmt_begin(study, QUERY_HISTORY_ADD);
        stmt_bind_id(&st, ":uuid", &id);
        stmt_bind_int(&st, ":version", study_version(study));
        stmt_bind_int_or(&st, ":observer", study->observer_row, 0);
        stmt_bind_int(&st, ":laptop", laptop);
        stmt_bind_int(&st, ":at", clock_wall());
        stmt_bind_text(&st, ":what", what);
        stmt_bind_text(&st, ":detail", detail == NULL ? "" : detail);
        status = stmt_run(&st, err);
    }
    return work_finish(&work, study, status, err);
}

enum status study_laptop_row(struct study *study, int64_t *laptop, struct error *err)
{
    struct stmt st;

    if (study->laptop == 0) {
        st = stmt_begin(study, QUERY_LAPTOP_ADD);
        stmt_bind_id(&st, ":uuid", &study->laptop_id);
        if (stmt_run(&st, err)
            || study_row(study, QUERY_ROW_LAPTOP, &study->laptop_id, &study->laptop, err))
            return err->status;
    }
    *laptop = study->laptop;
    return STATUS_OK;
}

/* Merging and writing back are commits of their own; a failure is left to the
 * next command to report. */
static bool merge_step(struct study *study)
{
    struct error ignored = ERROR_INIT;
    int64_t before = sqlite3_total_changes64(study->db);
    struct stmt st = stmt_begin(study, QUERY_INDEX_MERGE);

    stmt_bind_int(&st, ":pages", MERGE_STEP);
    if (stmt_run(&st, &ignored) || sqlite3_total_changes64(study->db) - before < 2) {
        study->merges_due = 0; /* FTS5 counts less than two changes where nothing was left to do */
        return false;
    }
    return true;
}

bool study_tidy(struct study *study)
{
    if (study->read_only || study->in_transaction)
        return false;
    if (study->merges_due >= MERGE_AFTER && merge_step(study))
        return true;
    if (study->log_pages >= TIDY_PAGES) {
        sqlite3_wal_checkpoint_v2(study->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
        study->log_pages = 0;
    }
    return false;
}
