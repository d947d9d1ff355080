/* SPDX-License-Identifier: MIT */
/* Failure as a value: a status and one line of text, made harmless here once,
 * since it may quote a file's name or a line of somebody else's data. */
#include "core/error.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/text.h"

enum { LINE = sizeof((struct error *)NULL)->text };

/* Where a line that was cut after `len` bytes must end so as not to keep a
 * part of a character. */
static size_t cut_at_character(const char *line, size_t len)
{
    size_t lead = len;
    size_t need;

    while (lead > 0 && len - lead < 3 && ((unsigned char)line[lead - 1] & 0xC0) == 0x80)
        lead--;
    if (lead == 0)
        return len;
    lead--;
    if (((unsigned char)line[lead] & 0xC0) != 0xC0)
        return len;
    need = (unsigned char)line[lead] >= 0xF0 ? 4 : (unsigned char)line[lead] >= 0xE0 ? 3 : 2;
    return len - lead < need ? lead : len;
}

/* What must not reach a terminal: controls, line ends, overrides of direction. */
static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029
           || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Stores `line`, of which vsnprintf() wanted to write `wanted` bytes. */
static void store(struct error *err, const char *line, int wanted)
{
    size_t len = strlen(line);
    size_t valid, out = 0;

    if (wanted >= LINE)
        len = cut_at_character(line, len);
    valid = text_valid_until(line, len);
    for (size_t at = 0, size; at < len; at += size) {
        size = 1;
        if (at == valid) {
            err->text[out++] = '?';
            valid = at + 1 + text_valid_until(line + at + 1, len - at - 1);
        } else if (is_control(text_code_point(line + at, &size))) {
            err->text[out++] = ' ';
        } else {
            memcpy(err->text + out, line + at, size);
            out += size;
        }
    }
    err->text[out] = '\0';
}

enum status error_set(struct error *err, enum status status, const char *fmt, ...)
{
    char line[LINE]; /* a value may quote err->text itself */
    va_list args;
    int wanted;

    va_start(args, fmt);
    wanted = vsnprintf(line, sizeof line, fmt, args);
    va_end(args);
    if (wanted < 0)
        line[0] = '\0';
    err->status = status;
    store(err, line, wanted);
    return status;
}

enum status error_context(struct error *err, const char *fmt, ...)
{
    char context[LINE], line[LINE];
    va_list args;
    int wanted;

    va_start(args, fmt);
    wanted = vsnprintf(context, sizeof context, fmt, args);
    va_end(args);
    if (wanted < 0)
        return err->status;
    wanted = snprintf(line, sizeof line, "%s: %s", context, err->text);
    store(err, line, wanted);
    return err->status;
}
