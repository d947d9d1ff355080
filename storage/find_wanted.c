/* SPDX-License-Identifier: MIT */
/* What is wanted, looked up: from names as people type them to rows. People
 * and codes that were merged are one, whichever of them was named. */
#include <string.h>

#include "core/mem.h"
#include "core/text.h"
#include "storage/codebook.h"
#include "storage/find_query.h"
#include "storage/find_work.h"

static bool given(const char *text)
{
    return text != NULL && text[0] != '\0';
}

/* A JSON array of rows, of a statement that gives it and how many there are. */
static enum status take_rows(struct stmt *st, char **rows, struct error *err)
{
    *rows = NULL;
    if (stmt_row(st) && stmt_int(st, 1) > 0)
        *rows = stmt_copy(st, 0);
    return stmt_end(st, err);
}

/* By key, else by name, case and accents ignored. */
static enum status find_code(struct study *study, const char *wanted, char **rows,
                             struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_FIND_CODES);
    int64_t row = 0;
    int best = 0;

    while (stmt_row(&st)) {
        const char *key = stmt_text(&st, 1), *name = stmt_text(&st, 2);
        int fits = strcmp(key, wanted) == 0                                                ? 3
                   : key[0] != '\0' && text_same(key, strlen(key), wanted, strlen(wanted)) ? 2
                   : text_same(name, strlen(name), wanted, strlen(wanted))                 ? 1
                                                                                           : 0;

        if (fits > best) {
            best = fits;
            row = stmt_int(&st, 0);
        }
    }
    if (stmt_end(&st, err))
        return err->status;
    if (best == 0)
        return error_set(err, STATUS_NOT_FOUND, "no code \"%s\": moot list codes shows them",
                         wanted);
    st = stmt_begin(study, QUERY_FIND_SAME_CODES);
    stmt_bind_int(&st, ":code", row);
    return take_rows(&st, rows, err);
}

/* The number that `text` is; 0 for none. */
static int64_t number_of(const char *text)
{
    int64_t number = 0;

    for (const char *c = text; *c != '\0'; c++) {
        if (*c < '0' || *c > '9' || number > NUMBER_MOST)
            return 0;
        number = number * 10 + (*c - '0');
    }
    return number <= NUMBER_MOST ? number : 0;
}

static enum status find_person(struct wanted *wanted, struct study *study, const char *person,
                               struct error *err)
{
    int64_t number = number_of(person);
    struct stmt st;

    if (strcmp(person, "?") == 0) {
        wanted->unknown = true;
        return STATUS_OK;
    }
    st = stmt_begin(study, QUERY_FIND_SAME_PEOPLE);
    stmt_bind_int_or(&st, ":number", number, 0);
    stmt_bind_text(&st, ":voice", person);
    if (take_rows(&st, &wanted->persons, err))
        return err->status;
    if (wanted->persons == NULL && number > 0)
        return error_set(err, STATUS_NOT_FOUND, "no person %s in this study", person);
    if (wanted->persons == NULL)
        return error_set(err, STATUS_NOT_FOUND,
                         "\"%s\" is no study id: write a number, as 283, or ? for who is not known",
                         person);
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

static enum status find_kind(const char *kind, const char **key, struct error *err)
{
    int index = word_find(entry_kind_words, ENTRY_KINDS, kind);

    if (index < 0)
        return error_set(err, STATUS_NOT_FOUND,
                         "no kind \"%s\": there are note, event, agenda, attendance, comment, part",
                         kind);
    *key = entry_kind_words[index].key;
    return STATUS_OK;
}

/* "2026" and "2026-03" stand for their first day, or for a last one that no
 * day of theirs comes after. */
static enum status read_date(char out[CLOCK_DATE], const char *date, bool last, struct error *err)
{
    static const char *const rest[2][2] = { { "-01-01", "-01" }, { "-12-31", "-31" } };
    char whole[2 * CLOCK_DATE];
    size_t len = given(date) ? strlen(date) : 0;
    int64_t at;

