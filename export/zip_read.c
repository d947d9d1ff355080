/* SPDX-License-Identifier: MIT */
/* Reading zip archives: entries as streams through libzip, and the bytes of
 * the local headers by ourselves, since libzip smooths over what a stricter
 * reader may refuse. */
#include "export/zip.h"
#include "core/mem.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

enum {
    LOCAL_HEADER = 30,         /* bytes before the name (APPNOTE 4.3.7) */
    FLAGS_OF_DEFLATE = 0x0006, /* which effort was made: the only bits that may be set */
    STREAM_PIECE = 1 << 16
};

struct archive_reader {
    zip_t *zip;
    char *path;
    int fd; /* the same file, for its headers */
};

enum status archive_reader_open(struct archive_reader **out, const char *path, struct error *err)
{
    struct archive_reader *reader;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int code = 0;
    zip_t *zip;

    *out = NULL;
    if (fd < 0)
        return error_set(err, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
                         "cannot open %s: %s", path, strerror(errno));
    zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (zip == NULL) {
        zip_error_t error;

        zip_error_init_with_code(&error, code);
        error_set(err, STATUS_INPUT, "%s is no sound zip archive: %s", path,
                  zip_error_strerror(&error));
        zip_error_fini(&error);
        close(fd);
        return err->status;
    }
    reader = mem_alloc(1, sizeof *reader);
    reader->zip = zip;
    reader->fd = fd;
    reader->path = mem_copy(path);
    *out = reader;
    return STATUS_OK;
}

size_t archive_count(const struct archive_reader *reader)
{
    zip_int64_t count = zip_get_num_entries(reader->zip, 0);

    return count < 0 ? 0 : (size_t)count;
}

static enum status entry_stat(struct archive_reader *reader, size_t index, zip_stat_t *stat,
                              struct error *err)
{
    const zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC
                                | ZIP_STAT_COMP_METHOD;

    if (zip_stat_index(reader->zip, index, ZIP_FL_ENC_RAW, stat))
        return error_set(err, STATUS_INPUT, "%s: entry %zu: %s", reader->path, index + 1,
                         zip_strerror(reader->zip));
    if ((stat->valid & wanted) != wanted)
        return error_set(err, STATUS_INPUT, "%s: entry %zu lacks its sizes", reader->path,
                         index + 1);
    return STATUS_OK;
}

enum status archive_entry(struct archive_reader *reader, size_t index,
                          struct archive_entry *entry, struct error *err)
{
    zip_stat_t stat;
    enum status status = entry_stat(reader, index, &stat, err);

    if (status)
        return status;
    entry->name = stat.name;
    entry->size = stat.size;
    entry->deflated = stat.comp_method == ZIP_CM_DEFLATE;
    entry->strange = (!entry->deflated && stat.comp_method != ZIP_CM_STORE)
                     || ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0
                         && stat.encryption_method != ZIP_EM_NONE);
    return STATUS_OK;
}

size_t archive_find(struct archive_reader *reader, const char *name)
{
    zip_int64_t index = zip_name_locate(reader->zip, name, ZIP_FL_ENC_RAW);

    return index < 0 ? archive_count(reader) : (size_t)index;
}

static uint32_t little(const unsigned char *bytes, int count)
{
    uint32_t value = 0;

    for (int i = count; i > 0; i--)
        value = value << 8 | bytes[i - 1];
    return value;
}

