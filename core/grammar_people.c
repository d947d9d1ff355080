/* SPDX-License-Identifier: MIT */
/* Who is meant by a typed name: exactly by study id, initials or alias, else
 * by a beginning that points at one person of this meeting. */
#include "core/internal.h"

#include <stdio.h>
#include <string.h>

static void add(struct matches *matches, size_t index)
{
    if (matches->count < MATCHES_KEPT)
        matches->at[matches->count] = (int)index;
    matches->count++;
}

int study_number(const char *text, size_t len)
{
    int number = 0;

    if (len == 0 || len > 9 || text[0] == '0')
        return 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return 0;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static bool is_called(const struct person *person, const struct token *token)
{
    if (token_is(token, person->initials))
        return true;
    for (size_t i = 0; i < person->alias_count; i++)
        if (token_is(token, person->aliases[i]))
            return true;
    return false;
}

struct matches people_called(const struct known *known, const struct token *token)
{
    struct matches here = { .count = 0 }, anywhere = { .count = 0 };
    int number = study_number(token->text, token->len);

    for (size_t i = 0; number > 0 && i < known->person_count; i++) {
        if (known->people[i].number == number) {
            add(&here, i);
            return here;
        }
    }
    for (size_t i = 0; i < known->person_count; i++) {
        const struct person *person = &known->people[i];

        if (person->number > 0 && is_called(person, token))
            add(person->here ? &here : &anywhere, i);
    }
    return here.count > 0 ? here : anywhere;
}

static bool begins_with(const struct person *person, const struct token *token)
{
    if (token_begins(token, person->initials) || token_begins_word(token, person->name))
        return true;
    for (size_t i = 0; i < person->alias_count; i++)
        if (token_begins(token, person->aliases[i]))
            return true;
    return false;
}

struct matches people_beginning(const struct known *known, const struct token *token)
{
    struct matches found = { .count = 0 };

    if (token->letters < 2)
        return found;
    for (size_t i = 0; i < known->person_count; i++) {
        const struct person *person = &known->people[i];

        if (person->here && person->number > 0 && begins_with(person, token))
            add(&found, i);
    }
    return found;
}

struct matches groups_called(const struct known *known, const struct token *token)
{
    struct matches found = { .count = 0 };

    for (size_t i = 0; i < known->group_count; i++)
        if (token_is(token, known->groups[i].key) || token_is(token, known->groups[i].name))
            add(&found, i);
    if (found.count > 0 || token->letters < 2)
        return found;
    for (size_t i = 0; i < known->group_count; i++)
        if (token_begins(token, known->groups[i].key)
            || token_begins_word(token, known->groups[i].name))
            add(&found, i);
    return found;
}

void note_several(struct reader *r, const struct matches *found, const char *how, size_t start,
                  size_t end)
{
    char ids[64] = "";
    size_t used = 0;

    for (int i = 0; i < found->count && i < MATCHES_KEPT; i++)
        used += (size_t)snprintf(ids + used, sizeof ids - used, "%s%d", i ? ", " : "",
                                 r->known->people[found->at[i]].number);
    reader_note(r, NOTE_PROSE, start, end, "%s people %s \"%.*s\": %s%s",
                found->count == 2   ? "two"
                : found->count == 3 ? "three"
                                    : "several",
                how, note_width(r->line + start, end - start), r->line + start, ids,
                found->count > MATCHES_KEPT ? " ..." : "");
}

bool looks_like_name(const char *line, size_t start, size_t end)
{
    size_t letters = 0;

    while (start < end && letters <= 12) {
        size_t step = word_at(line, start, end);

        if (step == 0 && (letters == 0 || strchr("-.'", line[start]) == NULL))
            return false;
        start += step ? step : 1;
        letters++;
    }
    return letters > 0 && letters <= 12;
}
