/* SPDX-License-Identifier: MIT */
/* The difference of two texts: E. Myers, "An O(ND) Difference Algorithm and
 * Its Variations" (1986), over words, with a limit to D. Where the limit is
 * met, words that stand exactly once in both texts are taken as fixed points
 * and what lies between them is compared for itself. */
#include "core/diff.h"

#include "core/mem.h"
#include "core/text.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORDS_LIMIT = 1000,  /* edits between two whole texts */
    GAP_LIMIT = 250,     /* between two fixed points */
    LETTERS_LIMIT = 400, /* within a stretch of words */
    UNMATCHED = -1
};

/* A piece of a text: a word, or a grapheme. */
struct piece {
    const char *text;
    size_t len;
    uint32_t hash;
    bool word; /* it has letters or digits */
};

struct pieces {
    struct piece *piece;
    size_t count, room;
};

/* Two runs of pieces that are compared. Lengths are those of texts in memory,
 * and fit into int32_t by far. */
struct sides {
    const struct piece *a, *b;
    int32_t n, m;
    int32_t *match; /* beside a: which piece of b; UNMATCHED */
    int32_t shift;  /* what is added to an index of b */
};

static uint32_t hash_of(const char *text, size_t len)
{
    uint32_t hash = 2166136261u; /* FNV-1a */

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash;
}

static bool same(const struct piece *a, const struct piece *b)
{
    return a->hash == b->hash && a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* Whether a grapheme goes into one word with its neighbours: scripts without
 * blanks between words are compared character by character. */
static bool joins_word(const char *text, bool *word)
{
    size_t used;
    uint32_t c = text_code_point(text, &used);

    *word = text_is_word(c);
    return *word && !text_is_ideograph(c);
}

/* The words of a text, what stands between them left out; or all its graphemes. */
static void cut(struct pieces *out, const char *text, size_t len, bool words)
{
    bool in_word = false;

    for (size_t at = 0, end; at < len; at = end) {
        bool word, joins = joins_word(text + at, &word);

        end = text_next(text, len, at);
        if (words && joins && in_word) {
            out->piece[out->count - 1].len += end - at;
        } else if (!words || word) {
            out->piece = mem_grow(out->piece, out->count, &out->room, sizeof *out->piece);
            out->piece[out->count++] =
                (struct piece){ .text = text + at, .len = end - at, .word = word };
        }
        in_word = joins;
    }
    for (size_t i = 0; i < out->count; i++)
        out->piece[i].hash = hash_of(out->piece[i].text, out->piece[i].len);
}

/* --- Myers ------------------------------------------------------------------- */

/* How far each diagonal has come after each number of edits: rows[d][(k + d) / 2]
 * is the x of diagonal k = x - y, UNMATCHED where none gets there. */
static int32_t reached(int32_t *const *rows, int32_t d, int32_t k)
{
    return k < -d || k > d ? UNMATCHED : rows[d][(k + d) / 2];
}

/* Where diagonal k starts after d edits, before what is the same: by taking a
 * piece of b in, or by leaving one of a out. */
static int32_t start_of(const struct sides *s, int32_t *const *rows, int32_t d, int32_t k)
{
    int32_t down, right;

    if (d == 0)
        return 0;
    down = reached(rows, d - 1, k + 1);
    right = reached(rows, d - 1, k - 1);
    if (down != UNMATCHED && down - k > s->m)
        down = UNMATCHED;
    right = right == UNMATCHED || right + 1 > s->n ? UNMATCHED : right + 1;
    return down > right ? down : right;
}

static void note_matches(struct sides *s, int32_t *const *rows, int32_t d)
{
    int32_t x = s->n, y = s->m;

    for (; d >= 0; d--) {
        int32_t k = x - y, start = start_of(s, rows, d, k);

        for (int32_t i = start; i < x; i++)
            s->match[i] = i - k + s->shift;
        if (d == 0)
            break;
        if (start == reached(rows, d - 1, k + 1) && start - k <= s->m) {
            x = start;
            y = start - k - 1;
        } else {
            x = start - 1;
            y = start - k;
        }
    }
}

/* Fills s->match; false when that takes more than `limit` edits. */
static bool myers(struct sides *s, int32_t limit)
{
    int32_t **rows = mem_alloc((size_t)limit + 1, sizeof *rows);
    bool found = false;
    int32_t last = 0;

    for (int32_t d = 0; d <= limit && !found; d++) {
        last = d;
        rows[d] = mem_resize(NULL, (size_t)d + 1, sizeof **rows);
        for (int32_t k = -d; k <= d && !found; k += 2) {
            int32_t x = start_of(s, rows, d, k);

            while (x != UNMATCHED && x < s->n && x - k < s->m && same(&s->a[x], &s->b[x - k]))
                x++;
            rows[d][(k + d) / 2] = x;
            found = x == s->n && x - k == s->m;
        }
    }
    if (found)
        note_matches(s, rows, last);
    for (int32_t d = 0; d <= last; d++)
        free(rows[d]);
    free(rows);
    return found;
}

/* Leaves out what is the same at both ends, and compares the rest. */
static bool compare(struct sides s, int32_t limit)
{
    while (s.n > 0 && s.m > 0 && same(&s.a[0], &s.b[0])) {
        *s.match++ = s.shift++;
        s.a++;
        s.b++;
        s.n--;
        s.m--;
    }
    while (s.n > 0 && s.m > 0 && same(&s.a[s.n - 1], &s.b[s.m - 1])) {
        s.n--;
        s.m--;
        s.match[s.n] = s.m + s.shift;
    }
    return s.n == 0 || s.m == 0 || myers(&s, limit);
}

/* --- fixed points ---------------------------------------------------------------- */

struct place {
    const struct piece *piece;
    int32_t at;
    bool second; /* of the new text */
};

static int by_piece(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order;

    if (x->piece->hash != y->piece->hash)
        return x->piece->hash < y->piece->hash ? -1 : 1;
    if (x->piece->len != y->piece->len)
        return x->piece->len < y->piece->len ? -1 : 1;
    order = memcmp(x->piece->text, y->piece->text, x->piece->len);
    if (order != 0)
        return order;
    return x->second != y->second ? x->second - y->second : (x->at > y->at) - (x->at < y->at);
}

/* Sets match[] of the words that stand once in each text. */
static void match_unique(struct sides *s)
{
    size_t count = 0, total = (size_t)s->n + (size_t)s->m;
    struct place *places = mem_alloc(total + 1, sizeof *places);

    for (int32_t i = 0; i < s->n; i++)
        if (s->a[i].word)
            places[count++] = (struct place){ &s->a[i], i, false };
    for (int32_t i = 0; i < s->m; i++)
        if (s->b[i].word)
            places[count++] = (struct place){ &s->b[i], i, true };
    qsort(places, count, sizeof *places, by_piece);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && same(places[i].piece, places[end].piece);)
            end++;
        if (end == i + 2 && !places[i].second && places[i + 1].second)
            s->match[places[i].at] = places[i + 1].at;
    }
    free(places);
}

