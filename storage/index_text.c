/* SPDX-License-Identifier: MIT */
/* Texts on their way into the full-text index. */
#include "storage/index_text.h"

#include "core/text.h"
#include <string.h>

/* Where the first character stands that has to be set apart; `len` for none.
 * All of them take three bytes or more, so ASCII and Latin are passed fast. */
static size_t first_ideograph(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        size_t used;

        if ((unsigned char)text[i] < 0xE0)
            continue;
        if (text_is_ideograph(text_code_point(text + i, &used)))
            return i;
    }
    return len;
}

const char *index_text(struct str *space, const char *text, size_t len, size_t *out_len)
{
    size_t at = text_valid_until(text, len), used;

    len = at; /* a damaged text is indexed as far as it can be read */
    at = first_ideograph(text, len);
    if (at == len) {
        *out_len = len;
        return text;
    }
    str_clear(space);
    str_add_len(space, text, at);
    for (; at < len; at += used) {
        bool apart = text_is_ideograph(text_code_point(text + at, &used));

        if (apart)
            str_add_char(space, ' ');
        str_add_len(space, text + at, used);
        if (apart)
            str_add_char(space, ' ');
    }
    *out_len = space->len;
    return space->text;
}

static enum status write_index(struct study *study, enum query query, int64_t entry,
                               const char *text, size_t len, struct error *err)
{
    struct str space = STR_INIT;
    struct stmt st;
    size_t indexed_len;
    const char *indexed;
    enum status status;

    if (len == 0)
        return STATUS_OK;
    indexed = index_text(&space, text, len, &indexed_len);
    st = stmt_begin(study, query);
    stmt_bind_int(&st, ":entry", entry);
    stmt_bind_text_len(&st, ":text", indexed, indexed_len);
    status = stmt_run(&st, err);
    str_release(&space);
    return status;
}

enum status index_add(struct study *study, int64_t entry, const char *text, size_t len,
                      struct error *err)
{
    return write_index(study, QUERY_INDEX_ADD, entry, text, len, err);
}

enum status index_remove(struct study *study, int64_t entry, const char *text, size_t len,
                         struct error *err)
{
    return write_index(study, QUERY_INDEX_REMOVE, entry, text, len, err);
}
