/* SPDX-License-Identifier: MIT */
/* What a study is set up with: its lists, sites, bodies, people, and the
 * set-up of a meeting made anew. */
#include "core/clock.h"
#include "storage/bodies.h"
#include "storage/check.h"
#include "storage/internal.h"
#include "storage/lists.h"
#include "storage/names.h"
#include "storage/people.h"
#include "storage/record.h"
#include "storage/sites.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct kit {
    struct study *study;
    struct error err;
};
#define MUST(kit, call)                      \
    do {                                     \
        if (call)                            \
            fail_msg("%s", (kit)->err.text); \
    } while (0)
#define REFUSED(kit, call, said)                                           \
    do {                                                                   \
        assert_int_not_equal(call, STATUS_OK);                             \
        if (strstr((kit)->err.text, said) == NULL)                         \
            fail_msg("\"%s\" does not say \"%s\"", (kit)->err.text, said); \
    } while (0)

static int setup(void **state)
{
    struct kit *kit = calloc(1, sizeof *kit);

    *state = kit;
    if (kit == NULL || study_open(&kit->study, ":memory:", STUDY_CREATE, &kit->err)
        || study_set_observer(kit->study, "AB", &kit->err))
        return -1;
    return 0;
}

static void found(void *data, const char *line)
{
    (void)data;
    print_error("%s\n", line);
}

/* Every test leaves a study that is sound. */
static int teardown(void **state)
{
    struct kit *kit = *state;
    size_t count = 0;
    int bad = check_study(kit->study, found, NULL, &count, &kit->err) != STATUS_OK || count > 0;

    study_close(kit->study);
    free(kit);
    return bad ? -1 : 0;
}

static struct id person(struct kit *kit, int number, const char *group)
{
    struct new_person from = { .number = number, .role_group = group };
    struct id id;

    MUST(kit, people_add(kit->study, &from, &id, NULL, &kit->err));
    return id;
}

/* --- lists ---------------------------------------------------------------------- */

static void a_role_group_is_added_renamed_and_moved(void **state)
{
    struct kit *kit = *state;
    struct list_word word = { .name = "Care home manager" };
    struct list_words words;
    struct id id;
    size_t count;

    MUST(kit, lists_save(kit->study, LIST_ROLE_GROUPS, &word, &id, &kit->err));
    MUST(kit, lists_load(&words, kit->study, LIST_ROLE_GROUPS, &kit->err));
    count = words.count;
    assert_string_equal(words.word[count - 1].key, "care-home-manager");
    assert_string_equal(words.word[count - 1].label, "Care home manager");
    lists_release(&words);
    word = (struct list_word){ .id = id, .name = "Care home", .label = "Home" };
    MUST(kit, lists_save(kit->study, LIST_ROLE_GROUPS, &word, &id, &kit->err));
    MUST(kit, lists_move(kit->study, LIST_ROLE_GROUPS, &id, -1, &kit->err));
    MUST(kit, lists_load(&words, kit->study, LIST_ROLE_GROUPS, &kit->err));
    assert_int_equal(words.count, count);
    assert_string_equal(words.word[count - 2].name, "Care home");
    assert_string_equal(words.word[count - 2].key, "care-home-manager");
    assert_string_equal(words.word[count - 2].label, "Home");
    lists_release(&words);
    for (size_t i = 0; i < count + 3; i++) /* it stops at the top */
        MUST(kit, lists_move(kit->study, LIST_ROLE_GROUPS, &id, -1, &kit->err));
    MUST(kit, lists_load(&words, kit->study, LIST_ROLE_GROUPS, &kit->err));
    assert_string_equal(words.word[0].name, "Care home");
    lists_release(&words);
}

static void what_is_in_use_is_not_taken_out(void **state)
{
    struct kit *kit = *state;
    struct list_words words;
    struct id gp = { { 0 } }, nurse = { { 0 } };
    size_t count;

    (void)person(kit, 101, "gp");
    MUST(kit, lists_load(&words, kit->study, LIST_ROLE_GROUPS, &kit->err));
    for (size_t i = 0; i < words.count; i++) {
        if (strcmp(words.word[i].key, "gp") == 0) {
            gp = words.word[i].id;
            assert_int_equal(words.word[i].uses, 1);
        }
        if (strcmp(words.word[i].name, "nurse") == 0)
            nurse = words.word[i].id;
    }
    count = words.count;
    lists_release(&words);
    REFUSED(kit, lists_delete(kit->study, LIST_ROLE_GROUPS, &gp, &kit->err), "in use");
    MUST(kit, lists_delete(kit->study, LIST_ROLE_GROUPS, &nurse, &kit->err));
    MUST(kit, lists_load(&words, kit->study, LIST_ROLE_GROUPS, &kit->err));
    assert_int_equal(words.count, count - 1);
    lists_release(&words);
}

