/* SPDX-License-Identifier: MIT */
/* Text: checking, printing, normalising, telling apart, folding UTF-8. What
 * runs at every key takes a short way through ASCII, for which Unicode has no
 * surprises, and asks utf8proc only for the rest. */
#include "core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "core/mem.h"
#include "core/text_bytes.h"

enum {
    REPLACEMENT = 0xFFFD,
    LAST_INERT = 0x2FF /* up to here NFC changes nothing: no marks, no composites to take apart */
};

/* --- decoding --------------------------------------------------------------- */

/* Reads one code point by the table of RFC 3629 section 4; returns the bytes
 * it takes, 0 when there is none. */
static size_t decode(const char *text, size_t len, uint32_t *code_point)
{
    const unsigned char *s = (const unsigned char *)text;
    unsigned char low = 0x80, high = 0xBF; /* bounds of the second byte */
    size_t need;
    uint32_t c;

    if (s[0] < 0x80) {
        *code_point = s[0];
        return 1;
    }
    if (s[0] < 0xC2 || s[0] > 0xF4)
        return 0;
    need = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    if (s[0] == 0xE0)
        low = 0xA0; /* overlong */
    else if (s[0] == 0xED)
        high = 0x9F; /* surrogates */
    else if (s[0] == 0xF0)
        low = 0x90; /* overlong */
    else if (s[0] == 0xF4)
        high = 0x8F; /* above U+10FFFF */
    if (len < need || s[1] < low || s[1] > high)
        return 0;
    c = s[0] & (0x7FU >> need);
    for (size_t i = 1; i < need; i++) {
        if (!text_is_continuation(text[i]))
            return 0;
        c = c << 6 | (s[i] & 0x3FU);
    }
    *code_point = c;
    return need;
}

/* How many of the `len` bytes are ASCII before the first that is not, eight at a time. */
static size_t plain_until(const char *text, size_t len)
{
    size_t at = 0;
    uint64_t eight;

    for (; len - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, text + at, sizeof eight);
        if ((eight & 0x8080808080808080) != 0)
            break;
    }
    return at;
}

size_t text_valid_until(const char *text, size_t len)
{
    size_t at = 0, size;
    uint32_t c;

    while (at < len) {
        at += plain_until(text + at, len - at);
        if (at == len)
            break;
        size = decode(text + at, len - at, &c);
        if (size == 0)
            break;
        at += size;
    }
    return at;
}

bool text_valid(const char *text, size_t len)
{
    return text_valid_until(text, len) == len;
}

void text_print_args(char *buffer, size_t size, const char *format, va_list args)
{
    int wanted = vsnprintf(buffer, size, format, args);

    buffer[wanted < 0 ? 0 : text_valid_until(buffer, strlen(buffer))] = '\0';
}

void text_print(char *buffer, size_t size, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    text_print_args(buffer, size, format, args);
    va_end(args);
}

uint32_t text_code_point_beyond(const char *text, size_t *len)
{
    const unsigned char *s = (const unsigned char *)text;

    if (s[0] < 0xE0) {
        *len = 2;
        return (s[0] & 0x1FU) << 6 | (s[1] & 0x3FU);
    }
    if (s[0] < 0xF0) {
        *len = 3;
        return (s[0] & 0x0FU) << 12 | (s[1] & 0x3FU) << 6 | (s[2] & 0x3FU);
    }
    *len = 4;
    return (s[0] & 0x07U) << 18 | (s[1] & 0x3FU) << 12 | (s[2] & 0x3FU) << 6 | (s[3] & 0x3FU);
}

void text_add_code_point(struct str *out, uint32_t code_point)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t size;

    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        code_point = REPLACEMENT;
    size = utf8proc_encode_char((utf8proc_int32_t)code_point, bytes);
    str_add_len(out, (const char *)bytes, (size_t)size);
}

/* How many of eight bytes begin a code point: the others have the upper two
 * bits 10. */
static size_t beginnings_in(const char *text)
{
    uint64_t eight;

    memcpy(&eight, text, sizeof eight);
    eight = (eight & ~(eight << 1)) >> 7 & 0x0101010101010101;
    return 8 - (size_t)(eight * 0x0101010101010101 >> 56);
}

size_t text_count(const char *text, size_t len)
{
    size_t count = 0;

    for (; len >= 8; text += 8, len -= 8)
        count += beginnings_in(text);
    for (; len > 0; text++, len--)
        count += !text_is_continuation(*text);
    return count;
}

size_t text_forward(const char *text, size_t len, size_t points)
{
    size_t at = 0;

    for (; points >= 8 && len - at >= 8; at += 8)
        points -= beginnings_in(text + at);
    for (; at < len; at++)
        if (!text_is_continuation(text[at]) && points-- == 0)
            return at;
    return points > 0 ? len + 1 : len;
}

