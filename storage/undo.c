/* SPDX-License-Identifier: MIT */
/* Undo and redo: nothing is taken out, every revision of the change gets a
 * further one that restores what was there before it (marked removed where
 * there was nothing). A redo is the undoing of an undo. */
#include "core/clock.h"
#include "core/mem.h"
#include "storage/index_text.h"
#include "storage/internal.h"
#include "storage/record.h"
#include "storage/revisions.h"
#include "storage/undo_text.h"
#include <string.h>

/* clang-format off */
/* The five kinds of things that have revisions. */
static const struct history_kind {
    enum query list;     /* the revisions of a change: id, thing, replaces */
    enum query copy;     /* a revision as a copy of :source */
    enum query parts[2]; /* what hangs on a revision; QUERY_COUNT: nothing */
    enum query current;  /* makes a revision the current one */
    bool indexed;        /* its text is in the full-text index */
} kinds[] = {
    { QUERY_UNDO_ITEMS, QUERY_UNDO_COPY_ITEM, { QUERY_COUNT, QUERY_COUNT },
      QUERY_CURRENT_ITEM, false },
    { QUERY_UNDO_ENTRIES, QUERY_UNDO_COPY_ENTRY,
      { QUERY_UNDO_COPY_VOICES, QUERY_UNDO_COPY_VERBATIM }, QUERY_CURRENT_ENTRY, true },
    { QUERY_UNDO_CODINGS, QUERY_UNDO_COPY_CODING, { QUERY_UNDO_COPY_VALUES, QUERY_COUNT },
      QUERY_CURRENT_CODING, false },
    { QUERY_UNDO_MOVEMENTS, QUERY_UNDO_COPY_MOVEMENT, { QUERY_COUNT, QUERY_COUNT },
      QUERY_CURRENT_MOVEMENT, false },
    { QUERY_UNDO_RETRACTIONS, QUERY_UNDO_COPY_RETRACTION, { QUERY_COUNT, QUERY_COUNT },
      QUERY_CURRENT_RETRACTION, false },
};
/* clang-format on */

struct undone {
    int64_t revision, thing, replaces;
};

struct undoing {
    struct study *study;
    struct change_row row; /* the change that undoes */
    int64_t target;        /* the row of the change that is undone */
};

/* Puts the entry's text into the index, or takes it out, as it is current. */
static enum status index_current(struct study *study, int64_t entry, bool add, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_ENTRY_CURRENT);
    char *text = NULL;
    enum status status;

    stmt_bind_int(&st, ":entry", entry);
    if (stmt_row(&st) && stmt_int(&st, 1) == 0) /* not removed */
        text = stmt_copy(&st, 3);
    status = stmt_end(&st, err);
    if (!status && text != NULL)
        status = add ? index_add(study, entry, text, strlen(text), err)
                     : index_remove(study, entry, text, strlen(text), err);
    free(text);
    return status;
}

static enum status copy_parts(struct undoing *undoing, const struct history_kind *kind,
                              int64_t source, int64_t revision, struct error *err)
{
    for (size_t i = 0; i < 2 && kind->parts[i] != QUERY_COUNT; i++) {
        struct stmt st = stmt_begin(undoing->study, kind->parts[i]);

        stmt_bind_int(&st, ":id", revision);
        stmt_bind_int(&st, ":source", source);
        if (stmt_run(&st, err))
            return err->status;
    }
    return STATUS_OK;
}

static enum status restore(struct undoing *undoing, const struct history_kind *kind,
                           const struct undone *undone, struct error *err)
{
    bool gone = undone->replaces == 0;
    int64_t source = gone ? undone->revision : undone->replaces;
    struct revision revision = { 0 };
    struct stmt st;

    if (change_row_revision(&undoing->row, &revision, err)
        || (kind->indexed && index_current(undoing->study, undone->thing, false, err)))
        return err->status;
    st = stmt_begin(undoing->study, kind->copy);
    change_row_bind(&st, undoing->study, &undoing->row, &revision);
    stmt_bind_int(&st, ":gone", gone);
    stmt_bind_int(&st, ":source", source);
    if (stmt_run(&st, err) || copy_parts(undoing, kind, source, revision.row, err)
        || change_row_make_current(undoing->study, kind->current, revision.row, err))
        return err->status;
    return kind->indexed ? index_current(undoing->study, undone->thing, true, err) : STATUS_OK;
}

