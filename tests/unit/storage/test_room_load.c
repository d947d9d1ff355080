/* SPDX-License-Identifier: MIT */
/* A room that is loaded is the room that was kept up to date by typing. */
#include "fixture.h"

static const char *const lines[] = {
    "101: what is the plan #ch",
    "102>101: none #ac #de",
    "... and none to come",
    "plain words",
    "#de",
    "#tn+",
    "#tn",
    "#tn-",
    "#si",
    "-103",
    "+103 phone",
    "-104!",
    "-102 apologies",
    "+106",
    ">",
    "> fin",
    "> any",
    "> something new",
    "// a comment",
    "=private",
    "=public",
    "=break",
    "=resume",
    "@smith: hello",
    "?gp: from the back",
    "s/a/b/",
    "106: here too",
};

enum { LINES = sizeof lines / sizeof lines[0], STEPS = 40, RUNS = 15 };

static void add_id(struct str *out, const struct id *id)
{
    char text[ID_TEXT];

    id_print(id, text);
    str_add(out, text);
}

static void describe_people(struct str *out, const struct room *room)
{
    for (size_t i = 0; i < room->person_count; i++) {
        const struct person *person = &room->people[i];
        const struct presence *presence = &room->presence[i];

        str_add_format(out, "%d here %d capacity %d group %d aliases %zu expected %d",
                       person->number, person->here, person->capacity, person->role_group,
                       person->alias_count, presence->expected);
        if (presence->known)
            str_add_format(out, " last %d mode %d", presence->last, presence->mode);
        str_add_format(out, " is here %d\n", presence_is_here(presence));
    }
}

/* All that typing depends on, as text. */
static char *describe(const struct room *room)
{
    struct str out = STR_INIT;

    describe_people(&out, room);
    for (size_t i = 0; i < room->code_count; i++)
        if (room->code_uses[i] > 0 || room->open[i])
            str_add_format(&out, "%s used %zu open %d\n", room->codes[i].key, room->code_uses[i],
                           room->open[i]);
    for (size_t i = 0; i < room->state_count; i++) {
        str_add_format(&out, "state %d since %lld ", room->states[i].code,
                       (long long)room->states[i].since);
        add_id(&out, &room->states[i].coding);
        str_add(&out, "\n");
    }
    for (size_t i = 0; i < room->item_count; i++)
        str_add_format(&out, "%d %s %d %lld\n", room->items[i].number, room->items[i].title,
                       room->items[i].reached, (long long)room->items[i].began);
    str_add_format(&out, "item %zu part %d break %d next %d opened %lld\n", room->current_item,
                   room->part, room->on_break, room->next_number, (long long)room->opened);
    add_id(&out, &room->last_entry);
    str_add_format(&out, " %s %lld %d\n", room->last_text == NULL ? "-" : room->last_text,
                   room->last_text == NULL ? 0 : (long long)room->last_at, room->last_kind);
    for (size_t i = 0; i < room->last_speaker_count; i++) {
        str_add_format(&out, "speaker %d ", room->last_speakers[i].kind);
        add_id(&out, &room->last_speakers[i].id);
        str_add(&out, "\n");
    }
    return str_take(&out);
}

static void compare(struct fixture *f, const char *line)
{
    struct room loaded;
    char *kept = describe(&f->room), *again;

    room_init(&loaded, &f->meeting);
    ok(f, record_load_room(f->study, &f->meeting, &loaded, &f->err));
    again = describe(&loaded);
    if (strcmp(kept, again) != 0)
        fail_msg("after \"%s\": kept:\n%s\nloaded:\n%s", line, kept, again);
    free(kept);
    free(again);
    room_release(&loaded);
}

static void a_room_loaded_after_any_line_is_the_room_that_was_kept(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= RUNS; seed++) {
        struct fixture *f = fixture_new(false);

        srand(seed);
        compare(f, "nothing");
        for (int i = 0; i < STEPS; i++) {
            const char *line = lines[rand() % LINES];

            fixture_type(f, line);
            compare(f, line);
        }
        fixture_free(f);
    }
}

static void the_end_closes_what_is_open(void **state)
{
    struct fixture *f = fixture_new(false);
    struct change change;

    (void)state;
    fixture_type(f, "#tn+");
    fixture_type(f, "#si+");
    assert_true(f->room.state_count > 0);
    change_init(&change, &f->meeting, f->now);
    room_end(&f->room, f->now, &change);
    ok(f, record_change(f->study, &change, &f->err));
    change_release(&change);
    ok(f, meetings_end(f->study, &f->meeting, f->now, &f->err));
    fixture_room(f);
    assert_int_equal(f->room.state_count, 0);
    assert_true(fixture_int(f, "SELECT count(*) FROM codings WHERE by_end") > 0);
    fixture_free(f);
}

static void two_observers_have_each_their_own_room(void **state)
{
    struct fixture *f = fixture_new(false);

    (void)state;
    fixture_type(f, "101: mine #ch");
    fixture_type(f, "> fin");
    ok(f, study_set_observer(f->study, "two", &f->err));
    fixture_room(f);
    assert_null(f->room.last);
    assert_int_equal(f->room.last_speaker_count, 0);
    assert_int_equal(f->room.current_item, f->room.item_count);
    assert_true(f->room.items[1].reached);
    fixture_free(f);
}

static void the_quorum_of_the_body_is_the_rooms(void **state)
{
    struct fixture *f = fixture_new(false);
    struct quorum quorum;

    (void)state;
    ok(f, db_exec(f->study,
                  "UPDATE body SET quorum = 4; INSERT INTO body_quorum (uuid, version, observer,"
                  " body, role_group, number) SELECT randomblob(16), 1, 1, 1, id, 2"
                  " FROM role_group WHERE key = 'gp'",
                  &f->err));
    fixture_room(f);
    quorum = room_quorum(&f->room);
    assert_int_equal(quorum.needed, 4);
    assert_true(quorum.met);
    fixture_type(f, "-102!");
    quorum = room_quorum(&f->room);
    assert_false(quorum.met);
    fixture_room(f);
    assert_false(room_quorum(&f->room).met);
    fixture_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_room_loaded_after_any_line_is_the_room_that_was_kept),
        cmocka_unit_test(the_end_closes_what_is_open),
        cmocka_unit_test(two_observers_have_each_their_own_room),
        cmocka_unit_test(the_quorum_of_the_body_is_the_rooms),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
