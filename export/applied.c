/* SPDX-License-Identifier: MIT */
/* Codes as they stand on a document. */
#include "export/applied.h"

#include <stdlib.h>

#include "core/mem.h"

size_t document_paragraph_at(const struct document *document, size_t at)
{
    size_t low = 0, high = document->count;

    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;

        if (document->paragraph[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void applied_load(struct applied_list *out, const struct document *document,
                  const struct labels *labels)
{
    *out = (struct applied_list){ 0 };
    for (size_t i = 0; i < document->quotes.mark_count; i++) {
        const struct mark *mark = &document->quotes.mark[i];
        struct applied *row;

        if (mark->label == LABEL_NONE || labels->label[mark->label].kind != LABEL_CODE)
            continue;
        out->row = mem_grow(out->row, out->count, &out->room, sizeof *out->row);
        row = &out->row[out->count++];
        *row = (struct applied){
            .mark = mark,
            .first = document_paragraph_at(document, mark->at),
            .last = document_paragraph_at(document, mark->at + mark->len - 1),
            .state = mark->reach == MARK_STATE,
            .whole = mark->reach == MARK_ENTRY,
            .values = mark->values != NULL ? mark->values : "",
        };
        if (row->state) {
            out->state =
                mem_grow(out->state, out->state_count, &out->state_room, sizeof *out->state);
            out->state[out->state_count++] = out->count - 1;
        }
    }
}

void applied_release(struct applied_list *list)
{
    free(list->row);
    free(list->state);
    *list = (struct applied_list){ 0 };
}

/* The first row that begins at or after `paragraph`. */
static size_t first_at(const struct applied_list *list, size_t paragraph)
{
    size_t low = 0, high = list->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (list->row[middle].first < paragraph)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void say(struct str *out, size_t named, const struct applied *row, const char *how,
                const struct labels *labels)
{
    str_add_format(out, "%s%s%s", named > 0 ? "; " : "", labels->label[row->mark->label].spoken,
                   how);
    if (row->values[0] != '\0')
        str_add_format(out, " (%s)", row->values);
}

/* Another observer, or a second coding, that says the same of the same words. */
static bool said_before(const struct applied_list *list, size_t from, size_t at)
{
    for (size_t i = from; i < at; i++) {
        if (list->row[i].mark->label == list->row[at].mark->label
            && list->row[i].state == list->row[at].state
            && list->row[i].first == list->row[at].first)
            return true;
    }
    return false;
}

/* A state that a private part split goes on behind it. */
static const char *how_begun(const struct applied *row)
{
    if (!row->state)
        return "";
    return row->mark->from > 0 ? " goes on" : " begins";
}

size_t applied_say(const struct applied_list *list, struct str *out, size_t paragraph,
                   const struct labels *labels)
{
    size_t named = 0, from = first_at(list, paragraph);

    for (size_t i = from; i < list->count && list->row[i].first == paragraph; i++) {
        if (!said_before(list, from, i))
            say(out, named++, &list->row[i], how_begun(&list->row[i]), labels);
    }
    for (size_t i = 0; i < list->state_count; i++) {
        const struct applied *row = &list->row[list->state[i]];

        if (row->last == paragraph && row->first < paragraph)
            say(out, named++, row, " ends", labels);
    }
    return named;
}
