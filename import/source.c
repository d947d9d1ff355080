/* SPDX-License-Identifier: MIT */
/* A file that is imported, line by line. It is read twice: once for the
 * digest by which the same file is known again, once for its lines; neither
 * holds more than a chunk and a line in memory. What cannot be read twice, a
 * pipe, is held whole, up to a limit. */
#include "import/internal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/id.h"
#include "core/mem.h"

enum { CHUNK = 64 * 1024 };

static const char byte_order_mark[] = "\xEF\xBB\xBF";

static enum status cannot_read(const struct source *source, struct error *err)
{
    return error_set(err, STATUS_IO, "cannot read %s: %s", source->path, strerror(errno));
}

/* Reads the next chunk; at the end source->len is 0. */
static enum status fill(struct source *source, struct error *err)
{
    source->at = 0;
    source->len = fread(source->chunk, 1, CHUNK, source->file);
    source->chunk[source->len] = '\0';
    return ferror(source->file) ? cannot_read(source, err) : STATUS_OK;
}

/* Reads all that a pipe gives, and a stream of it in its place. */
static enum status hold(struct source *source, struct error *err)
{
    struct str all = STR_INIT;
    enum status status = fill(source, err);
    FILE *memory = NULL;

    while (!status && source->len > 0 && all.len <= SOURCE_PIPE_LIMIT) {
        str_add_len(&all, source->chunk, source->len);
        status = fill(source, err);
    }
    if (!status && all.len > SOURCE_PIPE_LIMIT)
        status = error_set(err, STATUS_INPUT,
                           "%s gives more than %d MB: save it as a file and import that",
                           source->path, SOURCE_PIPE_LIMIT / 1024 / 1024);
    if (!status && all.len == 0)
        status = error_set(err, STATUS_INPUT, "%s is empty: nothing to import", source->path);
    if (!status) {
        size_t len = all.len;

        source->held = str_take(&all);
        memory = fmemopen(source->held, len, "r");
        if (memory == NULL)
            status = cannot_read(source, err);
    }
    if (memory != NULL) {
        fclose(source->file);
        source->file = memory;
    }
    str_release(&all);
    return status;
}

/* Chains the chunks' digests, and notes the first byte that is no blank. */
static enum status digest(struct source *source, struct error *err)
{
    struct id id = { { 0 } };
    enum status status = fill(source, err);
    size_t start = strncmp(source->chunk, byte_order_mark, 3) == 0 ? 3 : 0;

    source->first = EOF;
    while (!status && source->len > 0) {
        size_t blank = start + strspn(source->chunk + start, " \t\r\n");

        if (source->first == EOF && blank < source->len)
            source->first = (unsigned char)source->chunk[blank];
        id = id_derive(&id, "chunk", source->chunk);
        start = 0;
        status = fill(source, err);
    }
    id_print(&id, source->digest);
    if (!status && fseek(source->file, 0, SEEK_SET) != 0)
        status = cannot_read(source, err);
    return status;
}

enum status source_open(struct source *source, const char *path, struct error *err)
{
    struct stat about;
    enum status status = STATUS_OK;

    *source = (struct source){ .path = path, .first = EOF };
    source->file = fopen(path, "rb");
    if (source->file == NULL || fstat(fileno(source->file), &about) != 0)
        return cannot_read(source, err);
    if (S_ISDIR(about.st_mode))
        return error_set(err, STATUS_INPUT, "%s is a folder: name the files in it", path);
    source->chunk = mem_alloc(CHUNK + 1, 1);
    if (!S_ISREG(about.st_mode))
        status = hold(source, err);
    if (!status)
        status = digest(source, err);
    source->at = source->len = 0;
    return status;
}

void source_close(struct source *source)
{
    if (source->file != NULL)
        fclose(source->file);
    free(source->chunk);
    free(source->held);
    *source = (struct source){ .first = EOF };
}

enum status source_next(struct source *source, struct str *line, bool *more, struct error *err)
{
    const char *end = NULL;
    bool any = false;

    str_clear(line);
    *more = false;
    source->line++;
    while (end == NULL) {
        const char *from;
        size_t len;

        if (source->at == source->len && fill(source, err))
            return err->status;
        if (source->len == 0)
            break;
        from = source->chunk + source->at;
        end = memchr(from, '\n', source->len - source->at);
        len = end != NULL ? (size_t)(end - from) : source->len - source->at;
        if (len > SOURCE_LINE_LIMIT - line->len)
            return source_wrong(source, err, "it is longer than %d MB: no turn is that long",
                                SOURCE_LINE_LIMIT / 1024 / 1024);
        str_add_len(line, from, len);
        source->at += len + (end != NULL);
        any = true;
    }
    if (source->line == 1 && line->len >= 3 && memcmp(line->text, byte_order_mark, 3) == 0)
        str_splice(line, 0, 3, "", 0);
    *more = any;
    return STATUS_OK;
}

enum status source_wrong(const struct source *source, struct error *err, const char *fmt, ...)
{
    char what[sizeof err->text];
    va_list args;

    va_start(args, fmt);
    if (vsnprintf(what, sizeof what, fmt, args) < 0)
        what[0] = '\0';
    va_end(args);
    return error_set(err, STATUS_INPUT, "%s line %zu: %s", source->path, source->line, what);
}
