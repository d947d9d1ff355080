/* SPDX-License-Identifier: MIT */
/* Checking characters and counting positions: a mark at every 64th code point
 * makes finding one cheap. */
#include "export/qdpx_text.h"
#include "core/mem.h"
#include "core/text.h"
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MARK = 64 };

static const char *character_fault(uint32_t c)
{
    if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
        return "has a line end that is not LF";
    if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0))
        return "has a control character";
    if (c == 0xFEFF)
        return "has a byte order mark";
    if (c == 0xFFFE || c == 0xFFFF)
        return "has a character that XML does not allow";
    if (c > 0xFFFF)
        return "has a character above U+FFFF";
    return NULL;
}

static bool is_normal(const char *text, size_t len)
{
    struct str clean = STR_INIT;
    bool same;

    text_clean(&clean, text, len);
    same = clean.len == len && memcmp(str_text(&clean), text, len) == 0;
    str_release(&clean);
    return same;
}

/* Goes by lines, since no character reaches over a line end. */
const char *qdpx_text_fault(const char *text, size_t len)
{
    size_t line = 0;
    bool stays = true;

    if (!text_valid(text, len))
        return "is not UTF-8";
    for (size_t at = 0; at < len;) {
        unsigned char byte = (unsigned char)text[at];
        const char *fault;
        uint32_t c;
        size_t bytes;

        if (byte >= 0x20 && byte < 0x7F) {
            at++;
            continue;
        }
        c = text_code_point(text + at, &bytes);
        fault = character_fault(c);
        if (fault != NULL)
            return fault;
        stays = stays && text_stays(c);
        at += bytes;
        if (c == '\n' || at == len) {
            if (!stays && !is_normal(text + line, at - line))
                return "is not normalised (NFC)";
            line = at;
            stays = true;
        }
    }
    return stays || is_normal(text + line, len - line) ? NULL : "is not normalised (NFC)";
}

void qdpx_text_count(struct qdpx_text *text)
{
    size_t len = text->bytes.len;

    for (size_t at = 0; at < len; at += text_forward(text->bytes.text + at, len - at, MARK)) {
        text->mark = mem_grow(text->mark, text->mark_count, &text->mark_room, sizeof *text->mark);
        text->mark[text->mark_count++] = at;
    }
    text->length = text_count(str_text(&text->bytes), len);
}

size_t qdpx_text_byte(const struct qdpx_text *text, size_t position)
{
    size_t at;

    if (position >= text->length)
        return text->bytes.len;
    at = text->mark[position / MARK];
    return at + text_forward(text->bytes.text + at, text->bytes.len - at, position % MARK);
}

void qdpx_text_clear(struct qdpx_text *text)
{
    str_clear(&text->bytes);
    text->mark_count = 0;
    text->length = 0;
}

void qdpx_text_release(struct qdpx_text *text)
{
    str_release(&text->bytes);
    free(text->mark);
    *text = (struct qdpx_text)QDPX_TEXT_INIT;
}
