/* SPDX-License-Identifier: MIT */
/* Memos, read and written. */
#include "storage/memos.h"

#include "core/clock.h"
#include "core/mem.h"
#include "core/text.h"
#include "storage/internal.h"
#include <stdlib.h>
#include <string.h>

struct memos_store {
    struct store strings;
};

static enum status read_rows(struct memos *out, struct stmt *st, struct error *err)
{
    size_t room = 0;

    out->store = mem_alloc(1, sizeof *out->store);
    while (stmt_row(st)) {
        struct memo *memo;

        out->memo = mem_grow(out->memo, out->count, &room, sizeof *out->memo);
        memo = &out->memo[out->count++];
        *memo = (struct memo){ .id = stmt_id(st, 0),
                               .on = (enum memo_on)stmt_int(st, 1),
                               .about = stmt_id(st, 2),
                               .title = store_column(&out->store->strings, st, 3),
                               .text = store_column(&out->store->strings, st, 4),
                               .observer = store_column(&out->store->strings, st, 5),
                               .created = stmt_int(st, 6),
                               .changed = stmt_int(st, 7),
                               .observer_id = stmt_id(st, 8) };
    }
    if (stmt_end(st, err)) {
        memos_release(out);
        return error_context(err, "reading the memos");
    }
    return STATUS_OK;
}

/* The row of what a memo is on, and the name of its column's value. */
static enum status about_row(struct study *study, enum memo_on on, const struct id *about,
                             int64_t *row, struct error *err)
{
    static const enum query rows[] = { [MEMO_MEETING] = QUERY_ROW_MEETING,
                                       [MEMO_ENTRY] = QUERY_ROW_ENTRY,
                                       [MEMO_CODE] = QUERY_ROW_CODE };
    static const char *const names[] = { "", "meeting", "entry", "code" };

    *row = 0;
    return on == MEMO_STUDY ? STATUS_OK
                            : study_need_row(study, rows[on], about, names[on], row, err);
}

enum status memos_load(struct memos *out, struct study *study, enum memo_on on,
                       const struct id *about, struct error *err)
{
    static const enum query queries[] = { QUERY_MEMOS_STUDY, QUERY_MEMOS_MEETING, QUERY_MEMOS_ENTRY,
                                          QUERY_MEMOS_CODE };
    struct stmt st;
    int64_t row;

    *out = (struct memos){ NULL, 0, NULL };
    if (about_row(study, on, about, &row, err))
        return err->status;
    st = stmt_begin(study, queries[on]);
    if (on != MEMO_STUDY)
        stmt_bind_int(&st, ":about", row);
    return read_rows(out, &st, err);
}

enum status memos_load_meeting(struct memos *out, struct study *study, const struct id *meeting,
                               struct error *err)
{
    struct stmt st;
    int64_t row;

    *out = (struct memos){ NULL, 0, NULL };
    if (about_row(study, MEMO_MEETING, meeting, &row, err))
        return err->status;
    st = stmt_begin(study, QUERY_MEMOS_IN_MEETING);
    stmt_bind_int(&st, ":meeting", row);
    return read_rows(out, &st, err);
}

void memos_release(struct memos *memos)
{
    if (memos->store != NULL)
        store_release(&memos->store->strings);
    free(memos->store);
    free(memos->memo);
    *memos = (struct memos){ NULL, 0, NULL };
}

/* --- writing ---------------------------------------------------------------------- */

struct memo_words {
    struct str title, text;
};

static enum status clean_words(struct memo_words *words, const char *title, const char *text,
                               struct error *err)
{
    *words = (struct memo_words){ STR_INIT, STR_INIT };
    (void)text_clean_line(&words->title, title, strlen(title));
    (void)text_clean(&words->text, text, strlen(text));
    if (words->title.len > 0 || strspn(str_text(&words->text), " \t\n") < words->text.len)
        return STATUS_OK;
    return error_set(err, STATUS_INPUT, "a memo needs a title or a text");
}

static void release_words(struct memo_words *words)
{
    str_release(&words->title);
    str_release(&words->text);
}

static enum status add_row(struct study *study, enum memo_on on, int64_t about,
                           const struct memo_words *words, const struct id *id, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_MEMO_ADD);

    stmt_bind_id(&st, ":uuid", id);
    stmt_bind_int(&st, ":version", study_version(study));
    stmt_bind_int(&st, ":observer", study->observer_row);
    stmt_bind_int(&st, ":now", clock_wall());
    stmt_bind_int_or(&st, ":meeting", on == MEMO_MEETING ? about : 0, 0);
    stmt_bind_int_or(&st, ":entry", on == MEMO_ENTRY ? about : 0, 0);
    stmt_bind_int_or(&st, ":code", on == MEMO_CODE ? about : 0, 0);
    stmt_bind_text(&st, ":title", str_text(&words->title));
    stmt_bind_text(&st, ":text", str_text(&words->text));
    return stmt_run(&st, err);
}

enum status memo_add(struct study *study, enum memo_on on, const struct id *about,
                     const char *title, const char *text, struct id *id, struct error *err)
{
    struct memo_words words;
    struct id made = id_new();
    struct work work;
    int64_t row = 0;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = clean_words(&words, title, text, err);
    if (!status)
        status = about_row(study, on, about, &row, err);
    if (!status)
        status = add_row(study, on, row, &words, &made, err);
    status = work_finish(&work, study, status, err);
    release_words(&words);
    if (status)
        return error_context(err, "saving the memo");
    if (id != NULL)
        *id = made;
    return STATUS_OK;
}

static enum status update(struct study *study, struct stmt *st, const struct id *memo,
                          struct error *err)
{
    stmt_bind_id(st, ":uuid", memo);
    stmt_bind_int(st, ":version", study_version(study));
    stmt_bind_int(st, ":observer", study->observer_row);
    stmt_bind_int(st, ":now", clock_wall());
    if (stmt_run(st, err))
        return err->status;
    if (sqlite3_changes(study->db) == 0)
        return error_set(err, STATUS_NOT_FOUND, "there is no such memo");
    return STATUS_OK;
}

enum status memo_change(struct study *study, const struct id *memo, const char *title,
                        const char *text, struct error *err)
{
    struct memo_words words;
    struct work work;
    struct stmt st;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    status = clean_words(&words, title, text, err);
    if (!status) {
        st = stmt_begin(study, QUERY_MEMO_CHANGE);
        stmt_bind_text(&st, ":title", str_text(&words.title));
        stmt_bind_text(&st, ":text", str_text(&words.text));
        status = update(study, &st, memo, err);
    }
    status = work_finish(&work, study, status, err);
    release_words(&words);
    return status ? error_context(err, "saving the memo") : STATUS_OK;
}

enum status memo_remove(struct study *study, const struct id *memo, bool back, struct error *err)
{
    struct work work;
    struct stmt st;
    enum status status;

    if (study_need_observer(study, err) || work_begin(&work, study, err))
        return err->status;
    st = stmt_begin(study, QUERY_MEMO_REMOVE);
    stmt_bind_int(&st, ":removed", !back);
    status = update(study, &st, memo, err);
    status = work_finish(&work, study, status, err);
    return status ? error_context(err, "saving the memo") : STATUS_OK;
}
