/* SPDX-License-Identifier: MIT */
/* Finding forms of names in a text: from each place where one may begin, the
 * longest way through the trie whose ends stand where the form's script lets
 * a name begin and end. What is kept goes before what is found. */
#include "export/matcher.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/text.h"
#include "export/fold.h"
#include "export/trie.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    ENDS = 24, /* ways through the trie end at most so often before their longest */
    ANY_CASE_LETTERS = 4,
    BEGINNINGS = 1 << 17, /* bits: 16 KiB, to stay in the fastest cache */
    LONGEST_BEGINNING = 4,
    END_OF_WORD = ' '
};

/* A form in the trie, or a text that is kept. */
struct form {
    char *written;     /* as it was given, from its first letter to its last */
    uint32_t node;     /* where its way ends */
    int next;          /* the next form of that node; -1 none */
    int label;         /* KEEP: a text that is kept */
    size_t letters;    /* letters and digits */
    bool as_written;
    size_t lead, tail; /* KEEP: bytes of `written` before the first and after the last letter */
};
enum { KEEP = -1 };

struct matcher {
    struct fold *fold;
    struct trie trie;
    struct form *forms;
    size_t count, room;
    int *first; /* by node: index of its first form; -1 none */
    size_t first_room;
    /* a Bloom filter of how forms begin: by their first two, three and four
     * symbols where they are ASCII letters or digits, and by a first word of
     * two or three with END_OF_WORD after it */
    uint64_t begins[BEGINNINGS / 64];
};

/* A walk from one place of a text. */
struct walk {
    size_t at;            /* bytes: after the last character taken */
    uint32_t before;      /* the last code point taken */
    size_t letters;       /* of the word so far */
    bool gap;             /* the last symbol was a separator */
    enum script last;     /* script of the last letter */
    uint32_t node;
};

struct matcher *matcher_new(void)
{
    struct matcher *matcher = mem_alloc(1, sizeof *matcher);

    matcher->fold = fold_new();
    trie_init(&matcher->trie);
    return matcher;
}

void matcher_free(struct matcher *matcher)
{
    if (matcher == NULL)
        return;
    for (size_t i = 0; i < matcher->count; i++)
        free(matcher->forms[i].written);
    free(matcher->forms);
    free(matcher->first);
    trie_release(&matcher->trie);
    free(matcher->fold);
    free(matcher);
}

static bool is_letter(enum script script)
{
    return script != SCRIPT_NONE && script != SCRIPT_MARK;
}

static bool is_ascii_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Takes the next character of `text`: its symbols go to `symbol`, a separator
 * after a separator is none. */
static size_t take(const struct fold *fold, struct walk *walk, const char *text,
                   uint32_t symbol[FOLD_MOST])
{
    enum script script;
    size_t bytes, count, kept = 0;
    unsigned char c = (unsigned char)text[walk->at];

    if (is_ascii_word((char)c)) {
        symbol[0] = c >= 'A' ? c | 0x20u : c;
        walk->gap = false;
        walk->letters++;
        walk->last = SCRIPT_ALPHABET;
        walk->before = c;
        walk->at++;
        return 1;
    }
    count = fold_symbols(fold, text + walk->at, walk->before, walk->letters, symbol, &bytes,
                         &script);
    for (size_t i = 0; i < count; i++) {
        bool gap = symbol[i] == FOLD_SEPARATOR;

        if (gap && walk->gap)
            continue;
        walk->gap = gap;
        walk->letters = gap ? 0 : walk->letters + 1;
        symbol[kept++] = symbol[i];
    }
    if (script != SCRIPT_MARK)
        walk->last = script;
    walk->before = text_code_point(text + walk->at, &bytes);
    walk->at += bytes;
    return kept;
}

/* --- building --------------------------------------------------------------- */

