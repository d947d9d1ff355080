/* SPDX-License-Identifier: MIT */
/* Selecting and scrolling in a list, as arithmetic. Every call ends in
 * settle(), which keeps the invariant of the header. */
#include "core/list.h"

/* Brings selected into the rows and top to where selected is shown; no blank
 * rows stay below the last one while rows are hidden above. */
static void settle(struct list *list)
{
    size_t height = list->height != 0 ? list->height : 1;

    if (list->count == 0) {
        list->selected = 0;
        list->top = 0;
        return;
    }
    if (list->selected >= list->count)
        list->selected = list->count - 1;
    if (list->count <= height)
        list->top = 0;
    else if (list->top > list->count - height)
        list->top = list->count - height;
    if (list->top > list->selected)
        list->top = list->selected;
    if (list->selected - list->top >= height)
        list->top = list->selected - height + 1;
}

void list_move(struct list *list, long by)
{
    size_t steps = by < 0 ? 0 - (size_t)by : (size_t)by;

    settle(list); /* what the caller put in by hand may be out of range */
    if (by < 0)
        list->selected = list->selected > steps ? list->selected - steps : 0;
    else
        list->selected =
            steps < list->count - list->selected ? list->selected + steps : list->count;
    settle(list);
}

void list_select(struct list *list, size_t row)
{
    list->selected = row;
    settle(list);
}

void list_resize(struct list *list, size_t count, size_t height)
{
    list->count = count;
    list->height = height;
    settle(list);
}
