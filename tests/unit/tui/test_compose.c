/* SPDX-License-Identifier: MIT */
/* An entry that is taken into the text line for editing: what stands there
 * reads as the entry again, whatever its words hold. */
#include "core/mem.h"
#include "tui/live.h"
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* A room with the people 283 "ab" and 60, and the codes ch and tn. */
static void make_room(struct room *room)
{
    static const char *const aliases[] = { "ab" };
    struct id meeting = id_new();
    static const int numbers[] = { 283, 60 };
    static const char *const keys[] = { "ch", "tn" };

    room_init(room, &meeting);
    *room_add_group(room) = (struct role_group){ .id = id_new(), .key = "gp", .name = "GP",
                                                 .label = "GP" };
    for (size_t i = 0; i < 2; i++) {
        struct person *person = room_add_person(room);
        struct code *code = room_add_code(room);

        person->id = id_new();
        person->number = numbers[i];
        person->here = true;
        person->aliases = i == 0 ? aliases : NULL;
        person->alias_count = i == 0 ? 1 : 0;
        code->id = id_new();
        code->key = code->name = keys[i];
        code->state = i == 1;
    }
}

/* Logs `line`, composes the entry and returns what stands in the text line. */
static char *round_trip(struct room *room, const char *line, struct change_entry *entry)
{
    struct known known = room_known(room, 1000);
    struct reading reading = { 0 };
    struct room_said said;
    struct change change;
    struct str composed = STR_INIT;

    grammar_read(&reading, line, strlen(line), &known);
    change_init(&change, &room->meeting, 1000);
    room_take(room, &reading, line, &change, &said);
    assert_int_equal(change.entry_count, 1);
    *entry = change_entry_copy(&change.entries[0]);
    live_compose(&composed, room, entry);
    change_release(&change);
    reading_release(&reading);
    return str_take(&composed);
}

/* Composes the entry of `line` and checks both the line and that it makes the
 * same entry once more. */
static void expect(const char *line, const char *composed)
{
    struct room room;
    struct change_entry first, second;
    char *text, *again;

    make_room(&room);
    text = round_trip(&room, line, &first);
    assert_string_equal(text, composed);
    again = round_trip(&room, text, &second);
    assert_string_equal(again, composed);
    assert_string_equal(second.text, first.text);
    assert_int_equal(second.speaker_count, first.speaker_count);
    assert_int_equal(second.addressee_count, first.addressee_count);
    assert_int_equal(second.verbatim_count, first.verbatim_count);
    for (size_t i = 0; i < first.verbatim_count; i++)
        assert_memory_equal(&second.verbatim[i], &first.verbatim[i], sizeof(struct span));
    free(text);
    free(again);
    change_entry_release(&first);
    change_entry_release(&second);
    room_release(&room);
}

static void a_speaker_comes_back_as_an_id(void **state)
{
    (void)state;
    expect("ab: what is the plan", "283: what is the plan");
    expect("ab>60: what is the plan", "283>60: what is the plan");
    expect("283,60>all: together", "283,60>all: together");
    expect("?gp: somebody", "?gp: somebody");
}

static void codes_stay_on_the_entry_and_out_of_the_line(void **state)
{
    (void)state;
    expect("283: why #ch", "283: why");
}

static void words_heard_exactly_keep_their_quotation_marks(void **state)
{
    (void)state;
    expect("283: he said \"no money\" twice", "283: he said \"no money\" twice");
}

static void signs_that_could_be_read_are_escaped(void **state)
{
    (void)state;
    expect("283: the \\#ch sign", "283: the \\#ch sign");
    expect("283: \\\"not heard\\\" so", "283: \\\"not heard\\\" so");
}

static void signs_that_are_read_as_nothing_stand_as_they_are(void **state)
{
    (void)state;
    expect("C# and #1 priority, 5\" screen", "C# and #1 priority, 5\" screen");
}

static void a_plain_note_stays_one(void **state)
{
    (void)state;
    expect("\\283: not a speaker", "\\283: not a speaker");
    expect("\\// not a comment", "\\// not a comment");
    expect("\\> not an item", "\\> not an item");
}

static void a_comment_comes_back_with_its_slashes(void **state)
{
    (void)state;
    expect("// said looking at the chair #1", "// said looking at the chair #1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_speaker_comes_back_as_an_id),
        cmocka_unit_test(codes_stay_on_the_entry_and_out_of_the_line),
        cmocka_unit_test(words_heard_exactly_keep_their_quotation_marks),
        cmocka_unit_test(signs_that_could_be_read_are_escaped),
        cmocka_unit_test(signs_that_are_read_as_nothing_stand_as_they_are),
        cmocka_unit_test(a_plain_note_stays_one),
        cmocka_unit_test(a_comment_comes_back_with_its_slashes),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