/* Cuts what is no letter from both ends. */
static void trim(const struct fold *fold, const char **form, size_t *len)
{
    const char *end = *form, *start = NULL;

    for (size_t at = 0; at < *len;) {
        size_t bytes;
        enum script script = fold_script(fold, text_code_point(*form + at, &bytes));

        if (script != SCRIPT_NONE) {
            if (start == NULL)
                start = *form + at;
            end = *form + at + bytes;
        }
        at += bytes;
    }
    *form = start == NULL ? *form : start;
    *len = start == NULL ? 0 : (size_t)(end - start);
}

/* Counts the letters of a form; 0 for digits alone. */
static size_t count_letters(const struct fold *fold, const char *form, size_t len)
{
    size_t letters = 0, digits = 0;

    for (size_t at = 0; at < len;) {
        size_t bytes;
        uint32_t c = text_code_point(form + at, &bytes);

        letters += is_letter(fold_script(fold, c));
        digits += c >= '0' && c <= '9';
        at += bytes;
    }
    return letters == digits ? 0 : letters;
}

/* The bit of a beginning, whose symbols are packed into `key`. */
static uint32_t beginning_bit(uint32_t key)
{
    return (key * 0x9E3779B1u) >> 15 & (BEGINNINGS - 1);
}

static void add_beginning(struct matcher *matcher, uint32_t key)
{
    uint32_t bit = beginning_bit(key);

    matcher->begins[bit / 64] |= (uint64_t)1 << bit % 64;
}

static void note_beginning(struct matcher *matcher, const uint32_t *symbol, size_t count)
{
    uint32_t key = 0;
    size_t i = 0;

    for (; i < count && symbol[i] < 128 && is_ascii_word((char)symbol[i]); i++) {
        key = key << 8 | symbol[i];
        add_beginning(matcher, key);
    }
    if (i < LONGEST_BEGINNING)
        add_beginning(matcher, key << 8 | END_OF_WORD);
}

/* The node at the end of the form's way, which is made. */
static uint32_t lay_way(struct matcher *matcher, const char *form, size_t len)
{
    struct walk walk = { .node = TRIE_ROOT, .gap = true };
    uint32_t beginning[LONGEST_BEGINNING];
    size_t taken = 0;

    while (walk.at < len) {
        uint32_t symbol[FOLD_MOST];
        size_t count = take(matcher->fold, &walk, form, symbol);

        for (size_t i = 0; i < count; i++) {
            if (taken < LONGEST_BEGINNING)
                beginning[taken++] = symbol[i];
            walk.node = trie_grow(&matcher->trie, walk.node, symbol[i]);
        }
    }
    note_beginning(matcher, beginning, taken);
    return walk.node;
}

static void add_form(struct matcher *matcher, const struct form *form)
{
    size_t old = matcher->first_room;
    int *last; /* where the form's number goes: forms of a node stand in the order of adding */

    while (matcher->first_room <= form->node) {
        matcher->first = mem_grow(matcher->first, matcher->first_room, &matcher->first_room,
                                  sizeof *matcher->first);
        for (; old < matcher->first_room; old++)
            matcher->first[old] = -1;
    }
    matcher->forms = mem_grow(matcher->forms, matcher->count, &matcher->room,
                              sizeof *matcher->forms);
    last = &matcher->first[form->node];
    for (; *last >= 0; last = &matcher->forms[*last].next)
        if (matcher->forms[*last].label == form->label
            && matcher->forms[*last].as_written == form->as_written
            && strcmp(matcher->forms[*last].written, form->written) == 0) {
            free(form->written); /* it is there already */
            return;
        }
    *last = (int)matcher->count;
    matcher->forms[matcher->count] = *form;
    matcher->forms[matcher->count++].next = -1;
}

bool matcher_add(struct matcher *matcher, const char *form, size_t len, bool as_written,
                 int label)
{
    size_t letters;

    trim(matcher->fold, &form, &len);
    letters = count_letters(matcher->fold, form, len);
    if (letters < 2)
        return false;
    add_form(matcher, &(struct form){ .written = mem_copy_len(form, len),
                                      .node = lay_way(matcher, form, len),
                                      .label = label,
                                      .letters = letters,
                                      .as_written = as_written });
    return true;
}

