/* SPDX-License-Identifier: MIT */
/* Text in its place on a screen or page: where a cursor may stand, how many
 * columns a piece takes, where a row ends. ASCII takes a short way here too. */
#define _XOPEN_SOURCE 700 /* wcwidth() */

#include "core/text.h"

#include <string.h>
#include <wchar.h>

#include <utf8proc.h>

#include "core/text_bytes.h"

static utf8proc_category_t category(uint32_t code_point)
{
    return utf8proc_category((utf8proc_int32_t)code_point);
}

/* --- graphemes and words ----------------------------------------------------- */

size_t text_next(const char *text, size_t len, size_t at)
{
    utf8proc_int32_t state = 0;
    uint32_t before, after;
    size_t size;

    if (at >= len)
        return len;
    if (text_is_ascii(text[at]) && text[at] != '\r'
        && (at + 1 == len || text_is_ascii(text[at + 1])))
        return at + 1;
    before = text_code_point(text + at, &size);
    for (at += size; at < len; at += size) {
        after = text_code_point(text + at, &size);
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)after,
                                             &state))
            break;
        before = after;
    }
    return at < len ? at : len;
}

/* The code point that ends at `at`, and in *start where it starts. */
static uint32_t code_point_before(const char *text, size_t at, size_t *start)
{
    size_t size;

    for (at--; at > 0 && text_is_continuation(text[at]);)
        at--;
    *start = at;
    return text_code_point(text + at, &size);
}

/* Whether a grapheme ends between the two whatever stands before them: what a mark or a joiner
 * begins may depend on that, and whether two letters of a flag are one. */
static bool parts(uint32_t before, uint32_t after)
{
    utf8proc_category_t kind;

    if (before < 0x80 && after < 0x80)
        return before != '\r';
    kind = category(before);
    return kind != UTF8PROC_CATEGORY_MN && kind != UTF8PROC_CATEGORY_MC
           && kind != UTF8PROC_CATEGORY_ME && kind != UTF8PROC_CATEGORY_CF
           && utf8proc_grapheme_break((utf8proc_int32_t)before, (utf8proc_int32_t)after);
}

size_t text_previous(const char *text, size_t len, size_t at)
{
    size_t from, next, start;
    uint32_t after, before;

    if (at > len)
        at = len;
    if (at == 0)
        return 0;
    after = code_point_before(text, at, &from);
    while (from > 0) {
        before = code_point_before(text, from, &start);
        if (parts(before, after))
            break;
        after = before;
        from = start;
    }
    while ((next = text_next(text, len, from)) < at)
        from = next;
    return from;
}

size_t text_next_word(const char *text, size_t len, size_t at)
{
    size_t size;

    while (at < len && !text_is_word(text_code_point(text + at, &size)))
        at = text_next(text, len, at);
    while (at < len && text_is_word(text_code_point(text + at, &size)))
        at = text_next(text, len, at);
    return at < len ? at : len;
}

/* A word may start inside of a grapheme, after a joiner: then where that one starts. */
static size_t grapheme_start(const char *text, size_t len, size_t at)
{
    size_t before = text_previous(text, len, at);

    return at == 0 || text_next(text, len, before) == at ? at : before;
}

/* Where the word begins that ends before `at`, of characters that `is_inside`. */
static size_t word_before(const char *text, size_t len, size_t at,
                          bool (*is_inside)(uint32_t code_point))
{
    size_t start;

    if (at > len)
        at = len;
    while (at > 0 && !is_inside(code_point_before(text, at, &start)))
        at = start;
    while (at > 0 && is_inside(code_point_before(text, at, &start)))
        at = start;
    return grapheme_start(text, len, at);
}

size_t text_previous_word(const char *text, size_t len, size_t at)
{
    return word_before(text, len, at, text_is_word);
}

static bool is_no_blank(uint32_t code_point)
{
    return !text_is_blank(code_point);
}

size_t text_previous_blank_word(const char *text, size_t len, size_t at)
{
    return word_before(text, len, at, is_no_blank);
}

/* --- screen columns ------------------------------------------------------------ */

