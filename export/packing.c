/* SPDX-License-Identifier: MIT */
/* Deflating over zlib. Its one idea: a flush ends a piece on a whole byte, and
 * no piece looks back into the one before, so that pieces can be put together
 * in another order than they were made. */
#include "export/packing.h"
#include "core/mem.h"
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

enum { OUT = 1 << 16 };

struct packing {
    z_stream stream;
    packing_sink sink;
    void *data;
    struct packed piece; /* the one that is on */
    unsigned char out[OUT];
};

/* Never fails: it allocates or ends the program, as everything of moot. */
static void *allocate(void *data, unsigned count, unsigned size)
{
    (void)data;
    return mem_alloc(count, size);
}

static void let_go(void *data, void *memory)
{
    (void)data;
    free(memory);
}

enum status packing_new(struct packing **out, int level, packing_sink sink, void *data,
                        struct error *err)
{
    struct packing *packing = mem_alloc(1, sizeof *packing);

    *out = NULL;
    packing->sink = sink;
    packing->data = data;
    packing->stream.zalloc = allocate;
    packing->stream.zfree = let_go;
    if (deflateInit2(&packing->stream, level, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL,
                     Z_DEFAULT_STRATEGY)
        != Z_OK) {
        free(packing);
        return error_set(err, STATUS_IO, "cannot compress: zlib is of another version");
    }
    *out = packing;
    return STATUS_OK;
}

/* Packs what is in the stream; `flush` is zlib's. */
static void pack(struct packing *packing, int flush)
{
    do {
        size_t got;

        packing->stream.next_out = packing->out;
        packing->stream.avail_out = OUT;
        (void)deflate(&packing->stream, flush); /* fails for wrong arguments alone */
        got = OUT - packing->stream.avail_out;
        if (got > 0)
            packing->sink(packing->data, (const char *)packing->out, got);
        packing->piece.len += got;
    } while (packing->stream.avail_out == 0);
}

void packing_add(struct packing *packing, const char *bytes, size_t len)
{
    packing->piece.size += len;
    while (len > 0) {
        uInt part = len > INT_MAX ? INT_MAX : (uInt)len;

        packing->piece.crc =
            (uint32_t)crc32(packing->piece.crc, (const unsigned char *)bytes, part);
        packing->stream.next_in = (z_const Bytef *)bytes;
        packing->stream.avail_in = part;
        pack(packing, Z_NO_FLUSH);
        bytes += part;
        len -= part;
    }
}

struct packed packing_end(struct packing *packing, bool last)
{
    struct packed piece;

    packing->stream.next_in = NULL;
    packing->stream.avail_in = 0;
    pack(packing, last ? Z_FINISH : Z_SYNC_FLUSH);
    (void)deflateReset(&packing->stream);
    piece = packing->piece;
    packing->piece = (struct packed){ 0 };
    return piece;
}

void packing_free(struct packing *packing)
{
    if (packing == NULL)
        return;
    (void)deflateEnd(&packing->stream);
    free(packing);
}

uint32_t packing_join(uint32_t before, const struct packed *after)
{
    return (uint32_t)crc32_combine(before, after->crc, (z_off_t)after->size);
}
