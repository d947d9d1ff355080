/* SPDX-License-Identifier: MIT */
/* Quotations: words heard verbatim, between a pair of double quotation marks.
 * A pair opens at the start or after a blank, and closes before a blank,
 * punctuation or the end; any other mark is text. */
#include "core/internal.h"

#include "core/mem.h"
#include "core/text.h"
#include <string.h>

static const struct pair {
    const char *opens, *closes;
} pairs[] = {
    { "\"", "\"" },
    { "“", "”" },
    { "„", "“" },
    { "«", "»" },
};
enum { PAIRS = sizeof pairs / sizeof *pairs };

static bool stands_at(const char *text, size_t at, size_t len, const char *mark)
{
    size_t mark_len = strlen(mark);

    return len - at >= mark_len && memcmp(text + at, mark, mark_len) == 0;
}

/* Whether the mark at `at` was escaped; *next walks along the list. */
static bool is_literal(const size_t *literal, size_t count, size_t *next, size_t at)
{
    while (*next < count && literal[*next] < at)
        ++*next;
    return *next < count && literal[*next] == at;
}

/* Where the mark stands that closes what was opened before `at`; `len` if
 * there is none. */
static size_t find_close(const char *text, size_t at, size_t len, const char *mark,
                         const size_t *literal, size_t literal_count, size_t next)
{
    const size_t mark_len = strlen(mark);

    while (at < len) {
        const char *found = memchr(text + at, mark[0], len - at);

        if (found == NULL)
            return len;
        at = (size_t)(found - text);
        if (stands_at(text, at, len, mark) && !is_literal(literal, literal_count, &next, at)
            && ends_at(text, at + mark_len, len))
            return at;
        at++;
    }
    return len;
}

static int opened_at(const char *text, size_t at, size_t len)
{
    if ((unsigned char)text[at] < 0x80 && text[at] != '"')
        return -1;
    for (int i = 0; i < PAIRS; i++)
        if (stands_at(text, at, len, pairs[i].opens))
            return i;
    return -1;
}

struct span *verbatim_find(const char *text, size_t len, const size_t *literal,
                           size_t literal_count, size_t *count)
{
    struct span *spans = NULL;
    bool unpaired[PAIRS] = { false }; /* no such mark closes behind here: looked for once */
    size_t room = 0, next = 0;

    *count = 0;
    for (size_t at = 0; at < len; at++) {
        int pair = opened_at(text, at, len);
        size_t from, close, to;

        if (pair < 0 || unpaired[pair] || !after_blank(text, 0, at)
            || is_literal(literal, literal_count, &next, at))
            continue;
        from = at + strlen(pairs[pair].opens);
        close = find_close(text, from, len, pairs[pair].closes, literal, literal_count, next);
        unpaired[pair] = close == len;
        if (close == len)
            continue;
        from = skip_blanks(text, from, close);
        to = trim_blanks(text, from, close);
        if (from < to) {
            spans = mem_grow(spans, *count, &room, sizeof *spans);
            spans[(*count)++] = (struct span){ from, to - from };
        }
        at = close + strlen(pairs[pair].closes) - 1;
    }
    return spans;
}
