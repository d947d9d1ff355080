/* SPDX-License-Identifier: MIT */
/* Reading and printing modifiers, and what codes may be called. */
#include "core/codebook.h"
#include "core/mem.h"
#include "core/text.h"
#include <stdlib.h>
#include <string.h>

/* What the line grammar would read in a modifier or a choice. */
static const char signs[] = ":|;=,()#\"";

void typed_modifiers_release(struct typed_modifiers *typed)
{
    for (size_t i = 0; i < typed->count; i++) {
        free(typed->modifier[i].name);
        for (size_t j = 0; j < typed->modifier[i].choice_count; j++)
            free(typed->modifier[i].choice[j]);
    }
    *typed = (struct typed_modifiers){ 0 };
}

/* One word or several, without blanks around them; NULL with *why. */
static char *take(const char *text, size_t len, const char *what, struct str *why)
{
    struct str clean = STR_INIT;
    char *taken;

    (void)text_clean_line(&clean, text, len);
    taken = str_take(&clean);
    if (taken[0] != '\0' && strpbrk(taken, signs) == NULL)
        return taken;
    if (taken[0] == '\0')
        str_add_format(why, "%s has no name: write \"kind: one | another\"", what);
    else
        str_add_format(why, "%s \"%.60s\" has a sign in it that means something else: leave %c out",
                       what, taken, *strpbrk(taken, signs));
    free(taken);
    return NULL;
}

static bool same(const char *a, const char *b)
{
    return text_same(a, strlen(a), b, strlen(b));
}

static bool read_choices(struct typed_modifier *out, const char *text, size_t len, struct str *why)
{
    for (size_t at = 0; at <= len;) {
        const char *end = memchr(text + at, '|', len - at);
        size_t each = end != NULL ? (size_t)(end - text) - at : len - at;
        char *choice = NULL;

        if (out->choice_count == CODE_CHOICES)
            str_add_format(why, "%s has more than %d choices", out->name, CODE_CHOICES);
        else
            choice = take(text + at, each, "a choice", why);
        if (choice == NULL)
            return false;
        out->choice[out->choice_count++] = choice;
        for (size_t i = 0; i + 1 < out->choice_count; i++)
            if (same(out->choice[i], choice)) {
                str_add_format(why, "%s has the choice \"%.60s\" twice", out->name, choice);
                return false;
            }
        at += each + 1;
    }
    return true;
}

static bool blank(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] != ' ' && text[i] != '\t')
            return false;
    return true;
}

static bool read_modifier(struct typed_modifiers *out, const char *text, size_t len,
                          struct str *why)
{
    const char *colon = memchr(text, ':', len);
    size_t name_len = colon != NULL ? (size_t)(colon - text) : len, rest;
    struct typed_modifier *modifier;
    char *name = NULL;

    if (out->count == CODE_MODIFIERS)
        str_add_format(why, "a code has at most %d modifiers", CODE_MODIFIERS);
    else
        name = take(text, name_len, "a modifier", why);
    if (name == NULL)
        return false;
    modifier = &out->modifier[out->count++];
    modifier->name = name;
    for (size_t i = 0; i + 1 < out->count; i++)
        if (same(out->modifier[i].name, name)) {
            str_add_format(why, "the modifier \"%.60s\" stands there twice", name);
            return false;
        }
    rest = len - name_len - (colon != NULL);
    return colon == NULL || blank(colon + 1, rest) || read_choices(modifier, colon + 1, rest, why);
}

bool typed_modifiers_read(struct typed_modifiers *out, const char *text, struct str *why)
{
    *out = (struct typed_modifiers){ 0 };
    while (*text != '\0') {
        size_t len = strcspn(text, ";\n");

        if (!blank(text, len) && !read_modifier(out, text, len, why)) {
            typed_modifiers_release(out);
            return false;
        }
        text += len + (text[len] != '\0');
    }
    return true;
}

void modifiers_print(struct str *out, const struct code *code, const char *between)
{
    for (size_t i = 0; i < code->modifier_count; i++) {
        const struct modifier *modifier = &code->modifiers[i];

        str_add_format(out, "%s%s", i > 0 ? between : "", modifier->name);
        for (size_t j = 0; j < modifier->choice_count; j++)
            str_add_format(out, "%s%s", j > 0 ? " | " : ": ", modifier->choices[j]);
    }
}

/* --- what codes may be called ------------------------------------------------- */

bool code_key_fits(const char *key, struct str *why)
{
    size_t len = strlen(key), size;

    for (size_t at = 0; at < len; at += size) {
        uint32_t c = text_code_point(key + at, &size);

        if (text_is_word(c) || c == '_' || (c == '-' && at > 0 && at + 1 < len))
            continue;
        str_add_format(
            why, "a key is letters and digits, as ch: \"%.60s\" has something else in it", key);
        return false;
    }
    if (text_count(key, len) <= 16)
        return true;
    str_add(why, "a key is short, 16 letters at most");
    return false;
}

bool code_name_fits(const char *name, struct str *why)
{
    if (name[0] == '\0')
        str_add(why, "a code needs a name");
    else if (strchr(name, '#') != NULL)
        str_add(why, "# stands before codes and not in their names: leave it out");
    else if (strlen(name) > 200)
        str_add(why, "the name is too long: the definition has room for more");
    else
        return true;
    return false;
}

bool code_color_fits(const char *color, struct str *why)
{
    size_t len = strlen(color);

    if (len == 0
        || (len == 7 && color[0] == '#' && strspn(color + 1, "0123456789ABCDEFabcdef") == 6))
        return true;
    str_add_format(why, "a colour is written #3366CC, not \"%.40s\"", color);
    return false;
}

bool code_hot_key_fits(char hot_key, struct str *why)
{
    if (hot_key == 0 || (hot_key >= 'a' && hot_key <= 'z' && strchr("bdfh", hot_key) == NULL)
        || hot_key == '3' || (hot_key >= '5' && hot_key <= '9'))
        return true;
    str_add(why, "a hot key is Alt and a letter but b, d, f, h, or F3, F5 to F9");
    return false;
}