/* Of the matches, keeps a longest run that ascends: the others have moved. */
static void keep_ascending(struct sides *s)
{
    int32_t *tail = mem_alloc((size_t)s->n + 1, sizeof *tail); /* last of the best run by length */
    int32_t *before = mem_alloc((size_t)s->n + 1, sizeof *before);
    int32_t length = 0, at;

    for (int32_t i = 0; i < s->n; i++) {
        int32_t low = 0, high = length;

        if (s->match[i] == UNMATCHED)
            continue;
        while (low < high) {
            int32_t middle = (low + high) / 2;

            if (s->match[tail[middle]] < s->match[i])
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low > 0 ? tail[low - 1] : UNMATCHED;
        tail[low] = i;
        length = low == length ? length + 1 : length;
    }
    at = length > 0 ? tail[length - 1] : UNMATCHED;
    for (int32_t i = s->n - 1; i >= 0; i--) {
        if (i == at)
            at = before[i];
        else
            s->match[i] = UNMATCHED;
    }
    free(tail);
    free(before);
}

static void compare_gap(const struct sides *s, int32_t a, int32_t a_end, int32_t b, int32_t b_end)
{
    struct sides gap = { .a = s->a + a,
                         .b = s->b + b,
                         .n = a_end - a,
                         .m = b_end - b,
                         .match = s->match + a,
                         .shift = b };

    (void)compare(gap, GAP_LIMIT);
}

static void compare_by_fixed_points(struct sides *s)
{
    int32_t a = 0, b = 0;

    for (int32_t i = 0; i < s->n; i++)
        s->match[i] = UNMATCHED;
    match_unique(s);
    keep_ascending(s);
    for (int32_t i = 0; i < s->n; i++) {
        int32_t at = s->match[i];

        if (at == UNMATCHED || i < a)
            continue;
        compare_gap(s, a, i, b, at);
        a = i + 1;
        b = at + 1;
    }
    compare_gap(s, a, s->n, b, s->m);
}

/* --- what the matches mean ------------------------------------------------------------ */

/* A stretch of the old text and what stands in its place in the new one. */
struct stretch {
    const char *old, *text;
    size_t old_len, len;
};

static void add_edit(struct text_edits *out, size_t at, size_t removed, size_t inserted)
{
    if (removed == 0 && inserted == 0)
        return;
    out->edit = mem_grow(out->edit, out->count, &out->room, sizeof *out->edit);
    out->edit[out->count++] = (struct text_edit){ at, removed, inserted };
}

/* Calls `give` for each stretch between two pieces that were matched. */
typedef void stretch_fn(struct text_edits *out, const char *base, const struct stretch *stretch);

static void each_stretch(struct text_edits *out, const char *base, const struct sides *s,
                         struct stretch left, stretch_fn *give)
{
    for (int32_t i = 0; i <= s->n; i++) {
        struct stretch next = left;
        const struct piece *a, *b;

        if (i < s->n && s->match[i] == UNMATCHED)
            continue;
        if (i < s->n) {
            a = &s->a[i];
            b = &s->b[s->match[i]];
            next.old_len = (size_t)(a->text - left.old);
            next.len = (size_t)(b->text - left.text);
            left.old_len -= next.old_len + a->len;
            left.len -= next.len + b->len;
            left.old = a->text + a->len;
            left.text = b->text + b->len;
        }
        give(out, base, &next);
    }
}

static void give_edit(struct text_edits *out, const char *base, const struct stretch *stretch)
{
    add_edit(out, (size_t)(stretch->old - base), stretch->old_len, stretch->len);
}

/* Whether most of the letters and digits were kept; of what has none, most of
 * all. */
static bool is_similar(const struct sides *s)
{
    int32_t kept[2] = { 0, 0 }, before[2] = { 0, 0 }, after[2] = { 0, 0 };
    bool words;

    for (int32_t i = 0; i < s->n; i++) {
        before[s->a[i].word]++;
        kept[s->a[i].word] += s->match[i] != UNMATCHED;
    }
    for (int32_t i = 0; i < s->m; i++)
        after[s->b[i].word]++;
    words = before[1] > 0;
    return kept[words] > 0 && 2 * kept[words] >= before[words] && 3 * kept[words] >= after[words];
}

/* What is the same at both ends and no letter stays where it was. */
static void give_whole(struct text_edits *out, const char *base, const struct sides *s)
{
    int32_t first = 0, n = s->n, m = s->m;
    size_t at, removed = 0, inserted = 0;

    while (first < n && first < m && !s->a[first].word && same(&s->a[first], &s->b[first]))
        first++;
    while (n > first && m > first && !s->a[n - 1].word && same(&s->a[n - 1], &s->b[m - 1])) {
        n--;
        m--;
    }
    at = first < s->n ? (size_t)(s->a[first].text - base)
                      : (size_t)(s->a[s->n - 1].text + s->a[s->n - 1].len - base);
    for (int32_t i = first; i < n; i++)
        removed += s->a[i].len;
    for (int32_t i = first; i < m; i++)
        inserted += s->b[i].len;
    add_edit(out, at, removed, inserted);
}

/* One stretch that gave way to another: letter by letter where they are alike. */
static void give_letters(struct text_edits *out, const char *base, const struct stretch *stretch)
{
    struct pieces old = { NULL, 0, 0 }, new = { NULL, 0, 0 };
    struct sides s;

    if (stretch->old_len == 0 || stretch->len == 0) {
        give_edit(out, base, stretch);
        return;
    }
    cut(&old, stretch->old, stretch->old_len, false);
    cut(&new, stretch->text, stretch->len, false);
    s = (struct sides){ old.piece, new.piece, (int32_t)old.count, (int32_t) new.count, NULL, 0 };
    s.match = mem_alloc(old.count, sizeof *s.match);
    for (size_t i = 0; i < old.count; i++)
        s.match[i] = UNMATCHED;
    if (compare(s, LETTERS_LIMIT) && is_similar(&s))
        each_stretch(out, base, &s, *stretch, give_edit);
    else
        give_whole(out, base, &s);
    free(s.match);
    free(old.piece);
    free(new.piece);
}

void text_diff(struct text_edits *out, const char *old, size_t old_len, const char *text,
               size_t len)
{
    const struct stretch all = { old, text, old_len, len };
    struct pieces a = { NULL, 0, 0 }, b = { NULL, 0, 0 };
    struct sides s;

    if (old_len == len && memcmp(old, text, len) == 0)
        return;
    cut(&a, old, old_len, true);
    cut(&b, text, len, true);
    s = (struct sides){ a.piece, b.piece, (int32_t)a.count, (int32_t)b.count, NULL, 0 };
    s.match = mem_alloc(a.count + 1, sizeof *s.match);
    for (size_t i = 0; i < a.count; i++)
        s.match[i] = UNMATCHED;
    if (!compare(s, WORDS_LIMIT))
        compare_by_fixed_points(&s);
    each_stretch(out, old, &s, all, give_letters);
    free(s.match);
    free(a.piece);
    free(b.piece);
}

void text_edits_release(struct text_edits *edits)
{
    free(edits->edit);
    *edits = (struct text_edits){ NULL, 0, 0 };
}
