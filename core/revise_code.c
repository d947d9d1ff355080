/* SPDX-License-Identifier: MIT */
/* Codings of one entry revised: put on, moved, given modifiers, taken off. */
#include "core/mem.h"
#include "core/revise_work.h"
#include "core/text.h"
#include <stdlib.h>
#include <string.h>

struct change_coding *revise_find_coding(struct change *change, const struct id *coding)
{
    for (size_t i = 0; i < change->coding_count; i++)
        if (change->codings[i].revises && id_equal(&change->codings[i].id, coding))
            return &change->codings[i];
    return NULL;
}

void revise_set_values(struct change_coding *row, const struct coding_value *values, size_t count)
{
    struct change_value *copy = count > 0 ? mem_alloc(count, sizeof *copy) : NULL;

    for (size_t i = 0; i < count; i++)
        copy[i] = (struct change_value){ values[i].modifier, mem_copy(values[i].value) };
    for (size_t i = 0; i < row->value_count; i++)
        free(row->values[i].value);
    free(row->values);
    row->values = copy;
    row->value_count = count;
}

struct change_coding *revise_add_coding(struct change *change, const struct entry *entry,
                                        const struct coding *coding)
{
    struct change_coding *row = change_add_coding(change);

    row->id = coding->id;
    row->revises = true;
    row->entry = entry->id;
    row->code = coding->code;
    row->action = coding->action;
    row->whole = coding->whole;
    row->words = coding->words;
    row->by_end = coding->by_end;
    row->closes = coding->closes;
    row->lost = mem_copy(coding->lost);
    revise_set_values(row, coding->values, coding->value_count);
    return row;
}

struct change_coding *revise_coding(struct change *change, const struct entry *entry,
                                    const struct id *coding)
{
    struct change_coding *row = revise_find_coding(change, coding);

    for (size_t i = 0; row == NULL && i < entry->coding_count; i++)
        if (id_equal(&entry->codings[i].id, coding))
            row = revise_add_coding(change, entry, &entry->codings[i]);
    if (row != NULL) {
        free(row->lost);
        row->lost = NULL;
    }
    return row;
}

/* Sets a row on words of a text, widened to whole graphemes; NULL, none or all
 * of them: the whole entry. */
static void set_words(struct change_coding *row, const char *text, const struct span *words)
{
    size_t len = strlen(text), start, end;

    row->whole = true;
    row->words = (struct span){ 0, 0 };
    if (words == NULL || words->len == 0 || words->start >= len)
        return;
    end = words->len > len - words->start ? len : words->start + words->len;
    start = text_previous(text, len, words->start + 1);
    end = end == len ? len : text_next(text, len, text_previous(text, len, end));
    row->whole = start == 0 && end == len;
    if (!row->whole)
        row->words = (struct span){ start, end - start };
}

/* The text of the entry as the change has it so far. */
static const char *text_in(const struct change *change, const struct entry *entry)
{
    for (size_t i = 0; i < change->entry_count; i++)
        if (id_equal(&change->entries[i].id, &entry->id) && change->entries[i].text != NULL)
            return change->entries[i].text;
    return entry->text == NULL ? "" : entry->text;
}

struct change_coding *revise_code(struct change *change, const struct entry *entry,
                                  const struct id *code, enum coding_action action,
                                  const struct span *words)
{
    struct change_coding *row = change_add_coding(change);

    row->entry = entry->id;
    row->code = *code;
    row->action = action;
    set_words(row, text_in(change, entry), words);
    return row;
}

bool revise_coding_words(struct change *change, const struct entry *entry, const struct id *coding,
                         const struct span *words)
{
    struct change_coding *row = revise_coding(change, entry, coding);

    if (row == NULL)
        return false;
    set_words(row, text_in(change, entry), words);
    return true;
}

bool revise_coding_values(struct change *change, const struct entry *entry, const struct id *coding,
                          const struct coding_value *values, size_t value_count)
{
    struct change_coding *row = revise_coding(change, entry, coding);

    if (row == NULL)
        return false;
    revise_set_values(row, values, value_count);
    return true;
}

bool revise_uncode(struct change *change, const struct entry *entry, const struct id *coding)
{
    struct change_coding *row = revise_coding(change, entry, coding);

    if (row == NULL)
        return false;
    row->removed = true;
    return true;
}
