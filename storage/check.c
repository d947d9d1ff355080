/* SPDX-License-Identifier: MIT */
/* The integrity of a study. What SQL can see is a table of questions, each of
 * whose rows is something wrong; text, spans and states are looked at here,
 * the full-text index in check_index.c. */
#include "storage/check.h"

#include "core/text.h"
#include "storage/check_work.h"
#include <string.h>

enum { MOST_OF_A_KIND = 20 }; /* lines for one kind of damage; the rest is counted */

void check_found(struct checking *checking, const char *fmt, ...)
{
    struct error line; /* formats, cuts at a character and cleans */
    va_list args;
    char text[400];

    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    error_set(&line, STATUS_DAMAGED, "%s", text);
    checking->count++;
    checking->found(checking->data, line.text);
}

/* --- what SQL can see -------------------------------------------------------- */

/* clang-format off */
/* Each query gives the place of what is wrong; the text goes on from there. */
static const struct question {
    enum query query;
    const char *text;
} questions[] = {
    { QUERY_CHECK_FOREIGN_KEYS,
      "refers to a row that is not there: restore a backup, or moot recover" },
    { QUERY_CHECK_WITHOUT_REVISION, "has no revision: restore a backup, or moot recover" },
    { QUERY_CHECK_NOT_CURRENT,
      "shows a revision that is not its latest: change it once more, or restore a backup, or moot recover" },
    { QUERY_CHECK_FOREIGN_REVISION,
      "shows a revision of something else: restore a backup, or moot recover" },
    { QUERY_CHECK_FIRST_REVISIONS,
      "has not exactly one first revision: restore a backup, or moot recover" },
    { QUERY_CHECK_VERSIONS,
      "bears another version than its change: restore a backup, or moot recover" },
    { QUERY_CHECK_CHANGE_VERSIONS,
      "has an impossible version: restore a backup, or moot recover" },
    { QUERY_CHECK_RANGES,
      "has an id outside its range: restore a backup, or moot recover" },
    { QUERY_CHECK_SEQUENCES, "has no place in the order of its meeting: restore a backup, or moot recover" },
    { QUERY_CHECK_ITEMS, "stands twice on the agenda: restore a backup, or moot recover" },
    { QUERY_CHECK_NUMBERS, "has an impossible number: restore a backup, or moot recover" },
    { QUERY_CHECK_CODE_PARENTS, "stands under itself in the codebook: restore a backup, or moot recover" },
    { QUERY_CHECK_OTHER_MEETING,
      "stands under an agenda item of another meeting: restore a backup, or moot recover" },
    { QUERY_CHECK_MERGED,
      "is one with somebody who is one with somebody else: restore a backup, or moot recover" },
    { QUERY_CHECK_RETRACTED,
      "shows words that were taken back: let them stand, and take them back again" },
    { QUERY_CHECK_OPENINGS, "ended before it began: set its times" },
};
/* clang-format on */

static void ask(struct checking *checking, const struct question *question)
{
    struct error err = ERROR_INIT;
    struct stmt st = stmt_begin(checking->study, question->query);
    size_t count = 0;

    while (stmt_row(&st))
        if (count++ < MOST_OF_A_KIND)
            check_found(checking, "%s %s", stmt_text(&st, 0), question->text);
    if (count > MOST_OF_A_KIND)
        check_found(checking, "and %zu more of this kind", count - MOST_OF_A_KIND);
    check_ended(checking, &st, &err);
}

void check_ended(struct checking *checking, struct stmt *st, struct error *err)
{
    if (stmt_end(st, err))
        check_found(checking, "not all can be read: %s", err->text);
}

static void check_pages(struct checking *checking)
{
    struct error err = ERROR_INIT;
    struct stmt st = stmt_begin(checking->study, QUERY_CHECK_PAGES);

    while (stmt_row(&st)) {
        const char *text = stmt_text(&st, 0);

        if (strcmp(text, "ok") != 0)
            check_found(checking, "the file is damaged: %s: restore a backup, or moot recover",
                        text);
    }
    check_ended(checking, &st, &err);
}

