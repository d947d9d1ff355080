/* SPDX-License-Identifier: MIT */
/* The edges of a name: scripts decide what may stand beside it. */
#include "export/edges.h"
#include "core/text.h"
#include <string.h>

enum { ANY_CASE_LETTERS = 4, RUN_LETTERS = 3, MOST_PREFIXES = 2 };

bool edge_is_letter(enum script script)
{
    return script != SCRIPT_NONE && script != SCRIPT_MARK;
}

/* The script of the character before `at`; SCRIPT_NONE at the start. *from is
 * where that character begins. */
static enum script script_before(const struct fold *fold, const char *text, size_t at,
                                 size_t *from)
{
    size_t bytes;

    if (at == 0)
        return SCRIPT_NONE;
    do {
        at--;
    } while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80);
    *from = at;
    return fold_script(fold, text_code_point(text + at, &bytes));
}

enum script edge_letter_before(const struct fold *fold, const char *text, size_t at,
                                 size_t *from)
{
    enum script script = script_before(fold, text, at, from);

    while (script == SCRIPT_MARK)
        script = script_before(fold, text, *from, from);
    return script;
}

static bool is_prefix(const char *text)
{
    /* Hebrew and, the, in, as, to, from, that; Arabic and, then, by, for, as */
    static const uint32_t prefixes[] = { 0x5D5, 0x5D4, 0x5D1, 0x5DB, 0x5DC, 0x5DE, 0x5E9,
                                         0x648, 0x641, 0x628, 0x644, 0x643 };
    size_t bytes;
    uint32_t c = text_code_point(text, &bytes);

    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (prefixes[i] == c)
            return true;
    return false;
}

bool edge_may_begin(const struct fold *fold, const char *text, size_t start, enum script first,
                    size_t letters)
{
    size_t at = start;
    int prefixes = 0;

    if (first == SCRIPT_ALPHABET) /* the matcher enters at word starts alone */
        return true;
    if (first == SCRIPT_IDEOGRAPH || letters >= RUN_LETTERS)
        return true;
    while (edge_letter_before(fold, text, at, &at) == first) {
        if (!is_prefix(text + at) || ++prefixes > MOST_PREFIXES)
            return false;
    }
    return true;
}

enum script edge_script_at(const struct fold *fold, const char *text, size_t len, size_t at)
{
    size_t bytes;

    return at < len ? fold_script(fold, text_code_point(text + at, &bytes)) : SCRIPT_NONE;
}

bool edge_may_end(const struct fold *fold, const char *text, size_t len, size_t end,
                  enum script last, size_t letters)
{
    enum script next = edge_script_at(fold, text, len, end);

    if (next != last || last == SCRIPT_IDEOGRAPH)
        return true;
    if (last != SCRIPT_ALPHABET)
        return letters >= RUN_LETTERS;
    return letters >= ANY_CASE_LETTERS && (text[end] == 's' || text[end] == 'S')
           && edge_script_at(fold, text, len, end + 1) != SCRIPT_ALPHABET; /* a genitive */
}

bool edge_same_case(const struct fold *fold, const char *written, const char *text, size_t len)
{
    size_t w = 0, t = 0, w_len = strlen(written);

    while (w < w_len || t < len) {
        size_t w_bytes = 0, t_bytes = 0;
        uint32_t a = w < w_len ? text_code_point(written + w, &w_bytes) : 0;
        uint32_t b = t < len ? text_code_point(text + t, &t_bytes) : 0;

        if (w < w_len && !edge_is_letter(fold_script(fold, a)))
            w += w_bytes;
        else if (t < len && !edge_is_letter(fold_script(fold, b)))
            t += t_bytes;
        else if (a != b)
            return false;
        else {
            w += w_bytes;
            t += t_bytes;
        }
    }
    return true;
}
