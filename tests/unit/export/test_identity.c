/* SPDX-License-Identifier: MIT */
/* The identity filter: a table of names, texts and what must come out; spans;
 * and the promise that after replacing nothing is found. */
#include "export/identity.h"
#include "core/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* One person: a name, or a word with "=" in front. */
struct known_name {
    const char *name, *label;
};

/* clang-format off */
static const struct known_name british[] = {
    { "Dr Rachel Bowen", "GP ID 101" },       { "Janet Finch-Saunders AM", "Manager ID 102" },
    { "Ed Evans", "ID 103" },                 { "Dafydd Evans", "ID 104" },
    { "Theresa O'Connor", "ID 105" },         { "Woh Shon", "ID 106" },
    { "Ludwig van der Berg", "ID 107" },      { "=ab", "ID 108" },
    { "=MS", "ID 109" },                      { "Etan(Nimbus)", "ID 110" },
    { "J. R. Hartley", "ID 111" },            { "Sian Gwenllian AM", "ID 112" },
    { "Kay Martin", "ID 113" },               { "Lord Smith of Kelvin", "ID 114" },
    { "Christian Hafenecker, MA (FP\u00d6)", "ID 115" },
    { "Anna (Annie) Weber", "ID 116" },       { "[record]", "Record" },
    { "Mr", "ID 117" },                       { "Project Manager", "Manager ID 118" },
    { "=283", "ID 119" },                     { "Barbara Ne\u00dfler", "ID 120" },
    { "Jean-Luc M\u00e9lenchon", "ID 121" },  { "\u0395\u03bb\u03ad\u03bd\u03b7 \u039d\u03af\u03ba\u03bf\u03c5", "ID 122" },
    { "\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432", "ID 123" },
    { "Bundesminister f\u00fcr Soziales, Gesundheit, Pflege und Konsumentenschutz Dr. Wolfgang M\u00fcckstein", "ID 124" },
    { "Pr\u00e4sident Mag. Wolfgang Sobotka", "ID 125" }, { "=big joe", "ID 126" },
    { "Jos\u00e9 Li", "ID 127" },             { "X", "ID 128" },
};

static const struct known_name hebrew[] = {
    { "\u05d4\u05d9\u05d5\"\u05e8 \u05d7\u05d9\u05d9\u05dd \u05db\u05e5", "ID 101" },   /* the chair Haim Katz */
    { "\u05e0\u05e2\u05d4 \u05d1\u05df-\u05e9\u05d1\u05ea", "ID 102" },                 /* Noa Ben-Shabat */
    { "\u05de\u05d9\u05db\u05dc \u05ea\u05d2'\u05e8", "ID 103" },                       /* Michal Tager */
    { "\u05d3\u05df \u05db\u05e8\u05de\u05dc\u05d9", "ID 104" },                        /* Dan Carmeli */
};

static const struct known_name chinese[] = {
    { "\u5510\u9cf3", "ID 101" },        /* two characters */
    { "\u9673\u6021\u541b", "ID 102" },  /* three */
    { "Tracy Hsieh", "ID 103" },
    { "Joe", "ID 104" },
};

static const struct known_name arabic[] = {
    { "\u0645\u062d\u0645\u062f \u0628\u0646 \u0633\u0644\u0645\u0627\u0646", "ID 101" }, /* Muhammad bin Salman */
};

struct row {
    const char *text, *out;
};

