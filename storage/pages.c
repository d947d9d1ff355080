/* SPDX-License-Identifier: MIT */
/* Pages, cells and records of a database file. Bytes of a record are gathered
 * over its overflow pages; a chain that breaks makes its row unreadable. */
#include "storage/pages.h"

#include "core/mem.h"
#include "core/str.h"
#include "storage/pages_log.h"
#include "storage/seal_image.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_HEADER = 100, USUAL_PAGE = 4096, BLOCK = 4096, CELL_MOST = 64 * 1024 * 1024 };

uint32_t pages_number(const unsigned char *at, int bytes)
{
    uint32_t value = 0;

    for (int i = 0; i < bytes; i++)
        value = value << 8 | at[i];
    return value;
}

/* --- reading the file ------------------------------------------------------------ */

/* A block that cannot be read is zeros. */
static size_t read_blocks(int fd, unsigned char *bytes, size_t size)
{
    size_t unread = 0;

    for (size_t at = 0; at < size;) {
        size_t want = size - at < BLOCK ? size - at : BLOCK;
        ssize_t got = pread(fd, bytes + at, want, (off_t)at);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            unread++;
            got = (ssize_t)want;
        }
        at += (size_t)got;
    }
    return unread;
}

enum status pages_load_file(const char *path, unsigned char **bytes, size_t *size, size_t *unread,
                            struct error *err)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    *bytes = NULL;
    *size = 0;
    if (fd < 0)
        return error_set(err, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, "cannot read %s: %s",
                         path, strerror(errno));
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        close(fd);
        return error_set(err, STATUS_INPUT, "%s is no file that could be recovered", path);
    }
    *size = (size_t)info.st_size;
    *bytes = mem_alloc(*size + 1, 1);
    *unread += read_blocks(fd, *bytes, *size);
    close(fd);
    return STATUS_OK;
}

static bool is_page_size(uint32_t size)
{
    return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

static void read_header(struct pages *pages)
{
    const unsigned char *head = pages->bytes;
    uint32_t size, kept;

    pages->page_size = pages->usable = USUAL_PAGE;
    if (pages->size < FILE_HEADER)
        return;
    size = pages_number(head + 16, 2);
    size = size == 1 ? 65536 : size;
    kept = head[20];
    pages->header_is_good =
        memcmp(head, "SQLite format 3", 16) == 0 && is_page_size(size) && size - kept >= 480;
    if (!pages->header_is_good)
        return;
    pages->page_size = size;
    pages->usable = size - kept;
    pages->format = pages_number(head + 60, 4);
}

enum status pages_read(struct pages *pages, const char *path, struct error *err)
{
    *pages = (struct pages){ 0 };
    if (pages_load_file(path, &pages->bytes, &pages->size, &pages->unread, err))
        return err->status;
    if (seal_image_open(&pages->seal, pages->bytes, &pages->size, &pages->unopened, err)) {
        pages_release(pages);
        return err->status;
    }
    read_header(pages);
    if (pages_play_log(pages, path, err)) {
        pages_release(pages);
        return err->status;
    }
    read_header(pages); /* the log may hold the first page */
    pages->count = (uint32_t)(pages->size / pages->page_size);
    return STATUS_OK;
}

void pages_release(struct pages *pages)
{
    seal_image_free(pages->seal);
    pages->seal = NULL;
    free(pages->bytes);
    pages->bytes = NULL;
}

/* --- pages -------------------------------------------------------------------------- */

static const unsigned char *page_at(const struct pages *pages, uint32_t page)
{
    return pages->bytes + (size_t)(page - 1) * pages->page_size;
}

/* Where the header of the b-tree begins. */
static uint32_t start_of(uint32_t page)
{
    return page == 1 ? FILE_HEADER : 0;
}

enum page_kind pages_kind(const struct pages *pages, uint32_t page)
{
    if (page < 1 || page > pages->count)
        return PAGE_OTHER;
    switch (page_at(pages, page)[start_of(page)]) {
    case 0x0D:
        return PAGE_TABLE_LEAF;
    case 0x05:
        return PAGE_TABLE_INNER;
    case 0x0A:
        return PAGE_INDEX_LEAF;
    case 0x02:
        return PAGE_INDEX_INNER;
    default:
        return PAGE_OTHER;
    }
}

static bool is_inner(const struct pages *pages, uint32_t page)
{
    enum page_kind kind = pages_kind(pages, page);

    return kind == PAGE_TABLE_INNER || kind == PAGE_INDEX_INNER;
}

/* The place of cell `at` on its page; 0: there is none. */
static uint32_t cell_at(const struct pages *pages, uint32_t page, size_t at)
{
    const unsigned char *bytes = page_at(pages, page);
    uint32_t start = start_of(page), header = is_inner(pages, page) ? 12 : 8;
    uint32_t cells = pages_number(bytes + start + 3, 2), place;

    if (at >= cells || start + header + 2 * at + 2 > pages->usable)
        return 0;
    place = pages_number(bytes + start + header + 2 * at, 2);
    return place < start + header || place + 4 > pages->usable ? 0 : place;
}

static size_t cell_count(const struct pages *pages, uint32_t page)
{
    uint32_t start = start_of(page), header = is_inner(pages, page) ? 12 : 8;
    size_t cells = pages_number(page_at(pages, page) + start + 3, 2);
    size_t most = (pages->usable - start - header) / 2;

    return cells < most ? cells : most;
}

uint32_t pages_child(const struct pages *pages, uint32_t page, size_t at)
{
    const unsigned char *bytes = page_at(pages, page);
    size_t cells = cell_count(pages, page);
    uint32_t child, place;

    if (at > cells)
        return 0;
    if (at == cells) {
        child = pages_number(bytes + start_of(page) + 8, 4);
    } else {
        place = cell_at(pages, page, at);
        child = place == 0 ? 0 : pages_number(bytes + place, 4);
    }
    return child < 2 || child > pages->count ? PAGES_BROKEN : child;
}

/* --- records -------------------------------------------------------------------------- */

/* Reads a varint of at most nine bytes; how many it took, 0 beyond the end. */
static size_t varint(const unsigned char *at, const unsigned char *end, int64_t *value)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < 9 && at + i < end; i++) {
        if (i == 8) {
            *value = (int64_t)(bits << 8 | at[i]);
            return 9;
        }
        bits = bits << 7 | (at[i] & 0x7F);
        if ((at[i] & 0x80) == 0) {
            *value = (int64_t)bits;
            return i + 1;
        }
    }
    return 0;
}

