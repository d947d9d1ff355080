/* SPDX-License-Identifier: MIT */
/* Writing XML over libxml2's xmlTextWriter. Its one idea: every text passes a
 * cleaning copy first, so that no caller can write what XML 1.0 forbids. */
#include "export/xml.h"
#include "core/mem.h"
#include "core/str.h"
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <libxml/xmlwriter.h>

struct xml_writer {
    xmlTextWriterPtr raw;
    xml_sink sink;
    void *data;
    struct str clean; /* the text at hand without what XML forbids */
    bool failed;      /* a call of libxml2 failed: only for lack of memory */
    bool headless;    /* a fragment: what comes before the first line end is dropped */
};

static int sink_write(void *data, const char *bytes, int len)
{
    struct xml_writer *writer = data;
    const char *from = bytes;

    if (writer->headless) {
        from = memchr(bytes, '\n', (size_t)len);
        if (from == NULL)
            return len;
        from++;
        writer->headless = false;
    }
    writer->sink(writer->data, from, (size_t)len - (size_t)(from - bytes));
    return len;
}

static void note(struct xml_writer *writer, int result)
{
    if (result < 0)
        writer->failed = true;
}

static void say_nothing(void *data, const char *format, ...)
{
    (void)data, (void)format;
}

void xml_quiet(void)
{
    xmlSetGenericErrorFunc(NULL, say_nothing);
}

struct xml_writer *xml_writer_new(xml_sink sink, void *data)
{
    struct xml_writer *writer = mem_alloc(1, sizeof *writer);
    xmlOutputBufferPtr out;

    xml_quiet();
    writer->sink = sink;
    writer->data = data;
    out = xmlOutputBufferCreateIO(sink_write, NULL, writer, NULL);
    writer->raw = out == NULL ? NULL : xmlNewTextWriter(out);
    if (writer->raw == NULL) {
        if (out != NULL)
            xmlOutputBufferClose(out);
        writer->failed = true;
        return writer;
    }
    note(writer, xmlTextWriterSetIndent(writer->raw, 1));
    note(writer, xmlTextWriterSetIndentString(writer->raw, BAD_CAST ""));
    note(writer, xmlTextWriterStartDocument(writer->raw, "1.0", "utf-8", NULL));
    return writer;
}

/* Without its declaration libxml2 would not know that the document is UTF-8,
 * and write every other character as a number. */
struct xml_writer *xml_fragment_new(xml_sink sink, void *data)
{
    struct xml_writer *writer = xml_writer_new(sink, data);

    writer->headless = true;
    return writer;
}

/* How many bytes at `text` XML 1.0 forbids: 0 for a good character. */
static size_t forbidden(const unsigned char *text, size_t len)
{
    if (text[0] < 0x20)
        return text[0] != '\n' && text[0] != '\t';
    if (text[0] == 0xEF && len >= 3 && text[1] == 0xBF && text[2] >= 0xBE)
        return 3; /* U+FFFE and U+FFFF */
    return 0;
}

static const char *clean(struct xml_writer *writer, const char *text, size_t len, bool flat)
{
    size_t from = 0; /* good bytes not yet copied start here */

    str_clear(&writer->clean);
    for (size_t i = 0; i < len;) {
        unsigned char c = (unsigned char)text[i];
        size_t bad;

        if (c >= 0x20 && c != 0xEF) {
            i++;
            continue;
        }
        bad = forbidden((const unsigned char *)text + i, len - i);
        if (bad == 0 && !(flat && c < 0x20)) {
            i++;
            continue;
        }
        str_add_len(&writer->clean, text + from, i - from);
        if (bad == 0 || (flat && c == '\r'))
            str_add_char(&writer->clean, ' ');
        i += bad == 0 ? 1 : bad;
        from = i;
    }
    str_add_len(&writer->clean, text + from, len - from);
    return str_text(&writer->clean);
}

void xml_start(struct xml_writer *writer, const char *name)
{
    if (!writer->failed)
        note(writer, xmlTextWriterStartElement(writer->raw, BAD_CAST name));
}

void xml_attribute(struct xml_writer *writer, const char *name, const char *value)
{
    if (writer->failed || value == NULL)
        return;
    note(writer, xmlTextWriterWriteAttribute(writer->raw, BAD_CAST name,
                                             BAD_CAST clean(writer, value, strlen(value), true)));
}

void xml_attribute_number(struct xml_writer *writer, const char *name, uint64_t value)
{
    char text[24];

    snprintf(text, sizeof text, "%" PRIu64, value);
    xml_attribute(writer, name, text);
}

void xml_text(struct xml_writer *writer, const char *text, size_t len)
{
    if (!writer->failed)
        note(writer, xmlTextWriterWriteString(writer->raw,
                                              BAD_CAST clean(writer, text, len, false)));
}

void xml_end(struct xml_writer *writer)
{
    if (!writer->failed)
        note(writer, xmlTextWriterEndElement(writer->raw));
}

void xml_copy(struct xml_writer *writer, const char *bytes, size_t len)
{
    if (!writer->failed)
        note(writer, xmlTextWriterWriteRawLen(writer->raw, BAD_CAST bytes, (int)len));
}

void xml_element(struct xml_writer *writer, const char *name, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    xml_start(writer, name);
    xml_text(writer, text, strlen(text));
    xml_end(writer);
}

enum status xml_writer_finish(struct xml_writer *writer, struct error *err)
{
    bool failed;

    if (!writer->failed)
        note(writer, xmlTextWriterEndDocument(writer->raw));
    failed = writer->failed;
    xmlFreeTextWriter(writer->raw); /* flushes; NULL is allowed */
    str_release(&writer->clean);
    free(writer);
    if (failed)
        return error_set(err, STATUS_IO, "cannot write XML: libxml2 is out of memory");
    return STATUS_OK;
}
