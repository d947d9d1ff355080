/* SPDX-License-Identifier: MIT */
/* A whole meeting, typed: the sitting of 26 May 2021 of ../shared/meetings,
 * 803 turns of 46 voices in nearly three hours, through the live screen as an
 * observer would, with people who come and go, a conflict of interest, the
 * quorum lost and met again, breaks, a private part and the agenda. Only the
 * clock goes faster. Then every turn has to stand with its speaker, its words
 * and its item. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define MEETING "../shared/meetings/austria-2021-05-26.jsonl"

enum {
    TURNS_MOST = 1000,
    VOICES_MOST = 60,
    FIRST_ID = 101,
    NEEDED = 43,                      /* of the 45 who are expected */
    LENGTH = (2 * 60 + 53) * 60 + 37, /* seconds that the sitting took */
    BREAK = 20 * 60,                  /* seconds of each break, beside that */
    LINE_MOST = 3 * 6000
};

struct turn {
    char *text;
    int person; /* study id; 0: a note of the record, by nobody */
    bool item_begins;
    int item; /* its number as typed; 0 before the first */
};

struct sitting {
    struct turn turn[TURNS_MOST];
    size_t count;
    const char *voice[VOICES_MOST]; /* ids in the file; voice v is person FIRST_ID + v */
    size_t voices;
    json_t *lines[TURNS_MOST + 1]; /* what the strings are borrowed from */
    char moves[700];               /* the file that moves the clock */
    int64_t moved;                 /* milliseconds */
    int item;                      /* that is on */
    size_t others;                 /* entries beside the turns */
};

static const char record[] = "_record";

/* --- the meeting as it was ------------------------------------------------------- */

static int person_of(const struct sitting *sitting, const char *voice)
{
    for (size_t i = 0; i < sitting->voices; i++)
        if (strcmp(sitting->voice[i], voice) == 0)
            return FIRST_ID + (int)i;
    return 0;
}

static void read_head(struct sitting *sitting, const json_t *line)
{
    const json_t *people = json_object_get(json_object_get(line, "meeting"), "participants");

    for (size_t i = 0; i < json_array_size(people); i++) {
        const char *id = json_string_value(json_object_get(json_array_get(people, i), "id"));

        assert_true(sitting->voices < VOICES_MOST);
        if (strcmp(id, record) != 0)
            sitting->voice[sitting->voices++] = id;
    }
}

static void read_turn(struct sitting *sitting, const json_t *line, const char **item)
{
    const char *now = json_string_value(json_object_get(line, "item"));
    struct turn *turn = &sitting->turn[sitting->count++];

    turn->text = (char *)json_string_value(json_object_get(line, "text"));
    turn->person = person_of(sitting, json_string_value(json_object_get(line, "speaker")));
    turn->item_begins = now != NULL && (*item == NULL || strcmp(now, *item) != 0);
    *item = now;
}

static void read_sitting(struct sitting *sitting)
{
    FILE *file = fopen(MEETING, "r");
    const char *item = NULL;
    char *text = NULL;
    size_t room = 0;

    assert_non_null(file);
    for (size_t i = 0; getline(&text, &room, file) > 0; i++) {
        assert_true(i < TURNS_MOST);
        sitting->lines[i] = json_loads(text, 0, NULL);
        assert_non_null(sitting->lines[i]);
        if (i == 0)
            read_head(sitting, sitting->lines[i]);
        else
            read_turn(sitting, sitting->lines[i], &item);
    }
    free(text);
    fclose(file);
    assert_int_equal(sitting->count, 803);
    assert_int_equal(sitting->voices, 45);
}

/* --- before ------------------------------------------------------------------------ */

/* The clock goes on by so many seconds. */
static void pass(struct sitting *sitting, double seconds)
{
    char beside[710];
    FILE *file;

    sitting->moved += (int64_t)(seconds * 1000);
    snprintf(beside, sizeof beside, "%s.new", sitting->moves);
    file = fopen(beside, "w");
    assert_non_null(file);
    fprintf(file, "%jd %jd\n", (intmax_t)sitting->moved, (intmax_t)sitting->moved);
    fclose(file);
    assert_int_equal(rename(beside, sitting->moves), 0);
}

static void set_clock(struct sitting *sitting, const struct stage *stage)
{
    char clock[800];

    snprintf(sitting->moves, sizeof sitting->moves, "%s/moves", stage->folder);
    snprintf(clock, sizeof clock, "%s@%s", STAGE_CLOCK, sitting->moves);
    setenv("MOOT_CLOCK", clock, 1);
    pass(sitting, 0);
}

