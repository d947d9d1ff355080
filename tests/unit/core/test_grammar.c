/* SPDX-License-Identifier: MIT */
/* The line grammar against the table of its law, and what holds for every
 * line: places in order and at code points, time that grows with the length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/str.h"
#include "core/text.h"
#include "tests/unit/core/grammar_table.h"
#include "tests/unit/core/known.h"

/* --- a reading as one string -------------------------------------------------- */

static void show_voices(struct str *out, const struct read_voice *voices, size_t count,
                        const char *line)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            str_add(out, ",");
        if (voices[i].kind == VOICE_ALL)
            str_add(out, "all");
        else if (voices[i].kind == VOICE_UNKNOWN)
            str_add(out, "?");
        else if (voices[i].kind == VOICE_ROLE)
            str_add_format(out, "?%s", known_groups[voices[i].index].key);
        else if (voices[i].index < 0)
            str_add_format(out, "@%.*s", (int)voices[i].name.len, line + voices[i].name.start);
        else
            str_add_format(out, "%d", known_people[voices[i].index].number);
    }
}

static void show_text(struct str *out, const struct reading *reading)
{
    size_t at = 0;
    const char *text = str_text(&reading->text);

    str_add(out, " \"");
    for (size_t i = 0; i < reading->verbatim_count; i++) {
        const struct span *span = &reading->verbatim[i];

        str_add_len(out, text + at, span->start - at);
        str_add_char(out, '{');
        str_add_len(out, text + span->start, span->len);
        str_add_char(out, '}');
        at = span->start + span->len;
    }
    str_add(out, text + at);
    str_add_char(out, '"');
}

static void show_codes(struct str *out, const struct reading *reading)
{
    static const char *const actions[] = {
        [CODING_POINT] = "",
        [CODING_OPEN] = " opens",
        [CODING_CLOSE] = " closes",
    };

    for (size_t i = 0; i < reading->code_count; i++) {
        const struct read_code *read = &reading->codes[i];
        const struct code *code = &known_codes[read->code];

        str_add(out, read->needless ? " (" : " [");
        str_add(out, code->key[0] ? code->key : code->name);
        str_add(out, actions[read->action]);
        for (size_t j = 0; j < read->value_count; j++)
            str_add_format(out, " %s=%s", code->modifiers[read->values[j].modifier].name,
                           read->values[j].value);
        str_add(out, read->needless ? ")" : "]");
    }
}

static void show_movements(struct str *out, const struct reading *reading)
{
    static const char *const movements[] = {
        [MOVE_ARRIVED] = "arrived",     [MOVE_LEFT] = "left",     [MOVE_WITHDREW] = "withdrew",
        [MOVE_APOLOGIES] = "apologies", [MOVE_ABSENT] = "absent",
    };
    static const char *const modes[] = {
        [MODE_ROOM] = "",
        [MODE_PHONE] = " phone",
        [MODE_ONLINE] = " online",
    };

    for (size_t i = 0; i < reading->movement_count; i++)
        str_add_format(
            out, "%s %d %s%s", i ? "," : "", known_people[reading->movements[i].person].number,
            movements[reading->movements[i].movement], modes[reading->movements[i].mode]);
}

static void show_agenda(struct str *out, const struct reading *reading)
{
    switch (reading->step) {
    case AGENDA_NEXT:
        str_add_format(out, " next %d", known_items[reading->item].number);
        break;
    case AGENDA_ITEM:
        str_add_format(out, " %d", known_items[reading->item].number);
        break;
    case AGENDA_NEW:
        str_add_format(out, " new \"%s\"", str_text(&reading->text));
        break;
    case AGENDA_END:
        str_add(out, " end");
        break;
    }
}

static void show_words(struct str *out, const struct reading *reading, const char *line)
{
    if (reading->continues)
        str_add(out, " ...");
    if (reading->speaker_count > 0 || reading->addressee_count > 0)
        str_add_char(out, ' ');
    show_voices(out, reading->speakers, reading->speaker_count, line);
    if (reading->addressee_count > 0)
        str_add_char(out, '>');
    show_voices(out, reading->addressees, reading->addressee_count, line);
    if (reading->kind != READ_EVENT)
        show_text(out, reading);
    show_codes(out, reading);
}