/* What is not plain in a local header and its name; NULL when all is. */
static const char *header_fault(const unsigned char *header, const char *name,
                                const zip_stat_t *stat)
{
    if (memcmp(header, "PK\3\4", 4) != 0)
        return "does not stand where the entry before it ends";
    if (little(header + 4, 2) > 20)
        return "needs a later version than 2.0";
    if ((little(header + 6, 2) & ~(uint32_t)FLAGS_OF_DEFLATE) != 0)
        return "has flags (a data descriptor, encryption or coded names)";
    if (little(header + 8, 2) != ZIP_CM_DEFLATE && little(header + 8, 2) != ZIP_CM_STORE)
        return "is not deflated";
    if (little(header + 14, 4) != stat->crc || little(header + 18, 4) != stat->comp_size
        || little(header + 22, 4) != stat->size)
        return "has other sizes in its local header than in the directory";
    if (little(header + 28, 2) != 0)
        return "has extra fields";
    if (little(header + 26, 2) != strlen(stat->name)
        || memcmp(name, stat->name, strlen(stat->name)) != 0)
        return "has another name in its local header than in the directory";
    return NULL;
}

enum status archive_check_plain(struct archive_reader *reader, struct error *err)
{
    unsigned char header[LOCAL_HEADER];
    char name[256];
    uint64_t at = 0;
    int comment = 0;

    for (size_t i = 0; i < archive_count(reader); i++) {
        const char *fault;
        zip_stat_t stat;

        if (entry_stat(reader, i, &stat, err))
            return err->status;
        if (strlen(stat.name) > sizeof name)
            return error_set(err, STATUS_INPUT, "%s: entry %zu has a name of over 255 characters",
                             reader->path, i + 1);
        if (pread(reader->fd, header, sizeof header, (off_t)at) != LOCAL_HEADER
            || pread(reader->fd, name, strlen(stat.name), (off_t)at + LOCAL_HEADER)
                   != (ssize_t)strlen(stat.name))
            return error_set(err, STATUS_INPUT, "%s: entry %s is cut short", reader->path,
                             stat.name);
        fault = header_fault(header, name, &stat);
        if (fault == NULL
            && zip_file_extra_fields_count(reader->zip, i, ZIP_FL_CENTRAL | ZIP_FL_LOCAL) != 0)
            fault = "has extra fields";
        if (fault != NULL)
            return error_set(err, STATUS_INPUT, "%s: entry %s %s", reader->path, stat.name, fault);
        at += LOCAL_HEADER + strlen(stat.name) + stat.comp_size;
    }
    if (pread(reader->fd, header, 4, (off_t)at) != 4 || memcmp(header, "PK\1\2", 4) != 0)
        return error_set(err, STATUS_INPUT, "%s: something stands between entries and directory",
                         reader->path);
    if (zip_get_archive_comment(reader->zip, &comment, ZIP_FL_ENC_RAW) != NULL && comment > 0)
        return error_set(err, STATUS_INPUT, "%s: the archive has a comment", reader->path);
    return STATUS_OK;
}

enum status archive_stream(struct archive_reader *reader, size_t index, archive_take take,
                           void *data, struct error *err)
{
    zip_file_t *file = zip_fopen_index(reader->zip, index, 0);
    const char *name = zip_get_name(reader->zip, index, ZIP_FL_ENC_RAW);
    enum status status = STATUS_OK;
    char *piece;
    zip_int64_t got;

    if (name == NULL)
        name = "?";
    if (file == NULL)
        return error_set(err, STATUS_INPUT, "%s: cannot read %s: %s", reader->path, name,
                         zip_strerror(reader->zip));
    piece = mem_alloc(STREAM_PIECE, 1);
    do {
        got = zip_fread(file, piece, STREAM_PIECE);
        if (got > 0)
            status = take(data, piece, (size_t)got, err);
        else if (got < 0)
            status = error_set(err, STATUS_INPUT, "%s: cannot read %s: %s", reader->path, name,
                               zip_file_strerror(file));
    } while (!status && got > 0);
    free(piece);
    if (zip_fclose(file) != 0 && !status)
        status = error_set(err, STATUS_INPUT, "%s: %s is damaged", reader->path, name);
    return status;
}

void archive_reader_close(struct archive_reader *reader)
{
    if (reader == NULL)
        return;
    zip_discard(reader->zip);
    close(reader->fd);
    free(reader->path);
    free(reader);
}
