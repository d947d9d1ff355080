/* SPDX-License-Identifier: MIT */
/* The identity filter: labels, and the matcher that knows which forms of which
 * names they stand for. Replacing goes on until nothing is found, so that the
 * search of an output by the same filter finds nothing either. */
#include "export/identity.h"
#include "core/mem.h"
#include "core/text.h"
#include "export/edits.h"
#include "export/identity_filter.h"
#include "export/name_forms.h"
#include <stdlib.h>
#include <string.h>

enum {
    LABELS_TOLD = 3,  /* how many people who share a name are told apart */
    LONGEST_KEPT = 1024 /* bytes of a text that may be kept as a whole */
};

struct identity_filter *identity_filter_empty(void)
{
    struct identity_filter *filter = mem_alloc(1, sizeof *filter);

    filter->matcher = matcher_new();
    filter->lock = mem_alloc(1, sizeof *filter->lock);
    pthread_rwlock_init(filter->lock, NULL);
    return filter;
}

void identity_filter_free(struct identity_filter *filter)
{
    if (filter == NULL)
        return;
    for (size_t i = 0; i < filter->label_count; i++) {
        free(filter->labels[i].text);
        free(filter->labels[i].name);
    }
    for (size_t i = 0; i < filter->shared_count; i++)
        free(filter->shared[i].text);
    for (size_t i = 0; i < filter->kept_count; i++)
        free(filter->kept[i]);
    for (size_t i = 0; i < filter->doubt_count; i++)
        free(filter->doubt[i].folded);
    name_rules_release(&filter->rules);
    free(filter->doubt);
    free(filter->labels);
    free(filter->shared);
    free(filter->kept);
    free(filter->order);
    matcher_free(filter->matcher);
    pthread_rwlock_destroy(filter->lock);
    free(filter->lock);
    str_release(&filter->one);
    str_release(&filter->other);
    str_release(&filter->label);
    free(filter);
}

/* --- building --------------------------------------------------------------------- */

int identity_add_label(struct identity_filter *filter, const char *text, bool voice)
{
    filter->labels = mem_grow(filter->labels, filter->label_count, &filter->label_room,
                              sizeof *filter->labels);
    filter->labels[filter->label_count] = (struct identity_label){ .text = mem_copy(text),
                                                                   .voice = voice };
    matcher_keep(filter->matcher, text);
    return (int)filter->label_count++;
}

/* The label with this text, made if it is absent. */
static int find_label(struct identity_filter *filter, const char *text)
{
    for (size_t i = filter->label_count; i > 0; i--)
        if (strcmp(filter->labels[i - 1].text, text) == 0)
            return (int)i - 1;
    return identity_add_label(filter, text, false);
}

struct adding {
    struct identity_filter *filter;
    int label;
};

/* What the study decided of a form; NULL nothing. */
static const struct name_rule_row *rule_of(const struct identity_filter *filter, const char *form,
                                           size_t len)
{
    struct str folded = STR_INIT;
    const struct name_rule_row *row;

    if (filter->rules.count == 0)
        return NULL;
    text_fold(&folded, form, len);
    row = name_rules_find(&filter->rules, str_text(&folded));
    str_release(&folded);
    return row;
}

static void add_form(void *data, const char *form, size_t len, bool as_written)
{
    const struct adding *adding = data;
    const struct name_rule_row *rule = rule_of(adding->filter, form, len);

    if (rule != NULL && rule->rule == NAME_RULE_WORD)
        return;
    if (rule != NULL && rule->rule == NAME_RULE_CAPITAL)
        as_written = true;
    (void)matcher_add(adding->filter->matcher, form, len, as_written, adding->label);
}

void identity_add(struct identity_filter *filter, enum identity_kind kind, const char *text,
                  int label)
{
    struct adding adding = { filter, label };
    struct str clean = STR_INIT;

    text_clean_line(&clean, text, strlen(text));
    if (kind == IDENTITY_NAME)
        name_forms(str_text(&clean), add_form, &adding);
    else if (kind == IDENTITY_SOURCE)
        source_forms(str_text(&clean), add_form, &adding);
    else
        word_forms(str_text(&clean), add_form, &adding);
    str_release(&clean);
}

void identity_filter_add_name(struct identity_filter *filter, const char *name, const char *label)
{
    identity_add(filter, IDENTITY_NAME, name, find_label(filter, label));
}

void identity_filter_add_word(struct identity_filter *filter, const char *word, const char *label)
{
    identity_add(filter, IDENTITY_WORD, word, find_label(filter, label));
}

