/* SPDX-License-Identifier: MIT */
/* A room that is loaded is the room that was kept up to date by typing. */
#include "fixture.h"

#include "core/clock.h"
#include "core/room_change.h"

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
    "-105 late, -101",
    "+101, +105",
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
            str_add_format(out, " last %d mode %d over %d since %lld", presence->last,
                           presence->mode, presence->last == MOVE_WITHDREW && presence->over,
                           (long long)presence->since);
        str_add_format(out, " sits %d listed %d", presence->capacity, presence->listed);
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
        str_add_format(&out, "state %d since %lld by withdrawal %d ", room->states[i].code,
                       (long long)room->states[i].since, room->states[i].by_withdrawal);
        add_id(&out, &room->states[i].coding);
        str_add(&out, "\n");
    }
    for (size_t i = 0; i < room->item_count; i++)
        str_add_format(&out, "%d %s %s %d %d %d %lld\n", room->items[i].number,
                       room->items[i].title, room->items[i].paper, room->items[i].purpose,
                       room->items[i].reached, room->items[i].skipped,
                       (long long)room->items[i].began);
    str_add_format(&out, "break since %lld away %lld quorum %d\n", (long long)room->break_since,
                   (long long)room->away, room->quorum_said);
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

/* Four voting members, of which two GPs. */
static void set_rule(struct fixture *f)
{
    ok(f, db_exec(f->study,
                  "UPDATE body SET quorum = 4; INSERT INTO body_quorum (uuid, version, observer,"
                  " body, role_group, number) SELECT randomblob(16), 1, 1, 1, id, 2"
                  " FROM role_group WHERE key = 'gp'",
                  &f->err));
    fixture_room(f);
}

/* One thing that the screens of attendance and agenda do, by chance. */
static void do_something(struct fixture *f, int people)
{
    struct read_movement mark = { .person = (int)fixture_dice(f, (size_t)people),
                                  .movement = (enum movement)(fixture_dice(f, MOVE_SITS)),
                                  .mode = (enum attendance_mode)(fixture_dice(f, MODES)) };
    size_t item = fixture_dice(f, f->room.item_count);
    struct room_said said;
    struct change change;

    f->now += 10000;
    if (mark.movement != MOVE_ARRIVED)
        mark.mode = MODE_ROOM;
    change_init(&change, &f->meeting, f->now);
    switch (fixture_dice(f, 9)) {
    case 0:
        room_seat(&f->room, mark.person, (enum capacity)(fixture_dice(f, CAPACITIES)), f->now,
                  &change, &said);
        break;
    case 1:
        room_bring_back(&f->room, f->now, &change, &said);
        break;
    case 2:
        room_begin_item(&f->room, item, f->now, &change, &said);
        break;
    case 3:
        room_insert_item(&f->room, item, "put in", "GB/7", PURPOSE_NOTE, &change);
        break;
    case 4:
        room_edit_item(&f->room, item, "edited", "", PURPOSE_DECIDE, &change);
        break;
    case 5:
        (void)room_shift_item(&f->room, item, fixture_dice(f, 2) == 0, &change);
        break;
    case 6:
        room_skip_item(&f->room, item, &change);
        break;
    default:
        room_mark(&f->room, &mark, f->now, &change, &said);
    }
    ok(f, record_change(f->study, &change, &f->err));
    change_release(&change);
}

static void a_room_loaded_after_any_screen_is_the_room_that_was_kept(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= RUNS; seed++) {
        struct fixture *f = fixture_new(false);

        f->chance = seed;
        if (seed % 3 > 0)
            set_rule(f);
        for (int i = 0; i < STEPS; i++) {
            const char *line = fixture_dice(f, 3) > 0 ? NULL : lines[fixture_dice(f, LINES)];

            if (line == NULL)
                do_something(f, 6);
            else
                fixture_type(f, line);
            compare(f, line == NULL ? "a screen" : line);
        }
        assert_int_equal(fixture_int(f, "SELECT count(*) FROM agenda")
                             - fixture_int(f, "SELECT count(DISTINCT item) FROM agenda"),
                         0);
        fixture_free(f);
    }
}

static void a_room_after_undo_is_that_of_the_change_before(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= RUNS; seed++) {
        struct fixture *f = fixture_new(false);
        int64_t changes;

        f->chance = seed;
        set_rule(f);
        for (int i = 0; i < STEPS; i++) {
            char *before, *after;

            fixture_room(f);
            before = describe(&f->room);
            changes = fixture_int(f, "SELECT count(*) FROM change");
            do_something(f, 5); /* a guest stays known */
            if (fixture_int(f, "SELECT count(*) FROM change") > changes && fixture_dice(f, 2) > 0) {
                ok(f, record_undo(f->study, &f->meeting, NULL, &f->err));
                fixture_room(f);
                after = describe(&f->room);
                assert_string_equal(after, before);
                free(after);
            }
            free(before);
        }
        fixture_free(f);
    }
}

static void a_guest_whose_arrival_is_undone_is_not_there(void **state)
{
    struct fixture *f = fixture_new(false);

    (void)state;
    fixture_type(f, "101: welcome");
    fixture_type(f, "+106");
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err));
    fixture_room(f);
    assert_int_equal(room_quorum(&f->room).guests, 0);
    fixture_type(f, "106: here I am");
    fixture_type(f, "-106");
    ok(f, record_undo(f->study, &f->meeting, NULL, &f->err));
    fixture_room(f);
    assert_int_equal(room_quorum(&f->room).guests, 1); /* who spoke is there */
    fixture_free(f);
}

static void a_room_loaded_after_any_line_is_the_room_that_was_kept(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= RUNS; seed++) {
        struct fixture *f = fixture_new(false);

        f->chance = seed;
        if (seed % 2 == 0)
            set_rule(f);
        compare(f, "nothing");
        for (int i = 0; i < STEPS; i++) {
            const char *line = lines[fixture_dice(f, LINES)];

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
    set_rule(f);
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
        cmocka_unit_test(a_room_loaded_after_any_screen_is_the_room_that_was_kept),
        cmocka_unit_test(a_room_after_undo_is_that_of_the_change_before),
        cmocka_unit_test(a_guest_whose_arrival_is_undone_is_not_there),
        cmocka_unit_test(the_end_closes_what_is_open),
        cmocka_unit_test(two_observers_have_each_their_own_room),
        cmocka_unit_test(the_quorum_of_the_body_is_the_rooms),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