void matcher_keep(struct matcher *matcher, const char *text)
{
    const char *form = text;
    size_t len = strlen(text);

    trim(matcher->fold, &form, &len);
    if (len == 0)
        return;
    add_form(matcher, &(struct form){ .written = mem_copy(text),
                                      .node = lay_way(matcher, form, len),
                                      .label = KEEP,
                                      .lead = (size_t)(form - text),
                                      .tail = strlen(text) - len - (size_t)(form - text) });
}

/* --- what may stand around a name --------------------------------------------- */

/* The script of the character before `at`; SCRIPT_NONE at the start. *from is
 * where that character begins. */
static enum script script_before(const struct fold *fold, const char *text, size_t at,
                                 size_t *from)
{
    size_t bytes;

    if (at == 0)
        return SCRIPT_NONE;
    do {
        at--;
    } while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80);
    *from = at;
    return fold_script(fold, text_code_point(text + at, &bytes));
}

/* Likewise of the letter, marks passed over. */
static enum script letter_before(const struct fold *fold, const char *text, size_t at,
                                 size_t *from)
{
    enum script script = script_before(fold, text, at, from);

    while (script == SCRIPT_MARK)
        script = script_before(fold, text, *from, from);
    return script;
}

static bool is_prefix(const char *text)
{
    /* Hebrew and, the, in, as, to, from, that; Arabic and, then, by, for, as */
    static const uint32_t prefixes[] = { 0x5D5, 0x5D4, 0x5D1, 0x5DB, 0x5DC, 0x5DE, 0x5E9,
                                         0x648, 0x641, 0x628, 0x644, 0x643 };
    size_t bytes;
    uint32_t c = text_code_point(text, &bytes);

    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (prefixes[i] == c)
            return true;
    return false;
}

static bool may_begin(const struct matcher *matcher, const struct form *form, const char *text,
                      size_t start, enum script first)
{
    size_t at = start;
    int prefixes = 0;

    if (first == SCRIPT_ALPHABET) /* matcher_next() enters at word starts alone */
        return true;
    if (first == SCRIPT_IDEOGRAPH || form->letters >= 3)
        return true;
    while (letter_before(matcher->fold, text, at, &at) == first) {
        if (!is_prefix(text + at) || ++prefixes > 2)
            return false;
    }
    return true;
}

/* The script of the character at `at`; SCRIPT_NONE at the end. */
static enum script script_at(const struct matcher *matcher, const char *text, size_t len,
                             size_t at)
{
    size_t bytes;

    return at < len ? fold_script(matcher->fold, text_code_point(text + at, &bytes))
                    : SCRIPT_NONE;
}

static bool may_end(const struct matcher *matcher, const struct form *form, const char *text,
                    size_t len, size_t end, enum script last)
{
    enum script next = script_at(matcher, text, len, end);

    if (next != last || last == SCRIPT_IDEOGRAPH)
        return true;
    if (last != SCRIPT_ALPHABET)
        return form->letters >= 3;
    return form->letters >= ANY_CASE_LETTERS && (text[end] == 's' || text[end] == 'S')
           && script_at(matcher, text, len, end + 1) != SCRIPT_ALPHABET; /* a genitive */
}

/* Whether `len` bytes of `text` are the form's letters in its case: what
 * folding ignores is ignored, separators are alike. */
static bool same_case(const struct fold *fold, const char *written, const char *text, size_t len)
{
    size_t w = 0, t = 0, w_len = strlen(written);

    while (w < w_len || t < len) {
        size_t w_bytes = 0, t_bytes = 0;
        uint32_t a = w < w_len ? text_code_point(written + w, &w_bytes) : 0;
        uint32_t b = t < len ? text_code_point(text + t, &t_bytes) : 0;

        if (w < w_len && !is_letter(fold_script(fold, a)))
            w += w_bytes;
        else if (t < len && !is_letter(fold_script(fold, b)))
            t += t_bytes;
        else if (a != b)
            return false;
        else {
            w += w_bytes;
            t += t_bytes;
        }
    }
    return true;
}

