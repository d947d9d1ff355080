/* SPDX-License-Identifier: MIT */
/* Filling a timeline, its axis, and its scales. */
#include "core/timeline.h"

#include "core/clock.h"
#include "core/mem.h"
#include <stdlib.h>
#include <string.h>

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, UNTIMED_LEAST = 10 };

static const int64_t time_steps[] = { 1 * SECOND,
                                      2 * SECOND,
                                      5 * SECOND,
                                      10 * SECOND,
                                      15 * SECOND,
                                      30 * SECOND,
                                      1 * MINUTE,
                                      2 * MINUTE,
                                      5 * MINUTE,
                                      10 * MINUTE,
                                      15 * MINUTE,
                                      30 * MINUTE,
                                      1 * HOUR,
                                      2 * HOUR,
                                      6 * HOUR,
                                      24 * HOUR,
                                      7 * 24 * (int64_t)HOUR,
                                      30 * 24 * (int64_t)HOUR,
                                      365 * 24 * (int64_t)HOUR,
                                      3650 * 24 * (int64_t)HOUR,
                                      100 * 365 * 24 * (int64_t)HOUR };
static const int64_t order_steps[] = { 1,     2,      5,       10,       20,       50,    100,
                                       200,   500,    1000,    2000,     5000,     10000, 20000,
                                       50000, 100000, 1000000, 10000000, 100000000 };
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* --- filling --------------------------------------------------------------------------- */

void timeline_add(struct timeline *timeline, const struct id *id, int64_t sequence, int64_t at,
                  bool in_private)
{
    timeline->entry = mem_grow(timeline->entry, timeline->entry_count, &timeline->entry_room,
                               sizeof *timeline->entry);
    timeline->entry[timeline->entry_count++] = (struct timeline_entry){
        .id = *id, .sequence = sequence, .at = at, .in_private = in_private
    };
    timeline->untimed += at == TIME_UNKNOWN;
}

static struct timeline_row *row_of(struct timeline *timeline, enum timeline_kind kind, int key)
{
    struct timeline_row *row;

    for (size_t i = 0; i < timeline->row_count; i++)
        if (timeline->row[i].kind == kind && timeline->row[i].key == key)
            return &timeline->row[i];
    timeline->row =
        mem_grow(timeline->row, timeline->row_count, &timeline->row_room, sizeof *timeline->row);
    row = &timeline->row[timeline->row_count++];
    *row = (struct timeline_row){ .kind = kind, .key = key };
    return row;
}

void timeline_mark(struct timeline *timeline, enum timeline_kind kind, int key, size_t weight,
                   char sign)
{
    struct timeline_row *row = row_of(timeline, kind, key);

    row->weight += weight;
    row->mark = mem_grow(row->mark, row->mark_count, &row->mark_room, sizeof *row->mark);
    row->mark[row->mark_count++] =
        (struct timeline_mark){ timeline->entry_count - 1, weight, sign };
}

static struct timeline_span *add_span(struct timeline_span **span, size_t *count, size_t *room,
                                      size_t entry, int key)
{
    struct timeline_span *added;

    *span = mem_grow(*span, *count, room, sizeof **span);
    added = &(*span)[(*count)++];
    *added = (struct timeline_span){ .from = entry, .to = entry, .to_end = true, .key = key };
    return added;
}

void timeline_open_state(struct timeline *timeline, int key)
{
    struct timeline_row *row;

    timeline_mark(timeline, TIMELINE_STATE, key, 1, 0);
    row = row_of(timeline, TIMELINE_STATE, key);
    (void)add_span(&row->span, &row->span_count, &row->span_room, timeline->entry_count - 1, key);
}

void timeline_close_state(struct timeline *timeline, int key)
{
    struct timeline_row *row;

    timeline_mark(timeline, TIMELINE_STATE, key, 1, 0);
    row = row_of(timeline, TIMELINE_STATE, key);
    for (size_t i = row->span_count; i-- > 0;) {
        if (!row->span[i].to_end)
            continue;
        row->span[i].to = timeline->entry_count - 1;
        row->span[i].to_end = false;
        return;
    }
}

