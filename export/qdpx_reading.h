/* SPDX-License-Identifier: MIT */
/* What the check of a .qdpx knows while it reads one. For the files of the
 * check. */
#ifndef EXPORT_QDPX_READING_H
#define EXPORT_QDPX_READING_H

#include "core/clock.h"
#include "core/error.h"
#include "core/id.h"
#include "core/str.h"
#include "export/guids.h"
#include "export/identity.h"
#include "export/plain.h"
#include "export/qdpx_rules.h"
#include "export/qdpx_text.h"
#include "export/xml.h"
#include <stdbool.h>
#include <stddef.h>

enum { QDPX_DEPTH = 64 }; /* elements in one another; codes nest a few deep */

/* An element that is open. */
struct qdpx_open {
    const struct element_rule *rule;
    size_t place;     /* index of the last child among the rule's children */
    size_t count;     /* children so far */
    int line;
    bool file;        /* TextSource, Note: its text is in a file */
    bool content;     /* Note: it has PlainTextContent */
};

/* A selection: two of one span and one user with codings must be one. */
struct qdpx_passage {
    size_t start, end; /* code points */
    struct id user;    /* none: unknown */
    bool coded;
    int line;
};

/* Appends the text of the file `name` ("sources/GUID.txt") to *out.
 * STATUS_NOT_FOUND: there is none. */
typedef enum status (*qdpx_text_of)(void *data, const char *name, struct str *out,
                                    struct error *err);

struct qdpx_reading {
    qdpx_text_of text_of;
    void *text_data;
    const struct identity_filter *filter; /* NULL: names are not looked for */
    struct xml_reader *xml;
    bool sources_apart;                   /* they were read by themselves, and are left out here */
    struct qdpx_open open[QDPX_DEPTH];
    size_t depth;
    struct guids guids;
    struct plain_names codes, documents, notes, groups;
    struct qdpx_text text;                /* of the source or note that is open */
    struct qdpx_passage *passages;        /* of it */
    size_t passage_count, passage_room;
    size_t synced;                        /* sync points of the transcript so far, the last one: */
    size_t sync_position, sync_time;      /* code points; milliseconds */
    struct str words;                     /* of the text element that is open */
    struct str scratch;
    char stamp[CLOCK_STAMP];              /* the last good time */
};

/* Nothing read yet: xml, text_of and its data are the caller's to set. `beside` is
 * as in guids_init(). Ended by qdpx_reading_release(), which ends the xml, too. */
void qdpx_reading_init(struct qdpx_reading *reading, const struct identity_filter *filter,
                       const char *beside);
void qdpx_reading_release(struct qdpx_reading *reading);

/* Reads on in project.qde, whose line ends are LF alone. */
NODISCARD enum status qdpx_reading_feed(struct qdpx_reading *reading, const char *bytes, size_t len,
                                        struct error *err);

/* What can be said when all was read: its GUIDs. */
NODISCARD enum status qdpx_reading_finish(struct qdpx_reading *reading, struct error *err);

/* The events of project.qde; their data is a struct qdpx_reading. */
extern const struct xml_events qdpx_events;

/* Checks what stands in a text or a value for people: its characters, and that
 * it names nobody. `where` says what it is. */
enum status qdpx_check_words(const struct qdpx_reading *reading, const char *where,
                             const char *text, size_t len, struct error *err);

/* Checks one value by its rule; the reading's open element is the one it
 * belongs to. */
enum status qdpx_check_value(struct qdpx_reading *reading, const struct attribute_rule *rule,
                             const char *value, size_t len, struct error *err);

/* Loads the text at a path "internal://GUID.txt" into reading->text. */
enum status qdpx_load_text(struct qdpx_reading *reading, const char *path, size_t len,
                           struct error *err);

/* Checks a selection against the text, `name` is the quotation's. */
enum status qdpx_check_passage(struct qdpx_reading *reading, const struct qdpx_passage *passage,
                               const char *name, size_t len, struct error *err);

/* "project.qde, line 12: <Code> ...": fills *err; `what` and `detail` are
 * joined by a blank, `detail` may be "". */
enum status qdpx_fault(const struct qdpx_reading *reading, struct error *err, const char *what,
                       const char *detail);

#endif
