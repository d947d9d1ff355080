/* SPDX-License-Identifier: MIT */
/* Deflating over ISA-L, or where the system has none (it is for x86-64 and ARM64 alone) over zlib.
 * Its one idea: a flush ends a piece on a whole byte, and no piece looks back
 * into the one before, so that pieces can be put together in another order than
 * they were made, and each can be unpacked alone. */
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

/* --- memory for zlib ---------------------------------------------------------- */

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

uint32_t packing_sum(uint32_t before, const char *bytes, size_t len)
{
    return crc32_gzip_refl(before, (const unsigned char *)bytes, len);
}

#else

enum { LEVEL = 1 }; /* a fifth more bytes than 6 in a fifth of the time */

struct engine {
    z_stream stream;
    bool begun;
};

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

uint32_t packing_sum(uint32_t before, const char *bytes, size_t len)
{
    return (uint32_t)crc32_z(before, (const unsigned char *)bytes, len);
}

#endif

/* --- what unpacks it again ----------------------------------------------------- */

struct unpacking {
    z_stream stream;
    int state; /* what inflate() said last; a lack of input is none of it */
    int where; /* data_type of the stream behind the last bytes that were taken */
    uint64_t size;
    uint32_t crc;
    unsigned char out[OUT];
};

static void unpacking_begin(struct unpacking *unpacking)
{
    unpacking->stream.zalloc = allocate;
    unpacking->stream.zfree = let_go;
    if (inflateInit2(&unpacking->stream, -MAX_WBITS) != Z_OK)
        abort(); /* zlib is not the one that moot was built with */
}

static void unpack(struct unpacking *unpacking, const unsigned char *bytes, size_t len)
{
    z_stream *stream = &unpacking->stream;
    int state = unpacking->state;

    stream->next_in = (z_const Bytef *)bytes;
    stream->avail_in = (uInt)len;
    while (state == Z_OK) { /* until it lacks input, which has all been given then */
        size_t got;

        stream->next_out = unpacking->out;
        stream->avail_out = OUT;
        state = inflate(stream, Z_NO_FLUSH);
        got = OUT - stream->avail_out;
        unpacking->size += got;
        unpacking->crc = packing_sum(unpacking->crc, (const char *)unpacking->out, got);
        if (state == Z_OK)
            unpacking->where = stream->data_type;
    }
    unpacking->state = state == Z_BUF_ERROR ? Z_OK : state;
    if (unpacking->state == Z_STREAM_END && stream->avail_in > 0)
        unpacking->state = Z_DATA_ERROR; /* something stands behind the end */
}

/* Whether the piece came out as it went in; the next one may begin. One that is not the last
 * ends between two blocks on a whole byte. */
static bool unpacking_end(struct unpacking *unpacking, const struct packed *piece, bool last)
{
    enum { BETWEEN_BLOCKS = 128 }; /* and no bit left over (zlib.h, inflate()) */
    bool ended = last ? unpacking->state == Z_STREAM_END
                      : unpacking->state == Z_OK && unpacking->where == BETWEEN_BLOCKS;
    bool sound = ended && unpacking->size == piece->size && unpacking->crc == piece->crc;

    (void)inflateReset(&unpacking->stream);
    unpacking->state = Z_OK;
    unpacking->where = 0;
    unpacking->size = 0;
    unpacking->crc = 0;
    return sound;
}

/* --- pieces ------------------------------------------------------------------ */

struct packing {
    struct engine engine;
    struct unpacking unpacking;
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
    unpacking_begin(&packing->unpacking);
    return packing;
}

/* Packs what was given. */
static void pack(struct packing *packing, enum flush flush)
{
    size_t got;

    do {
        const char *out = (const char *)packing->out;

        got = engine_run(&packing->engine, flush, packing->out);
        if (got == 0)
            break;
        packing->piece.packed_crc = packing_sum(packing->piece.packed_crc, out, got);
        packing->piece.len += got;
        unpack(&packing->unpacking, packing->out, got);
        packing->sink(packing->data, out, got);
    } while (got == OUT);
}

void packing_add(struct packing *packing, const char *bytes, size_t len)
{
    packing->piece.size += len;
    packing->piece.crc = packing_sum(packing->piece.crc, bytes, len);
    while (len > 0) {
        unsigned part = len > INT_MAX ? INT_MAX : (unsigned)len;

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
    piece.sound = unpacking_end(&packing->unpacking, &piece, last);
    packing->piece = (struct packed){ 0 };
    return piece;
}

void packing_free(struct packing *packing)
{
    if (packing == NULL)
        return;
    engine_end(&packing->engine);
    (void)inflateEnd(&packing->unpacking.stream);
    free(packing);
}

uint32_t packing_join(uint32_t before, uint32_t after, uint64_t len)
{
    return (uint32_t)crc32_combine(before, after, (z_off_t)len);
}