static const struct row british_rows[] = {
    { "", "" },
    { "Nobody here is named.", "Nobody here is named." },
    /* whole, by parts, in capitals, accents ignored */
    { "Rachel Bowen said", "[GP ID 101] said" },
    { "Dr Rachel Bowen said, Bowen too", "Dr [GP ID 101] said, [GP ID 101] too" },
    { "RACHEL BOWEN and rachel", "[GP ID 101] and [GP ID 101]" },
    { "Si\u00e2n Gwenllian; SI\u00c2N", "[ID 112]; [ID 112]" },
    { "Neßler, NESSLER, nessler", "[ID 120], [ID 120], [ID 120]" },
    { "Melenchon and M\u00c9LENCHON", "[ID 121] and [ID 121]" },
    { "e\u0301 Jose\u0301 Li here", "e\u0301 [ID 127] here" },
    /* not inside a word */
    { "Rachelle, Bowening, unbowen", "Rachelle, Bowening, unbowen" },
    { "Bowen2, 2Bowen, Bowen_x", "Bowen2, 2Bowen, [GP ID 101]_x" },
    /* possessives and genitives */
    { "Bowen's plan, Bowen\u2019s, Bowens Plan, the Hafeneckers'", "[GP ID 101]'s plan, [GP ID 101]\u2019s, [GP ID 101]s Plan, the [ID 115]s'" },
    { "BOWENS, Evans' plan", "[GP ID 101]S, [ID 103 or ID 104]' plan" },
    /* across blanks and line ends */
    { "Rachel\nBowen, Rachel   Bowen, Rachel\u00a0Bowen, Rachel \n Bowen", "[GP ID 101], [GP ID 101], [GP ID 101], [GP ID 101]" },
    { "Finch-\nSaunders, Finch\u2010Saunders, Finch Saunders", "[Manager ID 102], [Manager ID 102], [Manager ID 102]" },
    /* hyphenated by its whole and its parts */
    { "Janet Finch-Saunders, Ms Saunders, Finch", "[Manager ID 102], Ms [Manager ID 102], [Manager ID 102]" },
    { "Jean-Luc, Jean Luc M\u00e9lenchon, Jean, Luc, luc", "[ID 121], [ID 121], [ID 121], [ID 121], luc" },
    /* short parts and initials only as written */
    { "Ed said; ed said; ED said", "[ID 103] said; ed said; ED said" },
    { "Ed Evans, ed evans, Dafydd Evans", "[ID 103], [ID 103], [ID 104]" },
    { "Woh, woh, WOH, shon, Kay, kay", "[ID 106], woh, WOH, [ID 106], [ID 113], kay" },
    { "ab, Ab, AB, abc, cab, MS, Ms", "[ID 108], Ab, AB, abc, cab, [ID 109], Ms" },
    { "Jos\u00e9 Li, Li, li, LI", "[ID 127], [ID 127], li, LI" },
    { "X is a letter", "X is a letter" },
    { "J. R. Hartley, J.R. Hartley, JR, J R Hartley, Hartley", "[ID 111], [ID 111], JR, [ID 111], [ID 111]" },
    { "Big Joe and joe", "[ID 126] and joe" },
    /* several people of one name */
    { "Evans spoke", "[ID 103 or ID 104] spoke" },
    { "Wolfgang", "[ID 124 or ID 125]" },
    /* apostrophes */
    { "Theresa O\u2019Connor, O'CONNOR, OConnor, Connor", "[ID 105], [ID 105], [ID 105], Connor" },
    { "l'Evans, 'Bowen', \"Bowen\"", "l'[ID 103 or ID 104], '[GP ID 101]', \"[GP ID 101]\"" },
    /* titles, particles, brackets, offices */
    { "van der Berg, Berg, van, der, Van", "[ID 107], [ID 107], van, der, Van" },
    { "Ludwig Berg", "[ID 107]" },
    { "Etan from Nimbus, Etan(Nimbus)", "[ID 110] from Nimbus, [ID 110](Nimbus)" },
    { "Abg. Hafenecker (FP\u00d6), MA", "Abg. [ID 115] (FP\u00d6), MA" },
    { "Annie or Anna Weber", "[ID 116] or [ID 116] [ID 116]" },
    { "Lord Smith, the lord", "Lord [ID 114], the lord" },
    { "Soziales, Gesundheit, Pflege und M\u00fcckstein", "Soziales, Gesundheit, Pflege und [ID 124]" },
    { "Pr\u00e4sident Sobotka", "Pr\u00e4sident [ID 125]" },
    { "for the record, Mr Record", "for the record, Mr Record" },
    { "in 283 cases", "in 283 cases" },
    /* Greek and Cyrillic */
    { "\u0395\u039b\u0395\u039d\u0397, \u03bd\u03b9\u03ba\u03bf\u03c5", "[ID 122], [ID 122]" },
    { "\u041f\u0415\u0422\u0420\u041e\u0412 \u0438 \u0418\u0432\u0430\u043d", "[ID 123] \u0438 [ID 123]" },
    /* moot's own labels are left alone */
    { "GP ID 101 to Manager ID 118: manager", "GP ID 101 to Manager ID 118: [Manager ID 118]" },
    { "[ID 103 or ID 104] [Manager ID 102]'s", "[ID 103 or ID 104] [Manager ID 102]'s" },
    { "Project Manager ID 118", "[Manager ID 118] Manager ID 118" },
    { "Manager ID 1180, xManager ID 118", "[Manager ID 118] ID 1180, xManager ID 118" },
    { "Record: Manager ID 118", "Record: Manager ID 118" },
    /* soft hyphens and zero-width signs */
    { "Bo\u00adwen, Bow\u200ben", "[GP ID 101], [GP ID 101]" },
    { "\uff22\uff4f\uff57\uff45\uff4e", "[GP ID 101]" }, /* full width */
};

