/* SPDX-License-Identifier: MIT */
/* One entry becomes two, and two become one. A coding belongs to an entry, so
 * one that goes to another entry is taken off here and put on there. */
#include "core/follow.h"
#include "core/mem.h"
#include "core/revise_work.h"
#include "core/text.h"
#include <stdlib.h>
#include <string.h>

static bool has_words(const struct entry *entry)
{
    return entry->text != NULL && entry->text[0] != '\0';
}

static bool is_words(enum entry_kind kind)
{
    return kind == ENTRY_NOTE || kind == ENTRY_EVENT;
}

/* Takes a coding off its entry and puts the same on another, on `words` of it;
 * NULL: on the whole. */
static void move_coding(struct change *change, const struct entry *entry,
                        const struct coding *coding, const struct id *to, const struct span *words)
{
    struct change_coding *row = revise_find_coding(change, &coding->id), *moved;

    if (row == NULL)
        row = revise_add_coding(change, entry, coding);
    row->removed = true;
    moved = change_add_coding(change);
    moved->entry = *to;
    moved->code = coding->code;
    moved->action = coding->action;
    moved->by_end = coding->by_end;
    moved->closes = coding->closes;
    moved->whole = words == NULL;
    if (words != NULL)
        moved->words = *words;
    moved->lost = mem_copy(coding->lost);
    if (coding->action == CODING_OPEN)
        moved->moves = coding->id;
    revise_set_values(moved, coding->values, coding->value_count);
}

/* --- one becomes two ------------------------------------------------------------ */

/* Where the first part ends and the second begins, without the blanks between. */
struct cut {
    size_t end, start, len; /* bytes of the text; len: of the whole text */
};

static bool is_blank(const char *text, size_t at)
{
    size_t used;

    return text_is_blank(text_code_point(text + at, &used));
}

static struct cut find_cut(const char *text, size_t at)
{
    size_t len = strlen(text);
    struct cut cut = { .len = len };

    cut.start = at >= len ? len : text_previous(text, len, at + 1);
    cut.end = cut.start;
    while (cut.start < len && is_blank(text, cut.start))
        cut.start = text_next(text, len, cut.start);
    while (cut.end > 0 && is_blank(text, text_previous(text, len, cut.end)))
        cut.end = text_previous(text, len, cut.end);
    return cut;
}

/* The part of a span on one side of the cut, in bytes of that side's text;
 * false: nothing of it is there. */
static bool span_first(const struct cut *cut, struct span *span)
{
    size_t end = span->start + span->len;

    if (span->start >= cut->end)
        return false;
    span->len = (end < cut->end ? end : cut->end) - span->start;
    return span->len > 0;
}

static bool span_second(const struct cut *cut, struct span *span)
{
    size_t end = span->start + span->len;
    size_t start = span->start > cut->start ? span->start : cut->start;

    if (end <= start)
        return false;
    *span = (struct span){ start - cut->start, end - start };
    return true;
}

/* Puts what a coding has on the second part there, and leaves the rest. */
static void split_coding(struct change *change, const struct entry *entry,
                         const struct coding *coding, const struct cut *cut, const struct id *to)
{
    struct span first = coding->words, second = coding->words;
    bool in_first = span_first(cut, &first), in_second = span_second(cut, &second);
    bool all = second.start == 0 && second.len == cut->len - cut->start;
    struct change_coding *row;

    if (in_first && in_second && coding->action == CODING_POINT) {
        row = change_add_coding(change); /* it reaches over the cut: once more on the second */
        row->entry = *to;
        row->code = coding->code;
        row->whole = all;
        row->words = second;
        revise_set_values(row, coding->values, coding->value_count);
    }
    if (!in_first && in_second) {
        move_coding(change, entry, coding, to, all ? NULL : &second);
        return;
    }
    row = revise_add_coding(change, entry, coding);
    row->whole = !in_first || (first.start == 0 && first.len == cut->end);
    row->words = row->whole ? (struct span){ 0, 0 } : first;
}

static void split_verbatim(struct change_entry *first, struct change_entry *second,
                           const struct cut *cut)
{
    size_t count = first->verbatim_count;

    first->verbatim_count = second->verbatim_count = 0;
    second->verbatim = count > 0 ? mem_alloc(count, sizeof *second->verbatim) : NULL;
    for (size_t i = 0; i < count; i++) {
        struct span span = first->verbatim[i], other = span;

        if (span_second(cut, &other))
            second->verbatim[second->verbatim_count++] = other;
        if (span_first(cut, &span))
            first->verbatim[first->verbatim_count++] = span;
    }
}

