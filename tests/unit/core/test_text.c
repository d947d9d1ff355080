/* SPDX-License-Identifier: MIT */
/* Tests of core/text.c: hostile UTF-8, normal form, graphemes, columns,
 * folding. Expected values come from RFC 3629, UAX 15 and UAX 29. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/text.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A family of three: man ZWJ woman ZWJ girl. */
#define FAMILY "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"
#define ACUTE "\xCC\x81"

/* --- UTF-8 ------------------------------------------------------------------- */

static void what_rfc_3629_allows_is_valid(void **state)
{
    static const char *const good[] = {
        "", "plain", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", "שלום", "会议", FAMILY,
    };

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(text_valid(good[i], strlen(good[i])));
    assert_true(text_valid("a\0b", 3));
}

static void overlong_surrogate_and_truncated_forms_are_not_valid(void **state)
{
    static const char *const bad[] = {
        "\x80", "\xBF", "\xC0\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xE0\x9F\xBF",
        "\xF0\x80\x80\xAF", "\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80", "\xFE", "\xFF", "\xC3", "\xC3(", "\xE2\x82",
        "\xE2\x82(", "\xE2(\xA1", "\xF0\x9F\x91", "\xF0\x9F\x91(", "\xF0(\x8C\xBC", "\xF0\x28",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_false(text_valid(bad[i], strlen(bad[i])));
        assert_int_equal(text_valid_until(bad[i], strlen(bad[i])), 0);
    }
}

static void the_first_wrong_byte_is_found(void **state)
{
    (void)state;
    assert_int_equal(text_valid_until("ab\xC3\xA9\xFF", 5), 4);
    assert_int_equal(text_valid_until("ab\xE2\x82", 4), 2);
    assert_int_equal(text_valid_until("abc", 3), 3);
}

static void nothing_is_read_behind_the_given_length(void **state)
{
    char *exact = mem_resize(NULL, 2, 1); /* no ending zero: a sanitizer sees an overrun */

    (void)state;
    exact[0] = '\xE2';
    exact[1] = '\x82';
    assert_int_equal(text_valid_until(exact, 2), 0);
    free(exact);
}

static void what_is_printed_is_cut_at_a_whole_character(void **state)
{
    static const struct {
        const char *text;
        size_t size;
        const char *printed;
    } rows[] = {
        { "plain", 9, "plain" },
        { "plain", 6, "plain" },
        { "plain", 5, "plai" },
        { "plain", 1, "" },
        { "", 1, "" },
        { "שלום", 9, "שלום" },
        { "שלום", 8, "שלו" },
        { "שלום", 7, "שלו" },
        { "שלום", 2, "" },
        { "会议", 7, "会议" },
        { "会议", 6, "会" },
        { "会议", 5, "会" },
        { "会议", 4, "会" },
        { "会议", 3, "" },
        { "a\xF0\x9F\x98\x80", 6, "a\xF0\x9F\x98\x80" },
        { "a\xF0\x9F\x98\x80", 5, "a" },
        { "a\xF0\x9F\x98\x80", 3, "a" },
        { "\xF0\x9F\x98\x80", 1, "" },
        { "ab\xFF" "c", 9, "ab" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *exact = mem_alloc(rows[i].size, 1); /* the sanitizer sees a byte behind it */

        text_print(exact, rows[i].size, "%s", rows[i].text);
        assert_string_equal(exact, rows[i].printed);
        free(exact);
    }
}

static void what_is_printed_takes_its_values(void **state)
{
    char text[16];

    (void)state;
    text_print(text, sizeof text, "M%d %.*s %s", 12, 2, "abc", "会议室");
    assert_string_equal(text, "M12 ab 会议");
}

static void code_points_are_read_and_written_as_the_same_bytes(void **state)
{
    static const struct {
        const char *bytes;
        uint32_t point;
    } rows[] = { { "A", 0x41 }, { "é", 0xE9 }, { "€", 0x20AC }, { "𐍈", 0x10348 } };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str out = STR_INIT;
        size_t len;

        assert_int_equal(text_code_point(rows[i].bytes, &len), rows[i].point);
        assert_int_equal(len, strlen(rows[i].bytes));
        text_add_code_point(&out, rows[i].point);
        assert_string_equal(out.text, rows[i].bytes);
        str_release(&out);
    }
}

