/* SPDX-License-Identifier: MIT */
/* Reads a typed list of people. One part between commas at a time, one word
 * between blanks at a time; what a word is follows from what it says and not
 * from its place, so that nobody has to remember an order. */
#include "core/people_list.h"
#include "core/mem.h"
#include "core/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool same(const char *a, size_t a_len, const char *b)
{
    return text_same(a, a_len, b, strlen(b));
}

/* The number that all `len` bytes are; 0 if they are none. */
static int read_number(const char *word, size_t len)
{
    int number = 0;

    for (size_t i = 0; i < len; i++) {
        if (word[i] < '0' || word[i] > '9' || number > PEOPLE_NUMBER_LIMIT)
            return 0;
        number = number * 10 + (word[i] - '0');
    }
    return number <= PEOPLE_NUMBER_LIMIT ? number : 0;
}

enum { ROLE_BEGINNING = 4 }; /* letters from which on the beginning of a role says which */

int people_group_find(const struct role_group *groups, size_t count, const char *word, size_t len)
{
    int found = -1, times = 0;

    for (size_t i = 0; i < count; i++) {
        const char *names[] = { groups[i].key, groups[i].name, groups[i].label };
        bool begins = false;

        for (size_t n = 0; n < sizeof names / sizeof names[0]; n++) {
            if (names[n] == NULL)
                continue;
            if (same(word, len, names[n]))
                return (int)i;
            begins = begins || text_begins(names[n], strlen(names[n]), word, len);
        }
        if (begins) {
            found = (int)i;
            times++;
        }
    }
    return len >= ROLE_BEGINNING && times == 1 ? found : -1;
}

void people_raise_initials(struct str *form)
{
    if (form->len > 3)
        return;
    for (size_t i = 0; i < form->len; i++)
        if (form->text[i] >= 'a' && form->text[i] <= 'z')
            form->text[i] = (char)(form->text[i] - 'a' + 'A');
}

static int find_capacity(const char *word, size_t len)
{
    for (int i = 0; i < CAPACITIES; i++)
        if (same(word, len, capacity_words[i].key))
            return i;
    return -1;
}

bool people_alias_fits(const char *word, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t bytes = 1;
        uint32_t c = text_code_point(word + at, &bytes);

        if (!text_is_word(c) && (at == 0 || (c != '-' && c != '_' && c != '\'')))
            return false;
        if (at == 0 && c >= '0' && c <= '9')
            return false;
        at += bytes;
    }
    return true;
}

static enum status take_alias(const struct people_list *list, struct listed_person *person,
                              const char *word, size_t len, struct error *err)
{
    struct str clean = STR_INIT;
    char who[32] = "one person";

    if (person->number > 0)
        snprintf(who, sizeof who, "%d", person->number);
    if (person->alias != NULL)
        return error_set(err, STATUS_INPUT,
                         "people: %s has two short forms, \"%s\" and \"%.*s\"; a role group is one "
                         "of those of the study",
                         who, person->alias, (int)len, word);
    if (!people_alias_fits(word, len))
        return error_set(err, STATUS_INPUT,
                         "people: \"%.*s\" of %s cannot be typed before a colon: use letters "
                         "and digits, a letter first",
                         (int)len, word, who);
    for (size_t i = 0; i < list->count; i++)
        if (list->person[i].alias != NULL && same(word, len, list->person[i].alias))
            return error_set(err, STATUS_INPUT, "people: \"%.*s\" stands for both %d and %d",
                             (int)len, word, list->person[i].number, person->number);
    text_clean_line(&clean, word, len);
    people_raise_initials(&clean);
    person->alias = str_take(&clean);
    return STATUS_OK;
}

static enum status take_number(const struct people_list *list, struct listed_person *person,
                               const char *word, size_t len, struct error *err)
{
    person->number = read_number(word, len);
    if (person->number == 0)
        return error_set(err, STATUS_INPUT,
                         "people: \"%.*s\" is no study id: write as in \"283 gp ab, 60 nm\"",
                         (int)len, word);
    for (size_t i = 0; i < list->count; i++)
        if (list->person[i].number == person->number)
            return error_set(err, STATUS_INPUT, "people: %d stands twice in the list",
                             person->number);
    return STATUS_OK;
}