/* --- classes ----------------------------------------------------------------- */

static utf8proc_category_t category(uint32_t code_point)
{
    return utf8proc_category((utf8proc_int32_t)code_point);
}

bool text_is_word_beyond(uint32_t c)
{
    switch (category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

bool text_is_capital(uint32_t code_point)
{
    utf8proc_category_t category;

    if (code_point < 0x80)
        return code_point >= 'A' && code_point <= 'Z';
    category = utf8proc_category((utf8proc_int32_t)code_point);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool text_is_blank(uint32_t c)
{
    if (c < 0x80)
        return c == ' ' || c == '\t' || c == '\n';
    return category(c) == UTF8PROC_CATEGORY_ZS;
}

bool text_is_punctuation(uint32_t c)
{
    if (c < 0x80)
        return c > ' ' && c < 0x7F && !text_is_word(c);
    switch (category(c)) {
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
        return true;
    default:
        return false;
    }
}

bool text_is_ideograph(uint32_t c)
{
    /* Blocks by Unicode's Scripts.txt, without the punctuation between them. */
    /* clang-format off */
    static const struct { uint32_t first, last; } ranges[] = {
        { 0x1100, 0x11FF },   { 0x2E80, 0x2FD5 },   { 0x3005, 0x3007 },   { 0x3021, 0x302F },
        { 0x3031, 0x3035 },   { 0x3038, 0x303B },   { 0x3041, 0x309F },   { 0x30A1, 0x30FA },
        { 0x30FC, 0x30FF },   { 0x3131, 0x318E },   { 0x31F0, 0x31FF },   { 0x3400, 0x4DBF },
        { 0x4E00, 0x9FFF },   { 0xA960, 0xA97C },   { 0xAC00, 0xD7A3 },   { 0xD7B0, 0xD7FB },
        { 0xF900, 0xFAD9 },   { 0xFF66, 0xFFDC },   { 0x1AFF0, 0x1B167 }, { 0x20000, 0x3FFFD },
    };
    /* clang-format on */

    if (c < ranges[0].first)
        return false;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (c <= ranges[i].last)
            return c >= ranges[i].first;
    }
    return false;
}

bool text_is_astral(uint32_t c)
{
    return c > 0xFFFD || (c < ' ' && c != '\t' && c != '\n' && c != '\r')
           || (c >= 0xD800 && c <= 0xDFFF);
}

/* --- cleaning ---------------------------------------------------------------- */

static bool is_dropped(uint32_t c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F) || c == 0xFEFF
           || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE || (c >= 0x202A && c <= 0x202E)
           || (c >= 0x2066 && c <= 0x2069);
}

static bool is_line_end(uint32_t c)
{
    return c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Whether what is here canonically decomposed is composed again: accented
 * Greek, Cyrillic and Latin, Kana. */
static bool recomposes(uint32_t c)
{
    return (c >= 0x0388 && c <= 0x04FF) || (c >= 0x1E00 && c <= 0x1EFF)
           || (c >= 0x304B && c <= 0x30FE);
}

/* Whether NFC leaves the character as it is whatever stands before it: not
 * canonically decomposed for good, and no second half of a composition, all
 * of which are marks or Hangul letters. */
static bool is_inert(uint32_t c)
{
    const utf8proc_property_t *property;

    if (c <= LAST_INERT)
        return true;
    if (c >= 0x1100 && c <= 0x11FF)
        return false;
    property = utf8proc_get_property((utf8proc_int32_t)c);
    return property->combining_class == 0 && property->category != UTF8PROC_CATEGORY_MN
           && property->category != UTF8PROC_CATEGORY_MC
           && (property->decomp_seqindex == UINT16_MAX || property->decomp_type != 0
               || recomposes(c));
}

bool text_stays(uint32_t c)
{
    return !is_line_end(c) && !is_dropped(c) && is_inert(c);
}

/* Appends what may stay of `text`; *inert: NFC would leave it as it is. */
static size_t add_allowed(struct str *out, const char *text, size_t len, bool *inert)
{
    size_t changed = 0;

    for (size_t at = 0, size; at < len; at += size) {
        uint32_t c;

        for (size = 0; at + size < len && text[at + size] >= ' ' && text[at + size] < 0x7F; size++)
            ;
        if (size > 0) {
            str_add_len(out, text + at, size);
            continue;
        }
        size = decode(text + at, len - at, &c);
        if (size == 0) {
            size = 1;
            text_add_code_point(out, REPLACEMENT);
            changed++;
        } else if (is_line_end(c)) {
            str_add_char(out, '\n');
            size += c == '\r' && at + 1 < len && text[at + 1] == '\n';
        } else if (is_dropped(c)) {
            changed++;
        } else {
            str_add_len(out, text + at, size);
            *inert = *inert && is_inert(c);
        }
    }
    return changed;
}

/* Brings what *out holds from `start` on to NFC. */
static void compose(struct str *out, size_t start)
{
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    const utf8proc_uint8_t *text = (const utf8proc_uint8_t *)out->text + start;
    utf8proc_ssize_t len = (utf8proc_ssize_t)(out->len - start);
    utf8proc_ssize_t count = utf8proc_decompose(text, len, NULL, 0, options);
    utf8proc_int32_t *points;

    if (count < 0)
        return; /* only what is not UTF-8, and that is gone */
    points = mem_alloc((size_t)count + 1, sizeof *points); /* one more for the ending zero */
    count = utf8proc_decompose(text, len, points, count, options);
    count = utf8proc_reencode(points, count, options);
    if (count >= 0)
        str_splice(out, start, out->len - start, (const char *)points, (size_t)count);
    free(points);
}

size_t text_clean(struct str *out, const char *text, size_t len)
{
    size_t start = out->len;
    bool inert = true;
    size_t changed = add_allowed(out, text, len, &inert);

    if (!inert)
        compose(out, start);
    return changed;
}

size_t text_clean_line(struct str *out, const char *text, size_t len)
{
    size_t start = out->len;
    size_t changed = text_clean(out, text, len);
    size_t first = start, end = out->len, size;

    for (size_t i = start; i < out->len; i++) {
        if (out->text[i] == '\n' || out->text[i] == '\t')
            out->text[i] = ' ';
    }
    while (first < end && text_is_blank(text_code_point(out->text + first, &size)))
        first += size;
    while (end > first) {
        size_t last = end - 1;

        while (text_is_continuation(out->text[last]))
            last--;
        if (!text_is_blank(text_code_point(out->text + last, &size)))
            break;
        end = last;
    }
    if (out->len > start) {
        str_splice(out, end, out->len - end, "", 0);
        str_splice(out, start, first - start, "", 0);
    }
    return changed;
}

/* --- comparing ----------------------------------------------------------------- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Folds a run without ASCII. Marks are dropped here, since utf8proc's own way
 * takes the spacing vowels of Indian scripts with them. */
static void fold_run(struct str *out, const char *text, size_t len)
{
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_int32_t few[64], *points = few;
    utf8proc_ssize_t count = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, few, 64, options);

    if (count > 64) {
        points = mem_alloc((size_t)count, sizeof *points);
        count = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, points, count, options);
    }
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        utf8proc_category_t kind = utf8proc_category(points[i]);

        if (kind != UTF8PROC_CATEGORY_MN && kind != UTF8PROC_CATEGORY_ME)
            text_add_code_point(out, (uint32_t)points[i]);
    }
    if (points != few)
        free(points);
}

