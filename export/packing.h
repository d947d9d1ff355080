/* SPDX-License-Identifier: MIT */
/* Deflating bytes as they come, so that an archive can be packed while its
 * content is still being made. What is packed in one go is a piece; pieces that
 * stand one after the other, the last one ended as the last, are one deflated
 * stream, whoever packed them and when.
 *
 * What was packed is unpacked at once, by zlib, whatever deflated it: that a
 * piece comes out as it went in is known before it goes anywhere. */
#ifndef EXPORT_PACKING_H
#define EXPORT_PACKING_H

#include "core/attr.h"
#include "core/error.h"
#include "export/spool.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece: what it unpacks to, and where it stands. */
struct packed {
    uint64_t size;       /* bytes unpacked */
    uint32_t crc;        /* of them */
    bool sound;          /* it was unpacked, and has come out as it went in */
    uint32_t packed_crc; /* of the packed bytes */
    struct spool *spool; /* where those stand */
    uint64_t at, len;    /* bytes */
};

struct packing;

/* Where packed bytes go; keeps its own failures (spool_add() has this shape). */
typedef void (*packing_sink)(void *data, const char *bytes, size_t len);

/* To end with packing_free(). It packs fast rather than small. */
struct packing *packing_new(packing_sink sink, void *data);
void packing_add(struct packing *packing, const char *bytes, size_t len);
/* Ends the piece and begins the next; all of it is filled but where it stands.
 * `last`: nothing may follow it in its stream. */
struct packed packing_end(struct packing *packing, bool last);
void packing_free(struct packing *packing);

/* Check sums (CRC-32 as in zip): of bytes after those of sum `before`, and the same from
 * the sum of their own. */
uint32_t packing_sum(uint32_t before, const char *bytes, size_t len);
uint32_t packing_join(uint32_t before, uint32_t after, uint64_t len);

#endif
