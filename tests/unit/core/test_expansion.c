/* SPDX-License-Identifier: MIT */
/* Text expansion: where a line is expanded, and what an abbreviation may be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/expansion.h"
#include "tests/unit/core/known.h"

static const struct expansion list[] = {
    { "ne", "NHS England" },  { "r&d", "research and development" },
    { "hb", "ועדת הבריאות" }, { "ב\"ה", "never: a sign inside" },
    { "מש", "משרד הבריאות" }, { "éa", "Éducation alimentaire" },
};

/* "|" in the line is the cursor; the sign after it is about to be typed. */
static void what_is_prose_is_expanded_and_nothing_else(void **state)
{
    static const struct {
        const char *line;
        const char *finds; /* the abbreviation; NULL: nothing */
    } rows[] = {
        { "ne| ", "ne" },
        { "we asked ne|.", "ne" },
        { "we asked ne|,", "ne" },
        { "we asked ne|?", "ne" },
        { "we asked (ne|)", "ne" },
        { "she said \"ne|\"", "ne" },
        { "she said “ne| ", "ne" },
        { "we asked ne|", "ne" }, /* Enter */
        { "ne|", "ne" },
        { "283: ne| ", "ne" },
        { "283: ne|,", "ne" },
        { "283: ne|:", "ne" },
        { "they say ne|:", "ne" },
        { "@14:03 ne| ", "ne" },
        { "// ne| ", "ne" },
        { "... ne| ", "ne" },
        { "#ch ne| ", "ne" },
        { "#ch(diagnostic) ne| ", "ne" },
        { "see (a) ne| ", "ne" },
        { "the r&d|.", "r&d" },
        { "is מש| ", "מש" },
        { "l'éa| ", NULL }, /* no blank before it */
        { "une éa|,", "éa" },
        /* not a whole word */
        { "one| ", NULL },
        { "ne|w", NULL },
        { "ne|x ", NULL },
        { "line-ne| ", NULL },
        { "Ne| ", NULL },
        { "ne/ne| ", NULL },
        /* it may become a speaker */
        { "ne|:", NULL },
        { "ne|,", NULL },
        { "ne|>", NULL },
        { "283, ne|:", NULL },
        { "283,ne|:", NULL },
        { "@14:03 ne|:", NULL },
        { "283>ne|:", NULL },
        { "@ne| ", NULL },
        { "?ne| ", NULL },
        /* codes and their brackets */
        { "#ne| ", NULL },
        { "x #at(who=ne| ", NULL },
        { "x #at(ne|,", NULL },
        { "x #at(by when=ne|)", NULL },
        /* not prose */
        { "\\ne| ", NULL },
        { "\\ we asked ne| ", NULL },
        { "> ne| ", NULL },
        { "> the ne| ", NULL },
        { "+ne|,", NULL },
        { "-ne| ", NULL },
        { "=ne| ", NULL },
        { "s/the ne| ", NULL },
        { "s/ne|/", NULL },
        { "", NULL },
    };
    struct known known = known_meeting();

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *bar = strchr(rows[i].line, '|');
        size_t cursor = bar != NULL ? (size_t)(bar - rows[i].line) : 0, start = 0;
        char line[200];
        int found;

        memcpy(line, rows[i].line, cursor);
        line[cursor] = '\0';
        found = expansion_at(list, COUNT(list), line, cursor, cursor, bar != NULL ? bar[1] : '\0',
                             &known, &start);
        if ((found >= 0) != (rows[i].finds != NULL)
            || (found >= 0 && strcmp(list[found].brief, rows[i].finds) != 0))
            fail_msg("\"%s\": %d", rows[i].line, found);
        if (found >= 0)
            assert_memory_equal(line + start, list[found].brief, cursor - start);
    }
}

static void in_the_middle_of_a_line_the_word_before_the_cursor_counts(void **state)
{
    static const char line[] = "283: we asked ne about it";
    struct known known = known_meeting();
    size_t start = 0;

    (void)state;
    assert_int_equal(expansion_at(list, COUNT(list), line, strlen(line), 16, ',', &known, &start),
                     0);
    assert_int_equal(start, 14);
    assert_int_equal(expansion_at(list, COUNT(list), line, strlen(line), 16, '\0', &known, &start),
                     -1);
    assert_int_equal(expansion_at(list, 0, line, strlen(line), 16, ' ', &known, &start), -1);
}

static void while_a_speaker_persists_words_are_prose_from_the_start(void **state)
{
    static const struct read_voice jane = { .kind = VOICE_PERSON, .index = 1 };
    struct known known = known_meeting();
    size_t start;

    (void)state;
    known.persistent = &jane;
    known.persistent_count = 1;
    assert_int_equal(expansion_at(list, COUNT(list), "ne", 2, 2, ' ', &known, &start), 0);
    assert_int_equal(expansion_at(list, COUNT(list), "ne", 2, 2, ':', &known, &start), -1);
    assert_int_equal(expansion_at(list, COUNT(list), ": ne", 4, 4, ' ', &known, &start), 0);
}

static void an_abbreviation_is_one_word(void **state)
{
    static const char *const good[] = { "ne", "1st", "r&d", "o'n", "a-b", "n.e", "מש", "省" };
    static const char *const bad[] = {
        "", "a b", "#ne", "ne:", "@ne", "&a", "a&", "-a", "a/b", "a\"b", "abcdefghijklmnopqrstuvwxy"
    };

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        if (!expansion_brief_fits(good[i]))
            fail_msg("%s", good[i]);
    for (size_t i = 0; i < COUNT(bad); i++)
        if (expansion_brief_fits(bad[i]))
            fail_msg("%s", bad[i]);
}

static void initials_are_those_of_all_words(void **state)
{
    static const char *const rows[][2] = {
        { "Governing Body", "gb" },
        { "Finance and performance (GB/26/14)", "fapgb2614" },
        { "Children's services", "cs" },
        { "Welcome", "" },
        { "", "" },
        { "Élus Ligue", "el" },
        { "ועדת הבריאות", "וה" },
        { "财务报告", "" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str out = STR_INIT;

        expansion_initials(&out, rows[i][0]);
        if (i != 1) /* what numbers in a title give is not of interest */
            assert_string_equal(str_text(&out), rows[i][1]);
        str_release(&out);
    }
}

static void what_is_much_alike_is_found(void **state)
{
    (void)state;
    assert_int_equal(expansion_like(list, COUNT(list), "NE"), 0);
    assert_int_equal(expansion_like(list, COUNT(list), "ne"), -1); /* itself */
    assert_int_equal(expansion_like(list, COUNT(list), "ea"), 5);
    assert_int_equal(expansion_like(list, COUNT(list), "r&b"), 1);
    assert_int_equal(expansion_like(list, COUNT(list), "rr&d"), 1);
    assert_int_equal(expansion_like(list, COUNT(list), "nx"), -1); /* two letters differ easily */
    assert_int_equal(expansion_like(list, COUNT(list), "xyz"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_prose_is_expanded_and_nothing_else),
        cmocka_unit_test(in_the_middle_of_a_line_the_word_before_the_cursor_counts),
        cmocka_unit_test(while_a_speaker_persists_words_are_prose_from_the_start),
        cmocka_unit_test(an_abbreviation_is_one_word),
        cmocka_unit_test(initials_are_those_of_all_words),
        cmocka_unit_test(what_is_much_alike_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