static void names_and_keys_are_each_one_words_alone(void **state)
{
    struct kit *kit = *state;
    struct list_word same_name = { .name = "GP" }, same_key = { .name = "Doctor", .key = "gp" };
    struct list_word bad_key = { .name = "Doctor", .key = "9a" }, none = { .name = "" };
    struct list_word signs = { .name = "!!" };
    struct id id;

    REFUSED(kit, lists_save(kit->study, LIST_ROLE_GROUPS, &same_name, &id, &kit->err), "already");
    REFUSED(kit, lists_save(kit->study, LIST_ROLE_GROUPS, &same_key, &id, &kit->err), "\"GP\"");
    REFUSED(kit, lists_save(kit->study, LIST_ROLE_GROUPS, &bad_key, &id, &kit->err), "key");
    REFUSED(kit, lists_save(kit->study, LIST_ROLE_GROUPS, &signs, &id, &kit->err), "key");
    REFUSED(kit, lists_save(kit->study, LIST_ROLE_GROUPS, &none, &id, &kit->err), "name");
    signs.name = "\u05e8\u05d5\u05e4\u05d0";
    MUST(kit, lists_save(kit->study, LIST_ROLE_GROUPS, &signs, &id, &kit->err));
}

/* --- sites ----------------------------------------------------------------------- */

static void a_site_has_characteristics_of_the_studys_own_words(void **state)
{
    static const struct characteristic first[] = { { "size quintile", "4" }, { "providers", "2" } };
    static const struct characteristic then[] = { { "size quintile", "5" }, { "rural", "yes" } };
    struct kit *kit = *state;
    struct site site = { .code = "3", .characteristic = first, .characteristics = 2 };
    struct site other = { .code = "3" };
    struct sites sites;
    struct id id, other_id;

    MUST(kit, sites_save(kit->study, &site, &id, &kit->err));
    REFUSED(kit, sites_save(kit->study, &other, &other_id, &kit->err), "already");
    site = (struct site){
        .id = id, .code = "3b", .name = "Northtown", .characteristic = then, .characteristics = 2
    };
    MUST(kit, sites_save(kit->study, &site, &id, &kit->err));
    MUST(kit, sites_load(&sites, kit->study, &kit->err));
    assert_int_equal(sites.count, 1);
    assert_string_equal(sites.site[0].code, "3b");
    assert_string_equal(sites.site[0].name, "Northtown");
    assert_int_equal(sites.site[0].characteristics, 2);
    assert_string_equal(sites.site[0].characteristic[0].name, "rural");
    assert_string_equal(sites.site[0].characteristic[1].value, "5");
    sites_release(&sites);
    MUST(kit, sites_delete(kit->study, &id, &kit->err));
    MUST(kit, sites_load(&sites, kit->study, &kit->err));
    assert_int_equal(sites.count, 0);
    sites_release(&sites);
}

/* --- bodies ---------------------------------------------------------------------- */

static struct id senate(struct kit *kit)
{
    static const struct new_agenda_item agenda[] = {
        { .title = "Welcome" }, { .title = "Minutes", .purpose = PURPOSE_DECIDE }
    };
    static const struct body_need need[] = { { "gp", 4 } };
    struct id people[] = { person(kit, 101, "gp"), person(kit, 102, "nm") };
    enum capacity capacities[] = { CAPACITY_CHAIR, CAPACITY_ATTENDING };
    struct new_body body = { .name = "Senate",
                             .site = "3",
                             .function = "committee",
                             .quorum = 8,
                             .need = need,
                             .needs = 1,
                             .people = people,
                             .capacities = capacities,
                             .person_count = 2,
                             .agenda = agenda,
                             .item_count = 2 };
    struct id id;

    MUST(kit, bodies_save(kit->study, &body, &id, &kit->err));
    return id;
}

