/* SPDX-License-Identifier: MIT */
/* The GUIDs of a REFI-QDA file: that each is used once, and that references
 * lead to a thing of the right kind, also one that comes later. For the check
 * of a .qdpx. They are noted as they come, in a spool where they are many, and
 * compared at the end, part by part, so that memory does not grow with them. */
#ifndef EXPORT_GUIDS_H
#define EXPORT_GUIDS_H

#include "core/attr.h"
#include "core/error.h"
#include "core/id.h"
#include "export/spool.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Kinds are bits, so that a reference can allow several. */
enum guid_kind {
    GUID_USER = 1,
    GUID_CODE = 2,
    GUID_SOURCE = 4,
    GUID_SELECTION = 8,
    GUID_CODING = 16,
    GUID_NOTE = 32,
    GUID_LINK = 64,
    GUID_SET = 128,
    GUID_SYNC = 256
};

/* A thing, or a reference to one. */
struct guid_note {
    struct id id;
    uint16_t kinds;  /* of a thing: its one; of a reference: those allowed */
    uint16_t refers; /* it is a reference */
    int line;        /* where it stands */
};

enum { GUIDS_HELD = 1 << 14, GUIDS_REMEMBERED = 1 << 12, GUID_FIRST_BYTES = 256 };

/* GUIDS_HELD notes in the spool, ordered by the first byte of their GUIDs. */
struct guid_block {
    uint16_t first[GUID_FIRST_BYTES + 1]; /* where those with that byte begin */
};

struct guids {
    const char *beside;     /* a path in whose folder the spool may stand; borrowed */
    struct guid_note *held; /* the last ones */
    size_t held_count, held_room;
    struct spool *spool;  /* those before; NULL: there are none */
    struct guid_block *block;
    size_t block_count, block_room;
    struct guid_note *sorted; /* scratch: a block on its way */
    struct error failure; /* of its making */
    uint64_t things;
    struct guid_note *last; /* references that were noted last, by a hash: most come again */
};

/* Reads a GUID as ATLAS.ti writes it: upper case, no braces. */
NODISCARD bool guid_read(struct id *id, const char *text, size_t len);

/* Nothing noted yet. The caller ends it with guids_release(). */
void guids_init(struct guids *guids, const char *beside);
void guids_release(struct guids *guids);

/* Notes a thing, or a reference, that stands on `line`. */
void guids_add(struct guids *guids, const struct id *id, enum guid_kind kind, int line);
void guids_refer(struct guids *guids, const struct id *id, int kinds, int line);

/* Compares all that was noted. STATUS_INPUT: a GUID that two things have, or a
 * reference that leads nowhere or to another kind; *line is where. */
NODISCARD enum status guids_check(struct guids *guids, int *line, struct error *err);

#endif
