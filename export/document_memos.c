/* SPDX-License-Identifier: MIT */
/* Memos in a document. */
#include "export/document_memos.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

struct document_memo document_memo_make(const struct memo *memo, struct labels *labels)
{
    struct str title = STR_INIT;
    size_t observer = labels_observer(labels, &memo->observer_id, memo->observer);

    gate_line(labels->gate, &title, memo->title, strlen(memo->title), NULL, 0);
    labels->observer[observer].used = true;
    return (struct document_memo){
        .guid = labels_guid(labels, "memo", &memo->id, ""),
        .title = str_take(&title),
        .text = gate_text(labels->gate, memo->text),
        .observer = observer,
        .created = memo->created,
        .changed = memo->changed,
        .paragraph = SIZE_MAX,
    };
}

/* The paragraph of an entry; SIZE_MAX where it stays out. */
static size_t find_paragraph(const struct document *document, const struct id *entry)
{
    for (size_t i = 0; i < document->count; i++)
        if (id_equal(&document->paragraph[i].entry, entry))
            return i;
    return SIZE_MAX;
}

static void take(struct document *document, const struct memo *memo, size_t paragraph,
                 struct labels *labels)
{
    struct document_memo *made;

    document->memo = mem_grow(document->memo, document->memo_count, &document->memo_room,
                              sizeof *document->memo);
    made = &document->memo[document->memo_count++];
    *made = document_memo_make(memo, labels);
    made->paragraph = paragraph;
    if (paragraph != SIZE_MAX) {
        const struct paragraph *on = &document->paragraph[paragraph];
        struct mark *mark = quotes_add(&document->quotes);
        size_t order = mark->order;

        *mark = (struct mark){ .reach = MARK_ENTRY,
                               .at = on->words,
                               .len = on->len,
                               .observer = on->observer,
                               .recorded = memo->created,
                               .place = on->entry,
                               .label = LABEL_NONE,
                               .source = on->entry,
                               .print = on->print,
                               .order = order };
    }
}

void document_memos_take(struct document *document, const struct memos *memos,
                         struct labels *labels)
{
    for (size_t i = 0; i < memos->count; i++) {
        const struct memo *memo = &memos->memo[i];
        bool entry = memo->on == MEMO_ENTRY;
        size_t paragraph = entry ? find_paragraph(document, &memo->about) : SIZE_MAX;

        if (!entry || paragraph != SIZE_MAX)
            take(document, memo, paragraph, labels);
    }
}

void document_memos_link(struct document *document)
{
    for (size_t i = 0; i < document->memo_count; i++) {
        struct document_memo *memo = &document->memo[i];
        const struct paragraph *on;

        memo->target = document->guid;
        if (memo->paragraph == SIZE_MAX)
            continue;
        on = &document->paragraph[memo->paragraph];
        for (size_t q = 0; q < document->quotes.count; q++) {
            const struct quotation *quotation = &document->quotes.quotation[q];

            if (quotation->at == on->words && quotation->len == on->len
                && quotation->observer == on->observer)
                memo->target = quotation->guid;
        }
    }
}

void document_memos_release(struct document_memo *memo, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(memo[i].title);
        free(memo[i].text);
    }
    free(memo);
}