static void a_body_keeps_its_quorum_its_people_and_its_agenda(void **state)
{
    struct kit *kit = *state;
    struct id id = senate(kit), found_id;
    struct bodies bodies;
    struct body_usual usual;

    MUST(kit, bodies_load(&bodies, kit->study, &kit->err));
    assert_int_equal(bodies.count, 1);
    assert_string_equal(bodies.body[0].site, "3");
    assert_string_equal(bodies.body[0].function, "committee");
    assert_int_equal(bodies.body[0].quorum, 8);
    assert_int_equal(bodies.body[0].people, 2);
    bodies_release(&bodies);
    MUST(kit, bodies_usual(&usual, kit->study, &id, &kit->err));
    assert_int_equal(usual.needs, 1);
    assert_string_equal(usual.need[0].role_group, "gp");
    assert_int_equal(usual.person[0].number, 101);
    assert_int_equal(usual.person[0].capacity, CAPACITY_CHAIR);
    assert_int_equal(usual.person[1].capacity, CAPACITY_ATTENDING);
    assert_string_equal(usual.item[1].title, "Minutes");
    assert_int_equal(usual.item[1].purpose, PURPOSE_DECIDE);
    bodies_usual_release(&usual);
    MUST(kit, bodies_find(kit->study, "Senate", "", &found_id, &kit->err));
    assert_true(id_equal(&found_id, &id));
    MUST(kit, bodies_find(kit->study, "Senate", "4", &found_id, &kit->err));
    assert_true(id_is_none(&found_id));
}

static void what_a_body_no_longer_has_goes(void **state)
{
    struct kit *kit = *state;
    struct id id = senate(kit), only;
    struct new_body body = { .id = id,
                             .name = "Senate",
                             .site = "3",
                             .function = "committee",
                             .people = &only,
                             .person_count = 1 };
    struct body_usual usual;

    MUST(kit, people_find(kit->study, 102, &only, &kit->err));
    MUST(kit, bodies_save(kit->study, &body, &id, &kit->err));
    MUST(kit, bodies_usual(&usual, kit->study, &id, &kit->err));
    assert_int_equal(usual.needs, 0);
    assert_int_equal(usual.people, 1);
    assert_int_equal(usual.person[0].number, 102);
    assert_int_equal(usual.person[0].capacity, CAPACITY_MEMBER);
    assert_int_equal(usual.items, 0);
    bodies_usual_release(&usual);
}

static void one_site_has_a_body_of_a_name_once(void **state)
{
    struct kit *kit = *state;
    struct new_body body = { .name = "Senate", .site = "3" },
                    elsewhere = { .name = "Senate", .site = "4" };
    struct id id;

    (void)senate(kit);
    REFUSED(kit, bodies_save(kit->study, &body, &id, &kit->err), "already");
    MUST(kit, bodies_save(kit->study, &elsewhere, &id, &kit->err));
    MUST(kit, bodies_find(kit->study, "Senate", NULL, &id, &kit->err));
    assert_true(id_is_none(&id)); /* which one? */
}

/* --- meetings -------------------------------------------------------------------- */

static struct id meet(struct kit *kit, const struct new_meeting *meeting, int *number)
{
    struct id id;

    MUST(kit, meetings_add(kit->study, meeting, &id, number, &kit->err));
    return id;
}

static void meetings_of_bodies_and_sites_are_counted_when_asked(void **state)
{
    struct kit *kit = *state;
    struct new_meeting with = { .title = "One", .body = "Senate", .site = "3" },
                       without = { .title = "Two", .site = "4" };
    struct bodies bodies;
    struct sites sites;
    int number;

    (void)senate(kit);
    for (int i = 0; i < 3; i++)
        (void)meet(kit, &with, &number);
    (void)meet(kit, &without, &number);
    MUST(kit, bodies_load(&bodies, kit->study, &kit->err));
    assert_false(bodies.counted);
    MUST(kit, bodies_count_meetings(&bodies, kit->study, &kit->err));
    assert_true(bodies.counted);
    assert_int_equal(bodies.count, 1);
    assert_int_equal(bodies.body[0].meetings, 3);
    bodies_release(&bodies);
    MUST(kit, sites_load(&sites, kit->study, &kit->err));
    assert_false(sites.counted);
    MUST(kit, sites_count_meetings(&sites, kit->study, &kit->err));
    assert_true(sites.counted);
    assert_int_equal(sites.count, 2);
    assert_int_equal(sites.site[0].bodies, 1);
    assert_int_equal(sites.site[0].meetings, 3);
    assert_int_equal(sites.site[1].meetings, 1);
    sites_release(&sites);
}

