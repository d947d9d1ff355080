/* SPDX-License-Identifier: MIT */
/* The window of the write-up on the entries of a meeting: a page at a time,
 * so that a long meeting opens as fast as a short one. */
#include "core/clock.h"
#include "core/mem.h"
#include "storage/entries.h"
#include "tui/writeup.h"
#include <stdlib.h>
#include <string.h>

static void drop_rows(struct writeup_window *window, size_t start, size_t count)
{
    if (count == 0)
        return;
    for (size_t i = start; i < start + count; i++)
        writeup_row_release(&window->row[i]);
    memmove(window->row + start, window->row + start + count,
            (window->count - start - count) * sizeof *window->row);
    window->count -= count;
}

void writeup_window_release(struct writeup_window *window)
{
    drop_rows(window, 0, window->count);
    free(window->row);
    *window = (struct writeup_window){ 0 };
}

static struct writeup_row *insert_row(struct writeup_window *window, size_t at)
{
    window->row = mem_grow(window->row, window->count, &window->room, sizeof *window->row);
    memmove(window->row + at + 1, window->row + at, (window->count - at) * sizeof *window->row);
    window->row[at] = (struct writeup_row){ 0 };
    window->count++;
    return &window->row[at];
}

/* Reads a page to the front of the window or to its end. */
static enum status read_page(struct writeup *writeup, enum entries_order order, int64_t after,
                             size_t *read, struct error *err)
{
    struct writeup_window *window = &writeup->window;
    const struct entry *entry;
    struct entries *entries;
    enum status status;

    *read = 0;
    if (entries_open(&entries, writeup->app->study, &writeup->meeting->id, order, after,
                     WRITEUP_PAGE, err))
        return err->status;
    while ((status = entries_next(entries, &entry, err)) == STATUS_OK && entry != NULL) {
        writeup_row_fill(insert_row(window, order == ENTRIES_FORWARD ? window->count : 0),
                         &writeup->room, entry);
        ++*read;
    }
    entries_close(entries);
    return status;
}

static enum status page_back(struct writeup *writeup, struct error *err)
{
    struct writeup_window *window = &writeup->window;
    size_t read;

    if (window->count == 0 || window->from_start)
        return STATUS_OK;
    if (read_page(writeup, ENTRIES_BACKWARD, window->row[0].sequence, &read, err))
        return err->status;
    window->from_start = read < WRITEUP_PAGE;
    window->selected += read;
    window->top += read;
    if (window->count > WRITEUP_ROWS) {
        drop_rows(window, WRITEUP_ROWS, window->count - WRITEUP_ROWS);
        window->to_end = false;
    }
    return STATUS_OK;
}

static enum status page_on(struct writeup *writeup, struct error *err)
{
    struct writeup_window *window = &writeup->window;
    size_t read, gone;

    if (window->count == 0 || window->to_end)
        return STATUS_OK;
    if (read_page(writeup, ENTRIES_FORWARD, window->row[window->count - 1].sequence, &read, err))
        return err->status;
    window->to_end = read < WRITEUP_PAGE;
    if (window->count > WRITEUP_ROWS) {
        gone = window->count - WRITEUP_ROWS;
        drop_rows(window, 0, gone);
        window->from_start = false;
        window->selected = window->selected > gone ? window->selected - gone : 0;
        window->top = window->top > gone ? window->top - gone : 0;
    }
    return STATUS_OK;
}

enum status writeup_load_at(struct writeup *writeup, int64_t sequence, struct error *err)
{
    struct writeup_window *window = &writeup->window;
    size_t before, after;

    drop_rows(window, 0, window->count);
    window->selected = window->top = 0;
    if (sequence < INT64_MAX
        && read_page(writeup, ENTRIES_FORWARD, sequence > INT64_MIN ? sequence - 1 : sequence,
                     &after, err))
        return err->status;
    window->to_end = sequence == INT64_MAX || after < WRITEUP_PAGE;
    if (read_page(writeup, ENTRIES_BACKWARD, sequence, &before, err))
        return err->status;
    window->from_start = before < WRITEUP_PAGE;
    window->selected = before < window->count ? before : window->count > 0 ? window->count - 1 : 0;
    window->top = window->selected;
    return writeup_read_selected(writeup, err);
}

/* What the screen shows around the selected entry is there to be painted. */
static enum status surround(struct writeup *writeup, struct error *err)
{
    struct writeup_window *window = &writeup->window;

    if (window->selected < WRITEUP_PAGE && page_back(writeup, err))
        return err->status;
    if (window->count - window->selected <= WRITEUP_PAGE && page_on(writeup, err))
        return err->status;
    return STATUS_OK;
}

enum status writeup_move(struct writeup *writeup, long by, struct error *err)
{
    struct writeup_window *window = &writeup->window;
    size_t steps = by < 0 ? (size_t)-by : (size_t)by;

    if (window->count == 0)
        return STATUS_OK;
    while (by < 0 && window->selected < steps && !window->from_start)
        if (page_back(writeup, err))
            return err->status;
    while (by > 0 && window->count - 1 - window->selected < steps && !window->to_end)
        if (page_on(writeup, err))
            return err->status;
    if (by < 0)
        window->selected -= steps < window->selected ? steps : window->selected;
    else
        window->selected += steps < window->count - 1 - window->selected
                                ? steps
                                : window->count - 1 - window->selected;
    if (surround(writeup, err))
        return err->status;
    return writeup_read_selected(writeup, err);
}

const struct writeup_row *writeup_selected(const struct writeup *writeup)
{
    return writeup->window.selected < writeup->window.count
               ? &writeup->window.row[writeup->window.selected]
               : NULL;
}

/* --- the selected entry ------------------------------------------------------------ */

enum status writeup_read_selected(struct writeup *writeup, struct error *err)
{
    struct writeup_window *window = &writeup->window;
    const struct entry *entry;
    struct entries *entries;
    enum status status;

    if (writeup->now != NULL
        && (window->count == 0
            || !id_equal(&writeup->now->id, &window->row[window->selected].id))) {
        writeup_look(writeup, &writeup->now->id, writeup->now->sequence);
        writeup->rested = clock_boot();
    }
    entry_free(writeup->now);
    writeup->now = NULL;
    if (window->count == 0)
        return STATUS_OK;
    if (entries_open_one(&entries, writeup->app->study, &window->row[window->selected].id, err))
        return err->status;
    status = entries_next(entries, &entry, err);
    if (!status && entry != NULL) {
        writeup->now = entry_copy(entry);
        writeup_row_fill(&window->row[window->selected], &writeup->room, entry);
    }
    entries_close(entries);
    return status;
}

enum status writeup_select(struct writeup *writeup, const struct id *id, struct error *err)
{
    const struct entry *entry;
    struct entries *entries;
    int64_t sequence = 0;
    enum status status;

    if (entries_open_one(&entries, writeup->app->study, id, err))
        return err->status;
    status = entries_next(entries, &entry, err);
    if (!status && entry != NULL)
        sequence = entry->sequence;
    entries_close(entries);
    for (size_t i = 0; i < writeup->window.count && !status; i++)
        if (id_equal(&writeup->window.row[i].id, id)
            && writeup->window.row[i].sequence == sequence) {
            writeup->window.selected = i;
            return writeup_read_selected(writeup, err);
        }
    return status || sequence == 0 ? status : writeup_load_at(writeup, sequence, err);
}
