/* SPDX-License-Identifier: MIT */
/* Marks follow their words. Edits are in bytes of the old text, so a span goes
 * through them from the last to the first. */
#include "core/follow.h"

#include "core/internal.h"
#include "core/mem.h"
#include "core/text.h"
#include <stdlib.h>
#include <string.h>

bool span_edit(struct span *span, const struct text_edit *edit)
{
    size_t start = span->start, end = start + span->len;
    size_t from = edit->at, to = edit->at + edit->removed;
    bool inside = edit->removed == 0 ? start < from && from < end : start <= from && to <= end;

    if (edit->removed > 0 && from <= start && end <= to) {
        *span = (struct span){ from, 0 };
        return false;
    }
    if (inside) {
        span->len += edit->inserted - edit->removed;
    } else if (to <= start) { /* before it */
        span->start += edit->inserted - edit->removed;
    } else if (from <= start) { /* over its beginning */
        span->start = from + edit->inserted;
        span->len = end - to;
    } else if (from < end) { /* over its end */
        span->len = from - start;
    }
    return true;
}

void follow_begin(struct follow *follow, const char *old, const char *text)
{
    *follow =
        (struct follow){ .old = old, .text = text, .old_len = strlen(old), .len = strlen(text) };
    text_diff(&follow->edits, old, follow->old_len, text, follow->len);
}

void follow_release(struct follow *follow)
{
    text_edits_release(&follow->edits);
    *follow = (struct follow){ 0 };
}

/* --- what is left of a span ------------------------------------------------------ */

static bool has_word(const char *text, size_t start, size_t end)
{
    size_t used;

    for (size_t at = start; at < end; at += used)
        if (text_is_word(text_code_point(text + at, &used)))
            return true;
    return false;
}

/* Whether some of its words stayed; of a mark without words, some of its bytes. */
static bool survives(const struct follow *follow, const struct span *span)
{
    size_t at = span->start, end = span->start + span->len;
    bool words = has_word(follow->old, at, end);

    for (size_t i = 0; i <= follow->edits.count && at < end; i++) {
        const struct text_edit *edit = i < follow->edits.count ? &follow->edits.edit[i] : NULL;
        size_t until = edit == NULL || edit->at > end ? end : edit->at;

        if (until > at && (!words || has_word(follow->old, at, until)))
            return true;
        if (edit != NULL && edit->at + edit->removed > at)
            at = edit->at + edit->removed;
    }
    return false;
}

/* --- edges ---------------------------------------------------------------------- */

static bool word_before(const char *text, size_t at)
{
    size_t used, from = at;

    if (at == 0)
        return false;
    while (from > 0 && ((unsigned char)text[--from] & 0xC0) == 0x80)
        continue;
    return text_is_word(text_code_point(text + from, &used));
}

static bool word_after(const char *text, size_t len, size_t at)
{
    size_t used;

    return at < len && text_is_word(text_code_point(text + at, &used));
}

static bool blank_before(const char *text, size_t at)
{
    size_t used, from = at;

    if (at == 0)
        return false;
    while (from > 0 && ((unsigned char)text[--from] & 0xC0) == 0x80)
        continue;
    return text_is_blank(text_code_point(text + from, &used));
}

static size_t blank_after(const char *text, size_t at, size_t end)
{
    size_t used;

    return at < end && text_is_blank(text_code_point(text + at, &used)) ? used : 0;
}

static void trim(const struct follow *follow, const struct span *was, size_t *start, size_t *end)
{
    size_t used;

    if (blank_after(follow->old, was->start, was->start + was->len) == 0)
        while ((used = blank_after(follow->text, *start, *end)) > 0)
            *start += used;
    if (!blank_before(follow->old, was->start + was->len))
        while (*end > *start && blank_before(follow->text, *end))
            *end = text_previous(follow->text, follow->len, *end);
}

/* Letters that were put right before or behind it belong to its first or last
 * word, where it began or ended with a word. */
static void grow(const struct follow *follow, const struct span *was, size_t *start, size_t *end)
{
    size_t old_end = was->start + was->len, from = 0, before = 0; /* in both texts */

    for (size_t i = 0; i < follow->edits.count; i++) {
        const struct text_edit *edit = &follow->edits.edit[i];

        from += edit->at - before; /* where the new bytes begin */
        before = edit->at + edit->removed;
        if (from + edit->inserted == *start && !word_before(follow->old, was->start)
            && word_after(follow->old, follow->old_len, was->start))
            while (*start > from && word_before(follow->text, *start))
                *start = text_previous(follow->text, follow->len, *start);
        if (from == *end && !word_after(follow->old, follow->old_len, old_end)
            && word_before(follow->old, old_end))
            while (*end < from + edit->inserted && word_after(follow->text, follow->len, *end))
                *end = text_next(follow->text, follow->len, *end);
        from += edit->inserted;
    }
}

