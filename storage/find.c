/* SPDX-License-Identifier: MIT */
/* Finding entries: the words by the full-text index, all else by bound values
 * of one statement. */
#include "storage/find.h"

#include "core/text.h"
#include "storage/codebook.h"
#include "storage/entries.h"
#include "storage/find_query.h"
#include "storage/internal.h"
#include <string.h>

/* The filter as rows; 0: any. */
struct wanted {
    struct str words; /* an FTS5 expression; "" any */
    int64_t code, person, role, site, function;
    bool by_body;
};

static bool given(const char *text)
{
    return text != NULL && text[0] != '\0';
}

/* By key, else by name, case and accents ignored. */
static enum status find_code(struct study *study, const char *wanted, int64_t *row,
                             struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_FIND_CODES);
    int best = 0;

    *row = 0;
    while (stmt_row(&st)) {
        const char *key = stmt_text(&st, 1), *name = stmt_text(&st, 2);
        int fits = strcmp(key, wanted) == 0                                                ? 3
                   : key[0] != '\0' && text_same(key, strlen(key), wanted, strlen(wanted)) ? 2
                   : text_same(name, strlen(name), wanted, strlen(wanted))                 ? 1
                                                                                           : 0;

        if (fits > best) {
            best = fits;
            *row = stmt_int(&st, 0);
        }
    }
    if (stmt_end(&st, err))
        return err->status;
    if (best == 0)
        return error_set(err, STATUS_NOT_FOUND, "no code \"%s\": moot list codes shows them",
                         wanted);
    return STATUS_OK;
}

static enum status find_named(struct study *study, enum query query, const char *name,
                              const char *what, int64_t *row, struct error *err)
{
    struct stmt st = stmt_begin(study, query);

    stmt_bind_text(&st, ":name", name);
    if (stmt_run_int(&st, 0, row, err))
        return err->status;
    if (*row == 0)
        return error_set(err, STATUS_NOT_FOUND, "no %s \"%s\" in this study", what, name);
    return STATUS_OK;
}

static enum status find_number(struct study *study, int number, int64_t *row, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_PERSON_FIND);

    stmt_bind_int(&st, ":number", number);
    if (stmt_run_int(&st, 0, row, err))
        return err->status;
    if (*row == 0)
        return error_set(err, STATUS_NOT_FOUND, "no person %d in this study", number);
    return STATUS_OK;
}

static enum status check_date(const char *date, struct error *err)
{
    int64_t at;

    if (given(date) && !clock_parse_date(date, &at))
        return error_set(err, STATUS_INPUT, "\"%s\" is no date: write it as 2026-03-04", date);
    return STATUS_OK;
}

static enum status look_up(struct wanted *wanted, struct study *study,
                           const struct find_filter *filter, struct error *err)
{
    int64_t ignored;

    if (given(filter->words)) {
        find_query(&wanted->words, filter->words);
        if (wanted->words.len == 0)
            return error_set(err, STATUS_INPUT, "\"%s\" has no letter or digit to look for",
                             filter->words);
    }
    wanted->by_body = given(filter->body);
    if (check_date(filter->from, err) || check_date(filter->to, err)
        || (given(filter->code) && find_code(study, filter->code, &wanted->code, err))
        || (filter->person != 0 && find_number(study, filter->person, &wanted->person, err))
        || (given(filter->role) && role_group_row(study, filter->role, &wanted->role, err))
        || (given(filter->site)
            && find_named(study, QUERY_FIND_SITE, filter->site, "site", &wanted->site, err))
        || (wanted->by_body
            && find_named(study, QUERY_FIND_BODY, filter->body, "body", &ignored, err))
        || (given(filter->function)
            && function_row(study, filter->function, &wanted->function, err)))
        return err->status;
    return STATUS_OK;
}

static struct stmt begin(struct study *study, const struct find_filter *filter,
                         const struct wanted *wanted)
{
    bool by_words = wanted->words.len > 0;
    struct stmt st = stmt_begin(study, by_words ? QUERY_FIND_WORDS : QUERY_FIND_ALL);

    if (by_words)
        stmt_bind_text(&st, ":words", wanted->words.text);
    stmt_bind_int_or(&st, ":code", wanted->code, 0);
    stmt_bind_int_or(&st, ":person", wanted->person, 0);
    stmt_bind_int_or(&st, ":role", wanted->role, 0);
    stmt_bind_int_or(&st, ":site", wanted->site, 0);
    stmt_bind_text(&st, ":body", wanted->by_body ? filter->body : NULL);
    stmt_bind_int_or(&st, ":function", wanted->function, 0);
    stmt_bind_text(&st, ":from", given(filter->from) ? filter->from : NULL);
    stmt_bind_text(&st, ":to", given(filter->to) ? filter->to : NULL);
    stmt_bind_int(&st, ":limit", filter->limit == 0 ? -1 : (int64_t)filter->limit);
    return st;
}

/* Hands one entry over; *more is what `each` said. */
static enum status give(struct study *study, const struct id *id, int meeting,
                        bool (*each)(void *data, int meeting, const struct entry *entry),
                        void *data, bool *more, struct error *err)
{
    const struct entry *entry;
    struct entries *entries;
    enum status status = entries_open_one(&entries, study, id, err);

    if (status)
        return status;
    status = entries_next(entries, &entry, err);
    if (!status && entry != NULL)
        *more = each(data, meeting, entry);
    entries_close(entries);
    return status;
}

enum status find_entries(struct study *study, const struct find_filter *filter,
                         bool (*each)(void *data, int meeting, const struct entry *entry),
                         void *data, struct error *err)
{
    struct wanted wanted = { .words = STR_INIT };
    enum status status = look_up(&wanted, study, filter, err);
    bool more = true;

    if (!status) {
        struct stmt st = begin(study, filter, &wanted);

        while (!status && more && stmt_row(&st)) {
            struct id id = stmt_id(&st, 0);

            status = give(study, &id, stmt_number(&st, 1), each, data, &more, err);
        }
        if (stmt_end(&st, err))
            status = err->status;
    }
    str_release(&wanted.words);
    return status ? error_context(err, "finding") : STATUS_OK;
}
