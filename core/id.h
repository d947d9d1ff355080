/* SPDX-License-Identifier: MIT */
/* Ids: UUIDs by libuuid. Every row has one, so that studies merge. */
#ifndef CORE_ID_H
#define CORE_ID_H

#include "core/attr.h"
#include <stdbool.h>

struct id {
    unsigned char byte[16]; /* big endian, as RFC 4122 prints them; all zero is no id */
};

enum { ID_TEXT = 37 }; /* bytes of a printed id with its ending zero */

/* A new random id (version 4). */
struct id id_new(void);

/* The id that (`space`, `kind`, `name`) always gives: a version 5 UUID of
 * "kind:name" in `space` (RFC 4122 section 4.3). Exports use it. */
struct id id_derive(const struct id *space, const char *kind, const char *name);

bool id_is_none(const struct id *id);
bool id_equal(const struct id *a, const struct id *b);

/* Prints `id` in lower case, or in upper case as ATLAS.ti writes GUIDs. */
void id_print(const struct id *id, char text[ID_TEXT]);
void id_print_upper(const struct id *id, char text[ID_TEXT]);

/* Reads 8-4-4-4-12 hexadecimal digits of either case; false if it is none. */
NODISCARD bool id_parse(struct id *id, const char *text);

#endif
