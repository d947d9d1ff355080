/* SPDX-License-Identifier: MIT */
/* The write-ahead log: a header and frames of one page each. Each frame bears
 * a checksum over itself and all before it, and the salts of its log: frames
 * with others are left from an earlier one. */
#include "storage/pages_log.h"

#include "core/mem.h"
#include "core/str.h"
#include "storage/seal_image.h"
#include <stdlib.h>
#include <string.h>

enum { LOG_HEADER = 32, FRAME_HEADER = 24 };

struct sum {
    uint32_t a, b;
};

/* The magic number tells in which order of bytes the words are summed. */
static void add(struct sum *sum, const unsigned char *at, size_t len, bool big_endian)
{
    for (size_t i = 0; i + 8 <= len; i += 8) {
        uint32_t word[2];

        for (size_t j = 0; j < 2; j++) {
            const unsigned char *w = at + i + 4 * j;

            word[j] = big_endian ? pages_number(w, 4)
                                 : (uint32_t)w[3] << 24 | (uint32_t)w[2] << 16 | (uint32_t)w[1] << 8
                                       | w[0];
        }
        sum->a += word[0] + sum->b;
        sum->b += word[1] + sum->a;
    }
}

struct log {
    const unsigned char *bytes;
    size_t page_size, frames;
    bool big_endian;
    bool sealed; /* what opened is good, what did not is zeros */
    unsigned char salts[8];
};

static const unsigned char *frame_at(const struct log *log, size_t i)
{
    return log->bytes + LOG_HEADER + i * (FRAME_HEADER + log->page_size);
}

/* Whether frame `i` follows from the checksum that the one before it bears. */
static bool frame_is_good(const struct log *log, size_t i)
{
    const unsigned char *frame = frame_at(log, i);
    const unsigned char *before = i == 0 ? log->bytes + 24 : frame_at(log, i - 1) + 16;
    struct sum sum = { pages_number(before, 4), pages_number(before + 4, 4) };

    if (memcmp(frame + 8, log->salts, 8) != 0)
        return false;
    if (log->sealed)
        return true;
    add(&sum, frame, 8, log->big_endian);
    add(&sum, frame + FRAME_HEADER, log->page_size, log->big_endian);
    return sum.a == pages_number(frame + 16, 4) && sum.b == pages_number(frame + 20, 4);
}

static void put_page(struct pages *pages, const struct log *log, size_t i)
{
    const unsigned char *frame = frame_at(log, i);
    size_t page = pages_number(frame, 4), end = page * log->page_size;

    if (page == 0 || page > pages->size / log->page_size + log->frames)
        return;
    if (end > pages->size) {
        pages->bytes = mem_resize(pages->bytes, end + 1, 1);
        memset(pages->bytes + pages->size, 0, end - pages->size);
        pages->size = end;
    }
    memcpy(pages->bytes + end - log->page_size, frame + FRAME_HEADER, log->page_size);
    pages->frames++;
}

static void play(struct pages *pages, const struct log *log)
{
    bool *good = mem_alloc(log->frames, sizeof *good);
    size_t last = 0; /* one behind the last that ends a transaction */

    for (size_t i = 0; i < log->frames; i++) {
        const unsigned char *frame = frame_at(log, i);

        if (memcmp(frame + 8, log->salts, 8) != 0
            && !(log->sealed && pages_number(frame + 8, 4) == 0 && pages_number(frame + 12, 4) == 0))
            break; /* from here on they are of an earlier log */
        good[i] = frame_is_good(log, i);
        if (!good[i])
            pages->bad_frames++;
        else if (pages_number(frame + 4, 4) != 0)
            last = i + 1;
    }
    for (size_t i = 0; i < last; i++)
        if (good[i])
            put_page(pages, log, i);
    free(good);
}

enum status pages_play_log(struct pages *pages, const char *path, struct error *err)
{
    struct str name = STR_INIT;
    struct log log = { .page_size = pages->page_size };
    unsigned char *bytes;
    size_t size;
    enum status status;

    str_add_format(&name, "%s-wal", path);
    status = pages_load_file(name.text, &bytes, &size, &pages->unread, err);
    str_release(&name);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status)
        return status;
    if (size > LOG_HEADER + FRAME_HEADER) {
        uint32_t magic = pages_number(bytes, 4), page_size = pages_number(bytes + 8, 4);

        if (!pages->header_is_good && page_size >= 512 && page_size <= 65536
            && (page_size & (page_size - 1)) == 0)
            log.page_size = page_size;
        log.bytes = bytes;
        log.big_endian = magic == 0x377F0683;
        log.frames = (size - LOG_HEADER) / (FRAME_HEADER + log.page_size);
        log.sealed = pages->seal != NULL;
        if (log.sealed)
            seal_image_open_log(pages->seal, bytes, size);
        memcpy(log.salts, log.frames > 0 && !log.sealed ? frame_at(&log, 0) + 8 : bytes + 16, 8);
        play(pages, &log);
    }
    free(bytes);
    return STATUS_OK;
}
