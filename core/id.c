/* SPDX-License-Identifier: MIT */
/* Ids, by libuuid. */
#include "core/id.h"

#include <string.h>

#include <uuid.h>

#include "core/str.h"

static const struct id no_id;

struct id id_new(void)
{
    struct id id;

    uuid_generate_random(id.byte);
    return id;
}

struct id id_derive(const struct id *space, const char *kind, const char *name)
{
    struct str text = STR_INIT;
    struct id id;

    str_add(&text, kind);
    str_add_char(&text, ':');
    str_add(&text, name);
    uuid_generate_sha1(id.byte, space->byte, text.text, text.len);
    str_release(&text);
    return id;
}

bool id_is_none(const struct id *id)
{
    return id_equal(id, &no_id);
}

bool id_equal(const struct id *a, const struct id *b)
{
    return memcmp(a->byte, b->byte, sizeof a->byte) == 0;
}

void id_print(const struct id *id, char text[ID_TEXT])
{
    uuid_unparse_lower(id->byte, text);
}

void id_print_upper(const struct id *id, char text[ID_TEXT])
{
    uuid_unparse_upper(id->byte, text);
}

bool id_parse(struct id *id, const char *text)
{
    *id = no_id;
    return uuid_parse(text, id->byte) == 0;
}
