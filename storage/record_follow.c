/* SPDX-License-Identifier: MIT */
/* What follows an entry: codings on words of a text that changed, and all that
 * stood on an entry that is taken out. */
#include "core/clock.h"
#include "core/follow.h"
#include "core/mem.h"
#include "storage/recording.h"
#include "storage/revisions.h"
#include <string.h>

/* Whether the change says itself what becomes of a coding. */
static bool is_revised(const struct recording *rec, const struct id *coding)
{
    for (size_t i = 0; i < rec->change->coding_count; i++)
        if (rec->change->codings[i].revises && id_equal(&rec->change->codings[i].id, coding))
            return true;
    return false;
}

/* Its place after the text has changed; false where that is the same. */
static bool follow_coding(const struct follow *follow, struct coding_row *coding)
{
    struct span span = { (size_t)coding->start, (size_t)coding->len };
    bool within = coding->start >= 0 && coding->len > 0 && span.start <= follow->old_len
                  && span.len <= follow->old_len - span.start; /* a damaged study */

    if (within && follow_span(follow, &span)) {
        bool moved = span.start != (size_t)coding->start || span.len != (size_t)coding->len;

        coding->start = (int64_t)span.start;
        coding->len = (int64_t)span.len;
        return moved;
    }
    free(coding->lost);
    coding->lost = within ? mem_copy_len(follow->old + span.start, span.len) : mem_copy("");
    coding->start = coding->len = -1;
    return true;
}

enum status record_follow(struct recording *rec, const struct change_entry *entry, int64_t row,
                          const char *old, struct error *err)
{
    struct follow follow = { .old = NULL };
    struct coding_row *list;
    size_t count;
    enum status status = codings_list(rec, QUERY_CODINGS_OF, row, &list, &count, err);

    for (size_t i = 0; i < count && !status; i++) {
        if (list[i].start < 0 || is_revised(rec, &list[i].id))
            continue;
        if (follow.old == NULL)
            follow_begin(&follow, old, entry->text == NULL ? "" : entry->text);
        if (follow_coding(&follow, &list[i]))
            status = coding_copy(rec, &list[i], false, err);
    }
    follow_release(&follow);
    codings_free(list, count);
    return status;
}

/* --- an entry that is taken out ------------------------------------------------ */

static enum status take_off_codings(struct recording *rec, int64_t entry, struct error *err)
{
    struct coding_row *list;
    size_t count;
    enum status status = codings_list(rec, QUERY_CODINGS_OF, entry, &list, &count, err);

    for (size_t i = 0; i < count && !status; i++)
        if (!is_revised(rec, &list[i].id))
            status = coding_take_off(rec, &list[i], err);
    codings_free(list, count);
    return status;
}

/* A movement and what its revision says. */
struct moved {
    int64_t row, revision, item;
    char *movement, *mode, *arrival, *capacity;
};

static enum status take_back_movement(struct recording *rec, int64_t entry,
                                      const struct moved *moved, struct error *err)
{
    struct movement_rows rows = { .removed = true,
                                  .entry = entry,
                                  .item = moved->item,
                                  .movement = moved->movement,
                                  .mode = moved->mode,
                                  .arrival = moved->arrival,
                                  .capacity = moved->capacity[0] != '\0' ? moved->capacity : NULL };
    struct revision revision = { 0 };

    if (change_row_revision(&rec->row, &revision, err))
        return err->status;
    return movement_revision_add(rec, moved->row, moved->revision, &rows, &revision, err);
}

static enum status take_back_movements(struct recording *rec, int64_t entry, struct error *err)
{
    struct stmt st = stmt_begin(rec->study, QUERY_MOVEMENTS_OF);
    struct moved *list = NULL;
    size_t count = 0, room = 0;
    enum status status;