static const struct row hebrew_rows[] = {
    /* Haim; to Haim; Katz, to Katz, and to Katz */
    { "\u05d7\u05d9\u05d9\u05dd \u05d0\u05de\u05e8", "[ID 101] \u05d0\u05de\u05e8" },
    { "\u05dc\u05d7\u05d9\u05d9\u05dd", "\u05dc[ID 101]" },
    { "\u05db\u05e5, \u05dc\u05db\u05e5, \u05d5\u05dc\u05db\u05e5", "[ID 101], \u05dc[ID 101], \u05d5\u05dc[ID 101]" },
    /* Katz with a letter after it, or one before that is no prefix */
    { "\u05db\u05e5\u05d0 \u05d0\u05db\u05e5", "\u05db\u05e5\u05d0 \u05d0\u05db\u05e5" },
    /* the title alone */
    { "\u05d4\u05d9\u05d5\"\u05e8: \u05d4\u05d9\u05d5\u05f4\u05e8", "\u05d4\u05d9\u05d5\"\u05e8: \u05d4\u05d9\u05d5\u05f4\u05e8" },
    { "\u05d4\u05d9\u05d5\"\u05e8 \u05d7\u05d9\u05d9\u05dd\n\u05db\u05e5", "\u05d4\u05d9\u05d5\"\u05e8 [ID 101]" },
    /* Ben-Shabat with maqaf, blank; Shabat; ben alone */
    { "\u05d1\u05df\u05be\u05e9\u05d1\u05ea, \u05d1\u05df \u05e9\u05d1\u05ea, \u05e9\u05d1\u05ea, \u05d1\u05df", "[ID 102], [ID 102], [ID 102], \u05d1\u05df" },
    /* geresh, apostrophe or none; points */
    { "\u05ea\u05d2'\u05e8 \u05ea\u05d2\u05f3\u05e8 \u05ea\u05d2\u2019\u05e8 \u05ea\u05d2\u05e8", "[ID 103] [ID 103] [ID 103] [ID 103]" },
    { "\u05de\u05b4\u05d9\u05db\u05b7\u05dc", "[ID 103]" },
    { "\u05d3\u05df \u05d5\u05d3\u05df", "[ID 104] \u05d5[ID 104]" },
};

