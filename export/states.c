/* SPDX-License-Identifier: MIT */
/* Open states and their quotations. */
#include "export/states.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

struct running {
    size_t code, observer;
    int64_t recorded;
    struct id coding;         /* that opened it */
    struct state_place place;
    struct values values;
};

/* --- values ---------------------------------------------------------------------- */

static void add_comment(struct str *comment, const char *text)
{
    if (comment->len > 0)
        str_add_char(comment, '\n');
    str_add(comment, text);
}

static void list_value(struct values *values, const struct labels *labels, size_t code,
                       const struct coding_value *value, size_t choice)
{
    struct str line = STR_INIT;
    char *gated;

    str_add(&line, labels_modifier(labels, code, &value->modifier));
    str_add_char(&line, '=');
    if (labels->label[code].own && labels_own_modifier(labels, code, &value->modifier))
        gate_own(labels->gate, line.text, line.len);
    str_add(&line, choice != LABEL_NONE ? labels->label[choice].spoken : value->value);
    gated = gate_again(labels->gate, line.text);
    str_add_format(&values->listed, "%s%s", values->listed.len > 0 ? "; " : "", gated);
    free(gated);
    str_release(&line);
}

void values_take(struct values *values, const struct coding *coding, size_t code,
                 const struct labels *labels)
{
    for (size_t i = 0; i < coding->value_count; i++) {
        const struct coding_value *value = &coding->values[i];
        size_t choice = labels_choice(labels, code, &value->modifier, value->value);
        struct str line = STR_INIT, gated = STR_INIT;

        list_value(values, labels, code, value, choice);
        if (choice != LABEL_NONE) {
            values->choice =
                mem_grow(values->choice, values->count, &values->room, sizeof *values->choice);
            values->choice[values->count++] = choice;
            continue;
        }
        str_add_format(&line, "%s, %s: ", labels->label[code].spoken,
                       labels_modifier(labels, code, &value->modifier));
        if (labels->label[code].own && labels_own_modifier(labels, code, &value->modifier))
            gate_own(labels->gate, line.text, line.len);
        str_add(&line, value->value);
        gate_line(labels->gate, &gated, line.text, line.len, NULL, 0);
        add_comment(&values->comment, str_text(&gated));
        str_release(&gated);
        str_release(&line);
    }
}

void values_release(struct values *values)
{
    free(values->choice);
    str_release(&values->comment);
    str_release(&values->listed);
    *values = (struct values){ 0 };
}

static struct mark *add_mark(struct quotes *quotes, const struct mark *like, size_t label)
{
    struct mark *mark = quotes_add(quotes);
    size_t order = mark->order;

    *mark = *like;
    mark->order = order;
    mark->label = label;
    mark->comment = NULL;
    mark->values = NULL;
    return mark;
}

void values_mark(const struct values *values, struct quotes *quotes, const struct mark *mark,
                 size_t code)
{
    struct mark *first = add_mark(quotes, mark, code);

    if (values->comment.len > 0)
        first->comment = mem_copy(values->comment.text);
    if (values->listed.len > 0)
        first->values = mem_copy(values->listed.text);
    for (size_t i = 0; i < values->count; i++)
        (void)add_mark(quotes, mark, values->choice[i]);
}

/* --- opening and closing -------------------------------------------------------------- */

void states_cut(struct states *states, size_t paragraph)
{
    if (states->cut_count > 0 && states->cut[states->cut_count - 1] == paragraph)
        return;
    states->cut =
        mem_grow(states->cut, states->cut_count, &states->cut_room, sizeof *states->cut);
    states->cut[states->cut_count++] = paragraph;
}

void states_open(struct states *states, const struct coding *coding, size_t code,
                 size_t observer, const struct state_place *place, const struct labels *labels)
{
    struct running *running;

    states->running =
        mem_grow(states->running, states->count, &states->room, sizeof *states->running);
    running = &states->running[states->count++];
    *running = (struct running){ .code = code, .observer = observer,
                                 .recorded = coding->recorded, .coding = coding->id,
                                 .place = *place };
    values_take(&running->values, coding, code, labels);
}

