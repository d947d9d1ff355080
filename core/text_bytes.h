/* SPDX-License-Identifier: MIT */
/* What the files of core/text.h ask of a single byte of UTF-8. */
#ifndef CORE_TEXT_BYTES_H
#define CORE_TEXT_BYTES_H

#include <stdbool.h>

/* Whether the byte is a character by itself. */
static inline bool text_is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

/* Whether the byte goes on with a character that began before it. */
static inline bool text_is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

#endif