/* --- walking ------------------------------------------------------------------- */

/* One place where a way through the trie ends. */
struct end {
    size_t at;
    uint32_t node;
    enum script last;
};

/* Walks from `start`: the ends in *ends, the shortest first; returns how many. */
static size_t walk_from(const struct matcher *matcher, const char *text, size_t len, size_t start,
                        struct end ends[ENDS])
{
    struct walk walk = { .at = start, .node = TRIE_ROOT, .gap = true };
    size_t count = 0;

    while (walk.at < len) {
        uint32_t symbol[FOLD_MOST];
        size_t symbols = take(matcher->fold, &walk, text, symbol);

        for (size_t i = 0; i < symbols && walk.node != 0; i++)
            walk.node = trie_child(&matcher->trie, walk.node, symbol[i]);
        if (walk.node == 0)
            break;
        while (walk.at < len && script_at(matcher, text, len, walk.at) == SCRIPT_MARK)
            (void)take(matcher->fold, &walk, text, symbol);
        if (symbols > 0 && !walk.gap && walk.node < matcher->first_room
            && matcher->first[walk.node] >= 0 && count < ENDS)
            ends[count++] = (struct end){ walk.at, walk.node, walk.last };
    }
    return count;
}

/* The end of the longest text that is kept and whose first letter stands at
 * `start`, from where `ends` were walked; 0 when there is none. */
static size_t kept_among(const struct matcher *matcher, const char *text, size_t len,
                         size_t start, const struct end *ends, size_t count)
{
    size_t longest = 0;

    for (size_t i = count; i > 0; i--)
        for (int f = matcher->first[ends[i - 1].node]; f >= 0; f = matcher->forms[f].next) {
            const struct form *form = &matcher->forms[f];
            size_t bytes = strlen(form->written);

            if (form->label == KEEP && start >= form->lead
                && len - (start - form->lead) >= bytes
                && memcmp(text + start - form->lead, form->written, bytes) == 0
                && (form->tail > 0
                    || script_at(matcher, text, len, start - form->lead + bytes)
                           != ends[i - 1].last)
                && start - form->lead + bytes > longest)
                longest = start - form->lead + bytes;
        }
    return longest;
}

static size_t kept_at(const struct matcher *matcher, const char *text, size_t len, size_t start)
{
    struct end ends[ENDS];
    size_t count = walk_from(matcher, text, len, start, ends);

    return kept_among(matcher, text, len, start, ends, count);
}

/* The end of all that is joined by " or " to a kept text that ends at `end`. */
static size_t kept_run(const struct matcher *matcher, const char *text, size_t len, size_t end)
{
    static const char joint[] = " or ", others[] = "others";
    const size_t joint_len = sizeof joint - 1, others_len = sizeof others - 1;

    while (len - end > joint_len && memcmp(text + end, joint, joint_len) == 0) {
        size_t next = kept_at(matcher, text, len, end + joint_len);

        if (next == 0 && len - end - joint_len >= others_len
            && memcmp(text + end + joint_len, others, others_len) == 0)
            return end + joint_len + others_len;
        if (next == 0)
            break;
        end = next;
    }
    return end;
}

static int by_number(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;

    return (x > y) - (x < y);
}

static void add_label(struct match *match, int label)
{
    for (size_t i = 0; i < match->label_count; i++)
        if (match->labels[i] == label)
            return;
    if (match->label_count < MATCH_LABELS)
        match->labels[match->label_count++] = label;
}

