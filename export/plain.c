/* SPDX-License-Identifier: MIT */
/* Plain texts and names: tables of what other readers stumble over, and what
 * stands there instead. */
#include "export/plain.h"
#include "core/mem.h"
#include "core/text.h"
#include "export/edits.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    LONGEST_NAME = 254, /* what a name may have with its number for uniqueness */
    SHORTEST_QUOTE = 60, /* characters a quotation's name has before a word may end it */
    APOSTROPHE = 0x2019,
    GERSHAYIM = 0x05F4
};

/* Signs people type in chats and minutes, by their short Unicode names. */
static const struct {
    uint32_t code_point;
    const char *name;
} sign_names[] = {
    { 0x1F389, "party popper" },   { 0x1F44B, "waving hand" },   { 0x1F44D, "thumbs up" },
    { 0x1F44E, "thumbs down" },    { 0x1F44F, "clapping hands" }, { 0x1F525, "fire" },
    { 0x1F600, "grinning face" },  { 0x1F602, "tears of joy" },  { 0x1F609, "winking face" },
    { 0x1F60A, "smiling face" },   { 0x1F642, "slight smile" },  { 0x1F64F, "folded hands" },
    { 0x1F680, "rocket" },         { 0x1F914, "thinking face" },
};

static void add_sign(struct str *out, uint32_t code_point)
{
    for (size_t i = 0; i < sizeof sign_names / sizeof *sign_names; i++)
        if (sign_names[i].code_point == code_point) {
            str_add_format(out, "[%s]", sign_names[i].name);
            return;
        }
    str_add_format(out, "[U+%" PRIX32 "]", code_point);
}

/* Whether a character with this first byte may have to go: the fast way over
 * everything else. */
static bool suspicious(unsigned char byte)
{
    return byte < 0x20 ? byte != '\n' && byte != '\t'
                       : byte == 0x7F || byte == 0xC2 || byte == 0xEF || byte >= 0xF0;
}

/* Control characters, the byte order mark, noncharacters. */
static bool must_go(uint32_t code_point)
{
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0)
           || code_point == 0xFEFF || code_point == 0xFFFE || code_point == 0xFFFF;
}

size_t plain_text(struct str *out, const char *text, size_t len, struct span *spans,
                  size_t span_count)
{
    struct edits edits = EDITS_INIT;
    size_t origin = out->len, from = 0, replaced;

    for (size_t at = 0; at < len;) {
        uint32_t code_point;
        size_t bytes, to;

        if (!suspicious((unsigned char)text[at])) {
            at++;
            continue;
        }
        code_point = text_code_point(text + at, &bytes);
        if (code_point > 0xFFFF || must_go(code_point)) {
            str_add_len(out, text + from, at - from);
            to = out->len;
            if (code_point > 0xFFFF)
                add_sign(out, code_point);
            edits_add(&edits, at, bytes, to - origin, out->len - to);
            from = at + bytes;
        }
        at += bytes;
    }
    str_add_len(out, text + from, len - from);
    edits_move(&edits, spans, span_count);
    replaced = edits.count;
    edits_release(&edits);
    return replaced;
}

static bool is_role_mark(char c)
{
    return c != '\0' && strchr("!^&<.:#@", c) != NULL;
}

static bool is_hebrew(uint32_t code_point)
{
    return code_point >= 0x05D0 && code_point <= 0x05EA;
}

/* What stands for a quotation mark between `before` and `after` (0: none):
 * an apostrophe or Hebrew gershayim inside a word stays as the sign that no
 * reader takes for a quotation mark; 0: it goes. */
static uint32_t inside_word(uint32_t mark, uint32_t before, uint32_t after)
{
    if ((mark == '\'' || mark == APOSTROPHE) && text_is_word(before) && text_is_word(after))
        return APOSTROPHE;
    if ((mark == '"' || mark == GERSHAYIM) && is_hebrew(before) && is_hebrew(after))
        return GERSHAYIM;
    return 0;
}

static bool is_quote(uint32_t code_point)
{
    return code_point == '"' || code_point == '\'' || code_point == '`' || code_point == 0xAB
           || code_point == 0xBB || (code_point >= 0x2018 && code_point <= 0x201F)
           || code_point == 0x2039 || code_point == 0x203A || code_point == GERSHAYIM;
}