/* Where `text` stands among what is kept, or belongs. */
static size_t kept_place(const struct identity_filter *filter, const char *text)
{
    size_t low = 0, high = filter->kept_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(filter->kept[middle], text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void identity_filter_keep(struct identity_filter *filter, const char *text)
{
    size_t place = kept_place(filter, text);

    if (place < filter->kept_count && strcmp(filter->kept[place], text) == 0)
        return;
    pthread_rwlock_wrlock(filter->lock);
    filter->kept = mem_grow(filter->kept, filter->kept_count, &filter->kept_room,
                            sizeof *filter->kept);
    memmove(filter->kept + place + 1, filter->kept + place,
            (filter->kept_count - place) * sizeof *filter->kept);
    filter->kept[place] = mem_copy(text);
    filter->kept_count++;
    pthread_rwlock_unlock(filter->lock);
}

void identity_filter_keep_words(struct identity_filter *filter, const char *words)
{
    if (filter->identifiable || matcher_is_kept(filter->matcher, words))
        return; /* nothing is looked for, or it is known */
    pthread_rwlock_wrlock(filter->lock);
    matcher_keep(filter->matcher, words);
    pthread_rwlock_unlock(filter->lock);
}

/* --- labels ------------------------------------------------------------------------- */

static int by_id(const void *key, const void *row)
{
    return memcmp(key, ((const struct identity_person *)row)->id.byte, sizeof(struct id));
}

const struct identity_label *identity_label_of(const struct identity_filter *filter,
                                               const struct id *person)
{
    const struct identity_person *row = NULL;

    if (filter->order_count > 0)
        row = bsearch(person->byte, filter->order, filter->order_count, sizeof *filter->order,
                      by_id);
    return row == NULL ? NULL : &filter->labels[row->label];
}

void identity_filter_label(const struct identity_filter *filter, struct str *out,
                           const struct id *person)
{
    const struct identity_label *label = identity_label_of(filter, person);

    if (label == NULL)
        str_add(out, "ID ?");
    else
        str_add(out, filter->identifiable && label->name != NULL ? label->name : label->text);
}

/* The labels of a match that are told: people, or voices where there are no
 * people. Returns how many. */
static size_t labels_told(const struct identity_filter *filter, const struct match *match,
                          int told[MATCH_LABELS])
{
    for (int voice = 0; voice <= 1; voice++) {
        size_t count = 0;

        for (size_t i = 0; i < match->label_count; i++)
            if (filter->labels[match->labels[i]].voice == (voice == 1))
                told[count++] = match->labels[i];
        if (count > 0)
            return count;
    }
    return 0;
}

/* Writes the label of a match into filter->label, and counts it. */
static void label_match(struct identity_filter *filter, const struct match *match)
{
    int told[MATCH_LABELS];
    size_t count = labels_told(filter, match, told);

    str_clear(&filter->label);
    for (size_t i = 0; i < count && i < LABELS_TOLD; i++) {
        str_add(&filter->label, i == 0 ? "" : " or ");
        str_add(&filter->label, filter->labels[told[i]].text);
    }
    if (count > LABELS_TOLD)
        str_add(&filter->label, " or others");
    if (count == 1) {
        filter->labels[told[0]].count++;
        return;
    }
    for (size_t i = 0; i < filter->shared_count; i++)
        if (strcmp(filter->shared[i].text, str_text(&filter->label)) == 0) {
            filter->shared[i].count++;
            return;
        }
    filter->shared = mem_grow(filter->shared, filter->shared_count, &filter->shared_room,
                              sizeof *filter->shared);
    filter->shared[filter->shared_count++] =
        (struct identity_label){ .text = mem_copy(str_text(&filter->label)), .count = 1 };
}

void identity_filter_counts(const struct identity_filter *filter,
                            void (*each)(void *data, const char *label, size_t count), void *data)
{
    for (size_t i = 0; i < filter->label_count; i++)
        if (filter->labels[i].count > 0)
            each(data, filter->labels[i].text, filter->labels[i].count);
    for (size_t i = 0; i < filter->shared_count; i++)
        each(data, filter->shared[i].text, filter->shared[i].count);
}

/* --- texts -------------------------------------------------------------------------- */

static bool is_kept(const struct identity_filter *filter, const char *text, size_t len)
{
    char whole[LONGEST_KEPT + 1];
    size_t place;

    if (len > LONGEST_KEPT || filter->kept_count == 0)
        return false;
    memcpy(whole, text, len);
    whole[len] = '\0';
    place = kept_place(filter, whole);
    return place < filter->kept_count && strcmp(filter->kept[place], whole) == 0;
}

/* Remembers how a name of one word was written where it was replaced. */
static void note_doubt(struct identity_filter *filter, const char *words, size_t len)
{
    struct str folded = STR_INIT;
    size_t low = 0, high = filter->doubt_count, bytes;
    uint32_t first;
    bool small;

    if (memchr(words, ' ', len) != NULL || memchr(words, '\n', len) != NULL)
        return;
    text_fold(&folded, words, len);
    first = text_code_point(words, &bytes);
    small = !text_is_capital(first);
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(filter->doubt[middle].folded, str_text(&folded)) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == filter->doubt_count || strcmp(filter->doubt[low].folded, str_text(&folded)) != 0) {
        filter->doubt = mem_grow(filter->doubt, filter->doubt_count, &filter->doubt_room,
                                 sizeof *filter->doubt);
        memmove(filter->doubt + low + 1, filter->doubt + low,
                (filter->doubt_count - low) * sizeof *filter->doubt);
        filter->doubt[low] = (struct identity_doubt){ .folded = mem_copy(str_text(&folded)) };
        filter->doubt_count++;
    }
    *(small ? &filter->doubt[low].lower : &filter->doubt[low].upper) += 1;
    str_release(&folded);
}

void identity_filter_doubts(const struct identity_filter *filter,
                            void (*each)(void *data, const char *word, size_t small,
                                         size_t capital, bool cased),
                            void *data)
{
    for (size_t i = 0; i < filter->doubt_count; i++) {
        const struct identity_doubt *doubt = &filter->doubt[i];
        size_t bytes;
        bool cased = script_of(text_code_point(doubt->folded, &bytes)) == SCRIPT_ALPHABET;

        if (doubt->lower > 0 && name_rules_find(&filter->rules, doubt->folded) == NULL)
            each(data, doubt->folded, doubt->lower, doubt->upper, cased);
    }
}

bool identity_filter_is_word(const struct identity_filter *filter, const char *folded)
{
    const struct name_rule_row *row = name_rules_find(&filter->rules, folded);

    return row != NULL && row->rule == NAME_RULE_WORD;
}

/* Writes `text` to *out with the matches of one pass replaced; false when there
 * were none, and *out is empty. */
static size_t replace_once(struct identity_filter *filter, struct str *out, const char *text,
                           size_t len, struct span *spans, size_t span_count)
{
    struct edits edits = EDITS_INIT;
    struct match match;
    size_t from = 0, count;

    str_clear(out);
    while (matcher_next(filter->matcher, text, len, from, &match)) {
        size_t to;

        str_add_len(out, text + from, match.start - from);
        to = out->len;
        label_match(filter, &match);
        note_doubt(filter, text + match.start, match.len);
        str_add_char(out, '[');
        str_add_len(out, str_text(&filter->label), filter->label.len);
        str_add_char(out, ']');
        edits_add(&edits, match.start, match.len, to, out->len - to);
        from = match.start + match.len;
    }
    count = edits.count;
    if (count > 0) {
        str_add_len(out, text + from, len - from);
        edits_move(&edits, spans, span_count);
    }
    edits_release(&edits);
    return count;
}

/* A replacement can bare a name that had no border before, as when two names
 * stood in one run of letters: hence again until nothing is found. It ends,
 * since what was replaced is kept and the rest gets shorter. */
size_t identity_filter_apply(struct identity_filter *filter, struct str *out, const char *text,
                             size_t len, struct span *spans, size_t span_count)
{
    struct str *done = &filter->one, *next = &filter->other, *swap;
    size_t count, all = 0;

    if (filter->identifiable || is_kept(filter, text, len)) {
        str_add_len(out, text, len);
        return 0;
    }
    count = replace_once(filter, done, text, len, spans, span_count);
    if (count == 0) {
        str_add_len(out, text, len);
        return 0;
    }
    while (count > 0) {
        all += count;
        count = replace_once(filter, next, done->text, done->len, spans, span_count);
        if (count > 0) {
            swap = done;
            done = next;
            next = swap;
        }
    }
    str_add_len(out, done->text, done->len);
    return all;
}

static size_t search(const struct identity_filter *filter, const char *text, size_t len,
                     struct span *first)
{
    struct match match;
    size_t from = 0, count = 0;

    if (is_kept(filter, text, len))
        return 0;
    while (matcher_next(filter->matcher, text, len, from, &match)) {
        if (count++ == 0 && first != NULL)
            *first = (struct span){ match.start, match.len };
        from = match.start + match.len;
    }
    return count;
}

size_t identity_filter_search(const struct identity_filter *filter, const char *text, size_t len,
                              struct span *first)
{
    size_t count;

    if (filter->identifiable)
        return 0;
    pthread_rwlock_rdlock(filter->lock);
    count = search(filter, text, len, first);
    pthread_rwlock_unlock(filter->lock);
    return count;
}
