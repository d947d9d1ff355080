/* SPDX-License-Identifier: MIT */
/* Writing XML. Its one idea: every text passes one loop that leaves out what
 * XML 1.0 forbids and escapes what it reserves, so that no caller can write
 * what a reader refuses. */
#include "export/xml.h"
#include "core/mem.h"
#include "core/str.h"
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GIVEN_AT = 1 << 16 }; /* bytes that wait before the sink gets them */

struct xml_writer {
    xml_sink sink;
    void *data;
    struct str out;    /* not yet given to the sink */
    const char **open; /* the elements that are open, the outermost first */
    size_t depth, room;
    bool in_tag; /* the start tag of the last one is not closed yet */
};

static void give(struct xml_writer *writer, size_t least)
{
    if (writer->out.len < least)
        return;
    writer->sink(writer->data, str_text(&writer->out), writer->out.len);
    str_clear(&writer->out);
}

struct xml_writer *xml_fragment_new(xml_sink sink, void *data)
{
    struct xml_writer *writer = mem_alloc(1, sizeof *writer);

    writer->sink = sink;
    writer->data = data;
    return writer;
}

struct xml_writer *xml_writer_new(xml_sink sink, void *data)
{
    struct xml_writer *writer = xml_fragment_new(sink, data);

    str_add(&writer->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    return writer;
}

/* --- texts ------------------------------------------------------------------- */

/* How many bytes at `text` XML 1.0 forbids: 0 for a good character. */
static size_t forbidden(const unsigned char *text, size_t len)
{
    if (text[0] < 0x20)
        return text[0] != '\n' && text[0] != '\t';
    if (text[0] == 0xEF && len >= 3 && text[1] == 0xBF && text[2] >= 0xBE)
        return 3; /* U+FFFE and U+FFFF */
    return 0;
}

/* What is written for a reserved sign; NULL for any other. */
static const char *escape_of(unsigned char c)
{
    switch (c) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

/* Whether a byte is written as it is, whatever comes after it. */
static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c != 0xEF && c != '<' && c != '>' && c != '&' && c != '"';
}

/* `flat`: line ends and tabs become blanks. */
static void escape(struct str *out, const char *text, size_t len, bool flat)
{
    size_t from = 0; /* bytes not yet copied start here */

    for (size_t i = 0; i < len;) {
        unsigned char c = (unsigned char)text[i];
        const char *instead;
        size_t bad;

        if (is_plain(c)) {
            i++;
            continue;
        }
        instead = escape_of(c);
        bad = instead != NULL ? 0 : forbidden((const unsigned char *)text + i, len - i);
        if (flat && (c == '\n' || c == '\t' || c == '\r'))
            instead = " ";
        if (bad == 0 && instead == NULL) {
            i++;
            continue;
        }
        str_add_len(out, text + from, i - from);
        if (instead != NULL)
            str_add(out, instead);
        i += bad == 0 ? 1 : bad;
        from = i;
    }
    str_add_len(out, text + from, len - from);
}

/* --- elements ------------------------------------------------------------------ */

static void close_tag(struct xml_writer *writer, const char *how)
{
    if (writer->in_tag)
        str_add(&writer->out, how);
    writer->in_tag = false;
}

void xml_start(struct xml_writer *writer, const char *name)
{
    close_tag(writer, ">\n");
    give(writer, GIVEN_AT);
    writer->open = mem_grow(writer->open, writer->depth, &writer->room, sizeof *writer->open);
    writer->open[writer->depth++] = name;
    str_add_char(&writer->out, '<');
    str_add(&writer->out, name);
    writer->in_tag = true;
}

void xml_attribute(struct xml_writer *writer, const char *name, const char *value)
{
    if (value == NULL)
        return;
    str_add_char(&writer->out, ' ');
    str_add(&writer->out, name);
    str_add_len(&writer->out, "=\"", 2);
    escape(&writer->out, value, strlen(value), true);
    str_add_char(&writer->out, '"');
}

void xml_attribute_number(struct xml_writer *writer, const char *name, uint64_t value)
{
    char text[24];

    snprintf(text, sizeof text, "%" PRIu64, value);
    xml_attribute(writer, name, text);
}

void xml_text(struct xml_writer *writer, const char *text, size_t len)
{
    close_tag(writer, ">");
    escape(&writer->out, text, len, false);
}

void xml_end(struct xml_writer *writer)
{
    const char *name = writer->open[--writer->depth];

    if (writer->in_tag) {
        close_tag(writer, "/>\n");
        return;
    }
    str_add_len(&writer->out, "</", 2);
    str_add(&writer->out, name);
    str_add_len(&writer->out, ">\n", 2);
}

void xml_copy(struct xml_writer *writer, const char *bytes, size_t len)
{
    close_tag(writer, ">");
    str_add_len(&writer->out, bytes, len);
    give(writer, GIVEN_AT);
}

void xml_element(struct xml_writer *writer, const char *name, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    xml_start(writer, name);
    xml_text(writer, text, strlen(text));
    xml_end(writer);
}

void xml_flush(struct xml_writer *writer)
{
    give(writer, 1);
}

void xml_writer_finish(struct xml_writer *writer)
{
    if (writer == NULL)
        return;
    while (writer->depth > 0)
        xml_end(writer);
    give(writer, 1);
    str_release(&writer->out);
    free(writer->open);
    free(writer);
}
