/* SPDX-License-Identifier: MIT */
/* Tests of core/quorum.c: a table of rooms. One letter stands for a person:
 *
 *   m  member, expected, nothing noted     a  in attendance, expected
 *   c  chair, expected                     M  member who has arrived
 *   p  member on the phone                 o  member online
 *   L  member who left                     W  member who withdrew
 *   x  member with apologies               X  member who is absent
 *   w  in attendance, withdrew             V  visitor: not expected, arrived
 *   g  member, not expected, arrived       n  not expected, nothing noted
 *   s  not expected, spoke
 *
 * A digit before a letter is the role group; without one it is unknown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <string.h>

#include "core/quorum.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { PEOPLE = 32 };

static struct presence person(char letter, int role_group)
{
    static const struct {
        char letter;
        struct presence presence;
    } kinds[] = {
        { 'm', { .capacity = CAPACITY_MEMBER, .expected = true } },
        { 'c', { .capacity = CAPACITY_CHAIR, .expected = true } },
        { 'a', { .capacity = CAPACITY_ATTENDING, .expected = true } },
        { 'M', { .expected = true, .known = true, .last = MOVE_ARRIVED } },
        { 'p', { .expected = true, .known = true, .last = MOVE_ARRIVED, .mode = MODE_PHONE } },
        { 'o', { .expected = true, .known = true, .last = MOVE_ARRIVED, .mode = MODE_ONLINE } },
        { 'L', { .expected = true, .known = true, .last = MOVE_LEFT } },
        { 'W', { .expected = true, .known = true, .last = MOVE_WITHDREW } },
        { 't', { .expected = true, .known = true, .last = MOVE_LATE } },
        { 'B', { .expected = true, .known = true, .last = MOVE_WITHDREW, .over = true } },
        { 'x', { .expected = true, .known = true, .last = MOVE_APOLOGIES } },
        { 'X', { .expected = true, .known = true, .last = MOVE_ABSENT } },
        { 'w', { .capacity = CAPACITY_ATTENDING, .expected = true, .known = true,
                 .last = MOVE_WITHDREW } },
        { 'V', { .capacity = CAPACITY_ATTENDING, .known = true, .last = MOVE_ARRIVED } },
        { 'g', { .known = true, .last = MOVE_ARRIVED } },
        { 'n', { .capacity = CAPACITY_MEMBER } },
        { 's', { .capacity = CAPACITY_MEMBER, .spoke = true } },
    };

    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (kinds[i].letter == letter) {
            struct presence presence = kinds[i].presence;

            presence.role_group = role_group;
            return presence;
        }
    }
    fail_msg("no kind of person %c", letter);
    return (struct presence){ 0 };
}

static size_t fill(struct presence people[PEOPLE], const char *room)
{
    size_t count = 0;
    int role_group = -1;

    for (; *room != '\0'; room++) {
        if (*room >= '0' && *room <= '9') {
            role_group = *room - '0';
            continue;
        }
        assert_true(count < PEOPLE);
        people[count++] = person(*room, role_group);
        role_group = -1;
    }
    return count;
}

static void a_room_is_counted(void **state)
{
    static const struct {
        const char *room;
        int needed;
        struct quorum expected;
    } rows[] = {
        /* expected, present, guests, voting, withdrawn, needed, met, known, short_of and its voting */
        { "", 0, { 0, 0, 0, 0, 0, 0, true, false, -1, 0 } },
        { "", 1, { 0, 0, 0, 0, 0, 1, false, false, -1, 0 } },
        { "cmmmm", 0, { 5, 5, 0, 5, 0, 0, true, false, -1, 0 } },
        { "cmmmm", 5, { 5, 5, 0, 5, 0, 5, true, true, -1, 0 } },
        { "cmmmm", 6, { 5, 5, 0, 5, 0, 6, false, true, -1, 0 } },
        { "cmmaa", 3, { 5, 5, 0, 3, 0, 3, true, true, -1, 0 } },
        { "cmmaa", 4, { 5, 5, 0, 3, 0, 4, false, true, -1, 0 } },       /* attendance is no vote */
        { "cmxXL", 3, { 5, 2, 0, 2, 0, 3, false, true, -1, 0 } },
        { "cpoM", 4, { 4, 4, 0, 4, 0, 4, true, true, -1, 0 } },          /* phone and online count */
        { "cmmmmmmmm", 8, { 9, 9, 0, 9, 0, 8, true, true, -1, 0 } },
        { "cmmmmmmmW", 8, { 9, 8, 0, 8, 1, 8, true, true, -1, 0 } },     /* just enough */
        { "cmmmmmmWW", 8, { 9, 7, 0, 7, 2, 8, false, true, -1, 0 } },
        { "cmmmWWWWW", 5, { 9, 4, 0, 4, 5, 5, false, true, -1, 0 } },    /* more than half withdrew */
        { "WWWWW", 1, { 5, 0, 0, 0, 5, 1, false, true, -1, 0 } },        /* everybody did */
        { "cmmw", 3, { 4, 3, 0, 3, 1, 3, true, true, -1, 0 } },
        { "cmmgV", 4, { 3, 5, 2, 4, 0, 4, true, true, -1, 0 } },         /* who came unexpected */
        { "LLcm", 3, { 4, 2, 0, 2, 0, 3, false, true, -1, 0 } },  /* the chair stays, two left */
        { "Lmmm", 3, { 4, 3, 0, 3, 0, 3, true, true, -1, 0 } },   /* the chair left, enough stay */
        { "cttt", 2, { 4, 1, 0, 1, 0, 2, false, true, -1, 0 } },  /* who is late does not count yet */
        { "cmB", 3, { 3, 3, 0, 3, 0, 3, true, true, -1, 0 } },    /* the item is over */
        { "aa", 2, { 2, 2, 0, 0, 0, 2, false, false, -1, 0 } },   /* nobody has a vote at all */
        { "V", 2, { 0, 1, 1, 0, 0, 2, false, false, -1, 0 } },    /* a visitor, nobody expected */
        { "cmn", 3, { 2, 2, 0, 2, 0, 3, false, true, -1, 0 } },
        { "cms", 3, { 2, 3, 1, 2, 0, 3, false, true, -1, 0 } },       /* who spoke is there, without a vote */
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct presence people[PEOPLE];
        struct quorum_rule rule = { .number = rows[i].needed };
        struct quorum quorum = quorum_count(people, fill(people, rows[i].room), &rule);

        assert_int_equal(quorum.expected, rows[i].expected.expected);
        assert_int_equal(quorum.present, rows[i].expected.present);
        assert_int_equal(quorum.guests, rows[i].expected.guests);
        assert_int_equal(quorum.voting, rows[i].expected.voting);
        assert_int_equal(quorum.withdrawn, rows[i].expected.withdrawn);
        assert_int_equal(quorum.needed, rows[i].expected.needed);
        assert_int_equal(quorum.met, rows[i].expected.met);
        assert_int_equal(quorum.known, rows[i].expected.known);
        assert_int_equal(quorum.short_of, rows[i].expected.short_of);
        assert_int_equal(quorum.short_voting, rows[i].expected.short_voting);
    }
}

