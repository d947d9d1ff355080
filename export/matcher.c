/* SPDX-License-Identifier: MIT */
/* Finding forms of names in a text: from each place where one may begin, the
 * longest way through the trie whose ends stand where the form's script lets
 * a name begin and end. What is kept goes before what is found. */
#include "export/matcher.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/text.h"
#include "export/beginnings.h"
#include "export/edges.h"
#include "export/fold.h"
#include "export/trie.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    ENDS = 24 /* ways through the trie end at most so often before their longest */
};

/* A form in the trie, or a text that is kept. */
struct form {
    char *written;     /* as it was given, from its first letter to its last */
    size_t len;        /* of `written` */
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
    struct beginnings beginnings;
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

/* Takes the next character of `text`: its symbols go to `symbol`, a separator
 * after a separator is none. */
static size_t take(const struct fold *fold, struct walk *walk, const char *text,
                   uint32_t symbol[FOLD_MOST])
{
    enum script script;
    size_t bytes, count, kept = 0;
    unsigned char c = (unsigned char)text[walk->at];

    if (beginnings_is_word((char)c)) {
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

        letters += edge_is_letter(fold_script(fold, c));
        digits += c >= '0' && c <= '9';
        at += bytes;
    }
    return letters == digits ? 0 : letters;
}

/* The node at the end of the form's way, which is made. */
static uint32_t lay_way(struct matcher *matcher, const char *form, size_t len)
{
    struct walk walk = { .node = TRIE_ROOT, .gap = true };
    uint32_t beginning[BEGINNINGS_LONGEST];
    size_t taken = 0;

    while (walk.at < len) {
        uint32_t symbol[FOLD_MOST];
        size_t count = take(matcher->fold, &walk, form, symbol);

        for (size_t i = 0; i < count; i++) {
            if (taken < BEGINNINGS_LONGEST)
                beginning[taken++] = symbol[i];
            walk.node = trie_grow(&matcher->trie, walk.node, symbol[i]);
        }
    }
    beginnings_add(&matcher->beginnings, beginning, taken);
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
                                      .len = len,
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
                                      .len = strlen(text),
                                      .node = lay_way(matcher, form, len),
                                      .label = KEEP,
                                      .lead = (size_t)(form - text),
                                      .tail = strlen(text) - len - (size_t)(form - text) });
}

bool matcher_is_kept(const struct matcher *matcher, const char *text)
{
    struct walk walk = { .node = TRIE_ROOT, .gap = true };
    const char *form = text;
    size_t len = strlen(text);

    trim(matcher->fold, &form, &len);
    while (walk.at < len && walk.node != 0) {
        uint32_t symbol[FOLD_MOST];
        size_t count = take(matcher->fold, &walk, form, symbol);

        for (size_t i = 0; i < count && walk.node != 0; i++)
            walk.node = trie_child(&matcher->trie, walk.node, symbol[i]);
    }
    if (walk.node == 0 || walk.node >= matcher->first_room)
        return false;
    for (int f = matcher->first[walk.node]; f >= 0; f = matcher->forms[f].next)
        if (matcher->forms[f].label == KEEP && strcmp(matcher->forms[f].written, text) == 0)
            return true;
    return false;
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
        while (walk.at < len && edge_script_at(matcher->fold, text, len, walk.at) == SCRIPT_MARK)
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
            size_t bytes = form->len;

            if (form->label == KEEP && start >= form->lead
                && len - (start - form->lead) >= bytes
                && memcmp(text + start - form->lead, form->written, bytes) == 0
                && (form->tail > 0
                    || edge_script_at(matcher->fold, text, len, start - form->lead + bytes)
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

        if (form->label != KEEP && edge_may_begin(matcher->fold, text, start, first, form->letters)
            && edge_may_end(matcher->fold, text, len, end->at, end->last, form->letters)
            && (!form->as_written
                || edge_same_case(matcher->fold, form->written, text + start, end->at - start)))
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

bool matcher_next(const struct matcher *matcher, const char *text, size_t len, size_t from,
                  struct match *match)
{
    size_t unused;
    enum script before = edge_letter_before(matcher->fold, text, from, &unused);

    for (size_t at = from; at < len;) {
        size_t bytes = 1, end = 0;
        enum script script;

        if ((unsigned char)text[at] < 0x80)
            script = beginnings_is_word(text[at]) ? SCRIPT_ALPHABET : SCRIPT_NONE;
        else
            script = fold_script(matcher->fold, text_code_point(text + at, &bytes));
        if (edge_is_letter(script) && (script != SCRIPT_ALPHABET || before != SCRIPT_ALPHABET)
            && !(bytes == 1 && beginnings_pass(&matcher->beginnings, text + at, len - at))
            && match_at(matcher, text, len, at, script, match, &end))
            return true;
        if (end > at) {
            at = end;
            before = edge_letter_before(matcher->fold, text, at, &unused);
            continue;
        }
        at += bytes;
        if (script != SCRIPT_MARK)
            before = script;
        while (before == SCRIPT_ALPHABET && at < len && beginnings_is_word(text[at]))
            at++; /* the rest of a word */
    }
    return false;
}