static void show(struct str *out, const struct reading *reading, const char *line)
{
    static const char *const kinds[] = {
        [READ_NOTHING] = "nothing",       [READ_PLAIN] = "plain",   [READ_NOTE] = "note",
        [READ_EVENT] = "event",           [READ_AGENDA] = "agenda", [READ_PART] = "part",
        [READ_ATTENDANCE] = "attendance", [READ_TIME] = "time",     [READ_COMMENT] = "comment",
        [READ_CORRECTION] = "correction",
    };
    char time[CLOCK_TIME], date[CLOCK_DATE];

    str_add(out, kinds[reading->kind]);
    if (reading->kind == READ_ATTENDANCE)
        show_movements(out, reading);
    else if (reading->kind == READ_AGENDA)
        show_agenda(out, reading);
    else if (reading->kind == READ_PART)
        str_add_format(out, " %s", part_words[reading->part].key);
    else if (reading->kind != READ_NOTHING && reading->kind != READ_TIME)
        show_words(out, reading, line);
    if (reading->has_time) {
        clock_time(time, reading->at, 3600);
        clock_date(date, reading->at, 3600);
        str_add_format(out, " @%s%s%s", strcmp(date, "2026-03-04") ? date : "",
                       strcmp(date, "2026-03-04") ? " " : "", time);
    }
    for (size_t i = 0; i < reading->note_count; i++)
        str_add_format(out, " !%s", reading->notes[i].text);
}

/* --- the table ------------------------------------------------------------------- */

static bool row_holds(const struct known *known, const char *line, const char *means)
{
    struct reading reading = { .kind = READ_NOTHING };
    struct str shown = STR_INIT;
    bool holds;

    grammar_read(&reading, line, strlen(line), known);
    show(&shown, &reading, line);
    holds = strcmp(str_text(&shown), means) == 0;
    if (!holds)
        print_error("typed %s\n  means %s\n  not   %s\n", line, str_text(&shown), means);
    str_release(&shown);
    reading_release(&reading);
    return holds;
}

static void check_row(const struct known *known, const char *line, const char *means)
{
    assert_true(row_holds(known, line, means));
}

static void every_line_of_the_table_means_what_it_says(void **state)
{
    struct known known = known_meeting();
    size_t held = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(grammar_rows); i++)
        held += row_holds(&known, grammar_rows[i].line, grammar_rows[i].means);
    assert_int_equal(held, COUNT(grammar_rows));
}

static bool at_code_point(const char *line, size_t len, size_t at)
{
    return at == len || ((unsigned char)line[at] & 0xC0) != 0x80;
}

/* Everything that a reading says about places holds. */
static void check_places(const struct known *known, const char *line, size_t len)
{
    struct reading reading = { .kind = READ_NOTHING };
    size_t at = 0, word = 0;

    grammar_read(&reading, line, len, known);
    for (size_t i = 0; i < reading.segment_count; i++) {
        struct span span = reading.segments[i].at;

        assert_true(span.start >= at && span.len > 0);
        at = span.start + span.len;
        assert_true(at <= len);
        assert_true(at_code_point(line, len, span.start) && at_code_point(line, len, at));
    }
    for (size_t i = 0; i < reading.verbatim_count; i++) {
        struct span span = reading.verbatim[i];

        assert_true(span.start >= word && span.len > 0);
        word = span.start + span.len;
        assert_true(word <= reading.text.len);
        assert_true(at_code_point(reading.text.text, reading.text.len, span.start));
        assert_true(at_code_point(reading.text.text, reading.text.len, word));
    }
    for (size_t i = 0; i < reading.note_count; i++) {
        struct span span = reading.notes[i].at;

        assert_true(span.start + span.len <= len);
        assert_true(at_code_point(line, len, span.start));
        assert_true(at_code_point(line, len, span.start + span.len));
        assert_true(text_valid(reading.notes[i].text, strlen(reading.notes[i].text)));
    }
    assert_true(text_valid(str_text(&reading.text), reading.text.len));
    reading_release(&reading);
}

