/* SPDX-License-Identifier: MIT */
/* Writing zip archives. Its one idea: libzip reads its entries from spools and
 * memory and writes to a descriptor of ours through two sources of our own, so
 * that it never touches a file system by itself. */
#include "export/zip.h"
#include "core/mem.h"
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

/* Noon of the first day that a DOS time can tell; no zone changes its clocks
 * there, so libzip's detour through local time gives it back unchanged. */
enum { DOS_TIME = 12 << 11, DOS_DATE = (1 << 5) | 1 };

/* The archive being written, as libzip's source. */
struct target {
    int fd;
    int failed;  /* errno of the first failure; 0 none */
    uint64_t at; /* where the next byte goes */
    uint64_t len; /* bytes the file has */
    zip_error_t error;
};

/* One entry. */
struct content {
    struct spool *spool; /* NULL: in memory */
    uint64_t start, len; /* of the spool */
    char *text;          /* owned; NULL: in the spool */
    uint64_t done;       /* bytes given to libzip */
    struct error err;
    zip_error_t error;
};

struct archive_writer {
    zip_t *zip;
    zip_source_t *source; /* libzip's handle on `target` */
    struct target target;
    struct content **contents; /* one for each entry */
    size_t count, room;
    int level;
    bool (*go_on)(void *data, double done);
    void *go_on_data;
    double done;
    bool stopped;
};

static zip_int64_t target_write(struct target *target, const char *bytes, uint64_t len)
{
    uint64_t written = 0;

    while (written < len) {
        ssize_t n = pwrite(target->fd, bytes + written, len - written, (off_t)target->at);

        if (n >= 0) {
            written += (uint64_t)n;
            target->at += (uint64_t)n;
        } else if (errno != EINTR) {
            target->failed = errno;
            zip_error_set(&target->error, ZIP_ER_WRITE, errno);
            return -1;
        }
    }
    if (target->len < target->at)
        target->len = target->at;
    return (zip_int64_t)written;
}

/* libzip sees a file that does not exist yet and can be written. */
static zip_int64_t target_source(void *data, void *bytes, zip_uint64_t len,
                                 zip_source_cmd_t command)
{
    struct target *target = data;

    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
            ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_BEGIN_WRITE,
            ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE,
            ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE, -1);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&target->error, bytes, len);
    case ZIP_SOURCE_STAT:
        zip_error_set(&target->error, ZIP_ER_READ, ENOENT);
        return -1;
    case ZIP_SOURCE_BEGIN_WRITE:
        target->at = target->len = 0;
        return 0;
    case ZIP_SOURCE_WRITE:
        return target_write(target, bytes, len);
    case ZIP_SOURCE_SEEK_WRITE: {
        zip_int64_t to = zip_source_seek_compute_offset(target->at, target->len, bytes, len,
                                                        &target->error);

        if (to >= 0)
            target->at = (uint64_t)to;
        return to < 0 ? -1 : 0;
    }
    case ZIP_SOURCE_TELL_WRITE:
        return (zip_int64_t)target->at;
    default: /* there is nothing to open, close, commit, roll back or free */
        return 0;
    }
}

static zip_int64_t content_read(struct content *content, char *bytes, uint64_t len)
{
    uint64_t left = content->len - content->done;

    if (len > left)
        len = left;
    if (content->text != NULL) {
        memcpy(bytes, content->text + content->done, len);
    } else if (spool_read(content->spool, content->start + content->done, bytes, len,
                          &content->err)) {
        zip_error_set(&content->error, ZIP_ER_READ, EIO);
        return -1;
    }
    content->done += len;
    return (zip_int64_t)len;
}

