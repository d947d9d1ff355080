/* SPDX-License-Identifier: MIT */
/* Shredding: rows are deleted in one transaction, with their bytes overwritten
 * (secure_delete); then the file is written anew, so that no free page and no
 * slack of a page is left of the old one. */
#include "storage/shred.h"

#include "core/str.h"
#include "storage/backup.h"
#include "storage/check_work.h"
#include "storage/folder.h"
#include "storage/internal.h"
#include "storage/meetings.h"
#include <dirent.h>
#include <errno.h>
#include <string.h>

/* What refers stands before what it refers to; all in one transaction. */
static const enum query steps[] = {
    QUERY_SHRED_SEEN,
    QUERY_SHRED_ENTRY_DRAFTS,
    QUERY_SHRED_MEMOS,
    QUERY_SHRED_VALUES,
    QUERY_SHRED_CODING_REVISIONS,
    QUERY_SHRED_CODINGS,
    QUERY_SHRED_VERBATIM,
    QUERY_SHRED_VOICES,
    QUERY_SHRED_MOVEMENT_REVISIONS,
    QUERY_SHRED_MOVEMENTS,
    QUERY_SHRED_ENTRY_REVISIONS,
    QUERY_SHRED_ENTRIES,
    QUERY_SHRED_ITEM_REVISIONS,
    QUERY_SHRED_ITEMS,
    QUERY_SHRED_RETRACTION_REVISIONS,
    QUERY_SHRED_RETRACTIONS,
    QUERY_SHRED_CHANGES,
    QUERY_SHRED_OPENINGS,
    QUERY_SHRED_DRAFTS,
    QUERY_SHRED_PEOPLE,
    QUERY_SHRED_MEETING,
};

static enum status delete_rows(struct study *study, int64_t meeting, struct error *err)
{
    if (db_exec(study, "PRAGMA defer_foreign_keys = ON", err))
        return err->status;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        struct stmt st = stmt_begin(study, steps[i]);

        stmt_bind_int(&st, ":meeting", meeting);
        if (stmt_run(&st, err))
            return err->status;
    }
    return check_make_index(study, err);
}

static enum status delete_meeting(struct study *study, int number, struct error *err)
{
    char said[32];
    struct meeting_rows rows = { 0 };
    int64_t row = 0;
    enum status status = meetings_find(&rows, study, number, err);

    if (!status)
        status = study_begin(study, err);
    if (status) {
        meetings_release(&rows);
        return status;
    }
    status =
        study_need_row(study, QUERY_ROW_MEETING, &rows.row[0].meeting.id, "meeting", &row, err);
    if (!status)
        status = delete_rows(study, row, err);
    snprintf(said, sizeof said, "M%d", number);
    if (!status)
        status = study_note_history(study, "shredded", said, err);
    meetings_release(&rows);
    if (!status)
        return study_commit(study, err);
    study_rollback(study);
    return status;
}

/* Empties the log; another program that reads can stand in the way. */
static enum status empty_log(struct study *study, struct error *err)
{
    int64_t busy;

    if (db_int(study, "PRAGMA wal_checkpoint(TRUNCATE)", &busy, err))
        return err->status;
    if (busy != 0)
        return error_set(err, STATUS_BUSY, "another program has %s open", study->path);
    return STATUS_OK;
}

enum status shred_meeting(struct study *study, int number, struct error *err)
{
    if (delete_meeting(study, number, err))
        return error_context(err, "nothing was shredded");
    stmt_forget_all(study); /* an open statement would be in the way */
    if (empty_log(study, err) || db_exec(study, "VACUUM", err) || empty_log(study, err))
        return error_context(err,
                             "M%d is gone from the study, but its file still has traces: "
                             "shred another meeting, or copy the study with moot backup",
                             number);
    return STATUS_OK;
}

/* --- what still holds it -------------------------------------------------------------- */

struct look {
    const struct id *meeting;
    void (*each)(void *data, const char *path);
    void *data;
    size_t unread;
};

static bool look_into(void *data, const char *path)
{
    struct look *look = data;
    struct error ignored = ERROR_INIT;
    struct study *copy;
    int64_t row = 0;

    if (study_open(&copy, path, STUDY_READ, &ignored)
        || study_row(copy, QUERY_ROW_MEETING, look->meeting, &row, &ignored))
        look->unread++;
    else if (row != 0)
        look->each(look->data, path);
    study_close(copy);
    return true;
}

/* "study.before-restore-...", beside "study.moot". */
static enum status look_aside(struct look *look, const char *path, struct error *err)
{
    struct str folder = STR_INIT, prefix = STR_INIT, name = STR_INIT;
    const char *base = strrchr(path, '/'), *dot;
    enum status status = STATUS_OK;
    struct dirent *entry;
    DIR *dir;

    base = base == NULL ? path : base + 1;
    dot = strrchr(base, '.');
    str_add_len(&prefix, base, dot == NULL || dot == base ? strlen(base) : (size_t)(dot - base));
    str_add(&prefix, ".before-restore-");
    folder_of(&folder, path);
    dir = opendir(folder.text);
    if (dir == NULL)
        status = error_set(err, STATUS_IO, "cannot read the folder %s: %s", folder.text,
                           strerror(errno));
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        size_t len = strlen(entry->d_name);

        if (strncmp(entry->d_name, prefix.text, prefix.len) != 0
            || (len > 4 && strcmp(entry->d_name + len - 4, "-wal") == 0)
            || (len > 4 && strcmp(entry->d_name + len - 4, "-shm") == 0))
            continue;
        str_clear(&name);
        str_add_format(&name, "%s/%s", folder.text, entry->d_name);
        (void)look_into(look, name.text);
    }
    if (dir != NULL)
        closedir(dir);
    str_release(&folder);
    str_release(&prefix);
    str_release(&name);
    return status;
}

enum status shred_look(struct study *study, const struct id *meeting, const char *folder,
                       void (*each)(void *data, const char *path), void *data, size_t *unread,
                       struct error *err)
{
    struct look look = { .meeting = meeting, .each = each, .data = data };
    enum status status = backup_each(study, folder, look_into, &look, err);

    if (!status)
        status = look_aside(&look, study->path, err);
    *unread = look.unread;
    return status;
}