    stmt_bind_int(&st, ":entry", entry);
    while (stmt_row(&st)) {
        list = mem_grow(list, count, &room, sizeof *list);
        list[count++] = (struct moved){ .row = stmt_int(&st, 0),
                                        .revision = stmt_int(&st, 1),
                                        .movement = stmt_copy(&st, 2),
                                        .mode = stmt_copy(&st, 3),
                                        .item = stmt_int_or(&st, 4, 0),
                                        .arrival = stmt_copy(&st, 5),
                                        .capacity = stmt_copy(&st, 6) };
    }
    status = stmt_end(&st, err);
    for (size_t i = 0; i < count; i++) {
        if (!status)
            status = take_back_movement(rec, entry, &list[i], err);
        free(list[i].movement);
        free(list[i].mode);
        free(list[i].arrival);
        free(list[i].capacity);
    }
    free(list);
    return status;
}

/* An item that this line began has begun with another such line, or not yet. */
static enum status take_back_item(struct recording *rec, const struct change_entry *entry,
                                  int64_t row, struct error *err)
{
    struct change_item item = { .id = entry->item, .revises = true, .began = TIME_UNKNOWN };
    int64_t item_row;
    struct stmt st;
    enum status status;

    if (id_is_none(&entry->item))
        return STATUS_OK;
    if (recording_row(rec, QUERY_ROW_ITEM, &entry->item, "agenda item", &item_row, err))
        return err->status;
    st = stmt_begin(rec->study, QUERY_ITEM_BEGUN_BY);
    stmt_bind_int(&st, ":meeting", rec->meeting);
    stmt_bind_int(&st, ":entry", row);
    stmt_bind_int(&st, ":item", item_row);
    if (stmt_row(&st)) {
        item.reached = true;
        item.began = stmt_int_or(&st, 0, TIME_UNKNOWN);
    }
    status = stmt_end(&st, err);
    return status ? status : item_revise(rec, &item, err);
}

/* --- what is on it is on another now ------------------------------------------------- */

static enum status move_comment(struct recording *rec, int64_t comment, int64_t heir,
                                struct error *err)
{
    struct stmt st = stmt_begin(rec->study, QUERY_ENTRY_CURRENT);
    int64_t source;

    stmt_bind_int(&st, ":entry", comment);
    if (stmt_run_int(&st, 0, &source, err))
        return err->status;
    return entry_revision_copy(rec->study, &rec->row, source, -1, heir, err);
}

static enum status move_comments(struct recording *rec, int64_t row, int64_t heir,
                                 struct error *err)
{
    struct stmt st = stmt_begin(rec->study, QUERY_COMMENTS_ON);
    int64_t *list = NULL;
    size_t count = 0, room = 0;
    enum status status;

    stmt_bind_int(&st, ":meeting", rec->meeting);
    stmt_bind_int(&st, ":entry", row);
    while (stmt_row(&st)) {
        list = mem_grow(list, count, &room, sizeof *list);
        list[count++] = stmt_int(&st, 0);
    }
    status = stmt_end(&st, err);
    for (size_t i = 0; i < count && !status; i++)
        status = move_comment(rec, list[i], heir, err);
    free(list);
    return status;
}

static enum status move_memos(struct recording *rec, int64_t row, int64_t heir, struct error *err)
{
    struct stmt st = stmt_begin(rec->study, QUERY_MEMO_MOVE);

    stmt_bind_int(&st, ":heir", heir);
    stmt_bind_int(&st, ":version", rec->row.version);
    stmt_bind_int(&st, ":entry", row);
    return stmt_run(&st, err);
}

enum status record_taken_out(struct recording *rec, const struct change_entry *entry, int64_t row,
                             struct error *err)
{
    int64_t heir;

    if (take_off_codings(rec, row, err) || take_back_movements(rec, row, err)
        || (entry->kind == ENTRY_AGENDA && take_back_item(rec, entry, row, err))
        || recording_row(rec, QUERY_ROW_ENTRY, &entry->heir, "entry", &heir, err))
        return err->status;
    if (heir == 0)
        return STATUS_OK;
    return move_comments(rec, row, heir, err) ? err->status : move_memos(rec, row, heir, err);
}
