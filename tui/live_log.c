/* SPDX-License-Identifier: MIT */
/* The window of the log on the entries of a meeting. It is read by pages of
 * LOG_PAGE, at first what the screen shows, and never holds more than LOG_ROWS,
 * so that neither memory nor the start depend on how long the meeting is. New
 * entries are added as they are typed and read back once they are durable. */
#include "core/mem.h"
#include "storage/entries.h"
#include "tui/live.h"
#include "tui/rows.h"
#include "tui/said.h"
#include <stdlib.h>
#include <string.h>

static void drop_rows(struct log *log, size_t start, size_t count)
{
    for (size_t i = start; i < start + count; i++)
        log_row_release(&log->row[i]);
    memmove(log->row + start, log->row + start + count,
            (log->count - start - count) * sizeof *log->row);
    log->count -= count;
}

static void clear_rows(struct log *log)
{
    if (log->count > 0)
        drop_rows(log, 0, log->count);
    log->from_start = log->to_end = false;
    log->selecting = false;
    log->selected = log->bottom = 0;
}

void log_release(struct log *log)
{
    clear_rows(log);
    free(log->row);
    free(log->away);
    *log = (struct log){ 0 };
}

/* A new empty row at `at`. */
static struct log_row *insert_row(struct log *log, size_t at)
{
    log->row = mem_grow(log->row, log->count, &log->room, sizeof *log->row);
    memmove(log->row + at + 1, log->row + at, (log->count - at) * sizeof *log->row);
    log->row[at] = (struct log_row){ 0 };
    log->count++;
    return &log->row[at];
}

/* Reads `most` entries: backward to the front of the window, forward to its end.
 * *read: how many rows came. */
static enum status read_some(struct live *live, enum entries_order order, int64_t after,
                             size_t most, size_t *read, struct error *err)
{
    struct log *log = &live->log;
    const struct entry *entry;
    struct entries *entries;
    enum status status;

    *read = 0;
    if (entries_open(&entries, live->app->study, &live->meeting->id, order, after, most, err))
        return err->status;
    while ((status = entries_next(entries, &entry, err)) == STATUS_OK && entry != NULL) {
        log_row_fill(insert_row(log, order == ENTRIES_FORWARD ? log->count : 0), &live->room, entry,
                     false);
        ++*read;
    }
    entries_close(entries);
    return status;
}

static enum status read_page(struct live *live, enum entries_order order, int64_t after,
                             size_t *read, struct error *err)
{
    return read_some(live, order, after, LOG_PAGE, read, err);
}

static enum status load_last(struct live *live, size_t most, struct error *err)
{
    size_t read;

    clear_rows(&live->log);
    live->paint |= PAINT_LOG;
    if (read_some(live, ENTRIES_BACKWARD, INT64_MAX, most, &read, err))
        return err->status;
    live->log.from_start = read < most;
    live->log.to_end = true;
    return STATUS_OK;
}

enum status log_load(struct live *live, struct error *err)
{
    return load_last(live, LOG_PAGE, err);
}

/* An entry is a row of the screen at least. */
enum status log_load_seen(struct live *live, struct error *err)
{
    size_t seen = rows_seen();

    return load_last(live, seen < LOG_PAGE ? seen : LOG_PAGE, err);
}

/* The words that some code was on are gone from the text. */
static void say_lost(struct live *live, const struct entry *entry)
{
    struct str lost = STR_INIT;

    for (size_t i = 0; i < entry->coding_count; i++) {
        const struct coding *coding = &entry->codings[i];
        int code = room_find_code(&live->room, &coding->code);

        if (coding->lost[0] != '\0')
            str_add_format(&lost, "%s%s was on \"%s\"", lost.len > 0 ? "; " : "",
                           code >= 0 ? live_code_label(&live->room.codes[code]) : "a code",
                           coding->lost);
    }
    app_say(live->app, ROLE_WARNING, "coded words are gone, the code stands on the whole entry: %s",
            str_text(&lost));
    live->paint |= PAINT_STATUS;
    str_release(&lost);
}

/* Reads one entry back and fills its row. */
static enum status read_back(struct live *live, struct log_row *row, struct error *err)
{
    const struct entry *entry;
    struct entries *entries;
    size_t lost = row->lost;
    enum status status;

    if (entries_open_one(&entries, live->app->study, &row->id, err))
        return err->status;
    status = entries_next(entries, &entry, err);
    if (!status && entry != NULL) {
        log_row_fill(row, &live->room, entry, false);
        if (row->lost > lost)
            say_lost(live, entry);
    }
    entries_close(entries);
    return status;
}