/* The revisions are read before any is written. Where a change has touched
 * one thing twice, what was there before is what its first one replaced. */
static enum status restore_kind(struct undoing *undoing, const struct history_kind *kind,
                                struct error *err)
{
    const int64_t first = range_first(undoing->target, REVISION_BITS);
    struct stmt st = stmt_begin(undoing->study, kind->list);
    struct undone *list = NULL;
    size_t count = 0, room = 0;
    enum status status;

    stmt_bind_int(&st, ":change", undoing->target);
    while (stmt_row(&st)) {
        struct undone undone = { stmt_int(&st, 0), stmt_int(&st, 1), stmt_int_or(&st, 2, 0) };

        if (undone.replaces >= first)
            continue;
        list = mem_grow(list, count, &room, sizeof *list);
        list[count++] = undone;
    }
    status = stmt_end(&st, err);
    for (size_t i = 0; i < count && !status; i++)
        status = restore(undoing, kind, &list[i], err);
    free(list);
    return status;
}

/* Takes back change `target`; `kind` is 'undo' or 'redo'. */
static enum status take_back(struct study *study, int64_t meeting, int64_t target, const char *kind,
                             const char *reason, struct error *err)
{
    struct undoing undoing = { .study = study, .target = target };
    struct id id = id_new();

    if (change_row_add(&undoing.row, study, &id, kind, meeting, clock_wall(), target, reason, err))
        return err->status;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (restore_kind(&undoing, &kinds[i], err))
            return err->status;
    /* what was restored may be words that were taken back meanwhile */
    if (retraction_settle(study, &undoing.row, meeting, target, err))
        return err->status;
    study->merges_due++;
    return STATUS_OK;
}

/* `find` gives the change to take back, and the one that the observer made
 * with it: the same for an undo. */
struct way {
    enum query find;
    const char *kind, *verb;
};
static const struct way undo = { QUERY_UNDO_FIND, "undo", "undid: " };
static const struct way redo = { QUERY_REDO_FIND, "redo", "redid: " };

static enum status run(struct study *study, const struct id *meeting, const struct way *way,
                       const char *reason, char **what, struct error *err)
{
    int64_t row, target = 0, made = 0;
    struct str said = STR_INIT;
    struct stmt st;

    if (meeting_change_row(study, meeting, reason, &row, err))
        return err->status;
    st = stmt_begin(study, way->find);
    stmt_bind_int(&st, ":meeting", row);
    stmt_bind_int(&st, ":observer", study->observer_row);
    if (stmt_row(&st)) {
        target = stmt_int(&st, 0);
        made = stmt_int(&st, 1);
    }
    if (stmt_end(&st, err))
        return err->status;
    if (target == 0)
        return STATUS_OK; /* nothing to take back: *what stays NULL */
    if (take_back(study, row, target, way->kind, reason, err))
        return err->status;
    str_add(&said, way->verb);
    if (undo_text(&said, study, made, err)) {
        str_release(&said);
        return err->status;
    }
    *what = str_take(&said);
    return STATUS_OK;
}

static enum status undo_or_redo(struct study *study, const struct id *meeting,
                                const struct way *way, const char *reason, char **what,
                                struct error *err)
{
    char *said = NULL;
    struct work work;
    enum status status;

    if (what != NULL)
        *what = NULL;
    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = run(study, meeting, way, reason, &said, err);
    status = work_finish(&work, study, status, err);
    if (status || what == NULL)
        free(said);
    else
        *what = said;
    return status;
}

enum status record_undo(struct study *study, const struct id *meeting, char **what,
                        struct error *err)
{
    return undo_or_redo(study, meeting, &undo, NULL, what, err);
}

enum status record_redo(struct study *study, const struct id *meeting, char **what,
                        struct error *err)
{
    return undo_or_redo(study, meeting, &redo, NULL, what, err);
}

enum status record_undo_because(struct study *study, const struct id *meeting, const char *reason,
                                char **what, struct error *err)
{
    return undo_or_redo(study, meeting, &undo, reason, what, err);
}

enum status record_redo_because(struct study *study, const struct id *meeting, const char *reason,
                                char **what, struct error *err)
{
    return undo_or_redo(study, meeting, &redo, reason, what, err);
}
