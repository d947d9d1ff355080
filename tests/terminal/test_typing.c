/* SPDX-License-Identifier: MIT */
/* Typing on behind Tab, and editing what was logged: what is taken and what is
 * typed afterwards go together as people mean it. Entries are compared as one
 * string: who, words, codes with their modifiers. */
#include "core/mem.h"
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void add(char *out, size_t size, const char *text)
{
    size_t len = strlen(out);

    (void)snprintf(out + len, size - len, "%s", text);
}

/* "101: words [ch kind=diagnostic response=answered] [tn opens]" */
static void describe(char *out, size_t size, const json_t *entry)
{
    const json_t *codes = json_object_get(entry, "codes"), *value;
    const json_t *speakers = json_object_get(entry, "speakers");
    const char *name;

    out[0] = '\0';
    for (size_t i = 0; i < json_array_size(speakers); i++) {
        char id[32];

        (void)snprintf(id, sizeof id, "%s%d", i > 0 ? "," : "",
                       (int)json_integer_value(
                           json_object_get(json_array_get(speakers, i), "person")));
        add(out, size, id);
    }
    add(out, size, json_array_size(speakers) > 0 ? ": " : "");
    add(out, size, json_string_value(json_object_get(entry, "text")));
    for (size_t i = 0; i < json_array_size(codes); i++) {
        const json_t *code = json_array_get(codes, i);
        const char *action = json_string_value(json_object_get(code, "action"));

        add(out, size, out[0] != '\0' ? " [" : "[");
        add(out, size, json_string_value(json_object_get(code, "key")));
        if (strcmp(action, "point") != 0) {
            add(out, size, " ");
            add(out, size, action);
        }
        json_object_foreach((json_t *)json_object_get(code, "modifiers"), name, value)
        {
            add(out, size, " ");
            add(out, size, name);
            add(out, size, "=");
            add(out, size, json_string_value(value));
        }
        add(out, size, "]");
    }
}

/* Waits until the last entry of the meeting is what is expected. */
static void expect_last(struct stage *stage, const char *expected)
{
    char is[600] = "";

    for (int i = 0; i < 100; i++) {
        const json_t *entries = stage_entries(stage, "M1");

        if (json_array_size(entries) > 0)
            describe(is, sizeof is, json_array_get(entries, json_array_size(entries) - 1));
        if (strcmp(is, expected) == 0)
            return;
        term_settle(stage->term[0]);
    }
    assert_string_equal(is, expected);
}

static struct term *begin(struct stage *stage)
{
    stage_meeting(stage);
    return stage_live(stage);
}

