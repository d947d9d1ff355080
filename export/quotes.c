/* SPDX-License-Identifier: MIT */
/* Marks are sorted by stretch and observer; each run of equal ones becomes a
 * quotation. */
#include "export/quotes.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "core/str.h"
#include "core/text.h"

uint64_t quotes_print(const char *words, size_t len)
{
    uint64_t print = 0xCBF29CE484222325, piece; /* FNV-1a, eight bytes at a time */

    for (; len >= sizeof piece; words += sizeof piece, len -= sizeof piece) {
        memcpy(&piece, words, sizeof piece);
        print = (print ^ piece) * 0x100000001B3;
        print ^= print >> 32;
    }
    for (; len > 0; words++, len--)
        print = (print ^ (unsigned char)*words) * 0x100000001B3;
    return print != 0 ? print : 1;
}

struct mark *quotes_add(struct quotes *quotes)
{
    struct mark *mark;

    quotes->mark =
        mem_grow(quotes->mark, quotes->mark_count, &quotes->mark_room, sizeof *quotes->mark);
    mark = &quotes->mark[quotes->mark_count];
    *mark = (struct mark){ .label = LABEL_NONE, .order = quotes->mark_count++ };
    return mark;
}

/* --- order ------------------------------------------------------------------- */

static int compare(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

/* By place, longer first, then by observer: what is equal so far is one
 * quotation. In it by reach, and as the marks were made. */
static int mark_order(const void *a, const void *b)
{
    const struct mark *one = a, *other = b;
    int order = compare(one->at, other->at);

    if (order == 0)
        order = compare(other->len, one->len);
    if (order == 0)
        order = compare(one->observer, other->observer);
    if (order == 0)
        order = (int)one->reach - (int)other->reach;
    return order != 0 ? order : compare(one->order, other->order);
}

static bool same_quotation(const struct mark *a, const struct mark *b)
{
    return a->at == b->at && a->len == b->len && a->observer == b->observer;
}

/* --- one quotation -------------------------------------------------------------- */

static struct id quotation_guid(const struct labels *labels, const struct mark *mark)
{
    struct str more = STR_INIT;
    char observer[ID_TEXT];
    struct id guid;

    id_print(&labels->observer[mark->observer].id, observer);
    if (mark->reach == MARK_STATE) {
        str_add_format(&more, "%zu", mark->from);
        guid = labels_guid(labels, "state", &mark->place, more.text);
    } else {
        str_add(&more, observer);
        if (mark->reach == MARK_PART)
            str_add_format(&more, "/%zu+%zu", mark->from, mark->from_len);
        guid = labels_guid(labels, "quotation", &mark->place, more.text);
    }
    str_release(&more);
    return guid;
}

/* What makes a coding: where it comes from and its label, and the piece of a
 * state that was split. */
static struct id coding_guid(const struct labels *labels, const struct mark *mark)
{
    char more[ID_TEXT + 24];
    struct str piece = STR_INIT;
    struct id guid;

    id_print(&labels->label[mark->label].guid, more);
    str_add(&piece, more);
    if (mark->reach == MARK_STATE)
        str_add_format(&piece, "/%zu", mark->from);
    guid = labels_guid(labels, "coding", &mark->source, piece.text);
    str_release(&piece);
    return guid;
}

static void add_coding(struct quotes *quotes, struct quotation *quotation,
                       const struct mark *mark, struct labels *labels)
{
    for (size_t i = 0; i < quotation->coding_count; i++) {
        if (quotes->coding[quotation->first_coding + i].label == mark->label)
            return; /* the same code twice on the same words says no more */
    }
    quotes->coding = mem_grow(quotes->coding, quotes->coding_count, &quotes->coding_room,
                              sizeof *quotes->coding);
    quotes->coding[quotes->coding_count++] = (struct quotation_coding){
        .guid = coding_guid(labels, mark),
        .label = mark->label,
        .recorded = mark->recorded,
    };
    quotation->coding_count++;
    labels_use(labels, mark->label);
}

static void add_comment(struct quotation *quotation, const char *comment)
{
    struct str text = STR_INIT;

    if (quotation->comment != NULL) {
        str_add(&text, quotation->comment);
        str_add_char(&text, '\n');
        free(quotation->comment);
    }
    str_add(&text, comment);
    quotation->comment = str_take(&text);
}

static void add_mark(struct quotes *quotes, struct quotation *quotation, const struct mark *mark,
                     struct labels *labels)
{
    if (mark->label != LABEL_NONE)
        add_coding(quotes, quotation, mark, labels);
    if (mark->comment != NULL)
        add_comment(quotation, mark->comment);
    if (mark->recorded < quotation->recorded)
        quotation->recorded = mark->recorded;
    if (quotation->print == 0)
        quotation->print = mark->print;
}

void quotes_finish(struct quotes *quotes, const char *text, struct labels *labels)
{
    size_t at = 0, points = 0;

    if (quotes->mark_count > 0)
        qsort(quotes->mark, quotes->mark_count, sizeof *quotes->mark, mark_order);
    for (size_t i = 0; i < quotes->mark_count; i++) {
        const struct mark *mark = &quotes->mark[i];
        struct quotation *quotation;

        if (i == 0 || !same_quotation(mark, mark - 1)) {
            quotes->quotation = mem_grow(quotes->quotation, quotes->count, &quotes->room,
                                         sizeof *quotes->quotation);
            quotation = &quotes->quotation[quotes->count++];
            points += text_count(text + at, mark->at - at);
            at = mark->at;
            *quotation = (struct quotation){
                .guid = quotation_guid(labels, mark),
                .at = mark->at,
                .len = mark->len,
                .start = points,
                .end = points + text_count(text + mark->at, mark->len),
                .observer = mark->observer,
                .recorded = mark->recorded,
                .first_coding = quotes->coding_count,
            };
            labels->observer[mark->observer].used = true;
        }
        add_mark(quotes, &quotes->quotation[quotes->count - 1], mark, labels);
    }
}

/* --- reading back ----------------------------------------------------------------- */

/* The byte `points` code points after `at`; `len` + 1 when the text ends before. */
static size_t forward(const char *text, size_t len, size_t at, size_t points)
{
    return at + text_forward(text + at, len - at, points);
}

bool quotation_holds(const struct quotation *quotation, const char *text, size_t len, size_t from,
                     size_t from_points)
{
    size_t start, end, bytes;

    if (quotation->start < from_points || quotation->end <= quotation->start)
        return false;
    start = forward(text, len, from, quotation->start - from_points);
    end = start > len ? start : forward(text, len, start, quotation->end - quotation->start);
    if (end > len || start != quotation->at || end != quotation->at + quotation->len)
        return false;
    if (text_is_blank(text_code_point(text + start, &bytes)) || text[end - 1] == ' ')
        return false;
    return quotation->print == 0 || quotation->print == quotes_print(text + start, end - start);
}

void quotes_release(struct quotes *quotes)
{
    for (size_t i = 0; i < quotes->mark_count; i++) {
        free(quotes->mark[i].comment);
        free(quotes->mark[i].values);
    }
    for (size_t i = 0; i < quotes->count; i++)
        free(quotes->quotation[i].comment);
    free(quotes->mark);
    free(quotes->quotation);
    free(quotes->coding);
    *quotes = (struct quotes){ 0 };
}
