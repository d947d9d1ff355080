/* SPDX-License-Identifier: MIT */
/* Newest meetings are read whole until they have ENOUGH entries. What was
 * retracted or removed is left out. */
#include "storage/find_recent.h"

#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/mem.h"
#include "storage/index_text.h"
#include "storage/internal.h"

enum { ENOUGH = 1500, MEETINGS = 64, TOGETHER = 100 }; /* entries; entries of one transaction */

struct find_recent {
    struct study *study;
    bool made, listed, ready;
    int64_t meeting[MEETINGS]; /* rows, newest first */
    size_t count, at;          /* at: the one that is being read */
    size_t entries;
    int64_t sequence, observer; /* of its entry that was read last */
    struct str space;
};

struct find_recent *find_recent_new(struct study *study)
{
    struct find_recent *recent = mem_alloc(1, sizeof *recent);

    recent->study = study;
    find_recent_clear(recent);
    return recent;
}

void find_recent_free(struct find_recent *recent)
{
    if (recent == NULL)
        return;
    str_release(&recent->space);
    free(recent);
}

void find_recent_clear(struct find_recent *recent)
{
    recent->listed = recent->ready = false;
    recent->count = recent->at = recent->entries = 0;
    recent->sequence = recent->observer = INT64_MIN;
}

/* The table, empty, and the meetings. */
static enum status begin(struct find_recent *recent, struct error *err)
{
    struct stmt st;

    if (!recent->made && db_exec(recent->study, query_sql[QUERY_RECENT_MAKE], err))
        return err->status;
    recent->made = true;
    find_recent_clear(recent);
    st = stmt_begin(recent->study, QUERY_RECENT_CLEAR);
    if (stmt_run(&st, err))
        return err->status;
    st = stmt_begin(recent->study, QUERY_RECENT_MEETINGS);
    stmt_bind_int(&st, ":limit", MEETINGS);
    while (recent->count < MEETINGS && stmt_row(&st))
        recent->meeting[recent->count++] = stmt_int(&st, 0);
    recent->listed = true;
    return stmt_end(&st, err);
}

static enum status add(struct find_recent *recent, int64_t entry, const char *text,
                       struct error *err)
{
    struct stmt st;
    const char *indexed;
    size_t len;

    str_clear(&recent->space);
    indexed = index_text(&recent->space, text, strlen(text), &len);
    st = stmt_begin(recent->study, QUERY_RECENT_ADD);
    stmt_bind_int(&st, ":entry", entry);
    stmt_bind_text_len(&st, ":text", indexed, len);
    return stmt_run(&st, err);
}

/* Some entries of the meeting that is being read, or the end of it. */
static enum status read_some(struct find_recent *recent, struct error *err)
{
    struct stmt st = stmt_begin(recent->study, QUERY_RECENT_ENTRIES);
    enum status status = STATUS_OK;
    int count = 0;

    stmt_bind_int(&st, ":meeting", recent->meeting[recent->at]);
    stmt_bind_int(&st, ":sequence", recent->sequence);
    stmt_bind_int(&st, ":observer", recent->observer);
    stmt_bind_int(&st, ":limit", TOGETHER);
    for (; !status && stmt_row(&st); count++) {
        const char *text = stmt_text(&st, 1);

        if (text[0] != '\0')
            status = add(recent, stmt_int(&st, 0), text, err);
        recent->sequence = stmt_int(&st, 2);
        recent->observer = stmt_int(&st, 3);
    }
    if (stmt_end(&st, err) || status)
        return err->status;
    recent->entries += (size_t)count;
    if (count < TOGETHER) {
        recent->at++;
        recent->sequence = recent->observer = INT64_MIN;
        if (recent->entries >= ENOUGH)
            recent->count = recent->at;
    }
    recent->ready = recent->at >= recent->count;
    return STATUS_OK;
}

enum status find_recent_go_on(struct find_recent *recent, int milliseconds, struct error *err)
{
    struct timespec until = clock_deadline(milliseconds);
    struct work work;

    if (recent->ready)
        return STATUS_OK;
    if (!recent->listed && begin(recent, err))
        return err->status;
    if (view_begin(&work, recent->study, err)) /* or each entry would be a transaction */
        return err->status;
    recent->ready = recent->at >= recent->count;
    while (!recent->ready && !read_some(recent, err) && !clock_is_past(&until))
        continue;
    view_finish(&work, recent->study);
    return err->status;
}

bool find_recent_is_ready(const struct find_recent *recent)
{
    return recent->ready;
}

bool find_recent_holds(const struct find_recent *recent, int64_t meeting)
{
    for (size_t i = 0; recent->ready && i < recent->count; i++)
        if (recent->meeting[i] == meeting)
            return true;
    return false;
}

enum status find_recent_look(struct find_recent *recent, const char *expression,
                             void (*take)(void *data, int64_t entry), void *data, struct error *err)
{
    struct stmt st;

    if (!recent->ready)
        return STATUS_OK;
    st = stmt_begin(recent->study, QUERY_RECENT_LOOK);
    stmt_bind_text(&st, ":words", expression);
    while (stmt_row(&st))
        take(data, stmt_int(&st, 0));
    return stmt_end(&st, err);
}