static void a_meeting_takes_what_it_lacks_from_its_body(void **state)
{
    struct kit *kit = *state;
    struct new_meeting meeting = { .title = "One", .body = "Senate" };
    struct sitters sitters;
    struct agenda agenda;
    struct id id, body = senate(kit);
    int number;

    id = meet(kit, &meeting, &number);
    MUST(kit, meetings_expected(&sitters, kit->study, &id, &kit->err));
    assert_int_equal(sitters.count, 2);
    assert_int_equal(sitters.sitter[0].capacity, CAPACITY_CHAIR);
    sitters_release(&sitters);
    MUST(kit, agenda_load(&agenda, kit->study, &id, &kit->err));
    assert_int_equal(agenda.count, 2);
    agenda_release(&agenda);
    REFUSED(kit, bodies_delete(kit->study, &body, &kit->err), "has meetings");
}

static void else_from_the_last_meeting_of_that_body(void **state)
{
    static const struct new_agenda_item items[] = {
        { .title = "Minutes", .paper = "GB/1", .purpose = PURPOSE_DECIDE }
    };
    struct kit *kit = *state;
    struct new_meeting first = { .title = "One",
                                 .body = "Cabinet",
                                 .site = "A",
                                 .venue = "Town hall",
                                 .agenda = items,
                                 .item_count = 1 };
    struct new_meeting second = { .title = "Two", .body = "Cabinet" }, third = second;
    struct meeting_rows rows;
    struct agenda agenda;
    struct id id;
    int number;

    (void)meet(kit, &first, &number);
    id = meet(kit, &second, &number);
    MUST(kit, meetings_load_one(&rows, kit->study, number, &kit->err));
    assert_string_equal(rows.row[0].meeting.venue, "Town hall");
    assert_string_equal(rows.row[0].meeting.site, "A");
    meetings_release(&rows);
    MUST(kit, agenda_load(&agenda, kit->study, &id, &kit->err));
    assert_int_equal(agenda.count, 1);
    assert_string_equal(agenda.item[0].paper, ""); /* a paper is of one meeting */
    agenda_release(&agenda);
    third.as_given = true;
    id = meet(kit, &third, &number);
    MUST(kit, agenda_load(&agenda, kit->study, &id, &kit->err));
    assert_int_equal(agenda.count, 0);
    agenda_release(&agenda);
}

static void expect_agenda(struct kit *kit, const struct id *id, size_t count,
                          const char *const *title)
{
    struct agenda agenda;

    MUST(kit, agenda_load(&agenda, kit->study, id, &kit->err));
    assert_int_equal(agenda.count, count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(agenda.item[i].title, title[i]);
        assert_int_equal(agenda.item[i].number, (int)i + 1);
    }
    agenda_release(&agenda);
}

static void a_planned_meeting_is_set_up_anew(void **state)
{
    static const struct new_agenda_item before[] = { { .title = "Welcome" },
                                                     { .title = "Minutes" } };
    static const struct new_agenda_item after[] = { { .title = "Minutes", .paper = "GB/2" },
                                                    { .title = "Budget" } };
    struct kit *kit = *state;
    struct id people[] = { person(kit, 101, "gp"), person(kit, 102, "nm") };
    struct new_meeting meeting = { .title = "One",
                                   .body = "Senate",
                                   .people = people,
                                   .person_count = 1,
                                   .agenda = before,
                                   .item_count = 2 };
    enum capacity chair = CAPACITY_CHAIR;
    struct sitters sitters;
    struct meeting_rows rows;
    struct id id;
    int number;

    id = meet(kit, &meeting, &number);
    meeting = (struct new_meeting){ .title = "Other",
                                    .body = "Cabinet",
                                    .site = "4",
                                    .date = "2026-03-04",
                                    .people = &people[1],
                                    .capacities = &chair,
                                    .person_count = 1,
                                    .agenda = after,
                                    .item_count = 2 };
    MUST(kit, meetings_update(kit->study, &id, &meeting, &kit->err));
    expect_agenda(kit, &id, 2, (const char *[]){ "Minutes", "Budget" });
    MUST(kit, meetings_expected(&sitters, kit->study, &id, &kit->err));
    assert_int_equal(sitters.count, 1);
    assert_int_equal(sitters.sitter[0].number, 102);
    assert_int_equal(sitters.sitter[0].capacity, CAPACITY_CHAIR);
    sitters_release(&sitters);
    MUST(kit, meetings_load_one(&rows, kit->study, number, &kit->err));
    assert_string_equal(rows.row[0].meeting.title, "Other");
    assert_string_equal(rows.row[0].meeting.body, "Cabinet");
    assert_string_equal(rows.row[0].meeting.site, "4");
    assert_string_equal(rows.row[0].meeting.date, "2026-03-04");
    meetings_release(&rows);
}

