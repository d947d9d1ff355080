/* SPDX-License-Identifier: MIT */
/* Ids, by libuuid; the random ones straight from the kernel, printed here. */
#include "core/id.h"

#include <string.h>
#include <sys/random.h>

#include <uuid.h>

#include "core/str.h"

static const struct id no_id;

/* libuuid asks the system a dozen things for each id and seeds rand() anew,
 * which took most of the time of a paste; a line needs several ids. Nothing is
 * kept from one id to the next, so that a fork cannot give the same twice. */
struct id id_new(void)
{
    struct id id;

    if (getrandom(id.byte, sizeof id.byte, 0) != (ssize_t)sizeof id.byte) {
        uuid_generate_random(id.byte);
        return id;
    }
    id.byte[6] = (unsigned char)((id.byte[6] & 0x0F) | 0x40); /* version 4 */
    id.byte[8] = (unsigned char)((id.byte[8] & 0x3F) | 0x80); /* RFC 4122 */
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

/* By hand: a large export prints millions of them, and libuuid asks printf(). */
static void print(const struct id *id, char text[ID_TEXT], const char *digits)
{
    char *to = text;

    for (size_t i = 0; i < sizeof id->byte; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *to++ = '-';
        *to++ = digits[id->byte[i] >> 4];
        *to++ = digits[id->byte[i] & 0x0F];
    }
    *to = '\0';
}

void id_print(const struct id *id, char text[ID_TEXT])
{
    print(id, text, "0123456789abcdef");
}

void id_print_upper(const struct id *id, char text[ID_TEXT])
{
    print(id, text, "0123456789ABCDEF");
}

bool id_parse(struct id *id, const char *text)
{
    *id = no_id;
    return uuid_parse(text, id->byte) == 0;
}