/* Fills *match with the forms that fit between `start` and `end`. */
static bool fits(const struct matcher *matcher, const char *text, size_t len, size_t start,
                 enum script first, const struct end *end, struct match *match)
{
    *match = (struct match){ .start = start, .len = end->at - start };
    for (int f = matcher->first[end->node]; f >= 0; f = matcher->forms[f].next) {
        const struct form *form = &matcher->forms[f];

        if (form->label != KEEP && may_begin(matcher, form, text, start, first)
            && may_end(matcher, form, text, len, end->at, end->last)
            && (!form->as_written
                || same_case(matcher->fold, form->written, text + start, end->at - start)))
            add_label(match, form->label);
    }
    qsort(match->labels, match->label_count, sizeof *match->labels, by_number);
    return match->label_count > 0;
}

/* Where the first text that is kept begins between `start` and `end`; `end`
 * when there is none. */
static size_t kept_between(const struct matcher *matcher, const char *text, size_t len,
                           size_t start, size_t end)
{
    for (size_t at = start; at < end;) {
        size_t bytes;

        (void)text_code_point(text + at, &bytes);
        at += bytes;
        if (at < end && kept_at(matcher, text, len, at) > 0)
            return at;
    }
    return end;
}

/* The longest match at `start` that reaches into nothing that is kept. What is
 * kept at `start` itself goes first: *kept is then where it ends. */
static bool match_at(const struct matcher *matcher, const char *text, size_t len, size_t start,
                     enum script first, struct match *match, size_t *kept)
{
    struct end ends[ENDS];
    size_t count = walk_from(matcher, text, len, start, ends);

    *kept = count > 0 ? kept_among(matcher, text, len, start, ends, count) : 0;
    if (*kept > 0) {
        *kept = kept_run(matcher, text, len, *kept);
        return false;
    }
    while (count > 0) {
        const struct end *end = &ends[--count];

        if (fits(matcher, text, len, start, first, end, match)
            && kept_between(matcher, text, len, start, end->at) == end->at)
            return true;
    }
    return false;
}

/* Whether the letters at `text` begin no form: the fast way past most words.
 * After fewer than four comes the end of the word, unless it is a sign that
 * folding may ignore or take for a letter. */
static bool passes_over(const struct matcher *matcher, const char *text, size_t len)
{
    uint32_t key = 0, bit;
    size_t count = 0;

    while (count < LONGEST_BEGINNING && count < len && is_ascii_word(text[count])) {
        unsigned char c = (unsigned char)text[count++];

        key = key << 8 | (c >= 'A' ? c | 0x20u : c);
    }
    if (count < 2)
        return false;
    if (count < LONGEST_BEGINNING
        && (count == len || ((unsigned char)text[count] < 0x80 && text[count] != '\''
                             && text[count] != '`')))
        key = key << 8 | END_OF_WORD;
    bit = beginning_bit(key);
    return (matcher->begins[bit / 64] >> bit % 64 & 1) == 0;
}

bool matcher_next(const struct matcher *matcher, const char *text, size_t len, size_t from,
                  struct match *match)
{
    size_t unused;
    enum script before = letter_before(matcher->fold, text, from, &unused);

    for (size_t at = from; at < len;) {
        size_t bytes = 1, end = 0;
        enum script script;

        if ((unsigned char)text[at] < 0x80)
            script = is_ascii_word(text[at]) ? SCRIPT_ALPHABET : SCRIPT_NONE;
        else
            script = fold_script(matcher->fold, text_code_point(text + at, &bytes));
        if (is_letter(script) && (script != SCRIPT_ALPHABET || before != SCRIPT_ALPHABET)
            && !(bytes == 1 && passes_over(matcher, text + at, len - at))
            && match_at(matcher, text, len, at, script, match, &end))
            return true;
        if (end > at) {
            at = end;
            before = letter_before(matcher->fold, text, at, &unused);
            continue;
        }
        at += bytes;
        if (script != SCRIPT_MARK)
            before = script;
        while (before == SCRIPT_ALPHABET && at < len && is_ascii_word(text[at]))
            at++; /* the rest of a word */
    }
    return false;
}
