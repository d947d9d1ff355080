/* SPDX-License-Identifier: MIT */
/* GUIDs as notes. Version 5 UUIDs are hashes already, so some of their bytes
 * tell the part in which they are compared, and others the place in its table.
 * They go to the spool in blocks that are in the order of the first byte, so that
 * each part is read without the others. */
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
    free(guids->sorted);
    free(guids->block);
    *guids = (struct guids){ 0 };
}

/* The held ones by their first byte, otherwise as they came. */
static void sort_held(struct guids *guids, struct guid_block *block)
{
    uint16_t next[GUID_FIRST_BYTES] = { 0 };

    for (size_t i = 0; i < guids->held_count; i++)
        block->first[guids->held[i].id.byte[0] + 1]++;
    for (size_t byte = 0; byte < GUID_FIRST_BYTES; byte++) {
        next[byte] = block->first[byte];
        block->first[byte + 1] = (uint16_t)(block->first[byte + 1] + block->first[byte]);
    }
    for (size_t i = 0; i < guids->held_count; i++)
        guids->sorted[next[guids->held[i].id.byte[0]]++] = guids->held[i];
}

/* Moves those that are held to the spool, as a block. */
static void set_down(struct guids *guids)
{
    if (guids->spool == NULL && guids->failure.status == STATUS_OK)
        (void)!spool_open(&guids->spool, guids->beside, &guids->failure);
    if (guids->spool != NULL) {
        if (guids->sorted == NULL)
            guids->sorted = mem_alloc(GUIDS_HELD, sizeof *guids->sorted);
        guids->block =
            mem_grow(guids->block, guids->block_count, &guids->block_room, sizeof *guids->block);
        guids->block[guids->block_count] = (struct guid_block){ { 0 } };
        sort_held(guids, &guids->block[guids->block_count++]);
        spool_add(guids->spool, (const char *)guids->sorted, sizeof *guids->sorted * GUIDS_HELD);
    }
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

/* The things of one part: open addressing. It has the GUIDs that begin with one of
 * some bytes. */
struct part {
    struct guid_note *table; /* kinds 0: free */
    size_t room;             /* a power of two */
    size_t count;
    unsigned from, to; /* of the bytes, `to` not included */
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

    if ((note->refers != 0) != refers || note->id.byte[0] < part->from
        || note->id.byte[0] >= part->to)
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

/* Those of one block. */
static enum status go_through_block(struct guids *guids, size_t block, struct part *part,
                                    bool refers, struct guid_note *notes, int *line,
                                    struct error *err)
{
    size_t from = guids->block[block].first[part->from], to = guids->block[block].first[part->to];

    while (from < to) {
        size_t count = to - from < READ_AT_ONCE ? to - from : READ_AT_ONCE;

        if (spool_read(guids->spool, ((uint64_t)block * GUIDS_HELD + from) * sizeof *notes,
                       (char *)notes, count * sizeof *notes, err))
            return err->status;
        for (size_t i = 0; i < count; i++)
            if (take(part, &notes[i], refers, line, err))
                return err->status;
        from += count;
    }
    return STATUS_OK;
}

/* All notes, or all references, that belong to the part. */
static enum status go_through(struct guids *guids, struct part *part, bool refers, int *line,
                              struct error *err)
{
    struct guid_note *notes = mem_alloc(READ_AT_ONCE, sizeof *notes);
    enum status status = STATUS_OK;

    for (size_t block = 0; block < guids->block_count && !status; block++)
        status = go_through_block(guids, block, part, refers, notes, line, err);
    for (size_t i = 0; i < guids->held_count && !status; i++)
        status = take(part, &guids->held[i], refers, line, err);
    free(notes);
    return status;
}

enum status guids_check(struct guids *guids, int *line, struct error *err)
{
    uint64_t wanted = 1 + guids->things / IN_A_PART;
    unsigned parts = wanted < GUID_FIRST_BYTES ? (unsigned)wanted : GUID_FIRST_BYTES;
    struct part part = { .room = 64 };
    enum status status = STATUS_OK;
    uint64_t most; /* things of the part that has the most bytes, as hashes are spread */

    *line = 0;
    if (guids->failure.status) {
        *err = guids->failure;
        return err->status;
    }
    if (guids->spool != NULL && spool_finish(guids->spool, err))
        return err->status;
    most = guids->things * ((GUID_FIRST_BYTES + parts - 1) / parts) / GUID_FIRST_BYTES;
    while (part.room < most + most / 3)
        part.room *= 2;
    part.table = mem_alloc(part.room, sizeof *part.table);
    for (unsigned number = 0; number < parts && !status; number++) {
        part.from = number * GUID_FIRST_BYTES / parts;
        part.to = (number + 1) * GUID_FIRST_BYTES / parts;
        memset(part.table, 0, part.room * sizeof *part.table);
        part.count = 0;
        status = go_through(guids, &part, false, line, err);
        if (!status)
            status = go_through(guids, &part, true, line, err);
    }
    free(part.table);
    return status;
}
