/* SPDX-License-Identifier: MIT */
/* A small meeting for the tests of the room: four people, five codes, two
 * agenda items, and a hand that types lines into it. */
#ifndef TESTS_UNIT_CORE_ROOM_TABLE_H
#define TESTS_UNIT_CORE_ROOM_TABLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/mem.h"
#include "core/room.h"

static const int64_t start = 1772629200000; /* 4 March 2026, 13:00 UTC */

enum { ANNA, JANE, TOM, GUEST };              /* people */
enum { CH, TN, MORNING, AFTERNOON, EVENING }; /* codes */

/* A table at work: the room, and what the last line did. */
struct table {
    struct room room;
    struct change change;
    struct room_said said;
    int64_t now;
};

static inline void add_person(struct room *room, int number, int group, enum capacity capacity,
                              const char *initials)
{
    struct person *person = room_add_person(room);
    struct presence *presence = &room->presence[room->person_count - 1];

    person->id = id_new();
    person->number = number;
    person->role_group = presence->role_group = group;
    person->capacity = presence->capacity = capacity;
    person->here = presence->expected = capacity != CAPACITY_ATTENDING;
    person->initials = room_keep(room, initials);
}

static inline void add_code(struct room *room, const char *key, bool state, const char *group)
{
    struct code *code = room_add_code(room);

    code->id = id_new();
    code->key = code->name = key;
    code->state = state;
    code->group = group;
}

static inline void add_item(struct room *room, int number, const char *title)
{
    struct agenda_item *item = room_add_item(room);

    item->id = id_new();
    item->number = number;
    item->title = room_keep(room, title);
}

static const char *const choices[] = { "diagnostic", "options" };

static inline int set_up(void **state)
{
    struct table *table = mem_alloc(1, sizeof *table);
    struct room *room = &table->room;
    struct modifier *modifier;
    struct id meeting = id_new();

    room_init(room, &meeting);
    room->opened = start - 60000;
    room->next_number = 305;
    *room_add_group(room) = (struct role_group){ .id = id_new(), .key = "gp", .name = "GP" };
    add_person(room, 101, 0, CAPACITY_CHAIR, "AB");
    add_person(room, 283, 0, CAPACITY_MEMBER, "JS");
    add_person(room, 60, -1, CAPACITY_MEMBER, NULL);
    add_person(room, 290, -1, CAPACITY_ATTENDING, NULL);
    add_code(room, "ch", false, "");
    add_code(room, "tn", true, "");
    add_code(room, "mo", true, "day");
    add_code(room, "af", true, "day");
    add_code(room, "ev", true, "day");
    modifier = room_keep_array(room, 1, sizeof *modifier);
    *modifier =
        (struct modifier){ .id = id_new(), .name = "kind", .choices = choices, .choice_count = 2 };
    room->codes[CH].modifiers = modifier;
    room->codes[CH].modifier_count = 1;
    add_item(room, 1, "Welcome");
    add_item(room, 2, "Finance report");
    room->rule.number = 3;
    table->now = start;
    *state = table;
    return 0;
}

static inline int tear_down(void **state)
{
    struct table *table = *state;

    change_release(&table->change);
    room_release(&table->room);
    free(table);
    return 0;
}

/* Types one line, a second after the one before. */
static inline const struct change *type(struct table *table, const char *line)
{
    struct reading reading = { .kind = READ_NOTHING };
    struct known known;

    change_release(&table->change);
    change_init(&table->change, &table->room.meeting, table->now);
    table->now += 1000;
    known = room_known(&table->room, table->now);
    grammar_read(&reading, line, strlen(line), &known);
    room_take(&table->room, &reading, line, &table->change, &table->said);
    reading_release(&reading);
    return &table->change;
}

static inline const struct person *person(const struct table *table, int index)
{
    return &table->room.people[index];
}

static inline void assert_same(const struct id *a, const struct id *b)
{
    assert_true(id_equal(a, b));
}

#define IN_A_ROOM(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#endif
