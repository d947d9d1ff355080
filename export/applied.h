/* SPDX-License-Identifier: MIT */
/* Codes as they stand on a document: one row a coding, with the paragraphs it
 * reaches over and what was chosen beside it. Made of the marks of the
 * quotations, for the formats that show codes beside the words or list them. */
#ifndef EXPORT_APPLIED_H
#define EXPORT_APPLIED_H

#include "export/model.h"

struct applied {
    const struct mark *mark; /* label, observer, stretch; borrowed from the document */
    size_t first, last;      /* paragraphs; the same but for a state */
    bool state;              /* else a point */
    bool whole;              /* all of the entry's words; false for a state */
    const char *values;      /* "kind=diagnostic; by when=May"; "" none; borrowed */
};

struct applied_list {
    struct applied *row; /* by place, the longer ones first */
    size_t count, room;
    size_t *state; /* rows that are states */
    size_t state_count, state_room;
};

/* Lists the codes of the codebook on `document`, which must live as long.
 * Speakers and role groups are left out. */
void applied_load(struct applied_list *out, const struct document *document,
                  const struct labels *labels);
void applied_release(struct applied_list *list);

/* Appends "Challenge from members (kind=diagnostic); Decision" for the points
 * on a paragraph, and "Tension begins", "Tension ends" for its states; nothing
 * when there are none. Returns how many it named. */
size_t applied_say(const struct applied_list *list, struct str *out, size_t paragraph,
                   const struct labels *labels);

/* Which paragraph holds the byte `at` of the document's text. */
size_t document_paragraph_at(const struct document *document, size_t at);

#endif