static void end_last(struct timeline_span *span, size_t count, size_t entry)
{
    if (count == 0 || !span[count - 1].to_end)
        return;
    span[count - 1].to = entry;
    span[count - 1].to_end = false;
}

void timeline_item(struct timeline *timeline, int key)
{
    end_last(timeline->item, timeline->item_count, timeline->entry_count - 1);
    (void)add_span(&timeline->item, &timeline->item_count, &timeline->item_room,
                   timeline->entry_count - 1, key);
}

void timeline_part(struct timeline *timeline, enum part part)
{
    end_last(timeline->part, timeline->part_count, timeline->entry_count - 1);
    if (part == PART_PRIVATE || part == PART_BREAK)
        (void)add_span(&timeline->part, &timeline->part_count, &timeline->part_room,
                       timeline->entry_count - 1, (int)part);
}

/* --- finishing ---------------------------------------------------------------------------- */

static void place_entries(struct timeline *timeline)
{
    int64_t last = TIME_UNKNOWN;

    for (size_t i = 0; last == TIME_UNKNOWN && i < timeline->entry_count; i++)
        last = timeline->entry[i].at;
    for (size_t i = 0; i < timeline->entry_count; i++) {
        struct timeline_entry *entry = &timeline->entry[i];

        if (entry->at != TIME_UNKNOWN)
            last = entry->at;
        entry->position = timeline->by_time ? last : (int64_t)i;
        if (i == 0 || entry->position < timeline->from)
            timeline->from = entry->position;
        if (i == 0 || entry->position > timeline->to)
            timeline->to = entry->position;
    }
}

/* By kind, speakers by the amount of talk, the rest by their keys. */
static int compare_rows(const void *a, const void *b)
{
    const struct timeline_row *one = a, *other = b;

    if (one->kind != other->kind)
        return (one->kind > other->kind) - (one->kind < other->kind);
    if (one->kind == TIMELINE_SPEAKER && one->weight != other->weight)
        return (one->weight < other->weight) - (one->weight > other->weight);
    return (one->key > other->key) - (one->key < other->key);
}

void timeline_finish(struct timeline *timeline)
{
    timeline->by_time =
        timeline->entry_count > 0 && timeline->untimed * UNTIMED_LEAST <= timeline->entry_count;
    place_entries(timeline);
    if (timeline->row_count > 0)
        qsort(timeline->row, timeline->row_count, sizeof *timeline->row, compare_rows);
}

void timeline_release(struct timeline *timeline)
{
    for (size_t i = 0; i < timeline->row_count; i++) {
        free(timeline->row[i].mark);
        free(timeline->row[i].span);
    }
    free(timeline->row);
    free(timeline->entry);
    free(timeline->item);
    free(timeline->part);
    *timeline = (struct timeline){ 0 };
}

/* --- scales --------------------------------------------------------------------------------- */

size_t timeline_scales(const struct timeline *timeline)
{
    return timeline->by_time ? COUNT(time_steps) : COUNT(order_steps);
}

int64_t timeline_step(const struct timeline *timeline, size_t scale)
{
    size_t last = timeline_scales(timeline) - 1;

    if (scale > last)
        scale = last;
    return timeline->by_time ? time_steps[scale] : order_steps[scale];
}

int64_t timeline_column(const struct timeline *timeline, size_t scale, int64_t position)
{
    int64_t step = timeline_step(timeline, scale), rest = position % step;

    return position - (rest < 0 ? rest + step : rest);
}

size_t timeline_fit(const struct timeline *timeline, size_t columns)
{
    size_t scale = 0, last = timeline_scales(timeline) - 1;

    for (; scale < last; scale++) {
        int64_t from = timeline_column(timeline, scale, timeline->from);
        int64_t to = timeline_column(timeline, scale, timeline->to);

        if ((to - from) / timeline_step(timeline, scale) < (int64_t)columns)
            break;
    }
    return scale;
}
