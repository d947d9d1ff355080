/* SPDX-License-Identifier: MIT */
/* The course of a meeting: intervals, and what breaks leave of them. */
#include "core/course.h"

#include "core/clock.h"
#include "core/mem.h"
#include <stdlib.h>

struct intervals {
    struct interval *of;
    size_t count, room;
};

static void add(struct intervals *intervals, int64_t from, int64_t to)
{
    if (from == TIME_UNKNOWN || to == TIME_UNKNOWN || from >= to)
        return;
    intervals->of =
        mem_grow(intervals->of, intervals->count, &intervals->room, sizeof *intervals->of);
    intervals->of[intervals->count++] = (struct interval){ from, to };
}

static int compare(const void *a, const void *b)
{
    const struct interval *left = a, *right = b;

    if (left->from != right->from)
        return left->from < right->from ? -1 : 1;
    return (left->to > right->to) - (left->to < right->to);
}

/* Sorts them and joins those that meet. */
static void settle(struct intervals *intervals)
{
    size_t kept = 0;

    if (intervals->count == 0)
        return;
    qsort(intervals->of, intervals->count, sizeof *intervals->of, compare);
    for (size_t i = 1; i < intervals->count; i++) {
        struct interval *last = &intervals->of[kept];

        if (intervals->of[i].from > last->to)
            intervals->of[++kept] = intervals->of[i];
        else if (intervals->of[i].to > last->to)
            last->to = intervals->of[i].to;
    }
    intervals->count = kept + 1;
}

/* How much of from..to lies in settled intervals. */
static int64_t covered(const struct intervals *intervals, int64_t from, int64_t to)
{
    int64_t sum = 0;

    for (size_t i = 0; i < intervals->count; i++) {
        int64_t start = intervals->of[i].from > from ? intervals->of[i].from : from;
        int64_t stop = intervals->of[i].to < to ? intervals->of[i].to : to;

        if (start < stop)
            sum += stop - start;
    }
    return sum;
}

/* What breaks leave of from..to. */
static int64_t length(const struct intervals *off, int64_t from, int64_t to)
{
    if (from == TIME_UNKNOWN || to == TIME_UNKNOWN)
        return TIME_UNKNOWN;
    return from < to ? to - from - covered(off, from, to) : 0;
}

/* What breaks leave of the intervals within from..to. */
static int64_t length_of(const struct intervals *off, const struct intervals *intervals,
                         int64_t from, int64_t to)
{
    int64_t sum = 0;

    for (size_t i = 0; i < intervals->count; i++) {
        int64_t start = intervals->of[i].from > from ? intervals->of[i].from : from;
        int64_t stop = intervals->of[i].to < to ? intervals->of[i].to : to;

        sum += length(off, start, stop);
    }
    return sum;
}

/* The times from a part that begins with `begins` to one that begins with
 * `ends`, or to the meeting's end. */
static void add_parts(struct intervals *out, const struct course_facts *facts, enum part begins,
                      enum part ends)
{
    int64_t since = TIME_UNKNOWN;
    bool on = false;

    for (size_t i = 0; i < facts->mark_count; i++) {
        const struct course_mark *mark = &facts->marks[i];

        if (mark->kind != ENTRY_PART || (mark->part != begins && mark->part != ends))
            continue;
        if (on && mark->part == ends)
            add(out, since, mark->at);
        if (mark->part == begins && !on)
            since = mark->at;
        on = mark->part == begins;
    }
    if (on)
        add(out, since, facts->ended);
}

/* --- items --------------------------------------------------------------------- */

static void add_to_item(struct course *course, const struct stretch *stretch, size_t *room)
{
    struct item_course *item = NULL;

    for (size_t i = 0; i < course->item_count && item == NULL; i++)
        if (id_equal(&course->item[i].item, &stretch->item))
            item = &course->item[i];
    if (item == NULL) {
        course->item = mem_grow(course->item, course->item_count, room, sizeof *course->item);
        item = &course->item[course->item_count++];
        *item = (struct item_course){ .item = stretch->item, .began = stretch->began };
    }
    item->ended = stretch->ended;
    item->stretches++;
    if (item->length != TIME_UNKNOWN && stretch->length != TIME_UNKNOWN)
        item->length += stretch->length;
    else
        item->length = TIME_UNKNOWN;
}

/* An item is on until the next one begins. */
static void add_stretches(struct course *course, const struct course_facts *facts,
                          const struct intervals *off)
{
    size_t stretch_room = 0, item_room = 0;

    for (size_t i = 0; i < facts->mark_count; i++) {
        struct stretch stretch = { facts->marks[i].item, facts->marks[i].at, facts->ended, 0 };

        if (facts->marks[i].kind != ENTRY_AGENDA || id_is_none(&stretch.item))
            continue;
        for (size_t j = i + 1; j < facts->mark_count; j++) {
            if (facts->marks[j].kind == ENTRY_AGENDA) {
                stretch.ended = facts->marks[j].at;
                break;
            }
        }
        stretch.length = length(off, stretch.began, stretch.ended);
        course->stretch = mem_grow(course->stretch, course->stretch_count, &stretch_room,
                                   sizeof *course->stretch);
        course->stretch[course->stretch_count++] = stretch;
        add_to_item(course, &stretch, &item_room);
    }
}

void course_make(struct course *out, const struct course_facts *facts)
{
    struct intervals off = { 0 }, private = { 0 }, openings = { 0 };

    *out = (struct course){ .began = facts->began, .ended = facts->ended };
    add_parts(&off, facts, PART_BREAK, PART_RESUME);
    for (size_t i = 0; i < facts->away_count; i++)
        add(&off, facts->away[i].from, facts->away[i].to);
    settle(&off);
    add_parts(&private, facts, PART_PRIVATE, PART_PUBLIC);
    settle(&private);
    for (size_t i = 0; i < facts->opening_count; i++)
        add(&openings, facts->openings[i].from, facts->openings[i].to);
    settle(&openings);
    out->sat = length(&off, facts->began, facts->ended);
    out->observed = out->sat == TIME_UNKNOWN || facts->opening_count == 0
                        ? TIME_UNKNOWN
                        : length_of(&off, &openings, facts->began, facts->ended);
    if (out->sat != TIME_UNKNOWN)
        out->in_private = length_of(&off, &private, facts->began, facts->ended);
    add_stretches(out, facts, &off);
    free(off.of);
    free(private.of);
    free(openings.of);
}

void course_release(struct course *course)
{
    free(course->stretch);
    free(course->item);
    *course = (struct course){ 0 };
}

const struct item_course *course_item(const struct course *course, const struct id *item)
{
    for (size_t i = 0; i < course->item_count; i++)
        if (id_equal(&course->item[i].item, item))
            return &course->item[i];
    return NULL;
}
