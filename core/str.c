/* SPDX-License-Identifier: MIT */
/* A growing string of bytes, always ended by a zero; its room doubles. */
#include "core/str.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

/* Makes room for `more` bytes and the ending zero. */
static void reserve(struct str *str, size_t more)
{
    size_t need, room;

    if (str->text != NULL && more < str->room - str->len)
        return;
    /* A sum that overflows asks for what no system has: mem_resize() ends it. */
    need = more < SIZE_MAX - str->len ? str->len + more + 1 : SIZE_MAX;
    room = str->room <= SIZE_MAX / 2 ? str->room * 2 : SIZE_MAX;
    if (room < need)
        room = need < 32 ? 32 : need;
    str->text = mem_resize(str->text, room, 1);
    str->room = room;
    str->text[str->len] = '\0';
}

const char *str_text(const struct str *str)
{
    return str->text != NULL ? str->text : "";
}

void str_add(struct str *str, const char *text)
{
    str_add_len(str, text, strlen(text));
}

void str_add_len(struct str *str, const char *text, size_t len)
{
    reserve(str, len);
    if (len > 0)
        memcpy(str->text + str->len, text, len);
    str->len += len;
    str->text[str->len] = '\0';
}

void str_add_char(struct str *str, char c)
{
    reserve(str, 1);
    str->text[str->len++] = c;
    str->text[str->len] = '\0';
}

void str_add_format(struct str *str, const char *fmt, ...)
{
    va_list args;
    int len;

    va_start(args, fmt);
    len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len < 0)
        return;
    reserve(str, (size_t)len);
    va_start(args, fmt);
    len = vsnprintf(str->text + str->len, (size_t)len + 1, fmt, args);
    va_end(args);
    str->len += len >= 0 ? (size_t)len : 0;
}

void str_splice(struct str *str, size_t at, size_t len, const char *with, size_t with_len)
{
    assert(at <= str->len && len <= str->len - at);
    reserve(str, with_len);
    memmove(str->text + at + with_len, str->text + at + len, str->len - at - len + 1);
    if (with_len > 0)
        memcpy(str->text + at, with, with_len);
    str->len = str->len - len + with_len;
}

void str_clear(struct str *str)
{
    str->len = 0;
    if (str->text != NULL)
        str->text[0] = '\0';
}

char *str_take(struct str *str)
{
    char *text;

    reserve(str, 0);
    text = str->text;
    *str = (struct str)STR_INIT;
    return text;
}

void str_release(struct str *str)
{
    free(str->text);
    *str = (struct str)STR_INIT;
}
