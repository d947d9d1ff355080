/* SPDX-License-Identifier: MIT */
/* The GUIDs of a REFI-QDA file: that each is used once, and that references
 * lead to a thing of the right kind, also one that comes later. For the check
 * of a .qdpx. */
#ifndef EXPORT_GUIDS_H
#define EXPORT_GUIDS_H

#include "core/attr.h"
#include "core/error.h"
#include "core/id.h"
#include <stdbool.h>
#include <stddef.h>

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

/* A reference to something that did not come yet. */
struct guid_wait {
    struct id id;
    unsigned short kinds; /* allowed */
    int line;            /* where it stands */
};

struct guids {
    struct id *id;       /* open addressing */
    unsigned short *kind; /* beside id; 0: free */
    size_t count, room;
    struct guid_wait *wait;
    size_t wait_count, wait_room;
};
#define GUIDS_INIT { NULL, NULL, 0, 0, NULL, 0, 0 }

/* Reads a GUID as ATLAS.ti writes it: upper case, no braces. */
NODISCARD bool guid_read(struct id *id, const char *text, size_t len);

/* Notes a thing; false when the GUID is used already. */
NODISCARD bool guids_add(struct guids *guids, const struct id *id, enum guid_kind kind);

/* Notes a reference on `line`; false when it leads to a thing of another kind. */
NODISCARD bool guids_refer(struct guids *guids, const struct id *id, int kinds, int line);

/* The first reference that leads nowhere or to another kind; NULL when all are
 * good. Borrowed. */
const struct guid_wait *guids_lost(const struct guids *guids);

void guids_release(struct guids *guids);

#endif
