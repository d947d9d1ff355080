/* SPDX-License-Identifier: MIT */
/* A database file read page by page, without SQLite: for a damaged study, of
 * which SQLite reads nothing behind the first broken page. The format is that
 * of "Database File Format" at sqlite.org. Nothing in the file is trusted:
 * every number is checked before it is used. */
#ifndef STORAGE_PAGES_H
#define STORAGE_PAGES_H

#include "core/attr.h"
#include "core/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct seal_image;

struct pages {
    unsigned char *bytes; /* the whole file, its log played into it; owned */
    size_t size;
    uint32_t page_size, usable, count;
    bool header_is_good;
    int64_t format;    /* user_version; 0 where the header is damaged */
    size_t unread;     /* blocks that the disk did not give; zeros stand for them */
    size_t bad_frames; /* frames of the log that are damaged */
    size_t frames;     /* frames that were played */
    size_t unopened;   /* sealed pages that do not open; zeros stand for them */
    struct seal_image *seal; /* of a sealed file; else NULL; owned */
};

/* Reads the file at `path` and "PATH-wal" beside it; both are left as they
 * are. What the disk does not give is zeros. STATUS_TOO_NEW never: the caller
 * looks at `format`. STATUS_LOCKED: it is sealed, and was not unlocked. */
NODISCARD enum status pages_read(struct pages *pages, const char *path, struct error *err);
void pages_release(struct pages *pages);

/* One value of a row. */
struct cell_value {
    enum { CELL_NULL, CELL_INTEGER, CELL_REAL, CELL_TEXT, CELL_BLOB } type;
    int64_t integer;
    double real;
    const unsigned char *bytes; /* of `len`; valid until the next row */
    size_t len;
};
enum { CELL_COLUMNS = 64 };
struct cell_row {
    int64_t rowid; /* 0 in a table without rowids */
    size_t count;
    struct cell_value value[CELL_COLUMNS];
};

enum page_kind { PAGE_OTHER, PAGE_TABLE_LEAF, PAGE_TABLE_INNER, PAGE_INDEX_LEAF, PAGE_INDEX_INNER };
/* By its first byte. Pages are counted from 1. */
enum page_kind pages_kind(const struct pages *pages, uint32_t page);

/* Reads all rows of a page that can be read, as a leaf of a table (`by_rowid`)
 * or as a page of an index; calls `each` for each of them. Returns how many
 * cells could not be read. */
size_t pages_rows(const struct pages *pages, uint32_t page, bool by_rowid,
                  void (*each)(void *data, const struct cell_row *row), void *data);

/* Child `at` of an inner page, counted from 0; 0 behind the last, and
 * PAGES_BROKEN for one that leads out of the file. */
#define PAGES_BROKEN UINT32_MAX
uint32_t pages_child(const struct pages *pages, uint32_t page, size_t at);

#endif