static size_t columns_of(uint32_t c)
{
    int width = wcwidth((wchar_t)c);
    utf8proc_category_t kind;

    if (width >= 0)
        return (size_t)width;
    kind = category(c);
    return kind == UTF8PROC_CATEGORY_MN || kind == UTF8PROC_CATEGORY_ME ? 0 : 1;
}

/* How many characters of ASCII the text begins with, at most `most`; CR, which may be one with
 * what follows, is none of them. */
static size_t plain_run(const char *text, size_t most)
{
    size_t run = 0;

    while (run < most && text_is_ascii(text[run]) && text[run] != '\r')
        run++;
    return run;
}

size_t text_width(const char *text, size_t len)
{
    size_t width = 0;

    for (size_t at = 0, size; at < len; at += size) {
        size = plain_run(text + at, len - at);
        width += size > 0 ? size : columns_of(text_code_point(text + at, &size));
    }
    return width;
}

size_t text_fit(const char *text, size_t len, size_t columns, size_t *used)
{
    size_t at = 0, filled = 0;

    while (at < len) {
        size_t left = len - at < columns - filled ? len - at : columns - filled;
        size_t run = plain_run(text + at, left), next, width;

        if (run > 1) { /* but the last one, to which a mark may be joined */
            at += run - 1;
            filled += run - 1;
        }
        next = text_next(text, len, at);
        width = text_width(text + at, next - at);
        if (width > columns - filled)
            break;
        filled += width;
        at = next;
    }
    if (used != NULL)
        *used = filled;
    return at;
}

/* A blank at which a line may break: not the no-break ones. */
static bool is_break(const char *text, size_t *size)
{
    uint32_t c = text_code_point(text, size);

    return c != '\n' && c != 0xA0 && c != 0x202F && text_is_blank(c);
}

/* A letter or sign of the scripts that are written without blanks, two columns wide: pictures,
 * which are wide too, are none. */
static bool breaks_anywhere(uint32_t c)
{
    utf8proc_category_t kind = category(c);

    return c >= 0x1100 && columns_of(c) == 2
           && (kind == UTF8PROC_CATEGORY_LO || kind == UTF8PROC_CATEGORY_LM
               || (kind >= UTF8PROC_CATEGORY_PC && kind <= UTF8PROC_CATEGORY_PO));
}

/* Whether a row may end between two that stand side by side, where no blank is: at a letter of
 * those scripts, not before what closes and not behind what opens. */
static bool breaks_between(uint32_t before, uint32_t after)
{
    utf8proc_category_t opens = category(before), closes = category(after);

    if (!breaks_anywhere(before) && !breaks_anywhere(after))
        return false;
    if (opens == UTF8PROC_CATEGORY_PS || opens == UTF8PROC_CATEGORY_PI
        || opens == UTF8PROC_CATEGORY_CF)
        return false;
    return closes != UTF8PROC_CATEGORY_PE && closes != UTF8PROC_CATEGORY_PF
           && closes != UTF8PROC_CATEGORY_PO && closes != UTF8PROC_CATEGORY_LM
           && closes != UTF8PROC_CATEGORY_MN && closes != UTF8PROC_CATEGORY_MC
           && closes != UTF8PROC_CATEGORY_ME && closes != UTF8PROC_CATEGORY_CF;
}

size_t text_wrap(const char *text, size_t len, size_t columns)
{
    uint32_t before;
    size_t fit = text_fit(text, len, columns, NULL);
    const char *line_end = fit > 0 ? memchr(text, '\n', fit) : NULL;
    size_t size, at, start;

    if (line_end != NULL)
        return (size_t)(line_end - text) + 1;
    if (fit == len)
        return len;
    at = fit;
    while (at < len && is_break(text + at, &size))
        at += size;
    if (at > fit || text[at] == '\n') /* the blanks that do not fit stay here, unseen */
        return at < len && text[at] == '\n' ? at + 1 : at;
    while (at > 0) {
        before = code_point_before(text, at, &start);
        if (is_break(text + start, &size)
            || breaks_between(before, text_code_point(text + at, &size)))
            return at;
        at = start;
    }
    return fit > 0 ? fit : text_next(text, len, 0);
}
