/* SPDX-License-Identifier: MIT */
/* Tests of core/text_place.c: graphemes, words, columns, rows. Expected values
 * come from UAX 29 and the manual of readline. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A family of three: man ZWJ woman ZWJ girl. */
#define FAMILY "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"
#define ACUTE "\xCC\x81"

/* --- graphemes and words ----------------------------------------------------- */

static void the_cursor_moves_by_graphemes_both_ways(void **state)
{
    static const struct {
        const char *text;
        size_t stops[8]; /* up to the first 0 */
    } rows[] = {
        { "abc", { 1, 2, 3 } },
        { "ae" ACUTE "b", { 1, 4, 5 } },
        { "e" ACUTE ACUTE, { 5 } },
        { FAMILY, { 18 } },
        { "x" FAMILY "y", { 1, 19, 20 } },
        { FAMILY FAMILY, { 18, 36 } },
        { "🇬🇧🇫🇷", { 8, 16 } },                           /* two flags, four letters */
        { "x🇬🇧🇫🇷🇩🇪", { 1, 9, 17, 25 } },
        { "👍🏽!", { 8, 9 } },                              /* a skin tone */
        { "שָׁלוֹם", { 6, 8, 12, 14 } },                      /* points on letters */
        { "会议", { 3, 6 } },
        { "\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", { 9 } }, /* Hangul of three jamo */
        { "a\nb", { 1, 2, 3 } },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *text = rows[i].text;
        size_t len = strlen(text), at = 0, last = 0;

        for (size_t s = 0; s < COUNT(rows[i].stops) && rows[i].stops[s] != 0; s++) {
            at = text_next(text, len, last);
            assert_int_equal(at, rows[i].stops[s]);
            assert_int_equal(text_previous(text, len, at), last);
            last = at;
        }
        assert_int_equal(last, len);
    }
}

static void the_cursor_stops_at_both_ends(void **state)
{
    (void)state;
    assert_int_equal(text_next("ab", 2, 2), 2);
    assert_int_equal(text_next("ab", 2, 9), 2);
    assert_int_equal(text_previous("ab", 2, 0), 0);
    assert_int_equal(text_previous("ab", 2, 9), 1);
    assert_int_equal(text_next("", 0, 0), 0);
}

static void a_grapheme_does_not_reach_behind_the_given_length(void **state)
{
    (void)state;
    assert_int_equal(text_next("ee" ACUTE, 2, 1), 2);
}

static void word_motion_is_that_of_readline(void **state)
{
    static const char text[] = "say, \"Gärtner's\" 会议 x2...";
    const size_t len = strlen(text);
    static const struct { size_t from, next, previous; } rows[] = {
        { 0, 3, 0 },    /* say */
        { 3, 14, 0 },   /* Gärtner */
        { 5, 14, 0 },
        { 9, 14, 6 },
        { 14, 16, 6 },  /* s */
        { 16, 24, 15 },
        { 24, 27, 18 },
        { 27, 30, 25 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(text_next_word(text, len, rows[i].from), rows[i].next);
        assert_int_equal(text_previous_word(text, len, rows[i].from), rows[i].previous);
    }
    assert_int_equal(text_previous_word(text, len, len), 25);
    assert_int_equal(text_next_word(text, len, len), len);
    assert_int_equal(text_next_word("", 0, 0), 0);
    assert_int_equal(text_previous_word("...", 3, 3), 0);
}

static void a_word_with_a_mark_is_one_word(void **state)
{
    static const char text[] = "caf" "e" ACUTE " b";

    (void)state;
    assert_int_equal(text_next_word(text, strlen(text), 0), 6);
    assert_int_equal(text_previous_word(text, strlen(text), 6), 0);
}

/* --- columns ----------------------------------------------------------------- */

static void columns_are_those_of_the_terminal(void **state)
{
    (void)state;
    assert_int_equal(text_width("", 0), 0);
    assert_int_equal(text_width("plain", 5), 5);
    assert_int_equal(text_width("é", 2), 1);
    assert_int_equal(text_width("e" ACUTE, 3), 1);
    assert_int_equal(text_width("会议", 6), 4);
    assert_int_equal(text_width("שָׁלוֹם", strlen("שָׁלוֹם")), 4);
    assert_int_equal(text_width("가", 3), 2);
}

static void columns_do_not_break_in_the_c_locale(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_CTYPE, "C"));
    assert_int_equal(text_width("ab", 2), 2);
    assert_int_equal(text_width("éé", 4), 2);
    assert_int_equal(text_width("e" ACUTE, 3), 1);
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
}

