/* SPDX-License-Identifier: MIT */
/* Standard input, line by line: each line has the time at which its first
 * byte was read, and a caller can ask whether the next one is there already. */
#include "cli/internal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli/lines.h"
#include "core/clock.h"

void lines_begin(struct lines *lines, int fd, const struct opening_clock *clock)
{
    *lines = (struct lines){ .fd = fd, .clock = clock };
}

void lines_end(struct lines *lines)
{
    str_release(&lines->line);
}

/* Waits for more bytes; at the end lines->ended. */
static enum status fill(struct lines *lines, struct error *err)
{
    ssize_t got;

    do {
        got = read(lines->fd, lines->chunk, sizeof lines->chunk);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        return error_set(err, STATUS_IO, "cannot read standard input: %s", strerror(errno));
    lines->read_at = clock_now(lines->clock);
    lines->at = 0;
    lines->len = (size_t)got;
    lines->ended = got == 0;
    return STATUS_OK;
}

enum status lines_next(struct lines *lines, bool *more, struct error *err)
{
    const char *end = NULL;
    bool any = false;

    str_clear(&lines->line);
    *more = false;
    while (end == NULL) {
        const char *from = lines->chunk + lines->at;
        size_t len;

        if (lines->at == lines->len) {
            if (lines->ended || fill(lines, err))
                return lines->ended ? STATUS_OK : err->status;
            if (lines->ended)
                break;
            from = lines->chunk;
        }
        if (!any) {
            lines->begun = lines->read_at;
            lines->number++;
            any = true;
        }
        end = memchr(from, '\n', lines->len - lines->at);
        len = end != NULL ? (size_t)(end - from) : lines->len - lines->at;
        if (len > LINES_LIMIT - lines->line.len)
            return error_set(err, STATUS_INPUT,
                             "line %zu is longer than %d MB: break it into lines", lines->number,
                             LINES_LIMIT / 1024 / 1024);
        str_add_len(&lines->line, from, len);
        lines->at += len + (end != NULL);
    }
    if (lines->line.len > 0 && lines->line.text[lines->line.len - 1] == '\r')
        str_splice(&lines->line, lines->line.len - 1, 1, "", 0);
    *more = any;
    return STATUS_OK;
}

bool lines_ready(const struct lines *lines)
{
    return lines->at < lines->len
           && memchr(lines->chunk + lines->at, '\n', lines->len - lines->at) != NULL;
}
