/* SPDX-License-Identifier: MIT */
/* Notes lines from standard input as if they were typed live: the same
 * grammar, the same room. Lines that are there together become durable
 * together; before it waits for more, everything read so far is on disk. */
#include "cli/internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/lines.h"
#include "core/clock.h"
#include "core/grammar.h"
#include "core/mem.h"
#include "core/room.h"
#include "core/text.h"
#include "storage/lock.h"
#include "storage/record.h"

enum { BATCH = 64 }; /* lines in one transaction, at most */

struct logger {
    struct study *study;
    struct id meeting;
    struct room room;
    struct opening_clock clock;
    struct lines lines;
    struct str clean;     /* the line as it is read, used again */
    bool acks;
    struct id ack[BATCH]; /* of the lines that are not committed yet; none: no entry */
    size_t pending;
    size_t stored;        /* lines that are on disk */
    bool broken;          /* writing a line failed: what is pending must not be kept */
};

/* Commits what is pending and acknowledges it. */
static enum status commit(struct logger *log, struct error *err)
{
    if (log->pending == 0)
        return STATUS_OK;
    if (study_commit(log->study, err))
        return err->status;
    log->stored += log->pending;
    for (size_t i = 0; log->acks && i < log->pending; i++) {
        char text[ID_TEXT] = "-";

        if (!id_is_none(&log->ack[i]))
            id_print(&log->ack[i], text);
        puts(text);
    }
    log->pending = 0;
    if (log->acks && fflush(stdout) != 0)
        return error_set(err, STATUS_IO, "cannot write the acks: what was read is stored");
    return STATUS_OK;
}

/* The entry that a line made, or changed where it made none. */
static struct id entry_of(const struct change *change)
{
    for (size_t i = 0; i < change->entry_count; i++) {
        if (!change->entries[i].revises)
            return change->entries[i].id;
    }
    return change->entry_count > 0 ? change->entries[0].id : (struct id){ { 0 } };
}

/* Reads the line in log->clean from byte `from`, begun at `at`, and writes what it
 * means. */
static enum status take(struct logger *log, size_t from, int64_t at, struct error *err)
{
    const char *line = str_text(&log->clean) + from;
    size_t len = log->clean.len - from;
    struct known known = room_known(&log->room, at);
    struct reading reading = { 0 };
    struct room_said said = { "" };
    struct change change;
    enum status status = STATUS_OK;

    change_init(&change, &log->meeting, clock_now(&log->clock));
    grammar_read(&reading, line, len, &known);
    room_take(&log->room, &reading, line, &change, &said);
    if (!change_is_empty(&change))
        status = record_change(log->study, &change, err);
    log->broken = status != STATUS_OK;
    log->ack[log->pending] = entry_of(&change);
    if (said.text[0] != '\0' && isatty(STDERR_FILENO))
        fprintf(stderr, "%s\n", said.text);
    change_release(&change);
    reading_release(&reading);
    return status;
}

/* Takes the line that was read last: cleans it, and reads the time that may
 * stand in front. */
static enum status take_line(struct logger *log, struct error *err)
{
    const struct str *typed = &log->lines.line;
    int32_t offset = log->room.offset;
    int64_t at = log->lines.begun;
    size_t used = 0;
    enum status status;

    if (!text_valid(str_text(typed), typed->len))
        return error_set(err, STATUS_INPUT, "line %zu is not UTF-8: send UTF-8 text",
                         log->lines.number);
    str_clear(&log->clean);
    (void)text_clean_line(&log->clean, str_text(typed), typed->len);
    if (!clock_parse_stamp(str_text(&log->clean), &at, &log->room.offset, &used)
        || strchr(" ", str_text(&log->clean)[used]) == NULL) { /* a blank, or the end */
        at = log->lines.begun;
        log->room.offset = offset;
        used = 0;
    }
    used += strspn(str_text(&log->clean) + used, " ");
    if (log->pending == 0 && study_begin(log->study, err))
        return err->status;
    status = take(log, used, at, err);
    log->room.offset = offset;
    if (!status)
        log->pending++;
    return status;
}

static enum status take_all(struct logger *log, struct error *err)
{
    struct error why = ERROR_INIT;
    bool more = true;
    enum status status = STATUS_OK;

    while (!status && more) {
        if (log->pending == BATCH || !lines_ready(&log->lines))
            status = commit(log, err);
        if (!status)
            status = lines_next(&log->lines, &more, err);
        if (!status && more)
            status = take_line(log, err);
    }
    if (status && !log->broken && commit(log, &why)) /* those before the one that failed */
        log->pending = 0;
    if (status && log->stored == 0)
        (void)error_context(err, "nothing was stored");
    else if (status)
        (void)error_context(err, log->stored == 1 ? "after %zu line was stored"
                                                  : "after %zu lines were stored",
                            log->stored);
    return status;
}

/* What every observing needs around it: the lock, an opening, the room. */
static enum status observe(struct logger *log, struct error *err)
{
    struct error why = ERROR_INIT;
    struct id opening;
    enum status status;

    clock_open(&log->clock);
    status = meetings_open_live(log->study, &log->meeting, &log->clock, &opening, err);
    if (status)
        return status;
    room_init(&log->room, &log->meeting);
    lines_begin(&log->lines, STDIN_FILENO, &log->clock);
    status = record_load_room(log->study, &log->meeting, &log->room, err);
    if (!status)
        status = take_all(log, err);
    study_rollback(log->study); /* of what failed; else there is nothing */
    if (meetings_leave(log->study, &opening, clock_now(&log->clock), &why) && !status)
        status = error_set(err, why.status, "%s", why.text);
    lines_end(&log->lines);
    room_release(&log->room);
    return status;
}

enum status cli_log(struct invocation *in, struct error *err)
{
    struct logger *log = mem_alloc(1, sizeof *log);
    struct meeting_rows rows = { 0 };
    struct lock lock = LOCK_INIT;
    int number;
    enum status status = options_meeting(in, in->operands[0], &number, err);

    log->acks = in->value[LOG_ACKS] != NULL;
    if (!status)
        status = open_for_writing(in, STUDY_WRITE, &log->study, err);
    if (!status)
        status = meetings_find(&rows, log->study, number, err);
    if (!status)
        status = lock_take(&lock, study_path(log->study), number, err);
    if (!status) {
        log->meeting = rows.row[0].meeting.id;
        status = observe(log, err);
    }
    lock_release(&lock);
    meetings_release(&rows);
    study_close(log->study);
    str_release(&log->clean);
    free(log);
    return status;
}