static void fitting_never_cuts_a_grapheme(void **state)
{
    static const struct {
        const char *text;
        size_t columns, bytes, used;
    } rows[] = {
        { "", 5, 0, 0 },        { "abc", 0, 0, 0 },       { "abc", 2, 2, 2 },
        { "abc", 3, 3, 3 },     { "abc", 9, 3, 3 },       { "会议室", 5, 6, 4 },
        { "会议室", 1, 0, 0 },  { "ae" ACUTE "b", 2, 4, 2 }, { "e" ACUTE, 0, 0, 0 },
        { "a会", 2, 1, 1 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t used = 99;

        assert_int_equal(text_fit(rows[i].text, strlen(rows[i].text), rows[i].columns, &used),
                         rows[i].bytes);
        assert_int_equal(used, rows[i].used);
    }
    assert_int_equal(text_fit("abc", 3, 2, NULL), 2);
}

static void an_emoji_sequence_fits_whole_or_not_at_all(void **state)
{
    size_t width = text_width(FAMILY, 18), used;

    (void)state;
    assert_int_equal(text_fit("a" FAMILY, 19, width, &used), 1);
    assert_int_equal(used, 1);
    assert_int_equal(text_fit("a" FAMILY, 19, width + 1, &used), 19);
    assert_int_equal(used, width + 1);
}

static void lines_break_after_the_last_blank_that_fits(void **state)
{
    static const struct {
        const char *text;
        size_t columns, next;
    } rows[] = {
        { "", 5, 0 },
        { "short", 10, 5 },
        { "two words", 6, 4 },
        { "two words", 3, 4 },            /* the blank hangs over */
        { "two   words", 3, 6 },
        { "two words", 9, 9 },
        { "unbroken", 3, 3 },
        { "a bc def", 4, 5 },
        { "a bc def", 5, 5 },
        { "a bcd", 3, 2 },
        { "会议室开会", 5, 6 },
        { "会", 1, 3 },                   /* always at least one */
        { "ab", 0, 1 },
        { "one\ntwo", 9, 4 },             /* a line end is a break */
        { "one\ntwo", 3, 4 },
        { "one \ntwo", 3, 5 },
        { "\ntwo", 0, 1 },
        { "a\xC2\xA0" "b cd", 4, 5 },
        { "ab\xC2\xA0" "cd", 3, 4 },      /* no break at a no-break blank */
        { "ends in blanks   ", 14, 17 },
        { "120: 会议室开会", 10, 11 },    /* a row ends at any Han letter, not only at a blank */
        { "ab会议", 5, 5 },
        { "ab会议", 3, 2 },
        { "会议ab", 5, 6 },
        { "会议。", 4, 3 },               /* what closes stays with what it closes, */
        { "会议」。a", 6, 3 },
        { "a b「会议", 6, 3 },            /* and what opens with what it opens */
        { "会" FAMILY "x", 3, 3 },        /* never within a grapheme */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(text_wrap(rows[i].text, strlen(rows[i].text), rows[i].columns),
                         rows[i].next);
}

static void wrapping_always_ends(void **state)
{
    static const char text[] = "  " FAMILY " e" ACUTE "\n\n会议  long-word-without-end \xC2\xA0";
    const size_t len = strlen(text);

    (void)state;
    for (size_t columns = 0; columns < 30; columns++) {
        for (size_t at = 0; at < len;) {
            size_t step = text_wrap(text + at, len - at, columns);

            assert_in_range(step, 1, len - at);
            at += step;
        }
    }
}

static const char *const pieces[] = {
    "a", "bc ", "x\u0301", "\u0301", "\r\n", "\r", "\n", "\u4f1a", "\u05e9\u05c1", "\u00e9",
    "\U0001F468\u200D\U0001F469", "\u200D", "\U0001F469", "\U0001F3FD", "\U0001F1EC", "\u1100",
    "\u1161", "\uac00", "\u0915\u094d", "\u0937\u093f", "\u0600", "1234567890", "\ufffd",
};

/* A text of six pieces, another one each time. */
static size_t random_text(unsigned *seed, char text[200])
{
    text[0] = '\0';
    for (int i = 0; i < 6; i++) {
        *seed = *seed * 1103515245 + 12345;
        strcat(text, pieces[*seed / 65536 % (sizeof pieces / sizeof pieces[0])]);
    }
    return strlen(text);
}

/* Runs of ASCII take a short way: it must lead to the same place. */
static void what_fits_is_what_fits_grapheme_by_grapheme(void **state)
{
    unsigned seed = 1;
    char text[200];

    (void)state;
    for (int round = 0; round < 3000; round++) {
        size_t len = random_text(&seed, text);

        for (size_t columns = 0; columns < 40; columns++) {
            size_t at = 0, filled = 0, used;

            while (at < len) {
                size_t next = text_next(text, len, at), width = text_width(text + at, next - at);

                if (filled + width > columns)
                    break;
                filled += width;
                at = next;
            }
            assert_int_equal(text_fit(text, len, columns, &used), at);
            assert_int_equal(used, filled);
        }
    }
}

/* Backward one begins near by, forward at the first byte. */
static void backward_the_cursor_stops_where_it_does_forward(void **state)
{
    unsigned seed = 2;
    char text[200];

    (void)state;
    for (int round = 0; round < 20000; round++) {
        size_t len = random_text(&seed, text), stop = 0;

        for (size_t next = text_next(text, len, 0); stop < len; next = text_next(text, len, stop)) {
            for (size_t at = stop + 1; at <= next; at++) /* also from within one */
                if (at == len || ((unsigned char)text[at] & 0xC0) != 0x80)
                    assert_int_equal(text_previous(text, len, at), stop);
            stop = next;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cursor_moves_by_graphemes_both_ways),
        cmocka_unit_test(the_cursor_stops_at_both_ends),
        cmocka_unit_test(backward_the_cursor_stops_where_it_does_forward),
        cmocka_unit_test(what_fits_is_what_fits_grapheme_by_grapheme),
        cmocka_unit_test(a_grapheme_does_not_reach_behind_the_given_length),
        cmocka_unit_test(word_motion_is_that_of_readline),
        cmocka_unit_test(a_word_with_a_mark_is_one_word),
        cmocka_unit_test(columns_are_those_of_the_terminal),
        cmocka_unit_test(columns_do_not_break_in_the_c_locale),
        cmocka_unit_test(fitting_never_cuts_a_grapheme),
        cmocka_unit_test(an_emoji_sequence_fits_whole_or_not_at_all),
        cmocka_unit_test(lines_break_after_the_last_blank_that_fits),
        cmocka_unit_test(wrapping_always_ends),
    };

    if (setlocale(LC_ALL, "C.UTF-8") == NULL)
        return EXIT_FAILURE;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
