/* SPDX-License-Identifier: MIT */
/* Whether a new code resembles one that is there: what a team of observers
 * would take for one another. It is a warning and never more. */
#include "core/codebook.h"
#include "core/mem.h"
#include "core/text.h"
#include <stdlib.h>
#include <string.h>

enum { COMPARED = 80, WORDS = 16 }; /* bytes and words of a name that are compared */

/* How many letters must be put in, taken out, changed or exchanged with their
 * neighbour to make one text of the other. */
static int distance(const char *a, const char *b)
{
    int rows[3][COMPARED + 1];
    int a_len = (int)strlen(a), b_len = (int)strlen(b);

    for (int j = 0; j <= b_len; j++)
        rows[0][j] = j;
    for (int i = 1; i <= a_len; i++) {
        int *now = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];

        now[0] = i;
        for (int j = 1; j <= b_len; j++) {
            int best = above[j - 1] + (a[i - 1] != b[j - 1]);

            best = above[j] + 1 < best ? above[j] + 1 : best;
            best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]
                && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
    }
    return rows[a_len % 3][b_len];
}

/* The name folded, its words with one blank between. */
static void fold(const char *name, char out[COMPARED + 1])
{
    struct str folded = STR_INIT, words = STR_INIT;
    size_t size, len;
    bool gap = false;

    text_fold(&folded, name, strlen(name));
    for (size_t at = 0; at < folded.len; at += size) {
        uint32_t c = text_code_point(folded.text + at, &size);

        if (text_is_word(c)) {
            str_add(&words, gap && words.len > 0 ? " " : "");
            str_add_len(&words, folded.text + at, size);
        }
        gap = !text_is_word(c);
    }
    len = words.len < COMPARED ? words.len : COMPARED; /* bytes are compared, not shown */
    memcpy(out, str_text(&words), len);
    out[len] = '\0';
    str_release(&folded);
    str_release(&words);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The words of a folded name in one order. */
static void sort_words(const char *folded, char out[COMPARED + 1])
{
    char copy[COMPARED + 1], *word[WORDS] = { NULL }, *rest = copy;
    size_t count = 0, len = 0;

    strcpy(copy, folded);
    for (char *at; count < WORDS && (at = strtok_r(rest, " ", &rest)) != NULL;)
        word[count++] = at;
    qsort(word, count, sizeof *word, by_text);
    for (size_t i = 0; i < count; i++) {
        size_t each = strlen(word[i]);

        if (i > 0)
            out[len++] = ' ';
        memcpy(out + len, word[i], each);
        len += each;
    }
    out[len] = '\0';
}

/* How two folded names resemble each other; NULL: they do not. */
static const char *names_resemble(const char *a, const char *b)
{
    char sorted[COMPARED + 1], other[COMPARED + 1];
    int shorter = (int)(strlen(a) < strlen(b) ? strlen(a) : strlen(b));

    if (a[0] == '\0' || b[0] == '\0')
        return NULL;
    if (strcmp(a, b) == 0)
        return "has the same name";
    sort_words(a, sorted);
    sort_words(b, other);
    if (strcmp(sorted, other) == 0)
        return "has the same words in another order";
    if (shorter >= 4 && distance(a, b) <= (shorter >= 8 ? 2 : 1))
        return "is called nearly the same";
    return NULL;
}

static bool keys_resemble(const char *a, const char *b)
{
    size_t a_len = strlen(a), b_len = strlen(b);

    return a_len > 0 && b_len > 0
           && (text_begins(a, a_len, b, b_len) || text_begins(b, b_len, a, a_len));
}

int code_resembles(const struct code *codes, size_t count, int self, const char *key,
                   const char *name, struct str *why)
{
    char ours[COMPARED + 1], theirs[COMPARED + 1];

    fold(name, ours);
    for (size_t i = 0; i < count; i++) {
        const char *how;

        if ((int)i == self || !id_is_none(&codes[i].merged))
            continue;
        fold(codes[i].name, theirs);
        how = names_resemble(ours, theirs);
        if (how == NULL && keys_resemble(key, codes[i].key))
            how = "has a key that begins like this one";
        if (how == NULL)
            continue;
        str_add_format(why, "%s%s%s%s %s", codes[i].key, codes[i].key[0] != '\0' ? " (" : "",
                       codes[i].name, codes[i].key[0] != '\0' ? ")" : "", how);
        return (int)i;
    }
    return -1;
}
