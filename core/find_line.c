/* SPDX-License-Identifier: MIT */
/* The line of find, cut at blanks that stand in no quotation marks. */
#include "core/find_line.h"

#include "core/text.h"
#include <string.h>

/* clang-format off */
const struct find_field_word find_fields[FIND_FIELDS] = {
    [FIELD_CODE]     = { "code",     "coded so, by key or name" },
    [FIELD_PERSON]   = { "person",   "said by: a study id; ? not known" },
    [FIELD_ROLE]     = { "role",     "said by somebody of this role group" },
    [FIELD_SITE]     = { "site",     "at this site" },
    [FIELD_BODY]     = { "body",     "in this body" },
    [FIELD_FUNCTION] = { "function", "in bodies of this function" },
    [FIELD_KIND]     = { "kind",     "note, event, agenda, attendance, comment, part" },
    [FIELD_FROM]     = { "from",     "meetings since: 2026, 2026-01, 2026-01-31" },
    [FIELD_TO]       = { "to",       "meetings until" },
};
/* clang-format on */

/* A piece between blanks. */
struct piece {
    size_t start, end;
    enum find_field field; /* FIND_FIELDS: words */
    size_t value;          /* where its value begins */
};

static size_t skip_blanks(const char *text, size_t len, size_t at)
{
    size_t used;

    while (at < len && text_is_blank(text_code_point(text + at, &used)))
        at += used;
    return at;
}

/* The end of the piece at `at`; an open quotation mark reaches to the end. */
static size_t piece_end(const char *text, size_t len, size_t at)
{
    bool quoted = false;
    size_t used;

    for (; at < len; at += used) {
        uint32_t c = text_code_point(text + at, &used);

        if (c == '"')
            quoted = !quoted;
        else if (!quoted && text_is_blank(c))
            break;
    }
    return at;
}

static bool next_piece(const char *text, size_t len, size_t *at, struct piece *piece)
{
    piece->start = skip_blanks(text, len, *at);
    if (piece->start >= len)
        return false;
    *at = piece->end = piece_end(text, len, piece->start);
    piece->field = FIND_FIELDS;
    piece->value = piece->start;
    for (int i = 0; i < FIND_FIELDS; i++) {
        size_t name = strlen(find_fields[i].name);

        if (piece->end - piece->start > name && text[piece->start + name] == ':'
            && text_same(text + piece->start, name, find_fields[i].name, name)) {
            piece->field = (enum find_field)i;
            piece->value = piece->start + name + 1;
        }
    }
    return true;
}

/* A value without the quotation marks around it. */
static void take_value(struct str *out, const char *text, size_t start, size_t end)
{
    str_clear(out);
    for (size_t i = start; i < end; i++) {
        if (text[i] != '"')
            str_add_char(out, text[i]);
    }
}

/* Whether a piece of words ends with the quotation mark that closes it. */
static bool is_closed(const char *text, const struct piece *piece)
{
    size_t marks = 0;

    for (size_t i = piece->start; i < piece->end; i++)
        marks += text[i] == '"';
    return marks > 0 && marks % 2 == 0 && text[piece->end - 1] == '"';
}

void find_line_read(struct find_line *out, const char *text)
{
    size_t len = text_valid_until(text, strlen(text)), at = 0;
    struct piece piece;

    while (next_piece(text, len, &at, &piece)) {
        if (piece.field != FIND_FIELDS) {
            out->given[piece.field] = true;
            take_value(&out->value[piece.field], text, piece.value, piece.end);
            continue;
        }
        if (out->words.len > 0)
            str_add_char(&out->words, ' ');
        str_add_len(&out->words, text + piece.start, piece.end - piece.start);
        out->open = !is_closed(text, &piece);
    }
}

void find_line_release(struct find_line *line)
{
    str_release(&line->words);
    for (int i = 0; i < FIND_FIELDS; i++)
        str_release(&line->value[i]);
    *line = (struct find_line){ 0 };
}

bool find_line_asks(const struct find_line *line)
{
    bool asks = line->words.len > 0;

    for (int i = 0; i < FIND_FIELDS; i++)
        asks = asks || line->value[i].len > 0;
    return asks;
}

bool find_line_at(const char *text, size_t cursor, enum find_field *field, struct span *typed)
{
    size_t len = text_valid_until(text, strlen(text)), at = 0;
    struct piece piece;

    if (cursor > len)
        cursor = len;
    while (next_piece(text, len, &at, &piece)) {
        if (cursor < piece.start || cursor > piece.end)
            continue;
        if (piece.field != FIND_FIELDS && cursor < piece.value)
            return false;
        *field = piece.field;
        *typed = (struct span){ piece.value, cursor - piece.value };
        return text[piece.start] != '"';
    }
    *field = FIND_FIELDS;
    *typed = (struct span){ cursor, 0 };
    return true;
}

void find_line_add_value(struct str *out, const char *value)
{
    bool quotes = strchr(value, ' ') != NULL;

    if (quotes)
        str_add_char(out, '"');
    str_add(out, value);
    if (quotes)
        str_add_char(out, '"');
}
