/* SPDX-License-Identifier: MIT */
/* Names given so far: a hash set of folded names, open addressing. */
#include "export/plain.h"
#include "core/mem.h"
#include "core/text.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Folded and without blanks: the form in which names are compared. */
static char *folded_name(const char *name, size_t len)
{
    struct str folded = STR_INIT, bare = STR_INIT;

    text_fold(&folded, name, len);
    for (size_t at = 0; at < folded.len;) {
        size_t bytes;
        uint32_t c = text_code_point(folded.text + at, &bytes);

        if (!text_is_blank(c))
            str_add_len(&bare, folded.text + at, bytes);
        at += bytes;
    }
    str_release(&folded);
    return str_take(&bare);
}

/* FNV-1a. */
static size_t hash(const char *text)
{
    uint64_t sum = 14695981039346656037u;

    for (; *text != '\0'; text++)
        sum = (sum ^ (unsigned char)*text) * 1099511628211u;
    return (size_t)(sum ^ sum >> 32);
}

/* Where `folded` stands, or the free place where it belongs. */
static size_t place(const struct plain_names *names, const char *folded)
{
    size_t at = hash(folded) & (names->room - 1);

    while (names->folded[at] != NULL && strcmp(names->folded[at], folded) != 0)
        at = (at + 1) & (names->room - 1);
    return at;
}

static void grow(struct plain_names *names)
{
    struct plain_names larger = { NULL, names->count, names->room == 0 ? 64 : names->room * 2 };

    larger.folded = mem_alloc(larger.room, sizeof *larger.folded);
    for (size_t i = 0; i < names->room; i++)
        if (names->folded[i] != NULL)
            larger.folded[place(&larger, names->folded[i])] = names->folded[i];
    free(names->folded);
    *names = larger;
}

bool plain_names_take(struct plain_names *names, const char *name, size_t len)
{
    char *folded = folded_name(name, len);
    size_t at;

    if (names->count + 1 > names->room / 2)
        grow(names);
    at = place(names, folded);
    if (names->folded[at] != NULL) {
        free(folded);
        return false;
    }
    names->folded[at] = folded;
    names->count++;
    return true;
}

void plain_unique(struct plain_names *names, struct str *out, const char *wanted)
{
    size_t origin = out->len, end;

    plain_name(out, wanted);
    end = out->len;
    for (int number = 2; !plain_names_take(names, out->text + origin, out->len - origin);
         number++) {
        str_splice(out, end, out->len - end, "", 0);
        str_add_format(out, " (%d)", number);
    }
}

void plain_names_release(struct plain_names *names)
{
    for (size_t i = 0; i < names->room; i++)
        free(names->folded[i]);
    free(names->folded);
    *names = (struct plain_names)PLAIN_NAMES_INIT;
}