static void places_are_ordered_and_at_code_points_for_every_beginning_of_a_line(void **state)
{
    struct known known = known_meeting();

    (void)state;
    for (size_t i = 0; i < COUNT(grammar_rows); i++) {
        size_t len = strlen(grammar_rows[i].line);

        for (size_t end = 0; end <= len; end++) {
            char *copy;

            if (!at_code_point(grammar_rows[i].line, len, end))
                continue;
            copy = malloc(end + 1); /* exactly so long, for the address sanitizer */
            assert_non_null(copy);
            memcpy(copy, grammar_rows[i].line, end);
            copy[end] = '\0';
            check_places(&known, copy, end);
            free(copy);
        }
    }
}

static void what_has_no_speaker_of_its_own_gets_the_persistent_one(void **state)
{
    static const struct read_voice jane = { .kind = VOICE_PERSON, .index = 1 };
    struct known known = known_meeting();
    size_t held = 0;

    (void)state;
    known.persistent = &jane;
    known.persistent_count = 1;
    for (size_t i = 0; i < COUNT(grammar_rows_persistent); i++)
        held += row_holds(&known, grammar_rows_persistent[i].line,
                          grammar_rows_persistent[i].means);
    assert_int_equal(held, COUNT(grammar_rows_persistent));
}

static void segments_say_what_each_stretch_was_read_as(void **state)
{
    static const char line[] = "@14:03 283>60: so \"no #ch(diagnostic) way\" \\#x";
    static const struct segment expected[] = {
        { SEGMENT_TIME, { 0, 6 } },       { SEGMENT_SPEAKER, { 7, 3 } },
        { SEGMENT_ADDRESSEE, { 10, 4 } }, { SEGMENT_VERBATIM, { 19, 3 } },
        { SEGMENT_CODE, { 22, 3 } },      { SEGMENT_MODIFIERS, { 25, 12 } },
        { SEGMENT_VERBATIM, { 38, 3 } },  { SEGMENT_ESCAPE, { 43, 1 } },
    };
    struct known known = known_meeting();
    struct reading reading = { .kind = READ_NOTHING };

    (void)state;
    grammar_read(&reading, line, strlen(line), &known);
    assert_int_equal(reading.segment_count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        assert_int_equal(reading.segments[i].kind, expected[i].kind);
        assert_int_equal(reading.segments[i].at.start, expected[i].at.start);
        assert_int_equal(reading.segments[i].at.len, expected[i].at.len);
    }
    reading_release(&reading);
}

static void without_a_last_entry_there_is_nothing_to_correct_or_move(void **state)
{
    struct known known = known_meeting();

    (void)state;
    known.last_text = NULL;
    known.can_continue = false;
    check_row(&known, "s/good/bad/", "note \"s/good/bad/\" !no entry yet that could hold \"good\"");
    check_row(&known, "@14:03",
              "note \"@14:03\" !a time alone moves the last entry: there is none yet");
    check_row(&known, "... so", "note \"... so\" !nobody has spoken in this item who could go on");
    known.last_text = "";
    check_row(&known, "@14:03", "time @14:03:00");
}

static void after_midnight_a_time_may_be_of_the_day_before(void **state)
{
    struct known known = known_meeting();

    (void)state;
    known.opened = clock_civil(2026, 3, 3, 22, 30, 40, 3600);
    known.now = clock_civil(2026, 3, 4, 0, 10, 0, 3600);
    check_row(&known, "@23:50 x", "note \"x\" @2026-03-03 23:50:00");
    check_row(&known, "@22:30 x", "note \"x\" @2026-03-03 22:30:00");
    check_row(&known, "@22:30:39 x", "note \"@22:30:39 x\" !22:30:39 is still to come");
    check_row(&known, "@22:29 x", "note \"@22:29 x\" !22:29 is still to come");
    check_row(&known, "@-20m x", "note \"x\" @2026-03-03 23:50:00");
    known.opened = TIME_UNKNOWN;
    check_row(&known, "@23:50 x", "note \"@23:50 x\" !23:50 is still to come");
}

static void a_typed_time_counts_from_when_it_was_typed(void **state)
{
    struct known known = known_meeting();

    (void)state;
    known.ago = 3000; /* the observer's time to react */
    known.now -= known.ago;
    check_row(&known, "words", "note \"words\"");
    check_row(&known, "@-20s words", "note \"words\" @14:04:40");
    check_row(&known, "@14:05 now", "note \"now\" @14:05:00");
}

