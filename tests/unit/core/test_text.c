/* SPDX-License-Identifier: MIT */
/* Tests of core/text.c: hostile UTF-8, printing, normal form, folding,
 * classes. Expected values come from RFC 3629 and UAX 15. */
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

static void going_forward_counts_as_counting_does(void **state)
{
    static const char text[] = "plain é and 会议室 for 👍 of wörds that are löng enough";
    const size_t len = sizeof text - 1, count = text_count(text, len);

    (void)state;
    for (size_t points = 0; points <= count; points++) {
        size_t at = text_forward(text, len, points);

        assert_in_range(at, 0, len);
        assert_int_equal(text_count(text, at), points);
        assert_true(at == len || ((unsigned char)text[at] & 0xC0) != 0x80);
    }
    assert_int_equal(text_forward(text, len, count), len);
    assert_int_equal(text_forward(text, len, count + 1), len + 1);
    assert_int_equal(text_forward("", 0, 0), 0);
    assert_int_equal(text_forward("", 0, 1), 1);
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

static void what_stays_is_not_touched_by_cleaning(void **state)
{
    static const uint32_t stay[] = { 'a', '\n', 0xE9, 0x416, 0x451, 0x5D0, 0x4E00, 0x1F600 };
    static const uint32_t go[] = { '\r', 0x85, 0x301, 0x1161, 0x212B, 0x2028, 0x202E, 0xFEFF };
    struct str text = STR_INIT, clean = STR_INIT;

    (void)state;
    for (size_t i = 0; i < COUNT(stay); i++)
        assert_true(text_stays(stay[i]));
    for (size_t i = 0; i < COUNT(go); i++)
        assert_false(text_stays(go[i]));
    for (uint32_t c = 1; c < 0x20000; c++) {
        if (!text_stays(c) || (c >= 0xD800 && c <= 0xDFFF))
            continue;
        str_clear(&text);
        str_clear(&clean);
        str_add(&text, "e");
        text_add_code_point(&text, c);
        str_add(&text, "e");
        (void)text_clean(&clean, text.text, text.len);
        assert_string_equal(clean.text, text.text);
    }
    str_release(&text);
    str_release(&clean);
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
        cmocka_unit_test(going_forward_counts_as_counting_does),
        cmocka_unit_test(text_comes_in_as_nfc_without_controls),
        cmocka_unit_test(a_line_is_one_line_without_blanks_at_its_ends),
        cmocka_unit_test(a_zero_byte_is_left_out),
        cmocka_unit_test(cleaning_twice_changes_nothing),
        cmocka_unit_test(what_stays_is_not_touched_by_cleaning),
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
