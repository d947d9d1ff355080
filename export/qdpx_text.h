/* SPDX-License-Identifier: MIT */
/* The text of one document, as a check of a .qdpx reads it: whether its
 * characters are those that all readers count alike, and which words stand
 * between two positions. */
#ifndef EXPORT_QDPX_TEXT_H
#define EXPORT_QDPX_TEXT_H

#include "core/str.h"
#include <stddef.h>

/* What is wrong with the characters of `text`, which may be any bytes; NULL
 * when nothing is: UTF-8, NFC, LF alone as line end, no control characters, no
 * byte order mark, nothing above U+FFFF. */
const char *qdpx_text_fault(const char *text, size_t len);

struct qdpx_text {
    struct str bytes;
    size_t *mark;       /* the byte at which every MARK-th code point begins */
    size_t mark_count, mark_room;
    size_t length;      /* code points */
};
#define QDPX_TEXT_INIT { STR_INIT, NULL, 0, 0, 0 }

/* Counts the code points of text->bytes, which are checked. */
void qdpx_text_count(struct qdpx_text *text);

/* The byte at which code point `position` begins, at most text->length. */
size_t qdpx_text_byte(const struct qdpx_text *text, size_t position);

/* Empties it for the next text. */
void qdpx_text_clear(struct qdpx_text *text);
void qdpx_text_release(struct qdpx_text *text);

#endif
