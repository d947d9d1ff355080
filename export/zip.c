/* SPDX-License-Identifier: MIT */
/* Writing zip archives, byte by byte (APPNOTE 4.3): a local header, which gets
 * its sizes when its entry stands, the deflated bytes, the directory at the
 * end. */
#include "export/zip.h"
#include "core/mem.h"
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Noon of the first day that a DOS time can tell. */
enum { DOS_TIME = 12 << 11, DOS_DATE = (1 << 5) | 1 };

enum {
    DEFLATED = 8,
    VERSION = 20,          /* 2.0: deflate */
    MADE_BY = 3 << 8 | 63, /* Unix, of 6.3 of the format's description */
    FAST = 4,              /* flags: which effort was made */
    LOCAL_HEADER = 30,
    DIRECTORY_ENTRY = 46,
    DIRECTORY_END = 22,
    PIECE = 1 << 16
};
#define PLAIN_FILE (UINT32_C(0100666) << 16) /* what Unix calls its mode */

/* One entry: from a spool, from memory, or packed already. */
struct content {
    char *name;
    struct spool *spool; /* NULL: elsewhere */
    uint64_t start;
    char *text;            /* owned; NULL: elsewhere */
    struct packed *pieces; /* owned; NULL: elsewhere */
    size_t piece_count;
    uint64_t size, packed; /* bytes before and after */
    uint32_t crc, packed_crc;
    bool sound;  /* what was packed was unpacked again */
    uint64_t at; /* of its local header */
};

struct archive_writer {
    struct content *contents;
    size_t count, room;
    int fd;
    int failed;          /* errno of the first failure; 0 none */
    uint64_t at;         /* where the next byte goes */
    bool (*go_on)(void *data);
    void *data;
    const char *path;
};

struct archive_writer *archive_writer_new(void)
{
    return mem_alloc(1, sizeof(struct archive_writer));
}

static struct content *add_content(struct archive_writer *writer, const char *name, uint64_t size)
{
    struct content *content;

    writer->contents =
        mem_grow(writer->contents, writer->count, &writer->room, sizeof *writer->contents);
    content = &writer->contents[writer->count++];
    *content = (struct content){ .name = mem_copy(name), .size = size };
    return content;
}

void archive_add_spool(struct archive_writer *writer, const char *name, struct spool *spool,
                       uint64_t start, uint64_t len)
{
    struct content *content = add_content(writer, name, len);

    content->spool = spool;
    content->start = start;
}

void archive_add_text(struct archive_writer *writer, const char *name, const char *text, size_t len)
{
    add_content(writer, name, len)->text = mem_copy_len(text, len);
}

void archive_add_packed(struct archive_writer *writer, const char *name,
                        const struct packed *pieces, size_t count)
{
    struct content *content = add_content(writer, name, 0);

    content->pieces = mem_alloc(count, sizeof *pieces);
    memcpy(content->pieces, pieces, count * sizeof *pieces);
    content->piece_count = count;
    content->sound = true;
    for (size_t i = 0; i < count; i++) {
        const struct packed *piece = &pieces[i];

        content->crc = packing_join(content->crc, piece->crc, piece->size);
        content->packed_crc = packing_join(content->packed_crc, piece->packed_crc, piece->len);
        content->size += piece->size;
        content->packed += piece->len;
        content->sound = content->sound && piece->sound;
    }
}

/* --- bytes ------------------------------------------------------------------- */

static void put_at(struct archive_writer *writer, uint64_t at, const void *bytes, size_t len)
{
    size_t written = 0;

    while (written < len && writer->failed == 0) {
        ssize_t n =
            pwrite(writer->fd, (const char *)bytes + written, len - written, (off_t)(at + written));

        if (n >= 0)
            written += (size_t)n;
        else if (errno != EINTR)
            writer->failed = errno;
    }
}

static void put(void *data, const char *bytes, size_t len)
{
    struct archive_writer *writer = data;

    put_at(writer, writer->at, bytes, len);
    writer->at += len;
}

static unsigned char *little(unsigned char *to, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        *to++ = (unsigned char)(value >> 8 * i);
    return to;
}

/* What local header and directory share: from the version to the extra field. */
static unsigned char *describe(const struct content *content, unsigned char *to)
{
    to = little(to, VERSION, 2);
    to = little(to, FAST, 2);
    to = little(to, DEFLATED, 2);
    to = little(to, DOS_TIME, 2);
    to = little(to, DOS_DATE, 2);
    to = little(to, content->crc, 4);
    to = little(to, content->packed, 4);
    to = little(to, content->size, 4);
    to = little(to, strlen(content->name), 2);
    return little(to, 0, 2);
}

static void put_header(struct archive_writer *writer, const struct content *content)
{
    unsigned char header[LOCAL_HEADER];

    memcpy(header, "PK\3\4", 4);
    (void)describe(content, header + 4);
    put_at(writer, content->at, header, sizeof header);
}

static void put_directory(struct archive_writer *writer)
{
    uint64_t at = writer->at;
    struct str directory = STR_INIT;
    unsigned char end[DIRECTORY_END] = "PK\5\6";

    for (size_t i = 0; i < writer->count; i++) {
        const struct content *content = &writer->contents[i];
        unsigned char entry[DIRECTORY_ENTRY] = "PK\1\2", *to = entry + 4;

        to = little(to, MADE_BY, 2);
        to = describe(content, to);
        to = little(to, 0, 6); /* no comment, the first disk, no kind of text */
        to = little(to, PLAIN_FILE, 4);
        (void)little(to, content->at, 4);
        str_add_len(&directory, (const char *)entry, sizeof entry);
        str_add(&directory, content->name);
    }
    (void)little(end + 8, writer->count, 2);
    (void)little(end + 10, writer->count, 2);
    (void)little(end + 12, directory.len, 4);
    (void)little(end + 16, at, 4);
    str_add_len(&directory, (const char *)end, sizeof end);
    put(writer, str_text(&directory), directory.len);
    str_release(&directory);
}