static void leave(struct stage *stage)
{
    stage_must(stage, NULL, "check", NULL);
    term_type(stage->term[0], "\003");
    term_expect(stage->term[0], "March meeting");
    term_settle(stage->term[0]);
    term_type(stage->term[0], "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

/* Types the keys of each row; the entry must be what stands beside it. */
static void check_typed(struct stage *stage, const char *const rows[][2], size_t count)
{
    struct term *term = begin(stage);

    for (size_t i = 0; i < count; i++) {
        term_type(term, rows[i][0]);
        stage_expect_entries(stage, "M1", i + 1); /* rows may expect the same */
        expect_last(stage, rows[i][1]);
    }
    leave(stage);
}

#define ROWS(rows) rows, sizeof(rows) / sizeof *(rows)

/* --- completion ------------------------------------------------------------------ */

static void the_blank_behind_a_completed_code_gives_way(void **state)
{
    static const char *const rows[][2] = {
        { "#chal\t(diagnostic) words\r", "words [ch kind=diagnostic]" },
        { "so #chal\t, he said\r", "so, he said [ch]" },
        { "so #chal\t.\r", "so. [ch]" },
        { "#tens\t+ loud\r", "loud [tn open]" },
        { "#tens\t- calm\r", "calm [tn close]" },
        { "#chal\twords\r", "words [ch]" },
        { "#ch (diagnostic) by hand\r", "(diagnostic) by hand [ch]" },
    };

    check_typed(*state, ROWS(rows));
}

static void what_tab_takes_in_a_bracket_survives_typing_on(void **state)
{
    static const char *const rows[][2] = {
        { "#ch(dia\t\r", "[ch kind=diagnostic]" },
        { "#ch(dia\t more\r", "more [ch kind=diagnostic]" },
        { "101: hmm\033c\t\t more\r", "101: hmm more [ch kind=lesson-seeking]" },
        { "#ch(a\t,\t x\r", "x [ch kind=supportive response=answered]" },
        { "#ch(a\t,dia\t x\r", "x [ch kind=diagnostic response=answered]" },
        { "#ch(a\t,\r", "[ch response=answered]" },
        { "yes #ch(a\t, he said\r", "yes, he said [ch response=answered]" },
        { "yes #ch(a\t. No\r", "yes. No [ch response=answered]" },
        { "#ch(de\t\t x\r", "x [ch response=deferred]" },
    };

    check_typed(*state, ROWS(rows));
}

static void tab_behind_a_code_goes_on_to_its_modifiers(void **state)
{
    static const char *const rows[][2] = {
        { "#chal\t\t\t x\r", "x [ch kind=lesson-seeking]" },
        { "#ch\t\t x\r", "x [ch kind=supportive]" },
        { "#ch \t x\r", "x [ch kind=supportive]" },
        { "#de #ch \033a\tme\r", "[de] [ch] [at who=me]" },
    };

    check_typed(*state, ROWS(rows));
}

static void a_bracket_that_stands_apart_is_spoken_of(void **state)
{
    struct stage *stage = *state;
    struct term *term = begin(stage);

    term_type(term, "#ch (diagnostic) x");
    term_expect(term, "a bracket belongs right behind its code: #ch(...)");
    term_type(term, "\025#ch(diagnostic,further-work) x");
    term_expect(term, "kind takes one choice");
    term_type(term, "\025");
    leave(stage);
}

/* --- people ---------------------------------------------------------------------- */

static void a_person_may_be_made_with_a_study_id(void **state)
{
    struct stage *stage = *state;
    struct term *term = begin(stage);

    term_type(term, "283: so");
    term_expect(term, "nobody has the id 283; @283: makes that person");
    term_type(term, "\025@283: so\r");
    expect_last(stage, "283: so");
    term_type(term, "283: again\r");
    expect_last(stage, "283: again");
    term_type(term, "@101: x");
    term_expect(term, "101 is somebody already");
    term_type(term, "\025@smith: hello\r");
    expect_last(stage, "104: hello");
    leave(stage);
}

/* --- painting ---------------------------------------------------------------------- */

/* Everything below the clock and above what is said, and where the cursor stands. */
static char *seen(struct term *term)
{
    const char *screen = term_screen(term), *below = strchr(screen, '\n');
    char *text = mem_copy_len(below, strlen(below)), *last;
    int row, column;

    while ((last = strrchr(text, '\n')) != NULL && last[1] == '\0')
        *last = '\0';
    assert_non_null(last);
    term_cursor(term, &row, &column);
    (void)snprintf(last, strlen(last) + 1, "%d", 100 * row + column);
    return text;
}

/* A letter is painted before all that follows from it: in the end it is the same screen. Row ends,
 * blanks, codes, letters that are no ASCII, letters in the midst. */
static void letters_leave_what_a_whole_painting_shows(void **state)
{
    static const char typed[] = "101: the plan slips again, and nobody says who pays for it #chal "
                                "so it is put off \303\251t\303\251 \327\251\327\234 once more  "
                                "\002\002in\005 and then, to fill the rows, on and on it goes";
    struct term *term = begin(*state);

    term_resize(term, 24, 40);
    for (size_t i = 0; typed[i] != '\0'; i++) {
        char key[2] = { typed[i], '\0' }, *one, *whole;

        term_type(term, key);
        if (i % 10 != 0 && (i < 28 || i > 35)) /* at the end of the first row, every one */
            continue;
        term_settle(term);
        one = seen(term);
        term_type(term, "\014");
        term_settle(term);
        whole = seen(term);
        assert_string_equal(one, whole);
        free(one);
        free(whole);
    }
    term_expect(term, "on and on it goes");
    term_type(term, "\025");
    leave(*state);
}

/* Where nothing but the line changes, the letter is all that the terminal is sent. Once in a while
 * the clock comes in between. */
static void a_letter_sends_a_letter(void **state)
{
    static const char letters[] = "qzjxkvwgyq";
    struct term *term = begin(*state);
    size_t alone = 0;

    term_type(term, "so");
    for (size_t i = 0; letters[i] != '\0'; i++) {
        char key[2] = { letters[i], '\0' };

        term_settle(term);
        term_type(term, key);
    }
    term_expect(term, "soqzjxkvwgyq");
    for (size_t i = 0; letters[i + 1] != '\0'; i++) {
        char pair[3] = { letters[i], letters[i + 1], '\0' };

        alone += term_sent(term, pair);
    }
    assert_true(alone >= 5); /* of nine */
    term_type(term, "\025");
    leave(*state);
}

#define ON_STAGE(test) cmocka_unit_test_setup_teardown(test, stage_setup, stage_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STAGE(the_blank_behind_a_completed_code_gives_way),
        ON_STAGE(what_tab_takes_in_a_bracket_survives_typing_on),
        ON_STAGE(tab_behind_a_code_goes_on_to_its_modifiers),
        ON_STAGE(a_bracket_that_stands_apart_is_spoken_of),
        ON_STAGE(a_person_may_be_made_with_a_study_id),
        ON_STAGE(letters_leave_what_a_whole_painting_shows),
        ON_STAGE(a_letter_sends_a_letter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
