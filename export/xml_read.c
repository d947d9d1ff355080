/* SPDX-License-Identifier: MIT */
/* Reading XML over libxml2's push parser and its SAX2 events. Its one idea: a
 * failure of a callback stops the parser, and what libxml2 found wrong becomes
 * one line with its place. */
#include "export/xml.h"
#include "core/mem.h"
#include <stdlib.h>
#include <string.h>
#include <libxml/parser.h>

/* libxml2 copies what it is given, and takes at most 10,000,000 bytes for one
 * piece of XML: it is given less than it could be. */
enum { PART = 1 << 16 };

struct xml_reader {
    xmlParserCtxtPtr raw;
    const struct xml_events *events;
    void *data;
    struct error *err;     /* of the call that is going on */
    enum status status;    /* the first failure of a callback */
    struct xml_pair *pairs;
    size_t pair_room;
};

static const char *or_none(const xmlChar *text)
{
    return text == NULL ? "" : (const char *)text;
}

static void stop(struct xml_reader *reader, enum status status)
{
    if (status && !reader->status) {
        reader->status = status;
        xmlStopParser(reader->raw);
    }
}

/* libxml2 gives five pointers for each attribute: name, prefix, namespace,
 * where the value starts and where it ends. */
static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
                     int spaces, const xmlChar **declared, int count, int defaulted,
                     const xmlChar **attributes)
{
    struct xml_reader *reader = data;

    (void)prefix, (void)spaces, (void)declared, (void)defaulted;
    if (reader->status)
        return;
    while (reader->pair_room < (size_t)count)
        reader->pairs = mem_grow(reader->pairs, reader->pair_room, &reader->pair_room,
                                 sizeof *reader->pairs);
    for (int i = 0; i < count; i++) {
        const xmlChar **of = attributes + 5 * (size_t)i;

        reader->pairs[i] = (struct xml_pair){ .name = (const char *)of[0],
                                              .space = or_none(of[2]),
                                              .value = (const char *)of[3],
                                              .len = (size_t)(of[4] - of[3]) };
    }
    stop(reader, reader->events->start(reader->data, or_none(space), (const char *)name,
                                       reader->pairs, (size_t)count, reader->err));
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
    struct xml_reader *reader = data;

    (void)prefix;
    if (!reader->status)
        stop(reader, reader->events->end(reader->data, or_none(space), (const char *)name,
                                         reader->err));
}

static void on_text(void *data, const xmlChar *text, int len)
{
    struct xml_reader *reader = data;

    if (!reader->status)
        stop(reader, reader->events->text(reader->data, (const char *)text, (size_t)len,
                                          reader->err));
}

static void on_document_type(void *data, const xmlChar *name, const xmlChar *id,
                             const xmlChar *system)
{
    struct xml_reader *reader = data;

    (void)name, (void)id, (void)system;
    if (!reader->status)
        stop(reader, error_set(reader->err, STATUS_INPUT,
                               "line %d: a document type (<!DOCTYPE) is not allowed here",
                               xml_reader_line(reader)));
}

static void on_error(void *data, xmlErrorPtr error)
{
    (void)data, (void)error; /* libxml2 keeps the last one: read_failure() tells it */
}

struct xml_reader *xml_reader_new(const struct xml_events *events, void *data)
{
    struct xml_reader *reader = mem_alloc(1, sizeof *reader);
    xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
                          .startElementNs = on_start,
                          .endElementNs = on_end,
                          .characters = on_text,
                          .ignorableWhitespace = on_text,
                          .cdataBlock = on_text,
                          .internalSubset = on_document_type,
                          .serror = on_error };

    xml_quiet();
    reader->events = events;
    reader->data = data;
    reader->raw = xmlCreatePushParserCtxt(&sax, reader, NULL, 0, NULL);
    if (reader->raw != NULL) /* NOENT: else "&amp;" stays as it is in attributes */
        xmlCtxtUseOptions(reader->raw, XML_PARSE_NONET | XML_PARSE_NOENT);
    return reader;
}

static enum status read_failure(struct xml_reader *reader, struct error *err)
{
    const xmlError *error = xmlCtxtGetLastError(reader->raw);

    if (error == NULL || error->message == NULL)
        return error_set(err, STATUS_INPUT, "line %d: not well-formed XML",
                         xml_reader_line(reader));
    return error_set(err, STATUS_INPUT, "line %d, column %d: %.*s", error->line, error->int2,
                     (int)strcspn(error->message, "\n"), error->message);
}

static enum status feed(struct xml_reader *reader, const char *bytes, size_t len, int last,
                        struct error *err)
{
    if (reader->raw == NULL)
        return error_set(err, STATUS_IO, "cannot read XML: libxml2 is out of memory");
    reader->err = err;
    do {
        int part = len > PART ? PART : (int)len;

        xmlParseChunk(reader->raw, bytes, part, last); /* its failures are kept in the context */
        bytes += part;
        len -= (size_t)part;
    } while (len > 0 && !reader->status && reader->raw->wellFormed);
    if (reader->status)
        return reader->status;
    if (!reader->raw->wellFormed || !reader->raw->nsWellFormed)
        return read_failure(reader, err);
    return STATUS_OK;
}

enum status xml_reader_feed(struct xml_reader *reader, const char *bytes, size_t len,
                            struct error *err)
{
    return len == 0 ? STATUS_OK : feed(reader, bytes, len, 0, err);
}

enum status xml_reader_finish(struct xml_reader *reader, struct error *err)
{
    return feed(reader, "", 0, 1, err);
}

int xml_reader_line(const struct xml_reader *reader)
{
    return reader->raw == NULL || reader->raw->input == NULL ? 0 : reader->raw->input->line;
}

void xml_reader_free(struct xml_reader *reader)
{
    if (reader == NULL)
        return;
    xmlFreeParserCtxt(reader->raw); /* NULL is allowed */
    free(reader->pairs);
    free(reader);
}