/* --- contents ------------------------------------------------------------------ */

static enum status go_on(struct archive_writer *writer, struct error *err)
{
    if (writer->failed != 0)
        return write_failure(err, writer->path, writer->failed);
    if (writer->go_on != NULL && !writer->go_on(writer->data))
        return error_set(err, STATUS_STOPPED, "stopped: nothing was written");
    return STATUS_OK;
}

typedef void (*taker)(void *data, const char *bytes, size_t len);

static enum status each_piece(struct archive_writer *writer, struct spool *spool, uint64_t at,
                              uint64_t len, taker take, void *data, struct error *err)
{
    char *piece = mem_alloc(PIECE, 1);
    enum status status = STATUS_OK;

    while (len > 0 && !status) {
        size_t part = len < PIECE ? (size_t)len : PIECE;

        status = spool_read(spool, at, piece, part, err);
        if (!status) {
            take(data, piece, part);
            status = go_on(writer, err);
        }
        at += part;
        len -= part;
    }
    free(piece);
    return status;
}

static void pack(void *data, const char *bytes, size_t len)
{
    packing_add(data, bytes, len);
}

static enum status put_content(struct archive_writer *writer, struct content *content,
                               struct packing *packing, struct error *err)
{
    enum status status = STATUS_OK;

    content->at = writer->at;
    writer->at += LOCAL_HEADER;
    put(writer, content->name, strlen(content->name));
    for (size_t i = 0; i < content->piece_count && !status; i++) {
        const struct packed *piece = &content->pieces[i];

        status = each_piece(writer, piece->spool, piece->at, piece->len, put, writer, err);
    }
    if (content->spool != NULL)
        status =
            each_piece(writer, content->spool, content->start, content->size, pack, packing, err);
    if (content->text != NULL)
        packing_add(packing, content->text, (size_t)content->size);
    if (content->pieces == NULL && !status) {
        struct packed packed = packing_end(packing, true);

        content->crc = packed.crc;
        content->packed = packed.len;
        content->packed_crc = packed.packed_crc;
        content->sound = packed.sound;
    }
    if (!content->sound && !status)
        status = error_set(err, STATUS_IO,
                           "%s: %s does not unpack as it was packed: is the memory of this "
                           "machine sound?",
                           writer->path, content->name);
    if (!status)
        put_header(writer, content);
    return status;
}

/* What a directory of four bytes a place can hold. */
static bool is_too_large(const struct archive_writer *writer, const struct content *content)
{
    return writer->at > UINT32_MAX || content->size > UINT32_MAX || writer->count > UINT16_MAX;
}

/* --- reading back ---------------------------------------------------------------- */

/* Reads `len` bytes of the file at `at`; fewer are a failure. */
static enum status read_at(const struct archive_writer *writer, uint64_t at, char *bytes,
                           size_t len, struct error *err)
{
    size_t had = 0;

    while (had < len) {
        ssize_t n = pread(writer->fd, bytes + had, len - had, (off_t)(at + had));

        if (n > 0)
            had += (size_t)n;
        else if (n == 0 || errno != EINTR)
            return error_set(err, STATUS_IO, "cannot read %s back: %s", writer->path,
                             n == 0 ? "it is cut short" : strerror(errno));
    }
    return STATUS_OK;
}

/* The packed bytes of an entry are in the file as they were packed. */
static enum status read_back(const struct archive_writer *writer, const struct content *content,
                             char *piece, struct error *err)
{
    uint64_t at = content->at + LOCAL_HEADER + strlen(content->name), left = content->packed;
    uint32_t crc = 0;

    while (left > 0) {
        size_t part = left < PIECE ? (size_t)left : PIECE;

        if (read_at(writer, at, piece, part, err))
            return err->status;
        crc = packing_sum(crc, piece, part);
        at += part;
        left -= part;
    }
    if (crc != content->packed_crc)
        return error_set(err, STATUS_IO, "%s: what was read back of %s is not what was written",
                         writer->path, content->name);
    return STATUS_OK;
}

static enum status read_all_back(struct archive_writer *writer, struct error *err)
{
    char *piece = mem_alloc(PIECE, 1);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < writer->count && !status; i++) {
        status = read_back(writer, &writer->contents[i], piece, err);
        if (!status)
            status = go_on(writer, err);
    }
    free(piece);
    return status;
}

enum status archive_write(struct archive_writer *writer, int fd, const char *path,
                          bool (*go)(void *data), void *data, struct error *err)
{
    struct packing *packing = packing_new(put, writer);
    enum status status = STATUS_OK;

    writer->fd = fd;
    writer->path = path;
    writer->go_on = go;
    writer->data = data;
    for (size_t i = 0; i < writer->count && !status; i++) {
        status = put_content(writer, &writer->contents[i], packing, err);
        if (!status && is_too_large(writer, &writer->contents[i]))
            status = error_set(err, STATUS_INPUT,
                               "%s would be larger than other programs read: export fewer"
                               " meetings at once",
                               path);
    }
    if (!status) {
        put_directory(writer);
        status = go_on(writer, err);
    }
    if (!status)
        status = read_all_back(writer, err);
    packing_free(packing);
    return status;
}

void archive_writer_free(struct archive_writer *writer)
{
    if (writer == NULL)
        return;
    for (size_t i = 0; i < writer->count; i++) {
        free(writer->contents[i].name);
        free(writer->contents[i].text);
        free(writer->contents[i].pieces);
    }
    free(writer->contents);
    free(writer);
}