static const struct row chinese_rows[] = {
    { "\u6211\u5011\u8acb\u5510\u9cf3\u4f86\u8aaa", "\u6211\u5011\u8acb[ID 101]\u4f86\u8aaa" },
    { "\u5510\u671d", "\u5510\u671d" },
    { "\u9673\u6021\u541b\u8aaa\uff0c\u6021\u541b\u4e5f\u8aaa", "[ID 102]\u8aaa\uff0c[ID 102]\u4e5f\u8aaa" },
    { "\u7531Tracy\u8aaa\u660e\uff0cJoe\u56de\u7b54", "\u7531[ID 103]\u8aaa\u660e\uff0c[ID 104]\u56de\u7b54" },
    { "\u5510\u9cf3\u9673\u6021\u541b", "[ID 101][ID 102]" },
    { "\u9673\n\u6021\u541b", "\u9673\n[ID 102]" },
};

static const struct row arabic_rows[] = {
    { "\u0642\u0627\u0644 \u0645\u062d\u0645\u062f \u0628\u0646 \u0633\u0644\u0645\u0627\u0646", "\u0642\u0627\u0644 [ID 101]" },
    { "\u0648\u0645\u062d\u0645\u062f\u060c \u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f", "\u0648[ID 101]\u060c [ID 101]" },
    { "\u0633\u0644\u0640\u0640\u0645\u0627\u0646", "[ID 101]" },
};
/* clang-format on */

static struct identity_filter *filter_of(const struct known_name *names, size_t count)
{
    struct identity_filter *filter = identity_filter_empty();

    for (size_t i = 0; i < count; i++)
        if (names[i].name[0] == '=')
            identity_filter_add_word(filter, names[i].name + 1, names[i].label);
        else
            identity_filter_add_name(filter, names[i].name, names[i].label);
    return filter;
}

static void check_rows(const struct known_name *names, size_t name_count, const struct row *rows,
                       size_t count)
{
    struct identity_filter *filter = filter_of(names, name_count);
    size_t wrong = 0;

    for (size_t i = 0; i < count; i++) {
        struct str out = STR_INIT;
        size_t len = strlen(rows[i].text), replaced, found;

        found = identity_filter_search(filter, rows[i].text, len, NULL);
        replaced = identity_filter_apply(filter, &out, rows[i].text, len, NULL, 0);
        if (strcmp(str_text(&out), rows[i].out) != 0) {
            print_error("for:  %s\ncame: %s\nnot:  %s\n", rows[i].text, str_text(&out),
                        rows[i].out);
            wrong++;
        }
        assert_int_equal(found > 0, replaced > 0);
        assert_int_equal(identity_filter_search(filter, str_text(&out), out.len, NULL), 0);
        str_release(&out);
    }
    identity_filter_free(filter);
    assert_int_equal(wrong, 0);
}

#define CHECK_ROWS(names, rows) \
    check_rows(names, sizeof(names) / sizeof *(names), rows, sizeof(rows) / sizeof *(rows))

static void names_in_alphabets_are_found_at_word_boundaries(void **state)
{
    (void)state;
    CHECK_ROWS(british, british_rows);
}

/* Each beginning of words is passed over by a rule of its own. */
static void a_name_is_found_whatever_stands_behind_it(void **state)
{
    static const char *const names[] = { "Ed", "Joe", "Andy", "Evans", "Li-Wu", "A-Bo", "O'Dea" };
    static const char *const others[] = { "\u00a0", "\u2019", "\u2026", "\u8aaa", "\u05d0", "" };

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct known_name name = { names[i], "ID 101" };
        struct identity_filter *filter = filter_of(&name, 1);
        char text[32];

        for (char c = 1; c < 127; c++) {
            snprintf(text, sizeof text, "%s%c", names[i], c);
            if (text_is_word((uint32_t)c) || (c < ' ' && c != '\t' && c != '\n'))
                continue;
            if (identity_filter_search(filter, text, strlen(text), NULL) != 1)
                fail_msg("not found: %s", text);
        }
        for (size_t o = 0; o < sizeof others / sizeof *others; o++) {
            snprintf(text, sizeof text, "%s%s", names[i], others[o]);
            if (identity_filter_search(filter, text, strlen(text), NULL) != 1)
                fail_msg("not found: %s", text);
        }
        identity_filter_free(filter);
    }
}