static size_t size_of_type(int64_t type)
{
    static const size_t fixed[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

    return type < 10 ? fixed[type] : (size_t)(type - 12) / 2;
}

static struct cell_value read_value(int64_t type, const unsigned char *at)
{
    struct cell_value value = { .type = CELL_INTEGER, .bytes = at };
    uint64_t bits = 0;

    value.len = size_of_type(type);
    if (type >= 12) {
        value.type = type % 2 == 0 ? CELL_BLOB : CELL_TEXT;
        return value;
    }
    for (size_t i = 0; i < value.len; i++)
        bits = bits << 8 | at[i];
    if (value.len > 0 && value.len < 8 && (at[0] & 0x80) != 0)
        bits |= ~UINT64_C(0) << 8 * value.len;
    value.integer = (int64_t)bits;
    if (type == 0)
        value.type = CELL_NULL;
    else if (type == 7) {
        value.type = CELL_REAL;
        memcpy(&value.real, &bits, sizeof value.real);
    } else if (type >= 8)
        value.integer = type - 8;
    return value;
}

static bool read_record(struct cell_row *row, const unsigned char *bytes, size_t len)
{
    const unsigned char *end = bytes + len, *head, *head_end, *body;
    int64_t head_len, type;
    size_t used = varint(bytes, end, &head_len);

    if (used == 0 || head_len < (int64_t)used || (uint64_t)head_len > len)
        return false;
    head = bytes + used;
    head_end = body = bytes + head_len;
    for (row->count = 0; head < head_end; row->count++) {
        used = varint(head, head_end, &type);
        if (used == 0 || type < 0 || type == 10 || type == 11 || row->count == CELL_COLUMNS
            || size_of_type(type) > (size_t)(end - body))
            return false;
        head += used;
        row->value[row->count] = read_value(type, body);
        body += row->value[row->count].len;
    }
    return row->count > 0;
}

/* --- cells ------------------------------------------------------------------------------ */

/* How much of a payload stands on the page itself. */
static size_t local_part(const struct pages *pages, size_t payload, bool by_rowid)
{
    size_t usable = pages->usable;
    size_t most = by_rowid ? usable - 35 : (usable - 12) * 64 / 255 - 23;
    size_t least = (usable - 12) * 32 / 255 - 23;
    size_t part;

    if (payload <= most)
        return payload;
    part = least + (payload - least) % (usable - 4);
    return part <= most ? part : least;
}

static bool gather(struct str *out, const struct pages *pages, const unsigned char *local,
                   size_t local_len, size_t payload)
{
    uint32_t next = pages_number(local + local_len, 4);

    str_add_len(out, (const char *)local, local_len);
    for (uint32_t i = 0; out->len < payload; i++) {
        size_t left = payload - out->len, room = pages->usable - 4;
        const unsigned char *page;

        if (next < 2 || next > pages->count || i > pages->count)
            return false;
        page = page_at(pages, next);
        str_add_len(out, (const char *)page + 4, left < room ? left : room);
        next = pages_number(page, 4);
    }
    return true;
}

static bool read_cell(struct cell_row *row, struct str *gathered, const struct pages *pages,
                      uint32_t page, uint32_t place, bool by_rowid)
{
    const unsigned char *bytes = page_at(pages, page), *at = bytes + place;
    const unsigned char *end = bytes + pages->usable;
    int64_t payload;
    size_t used, local;

    row->rowid = 0;
    if (!by_rowid && is_inner(pages, page))
        at += 4;
    used = varint(at, end, &payload);
    if (used == 0 || payload <= 0 || payload > CELL_MOST)
        return false;
    at += used;
    if (by_rowid) {
        used = varint(at, end, &row->rowid);
        if (used == 0)
            return false;
        at += used;
    }
    local = local_part(pages, (size_t)payload, by_rowid);
    if (local + (local < (size_t)payload ? 4 : 0) > (size_t)(end - at))
        return false;
    if (local == (size_t)payload)
        return read_record(row, at, local);
    str_clear(gathered);
    return gather(gathered, pages, at, local, (size_t)payload)
           && read_record(row, (const unsigned char *)gathered->text, gathered->len);
}

size_t pages_rows(const struct pages *pages, uint32_t page, bool by_rowid,
                  void (*each)(void *data, const struct cell_row *row), void *data)
{
    struct cell_row *row = mem_alloc(1, sizeof *row);
    struct str gathered = STR_INIT;
    size_t cells = cell_count(pages, page), unread = 0;

    for (size_t i = 0; i < cells; i++) {
        uint32_t place = cell_at(pages, page, i);

        if (place != 0 && read_cell(row, &gathered, pages, page, place, by_rowid))
            each(data, row);
        else
            unread++;
    }
    str_release(&gathered);
    free(row);
    return unread;
}