static void a_surrogate_is_written_as_a_replacement(void **state)
{
    struct str out = STR_INIT;

    (void)state;
    text_add_code_point(&out, 0xD800);
    text_add_code_point(&out, 0x110000);
    assert_string_equal(out.text, "\xEF\xBF\xBD\xEF\xBF\xBD");
    str_release(&out);
}

static void characters_are_counted_and_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(text_count("", 0), 0);
    assert_int_equal(text_count("aé会𐍈", strlen("aé会𐍈")), 4);
}

/* --- cleaning ---------------------------------------------------------------- */

struct clean_row {
    const char *given, *expected;
    size_t changed;
};

static void check_clean(size_t (*clean)(struct str *, const char *, size_t),
                        const struct clean_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct str out = STR_INIT;

        str_add(&out, "| ");
        assert_int_equal(clean(&out, rows[i].given, strlen(rows[i].given)), rows[i].changed);
        assert_string_equal(out.text + 2, rows[i].expected);
        assert_int_equal(out.len, strlen(rows[i].expected) + 2);
        assert_memory_equal(out.text, "| ", 2);
        str_release(&out);
    }
}

static void text_comes_in_as_nfc_without_controls(void **state)
{
    static const struct clean_row rows[] = {
        { "", "", 0 },
        { "plain", "plain", 0 },
        { "e" ACUTE, "é", 0 },
        { "e\x01" ACUTE, "é", 1 },                   /* nothing stays between them */
        { "a\xCC\xA3\xCC\x82", "ậ", 0 },
        { "a\xCC\x82\xCC\xA3", "ậ", 0 },             /* marks in either order */
        { "\xE2\x84\xAB", "Å", 0 },                  /* the angstrom sign */
        { "\xE1\x84\x80\xE1\x85\xA1", "가", 0 },
        { "ﬁ", "ﬁ", 0 },                             /* NFC, not NFKC */
        { "a\r\nb\rc\xC2\x85" "d\xE2\x80\xA8" "e\xE2\x80\xA9" "f", "a\nb\nc\nd\ne\nf", 0 },
        { "a\tb", "a\tb", 0 },
        { "\x1B[31mred\x1B[0m", "[31mred[0m", 2 },   /* an escape loses its teeth */
        { "\xC2\x9B" "31m", "31m", 1 },              /* also the one of C1 */
        { "a\x7F" "b\x08", "ab", 2 },
        { "\xEF\xBB\xBFtext", "text", 1 },
        { "a\xEF\xBF\xBE" "b\xEF\xB7\x90", "ab", 2 },
        { "a\xF0\x9F\xBF\xBF" "b", "ab", 1 },
        { "a\xE2\x80\xAE" "b\xE2\x81\xA6" "c\xE2\x81\xA9\xE2\x80\xAC", "abc", 4 },
        { "a\xE2\x80\x8E" "b", "a\xE2\x80\x8E" "b", 0 }, /* a mark, not an override */
        { "a\xFF\xFE" "b", "a\xEF\xBF\xBD\xEF\xBF\xBD" "b", 2 },
        { "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3 },
        { "cut \xE2\x82", "cut \xEF\xBF\xBD\xEF\xBF\xBD", 2 },
        { FAMILY, FAMILY, 0 },
    };

    (void)state;
    check_clean(text_clean, rows, COUNT(rows));
}

static void a_line_is_one_line_without_blanks_at_its_ends(void **state)
{
    static const struct clean_row rows[] = {
        { "", "", 0 },
        { "   \t\n ", "", 0 },
        { "  two words  ", "two words", 0 },
        { "a\r\nb\tc\n", "a b c", 0 },
        { "\xC2\xA0" "a b\xE3\x80\x80", "a b", 0 },
        { " \x07 x", "x", 1 },
        { "会议\n", "会议", 0 },
        { "é", "é", 0 },
    };

    (void)state;
    check_clean(text_clean_line, rows, COUNT(rows));
}

static void a_zero_byte_is_left_out(void **state)
{
    struct str out = STR_INIT;

    (void)state;
    assert_int_equal(text_clean(&out, "a\0b", 3), 1);
    assert_string_equal(out.text, "ab");
    str_release(&out);
}

static void cleaning_twice_changes_nothing(void **state)
{
    struct str once = STR_INIT, twice = STR_INIT;
    unsigned seed = 1;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        char bytes[24];

        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1103515245 + 12345;
            bytes[i] = (char)(seed >> 16 & 0xFF);
        }
        str_clear(&once);
        str_clear(&twice);
        (void)text_clean(&once, bytes, sizeof bytes);
        assert_true(text_valid(str_text(&once), once.len));
        assert_int_equal(text_clean(&twice, str_text(&once), once.len), 0);
        assert_string_equal(str_text(&once), str_text(&twice));
    }
    str_release(&once);
    str_release(&twice);
}

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

