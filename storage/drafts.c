/* SPDX-License-Identifier: MIT */
/* Half-changed texts of entries. */
#include "storage/drafts.h"
#include "core/clock.h"
#include "core/mem.h"
#include "storage/internal.h"

enum status drafts_keep(struct study *study, const struct id *entry, const char *text,
                        struct error *err)
{
    struct stmt st;
    struct work work;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    st = stmt_begin(study, text != NULL ? QUERY_ENTRY_DRAFT_KEEP : QUERY_ENTRY_DRAFT_DROP);
    stmt_bind_id(&st, ":entry", entry);
    stmt_bind_int(&st, ":observer", study->observer_row);
    if (text != NULL) {
        stmt_bind_text(&st, ":text", text);
        stmt_bind_int(&st, ":saved", clock_wall());
    }
    status = stmt_run(&st, err);
    status = work_finish(&work, study, status, err);
    return status ? error_context(err, "keeping the half-changed text") : STATUS_OK;
}

enum status drafts_load(struct study *study, const struct id *entry, char **text, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_ENTRY_DRAFT_LOAD);
    struct store cleaned = { NULL };

    *text = NULL;
    stmt_bind_id(&st, ":entry", entry);
    stmt_bind_int(&st, ":observer", study->observer_row);
    if (stmt_row(&st))
        *text = mem_copy(store_column(&cleaned, &st, 0));
    store_release(&cleaned);
    if (stmt_end(&st, err) == STATUS_OK)
        return STATUS_OK;
    free(*text);
    *text = NULL;
    return error_context(err, "reading the half-changed text");
}

enum status drafts_load_all(struct study *study, const struct id *meeting, int64_t **sequences,
                            size_t *count, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_ENTRY_DRAFT_LIST);
    int64_t *list = NULL;
    size_t room = 0;

    *sequences = NULL;
    *count = 0;
    stmt_bind_id(&st, ":meeting", meeting);
    stmt_bind_int(&st, ":observer", study->observer_row);
    while (stmt_row(&st)) {
        list = mem_grow(list, *count, &room, sizeof *list);
        list[(*count)++] = stmt_int(&st, 0);
    }
    *sequences = list;
    if (stmt_end(&st, err) == STATUS_OK)
        return STATUS_OK;
    free(list);
    *sequences = NULL;
    *count = 0;
    return error_context(err, "reading the half-changed texts");
}
