/* SPDX-License-Identifier: MIT */
/* Moving spans over replacements: each end of a span is looked up among the
 * edits by itself. */
#include "export/edits.h"
#include "core/mem.h"
#include <stdlib.h>

void edits_add(struct edits *edits, size_t at, size_t len, size_t to, size_t to_len)
{
    edits->edit = mem_grow(edits->edit, edits->count, &edits->room, sizeof *edits->edit);
    edits->edit[edits->count++] = (struct edit){ at, len, to, to_len };
}

/* How many edits begin before `at`. */
static size_t edits_before(const struct edits *edits, size_t at)
{
    size_t low = 0, high = edits->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (edits->edit[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t moved_start(const struct edits *edits, size_t at)
{
    size_t before = edits_before(edits, at + 1);
    const struct edit *edit;

    if (before == 0)
        return at;
    edit = &edits->edit[before - 1];
    if (at < edit->at + edit->len)
        return edit->to;
    return edit->to + edit->to_len + (at - edit->at - edit->len);
}

static size_t moved_end(const struct edits *edits, size_t at)
{
    size_t before = edits_before(edits, at);
    const struct edit *edit;

    if (before == 0)
        return at;
    edit = &edits->edit[before - 1];
    if (at < edit->at + edit->len)
        return edit->to + edit->to_len;
    return edit->to + edit->to_len + (at - edit->at - edit->len);
}

void edits_move(const struct edits *edits, struct span *spans, size_t count)
{
    if (edits->count == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        size_t start = moved_start(edits, spans[i].start);
        size_t end = spans[i].len == 0 ? start
                                       : moved_end(edits, spans[i].start + spans[i].len);

        spans[i] = (struct span){ start, end - start };
    }
}

void edits_release(struct edits *edits)
{
    free(edits->edit);
    *edits = (struct edits)EDITS_INIT;
}