/* Widens it to whole graphemes: an accent may have been put behind it. */
static void whole_graphemes(const struct follow *follow, size_t *start, size_t *end)
{
    size_t at = text_next(follow->text, follow->len, *start);

    if (*start < follow->len && text_previous(follow->text, follow->len, at) != *start)
        *start = text_previous(follow->text, follow->len, at);
    if (*end > 0 && *end < follow->len) {
        at = text_previous(follow->text, follow->len, *end);
        *end = text_next(follow->text, follow->len, at);
    }
}

bool follow_span(const struct follow *follow, struct span *span)
{
    struct span moved = *span;
    size_t start, end;
    bool left = survives(follow, span);

    for (size_t i = follow->edits.count; left && i-- > 0;)
        left = span_edit(&moved, &follow->edits.edit[i]);
    if (!left)
        return false;
    start = moved.start;
    end = moved.start + moved.len;
    trim(follow, span, &start, &end);
    grow(follow, span, &start, &end);
    whole_graphemes(follow, &start, &end);
    if (end <= start)
        return false;
    *span = (struct span){ start, end - start };
    return true;
}

/* --- words heard exactly so --------------------------------------------------------- */

static bool overlap(const struct span *a, const struct span *b)
{
    return a->start < b->start + b->len && b->start < a->start + a->len;
}

static const struct span *find_overlap(const struct span *spans, size_t count,
                                       const struct span *span)
{
    for (size_t i = 0; i < count; i++)
        if (overlap(&spans[i], span))
            return &spans[i];
    return NULL;
}

static int by_start(const void *a, const void *b)
{
    const struct span *x = a, *y = b;

    return (x->start > y->start) - (x->start < y->start);
}

/* Sorts them and takes what overlaps the one before it out of it. */
static size_t part(struct span *spans, size_t count)
{
    size_t kept = 0, end = 0;

    if (count > 1)
        qsort(spans, count, sizeof *spans, by_start);
    for (size_t i = 0; i < count; i++) {
        struct span span = spans[i];
        size_t until = span.start + span.len;

        if (span.start < end)
            span = (struct span){ end, until > end ? until - end : 0 };
        if (span.len == 0)
            continue;
        end = until;
        spans[kept++] = span;
    }
    return kept;
}

/* Quotation marks of the new text count, unless the same ones stood in the old
 * text and were not meant: they were typed with a "\" before them. */
static size_t add_quoted(const struct follow *follow, const struct span *verbatim,
                         size_t verbatim_count, const struct span *were, size_t were_count,
                         struct span *out)
{
    size_t quoted_count, count = 0;
    struct span *quoted = verbatim_find(follow->text, follow->len, NULL, 0, &quoted_count);

    for (size_t i = 0; i < quoted_count; i++) {
        bool literal = false;

        for (size_t j = 0; j < were_count && !literal; j++) {
            struct span moved = were[j];

            literal = find_overlap(verbatim, verbatim_count, &were[j]) == NULL
                      && follow_span(follow, &moved) && overlap(&moved, &quoted[i]);
        }
        if (!literal && out != NULL)
            out[count] = quoted[i];
        count += !literal;
    }
    free(quoted);
    return count;
}

struct span *follow_verbatim(const struct follow *follow, const struct span *verbatim,
                             size_t verbatim_count, size_t *count)
{
    size_t were_count;
    struct span *were = verbatim_find(follow->old, follow->old_len, NULL, 0, &were_count), *out;

    *count = add_quoted(follow, verbatim, verbatim_count, were, were_count, NULL);
    out = mem_alloc(*count + verbatim_count + 1, sizeof *out);
    (void)add_quoted(follow, verbatim, verbatim_count, were, were_count, out);
    for (size_t i = 0; i < verbatim_count; i++) {
        struct span moved = verbatim[i];

        /* what was exact without any marks stays so */
        if (find_overlap(were, were_count, &verbatim[i]) == NULL && follow_span(follow, &moved))
            out[(*count)++] = moved;
    }
    *count = part(out, *count);
    free(were);
    return out;
}
