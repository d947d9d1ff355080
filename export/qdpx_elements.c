/* SPDX-License-Identifier: MIT */
/* The elements of project.qde against the tables of qdpx_rules.c: what is in
 * what, in which order, with what. */
#include "core/mem.h"
#include "export/qdpx_reading.h"
#include <stdlib.h>
#include <string.h>

static struct qdpx_open *top(struct qdpx_reading *reading)
{
    return &reading->open[reading->depth - 1];
}

/* Whether `name` may come next in the open element; notes that it did. */
static enum status place_child(struct qdpx_reading *reading, const char *name, struct error *err)
{
    struct qdpx_open *parent = top(reading);
    const struct child_rule *children = parent->rule->children;

    for (size_t i = 0; i < RULE_CHILDREN && children[i].name != NULL; i++) {
        if (strcmp(children[i].name, name) != 0)
            continue;
        if (parent->count > 0 && i < parent->place)
            return qdpx_fault(reading, err, "has its parts in the wrong order at", name);
        if (parent->count > 0 && i == parent->place && !children[i].many)
            return qdpx_fault(reading, err, "has more than one", name);
        parent->place = i;
        parent->count++;
        parent->content = parent->content || strcmp(name, "PlainTextContent") == 0;
        return STATUS_OK;
    }
    return qdpx_fault(reading, err, "may not hold", name);
}

static const struct attribute_rule *find_attribute(const struct element_rule *rule,
                                                   const struct xml_pair *pair)
{
    for (size_t i = 0; i < RULE_ATTRIBUTES && rule->attributes[i].name != NULL; i++)
        if (pair->space[0] == '\0' && strcmp(rule->attributes[i].name, pair->name) == 0)
            return &rule->attributes[i];
    return NULL;
}

static const struct xml_pair *find_pair(const struct xml_pair *pairs, size_t count,
                                        const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(pairs[i].name, name) == 0)
            return &pairs[i];
    return NULL;
}

static enum status check_attributes(struct qdpx_reading *reading, const struct xml_pair *pairs,
                                    size_t count, struct error *err)
{
    const struct element_rule *rule = top(reading)->rule;

    for (size_t i = 0; i < count; i++) {
        const struct attribute_rule *attribute = find_attribute(rule, &pairs[i]);

        if (attribute == NULL)
            return qdpx_fault(reading, err, "has an attribute that does not belong:",
                              pairs[i].name);
        if (qdpx_check_value(reading, attribute, pairs[i].value, pairs[i].len, err))
            return err->status;
    }
    for (size_t i = 0; i < RULE_ATTRIBUTES && rule->attributes[i].name != NULL; i++)
        if (rule->attributes[i].required
            && find_pair(pairs, count, rule->attributes[i].name) == NULL)
            return qdpx_fault(reading, err, "lacks its attribute", rule->attributes[i].name);
    return STATUS_OK;
}

/* The number in an attribute that is there and made of digits. */
static size_t number(const struct xml_pair *pair)
{
    size_t value = 0;

    for (size_t i = 0; i < pair->len && value < SIZE_MAX / 10 - 1; i++)
        value = value * 10 + (size_t)(pair->value[i] - '0');
    return value;
}

static enum status start_passage(struct qdpx_reading *reading, const struct xml_pair *pairs,
                                 size_t count, struct error *err)
{
    const struct xml_pair *name = find_pair(pairs, count, "name");
    const struct xml_pair *user = find_pair(pairs, count, "creatingUser");
    struct qdpx_passage passage = { .start = number(find_pair(pairs, count, "startPosition")),
                                    .end = number(find_pair(pairs, count, "endPosition")),
                                    .line = top(reading)->line };

    if (user != NULL && !guid_read(&passage.user, user->value, user->len))
        return qdpx_fault(reading, err, "has a wrong creatingUser", "");
    reading->passages = mem_grow(reading->passages, reading->passage_count,
                                 &reading->passage_room, sizeof *reading->passages);
    reading->passages[reading->passage_count++] = passage;
    return qdpx_check_passage(reading, &passage, name->value, name->len, err);
}

/* Sync points run forward, in the text and in time. */
static enum status start_sync_point(struct qdpx_reading *reading, const struct xml_pair *pairs,
                                    size_t count, struct error *err)
{
    size_t position = number(find_pair(pairs, count, "position"));
    size_t time = number(find_pair(pairs, count, "timeStamp"));

    if (position > reading->text.length)
        return qdpx_fault(reading, err, "does not lie inside its text", "");
    if (reading->synced > 0 && (position <= reading->sync_position || time <= reading->sync_time))
        return qdpx_fault(reading, err, "does not come after the one before", "");
    reading->synced++;
    reading->sync_position = position;
    reading->sync_time = time;
    return STATUS_OK;
}

