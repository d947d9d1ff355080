/* SPDX-License-Identifier: MIT */
/* Every row of the typed grammar, typed in the live screen: what the screen
 * shows after Enter and what the study then holds. One row is one test, in a
 * study of its own. */
#include "tests/terminal/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WANTS = 6 };

struct row {
    const char *name;
    const char *before;    /* lines logged first, each ended by "\r"; NULL none */
    size_t entries_before; /* how many entries they make */
    const char *typed;
    const char *reads;        /* stands on the screen before Enter; NULL: nothing to see */
    const char *shows;        /* stands on the screen after Enter */
    int entry;                /* which entry is looked at: -1 the last, -2 the one before */
    size_t entries;           /* how many entries there are then */
    const char *wants[WANTS]; /* stand in its compact JSON; "!..." must not */
};

/* clang-format off */
static const struct row rows[] = {
    { .name = "a backslash makes a plain note", .typed = "\\101: #ch \"x\"",
      .shows = "101: #ch \"x\"", .entries = 1, .entry = -1,
      .wants = { "\"text\":\"101: #ch \\\"x\\\"\"", "\"speakers\":[]", "\"codes\":[]", "\"verbatim\":[]" } },
    { .name = "words are a note", .typed = "the room is cold",
      .shows = "the room is cold", .entries = 1, .entry = -1,
      .wants = { "\"kind\":\"note\"", "\"text\":\"the room is cold\"", "\"speakers\":[]" } },

    { .name = "a time before the line backdates it", .typed = "@13:05 101: earlier",
      .shows = "13:05:00", .entries = 1, .entry = -1,
      .wants = { "\"time\":\"13:05:00\"", "\"text\":\"earlier\"", "\"person\":101" } },
    { .name = "a time with seconds", .typed = "@13:05:30 earlier",
      .shows = "13:05:30", .entries = 1, .entry = -1, .wants = { "\"time\":\"13:05:30\"" } },
    { .name = "minutes ago", .typed = "@-2m earlier", .shows = "13:58:", .entries = 1, .entry = -1,
      .wants = { "\"time\":\"13:58:", "\"text\":\"earlier\"" } },
    { .name = "seconds ago", .typed = "@-20s earlier", .shows = "13:59:", .entries = 1, .entry = -1,
      .wants = { "\"time\":\"13:59:", "\"text\":\"earlier\"" } },
    { .name = "a time alone moves the last entry", .before = "101: moved\r", .entries_before = 1,
      .typed = "@13:30", .shows = "13:30:00", .entries = 1, .entry = -1,
      .wants = { "\"time\":\"13:30:00\"", "\"text\":\"moved\"", "\"revised\":true" } },
    { .name = "a future time is prose", .typed = "@23:59 later", .shows = "@23:59 later",
      .entries = 1, .entry = -1, .wants = { "\"text\":\"@23:59 later\"" } },

    { .name = "a person arrives", .typed = "+103", .shows = "103", .entries = 1, .entry = -1,
      .wants = { "\"kind\":\"attendance\"", "\"person\":103", "\"movement\":\"arrived\"" } },
    { .name = "a person leaves", .typed = "-103", .shows = "103", .entries = 1, .entry = -1,
      .wants = { "\"kind\":\"attendance\"", "\"movement\":\"left\"" } },
    { .name = "a person withdraws for a conflict of interest", .before = ">\r", .entries_before = 1,
      .typed = "-103!", .shows = "103", .entries = 2, .entry = -1, .wants = { "\"movement\":\"withdrew\"" } },
    { .name = "a person attends by phone", .typed = "+103 phone", .shows = "phone", .entries = 1, .entry = -1,
      .wants = { "\"movement\":\"arrived\"", "\"mode\":\"phone\"" } },
    { .name = "a person attends online", .typed = "+103 online", .shows = "online", .entries = 1, .entry = -1,
      .wants = { "\"mode\":\"online\"" } },
    { .name = "a person sends apologies", .typed = "-103 apologies", .shows = "apologies",
      .entries = 1, .entry = -1, .wants = { "\"movement\":\"apologies\"" } },
    { .name = "a person is absent", .typed = "-103 absent", .shows = "absent", .entries = 1, .entry = -1,
      .wants = { "\"movement\":\"absent\"" } },
    { .name = "several people with a sign each", .typed = "+101, -tm, +birdw phone", .shows = "103",
      .entries = 1, .entry = -1,
      .wants = { "\"kind\":\"attendance\"", "\"person\":101", "\"person\":102", "\"person\":103", "\"movement\":\"left\"" } },
    { .name = "a percentage is no attendance", .typed = "-3% on last year", .shows = "-3% on last year",
      .entries = 1, .entry = -1, .wants = { "\"kind\":\"note\"", "\"text\":\"-3% on last year\"" } },

    { .name = "the next agenda item", .typed = ">", .shows = "Minutes", .entries = 1, .entry = -1,
      .wants = { "\"kind\":\"agenda\"", "\"item\":1" } },
    { .name = "the item whose title has a word beginning so", .typed = "> fin", .shows = "Finance report",
      .entries = 1, .entry = -1, .wants = { "\"kind\":\"agenda\"", "\"item\":2" } },
    { .name = "a new item after the current one", .before = ">\r", .entries_before = 1,
      .typed = "> Winter plan", .shows = "Winter plan", .entries = 2, .entry = -1,
      .wants = { "\"kind\":\"agenda\"", "\"item\":2" } },

    { .name = "a private part", .typed = "=private", .shows = "rivate", .entries = 1, .entry = -1,
      .wants = { "\"kind\":\"part\"", "\"part\":\"private\"" } },
    { .name = "a public part again", .before = "=private\r", .entries_before = 1, .typed = "=public",
      .shows = "ublic", .entries = 2, .entry = -1, .wants = { "\"kind\":\"part\"", "\"part\":\"public\"" } },
    { .name = "a break", .typed = "=break", .shows = "reak", .entries = 1, .entry = -1,
      .wants = { "\"part\":\"break\"" } },
    { .name = "the end of a break", .before = "=break\r", .entries_before = 1, .typed = "=resume",
      .shows = "reak", .entries = 2, .entry = -1, .wants = { "\"part\":\"resume\"" } },

    { .name = "a comment is tied to the last entry", .before = "101: words\r", .entries_before = 1,
      .typed = "// looking at the chair", .shows = "looking at the chair", .entries = 2, .entry = -1,
      .wants = { "\"kind\":\"comment\"", "\"text\":\"looking at the chair\"", "!\"about\":null" } },
    { .name = "a comment before any entry is on the meeting", .typed = "// a hot day",
      .shows = "a hot day", .entries = 1, .entry = -1,
      .wants = { "\"kind\":\"comment\"", "\"about\":null" } },

    { .name = "a correction mends the last entry", .before = "101: in Febuary and Febuary\r",
      .entries_before = 1, .typed = "s/Febuary/February/", .shows = "in February and Febuary",
      .entries = 1, .entry = -1,
      .wants = { "\"text\":\"in February and Febuary\"", "\"revised\":true", "\"person\":101" } },
    { .name = "a correction that finds nothing is prose", .before = "101: words\r", .entries_before = 1,
      .typed = "s/nothing/something/", .shows = "s/nothing/something/", .entries = 2, .entry = -1,
      .wants = { "\"kind\":\"note\"", "\"text\":\"s/nothing/something/\"" } },

    { .name = "a speaker by id", .typed = "102: we agree", .shows = "we agree", .entries = 1, .entry = -1,
      .wants = { "\"person\":102", "\"text\":\"we agree\"" } },
    { .name = "a speaker by initials in any case", .typed = "TM: we agree", .shows = "102", .entries = 1,
      .entry = -1, .wants = { "\"person\":102", "\"text\":\"we agree\"" } },
    { .name = "a speaker by a beginning of two letters", .typed = "Bi: we agree", .reads = "Lay member ID 103",
      .shows = "103: we agree", .entries = 1, .entry = -1,
      .wants = { "\"person\":103", "\"text\":\"we agree\"" } },
    { .name = "a beginning of one letter is no speaker", .typed = "b: we agree", .shows = "b: we agree",
      .entries = 1, .entry = -1, .wants = { "\"speakers\":[]", "\"text\":\"b: we agree\"" } },
    { .name = "somebody new is to be identified", .typed = "@smith: who is this", .shows = "104",
      .entries = 1, .entry = -1, .wants = { "\"person\":104", "\"text\":\"who is this\"", "!smith" } },
    { .name = "somebody known only by role group", .typed = "?gp: from the back", .shows = "from the back",
      .entries = 1, .entry = -1, .wants = { "\"role_group\":\"gp\"", "!\"person\"", "\"text\":\"from the back\"" } },
    { .name = "several speakers", .typed = "101, 102: together", .shows = "together", .entries = 1, .entry = -1,
      .wants = { "\"person\":101", "\"person\":102", "\"text\":\"together\"" } },
    { .name = "said to somebody", .typed = "101>102: to you", .shows = "to you", .entries = 1, .entry = -1,
      .wants = { "\"addressees\":[{\"person\":102", "\"text\":\"to you\"" } },
    { .name = "said to everybody", .typed = "101>all: to you", .shows = "to you", .entries = 1, .entry = -1,
      .wants = { "\"addressees\":[{\"all\":true}]", "\"text\":\"to you\"" } },
    { .name = "the last speaker goes on", .before = "102: first\r", .entries_before = 1,
      .typed = "... and then", .shows = "and then", .entries = 2, .entry = -1,
      .wants = { "\"continues\":true", "\"person\":102", "\"text\":\"and then\"" } },
    { .name = "the last speaker goes on after one sign of three dots", .before = "102: first\r",
      .entries_before = 1, .typed = "… and then", .shows = "and then", .entries = 2, .entry = -1,
      .wants = { "\"continues\":true", "\"person\":102" } },
    { .name = "an unknown beginning is no speaker", .typed = "for example: x", .shows = "for example: x",
      .entries = 1, .entry = -1, .wants = { "\"speakers\":[]", "\"text\":\"for example: x\"" } },

    { .name = "a code by key", .typed = "101: why so late #ch", .reads = "[ch]", .shows = "why so late [ch]", .entries = 1, .entry = -1,
      .wants = { "\"key\":\"ch\"", "\"text\":\"why so late\"", "\"action\":\"point\"" } },
    { .name = "a code by name", .typed = "101: settled #decision", .shows = "settled", .entries = 1, .entry = -1,
      .wants = { "\"key\":\"de\"", "\"text\":\"settled\"" } },
    { .name = "any number of codes", .typed = "101: much at once #ch #dn #hu", .shows = "much at once",
      .entries = 1, .entry = -1, .wants = { "\"key\":\"ch\"", "\"key\":\"dn\"", "\"key\":\"hu\"" } },
    { .name = "a code alone is a bare event", .typed = "#si", .reads = "[si]", .shows = "[si]", .entries = 1, .entry = -1,
      .wants = { "\"kind\":\"event\"", "\"key\":\"si\"", "\"text\":\"\"" } },
    { .name = "no code stays prose", .typed = "101: C# is the #1 priority", .shows = "C# is the #1 priority",
      .entries = 1, .entry = -1, .wants = { "\"codes\":[]", "\"text\":\"C# is the #1 priority\"" } },
    { .name = "modifiers as choices", .typed = "101: why #ch(diagnostic,deflected)", .shows = "why",
      .entries = 1, .entry = -1,
      .wants = { "\"kind\":\"diagnostic\"", "\"response\":\"deflected\"", "\"text\":\"why\"" } },
    { .name = "modifiers by name, quoted where they hold a comma",
      .typed = "101: do it #at(who=103,by=\"May, at the latest\")", .shows = "do it", .entries = 1, .entry = -1,
      .wants = { "\"who\":\"103\"", "\"by\":\"May, at the latest\"", "\"text\":\"do it\"" } },
    { .name = "an unknown choice leaves the bracket in the text", .typed = "101: why #ch(purple)",
      .reads = "purple", .shows = "(purple)", .entries = 1, .entry = -1,
      .wants = { "\"key\":\"ch\"", "(purple)", "\"modifiers\":{}" } },
    { .name = "a state is opened by its sign", .typed = "101: loud #tn+", .reads = "[tn+]", .shows = "open: tn", .entries = 1,
      .entry = -1, .wants = { "\"key\":\"tn\"", "\"action\":\"open\"" } },
    { .name = "a state is closed by its sign", .before = "loud #tn+\r", .entries_before = 1,
      .typed = "calm #tn-", .shows = "calm", .entries = 2, .entry = -1, .wants = { "\"action\":\"close\"" } },
    { .name = "a state toggles", .before = "loud #tn\r", .entries_before = 1, .typed = "calm #tn",
      .shows = "calm", .entries = 2, .entry = -1, .wants = { "\"action\":\"close\"" } },

    { .name = "verbatim words between a pair of quotes", .typed = "101: said \"never again\" twice",
      .shows = "never again", .entries = 1, .entry = -1, .wants = { "\"verbatim\":[\"never again\"]" } },
    { .name = "verbatim words between typographic quotes", .typed = "101: said “never again” twice",
      .shows = "never again", .entries = 1, .entry = -1, .wants = { "\"verbatim\":[\"never again\"]" } },
    { .name = "an unpaired sign is text", .typed = "101: a 5\" screen", .shows = "a 5\" screen",
      .entries = 1, .entry = -1, .wants = { "\"verbatim\":[]", "\"text\":\"a 5\\\" screen\"" } },
    { .name = "escapes are the literal signs", .typed = "101: a \\#ch and \\\"x\\\" and \\\\ and \\n",
      .shows = "a #ch and \"x\" and \\ and \\n", .entries = 1, .entry = -1,
      .wants = { "\"codes\":[]", "\"verbatim\":[]", "\"text\":\"a #ch and \\\"x\\\" and \\\\ and \\\\n\"" } },
    { .name = "text of any script", .typed = "101: שלום 我們會 naïve", .shows = "我們會 naïve", .entries = 1,
      .entry = -1, .wants = { "\"text\":\"שלום 我們會 naïve\"" } },
};
/* clang-format on */

