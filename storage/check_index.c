/* SPDX-License-Identifier: MIT */
/* The full-text index against the texts. An index of the texts as they are is
 * made in memory; both are read word by word, and each word adds a number to
 * its entry's sum in one and takes it away in the other: what is left is an
 * entry whose words differ. No order is needed, and nothing is sorted. */
#include "core/mem.h"
#include "storage/check_work.h"
#include "storage/index_text.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_NAMED = 5 };

struct sum {
    int64_t entry; /* 0: a free slot */
    uint64_t left;
};
struct sums {
    struct sum *slot;
    size_t count, size;
};

static struct sum *find_sum(const struct sums *sums, int64_t entry)
{
    size_t at = (size_t)((uint64_t)entry * 0x9E3779B97F4A7C15u >> 20);

    while (sums->slot[at & (sums->size - 1)].entry != 0
           && sums->slot[at & (sums->size - 1)].entry != entry)
        at++;
    return &sums->slot[at & (sums->size - 1)];
}

static void add_sum(struct sums *sums, int64_t entry, uint64_t value)
{
    struct sum *sum;

    if (sums->count * 2 >= sums->size) {
        struct sums bigger = { .size = sums->size == 0 ? 1024 : sums->size * 2,
                               .count = sums->count };

        bigger.slot = mem_alloc(bigger.size, sizeof *bigger.slot);
        for (size_t i = 0; i < sums->size; i++)
            if (sums->slot[i].entry != 0)
                *find_sum(&bigger, sums->slot[i].entry) = sums->slot[i];
        free(sums->slot);
        *sums = bigger;
    }
    sum = find_sum(sums, entry);
    if (sum->entry == 0)
        sums->count++;
    sum->entry = entry;
    sum->left += value;
}

/* FNV-1a of the word, stirred with its place. */
static uint64_t word_value(const char *term, int64_t offset)
{
    uint64_t hash = 0xCBF29CE484222325u;

    for (; *term != '\0'; term++)
        hash = (hash ^ (unsigned char)*term) * 0x100000001B3u;
    hash = (hash ^ (uint64_t)offset) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

/* Rows are (word, entry, offset). */
static enum status sum_words(struct sums *sums, struct study *study, enum query query, bool add,
                             struct error *err)
{
    struct stmt st = stmt_begin(study, query);

    while (stmt_row(&st)) {
        uint64_t value = word_value(stmt_text(&st, 0), stmt_int(&st, 2));

        if (stmt_int(&st, 1) != 0)
            add_sum(sums, stmt_int(&st, 1), add ? value : 0 - value);
    }
    return stmt_end(&st, err);
}

static enum status index_texts(struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_INDEXED_TEXTS);
    struct str space = STR_INIT;
    enum status status = STATUS_OK;

    while (!status && stmt_row(&st)) {
        const char *text = stmt_text(&st, 1), *indexed;
        size_t len;
        struct stmt add = stmt_begin(study, QUERY_CHECK_INDEX_ADD);

        indexed = index_text(&space, text, strlen(text), &len);
        stmt_bind_int(&add, ":entry", stmt_int(&st, 0));
        stmt_bind_text_len(&add, ":text", indexed, len);
        status = stmt_run(&add, err);
    }
    str_release(&space);
    return stmt_end(&st, err) ? err->status : status;
}

static enum status compare(struct sums *sums, struct study *study, struct error *err)
{
    if (db_exec(study, query_sql[QUERY_CHECK_INDEX_MAKE], err) || index_texts(study, err)
        || sum_words(sums, study, QUERY_CHECK_INDEX_WORDS, true, err)
        || sum_words(sums, study, QUERY_INDEX_WORDS, false, err))
        return err->status;
    return STATUS_OK;
}

static void name_entry(struct checking *checking, int64_t entry)
{
    struct error err = ERROR_INIT;
    struct stmt st = stmt_begin(checking->study, QUERY_CHECK_PLACE);

    stmt_bind_int(&st, ":entry", entry);
    if (stmt_row(&st))
        check_found(checking, "%s: the full-text index has other words than its text",
                    stmt_text(&st, 0));
    else
        check_found(checking, "the full-text index has words of an entry that is not there");
    check_ended(checking, &st, &err);
}

enum status check_make_index(struct study *study, struct error *err)
{
    struct work work;
    struct stmt st;
    enum status status = work_begin(&work, study, err);

    if (status)
        return status;
    st = stmt_begin(study, QUERY_INDEX_CLEAR);
    status = stmt_run(&st, err);
    if (!status) {
        st = stmt_begin(study, QUERY_INDEXED_TEXTS);
        while (!status && stmt_row(&st)) {
            const char *text = stmt_text(&st, 1);

            status = index_add(study, stmt_int(&st, 0), text, strlen(text), err);
        }
        if (stmt_end(&st, err))
            status = err->status;
    }
    return work_finish(&work, study, status, err);
}

void check_mend_index(struct checking *checking)
{
    struct error err = ERROR_INIT;

    if (checking->study->read_only)
        check_found(checking, "find can miss entries: check the study where it can be written, "
                              "and the full-text index is made anew");
    else if (check_make_index(checking->study, &err))
        check_found(checking, "the full-text index could not be made anew: %s", err.text);
    else
        check_found(checking, "the full-text index was made anew from the texts: nothing is "
                              "left to do about it");
}

bool check_index(struct checking *checking)
{
    struct sums sums = { 0 };
    struct error err = ERROR_INIT, ignored = ERROR_INIT;
    bool unread = compare(&sums, checking->study, &err) != STATUS_OK;
    size_t differ = 0;

    for (size_t i = 0; i < sums.size && !unread; i++)
        if (sums.slot[i].left != 0 && differ++ < MOST_NAMED)
            name_entry(checking, sums.slot[i].entry);
    free(sums.slot);
    stmt_forget(checking->study, QUERY_CHECK_INDEX_ADD);
    stmt_forget(checking->study, QUERY_CHECK_INDEX_WORDS);
    stmt_forget(checking->study, QUERY_INDEX_WORDS);
    (void)!db_exec(checking->study, query_sql[QUERY_CHECK_INDEX_DROP], &ignored);
    if (unread)
        check_found(checking, "the full-text index cannot be read: %s", err.text);
    if (differ > MOST_NAMED)
        check_found(checking, "and %zu more entries that the full-text index has otherwise",
                    differ - MOST_NAMED);
    return !unread && differ == 0;
}