bool revise_split(struct change *change, const struct entry *entry, size_t at, struct id *second)
{
    const char *text = entry->text == NULL ? "" : entry->text;
    struct cut cut = find_cut(text, at);
    struct change_entry *first, *added;
    struct id id;

    if ((!is_words(entry->kind) && entry->kind != ENTRY_COMMENT) || cut.end == 0
        || cut.start == cut.len)
        return false;
    (void)revise_entry(change, entry);
    added = change_add_entry(change);
    first = revise_entry(change, entry);
    id = added->id;
    *added = change_entry_copy(first);
    added->id = id;
    added->revises = false;
    added->place = PLACE_AFTER;
    added->beside = entry->id;
    free(added->text);
    free(added->verbatim);
    added->text = mem_copy(text + cut.start);
    split_verbatim(first, added, &cut);
    free(first->text);
    first->text = mem_copy_len(text, cut.end);
    for (size_t i = 0; i < entry->coding_count; i++)
        if (!entry->codings[i].whole)
            split_coding(change, entry, &entry->codings[i], &cut, &id);
    if (second != NULL)
        *second = id;
    return true;
}

/* --- two become one -------------------------------------------------------------------- */

static bool same_voices(const struct voice *a, size_t a_count, const struct voice *b,
                        size_t b_count)
{
    if (a_count != b_count)
        return false;
    for (size_t i = 0; i < a_count; i++)
        if (a[i].kind != b[i].kind || !id_equal(&a[i].id, &b[i].id))
            return false;
    return true;
}

const char *revise_cannot_join(const struct entry *first, const struct entry *second)
{
    bool comments = first->kind == ENTRY_COMMENT && second->kind == ENTRY_COMMENT;

    if (!comments && !(is_words(first->kind) && is_words(second->kind)))
        return "only two notes can be joined, or two comments";
    if (comments && !id_equal(&first->about, &second->about))
        return "the two comments are on different entries";
    if (!id_equal(&first->observer_id, &second->observer_id))
        return "the two are of different observers";
    if (first->part != second->part)
        return "one of the two is private";
    if (first->retracted != second->retracted)
        return "the words of one of the two were taken back";
    if (first->speaker_count > 0 && second->speaker_count > 0
        && !same_voices(first->speakers, first->speaker_count, second->speakers,
                        second->speaker_count))
        return "the two are of different speakers";
    return NULL;
}

static bool same_values(const struct coding *a, const struct coding *b)
{
    size_t same = 0;

    for (size_t i = 0; i < a->value_count; i++)
        for (size_t j = 0; j < b->value_count; j++)
            same += id_equal(&a->values[i].modifier, &b->values[j].modifier)
                    && strcmp(a->values[i].value, b->values[j].value) == 0;
    return same == a->value_count && same == b->value_count;
}

/* Whether the first bears the same on the whole. */
static bool is_borne(const struct entry *entry, const struct coding *coding)
{
    for (size_t i = 0; i < entry->coding_count; i++)
        if (entry->codings[i].whole && entry->codings[i].action == CODING_POINT
            && id_equal(&entry->codings[i].code, &coding->code)
            && same_values(&entry->codings[i], coding))
            return true;
    return false;
}

/* A coding of the second, whose words stand from byte `shift` on. */
static void join_coding(struct change *change, const struct entry *first,
                        const struct entry *second, const struct coding *coding, size_t shift)
{
    struct span words = coding->whole ? (struct span){ 0, strlen(second->text) } : coding->words;
    bool whole = coding->whole && (shift == 0 || words.len == 0 || coding->action != CODING_POINT);

    if (coding->whole && coding->action == CODING_POINT && is_borne(first, coding)) {
        revise_add_coding(change, second, coding)->removed = true;
        return;
    }
    words.start += shift;
    move_coding(change, second, coding, &first->id, whole ? NULL : &words);
}

static void join_words(struct change_entry *row, const struct entry *second, size_t shift)
{
    struct str text = STR_INIT;

    str_add(&text, row->text);
    if (shift > 0)
        str_add_char(&text, ' ');
    str_add(&text, second->text);
    free(row->text);
    row->text = str_take(&text);
    row->verbatim = mem_resize(row->verbatim, row->verbatim_count + second->verbatim_count + 1,
                               sizeof *row->verbatim);
    for (size_t i = 0; i < second->verbatim_count; i++)
        row->verbatim[row->verbatim_count++] =
            (struct span){ second->verbatim[i].start + shift, second->verbatim[i].len };
}

bool revise_join(struct change *change, const struct entry *first, const struct entry *second)
{
    struct change_entry *row;
    size_t shift = 0, old_len;

    if (revise_cannot_join(first, second) != NULL)
        return false;
    row = revise_entry(change, first);
    old_len = strlen(row->text);
    if (has_words(second))
        shift = old_len > 0 ? old_len + 1 : 0;
    join_words(row, second, shift);
    revise_settle_kind(row);
    if (row->speaker_count == 0)
        revise_set_voices(&row->speakers, &row->speaker_count, second->speakers,
                          second->speaker_count);
    if (row->addressee_count == 0)
        revise_set_voices(&row->addressees, &row->addressee_count, second->addressees,
                          second->addressee_count);
    for (size_t i = 0; i < second->coding_count; i++)
        join_coding(change, first, second, &second->codings[i], shift);
    row = revise_entry(change, second);
    row->removed = true;
    row->heir = first->id;
    return true;
}
