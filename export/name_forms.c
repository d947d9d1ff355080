/* SPDX-License-Identifier: MIT */
/* From a name as people write it to the forms that identify somebody. Its one
 * idea: a name is a row of words of which titles are not part, particles only
 * together with what follows, and the rest each by itself. */
#include "export/name_forms.h"
#include "core/str.h"
#include "core/text.h"
#include "export/matcher.h"
#include "export/name_words.h"
#include <string.h>

enum { WORDS = 32, LATIN_LETTERS = 4 };

/* The words of a name, borrowed from a cleaned copy of it. */
struct words {
    struct name_word word[WORDS];
    size_t count;
};

struct letters {
    size_t all, ideographs, latin; /* latin: of an alphabet with case, digits too */
};

static struct letters count_letters(const char *text, size_t len)
{
    struct letters letters = { 0, 0, 0 };

    for (size_t at = 0; at < len;) {
        size_t bytes;
        enum script script = script_of(text_code_point(text + at, &bytes));

        letters.all += script != SCRIPT_NONE && script != SCRIPT_MARK;
        letters.ideographs += script == SCRIPT_IDEOGRAPH;
        letters.latin += script == SCRIPT_ALPHABET;
        at += bytes;
    }
    return letters;
}

/* Whether a form counts only in its own case: it is short and has case. */
static bool is_short(const char *text, size_t len)
{
    struct letters letters = count_letters(text, len);

    return letters.latin > 0 && letters.all < LATIN_LETTERS;
}

static void give(const char *text, size_t len, name_form each, void *data)
{
    if (count_letters(text, len).all >= 2)
        each(data, text, len, is_short(text, len));
}

/* --- from a name to its words --------------------------------------------------- */

/* A copy without the brackets at its end (a party, a firm) and with other
 * brackets, commas and quotation marks as blanks; quotation marks inside a word
 * stay: they are Hebrew. */
static void without_brackets(struct str *out, const char *name)
{
    struct str clean = STR_INIT;
    size_t len;

    text_clean_line(&clean, name, strlen(name));
    len = clean.len;
    while (len > 1 && (clean.text[len - 1] == ')' || clean.text[len - 1] == ']')) {
        size_t open = len - 1;

        while (open > 0 && clean.text[open] != '(' && clean.text[open] != '[')
            open--;
        if (open == 0)
            break;
        len = open;
        while (len > 0 && clean.text[len - 1] == ' ')
            len--;
    }
    for (size_t i = 0; i < len; i++) {
        char c = clean.text[i];
        bool edge = i == 0 || i + 1 == len || clean.text[i - 1] == ' '
                    || clean.text[i + 1] == ' ';

        str_add_char(out, strchr("()[]{}<>,;/|", c) != NULL || (c == '"' && edge) ? ' ' : c);
    }
    str_release(&clean);
}

static void split(struct words *words, const char *text, size_t len)
{
    size_t at = 0;

    words->count = 0;
    while (at < len && words->count < WORDS) {
        size_t start, bytes;

        while (at < len && text_is_blank(text_code_point(text + at, &bytes)))
            at += bytes;
        start = at;
        while (at < len && !text_is_blank(text_code_point(text + at, &bytes)))
            at += bytes;
        if (count_letters(text + start, at - start).all > 0)
            words->word[words->count++] = (struct name_word){ text + start, at - start };
    }
}

static void drop_first(struct words *words, size_t count)
{
    words->count -= count;
    memmove(words->word, words->word + count, words->count * sizeof *words->word);
}

/* "Minister for Health and Care Dr. Ann Lee": an office with what it is for,
 * which ends at the last title, else two words before the end. "Lord Lee of
 * Marsh" is none. */
static void drop_office(struct words *words)
{
    size_t end = 0;

    if (words->count < 4 || !name_word_is_title(&words->word[0])
        || !name_word_is_for(&words->word[1]))
        return;
    for (size_t i = 2; i + 1 < words->count; i++)
        if (name_word_is_title(&words->word[i]))
            end = i;
    drop_first(words, end > 0 ? end : words->count - 2);
}

static void drop_titles(struct words *words)
{
    while (words->count > 0 && name_word_is_title(&words->word[0]))
        drop_first(words, 1);
    while (words->count > 1 && name_word_is_degree(&words->word[words->count - 1]))
        words->count--;
}