/* The word at `*at` of the part that ends at `end`; its length, 0 at the end. */
static size_t next_word(const char *text, size_t end, size_t *at)
{
    size_t bytes, start;

    while (*at < end && text_is_blank(text_code_point(text + *at, &bytes)))
        *at += bytes;
    start = *at;
    while (*at < end && !text_is_blank(text_code_point(text + *at, &bytes)))
        *at += bytes;
    return *at - start;
}

/* The words behind the number, in any order. */
static enum status take_words(const struct people_list *list, struct listed_person *person,
                              const char *text, size_t at, size_t end,
                              const struct role_group *groups, size_t group_count,
                              struct error *err)
{
    enum status status = STATUS_OK;
    size_t len;

    while (!status && (len = next_word(text, end, &at)) > 0) {
        const char *word = text + at - len;
        int group = people_group_find(groups, group_count, word, len);
        int capacity = find_capacity(word, len);

        if (group >= 0 && person->role_group < 0)
            person->role_group = group;
        else if (capacity >= 0)
            person->capacity = (enum capacity)capacity;
        else
            status = take_alias(list, person, word, len, err);
    }
    if (status)
        free(person->alias);
    return status;
}

static enum status read_part(struct people_list *list, const char *text, size_t start, size_t end,
                             const struct role_group *groups, size_t group_count, struct error *err)
{
    struct listed_person person = { .role_group = -1, .capacity = CAPACITY_MEMBER };
    size_t at = start, len = next_word(text, end, &at);

    if (len == 0)
        return STATUS_OK;
    if (list->count == PEOPLE_LIST_LIMIT)
        return error_set(err, STATUS_INPUT, "people: more than %d", (int)PEOPLE_LIST_LIMIT);
    if (take_number(list, &person, text + at - len, len, err)
        || take_words(list, &person, text, at, end, groups, group_count, err))
        return err->status;
    list->person = mem_grow(list->person, list->count, &list->room, sizeof *list->person);
    list->person[list->count++] = person;
    return STATUS_OK;
}

enum status people_list_read_one(struct listed_person *out, const char *text,
                                 const struct role_group *groups, size_t group_count,
                                 struct error *err)
{
    static const struct people_list none = { 0 };
    size_t end = strlen(text), at = 0, len = next_word(text, end, &at);

    *out = (struct listed_person){ .role_group = -1, .capacity = CAPACITY_MEMBER };
    if (len == 0 || strpbrk(text, ",\n") != NULL)
        return error_set(err, STATUS_INPUT, "one person, as in \"283 gp ab\" or \"gp ab\"");
    if (text[at - len] < '0' || text[at - len] > '9')
        at = 0;
    else if (take_number(&none, out, text + at - len, len, err))
        return err->status;
    if (take_words(&none, out, text, at, end, groups, group_count, err)) {
        *out = (struct listed_person){ .role_group = -1 };
        return err->status;
    }
    return STATUS_OK;
}

void people_list_add(struct str *out, int number, enum capacity capacity)
{
    str_add_format(out, "%s%d", out->len > 0 ? ", " : "", number);
    if (capacity != CAPACITY_MEMBER)
        str_add_format(out, " %s", capacity_words[capacity].key);
}

enum status people_list_read(struct people_list *out, const char *text,
                             const struct role_group *groups, size_t group_count, struct error *err)
{
    size_t start = 0, len = strlen(text);

    while (start <= len) {
        size_t end = start + strcspn(text + start, ",\n");

        if (read_part(out, text, start, end, groups, group_count, err)) {
            people_list_release(out);
            return err->status;
        }
        start = end + 1;
    }
    return STATUS_OK;
}

void people_list_release(struct people_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->person[i].alias);
    free(list->person);
    *list = (struct people_list){ 0 };
}
