/* SPDX-License-Identifier: MIT */
/* Deflating bytes as they come, so that an archive can be packed while its
 * content is still being made. What is packed in one go is a piece; pieces that
 * stand one after the other, the last one ended as the last, are one deflated
 * stream, whoever packed them and when. */
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
    struct spool *spool; /* where the packed bytes stand */
    uint64_t at, len;    /* bytes */
};

struct packing;

/* Where packed bytes go; keeps its own failures (spool_add() has this shape). */
typedef void (*packing_sink)(void *data, const char *bytes, size_t len);

/* To end with packing_free(). It packs fast rather than small. */
struct packing *packing_new(packing_sink sink, void *data);
void packing_add(struct packing *packing, const char *bytes, size_t len);
/* Ends the piece and begins the next; `size`, `crc` and `len` of it are filled.
 * `last`: nothing may follow it in its stream. */
struct packed packing_end(struct packing *packing, bool last);
void packing_free(struct packing *packing);

/* The check sum of bytes after those of sum `before`, from their own. */
uint32_t packing_join(uint32_t before, const struct packed *after);

#endif