static void role_groups_must_be_enough_each(void **state)
{
    static const struct quorum_need needs[] = { { 0, 2 }, { 3, 1 } };
    static const struct {
        const char *room;
        int number;
        bool met;
        int short_of;
    } rows[] = {
        { "0m0m3m", 3, true, -1 },
        { "0m0m3m", 4, false, -1 },   /* enough of each, too few in all */
        { "0m3m1m1m", 3, false, 0 },
        { "0m0m0m0m", 3, false, 1 },
        { "1m1m1m", 3, false, 0 },    /* the first of several is named */
        { "0m0W3m1m", 3, false, 0 },
        { "0m0a3m1m", 3, false, 0 },  /* in attendance does not stand for the group */
        { "0m0p3o", 3, true, -1 },
        { "mmm", 3, false, 0 },
        { "0m0m3c", 0, true, -1 },    /* groups alone can be the rule */
        { "0m3c", 0, false, 0 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct presence people[PEOPLE];
        struct quorum_rule rule = { rows[i].number, needs, COUNT(needs) };
        struct quorum quorum = quorum_count(people, fill(people, rows[i].room), &rule);

        assert_int_equal(quorum.met, rows[i].met);
        assert_int_equal(quorum.short_of, rows[i].short_of);
    }
}

static void without_a_rule_any_room_may_decide(void **state)
{
    struct presence people[PEOPLE];
    struct quorum quorum = quorum_count(people, fill(people, "WWx"), NULL);

    (void)state;
    assert_true(quorum.met);
    assert_false(quorum.known);
    assert_int_equal(quorum.needed, 0);
    assert_int_equal(quorum.short_of, -1);
    assert_int_equal(quorum.withdrawn, 2);
}

static void people_are_here_until_something_else_is_noted(void **state)
{
    static const struct {
        char letter;
        bool here;
    } rows[] = {
        { 'm', true },  { 'c', true },  { 'a', true },  { 'M', true },  { 'p', true },
        { 'o', true },  { 'L', false }, { 'W', false }, { 'x', false }, { 'X', false },
        { 'V', true },  { 'g', true },  { 'n', false },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct presence presence = person(rows[i].letter, -1);

        assert_int_equal(presence_is_here(&presence), rows[i].here);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_room_is_counted),
        cmocka_unit_test(role_groups_must_be_enough_each),
        cmocka_unit_test(without_a_rule_any_room_may_decide),
        cmocka_unit_test(people_are_here_until_something_else_is_noted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