static void what_was_reached_stays_in_front_of_the_agenda(void **state)
{
    static const struct new_agenda_item before[] = { { .title = "Welcome", .reached = true },
                                                     { .title = "Minutes" },
                                                     { .title = "Budget", .reached = true } };
    static const struct new_agenda_item after[] = { { .title = "Risk" }, { .title = "Minutes" } };
    struct kit *kit = *state;
    struct new_meeting meeting = { .title = "One", .agenda = before, .item_count = 3 };
    struct id id;
    int number;

    id = meet(kit, &meeting, &number);
    meeting = (struct new_meeting){ .title = "One", .agenda = &before[1], .item_count = 1 };
    MUST(kit, meetings_update(kit->study, &id, &meeting, &kit->err)); /* nothing new */
    expect_agenda(kit, &id, 3, (const char *[]){ "Welcome", "Minutes", "Budget" });
    meeting = (struct new_meeting){ .title = "One", .agenda = after, .item_count = 2 };
    MUST(kit, meetings_update(kit->study, &id, &meeting, &kit->err));
    expect_agenda(kit, &id, 4, (const char *[]){ "Welcome", "Budget", "Risk", "Minutes" });
}

static void a_closed_meeting_is_not_set_up_anew(void **state)
{
    struct kit *kit = *state;
    struct new_meeting meeting = { .title = "One", .closed = true };
    struct id id;
    int number;

    id = meet(kit, &meeting, &number);
    REFUSED(kit, meetings_update(kit->study, &id, &meeting, &kit->err), "closed");
}

/* --- people ----------------------------------------------------------------------- */

static void a_person_gets_a_role_group_and_an_identity(void **state)
{
    char name[] = "Anna Smith", organisation[] = "The Surgery", initials[] = "AS", alias[] = "anna";
    char *aliases[] = { alias };
    struct kit *kit = *state;
    struct id id = person(kit, 101, NULL), other = person(kit, 102, "gp");
    struct identity_card card = { .name = name,
                                  .organisation = organisation,
                                  .initials = initials,
                                  .replace_organisation = true,
                                  .alias = aliases,
                                  .aliases = 1 };
    struct people people;

    MUST(kit, people_set_group(kit->study, &id, "nm", &kit->err));
    REFUSED(kit, people_set_group(kit->study, &id, "xx", &kit->err), "no role group");
    MUST(kit, people_set_identity(kit->study, &id, &card, &kit->err));
    REFUSED(kit, people_set_identity(kit->study, &other, &card, &kit->err), "101 already");
    MUST(kit, people_load(&people, kit->study, true, &kit->err));
    assert_string_equal(people.people[0].name, "Anna Smith");
    assert_string_equal(people.people[0].initials, "AS");
    assert_string_equal(people.groups[people.people[0].role_group].key, "nm");
    people_release(&people);
    card = (struct identity_card){ .name = name };
    MUST(kit, people_set_identity(kit->study, &id, &card, &kit->err));
    MUST(kit, people_identity(&card, kit->study, &id, &kit->err));
    assert_string_equal(card.name, "Anna Smith");
    assert_string_equal(card.organisation, "");
    assert_string_equal(card.initials, "");
    assert_int_equal(card.aliases, 0);
    assert_false(card.replace_organisation);
    identity_card_release(&card);
}

