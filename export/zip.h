/* SPDX-License-Identifier: MIT */
/* Zip archives, read over libzip, written as plain as ATLAS.ti writes them:
 * deflate, version 2.0, no extra fields, no data descriptors, every entry of one
 * fixed time, so that the same content gives the same bytes in every zone on
 * every day.
 *
 * An archive is written to a descriptor that the caller opened (beside its
 * target, say): syncing, renaming and removing stay with the caller. */
#ifndef EXPORT_ZIP_H
#define EXPORT_ZIP_H

#include "core/attr.h"
#include "core/error.h"
#include "core/str.h"
#include "export/packing.h"
#include "export/spool.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- writing --------------------------------------------------------------- */

struct archive_writer;

/* An archive without entries, to end with archive_writer_free(). */
struct archive_writer *archive_writer_new(void);

/* Adds an entry from `len` bytes at `start` of a spool, which must be finished
 * and live until archive_write() returned, or from memory, which is copied.
 * `name` is ASCII with forward slashes, relative, without "..". Entries stand
 * in the order of adding. */
void archive_add_spool(struct archive_writer *writer, const char *name, struct spool *spool,
                       uint64_t start, uint64_t len);
void archive_add_text(struct archive_writer *writer, const char *name, const char *text,
                      size_t len);
/* Adds an entry from pieces that were packed before, each with the spool it
 * stands in, the last one ended as the last; they are copied. */
void archive_add_packed(struct archive_writer *writer, const char *name,
                        const struct packed *pieces, size_t count);

/* Compresses all entries into `fd`, a file that is empty, open for reading and
 * writing and stays open, and reads them back: what stands there unpacks to what was
 * given (packing.h). `path` names it in messages. `go_on`, which may be
 * NULL, is asked now and then, and ends it by false:
 * STATUS_STOPPED. Once only for each writer. STATUS_FULL: no room on the disk;
 * STATUS_IO: it cannot be written, or is not what was written when it is read back;
 * STATUS_INPUT: over 4 GB or 65,535 entries, which not all programs read. What
 * was written so far stands in the file, which the caller removes. */
NODISCARD enum status archive_write(struct archive_writer *writer, int fd, const char *path,
                                    bool (*go_on)(void *data), void *data,
                                    struct error *err);
void archive_writer_free(struct archive_writer *writer);

/* --- reading --------------------------------------------------------------- */

struct archive_reader;

struct archive_entry {
    const char *name; /* bytes as they stand in the archive; borrowed from the reader */
    uint64_t size;    /* bytes of its content */
    bool deflated;    /* else stored as it is, or some other method with `strange` */
    bool strange;     /* encrypted, or neither stored nor deflated */
};

/* Opens the archive at `path` and checks that its directory makes sense.
 * STATUS_INPUT: it is no zip archive. */
NODISCARD enum status archive_reader_open(struct archive_reader **out, const char *path,
                                          struct error *err);
size_t archive_count(const struct archive_reader *reader);
NODISCARD enum status archive_entry(struct archive_reader *reader, size_t index,
                                    struct archive_entry *entry, struct error *err);
/* The index of an entry by its name; archive_count() when there is none. */
size_t archive_find(struct archive_reader *reader, const char *name);

/* Whether the bytes are as plain as archive_write() makes them: entries one
 * after the other from the first byte, version 2.0, sizes and check sums in
 * the local headers, no extra fields, no descriptors, no encryption, no
 * ZIP64. STATUS_INPUT says what is not. */
NODISCARD enum status archive_check_plain(struct archive_reader *reader, struct error *err);

/* Streams one entry: calls `take` with its bytes, piece by piece; `take`
 * returning a failure ends it with that. The check sum is verified. */
typedef enum status (*archive_take)(void *data, const char *bytes, size_t len, struct error *err);
NODISCARD enum status archive_stream(struct archive_reader *reader, size_t index, archive_take take,
                                     void *data, struct error *err);
void archive_reader_close(struct archive_reader *reader);

#endif