static zip_int64_t content_source(void *data, void *bytes, zip_uint64_t len,
                                  zip_source_cmd_t command)
{
    struct content *content = data;

    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_READABLE;
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&content->error, bytes, len);
    case ZIP_SOURCE_STAT: {
        zip_stat_t *stat = ZIP_SOURCE_GET_ARGS(zip_stat_t, bytes, len, &content->error);

        if (stat == NULL)
            return -1;
        zip_stat_init(stat);
        stat->valid = ZIP_STAT_SIZE | ZIP_STAT_MTIME;
        stat->size = content->len;
        stat->mtime = 0; /* replaced by the fixed time; given so that the clock is not asked */
        return sizeof *stat;
    }
    case ZIP_SOURCE_OPEN:
        content->done = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return content_read(content, bytes, len);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE: /* the writer frees it */
        return 0;
    default:
        zip_error_set(&content->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

enum status archive_writer_new(struct archive_writer **out, int level, struct error *err)
{
    struct archive_writer *writer = mem_alloc(1, sizeof *writer);
    zip_error_t error;

    *out = NULL;
    zip_error_init(&error);
    zip_error_init(&writer->target.error);
    writer->level = level;
    writer->source = zip_source_function_create(target_source, &writer->target, &error);
    if (writer->source != NULL)
        writer->zip = zip_open_from_source(writer->source, ZIP_CREATE, &error);
    if (writer->zip == NULL) {
        error_set(err, STATUS_IO, "cannot make a zip archive: %s", zip_error_strerror(&error));
        zip_error_fini(&error);
        if (writer->source != NULL)
            zip_source_free(writer->source);
        free(writer);
        return err->status;
    }
    zip_error_fini(&error);
    *out = writer;
    return STATUS_OK;
}

/* Takes over `content`. */
static enum status add_content(struct archive_writer *writer, const char *name,
                               struct content *content, struct error *err)
{
    zip_t *zip = writer->zip;
    zip_source_t *source;
    zip_int64_t index = -1;

    writer->contents = mem_grow(writer->contents, writer->count, &writer->room,
                                sizeof *writer->contents);
    writer->contents[writer->count++] = content;
    zip_error_init(&content->error);
    source = zip_source_function(zip, content_source, content);
    if (source != NULL)
        index = zip_file_add(zip, name, source, ZIP_FL_ENC_GUESS);
    if (index < 0 && source != NULL)
        zip_source_free(source);
    if (index < 0
        || zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE,
                                    (zip_uint32_t)writer->level)
        || zip_file_set_dostime(zip, (zip_uint64_t)index, DOS_TIME, DOS_DATE, 0))
        return error_set(err, STATUS_IO, "cannot add %s to the archive: %s", name,
                         zip_strerror(zip));
    return STATUS_OK;
}

enum status archive_add_spool(struct archive_writer *writer, const char *name,
                              struct spool *spool, uint64_t start, uint64_t len,
                              struct error *err)
{
    struct content *content = mem_alloc(1, sizeof *content);

    content->spool = spool;
    content->start = start;
    content->len = len;
    return add_content(writer, name, content, err);
}

enum status archive_add_text(struct archive_writer *writer, const char *name, const char *text,
                             size_t len, struct error *err)
{
    struct content *content = mem_alloc(1, sizeof *content);

    content->text = mem_copy_len(text, len);
    content->len = len;
    return add_content(writer, name, content, err);
}

static void tell_progress(zip_t *zip, double done, void *data)
{
    struct archive_writer *writer = data;

    (void)zip;
    writer->done = done;
}

/* libzip asks for every piece that it has read. */
static int is_stopped(zip_t *zip, void *data)
{
    struct archive_writer *writer = data;

    (void)zip;
    writer->stopped = writer->stopped || !writer->go_on(writer->go_on_data, writer->done);
    return writer->stopped;
}

static bool watch(struct archive_writer *writer)
{
    return zip_register_progress_callback_with_state(writer->zip, 0.01, tell_progress, NULL,
                                                     writer) == 0
        && zip_register_cancel_callback_with_state(writer->zip, is_stopped, NULL, writer) == 0;
}

enum status archive_write(struct archive_writer *writer, int fd, const char *path,
                          bool (*go_on)(void *data, double done), void *data,
                          struct error *err)
{
    writer->target.fd = fd;
    writer->go_on = go_on;
    writer->go_on_data = data;
    if (go_on != NULL && !watch(writer))
        return error_set(err, STATUS_IO, "cannot write %s: %s", path, zip_strerror(writer->zip));
    if (zip_close(writer->zip) == 0) {
        writer->zip = NULL;
        return STATUS_OK;
    }
    if (writer->stopped)
        return error_set(err, STATUS_STOPPED, "stopped: nothing was written");
    if (writer->target.failed != 0)
        return write_failure(err, path, writer->target.failed);
    for (size_t i = 0; i < writer->count; i++)
        if (writer->contents[i]->err.status != STATUS_OK) {
            *err = writer->contents[i]->err;
            return err->status;
        }
    return error_set(err, STATUS_IO, "cannot write %s: %s", path, zip_strerror(writer->zip));
}

void archive_writer_free(struct archive_writer *writer)
{
    if (writer == NULL)
        return;
    if (writer->zip != NULL)
        zip_discard(writer->zip); /* libzip frees its sources; what they point at is ours */
    for (size_t i = 0; i < writer->count; i++) {
        zip_error_fini(&writer->contents[i]->error);
        free(writer->contents[i]->text);
        free(writer->contents[i]);
    }
    free(writer->contents);
    zip_error_fini(&writer->target.error);
    free(writer);
}
