/* SPDX-License-Identifier: MIT */
/* GUIDs as notes. Version 5 UUIDs are hashes already, so some of their bytes
 * tell the part in which they are compared, and others the place in its table. */
#include "export/guids.h"
#include "core/mem.h"
#include <stdlib.h>
#include <string.h>

enum { IN_A_PART = 1 << 16, READ_AT_ONCE = 1 << 11 };

static int hexadecimal(char c)
{
    unsigned digit = (unsigned)c - '0', letter = (unsigned)c - 'A';

    return digit < 10 ? (int)digit : letter < 6 ? (int)letter + 10 : -1;
}

/* By hand: a large export has a million of them. None is asked about by itself,
 * since the processor cannot foresee whether a digit or a letter comes. */
bool guid_read(struct id *id, const char *text, size_t len)
{
    size_t at = 0;
    int all = 0; /* below 0 when one of them was none */

    if (len != ID_TEXT - 1)
        return false;
    for (size_t i = 0; i < sizeof id->byte; i++) {
        int high, low;

        if ((i == 4 || i == 6 || i == 8 || i == 10) && text[at++] != '-')
            return false;
        high = hexadecimal(text[at]);
        low = hexadecimal(text[at + 1]);
        all |= high | low;
        id->byte[i] = (unsigned char)((unsigned)high << 4 | (unsigned)low);
        at += 2;
    }
    return all >= 0 && !id_is_none(id);
}

static uint64_t hash_of(const struct id *id)
{
    uint64_t hash;

    memcpy(&hash, id->byte + 8, sizeof hash);
    return hash * 0x9E3779B97F4A7C15u;
}

/* --- noting ------------------------------------------------------------------ */

void guids_init(struct guids *guids, const char *beside)
{
    *guids = (struct guids){ .beside = beside };
    guids->last = mem_alloc(GUIDS_REMEMBERED, sizeof *guids->last);
}

void guids_release(struct guids *guids)
{
    spool_close(guids->spool);
    free(guids->held);
    free(guids->last);
    *guids = (struct guids){ 0 };
}

/* Moves those that are held to the spool. */
static void set_down(struct guids *guids)
{
    if (guids->spool == NULL && guids->failure.status == STATUS_OK)
        (void)!spool_open(&guids->spool, guids->beside, &guids->failure);
    if (guids->spool != NULL)
        spool_add(guids->spool, (const char *)guids->held, guids->held_count * sizeof *guids->held);
    guids->held_count = 0;
}

static void note(struct guids *guids, const struct guid_note *note)
{
    if (guids->held_count == GUIDS_HELD)
        set_down(guids);
    guids->held = mem_grow(guids->held, guids->held_count, &guids->held_room, sizeof *guids->held);
    guids->held[guids->held_count++] = *note;
}

void guids_add(struct guids *guids, const struct id *id, enum guid_kind kind, int line)
{
    guids->things++;
    note(guids, &(struct guid_note){ *id, (uint16_t)kind, false, line });
}

void guids_refer(struct guids *guids, const struct id *id, int kinds, int line)
{
    struct guid_note *last = &guids->last[hash_of(id) >> 40 & (GUIDS_REMEMBERED - 1)];

    if (last->kinds == kinds && id_equal(&last->id, id))
        return;
    *last = (struct guid_note){ *id, (uint16_t)kinds, true, line };
    note(guids, last);
}

/* --- comparing ---------------------------------------------------------------- */

/* The things of one part: open addressing. */
struct part {
    struct guid_note *table; /* kinds 0: free */
    size_t room;             /* a power of two */
    size_t count;
    uint64_t number, parts;
};

static struct guid_note *find(const struct part *part, const struct id *id)
{
    size_t at = (size_t)(hash_of(id) >> 24) & (part->room - 1);

    while (part->table[at].kinds != 0 && !id_equal(&part->table[at].id, id))
        at = (at + 1) & (part->room - 1);
    return &part->table[at];
}

static enum status take(struct part *part, const struct guid_note *note, bool refers, int *line,
                        struct error *err)
{
    struct guid_note *place;

    if ((note->refers != 0) != refers || (uint64_t)note->id.byte[0] % part->parts != part->number)
        return STATUS_OK;
    place = find(part, &note->id);
    *line = note->line;
    if (!refers && place->kinds != 0)
        return error_set(err, STATUS_INPUT, "a GUID that something else has already");
    if (!refers && ++part->count == part->room) /* no file of ours: GUIDs that are no hashes */
        return error_set(err, STATUS_INPUT, "too many GUIDs that begin alike");
    if (!refers)
        *place = *note;
    else if ((place->kinds & note->kinds) == 0)
        return error_set(err, STATUS_INPUT,
                         "a reference leads to nothing, or to something of another kind");
    return STATUS_OK;
}

/* All notes, or all references, that belong to the part. */
static enum status go_through(struct guids *guids, struct part *part, bool refers, int *line,
                              struct error *err)
{
    uint64_t size = guids->spool != NULL ? spool_size(guids->spool) : 0;
    struct guid_note *notes = mem_alloc(READ_AT_ONCE, sizeof *notes);
    enum status status = STATUS_OK;

    for (uint64_t at = 0; at < size && !status;) {
        size_t bytes = READ_AT_ONCE * sizeof *notes;

        if (bytes > size - at)
            bytes = (size_t)(size - at);
        status = spool_read(guids->spool, at, (char *)notes, bytes, err);
        for (size_t i = 0; i < bytes / sizeof *notes && !status; i++)
            status = take(part, &notes[i], refers, line, err);
        at += bytes;
    }
    for (size_t i = 0; i < guids->held_count && !status; i++)
        status = take(part, &guids->held[i], refers, line, err);
    free(notes);
    return status;
}

enum status guids_check(struct guids *guids, int *line, struct error *err)
{
    /* the first byte tells the part, so there are at most 256 */
    uint64_t wanted = 1 + guids->things / IN_A_PART;
    struct part part = { .room = 64, .parts = wanted < 256 ? wanted : 256 };
    enum status status = STATUS_OK;

    *line = 0;
    if (guids->failure.status) {
        *err = guids->failure;
        return err->status;
    }
    if (guids->spool != NULL && spool_finish(guids->spool, err))
        return err->status;
    while (part.room < guids->things / part.parts * 2)
        part.room *= 2;
    part.table = mem_alloc(part.room, sizeof *part.table);
    for (; part.number < part.parts && !status; part.number++) {
        memset(part.table, 0, part.room * sizeof *part.table);
        part.count = 0;
        status = go_through(guids, &part, false, line, err);
        if (!status)
            status = go_through(guids, &part, true, line, err);
    }
    free(part.table);
    return status;
}