void text_fold(struct str *out, const char *text, size_t len)
{
    size_t at = 0, end;

    str_add_len(out, "", 0);
    while (at < len) {
        for (end = at; end < len && text_is_ascii(text[end]); end++)
            ;
        str_add_len(out, text + at, end - at);
        for (size_t i = out->len - (end - at); i < out->len; i++)
            out->text[i] = lower(out->text[i]);
        for (at = end; end < len && !text_is_ascii(text[end]); end++)
            ;
        if (end > at)
            fold_run(out, text + at, end - at);
        at = end;
    }
}

/* Compares what ASCII alone cannot settle: whether `b` folded is `a` folded,
 * or only begins with it. */
static bool folded_begins(const char *a, size_t a_len, const char *b, size_t b_len, bool whole)
{
    struct str one = STR_INIT, other = STR_INIT;
    bool begins;

    text_fold(&one, a, a_len);
    text_fold(&other, b, b_len);
    begins = (whole ? one.len == other.len : one.len <= other.len)
             && memcmp(one.text, other.text, one.len) == 0;
    str_release(&one);
    str_release(&other);
    return begins;
}

bool text_same(const char *a, size_t a_len, const char *b, size_t b_len)
{
    for (size_t i = 0; i < a_len || i < b_len; i++) {
        if ((i < a_len && !text_is_ascii(a[i])) || (i < b_len && !text_is_ascii(b[i])))
            return folded_begins(a + i, a_len - i, b + i, b_len - i, true);
        if (i >= a_len || i >= b_len || lower(a[i]) != lower(b[i]))
            return false;
    }
    return true;
}

bool text_begins(const char *text, size_t len, const char *start, size_t start_len)
{
    for (size_t i = 0; i < start_len; i++) {
        if (!text_is_ascii(start[i]) || (i < len && !text_is_ascii(text[i])))
            return folded_begins(start + i, start_len - i, text + i, len - i, false);
        if (i >= len || lower(text[i]) != lower(start[i]))
            return false;
    }
    return true;
}
