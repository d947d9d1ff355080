/* SPDX-License-Identifier: MIT */
/* The memos of a .qdpx: each a Note whose text is a file of the archive, which
 * QualCoder takes as a journal, with a Link to what it is on. */
#ifndef EXPORT_QDPX_NOTES_H
#define EXPORT_QDPX_NOTES_H

#include "export/model.h"
#include "export/plain.h"
#include "export/spool.h"
#include "export/xml.h"

struct export_job;

struct qdpx_notes {
    struct spool *notes, *links; /* the XML of both; NULL until qdpx_notes_open() */
    struct xml_writer *note_xml, *link_xml;
    struct plain_names names; /* each once in the project */
    size_t count, linked;
};

/* Begins; spools are made in the folder of `target`. To be ended by
 * qdpx_notes_close(), also after a failure. */
NODISCARD enum status qdpx_notes_open(struct qdpx_notes *notes, const char *target,
                                      struct error *err);
void qdpx_notes_close(struct qdpx_notes *notes);

/* Adds a memo: appends its text to *text, which becomes the file of GUID
 * *file. */
void qdpx_notes_add(struct qdpx_notes *notes, struct export_job *job,
                    const struct document_memo *memo, struct str *text, struct id *file);
/* No more come: both spools can be read. */
NODISCARD enum status qdpx_notes_finish(struct qdpx_notes *notes, struct error *err);

#endif