/* --- entries out of the window ----------------------------------------------------------- */

/* How many codings of an entry have lost their words; `say`: tells which, where
 * they are more than *lost. */
static enum status count_lost(struct live *live, const struct id *id, size_t *lost, bool say,
                              struct error *err)
{
    const struct entry *entry;
    struct entries *entries;
    size_t before = *lost;
    enum status status;

    if (entries_open_one(&entries, live->app->study, id, err))
        return err->status;
    status = entries_next(entries, &entry, err);
    if (!status && entry != NULL) {
        *lost = log_lost_codings(entry);
        if (say && *lost > before)
            say_lost(live, entry);
    }
    entries_close(entries);
    return status;
}

/* Looked at before the change goes to the writer, so only so many: a correction is of one,
 * and what revises many moves them in time. */
enum { AWAY_MOST = 16 };

/* A correction may revise the last entry while earlier ones are looked at. */
static void note_away(struct live *live, const struct id *id, uint64_t number)
{
    struct log *log = &live->log;
    struct log_away away = { .id = *id, .change = number };
    struct error err = ERROR_INIT;

    if (count_lost(live, id, &away.lost, false, &err)) {
        app_say_error(live->app, &err);
        return;
    }
    log->away = mem_grow(log->away, log->away_count, &log->away_room, sizeof *log->away);
    log->away[log->away_count++] = away;
}

static enum status away_saved(struct live *live, uint64_t saved, struct error *err)
{
    struct log *log = &live->log;
    enum status status = STATUS_OK;
    size_t kept = 0;

    for (size_t i = 0; i < log->away_count; i++) {
        struct log_away *away = &log->away[i];

        if (away->change > saved)
            log->away[kept++] = *away;
        else if (!status)
            status = count_lost(live, &away->id, &away->lost, true, err);
    }
    log->away_count = kept;
    return status;
}

enum status log_saved(struct live *live, uint64_t saved, struct error *err)
{
    enum status status = away_saved(live, saved, err);

    for (size_t i = live->log.count; i-- > 0 && !status;) {
        struct log_row *row = &live->log.row[i];

        if (row->change == 0 || row->change > saved)
            continue;
        status = read_back(live, row, err);
        row->change = 0;
        live->paint |= PAINT_LOG;
    }
    return status;
}

/* Keeps the window small at the end that is not looked at. */
static void trim_front(struct log *log)
{
    size_t count;

    if (log->count <= LOG_ROWS)
        return;
    count = log->count - LOG_ROWS / 2;
    drop_rows(log, 0, count);
    log->from_start = false;
    log->selected = log->selected > count ? log->selected - count : 0;
    log->bottom = log->bottom > count ? log->bottom - count : 0;
}

static void trim_end(struct log *log)
{
    if (log->count <= LOG_ROWS)
        return;
    drop_rows(log, LOG_ROWS, log->count - LOG_ROWS);
    log->to_end = false;
    if (log->bottom >= log->count)
        log->bottom = log->count - 1;
}

static size_t find_row(const struct log *log, const struct id *id)
{
    for (size_t i = log->count; i-- > 0;)
        if (id_equal(&log->row[i].id, id))
            return i;
    return log->count;
}

void log_add(struct live *live, const struct change *change, uint64_t number)
{
    struct log *log = &live->log;
    struct error err = ERROR_INIT;

    for (size_t i = 0; i < change->coding_count; i++) {
        size_t at = find_row(log, &change->codings[i].entry);

        if (change->codings[i].revises && at < log->count)
            log->row[at].change = number; /* read back once it is saved */
    }
    live->paint |= PAINT_LOG;
    if (change->entry_count == 0)
        return;
    if (!change->entries[0].revises && !log->to_end && log_load(live, &err))
        app_say_error(live->app, &err);
    for (size_t i = 0; i < change->entry_count; i++) {
        size_t at = find_row(log, &change->entries[i].id);

        if (at == log->count && change->entries[i].revises) { /* read when it comes into view */
            if (log->away_count < AWAY_MOST)
                note_away(live, &change->entries[i].id, number);
            continue;
        }
        if (at == log->count)
            (void)insert_row(log, at);
        log_row_change(&log->row[at], &live->room, change, i);
        log->row[at].change = number;
        if (!change->entries[i].revises)
            trim_front(log);
    }
    if (!change->entries[0].revises)
        log->selecting = false;
    live->paint |= PAINT_LOG;
}

