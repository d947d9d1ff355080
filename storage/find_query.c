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

static void add_term(struct str *out, const char *text, size_t len, bool begins)
{
    struct str space = STR_INIT;
    const char *indexed;
    size_t indexed_len;

    if (!has_word(text, len))
        return;
    indexed = index_text(&space, text, len, &indexed_len);
    if (out->len > 0)
        str_add_char(out, ' ');
    str_add_char(out, '"');
    for (size_t i = 0; i < indexed_len; i++) {
        str_add_char(out, indexed[i]);
        if (indexed[i] == '"')
            str_add_char(out, '"');
    }
    str_add_char(out, '"');
    if (begins)
        str_add_char(out, '*');
    str_release(&space);
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

void find_query(struct str *out, const char *words)
{
    size_t len = text_valid_until(words, strlen(words)), at = 0, used;

    while (at < len) {
        uint32_t c = text_code_point(words + at, &used);
        bool phrase = c == '"', begins;
        size_t end;

        if (text_is_blank(c)) {
            at += used;
            continue;
        }
        at += phrase ? 1 : 0;
        end = term_end(words, len, at, phrase);
        if (phrase) {
            begins = end + 1 < len && words[end + 1] == '*';
            add_term(out, words + at, end - at, begins);
            at = end + 1 + begins;
        } else {
            begins = end > at + 1 && words[end - 1] == '*';
            add_term(out, words + at, end - at - begins, begins);
            at = end;
        }
    }
}
