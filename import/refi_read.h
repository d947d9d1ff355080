/* SPDX-License-Identifier: MIT */
/* The codes of a REFI-QDA file, as they stand in it. */
#ifndef IMPORT_REFI_READ_H
#define IMPORT_REFI_READ_H

#include "core/attr.h"
#include "core/error.h"
#include "core/id.h"
#include <stdbool.h>
#include <stddef.h>

enum {
    REFI_CODES = 20000,               /* at most */
    REFI_DEPTH = 64,                  /* elements in one another */
    REFI_TEXT = 64 * 1024,            /* bytes of one description */
    REFI_BYTES = 256 * 1024 * 1024    /* of XML, unpacked */
};

struct refi_code {
    struct id guid;
    char *name;        /* one clean line, never empty */
    char *description; /* clean; NULL: the file has none */
    char *color;       /* "#RRGGBB"; NULL none */
    char *exclusive;   /* the exclusive group that moot wrote; NULL none */
    bool codable;
    bool state;        /* stands in the group of states that moot wrote */
    int parent;        /* index; -1 none */
    int line;
};
struct refi_codes {
    struct refi_code *code; /* parents before children, in the order of the file */
    size_t count, room;
};

/* Reads `path`: a .qdc, or with `project` the project.qde of a .qdpx. The
 * caller ends *out with refi_codes_release(), also after a failure. */
NODISCARD enum status refi_read(struct refi_codes *out, const char *path, bool project,
                                struct error *err);
void refi_codes_release(struct refi_codes *codes);

#endif
