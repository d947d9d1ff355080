/* SPDX-License-Identifier: MIT */
/* Restoring a study. Whatever the moment at which the power goes, one of the
 * two studies stands in the place, or the former one stands beside it; a log
 * never stands beside a study that it does not belong to. */
#include "storage/restore.h"

#include "core/clock.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/text.h"
#include "storage/backup_work.h"
#include "storage/check.h"
#include "storage/folder.h"
#include "storage/internal.h"
#include "storage/lock.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_NAMES = 1000 };

struct side {
    struct id id;
    int64_t version, entries, revisions;
};

/* --- looking --------------------------------------------------------------------- */

static enum status look_at(struct study *study, struct side *side, struct restore_side *told,
                           struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_RESTORE_COMPARE);
    char *title = NULL;

    side->id = study->id;
    if (stmt_row(&st)) {
        side->version = stmt_int(&st, 0);
        side->entries = stmt_int(&st, 1);
        side->revisions = stmt_int(&st, 2);
        told->meetings = stmt_int(&st, 3);
    }
    if (stmt_end(&st, err) || study_title(study, &title, err))
        return err->status;
    told->entries = side->entries;
    told->read = true;
    text_print(told->title, sizeof told->title, "%s", title);
    free(title);
    if (side->version > 0) {
        clock_stamp(told->changed, hlc_wall(side->version));
        told->changed[10] = ' ';
        told->changed[19] = '\0';
    }
    return STATUS_OK;
}

enum status restore_look(struct restore_plan *plan, const char *from, const char *path,
                         struct error *err)
{
    struct side backup = { 0 }, there = { 0 };
    struct error why = ERROR_INIT;
    struct study *study;
    enum status status;

    *plan = (struct restore_plan){ .kind = RESTORE_NOTHING_THERE };
    status = study_open(&study, from, STUDY_READ, err);
    if (!status)
        status = check_quickly(study, err);
    if (!status)
        status = look_at(study, &backup, &plan->backup, err);
    study_close(study);
    if (status)
        return status;
    status = study_open(&study, path, STUDY_READ, &why);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (!status)
        status = look_at(study, &there, &plan->study, &why);
    study_close(study);
    if (status == STATUS_TOO_NEW || status == STATUS_BUSY)
        return error_set(err, status, "%s", why.text);
    if (status)
        plan->kind = RESTORE_UNREADABLE;
    else if (!id_equal(&backup.id, &there.id))
        plan->kind = RESTORE_OTHER;
    else if (there.version > backup.version || there.entries > backup.entries
             || there.revisions > backup.revisions)
        plan->kind = RESTORE_BEHIND;
    else
        plan->kind = RESTORE_AHEAD;
    return STATUS_OK;
}

/* --- putting it there ---------------------------------------------------------------- */

/* What stands in the log comes into the file, as far as it can be read. */
static void write_back_log(const char *path)
{
    struct error ignored = ERROR_INIT;
    struct study *study;

    if (study_open(&study, path, STUDY_WRITE, &ignored) == STATUS_OK)
        study_close(study);
}

/* "study.before-restore-20260304T140512Z.moot", and a number where taken. */
static bool name_aside(struct str *out, const char *path)
{
    const char *base = strrchr(path, '/'), *dot;
    char stamp[CLOCK_STAMP];
    struct stat info;

    base = base == NULL ? path : base + 1;
    dot = strrchr(base, '.');
    if (dot == NULL || dot == base)
        dot = base + strlen(base);
    clock_stamp(stamp, clock_wall());
    for (int i = 1; i < MOST_NAMES; i++) {
        str_clear(out);
        str_add_len(out, path, (size_t)(dot - path));
        str_add(out, ".before-restore-");
        for (const char *c = stamp; *c != '\0'; c++)
            if (*c != '-' && *c != ':')
                str_add_char(out, *c);
        if (i > 1)
            str_add_format(out, "-%d", i);
        str_add(out, dot);
        if (lstat(out->text, &info) != 0 && errno == ENOENT)
            return true;
    }
    return false;
}

static enum status move(const char *path, const char *end, const char *to, struct error *err)
{
    struct str from = STR_INIT, into = STR_INIT;
    enum status status = STATUS_OK;

    str_add_format(&from, "%s%s", path, end);
    str_add_format(&into, "%s%s", to, end);
    if (rename(from.text, into.text) != 0 && errno != ENOENT)
        status = error_set(err, STATUS_IO, "cannot rename %s to %s: %s", from.text, into.text,
                           strerror(errno));
    str_release(&from);
    str_release(&into);
    return status;
}

static enum status swap(const char *part, const char *path, bool there, char **aside,
                        struct error *err)
{
    struct str name = STR_INIT, index = STR_INIT;
    enum status status = STATUS_OK;

    if (there && !name_aside(&name, path))
        status = error_set(err, STATUS_EXISTS, "too many former studies stand beside %s", path);
    if (there && !status) {
        status = move(path, "", name.text, err);
        if (!status)
            status = move(path, "-wal", name.text, err);
        if (!status)
            status = move(path, "-journal", name.text, err);
        str_add_format(&index, "%s-shm", path);
        unlink(index.text);
    }
    if (!status)
        status = move(part, "", path, err);
    if (!status)
        status = backup_flush_folder(path, err);
    if (there && !status)
        *aside = str_take(&name);
    str_release(&name);
    str_release(&index);
    return status;
}

static enum status note(const char *path, const char *from, const char *aside, struct error *err)
{
    struct str detail = STR_INIT;
    struct study *study;
    enum status status = study_open(&study, path, STUDY_WRITE, err);

    if (status)
        return status;
    str_add_format(&detail, "from %s", from);
    if (aside != NULL)
        str_add_format(&detail, "; what stood there is %s", aside);
    status = study_note_history(study, "restored", detail.text, err);
    study_close(study);
    str_release(&detail);
    return status;
}

static enum status copy_beside(const char *from, const char *part, struct error *err)
{
    struct study *study;
    enum status status;

    unlink(part); /* of a program that was killed: nobody else makes this name */
    status = study_open(&study, from, STUDY_READ, err);
    if (!status)
        status = backup_copy(study, part, err);
    study_close(study);
    if (status)
        return status;
    status = study_open(&study, part, STUDY_READ, err);
    if (!status)
        status = check_quickly(study, err);
    study_close(study);
    return status;
}

enum status restore_do(const char *from, const char *path, char **aside, struct error *err)
{
    struct str part = STR_INIT;
    struct stat info;
    bool there = lstat(path, &info) == 0;
    enum status status = folder_make_parents(path, err);
    int fd = -1;

    *aside = NULL;
    str_add_format(&part, "%s.restoring", path);
    if (there)
        write_back_log(path);
    if (!status && there) /* one that goes on writing to what is put aside writes for nobody */
        status = lock_alone(path, &fd, err);
    if (!status)
        status = copy_beside(from, part.text, err);
    if (!status)
        status = swap(part.text, path, there, aside, err);
    if (status)
        unlink(part.text);
    if (fd >= 0)
        close(fd);
    if (!status)
        status = note(path, from, *aside, err);
    str_release(&part);
    return status;
}