/* The place of a row, which is known once it is durable. */
static bool known_place(struct live *live, size_t at, struct error *err)
{
    struct log *log = &live->log;

    if (log->row[at].sequence == 0 && live->writer != NULL && live_flush(live, 1000)
        && log_saved(live, live->news.saved, err))
        return false;
    return at < log->count && log->row[at].sequence != 0;
}

static enum status read_back_some(struct live *live, size_t most, struct error *err)
{
    struct log *log = &live->log;
    size_t read;

    if (log->count == 0 || !known_place(live, 0, err))
        return STATUS_OK;
    if (read_some(live, ENTRIES_BACKWARD, log->row[0].sequence, most, &read, err))
        return err->status;
    log->from_start = read < most;
    log->selected += read;
    log->bottom += read;
    trim_end(log);
    return STATUS_OK;
}

static enum status page_back(struct live *live, struct error *err)
{
    return read_back_some(live, LOG_PAGE, err);
}

enum status log_fill(struct live *live, struct error *err)
{
    const struct log *log = &live->log;

    if (log->from_start || log->count >= LOG_PAGE)
        return STATUS_OK;
    live->paint |= PAINT_LOG;
    return read_back_some(live, LOG_PAGE - log->count, err);
}

static enum status page_on(struct live *live, struct error *err)
{
    struct log *log = &live->log;
    size_t read;

    if (log->count == 0 || !known_place(live, log->count - 1, err))
        return STATUS_OK;
    if (read_page(live, ENTRIES_FORWARD, log->row[log->count - 1].sequence, &read, err))
        return err->status;
    log->to_end = read < LOG_PAGE;
    trim_front(log);
    return STATUS_OK;
}

enum status log_select(struct live *live, long by, struct error *err)
{
    struct log *log = &live->log;
    size_t steps = by < 0 ? (size_t)-by : (size_t)by;

    live->paint |= PAINT_LOG;
    if (log->count == 0 || (!log->selecting && by > 0))
        return STATUS_OK;
    if (!log->selecting) {
        log->selecting = true;
        log->selected = log->bottom = log->count - 1;
        steps--;
    }
    if (by < 0) {
        if (log->selected < steps && !log->from_start && page_back(live, err))
            return err->status;
        log->selected -= steps < log->selected ? steps : log->selected;
        return STATUS_OK;
    }
    if (log->count - 1 - log->selected < steps && !log->to_end && page_on(live, err))
        return err->status;
    if (log->selected == log->count - 1 && log->to_end)
        return log_select_none(live, err);
    log->selected = log->count - 1 - log->selected > steps ? log->selected + steps : log->count - 1;
    return STATUS_OK;
}

enum status log_select_first(struct live *live, struct error *err)
{
    struct log *log = &live->log;
    size_t read;

    if (!log->from_start) {
        clear_rows(log);
        if (read_page(live, ENTRIES_FORWARD, INT64_MIN, &read, err))
            return err->status;
        log->from_start = true;
        log->to_end = read < LOG_PAGE;
    }
    log->selecting = log->count > 0;
    log->selected = log->bottom = 0;
    live->paint |= PAINT_LOG;
    return STATUS_OK;
}

enum status log_select_entry(struct live *live, const struct id *id, int64_t sequence,
                             struct error *err)
{
    enum { BELOW = 4 }; /* entries that are shown below it */
    struct log *log = &live->log;
    size_t before, after;

    clear_rows(log);
    if (read_page(live, ENTRIES_BACKWARD, sequence + 1, &before, err)
        || read_page(live, ENTRIES_FORWARD, sequence, &after, err))
        return err->status;
    log->from_start = before < LOG_PAGE;
    log->to_end = after < LOG_PAGE;
    log->selected = find_row(log, id);
    if (log->selected == log->count)
        return log_load(live, err);
    log->selecting = true;
    log->bottom = log->selected + BELOW < log->count ? log->selected + BELOW : log->count - 1;
    live->paint |= PAINT_LOG;
    return STATUS_OK;
}

enum status log_select_none(struct live *live, struct error *err)
{
    live->log.selecting = false;
    live->paint |= PAINT_LOG;
    if (!live->log.to_end)
        return log_load(live, err);
    return STATUS_OK;
}

enum status log_follow(struct live *live, struct error *err)
{
    struct log *log = &live->log;
    struct id last = { { 0 } };

    if (log->selecting)
        return STATUS_OK;
    if (log->count > 0)
        last = log->row[log->count - 1].id;
    if (log_load(live, err))
        return err->status;
    if (log->count > 0 && !id_equal(&last, &log->row[log->count - 1].id))
        return live_reload(live, err);
    return STATUS_OK;
}
