/* SPDX-License-Identifier: MIT */
/* A set of GUIDs with their kinds. Version 5 UUIDs are hashes already, so some
 * of their bytes are the place. */
#include "export/guids.h"
#include "core/mem.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int hexadecimal(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* By hand: a large export has a million of them. */
bool guid_read(struct id *id, const char *text, size_t len)
{
    size_t at = 0;

    if (len != ID_TEXT - 1)
        return false;
    for (size_t i = 0; i < sizeof id->byte; i++) {
        int high, low;

        if ((i == 4 || i == 6 || i == 8 || i == 10) && text[at++] != '-')
            return false;
        high = hexadecimal(text[at]);
        low = hexadecimal(text[at + 1]);
        if (high < 0 || low < 0)
            return false;
        id->byte[i] = (unsigned char)(high << 4 | low);
        at += 2;
    }
    return !id_is_none(id);
}

static size_t place(const struct guids *guids, const struct id *id)
{
    uint64_t hash;
    size_t at;

    memcpy(&hash, id->byte + 8, sizeof hash);
    hash *= 0x9E3779B97F4A7C15u;
    at = (size_t)(hash >> 24) & (guids->room - 1);
    while (guids->kind[at] != 0 && memcmp(&guids->id[at], id, sizeof *id) != 0)
        at = (at + 1) & (guids->room - 1);
    return at;
}

static void grow(struct guids *guids)
{
    struct guids old = *guids;

    guids->room = old.room == 0 ? 1024 : old.room * 2;
    guids->id = mem_alloc(guids->room, sizeof *guids->id);
    guids->kind = mem_alloc(guids->room, sizeof *guids->kind);
    for (size_t i = 0; i < old.room; i++)
        if (old.kind[i] != 0) {
            size_t at = place(guids, &old.id[i]);

            guids->id[at] = old.id[i];
            guids->kind[at] = old.kind[i];
        }
    free(old.id);
    free(old.kind);
}

bool guids_add(struct guids *guids, const struct id *id, enum guid_kind kind)
{
    size_t at;

    if (guids->count + 1 > guids->room / 4 * 3)
        grow(guids);
    at = place(guids, id);
    if (guids->kind[at] != 0)
        return false;
    guids->id[at] = *id;
    guids->kind[at] = (unsigned short)kind;
    guids->count++;
    return true;
}

/* The kind of what has this GUID; 0 when nothing has. */
static int kind_of(const struct guids *guids, const struct id *id)
{
    return guids->room == 0 ? 0 : guids->kind[place(guids, id)];
}

bool guids_refer(struct guids *guids, const struct id *id, int kinds, int line)
{
    int kind = kind_of(guids, id);

    if (kind != 0)
        return (kind & kinds) != 0;
    guids->wait = mem_grow(guids->wait, guids->wait_count, &guids->wait_room,
                           sizeof *guids->wait);
    guids->wait[guids->wait_count++] = (struct guid_wait){ *id, (unsigned short)kinds, line };
    return true;
}

const struct guid_wait *guids_lost(const struct guids *guids)
{
    for (size_t i = 0; i < guids->wait_count; i++)
        if ((kind_of(guids, &guids->wait[i].id) & guids->wait[i].kinds) == 0)
            return &guids->wait[i];
    return NULL;
}

void guids_release(struct guids *guids)
{
    free(guids->id);
    free(guids->kind);
    free(guids->wait);
    *guids = (struct guids)GUIDS_INIT;
}