static void hebrew_names_are_found_with_prefixes(void **state)
{
    (void)state;
    CHECK_ROWS(hebrew, hebrew_rows);
}

static void han_names_are_found_inside_a_run(void **state)
{
    (void)state;
    CHECK_ROWS(chinese, chinese_rows);
}

static void arabic_names_are_found_with_marks_and_prefixes(void **state)
{
    (void)state;
    CHECK_ROWS(arabic, arabic_rows);
}

static void spans_grow_to_hold_a_whole_replacement(void **state)
{
    const struct known_name names[] = { { "Rachel Bowen", "GP ID 101" } };
    struct identity_filter *filter = filter_of(names, 1);
    const char *text = "then Rachel Bowen left";
    struct span spans[] = { { 0, 4 }, { 5, 12 }, { 5, 6 }, { 12, 10 }, { 18, 4 }, { 0, 8 } };
    const char *const words[] = { "then", "[GP ID 101]", "[GP ID 101]", "[GP ID 101] left",
                                  "left", "then [GP ID 101]" };
    struct str out = STR_INIT;

    (void)state;
    str_add(&out, "before: ");
    assert_int_equal(identity_filter_apply(filter, &out, text, strlen(text), spans, 6), 1);
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(spans[i].len, strlen(words[i]));
        assert_memory_equal(out.text + 8 + spans[i].start, words[i], spans[i].len);
    }
    str_release(&out);
    identity_filter_free(filter);
}

static void the_first_name_that_is_left_is_told(void **state)
{
    const struct known_name names[] = { { "Rachel Bowen", "GP ID 101" } };
    struct identity_filter *filter = filter_of(names, 1);
    struct span first = { 0, 0 };

    (void)state;
    assert_int_equal(identity_filter_search(filter, "a bowen, a Rachel", 17, &first), 2);
    assert_int_equal(first.start, 2);
    assert_int_equal(first.len, 5);
    identity_filter_free(filter);
}

static void count_up(void *data, const char *label, size_t count)
{
    str_add_format(data, "%s=%zu;", label, count);
}

static void what_was_replaced_is_counted_by_label(void **state)
{
    const struct known_name names[] = { { "Ann Evans", "ID 101" }, { "Ed Evans", "ID 102" },
                                        { "Bob Hale", "ID 103" } };
    struct identity_filter *filter = filter_of(names, 3);
    const char *text = "Evans, Ed, Ed Evans, Evans, Evans";
    struct str out = STR_INIT, counts = STR_INIT;

    (void)state;
    assert_int_equal(identity_filter_apply(filter, &out, text, strlen(text), NULL, 0), 5);
    identity_filter_counts(filter, count_up, &counts);
    assert_string_equal(counts.text, "ID 102=2;ID 101 or ID 102=3;");
    str_release(&out);
    str_release(&counts);
    identity_filter_free(filter);
}

static void many_who_share_a_name_are_not_all_listed(void **state)
{
    struct identity_filter *filter = identity_filter_empty();
    struct str out = STR_INIT;

    (void)state;
    for (int i = 0; i < 50; i++) {
        char name[32], label[32];

        snprintf(name, sizeof name, "Daniel Q%dx", i);
        snprintf(label, sizeof label, "ID %d", 101 + i);
        identity_filter_add_name(filter, name, label);
    }
    identity_filter_apply(filter, &out, "Daniel, Daniel Q7x", 18, NULL, 0);
    assert_string_equal(out.text, "[ID 101 or ID 102 or ID 103 or others], [ID 108]");
    assert_int_equal(identity_filter_search(filter, out.text, out.len, NULL), 0);
    str_release(&out);
    identity_filter_free(filter);
}

