/* SPDX-License-Identifier: MIT */
/* Words become an FTS5 expression: strings in quotes, one behind the other,
 * which FTS5 takes as "and". The tokenizer splits what stands between the
 * quotes as it split the texts, and takes the parts as a phrase. */
#include "storage/find_query.h"

#include "core/text.h"
#include "storage/index_text.h"
#include <string.h>

/* Whether there is something in it that the index knows: else the string
 * would match nothing, and take all else with it. */
static bool has_word(const char *text, size_t len)
{
    size_t used;

    for (size_t i = 0; i < len; i += used)
        if (text_is_word(text_code_point(text + i, &used)))
            return true;
    return false;
}

/* The end of what begins at `at`: a phrase ends at the next double quote, a
 * word at a blank or double quote. */
static size_t term_end(const char *words, size_t len, size_t at, bool phrase)
{
    size_t used;

    for (; at < len; at += used) {
        uint32_t c = text_code_point(words + at, &used);

        if (c == '"' || (!phrase && text_is_blank(c)))
            break;
    }
    return at;
}

/* The term at *at, which may hold nothing to look for. */
static void read_term(const char *words, size_t len, size_t *at, struct find_term *term)
{
    bool phrase = words[*at] == '"';
    size_t start = *at + (phrase ? 1 : 0), end = term_end(words, len, start, phrase);

    *term = (struct find_term){ words + start, end - start, false };
    if (phrase) {
        term->begins = end + 1 < len && words[end + 1] == '*';
        *at = end < len ? end + 1 + term->begins : len;
        return;
    }
    term->begins = end > start + 1 && words[end - 1] == '*';
    term->len -= term->begins;
    *at = end;
}

bool find_next_term(const char *words, bool beginning, size_t *at, struct find_term *term)
{
    size_t len = text_valid_until(words, strlen(words)), used;

    while (*at < len) {
        if (text_is_blank(text_code_point(words + *at, &used))) {
            *at += used;
            continue;
        }
        read_term(words, len, at, term);
        if (!has_word(term->text, term->len))
            continue;
        if (beginning && term->text + term->len == words + len
            && text_count(term->text, term->len) > 1)
            term->begins = true;
        return true;
    }
    return false;
}

static void add_term(struct str *out, const struct find_term *term)
{
    struct str space = STR_INIT;
    size_t len;
    const char *indexed = index_text(&space, term->text, term->len, &len);

    if (out->len > 0)
        str_add_char(out, ' ');
    str_add_char(out, '"');
    for (size_t i = 0; i < len; i++) {
        str_add_char(out, indexed[i]);
        if (indexed[i] == '"')
            str_add_char(out, '"');
    }
    str_add_char(out, '"');
    if (term->begins)
        str_add_char(out, '*');
    str_release(&space);
}

void find_query(struct str *out, const char *words, bool beginning)
{
    struct find_term term;
    size_t at = 0;

    while (find_next_term(words, beginning, &at, &term))
        add_term(out, &term);
}
