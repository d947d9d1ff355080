/* SPDX-License-Identifier: MIT */
/* What a change was, in a few words, for the observer who took it back: its
 * first entry, with who speaks, what moved, which codes. */
#include "storage/undo_text.h"

#include "core/text.h"
#include <string.h>

enum { TEXT_COLUMNS = 60 };

static void add_cut(struct str *out, const char *text)
{
    struct str clean = STR_INIT;
    size_t fits;

    (void)text_clean_line(&clean, text, strlen(text));
    fits = text_fit(str_text(&clean), clean.len, TEXT_COLUMNS, NULL);
    str_add_len(out, str_text(&clean), fits);
    if (fits < clean.len)
        str_add(out, "…");
    str_release(&clean);
}

/* Appends the texts of the rows, with commas between; *any tells whether
 * there were some. */
static enum status add_list(struct str *out, struct stmt *st, bool *any, struct error *err)
{
    *any = false;
    while (stmt_row(st)) {
        str_add(out, *any ? ", " : "");
        add_cut(out, stmt_text(st, 0));
        *any = true;
    }
    return stmt_end(st, err);
}

static enum status add_of(struct str *out, struct study *study, enum query query, const char *name,
                          int64_t row, bool *any, struct error *err)
{
    struct stmt st = stmt_begin(study, query);

    stmt_bind_int(&st, name, row);
    return add_list(out, &st, any, err);
}

static enum status add_entry(struct str *out, struct study *study, int64_t change, int64_t revision,
                             enum entry_kind kind, struct str *text, struct error *err)
{
    bool any = false;

    switch (kind) {
    case ENTRY_ATTENDANCE:
        return add_of(out, study, QUERY_UNDO_SAYS_MOVEMENTS, ":change", change, &any, err);
    case ENTRY_AGENDA:
        str_add(out, "item ");
        return add_of(out, study, QUERY_UNDO_SAYS_ITEM, ":revision", revision, &any, err);
    case ENTRY_PART:
        return add_of(out, study, QUERY_UNDO_SAYS_PART, ":revision", revision, &any, err);
    case ENTRY_COMMENT:
        str_add(out, "// ");
        add_cut(out, str_text(text));
        return STATUS_OK;
    case ENTRY_NOTE:
    case ENTRY_EVENT:
    case ENTRY_KINDS:
        break;
    }
    if (add_of(out, study, QUERY_UNDO_SAYS_SPEAKERS, ":revision", revision, &any, err))
        return err->status;
    if (text->len > 0) {
        str_add(out, any ? " " : "");
        add_cut(out, str_text(text));
        return STATUS_OK;
    }
    str_add(out, any ? " " : "");
    return add_of(out, study, QUERY_UNDO_SAYS_CODES, ":change", change, &any, err);
}

static enum status add_change(struct str *out, struct study *study, int64_t change,
                              struct error *err)
{
    struct stmt st = stmt_begin(study, QUERY_UNDO_SAYS_ENTRY);
    enum entry_kind kind = ENTRY_NOTE;
    struct str text = STR_INIT;
    int64_t revision = 0;
    size_t before = out->len;
    bool any = false;
    enum status status;

    stmt_bind_int(&st, ":change", change);
    if (stmt_row(&st)) {
        revision = stmt_int(&st, 0);
        kind =
            (enum entry_kind)word_or(entry_kind_words, ENTRY_KINDS, stmt_text(&st, 1), ENTRY_NOTE);
        str_add(&text, stmt_text(&st, 2));
    }
    status = stmt_end(&st, err);
    if (!status && revision != 0)
        status = add_entry(out, study, change, revision, kind, &text, err);
    else if (!status)
        status = add_of(out, study, QUERY_UNDO_SAYS_MOVEMENTS, ":change", change, &any, err);
    if (!status && out->len == before)
        status = add_of(out, study, QUERY_UNDO_SAYS_CODES, ":change", change, &any, err);
    if (!status && out->len == before)
        status = add_of(out, study, QUERY_UNDO_SAYS_ITEMS, ":change", change, &any, err);
    str_release(&text);
    return status;
}

enum status undo_text(struct str *out, struct study *study, int64_t change, struct error *err)
{
    bool any = false;

    if (add_of(out, study, QUERY_UNDO_SAYS_RETRACTION, ":change", change, &any, err))
        return err->status;
    return any ? STATUS_OK : add_change(out, study, change, err);
}
