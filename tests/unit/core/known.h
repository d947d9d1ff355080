/* SPDX-License-Identifier: MIT */
/* What the tests of the line grammar know: a small meeting with people whose
 * names begin alike, codes of every kind, and an agenda. It is 14:05:00 of
 * 4 March 2026, one hour east of Greenwich; the meeting began at 13:30. */
#ifndef TESTS_UNIT_CORE_KNOWN_H
#define TESTS_UNIT_CORE_KNOWN_H

#include "core/clock.h"
#include "core/grammar.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct role_group known_groups[] = {
    { .key = "gp", .name = "GP", .label = "GP" },
    { .key = "manager", .name = "NHS manager", .label = "Manager" },
    { .key = "lay", .name = "lay member", .label = "Lay member" },
    { .key = "lad", .name = "local authority", .label = "Local authority" },
};

static const char *const aliases_jane[] = { "jane", "jo s" };
static const char *const aliases_zoe[] = { "zz" };
static const char *const aliases_david[] = { "דוד" };
static const char *const aliases_lost[] = { "lost" };
static const char *const aliases_taken[] = { "mm" };

static const struct person known_people[] = {
    { .number = 101, .here = true, .role_group = 0, .name = "Anna Brown", .initials = "AB" },
    { .number = 283,
      .here = true,
      .role_group = 0,
      .name = "Jane Smith",
      .initials = "JS",
      .aliases = aliases_jane,
      .alias_count = 2 },
    { .number = 291, .here = true, .role_group = 1, .name = "Paul Smythe" },
    { .number = 60, .here = true, .role_group = 1, .name = "Thomas van der Wood" },
    { .number = 310, .here = true, .role_group = -1, .name = "Ulla Gärtner" },
    { .number = 311,
      .here = true,
      .role_group = -1,
      .name = "דוד לוי",
      .aliases = aliases_david,
      .alias_count = 1 },
    { .number = 312, .here = true, .role_group = -1, .name = "王小明" },
    { .number = 305,
      .role_group = 2,
      .name = "Zoë Zimmer",
      .aliases = aliases_zoe,
      .alias_count = 1 },
    { .number = 400, .role_group = -1, .name = "Mo Miller", .initials = "MM" },
    { .number = 401,
      .role_group = -1,
      .name = "Max Moor",
      .aliases = aliases_taken,
      .alias_count = 1 },
    { .number = 330,
      .here = true,
      .role_group = -1,
      .to_identify = true,
      .aliases = aliases_lost,
      .alias_count = 1 },
    { .number = 0, .here = true, .role_group = -1, .voice = "_record" },
};

static const char *const choices_kind[] = { "supportive", "lesson-seeking", "diagnostic", "options",
                                            "further work" };
static const char *const choices_response[] = { "answered", "deflected", "deferred",
                                                "none, at all" };
static const struct modifier modifiers_ch[] = {
    { .name = "kind", .choices = choices_kind, .choice_count = 5 },
    { .name = "response", .choices = choices_response, .choice_count = 4 },
};
static const char *const choices_outcome[] = { "taken", "deferred", "noted" };
static const struct modifier modifiers_de[] = {
    { .name = "outcome", .choices = choices_outcome, .choice_count = 3 },
};
static const struct modifier modifiers_at[] = { { .name = "who" }, { .name = "by when" } };

enum { CODE_CH, CODE_AC, CODE_DE, CODE_AT, CODE_CD, CODE_CM, CODE_PH, CODE_PQ, CODE_TN, CODE_CS };
static const struct code known_codes[] = {
    { .key = "ch",
      .name = "Challenge from members",
      .definition = "a member questions",
      .pinned = 1,
      .modifiers = modifiers_ch,
      .modifier_count = 2 },
    { .key = "ac", .name = "Holding to account", .definition = "someone answers" },
    { .key = "de",
      .name = "Decision",
      .pinned = 2,
      .modifiers = modifiers_de,
      .modifier_count = 1 },
    { .key = "at", .name = "Action agreed", .modifiers = modifiers_at, .modifier_count = 2 },
    { .key = "cd", .name = "Conflict of interest declared" },
    { .key = "cm", .name = "Conflict of interest managed", .state = true },
    { .key = "ph", .name = "Public health", .state = true },
    { .key = "pq", .name = "Public question" },
    { .key = "tn", .name = "Tension", .state = true },
    { .key = "cs", .name = "Chair's steering" },
    { .key = "mo", .name = "Morning", .state = true, .group = "day" },
    { .key = "af", .name = "Afternoon", .state = true, .group = "day" },
    { .key = "", .name = "Réponse" },
    { .key = "", .name = "挑战" },
    { .key = "xx", .name = "Old label", .retired = true },
    { .key = "r2", .name = "R&D" },
    { .key = "in", .name = "Influence" },
};
/* Public health and the morning are open. */
static const bool known_open[COUNT(known_codes)] = { [CODE_PH] = true, [CODE_CS + 1] = true };

static const struct agenda_item known_items[] = {
    { .number = 1, .title = "Welcome", .reached = true },
    { .number = 2, .title = "Minutes of the last meeting", .reached = true },
    { .number = 3, .title = "Finance report", .paper = "GB/26/14" },
    { .number = 4, .title = "Final words on Finance" },
    { .number = 5, .title = "Übersicht" },
};

static inline struct known known_meeting(void)
{
    return (struct known){
        .groups = known_groups,
        .group_count = COUNT(known_groups),
        .people = known_people,
        .person_count = COUNT(known_people),
        .codes = known_codes,
        .code_count = COUNT(known_codes),
        .items = known_items,
        .item_count = COUNT(known_items),
        .current_item = 1,
        .last_text = "the plan is good, the plan is late",
        .can_continue = true,
        .open = known_open,
        .now = clock_civil(2026, 3, 4, 14, 5, 0, 3600),
        .opened = clock_civil(2026, 3, 4, 13, 30, 20, 3600),
        .offset = 3600,
    };
}

#endif