/* --- text ---------------------------------------------------------------------- */

static void check_text(struct checking *checking, const char *where, const char *text, size_t len)
{
    size_t valid = text_valid_until(text, len);
    struct str clean = STR_INIT;

    if (valid < len) {
        check_found(checking, "%s: byte %zu of its text is not UTF-8: edit it", where, valid);
        return;
    }
    if (!store_text_is_clean(text, len)) {
        check_found(checking, "%s: its text holds control characters: edit it", where);
        return;
    }
    (void)text_clean(&clean, text, len);
    if (clean.len != len || memcmp(str_text(&clean), text, len) != 0)
        check_found(checking, "%s: its text is not in normal form (NFC): edit it", where);
    str_release(&clean);
}

static void check_texts(struct checking *checking, enum query query)
{
    struct error err = ERROR_INIT;
    struct stmt st = stmt_begin(checking->study, query);

    while (stmt_row(&st)) {
        struct str where = STR_INIT;
        const char *text = stmt_text(&st, 1);

        str_add(&where, stmt_text(&st, 0));
        check_text(checking, str_text(&where), text, stmt_bytes(&st, 1));
        str_release(&where);
    }
    check_ended(checking, &st, &err);
}

/* Whether a byte begins a character, or is the text's end. */
static bool is_edge(const char *text, size_t len, int64_t at)
{
    return at >= 0 && (uint64_t)at <= len
           && ((uint64_t)at == len || ((unsigned char)text[at] & 0xC0) != 0x80);
}

/* Rows are (place, text, start, length). */
static void check_spans(struct checking *checking, enum query query, const char *what)
{
    struct error err = ERROR_INIT;
    struct stmt st = stmt_begin(checking->study, query);

    while (stmt_row(&st)) {
        const char *text = stmt_text(&st, 1);
        size_t len = strlen(text);
        int64_t start = stmt_int(&st, 2), length = stmt_int(&st, 3);

        if (start < 0 || length <= 0 || length > (int64_t)len - start)
            check_found(checking, "%s: %s reaches beyond the text: take it out and mark it anew",
                        stmt_text(&st, 0), what);
        else if (!is_edge(text, len, start) || !is_edge(text, len, start + length))
            check_found(checking, "%s: %s cuts a character: take it out and mark it anew",
                        stmt_text(&st, 0), what);
    }
    check_ended(checking, &st, &err);
}

/* --- states ---------------------------------------------------------------------- */

/* What is open in the record of one observer of one meeting. */
struct open_codes {
    struct {
        int64_t coding, code;
    } open[64];
    size_t count;
    int64_t meeting, observer;
    char where[64];
    bool over; /* the meeting has ended: nothing may be open */
};

static void end_of_record(struct checking *checking, struct open_codes *codes)
{
    if (codes->over && codes->count > 0)
        check_found(checking, "%s: %zu %s open after its end: open and end it once more",
                    codes->where, codes->count, codes->count == 1 ? "state is" : "states are");
    codes->count = 0;
}

static size_t find_open(const struct open_codes *codes, int64_t coding, int64_t code)
{
    size_t i = 0;

    while (i < codes->count
           && (coding != 0 ? codes->open[i].coding != coding : codes->open[i].code != code))
        i++;
    return i;
}

/* Columns: place, meeting, observer, coding, code, action, closes, whether
 * the meeting is over, "M3". */
static void check_state(struct checking *checking, struct open_codes *codes, struct stmt *st)
{
    bool closes = strcmp(stmt_text(st, 5), "close") == 0;
    int64_t coding = stmt_int(st, 3), code = stmt_int(st, 4);
    size_t at;

    if (!closes) {
        if (find_open(codes, 0, code) < codes->count)
            check_found(checking, "%s: opens a state that is open: take one of the two out",
                        stmt_text(st, 0));
        else if (codes->count < sizeof codes->open / sizeof codes->open[0]) {
            codes->open[codes->count].coding = coding;
            codes->open[codes->count++].code = code;
        }
        return;
    }
    at = find_open(codes, stmt_int_or(st, 6, 0), code);
    if (at == codes->count) {
        check_found(checking, "%s: closes a state that is not open: take it out", stmt_text(st, 0));
        return;
    }
    if (codes->open[at].code != code)
        check_found(checking, "%s: closes a state of another code: take it out", stmt_text(st, 0));
    memmove(&codes->open[at], &codes->open[at + 1],
            (codes->count - at - 1) * sizeof codes->open[0]);
    codes->count--;
}

