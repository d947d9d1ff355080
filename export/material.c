/* SPDX-License-Identifier: MIT */
/* Reading a meeting piece by piece. A piece holds so few entries that some of
 * them waiting are little memory, and so many that handing them on is little
 * work beside their reading. */
#include "export/material.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "storage/entries.h"
#include "storage/record.h"

enum { ENTRIES = 128, BYTES = 1 << 16 }; /* of a piece; it ends with the text that exceeds them */

struct meeting_reading {
    struct study *study;
    const struct meeting *meeting;
    enum status (*give)(void *data, struct material *piece, struct error *err);
    void *data;
    struct material piece; /* the one that is being filled */
};

void material_seats_free(struct material_seats *seats)
{
    if (seats == NULL)
        return;
    roll_release(&seats->roll);
    room_release(&seats->room);
    free(seats);
}

void material_release(struct material *piece)
{
    material_seats_free(piece->seats);
    pool_free(piece->pool);
    memos_release(&piece->memos);
    *piece = (struct material){ 0 };
}

static void begin_piece(struct meeting_reading *reading)
{
    reading->piece = (struct material){ .meeting = reading->meeting, .pool = pool_new() };
    reading->piece.entry = pool_take(reading->piece.pool, ENTRIES, sizeof(const struct entry *));
}

static enum status give_piece(struct meeting_reading *reading, struct error *err)
{
    struct material piece = reading->piece;

    reading->piece = (struct material){ 0 };
    return reading->give(reading->data, &piece, err);
}

static enum status read_seats(struct meeting_reading *reading, struct error *err)
{
    struct material_seats *seats = mem_alloc(1, sizeof *seats);
    enum status status;

    reading->piece.seats = seats;
    room_init(&seats->room, &reading->meeting->id);
    status = record_load_seats(reading->study, &reading->meeting->id, &seats->room, err);
    return status ? status : roll_open(&seats->roll, reading->study, &seats->room, err);
}

static enum status add_entry(struct meeting_reading *reading, const struct entry *entry,
                             struct error *err)
{
    struct material *piece = &reading->piece;
    enum status status = STATUS_OK;

    if (piece->count == ENTRIES || piece->bytes > BYTES) {
        status = give_piece(reading, err);
        if (status)
            return status;
        begin_piece(reading);
    }
    piece->entry[piece->count++] = entry_keep(piece->pool, entry);
    piece->bytes += strlen(entry->text);
    return STATUS_OK;
}

static enum status read_entries(struct meeting_reading *reading, struct error *err)
{
    struct entries *entries;
    const struct entry *entry;
    enum status status = entries_open(&entries, reading->study, &reading->meeting->id,
                                      ENTRIES_FORWARD, INT64_MIN, 0, err);

    if (status)
        return status;
    while ((status = entries_next(entries, &entry, err)) == STATUS_OK && entry != NULL) {
        status = add_entry(reading, entry, err);
        if (status)
            break;
    }
    entries_close(entries);
    return status;
}

enum status material_read(struct study *study, const struct meeting *meeting,
                          enum status (*give)(void *data, struct material *piece,
                                              struct error *err),
                          void *data, struct error *err)
{
    struct meeting_reading reading = {
        .study = study, .meeting = meeting, .give = give, .data = data
    };
    enum status status;

    begin_piece(&reading);
    status = read_seats(&reading, err);
    if (!status)
        status = read_entries(&reading, err);
    if (!status)
        status = memos_load_meeting(&reading.piece.memos, study, &meeting->id, err);
    for (size_t i = 0; i < reading.piece.memos.count; i++)
        reading.piece.bytes += strlen(reading.piece.memos.memo[i].text);
    reading.piece.last = true;
    if (!status)
        return give_piece(&reading, err);
    material_release(&reading.piece);
    return status;
}