static void the_next_item_is_the_first_one_before_the_meeting_and_none_after_the_last(void **state)
{
    struct known known = known_meeting();

    (void)state;
    known.current_item = known.item_count;
    check_row(&known, ">", "agenda next 1");
    known.current_item = known.item_count - 1;
    check_row(&known, ">", "agenda end !that was the last item");
    known.item_count = known.current_item = 0;
    check_row(&known, ">", "agenda end !the agenda has no items");
    check_row(&known, "> welcome", "agenda new \"welcome\"");
    check_row(&known, "> 2", "agenda new \"2\"");
}

static void an_item_is_called_by_its_number_where_no_title_begins_so(void **state)
{
    struct known known = known_meeting();
    const struct agenda_item items[] = { { .number = 1, .title = "Welcome" },
                                         { .number = 2, .title = "3 year plan" },
                                         { .number = 3, .title = "Finance" } };

    (void)state;
    known.items = items;
    known.item_count = 3;
    known.current_item = 3;
    check_row(&known, "> 1", "agenda 1");
    check_row(&known, "> 2", "agenda 2");
    check_row(&known, "> 3", "agenda 2"); /* of that title */
    check_row(&known, "> 4", "agenda new \"4\"");
    check_row(&known, "> 1 more", "agenda new \"1 more\"");
}

static void with_nothing_known_all_of_it_is_words(void **state)
{
    struct known known = { .now = clock_civil(2026, 3, 4, 14, 5, 0, 0), .opened = TIME_UNKNOWN };

    (void)state;
    check_row(&known, "283: so #ch(x) \"no\"",
              "note \"283: so #ch(x) \"{no}\"\" !nobody has the id 283; @283: makes that person"
              " !no code \"#ch\"");
    check_row(&known, "+283", "note \"+283\" !nobody is known exactly as \"283\"");
}

static void what_is_not_to_be_read_is_words_with_all_its_signs(void **state)
{
    struct known known = known_meeting();
    struct reading reading = { .kind = READ_NOTHING };
    struct str shown = STR_INIT;
    static const char line[] = "283: \"no\" #ch \\#";

    (void)state;
    grammar_read_plain(&reading, line, strlen(line), &known);
    show(&shown, &reading, line);
    assert_string_equal(str_text(&shown), "note \"283: \"no\" #ch \\#\"");
    str_release(&shown);
    reading_release(&reading);
}

/* A line of `len` bytes made of `part` again and again must be read in time
 * that grows with its length. */
static void read_long(const char *part, size_t len)
{
    struct known known = known_meeting();
    struct reading reading = { .kind = READ_NOTHING };
    struct str line = STR_INIT;

    while (line.len < len)
        str_add(&line, part);
    grammar_read(&reading, line.text, line.len, &known);
    assert_int_not_equal(reading.kind, READ_NOTHING);
    reading_release(&reading);
    str_release(&line);
}

static void a_line_of_100_kilobytes_is_read(void **state)
{
    static const char *const parts[] = {
        "word ",
        " \"open",
        " “open",
        "«x» ",
        "#ch(",
        "#nothing ",
        "#tn ",
        "283,",
        "+283,",
        "\\\"",
        "\\#",
        "\"a\" ",
        "\"#ch\"",
        "挑战",
        "#ch(diagnostic) ",
        ": ",
        "#challenge-from-",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(parts); i++)
        read_long(parts[i], (size_t)100 * 1024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_of_the_table_means_what_it_says),
        cmocka_unit_test(places_are_ordered_and_at_code_points_for_every_beginning_of_a_line),
        cmocka_unit_test(what_has_no_speaker_of_its_own_gets_the_persistent_one),
        cmocka_unit_test(segments_say_what_each_stretch_was_read_as),
        cmocka_unit_test(without_a_last_entry_there_is_nothing_to_correct_or_move),
        cmocka_unit_test(after_midnight_a_time_may_be_of_the_day_before),
        cmocka_unit_test(a_typed_time_counts_from_when_it_was_typed),
        cmocka_unit_test(the_next_item_is_the_first_one_before_the_meeting_and_none_after_the_last),
        cmocka_unit_test(an_item_is_called_by_its_number_where_no_title_begins_so),
        cmocka_unit_test(with_nothing_known_all_of_it_is_words),
        cmocka_unit_test(what_is_not_to_be_read_is_words_with_all_its_signs),
        cmocka_unit_test(a_line_of_100_kilobytes_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