static int row_setup(void **state)
{
    const struct row *row = *state;
    int status = stage_setup(state);

    ((struct stage *)*state)->row = row;
    return status;
}

static void row_is_read(void **state)
{
    struct stage *stage = *state;
    const struct row *row = stage->row;
    const json_t *entries;
    struct term *term;
    char *json;
    size_t index;

    stage_meeting(stage);
    term = stage_live(stage);
    if (row->before != NULL) {
        term_type(term, row->before);
        stage_expect_entries(stage, "M1", row->entries_before);
    }
    term_type(term, row->typed);
    if (row->reads != NULL)
        term_expect(term, row->reads);
    term_type(term, "\r");
    term_expect(term, row->shows);
    if (row->entries == row->entries_before) /* a revision: seen by its mark */
        stage_expect_revised(stage, "M1", row->entries - 1);
    entries = stage_expect_entries(stage, "M1", row->entries);
    index = row->entries - (size_t)-row->entry;
    json = json_dumps(json_array_get(entries, index), JSON_COMPACT);
    for (int i = 0; i < WANTS && row->wants[i] != NULL; i++) {
        bool wanted = row->wants[i][0] != '!';
        const char *words = row->wants[i] + !wanted;

        if ((strstr(json, words) != NULL) != wanted)
            fail_msg("%s %s in\n%s\nthe screen is:\n%s", words, wanted ? "is not" : "is", json,
                     term_screen(term));
    }
    free(json);
    term_type(term, "\003"); /* home */
    term_expect(term, "live");
    term_type(term, "q");
    assert_int_equal(stage_finish(stage, 0), 0);
}

int main(void)
{
    enum { ROWS = sizeof(rows) / sizeof(rows[0]) };
    static struct CMUnitTest tests[ROWS];

    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){ rows[i].name, row_is_read, row_setup, stage_teardown,
                                        (void *)(uintptr_t)&rows[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
