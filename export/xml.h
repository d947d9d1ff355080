/* SPDX-License-Identifier: MIT */
/* XML: a writer, a plain list of calls, and over libxml2 a streaming reader that
 * takes pieces of a file and calls back. No document is ever held in memory;
 * document types, external entities and the network are refused. */
#ifndef EXPORT_XML_H
#define EXPORT_XML_H

#include "core/attr.h"
#include "core/error.h"
#include <stddef.h>
#include <stdint.h>

/* --- writing --------------------------------------------------------------- */

struct xml_writer;

/* Takes finished bytes; keeps its own failures (spool_add() has this shape). */
typedef void (*xml_sink)(void *data, const char *bytes, size_t len);

/* Starts a document in UTF-8 without byte order mark, first byte "<", line
 * ends LF, each element on a line of its own. Never fails: it allocates or
 * ends the program. */
struct xml_writer *xml_writer_new(xml_sink sink, void *data);

/* Starts a fragment: elements one after the other, without a declaration, to
 * be put into a document by xml_copy(). */
struct xml_writer *xml_fragment_new(xml_sink sink, void *data);

/* Starts an element; its attributes follow, then its content. Names are ours:
 * constant strings. */
void xml_start(struct xml_writer *writer, const char *name);
/* An attribute of the element just started. Line ends and tabs become blanks,
 * characters that XML 1.0 forbids are left out. NULL writes nothing. */
void xml_attribute(struct xml_writer *writer, const char *name, const char *value);
void xml_attribute_number(struct xml_writer *writer, const char *name, uint64_t value);
/* Text content; LF and TAB stay, what XML 1.0 forbids is left out. */
void xml_text(struct xml_writer *writer, const char *text, size_t len);
void xml_end(struct xml_writer *writer);
/* Copies what a fragment wrote as content of the element that is open. */
void xml_copy(struct xml_writer *writer, const char *bytes, size_t len);
/* An element that holds text alone; NULL or "" writes nothing at all. */
void xml_element(struct xml_writer *writer, const char *name, const char *text);

/* Gives the sink what was written so far. */
void xml_flush(struct xml_writer *writer);
/* Closes what is open, gives the sink the rest, and ends the writer; NULL is
 * allowed. */
void xml_writer_finish(struct xml_writer *writer);

/* --- reading --------------------------------------------------------------- */

struct xml_pair {
    const char *name;       /* without prefix */
    const char *space;      /* its namespace; "" none */
    const char *value;      /* UTF-8, not ended by a zero */
    size_t len;             /* bytes of `value` */
};

/* What the reader calls; strings are borrowed for the call. Each returns
 * STATUS_OK, or a failure put in *err, which ends the reading with it. */
struct xml_events {
    /* `space` is the element's namespace, "" none. */
    enum status (*start)(void *data, const char *space, const char *name,
                         const struct xml_pair *pairs, size_t count, struct error *err);
    enum status (*end)(void *data, const char *space, const char *name, struct error *err);
    /* Text comes in pieces, also the blanks between elements. */
    enum status (*text)(void *data, const char *text, size_t len, struct error *err);
};

struct xml_reader;

/* libxml2 prints nothing by itself in this thread from here on: what goes wrong
 * is told once, by the error of whoever called. Readers begin with it. */
void xml_quiet(void);

/* `events` must live as long as the reader. Ended by xml_reader_free(). */
struct xml_reader *xml_reader_new(const struct xml_events *events, void *data);

/* Reads the next piece. STATUS_INPUT: not well-formed, or with a document
 * type: the text says where (line and column). After a failure only
 * xml_reader_free() is left. */
NODISCARD enum status xml_reader_feed(struct xml_reader *reader, const char *bytes, size_t len,
                                      struct error *err);
/* Tells that the file ends here. */
NODISCARD enum status xml_reader_finish(struct xml_reader *reader, struct error *err);
/* The line that is being read, from 1. */
int xml_reader_line(const struct xml_reader *reader);
void xml_reader_free(struct xml_reader *reader);

#endif
