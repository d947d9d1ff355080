/* SPDX-License-Identifier: MIT */
/* What a document is made of: the record of one meeting as it comes from the
 * study, in pieces that own what they hold. So another thread can make the
 * document while this one reads on. */
#ifndef EXPORT_MATERIAL_H
#define EXPORT_MATERIAL_H

#include "core/entry.h"
#include "core/pool.h"
#include "core/room.h"
#include "export/roll.h"
#include "storage/memos.h"
#include "storage/study.h"

/* Who and what a meeting has, as its record ends; the roll as it begins. */
struct material_seats {
    struct room room;
    struct roll roll;
};

struct material {
    const struct meeting *meeting; /* borrowed */
    struct material_seats *seats;  /* in the first piece of a meeting; NULL in those after it */
    struct pool *pool;             /* of the entries */
    const struct entry **entry;    /* the next ones of the record */
    size_t count;
    size_t bytes;       /* of their texts */
    bool last;          /* no piece of this meeting comes after it: it has the memos */
    struct memos memos; /* of the meeting and of its entries */
};

/* Reads a meeting and gives its pieces one after the other to `give`, which
 * takes each over, to end with material_release(), and whose failure ends it.
 * STATUS_DAMAGED and others as the study's reading has them. */
NODISCARD enum status material_read(struct study *study, const struct meeting *meeting,
                                    enum status (*give)(void *data, struct material *piece,
                                                        struct error *err),
                                    void *data, struct error *err);

/* Frees what a piece still has; seats that were taken out of it are NULL. */
void material_release(struct material *piece);
void material_seats_free(struct material_seats *seats);

#endif
