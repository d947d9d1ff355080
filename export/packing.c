/* SPDX-License-Identifier: MIT */
/* Deflating over ISA-L, or where the system has none (it is for x86-64 and ARM64 alone) over zlib.
 * Its one idea: a flush ends a piece on a whole byte, and no piece looks back
 * into the one before, so that pieces can be put together in another order than
 * they were made. */
#include "export/packing.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "core/mem.h"

#ifdef PACKING_ISAL
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#endif

enum { OUT = 1 << 16 };
enum flush { FLUSH_NOT, FLUSH_PIECE, FLUSH_LAST };

/* --- what deflates ---------------------------------------------------------- */

#ifdef PACKING_ISAL

/* Its level 1 packs a little better than that of zlib, some four times as fast. */
struct engine {
    struct isal_zstream stream;
    unsigned char room[ISAL_DEF_LVL1_DEFAULT];
};

static void engine_begin(struct engine *engine)
{
    isal_deflate_init(&engine->stream); /* a raw stream */
    engine->stream.level = 1;
    engine->stream.level_buf = engine->room;
    engine->stream.level_buf_size = sizeof engine->room;
}

static void engine_give(struct engine *engine, const char *bytes, unsigned len)
{
    engine->stream.next_in = (unsigned char *)(uintptr_t)bytes; /* which it only reads */
    engine->stream.avail_in = len;
}

/* Fills `out`; returns how many bytes. */
static size_t engine_run(struct engine *engine, enum flush flush, unsigned char out[OUT])
{
    engine->stream.flush = flush == FLUSH_PIECE ? FULL_FLUSH : NO_FLUSH;
    engine->stream.end_of_stream = flush == FLUSH_LAST;
    engine->stream.next_out = out;
    engine->stream.avail_out = OUT;
    (void)isal_deflate(&engine->stream); /* fails for wrong arguments alone */
    return OUT - engine->stream.avail_out;
}

static void engine_end(struct engine *engine)
{
    (void)engine;
}

static uint32_t check_sum(uint32_t before, const char *bytes, unsigned len)
{
    return crc32_gzip_refl(before, (const unsigned char *)bytes, len);
}

#else

enum { LEVEL = 1 }; /* a fifth more bytes than 6 in a fifth of the time */

struct engine {
    z_stream stream;
    bool begun;
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

static void engine_begin(struct engine *engine)
{
    if (engine->begun) {
        (void)deflateReset(&engine->stream);
        return;
    }
    engine->begun = true;
    engine->stream.zalloc = allocate;
    engine->stream.zfree = let_go;
    if (deflateInit2(&engine->stream, LEVEL, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL,
                     Z_DEFAULT_STRATEGY)
        != Z_OK)
        abort(); /* zlib is not the one that moot was built with */
}

static void engine_give(struct engine *engine, const char *bytes, unsigned len)
{
    engine->stream.next_in = (z_const Bytef *)bytes;
    engine->stream.avail_in = len;
}

/* Fills `out`; returns how many bytes. */
static size_t engine_run(struct engine *engine, enum flush flush, unsigned char out[OUT])
{
    static const int as[] = { Z_NO_FLUSH, Z_FULL_FLUSH, Z_FINISH };

    engine->stream.next_out = out;
    engine->stream.avail_out = OUT;
    (void)deflate(&engine->stream, as[flush]); /* fails for wrong arguments alone */
    return OUT - engine->stream.avail_out;
}

static void engine_end(struct engine *engine)
{
    (void)deflateEnd(&engine->stream);
}

static uint32_t check_sum(uint32_t before, const char *bytes, unsigned len)
{
    return (uint32_t)crc32(before, (const unsigned char *)bytes, len);
}

#endif

/* --- pieces ------------------------------------------------------------------ */

struct packing {
    struct engine engine;
    packing_sink sink;
    void *data;
    struct packed piece; /* the one that is on */
    unsigned char out[OUT];
};

struct packing *packing_new(packing_sink sink, void *data)
{
    struct packing *packing = mem_alloc(1, sizeof *packing);

    packing->sink = sink;
    packing->data = data;
    engine_begin(&packing->engine);
    return packing;
}

/* Packs what was given. */
static void pack(struct packing *packing, enum flush flush)
{
    size_t got;

    do {
        got = engine_run(&packing->engine, flush, packing->out);
        if (got > 0)
            packing->sink(packing->data, (const char *)packing->out, got);
        packing->piece.len += got;
    } while (got == OUT);
}

void packing_add(struct packing *packing, const char *bytes, size_t len)
{
    packing->piece.size += len;
    while (len > 0) {
        unsigned part = len > INT_MAX ? INT_MAX : (unsigned)len;

        packing->piece.crc = check_sum(packing->piece.crc, bytes, part);
        engine_give(&packing->engine, bytes, part);
        pack(packing, FLUSH_NOT);
        bytes += part;
        len -= part;
    }
}

struct packed packing_end(struct packing *packing, bool last)
{
    struct packed piece;

    engine_give(&packing->engine, NULL, 0);
    pack(packing, last ? FLUSH_LAST : FLUSH_PIECE);
    engine_begin(&packing->engine);
    piece = packing->piece;
    packing->piece = (struct packed){ 0 };
    return piece;
}

void packing_free(struct packing *packing)
{
    if (packing == NULL)
        return;
    engine_end(&packing->engine);
    free(packing);
}

uint32_t packing_join(uint32_t before, const struct packed *after)
{
    return (uint32_t)crc32_combine(before, after->crc, (z_off_t)after->size);
}
