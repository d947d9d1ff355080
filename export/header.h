/* SPDX-License-Identifier: MIT */
/* The first lines of a document: which meeting this was, who was there, what
 * was on the agenda; and the names that follow from it. */
#ifndef EXPORT_HEADER_H
#define EXPORT_HEADER_H

#include "export/model.h"

/* Appends the header of `document` to *out, without empty lines. `hidden`
 * (beside the room's items) tells which items belong to a part that stays
 * out: their titles do too. */
void header_write(struct str *out, const struct document *document, const struct room *room,
                  const bool *hidden, const struct body_names *bodies,
                  const struct labels *labels);

/* Sets the document's name, file stem and year. */
void header_name(struct document *document, const struct labels *labels);

/* Tells the gate beforehand what is moot's own in the name and the first line of
 * a meeting's document: told while documents are made, it would wait each time for
 * whoever searches the text of another. */
void header_keep(const struct meeting *meeting, const struct labels *labels);

#endif