/* --- comparing --------------------------------------------------------------- */

static void folding_drops_case_and_accents(void **state)
{
    static const struct { const char *given, *expected; } rows[] = {
        { "", "" },                 { "GP Smith", "gp smith" },    { "Gärtner", "gartner" },
        { "GARTNER", "gartner" },   { "Ga\xCC\x88rtner", "gartner" }, { "Straße", "strasse" },
        { "İstanbul", "istanbul" }, { "ΣΊΣΥΦΟΣ", "σισυφοσ" },      { "σίσυφος", "σισυφοσ" },
        { "Ёлка", "елка" },         { "שָׁלוֹם", "שלום" },           { "会议", "会议" },
        { "ﬁne", "fine" },          { "Łódź", "łodz" },            { "NAÏVE", "naive" },
        { "ế", "e" },               { "[@`{", "[@`{" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str out = STR_INIT;

        text_fold(&out, rows[i].given, strlen(rows[i].given));
        assert_string_equal(str_text(&out), rows[i].expected);
        str_release(&out);
    }
}

static void spacing_vowels_of_indian_scripts_are_kept(void **state)
{
    (void)state;
    assert_false(text_same("का", strlen("का"), "की", strlen("की")));
}

static void a_long_run_without_ascii_is_folded_whole(void **state)
{
    struct str given = STR_INIT, out = STR_INIT;

    (void)state;
    for (int i = 0; i < 500; i++)
        str_add(&given, "Ä");
    text_fold(&out, given.text, given.len);
    assert_int_equal(out.len, 500);
    assert_int_equal(strspn(out.text, "a"), 500);
    str_release(&given);
    str_release(&out);
}

static void same_and_begins_compare_folded(void **state)
{
    static const struct {
        const char *a, *b;
        bool same, begins; /* begins: `a` begins with `b` */
    } rows[] = {
        { "", "", true, true },
        { "Smith", "smith", true, true },
        { "Smith", "SM", false, true },
        { "sm", "smith", false, false },
        { "smith", "smyth", false, false },
        { "Gärtner", "gartner", true, true },
        { "gartner", "GÄRT", false, true },
        { "Gärtner", "gar", false, true },
        { "Gärtner", "gor", false, false },
        { "ß", "ss", true, true },
        { "ss", "ß", true, true },
        { "Straße", "STRAS", false, true },
        { "Stras", "Straß", false, false },
        { "e" ACUTE, "e", true, true },
        { "e", "e" ACUTE, true, true },
        { "İ", "i", true, true },
        { "会议室", "会议", false, true },
        { "会议", "会议室", false, false },
        { "a", "", false, true },
        { "", "a", false, false },
        { "", "é", false, false },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t a = strlen(rows[i].a), b = strlen(rows[i].b);

        assert_int_equal(text_same(rows[i].a, a, rows[i].b, b), rows[i].same);
        assert_int_equal(text_same(rows[i].b, b, rows[i].a, a), rows[i].same);
        assert_int_equal(text_begins(rows[i].a, a, rows[i].b, b), rows[i].begins);
    }
}

static void comparing_stops_at_the_given_lengths(void **state)
{
    (void)state;
    assert_true(text_same("smith", 2, "smart", 2));
    assert_true(text_begins("smith", 3, "smile", 3));
    assert_false(text_begins("smith", 2, "smi", 3));
}

/* --- classes ----------------------------------------------------------------- */

static void characters_have_one_class(void **state)
{
    static const struct {
        uint32_t point;
        bool word, blank, punctuation, ideograph;
    } rows[] = {
        { 'a', true, false, false, false },     { 'Z', true, false, false, false },
        { '7', true, false, false, false },     { ' ', false, true, false, false },
        { '\t', false, true, false, false },    { '\n', false, true, false, false },
        { 0xA0, false, true, false, false },    { 0x3000, false, true, false, false },
        { '#', false, false, true, false },     { '$', false, false, true, false },
        { 0x2026, false, false, true, false },  { 0x20AC, false, false, true, false },
        { 0x3002, false, false, true, false },  { 0x301, true, false, false, false },
        { 0xE9, true, false, false, false },    { 0x5D0, true, false, false, false },
        { 0x4F1A, true, false, false, true },   { 0x3042, true, false, false, true },
        { 0x30A2, true, false, false, true },   { 0x30FC, true, false, false, true },
        { 0xAC00, true, false, false, true },   { 0x20000, true, false, false, true },
        { 0x30FB, false, false, true, false },  { 0x1F600, false, false, true, false },
        { 0x7F, false, false, false, false },   { 0x200D, false, false, false, false },
        { 0x660, true, false, false, false },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(text_is_word(rows[i].point), rows[i].word);
        assert_int_equal(text_is_blank(rows[i].point), rows[i].blank);
        assert_int_equal(text_is_punctuation(rows[i].point), rows[i].punctuation);
        assert_int_equal(text_is_ideograph(rows[i].point), rows[i].ideograph);
    }
}

static void xml_and_atlas_ti_take_the_basic_plane_without_controls(void **state)
{
    (void)state;
    assert_false(text_is_astral('\t'));
    assert_false(text_is_astral('\n'));
    assert_false(text_is_astral('a'));
    assert_false(text_is_astral(0x85));
    assert_false(text_is_astral(0xD7FF));
    assert_false(text_is_astral(0xE000));
    assert_false(text_is_astral(0xFFFD));
    assert_true(text_is_astral(0));
    assert_true(text_is_astral(0x1B));
    assert_true(text_is_astral(0xD800));
    assert_true(text_is_astral(0xFFFE));
    assert_true(text_is_astral(0x10000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_rfc_3629_allows_is_valid),
        cmocka_unit_test(overlong_surrogate_and_truncated_forms_are_not_valid),
        cmocka_unit_test(the_first_wrong_byte_is_found),
        cmocka_unit_test(nothing_is_read_behind_the_given_length),
        cmocka_unit_test(what_is_printed_is_cut_at_a_whole_character),
        cmocka_unit_test(what_is_printed_takes_its_values),
        cmocka_unit_test(code_points_are_read_and_written_as_the_same_bytes),
        cmocka_unit_test(a_surrogate_is_written_as_a_replacement),
        cmocka_unit_test(characters_are_counted_and_not_bytes),
        cmocka_unit_test(text_comes_in_as_nfc_without_controls),
        cmocka_unit_test(a_line_is_one_line_without_blanks_at_its_ends),
        cmocka_unit_test(a_zero_byte_is_left_out),
        cmocka_unit_test(cleaning_twice_changes_nothing),
        cmocka_unit_test(the_cursor_moves_by_graphemes_both_ways),
        cmocka_unit_test(the_cursor_stops_at_both_ends),
        cmocka_unit_test(a_grapheme_does_not_reach_behind_the_given_length),
        cmocka_unit_test(word_motion_is_that_of_readline),
        cmocka_unit_test(a_word_with_a_mark_is_one_word),
        cmocka_unit_test(columns_are_those_of_the_terminal),
        cmocka_unit_test(columns_do_not_break_in_the_c_locale),
        cmocka_unit_test(fitting_never_cuts_a_grapheme),
        cmocka_unit_test(an_emoji_sequence_fits_whole_or_not_at_all),
        cmocka_unit_test(lines_break_after_the_last_blank_that_fits),
        cmocka_unit_test(wrapping_always_ends),
        cmocka_unit_test(folding_drops_case_and_accents),
        cmocka_unit_test(spacing_vowels_of_indian_scripts_are_kept),
        cmocka_unit_test(a_long_run_without_ascii_is_folded_whole),
        cmocka_unit_test(same_and_begins_compare_folded),
        cmocka_unit_test(comparing_stops_at_the_given_lengths),
        cmocka_unit_test(characters_have_one_class),
        cmocka_unit_test(xml_and_atlas_ti_take_the_basic_plane_without_controls),
    };

    if (setlocale(LC_ALL, "C.UTF-8") == NULL)
        return EXIT_FAILURE;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