static void check_states(struct checking *checking)
{
    struct error err = ERROR_INIT;
    struct stmt st = stmt_begin(checking->study, QUERY_CHECK_STATES);
    struct open_codes codes = { .count = 0 };

    while (stmt_row(&st)) {
        if (stmt_int(&st, 1) != codes.meeting || stmt_int(&st, 2) != codes.observer) {
            end_of_record(checking, &codes);
            codes.meeting = stmt_int(&st, 1);
            codes.observer = stmt_int(&st, 2);
            codes.over = stmt_int(&st, 7) != 0;
            snprintf(codes.where, sizeof codes.where, "%s", stmt_text(&st, 8));
        }
        check_state(checking, &codes, &st);
    }
    end_of_record(checking, &codes);
    check_ended(checking, &st, &err);
}

/* All but the full-text index. */
static void examine(struct checking *checking)
{
    check_pages(checking);
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++)
        ask(checking, &questions[i]);
    check_texts(checking, QUERY_CHECK_ENTRY_TEXTS);
    check_texts(checking, QUERY_CHECK_OTHER_TEXTS);
    check_spans(checking, QUERY_CHECK_CODING_SPANS, "a coding");
    check_spans(checking, QUERY_CHECK_VERBATIM_SPANS, "a verbatim mark");
    check_states(checking);
}

enum status check_study(struct study *study, void (*found)(void *data, const char *line),
                        void *data, size_t *count, struct error *err)
{
    struct checking checking = { .study = study, .found = found, .data = data };
    struct work view;
    bool index_is_good;
    enum status status;

    *count = 0;
    status = view_begin(&view, study, err);
    if (status)
        return error_context(err, "examining the study");
    examine(&checking);
    index_is_good = check_index(&checking);
    view_finish(&view, study);
    if (!index_is_good)
        check_mend_index(&checking);
    *count = checking.count;
    return STATUS_OK;
}

static void only_count(void *data, const char *line)
{
    (void)data;
    (void)line;
}

enum status check_mend(struct study *study, bool *mended, struct error *err)
{
    struct checking checking = { .study = study, .found = only_count };

    *mended = false;
    examine(&checking);
    if (checking.count > 0 || check_index(&checking))
        return STATUS_OK;
    if (check_make_index(study, err))
        return err->status;
    *mended = true;
    return STATUS_OK;
}

static enum status must_be_none(struct study *study, enum query query, const char *text,
                                struct error *err)
{
    struct error found = ERROR_INIT;
    struct stmt st = stmt_begin(study, query);

    if (stmt_row(&st))
        error_set(&found, STATUS_DAMAGED, "%s is damaged: %s %s", study->path, stmt_text(&st, 0),
                  text);
    if (stmt_end(&st, err))
        return err->status;
    return found.status ? error_set(err, found.status, "%s", found.text) : STATUS_OK;
}

enum status check_quickly(struct study *study, struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_CHECK_PAGES_QUICKLY);
    struct error found = ERROR_INIT;

    if (stmt_row(&st) && strcmp(stmt_text(&st, 0), "ok") != 0)
        error_set(&found, STATUS_DAMAGED, "%s is damaged: %s", study->path, stmt_text(&st, 0));
    if (stmt_end(&st, err))
        return err->status;
    if (found.status)
        return error_set(err, found.status, "%s", found.text);
    if (must_be_none(study, QUERY_CHECK_FOREIGN_KEYS, "refers to a row that is not there", err)
        || must_be_none(study, QUERY_CHECK_WITHOUT_REVISION, "has no revision", err))
        return err->status;
    return STATUS_OK;
}