/* The first paragraph after `from`, at most `last`, that stands behind a cut;
 * `last` + 1 when none does. */
static size_t next_cut(const struct states *states, size_t from, size_t last)
{
    for (size_t i = 0; i < states->cut_count; i++) {
        if (states->cut[i] > from && states->cut[i] <= last)
            return states->cut[i];
    }
    return last + 1;
}

/* Marks the piece of a state from the paragraph `first` to the one before
 * `behind`, without what only frames a private part at its edges; false when
 * there is nothing else. */
static bool mark_piece(struct document *document, const struct running *running,
                       const struct state_place *end, size_t first, size_t behind,
                       struct mark *mark)
{
    const struct paragraph *paragraph = document->paragraph;
    size_t stop;

    while (first < behind && paragraph[first].frame)
        first++;
    while (first < behind && paragraph[behind - 1].frame)
        behind--;
    if (first == behind)
        return false;
    mark->at = paragraph[first].words;
    if (running->place.exact && first == running->place.paragraph)
        mark->at = running->place.words.start;
    stop = paragraph[behind - 1].words + paragraph[behind - 1].len;
    if (end->exact && behind - 1 == end->paragraph
        && end->words.start + end->words.len > mark->at)
        stop = end->words.start + end->words.len;
    mark->len = stop - mark->at;
    values_mark(&running->values, &document->quotes, mark, running->code);
    return true;
}

/* Marks a state from its opening to `end`, of which `paragraph` is the last. */
static void mark_pieces(const struct states *states, struct document *document,
                        const struct running *running, const struct state_place *end)
{
    struct mark mark = { .reach = MARK_STATE, .observer = running->observer,
                         .recorded = running->recorded, .place = running->coding,
                         .source = running->coding };

    for (size_t first = running->place.paragraph; first <= end->paragraph;) {
        size_t next = next_cut(states, first, end->paragraph);

        if (mark_piece(document, running, end, first, next, &mark))
            mark.from++;
        first = next;
    }
}

static void take_away(struct states *states, size_t at)
{
    values_release(&states->running[at].values);
    states->count--;
    memmove(states->running + at, states->running + at + 1,
            (states->count - at) * sizeof *states->running);
}

/* Says in the comment how the state came to its end. */
static void add_remark(struct running *running, const char *remark, const struct labels *labels)
{
    struct str line = STR_INIT;
    char *gated;

    str_add_format(&line, "%s: %s", labels->label[running->code].spoken, remark);
    if (labels->label[running->code].own)
        gate_own(labels->gate, line.text, line.len);
    gated = gate_text(labels->gate, line.text);
    add_comment(&running->values.comment, gated);
    free(gated);
    str_release(&line);
}

bool states_close(struct states *states, struct document *document,
                  const struct coding *coding, size_t code, const struct state_place *place,
                  const struct labels *labels)
{
    size_t at = states->count;

    for (size_t i = 0; i < states->count; i++) { /* the one it names, else the last of its code */
        const struct running *running = &states->running[i];

        if (id_is_none(&coding->closes) ? running->code == code
                                        : id_equal(&running->coding, &coding->closes))
            at = i;
    }
    if (at == states->count)
        return false;
    values_take(&states->running[at].values, coding, code, labels);
    if (coding->by_end)
        add_remark(&states->running[at], "closed by the end of the meeting", labels);
    if (place->exact || document->count > 0)
        mark_pieces(states, document, &states->running[at], place);
    take_away(states, at);
    return true;
}

void states_end(struct states *states, struct document *document, const struct labels *labels)
{
    struct state_place last = { .paragraph = document->count - 1 };

    while (states->count > 0) {
        add_remark(&states->running[0], "still open at the end", labels);
        if (document->count > 0)
            mark_pieces(states, document, &states->running[0], &last);
        take_away(states, 0);
    }
}

void states_release(struct states *states)
{
    while (states->count > 0)
        take_away(states, states->count - 1);
    free(states->running);
    free(states->cut);
    *states = (struct states){ 0 };
}
