/* SPDX-License-Identifier: MIT */
/* What the words of an imported file mean in a study: roles as role groups
 * and capacities, types of meetings as functions. Only what is said outright
 * counts; the rest is "other", for a person to decide. */
#include "import/internal.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

/* A phrase and the key it stands for; a study may have dropped that key. */
struct term {
    const char *phrase, *key;
};

/* clang-format off */
static const struct term role_terms[] = {
    { "general practitioner", "gp" },
    { "family doctor",        "gp" },
    { "manager",              "nm" },
    { "lay",                  "lay" },
    { "patient representative", "lay" },
    { "practice nurse",       "nurse" },
    { "chief nurse",          "nurse" },
    { "secondary care doctor", "hd" },
    { "hospital consultant",  "hd" },
    { "council officer",      "la" },
    { "local government",     "la" },
    { "director of public health", "ph" },
    { "public health consultant",  "ph" },
    { "member of the public", "pub" },
    { "audience",             "pub" },
};

static const struct term function_terms[] = {
    { "health and wellbeing", "hwb" },
    { "governing body",       "governing-body" },
    { "board of directors",   "governing-body" },
    { "board meeting",        "governing-body" },
    { "council of members",   "council" },
    { "members council",      "council" },
    { "locality",             "locality" },
    { "executive",            "executive" },
    { "operational group",    "executive" },
    { "committee",            "committee" },
    { "public event",         "public-event" },
    { "public meeting",       "public-event" },
};
/* clang-format on */

static const char *const chair_words[] = { "chair", "chairman", "chairwoman", "chairperson",
                                           "moderator", "vice chair", "deputy chair" };
static const char *const attending_words[] = { "in attendance", "attending", "secretary", "scribe",
                                               "clerk", "minute taker", "minutes", "observer",
                                               "guest", "note taker" };

/* The next part of a role that says several things: "GP (chair)", "nurse, in
 * attendance". *part is trimmed; false after the last one. */
static bool next_part(const char **role, const char **part, size_t *len)
{
    static const char between[] = ",;/()&|";
    static const char trimmed[] = ",;/()&| ";

    *part = *role + strspn(*role, trimmed);
    *len = strcspn(*part, between);
    *role = *part + *len;
    while (*len > 0 && (*part)[*len - 1] == ' ')
        --*len;
    return *len > 0;
}

static bool same(const char *a, size_t a_len, const char *b)
{
    return text_same(a, a_len, b, strlen(b));
}

static bool is_one_of(const char *part, size_t len, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (same(part, len, words[i]))
            return true;
    }
    return false;
}

static const char *group_key(const struct people *people, const char *key)
{
    for (size_t i = 0; i < people->group_count; i++) {
        if (strcmp(people->groups[i].key, key) == 0)
            return people->groups[i].key;
    }
    return NULL;
}

/* The group that one part of a role names: as the study calls it, or by a
 * term. */
static const char *group_of(const struct people *people, const char *part, size_t len)
{
    for (size_t i = 0; i < people->group_count; i++) {
        const struct role_group *group = &people->groups[i];

        if (same(part, len, group->key) || same(part, len, group->name)
            || same(part, len, group->label))
            return group->key;
    }
    for (size_t i = 0; i < sizeof role_terms / sizeof *role_terms; i++) {
        if (same(part, len, role_terms[i].phrase))
            return group_key(people, role_terms[i].key);
    }
    return NULL;
}

const char *terms_role_group(const struct people *people, const char *role)
{
    const char *part;
    size_t len;

    while (next_part(&role, &part, &len)) {
        const char *key = group_of(people, part, len);

        if (key != NULL && strcmp(key, "other") != 0)
            return key;
    }
    return group_key(people, "other");
}

enum capacity terms_capacity(const char *role)
{
    enum capacity capacity = CAPACITY_MEMBER;
    const char *part;
    size_t len;

    while (next_part(&role, &part, &len)) {
        if (is_one_of(part, len, chair_words, sizeof chair_words / sizeof *chair_words))
            return CAPACITY_CHAIR;
        if (is_one_of(part, len, attending_words,
                      sizeof attending_words / sizeof *attending_words))
            capacity = CAPACITY_ATTENDING;
    }
    return capacity;
}

/* Whether `type`, folded, holds `phrase` as whole words. */
static bool holds(const char *type, const char *phrase)
{
    struct str folded = STR_INIT;
    size_t len;
    bool found = false;

    text_fold(&folded, phrase, strlen(phrase));
    len = folded.len;
    for (const char *at = strstr(type, str_text(&folded)); at != NULL && !found;
         at = strstr(at + 1, str_text(&folded))) {
        size_t before = text_previous(type, strlen(type), (size_t)(at - type));
        size_t size;

        found = (at == type || !text_is_word(text_code_point(type + before, &size)))
                && (at[len] == '\0' || !text_is_word(text_code_point(at + len, &size)));
    }
    str_release(&folded);
    return found;
}

const char *terms_function(const struct names *functions, const char *type)
{
    struct str folded = STR_INIT;
    const char *key = "other";

    text_fold(&folded, type, strlen(type));
    for (size_t i = 0; i < functions->count; i++) {
        if (strcmp(functions->key[i], "other") != 0 && strcmp(functions->key[i], "committee") != 0
            && holds(str_text(&folded), functions->name[i])) {
            key = functions->key[i];
            goto out;
        }
    }
    for (size_t t = 0; t < sizeof function_terms / sizeof *function_terms; t++) {
        for (size_t i = 0; i < functions->count; i++) {
            if (strcmp(functions->key[i], function_terms[t].key) == 0
                && holds(str_text(&folded), function_terms[t].phrase)) {
                key = functions->key[i];
                goto out;
            }
        }
    }
out:
    str_release(&folded);
    return key;
}

bool terms_is_voice(const char *id)
{
    static const char call[] = "interj-";
    size_t len = strlen(call);

    if (strcmp(id, "_record") == 0)
        return true;
    return strncmp(id, call, len) == 0 && id[len] != '\0'
           && id[len + strspn(id + len, "0123456789")] == '\0';
}