static void set_up(struct sitting *sitting, struct stage *stage)
{
    struct term *term;
    char people[VOICES_MOST * 8] = "", agenda[700], needed[16];
    FILE *file;

    for (size_t i = 0; i < sitting->voices; i++)
        snprintf(people + strlen(people), sizeof people - strlen(people), "%s%d", i > 0 ? "," : "",
                 FIRST_ID + (int)i);
    snprintf(agenda, sizeof agenda, "%s/agenda.txt", stage->folder);
    file = fopen(agenda, "w");
    assert_non_null(file);
    fputs("1. Antigentests (1580/A) for decision\n2. Epidemiegesetz (1572/A) for decision\n"
          "3. Sozialversicherung (1635/A) for decision\n",
          file);
    fclose(file);
    stage_must(stage, NULL, "new", "--title", "109. Sitzung", "--body", "Nationalrat", "--people",
               people, "--agenda", agenda, "--date", "2026-03-04", NULL);
    term = stage_start(stage, 0, NULL);
    term_expect(term, "109. Sitzung");
    term_type(term, "m"); /* the body's rule, in the form of the set-up */
    term_expect(term, "Quorum");
    snprintf(needed, sizeof needed, "%d", NEEDED);
    term_type(term, "\033[B\033[B\033[B\033[B\033[B\033[B\025");
    term_type(term, needed);
    term_type(term, "\033[20~");
    term_expect_gone(term, "Quorum");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

/* --- while it sits ------------------------------------------------------------------ */

/* As an observer types it: signs that mean something to moot are escaped. */
static void type_turn(struct term *term, const struct turn *turn)
{
    char line[LINE_MOST], *to = line;

    if (turn->person == 0)
        to += sprintf(to, "\\ ");
    else
        to += sprintf(to, "%d: ", turn->person);
    for (const char *from = turn->text; *from != '\0' && to < line + sizeof line - 3; from++) {
        if (turn->person != 0 && strchr("\\#\"", *from) != NULL)
            *to++ = '\\';
        *to++ = *from;
    }
    strcpy(to, "\r");
    term_type(term, line);
}

/* What happens in the room before a turn, and what the screen then shows. */
static const struct happening {
    size_t before; /* which turn */
    int pass;      /* seconds, first */
    const char *keys;
    const char *shows;
    int entries; /* that it makes */
    bool item;   /* another item is on */
} happenings[] = {
    { 40, 0, "-110\r", "quorate 44 of 43", 1, false },
    { 60, 0, "+110\r", "quorate 45 of 43", 1, false },
    { 100, 0, "\017112x", "left", 1, false }, /* C-o: attendance */
    { 101, 0, "\030q", "M-c ch", 0, false },
    { 140, 0, "\030a112t", "phone", 1, false },
    { 141, 0, "\030q", "M-c ch", 0, false },
    { 200, 0, "-120!,-121!,-122!\r", "quorum lost: 42 of 43", 2, false },
    { 300, 0, "> Abstimmungen\r", "Tab: note that 120", 2, true },
    { 301, 0, "\t", "45 of 43", 1, false },
    { 350, 0, "=break\r", "BREAK", 1, false },
    { 351, BREAK, "=resume\r", "resume", 1, false },
    { 400, 0, "-130,-131,-132\r", "quorum lost: 42 of 43", 2, false },
    { 450, 0, "+130\r", "quorum met again: 43 of 43", 2, false },
    { 500, 0, "=private\r", "PRIVATE", 1, false },
    { 520, 0, "=public\r", "public", 1, false },
    { 560, 0, "\030gnSchluss for discussion\033[20~", "5 items", 0, false }, /* C-x g, F9 */
    { 561, 0, ">", "item 5 is on", 1, true },
    { 562, 0, "\030q", "M-c ch", 0, false },
    { 650, 0, "=break\r", "BREAK", 1, false },
    { 651, BREAK, "=resume\r", "resume", 1, false },
};
enum { HAPPENINGS = sizeof happenings / sizeof happenings[0] };

/* All that happens between two turns. A screen that lies over the live one is
 * gone again before the turn is typed. */
static void happen(struct sitting *sitting, struct term *term, size_t turn)
{
    static const size_t after[] = { 101, 141, 301, 351, 561, 562, 651 };

    for (size_t i = 0; i < HAPPENINGS; i++) {
        const struct happening *now = &happenings[i];
        size_t at = now->before;

        for (size_t j = sizeof after / sizeof after[0]; j-- > 0;)
            if (at == after[j])
                at -= after[j] == 562 ? 2 : 1; /* goes with the one before */
        if (at != turn)
            continue;
        pass(sitting, now->pass);
        term_type(term, now->keys);
        term_expect(term, now->shows);
        sitting->others += (size_t)now->entries;
        sitting->item += now->item;
    }
}

static void type_sitting(struct sitting *sitting, struct term *term)
{
    for (size_t i = 0; i < sitting->count; i++) {
        struct turn *turn = &sitting->turn[i];

        happen(sitting, term, i);
        pass(sitting, (double)LENGTH / (double)sitting->count);
        if (turn->item_begins) {
            term_type(term, ">\r");
            sitting->item++;
            sitting->others++;
        }
        turn->item = sitting->item;
        type_turn(term, turn);
    }
}

/* --- afterwards ---------------------------------------------------------------------- */

static void check_turn(const struct turn *turn, const json_t *entry, size_t number)
{
    const json_t *speakers = json_object_get(entry, "speakers"), *item;
    const char *text = json_string_value(json_object_get(entry, "text"));

    if (text == NULL || strcmp(text, turn->text) != 0)
        fail_msg("turn %zu stands as\n%s\nnot as\n%s", number, text, turn->text);
    assert_int_equal(json_array_size(speakers), turn->person != 0);
    if (turn->person != 0)
        assert_int_equal(json_integer_value(json_object_get(json_array_get(speakers, 0), "person")),
                         turn->person);
    item = json_object_get(entry, "item");
    assert_int_equal(json_is_null(item) ? 0 : json_integer_value(item), turn->item);
    assert_int_equal(json_array_size(json_object_get(entry, "codes")), 0);
}

static void check_record(const struct sitting *sitting, struct stage *stage)
{
    const json_t *entries = stage_entries(stage, "M1"), *entry;
    json_int_t before = 0;
    size_t turns = 0, i;

    assert_int_equal(json_array_size(entries), sitting->count + sitting->others);
    json_array_foreach (entries, i, entry) {
        json_int_t at = json_integer_value(json_object_get(entry, "at"));

        assert_true(at >= before);
        before = at;
        if (strcmp(json_string_value(json_object_get(entry, "kind")), "note") == 0) {
            assert_true(turns < sitting->count);
            check_turn(&sitting->turn[turns], entry, turns);
            turns++;
        }
    }
    assert_int_equal(turns, sitting->count);
    assert_true(before - strtoll(STAGE_CLOCK, NULL, 10) >= (LENGTH + 2 * BREAK - 60) * 1000LL);
}

/* The hours of the report are those of sitting: about three, not the two
 * breaks, nor what it took to type. */
static void check_hours(struct stage *stage)
{
    json_t *report;
    double hours;

    stage_must(stage, NULL, "report", "--json", NULL);
    report = json_loads(stage->out, 0, NULL);
    assert_non_null(report);
    hours = json_number_value(json_object_get(json_object_get(report, "total"), "sitting_seconds"))
            / 3600;
    if (hours < 2.85 || hours > 3.1)
        fail_msg("%g hours of sitting in\n%s", hours, stage->out);
    json_decref(report);
}

static void three_hours_are_typed_and_stand_as_they_were_said(void **state)
{
    static const char *const args[] = { "live", "M1", NULL };
    struct stage *stage = *state;
    struct sitting *sitting;
    struct term *term;

    if (access(MEETING, R_OK) != 0) {
        print_message("skipped: " MEETING " is not there\n");
        skip();
    }
    sitting = calloc(1, sizeof *sitting);
    assert_non_null(sitting);
    read_sitting(sitting);
    set_clock(sitting, stage);
    set_up(sitting, stage);
    term = stage_start(stage, 0, args);
    term_expect(term, "quorate 45 of 43");
    type_sitting(sitting, term);
    stage_expect_entries(stage, "M1", sitting->count + sitting->others);
    term_type(term, "\030e");
    term_expect(term, "C-x e again ends M1");
    term_type(term, "\030e");
    term_expect(term, "waits to be written up");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
    check_record(sitting, stage);
    stage_must(stage, NULL, "check", NULL);
    check_hours(stage);
    for (size_t i = 0; sitting->lines[i] != NULL; i++)
        json_decref(sitting->lines[i]);
    free(sitting);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(three_hours_are_typed_and_stand_as_they_were_said,
                                        stage_setup, stage_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