static void a_text_of_moots_own_is_kept_as_a_whole(void **state)
{
    const struct known_name names[] = { { "Project Manager", "ID 101" } };
    struct identity_filter *filter = filter_of(names, 1);
    struct str out = STR_INIT;

    (void)state;
    identity_filter_keep(filter, "NHS manager");
    identity_filter_keep(filter, "Decision");
    assert_int_equal(identity_filter_apply(filter, &out, "NHS manager", 11, NULL, 0), 0);
    assert_int_equal(identity_filter_search(filter, "NHS manager", 11, NULL), 0);
    assert_int_equal(identity_filter_apply(filter, &out, "|the NHS manager", 16, NULL, 0), 1);
    assert_string_equal(out.text, "NHS manager|the NHS [ID 101]");
    str_release(&out);
    identity_filter_free(filter);
}

/* --- the promise, with names and texts made at random ------------------------------ */

static uint32_t seed;

static uint32_t any(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static const char *const pieces[] = {
    "a", "b", "n", "An", "Ben", "s", "S", "or", "\u00e9", "\u00df", "E\u0301", " ", " ", "\n", "-",
    "'", "\u2019", ".", ",", "[", "]", "(", "ID 101", "ID 102", "GP ID 103", " or ", "\u5510",
    "\u9cf3", "\u9673", "\u05d3", "\u05df", "\u05dc", "\u05db", "\"", "\u05f4", "\u0645",
    "\u062d", "\u064f", "\u00a0", "\u00ad", "1", "_", "\u0e01", "\U00020BB7", "others",
};

static void add_pieces(struct str *out, uint32_t count)
{
    struct str raw = STR_INIT;

    for (uint32_t i = 0; i < count; i++)
        str_add(&raw, pieces[any(sizeof pieces / sizeof *pieces)]);
    text_clean(out, str_text(&raw), raw.len);
    str_release(&raw);
}

static void after_replacing_nothing_is_found(void **state)
{
    static const char *const labels[] = { "ID 101", "ID 102", "GP ID 103", "interj-1", "Record" };

    (void)state;
    for (uint32_t round = 0; round < 2000; round++) {
        struct identity_filter *filter = identity_filter_empty();

        seed = round;
        for (uint32_t i = 0; i < 5; i++) {
            struct str name = STR_INIT;

            add_pieces(&name, 1 + any(5));
            if (any(3) == 0)
                identity_filter_add_word(filter, str_text(&name), labels[i]);
            else
                identity_filter_add_name(filter, str_text(&name), labels[i]);
            str_release(&name);
        }
        for (int i = 0; i < 20; i++) {
            struct str text = STR_INIT, out = STR_INIT;
            struct span spans[3], first;
            size_t left;

            add_pieces(&text, any(40));
            for (int s = 0; s < 3; s++) {
                spans[s].start = any((uint32_t)text.len + 1);
                spans[s].len = any((uint32_t)(text.len - spans[s].start) + 1);
            }
            identity_filter_apply(filter, &out, str_text(&text), text.len, spans, 3);
            left = identity_filter_search(filter, str_text(&out), out.len, &first);
            if (left > 0)
                fail_msg("round %u: %.*s is left in %s, made from %s", round, (int)first.len,
                         out.text + first.start, out.text, text.text);
            for (int s = 0; s < 3; s++)
                assert_true(spans[s].start <= out.len && spans[s].len <= out.len - spans[s].start);
            str_release(&text);
            str_release(&out);
        }
        identity_filter_free(filter);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_in_alphabets_are_found_at_word_boundaries),
        cmocka_unit_test(a_name_is_found_whatever_stands_behind_it),
        cmocka_unit_test(hebrew_names_are_found_with_prefixes),
        cmocka_unit_test(han_names_are_found_inside_a_run),
        cmocka_unit_test(arabic_names_are_found_with_marks_and_prefixes),
        cmocka_unit_test(spans_grow_to_hold_a_whole_replacement),
        cmocka_unit_test(the_first_name_that_is_left_is_told),
        cmocka_unit_test(what_was_replaced_is_counted_by_label),
        cmocka_unit_test(many_who_share_a_name_are_not_all_listed),
        cmocka_unit_test(a_text_of_moots_own_is_kept_as_a_whole),
        cmocka_unit_test(after_replacing_nothing_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
