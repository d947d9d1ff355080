/* SPDX-License-Identifier: MIT */
/* Looking at a line of text: blanks, words, and names compared without case
 * and accents. A typed token is folded once; names are folded only where
 * their first letters do not settle the matter, since a line is read again on
 * each key and a study may know thousands of people. */
#include "core/internal.h"

#include "core/text.h"
#include <string.h>

size_t blank_at(const char *line, size_t at, size_t end)
{
    size_t len;

    if (at >= end)
        return 0;
    if ((unsigned char)line[at] < 0x80)
        return line[at] == ' ' || line[at] == '\t' || line[at] == '\n';
    return text_is_blank(text_code_point(line + at, &len)) ? len : 0;
}

size_t skip_blanks(const char *line, size_t at, size_t end)
{
    size_t len;

    while ((len = blank_at(line, at, end)) > 0)
        at += len;
    return at;
}

/* The start of the code point that ends before `at`. */
static size_t previous_point(const char *line, size_t start, size_t at)
{
    do
        at--;
    while (at > start && ((unsigned char)line[at] & 0xC0) == 0x80);
    return at;
}

size_t trim_blanks(const char *line, size_t start, size_t end)
{
    while (end > start) {
        size_t before = previous_point(line, start, end);

        if (blank_at(line, before, end) == 0)
            break;
        end = before;
    }
    return end;
}

bool after_blank(const char *line, size_t start, size_t at)
{
    return at <= start || blank_at(line, previous_point(line, start, at), at) > 0;
}

size_t word_at(const char *line, size_t at, size_t end)
{
    size_t len;
    unsigned char c;

    if (at >= end)
        return 0;
    c = (unsigned char)line[at];
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return text_is_word(text_code_point(line + at, &len)) ? len : 0;
}

bool ends_at(const char *line, size_t at, size_t end)
{
    size_t len;

    return at >= end || blank_at(line, at, end) > 0
           || text_is_punctuation(text_code_point(line + at, &len));
}

/* --- tokens ----------------------------------------------------------------- */

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* Appends one folded byte; false when the token is full. */
static bool token_add(struct token *token, char c)
{
    if (token->len + 1 >= sizeof token->text)
        return false;
    token->text[token->len++] = c;
    if (((unsigned char)c & 0xC0) != 0x80)
        token->letters++;
    return true;
}

static bool token_fill(struct token *token, const char *text, size_t len)
{
    size_t at = 0;

    while (at < len) {
        size_t blank = blank_at(text, at, len);

        if (!token_add(token, blank ? ' ' : (char)lower(text[at])))
            return false;
        at = blank ? skip_blanks(text, at, len) : at + 1;
    }
    token->text[token->len] = '\0';
    return true;
}

bool token_fold(struct token *token, const char *text, size_t len)
{
    struct str folded = STR_INIT;
    size_t plain = 0;
    bool fits;

    token->len = token->letters = 0;
    token->text[0] = '\0';
    while (plain < len && (unsigned char)text[plain] < 0x80)
        plain++;
    if (plain == len)
        return token_fill(token, text, len);
    if (len > 2 * sizeof token->text)
        return false;
    text_fold(&folded, text, len);
    fits = token_fill(token, str_text(&folded), folded.len);
    str_release(&folded);
    return fits;
}

/* Scripts from Greek to Ethiopic, and from Coptic over Han and Hangul to the
 * private letters, never fold to ASCII: no need to try. */
static bool never_ascii(const char *name)
{
    size_t len;
    uint32_t point = text_code_point(name, &len);

    return (point >= 0x370 && point < 0x1E00) || (point >= 0x2C80 && point < 0xFB00);
}

static bool compare(const struct token *token, const char *name, size_t len, bool whole)
{
    size_t i = 0;

    while (i < token->len && i < len && (unsigned char)name[i] < 0x80) {
        if (lower(name[i]) != (unsigned char)token->text[i])
            return false; /* ASCII folds to ASCII alone */
        i++;
    }
    if (i == token->len && !whole)
        return true;
    if (i == len)
        return i == token->len;
    if ((unsigned char)name[i] < 0x80)
        return false;
    if (i < token->len && (unsigned char)token->text[i] < 0x80 && never_ascii(name + i))
        return false;
    return whole ? text_same(name, len, token->text, token->len)
                 : text_begins(name, len, token->text, token->len);
}

bool token_is(const struct token *token, const char *name)
{
    return name != NULL && token->len > 0 && compare(token, name, strlen(name), true);
}

bool token_begins(const struct token *token, const char *name)
{
    return name != NULL && token->len > 0 && compare(token, name, strlen(name), false);
}

bool token_begins_word(const struct token *token, const char *name)
{
    size_t len, at = 0;

    if (name == NULL || token->len == 0)
        return false;
    len = strlen(name);
    while (at < len) {
        size_t step = word_at(name, at, len);

        if (step == 0) {
            (void)text_code_point(name + at, &step);
            at += step;
            continue;
        }
        if (compare(token, name + at, len - at, false))
            return true;
        while ((step = word_at(name, at, len)) > 0)
            at += step;
    }
    return false;
}

bool same_folded(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t i = 0;

    while (i < a_len && i < b_len && (unsigned char)a[i] < 0x80 && (unsigned char)b[i] < 0x80) {
        if (lower(a[i]) != lower(b[i]))
            return false;
        i++;
    }
    if (i == a_len && i == b_len)
        return true;
    if ((i == a_len || (unsigned char)a[i] < 0x80) && (i == b_len || (unsigned char)b[i] < 0x80))
        return false;
    return text_same(a, a_len, b, b_len);
}