static void a_person_sits_where_bodies_say(void **state)
{
    struct kit *kit = *state;
    struct seats seats;
    size_t chair;

    (void)senate(kit);
    MUST(kit, people_seats(&seats, kit->study, &kit->err));
    assert_int_equal(seats.count, 2);
    assert_true(memcmp(seats.seat[0].person.byte, seats.seat[1].person.byte, 16) < 0);
    chair = seats.seat[0].capacity == CAPACITY_CHAIR ? 0 : 1;
    assert_string_equal(seats.seat[chair].body, "Senate");
    assert_string_equal(seats.seat[chair].site, "3");
    assert_int_equal(seats.seat[chair].capacity, CAPACITY_CHAIR);
    assert_int_equal(seats.seat[1 - chair].capacity, CAPACITY_ATTENDING);
    people_seats_release(&seats);
}

static void the_study_says_what_exports_may_show(void **state)
{
    struct kit *kit = *state;
    struct study_shows shows = { .venues = true };
    struct names observers;

    MUST(kit, study_set_shows(kit->study, &shows, &kit->err));
    MUST(kit, study_shows(kit->study, &shows, &kit->err));
    assert_false(shows.bodies);
    assert_true(shows.venues);
    assert_false(shows.dates);
    MUST(kit, study_set_observer(kit->study, "CD", &kit->err));
    MUST(kit, meetings_observers(&observers, kit->study, &kit->err));
    assert_int_equal(observers.count, 2);
    assert_string_equal(observers.name[1], "CD");
    names_release(&observers);
}

static int64_t renames_in_history(struct kit *kit)
{
    int64_t count = 0;

    MUST(kit, db_int(kit->study, "SELECT count(*) FROM history WHERE detail = 'AB is now ABC'",
                     &count, &kit->err));
    return count;
}

static void an_observer_gets_other_initials_and_goes_on_as_such(void **state)
{
    struct kit *kit = *state;
    struct names observers;

    MUST(kit, study_set_observer(kit->study, "CD", &kit->err));
    MUST(kit, study_set_observer(kit->study, "AB", &kit->err));
    MUST(kit, study_rename_observer(kit->study, "AB", "ABC", &kit->err));
    assert_string_equal(study_observer(kit->study), "ABC");
    MUST(kit, meetings_observers(&observers, kit->study, &kit->err));
    assert_int_equal(observers.count, 2);
    assert_string_equal(observers.name[0], "ABC");
    names_release(&observers);
    assert_int_equal(renames_in_history(kit), 1);
    MUST(kit, study_rename_observer(kit->study, "CD", "cd", &kit->err));
    assert_string_equal(study_observer(kit->study), "ABC");
}

static void initials_of_another_observer_are_not_given(void **state)
{
    struct kit *kit = *state;

    MUST(kit, study_set_observer(kit->study, "CD", &kit->err));
    assert_int_equal(study_rename_observer(kit->study, "AB", "CD", &kit->err), STATUS_EXISTS);
    assert_int_equal(study_rename_observer(kit->study, "AB", "A B", &kit->err), STATUS_INPUT);
    assert_int_equal(study_rename_observer(kit->study, "XY", "Z", &kit->err), STATUS_NOT_FOUND);
    assert_string_equal(study_observer(kit->study), "CD");
    assert_int_equal(renames_in_history(kit), 0);
}

int main(void)
{
#define WITH_STUDY(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        WITH_STUDY(a_role_group_is_added_renamed_and_moved),
        WITH_STUDY(what_is_in_use_is_not_taken_out),
        WITH_STUDY(names_and_keys_are_each_one_words_alone),
        WITH_STUDY(a_site_has_characteristics_of_the_studys_own_words),
        WITH_STUDY(a_body_keeps_its_quorum_its_people_and_its_agenda),
        WITH_STUDY(what_a_body_no_longer_has_goes),
        WITH_STUDY(one_site_has_a_body_of_a_name_once),
        WITH_STUDY(meetings_of_bodies_and_sites_are_counted_when_asked),
        WITH_STUDY(a_meeting_takes_what_it_lacks_from_its_body),
        WITH_STUDY(else_from_the_last_meeting_of_that_body),
        WITH_STUDY(a_planned_meeting_is_set_up_anew),
        WITH_STUDY(what_was_reached_stays_in_front_of_the_agenda),
        WITH_STUDY(a_closed_meeting_is_not_set_up_anew),
        WITH_STUDY(a_person_gets_a_role_group_and_an_identity),
        WITH_STUDY(a_person_sits_where_bodies_say),
        WITH_STUDY(the_study_says_what_exports_may_show),
        WITH_STUDY(an_observer_gets_other_initials_and_goes_on_as_such),
        WITH_STUDY(initials_of_another_observer_are_not_given),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
