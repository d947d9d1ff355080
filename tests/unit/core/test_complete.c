/* SPDX-License-Identifier: MIT */
/* What Tab offers, as one string: what is put in, each in its place. The
 * cursor stands where the line has its "|". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/str.h"
#include "core/text.h"
#include "tests/unit/core/known.h"

/* Fills *out with what `marked` offers. */
static void complete(struct completions *out, struct str *line, const char *marked)
{
    struct known known = known_meeting();
    size_t cursor = (size_t)(strchr(marked, '|') - marked);

    str_add_len(line, marked, cursor);
    str_add(line, marked + cursor + 1);
    grammar_complete(out, str_text(line), line->len, cursor, &known);
}

/* Compares the lines that would come of `marked`, separated by "; ". */
static void check(const char *marked, const char *expected)
{
    struct completions offers = { .count = 0 };
    struct str line = STR_INIT, all = STR_INIT;

    complete(&offers, &line, marked);
    for (size_t i = 0; i < offers.count; i++) {
        struct str done = STR_INIT;

        str_add_len(&done, str_text(&line), line.len);
        str_splice(&done, offers.item[i].replaces.start, offers.item[i].replaces.len,
                   offers.item[i].with, strlen(offers.item[i].with));
        str_add(&all, i > 0 ? "; " : "");
        str_add(&all, str_text(&done));
        str_release(&done);
    }
    assert_string_equal(str_text(&all), expected);
    str_release(&all);
    str_release(&line);
    completions_release(&offers);
}

static void codes_come_by_key_then_by_name_then_by_any_word(void **state)
{
    (void)state;
    check("what #c|", "what #ch ; what #cd ; what #cm ; what #cs ");
    check("#cs|", "#cs ");
    check("#de|", "#de ; #de(taken); #de(deferred); #de(noted); #cd "); /* a word of its name */
    check("#d|", "#de ; #cd ; #r2 ");
    check("#pub|", "#ph ; #pq ");
    check("#account|", "#ac ");
    check("#of-int|", "#cd ; #cm ");
    check("#holding to|", "#ac ");
    check("#rep|", "#Réponse ");
    check("#old|", "");
    check("C#c|", "");
    check("#de|x", "#de x; #de(taken) x; #de(deferred) x; #de(noted) x; #cd x");
    check("#c| more", "#ch more; #cd more; #cm more; #cs more");
    check("@14:03 283: so #te|", "@14:03 283: so #tn ");
}

static void pinned_codes_come_first_where_nothing_is_typed(void **state)
{
    struct completions offers = { .count = 0 };
    struct str line = STR_INIT;

    (void)state;
    complete(&offers, &line, "#|");
    assert_int_equal(offers.count, COUNT(known_codes) - 1); /* not the retired one */
    assert_string_equal(offers.item[0].with, "#ch ");
    assert_string_equal(offers.item[0].shows, "ch  Challenge from members");
    assert_string_equal(offers.item[0].explains, "a member questions");
    assert_string_equal(offers.item[1].with, "#de ");
    str_release(&line);
    completions_release(&offers);
}

static void inside_a_bracket_the_choices_of_that_code_come(void **state)
{
    (void)state;
    check("#ch(d|", "#ch(diagnostic); #ch(deflected); #ch(deferred)");
    check("#ch(diagnostic,an|", "#ch(diagnostic,answered)");
    check("#ch(diagnostic,d|", "#ch(diagnostic,deflected); #ch(diagnostic,deferred)"); /* kind is given */
    check("#ch(dia|)", "#ch(diagnostic)");
    check("#ch(dia|,answered)", "#ch(diagnostic,answered)");
    check("#ch(de|,diagnostic)", "#ch(deflected,diagnostic); #ch(deferred,diagnostic)");
    check("#ch(d|,response=answered)", "#ch(diagnostic,response=answered)");
    check("#ch(d|, answered) #de", "#ch(diagnostic, answered) #de");
    check("#ch(diagnostic, an|", "#ch(diagnostic, answered)");
    check("#ch(response=de|", "#ch(response=deflected); #ch(response=deferred)");
    check("#ch(work|", "#ch(further work)");
    check("#ch(none|", "#ch(response=\"none, at all\")");
    check("#at(|", "#at(who=; #at(by when=");
    check("#at(who=x|", "");
    check("#ch(diagnostic) d|", "");
    check("#no(d|", "");
}

static void right_behind_a_code_its_modifiers_come(void **state)
{
    (void)state;
    check("so #de |", "so #de(taken); so #de(deferred); so #de(noted)");
    check("#decision |", "#decision(taken); #decision(deferred); #decision(noted)");
    check("#de | more", "#de(taken) more; #de(deferred) more; #de(noted) more");
    check("#de |more", "#de(taken) more; #de(deferred) more; #de(noted) more");
    check("#de |.", "#de(taken).; #de(deferred).; #de(noted).");
    check("(see #de |)", "(see #de(taken)); (see #de(deferred)); (see #de(noted))");
    check("#at |", "#at(who=; #at(by when=");
    check("#ac |", ""); /* it has none */
    check("#de(taken) |", "");
}

static void people_come_at_the_start_and_after_separators(void **state)
{
    (void)state;
    check("sm|", "283: ; 291: ");
    check("2|", "283: ; 291: ");
    check("gart|", "310: ");
    check("zo|", "305: "); /* not of this meeting, still known */
    check("283,sm|", "283,283: ; 283,291: ");
    check("283>w|", "283>60: ");
    check("283>al|", "283>all: ");
    check("283>sm|: so", "283>283: so; 283>291: so");
    check("@14:03 sm|", "@14:03 283: ; @14:03 291: ");
    check("?l|", "?lay: ; ?lad: ");
    check("283: sm|", "");
    check("well, sm|", "");
    check("the sm|", "");
}

static void attendance_agenda_and_parts_complete_too(void **state)
{
    (void)state;
    check("+sm|", "+283; +291");
    check("+283, -w|", "+283, -60");
    check("- sm|", "");
    check("> fin|", "> Finance report; > Final words on Finance");
    check("> finance r|", "> Finance report");
    check(">fin|", "");
    check("=p|", "=private; =public");
}

static void nothing_is_offered_in_plain_prose_and_comments(void **state)
{
    (void)state;
    check("\\#c|", "");
    check("// #c|", "");
    check("so \\#c|", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_come_by_key_then_by_name_then_by_any_word),
        cmocka_unit_test(pinned_codes_come_first_where_nothing_is_typed),
        cmocka_unit_test(right_behind_a_code_its_modifiers_come),
        cmocka_unit_test(inside_a_bracket_the_choices_of_that_code_come),
        cmocka_unit_test(people_come_at_the_start_and_after_separators),
        cmocka_unit_test(attendance_agenda_and_parts_complete_too),
        cmocka_unit_test(nothing_is_offered_in_plain_prose_and_comments),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
