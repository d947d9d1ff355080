/* SPDX-License-Identifier: MIT */
/* A growing string of bytes, always ended by a zero. */
#ifndef CORE_STR_H
#define CORE_STR_H

#include "core/attr.h"
#include <stddef.h>

struct str {
    char *text;  /* never NULL once something was added; read through str_text() before that */
    size_t len;  /* bytes, without the ending zero */
    size_t room; /* bytes allocated */
};

#define STR_INIT { NULL, 0, 0 }

/* The text, "" when nothing was ever added; borrowed until the next change. */
const char *str_text(const struct str *str);
void str_add(struct str *str, const char *text);
void str_add_len(struct str *str, const char *text, size_t len);
void str_add_char(struct str *str, char c);
void str_add_format(struct str *str, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Replaces `len` bytes at `at` by `with_len` bytes of `with`. */
void str_splice(struct str *str, size_t at, size_t len, const char *with, size_t with_len);
/* Empties it and keeps its memory. */
void str_clear(struct str *str);
/* Hands the text over: the caller's to free(); *str is empty as after INIT.
 * Never NULL. */
char *str_take(struct str *str);
void str_release(struct str *str);

#endif
