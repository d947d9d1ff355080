/* SPDX-License-Identifier: MIT */
/* Tab in find: the names of the filters and the values that the study has for
 * them. People are offered by their study ids alone. */
#include "core/mem.h"
#include "core/text.h"
#include "tui/find.h"
#include "tui/said.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void find_offers_release(struct finder *finder)
{
    names_release(&finder->offered);
    finder->offered = (struct names){ 0 };
}

/* Adds a candidate when what was typed is its beginning, or that of what it
 * means. */
static void offer(struct finder *finder, size_t *room, const char *typed, const char *value,
                  const char *means)
{
    struct names *offered = &finder->offered;
    size_t len = strlen(typed), known = *room;

    if (!text_begins(value, strlen(value), typed, len)
        && !text_begins(means, strlen(means), typed, len))
        return;
    offered->name = mem_grow(offered->name, offered->count, &known, sizeof *offered->name);
    offered->key = mem_grow(offered->key, offered->count, room, sizeof *offered->key);
    offered->name[offered->count] = mem_copy(value);
    offered->key[offered->count++] = mem_copy(means);
}

static void offer_people(struct finder *finder, size_t *room, const char *typed)
{
    const struct people *people = &finder->people;

    for (size_t i = 0; i < people->person_count; i++) {
        const struct person *person = &people->people[i];
        const char *role = person->role_group >= 0 ? people->groups[person->role_group].name : "";
        char number[16];

        snprintf(number, sizeof number, "%d", person->number);
        offer(finder, room, typed, person->voice != NULL ? person->voice : number, role);
    }
    offer(finder, room, typed, "?", "who is not known");
}

static enum status offer_names(struct finder *finder, size_t *room, const char *typed,
                               enum status (*load)(struct names *out, struct study *study,
                                                   struct error *err),
                               bool by_key, struct error *err)
{
    struct names names = { 0 };

    if (load(&names, finder->study, err))
        return err->status;
    for (size_t i = 0; i < names.count; i++)
        offer(finder, room, typed, by_key ? names.key[i] : names.name[i],
              by_key ? names.name[i] : "");
    names_release(&names);
    return STATUS_OK;
}

static void offer_words(struct finder *finder, size_t *room, const char *typed,
                        enum find_field field)
{
    if (field == FIND_FIELDS)
        for (int i = 0; i < FIND_FIELDS; i++) {
            char name[16];

            snprintf(name, sizeof name, "%s:", find_fields[i].name);
            if (text_begins(name, strlen(name), typed, strlen(typed)))
                offer(finder, room, typed, name, find_fields[i].means);
        }
    if (field == FIELD_CODE)
        for (size_t i = 0; i < finder->codebook.count; i++) {
            const struct code *code = &finder->codebook.codes[i];

            offer(finder, room, typed, code->key[0] != '\0' ? code->key : code->name, code->name);
        }
    if (field == FIELD_ROLE)
        for (size_t i = 0; i < finder->people.group_count; i++)
            offer(finder, room, typed, finder->people.groups[i].key, finder->people.groups[i].name);
    if (field == FIELD_KIND)
        for (int i = 0; i < ENTRY_KINDS; i++)
            offer(finder, room, typed, entry_kind_words[i].key, entry_kind_words[i].name);
}

static enum status collect(struct finder *finder, enum find_field field, const char *typed,
                           struct error *err)
{
    size_t room = 0;

    switch (field) {
    case FIELD_PERSON:
        offer_people(finder, &room, typed);
        return STATUS_OK;
    case FIELD_SITE:
        return offer_names(finder, &room, typed, meetings_sites, false, err);
    case FIELD_BODY:
        return offer_names(finder, &room, typed, meetings_bodies, false, err);
    case FIELD_FUNCTION:
        return offer_names(finder, &room, typed, meetings_functions, true, err);
    default:
        offer_words(finder, &room, typed, field);
        return STATUS_OK;
    }
}

/* Puts candidate `at` into the line and says what it is. */
static void put(struct finder *finder, size_t at)
{
    struct names *offered = &finder->offered;
    const char *means = offered->key[at];
    struct str value = STR_INIT;

    find_line_add_value(&value, offered->name[at]);
    line_replace(&finder->line, finder->offered_span.start, finder->offered_span.len, value.text);
    finder->offered_span.len = value.len;
    finder->offered_at = at;
    finder->stale = true;
    app_say(finder->app, ROLE_QUIET, "%zu of %zu  %s%s%s", at + 1, offered->count,
            offered->name[at], means[0] != '\0' ? ": " : "", means);
    str_release(&value);
    if (offered->count == 1) /* the next Tab completes what comes after it */
        find_offers_release(finder);
}

void find_complete(struct finder *finder, int step)
{
    const char *text = str_text(&finder->line.text);
    size_t count = finder->offered.count;
    struct error err = ERROR_INIT;
    enum find_field field;
    struct span typed;
    char *part;

    if (count > 0) {
        put(finder, (finder->offered_at + (step > 0 ? 1 : count - 1)) % count);
        return;
    }
    if (find_line_at(text, finder->line.cursor, &field, &typed)) {
        finder->offered_span = typed;
        part = mem_copy_len(text + typed.start, typed.len);
        if (collect(finder, field, part[0] == '"' ? part + 1 : part, &err))
            app_say_error(finder->app, &err);
        free(part);
    }
    if (finder->offered.count > 0)
        put(finder, 0);
    else if (!err.status)
        app_say(finder->app, ROLE_QUIET, "nothing to complete: words, or a filter such as code:ch");
}
