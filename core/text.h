/* SPDX-License-Identifier: MIT */
/* Text is UTF-8 in NFC, checked and normalised at every border, so that the
 * inside trusts it. Its two files, text.c and text_place.c, alone talk to utf8proc. */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include "core/attr.h"
#include "core/str.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether `len` bytes are UTF-8 as RFC 3629 has it: no surrogates, nothing
 * overlong, nothing above U+10FFFF. */
bool text_valid(const char *text, size_t len);

/* The offset of the first byte that is not UTF-8; `len` when all is. */
size_t text_valid_until(const char *text, size_t len);

/* Prints into the `size` bytes (at least 1) of `buffer`, ended by a zero. What
 * does not fit is left out by whole characters (code points): what is printed
 * is always UTF-8, and ends before the first byte that is not. An argument may
 * not point into the buffer. */
void text_print(char *buffer, size_t size, const char *format, ...) PRINTF_LIKE(3, 4);
void text_print_args(char *buffer, size_t size, const char *format, va_list args)
    PRINTF_LIKE(3, 0);

/* Appends `text` to *out as the inside wants it: NFC; line ends (CR LF, CR,
 * U+0085, U+2028, U+2029) as LF; control characters (C0 but LF and TAB, DEL,
 * C1), U+FEFF, noncharacters and bidirectional overrides (U+202A to U+202E,
 * U+2066 to U+2069) left out; bytes that are not UTF-8 each as U+FFFD.
 * Returns how many characters were left out or replaced. */
size_t text_clean(struct str *out, const char *text, size_t len);

/* As text_clean, for what must be one line: LF and TAB become a blank each,
 * leading and trailing blanks are dropped. */
size_t text_clean_line(struct str *out, const char *text, size_t len);

/* As text_code_point, for one that takes two bytes or more. */
uint32_t text_code_point_beyond(const char *text, size_t *len);

/* The code point that starts at `text` (valid UTF-8, not at its end), and in
 * *len the bytes it takes. */
static inline uint32_t text_code_point(const char *text, size_t *len)
{
    if ((unsigned char)*text >= 0x80)
        return text_code_point_beyond(text, len);
    *len = 1;
    return (unsigned char)*text;
}

/* Appends a code point as UTF-8. */
void text_add_code_point(struct str *out, uint32_t code_point);

/* How many code points the `len` bytes hold. */
size_t text_count(const char *text, size_t len);
/* The byte at which the code point stands that has `points` others before it;
 * `len` when there is just none more, `len` + 1 when they are fewer. */
size_t text_forward(const char *text, size_t len, size_t points);

/* Whether text_clean() leaves the character as it is, whatever stands beside
 * it; false also where it may depend on that. */
bool text_stays(uint32_t code_point);

/* The byte offset one grapheme (UAX 29, extended) after `at`, `len` at the
 * end; one grapheme before `at`, 0 at the start. */
size_t text_next(const char *text, size_t len, size_t at);
size_t text_previous(const char *text, size_t len, size_t at);

/* The byte offset one word after `at` (readline's Alt-F: over what is no
 * letter or digit, then over letters and digits), and one before (Alt-B). */
size_t text_next_word(const char *text, size_t len, size_t at);
size_t text_previous_word(const char *text, size_t len, size_t at);
/* The same where words are what stands between blanks (readline's C-w). */
size_t text_previous_blank_word(const char *text, size_t len, size_t at);

/* Screen columns of `len` bytes, each code point by wcwidth(); what wcwidth
 * does not know counts 1, combining marks 0. */
size_t text_width(const char *text, size_t len);

/* How many bytes from the start fit into `columns` screen columns, cut at a
 * grapheme's end; the columns they fill go to *used (may be NULL). */
size_t text_fit(const char *text, size_t len, size_t columns, size_t *used);

/* Appends the first line's break for a column of `columns`: the byte offset
 * at which the next line starts, after the last blank that fits, or beside a
 * letter of a script without blanks (Han, kana), else after the last grapheme
 * that fits (always at least one). Blanks at the break belong to the line
 * before; what closes stays with what it closes. */
size_t text_wrap(const char *text, size_t len, size_t columns);

/* Appends `text` folded for comparing: Unicode case folding, accents and
 * other nonspacing marks dropped (NFD first), so that "Gärtner" and
 * "GARTNER" become the same bytes. */
void text_fold(struct str *out, const char *text, size_t len);

/* Whether the two are equal after folding; either length is in bytes. */
bool text_same(const char *a, size_t a_len, const char *b, size_t b_len);

/* Whether `text` begins with `start` after folding both. */
bool text_begins(const char *text, size_t len, const char *start, size_t start_len);

/* As text_is_word, for what is not ASCII. */
bool text_is_word_beyond(uint32_t code_point);

/* Whether a code point is a letter, mark or digit (Unicode L, M, N). */
static inline bool text_is_word(uint32_t code_point)
{
    if (code_point >= 0x80)
        return text_is_word_beyond(code_point);
    return code_point - '0' < 10 || (code_point | 0x20) - 'a' < 26;
}
/* Whether it is a capital letter (Unicode Lu, Lt). */
bool text_is_capital(uint32_t code_point);

/* Whether it is a blank (Unicode Zs, TAB, LF). */
bool text_is_blank(uint32_t code_point);
/* Whether it is punctuation or a symbol (Unicode P, S). */
bool text_is_punctuation(uint32_t code_point);
/* Whether it is Han, Kana or Hangul: scripts written without blanks, which
 * the full-text index takes character by character. */
bool text_is_ideograph(uint32_t code_point);

/* Whether `c` must be dropped or replaced in what leaves for XML 1.0 and
 * ATLAS.ti: not a Char of XML 1.0, or above U+FFFF. */
bool text_is_astral(uint32_t code_point);

#endif