static enum status start_element(struct qdpx_reading *reading, const struct xml_pair *pairs,
                                 size_t count, struct error *err)
{
    const char *name = top(reading)->rule->name;
    const struct xml_pair *path = find_pair(pairs, count, "plainTextPath");

    if (check_attributes(reading, pairs, count, err))
        return err->status;
    if (path != NULL) {
        reading->synced = 0;
        top(reading)->file = true;
        return qdpx_load_text(reading, path->value, path->len, err);
    }
    if (strcmp(name, "PlainTextSelection") == 0)
        return start_passage(reading, pairs, count, err);
    if (strcmp(name, "SyncPoint") == 0)
        return start_sync_point(reading, pairs, count, err);
    if (strcmp(name, "Coding") == 0
        && strcmp(reading->open[reading->depth - 2].rule->name, "PlainTextSelection") == 0)
        reading->passages[reading->passage_count - 1].coded = true;
    if (strcmp(name, "Description") == 0 || strcmp(name, "PlainTextContent") == 0)
        str_clear(&reading->words);
    return STATUS_OK;
}

static enum status on_start(void *data, const char *space, const char *name,
                            const struct xml_pair *pairs, size_t count, struct error *err)
{
    struct qdpx_reading *reading = data;
    const struct element_rule *rule = qdpx_rule(name);

    if (reading->depth == 0 && strcmp(name, "Project") != 0)
        return error_set(err, STATUS_INPUT, "project.qde begins with <%s>, not <Project>", name);
    if (reading->depth > 0 && (rule == NULL || strcmp(space, QDPX_SPACE) != 0))
        return qdpx_fault(reading, err, "holds an element that does not belong:", name);
    if (rule == NULL || strcmp(space, QDPX_SPACE) != 0)
        return error_set(err, STATUS_INPUT, "project.qde: <%s> is not in the namespace %s", name,
                         QDPX_SPACE);
    if (reading->depth > 0 && place_child(reading, name, err))
        return err->status;
    if (reading->depth == QDPX_DEPTH)
        return qdpx_fault(reading, err, "holds elements too deep in one another", "");
    reading->open[reading->depth++] =
        (struct qdpx_open){ .rule = rule, .line = xml_reader_line(reading->xml) };
    return start_element(reading, pairs, count, err);
}

static int by_passage(const void *a, const void *b)
{
    const struct qdpx_passage *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return memcmp(&x->user, &y->user, sizeof x->user);
}

/* The end of a source or note: its passages are all there. */
static enum status end_document(struct qdpx_reading *reading, struct error *err)
{
    const struct qdpx_open *open = top(reading);
    struct qdpx_passage *passages = reading->passages;
    size_t coded = 0;

    if (strcmp(open->rule->name, "Note") == 0 && open->file == open->content)
        return qdpx_fault(reading, err, "needs either a text or a file", "");
    for (size_t i = 0; i < reading->passage_count; i++)
        if (passages[i].coded)
            passages[coded++] = passages[i];
    if (coded > 1)
        qsort(passages, coded, sizeof *passages, by_passage);
    for (size_t i = 1; i < coded; i++)
        if (by_passage(&passages[i - 1], &passages[i]) == 0)
            return qdpx_fault(reading, err, "has two selections of one passage and observer", "");
    reading->passage_count = 0;
    qdpx_text_clear(&reading->text);
    return STATUS_OK;
}

static enum status on_end(void *data, const char *space, const char *name, struct error *err)
{
    struct qdpx_reading *reading = data;
    const struct qdpx_open *open = top(reading);

    (void)space;
    if (open->count < open->rule->least
        && !(reading->sources_apart && strcmp(name, "Sources") == 0))
        return qdpx_fault(reading, err, "is empty", "");
    if (open->rule->text
        && qdpx_check_words(reading, name, str_text(&reading->words), reading->words.len, err))
        return err->status;
    if (strcmp(name, "PlainTextContent") == 0) {
        str_add_len(&reading->text.bytes, str_text(&reading->words), reading->words.len);
        qdpx_text_count(&reading->text);
    }
    if (strcmp(name, "Transcript") == 0)
        qdpx_text_clear(&reading->text);
    if ((strcmp(name, "TextSource") == 0 || strcmp(name, "Note") == 0)
        && end_document(reading, err))
        return err->status;
    reading->depth--;
    return STATUS_OK;
}

static enum status on_text(void *data, const char *text, size_t len, struct error *err)
{
    struct qdpx_reading *reading = data;

    if (reading->depth > 0 && top(reading)->rule->text) {
        str_add_len(&reading->words, text, len);
        return STATUS_OK;
    }
    for (size_t i = 0; i < len; i++)
        if (text[i] != ' ' && text[i] != '\n' && text[i] != '\t' && text[i] != '\r')
            return qdpx_fault(reading, err, "holds words where none belong", "");
    return STATUS_OK;
}

const struct xml_events qdpx_events = { on_start, on_end, on_text };