    out[0] = '\0';
    if (len == 0)
        return STATUS_OK;
    snprintf(whole, sizeof whole, "%.12s%s", date,
             len == 4   ? rest[0][0]
             : len == 7 ? rest[0][1]
                        : "");
    if (len > CLOCK_DATE - 1 || !clock_parse_date(whole, &at))
        return error_set(err, STATUS_INPUT,
                         "\"%s\" is no date: write it as 2026-03-04, 2026-03 or 2026", date);
    if (len < CLOCK_DATE - 1)
        snprintf(whole, sizeof whole, "%.12s%s", date, rest[last][len == 7]);
    memcpy(out, whole, CLOCK_DATE);
    out[CLOCK_DATE - 1] = '\0';
    return STATUS_OK;
}

static enum status look_up_places(struct wanted *wanted, struct study *study,
                                  const struct find_filter *filter, struct error *err)
{
    int64_t ignored;

    if ((given(filter->site)
         && find_named(study, QUERY_FIND_SITE, filter->site, "site", &wanted->site, err))
        || (given(filter->body)
            && find_named(study, QUERY_FIND_BODY, filter->body, "body", &ignored, err))
        || (given(filter->function)
            && function_row(study, filter->function, &wanted->function, err))
        || read_date(wanted->from, filter->from, false, err)
        || read_date(wanted->to, filter->to, true, err))
        return err->status;
    if (given(filter->body))
        wanted->body = mem_copy(filter->body);
    return STATUS_OK;
}

enum status wanted_look_up(struct wanted *wanted, struct study *study,
                           const struct find_filter *filter, struct error *err)
{
    wanted->only_public = filter->only_public;
    if (given(filter->words)) {
        find_query(&wanted->words, filter->words, filter->beginning);
        if (wanted->words.len == 0)
            return error_set(err, STATUS_INPUT, "\"%s\" has no letter or digit to look for",
                             filter->words);
    }
    if ((given(filter->code) && find_code(study, filter->code, &wanted->codes, err))
        || (given(filter->person) && find_person(wanted, study, filter->person, err))
        || (given(filter->role) && role_group_row(study, filter->role, &wanted->role, err))
        || (given(filter->kind) && find_kind(filter->kind, &wanted->kind, err)))
        return err->status;
    return look_up_places(wanted, study, filter, err);
}

bool wanted_is_words(const struct wanted *wanted)
{
    return wanted->words.len > 0 && wanted->codes == NULL && wanted->persons == NULL
           && !wanted->unknown && wanted->role == 0 && wanted->site == 0 && wanted->function == 0
           && wanted->body == NULL && wanted->kind == NULL && wanted->from[0] == '\0'
           && wanted->to[0] == '\0' && !wanted->only_public;
}

void wanted_release(struct wanted *wanted)
{
    str_release(&wanted->words);
    free(wanted->codes);
    free(wanted->persons);
    free(wanted->body);
}

void wanted_bind_meeting(struct stmt *st, const struct wanted *wanted)
{
    stmt_bind_int_or(st, ":site", wanted->site, 0);
    stmt_bind_text(st, ":body", wanted->body);
    stmt_bind_int_or(st, ":function", wanted->function, 0);
    stmt_bind_text(st, ":from", wanted->from[0] != '\0' ? wanted->from : NULL);
    stmt_bind_text(st, ":to", wanted->to[0] != '\0' ? wanted->to : NULL);
}

void wanted_bind_entry(struct stmt *st, const struct wanted *wanted)
{
    stmt_bind_text(st, ":kind", wanted->kind);
    stmt_bind_int(st, ":public", wanted->only_public);
    stmt_bind_text(st, ":persons", wanted->persons);
    stmt_bind_int(st, ":unknown", wanted->unknown);
    stmt_bind_int_or(st, ":role", wanted->role, 0);
    stmt_bind_text(st, ":codes", wanted->codes);
}
