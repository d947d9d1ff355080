/* SPDX-License-Identifier: MIT */
/* The words of a study beside the tables that a new study is made from. */
#include "export/own_words.h"

#include <string.h>

#include "core/words.h"

enum { MODIFIERS = sizeof starter_codes[0].modifiers / sizeof starter_codes[0].modifiers[0] };

static const struct starter_code *starter_of(const struct code *code)
{
    for (size_t i = 0; i < starter_code_count; i++) {
        if (strcmp(starter_codes[i].key, code->key) == 0
            && strcmp(starter_codes[i].name, code->name) == 0)
            return &starter_codes[i];
    }
    return NULL;
}

bool own_code(const struct code *code)
{
    return starter_of(code) != NULL;
}

bool own_description(const struct code *code)
{
    const struct starter_code *starter = starter_of(code);

    return starter != NULL && strcmp(code->definition, starter->definition) == 0
        && strcmp(code->use_when, starter->use_when) == 0
        && strcmp(code->not_when, starter->not_when) == 0;
}

/* The choices that the modifier came with; NULL: it did not come with moot. */
static const char *starter_choices(const struct code *code, size_t modifier)
{
    const struct starter_code *starter = starter_of(code);

    for (size_t m = 0; starter != NULL && m < MODIFIERS && starter->modifiers[m].name != NULL;
         m++) {
        if (strcmp(starter->modifiers[m].name, code->modifiers[modifier].name) == 0)
            return starter->modifiers[m].choices;
    }
    return NULL;
}

bool own_modifier(const struct code *code, size_t modifier)
{
    return starter_choices(code, modifier) != NULL;
}

bool own_choice(const struct code *code, size_t modifier, const char *choice)
{
    const char *at = starter_choices(code, modifier);
    size_t len = strlen(choice);

    while (at != NULL && *at != '\0') {
        size_t word = strcspn(at, "|");

        if (word == len && memcmp(at, choice, len) == 0)
            return true;
        at += word + (at[word] == '|');
    }
    return false;
}

bool own_function(const char *name)
{
    for (size_t i = 0; i < starter_function_count; i++) {
        if (strcmp(starter_functions[i].name, name) == 0)
            return true;
    }
    return false;
}