/* How many bytes at the end are a blank or a sign that only stands inside
 * words. */
static size_t loose_end(const char *text, size_t len)
{
    static const char *const loose[] = { " ", "\xE2\x80\x99", "\xD7\xB4" };

    for (size_t i = 0; i < sizeof loose / sizeof *loose; i++) {
        size_t bytes = strlen(loose[i]);

        if (len >= bytes && memcmp(text + len - bytes, loose[i], bytes) == 0)
            return bytes;
    }
    return 0;
}

static void trim_end(struct str *out, size_t origin)
{
    size_t bytes = loose_end(str_text(out) + origin, out->len - origin);

    while (bytes > 0) {
        str_splice(out, out->len - bytes, bytes, "", 0);
        bytes = loose_end(out->text + origin, out->len - origin);
    }
}

static void cut(struct str *out, size_t origin, size_t most)
{
    size_t at = origin, end = origin, count = 0;

    while (at < out->len && count <= most) {
        size_t next = origin + text_next(out->text + origin, out->len - origin, at - origin);

        count += text_count(out->text + at, next - at);
        at = next;
        if (count <= most)
            end = at;
    }
    str_splice(out, end, out->len - end, "", 0);
}

static void add_name(struct str *out, const char *text, size_t len, size_t most)
{
    struct str plain = STR_INIT;
    size_t origin = out->len;
    uint32_t last = 0;

    plain_text(&plain, text, len, NULL, 0);
    for (size_t at = 0; at < plain.len;) {
        size_t bytes, after_bytes;
        uint32_t c = text_code_point(plain.text + at, &bytes);
        uint32_t after = at + bytes < plain.len
                             ? text_code_point(plain.text + at + bytes, &after_bytes)
                             : 0;

        at += bytes;
        if (is_quote(c))
            c = inside_word(c, last, after);
        else if (text_is_blank(c))
            c = ' ';
        if (c == 0 || (c == ' ' && (last == 0 || last == ' ')) || (c == ':' && last == ':')
            || (last == 0 && c < 0x80 && is_role_mark((char)c)))
            continue;
        text_add_code_point(out, c);
        last = c;
    }
    str_release(&plain);
    cut(out, origin, most);
    trim_end(out, origin);
    if (out->len == origin)
        str_add(out, "no name");
}

void plain_name(struct str *out, const char *text)
{
    add_name(out, text, strlen(text), PLAIN_NAME);
}

bool plain_name_is_good(const char *text, size_t len)
{
    struct str again = STR_INIT;
    bool good;

    add_name(&again, text, len, LONGEST_NAME);
    good = again.len == len && memcmp(again.text, text, len) == 0;
    str_release(&again);
    return good;
}

/* Whether a word goes on over `at`, not in a script without blanks. */
static bool inside_a_word(const char *text, size_t before, size_t at)
{
    size_t bytes;
    uint32_t a = text_code_point(text + before, &bytes), b = text_code_point(text + at, &bytes);

    return text_is_word(a) && text_is_word(b) && !text_is_ideograph(a) && !text_is_ideograph(b);
}

/* Where the name of a quotation is cut; `len` when it is not. */
static size_t quote_end(const char *text, size_t len)
{
    size_t begins[PLAIN_QUOTE + 1]; /* of the characters so far, the next one included */
    size_t at = 0, bytes;
    int count = 0;

    while (count < PLAIN_QUOTE && at < len) {
        begins[count++] = at;
        (void)text_code_point(text + at, &bytes);
        at += bytes;
    }
    if (at == len)
        return len;
    begins[count] = at;
    while (count > SHORTEST_QUOTE && inside_a_word(text, begins[count - 1], begins[count]))
        count--;
    if (count > SHORTEST_QUOTE)
        at = begins[count]; /* else it is a very long word, which is cut */
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n'))
        at--;
    return at;
}

void plain_quote(struct str *out, const char *text, size_t len)
{
    size_t end = quote_end(text, len), from = out->len;

    str_add_len(out, text, end);
    for (size_t i = from; i < out->len; i++) {
        if (out->text[i] == '\n' || out->text[i] == '\t')
            out->text[i] = ' ';
    }
    if (end < len)
        str_add(out, "\xE2\x80\xA6");
}
