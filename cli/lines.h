/* SPDX-License-Identifier: MIT */
/* Standard input, line by line: each line has the time at which its first
 * byte was read. */
#ifndef CLI_LINES_H
#define CLI_LINES_H

#include "core/clock.h"
#include "core/error.h"
#include "core/str.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LINES_LIMIT = 16 * 1024 * 1024, LINES_CHUNK = 64 * 1024 };

struct lines {
    int fd;
    const struct opening_clock *clock; /* what times the lines */
    char chunk[LINES_CHUNK];
    size_t at, len;      /* of chunk */
    int64_t read_at;     /* when chunk was read */
    struct str line;     /* the line given last */
    int64_t begun;       /* when its first byte was read */
    size_t number;       /* its number, from 1 */
    bool ended;
};

void lines_begin(struct lines *lines, int fd, const struct opening_clock *clock);
/* The next line in lines->line, without its line end; *more false at the end. */
NODISCARD enum status lines_next(struct lines *lines, bool *more, struct error *err);
/* Whether the next line is there whole, so that nothing would be waited for. */
bool lines_ready(const struct lines *lines);
void lines_end(struct lines *lines);

#endif