/* --- from words to forms ---------------------------------------------------------- */

/* The given name of a Han or Hangul name of three characters; both halves of
 * one of four. */
static void give_halves(const char *text, size_t len, name_form each, void *data)
{
    struct letters letters = count_letters(text, len);
    size_t first = 0, bytes;

    if (letters.ideographs != letters.all || (letters.all != 3 && letters.all != 4))
        return;
    for (size_t i = 0; i < letters.all - 2; i++) {
        (void)text_code_point(text + first, &bytes);
        first += bytes;
    }
    give(text + first, len - first, each, data);
    if (letters.all == 4)
        give(text, first, each, data);
}

/* How long the separator between the parts of a hyphenated name is that stands
 * at `text`; 0 when there is none. */
static size_t hyphen(const char *text)
{
    size_t bytes;
    uint32_t c = text_code_point(text, &bytes);

    return c == '-' || c == 0x5BE || (c >= 0x2010 && c <= 0x2014) ? bytes : 0;
}

/* A word by its whole, and by its parts if it is hyphenated. */
static void give_word(const struct name_word *word, name_form each, void *data)
{
    size_t start = 0, at = 0, bytes;

    give(word->text, word->len, each, data);
    give_halves(word->text, word->len, each, data);
    while (at <= word->len) {
        struct name_word part = { word->text + start, at - start };
        size_t gap = at < word->len ? hyphen(word->text + at) : 1;

        if (gap > 0) {
            if (part.len < word->len && !name_word_is_particle(&part, true)) {
                give(part.text, part.len, each, data);
                give_halves(part.text, part.len, each, data);
            }
            start = at + gap;
            at = start;
            continue;
        }
        (void)text_code_point(word->text + at, &bytes);
        at += bytes;
    }
}

static void add_word(struct str *form, const struct name_word *word)
{
    if (form->len > 0)
        str_add_char(form, ' ');
    str_add_len(form, word->text, word->len);
}

/* All words, and again without initials and particles; Han words also without
 * the blanks between them. */
static void give_whole(const struct words *words, name_form each, void *data)
{
    struct str all = STR_INIT, bare = STR_INIT, run = STR_INIT;
    struct letters letters;

    for (size_t i = 0; i < words->count; i++) {
        const struct name_word *word = &words->word[i];

        add_word(&all, word);
        if (count_letters(word->text, word->len).all > 1 && !name_word_is_particle(word, false))
            add_word(&bare, word);
        str_add_len(&run, word->text, word->len);
    }
    letters = count_letters(str_text(&run), run.len);
    give(str_text(&all), all.len, each, data);
    give(str_text(&bare), bare.len, each, data);
    if (letters.ideographs == letters.all)
        give(str_text(&run), run.len, each, data);
    str_release(&run);
    str_release(&all);
    str_release(&bare);
}

void name_forms(const char *name, name_form each, void *data)
{
    struct str clean = STR_INIT, with_particles = STR_INIT;
    struct words words;

    without_brackets(&clean, name);
    split(&words, str_text(&clean), clean.len);
    drop_office(&words);
    drop_titles(&words);
    if (name[0] != '[' && words.count > 0) { /* "[record]" names nobody */
        give_whole(&words, each, data);
        for (size_t i = 0; i < words.count; i++) {
            const struct name_word *word = &words.word[i];

            if (words.count > 1 && name_word_is_particle(word, false)) {
                add_word(&with_particles, word);
                continue;
            }
            if (with_particles.len > 0) {
                add_word(&with_particles, word);
                give(with_particles.text, with_particles.len, each, data);
                str_clear(&with_particles);
            }
            if (i + 1 == words.count || !name_word_is_title(word))
                give_word(word, each, data);
        }
    }
    str_release(&clean);
    str_release(&with_particles);
}

void word_forms(const char *word, name_form each, void *data)
{
    give(word, strlen(word), each, data);
}

void source_forms(const char *source, name_form each, void *data)
{
    size_t len = strlen(source);
    struct letters letters = count_letters(source, len);
    bool name = true;

    if (letters.latin == letters.all && text_count(source, len) < LATIN_LETTERS)
        return;
    for (size_t i = 0; i < len; i++)
        if ((source[i] >= '0' && source[i] <= '9') || source[i] == '_')
            name = false;
    if (name)
        name_forms(source, each, data);
    else
        each(data, source, len, true);
}
